//! The numbers of a workbook, and which of them are days: a day is a number whose format shows it as one.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};

use super::super::package::{Node, Xml, attribute};
use super::super::sheet::Unreadable;

/// Which of the formats of cells show a date or a time.
pub(super) fn date_formats(text: &str) -> Result<Vec<bool>, Unreadable> {
    let mut xml = Xml::new(text);
    let mut own = BTreeMap::new();
    let mut formats = Vec::new();
    loop {
        match xml.next()? {
            Node::Open(element) => match element.local_name().as_ref() {
                "numFmt" => {
                    if let (Some(id), Some(code)) = (
                        attribute(&element, "numFmtId")?,
                        attribute(&element, "formatCode")?,
                    ) {
                        own.insert(id, shows_date(&code));
                    }
                }
                "cellXfs" => {
                    while let Some(format) = xml.child()? {
                        let id = attribute(&format, "numFmtId")?.unwrap_or_default();
                        formats.push(own.get(&id).copied().unwrap_or_else(|| is_built_in_date(&id)));
                        xml.skip()?;
                    }
                }
                _ => {}
            },
            Node::End => return Ok(formats),
            _ => {}
        }
    }
}

/// The formats of dates and times that need not be written down (ECMA-376, 18.8.30).
fn is_built_in_date(id: &str) -> bool {
    matches!(id.parse(), Ok(14..=22 | 27..=36 | 45..=47 | 50..=58))
}

/// Whether a format code shows a date or a time: its first part has a letter of one that is not quoted,
/// escaped, or in brackets, or an elapsed time in brackets.
fn shows_date(code: &str) -> bool {
    let mut chars = code.chars();
    let (mut depth, mut is_elapsed, mut follows_a, mut before) = (0usize, false, false, ' ');
    while let Some(c) = chars.next() {
        before = match c {
            // The next character is shown, fills the cell or gives its width.
            '\\' | '_' | '*' => chars.next().unwrap_or(c),
            '"' => chars.find(|c| *c == '"').unwrap_or(c),
            ';' => return false,
            '[' => {
                depth += 1;
                c
            }
            ']' if depth == 1 && is_elapsed => return true,
            ']' => {
                depth = depth.saturating_sub(1);
                c
            }
            // `AM/PM` and `A/P`.
            'a' | 'A' if depth == 0 && !follows_a => {
                follows_a = true;
                c
            }
            'p' | 'm' | '/' | 'P' | 'M' if depth == 0 && follows_a => return true,
            'd' | 'm' | 'h' | 'y' | 's' | 'D' | 'M' | 'H' | 'Y' | 'S' if depth == 0 && !follows_a => {
                return true;
            }
            _ => {
                let is_unit = matches!(c, 'h' | 'm' | 's' | 'H' | 'M' | 'S');
                is_elapsed = (is_elapsed && c.eq_ignore_ascii_case(&before)) || (before == '[' && is_unit);
                c
            }
        };
    }
    false
}

/// A number as text, or the day that it means.
pub(super) fn shown_number(value: &str, shows_date: bool, counts_from_1904: bool) -> String {
    let Ok(number) = value.trim().parse::<f64>() else {
        return value.to_owned();
    };
    let day = if shows_date {
        day_of(number, counts_from_1904)
    } else {
        None
    };
    day.map_or_else(|| number.to_string(), |day| day.to_string())
}

/// The day of a serial number. The calendar from 1900 has a 29 February that never was, so the numbers
/// before it mean a day later.
fn day_of(serial: f64, counts_from_1904: bool) -> Option<NaiveDate> {
    const FROM_1900_TO_1904: f64 = 1462.0;
    const MILLISECONDS: f64 = 86_400_000.0;
    let serial = if counts_from_1904 {
        serial + FROM_1900_TO_1904
    } else {
        serial
    };
    let serial = if serial < 60.0 { serial + 1.0 } else { serial };
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a number out of bounds is no day below"
    )]
    let since = TimeDelta::try_milliseconds((serial * MILLISECONDS).round() as i64)?;
    let epoch = NaiveDate::from_ymd_opt(1899, 12, 30)?.and_hms_opt(0, 0, 0)?;
    epoch.checked_add_signed(since).map(|at| at.date())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_of_dates_are_known_by_their_letters() {
        for code in [
            "DD/MM/YY",
            "H:MM:SS;@",
            "m\"M\"d\"D\";@",
            "[h]:mm:ss",
            "[h]",
            "[ss]",
            "[s].000",
            "[$-404]e\"x\"m\"x\"d",
            "[Blue]\\+[h]:mm;[Red]\\-[h]:mm",
            "[>=100][Magenta][s].00",
            "ha/p\\\\m",
            "*-yyyy-mm-dd",
            "d.m.yyyy",
            "[$-40B]d. mmmm yyyy;@",
            "0 AM/PM",
        ] {
            assert!(shows_date(code), "{code}");
        }
        for code in [
            "General",
            "#,##0\\ [$\\u20bd-46D]",
            "\"Y: \"0.00\"m\";\"Y: \"-0.00\"m\"",
            "0_ ;[Red]\\-0\\ ",
            "\\Y000000",
            "#,##0.0####\" YMD\"",
            "[>=100][Magenta].00",
            "[>=100][Magenta]General",
            "#,##0*y",
            "0\"x\"*d",
            "@",
            "#,##0.00\\ _M\"H\"_);[Red]#,##0.00\\ _M\"S\"_)",
            "",
        ] {
            assert!(!shows_date(code), "{code}");
        }
    }

    #[test]
    fn days_count_from_either_year() {
        let day = |serial, from_1904| day_of(serial, from_1904).map(|day| day.to_string());
        assert_eq!(day(42064.0, false).as_deref(), Some("2015-03-01"));
        assert_eq!(day(42064.75, false).as_deref(), Some("2015-03-01"));
        assert_eq!(day(42064.0 - 1462.0, true).as_deref(), Some("2015-03-01"));
        assert_eq!(day(59.0, false).as_deref(), Some("1900-02-28"));
        assert_eq!(day(61.0, false).as_deref(), Some("1900-03-01"));
        assert_eq!(day(f64::MAX, false), None);
    }
}
