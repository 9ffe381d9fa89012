//! The rows of one agreement.

use rusqlite::{Connection, ErrorCode};

use super::row::{AgreementRows, Cell, Keys, Maker, cells};
use super::{group, search, signatory};
use crate::index::IndexError;
use crate::index::value::{Day, translations};
use crate::model::time::Milestones;
use crate::model::{Agreement, ClockTime, Ending, EntryRule, LocalText, PartialDate, Visibility};

const AGREEMENT: &str = "
    INSERT INTO agreement (
        agreement_id, file, title, title_texts, record, purpose, purpose_texts, part_of,
        starts, ends, notice_months, notice, continues_by_months, unless_notice, review_months, entry_rule, signed_at_least,
        opened, opened_text, sign_by, terminated, termination_reason, declared_signatories, source,
        starts_on, signing_on, rule_met_on, ends_on, terminated_on, entered_on
    )
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

/// A predecessor that is named twice is superseded once.
const SUPERSESSION: &str = "
    INSERT INTO supersession (agreement_id, predecessor_id, position)
    VALUES (?2, ?3, ?4)
    ON CONFLICT DO NOTHING";

const EXTENSION: &str = "
    INSERT INTO term_extension (agreement_id, position, until, decided, decision)
    VALUES (?2, ?3, ?4, ?5, ?6)";

const STRATEGY: &str = "
    INSERT INTO strategy (agreement_id, position, name, name_texts, ends, ends_on)
    VALUES (?2, ?3, ?4, ?5, ?6, ?7)";

const THEME: &str = "
    INSERT INTO theme (agreement_id, theme_id, position, name, name_texts)
    VALUES (?2, ?3, ?4, ?5, ?6)";

const PRODUCT: &str = "
    INSERT INTO product (agreement_id, product_id, position, name, name_texts)
    VALUES (?2, ?3, ?4, ?5, ?6)";

const PROVISION: &str = "
    INSERT INTO provision (agreement_id, position, provision_id, heading, heading_texts, text, text_texts)
    VALUES (?2, ?3, ?4, ?5, ?6, ?7, ?8)";

const COOPERATION: &str = "
    INSERT INTO cooperation (agreement_id, position, region)
    VALUES (?2, ?3, ?4)
    ON CONFLICT DO NOTHING";

const EVENT: &str = "
    INSERT INTO event (
        agreement_id, position, event_id, date, first_on, last_on, title, title_texts, place, kind, public,
        ends, starts_at, ends_at, group_id, minutes, cancelled
    )
    VALUES (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)";

const ATTENDANCE: &str = "
    INSERT INTO event_attendance (agreement_id, event_position, position, organisation_id)
    VALUES (?2, ?3, ?4, ?5)";

const APPROVAL: &str = "
    INSERT INTO approval (agreement_id, position, organisation_id, date, decision, text, differs_in)
    VALUES (?2, ?3, ?4, ?5, ?6, ?7, ?8)";

const CORRECTION: &str = "
    INSERT INTO correction (agreement_id, position, date, what, was, is_now, because)
    VALUES (?2, ?3, ?4, ?5, ?6, ?7, ?8)";

