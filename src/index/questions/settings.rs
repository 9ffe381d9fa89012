//! What the registry says of itself.

use rusqlite::{OptionalExtension as _, named_params};

use crate::index::{Index, IndexError};

const SETTING: &str = "
    SELECT s.value
    FROM registry_setting AS s
    WHERE s.setting = :setting
    ORDER BY s.setting";

#[cfg(test)]
pub(super) const QUERIES: &[&str] = &[SETTING];

impl Index {
    /// A setting of `registry.yaml`; `None` where it names none.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn setting(&self, setting: &str) -> Result<Option<String>, IndexError> {
        let mut statement = self.connection.prepare_cached(SETTING)?;
        let value = statement.query_row(named_params! {":setting": setting}, |row| row.get("value"));
        Ok(value.optional()?)
    }
}
