//! How long a notice runs, as agreements say it: `30 days`, `6 weeks`, `3 months`, or
//! `3 months to the end of a month`. The day of the notice is not counted. A number of months ends on the
//! day of the same number, or on the last day of a month that lacks it.

use std::fmt;

use chrono::{Datelike as _, Days, Months, NaiveDate};

use super::fold::{fold, is_one_of};
use super::term::months_before;
use crate::wording;
use crate::wording::Wording;

/// The longest time that a file may name, in years.
const MOST_YEARS: u32 = 50;

/// What a length of time is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TimeUnit {
    Days,
    Weeks,
    Months,
}

impl TimeUnit {
    /// Its name in the files.
    const fn code(self) -> &'static str {
        match self {
            Self::Days => "days",
            Self::Weeks => "weeks",
            Self::Months => "months",
        }
    }

    /// How many of them there may be.
    const fn most(self) -> u32 {
        match self {
            Self::Days => MOST_YEARS * 365,
            Self::Weeks => MOST_YEARS * 52,
            Self::Months => MOST_YEARS * 12,
        }
    }
}

/// A length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duration {
    n: u32,
    unit: TimeUnit,
}

impl Duration {
    /// So many months.
    #[must_use]
    pub const fn months(n: u32) -> Self {
        Self {
            n,
            unit: TimeUnit::Months,
        }
    }

    /// Reads the spelling of the files: `30 days`, `1 month`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (duration, rest) = Self::find_loosely(text)?;
        (rest.is_empty() && duration.to_string() == text).then_some(duration)
    }

    /// How many months it is, where it is counted in them.
    #[must_use]
    pub const fn as_months(self) -> Option<u32> {
        match self.unit {
            TimeUnit::Months => Some(self.n),
            TimeUnit::Days | TimeUnit::Weeks => None,
        }
    }

    /// The length that a text certainly begins with, and the words after it.
    #[must_use]
    pub fn find_loosely(text: &str) -> Option<(Self, String)> {
        let folded = fold(text).replace(',', " ");
        let folded = folded.trim();
        let n_digits = folded.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = match n_digits {
            0 => folded.split_once(char::is_whitespace)?,
            n => folded.split_at(n),
        };
        let number = number.parse().ok().or_else(|| number_word(number))?;
        let rest = rest.trim_start();
        let (unit, rest) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        let (factor, unit) = unit_word(unit)?;
        let n = u32::checked_mul(number, factor)?;
        let words: Vec<&str> = rest.split_whitespace().collect();
        (1..=unit.most())
            .contains(&n)
            .then(|| (Self { n, unit }, words.join(" ")))
    }

    fn after(self, day: NaiveDate) -> Option<NaiveDate> {
        match self.unit {
            TimeUnit::Days => day.checked_add_days(Days::new(self.n.into())),
            TimeUnit::Weeks => day.checked_add_days(Days::new(7 * u64::from(self.n))),
            TimeUnit::Months => day.checked_add_months(Months::new(self.n)),
        }
    }

    fn before(self, day: NaiveDate) -> Option<NaiveDate> {
        match self.unit {
            TimeUnit::Days => day.checked_sub_days(Days::new(self.n.into())),
            TimeUnit::Weeks => day.checked_sub_days(Days::new(7 * u64::from(self.n))),
            TimeUnit::Months => months_before(day, self.n),
        }
    }

    /// Whether it is certainly longer than so many months.
    #[must_use]
    pub fn is_longer_than(self, months: u32) -> bool {
        let n = u64::from(self.n);
        match self.unit {
            TimeUnit::Months => self.n > months,
            TimeUnit::Weeks => 7 * n > 31 * u64::from(months),
            TimeUnit::Days => n > 31 * u64::from(months),
        }
    }

    /// `3 months`, for people.
    #[must_use]
    pub fn label(self) -> Wording {
        let n = self.n;
        let fi = match (self.unit, n) {
            (TimeUnit::Days, 1) => "päivä",
            (TimeUnit::Days, _) => "päivää",
            (TimeUnit::Weeks, 1) => "viikko",
            (TimeUnit::Weeks, _) => "viikkoa",
            (TimeUnit::Months, 1) => "kuukausi",
            (TimeUnit::Months, _) => "kuukautta",
        };
        Wording::composed(self.to_string(), format!("{n} {fi}"))
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = self.unit.code();
        let unit = if self.n == 1 {
            unit.trim_end_matches('s')
        } else {
            unit
        };
        write!(f, "{} {unit}", self.n)
    }
}

