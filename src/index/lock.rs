//! The lock that keeps two writers of one index apart: a file beside it, locked by the system.
//!
//! SQLite locks the database itself, but not its name: while one process brings an index up to date,
//! another could rename a fresh file over it, and the first one's journal would then lie beside a
//! database that it does not belong to. So whoever builds or applies holds this lock. The file stays
//! when the lock is released: removing it would let two processes hold two files of one name.

use std::ffi::OsString;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::IndexError;

/// How long to wait: longer than a full build of a very large registry takes.
const PATIENCE: Duration = Duration::from_mins(1);

/// How often to look whether the lock is free.
const PAUSE: Duration = Duration::from_millis(20);

/// Held as long as it lives.
#[derive(Debug)]
pub(super) struct Lock(#[expect(dead_code, reason = "closing the file releases the lock")] File);

impl Lock {
    /// Waits for the lock of the index at `index`.
    pub(super) fn acquire(index: &Path) -> Result<Self, IndexError> {
        Self::acquire_within(index, PATIENCE)
    }

    fn acquire_within(index: &Path, patience: Duration) -> Result<Self, IndexError> {
        let path = sibling(index, ".lock");
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(IndexError::io(&path))?;
        let started = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self(file)),
                Err(TryLockError::Error(error)) => return Err(IndexError::Io { path, error }),
                Err(TryLockError::WouldBlock) if started.elapsed() >= patience => {
                    return Err(IndexError::Locked { path });
                }
                Err(TryLockError::WouldBlock) => sleep(PAUSE),
            }
        }
    }
}

/// The file beside the index whose name has an ending more.
pub(super) fn sibling(index: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(index);
    name.push(ending);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_writer_waits_and_then_gives_up() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let index = folder.path().join("registry.db");
        let held = Lock::acquire(&index).expect("nobody holds the lock");
        let refused = Lock::acquire_within(&index, Duration::from_millis(30));
        assert!(matches!(refused, Err(IndexError::Locked { .. })));
        drop(held);
        assert!(Lock::acquire_within(&index, Duration::ZERO).is_ok());
    }
}
