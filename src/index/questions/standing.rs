//! What can be said when no agreement is in force.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension as _, Row, named_params};

use super::{Asked, list};
use crate::index::value::Day;
use crate::index::{Index, IndexError};
use crate::view::{ComingAgreement, LastInForce, NoneInForce};

const LAST: &str = "
    SELECT
        a.agreement_id,
        COALESCE(a.title_texts ->> :lang, a.title) AS title,
        past.to_on,
        now.status,
        (
            SELECT json_group_array(s.agreement_id ORDER BY s.agreement_id)
            FROM supersession AS s
            WHERE s.predecessor_id = a.agreement_id
        ) AS superseded_by
    FROM agreement_period AS past
    JOIN agreement AS a ON a.agreement_id = past.agreement_id
    JOIN agreement_period AS now
        ON now.agreement_id = a.agreement_id
        AND :day BETWEEN now.from_on AND now.to_on
    -- reads all that is over: only where nothing is in force
    WHERE past.status = 'in-force' AND past.to_on < :day
    ORDER BY past.to_on DESC, a.starts_on DESC, a.agreement_id
    LIMIT 1";

const COMING: &str = "
    SELECT
        a.agreement_id,
        COALESCE(a.title_texts ->> :lang, a.title) AS title,
        p.status,
        a.starts,
        a.entered_on,
        (
            SELECT json_group_array(s.predecessor_id ORDER BY s.position)
            FROM supersession AS s
            WHERE s.agreement_id = a.agreement_id
        ) AS supersedes
    FROM agreement AS a
    JOIN agreement_period AS p
        ON p.agreement_id = a.agreement_id
        AND :day BETWEEN p.from_on AND p.to_on
    -- reads all: only where nothing is in force
    WHERE p.status IN ('draft', 'signing', 'upcoming')
    ORDER BY a.starts_on, a.agreement_id";

#[cfg(test)]
pub(super) const QUERIES: &[&str] = &[LAST, COMING];

impl Index {
    /// What was in force last before the day, and what is being made ready on it.
    pub fn agreement_standing(&self, asked: &Asked) -> Result<NoneInForce, IndexError> {
        let snapshot = self.snapshot()?;
        Ok(NoneInForce {
            last: last(&snapshot, asked)?,
            coming: coming(&snapshot, asked)?,
        })
    }
}

fn last(connection: &Connection, asked: &Asked) -> rusqlite::Result<Option<LastInForce>> {
    connection
        .prepare_cached(LAST)?
        .query_row(
            named_params! {":lang": asked.texts.code(), ":day": Day(asked.day)},
            |row| {
                Ok(LastInForce {
                    agreement: row.get("agreement_id")?,
                    title: row.get("title")?,
                    until: row.get::<_, Day>("to_on")?.0,
                    status: row.get("status")?,
                    superseded_by: list(row, "superseded_by")?,
                })
            },
        )
        .optional()
}

fn coming(connection: &Connection, asked: &Asked) -> rusqlite::Result<Vec<ComingAgreement>> {
    connection
        .prepare_cached(COMING)?
        .query_map(
            named_params! {":lang": asked.texts.code(), ":day": Day(asked.day)},
            |row| coming_from_row(row, asked.day),
        )?
        .collect()
}

fn coming_from_row(row: &Row<'_>, day: NaiveDate) -> rusqlite::Result<ComingAgreement> {
    let entered: Option<Day> = row.get("entered_on")?;
    Ok(ComingAgreement {
        agreement: row.get("agreement_id")?,
        title: row.get("title")?,
        status: row.get("status")?,
        starts: row.get("starts")?,
        enters: entered.map(|entered| entered.0).filter(|enters| *enters > day),
        supersedes: list(row, "supersedes")?,
    })
}
