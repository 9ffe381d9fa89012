//! Temporary files. Whoever writes one holds its lock, so that one that no one holds is known to be left by a
//! process that was killed; the next one who writes into the folder removes it.

use std::fs::{self, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::passing::is_at;
use super::{Disk, Links, Readers, Step, folder_of, open};

/// What the names of temporary files begin with, and how many letters and digits follow.
const BEGINNING: &str = ".kumppani-";
const N_RANDOM: usize = 6;

impl Disk {
    /// A temporary file beside `path`; it goes when it is dropped.
    #[cfg_attr(not(unix), expect(unused_variables, reason = "only Unix has modes"))]
    pub(super) fn temporary_beside(&self, path: &Path, readers: Readers) -> io::Result<NamedTempFile> {
        let folder = folder_of(path);
        self.tidy(folder);
        self.before(Step::NewFile, path)?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(BEGINNING).rand_bytes(N_RANDOM);
        #[cfg(unix)]
        if readers == Readers::AsUsual {
            use std::os::unix::fs::PermissionsExt as _;
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        loop {
            let made = builder.tempfile_in(folder)?;
            let held = made.as_file().try_lock();
            // Somebody who tidies has found it before it was locked: it has gone, or is about to go.
            let is_lost = matches!(held, Err(TryLockError::WouldBlock))
                || !is_at(made.as_file(), made.path(), Links::Refused)?;
            if !is_lost {
                return Ok(made);
            }
        }
    }

    /// Removes the temporary files in `folder` that no one holds. What cannot be opened, locked or removed is
    /// somebody else's.
    fn tidy(&self, folder: &Path) {
        for path in temporary_files(folder) {
            let Ok(file) = open(&path, Links::Refused) else {
                continue;
            };
            if file.try_lock().is_ok() && is_at(&file, &path, Links::Refused).unwrap_or(false) {
                let _ = self.remove_file(&path);
            }
        }
    }
}

fn temporary_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let is_temporary = |name: &str| {
        let random = name.strip_prefix(BEGINNING);
        random.is_some_and(|random| {
            random.len() == N_RANDOM && random.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
    };
    entries
        .filter(|entry| entry.file_name().to_str().is_some_and(is_temporary))
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
        .map(|entry| entry.path())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("it can be read");
        let names = entries.map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        });
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    }

    #[test]
    fn what_nobody_holds_is_tidied_and_nothing_else() {
        let place = tempfile::tempdir().expect("a temporary folder");
        let disk = Disk::real();
        for name in [
            ".kumppani-a1B2c3",
            ".kumppani-a1B2c",
            ".kumppani-a1B2c34",
            ".kumppani-lock",
            "kumppani-a1B2c3",
            ".kumppani-a1B2c.",
        ] {
            fs::write(place.path().join(name), "x").expect("it can be written");
        }
        fs::create_dir(place.path().join(".kumppani-folder")).expect("a folder can be made");
        let target = place.path().join("a.yaml");
        let held = disk
            .temporary_beside(&target, Readers::AsUsual)
            .expect("one can be made");
        let second = disk
            .temporary_beside(&target, Readers::AsUsual)
            .expect("another can be made");
        assert!(held.path().exists(), "one that is held stays");
        drop((held, second));
        assert_eq!(
            names(place.path()),
            [
                ".kumppani-a1B2c",
                ".kumppani-a1B2c.",
                ".kumppani-a1B2c34",
                ".kumppani-folder",
                ".kumppani-lock",
                "kumppani-a1B2c3"
            ]
        );
    }

    #[test]
    fn those_who_write_at_once_leave_each_other_alone() {
        let place = tempfile::tempdir().expect("a temporary folder");
        std::thread::scope(|scope| {
            for number in 0..4 {
                let path = place.path().join(format!("{number}.txt"));
                scope.spawn(move || {
                    for round in 0..50 {
                        crate::disk::write_whole(&Disk::real(), &path, format!("{round}").as_bytes())
                            .expect("it is written");
                    }
                });
            }
        });
        assert_eq!(names(place.path()), ["0.txt", "1.txt", "2.txt", "3.txt"]);
    }
}
