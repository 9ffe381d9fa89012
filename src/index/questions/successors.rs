//! Who holds the tasks of an organisation in the end. The rule is the model's; here its records are found.

use std::collections::BTreeMap;

use rusqlite::{Connection, named_params};

use super::Asked;
use super::organisations::present_name;
use crate::diagnostic::{At, Span};
use crate::model::{Organisation, OrganisationId, PartialDate, Succession, Successor, successors_on};
use crate::view::SuccessorView;

/// The organisation and all that its successions lead to.
const REACHED: &str = concat!(
    "
    WITH RECURSIVE reached (organisation_id) AS (
        VALUES (:organisation)
        UNION
        SELECT s.successor_id
        FROM reached AS r
        JOIN organisation_succession AS s ON s.organisation_id = r.organisation_id
    )
    SELECT o.organisation_id, o.name, o.ceased, s.successor_id, s.scope,",
    present_name!("s.successor_id"),
    " AS successor_name
    FROM reached AS r
    JOIN organisation AS o ON o.organisation_id = r.organisation_id
    LEFT JOIN organisation_succession AS s ON s.organisation_id = o.organisation_id
    ORDER BY o.organisation_id, s.position"
);

#[cfg(test)]
pub(super) const QUERIES: &[&str] = &[REACHED];

/// Who holds the tasks of an organisation on the day, where a successor has ceased as well.
pub(super) fn final_successors(
    connection: &Connection,
    asked: &Asked,
    id: &OrganisationId,
) -> rusqlite::Result<Vec<SuccessorView>> {
    let (records, names) = reached(connection, id)?;
    let find = |id: &OrganisationId| records.iter().find(|record| record.id.value == *id);
    let found = find(id).map_or_else(Vec::new, |record| successors_on(record, find, asked.day));
    let found = found.iter().filter(|successor| successor.ceased.is_none());
    if found.clone().all(|successor| successor.through.is_empty()) {
        return Ok(Vec::new());
    }
    let view = |successor: &Successor| SuccessorView {
        organisation: successor.organisation.to_string(),
        name: names.get(successor.organisation).cloned().unwrap_or_default(),
        scope: successor.scope(),
    };
    Ok(found.map(view).collect())
}

/// The names of the successors by id.
type Names = BTreeMap<OrganisationId, String>;

/// The records of an organisation and of all that its successions lead to, and the names of the successors.
fn reached(connection: &Connection, id: &OrganisationId) -> rusqlite::Result<(Vec<Organisation>, Names)> {
    let mut statement = connection.prepare_cached(REACHED)?;
    let mut rows = statement.query(named_params! {":organisation": id.as_str()})?;
    let mut reached: Vec<Organisation> = Vec::new();
    let mut names = Names::new();
    while let Some(row) = rows.next()? {
        let known: String = row.get("organisation_id")?;
        if reached.last().is_none_or(|last| last.id.value.as_str() != known) {
            let (name, ceased): (String, Option<PartialDate>) = (row.get("name")?, row.get("ceased")?);
            reached.extend(OrganisationId::parse(&known).ok().map(|id| Organisation {
                id: unplaced(id),
                name: unplaced(name),
                former_names: Vec::new(),
                ceased: ceased.map(unplaced),
                successors: Vec::new(),
            }));
        }
        let successor: Option<String> = row.get("successor_id")?;
        let successor = successor.and_then(|id| OrganisationId::parse(&id).ok());
        if let (Some(last), Some(successor)) = (reached.last_mut(), successor) {
            names.insert(successor.clone(), row.get("successor_name")?);
            last.successors.push(Succession {
                organisation: unplaced(successor),
                scope: row.get("scope")?,
            });
        }
    }
    Ok((reached, names))
}

/// A value of the index, which knows no places in files.
fn unplaced<T>(value: T) -> At<T> {
    At::new(value, Span::default())
}
