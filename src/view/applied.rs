//! What a workbook that came back changes, before anything is written.

use serde::Serialize;

use super::{Cell, Column, Row};
use crate::model::closed_set::closed_set;
use crate::wording::Wording;

closed_set! {
    /// What happens to a row.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum AppliedKind {
        /// A cell has another value.
        Changed = "changed" ("changed", "muutettu"),
        Added = "added" ("added", "lisätty"),
        Removed = "removed" ("removed", "poistettu"),
        Moved = "moved" ("moved", "siirretty"),
    }
}

/// A change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AppliedRow {
    /// The name of the sheet, as it is in the workbook.
    pub sheet: String,
    /// The row, as a spreadsheet counts; `null` where it is not in the workbook any more.
    pub row: Option<u32>,
    /// The letter of the column; `null` for the row as a whole.
    pub column: Option<String>,
    /// Its heading.
    pub field: Option<String>,
    /// What happens.
    pub change: AppliedKind,
    /// What the entry is called.
    pub entry: String,
    pub from: Option<String>,
    pub to: Option<String>,
}

impl AppliedRow {
    /// The cell as a spreadsheet names it: `E7`, or `7` for the row.
    fn cell(&self) -> Option<String> {
        let column = self.column.as_deref().unwrap_or_default();
        self.row.map(|row| format!("{column}{row}"))
    }
}

impl Row for AppliedRow {
    const TITLE: Wording = Wording::fixed("Changes", "Muutokset");
    const COLUMNS: &'static [Column<Self>] = &[
        Column::<Self>::shown("sheet", "taulukko", |row| (&row.sheet).into()),
        Column::<Self>::in_table("cell", "solu", |row| row.cell().as_ref().into()),
        Column::<Self>::in_data("row", "rivi", |row| row.row.into()),
        Column::<Self>::in_data("column", "sarake", |row| row.column.as_ref().into()),
        Column::<Self>::shown("field", "kenttä", |row| row.field.as_ref().into()).drops(2),
        Column::<Self>::shown("change", "muutos", |row| Cell::Word(row.change.label())),
        Column::<Self>::shown("entry", "kohde", |row| (&row.entry).into()).drops(1),
        Column::<Self>::shown("from", "ennen", |row| row.from.as_ref().into()),
        Column::<Self>::shown("to", "jälkeen", |row| row.to.as_ref().into()),
    ];
}
