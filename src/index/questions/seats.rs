//! Who sits in the groups of an agreement, and when.

use rusqlite::{Connection, Row, named_params};

use super::{Asked, spoken};
use crate::index::value::Day;
use crate::model::GroupId;
use crate::view::{CompositionView, GroupRole, SeatView};

/// The seats of all days: chairs, members, other roles.
const SEATS: &str = "
    SELECT
        g.group_id,
        COALESCE(g.name_texts ->> :lang, g.name) AS group_name,
        IIF(g.name_texts ->> :lang IS NULL, 'fi', :lang) AS group_name_lang,
        c.seat,
        c.role,
        k.organisation_id,
        (
            SELECT s.name
            FROM signatory_row AS s
            WHERE s.agreement_key = c.agreement_key AND s.organisation_key = c.organisation_key
        ) AS name,
        c.since,
        c.until,
        before.organisation_id AS in_place_of,
        (
            SELECT s.name
            FROM signatory_row AS s
            WHERE s.agreement_key = c.agreement_key AND s.organisation_key = c.in_place_of_key
        ) AS in_place_of_name,
        c.representative,
        c.substitute,
        :day BETWEEN COALESCE(c.from_on, '0001-01-01') AND COALESCE(c.to_on, '9999-12-31') AS is_held
    FROM agreement AS a
    CROSS JOIN agreement_group_row AS g ON g.agreement_key = a.agreement_key
    CROSS JOIN group_composition_row AS c ON c.agreement_key = g.agreement_key AND c.group_position = g.position
    JOIN organisation_key AS k ON k.organisation_key = c.organisation_key
    LEFT JOIN organisation_key AS before ON before.organisation_key = c.in_place_of_key
    WHERE a.agreement_id = :agreement AND (:group IS NULL OR g.group_id = :group)
    ORDER BY c.group_position, c.seat, c.position";

#[cfg(test)]
pub(super) const QUERIES: &[&str] = &[SEATS];

/// The seats of one group.
pub(super) fn of_group(
    connection: &Connection,
    asked: &Asked,
    agreement: &str,
    group: &GroupId,
) -> rusqlite::Result<Vec<SeatView>> {
    let all = compositions(connection, asked, agreement, Some(group))?;
    Ok(all.into_iter().flat_map(|group| group.seats).collect())
}

/// The groups of an agreement of whose seats there is more to say than who has them.
pub(super) fn of_agreement(
    connection: &Connection,
    asked: &Asked,
    agreement: &str,
) -> rusqlite::Result<Vec<CompositionView>> {
    let mut all = compositions(connection, asked, agreement, None)?;
    all.retain(|group| group.seats.iter().any(SeatView::has_details));
    Ok(all)
}

fn compositions(
    connection: &Connection,
    asked: &Asked,
    agreement: &str,
    group: Option<&GroupId>,
) -> rusqlite::Result<Vec<CompositionView>> {
    let mut statement = connection.prepare_cached(SEATS)?;
    let mut rows = statement.query(named_params! {
        ":agreement": agreement,
        ":group": group.map(GroupId::as_str),
        ":lang": asked.texts.code(),
        ":day": Day(asked.day),
    })?;
    let mut all: Vec<CompositionView> = Vec::new();
    while let Some(row) = rows.next()? {
        let group: String = row.get("group_id")?;
        let seat = seat_from_row(row)?;
        match all.last_mut().filter(|last| last.group == group) {
            Some(last) => last.seats.push(seat),
            None => all.push(CompositionView {
                group,
                name: spoken(row, "group_name")?,
                seats: vec![seat],
            }),
        }
    }
    Ok(all)
}

fn seat_from_row(row: &Row<'_>) -> rusqlite::Result<SeatView> {
    Ok(SeatView {
        role: group_role(row)?,
        role_name: row.get("role")?,
        organisation: row.get("organisation_id")?,
        name: row.get("name")?,
        from: row.get("since")?,
        until: row.get("until")?,
        in_place_of: row.get("in_place_of")?,
        in_place_of_name: row.get("in_place_of_name")?,
        representative: row.get("representative")?,
        substitute: row.get("substitute")?,
        held: row.get("is_held")?,
    })
}

/// What a seat is held as.
pub(super) fn group_role(row: &Row<'_>) -> rusqlite::Result<GroupRole> {
    Ok(match row.get::<_, i64>("seat")? {
        0 => GroupRole::Chair,
        1 => GroupRole::Member,
        _ => GroupRole::Other,
    })
}
