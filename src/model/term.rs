//! The term of an agreement: the period of its validity, and how it enters into force.

use chrono::{Months, NaiveDate};

use super::PartialDate;
use crate::diagnostic::At;

/// When a term ends by its own text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// In force until further notice.
    OpenEnded,
    /// On the last day of this date.
    On(PartialDate),
}

/// A later decision that moves the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extension {
    /// The new end.
    pub until: At<PartialDate>,
    /// When that was decided.
    pub decided: Option<At<PartialDate>>,
    /// The decision's name in the records.
    pub decision: Option<String>,
}

/// The period of validity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Counts from its first day.
    pub starts: At<PartialDate>,
    /// Counts to its last day.
    pub ending: At<Ending>,
    /// How long before the end a decision is due, in months.
    pub notice_months: Option<u32>,
    /// How often an open-ended agreement is looked at, in months.
    pub review_months: Option<At<u32>>,
    /// In the order of the file.
    pub extensions: Vec<Extension>,
}

impl Term {
    /// The end as given: that of the last extension, else the term's own.
    #[must_use]
    pub fn effective_ending(&self) -> Ending {
        self.extensions
            .last()
            .map_or(self.ending.value, |extension| Ending::On(extension.until.value))
    }

    /// The last day of validity; `None` when open-ended.
    #[must_use]
    pub fn effective_end_on(&self) -> Option<NaiveDate> {
        match self.effective_ending() {
            Ending::OpenEnded => None,
            Ending::On(date) => Some(date.last_day()),
        }
    }

    /// The day by which a decision is due: the effective end less the months of notice.
    #[must_use]
    pub fn decision_deadline_on(&self) -> Option<NaiveDate> {
        months_before(self.effective_end_on()?, self.notice_months.unwrap_or(0))
    }
}

/// The day `months` before `day`; the last of the month where the month is shorter.
pub(crate) fn months_before(day: NaiveDate, months: u32) -> Option<NaiveDate> {
    day.checked_sub_months(Months::new(months))
}

/// What must be so before an agreement enters into force.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EntryRule {
    /// Its start, once somebody has signed it.
    #[default]
    StartDate,
    /// Every signatory that has not declined has signed.
    AllSigned,
    /// At least so many have signed.
    SignedAtLeast(u32),
}

/// From what it follows when the rule of entry was met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RuleMet {
    /// From the signatories, as a file lists them all.
    #[default]
    BySignatories,
    /// It is known beforehand: not all signatories are told, and what is told of some does not say it.
    On(NaiveDate),
}

impl EntryRule {
    /// The name in SQL and in JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::StartDate => "start-date",
            Self::AllSigned => "all-signed",
            Self::SignedAtLeast(_) => "signed-at-least",
        }
    }

    /// How many must have signed, where the rule says it.
    #[must_use]
    pub const fn least(self) -> Option<u32> {
        match self {
            Self::SignedAtLeast(least) => Some(least),
            Self::StartDate | Self::AllSigned => None,
        }
    }
}
