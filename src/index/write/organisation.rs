//! The rows of `organisations.yaml`.

use rusqlite::{Connection, params};

use super::row::Keys;
use super::search;
use crate::diagnostic::FilePath;
use crate::index::value::Day;
use crate::model::Organisation;

const ORGANISATION: &str = "
    INSERT INTO organisation (organisation_key, organisation_id, file, position, name, ceased, ceased_on)
    VALUES (?, ?, ?, ?, ?, ?, ?)";

const FORMER_NAME: &str = "
    INSERT INTO organisation_former_name (organisation_id, position, name, until)
    VALUES (?, ?, ?, ?)";

const SUCCESSION: &str = "
    INSERT INTO organisation_succession (organisation_id, position, successor_id, scope)
    VALUES (?, ?, ?, ?)";

/// Writes what the file records of organisations.
pub(super) fn insert(
    connection: &Connection,
    path: &FilePath,
    organisations: &[Organisation],
    keys: &mut Keys,
) -> rusqlite::Result<()> {
    for (position, organisation) in (1_i64..).zip(organisations) {
        let ceased = organisation.ceased.as_ref().map(|ceased| ceased.value);
        let key = keys.organisation(connection, organisation.id.value.as_str())?;
        connection.prepare_cached(ORGANISATION)?.execute(params![
            key,
            organisation.id.value.as_str(),
            path.as_str(),
            position,
            organisation.name.value,
            ceased,
            ceased.map(|ceased| Day(ceased.last_day())),
        ])?;
        insert_lists(connection, organisation)?;
        search::insert_organisation(connection, key, position, organisation)?;
    }
    Ok(())
}

fn insert_lists(connection: &Connection, organisation: &Organisation) -> rusqlite::Result<()> {
    let id = organisation.id.value.as_str();
    let mut former_name = connection.prepare_cached(FORMER_NAME)?;
    for (position, former) in (1_i64..).zip(&organisation.former_names) {
        former_name.execute(params![id, position, former.name, former.until])?;
    }
    let mut succession = connection.prepare_cached(SUCCESSION)?;
    for (position, next) in (1_i64..).zip(&organisation.successors) {
        succession.execute(params![
            id,
            position,
            next.organisation.value.as_str(),
            next.scope
        ])?;
    }
    Ok(())
}

/// Removes what the file recorded of organisations.
pub(super) fn delete(connection: &Connection, path: &str) -> rusqlite::Result<()> {
    const SQL: &str = "DELETE FROM organisation WHERE file = ?";
    connection.prepare_cached(SQL)?.execute([path])?;
    Ok(())
}
