//! The examples of `kumppani init` that are still in the files.

use crate::diagnostic::FilePath;
use crate::index::{Index, IndexError};
use crate::model::Placeholder;
use crate::wording::Wording;

const PLACEHOLDERS: &str = "
    SELECT p.file, p.line, p.message_en, p.message_fi
    FROM placeholder AS p
    -- reads all: they are asked for, and a registry that is in use has none
    ORDER BY p.file, p.position";

#[cfg(test)]
pub(super) const QUERIES: &[&str] = &[PLACEHOLDERS];

impl Index {
    /// All of them, by file.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn placeholders(&self) -> Result<Vec<Placeholder>, IndexError> {
        let mut statement = self.connection.prepare_cached(PLACEHOLDERS)?;
        let found = statement.query_map([], |row| {
            let message = |column| row.get::<_, String>(column);
            Ok(Placeholder {
                file: FilePath::new(row.get_ref("file")?.as_str()?),
                line: row.get::<_, isize>("line")?.unsigned_abs(),
                message: Wording::composed(message("message_en")?, message("message_fi")?),
            })
        })?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }
}