const DOCUMENT: &str = "
    INSERT INTO document (
        agreement_id, position, file, title, title_texts, kind, date, organisation_id, sha256, public
    )
    VALUES (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";

const WAIVER: &str = "
    INSERT INTO waiver (agreement_id, position, code, reason)
    VALUES (?2, ?3, ?4, ?5)";

impl AgreementRows {
    /// Everything that an agreement says.
    #[must_use]
    pub fn of(agreement: &Agreement) -> Self {
        let id = agreement.id.value.as_str();
        let mut maker = Maker::new(id, agreement.file.clone(), &facts(agreement));
        add_links(&mut maker, agreement);
        add_lists(&mut maker, agreement);
        add_provisions(&mut maker, agreement);
        add_events(&mut maker, agreement);
        add_documents(&mut maker, agreement);
        add_approvals(&mut maker, agreement);
        add_corrections(&mut maker, agreement);
        signatory::add(&mut maker, agreement);
        group::add(&mut maker, agreement);
        search::add(&mut maker, agreement);
        maker.finish()
    }
}

/// Writes everything that an agreement says, its words too.
pub(super) fn insert(
    connection: &Connection,
    rows: &AgreementRows,
    keys: &mut Keys,
) -> Result<(), IndexError> {
    let mut statement = connection.prepare_cached(AGREEMENT)?;
    rows.insert_agreement(&mut statement)
        .map_err(|error| duplicate(error, rows))?;
    let agreement = connection.last_insert_rowid();
    let organisations = rows.organisation_keys(connection, keys)?;
    rows.insert(connection, agreement, &organisations)?;
    search::insert_agreement(connection, agreement, &organisations, &rows.words)?;
    Ok(())
}

/// Removes everything that the agreement of a file says.
pub(super) fn delete(connection: &Connection, path: &str) -> rusqlite::Result<()> {
    const SQL: &str = "DELETE FROM agreement WHERE file = ?";
    connection.prepare_cached(SQL)?.execute([path])?;
    Ok(())
}

fn duplicate(error: rusqlite::Error, rows: &AgreementRows) -> IndexError {
    const UNIQUE: i32 = rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE;
    match error.sqlite_error() {
        Some(cause) if cause.code == ErrorCode::ConstraintViolation && cause.extended_code == UNIQUE => {
            IndexError::DuplicateAgreement {
                id: rows.id.clone(),
                file: rows.file.clone(),
            }
        }
        _ => IndexError::Sqlite(error),
    }
}

fn facts(agreement: &Agreement) -> [Cell<'_>; 30] {
    let term = &agreement.term;
    // Its successors may come later: the timeline learns of them when all rows are in.
    let milestones = Milestones::of(agreement, None);
    let (entry_rule, signed_at_least) = match agreement.entry_rule {
        EntryRule::StartDate => ("start-date", None),
        EntryRule::AllSigned => ("all-signed", None),
        EntryRule::SignedAtLeast(n) => ("signed-at-least", Some(n)),
    };
    let continues = term.continues.as_ref().map(|at| at.value);
    let opened = agreement.opened.as_ref();
    let terminated = agreement.terminated.as_ref();
    cells![
        agreement.id.value.as_str(),
        agreement.file.as_str(),
        agreement.title.value.fi(),
        translations(&agreement.title.value),
        agreement.record.as_ref(),
        agreement.purpose.as_ref().map(LocalText::fi),
        agreement.purpose.as_ref().and_then(translations),
        agreement.part_of.as_ref().map(|main| main.value.as_str()),
        term.starts.value,
        date_of(term.ending.value),
        term.notice_months,
        term.notice.as_ref().map(|notice| notice.value.to_string()),
        continues.map(|continues| continues.by_months),
        continues
            .and_then(|continues| continues.unless_notice)
            .map(|notice| notice.to_string()),
        term.review_months.as_ref().map(|months| months.value),
        Cell::Word(entry_rule),
        signed_at_least,
        opened.map(|opening| opening.on.value),
        opened.map(|opening| &opening.text.value),
        agreement.sign_by.as_ref().map(|at| at.value),
        terminated.map(|termination| termination.on.value),
        terminated.and_then(|termination| termination.reason.as_ref()),
        agreement
            .declared_signatories
            .as_ref()
            .map(|declared| declared.value),
        agreement.source.as_ref(),
        Day(milestones.starts_on),
        milestones.signing_on.map(Day),
        milestones.rule_met_on.map(Day),
        milestones.ends_on.map(Day),
        milestones.terminated_on.map(Day),
        milestones.entered_on().map(Day),
    ]
}

const fn date_of(ending: Ending) -> Option<PartialDate> {
    match ending {
        Ending::OpenEnded => None,
        Ending::On(date) => Some(date),
    }
}

fn add_links<'a>(maker: &mut Maker<'a>, agreement: &'a Agreement) {
    let id = agreement.id.value.as_str();
    for (position, predecessor) in (1_i64..).zip(&agreement.supersedes) {
        maker.add(SUPERSESSION, &cells![id, predecessor.value.as_str(), position]);
    }
    for (position, moved) in (1_i64..).zip(&agreement.term.extensions) {
        let decided = moved.decided.as_ref().map(|decided| decided.value);
        let decision = moved.decision.as_ref();
        maker.add(
            EXTENSION,
            &cells![id, position, moved.until.value, decided, decision],
        );
    }
    for (position, waived) in (1_i64..).zip(&agreement.waivers) {
        maker.add(WAIVER, &cells![id, position, &waived.code.value, &waived.reason]);
    }
    for (position, together) in (1_i64..).zip(&agreement.cooperation) {
        for region in &together.value {
            maker.add(COOPERATION, &cells![id, position, region.id()]);
        }
    }
}