/// Numbers as people write them in agreements.
fn number_word(word: &str) -> Option<u32> {
    const WORDS: [(&str, &str, u32); 8] = [
        ("one", "yksi", 1),
        ("two", "kaksi", 2),
        ("three", "kolme", 3),
        ("four", "nelja", 4),
        ("six", "kuusi", 6),
        ("nine", "yhdeksan", 9),
        ("twelve", "kaksitoista", 12),
        ("thirty", "kolmekymmenta", 30),
    ];
    let found = WORDS.into_iter().find(|(en, fi, _)| [*en, *fi].contains(&word));
    found.map(|(.., n)| n)
}

/// The unit that a word names, and how many of it.
fn unit_word(word: &str) -> Option<(u32, TimeUnit)> {
    const UNITS: [(&[&str], u32, TimeUnit); 4] = [
        (
            &["day", "days", "d", "paiva", "paivaa", "pv", "vrk", "vuorokautta"],
            1,
            TimeUnit::Days,
        ),
        (
            &["week", "weeks", "w", "viikko", "viikkoa", "vk", "vko"],
            1,
            TimeUnit::Weeks,
        ),
        (
            &["month", "months", "kuukausi", "kuukautta", "kk"],
            1,
            TimeUnit::Months,
        ),
        (&["year", "years", "vuosi", "vuotta", "v"], 12, TimeUnit::Months),
    ];
    let word = word.trim_end_matches('.');
    let found = UNITS.into_iter().find(|(words, ..)| words.contains(&word));
    found.map(|(_, factor, unit)| (factor, unit))
}

/// Which day a notice runs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RunsTo {
    /// The day on which its time is over.
    Day,
    /// The last day of the month in which its time is over.
    MonthEnd,
    /// None: it is counted back from the end, to the day of the same number (`notice_months`).
    CountedBack,
}

/// What stands after the length of a notice that runs to the end of a month.
const TO_MONTH_END: &str = "to the end of a month";

/// How long a notice runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notice {
    pub duration: Duration,
    runs_to: RunsTo,
}

impl Notice {
    /// So many months counted back from an end.
    #[must_use]
    pub const fn months_before_end(n: u32) -> Self {
        Self {
            duration: Duration::months(n),
            runs_to: RunsTo::CountedBack,
        }
    }

