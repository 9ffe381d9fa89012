//! `log`: what commands have changed in the registry's files, from its journal.

use anyhow::Result;
use clap::Args as ClapArgs;

use super::context::{Context, Exit};
use super::global::count;
use super::trouble::Trouble;
use super::world::local_time;
use crate::acts::{Entry, EntryState, journal, journal_path};
use crate::view::{LogRow, LogState};
use crate::wording;
use crate::wording::{Lang, Wording};

/// List the commands that changed the registry's files, the latest first
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Maximum number of commands to list; 0 lists all
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = count)]
    limit: usize,
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let root = cx.root()?;
    let path = journal_path(&root);
    let entries = journal(&root).map_err(Trouble::caused(
        wording!(en: "{path} cannot be read", fi: "tiedostoa {path} ei voi lukea"),
    ))?;
    let latest = entries.into_iter().rev();
    let rows: Vec<LogRow> = latest
        .take(if args.limit == 0 { usize::MAX } else { args.limit })
        .map(|entry| row(entry, cx.lang))
        .collect();
    let empty = Wording::fixed(
        "the journal is empty: no command has changed the registry's files",
        "muutosloki on tyhjä: mikään komento ei ole muuttanut rekisterin tiedostoja",
    );
    cx.answer(&rows, &empty)
}

fn row(entry: Entry, lang: Lang) -> LogRow {
    LogRow {
        number: entry.number,
        local: local_time(&entry.at, lang),
        state: match entry.state {
            EntryState::Recorded => LogState::Recorded,
            EntryState::InPart => LogState::Partial,
            EntryState::Absent => LogState::Absent,
            EntryState::Undone => LogState::Undone,
        },
        files: entry.paths().into_iter().map(str::to_owned).collect(),
        at: entry.at,
        command: entry.command,
        undoes: entry.undoes,
    }
}
