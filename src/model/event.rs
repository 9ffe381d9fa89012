//! The network's calendar.

use super::closed_set::closed_set;
use super::{EventId, LocalText, PartialDate, Visibility};
use crate::diagnostic::At;

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
