//! The network's calendar: what is held or was held, by whom, and what is left of it.

use super::closed_set::closed_set;
use super::{
    DocumentPath, EventDays, EventId, EventTime, GroupId, LocalText, OrganisationId, PartialDate, Visibility,
};
use crate::diagnostic::{At, Span};

closed_set! {
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum EventKind {
        /// A status review of the agreement.
        Review = "review" ("review", "tilannekatsaus") ["katsaus", "tilannekatsauskäynti", "review visit"],
        Workshop = "workshop" ("workshop", "työpaja") ["pajapäivä"],
        Meeting = "meeting" ("meeting", "kokous") ["tapaaminen", "palaveri"],
        Training = "training" ("training", "koulutus") ["koulutuspäivä", "training day"],
        /// A date by which something must be done.
        Deadline = "deadline" ("deadline", "määräaika") ["takaraja", "eräpäivä"],
    }
}

/// One entry of the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Keeps it recognisable when it is moved.
    pub id: Option<At<EventId>>,
    /// The place before its first field, and what parts a field that is put there from the first one.
    pub front: At<String>,
    /// When it is or was, or when it begins.
    pub date: At<PartialDate>,
    /// The last day of one that takes several.
    pub ends: Option<At<PartialDate>>,
    /// The hours.
    pub time: Option<At<EventTime>>,
    /// What it is called.
    pub title: At<LocalText>,
    /// Where.
    pub place: Option<String>,
    /// What it is.
    pub kind: EventKind,
    /// The group of the agreement whose event it is.
    pub group: Option<At<GroupId>>,
    /// The organisations that took part.
    pub attended: Vec<At<OrganisationId>>,
    /// The document of the agreement that is its minutes.
    pub minutes: Option<At<DocumentPath>>,
    /// Where the file says that it is not held after all.
    pub cancelled: Option<Span>,
    /// Who may see it.
    pub visibility: Visibility,
}

impl Event {
    /// An event of which no more is known than every event must have.
    #[must_use]
    pub fn new(date: At<PartialDate>, title: At<LocalText>, kind: EventKind) -> Self {
        Self {
            id: None,
            front: At::new(String::new(), title.span),
            date,
            ends: None,
            time: None,
            title,
            place: None,
            kind,
            group: None,
            attended: Vec::new(),
            minutes: None,
            cancelled: None,
            visibility: Visibility::Internal,
        }
    }

    /// Its days and hours.
    #[must_use]
    pub fn days(&self) -> EventDays {
        EventDays {
            date: self.date.value,
            ends: self.ends.as_ref().map(|ends| ends.value),
            time: self.time.as_ref().map(|time| time.value),
        }
    }

    #[must_use]
    pub const fn is_cancelled(&self) -> bool {
        self.cancelled.is_some()
    }
}
