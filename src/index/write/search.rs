//! What the search finds: one entry for every title, name, duty, provision and event, and its folded words.
//!
//! The index of the words keeps no copy of the text, so whoever removes an entry first has to take
//! its words out of the index by hand, with the very words that were put in.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, Row, params};
use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::row::{Maker, Words};
use crate::index::entry::EntryId;
use crate::index::value::Json;
use crate::model::{Agreement, LocalText, Organisation, Signatory, TextLang, fold_words_into};
use crate::view::HitKind;

const WORDS_IN: &str = "INSERT INTO search (rowid, folded) VALUES (?, ?)";

const WORDS_OUT: &str = "INSERT INTO search (search, rowid, folded) VALUES ('delete', ?, ?)";

/// The entries of a file as the rows of the index have them.
const ENTRIES: &str = "
    SELECT e.entry_id, e.text, e.text_texts
    FROM search_entry AS e
    WHERE e.file = ?
    ORDER BY e.entry_id";

const ALL_ENTRIES: &str = "
    SELECT e.entry_id, e.text, e.text_texts
    FROM search_entry AS e";

/// Between the parts of a text that is searched as one.
const PART: &str = " · ";

/// Puts in the words of an agreement that has this number, and its organisations these.
pub(super) fn insert_agreement(
    connection: &Connection,
    agreement: i64,
    organisations: &[i64],
    words: &[Words],
) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached(WORDS_IN)?;
    for words in words {
        let organisation = words.organisation.map_or(0, |place| organisations[place]);
        let entry = words
            .entry
            .with_organisation(organisation)
            .in_agreement(agreement);
        insert.execute(params![entry.0, words.folded])?;
    }
    Ok(())
}

/// Puts in the words of an organisation of `organisations.yaml`.
pub(super) fn insert_organisation(
    connection: &Connection,
    key: i64,
    position: i64,
    organisation: &Organisation,
) -> rusqlite::Result<()> {
    let entry = EntryId::of_organisation(position).with_organisation(key);
    let former = organisation.former_names.iter().map(|former| &former.name);
    let names: Vec<&str> = std::iter::once(&organisation.name.value)
        .chain(former)
        .map(String::as_str)
        .collect();
    let mut folded = String::new();
    fold_words_into(&names.join(PART), &mut folded);
    connection
        .prepare_cached(WORDS_IN)?
        .execute(params![entry.0, folded])?;
    Ok(())
}

/// Takes the words of a file's entries out, whose rows are still there.
pub(super) fn delete_words(connection: &Connection, path: &str) -> rusqlite::Result<()> {
    let entries: Vec<(i64, String)> = connection
        .prepare_cached(ENTRIES)?
        .query_map([path], entry_from_row)?
        .collect::<rusqlite::Result<_>>()?;
    let mut delete = connection.prepare_cached(WORDS_OUT)?;
    for entry in entries {
        delete.execute(entry)?;
    }
    Ok(())
}

/// Merges what came in steps.
pub(in crate::index) fn finish_words(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute("INSERT INTO search (search) VALUES ('optimize')", [])?;
    Ok(())
}

/// Whether the index of the words says what the entries say.
pub(in crate::index) fn are_words_right(connection: &Connection) -> rusqlite::Result<bool> {
    connection.execute("INSERT INTO search (search) VALUES ('integrity-check')", [])?;
    connection.execute_batch(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_place USING fts5vocab (main, search, instance)",
    )?;
    // Each word of each entry once, in whatever order: equal sums of digests.
    let digest = |entry: i64, word: &str| xxh3_64_with_seed(word.as_bytes(), entry.cast_unsigned());
    let (mut expected, mut present) = (0_u64, 0_u64);
    let mut statement = connection.prepare(ALL_ENTRIES)?;
    for entry in statement.query_map([], entry_from_row)? {
        let (entry, folded) = entry?;
        let words: BTreeSet<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        let digests = words.into_iter().map(|word| digest(entry, word));
        expected = digests.fold(expected, u64::wrapping_add);
    }
    let mut statement = connection.prepare("SELECT term, doc FROM temp.search_place")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let word = digest(row.get("doc")?, row.get_ref("term")?.as_str()?);
        present = present.wrapping_add(word);
    }
    Ok(present == expected)
}

