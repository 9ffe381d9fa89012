//! One group over all agreements that have it, and the groups that share an id.

use rusqlite::{Connection, OptionalExtension as _, Row, named_params};

use super::{Asked, DutyFilter, duties, list, seats, spoken};
use crate::index::value::Day;
use crate::index::{Index, IndexError};
use crate::model::{AgreementId, GroupId, Network};
use crate::view::{GroupInAgreement, GroupMemberView, GroupPlace, GroupRole, GroupView, RegionsView};

/// An agreement for each group of an id: the one in force, else the latest one that has it.
const PLACES: &str = "
    SELECT a.agreement_id
    FROM agreement_group_row AS g
    JOIN agreement AS a ON a.agreement_key = g.agreement_key
    WHERE g.group_id = :group
        AND g.agreement_key = (
            SELECT same.agreement_key
            FROM agreement_group_row AS same
            JOIN agreement AS other ON other.agreement_key = same.agreement_key
            LEFT JOIN agreement_period AS p
                ON p.agreement_id = other.agreement_id
                AND p.status = 'in-force'
                AND :day BETWEEN p.from_on AND p.to_on
            WHERE same.group_id = g.group_id AND same.first_agreement_key = g.first_agreement_key
            ORDER BY p.agreement_id IS NULL, other.starts_on DESC, other.agreement_id
            LIMIT 1
        )
    ORDER BY a.agreement_id";

const FIRST: &str = "
    SELECT g.first_agreement_id
    FROM agreement_group AS g
    WHERE g.agreement_id = :agreement AND g.group_id = :group
    ORDER BY g.first_agreement_id";

/// Other groups of the id that agreements before those of this one had.
const BEFORE: &str = "
    SELECT DISTINCT a.agreement_id, before.group_id
    FROM agreement AS f
    CROSS JOIN agreement_group_row AS g ON g.group_id = :group AND g.first_agreement_key = f.agreement_key
    CROSS JOIN group_predecessor_row AS p
        ON p.agreement_key = g.agreement_key AND p.group_position = g.position
    CROSS JOIN agreement_group_row AS before
        ON before.agreement_key = p.predecessor_key AND before.group_id = g.group_id
    JOIN agreement AS a ON a.agreement_key = before.agreement_key
    WHERE f.agreement_id = :first AND before.first_agreement_key <> f.agreement_key
    ORDER BY a.agreement_id";

/// Other groups of the id that agreements after those of this one have.
const AFTER: &str = "
    SELECT DISTINCT a.agreement_id, after.group_id
    FROM agreement AS f
    CROSS JOIN agreement_group_row AS g ON g.group_id = :group AND g.first_agreement_key = f.agreement_key
    CROSS JOIN group_predecessor_row AS p ON p.predecessor_key = g.agreement_key
    CROSS JOIN agreement_group_row AS after
        ON after.agreement_key = p.agreement_key AND after.position = p.group_position
    JOIN agreement AS a ON a.agreement_key = after.agreement_key
    WHERE f.agreement_id = :first
        AND after.group_id = g.group_id
        AND after.first_agreement_key <> f.agreement_key
    ORDER BY a.agreement_id";

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
        g.dissolved
    FROM agreement AS f
    CROSS JOIN agreement_group_row AS line ON line.group_id = :group AND line.first_agreement_key = f.agreement_key
    CROSS JOIN agreement AS a ON a.agreement_key = line.agreement_key
    CROSS JOIN agreement_group AS g ON g.agreement_id = a.agreement_id AND g.group_id = :group
    JOIN agreement_period AS p
        ON p.agreement_id = a.agreement_id
        AND :day BETWEEN p.from_on AND p.to_on
    WHERE f.agreement_id = :first
    ORDER BY a.starts_on, a.agreement_id";

#[cfg(test)]
pub(super) const QUERIES: &[&str] = &[PLACES, FIRST, BEFORE, AFTER, AGREEMENTS];

