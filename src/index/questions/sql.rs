//! A query that somebody wrote. It can only read, by construction: SQLite asks about everything that
//! a statement would do before it does anything, and is refused all but reading. It has an end: what
//! takes too long, or would take the memory of the machine, is stopped.

use std::fmt;

use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use rusqlite::{Error, ErrorCode, Statement};

use super::Asked;
use crate::index::{Index, IndexError};
use crate::view::{SqlTable, SqlValue};
use crate::wording::Wording;

const ONLY_READING: Wording = Wording::fixed(
    "only reading is allowed: SELECT from the tables and views of the index",
    "vain lukeminen on sallittu: SELECT hakemiston tauluista ja näkymistä",
);

const ONE_STATEMENT: Wording = Wording::fixed(
    "only one statement at a time is allowed",
    "vain yksi lause kerrallaan on sallittu",
);

/// Pragmas that describe the database, with or without an argument.
const DESCRIBING: [&str; 12] = [
    "compile_options",
    "data_version",
    "database_list",
    "foreign_key_check",
    "foreign_key_list",
    "function_list",
    "index_info",
    "index_list",
    "index_xinfo",
    "table_info",
    "table_list",
    "table_xinfo",
];

/// The views of the file, in the order in which they build on each other.
const VIEWS: &str = "
    SELECT name, sql
    FROM main.sqlite_schema
    WHERE type = 'view'
    ORDER BY rowid";

/// How the views of `schema.sql` say today.
const TODAY: &str = "date('now', 'localtime')";

/// Pragmas that say a value, and would set it if they were given one.
const TELLING: [&str; 4] = ["application_id", "encoding", "page_count", "user_version"];

/// The largest value, and the largest row, in bytes: 8 MiB. No row of the index is larger, as no file is.
const LARGEST_VALUE: i32 = 8 * 1024 * 1024;

/// The largest pattern of LIKE and GLOB: a text is gone through for every part of it.
const LONGEST_PATTERN: i32 = 1_000;

/// The most memory that SQLite takes beside the index itself, in bytes: 128 MiB. What is sorted or kept for later
/// stays in memory, so that no query fills the disk either.
const LARGEST_HEAP: i64 = 128 * 1024 * 1024;

/// The largest answer, in bytes, with [`BYTES_OF_VALUE`] for every value beside its text: 64 MiB.
const LARGEST_ANSWER: usize = 64 * 1024 * 1024;

/// What a value takes beside its text, as an answer and as the table that is made of it.
const BYTES_OF_VALUE: usize = 64;

/// SQLite asks after so many of its steps whether the time is over.
const STEPS: i32 = 10_000;

/// How far a query may go.
pub struct SqlBounds {
    /// The most rows; those behind them are left out, and the answer says so.
    pub rows: Option<usize>,
    /// Whether the time is over; asked again and again while the query runs.
    pub is_over: Box<dyn FnMut() -> bool + Send>,
}

impl Default for SqlBounds {
    fn default() -> Self {
        Self {
            rows: None,
            is_over: Box::new(|| false),
        }
    }
}

impl fmt::Debug for SqlBounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SqlBounds")
            .field("rows", &self.rows)
            .finish_non_exhaustive()
    }
}

