//! How far ahead to look for what is due: `90d`, `2w`, `6m`, `1y`.

use chrono::{Days, Months, NaiveDate};

use crate::wording;
use crate::wording::Wording;

/// A stretch of time from today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    /// So many days.
    Days(u32),
    /// So many months.
    Months(u32),
}

/// Why a text is no stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WithinProblem {
    /// It does not begin with a whole number.
    Number,
    /// After the number is no known unit.
    Unit,
    /// It is more than a hundred years.
    TooLong,
}

/// The longest stretch, in years.
const LONGEST: u32 = 100;

/// Half a year: time enough for a renewal to be decided on, written and signed.
impl Default for Within {
    fn default() -> Self {
        Self::Months(6)
    }
}

impl Within {
    /// Reads a number and a unit: `d` `w` `m` `y`, or in Finnish `pv` `vk` `kk` `v`.
    pub fn parse(text: &str) -> Result<Self, WithinProblem> {
        let text = text.trim();
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let (number, unit) = text.split_at(digits);
        if number.is_empty() {
            return Err(WithinProblem::Number);
        }
        let number: u32 = number.parse().map_err(|_| WithinProblem::TooLong)?;
        let of = |times: u32, most: u32, make: fn(u32) -> Self| {
            let n = number.checked_mul(times).filter(|n| *n <= most);
            n.map(make).ok_or(WithinProblem::TooLong)
        };
        match unit.trim_start().to_lowercase().as_str() {
            "d" | "pv" => of(1, LONGEST * 365, Self::Days),
            "w" | "vk" | "vko" => of(7, LONGEST * 365, Self::Days),
            "m" | "kk" => of(1, LONGEST * 12, Self::Months),
            "y" | "v" => of(12, LONGEST * 12, Self::Months),
            _ => Err(WithinProblem::Unit),
        }
    }

    /// The last day of the stretch that begins with `today`.
    #[must_use]
    pub fn last_day(self, today: NaiveDate) -> NaiveDate {
        let last = match self {
            Self::Days(n) => today.checked_add_days(Days::new(u64::from(n))),
            Self::Months(n) => today.checked_add_months(Months::new(n)),
        };
        last.unwrap_or(NaiveDate::MAX)
    }
}

impl WithinProblem {
    /// What is wrong, and what to write.
    #[must_use]
    pub fn message(self) -> Wording {
        match self {
            Self::Number | Self::Unit => Wording::fixed(
                "a period is a number and a unit: 90d, 2w, 6m or 1y",
                "aika kirjoitetaan lukuna ja yksikkönä: 90pv, 2vk, 6kk tai 1v",
            ),
            Self::TooLong => wording!(
                en: "the longest period is {LONGEST} years",
                fi: "eteenpäin voi katsoa enintään {LONGEST} vuotta"
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::testing::day;
    use proptest::prelude::*;

    #[test]
    fn a_number_and_a_unit_are_read() {
        for (text, expected) in [
            ("6m", Ok(Within::Months(6))),
            ("90d", Ok(Within::Days(90))),
            ("2w", Ok(Within::Days(14))),
            ("1y", Ok(Within::Months(12))),
            ("12 kk", Ok(Within::Months(12))),
            ("1v", Ok(Within::Months(12))),
            ("0d", Ok(Within::Days(0))),
            ("6", Err(WithinProblem::Unit)),
            ("6x", Err(WithinProblem::Unit)),
            ("m", Err(WithinProblem::Number)),
            ("-6m", Err(WithinProblem::Number)),
            ("", Err(WithinProblem::Number)),
            ("101y", Err(WithinProblem::TooLong)),
            ("99999999999m", Err(WithinProblem::TooLong)),
        ] {
            assert_eq!(Within::parse(text), expected, "{text}");
        }
    }

    #[test]
    fn months_end_on_the_last_day_where_the_month_is_shorter() {
        assert_eq!(Within::Months(6).last_day(day("2016-08-31")), day("2017-02-28"));
        assert_eq!(Within::Days(14).last_day(day("2016-12-24")), day("2017-01-07"));
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reader_panic(text in "\\PC{0,12}") {
            if let Ok(within) = Within::parse(&text) {
                prop_assert!(within.last_day(day("2014")) >= day("2014"));
            }
        }
    }
}
