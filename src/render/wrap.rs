//! Breaking text into lines of a given width. Widths are those of a terminal: a wide character
//! takes two columns, a combining one none. tabled's own wrapping parts combining characters from
//! their letters and puts `U+FFFD` for what does not fit; here no character is ever lost.

use std::borrow::Cow;

use unicode_width::UnicodeWidthStr;

use crate::model::cluster_ends;

/// The characters at which words are parted; a no-break space is none of them.
const GAPS: [char; 3] = [' ', '\n', '\t'];

/// The text on one line, its words parted by single spaces.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    if is_one_line(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(words(text).collect::<Vec<_>>().join(" "))
}

/// The text in lines of at most `width` columns, which is 2 or more. Words stay whole where they
/// fit; longer ones are broken after a hyphen, else anywhere but within what is drawn as one.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    // Of the last line.
    let mut taken = 0;
    for word in words(text) {
        for (at, piece) in pieces(word, width).into_iter().enumerate() {
            let line = lines.last_mut().expect("there is a line from the start");
            let added = piece.width();
            if line.is_empty() {
                line.push_str(piece);
                taken = added;
            } else if at == 0 && taken + 1 + added <= width {
                line.extend([" ", piece]);
                taken += 1 + added;
            } else {
                lines.push(piece.to_owned());
                taken = added;
            }
        }
    }
    lines
}

/// The columns that the text takes on one line.
pub(super) fn natural_width(text: &str) -> usize {
    let line = one_line(text);
    if line.is_ascii() { line.len() } else { line.width() }
}

/// Whether the text is as [`one_line`] makes it.
fn is_one_line(text: &str) -> bool {
    let is_gap = |byte: u8| matches!(byte, b' ' | b'\n' | b'\t');
    let mut was_gap = true;
    let is_single = text.bytes().all(|byte| {
        let is_kept = !is_gap(byte) || (byte == b' ' && !was_gap);
        was_gap = is_gap(byte);
        is_kept
    });
    is_single && (!was_gap || text.is_empty())
}

/// The columns that the longest word takes.
pub(super) fn longest_word(text: &str) -> usize {
    words(text).map(UnicodeWidthStr::width).max().unwrap_or(0)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(GAPS).filter(|word| !word.is_empty())
}

/// The word in pieces that fit; mostly it is one.
fn pieces(word: &str, width: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = word;
    while let Some(at) = break_at(rest, width) {
        let (piece, after) = rest.split_at(at);
        pieces.push(piece);
        rest = after;
    }
    pieces.push(rest);
    pieces
}

/// Where to break a word that is too long: after the last hyphen that fits, else as late as
/// possible. It looks no further than the word fits, for a hostile word may have millions of letters.
fn break_at(word: &str, width: usize) -> Option<usize> {
    // Nothing takes more columns than bytes.
    if word.len() <= width {
        return None;
    }
    let mut fits = None;
    let mut after_hyphen = None;
    for end in cluster_ends(word) {
        if fits.is_some() && word[..end].width() > width {
            return after_hyphen.or(fits);
        }
        fits = Some(end);
        if word[..end].ends_with('-') {
            after_hyphen = fits;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::testing::nasty_text;
    use crate::render::{Keep, clean};
    use proptest::prelude::*;

    #[test]
    fn words_stay_whole_where_they_fit() {
        for (text, width, expected) in [
            (
                "Seuraa verkoston toimintaa.",
                16,
                vec!["Seuraa verkoston", "toimintaa."],
            ),
            (
                "rovaniemen-koulutuskuntayhtyma",
                12,
                vec!["rovaniemen-", "koulutuskunt", "ayhtyma"],
            ),
            ("漢字仮名", 5, vec!["漢字", "仮名"]),
            (
                "Säämi\u{301}\u{301}kiela",
                5,
                vec!["Säämi\u{301}\u{301}", "kiela"],
            ),
            ("two  spaces\nand a line", 30, vec!["two spaces and a line"]),
            ("15.1.2014 §\u{a0}12", 11, vec!["15.1.2014", "§\u{a0}12"]),
            (
                "👩\u{200d}👩\u{200d}👧🇫🇮",
                2,
                vec!["👩\u{200d}👩\u{200d}👧", "🇫🇮"],
            ),
            ("", 5, vec![""]),
        ] {
            assert_eq!(wrap(text, width), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn lines_fit_and_no_character_is_lost(text in nasty_text(), width in 2usize..30) {
            let text = clean(&text, Keep::LinesAndTabs);
            let lines = wrap(&text, width);
            for line in &lines {
                prop_assert!(line.width() <= width, "{line:?}");
            }
            let without_gaps = |text: &str| text.replace(GAPS, "");
            prop_assert_eq!(without_gaps(&lines.concat()), without_gaps(&text));
        }
    }
}
