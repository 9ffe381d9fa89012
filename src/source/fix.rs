//! Applying the certain corrections of findings to a text. Bytes outside the corrections stay as
//! they are; corrections that overlap wait for the next round.

use super::encoding::BOM;
use crate::diagnostic::{Diagnostic, Replacement};

/// A text after its corrections.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Fixed {
    text: String,
    n_mended: usize,
}

/// The bytes of a file after its corrections; a byte order mark stays. `None` when nothing is to
/// be corrected, or the file is not UTF-8.
#[must_use]
pub fn fixed_bytes(bytes: &[u8], findings: &[&Diagnostic]) -> Option<FixedBytes> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (mark, text) = match text.strip_prefix(BOM) {
        Some(rest) => (BOM, rest),
        None => ("", text),
    };
    let fixed = fixed_text(text, findings);
    let bytes = [mark, &fixed.text].concat().into_bytes();
    (fixed.n_mended > 0).then_some(FixedBytes {
        bytes,
        n_mended: fixed.n_mended,
    })
}

/// A file after its corrections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FixedBytes {
    /// The new bytes.
    pub bytes: Vec<u8>,
    /// How many findings were corrected.
    pub n_mended: usize,
}

/// The text with all corrections that do not touch each other, in the order of their places.
fn fixed_text(text: &str, findings: &[&Diagnostic]) -> Fixed {
    let mut fixes: Vec<&[Replacement]> = findings
        .iter()
        .filter_map(|finding| finding.fix.as_ref())
        .map(|fix| fix.replacements.as_slice())
        .collect();
    fixes.sort_by_key(|fix| fix.first().map(|replacement| replacement.span));
    let mut outcome = Fixed {
        text: String::with_capacity(text.len()),
        n_mended: 0,
    };
    let mut copied = 0;
    for fix in fixes {
        let fits = fix
            .first()
            .is_some_and(|first| first.span.range().start >= copied);
        if !fits {
            continue;
        }
        for replacement in fix {
            let range = replacement.span.range();
            outcome.text.push_str(&text[copied..range.start]);
            outcome.text.push_str(&replacement.text);
            copied = range.end;
        }
        outcome.n_mended += 1;
    }
    outcome.text.push_str(&text[copied..]);
    outcome
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, FilePath, Place, Span};
    use crate::wording::Wording;

    fn finding(start: usize, end: usize, text: &str) -> Diagnostic {
        let file = FilePath::new("a.yaml");
        let span = Span::new(start, end);
        let words = Wording::fixed("x", "y");
        Diagnostic::new(Code::InvalidDate, Place::new(&file, span), words.clone()).with_fix(words, span, text)
    }

    fn check(bytes: &str, findings: &[Diagnostic], expected: Option<(&str, usize)>) {
        let findings: Vec<&Diagnostic> = findings.iter().collect();
        let fixed = fixed_bytes(bytes.as_bytes(), &findings);
        let expected = expected.map(|(text, n_mended)| FixedBytes {
            bytes: text.as_bytes().to_vec(),
            n_mended,
        });
        assert_eq!(fixed, expected);
    }

    #[test]
    fn bytes_outside_the_corrections_stay() {
        check(
            "\u{feff}a: x\r\nb: y",
            &[finding(3, 4, "Länsi")],
            Some(("\u{feff}a: Länsi\r\nb: y", 1)),
        );
    }

    #[test]
    fn overlapping_corrections_wait_for_the_next_round() {
        check(
            "abcdef",
            &[finding(2, 4, "-"), finding(1, 3, "+")],
            Some(("a+def", 1)),
        );
        check(
            "abcdef",
            &[finding(3, 4, "-"), finding(1, 3, "+")],
            Some(("a+-ef", 2)),
        );
    }

    #[test]
    fn nothing_to_correct_is_nothing() {
        check("abc", &[], None);
    }
}
