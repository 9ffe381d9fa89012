//! Whole folders: made, flushed, exchanged and removed.

use std::fs;
use std::io;
use std::path::Path;

use super::{Disk, Step};

impl Disk {
    /// Creates a folder into which no one else may look. There must be none.
    pub fn make_private_folder(&self, path: &Path) -> io::Result<()> {
        self.before(Step::NewFolder, path)?;
        #[cfg_attr(not(unix), expect(unused_mut, reason = "only Unix has modes"))]
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(path)
    }

    /// Gives a folder the rights of another.
    pub fn copy_rights(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.before(Step::SetRights, to)?;
        fs::set_permissions(to, fs::metadata(from)?.permissions())
    }

    /// Removes an empty folder.
    pub fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.before(Step::Remove, path)?;
        fs::remove_dir(path)
    }

    /// Removes a folder with all that is in it. No link is followed.
    pub fn remove_tree(&self, path: &Path) -> io::Result<()> {
        self.before(Step::Remove, path)?;
        fs::remove_dir_all(path)
    }

    /// Exchanges two folders, in one step where system and file system have one; no one sees the place of
    /// either empty then. Elsewhere `b` is `between` for a moment, which must be free.
    ///
    /// # Errors
    /// What the system says. Both are then where they were, unless something is still `between`.
    pub fn exchange(&self, a: &Path, b: &Path, between: &Path) -> io::Result<()> {
        match self
            .before(Step::Exchange, b)
            .and_then(|()| exchange_at_once(a, b))
        {
            Err(error) if is_unknown(&error) => self.exchange_in_steps(a, b, between),
            done => done,
        }
    }

    fn exchange_in_steps(&self, a: &Path, b: &Path, between: &Path) -> io::Result<()> {
        self.rename(b, between)?;
        if let Err(error) = self.rename(a, b) {
            self.rename(between, b)?;
            return Err(error);
        }
        if let Err(error) = self.rename(between, a) {
            self.rename(b, a)?;
            self.rename(between, b)?;
            return Err(error);
        }
        Ok(())
    }

    /// Flushes all files of a folder to the disk, in bulk where the system can do so.
    pub fn flush_tree(&self, folder: &Path) -> io::Result<()> {
        self.before(Step::FlushTree, folder)?;
        flush_all(folder)
    }
}

/// Whether system or file system has no such step.
fn is_unknown(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput
    )
}

#[cfg(any(target_vendor = "apple", target_os = "linux", target_os = "android"))]
fn exchange_at_once(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_vendor = "apple", target_os = "linux", target_os = "android")))]
fn exchange_at_once(_a: &Path, _b: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// The whole file system at once: one call for 25 000 files, of which each alone would take milliseconds.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn flush_all(folder: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(fs::File::open(folder)?)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn flush_all(folder: &Path) -> io::Result<()> {
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry?;
        if entry.file_type().is_file() || cfg!(unix) {
            fs::File::options()
                .read(true)
                .write(entry.file_type().is_file())
                .open(entry.path())?
                .sync_all()?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::{Arc, Mutex};

    use super::*;

    fn folders() -> (tempfile::TempDir, [std::path::PathBuf; 3]) {
        let place = tempfile::tempdir().expect("a temporary folder");
        let [a, b, between] = ["a", "b", "between"].map(|name| place.path().join(name));
        for (folder, text) in [(&a, "of a"), (&b, "of b")] {
            fs::create_dir(folder).expect("a folder can be made");
            fs::write(folder.join("text"), text).expect("a file can be written");
        }
        (place, [a, b, between])
    }

    fn text(folder: &Path) -> String {
        fs::read_to_string(folder.join("text")).expect("it can be read")
    }

    #[test]
    fn folders_change_places_with_and_without_the_step_of_the_system() {
        let in_steps = Disk::asking(|step, _| match step {
            Step::Exchange => Err(io::ErrorKind::Unsupported.into()),
            _ => Ok(()),
        });
        for disk in [Disk::real(), in_steps] {
            let (_place, [a, b, between]) = folders();
            disk.exchange(&a, &b, &between).expect("they are exchanged");
            assert_eq!((text(&a), text(&b)), ("of b".to_owned(), "of a".to_owned()));
            assert!(!between.exists());
        }
    }

    #[test]
    fn the_name_of_a_new_folder_is_kept_by_the_disk() {
        let place = tempfile::tempdir().expect("a temporary folder");
        let flushed = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&flushed);
        let disk = Disk::asking(move |step, path| {
            if step == Step::FlushFolder {
                seen.lock().expect("no step panics").push(path.to_owned());
            }
            Ok(())
        });
        for _ in 0..2 {
            disk.make_folders(&place.path().join("a/b"))
                .expect("they are made");
        }
        let flushed = flushed.lock().expect("no step panics");
        assert_eq!(*flushed, [place.path().join("a"), place.path().to_owned()]);
    }

    #[test]
    fn folders_that_cannot_change_places_stay() {
        let unknown = io::ErrorKind::Unsupported;
        for (kind, fails) in [
            (io::ErrorKind::PermissionDenied, 9),
            (unknown, 0),
            (unknown, 1),
            (unknown, 2),
        ] {
            let (_place, [a, b, between]) = folders();
            let n_renames = AtomicUsize::new(0);
            let disk = Disk::asking(move |step, _| match step {
                Step::Exchange => Err(kind.into()),
                Step::Rename if n_renames.fetch_add(1, Ordering::Relaxed) == fails => {
                    Err(io::ErrorKind::StorageFull.into())
                }
                _ => Ok(()),
            });
            assert!(disk.exchange(&a, &b, &between).is_err(), "{kind} {fails}");
            assert_eq!((text(&a), text(&b)), ("of a".to_owned(), "of b".to_owned()));
            assert!(!between.exists());
        }
    }
}
