//! The rows of one agreement.

use rusqlite::{Connection, ErrorCode, params};

use super::{group, search, signatory};
use crate::diagnostic::FilePath;
use crate::index::IndexError;
use crate::index::value::{Day, translations};
use crate::model::time::Milestones;
use crate::model::{Agreement, Ending, EntryRule, LocalText, PartialDate};

const AGREEMENT: &str = "
    INSERT INTO agreement (
        agreement_id, file, title, title_texts, purpose, purpose_texts, part_of,
        starts, ends, notice_months, review_months, entry_rule, signed_at_least,
        opened, opened_text, terminated, termination_reason, declared_signatories, source,
        starts_on, signing_on, rule_met_on, ends_on, terminated_on, entered_on
    )
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

/// A predecessor that is named twice is superseded once.
const SUPERSESSION: &str = "
    INSERT INTO supersession (agreement_id, predecessor_id, position)
    VALUES (?, ?, ?)
    ON CONFLICT DO NOTHING";

const EXTENSION: &str = "
    INSERT INTO term_extension (agreement_id, position, until, decided, decision)
    VALUES (?, ?, ?, ?, ?)";

const STRATEGY: &str = "
    INSERT INTO strategy (agreement_id, position, name, name_texts, ends, ends_on)
    VALUES (?, ?, ?, ?, ?, ?)";

const THEME: &str = "
    INSERT INTO theme (agreement_id, theme_id, position, name, name_texts)
    VALUES (?, ?, ?, ?, ?)";

const PRODUCT: &str = "
    INSERT INTO product (agreement_id, product_id, position, name, name_texts)
    VALUES (?, ?, ?, ?, ?)";

const COOPERATION: &str = "
    INSERT INTO cooperation (agreement_id, position, region)
    VALUES (?, ?, ?)
    ON CONFLICT DO NOTHING";

const EVENT: &str = "
    INSERT INTO event (
        agreement_id, position, event_id, date, first_on, last_on, title, title_texts, place, kind, public
    )
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

const WAIVER: &str = "
    INSERT INTO waiver (agreement_id, position, code, reason)
    VALUES (?, ?, ?, ?)";

/// Writes everything that an agreement says.
pub(super) fn insert(
    connection: &Connection,
    path: &FilePath,
    agreement: &Agreement,
) -> Result<(), IndexError> {
    insert_agreement(connection, path, agreement).map_err(|error| duplicate(error, path, agreement))?;
    insert_links(connection, agreement)?;
    insert_lists(connection, agreement)?;
    insert_events(connection, agreement)?;
    group::insert(connection, agreement)?;
    signatory::insert(connection, agreement)?;
    search::insert_agreement(connection, agreement)?;
    Ok(())
}

/// Removes everything that the agreement of a file says.
pub(super) fn delete(connection: &Connection, path: &str) -> rusqlite::Result<()> {
    const SQL: &str = "DELETE FROM agreement WHERE file = ?";
    connection.prepare_cached(SQL)?.execute([path])?;
    Ok(())
}

fn duplicate(error: rusqlite::Error, path: &FilePath, agreement: &Agreement) -> IndexError {
    const PRIMARY_KEY: i32 = rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY;
    match error.sqlite_error() {
        Some(cause) if cause.code == ErrorCode::ConstraintViolation && cause.extended_code == PRIMARY_KEY => {
            IndexError::DuplicateAgreement {
                id: agreement.id.value.to_string(),
                file: path.clone(),
            }
        }
        _ => IndexError::Sqlite(error),
    }
}

