//! A workbook that came back: which of its sheets are which, what its rows hold, and from what it was made. What a
//! person does not see is not read: a hidden row or column with changes is a problem, and so are merged cells.

use std::collections::BTreeMap;

use super::BookPlace;
use super::base::{self, FORM_VERSION, MARK, Origin};
use super::columns::{Use, UsedColumn, meant};
use super::facts::Facts;
use super::sheets::{SheetShape, sheets};
use crate::model::Network;
use crate::source::intake::{ListColumn, ReadSheet, Unreadable, letter, read_sheets};
use crate::wording;
use crate::wording::Wording;

/// The headings are above this row.
const LAST_HEADING_ROW: u32 = 10;

/// A workbook that came back.
#[derive(Debug)]
pub struct FilledBook {
    origin: Origin,
    pub(super) base: Facts,
    pub(super) sheets: Vec<FilledSheet>,
}

/// A sheet that came back.
#[derive(Debug)]
pub(super) struct FilledSheet {
    /// Which of the sheets it is.
    pub(super) at: usize,
    /// Where its headings are, from 0.
    pub(super) heading_row: u32,
    /// The columns that are known, by their place.
    pub(super) columns: BTreeMap<u32, UsedColumn>,
    pub(super) read: ReadSheet,
}

impl FilledBook {
    /// Reads a workbook.
    ///
    /// # Errors
    /// When the bytes are no workbook, or not one that the program made.
    pub fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        let read = read_sheets(bytes)?;
        let (origin, base) = remembered(&read)?;
        let mut filled: Vec<FilledSheet> = Vec::new();
        for sheet in read {
            let Some((at, heading_row)) = which(&sheet) else {
                continue;
            };
            if let Some(other) = filled.iter().find(|other| other.at == at) {
                return Err(twice(&other.read.name, &sheet.name));
            }
            filled.push(FilledSheet {
                columns: columns_of(&sheet, at, heading_row),
                at,
                heading_row,
                read: sheet,
            });
        }
        filled.sort_by_key(|sheet| sheet.at);
        Ok(Self {
            origin,
            base,
            sheets: filled,
        })
    }

    /// What it was made from.
    #[must_use]
    pub const fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The sheets that are not in it any more.
    #[must_use]
    pub fn missing_sheets(&self, network: &Network) -> Vec<Wording> {
        let has = |at: usize| self.sheets.iter().any(|sheet| sheet.at == at);
        let is_made = |sheet: &SheetShape| network.has_regions() || !sheet.is_of_regions();
        let missing = sheets().iter().enumerate();
        let missing = missing.filter(|(at, sheet)| !has(*at) && is_made(sheet));
        missing.map(|(_, sheet)| sheet.label()).collect()
    }
}

impl FilledSheet {
    pub(super) fn shape(&self) -> &'static SheetShape {
        &sheets()[self.at]
    }

    /// The column of a cell by its name.
    pub(super) fn column(&self, name: &str) -> Option<u32> {
        let found = self.columns.iter().find(|(_, column)| column.name == name);
        found.map(|(place, _)| *place)
    }

    /// The column with this use.
    pub(super) fn column_for(&self, of: &Use) -> Option<u32> {
        let found = self.columns.iter().find(|(_, column)| column.of == *of);
        found.map(|(place, _)| *place)
    }

    /// The place of a row, or of a cell in it.
    pub(super) fn place(&self, row: u32, column: Option<u32>) -> BookPlace {
        let headings = self.read.rows.get(&self.heading_row);
        let heading = |column: u32| headings.and_then(|row| row.cells.get(&column).cloned());
        BookPlace {
            sheet: self.read.name.clone(),
            row: Some(row + 1),
            column: column.map(|column| ListColumn {
                letter: letter(column),
                heading: heading(column).unwrap_or_default(),
            }),
        }
    }

    /// A cell's text; empty where there is none.
    pub(super) fn text(&self, row: u32, column: u32) -> &str {
        let row = self.read.rows.get(&row);
        row.and_then(|row| row.cells.get(&column))
            .map_or("", String::as_str)
    }
}

