//! The recorded facts that were corrected.

use rusqlite::{Connection, Row, named_params};

use super::Asked;
use crate::index::value::Day;
use crate::view::CorrectionRow;

const CORRECTIONS: &str = "
    SELECT
        c.date,
        c.what,
        c.was,
        c.is_now,
        c.because
    FROM correction AS c
    WHERE c.agreement_id = :agreement AND c.date <= :day
    ORDER BY c.position";

#[cfg(test)]
pub(super) const QUERIES: &[&str] = &[CORRECTIONS];

/// The corrections of one agreement that a day knows, in the order of its file.
pub(super) fn of_agreement(
    connection: &Connection,
    asked: &Asked,
    agreement: &str,
) -> rusqlite::Result<Vec<CorrectionRow>> {
    // A vague date is a beginning of those of its days.
    let params = named_params! {":agreement": agreement, ":day": Day(asked.day)};
    let mut statement = connection.prepare_cached(CORRECTIONS)?;
    let rows = statement.query_map(params, from_row)?;
    rows.collect()
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<CorrectionRow> {
    Ok(CorrectionRow {
        on: row.get("date")?,
        what: row.get("what")?,
        was: row.get("was")?,
        is: row.get("is_now")?,
        because: row.get("because")?,
    })
}
