//! The answer to a query that somebody wrote: columns and values as SQLite gives them.

use serde::{Serialize, Serializer};

/// One value of SQLite.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum SqlValue {
    /// Nothing.
    Null,
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Real(f64),
    Text(String),
    /// Bytes, written as hexadecimal digits.
    #[serde(serialize_with = "as_hex")]
    Blob(Vec<u8>),
}

/// Rows and the names of their columns; a query may give two columns the same name.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SqlTable {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows, each as long as `columns`.
    pub rows: Vec<Vec<SqlValue>>,
    /// Whether there would have been more rows than were requested.
    pub truncated: bool,
}

impl SqlTable {
    /// The columns in these places alone.
    #[must_use]
    pub fn of_columns(&self, places: &[usize]) -> Self {
        let row = |row: &Vec<SqlValue>| places.iter().map(|at| row[*at].clone()).collect();
        Self {
            columns: places.iter().map(|at| self.columns[*at].clone()).collect(),
            rows: self.rows.iter().map(row).collect(),
            truncated: self.truncated,
        }
    }
}

/// The bytes as lower-case hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 0xf])
        .map(|half| char::from(DIGITS[usize::from(half)]))
        .collect()
}

fn as_hex<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&hex(bytes))
}
