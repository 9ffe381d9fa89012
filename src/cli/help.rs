//! Help in Finnish. The English text of a command is its doc comment; the Finnish one is in
//! `help/finnish.ini`, and a test finds what is missing or too much there.

use std::collections::BTreeMap;

use clap::builder::StyledStr;
use clap::{Arg, Command};

use crate::wording::{Lang, texts};

const FINNISH: &str = include_str!("help/finnish.ini");

/// The section of the program itself, and of what every command says alike.
const PROGRAM: &str = "kumppani";

/// What represents the command itself among the ids of its arguments.
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
        .help("Näyttää version")
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
                .help("Näyttää ohjeen"),
        )
        .mut_args(|arg| finnish_arg(arg, path, texts));
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
        Some(help) => arg.help(StyledStr::from(help)),
        None => arg,
    };
    arg.help_heading(heading)
}

/// Words that the argument parser writes in English, in rendered help.
pub(super) fn finnish_words(help: &str) -> String {
    [
        ("[OPTIONS]", "[VALINNAT]"),
        ("[COMMAND]", "[KOMENTO]"),
        ("[default: ", "[oletus: "),
        ("[possible values: ", "[vaihtoehdot: "),
        ("[aliases: ", "[myös: "),
        ("[alias: ", "[myös: "),
        ("Usage: ", "Käyttö: "),
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

    use super::{ABOUT, FINNISH, Finnish, PROGRAM, path_below};

    /// The English help by section and argument, as the Finnish file is to have it.
    fn english(command: &clap::Command, path: &str, into: &mut BTreeMap<(String, String), String>) {
        let about = command.get_about().expect("every command has a text");
        into.insert((path.to_owned(), ABOUT.to_owned()), about.to_string());
        for arg in command.get_arguments() {
            let help = arg.get_help().expect("every argument has a text");
            into.insert((path.to_owned(), arg.get_id().to_string()), help.to_string());
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

    #[test]
    fn every_line_of_the_finnish_help_is_read_once() {
        let is_text = |line: &&str| !line.is_empty() && !line.starts_with(['#', '[']);
        assert_eq!(FINNISH.lines().filter(is_text).count(), Finnish::read().0.len());
    }
}
