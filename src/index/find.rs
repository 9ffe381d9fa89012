//! Is there an index at a path? The head of the file answers before SQLite is let near it, so that
//! nobody else's file is ever opened, changed or rebuilt.
//!
//! A process opens an index from one thread at a time. POSIX gives up all locks of a process on a
//! file as soon as the process closes it anywhere, and so would end a transaction's lock here.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::error::is_damage;
use super::{Home, Index, IndexError, schema};
use crate::wording::Wording;

/// What the caller means to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// To bring the index up to date, if there is something to bring.
    ReadWrite,
    /// Only to ask.
    ReadOnly,
}

/// What is at a path.
#[derive(Debug)]
pub enum Found {
    /// An index with the schema of this program.
    Ready(Index),
    /// Nothing, or an empty file.
    Missing,
    /// An index of another version of the program, or a damaged one: to be built anew.
    Stale,
}

/// The bytes at the head of a database that tell whose it is (SQLite's file format, section 1.3).
const HEAD: usize = 100;

/// Looks at the file and opens it if it is an index that can be used.
pub(super) fn find(path: &Path, access: Access) -> Result<Found, IndexError> {
    match head_of(path)? {
        Head::Nothing => return Ok(Found::Missing),
        Head::Outdated => return Ok(Found::Stale),
        Head::Current => {}
    }
    let flags = match access {
        Access::ReadWrite => OpenFlags::SQLITE_OPEN_READ_WRITE,
        Access::ReadOnly => OpenFlags::SQLITE_OPEN_READ_ONLY,
    };
    match schema::open(path, flags).and_then(probe) {
        Ok(connection) => Ok(Found::Ready(Index {
            connection,
            home: Home::File(path.to_owned()),
        })),
        Err(IndexError::Sqlite(error)) if is_damage(&error) => Ok(Found::Stale),
        Err(error) => Err(error),
    }
}

/// Reads a little of what every answer needs, so that a file cut short is noticed at once. Damage
/// deeper down is noticed by the question that meets it.
fn probe(connection: Connection) -> Result<Connection, IndexError> {
    const SQL: &str = "SELECT COUNT(*) FROM source_file JOIN region WHERE region.position = 1";
    connection.query_row(SQL, [], |row| row.get::<_, i64>(0))?;
    Ok(connection)
}

/// What the head of a file says.
pub(super) enum Head {
    /// There is no file, or an empty one.
    Nothing,
    /// An index of another version, or one that somebody has switched to another way of working.
    Outdated,
    /// An index with the schema of this program.
    Current,
}

/// Reads the head of a file.
///
/// # Errors
/// `Foreign` for every file that is no index.
pub(super) fn head_of(path: &Path) -> Result<Head, IndexError> {
    let foreign = |reason| {
        let path = path.to_owned();
        Err(IndexError::Foreign { path, reason })
    };
    let metadata = match path.metadata() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Head::Nothing),
        other => other.map_err(IndexError::io(path))?,
    };
    if !metadata.is_file() {
        return foreign(Wording::fixed(
            "it is no regular file",
            "se ei ole tavallinen tiedosto",
        ));
    }
    let head = read_head(path).map_err(IndexError::io(path))?;
    if head.is_empty() {
        return Ok(Head::Nothing);
    }
    let Ok(head) = <[u8; HEAD]>::try_from(head) else {
        return foreign(NO_DATABASE);
    };
    if !head.starts_with(b"SQLite format 3\0") {
        return foreign(NO_DATABASE);
    }
    if number_at(&head, 68) != schema::APPLICATION_ID {
        return foreign(Wording::fixed(
            "it is a database of another program",
            "se on toisen ohjelman tietokanta",
        ));
    }
    // With write-ahead logging a database is three files; ours stays one.
    let one_file = head[18] == 1 && head[19] == 1;
    let current = one_file && number_at(&head, 60) == *schema::STAMP;
    Ok(if current { Head::Current } else { Head::Outdated })
}

const NO_DATABASE: Wording = Wording::fixed("it is no SQLite database", "se ei ole SQLite-tietokanta");

fn read_head(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut head = Vec::with_capacity(HEAD);
    File::open(path)?.take(HEAD as u64).read_to_end(&mut head)?;
    Ok(head)
}

fn number_at(head: &[u8; HEAD], at: usize) -> i32 {
    i32::from_be_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]])
}
