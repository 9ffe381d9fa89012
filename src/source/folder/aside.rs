//! The place beside a made folder in which the new one is filled and the old one ends, and the lock that gives
//! it to one run at a time. Its names follow from the folder's, so that the next run knows what one that was
//! killed has left:
//!
//! | name | what is in it | what becomes of it |
//! | --- | --- | --- |
//! | `filled` | a folder that is being filled, or an old one that has been proved | it is removed |
//! | `swapped` | a whole new one, or an old one that has not been proved yet | it is proved, then removed |
//! | `between` | the old one, on a system that swaps in two steps, between them | it goes back, or is `swapped` |

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::FolderError;
use super::list::{IsMade, List};
use crate::disk::{Disk, PassingLock, folder_of, is_there, with_ending};

/// How long another run may take; longer than one over a very large registry does.
const PATIENCE: Duration = Duration::from_mins(2);

/// What the names of such places begin with, and the ending of their locks.
const BEGINNING: &str = ".kumppani-site-";
const LOCK: &str = ".lock";

/// The place, held until it is dropped.
pub(super) struct Aside<'d> {
    disk: &'d Disk,
    /// The made folder, which may be a new one.
    pub(super) target: PathBuf,
    place: PathBuf,
    _lock: PassingLock<'d>,
}

impl<'d> Aside<'d> {
    /// Waits until no other run writes the folder `target`, whose own folder is there.
    ///
    /// # Errors
    /// [`FolderError::Busy`] when another run takes too long, or what the system says.
    pub(super) fn wait_for(disk: &'d Disk, target: &Path) -> Result<Self, FolderError> {
        Self::hold(disk, target, PATIENCE)
    }

    fn hold(disk: &'d Disk, target: &Path, patience: Duration) -> Result<Self, FolderError> {
        let name = target.file_name().unwrap_or_default();
        let place = with_ending(&folder_of(target).join(BEGINNING), name);
        let lock = disk.passing_lock(&with_ending(&place, LOCK), patience);
        let lock = lock.map_err(|error| match error.kind() {
            io::ErrorKind::ResourceBusy => FolderError::Busy,
            _ => error.into(),
        })?;
        Ok(Self {
            disk,
            target: target.to_owned(),
            place,
            _lock: lock,
        })
    }

    pub(super) fn filled(&self) -> PathBuf {
        self.place.join("filled")
    }

    pub(super) fn swapped(&self) -> PathBuf {
        self.place.join("swapped")
    }

    pub(super) fn between(&self) -> PathBuf {
        self.place.join("between")
    }

    /// Makes the place; no one else may look into it.
    pub(super) fn make(&self) -> io::Result<()> {
        self.disk.make_private_folder(&self.place)
    }

    /// Removes what runs that were killed have left here and for the folders beside. What cannot be had of the
    /// others is theirs.
    pub(super) fn tidy(&self, is_made: IsMade) -> Result<(), FolderError> {
        self.recover(is_made)?;
        for target in self.targets_beside() {
            if let Ok(other) = Self::hold(self.disk, &target, Duration::ZERO) {
                let _ = other.recover(is_made);
            }
        }
        Ok(())
    }

    /// The folders beside for which there is a place or a lock.
    fn targets_beside(&self) -> Vec<PathBuf> {
        let beside = folder_of(&self.target);
        let entries = std::fs::read_dir(beside).into_iter().flatten().flatten();
        let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
        let mut targets: Vec<PathBuf> = names
            .filter_map(|name| {
                let of = name.strip_prefix(BEGINNING)?;
                Some(beside.join(of.strip_suffix(LOCK).unwrap_or(of)))
            })
            .collect();
        targets.sort();
        targets.dedup();
        targets.retain(|target| *target != self.target);
        targets
    }

    /// Brings a swap that was cut off to an end, and removes what is ours.
    fn recover(&self, is_made: IsMade) -> Result<(), FolderError> {
        // Through a link the names below would be those of another folder.
        match self.place.symlink_metadata() {
            Err(_) => return Ok(()),
            Ok(found) if !found.is_dir() => return Err(FolderError::Left(self.place.clone())),
            Ok(_) => {}
        }
        if is_there(&self.between()) {
            let back = if is_there(&self.target) {
                self.swapped()
            } else {
                self.target.clone()
            };
            self.disk.rename(&self.between(), &back)?;
        }
        let swapped = self.swapped();
        if is_there(&swapped) {
            let proved = List::read(&swapped).and_then(|list| list.prove(&swapped, is_made));
            proved.map_err(left)?;
            self.disk.rename(&swapped, &self.filled())?;
        }
        if is_there(&self.filled()) {
            self.disk.remove_tree(&self.filled())?;
        }
        // What else is in it is no one's of ours.
        let removed = self.disk.remove_folder(&self.place);
        removed.map_err(|error| match error.kind() {
            io::ErrorKind::DirectoryNotEmpty => FolderError::Left(self.place.clone()),
            _ => error.into(),
        })
    }
}

fn left(error: FolderError) -> FolderError {
    match error {
        FolderError::Foreign(path) | FolderError::Changed(path) | FolderError::NoList(path) => {
            FolderError::Left(path)
        }
        other => other,
    }
}

impl Drop for Aside<'_> {
    fn drop(&mut self) {
        // What stays here is removed, or shown, by the next run.
        if is_there(&self.filled()) {
            let _ = self.disk.remove_tree(&self.filled());
        }
        if is_there(&self.place) {
            let _ = self.disk.remove_folder(&self.place);
        }
    }
}
