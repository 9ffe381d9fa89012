//! Of which agreements more can be due than duties: those of which a date, a signature or a record of an organisation
//! says so. Most agreements are in force with nothing ahead, and are passed over here.

use chrono::NaiveDate;
use rusqlite::named_params;

use super::{meetings, models};
use crate::index::value::Day;
use crate::index::{Index, IndexError};
use crate::model::{Agreement, Registry};

/// Those that somebody has to do with, where the rules of what is due may find a matter that is settled by `:last`;
/// those that decide how they are: all that supersede one or are its main agreement, on and on; and the last one
/// that names a successor which has no record.
///
/// The last one is the last in the order of reading: what lies deeper comes later.
///
/// This is a sieve: it may let through what has no matter, but never holds back what has one.
const CONCERNED: &str = "
    WITH RECURSIVE concerned (agreement_id) AS (
        SELECT a.agreement_id
        FROM agreement AS a
        JOIN agreement_period AS p
            ON p.agreement_id = a.agreement_id AND :day BETWEEN p.from_on AND p.to_on
        LEFT JOIN agreement_end AS e
            ON e.agreement_id = a.agreement_id AND :day BETWEEN e.from_on AND e.to_on
        -- reads all: each may have a matter
        WHERE p.status IN ('draft', 'signing', 'upcoming')
            OR (
                p.status = 'in-force'
                AND (
                    a.part_of IS NOT NULL
                    OR a.review_months IS NOT NULL
                    OR e.decision_deadline_on <= :last
                    OR EXISTS (
                        SELECT 1
                        FROM strategy AS s
                        WHERE s.agreement_id = a.agreement_id AND s.ends_on <= :last
                    )
                    OR EXISTS (
                        SELECT 1
                        FROM event AS v
                        WHERE v.agreement_id = a.agreement_id
                            AND v.kind IN ('review', 'deadline')
                            AND v.last_on >= :day
                            AND v.first_on <= :last
                    )
                    -- A chair's time ends: whether another follows is for the rules to say.
                    OR EXISTS (
                        SELECT 1
                        FROM group_composition_row AS c
                        WHERE c.agreement_key = a.agreement_key
                            AND c.seat = 0
                            AND c.to_on IS NOT NULL
                            AND c.to_on < :last
                    )
                    -- Who sits somewhere joins only later.
                    OR EXISTS (
                        SELECT 1
                        FROM group_composition_row AS c
                        WHERE c.agreement_key = a.agreement_key
                            AND c.since IS NOT NULL
                            AND c.from_on < :last
                            AND :day < (
                                SELECT min(sp.from_on)
                                FROM signatory_period_row AS sp
                                WHERE sp.agreement_key = c.agreement_key
                                    AND sp.organisation_key = c.organisation_key
                            )
                    )
                    -- Several are bound, and all of them go on: nobody is waited for or missing.
                    OR NOT (
                        SELECT
                            COUNT(*) > 1
                            AND COUNT(*) = COUNT(*) FILTER (
                                WHERE sp.is_bound AND sp.to_on = '9999-12-31' AND o.ceased IS NULL
                            )
                        FROM signatory_period_row AS sp
                        LEFT JOIN organisation AS o ON o.organisation_key = sp.organisation_key
                        WHERE sp.agreement_key = a.agreement_key AND :day BETWEEN sp.from_on AND sp.to_on
                    )
                )
            )
        UNION
        SELECT (
            SELECT a.agreement_id
            FROM signatory AS s
            JOIN agreement AS a ON a.agreement_id = s.agreement_id
            WHERE s.organisation_id = o.successor_id
            ORDER BY length(a.file) - length(replace(a.file, '/', '')) DESC, a.file DESC
            LIMIT 1
        )
        FROM organisation_succession AS o
        UNION
        SELECT s.agreement_id
        FROM concerned AS c
        JOIN supersession AS s ON s.predecessor_id = c.agreement_id
        UNION
        SELECT a.part_of
        FROM concerned AS c
        JOIN agreement AS a ON a.agreement_id = c.agreement_id
    )
    SELECT c.agreement_id
    FROM concerned AS c
    JOIN agreement AS a ON a.agreement_id = c.agreement_id
    ORDER BY length(a.file) - length(replace(a.file, '/', '')), a.file";

#[cfg(test)]
pub(super) const QUERIES: &[&str] = &[CONCERNED];

impl Index {
    /// The agreements of which more than duties can be due by `last`, with all that decides how they are, and the
    /// organisations; as the index has them, without groups and settings.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn concerned(&self, day: NaiveDate, last: NaiveDate) -> Result<Registry, IndexError> {
        let snapshot = self.snapshot()?;
        let ids: Vec<String> = snapshot
            .prepare_cached(CONCERNED)?
            .query_map(
                named_params! {":day": Day(day), ":last": Day::to(Some(last))},
                |row| row.get("agreement_id"),
            )?
            .collect::<rusqlite::Result<_>>()?;
        let network = self.network()?;
        let agreements = ids.iter().map(|id| -> rusqlite::Result<Agreement> {
            Ok(Agreement {
                events: meetings::events(&snapshot, id)?,
                ..models::agreement(&snapshot, network, id)?
            })
        });
        Ok(Registry {
            agreements: agreements.collect::<rusqlite::Result<_>>()?,
            organisations: models::organisations(&snapshot)?,
            ..Registry::default()
        })
    }
}
