//! Help in Finnish. The English text of a command is its doc comment; beside each command's
//! arguments stands its Finnish text, and a test finds whatever is missing.

use clap::builder::StyledStr;
use clap::{Arg, Command};

use crate::wording::Lang;

/// The Finnish help of a command: what it does, and its arguments by their ids.
#[derive(Clone, Copy)]
pub(super) struct Finnish {
    pub(super) about: &'static str,
    pub(super) args: &'static [(&'static str, &'static str)],
}

impl Finnish {
    fn find(&self, id: &str) -> Option<&'static str> {
        self.args
            .iter()
            .find(|(name, _)| *name == id)
            .map(|(_, text)| *text)
    }
}

/// The command line in `lang`; `of` gives the Finnish help of a command by its name.
pub(super) fn localised(command: Command, lang: Lang, of: fn(&str) -> Option<Finnish>) -> Command {
    let command = with_patient_flags(command);
    match lang {
        Lang::En => command
            .disable_help_subcommand(true)
            .mut_subcommands(|sub| sub.disable_help_subcommand(true)),
        Lang::Fi => finnish_root(command, of),
    }
}

/// A flag that is given twice says the same twice; an option with a value would contradict itself.
fn with_patient_flags(command: Command) -> Command {
    let names: Vec<String> = command
        .get_subcommands()
        .map(|sub| sub.get_name().to_owned())
        .collect();
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

fn finnish_root(command: Command, of: fn(&str) -> Option<Finnish>) -> Command {
    let root = of("").unwrap_or(Finnish { about: "", args: &[] });
    let names: Vec<String> = command
        .get_subcommands()
        .map(|sub| sub.get_name().to_owned())
        .collect();
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .action(clap::ArgAction::Version)
        .help("Näyttää version");
    let mut command = finnish(command.arg(version), root, root)
        .disable_help_subcommand(true)
        .subcommand_help_heading("Komennot")
        .subcommand_value_name("KOMENTO");
    for name in names {
        if let Some(own) = of(&name) {
            command = command.mut_subcommand(&name, |sub| {
                let sub = finnish(sub, own, root);
                finnish_parts(sub, &name, of, root)
            });
        }
    }
    command
}

/// The commands of a command; their help is found by both names: `organisation cease`.
fn finnish_parts(
    mut command: Command,
    name: &str,
    of: fn(&str) -> Option<Finnish>,
    root: Finnish,
) -> Command {
    let parts: Vec<String> = command
        .get_subcommands()
        .map(|part| part.get_name().to_owned())
        .collect();
    if parts.is_empty() {
        return command;
    }
    command = command
        .disable_help_subcommand(true)
        .subcommand_help_heading("Komennot")
        .subcommand_value_name("KOMENTO");
    for part in parts {
        if let Some(own) = of(&format!("{name} {part}")) {
            command = command.mut_subcommand(&part, |sub| finnish(sub, own, root));
        }
    }
    command
}

/// One command with its texts in Finnish; the help of global options is that of the root.
fn finnish(command: Command, own: Finnish, root: Finnish) -> Command {
    let command = if own.about.is_empty() {
        command
    } else {
        command.about(own.about)
    };
    command
        .help_template(TEMPLATE)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(clap::ArgAction::Help)
                .help("Näyttää ohjeen"),
        )
        .mut_args(|arg| finnish_arg(arg, own, root))
}

fn finnish_arg(arg: Arg, own: Finnish, root: Finnish) -> Arg {
    let id = arg.get_id().as_str().to_owned();
    let arg = match own.find(&id).or_else(|| root.find(&id)) {
        Some(help) => arg.help(StyledStr::from(help)),
        None => arg,
    };
    let heading = if arg.is_positional() {
        "Argumentit"
    } else if root.find(&id).is_some() {
        "Yhteiset valinnat"
    } else {
        "Valinnat"
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
