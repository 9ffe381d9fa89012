//! A lock whose file goes with it, for places that are not ours to leave files in.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::Disk;

/// Held until it is dropped; then its file goes. Whoever waits for a file that has gone meanwhile holds
/// nothing, and begins again with the one that has its name now.
#[derive(Debug)]
pub struct PassingLock<'d> {
    disk: &'d Disk,
    path: PathBuf,
    file: File,
}

impl Disk {
    /// Waits for the lock of the file at `path`, which is created where there is none.
    ///
    /// # Errors
    /// [`io::ErrorKind::ResourceBusy`] when another process holds it for longer than `patience`.
    pub fn passing_lock(&self, path: &Path, patience: Duration) -> io::Result<PassingLock<'_>> {
        let begun = Instant::now();
        loop {
            let file = self.lock(path, patience.saturating_sub(begun.elapsed()))?;
            if is_at(&file, path)? {
                return Ok(PassingLock {
                    disk: self,
                    path: path.to_owned(),
                    file,
                });
            }
        }
    }
}

impl Drop for PassingLock<'_> {
    fn drop(&mut self) {
        // Where it cannot be told whether it is still the same file, it stays.
        if cfg!(unix) && is_at(&self.file, &self.path).is_ok_and(|is_at| is_at) {
            let _ = self.disk.remove_file(&self.path);
        }
    }
}

/// Whether `path` is still the name of `file`.
#[cfg(unix)]
pub(super) fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt as _;
    let held = file.metadata()?;
    match fs::symlink_metadata(path) {
        Ok(found) => Ok((found.dev(), found.ino()) == (held.dev(), held.ino())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

#[cfg(not(unix))]
pub(super) fn is_at(_file: &File, _path: &Path) -> io::Result<bool> {
    Ok(true)
}
