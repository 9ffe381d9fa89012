//! Every kind of error that the command tree can make, of every command and every argument, in both
//! languages: the Finnish message names whatever the English one names.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use clap::{Arg, ArgAction, Command};

use super::*;
use crate::cli::command;

/// The command line in English and in Finnish: it takes its time to build.
static COMMANDS: LazyLock<[Command; 2]> = LazyLock::new(|| [command(Lang::En), command(Lang::Fi)]);

/// The message for a command line; `None` where it is understood or asks for help.
fn describe(line: &[String], lang: Lang) -> Option<(ErrorKind, String)> {
    let line = std::iter::once("kumppani").chain(line.iter().map(String::as_str));
    let known = &COMMANDS[usize::from(lang == Lang::Fi)];
    let error = known.clone().try_get_matches_from(line).err()?;
    error.use_stderr().then(|| (error.kind(), message(error, lang)))
}

/// What a message names: all that is in quotation marks, in lists and in brackets. The last lines,
/// which show the usage, are left out.
fn names(english: &str) -> Vec<String> {
    let reason = english.split("\n\nUsage:").next().unwrap_or_default();
    let reason = reason.split("\n\nFor more").next().unwrap_or_default();
    let quoted = reason.split('\'').skip(1).step_by(2);
    let listed = reason.lines().filter_map(|line| line.strip_prefix("  "));
    let listed = listed.filter(|line| !line.starts_with("tip: "));
    let listed = listed.flat_map(|line| match line.strip_prefix("[") {
        Some(values) => values
            .trim_end_matches(']')
            .split(": ")
            .skip(1)
            .flat_map(|list| list.split(", "))
            .collect(),
        None => vec![line],
    });
    quoted.chain(listed).map(str::to_owned).collect()
}

/// The names of values in Finnish, by the English ones, as both languages show them.
static VALUE_NAMES: LazyLock<Vec<[String; 2]>> = LazyLock::new(|| {
    fn each(english: &Command, finnish: &Command, names: &mut Vec<[String; 2]>) {
        for arg in english.get_arguments() {
            let other = finnish
                .get_arguments()
                .find(|other| other.get_id() == arg.get_id());
            let name = |arg: &Arg| Some(arg.get_value_names()?.first()?.to_string());
            let pair = name(arg).zip(other.and_then(name));
            for (open, close) in [("<", ">"), ("[", "]")] {
                let shown = |name: &String| format!("{open}{name}{close}");
                names.extend(
                    pair.iter()
                        .map(|(english, finnish)| [shown(english), shown(finnish)]),
                );
            }
        }
        for below in english.get_subcommands() {
            let other = finnish.find_subcommand(below.get_name());
            each(
                below,
                other.expect("both languages have the same commands"),
                names,
            );
        }
    }
    let mut names = Vec::new();
    each(&COMMANDS[0], &COMMANDS[1], &mut names);
    names
});

/// What an English message names, as the Finnish one names it.
fn in_finnish(name: &str) -> String {
    let names = VALUE_NAMES.iter();
    names.fold(name.to_owned(), |name, [english, finnish]| {
        name.replace(english, finnish)
    })
}

/// Values of which every option takes one.
const FITTING: [&str; 10] = [
    "2015-05-01",
    "6kk",
    "1",
    "tno@example.fi",
    "2109309-0",
    "Kemi",
    "all",
    "kunta",
    "x",
    "x.xlsx",
];

fn long(arg: &Arg) -> Option<String> {
    arg.get_long().map(|long| format!("--{long}"))
}

/// An option, with a value that fits it.
fn given(path: &[String], arg: &Arg) -> Vec<String> {
    let Some(long) = long(arg) else {
        return vec!["x".to_owned()];
    };
    if !arg.get_action().takes_values() {
        return vec![long];
    }
    let known = arg.get_possible_values();
    let known = known.iter().map(|value| value.get_name().to_owned());
    let fits = |value: &String| {
        let line = [path, &[long.clone(), value.clone()]].concat();
        let kind = describe(&line, Lang::En).map(|(kind, _)| kind);
        !matches!(kind, Some(ErrorKind::InvalidValue | ErrorKind::ValueValidation))
    };
    let fitting = FITTING.iter().map(|value| (*value).to_owned());
    let value = known.chain(fitting).find(fits);
    vec![
        long.clone(),
        value.unwrap_or_else(|| panic!("no value fits {path:?} {long}")),
    ]
}

/// A word without its last letter.
fn misspelt(word: &str) -> String {
    let mut letters = word.chars();
    letters.next_back();
    letters.as_str().to_owned()
}