fn insert_agreement(connection: &Connection, path: &FilePath, agreement: &Agreement) -> rusqlite::Result<()> {
    let term = &agreement.term;
    // Its successors may come later: the timeline learns of them when all rows are in.
    let milestones = Milestones::of(agreement, None);
    let (entry_rule, signed_at_least) = match agreement.entry_rule {
        EntryRule::StartDate => ("start-date", None),
        EntryRule::AllSigned => ("all-signed", None),
        EntryRule::SignedAtLeast(n) => ("signed-at-least", Some(n)),
    };
    let opened = agreement.opened.as_ref();
    let terminated = agreement.terminated.as_ref();
    connection.prepare_cached(AGREEMENT)?.execute(params![
        agreement.id.value.as_str(),
        path.as_str(),
        agreement.title.value.fi(),
        translations(&agreement.title.value),
        agreement.purpose.as_ref().map(LocalText::fi),
        agreement.purpose.as_ref().and_then(translations),
        agreement.part_of.as_ref().map(|main| main.value.as_str()),
        term.starts.value,
        date_of(term.ending.value),
        term.notice_months,
        term.review_months.as_ref().map(|months| months.value),
        entry_rule,
        signed_at_least,
        opened.map(|opening| opening.on.value),
        opened.map(|opening| &opening.text.value),
        terminated.map(|termination| termination.on.value),
        terminated.and_then(|termination| termination.reason.as_ref()),
        agreement
            .declared_signatories
            .as_ref()
            .map(|declared| declared.value),
        agreement.source,
        Day(milestones.starts_on),
        milestones.signing_on.map(Day),
        milestones.rule_met_on.map(Day),
        milestones.ends_on.map(Day),
        milestones.terminated_on.map(Day),
        milestones.entered_on().map(Day),
    ])?;
    Ok(())
}

const fn date_of(ending: Ending) -> Option<PartialDate> {
    match ending {
        Ending::OpenEnded => None,
        Ending::On(date) => Some(date),
    }
}

fn insert_links(connection: &Connection, agreement: &Agreement) -> rusqlite::Result<()> {
    let id = agreement.id.value.as_str();
    let mut supersession = connection.prepare_cached(SUPERSESSION)?;
    for (position, predecessor) in (1_i64..).zip(&agreement.supersedes) {
        supersession.execute(params![id, predecessor.value.as_str(), position])?;
    }
    let mut extension = connection.prepare_cached(EXTENSION)?;
    for (position, moved) in (1_i64..).zip(&agreement.term.extensions) {
        let decided = moved.decided.as_ref().map(|decided| decided.value);
        extension.execute(params![id, position, moved.until.value, decided, moved.decision])?;
    }
    let mut waiver = connection.prepare_cached(WAIVER)?;
    for (position, waived) in (1_i64..).zip(&agreement.waivers) {
        waiver.execute(params![id, position, waived.code.value, waived.reason])?;
    }
    let mut cooperation = connection.prepare_cached(COOPERATION)?;
    for (position, together) in (1_i64..).zip(&agreement.cooperation) {
        for region in &together.value {
            cooperation.execute(params![id, position, region])?;
        }
    }
    Ok(())
}

fn insert_lists(connection: &Connection, agreement: &Agreement) -> rusqlite::Result<()> {
    let id = agreement.id.value.as_str();
    let mut strategy = connection.prepare_cached(STRATEGY)?;
    for (position, named) in (1_i64..).zip(&agreement.strategies) {
        let ends = named.ends.as_ref().map(|ends| ends.value);
        let ends_on = ends.map(|ends| Day(ends.last_day()));
        let name = &named.name.value;
        strategy.execute(params![
            id,
            position,
            name.fi(),
            translations(name),
            ends,
            ends_on
        ])?;
    }
    let mut theme = connection.prepare_cached(THEME)?;
    for (position, named) in (1_i64..).zip(&agreement.themes) {
        let (theme_id, name) = (named.id.value.as_str(), &named.name);
        theme.execute(params![id, theme_id, position, name.fi(), translations(name)])?;
    }
    let mut product = connection.prepare_cached(PRODUCT)?;
    for (position, named) in (1_i64..).zip(&agreement.products) {
        let (product_id, name) = (named.id.value.as_str(), &named.name);
        product.execute(params![id, product_id, position, name.fi(), translations(name)])?;
    }
    Ok(())
}

fn insert_events(connection: &Connection, agreement: &Agreement) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached(EVENT)?;
    for (position, event) in (1_i64..).zip(&agreement.events) {
        let (date, title) = (event.date.value, &event.title.value);
        insert.execute(params![
            agreement.id.value.as_str(),
            position,
            event.id.as_ref().map(|id| id.value.as_str()),
            date,
            Day(date.first_day()),
            Day(date.last_day()),
            title.fi(),
            translations(title),
            event.place,
            event.kind,
            event.visibility == crate::model::Visibility::Public,
        ])?;
    }
    Ok(())
}
