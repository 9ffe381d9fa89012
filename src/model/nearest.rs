//! "Did you mean": what a mistyped word most likely means. A guess for a person to judge, never a correction.

use super::fold;
use crate::wording;
use crate::wording::Wording;

/// The most that is proposed.
const MOST: usize = 3;

/// The one of `known` that a mistyped word most likely means: folded alike, or a few slips away.
#[must_use]
pub fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    all_nearest(word, known).first().copied()
}

/// All that are as near as the nearest; at most three, the shortest first.
#[must_use]
pub fn all_nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Vec<&'k str> {
    let allowed = (fold(word).chars().count() / 3).clamp(1, 4);
    let mut near = closest(word, known.into_iter().map(|known| (known, known)), allowed);
    near.sort_by_key(|known| (known.len(), *known));
    near.dedup();
    near.truncate(MOST);
    near
}

/// The nearest id, or none: ids whose digits differ are different things, `tno-2012` is no slip for `tno-2014`.
#[must_use]
pub fn nearest_id<'k>(id: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let digits = |id: &str| id.chars().filter(char::is_ascii_digit).collect::<String>();
    let of_id = digits(id);
    nearest(id, known.into_iter().filter(|known| digits(known) == of_id))
}

/// What is beside the names that are the fewest slips away from `word`, at most so many as are `allowed`.
pub fn closest<'k, T>(word: &str, names: impl IntoIterator<Item = (&'k str, T)>, allowed: usize) -> Vec<T> {
    let folded = fold(word);
    let length = folded.chars().count();
    // A comparison takes the product of the lengths, and a word may have 4 MiB.
    let is_as_long = |name: &str| name.chars().count().abs_diff(length) <= allowed;
    let names = names.into_iter().map(|(name, item)| (fold(name), item));
    let near: Vec<(usize, T)> = names
        .filter(|(name, _)| is_as_long(name))
        .map(|(name, item)| (strsim::damerau_levenshtein(&folded, &name), item))
        .filter(|(distance, _)| *distance <= allowed)
        .collect();
    let least = near.iter().map(|(distance, _)| *distance).min();
    near.into_iter()
        .filter(|(distance, _)| Some(*distance) == least)
        .map(|(_, item)| item)
        .collect()
}

/// "Did you mean" with what is near; `None` when nothing is.
#[must_use]
pub fn did_you_mean(near: &[&str]) -> Option<Wording> {
    let list = |or: &str| {
        let quoted: Vec<String> = near.iter().map(|id| format!("`{id}`")).collect();
        match quoted.split_last() {
            Some((last, [])) => last.clone(),
            Some((last, first)) => format!("{} {or} {last}", first.join(", ")),
            None => String::new(),
        }
    };
    let list = Wording::composed(list("or"), list("vai"));
    (!near.is_empty()).then(|| wording!(en: "did you mean {list}?", fi: "tarkoititko {list}?", list))
}

/// The help, with "did you mean" before it where something is near.
#[must_use]
pub fn with_guess(near: Option<&str>, help: Wording) -> Wording {
    match did_you_mean(near.as_slice()) {
        Some(guess) => wording!(en: "{guess} Otherwise: {help}", fi: "{guess} Muuten: {help}", guess, help),
        None => help,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_recognised_and_a_stranger_is_not() {
        let known = ["signatories", "groups", "term", "title"];
        assert_eq!(nearest("signatorys", known), Some("signatories"));
        assert_eq!(nearest("Titel", known), Some("title"));
        assert_eq!(nearest("osapuolet", known), None);
        assert_eq!(
            all_nearest("tile", ["tiles", "title", "term"]),
            ["tiles", "title"]
        );
    }

    #[test]
    fn an_id_of_another_year_is_no_slip() {
        let known = ["lapin-ely-keskus", "lappia", "lapin-tno-2014"];
        for (word, expected) in [
            ("lapin-ely-kesku", Some("lapin-ely-keskus")),
            ("lapinely-keskus", Some("lapin-ely-keskus")),
            ("lapia", Some("lappia")),
            ("redu", None),
            ("lapin-tno-2012", None),
            ("lapin-tvo-2014", Some("lapin-tno-2014")),
            ("", None),
        ] {
            assert_eq!(nearest_id(word, known), expected, "{word}");
        }
    }
}
