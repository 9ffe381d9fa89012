//! What the search finds: one entry for every title, name, duty and event, and its folded words.
//!
//! The index of the words keeps no copy of the text, so whoever removes an entry first has to take
//! its words out of the index by hand, with the very text that was put in.

use std::collections::BTreeSet;

use rusqlite::{Connection, params};

use crate::model::{Agreement, LocalText, Organisation, Signatory, TextLang, folded_words};
use crate::view::HitKind;

const ENTRY: &str = "
    INSERT INTO search_entry (
        kind, agreement_id, item_id, position, title, title_texts, text, text_texts, folded
    )
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

const WORDS_IN: &str = "
    INSERT INTO search (rowid, folded)
    SELECT e.entry_id, e.folded
    FROM search_entry AS e
    WHERE e.agreement_id IN (SELECT a.agreement_id FROM agreement AS a WHERE a.file = ?1)
        OR (
            e.agreement_id IS NULL
            AND e.item_id IN (SELECT o.organisation_id FROM organisation AS o WHERE o.file = ?1)
        )";

const WORDS_OUT: &str = "
    INSERT INTO search (search, rowid, folded)
    SELECT 'delete', e.entry_id, e.folded
    FROM search_entry AS e
    WHERE e.agreement_id IN (SELECT a.agreement_id FROM agreement AS a WHERE a.file = ?1)
        OR (
            e.agreement_id IS NULL
            AND e.item_id IN (SELECT o.organisation_id FROM organisation AS o WHERE o.file = ?1)
        )";

const ENTRIES_OUT: &str = "
    DELETE FROM search_entry
    WHERE agreement_id IN (SELECT a.agreement_id FROM agreement AS a WHERE a.file = ?1)
        OR (
            agreement_id IS NULL
            AND item_id IN (SELECT o.organisation_id FROM organisation AS o WHERE o.file = ?1)
        )";

/// Between the parts of a text that is searched as one.
const PART: &str = " · ";

/// One thing that can be found.
struct Entry<'a> {
    kind: HitKind,
    agreement_id: Option<&'a str>,
    item_id: Option<&'a str>,
    position: i64,
    title: &'a LocalText,
    text: &'a LocalText,
}

/// Puts the words of a file's entries into the index of the words.
pub(in crate::index) fn insert_words(connection: &Connection, path: &str) -> rusqlite::Result<()> {
    connection.prepare_cached(WORDS_IN)?.execute([path])?;
    Ok(())
}

/// Takes a file's entries and their words out.
pub(in crate::index) fn delete_words(connection: &Connection, path: &str) -> rusqlite::Result<()> {
    connection.prepare_cached(WORDS_OUT)?.execute([path])?;
    connection.prepare_cached(ENTRIES_OUT)?.execute([path])?;
    Ok(())
}

/// Makes the whole index of the words from the entries.
pub(in crate::index) fn rebuild_words(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute("INSERT INTO search (search) VALUES ('rebuild')", [])?;
    Ok(())
}

/// Fails when the index of the words does not say what the entries say.
pub(in crate::index) fn check_words(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute(
        "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)",
        [],
    )?;
    Ok(())
}

/// Writes the entries of an agreement.
pub(super) fn insert_agreement(connection: &Connection, agreement: &Agreement) -> rusqlite::Result<()> {
    let id = agreement.id.value.as_str();
    let title = &agreement.title.value;
    let entry = |kind, item_id: Option<&str>, position, title: &LocalText, text: &LocalText| {
        let agreement_id = Some(id);
        let entry = Entry {
            kind,
            agreement_id,
            item_id,
            position,
            title,
            text,
        };
        insert(connection, &entry)
    };
    entry(HitKind::Agreement, Some(id), 1, title, &text_of(agreement))?;
    for (position, signatory) in (1..).zip(&agreement.signatories) {
        let name = LocalText::plain(&signatory.name.value);
        let organisation = signatory.organisation.value.as_str();
        let text = names_of(signatory);
        entry(HitKind::Organisation, Some(organisation), position, &name, &text)?;
    }
    let mut duty_position = 0;
    for (position, group) in (1..).zip(&agreement.groups) {
        let name = &group.name.value;
        entry(
            HitKind::Group,
            Some(group.id.value.as_str()),
            position,
            name,
            name,
        )?;
        for duty in &group.duties {
            duty_position += 1;
            let duty_id = duty.id.as_ref().map(|id| id.value.as_str());
            entry(HitKind::Duty, duty_id, duty_position, name, &duty.text.value)?;
        }
    }
    for (position, event) in (1..).zip(&agreement.events) {
        let place = event.place.as_ref().map(LocalText::plain);
        let text = joined(std::iter::once(&event.title.value).chain(&place));
        entry(HitKind::Event, None, position, &event.title.value, &text)?;
    }
    Ok(())
}

/// Writes the entry of an organisation of `organisations.yaml`.
pub(super) fn insert_organisation(
    connection: &Connection,
    position: i64,
    organisation: &Organisation,
) -> rusqlite::Result<()> {
    let former = organisation.former_names.iter().map(|former| &former.name);
    let names: Vec<&str> = std::iter::once(&organisation.name.value)
        .chain(former)
        .map(String::as_str)
        .collect();
    let entry = Entry {
        kind: HitKind::Organisation,
        agreement_id: None,
        item_id: Some(organisation.id.value.as_str()),
        position,
        title: &LocalText::plain(&organisation.name.value),
        text: &LocalText::plain(names.join(PART)),
    };
    insert(connection, &entry)
}

fn insert(connection: &Connection, entry: &Entry<'_>) -> rusqlite::Result<()> {
    connection.prepare_cached(ENTRY)?.execute(params![
        entry.kind,
        entry.agreement_id,
        entry.item_id,
        entry.position,
        entry.title.fi(),
        super::translations(entry.title),
        entry.text.fi(),
        super::translations(entry.text),
        folded(entry.text),
    ])?;
    Ok(())
}

/// The words of a text in all its languages.
fn folded(text: &LocalText) -> String {
    let mut folded = String::with_capacity(text.fi().len());
    for (_, text) in text.iter() {
        for word in folded_words(text) {
            if !folded.is_empty() {
                folded.push(' ');
            }
            folded.push_str(&word.folded);
        }
    }
    folded
}

/// Title, purpose, strategies, themes and products of an agreement.
fn text_of(agreement: &Agreement) -> LocalText {
    let strategies = agreement.strategies.iter().map(|strategy| &strategy.name.value);
    let themes = agreement.themes.iter().map(|theme| &theme.name);
    let products = agreement.products.iter().map(|product| &product.name);
    joined(
        std::iter::once(&agreement.title.value)
            .chain(&agreement.purpose)
            .chain(strategies)
            .chain(themes)
            .chain(products),
    )
}

/// The name of a signatory and of the units that it signs for.
fn names_of(signatory: &Signatory) -> LocalText {
    let names: Vec<&str> = std::iter::once(&signatory.name.value)
        .chain(&signatory.covers)
        .map(String::as_str)
        .collect();
    LocalText::plain(names.join(PART))
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
