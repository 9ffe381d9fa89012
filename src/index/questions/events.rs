//! The calendar, one event a row.

use chrono::NaiveDate;
use rusqlite::{Connection, Row, named_params};

use super::{Asked, Scope, in_scope, known_text, spoken};
use crate::index::value::{Day, Json};
use crate::index::{Index, IndexError};
use crate::view::EventRow;

/// Which events are wanted. An event of which only the month or the year is known is wanted when
/// one of its days is.
#[derive(Clone, Debug, Default)]
pub struct EventFilter {
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub to: Option<NaiveDate>,
}

const EVENTS: &str = "
    SELECT
        e.event_id,
        e.date,
        COALESCE(e.title_texts ->> :lang, e.title) AS title,
        IIF(e.title_texts ->> :lang IS NULL, 'fi', :lang) AS title_lang,
        e.place,
        e.kind,
        e.public,
        e.agreement_id,
        COALESCE(a.title_texts ->> :lang, a.title) AS agreement_title,
        IIF(a.title_texts ->> :lang IS NULL, 'fi', :lang) AS agreement_title_lang,
        e.ends,
        e.starts_at,
        e.ends_at,
        e.group_id,
        COALESCE(g.name_texts ->> :lang, g.name) AS group_name,
        IIF(g.name_texts ->> :lang IS NULL, 'fi', :lang) AS group_name_lang,
        (
            SELECT json_group_array(
                json_array(t.organisation_id, COALESCE(s.name, t.organisation_id))
                ORDER BY t.position
            )
            FROM event_attendance AS t
            LEFT JOIN organisation_key AS k ON k.organisation_id = t.organisation_id
            LEFT JOIN signatory_row AS s
                ON s.agreement_key = a.agreement_key AND s.organisation_key = k.organisation_key
            WHERE t.agreement_id = e.agreement_id AND t.event_position = e.position
        ) AS attended,
        e.minutes,
        e.cancelled
    FROM event AS e
    JOIN agreement AS a ON a.agreement_id = e.agreement_id
    LEFT JOIN agreement_group_row AS g ON g.agreement_key = a.agreement_key AND g.group_id = e.group_id
    WHERE e.agreement_id = :agreement
        AND (:from IS NULL OR e.last_on >= :from)
        AND (:to IS NULL OR e.first_on <= :to)
    ORDER BY e.first_on, e.last_on, e.position";

#[cfg(test)]
pub(super) const QUERIES: &[&str] = &[EVENTS];

impl Index {
    /// The events of the agreements in scope, in the order of time.
    pub fn events(
        &self,
        asked: &Asked,
        scope: &Scope,
        filter: &EventFilter,
    ) -> Result<Vec<EventRow>, IndexError> {
        let snapshot = self.snapshot()?;
        let mut rows = Vec::new();
        for agreement in in_scope(&snapshot, asked, scope)? {
            rows.extend(of_agreement(&snapshot, asked, &agreement, filter)?);
        }
        // The sort is stable: events of one date stay in the order of their agreements and files.
        rows.sort_by_key(|row| (row.date.first_day(), row.date.last_day()));
        Ok(rows)
    }
}

/// The events of one agreement.
pub(super) fn of_agreement(
    connection: &Connection,
    asked: &Asked,
    agreement: &str,
    filter: &EventFilter,
) -> rusqlite::Result<Vec<EventRow>> {
    connection
        .prepare_cached(EVENTS)?
        .query_map(
            named_params! {
                ":lang": asked.texts.code(),
                ":agreement": agreement,
                ":from": filter.from.map(Day),
                ":to": filter.to.map(Day),
            },
            from_row,
        )?
        .collect()
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<EventRow> {
    let Json(attended): Json<Vec<(String, String)>> = row.get("attended")?;
    let (attended, attended_names) = attended.into_iter().unzip();
    Ok(EventRow {
        id: row.get("event_id")?,
        date: row.get("date")?,
        title: spoken(row, "title")?,
        place: row.get("place")?,
        kind: row.get("kind")?,
        public: row.get("public")?,
        agreement: row.get("agreement_id")?,
        agreement_title: spoken(row, "agreement_title")?,
        ends: row.get("ends")?,
        starts_at: row.get("starts_at")?,
        ends_at: row.get("ends_at")?,
        group: row.get("group_id")?,
        group_name: known_text(row, "group_name")?,
        attended,
        attended_names,
        minutes: row.get("minutes")?,
        cancelled: row.get("cancelled")?,
    })
}
