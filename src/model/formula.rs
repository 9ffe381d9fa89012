//! The guard against formulas: what a spreadsheet would reckon instead of showing begins with an
//! apostrophe in what is written for it. [`unguarded`] takes off exactly what [`guarded`] puts on, so
//! that a list is read as it was before it was written.

use std::borrow::Cow;

/// These begin a formula in one spreadsheet or another, also in full width, and so do a tab and a
/// carriage return, of which clean text has the pictures.
const STARTS: [char; 12] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '␉', '␍'];

/// The text made harmless.
#[must_use]
pub fn guarded(text: &str) -> Cow<'_, str> {
    if is_guarded(text) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text as it was before [`guarded`] made it harmless.
#[must_use]
pub fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_guarded(rest) => rest,
        _ => text,
    }
}

/// Whether a text gets a guard. One that looks as if it had one already gets another, or no one could
/// say which of them to take off.
fn is_guarded(text: &str) -> bool {
    let text = text.trim_start_matches('\'');
    text.starts_with(STARTS) || text.trim_start().starts_with(STARTS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_what_begins_a_formula_is_guarded() {
        for (text, expected) in [
            ("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")"),
            ("+358 40 000 0000", "'+358 40 000 0000"),
            ("-1+1", "'-1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("  =1", "'  =1"),
            ("\u{a0}\n=1", "'\u{a0}\n=1"),
            ("＝1", "'＝1"),
            ("\t1", "'\t1"),
            ("␍1", "'␍1"),
            ("'=1", "''=1"),
            ("' =1", "'' =1"),
            ("'Opisto", "'Opisto"),
            ("Länsi-Lappi", "Länsi-Lappi"),
            ("a=b", "a=b"),
            ("'", "'"),
            ("", ""),
        ] {
            assert_eq!(guarded(text), expected, "{text:?}");
            assert_eq!(unguarded(expected), text);
        }
        assert_eq!(unguarded("'Opisto'"), "'Opisto'");
    }

    proptest! {
        #[test]
        fn what_is_put_on_is_taken_off(text in "['=+@ a\t\n＝-]{0,6}") {
            let written = guarded(&text);
            prop_assert_eq!(unguarded(&written), text.as_str());
        }
    }
}
