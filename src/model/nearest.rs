//! "Did you mean": a guess for a person to judge, never a correction.

use super::fold;

/// The one of `known` that a mistyped word most likely means: folded alike, or a slip or two away.
#[must_use]
pub fn nearest<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let folded = fold(word);
    let length = folded.chars().count();
    let allowed = (length / 3).clamp(1, 3);
    // A comparison takes the product of the lengths, and a word may have 4 MiB.
    let is_as_long = |name: &str| name.chars().count().abs_diff(length) <= allowed;
    let names = known.iter().map(|name| (fold(name), *name));
    names
        .filter(|(name, _)| is_as_long(name))
        .map(|(folded_name, name)| (strsim::damerau_levenshtein(&folded, &folded_name), name))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_recognised_and_a_stranger_is_not() {
        let known = ["signatories", "groups", "term", "title"];
        assert_eq!(nearest("signatorys", &known), Some("signatories"));
        assert_eq!(nearest("Titel", &known), Some("title"));
        assert_eq!(nearest("osapuolet", &known), None);
    }
}
