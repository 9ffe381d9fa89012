//! Rows from the model: every INSERT and DELETE of the index. One file per part of the model. The
//! callers open and close the transaction; nothing here asks a question for the reader.

mod agreement;
mod group;
mod group_origin;
mod organisation;
mod search;
mod settings;
mod signatory;
mod source_file;
mod timeline;

pub(super) use group_origin::write_group_origins;
pub(super) use search::{check_words, delete_words, insert_words, rebuild_words};
pub(super) use settings::insert_settings;
pub(super) use source_file::{delete_file, insert_file, restamp};
pub(super) use timeline::write_timeline;

use rusqlite::{Connection, params};

use super::IndexError;
use super::change::{FileChange, FileContent};
use super::value::translations;
use crate::model::Region;

/// Fills the list of areas, which no file describes.
pub(super) fn insert_regions(connection: &Connection) -> rusqlite::Result<()> {
    const SQL: &str = "INSERT INTO region (region, position) VALUES (?, ?)";
    for (position, region) in (1_i64..).zip(Region::ALL) {
        connection
            .prepare_cached(SQL)?
            .execute(params![region, position])?;
    }
    Ok(())
}

/// Writes the rows of a file, whose earlier rows are gone, without timelines and words.
pub(super) fn insert_content(connection: &Connection, change: &FileChange) -> Result<(), IndexError> {
    match &change.content {
        FileContent::Agreement(agreement) => agreement::insert(connection, &change.path, agreement),
        FileContent::Organisations(organisations) => {
            organisation::insert(connection, &change.path, organisations)?;
            Ok(())
        }
        FileContent::Settings(settings) => {
            insert_settings(connection, settings)?;
            Ok(())
        }
        FileContent::Refused(_) => Ok(()),
    }
}

/// Removes the rows of a file and their words; what is said of the file itself stays.
pub(super) fn delete_content(connection: &Connection, path: &str) -> rusqlite::Result<()> {
    delete_words(connection, path)?;
    agreement::delete(connection, path)?;
    organisation::delete(connection, path)?;
    if source_file::holds_settings(connection, path)? {
        insert_settings(connection, &crate::model::Settings::default())?;
    }
    Ok(())
}
