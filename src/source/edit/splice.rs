//! Replacements of bytes in a text.

use std::ops::Range;

/// Bytes that go, and the text that comes in their place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Splice {
    range: Range<usize>,
    text: String,
}

impl Splice {
    pub(super) fn replace(range: Range<usize>, text: impl Into<String>) -> Self {
        Self {
            range,
            text: text.into(),
        }
    }

    pub(super) fn insert(at: usize, text: impl Into<String>) -> Self {
        Self::replace(at..at, text)
    }

    pub(super) fn delete(range: Range<usize>) -> Self {
        Self::replace(range, "")
    }
}

/// The text after its splices, which do not overlap.
pub(super) fn spliced(text: &str, mut splices: Vec<Splice>) -> String {
    splices.sort_by_key(|splice| splice.range.start);
    let mut new = String::with_capacity(text.len() + 64);
    let mut copied = 0;
    for splice in splices {
        debug_assert!(splice.range.start >= copied, "splices do not overlap");
        new.push_str(&text[copied..splice.range.start]);
        new.push_str(&splice.text);
        copied = splice.range.end;
    }
    new.push_str(&text[copied..]);
    new
}
