//! Is there an index at a path? The head of the file answers before SQLite is let near it, so that
//! no one else's file is ever opened, changed or rebuilt; and then its seal, so that nothing is read from an
//! index that is not as the program left it.
//!
//! A process opens an index from one thread at a time. POSIX gives up all locks of a process on a
//! file as soon as the process closes it anywhere, and so would end a transaction's lock here.

use std::cell::OnceCell;
use std::fs::File;
use std::io::{ErrorKind, Read as _};
use std::path::Path;
use std::rc::Rc;

use rusqlite::Connection;

use super::error::{CHANGED, is_damage};
use super::seal::{self, Extent};
use super::{Home, Index, IndexError, schema};
use crate::disk::{self, Links, ReadError};
use crate::wording::Wording;

/// What is at a path.
#[derive(Debug)]
pub enum Found {
    /// An index with the schema of this program.
    Ready(Index),
    /// Nothing, or an empty file.
    Missing,
    /// An index of another version of the program: to be built again.
    Stale,
    /// An index that is not as it was left, and why: to be built again, and shown.
    Untrusted(Wording),
}

/// The bytes at the head of a database that say whose it is (SQLite's file format, section 1.3).
const HEAD: usize = 100;

/// Looks at the file and opens it if it is an index that can be used. It is only ever read: a change makes
/// a new file.
pub(super) fn find(path: &Path, extent: Extent) -> Result<Found, IndexError> {
    loop {
        let mut file = match head_of(path)? {
            Head::Nothing => return Ok(Found::Missing),
            Head::Outdated => return Ok(Found::Stale),
            Head::Current(file) => file,
        };
        let found = trusted(path, &mut file, extent)?;
        // SQLite opens by name, and meanwhile another process may have given the name to its own index.
        if disk::is_at(&file, path, Links::Followed).map_err(IndexError::io(path))? {
            return Ok(found);
        }
    }
}

/// The index at `path`, if `file`, which is there, is as it was left.
fn trusted(path: &Path, file: &mut File, extent: Extent) -> Result<Found, IndexError> {
    // The program leaves no journals: SQLite would write what another one's says into the index.
    let is_being_written = ["-journal", "-wal"]
        .iter()
        .any(|ending| disk::with_ending(path, ending).exists());
    if is_being_written || !seal::holds(file, extent).map_err(IndexError::io(path))? {
        return Ok(Found::Untrusted(reason_of_distrust(path)));
    }
    match schema::open_to_read(path).and_then(probe) {
        Ok(connection) => Ok(Found::Ready(Index {
            connection: Rc::new(connection),
            home: Home::File(path.to_owned()),
            network: OnceCell::new(),
        })),
        Err(IndexError::Sqlite(error)) if is_damage(&error) => Ok(Found::Untrusted(CHANGED)),
        Err(error) => Err(error),
    }
}

/// What is wrong with an index that is not as it was left, as far as it can be shown.
fn reason_of_distrust(path: &Path) -> Wording {
    let unknown = schema::open_to_read(path).and_then(|connection| Ok(schema::unknown_object(&connection)?));
    unknown.ok().flatten().unwrap_or(CHANGED)
}

/// Reads a little of what every answer needs, so that damage in a very large index, of which not all
/// was compared with its seal, is noticed early. Deeper down it is noticed by the question that meets it.
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
    /// An index with the schema of this program, opened.
    Current(File),
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
    let (file, head) = match disk::open(path, Links::Followed).and_then(read_head) {
        Ok(read) => read,
        Err(ReadError::Io(error)) if error.kind() == ErrorKind::NotFound => return Ok(Head::Nothing),
        Err(ReadError::Io(error)) => return Err(IndexError::io(path)(error)),
        Err(ReadError::NoFile | ReadError::TooLarge(_)) => {
            return foreign(Wording::fixed(
                "it is not a regular file",
                "se ei ole tavallinen tiedosto",
            ));
        }
    };
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
            "it belongs to another program",
            "se on toisen ohjelman tiedosto",
        ));
    }
    // With write-ahead logging a database is three files; ours stays one.
    let one_file = head[18] == 1 && head[19] == 1;
    let current = one_file && number_at(&head, 60) == *schema::STAMP;
    Ok(if current {
        Head::Current(file)
    } else {
        Head::Outdated
    })
}

const NO_DATABASE: Wording = Wording::fixed("it is not a SQLite file", "se ei ole SQLite-tiedosto");

fn read_head(file: File) -> Result<(File, Vec<u8>), ReadError> {
    let mut head = Vec::with_capacity(HEAD);
    (&file).take(HEAD as u64).read_to_end(&mut head)?;
    Ok((file, head))
}

fn number_at(head: &[u8; HEAD], at: usize) -> i32 {
    i32::from_be_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]])
}
