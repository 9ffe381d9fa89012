//! Stems: what the forms of a Finnish word share, so that `viestintä` finds “viestinnästä” and `kunta` does
//! not find “kunnes”. Used by the search beside the folded words; never for display.
//!
//! Snowball removes the endings. What it leaves apart is united here: consonant gradation at the end of
//! the stem, and the stems of nouns in -nen, -s and -i. The rules work on folded words, so accents matter as
//! little as in the rest of the search; Snowball treats the endings with ä and ö like those with a and o.
//! `src/render/site/haku.js` has the same rules for the website, and `tests/site/stems.txt` holds both to one table.

use frostem::{Algorithm, Stemmer};

/// Shorter words have no stem: too little of them would be left.
const SHORTEST_WORD: usize = 4;

/// Shorter stems say too little.
const SHORTEST_STEM: usize = 3;

/// What all forms of a word share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stem {
    /// Equal for the forms of one word; not always the beginning of them.
    pub key: String,
    /// How many letters every word with this key begins with.
    shared: usize,
}

impl Stem {
    /// The letters with which every form begins.
    #[must_use]
    pub fn beginning(&self) -> &str {
        &self.key[..self.shared]
    }
}

/// The stem of a folded word, as if it were Finnish. `None` for what is too short or has other characters than
/// a to z, such as a year.
#[must_use]
pub fn find_stem(folded: &str) -> Option<Stem> {
    if folded.len() < SHORTEST_WORD || !folded.bytes().all(|c| c.is_ascii_lowercase()) {
        return None;
    }
    let mut stem = Stemmer::new(Algorithm::Finnish).stem(folded).into_owned();
    unite_endings(folded, &mut stem);
    let last = stem.rfind(is_consonant)?;
    let (consonant, partner) = strong_grade(folded, &stem, last)?;
    let vowels = match &stem[last + 1..] {
        "e" | "i" | "ia" => "",
        kept => kept,
    };
    let mut key = stem[..last].to_owned();
    key.push(consonant);
    key.extend(partner);
    key.push_str(vowels);
    let shared = last + partner.map_or(0, char::len_utf8);
    (key.len() >= SHORTEST_STEM).then_some(Stem { key, shared })
}

/// Makes the stems of one noun alike: ohjaus, ohjauks(en), ohjau(sta); osaamin(en), osaamis(en), osaam(ista);
/// yritys, yrityks(en), yrityst(en); työllisyys, työllisyyd(en), työllisyyt(tä); asiakas, asiak(kaan);
/// nuor(i), nuort(en).
fn unite_endings(word: &str, stem: &mut String) {
    if word.ends_with("inen") {
        *stem = [&word[..word.len() - 3], "s"].concat();
    }
    for (end, n_dropped, kept) in [("kse", 3, "s"), ("ksi", 3, "s"), ("ks", 2, "s"), ("st", 1, "")] {
        if follows_vowel(stem, end) {
            replace_end(stem, n_dropped, kept);
            break;
        }
    }
    let is_of_nuorten = word.len() == stem.len() + 2 && word.ends_with("ten") && is_plural_of_i(stem);
    let ends = ["us", "ys", "uud", "uut", "yyd", "yyt"];
    let n_dropped = if follows_vowel(stem, "mis") {
        2
    } else if is_of_nuorten || ends.iter().any(|end| stem.ends_with(end)) {
        1
    } else if stem.ends_with("as") && stem.len() > SHORTEST_WORD + 1 {
        2
    } else {
        0
    };
    replace_end(stem, n_dropped, "");
    undouble(stem);
}

/// Snowball makes the last consonant single; what has been dropped after it may leave another one last.
fn undouble(stem: &mut String) {
    if let Some(last) = stem.rfind(is_consonant)
        && last > 0
        && stem.as_bytes()[last - 1] == stem.as_bytes()[last]
    {
        stem.remove(last);
    }
}

/// The last consonant of a stem in its strong grade, with the consonant that belongs to it: nn, mm, ll and rr
/// become nt, mp, lt and rt, ng becomes nk, d becomes t, v becomes p; Snowball has made kk, pp and tt single.
/// Snowball also takes the t of kunta for an ending, as it is one in nuorta: the vowels before it decide.
fn strong_grade(word: &str, stem: &str, last: usize) -> Option<(char, Option<char>)> {
    let (before, rest) = stem.split_at(last);
    let consonant = rest.chars().next()?;
    let next = word[last + 1..].chars().next();
    let is_double = next == Some(consonant);
    let is_cut = next == Some('t') && !ends_with_two_vowels(before);
    Some(match consonant {
        'n' | 'l' | 'r' if is_double || is_cut => (consonant, Some('t')),
        'm' if is_double || next == Some('p') => (consonant, Some('p')),
        'g' if before.ends_with('n') => ('k', None),
        'd' => ('t', None),
        'v' => ('p', None),
        single => (single, None),
    })
}

/// Whether a stem has this end after a vowel.
fn follows_vowel(stem: &str, end: &str) -> bool {
    stem.strip_suffix(end)
        .is_some_and(|rest| rest.ends_with(is_vowel))
}

/// Whether this is the stem of a plural such as nuorten and kielten, of nouns in -ri and -li.
fn is_plural_of_i(stem: &str) -> bool {
    let before = stem.strip_suffix("rt").or_else(|| stem.strip_suffix("lt"));
    before.is_some_and(ends_with_two_vowels)
}

fn ends_with_two_vowels(text: &str) -> bool {
    text.chars().rev().take_while(|c| is_vowel(*c)).count() >= 2
}

fn replace_end(stem: &mut String, n_dropped: usize, kept: &str) {
    stem.truncate(stem.len() - n_dropped);
    stem.push_str(kept);
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

fn is_consonant(c: char) -> bool {
    !is_vowel(c)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::model::fold;
    use proptest::prelude::*;

    const TABLE: &str = include_str!("../../tests/site/stems.txt");

    #[test]
    fn the_forms_of_a_word_share_a_stem_that_no_other_word_has() {
        let mut keys = BTreeSet::new();
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let (key, forms) = line.split_once(": ").expect("a key and forms");
            for form in forms.split(' ') {
                let stem = find_stem(&fold(form)).map(|stem| stem.key);
                assert_eq!(stem.as_deref(), Some(key), "{form}");
            }
            assert!(keys.insert(key), "{key} is the key of two words");
        }
        assert!(keys.len() > 60);
    }

    #[test]
    fn short_words_and_what_is_no_word_have_no_stem() {
        for word in ["kun", "työ", "2014", "abc1", "правда", ""] {
            assert_eq!(find_stem(&fold(word)), None, "{word}");
        }
    }

    proptest! {
        #[test]
        fn a_word_begins_as_its_stem_says(word in "[a-z]{0,14}(nna|nta|kset|inen|mista|uutta|kkaan|sti)?") {
            if let Some(stem) = find_stem(&word) {
                prop_assert!(word.starts_with(stem.beginning()), "{stem:?}");
            }
        }
    }
}
