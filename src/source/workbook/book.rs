//! A workbook as data, whatever its format: its sheets with their cells as a person sees them, what can be chosen in
//! them, and which of them are locked.

use super::cell::Shown;
use super::choices::{Choices, KnownOrganisation};
use crate::model::Network;
use crate::wording::{Lang, Wording};

/// A workbook.
#[derive(Clone, Debug)]
pub struct Workbook {
    pub agreement: String,
    pub sheets: Vec<Sheet>,
    pub choices: Vec<Choices>,
    /// The rows of the sheet that remembers what it was made from.
    pub base: Vec<Vec<String>>,
    /// The name of that sheet.
    pub base_name: &'static str,
}

/// A sheet of a workbook: a hidden row of names, a row of headings, and rows of cells.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Its stable name.
    pub name: String,
    pub title: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    /// Whether rows can be added.
    pub grows: bool,
}

/// A column of a sheet.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its stable name.
    pub name: String,
    pub heading: String,
    /// What it is for.
    pub note: Option<String>,
    pub kind: ColumnKind,
    /// The choices in its cells.
    pub choices: Option<usize>,
    /// Whether cells of new rows are locked.
    pub is_locked: bool,
}

/// How a column looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Hidden.
    Key,
    /// The names of fields.
    Label,
    Word,
    /// Sentences.
    LongText,
    Date,
    Number,
}

/// A row of a sheet.
#[derive(Clone, Debug)]
pub struct Row {
    pub cells: Vec<Cell>,
}

/// A cell of a row.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    pub shown: Option<Shown>,
    pub is_locked: bool,
    /// Choices of its own, where its column has none.
    pub choices: Option<usize>,
    /// What it is for.
    pub note: Option<String>,
}

/// What a workbook is made for.
pub struct WorkbookWanted<'w> {
    pub agreement: &'w str,
    pub lang: Lang,
    pub network: &'w Network,
    /// The organisations of the registry.
    pub organisations: &'w [KnownOrganisation],
    /// Whether a field is only changed by a command of its own. An entry is named by its id, else by its number.
    pub is_protected: &'w dyn Fn(&[&str]) -> bool,
}

/// What marks a row that is to go.
pub(super) const REMOVE: Wording = Wording::fixed("remove", "poista");

pub(super) const ORDER_NOTE: Wording = Wording::fixed(
    "The place in its list. Change the number to move the row; sorting the sheet moves nothing.",
    "Paikka luettelossa. Siirrä riviä muuttamalla numeroa; taulukon lajittelu ei siirrä mitään.",
);

pub(super) const PARENT_NOTE: Wording = Wording::fixed(
    "Id of the group. Another id moves the row to that group.",
    "Ryhmän tunnus. Toinen tunnus siirtää rivin siihen ryhmään.",
);

pub(super) const MARK_NOTE: Wording = Wording::fixed(
    "Choose “remove” to remove the row from the agreement.",
    "Valitse ”poista”, kun rivi poistetaan sopimuksesta.",
);
