//! The term of an agreement: the period of its validity, and how it enters into force.

use chrono::{Datelike as _, Months, NaiveDate};

use super::{Duration, Notice, PartialDate, is_one_of};
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

/// How a term continues by itself: its end moves on until notice is given in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Continuation {
    /// By how many months the end moves each time.
    pub by_months: u32,
    /// How long before the end a notice prevents it; `None` where the term's own notice says so.
    pub unless_notice: Option<Notice>,
}

impl Continuation {
    /// By how much the end moves each time.
    #[must_use]
    pub const fn by(self) -> Duration {
        Duration::months(self.by_months)
    }
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
    /// How long a notice of withdrawal or termination runs; before the end, a decision is due so long.
    pub notice: Option<At<Notice>>,
    /// How it continues after its end.
    pub continues: Option<At<Continuation>>,
    /// How often an agreement that does not end by itself is looked at, in months.
    pub review_months: Option<At<u32>>,
    /// In the order of the file.
    pub extensions: Vec<Extension>,
}

impl Term {
    /// How long before the end it must be decided how the agreement goes on.
    #[must_use]
    pub fn decision_notice(&self) -> Option<Notice> {
        let unless_notice = self.continues.as_ref().and_then(|at| at.value.unless_notice);
        let notice = unless_notice.or_else(|| self.notice.as_ref().map(|at| at.value));
        notice.or_else(|| self.notice_months.map(Notice::months_before_end))
    }

    /// The end as given: that of the last extension, else the term's own.
    #[must_use]
    pub fn effective_ending(&self) -> Ending {
        self.extensions
            .last()
            .map_or(self.ending.value, |extension| Ending::On(extension.until.value))
    }

    /// The last day of the term as written, with its extensions; `None` when open-ended.
    #[must_use]
    pub fn effective_end_on(&self) -> Option<NaiveDate> {
        match self.effective_ending() {
            Ending::OpenEnded => None,
            Ending::On(date) => Some(date.last_day()),
        }
    }
}

/// The day `months` before `day`; the last of the month where the month is shorter.
pub(crate) fn months_before(day: NaiveDate, months: u32) -> Option<NaiveDate> {
    day.checked_sub_months(Months::new(months))
}

/// The first day after so many whole months that begin with `first`: a year from 29 February lasts to
/// 28 February, and the first day after it is 1 March. `None` beyond the calendar.
pub(crate) fn first_after(first: NaiveDate, months: u32) -> Option<NaiveDate> {
    let day = first.checked_add_months(Months::new(months))?;
    // A month that lacks the day is over with its last one.
    if day.day() == first.day() {
        Some(day)
    } else {
        day.succ_opt()
    }
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
    /// It is known beforehand: not all signatories are shown, and what is reported some does not say it.
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

    /// The rule of a code with its number; `None` where they do not belong together.
    #[must_use]
    pub fn find(code: &str, least: Option<u32>) -> Option<Self> {
        let rule = least.map(Self::SignedAtLeast);
        let rules = [Some(Self::StartDate), Some(Self::AllSigned), rule];
        rules.into_iter().flatten().find(|rule| rule.code() == code)
    }

    /// The code of the rule without a number that a word certainly means.
    #[must_use]
    pub fn find_code_loosely(word: &str) -> Option<&'static str> {
        const START: &[&str] = &["start-date", "start", "alkamispäivä", "alkupäivä", "aloituspäivä"];
        const ALL: &[&str] = &[
            "all-signed",
            "kaikki allekirjoittaneet",
            "kaikki ovat allekirjoittaneet",
            "kun kaikki ovat allekirjoittaneet",
        ];
        let means = |words: &[&'static str]| is_one_of(word, words.iter().copied());
        let sets = [(Self::StartDate, START), (Self::AllSigned, ALL)];
        sets.into_iter()
            .find(|(_, words)| means(words))
            .map(|(rule, _)| rule.code())
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

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        PartialDate::parse(text)
            .expect("a test names real dates")
            .first_day()
    }

    /// The last days of February and of short months, in leap years and others.
    #[test]
    fn whole_months_end_the_day_before_the_same_day() {
        for (first, months, after) in [
            ("2023-02-28", 12, "2024-02-28"),
            ("2024-02-28", 12, "2025-02-28"),
            ("2024-02-29", 12, "2025-03-01"),
            ("2024-02-29", 48, "2028-02-29"),
            ("2023-03-01", 12, "2024-03-01"),
            ("2024-03-01", 12, "2025-03-01"),
            ("2024-01-31", 1, "2024-03-01"),
            ("2023-01-30", 1, "2023-03-01"),
            ("2024-01-30", 1, "2024-03-01"),
            ("2024-01-29", 1, "2024-02-29"),
            ("2024-05-31", 1, "2024-07-01"),
            ("2024-01-01", 0, "2024-01-01"),
        ] {
            assert_eq!(
                first_after(day(first), months),
                Some(day(after)),
                "{first} + {months}"
            );
        }
    }

    #[test]
    fn a_deadline_in_a_short_month_is_its_last_day() {
        for (end, months, deadline) in [
            ("2025-02-28", 12, "2024-02-28"),
            ("2024-02-29", 12, "2023-02-28"),
            ("2028-02-29", 48, "2024-02-29"),
            ("2024-03-31", 1, "2024-02-29"),
            ("2025-03-31", 1, "2025-02-28"),
            ("2024-03-29", 1, "2024-02-29"),
            ("2025-08-31", 6, "2025-02-28"),
            ("2025-12-31", 3, "2025-09-30"),
        ] {
            assert_eq!(
                months_before(day(end), months),
                Some(day(deadline)),
                "{end} − {months}"
            );
        }
    }
}
