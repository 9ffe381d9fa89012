//! Errors of usage. In English the argument parser words them well itself; in Finnish they say as much:
//! every argument, every possible value and every guess that the English message has.

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use super::global::BadValue;
use super::guess::near_ids;
use super::help::finnish_words;
use crate::model::did_you_mean;
use crate::wording::{Lang, Wording};

/// The message for a command line that cannot be understood.
pub(super) fn message(mut error: Error, lang: Lang) -> String {
    keep_near_guesses(&mut error);
    guess_at_quotes(&mut error);
    match lang {
        Lang::En => error.render().to_string(),
        Lang::Fi => finnish_message(&error),
    }
}

/// The parser's own guesses at a command take in what is far off.
fn keep_near_guesses(error: &mut Error) {
    let guessed = texts(error, ContextKind::SuggestedSubcommand);
    let typed = text(error, ContextKind::InvalidSubcommand);
    let near: Vec<String> = near_ids(&typed, &guessed)
        .into_iter()
        .map(str::to_owned)
        .collect();
    if near.is_empty() {
        error.remove(ContextKind::SuggestedSubcommand);
    } else {
        error.insert(ContextKind::SuggestedSubcommand, ContextValue::Strings(near));
    }
}

const QUOTES: Wording = Wording::fixed(
    "put a name that contains spaces in quotation marks",
    "kirjoita välilyöntejä sisältävä nimi lainausmerkkeihin",
);

/// One word too many is most often the second word of a name.
fn guess_at_quotes(error: &mut Error) {
    let arg = text(error, ContextKind::InvalidArg);
    let is_word = error.kind() == ErrorKind::UnknownArgument && !arg.starts_with('-');
    if is_word && error.get(ContextKind::Suggested).is_none() {
        let tip = vec![QUOTES.get(Lang::En).to_owned().into()];
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(tip));
    }
}

fn finnish_message(error: &Error) -> String {
    let mut lines = vec![format!("virhe: {}", reason(error))];
    lines.extend(guesses(error).map(|guess| format!("ohje: {guess}")));
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        lines.push(finnish_words(usage.to_string().trim_end()).replace("Käyttö: ", "käyttö: "));
    }
    lines.push(
        "ohje: `kumppani --help` ja `kumppani KOMENTO --help` kertovat komennot ja valinnat".to_owned(),
    );
    lines.join("\n") + "\n"
}

fn reason(error: &Error) -> String {
    let arg = text(error, ContextKind::InvalidArg);
    let value = text(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => {
            format!("{} `{arg}` tarvitsee arvon", word(&arg, OPTION))
        }
        ErrorKind::InvalidValue => unfit(&value, &arg),
        ErrorKind::ValueValidation => format!("{}: {}", unfit(&value, &arg), because(error)),
        ErrorKind::UnknownArgument if arg.starts_with('-') => format!("tuntematon valinta `{arg}`"),
        ErrorKind::UnknownArgument => format!("ylimääräinen argumentti `{arg}`"),
        ErrorKind::InvalidSubcommand => {
            format!(
                "komentoa `{}` ei ole",
                text(error, ContextKind::InvalidSubcommand)
            )
        }
        ErrorKind::MissingRequiredArgument => format!("puuttuu: {}", quoted(error, ContextKind::InvalidArg)),
        ErrorKind::MissingSubcommand => format!(
            "anna komennon `{}` jälkeen jokin näistä: {}",
            text(error, ContextKind::InvalidSubcommand),
            text(error, ContextKind::ValidSubcommand)
        ),
        ErrorKind::ArgumentConflict => conflict(error),
        ErrorKind::NoEquals => format!("valinnan `{arg}` ja sen arvon väliin tarvitaan `=`"),
        ErrorKind::TooManyValues => format!("ylimääräinen arvo `{value}`: {} `{arg}`", word(&arg, OPTION)),
        ErrorKind::TooFewValues => too_few(error, &arg, ContextKind::MinValues),
        ErrorKind::WrongNumberOfValues => too_few(error, &arg, ContextKind::ExpectedNumValues),
        ErrorKind::InvalidUtf8 => "komentorivillä on tekstiä, joka ei ole UTF-8-muotoista".to_owned(),
        _ => finnish_words(
            error
                .render()
                .to_string()
                .trim_start_matches("error: ")
                .trim_end(),
        ),
    }
}

