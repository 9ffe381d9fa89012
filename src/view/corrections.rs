//! Corrections of recorded facts, one a row.

use serde::Serialize;

use super::{Cell, Column, Row};
use crate::model::PartialDate;
use crate::wording::Wording;

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CorrectionRow {
    /// When, as given.
    pub on: PartialDate,
    /// The path of what was corrected in the file.
    pub what: String,
    /// What was recorded before; `null`: nothing.
    pub was: Option<String>,
    /// What is recorded since; `null`: nothing.
    pub is: Option<String>,
    /// Why.
    pub because: String,
}

impl Row for CorrectionRow {
    const TITLE: Wording = Wording::fixed("Corrections", "Oikaisut");
    const COLUMNS: &'static [Column<Self>] = &[
        Column::<Self>::shown("date", "päivä", |row| row.on.into()),
        Column::<Self>::shown("what", "kohta", |row| (&row.what).into()),
        Column::<Self>::shown("before", "ennen", |row| value(row.was.as_deref())),
        Column::<Self>::shown("after", "jälkeen", |row| value(row.is.as_deref())),
        Column::<Self>::shown("reason", "syy", |row| (&row.because).into()),
    ];
}

/// A recorded value; dates are written as dates are.
fn value(text: Option<&str>) -> Cell {
    let date = text.and_then(|text| PartialDate::parse(text).ok());
    date.map_or_else(|| text.into(), Cell::from)
}
