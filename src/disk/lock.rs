//! Locks between processes: files that the system locks. A lock file stays when the lock is released, because
//! removing it would let two processes hold two files of one name.

use std::fs::{File, TryLockError};
use std::io::{self, ErrorKind};
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::open::open_to_lock;
use super::{Disk, ReadError};

/// How often to look whether a lock is free.
const PAUSE: Duration = Duration::from_millis(20);

impl Disk {
    /// Waits for the lock of the file at `path`, which is created where there is none; the lock ends with the
    /// handle.
    ///
    /// # Errors
    /// [`ErrorKind::ResourceBusy`] when another process holds it for longer than `patience`.
    pub fn lock(&self, path: &Path, patience: Duration) -> io::Result<File> {
        let file = self.lock_file(path)?;
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

    /// The lock file at `path`. To lock one that somebody else has made it need not be written.
    fn lock_file(&self, path: &Path) -> io::Result<File> {
        loop {
            match open_to_lock(path) {
                Err(ReadError::Io(error)) if error.kind() == ErrorKind::NotFound => {}
                opened => return Ok(open_to_all(opened?)),
            }
            match self.new_file(path) {
                Ok(file) => return Ok(open_to_all(file)),
                // Somebody else was faster.
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }
}

/// Nothing is in a lock file, and whoever can write in its folder must be able to take it, whatever the umask
/// of the one who was there first. One of an earlier version is opened as soon as its owner comes.
#[cfg(unix)]
fn open_to_all(file: File) -> File {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = file.metadata().map(|found| found.permissions().mode());
    if let Some(mode) = mode.ok().filter(|mode| mode & 0o444 != 0o444) {
        let _ = file.set_permissions(std::fs::Permissions::from_mode(mode | 0o444));
    }
    file
}

#[cfg(not(unix))]
fn open_to_all(file: File) -> File {
    file
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

    #[cfg(unix)]
    #[test]
    fn whoever_comes_to_the_folder_can_take_the_lock() -> io::Result<()> {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir()?;
        let (disk, path) = (Disk::real(), folder.path().join("lock"));
        let mode = || {
            disk.lock(&path, Duration::ZERO)?
                .metadata()
                .map(|found| found.permissions().mode())
        };
        assert_eq!(mode()? & 0o444, 0o444);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600))?;
        assert_eq!(mode()? & 0o777, 0o644);
        // Of a file that may only be read the lock is had, too; root may write it whatever its mode says.
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o444))?;
        assert!(disk.lock(&path, Duration::ZERO).is_ok());
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn a_lock_is_a_file_and_nothing_is_made_elsewhere() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = |name: &str| folder.path().join(name);
        std::os::unix::fs::symlink("elsewhere", path("link"))?;
        std::fs::create_dir(path("folder"))?;
        crate::disk::testing::make_pipe(&path("pipe"));
        for name in ["link", "folder", "pipe"] {
            let refused = Disk::real().lock(&path(name), Duration::ZERO);
            assert_eq!(
                refused.map_err(|error| error.to_string()).err().as_deref(),
                Some("it is not a regular file"),
                "{name}"
            );
        }
        assert!(!path("elsewhere").exists());
        Ok(())
    }
}
