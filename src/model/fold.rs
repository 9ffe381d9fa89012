//! Folding: the form of a text in which `Äkäslompolo` and `akaslompolo` are the same. Used by
//! search, by "did you mean" and by ids; never for display.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::is_invisible;
use crate::wording::{Lang, Wording};

/// Lower case, without accents; Sámi letters become their base letters, and the Skolt prime
/// U+02B9 and all its look-alikes disappear, and with them whatever no one sees.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Whether a text is one of some words, whatever its case, its accents, and the hyphens or spaces in it.
#[must_use]
pub fn is_one_of<'w>(text: &str, words: impl IntoIterator<Item = &'w str>) -> bool {
    let loose = |word: &str| fold(word.trim()).replace([' ', '_'], "-");
    let text = loose(text);
    words.into_iter().any(|word| loose(word) == text)
}

/// The member of a closed set that a word certainly means: its code, its label in either language, or one
/// of the other words that `told` gives for it.
pub(super) fn find_meant<T: Copy>(
    word: &str,
    members: impl IntoIterator<Item = T>,
    shown: impl Fn(T) -> (&'static str, Wording, &'static [&'static str]),
) -> Option<T> {
    members.into_iter().find(|member| {
        let (code, label, others) = shown(*member);
        let known = [code, label.get(Lang::En), label.get(Lang::Fi)];
        is_one_of(word, known.into_iter().chain(others.iter().copied()))
    })
}

fn fold_into(text: &str, folded: &mut String) {
    if text.is_ascii() && !text.contains(is_prime) {
        let start = folded.len();
        folded.push_str(text);
        folded[start..].make_ascii_lowercase();
        return;
    }
    // U+00B4 would decompose into a space and a mark: primes go before the decomposition.
    let bare = text.chars().filter(|c| !is_prime(*c) && !is_invisible(*c));
    for c in bare.nfkd().flat_map(char::to_lowercase).nfkd() {
        match c {
            c if is_combining_mark(c) || is_prime(c) || is_invisible(c) => {}
            'đ' | 'ð' => folded.push('d'),
            'ŋ' => folded.push('n'),
            'ŧ' => folded.push('t'),
            'ǥ' => folded.push('g'),
            'ʒ' => folded.push('z'),
            'ø' => folded.push('o'),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            c => folded.push(c),
        }
    }
}

/// The modifier letter prime of Skolt Sámi and what keyboards offer in its place.
fn is_prime(c: char) -> bool {
    matches!(
        c,
        'ʹ' | 'ʺ' | '\'' | '’' | '‘' | '´' | '`' | '′' | '″' | 'ʼ' | 'ʻ' | 'ˈ' | 'ˊ' | '\u{0301}' | '＇'
    )
}

/// A word of a text, folded, and the bytes that it takes in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoldedWord {
    /// The folded word: letters and digits only.
    pub folded: String,
    /// The first byte of the word in the text.
    pub start: usize,
    /// The byte after it.
    pub end: usize,
}

/// The words of a text in their order: runs of letters, digits, marks, primes and what no one sees.
#[must_use]
pub fn folded_words(text: &str) -> Vec<FoldedWord> {
    runs(text)
        .map(|(start, word)| FoldedWord {
            folded: fold(word),
            start,
            end: start + word.len(),
        })
        .filter(|word| !word.folded.is_empty())
        .collect()
}

/// Adds the folded words of a text, with a space between two.
pub fn fold_words_into(text: &str, folded: &mut String) {
    for (_, word) in runs(text) {
        let end = folded.len();
        folded.push_str(if end == 0 { "" } else { " " });
        let start = folded.len();
        fold_into(word, folded);
        if folded.len() == start {
            folded.truncate(end);
        }
    }
}

/// The runs of what belongs in a word, each with its first byte.
fn runs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let in_word = |c: char| {
        if c.is_ascii() {
            c.is_ascii_alphanumeric() || is_prime(c)
        } else {
            c.is_alphanumeric() || is_combining_mark(c) || is_prime(c) || is_invisible(c)
        }
    };
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(in_word)?;
        let length = text[start..].find(|c| !in_word(c));
        rest = length.map_or(text.len(), |length| start + length);
        Some((start, &text[start..rest]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn accents_case_and_primes_do_not_matter() {
        for (text, folded) in [
            ("Äkäslompolo", "akaslompolo"),
            ("A\u{0308}ka\u{0308}slompolo", "akaslompolo"),
            ("Soađegilli", "soadegilli"),
            ("Suäʹđjel", "suadjel"),
            ("Suä'đjel", "suadjel"),
            ("Suä’đjel", "suadjel"),
            ("Suä´đjel", "suadjel"),
            ("Suä′đjel", "suadjel"),
            ("Áŋŋel ŠŽČ ŧ ǥ ǯ", "annel szc t g z"),
            ("Ohcejohka", "ohcejohka"),
            ("Lap\u{200B}pia\u{AD}\u{3164}", "lappia"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn words_know_their_place_in_the_text() {
        let text = "Keski-Lapin – Suäʹđjel 2014.";
        let words = folded_words(text);
        let folded: Vec<&str> = words.iter().map(|word| word.folded.as_str()).collect();
        assert_eq!(folded, ["keski", "lapin", "suadjel", "2014"]);
        assert_eq!(&text[words[2].start..words[2].end], "Suäʹđjel");
    }

    #[test]
    fn what_nobody_sees_parts_no_word() {
        let folded: Vec<String> = folded_words("Lap\u{200B}pia \u{2060} ke\u{AD}mi")
            .into_iter()
            .map(|word| word.folded)
            .collect();
        assert_eq!(folded, ["lappia", "kemi"]);
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,24}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn normal_forms_fold_alike(text in "[a-zåäöčđŋšŧžÅÄÖáâ ʹ-]{0,24}") {
            let nfd: String = text.nfd().collect();
            prop_assert_eq!(fold(&text), fold(&nfd));
        }
    }
}
