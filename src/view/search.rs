//! What a search found, one hit a row.

use serde::Serialize;

use super::{Column, Row};
use crate::wording::Wording;

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum HitKind {
    /// An agreement, by its title, purpose, strategies, themes or products.
    Agreement,
    /// An organisation, by one of its names.
    Organisation,
    /// A group, by its name.
    Group,
    /// A duty, by its text.
    Duty,
    /// An event, by its title or place.
    Event,
}

impl HitKind {
    /// The name in SQL and in JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Agreement => "agreement",
            Self::Organisation => "organisation",
            Self::Group => "group",
            Self::Duty => "duty",
            Self::Event => "event",
        }
    }

    /// All kinds, in the order in which hits are shown.
    pub const ALL: [Self; 5] = [
        Self::Agreement,
        Self::Organisation,
        Self::Group,
        Self::Duty,
        Self::Event,
    ];

    /// The name for people.
    #[must_use]
    pub const fn label(self) -> Wording {
        match self {
            Self::Agreement => Wording::fixed("agreement", "sopimus"),
            Self::Organisation => Wording::fixed("organisation", "organisaatio"),
            Self::Group => Wording::fixed("group", "ryhmä"),
            Self::Duty => Wording::fixed("duty", "tehtävä"),
            Self::Event => Wording::fixed("event", "tapahtuma"),
        }
    }
}

/// One hit.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SearchRow {
    /// What was found.
    pub kind: HitKind,
    /// Its id: of the agreement, organisation, group or duty; an event has none.
    pub id: Option<String>,
    /// The agreement that it stands in; `None` for an organisation known from `organisations.yaml`.
    pub agreement: Option<String>,
    /// What it is called: a title, a name, the group of a duty.
    pub title: String,
    /// The words around the place that was found, which stands between `[` and `]`.
    pub snippet: String,
}

impl Row for SearchRow {
    const TITLE: Wording = Wording::fixed("Search", "Haku");
    const COLUMNS: &'static [Column<Self>] = &[
        Column::shown("kind", "laji", |row| row.kind.label().into()),
        Column::shown("id", "tunnus", |row| row.id.as_ref().into()),
        Column::shown("agreement", "sopimus", |row| row.agreement.as_ref().into()),
        Column::shown("title", "nimi", |row| (&row.title).into()),
        Column::shown("found", "löytyi", |row| (&row.snippet).into()),
    ];
}
