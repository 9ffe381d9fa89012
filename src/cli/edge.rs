//! The edge of the program: what is printed goes out here and nowhere else, so that no command can forget
//! to clean it. No byte of a file or of an argument moves the cursor, turns a line around or hides in it.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::render::{Colour, Keep, clean};

/// A way out: stdout or stderr.
pub(super) struct Edge<'w> {
    to: &'w mut dyn Write,
}

impl<'w> Edge<'w> {
    pub(super) fn new(to: &'w mut dyn Write) -> Self {
        Self { to }
    }

    /// The same way out, for a while.
    pub(super) fn lent(&mut self) -> Edge<'_> {
        Edge { to: &mut *self.to }
    }

    /// Prints a text for people.
    ///
    /// # Errors
    /// When no one takes it any more.
    pub(super) fn text(&mut self, text: &str, colour: Colour) -> io::Result<()> {
        self.data(harmless(text.as_bytes(), colour).as_ref())
    }

    /// Prints one line, whatever the message is made of.
    pub(super) fn line(&mut self, message: &str) {
        // A reader that is gone cannot be reported.
        let _ = self.data(format!("{}\n", clean(message, Keep::Nothing)).as_bytes());
    }

    /// Hands over bytes whose format has its own rules for what a text may hold, to a file or a pipe.
    ///
    /// # Errors
    /// When no one takes them any more.
    pub(super) fn data(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.to.write_all(bytes).and_then(|()| self.to.flush())
    }
}

/// Of data that is made piece by piece, which [`Edge::data`] would hand over whole.
impl Write for Edge<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.to.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// The mark with which UTF-8 may begin.
const MARK: &str = "\u{feff}";

/// The bytes as text that does no harm: what [`clean`] makes of its lines, whose ends stay as they are, and so does
/// a mark at the beginning. With colours the sequences that set them stay, too.
pub(super) fn harmless(bytes: &[u8], colour: Colour) -> Cow<'_, [u8]> {
    let text = String::from_utf8_lossy(bytes);
    // A line at a time: one that has to be looked at closely makes it of no other.
    let is_harmless = |line: &str| matches!(clean(line, Keep::LinesAndTabs), Cow::Borrowed(_));
    if let Cow::Borrowed(text) = &text
        && text.split_inclusive('\n').all(is_harmless)
    {
        return Cow::Borrowed(text.as_bytes());
    }
    let (mark, rest) = text.strip_prefix(MARK).map_or(("", &*text), |rest| (MARK, rest));
    let mut cleaned = String::from(mark);
    for line in rest.split_inclusive('\n') {
        let body = line.strip_suffix('\n').unwrap_or(line);
        let body = body
            .strip_suffix('\r')
            .filter(|_| body.len() < line.len())
            .unwrap_or(body);
        push_line(&mut cleaned, body, colour);
        cleaned.push_str(&line[body.len()..]);
    }
    Cow::Owned(cleaned.into_bytes())
}

fn push_line(cleaned: &mut String, line: &str, colour: Colour) {
    let mut rest = line;
    while let Some((at, end)) = find_style(rest).filter(|_| colour == Colour::Always) {
        cleaned.push_str(&clean(&rest[..at], Keep::LinesAndTabs));
        cleaned.push_str(&rest[at..end]);
        rest = &rest[end..];
    }
    cleaned.push_str(&clean(rest, Keep::LinesAndTabs));
}

/// The first sequence that sets colours or weight (SGR) and does nothing else: `ESC [ … m`.
fn find_style(text: &str) -> Option<(usize, usize)> {
    let begins = text.match_indices("\u{1b}[");
    begins
        .map(|(at, found)| (at, at + found.len()))
        .find_map(|(at, from)| {
            let n_settings = text[from..]
                .bytes()
                .take_while(|byte| byte.is_ascii_digit() || matches!(byte, b';' | b':'))
                .count();
            let end = from + n_settings + 1;
            (text.as_bytes().get(end - 1) == Some(&b'm')).then_some((at, end))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, colour: Colour) -> String {
        String::from_utf8(harmless(text.as_bytes(), colour).into_owned()).expect("a text stays one")
    }

    #[test]
    fn what_a_terminal_would_obey_is_seen() {
        for (text, expected) in [
            ("+# \u{202e}txt.exe\u{2066}\n", "+# \\u{202e}txt.exe\\u{2066}\n"),
            ("a\u{1b}[2J\u{9b}1mb\r\n", "a␛[2J\\u{9b}1mb\r\n"),
            ("a\rb\tc\u{8}\n", "a␍b\tc␈\n"),
            ("\u{feff}a\u{feff}\r\n", "\u{feff}a\\u{feff}\r\n"),
            ("\u{1b}[1ma\u{1b}[0m", "␛[1ma␛[0m"),
            ("Lap\u{200b}pia", "Lap\\u{200b}pia"),
            ("a\r", "a␍"),
        ] {
            assert_eq!(shown(text, Colour::Never), expected);
        }
        assert_eq!(harmless(b"a\xffb\x1b", Colour::Never), "a\u{fffd}b␛".as_bytes());
    }

    #[test]
    fn only_colours_stay_where_there_are_any() {
        for (text, expected) in [
            ("\u{1b}[1;38;5;12ma\u{1b}[0m", "\u{1b}[1;38;5;12ma\u{1b}[0m"),
            ("\u{1b}[m\u{1b}[4:3mx", "\u{1b}[m\u{1b}[4:3mx"),
            ("\u{1b}[2J\u{1b}[31mx\u{1b}[1A", "␛[2J\u{1b}[31mx␛[1A"),
            (
                "\u{1b}]8;;http://example.fi\u{1b}\\a",
                "␛]8;;http://example.fi␛\\a",
            ),
            ("\u{1b}[", "␛["),
        ] {
            assert_eq!(shown(text, Colour::Always), expected);
        }
    }

    #[test]
    fn a_clean_text_is_not_copied() {
        let text = "Sääʹmteʹǧǧ 👩\u{200d}🚀\n\ttaulukko\n";
        assert!(matches!(
            harmless(text.as_bytes(), Colour::Never),
            Cow::Borrowed(_)
        ));
    }
}
