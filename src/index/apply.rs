//! Bringing an index up to date: within one transaction the rows of changed and removed files go,
//! the new ones come, and the timelines and the groups of all agreements that this touches are shown again.

use std::collections::BTreeSet;
use std::path::Path;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::build::agreement_id;
use super::unfinished::Unfinished;
use super::write::change::{Changes, FileChange, FileContent};
use super::{IndexError, write};
use crate::diagnostic::FilePath;
use crate::disk::Disk;

/// The agreement of a file, those that it supersedes, and those that supersede it.
const TOUCHED: &str = "
    SELECT a.agreement_id
    FROM agreement AS a
    WHERE a.file = ?1
    UNION
    SELECT s.predecessor_id
    FROM agreement AS a
    JOIN supersession AS s ON s.agreement_id = a.agreement_id
    WHERE a.file = ?1
    UNION
    SELECT s.agreement_id
    FROM agreement AS a
    JOIN supersession AS s ON s.predecessor_id = a.agreement_id
    WHERE a.file = ?1
    ORDER BY 1";

/// A file that holds an agreement of this id only in a version before its errors.
const REFUSED_HOLDER: &str = "
    SELECT f.path
    FROM agreement AS a
    JOIN source_file AS f ON f.path = a.file
    WHERE a.agreement_id = ? AND f.state = 'refused'";

/// A copy of the index at `path` with all changes, to be put in its place. The caller has the lock.
pub(super) fn updated<'d>(
    disk: &'d Disk,
    path: &Path,
    changes: &Changes,
) -> Result<Unfinished<'d>, IndexError> {
    let copy = Unfinished::copy_of(disk, path)?;
    copy.write(|connection| apply(connection, changes))?;
    Ok(copy)
}

/// Applies all changes or, with an error, none.
pub(super) fn apply(connection: &Connection, changes: &Changes) -> Result<(), IndexError> {
    let transaction = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
    let mut touched = BTreeSet::new();
    let mut keys = write::Keys::default();
    for change in &changes.files {
        write::insert_file(&transaction, change)?;
    }
    delete_old_rows(&transaction, changes, &mut touched)?;
    for change in loaded(changes) {
        write::insert_content(&transaction, change, &mut keys)?;
        note_touched(&transaction, &change.path, &mut touched)?;
    }
    for (path, stamp) in &changes.restamped {
        write::restamp(&transaction, path.as_str(), *stamp)?;
    }
    for agreement in &touched {
        write::clear_timeline(&transaction, agreement)?;
        write::write_timeline(&transaction, agreement)?;
    }
    write::write_group_origins(&transaction, &touched)?;
    transaction.commit()?;
    Ok(())
}

/// The changed files without errors; the others leave their last good version as it is.
fn loaded(changes: &Changes) -> impl Iterator<Item = &FileChange> {
    changes
        .files
        .iter()
        .filter(|change| !matches!(change.content, FileContent::Refused(_)))
}

/// All old rows go before the first new one comes: a file may have got another name, and its
/// agreement must not meet itself.
fn delete_old_rows(
    connection: &Connection,
    changes: &Changes,
    touched: &mut BTreeSet<String>,
) -> Result<(), IndexError> {
    for path in &changes.removed {
        note_touched(connection, path, touched)?;
        write::delete_content(connection, path.as_str())?;
        write::delete_file(connection, path.as_str())?;
    }
    for change in loaded(changes) {
        note_touched(connection, &change.path, touched)?;
        write::delete_content(connection, change.path.as_str())?;
    }
    // Where a good file has an agreement that a refused one had, the good one goes before the memory.
    for id in changes.files.iter().filter_map(agreement_id) {
        let holders: Vec<String> = connection
            .prepare_cached(REFUSED_HOLDER)?
            .query_map([id], |row| row.get("path"))?
            .collect::<rusqlite::Result<_>>()?;
        for holder in holders {
            note_touched(connection, &FilePath::new(&holder), touched)?;
            write::delete_content(connection, &holder)?;
        }
    }
    Ok(())
}

fn note_touched(
    connection: &Connection,
    path: &FilePath,
    touched: &mut BTreeSet<String>,
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(TOUCHED)?;
    let agreements = statement.query_map([path.as_str()], |row| row.get("agreement_id"))?;
    for agreement in agreements {
        touched.insert(agreement?);
    }
    Ok(())
}
