//! "Did you mean": the id that a mistyped one most likely means. A guess for a person to judge;
//! it must never become a fix.

use crate::wording;
use crate::wording::Wording;

/// The candidate nearest to `word`, if one is near. Ids whose digits differ are taken for
/// different things: `tno-2012` is no slip for `tno-2014`.
pub(super) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let farthest = (word.len() / 4).max(1);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len().abs_diff(word.len()) <= farthest)
        .filter(|candidate| digits(candidate).eq(digits(word)))
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= farthest)
        .min()
        .map(|(_, candidate)| candidate)
}

fn digits(id: &str) -> impl Iterator<Item = char> + '_ {
    id.chars().filter(char::is_ascii_digit)
}

/// Puts "did you mean …?" before the help, if there is a candidate.
pub(super) fn with_guess(guess: Option<&str>, help: Wording) -> Wording {
    let Some(guess) = guess else { return help };
    let (en, fi) = (
        help.get(wording::Lang::En).to_owned(),
        help.get(wording::Lang::Fi).to_owned(),
    );
    crate::wording!(
        en: "did you mean `{guess}`? Otherwise: {en}",
        fi: "tarkoititko `{guess}`? Muuten: {fi}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_recognised_and_another_year_is_not() {
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
            assert_eq!(nearest(word, known), expected, "{word}");
        }
    }
}
