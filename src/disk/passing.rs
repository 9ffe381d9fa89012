//! A lock whose file goes with it, for places that are not ours to leave files in.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::{Disk, Links};

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
            if is_at(&file, path, Links::Refused)? {
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
        // Where it cannot be shown whether it is still the same file, it stays.
        if cfg!(unix) && is_at(&self.file, &self.path, Links::Refused).unwrap_or(false) {
            let _ = self.disk.remove_file(&self.path);
        }
    }
}

/// Whether `path` is still the name of `file`; where the system does not say, it is.
///
/// # Errors
/// What the system says of what is at `path`.
#[cfg(unix)]
pub fn is_at(file: &File, path: &Path, links: Links) -> io::Result<bool> {
    use std::fs::{metadata, symlink_metadata};
    use std::os::unix::fs::MetadataExt as _;
    let held = file.metadata()?;
    let found = match links {
        Links::Followed => metadata(path),
        Links::Refused => symlink_metadata(path),
    };
    match found {
        Ok(found) => Ok((found.dev(), found.ino()) == (held.dev(), held.ino())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Whether `path` is still the name of `file`; the system does not say, so it is.
///
/// # Errors
/// None here.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "it may fail on Unix")]
pub fn is_at(_file: &File, _path: &Path, _links: Links) -> io::Result<bool> {
    Ok(true)
}
