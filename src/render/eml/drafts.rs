//! Whether a draft that is found in a folder is still as the program wrote it, and still says what a new one
//! would. Two headers say it: a digest of what the letter says, whatever the day, and one of the whole file.

use sha2::{Digest as _, Sha256};

use crate::view::hex;

/// The header with the digest of what a letter says.
pub(super) const CONTENT: &str = "X-Kumppani-Content";

/// The header with the digest of the file, in which this digest itself counts as [`BLANK`].
pub(super) const WHOLE: &str = "X-Kumppani-Digest";

/// What is in the place of the file's digest while it is made.
pub(super) const BLANK: &str = "00000000000000000000000000000000";

/// How a draft that was found is to the one that would be written now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraftState {
    /// It says the same; only the day of the letter may differ.
    Same,
    /// It is as it was written, and says something else.
    Outdated,
    /// A person or a mail program has changed it, or another version of the program wrote it.
    Edited {
        /// Whether it is known that the facts have changed since it was written.
        is_outdated: bool,
    },
}

impl DraftState {
    /// Compares a draft that was found with the one that would be written now.
    #[must_use]
    pub fn of(found: &[u8], now: &[u8]) -> Self {
        let (said, says) = (header(found, CONTENT), header(now, CONTENT));
        let differs = said.is_some_and(|said| Some(said) != says);
        if !is_untouched(found) {
            return Self::Edited { is_outdated: differs };
        }
        if differs { Self::Outdated } else { Self::Same }
    }
}

/// Whether a draft is as the program wrote it. Line ends that another system has changed make no difference.
#[must_use]
pub fn is_untouched(draft: &[u8]) -> bool {
    header(draft, WHOLE).is_some_and(|shown| digest_of(draft, &shown) == shown)
}

/// Puts the file's digest where [`BLANK`] holds its place.
pub(super) fn sealed(draft: Vec<u8>) -> Vec<u8> {
    let digest = digest_of(&draft, BLANK);
    replaced(&draft, BLANK, &digest).unwrap_or(draft)
}

fn digest_of(draft: &[u8], shown: &str) -> String {
    let blank = replaced(draft, shown, BLANK).unwrap_or_default();
    let without_returns: Vec<u8> = blank.into_iter().filter(|byte| *byte != b'\r').collect();
    hex(&Sha256::digest(without_returns)[..16])
}

/// The draft with another digest in the header of the file's digest; `None` where it does not have this one.
fn replaced(draft: &[u8], old: &str, new: &str) -> Option<Vec<u8>> {
    let line = format!("{WHOLE}: {old}").into_bytes();
    let at = draft.windows(line.len()).position(|window| window == line)?;
    let (before, after) = (&draft[..at], &draft[at + line.len()..]);
    Some([before, format!("{WHOLE}: {new}").as_bytes(), after].concat())
}

/// The value of a header above the text.
fn header(draft: &[u8], name: &str) -> Option<String> {
    let mut lines = draft
        .split(|byte| *byte == b'\n')
        .take_while(|line| line.trim_ascii() != b"");
    let value = lines.find_map(|line| line.strip_prefix(name.as_bytes())?.strip_prefix(b":"))?;
    String::from_utf8(value.trim_ascii().to_vec()).ok()
}
