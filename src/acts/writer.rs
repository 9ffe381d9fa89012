//! The way to change the files of a registry: one value, made at the edge for one run of a command and passed
//! inward. Files are written through a [`Transaction`] alone, which holds the registry's lock and writes the journal.

use std::cell::RefCell;
use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::journal::{FileStep, Run, Store, journal_path};
use super::{ActError, ActRefusal, Writing};
use crate::diagnostic::FilePath;
use crate::disk::{self, Disk, WriteError};
use crate::source::WalkError;
use crate::wording;
use crate::wording::Wording;

/// The lock file: it lies where the files are, so that registries that share one `agreements/` by links share
/// the lock, too.
pub const LOCK: &str = "agreements/.kumppani-lock";

/// How long another command may take; longer than a renewal run over a large registry does.
const PATIENCE: Duration = Duration::from_secs(30);

/// The way to change the files of one registry.
#[derive(Clone, Debug)]
pub struct Writer {
    disk: Disk,
    root: PathBuf,
    run: Arc<Run>,
}

impl Writer {
    /// The way to change the files of the registry in `root` in one run of a command.
    #[must_use]
    pub fn new(disk: Disk, root: PathBuf, run: Arc<Run>) -> Self {
        Self { disk, root, run }
    }

    /// The way to change the file system, for what is not a file of the registry.
    #[must_use]
    pub fn disk(&self) -> &Disk {
        &self.disk
    }

    /// The registry's root.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }
}

/// A change that has begun; nothing else changes files of the registry until it is dropped.
#[derive(Debug)]
pub struct Transaction {
    writer: Writer,
    writing: Writing,
    /// The journal, once something has been written.
    journal: RefCell<Option<Store>>,
    _lock: Option<File>,
}

impl Transaction {
    /// Waits for the registry's lock; what is only shown needs none.
    ///
    /// # Errors
    /// What the system says: in a folder that cannot be written there is no lock, and no change.
    /// [`ErrorKind::ResourceBusy`] when another command holds it for too long.
    pub fn begin(writer: &Writer, writing: Writing) -> Result<Self, ActError> {
        let lock = || writer.disk.lock(&writer.root.join(LOCK), PATIENCE);
        let lock = match writing {
            Writing::Done => Some(lock().map_err(|error| match error.kind() {
                ErrorKind::NotFound => ActError::Walk(WalkError::NoRegistry(writer.root.clone())),
                _ => ActError::Io(FilePath::new(LOCK), error),
            })?),
            Writing::OnlyShown => None,
        };
        Ok(Self {
            writer: writer.clone(),
            writing,
            journal: RefCell::new(None),
            _lock: lock,
        })
    }

    /// Replaces files one after the other, unless the change is only shown; each must still have its bytes.
    ///
    /// # Errors
    /// `Refused` when somebody else has changed one of them meanwhile. Those before it are written then.
    pub fn replace(&self, files: &[ChangedFile]) -> Result<(), ActError> {
        let steps: Vec<FileStep<'_>> = files.iter().map(ChangedFile::step).collect();
        self.carry_out(&steps, &[])
    }

    /// Brings files to what they are to be, one after the other, unless the change is only shown. The journal has it
    /// before the first file changes. `undoes` are the entries of the journal that are taken back.
    pub(super) fn carry_out(&self, steps: &[FileStep<'_>], undoes: &[u64]) -> Result<(), ActError> {
        if self.writing == Writing::OnlyShown || steps.is_empty() {
            return Ok(());
        }
        self.note(steps, undoes)
            .map_err(|error| ActError::Io(journal_path(self.writer.root()), error))?;
        steps.iter().try_for_each(|step| self.write(step))
    }

    fn note(&self, steps: &[FileStep<'_>], undoes: &[u64]) -> std::io::Result<()> {
        let Writer { disk, root, run } = &self.writer;
        let mut journal = self.journal.borrow_mut();
        let store = match journal.take() {
            Some(store) => store,
            None => Store::open(root, run)?,
        };
        journal.insert(store).add(disk, (run, undoes), steps)
    }

    fn write(&self, step: &FileStep<'_>) -> Result<(), ActError> {
        let disk = self.writer.disk();
        let (path, location) = (FilePath::new(step.path), step.location);
        let failed = |error| ActError::Io(path.clone(), error);
        let written = match (step.before, step.after) {
            (Some(before), None) => disk::remove_as_expected(disk, location, before),
            (before, after) => {
                if before.is_none() {
                    disk.make_folders(disk::folder_of(location)).map_err(failed)?;
                }
                disk::replace_file(disk, location, before, after.unwrap_or_default())
            }
        };
        written.map_err(|error| match error {
            WriteError::Changed => changed(&path).into(),
            WriteError::Io(error) => failed(error),
        })
    }
}

/// A file with its bytes after a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedFile {
    /// Its path from the root.
    pub file: FilePath,
    /// Where it is.
    pub location: PathBuf,
    /// Its bytes before; `None` for a new file.
    pub before: Option<Vec<u8>>,
    pub after: Vec<u8>,
}

impl ChangedFile {
    fn step(&self) -> FileStep<'_> {
        FileStep {
            path: self.file.as_str(),
            location: &self.location,
            before: self.before.as_deref(),
            after: Some(&self.after),
        }
    }
}

/// That a file is another one than an act was planned on.
pub(super) fn changed(path: &FilePath) -> ActRefusal {
    ActRefusal::with_help(
        wording!(
            en: "someone else has changed {path} in the meantime; it was not written",
            fi: "joku muu on sillä välin muuttanut tiedostoa {path}; se jätettiin ennalleen"
        ),
        Wording::fixed("run the command again", "anna komento uudelleen"),
    )
}
