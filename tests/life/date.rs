//! Dates of facts as the files write them: a year, a month or a day. They are worked out here without
//! the library's own dates, which they check.

use std::fmt;

use chrono::{Datelike as _, NaiveDate};
use kumppani::model::PartialDate;

/// A year, perhaps with its month, perhaps with its day.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Date {
    year: i32,
    month: Option<u32>,
    day: Option<u32>,
}

impl Date {
    pub(crate) const fn year(year: i32) -> Self {
        Self {
            year,
            month: None,
            day: None,
        }
    }

    pub(crate) const fn month(year: i32, month: u32) -> Self {
        Self {
            year,
            month: Some(month),
            day: None,
        }
    }

    pub(crate) const fn day(year: i32, month: u32, day: u32) -> Self {
        Self {
            year,
            month: Some(month),
            day: Some(day),
        }
    }

    pub(crate) fn of(day: NaiveDate) -> Self {
        Self::day(day.year(), day.month(), day.day())
    }

    /// A start, a signature or another fact counts from here.
    pub(crate) fn first(self) -> NaiveDate {
        day(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// An end counts to here: the day before the first one that the date cannot mean.
    pub(crate) fn last(self) -> NaiveDate {
        let beyond = match (self.month, self.day) {
            (_, Some(_)) => return self.first(),
            (None | Some(12), None) => day(self.year + 1, 1, 1),
            (Some(month), None) => day(self.year, month + 1, 1),
        };
        beyond
            .pred_opt()
            .expect("the days that are tried have one before them")
    }

    /// Whether every day that it may mean comes after every day that `other` may mean.
    pub(crate) fn is_certainly_after(self, other: Self) -> bool {
        self.first() > other.last()
    }

    /// The year, the month or the day before, as exact as this one.
    pub(crate) fn preceding(self) -> Self {
        let before = self.first().pred_opt();
        let before = before.expect("the days that are tried have one before them");
        Self {
            year: before.year(),
            month: self.month.map(|_| before.month()),
            day: self.day.map(|_| before.day()),
        }
    }

    /// As the library takes it.
    pub(crate) fn given(self) -> PartialDate {
        PartialDate::parse(&self.to_string()).expect("a date of the test is one of the files")
    }

    /// As the library has read it.
    pub(crate) fn read(date: PartialDate) -> Self {
        let text = date.to_string();
        let mut parts = text
            .split('-')
            .map(|part| part.parse().expect("a date has only numbers"));
        let year = parts.next().expect("a date has a year");
        Self {
            year: i32::try_from(year).expect("a year has four digits"),
            month: parts.next(),
            day: parts.next(),
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

pub(crate) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a test names real days")
}
