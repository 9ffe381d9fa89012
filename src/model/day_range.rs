//! Several days in one text, as people write them: `6.–7.10.2026`. The files have a field for each end; what is read here
//! only tells which days are meant.

use chrono::{Datelike, NaiveDate};

use super::PartialDate;

/// The first and the last day of a text that names both: `6.–7.10.2026`, `30.9.-1.10.2026`, `2026-10-06–2026-10-07`.
/// What is left out of the first is that of the last. `None` for any other text.
#[must_use]
pub fn parse_day_range(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    let dashes = text.match_indices(['-', '–', '—']);
    let mut ranges = dashes.filter_map(|(at, dash)| {
        let (first, last) = (text[..at].trim(), text[at + dash.len()..].trim());
        let last = parse_day(last)?;
        let first = parse_day(first).or_else(|| completed(first, last))?;
        (first < last).then_some((first, last))
    });
    ranges.next()
}

fn parse_day(text: &str) -> Option<NaiveDate> {
    match PartialDate::parse_either(text) {
        Ok(date @ PartialDate::Day(day)) if date.is_plausible() => Some(day),
        _ => None,
    }
}

/// A day of the month or of the year of another day: `6.` or `30.9.`.
fn completed(text: &str, last: NaiveDate) -> Option<NaiveDate> {
    let parts: Vec<&str> = text.trim_end_matches('.').split('.').map(str::trim).collect();
    let (day, month) = match parts[..] {
        [day] => (day, last.month().to_string()),
        [day, month] => (day, month.to_owned()),
        _ => return None,
    };
    let is_short = |part: &str| matches!(part.len(), 1 | 2);
    let year = last.year();
    let written = format!("{day}.{month}.{year}");
    parse_day(&written).filter(|_| is_short(day) && is_short(&month))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_days_are_read_as_people_write_them() {
        for (text, first, last) in [
            ("6.-7.10.2026", "2026-10-06", "2026-10-07"),
            ("6.–7.10.2026", "2026-10-06", "2026-10-07"),
            ("6–7.10.2026", "2026-10-06", "2026-10-07"),
            ("6. – 7.10.2026", "2026-10-06", "2026-10-07"),
            ("30.9.–1.10.2026", "2026-09-30", "2026-10-01"),
            ("31.12.2026–1.1.2027", "2026-12-31", "2027-01-01"),
            ("2026-10-06–2026-10-07", "2026-10-06", "2026-10-07"),
            ("2026-10-06 - 2026-10-07", "2026-10-06", "2026-10-07"),
        ] {
            let range = parse_day_range(text).map(|(first, last)| (first.to_string(), last.to_string()));
            assert_eq!(range, Some((first.to_owned(), last.to_owned())), "{text}");
        }
        for text in [
            "2026-10-06",
            "6.10.2026",
            "7.–6.10.2026",
            "6.–6.10.2026",
            "6.–31.9.2026",
            "2026–7.10.2026",
            "2025–2026",
            "9–10/2026",
            "6.–7.10.",
            "-7.10.2026",
            "6.–7.10.1026",
            "–",
        ] {
            assert_eq!(parse_day_range(text), None, "{text}");
        }
    }
}