fn add_lists(maker: &mut Maker<'_>, agreement: &Agreement) {
    let id = agreement.id.value.as_str();
    for (position, named) in (1_i64..).zip(&agreement.strategies) {
        let ends = named.ends.as_ref().map(|ends| ends.value);
        let ends_on = ends.map(|ends| Day(ends.last_day()));
        let name = &named.name.value;
        maker.add(
            STRATEGY,
            &cells![id, position, name.fi(), translations(name), ends, ends_on],
        );
    }
    for (position, named) in (1_i64..).zip(&agreement.themes) {
        let (theme_id, name) = (named.id.value.as_str(), &named.name);
        maker.add(
            THEME,
            &cells![id, theme_id, position, name.fi(), translations(name)],
        );
    }
    for (position, named) in (1_i64..).zip(&agreement.products) {
        let (product_id, name) = (named.id.value.as_str(), &named.name);
        maker.add(
            PRODUCT,
            &cells![id, product_id, position, name.fi(), translations(name)],
        );
    }
}

fn add_provisions(maker: &mut Maker<'_>, agreement: &Agreement) {
    for (position, provision) in (1_i64..).zip(&agreement.provisions) {
        let (heading, text) = (&provision.heading.value, &provision.text.value);
        maker.add(
            PROVISION,
            &cells![
                agreement.id.value.as_str(),
                position,
                provision.id.as_ref().map(|id| id.value.as_str()),
                heading.fi(),
                translations(heading),
                text.fi(),
                translations(text),
            ],
        );
    }
}

fn add_events(maker: &mut Maker<'_>, agreement: &Agreement) {
    for (position, event) in (1_i64..).zip(&agreement.events) {
        let (id, title, days) = (agreement.id.value.as_str(), &event.title.value, event.days());
        maker.add(
            EVENT,
            &cells![
                id,
                position,
                event.id.as_ref().map(|id| id.value.as_str()),
                days.date,
                Day(days.first_day()),
                Day(days.last_day()),
                title.fi(),
                translations(title),
                event.place.as_ref(),
                Cell::Word(event.kind.code()),
                event.visibility == Visibility::Public,
                days.ends,
                days.time.map(|time| time.starts.iso()),
                days.time.and_then(|time| time.ends).map(ClockTime::iso),
                event.group.as_ref().map(|group| group.value.as_str()),
                event.minutes.as_ref().map(|minutes| minutes.value.as_str()),
                event.is_cancelled(),
            ],
        );
        for (place, attendee) in (1_i64..).zip(&event.attended) {
            maker.add(ATTENDANCE, &cells![id, position, place, attendee.value.as_str()]);
        }
    }
}

fn add_approvals(maker: &mut Maker<'_>, agreement: &Agreement) {
    for (position, (approval, differs_in)) in (1_i64..).zip(agreement.compared_approvals()) {
        let differs_in: Vec<&str> = differs_in.iter().map(|section| section.code()).collect();
        maker.add(
            APPROVAL,
            &cells![
                agreement.id.value.as_str(),
                position,
                approval.organisation.value.as_str(),
                approval.on.value,
                approval.decision.as_ref(),
                approval.text.value.as_str(),
                differs_in.join(" "),
            ],
        );
    }
}

fn add_corrections(maker: &mut Maker<'_>, agreement: &Agreement) {
    for (position, correction) in (1_i64..).zip(&agreement.corrections) {
        maker.add(
            CORRECTION,
            &cells![
                agreement.id.value.as_str(),
                position,
                correction.on.value,
                correction.what.as_str(),
                correction.was.as_ref(),
                correction.is.as_ref(),
                correction.because.as_str(),
            ],
        );
    }
}

fn add_documents(maker: &mut Maker<'_>, agreement: &Agreement) {
    for (position, document) in (1_i64..).zip(&agreement.documents) {
        maker.add(
            DOCUMENT,
            &cells![
                agreement.id.value.as_str(),
                position,
                document.file.value.as_str(),
                document.title.as_ref().map(LocalText::fi),
                document.title.as_ref().and_then(translations),
                Cell::Word(document.kind.code()),
                document.on.as_ref().map(|on| on.value),
                document.of.as_ref().map(|of| of.value.as_str()),
                document.sha256.value.to_string(),
                document.visibility == Visibility::Public,
            ],
        );
    }
}
