//! Help in Finnish. The English text of a command is its doc comment; the Finnish one is in
//! `help/finnish.ini`, and a test finds what is missing or too much there.

use std::collections::BTreeMap;

use clap::builder::{PossibleValue, StyledStr};
use clap::{Arg, Command};

use crate::wording::{Lang, texts};

const FINNISH: &str = include_str!("help/finnish.ini");

/// The section of the program itself, and of what every command says alike.
const PROGRAM: &str = "kumppani";

/// The section of the names of values: `AGREEMENT = SOPIMUS`.
const VALUE_NAMES: &str = "value names";

/// What stands for the command itself among the ids of its arguments.
const ABOUT: &str = "about";

/// The Finnish help by command (`organisation cease`) and argument.
struct Finnish(BTreeMap<(&'static str, &'static str), &'static str>);

impl Finnish {
    fn read() -> Self {
        Self(
            texts(FINNISH)
                .map(|(section, id, text)| ((section, id), text))
                .collect(),
        )
    }

    fn about(&self, command: &str) -> Option<&'static str> {
        self.0.get(&(command, ABOUT)).copied()
    }

    fn arg(&self, command: &str, id: &str) -> Option<&'static str> {
        let own = self.0.get(&(command, id));
        own.or_else(|| self.0.get(&(PROGRAM, id))).copied()
    }

    fn value_name(&self, english: &str) -> Option<&'static str> {
        self.0.get(&(VALUE_NAMES, english)).copied()
    }
}

/// The command line in `lang`.
pub(super) fn localised(command: Command, lang: Lang) -> Command {
    let command = with_patient_flags(command);
    match lang {
        Lang::En => command
            .disable_help_subcommand(true)
            .mut_subcommands(|sub| sub.disable_help_subcommand(true)),
        Lang::Fi => finnish(command.arg(version()), PROGRAM, &Finnish::read()),
    }
}

fn version() -> Arg {
    Arg::new("version")
        .short('V')
        .long("version")
        .action(clap::ArgAction::Version)
        .help("Näytä versio")
}

/// A flag that is given twice says the same twice; an option with a value would contradict itself.
fn with_patient_flags(command: Command) -> Command {
    let names = subcommand_names(&command);
    let command = command.mut_args(|arg| match arg.get_action() {
        clap::ArgAction::SetTrue => {
            let own = arg.get_id().clone();
            arg.overrides_with(own)
        }
        _ => arg,
    });
    names.iter().fold(command, |command, name| {
        command.mut_subcommand(name, with_patient_flags)
    })
}

const TEMPLATE: &str = "{about-with-newline}\nKäyttö: {usage}\n\n{all-args}{after-help}";

/// One command with its texts in Finnish, and those below it.
fn finnish(command: Command, path: &str, texts: &Finnish) -> Command {
    let command = match texts.about(path) {
        Some(about) => command.about(about),
        None => command,
    };
    let mut n_positional = 0;
    let command = command
        .help_template(TEMPLATE)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_help_heading("Komennot")
        .subcommand_value_name("KOMENTO")
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(clap::ArgAction::Help)
                .help("Näytä ohje"),
        )
        .mut_args(|arg| {
            let arg = finnish_arg(arg, path, texts);
            if !arg.is_positional() {
                return arg;
            }
            // Under a heading of its own they would be sorted by name: they are as the usage line has them.
            n_positional += 1;
            arg.display_order(n_positional)
        });
    subcommand_names(&command).iter().fold(command, |command, name| {
        let below = path_below(path, name);
        command.mut_subcommand(name, |sub| finnish(sub, &below, texts))
    })
}

/// Where a command below another one has its section.
fn path_below(path: &str, name: &str) -> String {
    if path == PROGRAM {
        name.to_owned()
    } else {
        format!("{path} {name}")
    }
}

fn subcommand_names(command: &Command) -> Vec<String> {
    let subcommands = command.get_subcommands();
    subcommands.map(|sub| sub.get_name().to_owned()).collect()
}

fn finnish_arg(arg: Arg, path: &str, texts: &Finnish) -> Arg {
    let heading = if arg.is_positional() {
        "Argumentit"
    } else if arg.is_global_set() {
        "Yhteiset valinnat"
    } else {
        "Valinnat"
    };
    let arg = match texts.arg(path, arg.get_id().as_str()) {
        Some(help) => with_help(arg, help),
        None => arg,
    };
    let english = arg.get_value_names().and_then(|names| names.first());
    let arg = match english.and_then(|english| texts.value_name(english)) {
        Some(name) => arg.value_name(name),
        None => arg,
    };
    arg.help_heading(heading)
}

