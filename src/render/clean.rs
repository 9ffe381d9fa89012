//! Makes text from files harmless for a terminal: characters that move the cursor, turn the
//! direction of writing or cannot be seen are replaced by something visible; what an emoji or a script needs stays. Every renderer passes
//! what it did not write itself through here; text that is harmless is not copied.

use std::borrow::Cow;
use std::fmt::Write;

use crate::model::{is_invisible, is_needed};

/// Which of the characters that lay out text are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// None: the text is to stay on one line.
    Nothing,
    /// Line feeds.
    Lines,
    /// Line feeds and tabs.
    LinesAndTabs,
}

impl Keep {
    const fn keeps(self, c: char) -> bool {
        match self {
            Self::Nothing => false,
            Self::Lines => c == '\n',
            Self::LinesAndTabs => matches!(c, '\n' | '\t'),
        }
    }
}

/// The text with visible replacements: control pictures (`␛`) for the C0 controls and DEL,
/// `\u{202e}` for the rest. With [`Keep::Lines`], CR LF is one line feed.
#[must_use]
pub fn clean(text: &str, keep: Keep) -> Cow<'_, str> {
    if !may_harm(text, keep) || find_harmful(text, keep).is_none() {
        return Cow::Borrowed(text);
    }
    let mut cleaned = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        let is_line_end = c == '\r' && keep.keeps('\n') && text[at + 1..].starts_with('\n');
        if !is_line_end {
            push_clean(&mut cleaned, text, at, c, keep);
        }
    }
    Cow::Owned(cleaned)
}

/// The characters that would do harm, with their places.
pub(super) fn harmful_in(text: &str) -> impl Iterator<Item = (usize, char)> {
    text.char_indices().filter(|(at, c)| is_harmful(text, *at, *c))
}

/// The first of them that is not kept.
pub(super) fn find_harmful(text: &str, keep: Keep) -> Option<(usize, char)> {
    harmful_in(text).find(|(_, c)| !keep.keeps(*c))
}

/// Whether a byte of the text may begin a harmful character. Most texts are shown harmless by this look,
/// which a page of the website takes at every text and at every part that is composed of them.
fn may_harm(text: &str, keep: Keep) -> bool {
    text.bytes()
        .any(|byte| BEGINS_HARM[usize::from(byte)] && !keep.keeps(char::from(byte)))
}

/// The bytes with which the harmful characters begin in UTF-8, and some harmless ones, too.
const BEGINS_HARM: [bool; 256] = {
    let mut begins = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        begins[byte] = true;
        byte += 1;
    }
    // DEL; U+0080…, U+034F, U+061C, U+1160…U+180F, U+200B…U+2800, U+3164, U+FE00…U+FFFF, U+1BCA0…, U+E0000….
    let others = [0x7F, 0xC2, 0xCD, 0xD8, 0xE1, 0xE2, 0xE3, 0xEF, 0xF0, 0xF3];
    let mut at = 0;
    while at < others.len() {
        begins[others[at]] = true;
        at += 1;
    }
    begins
};

/// Adds the character at a place of a text, or what represents it.
pub(super) fn push_clean(cleaned: &mut String, text: &str, at: usize, c: char, keep: Keep) {
    if keep.keeps(c) || !is_harmful(text, at, c) {
        cleaned.push(c);
        return;
    }
    match picture(c) {
        Some(picture) => cleaned.push(picture),
        None => write!(cleaned, "{}", c.escape_unicode()).expect("a String takes all that is written to it"),
    }
}

/// Whether the character at a place of a text does something else than to be seen: it controls the terminal, the
/// direction or the joining of text, or has no ink and belongs to nothing that is seen, or
/// may not stand in XML. The soft hyphen is not among them: texts that
/// were copied from a page are full of it, and it hides nothing.
fn is_harmful(text: &str, at: usize, c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FFFE}'..='\u{FFFF}')
        || (is_invisible(c) && c != '\u{AD}' && !is_needed(text, at, c))
}

/// The picture of a C0 control or of DEL.
fn picture(c: char) -> Option<char> {
    match u32::from(c) {
        code @ 0..0x20 => char::from_u32(0x2400 + code),
        0x7F => Some('␡'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_controls_a_terminal_becomes_visible() {
        for (text, expected) in [
            ("Sámi ǩiõll, 漢字, e\u{301}", "Sámi ǩiõll, 漢字, e\u{301}"),
            ("\u{1b}[31mred\u{1b}[0m", "␛[31mred␛[0m"),
            ("a\0b\u{7}\u{7f}", "a␀b␇␡"),
            ("csi \u{9b}2J", "csi \\u{9b}2J"),
            ("abc\u{202e}fdp.exe", "abc\\u{202e}fdp.exe"),
            ("\u{feff}x\u{200b}y\u{2028}z", "\\u{feff}x\\u{200b}y\\u{2028}z"),
            ("a\tb\nc\r\n", "a␉b␊c␍␊"),
            ("Lap\u{3164}pia\u{fe0f}", "Lap\\u{3164}pia\\u{fe0f}"),
            (
                "👩\u{200d}🚀 ❤\u{fe0f} می\u{200c}خواهم so\u{ad}pimus",
                "👩\u{200d}🚀 ❤\u{fe0f} می\u{200c}خواهم so\u{ad}pimus",
            ),
        ] {
            assert_eq!(clean(text, Keep::Nothing), expected);
        }
    }

    #[test]
    fn lines_and_tabs_are_kept_where_they_are_asked_for() {
        assert_eq!(clean("a\tb\r\nc\rd\n", Keep::Lines), "a␉b\nc␍d\n");
        assert_eq!(clean("a\tb\r\nc", Keep::LinesAndTabs), "a\tb\nc");
        assert_eq!(clean("a\tb\n", Keep::LinesAndTabs), "a\tb\n");
    }

    #[test]
    fn the_first_look_misses_no_harmful_character() {
        let harmful = (char::MIN..=char::MAX).filter(|c| is_harmful(&c.to_string(), 0, *c));
        let missed: Vec<char> = harmful
            .filter(|c| !may_harm(c.encode_utf8(&mut [0; 4]), Keep::Nothing))
            .collect();
        assert_eq!(missed, Vec::<char>::new());
    }

    #[test]
    fn harmless_text_is_not_copied() {
        assert!(matches!(
            clean("päätös 2.11.2017 § 4", Keep::Nothing),
            Cow::Borrowed(_)
        ));
    }

    fn any_keep() -> impl Strategy<Value = Keep> {
        prop_oneof![Just(Keep::Nothing), Just(Keep::Lines), Just(Keep::LinesAndTabs)]
    }

    proptest! {
        #[test]
        fn no_harmful_character_survives(text in crate::render::testing::nasty_text(), keep in any_keep()) {
            let cleaned = clean(&text, keep);
            prop_assert_eq!(find_harmful(&cleaned, keep), None);
        }

        #[test]
        fn clean_text_stays_as_it_is(text in crate::render::testing::nasty_text(), keep in any_keep()) {
            let once = clean(&text, keep).into_owned();
            prop_assert_eq!(clean(&once, keep), once.as_str());
        }
    }
}
