//! Agreements, one a row.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Cell, Column, Row, Spoken, Tone};
use crate::model::{AgreementStatus, PartialDate};
use crate::wording::Wording;

/// One agreement on the day requested.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AgreementRow {
    pub id: String,
    /// Its title in the language of the texts.
    #[serde(serialize_with = "Spoken::text_alone")]
    pub title: Spoken,
    /// Its status on the day.
    pub status: AgreementStatus,
    /// In force, and near its end.
    pub ending_soon: bool,
    /// The start as given.
    pub starts: PartialDate,
    /// The effective end as given; `None` when open-ended.
    pub ends: Option<PartialDate>,
    /// In force until further notice.
    pub open_ended: bool,
    /// The effective end less the months of notice; `None` for a draft and for what is over.
    pub decision_deadline: Option<NaiveDate>,
    /// To what the end moves by itself unless notice is given by the deadline; `None` for a draft and for what is
    /// over.
    pub continues_to: Option<NaiveDate>,
    /// Days from the day requested to the last day of the term; `None` for a draft, for what is over, and for what
    /// continues by itself.
    pub days_left: Option<i64>,
    /// How many are bound: signed or leaving.
    pub signed: u32,
    /// How many are listed, without those who declined or withdrew.
    pub signatories: u32,
    /// The agreements that it supersedes.
    pub supersedes: Vec<String>,
    /// The agreements that name it as superseded and have entered into force by the day.
    pub superseded_by: Vec<String>,
    /// Its file, from the registry's root.
    pub file: String,
}

impl AgreementRow {
    fn status_cell(&self) -> Cell {
        let label = self.status.label();
        if self.ending_soon {
            let soon = AgreementStatus::ENDING_SOON;
            return Cell::State(Wording::joined(&[label, soon], ", "), Tone::Open);
        }
        match self.status {
            AgreementStatus::Draft => Cell::Word(label),
            AgreementStatus::Signing | AgreementStatus::Upcoming => Cell::State(label, Tone::Open),
            AgreementStatus::InForce => Cell::State(label, Tone::Firm),
            AgreementStatus::Ended | AgreementStatus::Superseded => Cell::State(label, Tone::Over),
            AgreementStatus::Terminated => Cell::State(label, Tone::Refused),
        }
    }

    fn ends_cell(&self) -> Cell {
        match self.ends {
            Some(date) => date.into(),
            None => Wording::fixed("open-ended", "toistaiseksi").into(),
        }
    }
}

impl Row for AgreementRow {
    const TITLE: Wording = Wording::fixed("Agreements", "Sopimukset");
    const COLUMNS: &'static [Column<Self>] = &[
        Column::<Self>::shown("id", "tunnus", |row| (&row.id).into()),
        Column::<Self>::shown("title", "nimi", |row| (&row.title).into())
            .drops(6)
            .prose(24),
        Column::<Self>::shown("status", "tila", Self::status_cell),
        Column::<Self>::shown("starts", "alkaa", |row| row.starts.into()).drops(1),
        Column::<Self>::shown("ends", "päättyy", Self::ends_cell).drops(5),
        Column::<Self>::in_data("decision deadline", "päätöksen määräaika", |row| {
            row.decision_deadline.into()
        }),
        Column::<Self>::shown("days left", "päiviä jäljellä", |row| row.days_left.into()).drops(2),
        Column::<Self>::in_table("signed", "allekirj.", |row| {
            Cell::Text(format!("{}/{}", row.signed, row.signatories))
        })
        .drops(3),
        // A spreadsheet would take `1/12` for a date.
        Column::<Self>::in_data("signed", "allekirjoittaneita", |row| row.signed.into()),
        Column::<Self>::in_data("signatories", "allekirjoittajia", |row| row.signatories.into()),
        Column::<Self>::in_data("supersedes", "korvaa", |row| (&row.supersedes).into()),
        Column::<Self>::in_data("superseded by", "korvaava sopimus", |row| {
            (&row.superseded_by).into()
        }),
        Column::<Self>::in_data("file", "tiedosto", |row| (&row.file).into()),
        Column::<Self>::in_data("continues to", "jatkuu", |row| row.continues_to.into()),
    ];
}