impl Index {
    /// The groups of an id, one an agreement that has it; several when agreements that do not follow each
    /// other have a group of the same id.
    pub fn groups_of_id(&self, asked: &Asked, id: &GroupId) -> Result<Vec<GroupPlace>, IndexError> {
        let params = named_params! {":group": id.as_str(), ":day": Day(asked.day)};
        let mut statement = self.connection.prepare_cached(PLACES)?;
        let places = statement.query_map(params, |row| {
            Ok(GroupPlace {
                agreement: row.get("agreement_id")?,
                group: id.to_string(),
            })
        })?;
        Ok(places.collect::<rusqlite::Result<_>>()?)
    }

    /// The group of an agreement, whole, over all agreements in which it goes on; `None` when the agreement
    /// does not have it.
    pub fn show_group(
        &self,
        asked: &Asked,
        agreement: &AgreementId,
        id: &GroupId,
    ) -> Result<Option<GroupView>, IndexError> {
        let snapshot = self.snapshot()?;
        let params = named_params! {":agreement": agreement.as_str(), ":group": id.as_str()};
        let first: Option<String> = snapshot
            .prepare_cached(FIRST)?
            .query_row(params, |row| row.get("first_agreement_id"))
            .optional()?;
        match first {
            Some(first) => Ok(show(&snapshot, (asked, self.network()?), &first, id)?),
            None => Ok(None),
        }
    }
}

fn show(
    connection: &Connection,
    (asked, network): (&Asked, &Network),
    first: &str,
    id: &GroupId,
) -> rusqlite::Result<Option<GroupView>> {
    let mut agreements = agreements(connection, (asked, network), first, id)?;
    let filter = DutyFilter {
        group: Some(id.clone()),
        ..DutyFilter::default()
    };
    for agreement in &mut agreements {
        let seats = seats::of_group(connection, asked, &agreement.agreement, id)?;
        let held = |role| {
            let held = seats.iter().filter(move |seat| seat.held && seat.role == role);
            held.map(GroupMemberView::from)
        };
        agreement.chair = held(GroupRole::Chair).next();
        agreement.members = held(GroupRole::Member).collect();
        agreement.seats = seats;
        agreement.duties = duties::of_agreement(connection, asked, &agreement.agreement, &filter)?;
    }
    let Some(name) = agreements.last().map(|latest| latest.name.clone()) else {
        return Ok(None);
    };
    Ok(Some(GroupView {
        group: id.to_string(),
        name,
        first_agreement: first.to_owned(),
        continues: places(connection, BEFORE, first, id)?,
        continued_by: places(connection, AFTER, first, id)?,
        agreements,
    }))
}

fn places(
    connection: &Connection,
    sql: &str,
    first: &str,
    id: &GroupId,
) -> rusqlite::Result<Vec<GroupPlace>> {
    connection
        .prepare_cached(sql)?
        .query_map(named_params! {":first": first, ":group": id.as_str()}, |row| {
            Ok(GroupPlace {
                agreement: row.get("agreement_id")?,
                group: row.get("group_id")?,
            })
        })?
        .collect()
}

fn agreements(
    connection: &Connection,
    (asked, network): (&Asked, &Network),
    first: &str,
    id: &GroupId,
) -> rusqlite::Result<Vec<GroupInAgreement>> {
    let params = named_params! {
        ":first": first,
        ":group": id.as_str(),
        ":lang": asked.texts.code(),
        ":day": Day(asked.day),
    };
    connection
        .prepare_cached(AGREEMENTS)?
        .query_map(params, |row| from_row(row, network))?
        .collect()
}

/// The group without its seats and duties.
fn from_row(row: &Row<'_>, network: &Network) -> rusqlite::Result<GroupInAgreement> {
    Ok(GroupInAgreement {
        agreement: row.get("agreement_id")?,
        title: row.get("title")?,
        status: row.get("status")?,
        name: spoken(row, "name")?,
        regions: RegionsView::of_ids(list(row, "regions")?, network),
        chair: None,
        members: Vec::new(),
        seats: Vec::new(),
        dissolved: row.get("dissolved")?,
        duties: Vec::new(),
    })
}
