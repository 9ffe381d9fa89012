//! What a search found, one hit a row.

use serde::Serialize;

use super::events::{days, state, when};
use super::{Cell, Column, Row};
use crate::model::PartialDate;
use crate::model::closed_set::closed_set;
use crate::wording::Wording;

closed_set! {
    /// What was found.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum HitKind {
        /// An agreement, by its title, purpose, strategies, themes or products.
        Agreement = "agreement" ("agreement", "sopimus"),
        /// An organisation, by one of its names.
        Organisation = "organisation" ("organisation", "organisaatio"),
        /// A group, by its name.
        Group = "group" ("group", "ryhmä"),
        /// A duty, by its text.
        Duty = "duty" ("duty", "tehtävä"),
        /// A provision, by its heading and text.
        Provision = "provision" ("provision", "sopimusehto"),
        /// An event, by its title or place.
        Event = "event" ("event", "tapahtuma"),
    }
}

/// One hit.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SearchRow {
    /// What was found.
    pub kind: HitKind,
    /// Its id: of the agreement, organisation, group, duty or provision; an event has none.
    pub id: Option<String>,
    /// The agreement that it is in; `None` for an organisation known from `organisations.yaml`.
    pub agreement: Option<String>,
    /// What it is called: a title, a name, a heading, the group of a duty.
    pub title: String,
    /// The words around the place that was found, which is between `[` and `]`.
    pub snippet: String,
    /// When an event is held, as given; `None` of anything else.
    pub date: Option<PartialDate>,
    /// The last day of an event that takes several, as given.
    pub ends: Option<PartialDate>,
    /// Whether an event is not held after all.
    pub cancelled: bool,
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchHits {
    /// First those that begin with the words, then those with other forms of them; each by kind, the best first.
    pub rows: Vec<SearchRow>,
    /// How many more were found.
    pub n_more: usize,
}

impl SearchRow {
    fn when(&self) -> Cell {
        let days = self.date.map(|date| days(date, self.ends, (None, None)));
        days.map_or(None::<&str>.into(), |days| when(days, self.cancelled))
    }
}

impl Row for SearchRow {
    const TITLE: Wording = Wording::fixed("Search", "Haku");
    const COLUMNS: &'static [Column<Self>] = &[
        Column::<Self>::shown("kind", "laji", |row| row.kind.label().into()),
        Column::<Self>::shown("id", "tunnus", |row| row.id.as_ref().into()).drops(1),
        Column::<Self>::shown("agreement", "sopimus", |row| row.agreement.as_ref().into()).drops(2),
        Column::<Self>::shown("title", "nimi", |row| (&row.title).into()).prose(20),
        Column::<Self>::in_table("date", "päivä", Self::when).drops(3),
        Column::<Self>::shown("found", "löytyi", |row| (&row.snippet).into()).prose(24),
        Column::<Self>::in_data("date", "päivä", |row| row.date.into()),
        Column::<Self>::in_data("ends", "päättyy", |row| row.ends.into()),
        Column::<Self>::in_data("state", "tila", |row| state(row.cancelled).into()),
    ];
}
