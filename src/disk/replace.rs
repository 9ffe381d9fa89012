//! Writing files so that nothing is ever half-written: into a temporary file in the same folder,
//! flushed to the disk, renamed over the old one, and the folder flushed, too.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read as _, Seek as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::rights::has_names;
use super::{Disk, Links, ReadError, Readers, Remark, folder_of, open};

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
    let Some(expected) = expected else {
        let temporary = prepared(disk, path, None, bytes)?;
        return match disk.put_new(temporary, path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(WriteError::Changed),
            Err(error) => Err(error.into()),
            Ok(()) => {
                confirm(disk, path, None);
                Ok(())
            }
        };
    };
    let Some(old) = to_replace(path)? else {
        return Err(WriteError::Changed);
    };
    let temporary = prepared(disk, path, Some(&old), bytes)?;
    let present = match open::read(path, Links::Refused, expected.len() as u64) {
        Ok(present) => Some(present),
        Err(ReadError::NoFile | ReadError::TooLarge(_)) => None,
        Err(ReadError::Io(error)) if error.kind() == ErrorKind::NotFound => None,
        Err(ReadError::Io(error)) => return Err(error.into()),
    };
    if present.as_deref() != Some(expected) {
        return Err(WriteError::Changed);
    }
    disk.put(temporary, path)?;
    confirm(disk, path, Some(&old));
    Ok(())
}

/// Replaces a file whatever it holds, or creates it: for answers that a user wants in a file.
///
/// # Errors
/// What the system says; the old file is then as it was.
pub fn write_whole(disk: &Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let old = to_replace(path)?;
    let temporary = prepared(disk, path, old.as_ref(), bytes)?;
    disk.put(temporary, path)?;
    confirm(disk, path, old.as_ref());
    Ok(())
}

/// Removes a file that must still have the bytes `expected`.
///
/// # Errors
/// As of [`replace_file`].
pub fn remove_as_expected(disk: &Disk, path: &Path, expected: &[u8]) -> Result<(), WriteError> {
    let old = to_replace(path)?.ok_or(WriteError::Changed)?;
    match open::read_at_most(&old, expected.len() as u64) {
        Ok(present) if present == expected => {}
        Ok(_) | Err(ReadError::NoFile | ReadError::TooLarge(_)) => return Err(WriteError::Changed),
        Err(ReadError::Io(error)) => return Err(error.into()),
    }
    disk.remove_file(path)?;
    confirm(disk, path, None);
    Ok(())
}

/// Adds bytes to a file behind its first `size` ones, and has the disk keep them. What was behind those goes. A new
/// file can be read by its owner alone.
///
/// # Errors
/// What the system says; of the new bytes there may be some then.
pub fn append(disk: &Disk, path: &Path, size: u64, bytes: &[u8]) -> io::Result<()> {
    let (file, is_new) = match to_replace(path)? {
        Some(file) => (file, false),
        None => (disk.new_file_for(path, Readers::OwnerAlone)?, true),
    };
    let added = add(disk, (&file, path), size, bytes);
    if added.is_err() {
        // What cannot be cut away is passed over by those who read whole lines.
        let _ = file.set_len(size);
    }
    added?;
    if is_new {
        confirm(disk, path, None);
    }
    Ok(())
}

fn add(disk: &Disk, (mut file, path): (&File, &Path), size: u64, bytes: &[u8]) -> io::Result<()> {
    if file.metadata()?.len() > size {
        file.set_len(size)?;
    }
    file.seek(io::SeekFrom::End(0))?;
    disk.write(file, path, bytes)?;
    disk.flush(file, path)
}

