//! An index looked at as a whole, and compared with one that was made from the files alone. Both are
//! changed on the way: they are copies that no one asks.

use std::collections::BTreeSet;

use rusqlite::backup::Backup;
use rusqlite::types::Value;
use rusqlite::{Connection, Row, Rows};

use super::error::CHANGED;
use super::known::known_files;
use super::write::change::Changes;
use super::{IndexError, apply, schema, write};
use crate::diagnostic::FilePath;
use crate::wording;
use crate::wording::Wording;

/// Copies every page in one step.
const ALL_PAGES: i32 = -1;

/// The tables that hold rows of ours, or the views that show those with the ids of the files; the words of the
/// search are checked against their entries.
const TABLES: &str = "
    SELECT name
    FROM sqlite_schema AS t
    WHERE
        CASE type
            WHEN 'table'
                THEN name NOT GLOB 'sqlite_*' AND name NOT GLOB 'search*' AND name NOT GLOB '*_row'
                    AND name <> 'organisation_key'
            WHEN 'view'
                THEN name IN ('contact', 'group_region', 'signatory_region', 'signatory_unit')
                    OR EXISTS (SELECT 1 FROM sqlite_schema AS rows WHERE rows.name = t.name || '_row')
        END
    ORDER BY name";

/// The columns of a table, without the stamps of the files and the numbers that represent ids: they depend on
/// when and in which order the files were read.
const COLUMNS: &str = "
    SELECT group_concat(name, ', ')
    FROM pragma_table_info(?)
    WHERE name NOT IN ('size', 'modified_ns', 'changed_ns', 'inode') AND name NOT GLOB '*_key'";

/// What is wrong with `index`, if anything.
pub(super) fn find_fault(index: &Connection, from_files: &Connection) -> Result<Option<Wording>, IndexError> {
    let copy = copy(index)?;
    if let Some(unknown) = schema::unknown_object(&copy)? {
        return Ok(Some(unknown));
    }
    if !is_sound(&copy)? {
        return Ok(Some(CHANGED));
    }
    forget_what_only_the_index_has(&copy, from_files)?;
    for table in tables(from_files)? {
        if !are_equal(&copy, from_files, &table)? {
            return Ok(Some(wording!(
                en: "its table `{table}` differs from the files",
                fi: "sen taulu `{table}` ei vastaa tiedostoja"
            )));
        }
    }
    Ok(None)
}

/// A copy in memory, which may be written.
pub(super) fn copy(index: &Connection) -> rusqlite::Result<Connection> {
    let mut copy = Connection::open_in_memory()?;
    Backup::new(index, &mut copy)?.step(ALL_PAGES)?;
    schema::configure(&copy)?;
    Ok(copy)
}

/// A copy in a temporary file of SQLite's, which may be written and is gone when it is closed.
pub(super) fn temporary_copy(index: &Connection) -> rusqlite::Result<Connection> {
    // A database without a name is one of those.
    let mut copy = Connection::open("")?;
    Backup::new(index, &mut copy)?.step(ALL_PAGES)?;
    schema::configure(&copy)?;
    Ok(copy)
}

/// Whether SQLite finds nothing wrong, with the pages, the links between rows and the words of the search.
pub(super) fn is_sound(copy: &Connection) -> rusqlite::Result<bool> {
    let verdict: String = copy.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
    let has_orphans = copy.prepare("PRAGMA foreign_key_check")?.exists([])?;
    Ok(verdict == "ok" && !has_orphans && write::are_words_right(copy).unwrap_or(false))
}

/// The last good version of a file that is broken now, or lies where no one can look, cannot be compared.
fn forget_what_only_the_index_has(copy: &Connection, from_files: &Connection) -> Result<(), IndexError> {
    let read = known_files(from_files)?;
    let known = known_files(copy)?;
    let removed: Vec<FilePath> = known
        .into_iter()
        .filter(|(path, file)| {
            read.get(path)
                .is_none_or(|read| file.has_content && !read.has_content)
        })
        .map(|(path, _)| path)
        .collect();
    let changes = Changes {
        removed,
        ..Changes::default()
    };
    apply::apply(copy, &changes)?;
    apply::apply(from_files, &changes)
}

fn tables(connection: &Connection) -> rusqlite::Result<BTreeSet<String>> {
    connection
        .prepare(TABLES)?
        .query_map([], |row| row.get("name"))?
        .collect()
}

fn are_equal(copy: &Connection, from_files: &Connection, table: &str) -> rusqlite::Result<bool> {
    let columns: String = from_files.query_row(COLUMNS, [table], |row| row.get(0))?;
    let sql = ["SELECT ", &columns, " FROM ", table, " ORDER BY ", &columns].concat();
    let (mut left, mut right) = (copy.prepare(&sql)?, from_files.prepare(&sql)?);
    let n_columns = right.column_count();
    let (mut left, mut right) = (left.query([])?, right.query([])?);
    let next = |rows: &mut Rows<'_>| -> rusqlite::Result<Option<Vec<Value>>> {
        let values = |row: &Row<'_>| (0..n_columns).map(|i| row.get(i)).collect();
        rows.next()?.map(values).transpose()
    };
    loop {
        match (next(&mut left)?, next(&mut right)?) {
            (None, None) => return Ok(true),
            (left, right) if left != right => return Ok(false),
            _ => {}
        }
    }
}
