//! A query that somebody wrote. It can only read, by construction: SQLite asks about everything that
//! a statement would do before it does anything, and is refused all but reading.

use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::types::ValueRef;
use rusqlite::{Error, ErrorCode, Statement};

use super::Asked;
use crate::index::{Index, IndexError};
use crate::view::{SqlTable, SqlValue};
use crate::wording::Wording;

const ONLY_READING: Wording = Wording::fixed(
    "only reading is allowed: a SELECT over the tables and views of the index",
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

/// Pragmas that tell a value, and would set it if they were given one.
const TELLING: [&str; 4] = ["application_id", "encoding", "page_count", "user_version"];

impl Index {
    /// Runs one query that reads; with `max`, no more than so many rows are fetched.
    ///
    /// # Errors
    /// `NotReading` for everything that does more than read, `Query` for what SQLite does not
    /// understand.
    pub fn sql(&mut self, asked: &Asked, text: &str, max: Option<usize>) -> Result<SqlTable, IndexError> {
        self.set_day_of_views(asked)?;
        self.connection.authorizer(Some(authorize))?;
        let answer = self.run(text, max);
        self.connection
            .authorizer(None::<fn(AuthContext<'_>) -> Authorization>)?;
        answer
    }

    /// The views of the file speak of today. Temporary ones of the same names, which go before them,
    /// speak of the day asked for.
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
        fetch(&mut statement, max).map_err(refusal)
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
        (_, Error::MultipleStatement) => IndexError::NotReading {
            reason: ONE_STATEMENT,
        },
        (Some(ErrorCode::AuthorizationForStatementDenied), _) => {
            IndexError::NotReading { reason: ONLY_READING }
        }
        // A function is refused in words, not by a code of its own.
        (_, Error::SqlInputError { msg, .. }) if msg.starts_with("not authorized") => {
            IndexError::NotReading { reason: ONLY_READING }
        }
        (_, Error::SqlInputError { msg, .. }) => IndexError::Query { message: msg.clone() },
        (Some(ErrorCode::Unknown), Error::SqliteFailure(_, Some(message))) => IndexError::Query {
            message: message.clone(),
        },
        _ => IndexError::Sqlite(error),
    }
}

fn fetch(statement: &mut Statement<'_>, max: Option<usize>) -> rusqlite::Result<SqlTable> {
    let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let mut table = SqlTable {
        columns,
        ..SqlTable::default()
    };
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if max.is_some_and(|max| table.rows.len() >= max) {
            table.truncated = true;
            break;
        }
        let values = (0..table.columns.len()).map(|i| row.get_ref(i).map(value));
        table.rows.push(values.collect::<rusqlite::Result<_>>()?);
    }
    Ok(table)
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
