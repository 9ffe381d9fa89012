//! What organisations approved before signing began.

use rusqlite::{Connection, Row, named_params};

use super::Asked;
use crate::index::value::Day;
use crate::model::Section;
use crate::view::ApprovalRow;

const APPROVALS: &str = "
    SELECT
        p.organisation_id,
        (
            SELECT s.name
            FROM agreement AS a
            JOIN organisation_key AS k ON k.organisation_id = p.organisation_id
            JOIN signatory_row AS s
                ON s.agreement_key = a.agreement_key
                AND s.organisation_key = k.organisation_key
            WHERE a.agreement_id = p.agreement_id
        ) AS organisation_name,
        p.date,
        p.decision,
        p.text,
        p.differs_in
    FROM approval AS p
    WHERE p.agreement_id = :agreement AND p.date <= :day
    ORDER BY p.position";

#[cfg(test)]
pub(super) const QUERIES: &[&str] = &[APPROVALS];

/// The approvals of one agreement that a day knows, in the order of its file.
pub(super) fn of_agreement(
    connection: &Connection,
    asked: &Asked,
    agreement: &str,
) -> rusqlite::Result<Vec<ApprovalRow>> {
    // A vague date is a beginning of those of its days.
    let params = named_params! {":agreement": agreement, ":day": Day(asked.day)};
    let mut statement = connection.prepare_cached(APPROVALS)?;
    let rows = statement.query_map(params, from_row)?;
    rows.collect()
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<ApprovalRow> {
    let differs_in: String = row.get("differs_in")?;
    Ok(ApprovalRow {
        organisation: row.get("organisation_id")?,
        name: row.get("organisation_name")?,
        on: row.get("date")?,
        decision: row.get("decision")?,
        text: row.get("text")?,
        differs_in: differs_in.split_whitespace().filter_map(Section::find).collect(),
    })
}
