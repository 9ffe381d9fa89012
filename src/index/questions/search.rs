//! Full-text search: every word of the query must be the beginning of a word of the entry.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, Row, named_params};

use super::Asked;
use super::snippet::snippet;
use crate::index::value::Day;
use crate::index::{Index, IndexError};
use crate::model::folded_words;
use crate::view::{HitKind, SearchRow};

/// What is in force goes before what is not, the better hit before the lesser one, the later
/// agreement before the earlier one.
const SEARCH: &str = "
    SELECT
        e.kind,
        e.item_id,
        e.agreement_id,
        COALESCE(e.title_texts ->> :lang, e.title) AS title,
        COALESCE(e.text_texts ->> :lang, e.text) AS text_asked,
        e.text,
        e.text_texts
    FROM search
    JOIN search_entry AS e ON e.entry_id = search.rowid
    LEFT JOIN agreement AS a ON a.agreement_id = e.agreement_id
    LEFT JOIN agreement_period AS p
        ON p.agreement_id = e.agreement_id
        AND p.status = 'in-force'
        AND :day BETWEEN p.from_on AND p.to_on
    WHERE search MATCH :words
    ORDER BY
        p.agreement_id IS NULL,
        bm25(search),
        a.starts_on DESC,
        e.agreement_id,
        e.position,
        e.item_id";

#[cfg(test)]
pub(super) const QUERIES: &[&str] = &[SEARCH];

impl Index {
    /// What has all words of `text`, by kind. An organisation is found once, however many
    /// agreements it has signed. A text without a word finds nothing.
    pub fn search(&self, asked: &Asked, text: &str) -> Result<Vec<SearchRow>, IndexError> {
        let prefixes: Vec<String> = folded_words(text).into_iter().map(|word| word.folded).collect();
        if prefixes.is_empty() {
            return Ok(Vec::new());
        }
        let mut rows = query(&self.connection, asked, &prefixes)?;
        let mut organisations = BTreeSet::new();
        rows.retain(|row| row.kind != HitKind::Organisation || organisations.insert(row.id.clone()));
        // The sort is stable: within a kind the order of the query stays.
        rows.sort_by_key(|row| row.kind);
        Ok(rows)
    }
}

fn query(connection: &Connection, asked: &Asked, prefixes: &[String]) -> rusqlite::Result<Vec<SearchRow>> {
    let params = named_params! {
        ":lang": asked.texts.code(),
        ":day": Day(asked.day),
        ":words": match_expression(prefixes),
    };
    connection
        .prepare_cached(SEARCH)?
        .query_map(params, |row| from_row(row, prefixes))?
        .collect()
}

/// The words as FTS5 wants them: quoted, so that none is an operator, and as prefixes.
fn match_expression(prefixes: &[String]) -> String {
    let quoted: Vec<String> = prefixes
        .iter()
        .map(|prefix| ["\"", &prefix.replace('"', "\"\""), "\"*"].concat())
        .collect();
    quoted.join(" ")
}

fn from_row(row: &Row<'_>, prefixes: &[String]) -> rusqlite::Result<SearchRow> {
    let asked: String = row.get("text_asked")?;
    let snippet = match snippet(&asked, prefixes) {
        Some(snippet) => snippet,
        None => in_another_language(row, prefixes)?.unwrap_or(asked),
    };
    Ok(SearchRow {
        kind: row.get("kind")?,
        id: row.get("item_id")?,
        agreement: row.get("agreement_id")?,
        title: row.get("title")?,
        snippet,
    })
}

/// The words may stand in a language that was not asked for.
fn in_another_language(row: &Row<'_>, prefixes: &[String]) -> rusqlite::Result<Option<String>> {
    let finnish: String = row.get("text")?;
    let translations: Option<String> = row.get("text_texts")?;
    let translations: BTreeMap<String, String> = translations
        .and_then(|json| serde_json::from_str(&json).ok())
        .unwrap_or_default();
    let mut texts = std::iter::once(&finnish).chain(translations.values());
    Ok(texts.find_map(|text| snippet(text, prefixes)))
}
