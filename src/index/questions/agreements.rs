//! The agreements, one a row.

use chrono::NaiveDate;
use rusqlite::{Connection, Row, named_params};

use super::{Asked, list, spoken};
use crate::index::value::Day;
use crate::index::{Index, IndexError};
use crate::model::{AgreementId, AgreementStatus, Region};
use crate::view::AgreementRow;

/// Which agreements are wanted; what is `None` does not matter.
#[derive(Clone, Debug, Default)]
pub struct AgreementFilter {
    /// Those with this status on the day.
    pub status: Option<AgreementStatus>,
    /// Those with a party or a working group in this region on the day.
    pub region: Option<Region>,
}

/// Bound are the signed and the leaving; those who declined or withdrew are not counted at all.
const AGREEMENTS: &str = "
    SELECT
        a.agreement_id,
        COALESCE(a.title_texts ->> :lang, a.title) AS title,
        IIF(a.title_texts ->> :lang IS NULL, 'fi', :lang) AS title_lang,
        p.status,
        a.starts,
        e.ends,
        e.ends_on,
        e.decision_deadline_on,
        e.ending_soon_on <= :day AS is_near_its_end,
        e.continues_to,
        (
            SELECT COUNT(*)
            FROM signatory_period_row AS sp
            WHERE sp.agreement_key = a.agreement_key
                AND sp.is_bound
                AND :day BETWEEN sp.from_on AND sp.to_on
        ) AS n_signed,
        (
            SELECT COUNT(*)
            FROM signatory_period_row AS sp
            WHERE sp.agreement_key = a.agreement_key
                AND sp.is_party
                AND :day BETWEEN sp.from_on AND sp.to_on
        ) AS n_signatories,
        (
            SELECT json_group_array(s.predecessor_id ORDER BY s.position)
            FROM supersession AS s
            WHERE s.agreement_id = a.agreement_id
        ) AS supersedes,
        (
            SELECT json_group_array(s.agreement_id ORDER BY s.agreement_id)
            FROM supersession AS s
            JOIN agreement AS successor ON successor.agreement_id = s.agreement_id
            WHERE s.predecessor_id = a.agreement_id AND successor.entered_on <= :day
        ) AS superseded_by,
        a.file
    FROM agreement AS a
    JOIN agreement_period AS p
        ON p.agreement_id = a.agreement_id
        AND :day BETWEEN p.from_on AND p.to_on
    LEFT JOIN agreement_end AS e
        ON e.agreement_id = a.agreement_id AND :day BETWEEN e.from_on AND e.to_on
    -- reads all: the list of them; what is not asked for is left out before anything is counted
    WHERE (:agreement IS NULL OR a.agreement_id = :agreement)
        AND (:status IS NULL OR p.status = :status)
        AND (
            :region IS NULL
            OR EXISTS (
                SELECT 1
                FROM region AS r
                JOIN signatory_row AS s
                    ON s.agreement_key = a.agreement_key AND (s.regions >> (r.position - 1)) & 1
                JOIN signatory_period_row AS sp
                    ON sp.agreement_key = s.agreement_key AND sp.organisation_key = s.organisation_key
                WHERE r.region = :region
                    AND sp.is_party
                    AND :day BETWEEN sp.from_on AND sp.to_on
            )
            OR EXISTS (
                SELECT 1
                FROM region AS r
                JOIN agreement_group_row AS g
                    ON g.agreement_key = a.agreement_key AND (g.regions >> (r.position - 1)) & 1
                WHERE r.region = :region AND :day <= g.works_to_on
            )
        )
    ORDER BY a.starts_on, a.agreement_id";

#[cfg(test)]
pub(super) const QUERIES: &[&str] = &[AGREEMENTS];

impl Index {
    /// The agreements by their start.
    pub fn agreements(
        &self,
        asked: &Asked,
        filter: &AgreementFilter,
    ) -> Result<Vec<AgreementRow>, IndexError> {
        Ok(query(&self.connection, asked, None, filter)?)
    }
}

impl Index {
    /// One agreement as a row; `None` when the index does not have it.
    pub fn agreement(&self, asked: &Asked, id: &AgreementId) -> Result<Option<AgreementRow>, IndexError> {
        Ok(one(&self.connection, asked, id)?)
    }
}

/// One agreement as a row; `None` when the index does not have it.
pub(super) fn one(
    connection: &Connection,
    asked: &Asked,
    id: &AgreementId,
) -> rusqlite::Result<Option<AgreementRow>> {
    let rows = query(connection, asked, Some(id), &AgreementFilter::default())?;
    Ok(rows.into_iter().next())
}

fn query(
    connection: &Connection,
    asked: &Asked,
    agreement: Option<&AgreementId>,
    filter: &AgreementFilter,
) -> rusqlite::Result<Vec<AgreementRow>> {
    connection
        .prepare_cached(AGREEMENTS)?
        .query_map(
            named_params! {
                ":lang": asked.texts.code(),
                ":day": Day(asked.day),
                ":agreement": agreement.map(AgreementId::as_str),
                ":status": filter.status,
                ":region": filter.region.as_ref().map(Region::id),
            },
            |row| from_row(row, asked.day),
        )?
        .collect()
}

fn from_row(row: &Row<'_>, day: NaiveDate) -> rusqlite::Result<AgreementRow> {
    let status: AgreementStatus = row.get("status")?;
    let ends = row.get("ends")?;
    let counted = |column| -> rusqlite::Result<Option<NaiveDate>> {
        let on: Option<Day> = row.get(column)?;
        Ok(on.map(|on| on.0).filter(|_| status.counts_down()))
    };
    let continues_to = counted("continues_to")?;
    let is_near_its_end = row.get::<_, Option<bool>>("is_near_its_end")?.unwrap_or(false);
    Ok(AgreementRow {
        id: row.get("agreement_id")?,
        title: spoken(row, "title")?,
        status,
        ending_soon: status == AgreementStatus::InForce && is_near_its_end,
        starts: row.get("starts")?,
        ends,
        open_ended: ends.is_none(),
        decision_deadline: counted("decision_deadline_on")?,
        continues_to,
        days_left: counted("ends_on")?
            .filter(|_| continues_to.is_none())
            .map(|ends_on| (ends_on - day).num_days()),
        signed: row.get("n_signed")?,
        signatories: row.get("n_signatories")?,
        supersedes: list(row, "supersedes")?,
        superseded_by: list(row, "superseded_by")?,
        file: row.get("file")?,
    })
}
