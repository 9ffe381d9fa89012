//! The schema of the index and what marks a file as an index of this program.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};
use sha2::{Digest, Sha256};

use super::IndexError;
use crate::wording;
use crate::wording::Wording;

/// The whole schema; the only place where tables are described.
const SCHEMA: &str = include_str!("../../schema.sql");

/// The comment in the schema that parts the tables from the indexes and views.
const AFTER_THE_ROWS: &str = "-- From here on: what a full build makes after all rows are in";

/// `PRAGMA application_id`: the letters "kmpn".
pub(super) const APPLICATION_ID: i32 = 0x6b6d_706e;

/// How long a reader or writer waits for another one.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// Statements kept prepared: more than there are inserts and questions.
const STATEMENTS: usize = 96;

/// `PRAGMA user_version`: changes with the schema, and with the version of the program, whose rules
/// the derived columns and the folded words follow.
pub(super) static STAMP: LazyLock<i32> = LazyLock::new(|| {
    let digest = Sha256::new()
        .chain_update(SCHEMA)
        .chain_update(env!("CARGO_PKG_VERSION"))
        .finalize();
    let first = [digest[0] & 0x7f, digest[1], digest[2], digest[3]];
    i32::from_be_bytes(first)
});

/// Makes the tables.
pub(super) fn create_tables(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(parts().0)
}

/// Makes the indexes and views, and marks the file as ours.
pub(super) fn create_the_rest(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(parts().1)?;
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    connection.pragma_update(None, "user_version", *STAMP)
}

fn parts() -> (&'static str, &'static str) {
    SCHEMA
        .split_once(AFTER_THE_ROWS)
        .map(|(tables, _)| SCHEMA.split_at(tables.len()))
        .expect("the schema has the comment that parts tables from indexes")
}

/// Opens a database file. The path is made absolute, so that no name is taken for a URI.
pub(super) fn open(path: &Path, flags: OpenFlags) -> Result<Connection, IndexError> {
    let path = std::path::absolute(path).map_err(IndexError::io(path))?;
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    configure(&connection)?;
    Ok(connection)
}

/// Opens an index to ask it.
pub(super) fn open_to_read(path: &Path) -> Result<Connection, IndexError> {
    open(path, OpenFlags::SQLITE_OPEN_READ_ONLY)
}

/// What the schema of a database has or lacks unlike that of an index, in words.
pub(super) fn unknown_object(connection: &Connection) -> rusqlite::Result<Option<Wording>> {
    const SQL: &str = "SELECT type, name, sql FROM sqlite_schema ORDER BY name";
    type Object = (String, String, Option<String>);
    let objects = |connection: &Connection| -> rusqlite::Result<BTreeSet<Object>> {
        connection
            .prepare(SQL)?
            .query_map([], |row| {
                Ok((row.get("type")?, row.get("name")?, row.get("sql")?))
            })?
            .collect()
    };
    let own = Connection::open_in_memory()?;
    create_tables(&own)?;
    create_the_rest(&own)?;
    let known = objects(&own)?;
    let present = objects(connection)?;
    let unlike = present.symmetric_difference(&known).next();
    Ok(unlike.map(|(kind, name, _)| {
        let finnish = match kind.as_str() {
            "trigger" => "triggerin",
            "view" => "näkymän",
            "index" => "indeksin",
            _ => "taulun",
        };
        wording!(
            en: "another program has added, changed or removed the {kind} `{name}`",
            fi: "toinen ohjelma on lisännyt, muuttanut tai poistanut {finnish} `{name}`"
        )
    }))
}

/// What holds for every connection to an index.
pub(super) fn configure(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.pragma_update(None, "foreign_keys", true)?;
    // A plan holds for all values: SQLite would make it again for every one that might let it use a partial index.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // A file may come from elsewhere: its schema must not be able to call anything, nor a query to
    // reach another file or to rewrite the schema by hand.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_is_made_in_two_parts() {
        let (tables, rest) = parts();
        assert!(tables.contains("CREATE TABLE agreement ("));
        assert!(!tables.contains("CREATE VIEW") && !tables.contains("INDEX agreement"));
        assert!(!rest.contains("CREATE TABLE"));
        let connection = Connection::open_in_memory().expect("memory");
        create_tables(&connection).expect("the tables");
        create_the_rest(&connection).expect("the indexes and views");
    }

    #[test]
    fn a_date_is_a_year_a_month_or_a_day() {
        let connection = Connection::open_in_memory().expect("memory");
        create_tables(&connection).expect("the tables");
        connection
            .pragma_update(None, "foreign_keys", false)
            .expect("a pragma");
        for (date, accepted) in [
            ("2014", true),
            ("2014-01", true),
            ("2014-01-15", true),
            ("2014-", false),
            ("2014-1", false),
            ("2014-13", false),
            ("2014-01-15 ", false),
            ("2014-02-30", false),
            ("2456789", false),
            ("", false),
        ] {
            let inserted = connection.execute(
                "INSERT OR REPLACE INTO organisation (organisation_id, file, position, name, ceased)
                 VALUES ('o', 'f', 1, 'O', :date)",
                rusqlite::named_params! {":date": date},
            );
            assert_eq!(inserted.is_ok(), accepted, "{date}");
        }
    }
}
