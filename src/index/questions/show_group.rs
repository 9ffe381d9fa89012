//! One group over all agreements that have it.

use rusqlite::{Connection, Row, named_params};

use super::{Asked, DutyFilter, duties, list, spoken};
use crate::index::value::Day;
use crate::index::{Index, IndexError};
use crate::model::GroupId;
use crate::view::{GroupInAgreement, GroupMemberView, GroupView};

const AGREEMENTS: &str = "
    SELECT
        g.agreement_id,
        COALESCE(a.title_texts ->> :lang, a.title) AS title,
        p.status,
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
        s.name AS chair_name,
        g.dissolved
    FROM agreement_group AS g
    JOIN agreement AS a ON a.agreement_id = g.agreement_id
    JOIN agreement_period AS p
        ON p.agreement_id = g.agreement_id
        AND (p.from_on IS NULL OR p.from_on <= :day)
        AND (p.to_on IS NULL OR p.to_on >= :day)
    LEFT JOIN signatory AS s ON s.agreement_id = g.agreement_id AND s.organisation_id = g.chair
    WHERE g.group_id = :group
    ORDER BY a.starts_on, a.agreement_id";

const MEMBERS: &str = "
    SELECT m.organisation_id, s.name
    FROM group_member AS m
    LEFT JOIN signatory AS s
        ON s.agreement_id = m.agreement_id AND s.organisation_id = m.organisation_id
    WHERE m.agreement_id = :agreement AND m.group_id = :group
    ORDER BY m.position";

#[cfg(test)]
pub(super) const QUERIES: &[&str] = &[AGREEMENTS, MEMBERS];

impl Index {
    /// One group, whole; `None` when no agreement has it.
    pub fn show_group(&self, asked: &Asked, id: &GroupId) -> Result<Option<GroupView>, IndexError> {
        let snapshot = self.snapshot()?;
        let mut agreements = agreements(&snapshot, asked, id)?;
        let filter = DutyFilter {
            group: Some(id.clone()),
            ..DutyFilter::default()
        };
        for agreement in &mut agreements {
            agreement.members = members(&snapshot, &agreement.agreement, id)?;
            agreement.duties = duties::of_agreement(&snapshot, asked, &agreement.agreement, &filter)?;
        }
        Ok(agreements
            .last()
            .map(|latest| latest.name.clone())
            .map(|name| GroupView {
                group: id.to_string(),
                name,
                agreements,
            }))
    }
}

fn agreements(
    connection: &Connection,
    asked: &Asked,
    id: &GroupId,
) -> rusqlite::Result<Vec<GroupInAgreement>> {
    let params = named_params! {
        ":group": id.as_str(),
        ":lang": asked.texts.code(),
        ":day": Day(asked.day),
    };
    connection
        .prepare_cached(AGREEMENTS)?
        .query_map(params, from_row)?
        .collect()
}

/// The group without its members and duties.
fn from_row(row: &Row<'_>) -> rusqlite::Result<GroupInAgreement> {
    let (chair, name): (Option<String>, Option<String>) = (row.get("chair")?, row.get("chair_name")?);
    Ok(GroupInAgreement {
        agreement: row.get("agreement_id")?,
        title: row.get("title")?,
        status: row.get("status")?,
        name: spoken(row, "name")?,
        regions: list(row, "regions")?,
        chair: chair.map(|organisation| GroupMemberView { organisation, name }),
        members: Vec::new(),
        dissolved: row.get("dissolved")?,
        duties: Vec::new(),
    })
}

fn members(connection: &Connection, agreement: &str, id: &GroupId) -> rusqlite::Result<Vec<GroupMemberView>> {
    connection
        .prepare_cached(MEMBERS)?
        .query_map(
            named_params! {":agreement": agreement, ":group": id.as_str()},
            |row| {
                Ok(GroupMemberView {
                    organisation: row.get("organisation_id")?,
                    name: row.get("name")?,
                })
            },
        )?
        .collect()
}
