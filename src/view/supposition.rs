//! What would be otherwise if some acts were recorded.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Cell, Column, DueRow, Row};
use crate::model::PartialDate;
use crate::wording::Wording;

/// What would be otherwise, section by section.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SuppositionView {
    /// The day from which on it is looked at.
    pub as_of: NaiveDate,
    /// The acts, in the order in which they are supposed.
    pub acts: Vec<SupposedActView>,
    /// Status, end, deadline of the decision and signatures of agreements.
    pub agreements: Vec<DifferenceRow>,
    /// The states of signatories, and who succeeds them.
    pub signatories: Vec<DifferenceRow>,
    /// Chairs and members of groups.
    pub groups: Vec<DifferenceRow>,
    /// Who is responsible for duties.
    pub duties: Vec<DifferenceRow>,
    /// Regions that no one signs for, or someone again.
    pub regions: Vec<DifferenceRow>,
    /// What would need a decision and does not now.
    pub due: Vec<DueRow>,
    /// What needs a decision now and would not.
    pub settled: Vec<DueRow>,
}

impl SuppositionView {
    /// The sections of differences, with their headings.
    #[must_use]
    pub fn sections(&self) -> [(Wording, &[DifferenceRow]); 5] {
        [
            (Wording::fixed("Agreements", "Sopimukset"), &self.agreements),
            (
                Wording::fixed("Signatories", "Allekirjoittajat"),
                &self.signatories,
            ),
            (Wording::fixed("Groups", "Ryhmät"), &self.groups),
            (Wording::fixed("Duties", "Tehtävät"), &self.duties),
            (Wording::fixed("Regions", "Alueet"), &self.regions),
        ]
    }

    /// Whether all would be as it is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let has_none = self.sections().iter().all(|(_, rows)| rows.is_empty());
        has_none && self.due.is_empty() && self.settled.is_empty()
    }
}

/// An act that is supposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SupposedActView {
    /// Where it is written; `null` where it was given by options.
    pub place: Option<String>,
    /// The command that would record it.
    pub command: String,
    /// The files that it would change; none when it is on record already.
    pub files: Vec<String>,
}

/// One thing that would be otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DifferenceRow {
    /// From which day: the day requested, or a later one.
    pub from: NaiveDate,
    /// The agreement's id.
    pub agreement: String,
    /// The id of the organisation, group, duty or region; a duty without an id has that of its group and its place there.
    pub id: Option<String>,
    /// What it is called: of an agreement, what of it is otherwise.
    pub name: String,
    /// How it is by the registry.
    pub before: String,
    /// How it would be.
    pub after: String,
    /// The command that settles what is to be settled of it.
    pub next_command: Option<String>,
}

impl Row for DifferenceRow {
    const TITLE: Wording = Wording::fixed("Differences", "Erot");
    const COLUMNS: &'static [Column<Self>] = &[
        Column::<Self>::shown("from", "alkaen", |row| PartialDate::Day(row.from).into()),
        Column::<Self>::shown("agreement", "sopimus", |row| (&row.agreement).into()).drops(1),
        Column::<Self>::in_data("id", "tunnus", |row| row.id.as_ref().into()),
        Column::<Self>::shown("what", "mikä", |row| (&row.name).into()).prose(20),
        Column::<Self>::shown("now", "nyt", |row| (&row.before).into()).prose(18),
        Column::<Self>::shown("supposed", "oletuksella", |row| Cell::from(&row.after)).prose(18),
        Column::<Self>::in_data("next command", "seuraava komento", |row| {
            row.next_command.as_ref().into()
        }),
    ];
}
