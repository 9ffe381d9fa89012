//! The file system as the program changes it. Every step of a change goes through a [`Disk`], which is made
//! at the edge and passed inward, so that a test can refuse any step, or end the process before it.
//! Nothing here knows what is in a file.

mod folders;
mod lock;
mod open;
mod passing;
mod replace;
mod temporary;

use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::Arc;

use tempfile::NamedTempFile;

pub use open::{Links, NoFile, ReadError, open, open_in, read, read_at_most};
pub use passing::PassingLock;
pub use replace::{WriteError, followed, replace_file, write_whole};

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

/// The way to change the file system.
#[derive(Clone, Default)]
pub struct Disk {
    ask: Option<Arc<Ask>>,
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
        }
    }

    fn before(&self, step: Step, path: &Path) -> io::Result<()> {
        self.ask.as_ref().map_or(Ok(()), |ask| ask(step, path))
    }

    /// A new, empty file; there must be none.
    pub fn new_file(&self, path: &Path) -> io::Result<File> {
        self.before(Step::NewFile, path)?;
        OpenOptions::new()
            .read(true)
            .write(true)
            .create_new(true)
            .open(path)
    }

    /// Writes bytes at the present place of `file`, which is at `path`.
    pub fn write(&self, mut file: &File, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.before(Step::Write, path)?;
        file.write_all(bytes)
    }

    /// Flushes `file`, which is at `path`, to the disk.
    pub fn flush(&self, file: &File, path: &Path) -> io::Result<()> {
        self.before(Step::Flush, path)?;
        file.sync_all()
    }

    /// Gives a temporary file its name, in place of what has it. The folder is not flushed.
    pub fn put(&self, temporary: NamedTempFile, path: &Path) -> io::Result<()> {
        self.before(Step::Rename, path)?;
        temporary.persist(path).map_err(|error| error.error)?;
        Ok(())
    }

    /// Gives a file or folder another name, in place of what has it. No folder is flushed.
    pub fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.before(Step::Rename, to)?;
        fs::rename(from, to)
    }

    /// Removes a file.
    pub fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.before(Step::Remove, path)?;
        fs::remove_file(path)
    }

    /// Creates a folder and all above it that are not there.
    pub fn make_folders(&self, path: &Path) -> io::Result<()> {
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

/// The folder in which a path is.
#[must_use]
pub fn folder_of(path: &Path) -> &Path {
    path.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}
