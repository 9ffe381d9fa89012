//! Applying the certain corrections of findings to a text. Bytes outside the corrections stay as
//! they are; corrections that overlap wait for the next round.

use crate::diagnostic::{Diagnostic, Replacement};

/// A text after its corrections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// The new text.
    pub text: String,
    /// How many findings were mended.
    pub n_mended: usize,
}

/// The text with all corrections that do not touch each other, in the order of their places.
#[must_use]
pub fn fixed_text(text: &str, findings: &[&Diagnostic]) -> Fixed {
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
