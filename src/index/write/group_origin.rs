//! Which groups of several agreements are one. The rule is that of `model::group_line`; here it is only fed
//! with rows.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use crate::model::{GroupHolder, group_origins};

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
    SELECT g.agreement_key, g.group_id, g.position, g.first_agreement_key
    FROM agreement AS a
    JOIN agreement_group_row AS g ON g.agreement_key = a.agreement_key
    WHERE a.agreement_id = ?
    ORDER BY g.position";

const FIRST: &str = "
    UPDATE agreement_group_row
    SET first_agreement_key = ?
    WHERE agreement_key = ? AND position = ?";

const CLEAR: &str = "DELETE FROM group_predecessor_row WHERE agreement_key = ?";

const BEFORE: &str = "
    INSERT INTO group_predecessor_row (agreement_key, group_position, predecessor_key)
    VALUES (?, ?, ?)";

/// Writes again where the groups of these agreements come from, and those of all that hang together with
/// them by supersession.
pub(in crate::index) fn write_group_origins<'i>(
    connection: &Connection,
    agreements: impl IntoIterator<Item = &'i String>,
) -> rusqlite::Result<()> {
    let mut written = BTreeSet::new();
    for agreement in agreements {
        if !written.contains(agreement) {
            let together = hanging_together(connection, agreement)?;
            write_origins(connection, &together)?;
            written.extend(together);
        }
    }
    Ok(())
}

/// A group as it is in the index.
struct Row {
    agreement: i64,
    id: String,
    position: i64,
    first: i64,
}

fn write_origins(connection: &Connection, ids: &BTreeSet<String>) -> rusqlite::Result<()> {
    let number: BTreeMap<&String, usize> = ids.iter().zip(0..).collect();
    let groups = ids
        .iter()
        .map(|id| groups(connection, id))
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let mut holders = Vec::with_capacity(ids.len());
    for (id, groups) in ids.iter().zip(&groups) {
        let predecessors = column(connection, PREDECESSORS, id)?;
        holders.push(GroupHolder {
            groups: groups.iter().map(|group| group.id.as_str()).collect(),
            predecessors: predecessors
                .iter()
                .filter_map(|id| number.get(id).copied())
                .collect(),
        });
        if let Some(group) = groups.first() {
            connection.prepare_cached(CLEAR)?.execute([group.agreement])?;
        }
    }
    for ((number, id), origin) in group_origins(&holders) {
        // Whoever holds a group has rows, and so has everyone whom the rule names.
        let key = |number: usize| groups[number][0].agreement;
        if let Some(group) = groups[number].iter().find(|group| group.id == id) {
            let before: Vec<i64> = origin.before.iter().map(|before| key(*before)).collect();
            write(connection, group, key(origin.first), &before)?;
        }
    }
    Ok(())
}

fn write(connection: &Connection, group: &Row, first: i64, before: &[i64]) -> rusqlite::Result<()> {
    if group.first != first {
        connection
            .prepare_cached(FIRST)?
            .execute([first, group.agreement, group.position])?;
    }
    for before in before {
        connection
            .prepare_cached(BEFORE)?
            .execute([group.agreement, group.position, *before])?;
    }
    Ok(())
}

/// The agreement, and all that a walk along supersession reaches from it.
fn hanging_together(connection: &Connection, agreement: &str) -> rusqlite::Result<BTreeSet<String>> {
    let mut open = vec![agreement.to_owned()];
    let mut found = BTreeSet::new();
    while let Some(id) = open.pop() {
        if !found.contains(&id) {
            open.extend(column(connection, BESIDE, &id)?);
            found.insert(id);
        }
    }
    Ok(found)
}

fn groups(connection: &Connection, agreement: &str) -> rusqlite::Result<Vec<Row>> {
    let from_row = |row: &rusqlite::Row<'_>| {
        Ok(Row {
            agreement: row.get("agreement_key")?,
            id: row.get("group_id")?,
            position: row.get("position")?,
            first: row.get("first_agreement_key")?,
        })
    };
    connection
        .prepare_cached(GROUPS)?
        .query_map([agreement], from_row)?
        .collect()
}

fn column(connection: &Connection, sql: &str, id: &str) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare_cached(sql)?
        .query_map([id], |row| row.get("id"))?
        .collect()
}
