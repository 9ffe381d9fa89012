//! The bytes in which two versions of a file differ, and how the later version becomes the earlier one again.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

/// Some bytes: text where they are one, else hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Bytes {
    Text(String),
    Hex { hex: String },
}

impl Bytes {
    fn of(bytes: &[u8]) -> Self {
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::Text(text.to_owned()),
            Err(_) => Self::Hex {
                hex: bytes.iter().fold(String::new(), |mut hex, byte| {
                    let _ = write!(hex, "{byte:02x}");
                    hex
                }),
            },
        }
    }

    fn get(&self) -> Option<Vec<u8>> {
        match self {
            Self::Text(text) => Some(text.as_bytes().to_vec()),
            Self::Hex { hex } if hex.len() % 2 == 0 && hex.is_ascii() => (0..hex.len())
                .step_by(2)
                .map(|at| u8::from_str_radix(&hex[at..at + 2], 16).ok())
                .collect(),
            Self::Hex { .. } => None,
        }
    }
}

/// One place in which two versions differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Hunk {
    /// Where it begins in the earlier version.
    at: usize,
    was: Bytes,
    is: Bytes,
}

/// The places in which two versions differ, in order. Versions with the same number of lines are compared line by
/// line; of others what is between their common beginning and end is one place. Both take linear time.
pub(super) fn between(before: &[u8], after: &[u8]) -> Vec<Hunk> {
    let old: Vec<&[u8]> = before.split_inclusive(|byte| *byte == b'\n').collect();
    let new: Vec<&[u8]> = after.split_inclusive(|byte| *byte == b'\n').collect();
    if old.len() != new.len() {
        return hunk(0, before, after).into_iter().collect();
    }
    let mut hunks = Vec::new();
    let (mut at_old, mut at_new) = (0, 0);
    let mut begun = None;
    for (old, new) in old.into_iter().zip(new) {
        match (old == new, begun) {
            (true, Some((from_old, from_new))) => {
                hunks.extend(hunk(
                    from_old,
                    &before[from_old..at_old],
                    &after[from_new..at_new],
                ));
                begun = None;
            }
            (false, None) => begun = Some((at_old, at_new)),
            _ => {}
        }
        (at_old, at_new) = (at_old + old.len(), at_new + new.len());
    }
    if let Some((from_old, from_new)) = begun {
        hunks.extend(hunk(from_old, &before[from_old..], &after[from_new..]));
    }
    hunks
}

/// The difference of two parts without their common beginning and end; no character is cut.
fn hunk(at: usize, was: &[u8], is: &[u8]) -> Option<Hunk> {
    if was == is {
        return None;
    }
    let is_within = |bytes: &[u8], at: usize| bytes.get(at).is_some_and(|byte| byte & 0xC0 == 0x80);
    let mut start = was.iter().zip(is).take_while(|(a, b)| a == b).count();
    while start > 0 && (is_within(was, start) || is_within(is, start)) {
        start -= 1;
    }
    let (was, is) = (&was[start..], &is[start..]);
    let pairs = was.iter().rev().zip(is.iter().rev());
    let mut end = pairs.take_while(|(a, b)| a == b).count();
    while end > 0 && is_within(was, was.len() - end) {
        end -= 1;
    }
    Some(Hunk {
        at: at + start,
        was: Bytes::of(&was[..was.len() - end]),
        is: Bytes::of(&is[..is.len() - end]),
    })
}

/// The earlier version; `None` where the bytes are not those of the later one.
pub(super) fn reversed(hunks: &[Hunk], after: &[u8]) -> Option<Vec<u8>> {
    let mut before = Vec::with_capacity(after.len());
    // How far `after` has been taken over.
    let mut taken: usize = 0;
    for hunk in hunks {
        let (was, is) = (hunk.was.get()?, hunk.is.get()?);
        let same = hunk.at.checked_sub(before.len())?;
        let start = taken.checked_add(same)?;
        before.extend(after.get(taken..start)?);
        let rest = after.get(start..)?;
        rest.starts_with(&is).then_some(())?;
        before.extend(was);
        taken = start + is.len();
    }
    before.extend(after.get(taken..)?);
    Some(before)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(before: &str, after: &str) -> String {
        serde_json::to_string(&between(before.as_bytes(), after.as_bytes())).expect("plain data")
    }

    #[test]
    fn only_what_differs_is_kept_and_no_character_is_cut() {
        assert_eq!(
            shown("a: 1\nb: Ä\nc: 3\nd: 4\n", "a: 1\nb: Ö\nc: 3\nd: 55\n"),
            r#"[{"at":8,"was":"Ä","is":"Ö"},{"at":19,"was":"4","is":"55"}]"#
        );
        assert_eq!(
            shown("a: 1\nc: 3\n", "a: 1\nb: 2\nc: 3\n"),
            r#"[{"at":5,"was":"","is":"b: 2\n"}]"#
        );
        assert_eq!(shown("a", "a"), "[]");
        let hunks = between(b"a\xFFb", b"a\xFEb");
        assert_eq!(
            serde_json::to_string(&hunks).expect("plain data"),
            r#"[{"at":1,"was":{"hex":"ff"},"is":{"hex":"fe"}}]"#
        );
    }

    #[test]
    fn other_bytes_are_not_reversed() {
        let hunks = between(b"a: 1\n", b"a: 2\n");
        assert_eq!(reversed(&hunks, b"a: 2\n").as_deref(), Some(&b"a: 1\n"[..]));
        assert_eq!(reversed(&hunks, b"a: 3\n"), None);
        assert_eq!(reversed(&hunks, b""), None);
    }

    proptest! {
        #[test]
        fn every_difference_is_reversed(
            before in proptest::collection::vec(prop_oneof![Just(b'\n'), Just(0xC3), Just(0xA4), any::<u8>()], 0..60),
            after in proptest::collection::vec(prop_oneof![Just(b'\n'), Just(0xC3), Just(0xA4), any::<u8>()], 0..60),
        ) {
            let hunks = between(&before, &after);
            let text = serde_json::to_string(&hunks).expect("plain data");
            let read: Vec<Hunk> = serde_json::from_str(&text).expect("it was just written");
            prop_assert_eq!(reversed(&read, &after), Some(before));
        }
    }
}
