//! The rows that say which files the index knows.

use rusqlite::{Connection, OptionalExtension as _, params};

use super::change::{FileChange, FileContent, Stamp};
use crate::wording::Lang;

/// A refused file keeps the kind of its last good version, whose rows stay.
const UPSERT: &str = "
    INSERT INTO source_file (
        path, size, modified_ns, changed_ns, inode, content_hash, kind, state,
        refusal_line, refusal_code, refusal_message_en, refusal_message_fi, refusal_errors
    )
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (path) DO UPDATE SET
        size = excluded.size,
        modified_ns = excluded.modified_ns,
        changed_ns = excluded.changed_ns,
        inode = excluded.inode,
        content_hash = excluded.content_hash,
        kind = COALESCE(excluded.kind, kind),
        state = excluded.state,
        refusal_line = excluded.refusal_line,
        refusal_code = excluded.refusal_code,
        refusal_message_en = excluded.refusal_message_en,
        refusal_message_fi = excluded.refusal_message_fi,
        refusal_errors = excluded.refusal_errors";

/// Notes that a file was looked at.
pub(in crate::index) fn insert_file(connection: &Connection, change: &FileChange) -> rusqlite::Result<()> {
    let (kind, refusal) = match &change.content {
        FileContent::Agreement(_) => (Some("agreement"), None),
        FileContent::Organisations(_) => (Some("organisations"), None),
        FileContent::Settings(_) => (Some("settings"), None),
        FileContent::Refused(refusal) => (None, Some(refusal)),
    };
    connection.prepare_cached(UPSERT)?.execute(params![
        change.path.as_str(),
        size(change.stamp),
        change.stamp.modified_ns,
        change.stamp.changed_ns,
        change.stamp.inode.cast_signed(),
        change.hash.as_slice(),
        kind,
        if refusal.is_some() { "refused" } else { "loaded" },
        refusal.map(|refusal| refusal.line),
        refusal.map(|refusal| &refusal.code),
        refusal.map(|refusal| refusal.message.get(Lang::En)),
        refusal.map(|refusal| refusal.message.get(Lang::Fi)),
        refusal.map(|refusal| refusal.errors),
    ])?;
    Ok(())
}

/// Writes the examples in a file.
pub(super) fn insert_placeholders(connection: &Connection, change: &FileChange) -> rusqlite::Result<()> {
    const SQL: &str = "
        INSERT INTO placeholder (file, position, line, message_en, message_fi)
        VALUES (?, ?, ?, ?, ?)";
    for (position, found) in (1_i64..).zip(&change.placeholders) {
        connection.prepare_cached(SQL)?.execute(params![
            change.path.as_str(),
            position,
            i64::try_from(found.line).unwrap_or(i64::MAX),
            found.message.get(Lang::En),
            found.message.get(Lang::Fi),
        ])?;
    }
    Ok(())
}

/// Removes the examples in a file.
pub(super) fn delete_placeholders(connection: &Connection, path: &str) -> rusqlite::Result<()> {
    const SQL: &str = "DELETE FROM placeholder WHERE file = ?";
    connection.prepare_cached(SQL)?.execute([path])?;
    Ok(())
}

/// Notes a new stamp of a file whose content is the same.
pub(in crate::index) fn restamp(connection: &Connection, path: &str, stamp: Stamp) -> rusqlite::Result<()> {
    const SQL: &str = "
        UPDATE source_file
        SET size = ?, modified_ns = ?, changed_ns = ?, inode = ?
        WHERE path = ?";
    connection.prepare_cached(SQL)?.execute(params![
        size(stamp),
        stamp.modified_ns,
        stamp.changed_ns,
        stamp.inode.cast_signed(),
        path
    ])?;
    Ok(())
}

/// Forgets a file, whose content must be gone already.
pub(in crate::index) fn delete_file(connection: &Connection, path: &str) -> rusqlite::Result<()> {
    const SQL: &str = "DELETE FROM source_file WHERE path = ?";
    connection.prepare_cached(SQL)?.execute([path])?;
    Ok(())
}

/// Whether the last good version of a file was `registry.yaml`.
pub(super) fn holds_settings(connection: &Connection, path: &str) -> rusqlite::Result<bool> {
    const SQL: &str = "SELECT kind FROM source_file WHERE path = ?";
    let kind: Option<Option<String>> = connection
        .prepare_cached(SQL)?
        .query_row([path], |row| row.get("kind"))
        .optional()?;
    Ok(kind.flatten().as_deref() == Some("settings"))
}

/// SQLite counts to 2^63; no file is larger than that.
fn size(stamp: Stamp) -> i64 {
    i64::try_from(stamp.size).unwrap_or(i64::MAX)
}
