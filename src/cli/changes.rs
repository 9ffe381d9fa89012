//! What the commands that write several files of the registry have in common: the differences that they would
//! make, and how they fail.

use anyhow::Result;

use super::context::{Context, Exit};
use super::trouble::{self, Trouble};
use crate::acts::{ActError, ChangedFile, Writing};
use crate::source::unified_diff;
use crate::wording;
use crate::wording::Wording;

/// So many things are named in a sentence.
const MOST_NAMED: usize = 8;

/// The differences of all files, as the answer where nothing is written.
pub(super) fn deliver(cx: &mut Context<'_>, files: &[ChangedFile], writing: Writing) -> Result<Exit> {
    if cx.is_supposing() {
        for file in files {
            cx.suppose_file(&file.file, &file.after)?;
        }
        return Ok(Exit::Done);
    }
    if writing == Writing::Done {
        return Ok(Exit::Done);
    }
    cx.deliver(diff(files).as_bytes())
}

/// The differences of all files.
pub(super) fn diff(files: &[ChangedFile]) -> String {
    let diff = |file: &ChangedFile| {
        let before = file.before.as_deref().unwrap_or_default();
        unified_diff(&file.file, before, &file.after)
    };
    files.iter().map(diff).collect()
}

/// A change that failed on its way: what it has written stays, and the next run writes the rest.
pub(super) fn failed(error: ActError) -> anyhow::Error {
    match error {
        ActError::Io(file, error) => anyhow::Error::new(Trouble::caused_with_help(
            wording!(en: "{file} could not be written", fi: "tiedostoa {file} ei voitu kirjoittaa"),
            &error,
            Wording::fixed(
                "run the command again to write what is missing",
                "kirjoita puuttuvat tiedostot antamalla komento uudelleen",
            ),
        )),
        error => trouble::of_act(error),
    }
}

/// The first of some names, and how many more there are.
pub(super) fn first_of(names: &[&str]) -> Wording {
    let listed = names
        .iter()
        .take(MOST_NAMED)
        .copied()
        .collect::<Vec<_>>()
        .join(", ");
    match names.len().saturating_sub(MOST_NAMED) {
        0 => Wording::same(listed),
        more => wording!(en: "{listed} and {more} more", fi: "{listed} ja {more} muuta"),
    }
}
