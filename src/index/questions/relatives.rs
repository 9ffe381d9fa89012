//! Which agreements bear on each other: what decides their status, and where the names of successors stand.

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

/// Where those signed who follow an organisation of the agreement and have no record of their own: a successor
/// is called as it signed elsewhere.
const NAMING: &str = "
    WITH RECURSIVE named (organisation_id) AS (
        SELECT s.organisation_id
        FROM signatory AS s
        WHERE s.agreement_id = :agreement
        UNION
        SELECT s.successor_id
        FROM named AS n
        JOIN organisation_succession AS s ON s.organisation_id = n.organisation_id
    )
    SELECT DISTINCT s.agreement_id
    FROM named AS n
    CROSS JOIN signatory AS s ON s.organisation_id = n.organisation_id
    WHERE EXISTS (SELECT 1 FROM organisation_succession AS o WHERE o.successor_id = n.organisation_id)
        AND NOT EXISTS (SELECT 1 FROM organisation AS o WHERE o.organisation_id = n.organisation_id)
    ORDER BY agreement_id";

#[cfg(test)]
pub(super) const QUERIES: &[&str] = &[RELATIVES, NAMING];

impl Index {
    /// The agreements whose entry into force ends this one, or is ended by it.
    pub fn relatives(&self, id: &AgreementId) -> Result<Vec<AgreementId>, IndexError> {
        self.bearing_on(id, RELATIVES)
    }

    /// The agreements in which organisations signed that follow one of this agreement and have no record.
    pub fn naming(&self, id: &AgreementId) -> Result<Vec<AgreementId>, IndexError> {
        self.bearing_on(id, NAMING)
    }

    fn bearing_on(&self, id: &AgreementId, sql: &str) -> Result<Vec<AgreementId>, IndexError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let ids = statement.query_map(named_params! {":agreement": id.as_str()}, |row| {
            row.get::<_, String>("agreement_id")
        })?;
        let ids = ids.collect::<rusqlite::Result<Vec<String>>>()?;
        Ok(ids.iter().filter_map(|id| AgreementId::parse(id).ok()).collect())
    }
}
