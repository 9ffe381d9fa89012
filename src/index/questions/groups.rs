//! The groups, one a row.

use rusqlite::{Connection, Row, named_params};

use super::{Asked, Scope, in_scope, list, spoken};
use crate::index::value::{Day, Json};
use crate::index::{Index, IndexError};
use crate::model::{Network, Region};
use crate::view::{GroupRow, RegionsView, RoleInGroup};

/// Which groups are wanted; what is `None` does not matter.
#[derive(Clone, Debug, Default)]
pub struct GroupFilter {
    /// Those that work for this region on the day.
    pub region: Option<Region>,
}

const GROUPS: &str = "
    SELECT
        a.agreement_id,
        COALESCE(a.title_texts ->> :lang, a.title) AS agreement_title,
        IIF(a.title_texts ->> :lang IS NULL, 'fi', :lang) AS agreement_title_lang,
        g.group_id,
        COALESCE(g.name_texts ->> :lang, g.name) AS name,
        IIF(g.name_texts ->> :lang IS NULL, 'fi', :lang) AS name_lang,
        CASE
            WHEN g.whole_province THEN json_array('all')
            ELSE (
                SELECT json_group_array(r.region ORDER BY r.position)
                FROM region AS r
                WHERE (g.regions >> (r.position - 1)) & 1
            )
        END AS regions,
        chair.organisation_id AS chair,
        COALESCE(led.name, recorded.name, chair.organisation_id) AS chair_name,
        (
            SELECT json_group_array(
                json_array(k.organisation_id, COALESCE(s.name, o.name, k.organisation_id)) ORDER BY m.position
            )
            FROM group_composition_row AS m
            JOIN organisation_key AS k ON k.organisation_key = m.organisation_key
            LEFT JOIN signatory_row AS s
                ON s.agreement_key = m.agreement_key AND s.organisation_key = m.organisation_key
            LEFT JOIN organisation AS o ON o.organisation_key = m.organisation_key
            WHERE m.agreement_key = g.agreement_key
                AND m.group_position = g.position
                AND m.seat = 1
                AND :day BETWEEN COALESCE(m.from_on, '0001-01-01') AND COALESCE(m.to_on, '9999-12-31')
        ) AS members,
        (
            SELECT json_group_array(
                json_array(m.role, k.organisation_id, COALESCE(s.name, o.name, k.organisation_id))
                ORDER BY m.position
            )
            FROM group_composition_row AS m
            JOIN organisation_key AS k ON k.organisation_key = m.organisation_key
            LEFT JOIN signatory_row AS s
                ON s.agreement_key = m.agreement_key AND s.organisation_key = m.organisation_key
            LEFT JOIN organisation AS o ON o.organisation_key = m.organisation_key
            WHERE m.agreement_key = g.agreement_key
                AND m.group_position = g.position
                AND m.seat = 2
                AND :day BETWEEN COALESCE(m.from_on, '0001-01-01') AND COALESCE(m.to_on, '9999-12-31')
        ) AS roles,
        g.dissolved,
        (
            SELECT COUNT(*)
            FROM duty_row AS d
            WHERE d.agreement_key = g.agreement_key AND d.group_position = g.position
        ) AS n_duties,
        first.agreement_id AS first_agreement_id
    FROM agreement AS a
    JOIN agreement_group_row AS g ON g.agreement_key = a.agreement_key
    JOIN agreement AS first ON first.agreement_key = g.first_agreement_key
    LEFT JOIN group_composition_row AS c
        ON c.agreement_key = g.agreement_key
        AND c.group_position = g.position
        AND c.seat = 0
        AND :day BETWEEN COALESCE(c.from_on, '0001-01-01') AND COALESCE(c.to_on, '9999-12-31')
    LEFT JOIN organisation_key AS chair ON chair.organisation_key = c.organisation_key
    LEFT JOIN signatory_row AS led
        ON led.agreement_key = g.agreement_key AND led.organisation_key = c.organisation_key
    LEFT JOIN organisation AS recorded ON recorded.organisation_key = c.organisation_key
    WHERE a.agreement_id = :agreement
        AND (
            :region IS NULL
            OR EXISTS (
                SELECT 1
                FROM region AS r
                WHERE r.region = :region
                    AND (g.regions >> (r.position - 1)) & 1
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
            rows.extend(of_agreement(
                &snapshot,
                (asked, self.network()?),
                &agreement,
                filter,
            )?);
        }
        Ok(rows)
    }
}

/// The groups of one agreement.
pub(super) fn of_agreement(
    connection: &Connection,
    (asked, network): (&Asked, &Network),
    agreement: &str,
    filter: &GroupFilter,
) -> rusqlite::Result<Vec<GroupRow>> {
    connection
        .prepare_cached(GROUPS)?
        .query_map(
            named_params! {
                ":lang": asked.texts.code(),
                ":agreement": agreement,
                ":region": filter.region.as_ref().map(Region::id),
                ":day": Day(asked.day),
            },
            |row| from_row(row, network),
        )?
        .collect()
}

fn from_row(row: &Row<'_>, network: &Network) -> rusqlite::Result<GroupRow> {
    let members: Vec<(String, String)> = row.get::<_, Json<_>>("members")?.0;
    let (members, member_names) = members.into_iter().unzip();
    let roles: Vec<(String, String, String)> = row.get::<_, Json<_>>("roles")?.0;
    Ok(GroupRow {
        agreement: row.get("agreement_id")?,
        agreement_title: spoken(row, "agreement_title")?,
        group: row.get("group_id")?,
        name: spoken(row, "name")?,
        regions: RegionsView::of_ids(list(row, "regions")?, network),
        chair: row.get("chair")?,
        chair_name: row.get("chair_name")?,
        members,
        member_names,
        roles: roles.into_iter().map(RoleInGroup::from).collect(),
        dissolved: row.get("dissolved")?,
        duties: row.get("n_duties")?,
        first_agreement: row.get("first_agreement_id")?,
    })
}
