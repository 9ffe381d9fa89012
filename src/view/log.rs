//! The journal, one run of a command a row.

use serde::Serialize;

use super::{Cell, Column, Row, Tone};
use crate::wording;
use crate::wording::Wording;

/// What one run of a command changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LogRow {
    pub number: u64,
    /// When it began, in UTC.
    pub at: String,
    /// The same as local people say it.
    #[serde(skip)]
    pub local: String,
    /// The command as it was typed.
    pub command: String,
    /// Whether what it changed is in the files.
    pub state: LogState,
    /// The numbers of the runs that it took back.
    pub undoes: Vec<u64>,
    /// The paths of the files from the registry's root.
    pub files: Vec<String>,
}

/// Whether what a run changed is in the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LogState {
    Recorded,
    /// Some of it: the run was cut off.
    Partial,
    /// Nothing of it: the run was cut off, or the files were put back by hand.
    Absent,
    /// It was taken back.
    Undone,
}

/// So many files are named in a table.
const MOST_NAMED: usize = 3;

impl LogRow {
    fn first_files(&self) -> Cell {
        let n_named = self.files.len().min(MOST_NAMED);
        let named = self.files[..n_named].join(", ");
        match self.files.len() - n_named {
            0 => named.as_str().into(),
            more => wording!(en: "{named} and {more} more", fi: "{named} ja {more} muuta").into(),
        }
    }
}

impl LogState {
    fn cell(self) -> Cell {
        match self {
            Self::Recorded => Cell::Empty,
            Self::Partial => Cell::State(Wording::fixed("in part", "osittain"), Tone::Refused),
            Self::Absent => Cell::State(
                Wording::fixed("not in the files", "ei tiedostoissa"),
                Tone::Refused,
            ),
            Self::Undone => Cell::State(Wording::fixed("undone", "kumottu"), Tone::Over),
        }
    }
}

impl Row for LogRow {
    const TITLE: Wording = Wording::fixed("Log", "Muutosloki");
    const COLUMNS: &'static [Column<Self>] = &[
        Column::<Self>::shown("number", "numero", |row| {
            i64::try_from(row.number).unwrap_or(i64::MAX).into()
        }),
        Column::<Self>::in_table("when", "milloin", |row| (&row.local).into()),
        Column::<Self>::in_data("at", "hetki", |row| (&row.at).into()),
        Column::<Self>::shown("command", "komento", |row| (&row.command).into()).prose(30),
        Column::<Self>::where_rows_differ("state", "tila", |row| row.state.cell()),
        Column::<Self>::in_table("files", "tiedostot", Self::first_files)
            .prose(20)
            .drops(1),
        Column::<Self>::in_data("all files", "kaikki tiedostot", |row| (&row.files).into()),
    ];
}
