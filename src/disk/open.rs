//! Opening files to read them. What is opened is looked at through its handle, so that it cannot be exchanged
//! for something else between the look and the reading: a pipe is never waited for, and a file never read
//! further than its bound.

use std::fmt;
use std::fs::{File, Metadata};
use std::io::{self, Read as _};
use std::path::Path;

/// Whether a link is followed to the file that it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Links {
    /// A user has named the file, and may name a link.
    Followed,
    /// The file was found in a folder of the registry: no link is read there, whatever it leads to.
    Refused,
}

/// Why there are no bytes of a file.
#[derive(Debug)]
pub enum ReadError {
    /// It is a folder, a pipe, a device, or a link where none is followed.
    NoFile,
    /// It has more bytes than are read: so many.
    TooLarge(u64),
    /// The system refused.
    Io(io::Error),
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<ReadError> for io::Error {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::NoFile => Self::new(io::ErrorKind::InvalidInput, NoFile),
            ReadError::TooLarge(_) => io::ErrorKind::FileTooLarge.into(),
            ReadError::Io(error) => error,
        }
    }
}

/// What an [`io::Error`] carries that says that something is no regular file.
#[derive(Debug)]
pub struct NoFile;

impl NoFile {
    /// Whether an error carries it.
    #[must_use]
    pub fn is_in(error: &io::Error) -> bool {
        error
            .get_ref()
            .and_then(|inner| inner.downcast_ref::<Self>())
            .is_some()
    }
}

impl fmt::Display for NoFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("it is not a regular file")
    }
}

impl std::error::Error for NoFile {}

/// Opens the file at `path`.
///
/// # Errors
/// [`ReadError::NoFile`] when it is not a regular file, else what the system says.
pub fn open(path: &Path, links: Links) -> Result<File, ReadError> {
    regular(system::open(path, links)?)
}

/// Opens the file at `path` in `folder`, of which neither it nor a folder on the way may be a link; `folder`
/// itself may be one.
///
/// # Errors
/// As [`open`].
pub fn open_in(folder: &Path, path: &Path) -> Result<File, ReadError> {
    regular(system::open_in(folder, path)?)
}

fn regular(file: Option<File>) -> Result<File, ReadError> {
    match file {
        Some(file) if file.metadata()?.is_file() => Ok(file),
        _ => Err(ReadError::NoFile),
    }
}

/// Opens the file at `path` to read and write it; a link is none.
pub(super) fn open_to_write(path: &Path) -> Result<File, ReadError> {
    regular(system::open_to_write(path)?)
}

/// Opens the file at `path` to be locked. Some systems lock only what may be written, and what may not be is
/// opened all the same.
pub(super) fn open_to_lock(path: &Path) -> Result<File, ReadError> {
    match open_to_write(path) {
        Err(ReadError::Io(error))
            if matches!(
                error.kind(),
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
            ) =>
        {
            open(path, Links::Refused)
        }
        opened => opened,
    }
}

/// All bytes of a file, which may be at most `most`.
///
/// # Errors
/// [`ReadError::TooLarge`], else what the system says.
pub fn read_at_most(file: &File, most: u64) -> Result<Vec<u8>, ReadError> {
    let size = file.metadata().as_ref().map_or(0, Metadata::len);
    if size > most {
        return Err(ReadError::TooLarge(size));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0) + 1);
    file.take(most + 1).read_to_end(&mut bytes)?;
    // It may be growing.
    if bytes.len() as u64 > most {
        return Err(ReadError::TooLarge(bytes.len() as u64));
    }
    Ok(bytes)
}

/// Opens the file at `path` and reads it whole.
///
/// # Errors
/// As [`open`] and [`read_at_most`].
pub fn read(path: &Path, links: Links, most: u64) -> Result<Vec<u8>, ReadError> {
    read_at_most(&open(path, links)?, most)
}

#[cfg(unix)]
mod system {
    use std::fs::File;
    use std::io;
    use std::os::fd::OwnedFd;
    use std::path::{Component, Path};

    use rustix::fs::{CWD, Mode, OFlags, openat};
    use rustix::io::Errno;

    use super::Links;

    const FLAGS: OFlags = OFlags::RDONLY.union(OFlags::NONBLOCK).union(OFlags::CLOEXEC);

    /// What is at a path; `None` for what cannot be opened because it is no file.
    pub(super) fn open(path: &Path, links: Links) -> io::Result<Option<File>> {
        let flags = match links {
            Links::Followed => FLAGS,
            Links::Refused => FLAGS | OFlags::NOFOLLOW,
        };
        found(openat(CWD, path, flags, Mode::empty()), links)
    }

    pub(super) fn open_to_write(path: &Path) -> io::Result<Option<File>> {
        let flags = OFlags::RDWR | OFlags::NONBLOCK | OFlags::CLOEXEC | OFlags::NOFOLLOW;
        found(openat(CWD, path, flags, Mode::empty()), Links::Refused)
    }

