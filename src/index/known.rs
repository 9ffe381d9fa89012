//! What the index knows of the files that it was made from, and how much it holds.

use std::collections::BTreeMap;

use rusqlite::{Connection, Row};

use super::IndexError;
use super::value::Json;
use super::write::change::{Changes, FileContent, FirstError, KnownFile, Stamp};
use crate::diagnostic::FilePath;
use crate::model::{Network, NetworkData};
use crate::view::{LoadCounts, LoadedRows};
use crate::wording::Wording;

const KNOWN_FILES: &str = "
    SELECT
        path, size, modified_ns, changed_ns, inode, content_hash, kind IS NOT NULL AS has_content,
        refusal_line, refusal_code, refusal_message_en, refusal_message_fi, refusal_errors
    FROM source_file
    ORDER BY path";

const TOTALS: &str = "
    SELECT
        (SELECT COUNT(*) FROM source_file) AS files,
        (SELECT COUNT(*) FROM source_file WHERE state = 'refused') AS refused";

const ROWS: &str = "
    SELECT
        (SELECT COUNT(*) FROM agreement) AS agreements,
        (SELECT COUNT(*) FROM signatory_row) AS signatories,
        (SELECT COUNT(*) FROM duty_row) AS duties";

/// The network whose regions the rows have.
pub(super) fn network(connection: &Connection) -> rusqlite::Result<Network> {
    const DEFINITION: &str = "SELECT definition FROM network";
    let data = connection.query_row(DEFINITION, [], |row| row.get::<_, Json<NetworkData>>(0))?;
    Ok(Network::new(data.0))
}

/// The files, loaded and refused.
pub(super) fn known_files(connection: &Connection) -> rusqlite::Result<BTreeMap<FilePath, KnownFile>> {
    connection
        .prepare_cached(KNOWN_FILES)?
        .query_map([], known_file_from_row)?
        .collect()
}

fn known_file_from_row(row: &Row<'_>) -> rusqlite::Result<(FilePath, KnownFile)> {
    let size: i64 = row.get("size")?;
    let file = KnownFile {
        stamp: Stamp {
            size: size.unsigned_abs(),
            modified_ns: row.get("modified_ns")?,
            changed_ns: row.get("changed_ns")?,
            inode: row.get::<_, i64>("inode")?.cast_unsigned(),
        },
        hash: row.get("content_hash")?,
        refused: refusal_from_row(row)?,
        has_content: row.get("has_content")?,
    };
    Ok((FilePath::new(row.get_ref("path")?.as_str()?), file))
}

fn refusal_from_row(row: &Row<'_>) -> rusqlite::Result<Option<FirstError>> {
    let Some(code) = row.get("refusal_code")? else {
        return Ok(None);
    };
    let message = Wording::composed(row.get("refusal_message_en")?, row.get("refusal_message_fi")?);
    Ok(Some(FirstError {
        line: row.get("refusal_line")?,
        code,
        message,
        errors: row.get("refusal_errors")?,
    }))
}

/// What applying `changes` to an index that knew `known` has led to.
pub(super) fn count(
    connection: &Connection,
    changes: &Changes,
    known: &BTreeMap<FilePath, KnownFile>,
) -> Result<LoadCounts, IndexError> {
    let loaded = changes
        .files
        .iter()
        .filter(|change| !matches!(change.content, FileContent::Refused(_)));
    let (again, first): (Vec<_>, Vec<_>) = loaded.partition(|change| known.contains_key(&change.path));
    let removed = changes.removed.iter().filter(|path| known.contains_key(path));
    let totals = totals(connection)?;
    let (n_new, n_again) = (number(first.len()), number(again.len()));
    Ok(LoadCounts {
        new: n_new,
        changed: n_again,
        unchanged: totals.files.saturating_sub(n_new + n_again + totals.refused),
        removed: number(removed.count()),
        ..totals
    })
}

/// What a build of `n_loaded` files has led to.
pub(super) fn count_built(connection: &Connection, n_loaded: u32) -> Result<LoadCounts, IndexError> {
    Ok(LoadCounts {
        new: n_loaded,
        ..totals(connection)?
    })
}

/// The files that the index knows; nothing is said of what changed.
fn totals(connection: &Connection) -> rusqlite::Result<LoadCounts> {
    connection.query_row(TOTALS, [], |row| {
        Ok(LoadCounts {
            files: row.get("files")?,
            refused: row.get("refused")?,
            ..LoadCounts::default()
        })
    })
}

/// What the index holds: every row is looked at, so that no other question asks it.
pub(super) fn count_rows(connection: &Connection) -> rusqlite::Result<LoadedRows> {
    connection.query_row(ROWS, [], |row| {
        Ok(LoadedRows {
            agreements: row.get("agreements")?,
            signatories: row.get("signatories")?,
            duties: row.get("duties")?,
        })
    })
}

/// A count of files, which a folder keeps far below the limit.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