/// Copies a file to one that is not there yet: from its beginning, at most so many bytes and one more. `is_right` looks
/// at the copy before it gets its name.
///
/// # Errors
/// [`WriteError::Changed`] when the copy is not right, [`ErrorKind::AlreadyExists`] when something has the name, else
/// what the system says; then nothing is there that was not before.
pub fn copy_new(
    disk: &Disk,
    (mut from, most): (&File, u64),
    path: &Path,
    is_right: impl FnOnce(&File) -> io::Result<bool>,
) -> Result<(), WriteError> {
    let temporary = disk.temporary_beside(path, Readers::AsUsual)?;
    let mut file = temporary.as_file();
    from.rewind()?;
    disk.copy(from.take(most + 1), file, path)?;
    file.rewind()?;
    if !is_right(file)? {
        return Err(WriteError::Changed);
    }
    disk.flush(file, path)?;
    disk.put_new(temporary, path)?;
    confirm(disk, path, None);
    Ok(())
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

/// The file at `path` whose place another one is to take, opened as whoever may write it can: a file is not
/// written by giving its name to another. `None` where there is none.
fn to_replace(path: &Path) -> io::Result<Option<File>> {
    match open::open_to_write(path) {
        Ok(old) => Ok(Some(old)),
        Err(ReadError::Io(error)) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The bytes in a temporary file beside `path`, flushed, with the rights of the old file.
fn prepared(disk: &Disk, path: &Path, old: Option<&File>, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let readers = match old {
        Some(_) => Readers::OwnerAlone,
        None => Readers::AsUsual,
    };
    let temporary = disk.temporary_beside(path, readers)?;
    let file = temporary.as_file();
    disk.write(file, path, bytes)?;
    if let Some(old) = old {
        disk.keep_rights(old, file, path)?;
    }
    disk.flush(file, path)?;
    Ok(temporary)
}

/// Has the disk keep the name of a file that is in its place. Whatever comes of it, the file is written.
fn confirm(disk: &Disk, path: &Path, old: Option<&File>) {
    // The name that was replaced is none of its names any more.
    if old.is_some_and(has_names) {
        disk.remark(path, Remark::OtherNames);
    }
    if let Err(error) = disk.flush_folder(folder_of(path)) {
        disk.remark(path, Remark::NotFlushed(error));
    }
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
    fn a_file_whose_folder_is_not_flushed_is_written() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.yaml");
        let disk = Disk::asking(|step, _| match step {
            Step::FlushFolder => Err(ErrorKind::StorageFull.into()),
            _ => Ok(()),
        });
        assert!(replace_file(&disk, &path, None, b"one").is_ok());
        assert!(replace_file(&disk, &path, Some(b"one"), b"two").is_ok());
        write_whole(&disk, &path, b"three")?;
        assert_eq!(fs::read(&path)?, b"three");
        let remarks = disk.take_remarks();
        assert_eq!(remarks.len(), 3);
        assert!(
            remarks
                .iter()
                .all(|(at, remark)| *at == path && matches!(remark, Remark::NotFlushed(_)))
        );
        Ok(())
    }

    #[test]
    fn a_file_is_removed_only_when_it_is_as_expected() -> io::Result<()> {
        let (disk, folder) = (Disk::real(), tempfile::tempdir()?);
        let path = folder.path().join("a.yaml");
        let removed = |expected| remove_as_expected(&disk, &path, expected);
        assert!(matches!(removed(b"one"), Err(WriteError::Changed)));
        fs::write(&path, "one")?;
        for other in [&b"two"[..], b"on", b"one more"] {
            assert!(matches!(removed(other), Err(WriteError::Changed)));
        }
        assert!(removed(b"one").is_ok());
        assert!(!path.exists());
        Ok(())
    }

    #[test]
    fn bytes_are_added_whole_or_not_at_all() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("journal");
        append(&Disk::real(), &path, 0, b"one\n")?;
        append(&Disk::real(), &path, 4, b"two\n")?;
        for failing in [Step::Write, Step::Flush] {
            let disk = Disk::asking(move |step, _| match step {
                step if step == failing => Err(ErrorKind::StorageFull.into()),
                _ => Ok(()),
            });
            assert!(append(&disk, &path, 8, b"three\n").is_err());
            assert_eq!(fs::read(&path)?, b"one\ntwo\n", "{failing:?}");
        }
        append(&Disk::real(), &path, 4, b"four\n")?;
        assert_eq!(fs::read(&path)?, b"one\nfour\n");
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn what_was_exchanged_for_something_else_is_left() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let (disk, outside) = (Disk::real(), folder.path().join("outside"));
        fs::write(&outside, "one")?;
        let link = folder.path().join("link");
        std::os::unix::fs::symlink("outside", &link)?;
        for expected in [Some(&b"one"[..]), None] {
            assert!(replace_file(&disk, &link, expected, b"two").is_err());
        }
        assert!(link.is_symlink());
        assert_eq!(fs::read(&outside)?, b"one");
        // A file that came in the meantime is not written over.
        assert!(matches!(
            replace_file(&disk, &outside, None, b"two"),
            Err(WriteError::Changed)
        ));
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

    /// Copies the bytes of `from` to `path`, and what was said.
    fn copied(disk: &Disk, from: &Path, path: &Path, is_right: bool) -> Result<(), WriteError> {
        copy_new(disk, (&File::open(from)?, 3), path, |_| Ok(is_right))
    }

    #[test]
    fn a_copy_takes_no_ones_place() -> io::Result<()> {
        let (disk, folder) = (Disk::real(), tempfile::tempdir()?);
        let [from, path] = ["from", "path"].map(|name| folder.path().join(name));
        fs::write(&from, "one")?;
        assert!(matches!(
            copied(&disk, &from, &path, false),
            Err(WriteError::Changed)
        ));
        assert!(!path.exists());
        assert!(copied(&disk, &from, &path, true).is_ok());
        fs::write(&from, "two")?;
        let again = copied(&disk, &from, &path, true);
        assert!(
            matches!(&again, Err(WriteError::Io(error)) if error.kind() == ErrorKind::AlreadyExists),
            "{again:?}"
        );
        assert_eq!(fs::read(&path)?, b"one");
        // What is longer is not copied to its end: it is the caller who says that it is too long.
        fs::write(&from, "123456789")?;
        assert!(copied(&disk, &from, &folder.path().join("long"), true).is_ok());
        assert_eq!(fs::read(folder.path().join("long"))?, b"1234");
        assert_eq!(
            fs::read_dir(folder.path())?.count(),
            3,
            "no temporary file is left"
        );
        Ok(())
    }

    #[test]
    fn a_copy_that_fails_is_not_there() -> io::Result<()> {
        for failing in [Step::NewFile, Step::Write, Step::Flush, Step::Rename] {
            let folder = tempfile::tempdir()?;
            let [from, path] = ["from", "path"].map(|name| folder.path().join(name));
            fs::write(&from, "one")?;
            let disk = Disk::asking(move |step, _| match step {
                step if step == failing => Err(io::ErrorKind::StorageFull.into()),
                _ => Ok(()),
            });
            let refused = copied(&disk, &from, &path, true);
            assert!(matches!(refused, Err(WriteError::Io(_))), "{failing:?}");
            assert_eq!(fs::read_dir(folder.path())?.count(), 1, "{failing:?}");
        }
        Ok(())
    }
}
