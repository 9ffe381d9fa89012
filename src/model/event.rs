//! The network's calendar.

use super::fold::find_meant;
use super::{EventId, LocalText, PartialDate, Visibility};
use crate::diagnostic::At;
use crate::wording::Wording;

/// What an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// A status review of the agreement.
    Review,
    /// A workshop.
    Workshop,
    /// A meeting.
    Meeting,
    /// A training day.
    Training,
    /// A date by which something must be done.
    Deadline,
}

impl EventKind {
    /// All kinds, in the order of `docs/format.md`.
    pub const ALL: [Self; 5] = [
        Self::Review,
        Self::Workshop,
        Self::Meeting,
        Self::Training,
        Self::Deadline,
    ];

    /// The name in the files, in SQL and in JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Review => "review",
            Self::Workshop => "workshop",
            Self::Meeting => "meeting",
            Self::Training => "training",
            Self::Deadline => "deadline",
        }
    }

    /// The kind of a code.
    #[must_use]
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The kind that a word certainly means: a code or a word for it.
    #[must_use]
    pub fn find_loosely(word: &str) -> Option<Self> {
        find_meant(word, Self::ALL, |kind| {
            (kind.code(), kind.label(), kind.other_words())
        })
    }

    const fn other_words(self) -> &'static [&'static str] {
        match self {
            Self::Review => &["katsaus", "tilannekatsauskäynti", "review visit"],
            Self::Workshop => &["pajapäivä"],
            Self::Meeting => &["tapaaminen", "palaveri"],
            Self::Training => &["koulutuspäivä", "training day"],
            Self::Deadline => &["takaraja", "eräpäivä"],
        }
    }

    /// The name for people.
    #[must_use]
    pub const fn label(self) -> Wording {
        match self {
            Self::Review => Wording::fixed("review", "tilannekatsaus"),
            Self::Workshop => Wording::fixed("workshop", "työpaja"),
            Self::Meeting => Wording::fixed("meeting", "kokous"),
            Self::Training => Wording::fixed("training", "koulutus"),
            Self::Deadline => Wording::fixed("deadline", "määräaika"),
        }
    }
}

/// One entry of the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Keeps it recognisable when it is moved.
    pub id: Option<At<EventId>>,
    /// The place before its first field, and what parts a field that is put there from the first one.
    pub front: At<String>,
    /// When it is or was.
    pub date: At<PartialDate>,
    /// What it is called.
    pub title: At<LocalText>,
    /// Where.
    pub place: Option<String>,
    /// What it is.
    pub kind: EventKind,
    /// Who may see it.
    pub visibility: Visibility,
}
