//! Which agreements decide each other's status.

use rusqlite::named_params;

use crate::index::{Index, IndexError};
use crate::model::AgreementId;

/// Those that an agreement supersedes, those that supersede it, and the other successors of the former.
const RELATIVES: &str = "
    SELECT s.predecessor_id AS agreement_id
    FROM supersession AS s
    WHERE s.agreement_id = :agreement
    UNION
    SELECT s.agreement_id
    FROM supersession AS s
    WHERE s.predecessor_id = :agreement
    UNION
    SELECT other.agreement_id
    FROM supersession AS s
    JOIN supersession AS other ON other.predecessor_id = s.predecessor_id
    WHERE s.agreement_id = :agreement AND other.agreement_id <> :agreement
    ORDER BY agreement_id";

#[cfg(test)]
pub(super) const QUERIES: &[&str] = &[RELATIVES];

impl Index {
    /// The agreements whose entry into force ends this one, or is ended by it.
    pub fn relatives(&self, id: &AgreementId) -> Result<Vec<AgreementId>, IndexError> {
        let mut statement = self.connection.prepare_cached(RELATIVES)?;
        let ids = statement.query_map(named_params! {":agreement": id.as_str()}, |row| {
            row.get::<_, String>("agreement_id")
        })?;
        let ids = ids.collect::<rusqlite::Result<Vec<String>>>()?;
        Ok(ids.iter().filter_map(|id| AgreementId::parse(id).ok()).collect())
    }
}
