//! Errors of usage in Finnish; in English the argument parser words them well itself.

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use super::global::BadValue;
use super::help::finnish_words;
use super::scope::{did_you_mean, nearest};
use crate::wording::Lang;

/// The message for a command line that cannot be understood.
pub(super) fn finnish_message(error: &Error) -> String {
    let invalid_arg = text(error, ContextKind::InvalidArg);
    // `--region <REGION>`: the value's name is of no use here.
    let invalid_arg = invalid_arg.split(" <").next().unwrap_or_default();
    let value = text(error, ContextKind::InvalidValue);
    let reason = match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => format!("valinta `{invalid_arg}` tarvitsee arvon"),
        ErrorKind::InvalidValue => format!("arvo `{value}` ei kelpaa valinnalle `{invalid_arg}`"),
        ErrorKind::ValueValidation => format!(
            "arvo `{value}` ei kelpaa valinnalle `{invalid_arg}`: {}",
            because(error)
        ),
        ErrorKind::UnknownArgument => format!("valintaa tai argumenttia `{invalid_arg}` ei ole"),
        ErrorKind::InvalidSubcommand => format!(
            "komentoa `{}` ei ole",
            text(error, ContextKind::InvalidSubcommand)
        ),
        ErrorKind::MissingRequiredArgument => format!("puuttuu: {invalid_arg}"),
        ErrorKind::MissingSubcommand => "anna komento".to_owned(),
        ErrorKind::ArgumentConflict => {
            format!(
                "`{invalid_arg}` ja `{}` eivät sovi yhteen",
                text(error, ContextKind::PriorArg)
            )
        }
        ErrorKind::NoEquals
        | ErrorKind::WrongNumberOfValues
        | ErrorKind::TooFewValues
        | ErrorKind::TooManyValues => {
            format!("valinnalla `{invalid_arg}` on väärä määrä arvoja")
        }
        ErrorKind::InvalidUtf8 => "komentorivillä on tekstiä, joka ei ole UTF-8-muotoista".to_owned(),
        _ => finnish_words(
            error
                .render()
                .to_string()
                .trim_start_matches("error: ")
                .trim_end(),
        ),
    };
    let mut lines = vec![format!("virhe: {reason}")];
    lines.extend(proposal(error));
    lines.push(
        "ohje: `kumppani --help` ja `kumppani KOMENTO --help` kertovat komennot ja valinnat".to_owned(),
    );
    lines.join("\n") + "\n"
}

fn proposal(error: &Error) -> Option<String> {
    for kind in [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ] {
        let guessed = texts(error, kind);
        let near: Vec<&str> = match texts(error, ContextKind::InvalidSubcommand).first() {
            // The parser's own guesses take in what is far off.
            Some(typed) => nearest(typed, &guessed),
            None => guessed.iter().map(String::as_str).collect(),
        };
        if let Some(help) = did_you_mean(&near) {
            return Some(format!("ohje: {}", help.get(Lang::Fi)));
        }
    }
    let known = text(error, ContextKind::ValidValue);
    (!known.is_empty()).then(|| format!("ohje: vaihtoehdot ovat {known}"))
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

/// The reason that a value's own parser gave.
fn because(error: &Error) -> String {
    use std::error::Error as _;
    let reason = error
        .source()
        .and_then(|source| source.downcast_ref::<BadValue>());
    reason
        .map(|reason| reason.0.get(Lang::Fi).to_owned())
        .unwrap_or_default()
}
