//! The command line: arguments, a call, an answer. The only place with clap, anyhow, the clock,
//! the environment and printing.

mod act;
mod add;
mod agreements;
mod answer;
mod apply;
mod approve;
mod as_document;
mod attach;
mod board;
mod calendar;
mod changes;
mod columns;
mod complete;
mod completions;
mod confirm;
mod contact;
mod context;
mod correct;
mod decline;
mod diff;
mod document;
mod drafts;
mod due;
mod duties;
mod duty;
mod each;
mod edge;
mod edit;
mod editor;
mod event;
mod events;
mod explain;
mod extend;
mod fields;
mod fixing;
mod format_page;
mod global;
mod group;
mod group_name;
mod groups;
mod guard;
mod guess;
mod help;
mod init;
mod keyboard;
mod letter_notes;
mod letters;
mod list;
mod load;
mod log;
mod man;
mod models;
mod network_words;
mod new;
mod open;
mod opened;
mod opener;
mod opening;
mod organisation;
mod organisations;
mod out_folder;
mod output;
mod own_templates;
mod pager;
mod program;
mod progress;
mod reference;
mod region;
mod regions;
mod register;
mod remind;
mod remove;
mod renew;
mod reopen;
mod resolve;
mod schema;
mod scope;
mod search;
mod seats;
mod set;
mod show;
mod sign;
mod signatories;
mod site;
mod sql;
mod strategy;
mod suppose;
mod supposed_acts;
mod supposing;
mod supposition;
mod templates;
mod terminate;
mod trouble;
mod typed;
mod undo;
mod unknown;
mod unset;
mod usage;
mod validate;
mod values;
mod verify;
mod withdraw;
mod workbook;
mod world;

use std::io::{self, Write};
use std::panic;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

pub use editor::{Edited, Editor};
pub use keyboard::Keyboard;
pub use opener::Opener;
pub use pager::{Paged, Pager};
pub use reference::generated_files;
pub use world::World;

use context::{Context, Exit};
use edge::Edge;
use global::Global;

use crate::render::Colour;
use crate::wording::{Lang, Wording};

/// A registry of partnership agreements: who has signed, what is in force and who has promised what
#[derive(Parser, Debug)]
#[command(
    name = "kumppani",
    version,
    max_term_width = context::COMMON_WIDTH,
    arg_required_else_help = true
)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// What a command does to the registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// It answers from it, and can be asked under a supposition.
    Question,
    /// It records something, and can be supposed.
    Act,
    /// Anything else: it makes files, or has nothing to do with what is recorded.
    Other,
}

