//! Approvals of the text before signing began, one a row.

use serde::Serialize;

use super::{Cell, Column, Row, Tone};
use crate::model::{PartialDate, Section};
use crate::wording::Wording;

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ApprovalRow {
    /// The organisation's id.
    pub organisation: String,
    /// Its name as signed.
    pub name: Option<String>,
    /// When, as given.
    pub on: PartialDate,
    /// The decision in its own records.
    pub decision: Option<String>,
    /// The digest of the text that it approved.
    pub text: String,
    /// The parts in which the text as it stands differs from the text that was approved.
    pub differs_in: Vec<Section>,
}

impl Row for ApprovalRow {
    const TITLE: Wording = Wording::fixed("Approvals", "Hyväksynnät");
    const COLUMNS: &'static [Column<Self>] = &[
        Column::<Self>::in_data("organisation", "organisaatio", |row| (&row.organisation).into()),
        Column::<Self>::shown("name", "nimi", |row| {
            row.name.as_ref().unwrap_or(&row.organisation).into()
        }),
        Column::<Self>::shown("date", "päivä", |row| row.on.into()),
        Column::<Self>::shown("decision", "päätös", |row| row.decision.as_ref().into()).drops(3),
        Column::<Self>::shown("text", "teksti", |row| compared(row.differs_in.is_empty())),
        Column::<Self>::shown("differs in", "eroaa kohdissa", |row| sections(&row.differs_in)).drops(2),
        Column::<Self>::shown("digest", "tiiviste", |row| (&row.text).into()).drops(1),
    ];
}

/// Whether a text is the current one.
pub(super) fn compared(is_same: bool) -> Cell {
    if is_same {
        Cell::State(Wording::fixed("same text", "sama teksti"), Tone::Firm)
    } else {
        Cell::State(Wording::fixed("another text", "toinen teksti"), Tone::Refused)
    }
}

/// The names of parts of a text.
pub(super) fn sections(sections: &[Section]) -> Cell {
    if sections.is_empty() {
        return Cell::Empty;
    }
    let labels: Vec<Wording> = sections.iter().map(|section| section.label()).collect();
    Wording::joined(&labels, ", ").into()
}
