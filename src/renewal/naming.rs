//! The id and the title of a renewed agreement: those of its predecessor with the year replaced.

use crate::model::{AgreementId, LocalText, PLAUSIBLE_YEARS};

/// The years that the names of an agreement say: of its start and, where it has one, of its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Years {
    pub(super) starts: i32,
    pub(super) ends: Option<i32>,
}

/// The longest id, in characters.
const LONGEST_ID: usize = 64;

/// The year that an id says: the last number of four digits that can be one.
fn year_in(id: &str) -> Option<i32> {
    let years = id.split('-').rev().filter(|part| part.len() == 4);
    let mut years = years.filter_map(|part| part.parse().ok());
    years.find(|year| PLAUSIBLE_YEARS.contains(year))
}

/// The year by which the predecessor is called: its start's where the id says it, else the last one
/// in the id, else its start's.
pub(super) fn year_of(id: &AgreementId, starts: i32) -> i32 {
    let names_start = id.as_str().split('-').any(|part| part == starts.to_string());
    if names_start {
        starts
    } else {
        year_in(id.as_str()).unwrap_or(starts)
    }
}

/// The id with the new years, or with the new year appended where it says none.
pub(super) fn renewed_id(id: &AgreementId, year: i32, new: Years) -> Option<AgreementId> {
    let shown = renewed(id.as_str(), year, new);
    if shown != id.as_str() || year_in(&shown).is_some() {
        return AgreementId::parse(&shown).ok();
    }
    let suffix = format!("-{}", new.starts);
    let base: String = shown.chars().take(LONGEST_ID - suffix.len()).collect();
    AgreementId::parse(&(base.trim_end_matches('-').to_owned() + &suffix)).ok()
}

/// The title with the new years in every language.
pub(super) fn renewed_title(title: &LocalText, year: i32, new: Years) -> LocalText {
    title.iter().fold(LocalText::default(), |shown, (lang, text)| {
        shown.with(lang, renewed(text, year, new))
    })
}

/// The text with the years of a period or the single year replaced, where they are as numbers of
/// their own. A period becomes a single year when the new end is not known.
fn renewed(text: &str, year: i32, new: Years) -> String {
    let year = year.to_string();
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(&year) {
        let (before, found) = rest.split_at(at);
        let after = &found[year.len()..];
        shown.push_str(before);
        let is_part = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        if is_part(shown.chars().next_back()) || is_part(after.chars().next()) {
            shown.push_str(&year);
            rest = after;
            continue;
        }
        shown.push_str(&new.starts.to_string());
        rest = after;
        if let Some((dash, beyond)) = rest_of_period(after) {
            if let Some(ends) = new.ends.filter(|ends| *ends != new.starts) {
                shown.push(dash);
                shown.push_str(&ends.to_string());
            }
            rest = beyond;
        }
    }
    shown + rest
}

/// The dash and what follows the second year of `2014–2017`, from after the first.
fn rest_of_period(after: &str) -> Option<(char, &str)> {
    let dash = after.chars().next().filter(|c| matches!(c, '-' | '–'))?;
    let second = &after[dash.len_utf8()..];
    let digits = second.bytes().take_while(u8::is_ascii_digit).count();
    let is_year = digits == 4 && PLAUSIBLE_YEARS.contains(&second[..4].parse::<i32>().ok()?);
    is_year.then(|| (dash, &second[4..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_is_replaced_or_appended() {
        let id = |text: &str| AgreementId::parse(text).expect("a test names well-formed ids");
        for (old, starts, new_starts, new_ends, expected) in [
            ("lapin-tno-2014", 2014, 2018, None, "lapin-tno-2018"),
            ("lapin-tno-2014", 2013, 2018, Some(2021), "lapin-tno-2018"),
            ("tno-2014-2017", 2014, 2018, Some(2021), "tno-2018-2021"),
            ("tno-2014-2017", 2014, 2018, None, "tno-2018"),
            ("lapin-tno", 2014, 2018, None, "lapin-tno-2018"),
            ("tno-12014", 2014, 2018, None, "tno-12014-2018"),
            ("2014-tno", 2014, 2018, None, "2018-tno"),
        ] {
            let year = year_of(&id(old), starts);
            let new = Years {
                starts: new_starts,
                ends: new_ends,
            };
            assert_eq!(renewed_id(&id(old), year, new), Some(id(expected)), "{old}");
        }
        let long = renewed_id(
            &id(&"a".repeat(64)),
            2014,
            Years {
                starts: 2018,
                ends: None,
            },
        );
        assert_eq!(long.map(|id| id.as_str().len()), Some(64));
    }

    #[test]
    fn other_years_of_a_title_stay() {
        let new = Years {
            starts: 2018,
            ends: Some(2021),
        };
        for (old, expected) in [
            ("Sopimus 2014", "Sopimus 2018"),
            (
                "Sopimus 2014–2017, strategia 2020",
                "Sopimus 2018–2021, strategia 2020",
            ),
            ("Sopimus 12014", "Sopimus 12014"),
            ("Sopimus", "Sopimus"),
        ] {
            assert_eq!(renewed(old, 2014, new), expected);
        }
    }
}