    pub(super) fn open_in(folder: &Path, path: &Path) -> io::Result<Option<File>> {
        let mut place = openat(CWD, folder, FLAGS | OFlags::DIRECTORY, Mode::empty())?;
        let mut parts = path.components().peekable();
        while let Some(Component::Normal(part)) = parts.next() {
            if parts.peek().is_none() {
                return found(
                    openat(&place, part, FLAGS | OFlags::NOFOLLOW, Mode::empty()),
                    Links::Refused,
                );
            }
            place = match openat(
                &place,
                part,
                FLAGS | OFlags::DIRECTORY | OFlags::NOFOLLOW,
                Mode::empty(),
            ) {
                // A link to a folder is none here.
                Err(Errno::NOTDIR | Errno::LOOP) => return Ok(None),
                opened => opened?,
            };
        }
        Ok(None)
    }

    fn found(opened: Result<OwnedFd, Errno>, links: Links) -> io::Result<Option<File>> {
        match opened {
            Ok(file) => Ok(Some(File::from(file))),
            // A link; FreeBSD says so in its own way. Links that lead in a circle are the system's to say.
            Err(Errno::LOOP | Errno::MLINK) if links == Links::Refused => Ok(None),
            // A socket or a device behind which there is nothing; a folder that is to be written.
            Err(Errno::NXIO | Errno::ISDIR) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

#[cfg(not(unix))]
mod system {
    use std::fs::{self, File};
    use std::io;
    use std::path::Path;

    use super::Links;

    pub(super) fn open(path: &Path, links: Links) -> io::Result<Option<File>> {
        let found = match links {
            Links::Followed => fs::metadata(path)?,
            Links::Refused => fs::symlink_metadata(path)?,
        };
        found.is_file().then(|| File::open(path)).transpose()
    }

    pub(super) fn open_to_write(path: &Path) -> io::Result<Option<File>> {
        let found = fs::symlink_metadata(path)?;
        let open = || File::options().read(true).write(true).open(path);
        found.is_file().then(open).transpose()
    }

    pub(super) fn open_in(folder: &Path, path: &Path) -> io::Result<Option<File>> {
        let mut place = folder.to_owned();
        for part in path.components() {
            place.push(part);
            if fs::symlink_metadata(&place)?.is_symlink() {
                return Ok(None);
            }
        }
        open(&place, Links::Refused)
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;
    use std::path::PathBuf;

    use super::*;
    use crate::disk::testing::make_pipe;

    fn place() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let path = folder.path().to_owned();
        fs::create_dir_all(path.join("a/b")).expect("a folder");
        fs::write(path.join("a/b/file"), "12345").expect("a file");
        (folder, path)
    }

    #[test]
    fn a_file_is_read_to_its_bound() {
        let (_folder, path) = place();
        let file = path.join("a/b/file");
        assert_eq!(read(&file, Links::Refused, 5).expect("five bytes"), b"12345");
        assert!(matches!(
            read(&file, Links::Refused, 4),
            Err(ReadError::TooLarge(5))
        ));
        // Its size says 0.
        #[cfg(target_os = "linux")]
        assert!(matches!(
            read(Path::new("/proc/self/maps"), Links::Followed, 10),
            Err(ReadError::TooLarge(11))
        ));
        let missing = read(&path.join("none"), Links::Followed, 4);
        assert!(matches!(missing, Err(ReadError::Io(error)) if error.kind() == io::ErrorKind::NotFound));
    }

    #[test]
    fn what_is_no_file_is_not_waited_for() {
        let (_folder, path) = place();
        make_pipe(&path.join("pipe"));
        let _socket = UnixListener::bind(path.join("socket")).expect("a socket");
        symlink("pipe", path.join("link to a pipe")).expect("a link");
        for name in ["pipe", "socket", "a", "link to a pipe"] {
            for links in [Links::Followed, Links::Refused] {
                let opened = open(&path.join(name), links);
                assert!(matches!(opened, Err(ReadError::NoFile)), "{name}: {opened:?}");
            }
            let opened = open_in(&path, Path::new(name));
            assert!(matches!(opened, Err(ReadError::NoFile)), "{name}: {opened:?}");
        }
        let device = open(Path::new("/dev/null"), Links::Followed);
        assert!(matches!(device, Err(ReadError::NoFile)));
    }

    #[test]
    fn a_link_is_followed_only_where_a_user_names_it() {
        let (_folder, path) = place();
        symlink("a/b/file", path.join("link")).expect("a link");
        symlink("nowhere", path.join("dangling")).expect("a link");
        assert!(open(&path.join("link"), Links::Followed).is_ok());
        for name in ["link", "dangling"] {
            let refused = open(&path.join(name), Links::Refused);
            assert!(matches!(refused, Err(ReadError::NoFile)), "{name}");
        }
    }

    #[test]
    fn no_folder_on_the_way_may_be_a_link_but_the_first() {
        let (_folder, path) = place();
        symlink("b", path.join("a/linked")).expect("a link");
        symlink("a", path.join("first")).expect("a link");
        let opened = |folder: &str, file: &str| open_in(&path.join(folder), Path::new(file));
        assert!(opened("a", "b/file").is_ok());
        assert!(opened("first", "b/file").is_ok());
        assert!(matches!(opened("a", "linked/file"), Err(ReadError::NoFile)));
        assert!(matches!(opened("a", "b/file/x"), Err(ReadError::NoFile)));
        assert!(matches!(opened("a/b", "../b/file"), Err(ReadError::NoFile)));
        assert!(matches!(opened("a", "c/file"), Err(ReadError::Io(_))));
    }
}
