//! The documents that an agreement lists.

use rusqlite::{Connection, Row, named_params};

use super::{Asked, known_text};
use crate::view::FiledDocumentRow;

const DOCUMENTS: &str = "
    SELECT
        d.file,
        COALESCE(d.title_texts ->> :lang, d.title) AS title,
        IIF(d.title_texts ->> :lang IS NULL, 'fi', :lang) AS title_lang,
        d.kind,
        d.date,
        d.organisation_id,
        (
            SELECT s.name
            FROM agreement AS a
            JOIN organisation_key AS k ON k.organisation_id = d.organisation_id
            JOIN signatory_row AS s
                ON s.agreement_key = a.agreement_key
                AND s.organisation_key = k.organisation_key
            WHERE a.agreement_id = d.agreement_id
        ) AS organisation_name,
        d.sha256,
        d.public
    FROM document AS d
    WHERE d.agreement_id = :agreement
    ORDER BY d.position";

#[cfg(test)]
pub(super) const QUERIES: &[&str] = &[DOCUMENTS];

/// The documents of one agreement in the order of its file.
pub(super) fn of_agreement(
    connection: &Connection,
    asked: &Asked,
    agreement: &str,
) -> rusqlite::Result<Vec<FiledDocumentRow>> {
    let params = named_params! {":agreement": agreement, ":lang": asked.texts.code()};
    let mut statement = connection.prepare_cached(DOCUMENTS)?;
    statement.query_map(params, from_row)?.collect()
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<FiledDocumentRow> {
    Ok(FiledDocumentRow {
        file: row.get("file")?,
        title: known_text(row, "title")?,
        kind: row.get("kind")?,
        on: row.get("date")?,
        of: row.get("organisation_id")?,
        of_name: row.get("organisation_name")?,
        sha256: row.get("sha256")?,
        public: row.get("public")?,
    })
}
