//! The days on which something of an agreement becomes another than it was: what two indexes have not in common of them
//! are the days on which they may answer differently.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rusqlite::{Row, named_params};

use crate::index::value::Day;
use crate::index::{Index, IndexError};
use crate::model::AgreementId;

/// A day on which something becomes another: what, of whom, what it becomes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Turn {
    pub on: NaiveDate,
    what: String,
    of: String,
    becomes: String,
}

const TURNS: &str = "
    SELECT 'status' AS what, '' AS subject, p.status AS becomes, p.from_on AS turns_on
    FROM agreement_period AS p
    WHERE p.agreement_id = :agreement
    UNION ALL
    SELECT 'end', '', e.ends, e.from_on
    FROM agreement_end AS e
    WHERE e.agreement_id = :agreement
    UNION ALL
    SELECT 'state', k.organisation_id, sp.state, sp.from_on
    FROM agreement AS a
    JOIN signatory_period_row AS sp ON sp.agreement_key = a.agreement_key
    JOIN organisation_key AS k ON k.organisation_key = sp.organisation_key
    WHERE a.agreement_id = :agreement
    UNION ALL
    SELECT 'ceased', o.organisation_id, '', date(o.ceased_on, '+1 day')
    FROM agreement AS a
    JOIN signatory_row AS s ON s.agreement_key = a.agreement_key
    JOIN organisation AS o ON o.organisation_key = s.organisation_key
    WHERE a.agreement_id = :agreement AND o.ceased_on < '9999-12-31'
    UNION ALL
    SELECT 'seat', k.organisation_id, g.group_id || '/' || c.seat, c.from_on
    FROM agreement AS a
    JOIN group_composition_row AS c ON c.agreement_key = a.agreement_key
    JOIN agreement_group_row AS g ON g.agreement_key = c.agreement_key AND g.position = c.group_position
    JOIN organisation_key AS k ON k.organisation_key = c.organisation_key
    WHERE a.agreement_id = :agreement AND c.from_on IS NOT NULL
    UNION ALL
    SELECT 'left', k.organisation_id, g.group_id || '/' || c.seat, date(c.to_on, '+1 day')
    FROM agreement AS a
    JOIN group_composition_row AS c ON c.agreement_key = a.agreement_key
    JOIN agreement_group_row AS g ON g.agreement_key = c.agreement_key AND g.position = c.group_position
    JOIN organisation_key AS k ON k.organisation_key = c.organisation_key
    WHERE a.agreement_id = :agreement AND c.to_on < '9999-12-31'
    UNION ALL
    SELECT 'dissolved', g.group_id, '', date(g.works_to_on, '+1 day')
    FROM agreement AS a
    JOIN agreement_group_row AS g ON g.agreement_key = a.agreement_key
    WHERE a.agreement_id = :agreement AND g.works_to_on < '9999-12-31'
    ORDER BY turns_on, what, subject, becomes";

/// What is recorded of the ends of organisations.
const RECORDS: &str = "
    SELECT
        o.organisation_id,
        json_array(
            o.ceased,
            (
                SELECT json_group_array(json_array(s.successor_id, s.scope) ORDER BY s.position)
                FROM organisation_succession AS s
                WHERE s.organisation_id = o.organisation_id
            )
        ) AS record
    FROM organisation AS o
    ORDER BY o.organisation_id";

#[cfg(test)]
pub(super) const QUERIES: &[&str] = &[TURNS, RECORDS];

impl Index {
    /// The turns of an agreement.
    pub fn turns(&self, agreement: &AgreementId) -> Result<BTreeSet<Turn>, IndexError> {
        let turn = |row: &Row<'_>| {
            Ok(Turn {
                on: row.get::<_, Day>("turns_on")?.0,
                what: row.get("what")?,
                of: row.get("subject")?,
                becomes: row.get("becomes")?,
            })
        };
        let mut statement = self.connection.prepare_cached(TURNS)?;
        let turns = statement.query_map(named_params! {":agreement": agreement.as_str()}, turn)?;
        Ok(turns.collect::<rusqlite::Result<_>>()?)
    }

    /// The organisations of which the other index has another end or other successors on record.
    pub fn recorded_differently(&self, other: &Self) -> Result<BTreeSet<String>, IndexError> {
        let (own, others) = (self.records()?, other.records()?);
        let ids = own.keys().chain(others.keys());
        Ok(ids
            .filter(|id| own.get(*id) != others.get(*id))
            .cloned()
            .collect())
    }

    fn records(&self) -> Result<BTreeMap<String, String>, IndexError> {
        let mut statement = self.connection.prepare_cached(RECORDS)?;
        let records = statement.query_map([], |row| Ok((row.get("organisation_id")?, row.get("record")?)))?;
        Ok(records.collect::<rusqlite::Result<_>>()?)
    }
}