/// Command lines that are wrong, one way each, for a command and those below it.
fn wrong_lines(command: &Command, path: &[String], lines: &mut Vec<Vec<String>>) {
    let mut wrong = |words: &[String]| lines.push([path, words].concat());
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    wrong(&[]);
    wrong(&words(&["--zzz"]));
    wrong(&words(&["-z"]));
    wrong(&words(&["zzz"]));
    wrong(&words(&["zzz", "zzz", "zzz", "zzz"]));
    // The options that every command has are tried with a few.
    let has_all = ["", "agreements", "organisation"].contains(&path.concat().as_str());
    let is_of_interest = |arg: &&Arg| !arg.is_global_set() || has_all;
    for arg in command.get_arguments().filter(is_of_interest) {
        let others = command.get_arg_conflicts_with(arg);
        for other in others {
            wrong(&[given(path, arg), given(path, other)].concat());
        }
        for value in arg.get_possible_values().iter().filter(|_| arg.is_positional()) {
            wrong(&[misspelt(value.get_name())]);
        }
        let Some(long) = long(arg) else {
            continue;
        };
        wrong(&[misspelt(&long)]);
        wrong(&[given(path, arg), given(path, arg)].concat());
        if !arg.get_action().takes_values() {
            wrong(&[format!("{long}=zzz")]);
            continue;
        }
        wrong(std::slice::from_ref(&long));
        wrong(&[long.clone(), String::new()]);
        wrong(&[long.clone(), "zzz".to_owned()]);
        for value in arg.get_possible_values() {
            wrong(&[long.clone(), misspelt(value.get_name())]);
        }
    }
    for below in command.get_subcommands() {
        let name = below.get_name().to_owned();
        lines.push([path, &[misspelt(&name)]].concat());
        wrong_lines(below, &[path, &[name]].concat(), lines);
    }
}

#[test]
fn a_finnish_message_names_whatever_the_english_one_names() {
    let mut lines = Vec::new();
    let mut root = command(Lang::En);
    root.build();
    wrong_lines(&root, &[], &mut lines);
    let (mut kinds, mut n_shown) = (BTreeSet::new(), 0);
    for line in lines {
        let (english, finnish) = (describe(&line, Lang::En), describe(&line, Lang::Fi));
        let kind = |shown: &Option<(ErrorKind, String)>| shown.as_ref().map(|(kind, _)| *kind);
        assert_eq!(kind(&english), kind(&finnish), "{line:?}");
        let (Some((kind, english)), Some((_, finnish))) = (english, finnish) else {
            continue;
        };
        if kind == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
            continue;
        }
        kinds.insert(format!("{kind:?}"));
        n_shown += 1;
        for name in names(&english).iter().map(|name| in_finnish(name)) {
            assert!(
                finnish.contains(&name),
                "{line:?}: `{name}`\n{english}\n{finnish}"
            );
        }
        let reason = finnish.split("\nkäyttö:").next().unwrap_or_default();
        for word in ["error", "tip:", "Usage", "[OPTIONS]", " is ", " in ", " the "] {
            assert!(!reason.contains(word), "{line:?}: {word}\n{finnish}");
        }
    }
    assert!(n_shown > 800, "{n_shown} messages");
    insta::assert_snapshot!(kinds.into_iter().collect::<Vec<_>>().join("\n"), @r"
    ArgumentConflict
    InvalidSubcommand
    InvalidValue
    MissingRequiredArgument
    MissingSubcommand
    TooManyValues
    UnknownArgument
    ValueValidation
    ");
}

/// An option that takes one value takes it once, whatever its command; a flag says the same twice.
#[test]
fn an_option_with_one_value_is_not_given_twice() {
    fn each(command: &Command, path: &[String], n_options: &mut usize) {
        for arg in command.get_arguments().filter(|arg| long(arg).is_some()) {
            let twice = [path, &given(path, arg), &given(path, arg)].concat();
            let repeated = describe(&twice, Lang::En).filter(|(_, shown)| shown.contains("multiple times"));
            let takes_one = matches!(arg.get_action(), ArgAction::Set);
            assert_eq!(repeated.is_some(), takes_one, "{twice:?}: {repeated:?}");
            *n_options += usize::from(takes_one);
        }
        for below in command.get_subcommands() {
            each(below, &[path, &[below.get_name().to_owned()]].concat(), n_options);
        }
    }
    let mut root = command(Lang::En);
    root.build();
    let mut n_options = 0;
    each(&root, &[], &mut n_options);
    assert!(n_options > 200, "{n_options} options");
}
