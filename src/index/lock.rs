//! The lock that keeps two writers of one index apart: a file beside it, locked by the system.
//!
//! All writers fill the file of one name beside the index, and what is brought up to date is a copy that must be of
//! the very index whose place it takes. So whoever builds or applies holds this lock.

use std::fs::File;
use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;

use super::IndexError;
use crate::disk::{self, Disk};

/// How long to wait: longer than a full build of a very large registry takes.
const PATIENCE: Duration = Duration::from_mins(1);

/// Waits for the lock of the index at `index`; it ends with the handle.
pub(super) fn lock(disk: &Disk, index: &Path) -> Result<File, IndexError> {
    let path = disk::with_ending(index, ".lock");
    disk.lock(&path, PATIENCE).map_err(|error| match error.kind() {
        ErrorKind::ResourceBusy => IndexError::Locked { path },
        _ => IndexError::Io { path, error },
    })
}