    /// Reads the spelling of the files.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::find_loosely(text).filter(|notice| notice.to_string() == text)
    }

    /// The notice that a text certainly means, in English or Finnish.
    #[must_use]
    pub fn find_loosely(text: &str) -> Option<Self> {
        const MONTH_ENDS: [&str; 11] = [
            TO_MONTH_END,
            "to the end of the month",
            "to the end of month",
            "to end of month",
            "until the end of the month",
            "until the end of a month",
            "to the last day of a month",
            "kuukauden loppuun",
            "kuukauden lopussa",
            "kuun loppuun",
            "kuukauden viimeiseen päivään",
        ];
        let (duration, rest) = Duration::find_loosely(text)?;
        let runs_to = match rest.as_str() {
            "" => RunsTo::Day,
            rest if is_one_of(rest, MONTH_ENDS) => RunsTo::MonthEnd,
            _ => return None,
        };
        Some(Self { duration, runs_to })
    }

    /// The last day of the notice that is given on a day; `None` beyond the calendar.
    #[must_use]
    pub fn runs_out_on(self, given: NaiveDate) -> Option<NaiveDate> {
        let day = self.duration.after(given)?;
        match self.runs_to {
            RunsTo::Day | RunsTo::CountedBack => Some(day),
            RunsTo::MonthEnd => month_end(day),
        }
    }

    /// From when the notice that is given on a day takes effect: the first day after it.
    #[must_use]
    pub fn effective_on(self, given: NaiveDate) -> Option<NaiveDate> {
        self.runs_out_on(given)?.succ_opt()
    }

    /// The last day on which notice is given for it to have run by the end of a day.
    #[must_use]
    pub fn latest_before(self, end: NaiveDate) -> Option<NaiveDate> {
        match (self.runs_to, self.duration.unit) {
            // A notice of the 31st, too, has run on the last day of a month of 30 days.
            (RunsTo::Day, TimeUnit::Months) if month_end(end)? == end => {
                month_end(self.duration.before(end)?)
            }
            (RunsTo::Day | RunsTo::CountedBack, _) => self.duration.before(end),
            (RunsTo::MonthEnd, TimeUnit::Months) => {
                month_end(self.duration.before(last_month_end(end)?.with_day(1)?)?)
            }
            (RunsTo::MonthEnd, TimeUnit::Days | TimeUnit::Weeks) => {
                self.duration.before(last_month_end(end)?)
            }
        }
    }

    /// The day so many months before [`Notice::latest_before`].
    pub(super) fn months_before_latest(self, end: NaiveDate, months: u32) -> Option<NaiveDate> {
        match (self.runs_to, self.duration.as_months()) {
            // All months at once: each step can shorten the day.
            (RunsTo::Day | RunsTo::CountedBack, Some(n)) => {
                let duration = Duration::months(n.checked_add(months)?);
                Self { duration, ..self }.latest_before(end)
            }
            _ => months_before(self.latest_before(end)?, months),
        }
    }

    /// `3 months to the end of a month`, for people.
    #[must_use]
    pub fn label(self) -> Wording {
        let duration = self.duration.label();
        match self.runs_to {
            RunsTo::Day | RunsTo::CountedBack => duration,
            RunsTo::MonthEnd => wording!(
                en: "{duration} to the end of a month",
                fi: "{duration} kuukauden loppuun",
                duration
            ),
        }
    }

    /// `3 months before the end`, for people, with the words for the end.
    #[must_use]
    pub fn before(self, end: &Wording) -> Wording {
        let duration = self.duration.label();
        match self.runs_to {
            RunsTo::Day | RunsTo::CountedBack => {
                wording!(en: "{duration} before {end}", fi: "{duration} ennen {end}", duration, end)
            }
            RunsTo::MonthEnd => wording!(
                en: "{duration} before {end}, counted to the end of a month",
                fi: "{duration} ennen {end}, kuukauden loppuun laskettuna",
                duration, end
            ),
        }
    }

    /// Whether it runs to the end of a month.
    #[must_use]
    pub const fn runs_to_month_end(self) -> bool {
        matches!(self.runs_to, RunsTo::MonthEnd)
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.runs_to {
            RunsTo::Day | RunsTo::CountedBack => write!(f, "{}", self.duration),
            RunsTo::MonthEnd => write!(f, "{} {TO_MONTH_END}", self.duration),
        }
    }
}

impl serde::Serialize for Duration {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl serde::Serialize for Notice {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The last day of the month of a day.
fn month_end(day: NaiveDate) -> Option<NaiveDate> {
    day.with_day(1)?.checked_add_months(Months::new(1))?.pred_opt()
}

/// The last end of a month that a day does not lie before.
fn last_month_end(day: NaiveDate) -> Option<NaiveDate> {
    if month_end(day)? == day {
        return Some(day);
    }
    day.with_day(1)?.pred_opt()
}

#[cfg(test)]
mod tests;
