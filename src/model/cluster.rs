//! What is drawn as one: a letter with its marks, an emoji with all that is joined to it, a flag. A text is
//! never parted inside of one (UAX #29, as far as texts of a registry need it).

use unicode_width::UnicodeWidthChar as _;

use super::invisible::{is_pictograph, is_skin_tone};

/// The ends of what is drawn as one, in bytes; the last is the end of the text.
pub fn cluster_ends(text: &str) -> impl Iterator<Item = usize> {
    let mut before: Option<char> = None;
    let mut n_flag_letters = 0usize;
    let places = text.char_indices().map(|(at, c)| (at, Some(c)));
    places.chain([(text.len(), None)]).filter_map(move |(at, c)| {
        let previous = std::mem::replace(&mut before, c)?;
        n_flag_letters = if is_flag_letter(previous) {
            n_flag_letters + 1
        } else {
            0
        };
        let joined =
            c.is_some_and(|c| belongs_to(previous, c) || (is_flag_letter(c) && n_flag_letters % 2 == 1));
        (!joined).then_some(at)
    })
}

/// How many bytes of a text, at most `most`, can be by themselves without parting what is drawn as one; where
/// that alone is longer, it is parted between two characters.
#[must_use]
pub fn whole_clusters(text: &str, most: usize) -> usize {
    if text.len() <= most {
        return text.len();
    }
    let end = text.floor_char_boundary(most);
    // Before a plain letter, which is never drawn with another one, nothing has to be looked at.
    if text[end..].starts_with(|c| matches!(c, ' '..='~' | 'À'..='ÿ')) {
        return end;
    }
    cluster_ends(text)
        .take_while(|end| *end <= most)
        .last()
        .unwrap_or(end)
}

/// Whether a character is drawn with the one before it.
fn belongs_to(previous: char, c: char) -> bool {
    c.width() == Some(0)
        || (previous == '\u{200D}' && is_pictograph(c))
        || (is_pictograph(previous) && is_skin_tone(c))
        || (previous == '\r' && c == '\n')
}

const fn is_flag_letter(c: char) -> bool {
    matches!(c, '\u{1F1E6}'..='\u{1F1FF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_off_is_no_part_of_what_is_drawn_as_one() {
        for (text, most, kept) in [
            ("abc", 3, "abc"),
            ("abcd", 3, "abc"),
            ("abä", 3, "ab"),
            ("abe\u{301}", 4, "ab"),
            ("ab🇫🇮🇸🇪", 13, "ab🇫🇮"),
            ("a\u{301}\u{301}b", 3, "a\u{301}"),
        ] {
            assert_eq!(&text[..whole_clusters(text, most)], kept, "{text}");
        }
    }

    fn clusters(text: &str) -> Vec<&str> {
        let mut start = 0;
        cluster_ends(text)
            .map(|end| &text[std::mem::replace(&mut start, end)..end])
            .collect()
    }

    #[test]
    fn what_is_drawn_as_one_stays_together() {
        for (text, expected) in [
            ("", vec![]),
            ("aä", vec!["a", "ä"]),
            ("ae\u{301}\u{323}b", vec!["a", "e\u{301}\u{323}", "b"]),
            ("👩🏽\u{200D}🚀❤\u{FE0F}x", vec!["👩🏽\u{200D}🚀", "❤\u{FE0F}", "x"]),
            ("1\u{FE0F}\u{20E3}2", vec!["1\u{FE0F}\u{20E3}", "2"]),
            ("🇫🇮🇸🇪🇳", vec!["🇫🇮", "🇸🇪", "🇳"]),
            ("🏴\u{E0067}\u{E007F}a", vec!["🏴\u{E0067}\u{E007F}", "a"]),
            ("a\u{200D}b", vec!["a\u{200D}", "b"]),
        ] {
            assert_eq!(clusters(text), expected, "{text:?}");
        }
    }
}
