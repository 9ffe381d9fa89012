//! Which groups of several agreements are one. The rule is that of `model::group_line`; here it is only fed
//! with rows.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, params};

use crate::model::{GroupHolder, GroupOrigin, group_origins};

/// What an agreement supersedes, and what supersedes it.
const BESIDE: &str = "
    SELECT s.predecessor_id AS id
    FROM supersession AS s
    WHERE s.agreement_id = ?1
    UNION
    SELECT s.agreement_id AS id
    FROM supersession AS s
    WHERE s.predecessor_id = ?1";

const PREDECESSORS: &str = "
    SELECT s.predecessor_id AS id
    FROM supersession AS s
    WHERE s.agreement_id = ?
    ORDER BY id";

const GROUPS: &str = "
    SELECT g.group_id AS id
    FROM agreement_group AS g
    WHERE g.agreement_id = ?
    ORDER BY id";

const FIRST: &str = "
    UPDATE agreement_group
    SET first_agreement_id = ?3
    WHERE agreement_id = ?1 AND group_id = ?2 AND first_agreement_id <> ?3";

const CLEAR: &str = "DELETE FROM group_predecessor WHERE agreement_id = ?";

const BEFORE: &str = "
    INSERT INTO group_predecessor (agreement_id, group_id, predecessor_id)
    VALUES (?, ?, ?)";

/// Writes anew where the groups of these agreements come from, and those of all that hang together with
/// them by supersession.
pub(in crate::index) fn write_group_origins<'i>(
    connection: &Connection,
    agreements: impl IntoIterator<Item = &'i String>,
) -> rusqlite::Result<()> {
    let ids = hanging_together(connection, agreements.into_iter().cloned().collect())?;
    let groups = ids
        .iter()
        .map(|id| column(connection, GROUPS, id))
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let number: BTreeMap<&String, usize> = ids.iter().zip(0..).collect();
    let mut holders = Vec::with_capacity(ids.len());
    for (id, groups) in ids.iter().zip(&groups) {
        let predecessors = column(connection, PREDECESSORS, id)?;
        holders.push(GroupHolder {
            groups: groups.iter().map(String::as_str).collect(),
            predecessors: predecessors
                .iter()
                .filter_map(|id| number.get(id).copied())
                .collect(),
        });
    }
    for id in &ids {
        connection.prepare_cached(CLEAR)?.execute([id])?;
    }
    let id_of: Vec<&String> = ids.iter().collect();
    for ((number, group), origin) in group_origins(&holders) {
        write(connection, &id_of, (id_of[number], group), &origin)?;
    }
    Ok(())
}

fn write(
    connection: &Connection,
    ids: &[&String],
    (agreement, group): (&str, &str),
    origin: &GroupOrigin,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(FIRST)?
        .execute(params![agreement, group, ids[origin.first]])?;
    for before in &origin.before {
        connection
            .prepare_cached(BEFORE)?
            .execute(params![agreement, group, ids[*before]])?;
    }
    Ok(())
}

/// The agreements, and all that a walk along supersession reaches from them.
fn hanging_together(connection: &Connection, mut open: Vec<String>) -> rusqlite::Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    while let Some(id) = open.pop() {
        if !found.contains(&id) {
            open.extend(column(connection, BESIDE, &id)?);
            found.insert(id);
        }
    }
    Ok(found)
}

fn column(connection: &Connection, sql: &str, id: &str) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare_cached(sql)?
        .query_map([id], |row| row.get("id"))?
        .collect()
}
