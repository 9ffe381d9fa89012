//! What needs a decision, one matter a row.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Cell, Column, Row, Spoken, Tone};
use crate::model::PartialDate;
use crate::wording::Wording;

/// What kind of matter it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DueKind {
    /// Whether and how the agreement goes on.
    Decision,
    /// A draft is to be opened for signing before its start.
    Opening,
    /// A signature is missing.
    Signature,
    /// A strategy of the agreement ends or has ended.
    Strategy,
    /// A signatory has ceased; somebody takes its place.
    Succession,
    /// A sub-agreement goes on though its main agreement ends.
    #[serde(rename = "sub-agreement")]
    SubAgreement,
    /// No one is bound by the agreement any more, or one party alone.
    Parties,
    /// A group has no chair, or one that has gone is still in it.
    Vacancy,
    /// The agreement is to be looked at.
    Review,
    /// A duty is to be done once.
    Duty,
    /// A deadline of the network's calendar.
    Deadline,
}

impl DueKind {
    /// The name for people.
    #[must_use]
    pub const fn label(self) -> Wording {
        match self {
            Self::Decision => Wording::fixed("decision", "päätös"),
            Self::Opening => Wording::fixed("opening", "avaaminen"),
            Self::Signature => Wording::fixed("signature", "allekirjoitus"),
            Self::Strategy => Wording::fixed("strategy", "strategia"),
            Self::Succession => Wording::fixed("succession", "seuraaja"),
            Self::SubAgreement => Wording::fixed("sub-agreement", "alasopimus"),
            Self::Parties => Wording::fixed("parties", "sopijapuolet"),
            Self::Vacancy => Wording::fixed("vacancy", "kokoonpano"),
            Self::Review => Wording::fixed("review", "tilannekatsaus"),
            Self::Duty => Wording::fixed("duty", "tehtävä"),
            Self::Deadline => Wording::fixed("deadline", "määräaika"),
        }
    }
}

/// One matter.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DueRow {
    /// What kind of matter it is.
    pub kind: DueKind,
    /// The agreement's id.
    pub agreement: String,
    /// The agreement's title.
    #[serde(serialize_with = "Spoken::text_alone")]
    pub agreement_title: Spoken,
    /// The id of the organisation that it concerns, if it is one.
    pub organisation: Option<String>,
    /// The organisation's name as signed.
    pub organisation_name: Option<String>,
    /// The date by whose last day it is to be settled, as given.
    pub deadline: PartialDate,
    /// Days from the day requested to the deadline; negative when it is overdue.
    pub days_left: i64,
    /// What the matter is, in the output language.
    pub what: String,
    /// The command to type next.
    pub next_command: String,
}

impl DueRow {
    /// A matter that is to be settled by the last day of `deadline`.
    #[must_use]
    pub fn days_to(deadline: PartialDate, today: NaiveDate) -> i64 {
        (deadline.last_day() - today).num_days()
    }

    fn days_cell(&self) -> Cell {
        if self.days_left < 0 {
            let days = self.days_left.unsigned_abs();
            let overdue = crate::wording!(en: "{days} days overdue", fi: "{days} päivää myöhässä");
            return Cell::State(overdue, Tone::Refused);
        }
        let days = self.days_left.to_string();
        Cell::State(Wording::composed(days.clone(), days), Tone::Open)
    }
}

impl Row for DueRow {
    const TITLE: Wording = Wording::fixed("Due", "Määräajat");
    const COLUMNS: &'static [Column<Self>] = &[
        Column::<Self>::shown("deadline", "määräaika", |row| row.deadline.into()),
        Column::<Self>::in_table("days", "päiviä", Self::days_cell).drops(2),
        Column::<Self>::in_data("days left", "päiviä jäljellä", |row| row.days_left.into()),
        Column::<Self>::shown("kind", "laji", |row| row.kind.label().into()).drops(1),
        Column::<Self>::shown("agreement", "sopimus", |row| (&row.agreement).into()).drops(3),
        Column::<Self>::in_data("agreement title", "sopimuksen nimi", |row| {
            (&row.agreement_title).into()
        }),
        Column::<Self>::in_data("organisation", "organisaatio", |row| {
            row.organisation.as_ref().into()
        }),
        Column::<Self>::in_data("organisation name", "organisaation nimi", |row| {
            row.organisation_name.as_ref().into()
        }),
        Column::<Self>::shown("what", "asia", |row| (&row.what).into()).prose(40),
        Column::<Self>::command("next command", "seuraava komento", |row| {
            (&row.next_command).into()
        }),
    ];
}
