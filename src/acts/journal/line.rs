//! A line of the journal: what one step of a run changed. A run that writes in several steps has a line for each,
//! with the same number.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::hunks::{self, Hunk};
use crate::model::FileDigest;

/// A file that is about to change.
#[derive(Clone, Copy, Debug)]
pub(in crate::acts) struct FileStep<'a> {
    /// Its path from the root.
    pub(in crate::acts) path: &'a str,
    /// Where it is.
    pub(in crate::acts) location: &'a Path,
    /// Its bytes; `None` where there is no file.
    pub(in crate::acts) before: Option<&'a [u8]>,
    pub(in crate::acts) after: Option<&'a [u8]>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Line {
    /// The number of the run.
    pub(super) run: u64,
    /// When it began, in UTC (RFC 3339).
    pub(super) at: String,
    /// The command as it was typed.
    pub(super) command: String,
    /// The numbers of the runs that it takes back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) undoes: Vec<u64>,
    /// The bytes are missing, because there are too many of them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) too_large: bool,
    pub(super) files: Vec<FileLine>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FileLine {
    /// Its path from the root.
    pub(super) path: String,
    /// The SHA-256 of its bytes; `None` where there was no file.
    pub(super) before: Option<String>,
    /// The same; `None` where there is no file any more.
    pub(super) after: Option<String>,
    /// What differs. Nothing of a file that is new: taking it back removes it, and the entry of that has its bytes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) changes: Vec<Hunk>,
}

/// The digest as the journal has it.
pub(super) fn digest(bytes: &[u8]) -> String {
    FileDigest::of(bytes).to_string()
}

impl FileLine {
    pub(super) fn of(step: &FileStep<'_>) -> Self {
        Self {
            path: step.path.to_owned(),
            before: step.before.map(digest),
            after: step.after.map(digest),
            changes: match step.before {
                Some(before) => hunks::between(before, step.after.unwrap_or_default()),
                None => Vec::new(),
            },
        }
    }

    /// The bytes before the change, of those after it; `None` where the line does not fit them.
    pub(super) fn reversed(&self, after: &[u8]) -> Option<Vec<u8>> {
        let bytes = hunks::reversed(&self.changes, after)?;
        (self.before == Some(digest(&bytes))).then_some(bytes)
    }
}

impl Line {
    /// The line with its end.
    ///
    /// # Panics
    /// Never: plain data can always be written as JSON.
    pub(super) fn text(&self) -> String {
        let mut text = serde_json::to_string(self).expect("plain data can be written as JSON");
        text.push('\n');
        text
    }

    pub(super) fn parse(text: &[u8]) -> Option<Self> {
        serde_json::from_slice(text).ok()
    }

    /// The line without the bytes.
    pub(super) fn without_bytes(mut self) -> Self {
        self.too_large = true;
        for file in &mut self.files {
            file.changes.clear();
        }
        self
    }
}
