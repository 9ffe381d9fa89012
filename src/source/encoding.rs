//! Bytes → text: UTF-8 with or without a byte order mark. Other encodings are recognised so that
//! the finding can name them; nothing is ever converted silently.

use crate::diagnostic::{Code, Diagnostic, FilePath, Findings, Place, Span};
use crate::wording;
use crate::wording::Wording;

/// The byte order mark of UTF-8; spans count from the byte after it.
pub(super) const BOM: &str = "\u{feff}";

/// The text of a file without its byte order mark. Where the bytes are no UTF-8, the strangers
/// are replaced, so that the finding can still show its line.
pub(super) fn text_of(file: &FilePath, bytes: Vec<u8>, findings: &mut Findings) -> String {
    if let Some(encoding) = wide_encoding(&bytes) {
        findings.push(not_utf8(file, Span::default(), &encoding));
        return String::new();
    }
    match String::from_utf8(bytes) {
        Ok(text) => {
            let text = match text.strip_prefix(BOM) {
                Some(rest) => rest.to_owned(),
                None => text,
            };
            report_controls(file, &text, findings);
            text
        }
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let stranger = error.as_bytes()[valid];
            let lossy = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let span = Span::new(valid, valid + char::REPLACEMENT_CHARACTER.len_utf8());
            findings.push(not_utf8(file, span, &narrow_encoding(stranger)));
            lossy
        }
    }
}

/// Control characters stop the parser with a riddle; they are reported here, by line.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without a jump, many bytes are looked at at once"
)]
fn report_controls(file: &FilePath, text: &str, findings: &mut Findings) {
    let is_control =
        |byte: u8| ((byte < b' ') & (byte != b'\t') & (byte != b'\n') & (byte != b'\r')) | (byte == 0x7f);
    // Nearly no file has any, and a look at all bytes at once is several times faster than a search.
    if !text.bytes().fold(false, |found, byte| found | is_control(byte)) {
        return;
    }
    let strangers = text.bytes().enumerate().filter(|(_, byte)| is_control(*byte));
    for (at, byte) in strangers.take(MOST_CONTROLS) {
        let name = format!("U+{byte:04X}");
        findings.push(
            Diagnostic::new(
                Code::InvalidText,
                Place::new(file, Span::new(at, at + 1)),
                wording!(
                    en: "the file contains the control character {name}",
                    fi: "tiedostossa on ohjausmerkki {name}"
                ),
            )
            .with_help(Wording::fixed(
                "delete the character; it often comes from text pasted from elsewhere",
                "poista merkki; se tulee usein mukana, kun tekstiä liitetään muualta",
            )),
        );
    }
}

/// So many control characters of one file are reported; a binary file is full of them.
const MOST_CONTROLS: usize = 5;

/// UTF-16, shown by its byte order mark or by the zero bytes between ASCII letters.
fn wide_encoding(bytes: &[u8]) -> Option<Wording> {
    let utf16 = matches!(
        bytes,
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, _, 0, _, ..] | [_, 0, _, 0, ..]
    );
    utf16.then(|| Wording::fixed("UTF-16 (“Unicode” in Notepad)", "UTF-16 (Muistiossa ”Unicode”)"))
}

/// The letter that a byte would be in Windows-1252, of which Latin-1 is a part.
fn narrow_encoding(byte: u8) -> Wording {
    let letter = char::from(byte);
    if letter.is_alphabetic() {
        wording!(
            en: "Latin-1 or Windows-1252, in which this byte is the letter `{letter}`",
            fi: "Latin-1 tai Windows-1252, jossa tämä tavu on kirjain `{letter}`"
        )
    } else {
        Wording::fixed("another encoding", "jokin muu merkistö")
    }
}

fn not_utf8(file: &FilePath, span: Span, encoding: &Wording) -> Diagnostic {
    Diagnostic::new(
        Code::NotUtf8,
        Place::new(file, span),
        wording!(
            en: "the file is not UTF-8; it looks like {encoding}",
            fi: "tiedosto ei ole UTF-8-muotoinen; merkistö näyttää olevan {encoding}",
            encoding
        ),
    )
    .with_help(Wording::fixed(
        "open the file in an editor and save it with the encoding UTF-8",
        "avaa tiedosto muokkausohjelmassa ja tallenna se uudelleen merkistöllä UTF-8",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::Lang;

    fn check(bytes: &[u8], text: &str, message: Option<&str>) {
        let mut findings = Findings::default();
        let read = text_of(&FilePath::new("a.yaml"), bytes.to_vec(), &mut findings);
        assert_eq!(read, text);
        let messages: Vec<&str> = findings
            .as_slice()
            .iter()
            .map(|found| found.message.get(Lang::En))
            .collect();
        assert_eq!(messages, message.into_iter().collect::<Vec<_>>());
    }

    #[test]
    fn utf8_is_read_with_and_without_a_mark() {
        check("a: ä".as_bytes(), "a: ä", None);
        check("\u{feff}a: ä".as_bytes(), "a: ä", None);
        check(b"", "", None);
    }

    #[test]
    fn other_encodings_are_named() {
        check(
            b"a: It\xE4",
            "a: It\u{fffd}",
            Some(
                "the file is not UTF-8; it looks like Latin-1 or Windows-1252, in which this byte is the letter `ä`",
            ),
        );
        check(
            b"\xFF\xFEa\0",
            "",
            Some("the file is not UTF-8; it looks like UTF-16 (“Unicode” in Notepad)"),
        );
        check(
            b"i\0d\0:\0",
            "",
            Some("the file is not UTF-8; it looks like UTF-16 (“Unicode” in Notepad)"),
        );
    }
}
