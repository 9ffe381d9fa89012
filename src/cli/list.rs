//! Lists that people keep in spreadsheets: the file is read, its misfits are shown by row and column.

use crate::model::Network;
use std::path::Path;
use std::sync::Arc;

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::context::Context;
use super::global::BadValue;
use super::trouble::{self, Trouble};
use crate::disk::{self, Links, ReadError};
use crate::source::intake::{self, Heading, Hidden, List, ListChoices, ListColumn, ListKind, ListReading};
use crate::wording;
use crate::wording::Wording;

/// The answers to what a list leaves open.
#[derive(Args, Clone, Debug)]
pub(super) struct ListArgs {
    /// Sheet to read, if the workbook has several lists or the list is hidden
    #[arg(long, value_name = "NAME", requires = "from")]
    sheet: Option<String>,
    /// Row of the headings [default: the row with the most known headings among the first 20]
    #[arg(long, value_name = "ROW", requires = "from", value_parser = row_number)]
    heading_row: Option<u32>,
    /// What to do with hidden or filtered rows and columns, and with hidden sheets
    #[arg(long, value_name = "CHOICE", requires = "from")]
    hidden: Option<HiddenArg>,
    /// Column to leave out, by its letter or heading; may be repeated
    #[arg(long, value_name = "COLUMN", requires = "from")]
    skip_column: Vec<String>,
}

/// What becomes of hidden parts, on the command line.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum HiddenArg {
    // No doc comments: clap would print them as help, in English.
    Include,
    Skip,
}

/// The number of a row as a spreadsheet shows it, from 1.
fn row_number(text: &str) -> Result<u32, BadValue> {
    let number = text.parse().ok().filter(|number| *number > 0);
    number.ok_or(BadValue(Wording::fixed(
        "a row is a number, starting from 1",
        "rivi on numero yhdestä alkaen",
    )))
}

impl ListArgs {
    fn choices(&self, network: Arc<Network>) -> ListChoices {
        ListChoices {
            sheet: self.sheet.clone(),
            heading_row: self.heading_row,
            hidden: self.hidden.map(|hidden| match hidden {
                HiddenArg::Include => Hidden::Include,
                HiddenArg::Skip => Hidden::Skip,
            }),
            skipped_columns: self.skip_column.clone(),
            network,
        }
    }
}

/// The largest list that is read, in bytes: 20 MiB.
const LARGEST_LIST: u64 = 20 * 1024 * 1024;

/// Reads a file whose headings are among `known`.
pub(super) fn read<F: Copy + PartialEq>(
    cx: &Context<'_>,
    path: &Path,
    known: &[Heading<F>],
    args: &ListArgs,
    network: &Arc<Network>,
) -> Result<List<F>> {
    let shown = path.display().to_string();
    let ending = path
        .extension()
        .map(|ending| ending.to_string_lossy().into_owned());
    let Some(kind) = ListKind::of_ending(ending.as_deref().unwrap_or_default()) else {
        return Err(anyhow::Error::new(Trouble::with_help(
            wording!(en: "{shown} is not a readable list", fi: "tiedostoa {shown} ei voi lukea luettelona"),
            Wording::fixed(
                "the name of a list ends in .xlsx, .ods or .csv",
                "luettelotiedoston pääte on .xlsx, .ods tai .csv",
            ),
        )));
    };
    let bytes = bytes_of(cx, path)?;
    intake::read_list(&bytes, kind, known, &args.choices(network.clone())).map_err(|unreadable| {
        let message = Wording::joined(
            &[Wording::composed(shown.clone(), shown), unreadable.message],
            ": ",
        );
        anyhow::Error::new(Trouble::refused(message, Some(unreadable.help)))
    })
}

/// The bytes of a list or a workbook.
pub(super) fn bytes_of(cx: &Context<'_>, path: &Path) -> Result<Vec<u8>> {
    let (shown, location) = (path.display().to_string(), cx.world.folder.join(path));
    disk::read(&location, Links::Followed, LARGEST_LIST).map_err(|error| not_read(&shown, error))
}

fn not_read(shown: &str, error: ReadError) -> anyhow::Error {
    match error {
        ReadError::NoFile => anyhow::Error::new(Trouble::with_help(
            wording!(en: "{shown} is not a regular file", fi: "{shown} ei ole tavallinen tiedosto"),
            Wording::fixed("give the file name of the list", "anna luettelotiedoston nimi"),
        )),
        ReadError::TooLarge(_) => anyhow::Error::new(Trouble::with_help(
            wording!(en: "{shown} is larger than 20 MiB", fi: "{shown} on suurempi kuin 20 MiB"),
            Wording::fixed(
                "copy the rows to a new sheet and save it",
                "kopioi rivit uuteen taulukkoon ja tallenna se",
            ),
        )),
        error @ ReadError::Io(_) => trouble::not_read(shown)(error),
    }
}

/// How much of a list can be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Taken {
    Whole,
    InPart,
    Nothing,
}

/// Reports what is wrong with a list, and what of it is not read.
pub(super) fn report<T>(cx: &mut Context<'_>, path: &Path, reading: &ListReading<T>) -> Taken {
    for note in &reading.notes {
        cx.note(note);
    }
    for misfit in &reading.misfits {
        let message = Wording::joined(
            &[
                place(path, misfit.row, misfit.column.as_ref()),
                misfit.message.clone(),
            ],
            ": ",
        );
        cx.report_error(&anyhow::Error::new(Trouble::refused(
            message,
            Some(misfit.help.clone()),
        )));
    }
    if reading.is_cut {
        let n = intake::MOST_MISFITS;
        cx.note(&wording!(
            en: "only the first {n} mistakes are listed; correct them and run the command again",
            fi: "vain {n} ensimmäistä virhettä luetellaan; korjaa ne ja anna komento uudelleen"
        ));
    }
    if !reading.misfits.is_empty() {
        return Taken::InPart;
    }
    if reading.entries.is_empty() {
        let shown = path.display();
        cx.note(&wording!(en: "{shown} has no rows to record", fi: "tiedostossa {shown} ei ole kirjattavia rivejä"));
        return Taken::Nothing;
    }
    Taken::Whole
}

/// `list.xlsx, row 4, column C (Areas)`
pub(super) fn place(path: &Path, row: Option<u32>, column: Option<&ListColumn>) -> Wording {
    let row = row.map(|row| wording!(en: "row {row}", fi: "rivi {row}"));
    let column = column.map(|column| {
        let named = column.named();
        wording!(en: "column {named}", fi: "sarake {named}")
    });
    let file = Wording::same(path.display().to_string());
    let parts: Vec<Wording> = [Some(file), row, column].into_iter().flatten().collect();
    Wording::joined(&parts, ", ")
}
