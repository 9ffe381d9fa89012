//! The characters of texts: those that do not belong in one, and letters whose accents stand apart.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::Decoder;
use crate::diagnostic::Code;
use crate::source::tree::NodeId;
use crate::wording;
use crate::wording::Wording;

/// Whether a character has no place in a text: controls other than a line break, and characters
/// that turn the direction of writing.
pub(in crate::source) fn is_forbidden(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{feff}' | '\u{2028}' | '\u{2029}')
}

/// Whether a text may hold a forbidden character: each of them is one of these bytes or begins with one. Most texts
/// have none, and a look at all bytes at once is several times faster than one at every character.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without a jump, many bytes are looked at at once"
)]
pub(in crate::source) fn may_hold_forbidden(text: &str) -> bool {
    let is_suspect = |byte: u8| {
        ((byte < b' ') & (byte != b'\n'))
            | (byte == 0x7f)
            | (byte == 0xc2)
            | (byte == 0xd8)
            | (byte == 0xe2)
            | (byte == 0xef)
    };
    text.bytes().fold(false, |found, byte| found | is_suspect(byte))
}

pub(super) fn find_forbidden(text: &str) -> Option<char> {
    may_hold_forbidden(text)
        .then(|| text.chars().find(|c| is_forbidden(*c)))
        .flatten()
}

/// Whether a text is in the normal form NFC.
pub(super) fn is_composed(text: &str) -> bool {
    text.is_ascii() || is_nfc(text)
}

impl Decoder<'_, '_> {
    /// Looks at every text of the file, keys included: characters that do not belong in one, and
    /// texts in another normal form.
    pub(in crate::source) fn check_texts(&mut self) {
        for node in self.tree.all() {
            let Some((text, _)) = self.tree.scalar(node) else {
                continue;
            };
            if let Some(stranger) = find_forbidden(text) {
                self.forbidden_character(node, stranger);
            } else if !is_composed(self.tree.raw(node)) {
                self.other_normal_form(node);
            }
        }
    }

    fn forbidden_character(&mut self, node: NodeId, stranger: char) {
        let name = format!("U+{:04X}", u32::from(stranger));
        self.report(
            Code::InvalidText,
            self.tree.span(node),
            || {
                wording!(
                    en: "the text contains the invisible character {name}",
                    fi: "tekstissä on näkymätön merkki {name}"
                )
            },
            || {
                Wording::fixed(
                    "delete the character; it often comes from text pasted from elsewhere",
                    "poista merkki; se tulee usein mukana, kun tekstiä liitetään muualta",
                )
            },
        );
    }

    fn other_normal_form(&mut self, node: NodeId) {
        let (span, raw) = (self.tree.span(node), self.tree.raw(node));
        let message = || {
            Wording::fixed(
                "letters and their accents are separate characters (not NFC)",
                "tekstin kirjaimet ja niiden tarkkeet ovat erillisinä merkkeinä (ei NFC-muodossa)",
            )
        };
        self.report_as(Code::NonNfcText, span, message, |found| {
            let title = Wording::fixed("compose the letters", "yhdistä kirjaimet ja tarkkeet");
            found
                .with_help(Wording::fixed(
                    "type the text again, or let `kumppani validate --fix` compose it",
                    "kirjoita teksti uudelleen tai korjaa se komennolla `kumppani validate --fix`",
                ))
                .with_fix(title, span, raw.nfc().collect::<String>())
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_forbidden_character_is_overlooked_among_the_bytes() {
        let forbidden = (0..=u32::from(char::MAX))
            .filter_map(char::from_u32)
            .filter(|c| is_forbidden(*c));
        let mut n = 0;
        for c in forbidden {
            assert!(may_hold_forbidden(&format!("a{c}ö")), "{c:?}");
            n += 1;
        }
        assert!(n > 64, "{n}");
        assert!(!may_hold_forbidden("Äkäslompolo, Sååʹm 2014\n"));
    }
}
