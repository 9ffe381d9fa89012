//! A folder into which a command writes several files: what is in it, and writing one of them whole.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::context::Context;
use super::trouble;
use crate::disk::{self, Disk, Links, WriteError};

/// The largest file that is read, in bytes: 64 MiB.
const LARGEST: u64 = 64 * 1024 * 1024;

/// The folder, which need not be there yet.
pub(super) struct OutFolder<'a> {
    pub(super) shown: &'a Path,
    pub(super) disk: Disk,
    location: PathBuf,
}

impl<'a> OutFolder<'a> {
    pub(super) fn new(cx: &Context<'_>, shown: &'a Path) -> Self {
        Self {
            shown,
            disk: cx.world.disk.clone(),
            location: cx.world.folder.join(shown),
        }
    }

    /// A file in the folder as messages name it.
    pub(super) fn named(&self, file: &str) -> String {
        self.shown.join(file).display().to_string()
    }

    pub(super) fn path(&self, file: &str) -> PathBuf {
        self.location.join(file)
    }

    /// The names of the files in it; none where there is no folder.
    pub(super) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.location).into_iter().flatten().flatten();
        let mut names: Vec<String> = entries
            .filter_map(|entry| entry.file_name().into_string().ok())
            .collect();
        names.sort();
        names
    }

    /// The bytes of a file that is there. What is no file, or cannot be read, is none that the program wrote.
    pub(super) fn find(&self, file: &str) -> Option<Vec<u8>> {
        let path = self.path(file);
        fs::symlink_metadata(&path).ok()?;
        Some(disk::read(&path, Links::Refused, LARGEST).unwrap_or_default())
    }

    pub(super) fn make(&self) -> Result<()> {
        let made = self.disk.make_folders(&self.location);
        made.map_err(trouble::not_written(&self.shown.display().to_string()))
    }

    /// Puts a file in the place of what was found there; `false` when that has changed meanwhile.
    pub(super) fn put(&self, file: &str, found: Option<&[u8]>, bytes: &[u8]) -> Result<bool> {
        match disk::replace_file(&self.disk, &self.path(file), found, bytes) {
            Ok(()) => Ok(true),
            Err(WriteError::Changed) => Ok(false),
            Err(WriteError::Io(error)) => Err(trouble::not_written(&self.named(file))(error)),
        }
    }
}
