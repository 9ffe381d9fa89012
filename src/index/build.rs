//! A full build: all rows first, then the indexes, the words and the timelines, because that is
//! several times faster than keeping them right row by row.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::lock::lock;
use super::unfinished::Unfinished;
use super::write::change::{FileChange, FileContent};
use super::{IndexError, schema, write};
use crate::disk::Disk;
use crate::model::Network;

/// Builds the index of `files` at `path`, in place of what is there; the number of files loaded.
pub(super) fn build(
    disk: &Disk,
    path: &Path,
    network: &Network,
    files: impl IntoIterator<Item = FileChange>,
) -> Result<u32, IndexError> {
    let _lock = lock(disk, path)?;
    let unfinished = Unfinished::new(disk, path)?;
    let n_loaded = unfinished.write(|connection| fill(connection, network, files))?;
    unfinished.put_at(path)?;
    Ok(n_loaded)
}

/// Fills an empty database; the number of files loaded.
pub(super) fn fill(
    connection: &mut Connection,
    network: &Network,
    files: impl IntoIterator<Item = FileChange>,
) -> Result<u32, IndexError> {
    check_rows(connection, Checks::Off)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    schema::create_tables(&transaction)?;
    write::insert_network(&transaction, network)?;
    write::insert_settings(&transaction, &crate::model::Settings::default())?;
    let mut n_loaded = 0;
    let mut agreements = Vec::new();
    let mut keys = write::Keys::default();
    for change in files {
        write::insert_file(&transaction, &change)?;
        write::insert_content(&transaction, &change, &mut keys)?;
        n_loaded += u32::from(!matches!(change.content, FileContent::Refused(_)));
        agreements.extend(agreement_id(&change).map(str::to_owned));
    }
    schema::create_the_rest(&transaction)?;
    write::finish_words(&transaction)?;
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
        FileContent::Agreement(rows) => Some(rows.id()),
        _ => None,
    }
}
