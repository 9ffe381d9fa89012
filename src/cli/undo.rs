//! `undo`: takes back what the last commands changed.

use anyhow::Result;
use clap::Args as ClapArgs;

use super::act::{self, DryRun};
use super::changes;
use super::context::{Context, Exit};
use super::global::BadValue;
use super::world::local_time;
use crate::acts::{self, ActError, Entry, Undone, UndoneFile, Wanted, Writing};
use crate::source::unified_diff;
use crate::wording;
use crate::wording::Wording;

/// Undo the last commands that changed the registry's files; undoing an undo brings its commands back
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Number of commands to undo, from the last one not yet undone
    #[arg(value_name = "N", default_value = "1", value_parser = number)]
    last: u64,
    /// Undo the command with this number in `kumppani log`; of an undo, this brings back what it undid
    #[arg(long, value_name = "NUMBER", value_parser = number, conflicts_with = "last")]
    of: Option<u64>,
    #[command(flatten)]
    dry_run: DryRun,
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let writing = args.dry_run.writing(cx)?;
    let last = usize::try_from(args.last).unwrap_or(usize::MAX);
    let wanted = args.of.map_or(Wanted::Last(last), Wanted::Numbered);
    let undone = match acts::undo(&cx.writer()?, wanted, writing) {
        Ok(undone) => undone,
        Err(ActError::Refused(refused)) => return Ok(act::report_refused(cx, refused, |_| None)),
        Err(error) => return Err(changes::failed(error)),
    };
    if undone.files.is_empty() {
        cx.note(&nothing(&undone));
        return Ok(Exit::Done);
    }
    if writing == Writing::OnlyShown {
        let exit = cx.deliver(diff(&undone.files).as_bytes())?;
        report(cx, &undone, writing);
        cx.note(&Wording::fixed("nothing was written", "mitään ei kirjoitettu"));
        return Ok(exit);
    }
    report(cx, &undone, writing);
    let number = cx.run_number();
    cx.note(&wording!(
        en: "`kumppani undo --of {number}` brings it back",
        fi: "`kumppani undo --of {number}` palauttaa kumotun"
    ));
    Ok(Exit::Done)
}

/// A number of commands, or of one of them.
fn number(text: &str) -> Result<u64, BadValue> {
    let number = text.parse().ok().filter(|number| *number > 0);
    number.ok_or(BadValue(Wording::fixed(
        "write a whole number from 1",
        "kirjoita kokonaisluku, vähintään 1",
    )))
}

fn nothing(undone: &Undone) -> Wording {
    if undone.entries.is_empty() {
        Wording::fixed("there is nothing to undo", "kumottavaa ei ole")
    } else {
        Wording::fixed(
            "the files are already as they were before; nothing was changed",
            "tiedostot ovat jo entisellään; mitään ei muutettu",
        )
    }
}

fn diff(files: &[UndoneFile]) -> String {
    let files = files.iter().map(|file| {
        let [before, after] = [&file.before, &file.after].map(|bytes| bytes.as_deref().unwrap_or_default());
        unified_diff(&file.file, before, after)
    });
    files.collect()
}

/// Says what is taken back, file by file, and what stays.
fn report(cx: &mut Context<'_>, undone: &Undone, writing: Writing) {
    let lines: Vec<Wording> = undone
        .entries
        .iter()
        .map(|entry| line(cx, entry, writing))
        .collect();
    cx.notes(&lines);
    let paths = |is_removed: bool| -> Vec<&str> {
        let files = undone.files.iter();
        let files = files.filter(|file| file.after.is_none() == is_removed);
        files.map(|file| file.file.as_str()).collect()
    };
    let (restored, removed) = (paths(false), paths(true));
    if !restored.is_empty() {
        let list = changes::first_of(&restored);
        cx.note(&match writing {
            Writing::Done => wording!(en: "restored {list}", fi: "palautettu entiselleen: {list}", list),
            Writing::OnlyShown => {
                wording!(en: "would restore {list}", fi: "palautettaisiin entiselleen: {list}", list)
            }
        });
    }
    if !removed.is_empty() {
        let list = changes::first_of(&removed);
        cx.note(&match writing {
            Writing::Done => wording!(en: "removed {list}", fi: "poistettu {list}", list),
            Writing::OnlyShown => wording!(en: "would remove {list}", fi: "poistettaisiin {list}", list),
        });
    }
    for document in &undone.documents {
        let path = document.from_root();
        cx.note(&wording!(
            en: "{path} stays in its place; it is no longer recorded",
            fi: "{path} jää paikalleen; se ei ole enää kirjattuna"
        ));
    }
}

fn line(cx: &Context<'_>, entry: &Entry, writing: Writing) -> Wording {
    let (number, command) = (entry.number, &entry.command);
    let when = local_time(&entry.at, cx.lang);
    match writing {
        Writing::Done => wording!(
            en: "undone: {command} (number {number}, {when})",
            fi: "kumottu: {command} (numero {number}, {when})"
        ),
        Writing::OnlyShown => wording!(
            en: "would undo: {command} (number {number}, {when})",
            fi: "kumottaisiin: {command} (numero {number}, {when})"
        ),
    }
}
