//! What the floor above hands over: the files that are new, changed or gone; and what it gets back.
//! Nothing here touches a disk.

use super::AgreementRows;
use crate::diagnostic::FilePath;
use crate::model::{Organisation, Placeholder, Settings};
use crate::wording::Wording;

/// What says without reading that a file is as it was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Its size in bytes.
    pub size: u64,
    /// The time of its last change in nanoseconds since 1970; 0 when it cannot be trusted, so that
    /// the content is looked at next time.
    pub modified_ns: i64,
    /// When its content or what is said of it last changed, which no one can set; 0 where the system does not say.
    pub changed_ns: i64,
    /// Its number in the file system; 0 where it has none.
    pub inode: u64,
}

/// A file that the index knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownFile {
    /// Its stamp when it was last looked at.
    pub stamp: Stamp,
    /// SHA-256 of its bytes at that time.
    pub hash: [u8; 32],
    /// Why it was refused; `None` when it is loaded.
    pub refused: Option<FirstError>,
    /// Whether a good version of it is in the index, its present one or an earlier one.
    pub has_content: bool,
}

/// Why a file is not in the index, or only in its last good version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstError {
    /// The line of the first error.
    pub line: u32,
    /// The public code of the first error.
    pub code: String,
    /// The first error.
    pub message: Wording,
    /// How many errors the file has.
    pub errors: u32,
}

/// What a file holds.
#[derive(Clone, Debug)]
pub enum FileContent {
    Agreement(Box<AgreementRows>),
    /// `organisations.yaml`.
    Organisations(Vec<Organisation>),
    /// `registry.yaml`.
    Settings(Settings),
    /// Errors. The last good version, if the index has one, stays.
    Refused(FirstError),
}

/// A file that is new or has changed.
#[derive(Clone, Debug)]
pub struct FileChange {
    /// The file, from the registry's root.
    pub path: FilePath,
    pub stamp: Stamp,
    /// SHA-256 of its bytes.
    pub hash: [u8; 32],
    /// What it holds.
    pub content: FileContent,
    /// The examples of `kumppani init` in it.
    pub placeholders: Vec<Placeholder>,
}

/// Everything that differs from what the index knows. Applied twice it changes nothing more.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// New and changed files.
    pub files: Vec<FileChange>,
    /// Files with the same content and another stamp.
    pub restamped: Vec<(FilePath, Stamp)>,
    /// Files that are gone.
    pub removed: Vec<FilePath>,
}

impl Changes {
    /// Whether no file says anything else than the index knows: it may answer as it is.
    #[must_use]
    pub fn are_stamps_alone(&self) -> bool {
        self.files.is_empty() && self.removed.is_empty()
    }

    /// Whether there is nothing to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.are_stamps_alone() && self.restamped.is_empty()
    }
}
