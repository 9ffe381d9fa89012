//! Full-text search: every word of the query must be the beginning of a word of the entry.
//!
//! A word may be in every agreement, so the answer costs what is shown of it: a text is read when it is
//! known that it is among the best.

use std::collections::{BTreeMap, HashSet};

use rusqlite::{Connection, Row, named_params};

use super::Asked;
use super::snippet::snippet;
use crate::index::entry::EntryId;
use crate::index::value::Day;
use crate::index::{Index, IndexError};
use crate::model::folded_words;
use crate::view::{HitKind, SearchHits, SearchRow};

/// How much of what was found is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchExtent {
    /// The best of each kind.
    Best,
    /// Every hit.
    All,
}

/// So many of each kind are the best.
const BEST: usize = 20;

const ENTRIES: &str = "
    SELECT search.rowid AS entry_id
    FROM search
    WHERE search MATCH :words
    ORDER BY search.rowid";

/// What is in force goes before what is not, the later agreement before the earlier one.
const AGREEMENTS: &str = "
    SELECT a.agreement_key, p.agreement_id IS NULL AS is_not_in_force
    FROM json_each(:keys) AS k
    CROSS JOIN agreement AS a ON a.agreement_key = k.value
    LEFT JOIN agreement_period AS p
        ON p.agreement_id = a.agreement_id
        AND p.status = 'in-force'
        AND :day BETWEEN p.from_on AND p.to_on
    ORDER BY p.agreement_id IS NULL, a.starts_on DESC, a.agreement_id";

const HIT: &str = "
    SELECT
        e.item_id,
        e.agreement_id,
        COALESCE(e.title_texts ->> :lang, e.title) AS title,
        COALESCE(e.text_texts ->> :lang, e.text) AS text_asked,
        e.text,
        e.text_texts
    FROM search_entry AS e
    WHERE e.agreement_key = :agreement AND e.kind = :kind AND e.entry_id = :entry
    ORDER BY e.entry_id";

#[cfg(test)]
pub(super) const QUERIES: &[&str] = &[ENTRIES, AGREEMENTS, HIT];

impl Index {
    /// What has all words of `text`, by kind. An organisation is found once, however many
    /// agreements it has signed. A text without a word finds nothing.
    pub fn search(&self, asked: &Asked, text: &str, extent: SearchExtent) -> Result<SearchHits, IndexError> {
        let prefixes: Vec<String> = folded_words(text).into_iter().map(|word| word.folded).collect();
        if prefixes.is_empty() {
            return Ok(SearchHits::default());
        }
        let snapshot = self.snapshot()?;
        let entries = entries(&snapshot, &prefixes)?;
        let n_of_kind = match extent {
            SearchExtent::Best => BEST,
            SearchExtent::All => entries.len(),
        };
        let mut hits = SearchHits::default();
        for of_kind in in_order(&snapshot, asked, &entries)?.chunk_by(|a, b| a.kind == b.kind) {
            let mut organisations = HashSet::new();
            let is_first = |entry: &EntryId| {
                entry.kind() != Some(HitKind::Organisation) || organisations.insert(entry.organisation())
            };
            let found = of_kind.iter().flat_map(|run| run.entries).copied();
            let mut found = found.filter(is_first);
            for entry in found.by_ref().take(n_of_kind) {
                hits.rows
                    .push(hit(&snapshot, asked, of_kind[0].kind, entry, &prefixes)?);
            }
            hits.n_more += found.count();
        }
        Ok(hits)
    }
}

/// The entries of one kind in one agreement.
struct Run<'e> {
    kind: HitKind,
    /// What says the better ones: the lesser.
    place: (bool, usize),
    entries: &'e [EntryId],
}

fn entries(connection: &Connection, prefixes: &[String]) -> rusqlite::Result<Vec<EntryId>> {
    let params = named_params! {":words": match_expression(prefixes)};
    connection
        .prepare_cached(ENTRIES)?
        .query_map(params, |row| Ok(EntryId(row.get("entry_id")?)))?
        .collect()
}

/// The entries by kind, and within a kind the better one first. They come as they lie in the index: by agreement, and
/// there by kind.
fn in_order<'e>(
    connection: &Connection,
    asked: &Asked,
    entries: &'e [EntryId],
) -> rusqlite::Result<Vec<Run<'e>>> {
    let runs = entries.chunk_by(|a, b| (a.agreement(), a.kind()) == (b.agreement(), b.kind()));
    let mut keys: Vec<i64> = runs.clone().map(|run| run[0].agreement()).collect();
    keys.dedup();
    let params = named_params! {":keys": serde_json::Value::from(keys).to_string(), ":day": Day(asked.day)};
    let order: BTreeMap<i64, (bool, usize)> = connection
        .prepare_cached(AGREEMENTS)?
        .query_map(params, |row| {
            Ok((row.get("agreement_key")?, row.get("is_not_in_force")?))
        })?
        .zip(1..)
        .map(|(agreement, place)| agreement.map(|(key, is_not_in_force)| (key, (is_not_in_force, place))))
        .collect::<rusqlite::Result<_>>()?;
    // What organisations.yaml records says less than an agreement in force, and more than one that is over.
    let of_record = (true, 0);
    let mut sorted: Vec<Run<'e>> = runs
        .filter_map(|entries| {
            Some(Run {
                kind: entries[0].kind()?,
                place: order.get(&entries[0].agreement()).copied().unwrap_or(of_record),
                entries,
            })
        })
        .collect();
    sorted.sort_unstable_by_key(|run| (run.kind, run.place, run.entries[0]));
    Ok(sorted)
}

fn hit(
    connection: &Connection,
    asked: &Asked,
    kind: HitKind,
    entry: EntryId,
    prefixes: &[String],
) -> rusqlite::Result<SearchRow> {
    let params = named_params! {
        ":lang": asked.texts.code(),
        ":agreement": entry.agreement(),
        ":kind": kind,
        ":entry": entry.0,
    };
    connection
        .prepare_cached(HIT)?
        .query_row(params, |row| from_row(row, kind, prefixes))
}

/// The words as FTS5 wants them: quoted, so that none is an operator, and as prefixes. What its tokenizer does
/// not take for a letter parts words there, too.
fn match_expression(prefixes: &[String]) -> String {
    let is_gap = |c: char| c.is_ascii() && !c.is_ascii_alphanumeric();
    let words = prefixes.iter().flat_map(|prefix| prefix.split(is_gap));
    let quoted: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(|word| ["\"", word, "\"*"].concat())
        .collect();
    quoted.join(" ")
}

fn from_row(row: &Row<'_>, kind: HitKind, prefixes: &[String]) -> rusqlite::Result<SearchRow> {
    let asked: String = row.get("text_asked")?;
    let snippet = match snippet(&asked, prefixes) {
        Some(snippet) => snippet,
        None => in_another_language(row, prefixes)?.unwrap_or(asked),
    };
    Ok(SearchRow {
        kind,
        id: row.get("item_id")?,
        agreement: row.get("agreement_id")?,
        title: row.get("title")?,
        snippet,
    })
}

/// The words may be in a language that was not requested.
fn in_another_language(row: &Row<'_>, prefixes: &[String]) -> rusqlite::Result<Option<String>> {
    let finnish: String = row.get("text")?;
    let translations: Option<String> = row.get("text_texts")?;
    let translations: BTreeMap<String, String> = translations
        .and_then(|json| serde_json::from_str(&json).ok())
        .unwrap_or_default();
    let mut texts = std::iter::once(&finnish).chain(translations.values());
    Ok(texts.find_map(|text| snippet(text, prefixes)))
}
