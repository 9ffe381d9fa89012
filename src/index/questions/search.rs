//! Full-text search: every word of the query must be the beginning of a word of the entry, or another form of one.
//!
//! A word may be in every agreement, so the answer costs what is shown of it: a text is read when it is
//! known that it is among the best.

use std::collections::{BTreeMap, HashSet};

use rusqlite::{Connection, Row, named_params};

use super::Asked;
use super::snippet::snippet;
use super::sought::{Sought, sought_words};
use crate::index::entry::EntryId;
use crate::index::value::Day;
use crate::index::{Index, IndexError};
use crate::view::{HitKind, SearchHits, SearchRow};

/// How much of what was found is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchExtent {
    /// The best, at most so many in all.
    Best(usize),
    /// Every hit.
    All,
}

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

const EVENT_DAYS: &str = "
    SELECT v.date, v.ends, v.cancelled
    FROM event AS v
    WHERE v.agreement_id = :agreement AND v.position = :position
    ORDER BY v.position";

#[cfg(test)]
pub(super) const QUERIES: &[&str] = &[ENTRIES, AGREEMENTS, HIT, EVENT_DAYS];

impl Index {
    /// What has all words of `text`: first what begins with them, then what has them in another form, each by
    /// kind. An organisation is found once, however many agreements it has signed. A text without a word finds nothing.
    pub fn search(&self, asked: &Asked, text: &str, extent: SearchExtent) -> Result<SearchHits, IndexError> {
        let sought = sought_words(text);
        if sought.is_empty() {
            return Ok(SearchHits::default());
        }
        let snapshot = self.snapshot()?;
        let found = found(&snapshot, asked, &sought)?;
        let n_found = found.iter().map(|group| group.entries.len()).sum();
        let n_shown = match extent {
            SearchExtent::Best(limit) => limit.min(n_found),
            SearchExtent::All => n_found,
        };
        let mut rows = Vec::with_capacity(n_shown);
        for (group, n) in found.iter().zip(shares(&found, n_shown)) {
            for entry in &group.entries[..n] {
                rows.push(hit(&snapshot, asked, group.kind, *entry, &sought)?);
            }
        }
        Ok(SearchHits {
            rows,
            n_more: n_found - n_shown,
        })
    }
}

/// What was found of one kind, the best first.
struct Found {
    kind: HitKind,
    /// Whether a word of the query is there only in another form.
    is_by_form: bool,
    entries: Vec<EntryId>,
}

/// What was found, in the order in which it is shown.
fn found(connection: &Connection, asked: &Asked, sought: &[Sought]) -> rusqlite::Result<Vec<Found>> {
    let begun = entries(connection, &by_beginnings(sought))?;
    let mut others = match by_forms(connection, sought)? {
        Some(words) => entries(connection, &words)?,
        None => Vec::new(),
    };
    others.retain(|entry| begun.binary_search(entry).is_err());
    let mut organisations = HashSet::new();
    let mut found = Vec::new();
    for (is_by_form, entries) in [(false, begun), (true, others)] {
        for of_kind in in_order(connection, asked, &entries)?.chunk_by(|a, b| a.kind == b.kind) {
            let is_first = |entry: &EntryId| {
                entry.kind() != Some(HitKind::Organisation) || organisations.insert(entry.organisation())
            };
            found.push(Found {
                kind: of_kind[0].kind,
                is_by_form,
                entries: of_kind
                    .iter()
                    .flat_map(|run| run.entries)
                    .copied()
                    .filter(is_first)
                    .collect(),
            });
        }
    }
    Ok(found)
}

/// How many of each group are shown when `n_shown` are shown in all. What begins with the words goes first; of
/// that, a kind of which there is little is shown whole, so that a kind with very many hides no other.
fn shares(found: &[Found], n_shown: usize) -> Vec<usize> {
    let mut shares = vec![0; found.len()];
    let mut left = n_shown;
    for is_by_form in [false, true] {
        let mut waiting: Vec<usize> = (0..found.len())
            .filter(|i| found[*i].is_by_form == is_by_form)
            .collect();
        waiting.sort_by_key(|i| found[*i].entries.len());
        for (i, n_waiting) in waiting.iter().zip((1..=waiting.len()).rev()) {
            shares[*i] = found[*i].entries.len().min(left / n_waiting);
            left -= shares[*i];
        }
    }
    shares
}

/// The entries of one kind in one agreement.
struct Run<'e> {
    kind: HitKind,
    /// What says the better ones: the lesser.
    place: (bool, usize),
    entries: &'e [EntryId],
}

/// The entries in which FTS5 finds these words.
fn entries(connection: &Connection, words: &str) -> rusqlite::Result<Vec<EntryId>> {
    let params = named_params! {":words": words};
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
    sought: &[Sought],
) -> rusqlite::Result<SearchRow> {
    let params = named_params! {
        ":lang": asked.texts.code(),
        ":agreement": entry.agreement(),
        ":kind": kind,
        ":entry": entry.0,
    };
    let mut hit = connection
        .prepare_cached(HIT)?
        .query_row(params, |row| from_row(row, kind, sought))?;
    if kind == HitKind::Event {
        let params = named_params! {":agreement": hit.agreement, ":position": entry.item()};
        connection.prepare_cached(EVENT_DAYS)?.query_row(params, |row| {
            (hit.date, hit.ends) = (row.get("date")?, row.get("ends")?);
            hit.cancelled = row.get("cancelled")?;
            Ok(())
        })?;
    }
    Ok(hit)
}

/// The query of FTS5 for what begins with all words.
fn by_beginnings(sought: &[Sought]) -> String {
    let words: Vec<String> = sought
        .iter()
        .map(Sought::by_beginning)
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" AND ")
}

/// The query of FTS5 for what has all words in any form; `None` when the index has no other form of any.
fn by_forms(connection: &Connection, sought: &[Sought]) -> rusqlite::Result<Option<String>> {
    let mut has_forms = false;
    let mut words = Vec::with_capacity(sought.len());
    for one in sought {
        let begun = one.by_beginning();
        match one.by_forms(connection)? {
            Some(forms) => {
                has_forms = true;
                words.push(["(", &begun, " OR ", &forms, ")"].concat());
            }
            None if begun.is_empty() => {}
            None => words.push(begun),
        }
    }
    Ok(has_forms.then(|| words.join(" AND ")))
}

fn from_row(row: &Row<'_>, kind: HitKind, sought: &[Sought]) -> rusqlite::Result<SearchRow> {
    let asked: String = row.get("text_asked")?;
    let snippet = match snippet(&asked, sought) {
        Some(snippet) => snippet,
        None => in_another_language(row, sought)?.unwrap_or(asked),
    };
    Ok(SearchRow {
        kind,
        id: row.get("item_id")?,
        agreement: row.get("agreement_id")?,
        title: row.get("title")?,
        snippet,
        date: None,
        ends: None,
        cancelled: false,
    })
}

/// The words may be in a language that was not requested.
fn in_another_language(row: &Row<'_>, sought: &[Sought]) -> rusqlite::Result<Option<String>> {
    let finnish: String = row.get("text")?;
    let translations: Option<String> = row.get("text_texts")?;
    let translations: BTreeMap<String, String> = translations
        .and_then(|json| serde_json::from_str(&json).ok())
        .unwrap_or_default();
    let mut texts = std::iter::once(&finnish).chain(translations.values());
    Ok(texts.find_map(|text| snippet(text, sought)))
}
