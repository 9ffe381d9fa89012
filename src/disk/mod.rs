//! The file system as the program changes it. Every step of a change goes through a [`Disk`], which is made
//! at the edge and passed inward, so that a test can refuse any step, or end the process before it.
//! Nothing here knows what is in a file.

#[cfg(unix)]
mod attributes;
mod draft;
mod folders;
mod lock;
mod open;
mod owner;
mod passing;
mod replace;
mod rights;
mod temporary;
#[cfg(all(test, unix))]
pub(crate) mod testing;

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tempfile::NamedTempFile;

pub use draft::{Draft, drafts_of};
pub use open::{Links, NoFile, ReadError, open, open_in, read, read_at_most};
pub use owner::own_file;
pub use passing::{PassingLock, is_at};
pub use replace::{WriteError, append, copy_new, followed, remove_as_expected, replace_file, write_whole};

/// A step of a change. Its path is that of the file or folder that is made, changed or flushed; of a
/// rename the new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A file is created.
    NewFile,
    /// Bytes are written into a file.
    Write,
    /// A file gets its rights.
    SetRights,
    /// A file is flushed.
    Flush,
    /// A file or folder gets a name.
    Rename,
    /// Two folders change places.
    Exchange,
    /// A file or folder is removed.
    Remove,
    /// A folder is created.
    NewFolder,
    /// The entries of a folder are flushed.
    FlushFolder,
    /// All files of a folder are flushed.
    FlushTree,
}

type Ask = dyn Fn(Step, &Path) -> io::Result<()> + Send + Sync;

/// Who may read a new file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
    /// Whom the umask and the folder allow.
    AsUsual,
    /// No one else, until it gets the rights of the file whose place it takes.
    OwnerAlone,
}

/// What is to be said of a file that has been written.
#[derive(Debug)]
pub enum Remark {
    /// It has other names (hard links), and they keep what was in it before.
    OtherNames,
    /// Its group could not be kept.
    OtherGroup,
    /// It is in its place, but its folder could not be flushed.
    NotFlushed(io::Error),
}

/// The way to change the file system.
#[derive(Clone, Default)]
pub struct Disk {
    ask: Option<Arc<Ask>>,
    remarks: Arc<Mutex<Vec<(PathBuf, Remark)>>>,
}

impl fmt::Debug for Disk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.ask.is_some() {
            "Disk(asking)"
        } else {
            "Disk"
        })
    }
}

impl Disk {
    /// One that does every step.
    #[must_use]
    pub fn real() -> Self {
        Self::default()
    }

    /// One that asks before each step, and fails with the error that it gets.
    #[must_use]
    pub fn asking(ask: impl Fn(Step, &Path) -> io::Result<()> + Send + Sync + 'static) -> Self {
        Self {
            ask: Some(Arc::new(ask)),
            ..Self::default()
        }
    }

    fn before(&self, step: Step, path: &Path) -> io::Result<()> {
        self.ask.as_ref().map_or(Ok(()), |ask| ask(step, path))
    }

    /// Keeps what is to be said of a file. Whoever runs a command says it at its end, whichever command it is.
    fn remark(&self, path: &Path, remark: Remark) {
        let mut remarks = self.remarks.lock().unwrap_or_else(PoisonError::into_inner);
        remarks.push((path.to_owned(), remark));
    }

    /// What is to be said of the files that have been written so far, once.
    #[must_use]
    pub fn take_remarks(&self) -> Vec<(PathBuf, Remark)> {
        std::mem::take(&mut self.remarks.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// A new, empty file; there must be none.
    pub fn new_file(&self, path: &Path) -> io::Result<File> {
        self.new_file_for(path, Readers::AsUsual)
    }

    /// The same, for these readers.
    #[cfg_attr(not(unix), expect(unused_variables, reason = "only Unix has modes"))]
    pub fn new_file_for(&self, path: &Path, readers: Readers) -> io::Result<File> {
        self.before(Step::NewFile, path)?;
        let mut options = OpenOptions::new();
        options.read(true).write(true).create_new(true);
        #[cfg(unix)]
        if readers == Readers::OwnerAlone {
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        }
        options.open(path)
    }

    /// Writes bytes at the present place of `file`, which is at `path`.
    pub fn write(&self, mut file: &File, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.before(Step::Write, path)?;
        file.write_all(bytes)
    }

    /// Writes the rest of `from` at the present place of `file`, which is at `path`.
    pub fn copy(&self, mut from: impl Read, mut file: &File, path: &Path) -> io::Result<()> {
        self.before(Step::Write, path)?;
        io::copy(&mut from, &mut file).map(drop)
    }

    /// Flushes `file`, which is at `path`, to the disk.
    fn flush(&self, file: &File, path: &Path) -> io::Result<()> {
        self.before(Step::Flush, path)?;
        file.sync_all()
    }

    /// Gives a temporary file its name, in place of what has it. The folder is not flushed.
    fn put(&self, temporary: NamedTempFile, path: &Path) -> io::Result<()> {
        self.before(Step::Rename, path)?;
        temporary.persist(path).map_err(|error| error.error)?;
        Ok(())
    }

    /// Gives a temporary file its name, which must be free. The folder is not flushed.
    ///
    /// # Errors
    /// [`io::ErrorKind::AlreadyExists`] when something has the name.
    fn put_new(&self, temporary: NamedTempFile, path: &Path) -> io::Result<()> {
        self.before(Step::Rename, path)?;
        let Err(refused) = temporary.persist_noclobber(path) else {
            return Ok(());
        };
        // Some file systems can do this only in two steps.
        match fs::symlink_metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                refused.file.persist(path).map_err(|error| error.error)?;
                Ok(())
            }
            Ok(_) => Err(io::ErrorKind::AlreadyExists.into()),
            Err(error) => Err(error),
        }
    }

    /// Gives a file or folder another name, in place of what has it. No folder is flushed.
    pub fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.before(Step::Rename, to)?;
        fs::rename(from, to)
    }

    pub fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.before(Step::Remove, path)?;
        fs::remove_file(path)
    }

    /// Creates a folder and all above it that are not there, and has the disk keep their names.
    pub fn make_folders(&self, path: &Path) -> io::Result<()> {
        let is_new = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.is_dir();
        let new: Vec<&Path> = path.ancestors().take_while(is_new).collect();
        self.make_inner_folders(path)?;
        for folder in new {
            if let Err(error) = self.flush_folder(folder_of(folder)) {
                self.remark(folder, Remark::NotFlushed(error));
            }
        }
        Ok(())
    }

    /// The same in a folder that is flushed with all that is in it.
    pub fn make_inner_folders(&self, path: &Path) -> io::Result<()> {
        if path.is_dir() {
            return Ok(());
        }
        self.before(Step::NewFolder, path)?;
        fs::create_dir_all(path)
    }

    /// Flushes a folder's entries to the disk, where the system can do so.
    pub fn flush_folder(&self, folder: &Path) -> io::Result<()> {
        self.before(Step::FlushFolder, folder)?;
        if cfg!(unix) {
            File::open(folder)?.sync_all()?;
        }
        Ok(())
    }
}

/// Whether there is anything by this name, even a link that leads nowhere.
#[must_use]
pub fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// The path whose name has an ending more.
#[must_use]
pub fn with_ending(path: &Path, ending: impl AsRef<OsStr>) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    PathBuf::from(name)
}

#[must_use]
pub fn folder_of(path: &Path) -> &Path {
    path.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}