/// An option and an argument without a name, in the same case.
type OptionOrArgument = (&'static str, &'static str);

const OPTION: OptionOrArgument = ("valinta", "argumentti");
const FOR_OPTION: OptionOrArgument = ("valinnalle", "argumentille");

fn word(arg: &str, (option, argument): OptionOrArgument) -> &'static str {
    if arg.starts_with('-') { option } else { argument }
}

fn unfit(value: &str, arg: &str) -> String {
    format!("arvo `{value}` ei kelpaa {} `{arg}`", word(arg, FOR_OPTION))
}

fn conflict(error: &Error) -> String {
    let arg = text(error, ContextKind::InvalidArg);
    let other = text(error, ContextKind::PriorArg);
    if arg.is_empty() {
        let command = text(error, ContextKind::InvalidSubcommand);
        return format!(
            "komentoa `{command}` ei voi käyttää yhdessä: {}",
            quoted(error, ContextKind::PriorArg)
        );
    }
    if arg == other {
        return format!("`{arg}` on annettu kahdesti, mutta sen voi antaa vain kerran");
    }
    format!(
        "näitä ei voi käyttää yhdessä: `{arg}`, {}",
        quoted(error, ContextKind::PriorArg)
    )
}

fn too_few(error: &Error, arg: &str, wanted: ContextKind) -> String {
    let number = |kind| match error.get(kind) {
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    format!(
        "{} `{arg}` tarvitsee {} arvoa, ja niitä on {}",
        word(arg, OPTION),
        number(wanted),
        number(ContextKind::ActualNumValues)
    )
}

/// What was most likely meant, and what else would be understood.
fn guesses(error: &Error) -> impl Iterator<Item = String> + '_ {
    let meant = [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ];
    let meant = meant.into_iter().filter_map(|kind| {
        let guessed = texts(error, kind);
        let guessed: Vec<&str> = guessed.iter().map(String::as_str).collect();
        Some(did_you_mean(&guessed)?.get(Lang::Fi).to_owned())
    });
    let other = match error.get(ContextKind::Suggested) {
        Some(ContextValue::StyledStrs(shown)) => shown.as_slice(),
        _ => &[],
    };
    let known = text(error, ContextKind::ValidValue);
    let known = (!known.is_empty()).then(|| format!("vaihtoehdot ovat {known}"));
    let other = other.iter().map(|shown| finnish_guess(&shown.to_string()));
    meant.chain(known).chain(other)
}

/// The parser's own sentences about what else would be understood.
fn finnish_guess(shown: &str) -> String {
    let quoted: Vec<&str> = shown.split('\'').skip(1).step_by(2).collect();
    match quoted.as_slice() {
        [value, written] if shown.starts_with("to pass") => {
            format!("jos `{value}` on arvo, kirjoita `{written}`")
        }
        [command, dashes] if shown.starts_with("subcommand") => {
            format!("komento `{command}` on olemassa; poista sen edestä `{dashes}`")
        }
        [known] => format!("`{known}` on olemassa"),
        [] if shown == QUOTES.get(Lang::En) => QUOTES.get(Lang::Fi).to_owned(),
        _ => shown.to_owned(),
    }
}

fn quoted(error: &Error, kind: ContextKind) -> String {
    let quoted: Vec<String> = texts(error, kind)
        .iter()
        .map(|text| format!("`{text}`"))
        .collect();
    quoted.join(", ")
}

fn text(error: &Error, kind: ContextKind) -> String {
    texts(error, kind).join(", ")
}

fn texts(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        _ => Vec::new(),
    }
}

/// The reason that a value's own parser gave; every one of them gives it in both languages.
fn because(error: &Error) -> String {
    use std::error::Error as _;
    let Some(source) = error.source() else {
        return String::new();
    };
    match source.downcast_ref::<BadValue>() {
        Some(reason) => reason.0.get(Lang::Fi).to_owned(),
        None => source.to_string(),
    }
}

#[cfg(test)]
mod tests;
