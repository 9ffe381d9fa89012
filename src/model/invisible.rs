//! Characters that no one sees: which they are, and where a text needs them all the same. Emoji are
//! sequences that they hold together, and some scripts cannot be written without them. After Unicode's
//! `Default_Ignorable_Code_Point` and UTS #51; the ranges of scripts are drawn widely, for what is taken for needed
//! is left as it is.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;

/// Whether a character has no ink, takes no part in the layout of lines, and so is not missed by whoever reads the text.
#[must_use]
pub const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}'
        | '\u{34F}'
        | '\u{61C}'
        | '\u{115F}'..='\u{1160}'
        | '\u{17B4}'..='\u{17B5}'
        | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{2800}'
        | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}'
        | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}'
        | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}')
}

/// Whether a character turns the direction of writing, by which a line reads as something else than it is.
#[must_use]
pub const fn turns_direction(c: char) -> bool {
    matches!(c,
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The invisible characters that a text can do without, with their places in bytes.
pub fn find_invisible(text: &str) -> impl Iterator<Item = (usize, char)> {
    text.char_indices()
        .filter(|(at, c)| is_invisible(*c) && !is_needed(text, *at, *c))
}

/// The text without the invisible characters that it can do without.
#[must_use]
pub fn without_invisible(text: &str) -> Cow<'_, str> {
    let mut kept = String::new();
    let mut copied = 0;
    for (at, c) in find_invisible(text) {
        kept.push_str(&text[copied..at]);
        copied = at + c.len_utf8();
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    kept.push_str(&text[copied..]);
    Cow::Owned(kept)
}

/// Whether an invisible character at a place of a text belongs to what is seen there.
#[must_use]
pub fn is_needed(text: &str, at: usize, c: char) -> bool {
    let (before, after) = (&text[..at], &text[at + c.len_utf8()..]);
    let (previous, next) = (before.chars().next_back(), after.chars().next());
    let beside = |is_one: fn(char) -> bool| previous.is_some_and(is_one) || next.is_some_and(is_one);
    match c {
        '\u{200D}' => joins_emoji(before, next) || previous.is_some_and(is_joining),
        '\u{200B}' | '\u{200C}' => previous.is_some_and(is_joining) && next.is_some_and(is_joining),
        '\u{FE0E}' | '\u{FE0F}' => {
            let is_key = previous.is_some_and(|c| c.is_ascii_digit() || matches!(c, '#' | '*'));
            previous.is_some_and(is_pictograph) || (is_key && next == Some('\u{20E3}'))
        }
        '\u{FE00}'..='\u{FE0D}' | '\u{E0100}'..='\u{E01EF}' => previous.is_some_and(has_variants),
        '\u{180B}'..='\u{180F}' => previous.is_some_and(|c| matches!(c, '\u{1820}'..='\u{18AA}')),
        '\u{115F}' | '\u{1160}' => beside(is_jamo),
        '\u{34F}' => beside(is_combining_mark),
        '\u{2800}' => beside(|c| matches!(c, '\u{2801}'..='\u{28FF}')),
        '\u{E0020}'..='\u{E007F}' => is_in_flag(before, c, after),
        _ => false,
    }
}

/// Whether what is before a joiner and what is after it are one picture.
fn joins_emoji(before: &str, next: Option<char>) -> bool {
    let mut before = before.chars().rev();
    let mut previous = before.next();
    if previous == Some('\u{FE0F}') || previous.is_some_and(is_skin_tone) {
        previous = before.next();
    }
    previous.is_some_and(is_pictograph) && next.is_some_and(is_pictograph)
}

/// No flag of a part of a country has more letters.
const LONGEST_TAG: usize = 16;

/// Whether a tag is in the flag of a part of a country: a black flag, letters, the end.
fn is_in_flag(before: &str, c: char, after: &str) -> bool {
    let is_letter = |c: &char| matches!(c, '\u{E0020}'..='\u{E007E}');
    let end = '\u{E007F}';
    let begins = before.chars().rev().take(LONGEST_TAG).find(|c| !is_letter(c)) == Some('\u{1F3F4}');
    let ends = c == end || after.chars().take(LONGEST_TAG).find(|c| !is_letter(c)) == Some(end);
    begins && ends && !(c == end && before.ends_with('\u{1F3F4}'))
}

/// Whether a letter is of a script whose letters are joined and parted by invisible characters, or whose words are.
fn is_joining(c: char) -> bool {
    !is_invisible(c)
        && matches!(c,
            '\u{600}'..='\u{109F}'
            | '\u{1700}'..='\u{1CFF}'
            | '\u{A840}'..='\u{A8FF}'
            | '\u{A980}'..='\u{AADF}'
            | '\u{FB50}'..='\u{FDFF}'
            | '\u{FE70}'..='\u{FEFC}'
            | '\u{10A00}'..='\u{11FFF}'
            | '\u{1E900}'..='\u{1E95F}')
}

/// Whether a character is a picture, or is drawn as one when a selector follows it.
pub(super) const fn is_pictograph(c: char) -> bool {
    matches!(c,
        '\u{A9}' | '\u{AE}' | '\u{203C}' | '\u{2049}' | '\u{2122}' | '\u{2139}'
        | '\u{2194}'..='\u{21AA}'
        | '\u{231A}'..='\u{23FF}'
        | '\u{24C2}'
        | '\u{25AA}'..='\u{25FE}'
        | '\u{2600}'..='\u{27BF}'
        | '\u{2934}'..='\u{2935}'
        | '\u{2B05}'..='\u{2B55}'
        | '\u{3030}' | '\u{303D}' | '\u{3297}' | '\u{3299}'
        | '\u{1F000}'..='\u{1F1E5}'
        | '\u{1F200}'..='\u{1F3FA}'
        | '\u{1F400}'..='\u{1FAFF}')
}

pub(super) const fn is_skin_tone(c: char) -> bool {
    matches!(c, '\u{1F3FB}'..='\u{1F3FF}')
}

/// Whether a character is of a kind that has standardised variants beside emoji.
fn has_variants(c: char) -> bool {
    matches!(c,
        '\u{1000}'..='\u{109F}'
        | '\u{2200}'..='\u{2BFF}'
        | '\u{3000}'..='\u{303F}'
        | '\u{3400}'..='\u{9FFF}'
        | '\u{A840}'..='\u{A877}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FF01}'..='\u{FF60}'
        | '\u{20000}'..='\u{3FFFD}')
        && c != '\u{2800}'
}

/// Whether a letter is a part of a Korean syllable that is written in parts.
fn is_jamo(c: char) -> bool {
    !is_invisible(c)
        && matches!(c, '\u{1100}'..='\u{11FF}' | '\u{A960}'..='\u{A97C}' | '\u{D7B0}'..='\u{D7FB}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_nobody_sees_is_found_in_a_name() {
        let invisible = [
            '\u{200B}',
            '\u{200C}',
            '\u{200D}',
            '\u{2060}',
            '\u{AD}',
            '\u{FEFF}',
            '\u{E0041}',
            '\u{FE0F}',
            '\u{3164}',
            '\u{115F}',
            '\u{1160}',
            '\u{FFA0}',
            '\u{180E}',
            '\u{2800}',
            '\u{34F}',
            '\u{FE00}',
            '\u{E0101}',
            '\u{2063}',
            '\u{200E}',
            '\u{61C}',
            '\u{FFF9}',
        ];
        for c in invisible {
            for name in [format!("Lap{c}pia"), format!("{c}Lappia"), format!("Lappia{c}")] {
                assert_eq!(without_invisible(&name), "Lappia", "U+{:04X}", u32::from(c));
            }
        }
    }

    /// Near misses: nothing of these can be left out.
    #[test]
    fn what_belongs_to_the_text_is_left() {
        for text in [
            "Lappia ❤\u{FE0F}",
            "☎\u{FE0E} vaihde",
            "👩\u{200D}👩\u{200D}👧 perhe",
            "👩🏽\u{200D}🚀",
            "🏳\u{FE0F}\u{200D}🌈",
            "❤\u{FE0F}\u{200D}🔥",
            "1\u{FE0F}\u{20E3} kohta",
            "🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}",
            "می\u{200C}خواهم",
            "क्\u{200D}ष",
            "ภาษา\u{200B}ไทย",
            "ᠨᠠ\u{180E}ᠠ",
            "葛\u{E0100}城",
            "ᄀ\u{1160}",
            "e\u{301}\u{34F}\u{323}",
            "⠓⠑⠇⠎⠊\u{2800}⠓",
            "Sääʹmteʹǧǧ Äkäslompolo 🇫🇮",
        ] {
            assert!(matches!(without_invisible(text), Cow::Borrowed(_)), "{text:?}");
        }
    }

    #[test]
    fn half_a_sequence_is_no_sequence() {
        for (text, expected) in [
            ("👩\u{200D}", "👩"),
            ("\u{200D}👩", "👩"),
            ("a\u{200D}👩", "a👩"),
            ("1\u{FE0F} kohta", "1 kohta"),
            ("❤\u{FE0F}\u{FE0F}", "❤\u{FE0F}"),
            ("🏴\u{E0067}\u{E0062}", "🏴"),
            ("🏴\u{E007F}", "🏴"),
            ("می\u{200C}", "می"),
        ] {
            assert_eq!(without_invisible(text), expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn a_text_without_them_has_none_and_looks_the_same(text in "[a👩❤\u{FE0F}\u{200D}\u{200C}م1\u{20E3}\u{AD}]{0,12}") {
            let without = without_invisible(&text);
            let seen = |text: &str| text.chars().filter(|c| !is_invisible(*c)).collect::<String>();
            prop_assert_eq!(seen(&without), seen(&text));
            prop_assert!(without.chars().all(|c| text.contains(c)));
        }
    }
}
