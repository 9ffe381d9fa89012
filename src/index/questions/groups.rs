//! The groups, one a row.

use rusqlite::{Connection, Row, named_params};

use super::{Asked, Scope, in_scope, list, spoken};
use crate::index::value::Day;
use crate::index::{Index, IndexError};
use crate::model::Region;
use crate::view::GroupRow;

/// Which groups are wanted; what is `None` does not matter.
#[derive(Clone, Debug, Default)]
pub struct GroupFilter {
    /// Those that work for this region on the day.
    pub region: Option<Region>,
}

const GROUPS: &str = "
    SELECT
        g.agreement_id,
        g.group_id,
        COALESCE(g.name_texts ->> :lang, g.name) AS name,
        IIF(g.name_texts ->> :lang IS NULL, 'fi', :lang) AS name_lang,
        CASE
            WHEN g.whole_province THEN json_array('all')
            ELSE (
                SELECT json_group_array(gr.region ORDER BY r.position)
                FROM group_region AS gr
                JOIN region AS r ON r.region = gr.region
                WHERE gr.agreement_id = g.agreement_id AND gr.group_id = g.group_id
            )
        END AS regions,
        g.chair,
        (
            SELECT json_group_array(m.organisation_id ORDER BY m.position)
            FROM group_member AS m
            WHERE m.agreement_id = g.agreement_id AND m.group_id = g.group_id
        ) AS members,
        g.dissolved,
        (
            SELECT COUNT(*)
            FROM duty AS d
            WHERE d.agreement_id = g.agreement_id AND d.group_id = g.group_id
        ) AS n_duties,
        g.first_agreement_id
    FROM agreement_group AS g
    WHERE g.agreement_id = :agreement
        AND (
            :region IS NULL
            OR EXISTS (
                SELECT 1
                FROM group_region AS gr
                WHERE gr.agreement_id = g.agreement_id
                    AND gr.group_id = g.group_id
                    AND gr.region = :region
                    AND :day <= g.works_to_on
            )
        )
    ORDER BY g.position";

#[cfg(test)]
pub(super) const QUERIES: &[&str] = &[GROUPS];

impl Index {
    /// The groups of the agreements in scope: by the start of the agreement, then as its file lists
    /// them.
    pub fn groups(
        &self,
        asked: &Asked,
        scope: &Scope,
        filter: &GroupFilter,
    ) -> Result<Vec<GroupRow>, IndexError> {
        let snapshot = self.snapshot()?;
        let mut rows = Vec::new();
        for agreement in in_scope(&snapshot, asked, scope)? {
            rows.extend(of_agreement(&snapshot, asked, &agreement, filter)?);
        }
        Ok(rows)
    }
}

/// The groups of one agreement.
pub(super) fn of_agreement(
    connection: &Connection,
    asked: &Asked,
    agreement: &str,
    filter: &GroupFilter,
) -> rusqlite::Result<Vec<GroupRow>> {
    connection
        .prepare_cached(GROUPS)?
        .query_map(
            named_params! {
                ":lang": asked.texts.code(),
                ":agreement": agreement,
                ":region": filter.region,
                ":day": Day(asked.day),
            },
            from_row,
        )?
        .collect()
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<GroupRow> {
    Ok(GroupRow {
        agreement: row.get("agreement_id")?,
        group: row.get("group_id")?,
        name: spoken(row, "name")?,
        regions: list(row, "regions")?,
        chair: row.get("chair")?,
        members: list(row, "members")?,
        dissolved: row.get("dissolved")?,
        duties: row.get("n_duties")?,
        first_agreement: row.get("first_agreement_id")?,
    })
}
