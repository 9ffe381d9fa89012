//! An agreement as a workbook, and a workbook that came back as edits of the agreement's file. The sheets follow from
//! the shape of the file (`sheets`), the cells from its values (`facts`, `cell`), and what is written is independent of
//! the format (`layout`). A workbook carries what it was made from (`base`); what came back (`filled`) is compared with
//! that and with the file as it is now (`compare`), and the differences become edits (`edits`).

mod added;
mod base;
mod book;
mod cell;
mod cells;
mod choices;
mod columns;
mod compare;
mod edits;
mod entries;
mod facts;
mod filled;
mod layout;
mod moves;
mod offered;
mod order;
mod pairs;
mod removed;
mod rows;
mod sheets;

pub use base::{FORM_VERSION, Origin};
pub use book::{Cell, Column, ColumnKind, Row, Sheet, Workbook, WorkbookWanted};
pub use cell::Shown;
pub use choices::{Choices, KnownOrganisation};
pub use compare::{BookChange, BookChangeKind, ComparedWith, Comparison};
pub use filled::FilledBook;
pub use layout::workbook;

use super::intake::ListColumn;
use crate::wording;
use crate::wording::Wording;

/// A place in a workbook, as a spreadsheet shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookPlace {
    /// The name of the sheet, as it is in the workbook.
    pub sheet: String,
    /// The row, from 1; `None` for the sheet as a whole.
    pub row: Option<u32>,
    /// The column, where one cell is meant.
    pub column: Option<ListColumn>,
}

impl BookPlace {
    /// `Signatories, row 7, column K (E-mail)`
    #[must_use]
    pub fn named(&self) -> Wording {
        let sheet = &self.sheet;
        match (self.row, &self.column) {
            (Some(row), Some(column)) => {
                let column = column.named();
                wording!(en: "{sheet}, row {row}, column {column}", fi: "{sheet}, rivi {row}, sarake {column}")
            }
            (Some(row), None) => wording!(en: "{sheet}, row {row}", fi: "{sheet}, rivi {row}"),
            (None, _) => wording!(en: "{sheet}", fi: "{sheet}"),
        }
    }
}

/// What keeps a workbook from being applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookProblem {
    /// Where, if it is at one place.
    pub place: Option<BookPlace>,
    pub message: Wording,
    /// The next step.
    pub help: Option<Wording>,
}

impl BookProblem {
    fn at(place: BookPlace, message: Wording, help: Wording) -> Self {
        Self {
            place: Some(place),
            message,
            help: Some(help),
        }
    }
}
