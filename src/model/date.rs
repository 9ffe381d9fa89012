//! Dates of facts, which may be known only to the year or the month (`docs/format.md`). A partial
//! date is shown as it was given and never completed.

use std::fmt;
use std::ops::Range;

use chrono::{Datelike, Months, NaiveDate};

use crate::wording::{Bilingual, Lang};

/// The years that the files know: any other is a slip (`docs/format.md`).
pub const PLAUSIBLE_YEARS: Range<i32> = 1900..2200;

/// A year, a month or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartialDate {
    /// `2014`
    Year(i32),
    /// `2014-01`
    Month(i32, u32),
    /// `2014-01-15`
    Day(NaiveDate),
}

/// Why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateProblem {
    /// It has neither the shape of a date of the files nor that of a Finnish date.
    Shape,
    /// It has the shape, but the calendar has no such day or month.
    NoSuchDay,
    /// It is written in another way, for instance the Finnish; this is the date that is meant.
    Means(PartialDate),
}

impl PartialDate {
    /// Reads `2014`, `2014-01` or `2014-01-15`, digit for digit.
    pub fn parse(text: &str) -> Result<Self, DateProblem> {
        let shape: String = text
            .chars()
            .map(|c| if c.is_ascii_digit() { '9' } else { c })
            .collect();
        let number = |range: std::ops::Range<usize>| text[range].parse::<u32>().unwrap_or(0);
        let year = || i32::try_from(number(0..4)).unwrap_or(0);
        match shape.as_str() {
            "9999" if year() >= 1 => Ok(Self::Year(year())),
            "9999-99" => Self::month(year(), number(5..7)),
            "9999-99-99" => Self::day(year(), number(5..7), number(8..10)),
            "9999" => Err(DateProblem::NoSuchDay),
            _ => Err(Self::problem_of(text)),
        }
    }

    /// Reads what [`PartialDate::parse`] reads and `15.1.2014`, `1.2014` or `1/2014`, as on the command line.
    pub fn parse_either(text: &str) -> Result<Self, DateProblem> {
        match Self::parse(text) {
            Err(DateProblem::Means(meant)) => Ok(meant),
            other => other,
        }
    }

    /// `2020-1-5` and `2020/1/5` lack zeros or have the wrong mark, and mean one day for certain, as
    /// `1/2020` means one month, which is how it is shown in Finnish.
    fn loose_problem(text: &str) -> Option<DateProblem> {
        let digits = |part: &&str, n: usize| {
            part.len() <= n && !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit())
        };
        let meant = |date: Result<Self, DateProblem>| date.map_or_else(|problem| problem, DateProblem::Means);
        if let Some((month, year)) = text.split_once('/')
            && digits(&month, 2)
            && year.len() == 4
            && digits(&year, 4)
        {
            return Some(meant(Self::month(year.parse().ok()?, month.parse().ok()?)));
        }
        let parts: Vec<&str> = text.split(['-', '/']).collect();
        let [year, month, day] = parts[..] else {
            return None;
        };
        if year.len() != 4 || !digits(&year, 4) || !digits(&month, 2) || !digits(&day, 2) {
            return None;
        }
        let number = |part: &str| part.parse::<u32>().unwrap_or(0);
        let year = i32::try_from(number(year)).ok()?;
        Some(meant(Self::day(year, number(month), number(day))))
    }

    fn problem_of(text: &str) -> DateProblem {
        if let Some(problem) = Self::loose_problem(text) {
            return problem;
        }
        let Some(parts) = finnish_parts(text) else {
            return DateProblem::Shape;
        };
        let meant = match parts[..] {
            [day, month, year] => i32::try_from(year)
                .map_err(|_| DateProblem::NoSuchDay)
                .and_then(|year| Self::day(year, month, day)),
            [month, year] => i32::try_from(year)
                .map_err(|_| DateProblem::NoSuchDay)
                .and_then(|year| Self::month(year, month)),
            _ => Err(DateProblem::Shape),
        };
        meant.map_or_else(|problem| problem, DateProblem::Means)
    }

    fn month(year: i32, month: u32) -> Result<Self, DateProblem> {
        match NaiveDate::from_ymd_opt(year, month, 1) {
            Some(_) if year >= 1 => Ok(Self::Month(year, month)),
            _ => Err(DateProblem::NoSuchDay),
        }
    }

    fn day(year: i32, month: u32, day: u32) -> Result<Self, DateProblem> {
        match NaiveDate::from_ymd_opt(year, month, day) {
            Some(date) if year >= 1 => Ok(Self::Day(date)),
            _ => Err(DateProblem::NoSuchDay),
        }
    }

    /// Whether the files know its year.
    #[must_use]
    pub fn is_plausible(self) -> bool {
        PLAUSIBLE_YEARS.contains(&self.first_day().year())
    }

    /// The first day that the date may mean; a start or another fact counts from it.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        match self {
            Self::Year(year) => first_of_month(year, 1),
            Self::Month(year, month) => first_of_month(year, month),
            Self::Day(day) => day,
        }
    }

    /// The year, the month or the day before.
    #[must_use]
    pub fn preceding(self) -> Option<Self> {
        let before = self.first_day().pred_opt()?;
        Some(match self {
            Self::Year(_) => Self::Year(before.year()),
            Self::Month(..) => Self::Month(before.year(), before.month()),
            Self::Day(_) => Self::Day(before),
        })
    }

    /// The last day that the date may mean; an end counts to it.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        let first = self.first_day();
        let months = match self {
            Self::Year(_) => 12,
            Self::Month(..) => 1,
            Self::Day(_) => return first,
        };
        first
            .checked_add_months(Months::new(months))
            .and_then(|next| next.pred_opt())
            .unwrap_or(first)
    }

    /// As given: ISO in English and in data, `15.1.2014`, `1/2014` or `2014` in Finnish.
    #[must_use]
    pub fn display(self, lang: Lang) -> String {
        match (lang, self) {
            (Lang::En, date) => date.to_string(),
            (Lang::Fi, Self::Year(year)) => year.to_string(),
            (Lang::Fi, Self::Month(year, month)) => format!("{month}/{year}"),
            (Lang::Fi, Self::Day(day)) => {
                format!("{}.{}.{}", day.day(), day.month(), day.year())
            }
        }
    }
}

