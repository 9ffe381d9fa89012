//! The cells of a file, wherever they come from: texts in rows and columns, what of them is hidden or
//! merged, and what is wrong with single cells. The bounds on size are kept here, so that no file takes
//! more memory than a list of some thousand rows needs.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use crate::wording;
use crate::wording::Wording;

/// Why a file is no list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The reason.
    pub message: Wording,
    /// The next step.
    pub help: Wording,
}

/// A list ends before this row and this column: a cell further out is a slip.
const LARGEST_GRID: (u32, u32) = (100_000, 1_000);

/// The most characters of a cell; no spreadsheet holds more.
const LONGEST_CELL: usize = 32_767;

/// A text of this many bytes has more characters than a cell can have.
const CERTAINLY_TOO_LONG: usize = 4 * LONGEST_CELL;

/// The most sheets of a file.
pub(super) const MOST_SHEETS: usize = 1_000;

/// The most cells with a text or a fault, and the most bytes of their texts, in all sheets of a file.
const MOST_CELLS: usize = 500_000;
const MOST_BYTES: usize = 32 * 1024 * 1024;

/// The most regions of merged cells in a sheet, and the most faults that are noted.
const MOST_AREAS: usize = 10_000;

/// A sheet; its rows and columns are counted from 0.
#[derive(Debug, Default)]
pub(in crate::source) struct Sheet {
    pub(in crate::source) name: String,
    pub(in crate::source) is_hidden: bool,
    pub(in crate::source) rows: BTreeMap<u32, Row>,
    pub(in crate::source) hidden_columns: BTreeSet<u32>,
    pub(in crate::source) merged: Vec<Area>,
    pub(in crate::source) faults: Vec<Fault>,
    /// The mark between the cells, in CSV.
    pub(super) separator: Option<char>,
}

/// A row that has texts.
#[derive(Debug, Default)]
pub(in crate::source) struct Row {
    pub(in crate::source) is_hidden: bool,
    pub(in crate::source) cells: BTreeMap<u32, String>,
    /// How many cells the row has in CSV, empty ones counted.
    pub(super) n_fields: usize,
}

/// A rectangle of cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::source) struct Area {
    pub(in crate::source) rows: RangeInclusive<u32>,
    pub(in crate::source) columns: RangeInclusive<u32>,
}

/// What is wrong with a cell, whatever it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::source) enum FaultKind {
    /// A quotation mark is opened and never closed.
    UnclosedQuote,
    /// A text goes on behind the mark that closes it.
    TextAfterQuote,
    /// A quotation mark that opens nothing: after a blank, or one that belongs to no pair.
    StrayQuote,
    /// A formula whose value the file does not have.
    NoValue,
}

#[derive(Clone, Copy, Debug)]
pub(in crate::source) struct Fault {
    pub(in crate::source) row: u32,
    pub(in crate::source) column: u32,
    pub(super) kind: FaultKind,
}

/// What is left of the room for texts.
#[derive(Debug)]
pub(super) struct Room {
    cells: usize,
    bytes: usize,
}

impl Default for Room {
    fn default() -> Self {
        Self {
            cells: MOST_CELLS,
            bytes: MOST_BYTES,
        }
    }
}

impl Room {
    fn take_cell(&mut self) -> Result<(), Unreadable> {
        self.cells = self.cells.checked_sub(1).ok_or_else(too_large)?;
        Ok(())
    }
}

/// Adds a piece to the text of a cell. What is longer than a cell can be does not grow: it is refused
/// when it is put into one.
pub(super) fn push(text: &mut String, piece: &str) {
    if text.len() <= CERTAINLY_TOO_LONG {
        let room = CERTAINLY_TOO_LONG + 4 - text.len();
        text.push_str(&piece[..piece.floor_char_boundary(room)]);
    }
}

/// Whether a text has more characters than a cell of any spreadsheet.
pub(super) fn is_longer_than_a_cell(text: &str) -> bool {
    text.len() > LONGEST_CELL && text.chars().count() > LONGEST_CELL
}

impl Sheet {
    /// Puts a text into a cell; an empty one takes no room.
    pub(super) fn put(
        &mut self,
        (row, column): (u32, u32),
        text: &str,
        room: &mut Room,
    ) -> Result<(), Unreadable> {
        let is_too_long = is_longer_than_a_cell(text);
        let text = text.trim();
        if text.is_empty() && !is_too_long {
            return Ok(());
        }
        if row >= LARGEST_GRID.0 || column >= LARGEST_GRID.1 {
            return Err(self.far_out(row, column));
        }
        if is_too_long {
            let place = format!("{}{}", letter(column), row + 1);
            return Err(Unreadable {
                message: wording!(
                    en: "cell {place} has more than 32,767 characters",
                    fi: "solussa {place} on yli 32 767 merkkiä"
                ),
                help: Wording::fixed("shorten the text", "lyhennä tekstiä"),
            });
        }
        room.take_cell()?;
        room.bytes = room.bytes.checked_sub(text.len()).ok_or_else(too_large)?;
        let cells = &mut self.rows.entry(row).or_default().cells;
        cells.insert(column, text.to_owned());
        Ok(())
    }

    /// A cell where no list is.
    pub(super) fn far_out(&self, row: u32, column: u32) -> Unreadable {
        let place = format!("{}{}", letter(column), u64::from(row) + 1);
        let sheet = &self.name;
        Unreadable {
            message: if sheet.is_empty() {
                wording!(
                    en: "there is a cell at {place}; a list has at most 100,000 rows and 1,000 columns",
                    fi: "luettelossa on solu {place}; rivejä voi olla enintään 100 000 ja sarakkeita 1 000"
                )
            } else {
                wording!(
                    en: "the sheet {sheet} has a cell at {place}; a list has at most 100,000 rows and 1,000 columns",
                    fi: "taulukossa {sheet} on solu {place}; rivejä voi olla enintään 100 000 ja sarakkeita 1 000"
                )
            },
            help: Wording::fixed(
                "empty that cell, or divide the list",
                "tyhjennä solu tai jaa luettelo osiin",
            ),
        }
    }

