//! Rows from the model: every INSERT and DELETE of the index. One file per part of the model. The
//! callers open and close the transaction; nothing here asks a question for the reader.

mod agreement;
pub(super) mod change;
mod group;
mod group_origin;
mod organisation;
mod row;
mod search;
mod settings;
mod signatory;
mod source_file;
mod timeline;

pub(super) use group_origin::write_group_origins;
pub use row::AgreementRows;
pub(super) use row::Keys;
pub(super) use search::{are_words_right, finish_words};
pub(super) use settings::{insert_network, insert_settings};
pub(super) use source_file::{delete_file, insert_file, restamp};
pub(super) use timeline::{clear_timeline, write_timeline};

use rusqlite::Connection;

use self::change::{FileChange, FileContent};
use super::IndexError;

/// Writes the rows of a file, whose earlier rows are gone, with their words and without timelines.
pub(super) fn insert_content(
    connection: &Connection,
    change: &FileChange,
    keys: &mut Keys,
) -> Result<(), IndexError> {
    match &change.content {
        FileContent::Agreement(rows) => agreement::insert(connection, rows, keys)?,
        FileContent::Organisations(organisations) => {
            organisation::insert(connection, &change.path, organisations, keys)?;
        }
        FileContent::Settings(settings) => insert_settings(connection, settings)?,
        FileContent::Refused(_) => return Ok(()),
    }
    source_file::insert_placeholders(connection, change)?;
    Ok(())
}

/// Removes the rows of a file and their words; what is said of the file itself stays.
pub(super) fn delete_content(connection: &Connection, path: &str) -> rusqlite::Result<()> {
    search::delete_words(connection, path)?;
    agreement::delete(connection, path)?;
    organisation::delete(connection, path)?;
    source_file::delete_placeholders(connection, path)?;
    if source_file::holds_settings(connection, path)? {
        insert_settings(connection, &crate::model::Settings::default())?;
    }
    Ok(())
}
