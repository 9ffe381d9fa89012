//! An index in the making. Every index, built anew or brought up to date, is written into a file of its own, is
//! sealed, and takes the place of the old one when it is whole. So whoever asks the old one goes on reading it,
//! and a process that is killed leaves nothing that is half written.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::lock::sibling;
use super::{IndexError, schema, seal};

/// A file that is being made: it goes when it is dropped before it is put in its place.
pub(super) struct Unfinished(PathBuf);

impl Unfinished {
    /// A file for the index at `path`. The caller's lock makes its name ours; what a process that was killed
    /// has left there goes first.
    pub(super) fn new(path: &Path) -> Result<Self, IndexError> {
        let path = sibling(path, ".new");
        remove_if_there(&path)?;
        Ok(Self(path))
    }

    /// The same, filled with what is in the index at `path`.
    pub(super) fn copy_of(path: &Path) -> Result<Self, IndexError> {
        let copy = Self::new(path)?;
        fs::copy(path, &copy.0)
            .and_then(|_| seal::unseal(&copy.0))
            .map_err(IndexError::io(&copy.0))?;
        Ok(copy)
    }

    /// Writes into the file and seals it.
    pub(super) fn write<T>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, IndexError>,
    ) -> Result<T, IndexError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let mut connection = schema::open(&self.0, flags)?;
        // Nobody else sees the file before it is whole: there is nothing to journal and nothing to share.
        connection.pragma_update(None, "journal_mode", "OFF")?;
        connection.pragma_update(None, "synchronous", "OFF")?;
        connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
        connection.pragma_update(None, "cache_size", -64 * 1024)?;
        let done = work(&mut connection)?;
        connection.close().map_err(|(_, error)| error)?;
        seal::seal(&self.0).map_err(IndexError::io(&self.0))?;
        Ok(done)
    }

    /// Takes the place of the index at `path`.
    pub(super) fn put_at(self, path: &Path) -> Result<(), IndexError> {
        remove_journals(path)?;
        fs::rename(&self.0, path).map_err(IndexError::io(path))?;
        let folder = match path.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        };
        // The new name is on the disk only when the folder is.
        File::open(folder)
            .and_then(|folder| folder.sync_all())
            .map_err(IndexError::io(folder))
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        // After the rename nothing is there. An error here could only hide the one that matters.
        let _ = fs::remove_file(&self.0);
    }
}

/// What a killed process left beside the old index must not meet the new one: SQLite would take an
/// old journal for the new file's and roll it back into it.
fn remove_journals(path: &Path) -> Result<(), IndexError> {
    for ending in ["-journal", "-wal", "-shm"] {
        remove_if_there(&sibling(path, ending))?;
    }
    Ok(())
}

fn remove_if_there(path: &Path) -> Result<(), IndexError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(IndexError::io(path)(error)),
        _ => Ok(()),
    }
}
