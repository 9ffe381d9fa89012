//! How a term continues by itself.

use serde::Serialize;

use crate::model::{Duration, Notice, Term};
use crate::wording;
use crate::wording::Wording;

/// What an agreement says of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ContinuationView {
    /// By how much the end moves each time.
    pub by: Duration,
    /// How long before the end a notice prevents it; `None` where the period of notice holds.
    pub unless_notice: Option<Notice>,
    /// What holds: that, or the notice of the term ([`Term::decision_notice`]).
    #[serde(skip)]
    pub notice: Option<Notice>,
}

impl ContinuationView {
    /// The words for the end before which notice is given.
    pub const END: Wording = Wording::fixed("the end", "päättymistä");

    /// That of a term; `None` where it does not continue.
    #[must_use]
    pub fn of(term: &Term) -> Option<Self> {
        let continues = term.continues.as_ref()?.value;
        Some(Self {
            by: continues.by(),
            unless_notice: continues.unless_notice,
            notice: term.decision_notice(),
        })
    }

    /// `12 months at a time unless terminated 3 months before the end`
    #[must_use]
    pub fn label(&self) -> Wording {
        let by = self.by.label();
        match self.notice {
            None => wording!(en: "{by} at a time", fi: "{by} kerrallaan", by),
            Some(notice) => wording!(
                en: "{by} at a time unless terminated {time}",
                fi: "{by} kerrallaan, ellei irtisanota {time}",
                by, time = notice.before(&Self::END)
            ),
        }
    }
}
