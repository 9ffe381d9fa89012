//! Writing files so that nothing is ever half-written: into a temporary file in the same folder,
//! flushed to the disk, renamed over the old one, and the folder flushed, too.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::{Disk, folder_of};

/// Why a file was not replaced; the old file is as it was.
#[derive(Debug)]
pub enum WriteError {
    /// Somebody else changed it meanwhile.
    Changed,
    /// The disk or the system refused.
    Io(io::Error),
}

impl From<io::Error> for WriteError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Replaces the bytes of a file, or creates it. `expected` are the bytes that it should still have
/// (`None`: it should not exist); where it has others, nothing is written.
///
/// # Errors
/// [`WriteError::Changed`] when the file is not as expected, else what the system says.
pub fn replace_file(
    disk: &Disk,
    path: &Path,
    expected: Option<&[u8]>,
    bytes: &[u8],
) -> Result<(), WriteError> {
    let temporary = prepared(disk, path, bytes)?;
    let present = match fs::read(path) {
        Ok(present) => Some(present),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error.into()),
    };
    if present.as_deref() != expected {
        return Err(WriteError::Changed);
    }
    put_in_place(disk, temporary, path)?;
    Ok(())
}

/// Replaces a file whatever it holds, or creates it: for answers that a user wants in a file.
///
/// # Errors
/// What the system says; the old file is then as it was.
pub fn write_whole(disk: &Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let temporary = prepared(disk, path, bytes)?;
    put_in_place(disk, temporary, path)
}

/// More links than this one after the other lead in a circle.
const MOST_LINKS: usize = 40;

/// The file to which a link leads, from link to link, also where there is none yet; anything else is
/// itself. Whoever writes there keeps the link that a user has made.
///
/// # Errors
/// When the links lead in a circle.
pub fn followed(path: &Path) -> io::Result<PathBuf> {
    let mut place = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::read_link(&place) {
            Ok(target) => place = folder_of(&place).join(target),
            Err(_) => return Ok(place),
        }
    }
    // The system has the words for it.
    fs::metadata(path).map(|_| place)
}

/// The bytes in a temporary file beside `path`, flushed, with the permissions of the old file.
fn prepared(disk: &Disk, path: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let temporary = disk.temporary_beside(path)?;
    disk.write(temporary.as_file(), path, bytes)?;
    if let Ok(metadata) = fs::metadata(path) {
        temporary.as_file().set_permissions(metadata.permissions())?;
    } else {
        share_as_usual(temporary.as_file())?;
    }
    disk.flush(temporary.as_file(), path)?;
    Ok(temporary)
}

fn put_in_place(disk: &Disk, temporary: NamedTempFile, path: &Path) -> io::Result<()> {
    disk.put(temporary, path)?;
    disk.flush_folder(folder_of(path))
}

/// Temporary files are private; a new file of the registry is to be read by colleagues.
#[cfg(unix)]
fn share_as_usual(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn share_as_usual(_file: &File) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::Step;

    #[test]
    fn a_file_is_replaced_only_when_it_is_as_expected() -> io::Result<()> {
        let (disk, folder) = (Disk::real(), tempfile::tempdir()?);
        let path = folder.path().join("a.yaml");
        assert!(replace_file(&disk, &path, None, b"one").is_ok());
        assert!(replace_file(&disk, &path, Some(b"one"), b"two").is_ok());
        assert!(matches!(
            replace_file(&disk, &path, Some(b"one"), b"three"),
            Err(WriteError::Changed)
        ));
        assert!(matches!(
            replace_file(&disk, &path, None, b"three"),
            Err(WriteError::Changed)
        ));
        assert_eq!(fs::read(&path)?, b"two");
        assert_eq!(
            fs::read_dir(folder.path())?.count(),
            1,
            "no temporary file is left"
        );
        Ok(())
    }

    #[test]
    fn a_step_that_fails_leaves_the_old_file() -> io::Result<()> {
        for failing in [Step::NewFile, Step::Write, Step::Flush, Step::Rename] {
            let folder = tempfile::tempdir()?;
            let path = folder.path().join("a.yaml");
            fs::write(&path, "one")?;
            let disk = Disk::asking(move |step, _| match step {
                step if step == failing => Err(io::ErrorKind::StorageFull.into()),
                _ => Ok(()),
            });
            let refused = replace_file(&disk, &path, Some(b"one"), b"two");
            assert!(matches!(refused, Err(WriteError::Io(_))), "{failing:?}");
            assert_eq!(fs::read(&path)?, b"one", "{failing:?}");
            assert_eq!(fs::read_dir(folder.path())?.count(), 1, "{failing:?}");
        }
        Ok(())
    }
}
