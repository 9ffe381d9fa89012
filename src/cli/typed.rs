//! The command line as it was typed, before the argument parser reads it: which language it asks for,
//! where the command is among the options that every command has, and which of these are given twice.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Args as _, Command, Error, ValueEnum as _};

use super::global::{Global, spoken};
use crate::model::TextLang;
use crate::wording::Lang;

/// A word of the command line, as far as it concerns the options that every command has.
enum Word {
    /// One of these options, by its id, with its value where that is known.
    Option(String, Option<String>),
    /// Flags, and options of a single command.
    Other,
    /// A command or a value.
    Plain,
}

/// The words of a command line up to `--`, each with its place; the value that follows an option belongs
/// to the option.
fn words(args: &[OsString]) -> Vec<(usize, Word)> {
    let options = valued_options();
    let mut words = Vec::new();
    let mut rest = args.iter().enumerate().skip(1);
    while let Some((place, arg)) = rest.next() {
        let arg = arg.to_string_lossy();
        if arg == "--" {
            break;
        }
        let word = match option(&options, &arg) {
            Some((id, Some(value))) => Word::Option(id, Some(value)),
            Some((id, None)) => {
                let value = rest.next().map(|(_, value)| value.to_string_lossy().into_owned());
                Word::Option(id, value)
            }
            None if arg.starts_with('-') => Word::Other,
            None => Word::Plain,
        };
        words.push((place, word));
    }
    words
}

/// The options of every command that take a value.
fn valued_options() -> Vec<Arg> {
    let global = Global::augment_args(Command::new(""));
    let takes_value = |arg: &&Arg| arg.get_action().takes_values();
    global.get_arguments().filter(takes_value).cloned().collect()
}

/// The option that a word names, and the value that is in the same word: `--lang=fi`, `-oFILE`,
/// `-qoFILE`.
fn option(options: &[Arg], word: &str) -> Option<(String, Option<String>)> {
    let id = |arg: &Arg| arg.get_id().as_str().to_owned();
    if let Some(long) = word.strip_prefix("--") {
        let (name, value) = match long.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (long, None),
        };
        let found = options.iter().find(|arg| arg.get_long() == Some(name))?;
        return Some((id(found), value));
    }
    let shorts = word.strip_prefix('-')?;
    for (at, short) in shorts.char_indices() {
        if let Some(found) = options.iter().find(|arg| arg.get_short() == Some(short)) {
            let value = shorts[at + short.len_utf8()..].trim_start_matches('=');
            return Some((
                id(found),
                Some(value.to_owned()).filter(|value| !value.is_empty()),
            ));
        }
    }
    None
}

/// The ids of the options with a value that every command has and that are given here.
pub(super) fn global_options(args: &[OsString]) -> Vec<String> {
    let given = words(args).into_iter();
    given
        .filter_map(|(_, word)| match word {
            Word::Option(id, _) => Some(id),
            Word::Other | Word::Plain => None,
        })
        .collect()
}

/// The last `--lang` wherever it is, else the locale: the help is needed before the arguments
/// are read.
pub(super) fn language(args: &[OsString], locale: Lang) -> Lang {
    let mut asked = words(args).into_iter().filter_map(|(_, word)| match word {
        Word::Option(id, Some(value)) if id == "lang" => TextLang::from_str(&value, false).ok(),
        _ => None,
    });
    asked.next_back().map_or(locale, spoken)
}

/// `kumppani help duties` asks the same as `kumppani duties --help`, wherever the options stand.
pub(super) fn with_help_last(args: &[OsString]) -> Vec<OsString> {
    let first = words(args)
        .into_iter()
        .find(|(_, word)| matches!(word, Word::Plain));
    let Some((place, _)) = first.filter(|(place, _)| args[*place] == "help") else {
        return args.to_vec();
    };
    let mut args = args.to_vec();
    args.remove(place);
    // Help about help is the help.
    if args.get(place).is_some_and(|arg| arg == "help") {
        args.remove(place);
    }
    args.push("--help".into());
    args
}

/// The error for an option that is both before and after the command, which the parser takes for
/// two; twice on one side it complains of it itself. The `command` is declared for the error alone.
pub(super) fn given_twice(args: &[OsString], command: impl FnOnce() -> Command) -> Option<Error> {
    let mut seen = Vec::new();
    for (_, word) in words(args) {
        let Word::Option(id, _) = word else {
            continue;
        };
        if seen.contains(&id) {
            return Some(twice(command(), &id));
        }
        seen.push(id);
    }
    None
}

fn twice(mut command: Command, id: &str) -> Error {
    command.build();
    let found = command.get_arguments().find(|arg| arg.get_id() == id);
    let shown = ContextValue::String(found.map(ToString::to_string).unwrap_or_default());
    let mut error = Error::new(ErrorKind::ArgumentConflict).with_cmd(&command);
    error.insert(ContextKind::InvalidArg, shown.clone());
    error.insert(ContextKind::PriorArg, shown);
    error
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::command;

    fn args(line: &str) -> Vec<OsString> {
        std::iter::once("kumppani")
            .chain(line.split_whitespace())
            .map(OsString::from)
            .collect()
    }

    #[test]
    fn help_is_asked_for_in_every_order() {
        for (line, expected) in [
            ("help sign", "sign --help"),
            ("--lang fi help sign", "--lang fi sign --help"),
            ("help --lang fi sign", "--lang fi sign --help"),
            (
                "--lang=fi -q help organisation rename",
                "--lang=fi -q organisation rename --help",
            ),
            ("-o help help", "-o help --help"),
            ("help", "--help"),
            ("help help", "--help"),
            ("show help", "show help"),
            ("-- help", "-- help"),
        ] {
            assert_eq!(with_help_last(&args(line)), args(expected), "{line}");
        }
    }

    #[test]
    fn the_language_is_the_last_that_is_asked_for() {
        for (line, expected) in [
            ("agreements", Lang::En),
            ("--lang fi agreements", Lang::Fi),
            ("sign --help --lang fi", Lang::Fi),
            ("help sign --lang=fi", Lang::Fi),
            ("search -- --lang fi", Lang::En),
            ("-o --lang agreements", Lang::En),
            ("--lang xx agreements", Lang::En),
        ] {
            assert_eq!(language(&args(line), Lang::En), expected, "{line}");
        }
    }

    #[test]
    fn an_option_before_and_after_the_command_is_given_twice() {
        let lines =
            |line: &str| given_twice(&args(line), || command(Lang::En)).map(|error| error.to_string());
        for line in [
            "--lang fi agreements --lang en",
            "--lang=fi agreements --lang en",
            "-o a.csv agreements -ob.csv",
            "-qoa.csv agreements --output=b.csv",
            "--as-of 2014 organisation rename x --as-of 2015",
        ] {
            let lines = lines(line).unwrap_or_default();
            assert!(lines.contains("cannot be used multiple times"), "{line}: {lines}");
        }
        for line in [
            "--lang fi agreements",
            "-q agreements -q --quiet",
            "--lang fi search -- --lang en",
            "-o --lang --lang fi agreements",
            "register a --region Itä --region Keski",
        ] {
            assert_eq!(lines(line), None, "{line}");
        }
    }
}