/// Declares the commands once: what it does to the registry, the variant, its module and its call.
macro_rules! commands {
    ($($(#[$meta:meta])* $role:ident $variant:ident = $module:ident,)*) => {
        #[derive(Subcommand, Debug)]
        enum Command {
            $($(#[$meta])* $variant($module::Args),)*
        }

        impl Command {
            fn run(&self, cx: &mut Context<'_>) -> anyhow::Result<Exit> {
                match self {
                    $(Self::$variant(args) => $module::run(cx, args),)*
                }
            }

            /// What it does to the registry.
            fn role(&self) -> Role {
                match self {
                    $(Self::$variant(_) => Role::$role,)*
                }
            }
        }
    };
}

commands! {
    Question Agreements = agreements,
    Question Signatories = signatories,
    Question Organisations = organisations,
    Question Groups = groups,
    Question Duties = duties,
    Question Regions = regions,
    Question Events = events,
    Question Calendar = calendar,
    Question Show = show,
    Question Search = search,
    #[command(visible_alias = "check")]
    Question Validate = validate,
    Other Explain = explain,
    Question Due = due,
    Other Suppose = suppose,
    Other New = new,
    Other Renew = renew,
    Question Board = board,
    Other Remind = remind,
    Question Diff = diff,
    Question Document = document,
    Question Verify = verify,
    Other Site = site,
    Other Templates = templates,
    Act Register = register,
    Act Approve = approve,
    Act Open = open,
    Act Sign = sign,
    Act Decline = decline,
    Act Withdraw = withdraw,
    Act Extend = extend,
    Act Terminate = terminate,
    Other Attach = attach,
    Act Correct = correct,
    Act Reopen = reopen,
    Act Set = set,
    Act Unset = unset,
    Act Add = add,
    Act Remove = remove,
    Act Contact = contact,
    Act Duty = duty,
    Act Event = event,
    Act Strategy = strategy,
    Other Workbook = workbook,
    Other Apply = apply,
    Act Organisation = organisation,
    Act Group = group,
    Act Region = region,
    Other Edit = edit,
    Other Log = log,
    Other Undo = undo,
    Other Load = load,
    Other Init = init,
    Question Sql = sql,
    Other Schema = schema,
    Other Completions = completions,
    Other Man = man,
}

impl Command {
    /// Whether it can write files for people to look at without `--output`.
    const fn writes_files(&self) -> bool {
        matches!(
            self,
            Self::Document(_) | Self::Remind(_) | Self::Register(_) | Self::Site(_)
        )
    }
}

/// The command line as it is offered in `lang`.
fn command(lang: Lang) -> clap::Command {
    help::localised(Cli::command(), lang)
}

/// The program: looks at the real world, runs one command, and gives its exit code.
#[must_use]
pub fn main() -> ExitCode {
    let world = World::real();
    let lang = typed::language(&world.args, world.locale);
    panic::set_hook(Box::new(move |panicked| {
        Edge::new(&mut io::stderr()).line(&fault(&panicked.to_string(), lang));
    }));
    // Other threads draw the progress on stderr: they would wait for ever for whoever held its lock.
    let code = run(&world, &mut io::stdout().lock(), &mut io::stderr());
    ExitCode::from(code)
}

/// What is said of a fault of the program, whatever text it stumbled over.
fn fault(panicked: &str, lang: Lang) -> String {
    let said = Wording::fixed(
        "error: internal error; report it with the command you ran",
        "virhe: vika on ohjelmassa; ilmoita siitä ja kerro antamasi komento",
    );
    let words: Vec<&str> = panicked.lines().collect();
    format!("{}: {}", said.get(lang), words.join(" "))
}

/// Runs one command in a given world; the number is the exit code: 0 done, 1 findings or a refused
/// change, 2 could not do it.
pub fn run(world: &World, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let lang = typed::language(&world.args, world.locale);
    let (mut out, mut err) = (Edge::new(out), Edge::new(err));
    if let Some(shell) = &world.completing {
        return complete::complete(world, shell, lang, &mut out) as u8;
    }
    let exit = match parsed(world, lang) {
        Ok(cli) => run_command(&cli, world, lang, &mut out, &mut err),
        Err(error) => usage_exit(error, lang, &mut out, &mut err),
    };
    exit as u8
}

fn parsed(world: &World, lang: Lang) -> Result<Cli, clap::Error> {
    let matches = command(lang).try_get_matches_from(typed::with_help_last(&world.args))?;
    match typed::given_twice(&world.args, || command(lang)) {
        Some(error) => Err(error),
        None => Cli::from_arg_matches(&matches),
    }
}

fn run_command(cli: &Cli, world: &World, lang: Lang, out: &mut Edge<'_>, err: &mut Edge<'_>) -> Exit {
    let mut cx = Context::new(world, cli.global.clone(), lang, out, err);
    let may_run = cx
        .refuse_odd_clock()
        .and_then(|()| cx.refuse_own_output())
        .and_then(|()| cx.refuse_nothing_to_open(cli.command.writes_files()));
    let may_run = may_run.and_then(|()| cx.suppose_given(cli.command.role()));
    let exit = match may_run.and_then(|exit| exit.map_or_else(|| cli.command.run(&mut cx), Ok)) {
        Ok(exit) => exit,
        Err(error) => {
            cx.report_error(&error);
            trouble::exit(&error)
        }
    };
    cx.open_written();
    cx.report_remarks(exit)
}

/// Help and the version go to stdout and are done; a command line that cannot be understood is
/// shown on stderr.
fn usage_exit(error: clap::Error, lang: Lang, out: &mut Edge<'_>, err: &mut Edge<'_>) -> Exit {
    let rendered = error.render().to_string();
    let is_help = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    if is_help || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        let text = if lang == Lang::Fi {
            help::finnish_words(&rendered)
        } else {
            rendered
        };
        let written = if is_help {
            out.text(&text, Colour::Never)
        } else {
            err.text(&text, Colour::Never)
        };
        let gone = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
        return match written {
            Err(error) if !gone(&error) => Exit::Failed,
            _ if is_help => Exit::Done,
            _ => Exit::Failed,
        };
    }
    let _ = err.text(&usage::message(error, lang), Colour::Never);
    Exit::Failed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_shown_on_one_clean_line() {
        for lang in [Lang::En, Lang::Fi] {
            let mut shown = Vec::new();
            Edge::new(&mut shown).line(&fault("panicked at a.rs:1:\nbyte \u{1b}[2J of `\u{202e}`", lang));
            let shown = String::from_utf8(shown).expect("it is text");
            assert!(
                shown.ends_with(": panicked at a.rs:1: byte ␛[2J of `\\u{202e}`\n"),
                "{shown}"
            );
        }
    }

    #[test]
    fn the_command_line_is_well_formed_in_both_languages() {
        command(Lang::En).debug_assert();
        command(Lang::Fi).debug_assert();
    }

    /// Every help text differs between the languages: none was left in English.
    #[test]
    fn no_help_is_missing_in_finnish() {
        let (english, finnish) = (Cli::command(), command(Lang::Fi));
        let shown = |command: &clap::Command| command.get_about().map(ToString::to_string);
        assert_ne!(shown(&english), shown(&finnish));
        assert_parts_differ(&english, &finnish);
    }

    fn assert_parts_differ(english: &clap::Command, finnish: &clap::Command) {
        let shown = |command: &clap::Command| command.get_about().map(ToString::to_string);
        for sub in english.get_subcommands() {
            let name = sub.get_name();
            let own = finnish
                .find_subcommand(name)
                .expect("both languages have the same commands");
            assert_ne!(shown(sub), shown(own), "{name}");
            assert_parts_differ(sub, own);
            for arg in sub.get_arguments() {
                let help = |command: &clap::Command| {
                    let arg = command
                        .get_arguments()
                        .find(|other| other.get_id() == arg.get_id());
                    arg.and_then(|arg| arg.get_help().map(ToString::to_string))
                };
                assert!(help(own).is_some(), "{name} {}", arg.get_id());
                assert_ne!(help(sub), help(own), "{name} {}", arg.get_id());
            }
        }
    }
}
