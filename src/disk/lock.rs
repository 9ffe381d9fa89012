//! Locks between processes: files that the system locks. A lock file stays when the lock is released, because
//! removing it would let two processes hold two files of one name.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::{Disk, Step};

/// How often to look whether a lock is free.
const PAUSE: Duration = Duration::from_millis(20);

impl Disk {
    /// Waits for the lock of the file at `path`, which is created where there is none; the lock ends with the
    /// handle.
    ///
    /// # Errors
    /// [`ErrorKind::ResourceBusy`] when another process holds it for longer than `patience`.
    pub fn lock(&self, path: &Path, patience: Duration) -> io::Result<File> {
        self.before(Step::NewFile, path)?;
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)?;
        let begun = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(file),
                Err(TryLockError::Error(error)) => return Err(error),
                Err(TryLockError::WouldBlock) if begun.elapsed() >= patience => {
                    return Err(ErrorKind::ResourceBusy.into());
                }
                Err(TryLockError::WouldBlock) => sleep(PAUSE),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_command_waits_and_then_gives_up() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let (disk, path) = (Disk::real(), folder.path().join("lock"));
        let held = disk.lock(&path, Duration::ZERO).expect("nobody holds the lock");
        let refused = disk.lock(&path, Duration::from_millis(30));
        assert_eq!(
            refused.map_err(|error| error.kind()).err(),
            Some(ErrorKind::ResourceBusy)
        );
        drop(held);
        assert!(disk.lock(&path, Duration::ZERO).is_ok());
    }
}