/// What the hidden sheet of a workbook says.
fn remembered(read: &[ReadSheet]) -> Result<(Origin, Facts), Unreadable> {
    let is_it = |sheet: &&ReadSheet| cell(sheet, 0, 0) == MARK;
    let sheet = read.iter().find(is_it).ok_or_else(not_ours)?;
    if cell(sheet, 0, 1) != FORM_VERSION {
        return Err(other_version());
    }
    let rows: Vec<Vec<String>> = sheet
        .rows
        .range(1..)
        .map(|(at, row)| {
            let n_cells = row.cells.keys().next_back().map_or(0, |last| last + 1);
            (0..n_cells.max(4))
                .map(|column| cell(sheet, *at, column).to_owned())
                .collect()
        })
        .collect();
    let facts = base::facts(&rows).ok_or_else(not_ours)?;
    let origin = Origin {
        agreement: cell(sheet, 0, 2).to_owned(),
        digest: cell(sheet, 0, 3).to_owned(),
    };
    Ok((origin, facts))
}

fn cell(sheet: &ReadSheet, row: u32, column: u32) -> &str {
    let row = sheet.rows.get(&row);
    row.and_then(|row| row.cells.get(&column))
        .map_or("", String::as_str)
}

/// Which sheet one is, and where its headings are: by the hidden row of names, else by its own name.
fn which(sheet: &ReadSheet) -> Option<(usize, u32)> {
    for row in 0..LAST_HEADING_ROW {
        if let Some(name) = cell(sheet, row, 0).strip_prefix(KEY_OF) {
            let at = sheets().iter().position(|known| known.name == name.trim())?;
            return Some((at, row + 1));
        }
    }
    let is_called = |known: &SheetShape| super::cell::is_said(&known.label(), &sheet.name);
    let at = sheets().iter().position(is_called)?;
    let n_known = |row: &u32| columns_of(sheet, at, *row).len();
    let headings = (0..LAST_HEADING_ROW).max_by_key(|row| (n_known(row), u32::MAX - row))?;
    (n_known(&headings) > 1).then_some((at, headings))
}

/// What the name of the key's column begins with; the name of the sheet follows.
pub(super) const KEY_OF: &str = "#key ";

fn columns_of(sheet: &ReadSheet, at: usize, heading_row: u32) -> BTreeMap<u32, UsedColumn> {
    let names = heading_row
        .checked_sub(1)
        .and_then(|above| sheet.rows.get(&above));
    let headings = sheet.rows.get(&heading_row);
    let used = [names, headings].into_iter().flatten();
    let last = used.filter_map(|row| row.cells.keys().next_back()).max();
    let mut columns: BTreeMap<u32, UsedColumn> = BTreeMap::new();
    for column in 0..last.map_or(0, |last| last + 1) {
        let above = |row: u32| cell(sheet, row, column);
        let name = heading_row.checked_sub(1).map_or("", above);
        let name = if name.starts_with(KEY_OF) { "#key" } else { name };
        let found = meant(at, name, above(heading_row));
        if let Some(found) = found.filter(|found| columns.values().all(|known| known.name != found.name)) {
            columns.insert(column, found);
        }
    }
    columns
}

fn not_ours() -> Unreadable {
    Unreadable {
        message: Wording::fixed(
            "this workbook does not say what it was made from",
            "työkirjasta ei näy, mistä sopimuksesta se on tehty",
        ),
        help: Wording::fixed(
            "make one with `kumppani workbook AGREEMENT -o FILE.xlsx` and fill that in",
            "tee uusi komennolla `kumppani workbook SOPIMUS -o TIEDOSTO.xlsx` ja täytä se",
        ),
    }
}

fn other_version() -> Unreadable {
    Unreadable {
        message: Wording::fixed(
            "the workbook was made by another version of kumppani",
            "työkirja on tehty kumppanin toisella versiolla",
        ),
        help: Wording::fixed(
            "apply it with that version, or copy the changes into a new workbook",
            "ota se käyttöön sillä versiolla tai kopioi muutokset uuteen työkirjaan",
        ),
    }
}

fn twice(one: &str, other: &str) -> Unreadable {
    Unreadable {
        message: wording!(
            en: "the sheets {one} and {other} are the same sheet of the agreement",
            fi: "taulukot {one} ja {other} ovat sopimuksen sama taulukko"
        ),
        help: Wording::fixed("delete one of them", "poista niistä toinen"),
    }
}