fn first_of_month(year: i32, month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, 1)
        .expect("a partial date is only made of a year and a month that the calendar has")
}

/// The numbers of `15.1.2014` or `1.2014`, spaces after the full stops allowed.
fn finnish_parts(text: &str) -> Option<Vec<u32>> {
    let parts: Vec<&str> = text.split('.').map(str::trim).collect();
    let year = parts.last()?;
    if year.len() != 4 || !(2..=3).contains(&parts.len()) {
        return None;
    }
    parts
        .iter()
        .map(|part| {
            let digits = !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit());
            digits.then(|| part.parse().ok()).flatten()
        })
        .collect()
}

/// ISO, as in the files.
impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(day) => write!(f, "{}", day.format("%Y-%m-%d")),
        }
    }
}

impl Bilingual for PartialDate {
    fn in_lang(&self, lang: Lang) -> impl fmt::Display {
        self.display(lang)
    }
}

impl Bilingual for NaiveDate {
    fn in_lang(&self, lang: Lang) -> impl fmt::Display {
        PartialDate::Day(*self).display(lang)
    }
}

impl From<NaiveDate> for PartialDate {
    fn from(day: NaiveDate) -> Self {
        Self::Day(day)
    }
}

impl serde::Serialize for PartialDate {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a test names real days")
    }

    #[test]
    fn dates_are_read_digit_for_digit() {
        for (text, expected) in [
            ("2014", Ok(PartialDate::Year(2014))),
            ("2014-01", Ok(PartialDate::Month(2014, 1))),
            ("2016-02-29", Ok(PartialDate::Day(day(2016, 2, 29)))),
            ("2014-02-30", Err(DateProblem::NoSuchDay)),
            ("2014-13", Err(DateProblem::NoSuchDay)),
            ("2014-00-10", Err(DateProblem::NoSuchDay)),
            ("0000", Err(DateProblem::NoSuchDay)),
            (
                "2014-5-4",
                Err(DateProblem::Means(PartialDate::Day(day(2014, 5, 4)))),
            ),
            ("2014-5", Err(DateProblem::Shape)),
            ("14-05-04", Err(DateProblem::Shape)),
            (
                "2014/05/04",
                Err(DateProblem::Means(PartialDate::Day(day(2014, 5, 4)))),
            ),
            ("2014-2-30", Err(DateProblem::NoSuchDay)),
            ("２０１４", Err(DateProblem::Shape)),
            ("30.2.2014", Err(DateProblem::NoSuchDay)),
            (
                "30.3.2017",
                Err(DateProblem::Means(PartialDate::Day(day(2017, 3, 30)))),
            ),
            (
                "30. 3. 2017",
                Err(DateProblem::Means(PartialDate::Day(day(2017, 3, 30)))),
            ),
            ("3.2017", Err(DateProblem::Means(PartialDate::Month(2017, 3)))),
            ("3/2017", Err(DateProblem::Means(PartialDate::Month(2017, 3)))),
            ("03/2017", Err(DateProblem::Means(PartialDate::Month(2017, 3)))),
            ("13/2017", Err(DateProblem::NoSuchDay)),
            ("3/17", Err(DateProblem::Shape)),
            ("1/3/2017", Err(DateProblem::Shape)),
            ("", Err(DateProblem::Shape)),
        ] {
            assert_eq!(PartialDate::parse(text), expected, "{text}");
        }
    }

    #[test]
    fn finnish_dates_have_no_leading_zeros() {
        assert_eq!(PartialDate::Day(day(2017, 3, 5)).display(Lang::Fi), "5.3.2017");
        assert_eq!(PartialDate::Month(2014, 1).display(Lang::Fi), "1/2014");
        assert_eq!(PartialDate::Year(2014).display(Lang::Fi), "2014");
    }

    proptest! {
        #[test]
        fn a_date_is_written_as_it_was_read(year in 1i32..9999, month in 1u32..=12, d in 1u32..=28, kind in 0..3) {
            let date = match kind {
                0 => PartialDate::Year(year),
                1 => PartialDate::Month(year, month),
                _ => PartialDate::Day(day(year, month, d)),
            };
            prop_assert_eq!(PartialDate::parse(&date.to_string()), Ok(date));
            for lang in [Lang::En, Lang::Fi] {
                let shown = PartialDate::parse_either(&date.display(lang));
                prop_assert!(year < 1000 || shown == Ok(date), "{:?}", date);
            }
            prop_assert!(date.first_day() <= date.last_day());
            prop_assert!(date.first_day().year() == year && date.last_day().year() == year);
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in "\\PC{0,12}") {
            let _ = PartialDate::parse(&text);
        }
    }
}
