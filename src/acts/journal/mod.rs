//! The journal of a registry: a file of plain lines that says what each run of a command changed, so that `log` can
//! show it and `undo` can take it back. A line is on the disk before the first file is replaced, so an entry may be
//! of a run that was cut off: the digests of the files say how far it came. Nothing in it is a fact of the registry.

mod entry;
mod hunks;
mod line;
mod store;

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::diagnostic::FilePath;
use crate::disk;

pub use self::entry::{Entry, EntryState, journal};
pub(super) use self::entry::{Reversed, present};
pub(super) use self::line::FileStep;
pub(super) use self::store::Store;

/// The journal's file. It lies beside the lock: whoever may change files of a registry may write there.
const JOURNAL: &str = "agreements/.kumppani-journal";

/// The path of the journal from the registry's root. In a shared folder each user has one of their own.
#[must_use]
pub fn journal_path(root: &Path) -> FilePath {
    let path = disk::own_file(&root.join(JOURNAL));
    let below = path.strip_prefix(root).unwrap_or(&path);
    FilePath::new(&below.to_string_lossy().replace('\\', "/"))
}

/// One run of a command, as the journal has it.
#[derive(Debug, Default)]
pub struct Run {
    at: String,
    command: String,
    /// Its number in the journal; 0 until it has one.
    number: AtomicU64,
}

impl Run {
    /// A run that began at a moment (UTC, RFC 3339) with this command line.
    #[must_use]
    pub fn new(at: String, command: String) -> Self {
        Self {
            at,
            command,
            number: AtomicU64::new(0),
        }
    }

    fn at(&self) -> &str {
        &self.at
    }

    fn command(&self) -> &str {
        &self.command
    }

    /// Its number in the journal; 0 while it has changed nothing.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.number.load(Ordering::Relaxed)
    }

    fn set_number(&self, number: u64) {
        self.number.store(number, Ordering::Relaxed);
    }
}
