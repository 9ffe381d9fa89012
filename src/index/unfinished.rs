//! An index in the making. Every index, built again or brought up to date, is written into a file of its own, is
//! sealed, and takes the place of the old one when it is whole. So whoever asks the old one goes on reading it,
//! and a process that is killed leaves nothing that is half written.

use std::fs::File;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::{IndexError, schema, seal};
use crate::disk::{self, Disk, Links, Readers, folder_of};

/// A file that is being made: it goes when it is dropped before it is put in its place.
pub(super) struct Unfinished<'d> {
    disk: &'d Disk,
    path: PathBuf,
    file: File,
    /// The index whose place it takes.
    old: Option<File>,
}

impl<'d> Unfinished<'d> {
    /// A file for the index at `path`. The caller's lock makes its name ours; what a process that was killed
    /// has left there goes first.
    pub(super) fn new(disk: &'d Disk, path: &Path) -> Result<Self, IndexError> {
        let unfinished = disk::with_ending(path, ".new");
        remove_if_there(disk, &unfinished)?;
        remove_journals(disk, &unfinished)?;
        let old = disk::open(path, Links::Followed).ok();
        let readers = match old {
            Some(_) => Readers::OwnerAlone,
            None => Readers::AsUsual,
        };
        let file = disk
            .new_file_for(&unfinished, readers)
            .map_err(IndexError::io(&unfinished))?;
        Ok(Self {
            disk,
            path: unfinished,
            file,
            old,
        })
    }

    /// The same, filled with what is in the index at `path`.
    pub(super) fn copy_of(disk: &'d Disk, path: &Path) -> Result<Self, IndexError> {
        let copy = Self::new(disk, path)?;
        if let Some(old) = &copy.old {
            disk.copy(old, &copy.file, &copy.path)
                .and_then(|()| seal::unseal(&copy.path))
                .map_err(IndexError::io(&copy.path))?;
        }
        Ok(copy)
    }

    /// Writes into the file and seals it.
    pub(super) fn write<T>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, IndexError>,
    ) -> Result<T, IndexError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let mut connection = schema::open(&self.path, flags)?;
        // No one else sees the file before it is whole: there is nothing to journal and nothing to share.
        connection.pragma_update(None, "journal_mode", "OFF")?;
        connection.pragma_update(None, "synchronous", "OFF")?;
        connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
        connection.pragma_update(None, "cache_size", -64 * 1024)?;
        let done = work(&mut connection)?;
        connection.close().map_err(|(_, error)| error)?;
        seal::seal(&self.path).map_err(IndexError::io(&self.path))?;
        Ok(done)
    }

    /// Takes the place of the index at `path`.
    pub(super) fn put_at(self, path: &Path) -> Result<(), IndexError> {
        remove_journals(self.disk, path)?;
        if let Some(old) = &self.old {
            self.disk
                .keep_rights(old, &self.file, path)
                .map_err(IndexError::io(&self.path))?;
        }
        self.disk.rename(&self.path, path).map_err(IndexError::io(path))?;
        // Where the disk does not keep the name, the index is made again.
        let _ = self.disk.flush_folder(folder_of(path));
        Ok(())
    }
}

impl Drop for Unfinished<'_> {
    fn drop(&mut self) {
        // After the rename nothing is there. An error here could only hide the one that matters.
        let _ = self.disk.remove_file(&self.path);
    }
}

/// What a killed process left beside an index, or one in the making, must not meet the next file of the name:
/// SQLite would take an old journal for that file's and roll it back into it.
fn remove_journals(disk: &Disk, path: &Path) -> Result<(), IndexError> {
    for ending in ["-journal", "-wal", "-shm"] {
        remove_if_there(disk, &disk::with_ending(path, ending))?;
    }
    Ok(())
}

fn remove_if_there(disk: &Disk, path: &Path) -> Result<(), IndexError> {
    match disk.remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(IndexError::io(path)(error)),
        _ => Ok(()),
    }
}
