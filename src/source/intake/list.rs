//! A list: its columns by what they mean, the rows below the headings, and what a person has decided
//! about it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::sheet::Sheet;
use super::{ListColumn, Misfit};
use crate::model::{Network, unguarded};
use crate::wording::Wording;

/// How a list is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListKind {
    /// Values separated by semicolons, commas or tabs.
    Csv,
    /// A workbook of Excel or `LibreOffice`.
    Workbook,
}

impl ListKind {
    /// The kind of a file's ending, without its full stop.
    #[must_use]
    pub fn of_ending(ending: &str) -> Option<Self> {
        match ending.to_lowercase().as_str() {
            "csv" | "tsv" | "txt" => Some(Self::Csv),
            "xlsx" | "xlsm" | "ods" => Some(Self::Workbook),
            _ => None,
        }
    }
}

/// What becomes of rows, columns and sheets that are hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hidden {
    /// They are read like the others.
    Include,
    /// They are left out.
    Skip,
}

/// What a person has decided about a list; what is open is asked about.
#[derive(Clone, Debug, Default)]
pub struct ListChoices {
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    pub heading_row: Option<u32>,
    /// What becomes of hidden parts.
    pub hidden: Option<Hidden>,
    /// Columns to be left out, by their letters or headings.
    pub skipped_columns: Vec<String>,
    /// The regions that the list may name.
    pub network: Arc<Network>,
}

/// A list: its columns, and the rows below the headings.
#[derive(Clone, Debug)]
pub struct List<F> {
    /// The regions that it may name.
    pub(super) network: Arc<Network>,
    pub(super) columns: Vec<(F, u32, ListColumn)>,
    pub(super) rows: Vec<ListRow>,
    /// Whether a heading may be the organisation, and is asked about.
    pub(super) asks_who: bool,
    pub(super) misfits: Vec<Misfit>,
    pub(super) notes: Vec<Wording>,
}

/// A row that has a value.
#[derive(Clone, Debug)]
pub(super) struct ListRow {
    pub(super) number: u32,
    /// The cells of the columns that are read.
    pub(super) cells: BTreeMap<u32, CellText>,
}

/// The text of a cell, without a guard against formulas.
#[derive(Clone, Debug)]
pub(super) struct CellText {
    /// As it is in the cell, perhaps of several lines.
    lines: String,
    /// On one line, with single blanks, where that is another text.
    line: Option<String>,
}

impl CellText {
    pub(super) fn new(text: &str) -> Self {
        let text = unguarded(text).trim();
        Self {
            lines: text.to_owned(),
            line: Some(one_line(text)).filter(|line| line != text),
        }
    }

    fn line(&self) -> &str {
        self.line.as_deref().unwrap_or(&self.lines)
    }
}

/// A text without line breaks.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A cell with its place.
#[derive(Clone, Copy)]
pub(super) struct CellOf<'l> {
    pub(super) row: u32,
    pub(super) column: &'l ListColumn,
    /// The text on one line.
    pub(super) text: &'l str,
    /// The text with its own line breaks.
    pub(super) lines: &'l str,
}

impl CellOf<'_> {
    /// What is wrong with the cell.
    pub(super) fn misfit(&self, message: Wording, help: Wording) -> Box<Misfit> {
        Box::new(Misfit {
            row: Some(self.row),
            column: Some(self.column.clone()),
            message,
            help,
        })
    }
}

impl<F: Copy + PartialEq> List<F> {
    pub(super) fn column(&self, field: F) -> Option<&ListColumn> {
        self.columns
            .iter()
            .find(|(own, ..)| *own == field)
            .map(|(.., column)| column)
    }

    /// The cell of a field in a row; `None` without such a column or without a text in it.
    pub(super) fn cell<'l>(&'l self, field: F, row: &'l ListRow) -> Option<CellOf<'l>> {
        let (_, place, column) = self.columns.iter().find(|(own, ..)| *own == field)?;
        let cell = row.cells.get(place).filter(|cell| !cell.line().is_empty())?;
        Some(CellOf {
            row: row.number,
            column,
            text: cell.line(),
            lines: &cell.lines,
        })
    }
}

/// The row of a sheet that has most known headings; the first of equal ones.
pub(super) struct Headings<'s> {
    pub(super) sheet: &'s Sheet,
    pub(super) at: u32,
    pub(super) n_known: usize,
}
