//! A full build: all rows first, then the indexes, the words and the timelines, because that is
//! several times faster than keeping them right row by row. The index is made in a file of its own
//! and takes the old one's place when it is whole.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::change::{FileChange, FileContent};
use super::lock::{Lock, sibling};
use super::{IndexError, schema, write};

/// Builds the index of `files` at `path`, in place of what is there; the number of files loaded.
pub(super) fn build(path: &Path, files: impl IntoIterator<Item = FileChange>) -> Result<u32, IndexError> {
    let _lock = Lock::acquire(path)?;
    // The lock makes the name ours; what a build that was killed has left goes first.
    let unfinished = Unfinished::new(sibling(path, ".new"))?;
    let mut connection = schema::open(
        &unfinished.0,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
    )?;
    // Nobody else sees the file before it is whole: there is nothing to journal and nothing to share.
    connection.pragma_update(None, "journal_mode", "OFF")?;
    connection.pragma_update(None, "synchronous", "OFF")?;
    connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    connection.pragma_update(None, "cache_size", -64 * 1024)?;
    let n_loaded = fill(&mut connection, files)?;
    connection.close().map_err(|(_, error)| error)?;
    File::open(&unfinished.0)
        .and_then(|file| file.sync_all())
        .map_err(IndexError::io(&unfinished.0))?;
    remove_journals(path)?;
    unfinished.put_at(path)?;
    Ok(n_loaded)
}

/// Fills an empty database; the number of files loaded.
pub(super) fn fill(
    connection: &mut Connection,
    files: impl IntoIterator<Item = FileChange>,
) -> Result<u32, IndexError> {
    check_rows(connection, Checks::Off)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    schema::create_tables(&transaction)?;
    write::insert_regions(&transaction)?;
    write::insert_settings(&transaction, &crate::model::Settings::default())?;
    let mut n_loaded = 0;
    let mut agreements = Vec::new();
    for change in files {
        write::insert_file(&transaction, &change)?;
        write::insert_content(&transaction, &change)?;
        n_loaded += u32::from(!matches!(change.content, FileContent::Refused(_)));
        agreements.extend(agreement_id(&change).map(str::to_owned));
    }
    schema::create_the_rest(&transaction)?;
    write::rebuild_words(&transaction)?;
    for agreement in &agreements {
        write::write_timeline(&transaction, agreement)?;
    }
    write::write_group_origins(&transaction, &agreements)?;
    transaction.commit()?;
    check_rows(connection, Checks::On)?;
    Ok(n_loaded)
}

/// Whether SQLite looks at what every row refers to and may hold.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Checks {
    On,
    Off,
}

/// A full build leaves the checks out. Its rows come from the model's types, which allow less than
/// the schema does, and looking at every row takes longer than writing it.
fn check_rows(connection: &Connection, checks: Checks) -> rusqlite::Result<()> {
    connection.pragma_update(None, "foreign_keys", checks == Checks::On)?;
    connection.pragma_update(None, "ignore_check_constraints", checks == Checks::Off)
}

/// The agreement that a file holds.
pub(super) fn agreement_id(change: &FileChange) -> Option<&str> {
    match &change.content {
        FileContent::Agreement(agreement) => Some(agreement.id.value.as_str()),
        _ => None,
    }
}

/// A file that is being made: it goes when it is dropped before it is put in its place.
struct Unfinished(PathBuf);

impl Unfinished {
    fn new(path: PathBuf) -> Result<Self, IndexError> {
        remove_if_there(&path)?;
        Ok(Self(path))
    }

    fn put_at(self, path: &Path) -> Result<(), IndexError> {
        fs::rename(&self.0, path).map_err(IndexError::io(path))?;
        let folder = match path.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        };
        // The new name is on the disk only when the folder is.
        File::open(folder)
            .and_then(|folder| folder.sync_all())
            .map_err(IndexError::io(folder))
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        // After the rename nothing is there. An error here could only hide the one that matters.
        let _ = fs::remove_file(&self.0);
    }
}

/// What a killed process left beside the old index must not meet the new one: SQLite would take an
/// old journal for the new file's and roll it back into it.
fn remove_journals(path: &Path) -> Result<(), IndexError> {
    for ending in ["-journal", "-wal", "-shm"] {
        remove_if_there(&sibling(path, ending))?;
    }
    Ok(())
}

fn remove_if_there(path: &Path) -> Result<(), IndexError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(IndexError::io(path)(error)),
        _ => Ok(()),
    }
}