/// An entry and its words.
fn entry_from_row(row: &Row<'_>) -> rusqlite::Result<(i64, String)> {
    let mut folded = String::new();
    fold_words_into(row.get_ref("text")?.as_str()?, &mut folded);
    let translations: Option<Json<BTreeMap<String, String>>> = row.get("text_texts")?;
    for text in translations
        .iter()
        .flat_map(|translations| translations.0.values())
    {
        fold_words_into(text, &mut folded);
    }
    Ok((row.get("entry_id")?, folded))
}

/// Adds the entries of an agreement.
pub(super) fn add<'a>(maker: &mut Maker<'a>, agreement: &'a Agreement) {
    let mut add = |entry, text: &LocalText| maker.add_words(entry, None, folded(text));
    add(EntryId::of(HitKind::Agreement, 0), &text_of(agreement));
    for (position, group) in (1..).zip(&agreement.groups) {
        add(EntryId::of(HitKind::Group, position), &group.name.value);
        for (place, duty) in (1..).zip(&group.duties) {
            add(EntryId::of_duty(position, place), &duty.text.value);
        }
    }
    for (position, provision) in (1..).zip(&agreement.provisions) {
        let text = joined([&provision.heading.value, &provision.text.value].into_iter());
        add(EntryId::of(HitKind::Provision, position), &text);
    }
    for (position, event) in (1..).zip(&agreement.events) {
        let place = event.place.as_ref().map(LocalText::plain);
        let text = joined(std::iter::once(&event.title.value).chain(&place));
        add(EntryId::of(HitKind::Event, position), &text);
    }
    for (position, signatory) in (1..).zip(&agreement.signatories) {
        let organisation = maker.place(&signatory.organisation.value);
        let mut words = String::new();
        fold_words_into(&names_of(signatory), &mut words);
        maker.add_words(EntryId::of_organisation(position), Some(organisation), words);
    }
}

/// The words of a text in all its languages.
fn folded(text: &LocalText) -> String {
    let mut folded = String::with_capacity(text.fi().len());
    for (_, text) in text.iter() {
        fold_words_into(text, &mut folded);
    }
    folded
}

/// Title, purpose, strategies, themes, products and case number of an agreement.
fn text_of(agreement: &Agreement) -> LocalText {
    let record = agreement.record.as_ref().map(LocalText::plain);
    let strategies = agreement.strategies.iter().map(|strategy| &strategy.name.value);
    let themes = agreement.themes.iter().map(|theme| &theme.name);
    let products = agreement.products.iter().map(|product| &product.name);
    joined(
        std::iter::once(&agreement.title.value)
            .chain(&agreement.purpose)
            .chain(strategies)
            .chain(themes)
            .chain(products)
            .chain(&record),
    )
}

/// The name of a signatory and of the units that it signs for.
fn names_of(signatory: &Signatory) -> String {
    let names: Vec<&str> = std::iter::once(&signatory.name.value)
        .chain(&signatory.covers)
        .map(String::as_str)
        .collect();
    names.join(PART)
}

/// Several texts as one, in every language that one of them has.
fn joined<'a>(parts: impl Iterator<Item = &'a LocalText>) -> LocalText {
    let parts: Vec<&LocalText> = parts.collect();
    let in_lang = |lang| {
        let texts: Vec<&str> = parts.iter().map(|part| part.get(lang)).collect();
        texts.join(PART)
    };
    // Each once, however many parts have it.
    let langs: BTreeSet<TextLang> = parts
        .iter()
        .flat_map(|part| part.iter().map(|(lang, _)| lang))
        .collect();
    langs
        .into_iter()
        .fold(LocalText::default(), |text, lang| text.with(lang, in_lang(lang)))
}