/// An argument with its help and its possible values. The argument parser would say in English what they are, and
/// break the lines for that.
fn with_help(arg: Arg, help: &'static str) -> Arg {
    let known = arg.get_possible_values();
    if known.is_empty() || !arg.get_action().takes_values() {
        return arg.help(help);
    }
    let known: Vec<&str> = known.iter().map(PossibleValue::get_name).collect();
    let help = format!("{help} [vaihtoehdot: {}]", known.join(", "));
    arg.help(StyledStr::from(help)).hide_possible_values(true)
}

/// Words that the argument parser writes in English, in rendered help. A line may end after each of them.
pub(super) fn finnish_words(help: &str) -> String {
    [
        ("[OPTIONS]", "[VALINNAT]"),
        ("[COMMAND]", "[KOMENTO]"),
        ("[default:", "[oletus:"),
        ("[aliases:", "[myös:"),
        ("[alias:", "[myös:"),
        ("Usage:", "Käyttö:"),
    ]
    .into_iter()
    .fold(help.to_owned(), |text, (english, finnish)| {
        text.replace(english, finnish)
    })
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use clap::CommandFactory as _;

    use super::{ABOUT, FINNISH, Finnish, PROGRAM, VALUE_NAMES, finnish_words, path_below};
    use crate::wording::Lang;

    /// The English help by section and argument, as the Finnish file is to have it, and the names of values.
    fn english(command: &clap::Command, path: &str, into: &mut BTreeMap<(String, String), String>) {
        let about = command.get_about().expect("every command has a text");
        into.insert((path.to_owned(), ABOUT.to_owned()), about.to_string());
        for arg in command.get_arguments() {
            let help = arg.get_help().expect("every argument has a text");
            into.insert((path.to_owned(), arg.get_id().to_string()), help.to_string());
            let takes_value = arg.get_action().takes_values();
            for name in arg
                .get_value_names()
                .unwrap_or_default()
                .iter()
                .filter(|_| takes_value)
            {
                into.insert((VALUE_NAMES.to_owned(), name.to_string()), name.to_string());
            }
        }
        for sub in command.get_subcommands() {
            english(sub, &path_below(path, sub.get_name()), into);
        }
    }

    #[test]
    fn finnish_help_lacks_nothing_and_has_nothing_too_much() {
        let mut english_texts = BTreeMap::new();
        english(&crate::cli::Cli::command(), PROGRAM, &mut english_texts);
        let finnish = Finnish::read();
        let mut used: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
        for ((command, id), text) in &english_texts {
            let own = (command.as_str(), id.as_str());
            let key = if finnish.0.contains_key(&own) {
                own
            } else {
                (PROGRAM, own.1)
            };
            let its_own = key == own || id != ABOUT;
            assert!(its_own && finnish.0.contains_key(&key), "missing: {own:?}");
            used.entry(key).or_default().insert(text);
        }
        for key in finnish.0.keys() {
            let texts = used
                .get(key)
                .unwrap_or_else(|| panic!("nothing has this: {key:?}"));
            assert_eq!(texts.len(), 1, "one Finnish text for several: {key:?} {texts:?}");
        }
    }

    /// Whatever the width of the terminal, and so wherever a line breaks.
    #[test]
    fn no_word_of_the_argument_parser_is_left_in_finnish_help() {
        fn each(command: &clap::Command, n_pages: &mut usize) {
            for width in [40, 60, 80, 100] {
                let shown = command.clone().term_width(width).render_long_help();
                let shown = finnish_words(&shown.to_string());
                for word in [
                    "possible", "default", "alias", "OPTIONS", "COMMAND", "Usage", "Possible", "DATE",
                ] {
                    assert!(!shown.contains(word), "{word}\n{shown}");
                }
            }
            *n_pages += 1;
            for below in command.get_subcommands() {
                each(below, n_pages);
            }
        }
        let (mut root, mut n_pages) = (crate::cli::command(Lang::Fi), 0);
        root.build();
        each(&root, &mut n_pages);
        assert!(n_pages > 30, "{n_pages}");
    }

    #[test]
    fn every_line_of_the_finnish_help_is_read_once() {
        let is_text = |line: &&str| !line.is_empty() && !line.starts_with(['#', '[']);
        assert_eq!(FINNISH.lines().filter(is_text).count(), Finnish::read().0.len());
    }
}