    /// The last row that a list can have.
    pub(super) const LAST_ROW: u32 = LARGEST_GRID.0 - 1;

    /// Notes what is wrong with a cell.
    pub(super) fn fault(
        &mut self,
        (row, column): (u32, u32),
        kind: FaultKind,
        room: &mut Room,
    ) -> Result<(), Unreadable> {
        room.take_cell()?;
        if self.faults.len() < MOST_AREAS {
            self.faults.push(Fault { row, column, kind });
        }
        Ok(())
    }

    /// Notes that cells are merged.
    pub(super) fn merge(&mut self, area: Area) -> Result<(), Unreadable> {
        if self.merged.len() == MOST_AREAS {
            return Err(too_large());
        }
        self.merged.push(area);
        Ok(())
    }

    /// Notes that columns are hidden, as far as a list can reach.
    pub(super) fn hide_columns(
        &mut self,
        columns: RangeInclusive<u32>,
        room: &mut Room,
    ) -> Result<(), Unreadable> {
        for column in *columns.start()..(*columns.end()).saturating_add(1).min(LARGEST_GRID.1) {
            room.take_cell()?;
            self.hidden_columns.insert(column);
        }
        Ok(())
    }

    pub(super) fn is_column_hidden(&self, column: u32) -> bool {
        self.hidden_columns.contains(&column)
    }
}

/// Whether a text is what spreadsheets show for a value that they do not have, in English or Finnish:
/// `#REF!`, `#VIITTAUS!`, `Err:502`, or `####` for a column that is too narrow.
pub(in crate::source) fn is_error_value(text: &str) -> bool {
    if let Some((word, number)) = text.split_once(':')
        && matches!(word, "Err" | "Virhe")
    {
        return !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    }
    let Some(name) = text.strip_prefix('#') else {
        return false;
    };
    let is_narrow = !name.is_empty() && name.chars().all(|c| c == '#');
    let is_name = |name: &str| {
        name.chars().next().is_some_and(char::is_uppercase)
            && name
                .chars()
                .all(|c| c.is_uppercase() || matches!(c, '/' | '0' | '_'))
    };
    let name_of_error = name.strip_suffix(['!', '?']).is_some_and(is_name);
    is_narrow || name_of_error || matches!(name, "N/A" | "PUUTTUU" | "GETTING_DATA")
}

/// The name of a sheet; of one that no one reads to its end, the beginning.
pub(super) fn sheet_name(name: Option<String>) -> String {
    const LONGEST: usize = 255;
    let name = name.unwrap_or_default();
    match name.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name,
    }
}

/// A file of more sheets than anybody looks through.
pub(super) fn too_many_sheets() -> Unreadable {
    Unreadable {
        message: Wording::fixed(
            "the workbook has more than 1,000 sheets",
            "työkirjassa on yli 1 000 taulukkoa",
        ),
        help: COPY_THE_ROWS,
    }
}

const COPY_THE_ROWS: Wording = Wording::fixed(
    "copy the rows to a new sheet and save it",
    "kopioi rivit uuteen taulukkoon ja tallenna se",
);

/// A file that would take too much memory.
pub(super) fn too_large() -> Unreadable {
    Unreadable {
        message: Wording::fixed(
            "unpacked, the file is larger than a list can be: at most 64 MiB, with 32 MiB of text and 500,000 cells",
            "tiedosto on purettuna suurempi kuin luettelo voi olla: enintään 64 MiB, siitä tekstiä 32 MiB, ja 500 000 solua",
        ),
        help: COPY_THE_ROWS,
    }
}

/// `A` for the first column.
pub(in crate::source) fn letter(mut column: u32) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(b'A' + u8::try_from(column % 26).expect("a rest of 26 is small"));
        match column / 26 {
            0 => break,
            rest => column = rest - 1,
        }
    }
    letters.into_iter().rev().map(char::from).collect()
}

/// The column of a letter, in either case; the converse of [`letter`].
pub(super) fn column_of_letter(text: &str) -> Option<u32> {
    if text.is_empty() || text.len() > 3 || !text.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let digits = text
        .bytes()
        .map(|byte| u32::from(byte.to_ascii_uppercase() - b'A') + 1);
    digits
        .reduce(|sum, digit| sum * 26 + digit)
        .map(|place| place - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_called_as_in_a_spreadsheet() {
        for (place, letters) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (51, "AZ"),
            (52, "BA"),
            (701, "ZZ"),
            (702, "AAA"),
        ] {
            assert_eq!(letter(place), letters);
            assert_eq!(column_of_letter(&letters.to_lowercase()), Some(place));
        }
        for text in [
            "#REF!",
            "#N/A",
            "#NAME?",
            "#DIV/0!",
            "#PUUTTUU!",
            "#TYHJÄ!",
            "#JAKO/0!",
            "Err:502",
            "Virhe:508",
            "###",
        ] {
            assert!(is_error_value(text), "{text}");
        }
        for text in [
            "",
            "#",
            "#1",
            "#opisto",
            "#A",
            "Err:",
            "Virhe",
            "Opisto #REF!",
            "#!",
        ] {
            assert!(!is_error_value(text), "{text}");
        }
        for text in ["", "AAAA", "A1", "ä"] {
            assert_eq!(column_of_letter(text), None, "{text}");
        }
    }
}
