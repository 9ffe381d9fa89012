//! The agreements, one a row.

use chrono::NaiveDate;
use rusqlite::{Connection, Row, named_params};

use super::{Asked, list, spoken};
use crate::index::value::Day;
use crate::index::{Index, IndexError};
use crate::model::time::is_ending_soon;
use crate::model::{AgreementId, AgreementStatus, Region};
use crate::view::AgreementRow;

/// Which agreements are wanted; what is `None` does not matter.
#[derive(Clone, Debug, Default)]
pub struct AgreementFilter {
    /// Those with this status on the day.
    pub status: Option<AgreementStatus>,
    /// Those with a signatory or a group in this area.
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
        a.effective_ends,
        a.notice_months,
        a.decision_deadline_on,
        a.ends_on,
        (
            SELECT COUNT(*)
            FROM signatory_period AS sp
            WHERE sp.agreement_id = a.agreement_id
                AND sp.state IN ('signed', 'leaving')
                AND (sp.from_on IS NULL OR sp.from_on <= :day)
                AND (sp.to_on IS NULL OR sp.to_on >= :day)
        ) AS n_signed,
        (
            SELECT COUNT(*)
            FROM signatory_period AS sp
            WHERE sp.agreement_id = a.agreement_id
                AND sp.state IN ('pending', 'signed', 'leaving')
                AND (sp.from_on IS NULL OR sp.from_on <= :day)
                AND (sp.to_on IS NULL OR sp.to_on >= :day)
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
        AND (p.from_on IS NULL OR p.from_on <= :day)
        AND (p.to_on IS NULL OR p.to_on >= :day)
    WHERE (:agreement IS NULL OR a.agreement_id = :agreement)
        AND (:status IS NULL OR p.status = :status)
        AND (
            :region IS NULL
            OR EXISTS (
                SELECT 1
                FROM signatory_region AS sr
                WHERE sr.agreement_id = a.agreement_id AND sr.region = :region
            )
            OR EXISTS (
                SELECT 1
                FROM group_region AS gr
                WHERE gr.agreement_id = a.agreement_id AND gr.region = :region
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
                ":region": filter.region,
            },
            |row| from_row(row, asked.day),
        )?
        .collect()
}

/// Whether an agreement with this status still has days to its end: of a draft nobody knows, and
/// one that is over has none.
const fn counts_down(status: AgreementStatus) -> bool {
    matches!(
        status,
        AgreementStatus::InForce | AgreementStatus::Upcoming | AgreementStatus::Signing
    )
}

fn from_row(row: &Row<'_>, day: NaiveDate) -> rusqlite::Result<AgreementRow> {
    let status = row.get("status")?;
    let ends = row.get("effective_ends")?;
    let ends_on = row.get::<_, Option<Day>>("ends_on")?.map(|ends| ends.0);
    let notice_months = row.get::<_, Option<u32>>("notice_months")?.unwrap_or(0);
    let deadline: Option<Day> = row.get("decision_deadline_on")?;
    let counts_down = counts_down(status);
    Ok(AgreementRow {
        id: row.get("agreement_id")?,
        title: spoken(row, "title")?,
        status,
        ending_soon: status == AgreementStatus::InForce
            && ends_on.is_some_and(|ends_on| is_ending_soon(ends_on, notice_months, day)),
        starts: row.get("starts")?,
        ends,
        open_ended: ends.is_none(),
        decision_deadline: deadline.map(|deadline| deadline.0).filter(|_| counts_down),
        days_left: ends_on
            .map(|ends_on| (ends_on - day).num_days())
            .filter(|_| counts_down),
        signed: row.get("n_signed")?,
        signatories: row.get("n_signatories")?,
        supersedes: list(row, "supersedes")?,
        superseded_by: list(row, "superseded_by")?,
        file: row.get("file")?,
    })
}