impl Index {
    /// Runs one query that reads, within bounds.
    ///
    /// # Errors
    /// `NotReading` for everything that does more than read, `Query` for what SQLite does not
    /// understand, `Stopped` for what goes too far.
    pub fn sql(&mut self, asked: &Asked, text: &str, bounds: SqlBounds) -> Result<SqlTable, IndexError> {
        self.own_connection()?;
        self.set_limits()?;
        self.set_day_of_views(asked)?;
        let connection = self.own_connection()?;
        connection.authorizer(Some(authorize))?;
        connection.progress_handler(STEPS, Some(bounds.is_over))?;
        let answer = self.run(text, bounds.rows);
        let connection = self.own_connection()?;
        connection.progress_handler(0, None::<fn() -> bool>)?;
        connection.authorizer(None::<fn(AuthContext<'_>) -> Authorization>)?;
        answer
    }

    /// The bound on memory holds for the whole process, and is never raised again: whoever answers a query
    /// that somebody wrote answers nothing larger.
    fn set_limits(&self) -> rusqlite::Result<()> {
        let size = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size";
        let size: i64 = self.connection.query_row(size, [], |row| row.get(0))?;
        // What is temporary would go with a change of its place: the views of the day are made after this.
        self.connection.pragma_update(None, "temp_store", "MEMORY")?;
        let heap = LARGEST_HEAP.saturating_add(size);
        self.connection.pragma_update(None, "hard_heap_limit", heap)?;
        self.connection
            .set_limit(Limit::SQLITE_LIMIT_LENGTH, LARGEST_VALUE)?;
        self.connection
            .set_limit(Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, LONGEST_PATTERN)?;
        Ok(())
    }

    /// The views of the file speak of today. Temporary ones of the same names, which go before them,
    /// speak of the day requested.
    fn set_day_of_views(&self, asked: &Asked) -> rusqlite::Result<()> {
        let day = format!("'{}'", asked.day);
        let views: Vec<(String, String)> = self
            .connection
            .prepare_cached(VIEWS)?
            .query_map([], |row| Ok((row.get("name")?, row.get("sql")?)))?
            .collect::<rusqlite::Result<_>>()?;
        for (name, sql) in views {
            let of_day = sql
                .replace(TODAY, &day)
                .replacen("CREATE VIEW", "CREATE TEMP VIEW", 1);
            self.connection
                .execute_batch(&["DROP VIEW IF EXISTS temp.", &name, ";", &of_day].concat())?;
        }
        Ok(())
    }

    fn run(&self, text: &str, max: Option<usize>) -> Result<SqlTable, IndexError> {
        // SQLite would read no further than to a NUL, and so perhaps another statement.
        if text.contains('\0') {
            return Err(IndexError::NotReading {
                reason: ONE_STATEMENT,
            });
        }
        let mut statement = self.connection.prepare(text).map_err(refusal)?;
        if statement.column_count() == 0 || !statement.readonly() {
            return Err(IndexError::NotReading { reason: ONLY_READING });
        }
        fetch(&mut statement, max)
    }
}

fn authorize(context: AuthContext<'_>) -> Authorization {
    let harmless = match context.action {
        AuthAction::Select | AuthAction::Read { .. } | AuthAction::Recursive => true,
        AuthAction::Function { function_name } => !function_name.eq_ignore_ascii_case("load_extension"),
        AuthAction::Pragma {
            pragma_name,
            pragma_value,
        } => {
            let is = |name: &&str| pragma_name.eq_ignore_ascii_case(name);
            DESCRIBING.iter().any(is) || (pragma_value.is_none() && TELLING.iter().any(is))
        }
        _ => false,
    };
    if harmless {
        Authorization::Allow
    } else {
        Authorization::Deny
    }
}

fn refusal(error: Error) -> IndexError {
    match (error.sqlite_error_code(), &error) {
        (Some(ErrorCode::OperationInterrupted), _) => stopped(TOO_LONG),
        (Some(ErrorCode::OutOfMemory), _) => stopped(TOO_MUCH_MEMORY),
        (Some(ErrorCode::TooBig), _) => stopped(TOO_LARGE_VALUE),
        (_, Error::MultipleStatement) => IndexError::NotReading {
            reason: ONE_STATEMENT,
        },
        (Some(ErrorCode::AuthorizationForStatementDenied), _) => {
            IndexError::NotReading { reason: ONLY_READING }
        }
        (_, Error::SqlInputError { msg, .. })
        | (Some(ErrorCode::Unknown), Error::SqliteFailure(_, Some(msg))) => {
            // A function, and what would write into a view, are refused in words, not by a code of their own.
            if msg.starts_with("not authorized") || msg.starts_with("cannot modify") {
                IndexError::NotReading { reason: ONLY_READING }
            } else {
                IndexError::Query { message: msg.clone() }
            }
        }
        _ => IndexError::Sqlite(error),
    }
}

const fn stopped(bound: Wording) -> IndexError {
    IndexError::Stopped { bound }
}

const TOO_LONG: Wording = Wording::fixed("it takes too long", "se kestää liian kauan");
const TOO_MUCH_MEMORY: Wording = Wording::fixed(
    "it needs more than 128 MiB of memory",
    "se tarvitsisi yli 128 MiB muistia",
);
const TOO_LARGE_VALUE: Wording = Wording::fixed(
    "a value or a row is larger than 8 MiB",
    "arvo tai rivi on suurempi kuin 8 MiB",
);
const TOO_LARGE_ANSWER: Wording = Wording::fixed(
    "its answer is larger than 64 MiB",
    "sen vastaus on suurempi kuin 64 MiB",
);

fn fetch(statement: &mut Statement<'_>, max: Option<usize>) -> Result<SqlTable, IndexError> {
    let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let mut table = SqlTable {
        columns,
        ..SqlTable::default()
    };
    let mut left = LARGEST_ANSWER;
    let mut rows = statement.query([]).map_err(refusal)?;
    while let Some(row) = rows.next().map_err(refusal)? {
        if max.is_some_and(|max| table.rows.len() >= max) {
            table.truncated = true;
            break;
        }
        let values: Vec<ValueRef<'_>> = (0..table.columns.len())
            .map(|place| row.get_ref(place))
            .collect::<rusqlite::Result<_>>()?;
        let size: usize = values.iter().map(size).sum();
        left = left.checked_sub(size).ok_or_else(|| stopped(TOO_LARGE_ANSWER))?;
        table.rows.push(values.into_iter().map(value).collect());
    }
    Ok(table)
}

fn size(value: &ValueRef<'_>) -> usize {
    BYTES_OF_VALUE
        + match value {
            ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) => 0,
            ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes.len(),
        }
}

fn value(value: ValueRef<'_>) -> SqlValue {
    match value {
        ValueRef::Null => SqlValue::Null,
        ValueRef::Integer(number) => SqlValue::Integer(number),
        ValueRef::Real(number) => SqlValue::Real(number),
        ValueRef::Text(bytes) => SqlValue::Text(String::from_utf8_lossy(bytes).into_owned()),
        ValueRef::Blob(bytes) => SqlValue::Blob(bytes.to_vec()),
    }
}
