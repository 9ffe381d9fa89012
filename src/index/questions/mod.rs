//! The questions, one file each: a constant query and the way from its rows to a view. Lists of
//! names are sorted here, in the Finnish order, which SQLite does not know.
//!
//! A question speaks of agreements one by one: its scope is settled first, so that every query
//! is about one agreement and reads only that one's rows.

mod agreements;
mod approvals;
mod commitments;
mod concerned;
mod corrections;
mod duties;
mod events;
mod filed_documents;
mod groups;
mod identities;
mod ids;
mod meetings;
mod models;
mod organisations;
mod placeholders;
mod provisions;
mod regions;
mod relatives;
mod search;
mod seats;
mod settings;
mod show_agreement;
mod show_group;
mod show_organisation;
mod signatories;
mod snippet;
mod sought;
mod sql;
mod standing;
mod successors;
mod timed;
mod turns;

pub use agreements::AgreementFilter;
pub use duties::DutyFilter;
pub use events::EventFilter;
pub use groups::GroupFilter;
pub use ids::{IdKind, Named};
pub use search::SearchExtent;
pub use signatories::{Contacts, SignatoryFilter, WantedKind};
pub use sql::SqlBounds;
pub use timed::TimedScope;
pub use turns::Turn;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rusqlite::{Connection, Row, named_params};

use super::value::{Day, Json};
use super::{Index, IndexError};
use crate::model::{AgreementId, OrganisationId, TextLang};
use crate::view::Spoken;

/// What every question depends on.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The day that is spoken of.
    pub day: NaiveDate,
    /// The language of texts; Finnish where a text has no translation.
    pub texts: TextLang,
}

/// The agreements that a question speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Those in force on the day requested.
    InForce,
    /// This one, whatever its status; none when the index does not have it.
    One(AgreementId),
    /// All of them.
    All,
}

const IN_FORCE: &str = "
    SELECT a.agreement_id
    FROM agreement AS a
    JOIN agreement_period AS p ON p.agreement_id = a.agreement_id
    WHERE p.status = 'in-force'
        AND :day BETWEEN p.from_on AND p.to_on
    ORDER BY a.starts_on, a.agreement_id";

const ALL: &str = "
    SELECT a.agreement_id
    FROM agreement AS a
    -- reads all: they are asked for
    ORDER BY a.starts_on, a.agreement_id";

/// Only a signatory of an agreement can answer for its duties.
const LISTING: &str = "
    SELECT a.agreement_id
    FROM organisation_key AS k
    JOIN signatory_row AS s ON s.organisation_key = k.organisation_key
    JOIN agreement AS a ON a.agreement_key = s.agreement_key
    WHERE k.organisation_id = :organisation
    ORDER BY a.agreement_id";

impl Index {
    /// The agreements in force on a day, by their start.
    pub fn in_force(&self, day: NaiveDate) -> Result<Vec<AgreementId>, IndexError> {
        let ids = in_force(&self.connection, day)?;
        Ok(ids.iter().filter_map(|id| AgreementId::parse(id).ok()).collect())
    }
}

impl Index {
    /// The agreements that list an organisation.
    pub fn listing(&self, organisation: &str) -> Result<Vec<AgreementId>, IndexError> {
        let mut statement = self.connection.prepare_cached(LISTING)?;
        let ids = statement.query_map(named_params! {":organisation": organisation}, |row| {
            row.get::<_, String>("agreement_id")
        })?;
        let ids = ids.collect::<rusqlite::Result<Vec<String>>>()?;
        Ok(ids.iter().filter_map(|id| AgreementId::parse(id).ok()).collect())
    }
}

/// The ids of the agreements in a scope, by their start.
fn in_scope(connection: &Connection, asked: &Asked, scope: &Scope) -> rusqlite::Result<Vec<String>> {
    match scope {
        Scope::InForce => in_force(connection, asked.day),
        Scope::One(id) => Ok(vec![id.to_string()]),
        Scope::All => connection
            .prepare_cached(ALL)?
            .query_map([], |row| row.get("agreement_id"))?
            .collect(),
    }
}

/// Those in a scope that list an organisation.
fn in_scope_listing(
    connection: &Connection,
    asked: &Asked,
    scope: &Scope,
    organisation: &OrganisationId,
) -> rusqlite::Result<Vec<String>> {
    let listing: BTreeSet<String> = connection
        .prepare_cached(LISTING)?
        .query_map(named_params! {":organisation": organisation.as_str()}, |row| {
            row.get("agreement_id")
        })?
        .collect::<rusqlite::Result<_>>()?;
    let mut ids = in_scope(connection, asked, scope)?;
    ids.retain(|id| listing.contains(id));
    Ok(ids)
}

fn in_force(connection: &Connection, day: NaiveDate) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare_cached(IN_FORCE)?
        .query_map(named_params! {":day": Day(day)}, |row| row.get("agreement_id"))?
        .collect()
}

/// A column that an aggregate of the query fills with a JSON array.
fn list(row: &Row<'_>, column: &str) -> rusqlite::Result<Vec<String>> {
    Ok(row.get::<_, Json<_>>(column)?.0)
}

/// A text and its language, which is in `<column>_lang`.
fn spoken(row: &Row<'_>, column: &str) -> rusqlite::Result<Spoken> {
    Ok(Spoken {
        text: row.get(column)?,
        lang: row.get(format!("{column}_lang").as_str())?,
    })
}

/// A text that may be missing, and its language.
fn known_text(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<Spoken>> {
    let text: Option<String> = row.get(column)?;
    text.map(|_| spoken(row, column)).transpose()
}

/// Every query, for the test that prepares them all.
#[cfg(test)]
pub(super) fn all_queries() -> Vec<&'static str> {
    let questions: &[&[&str]] = &[
        &[IN_FORCE, ALL, LISTING],
        agreements::QUERIES,
        approvals::QUERIES,
        corrections::QUERIES,
        commitments::QUERIES,
        concerned::QUERIES,
        duties::QUERIES,
        events::QUERIES,
        filed_documents::QUERIES,
        groups::QUERIES,
        identities::QUERIES,
        ids::QUERIES,
        meetings::QUERIES,
        models::QUERIES,
        organisations::QUERIES,
        placeholders::QUERIES,
        provisions::QUERIES,
        regions::QUERIES,
        relatives::QUERIES,
        search::QUERIES,
        seats::QUERIES,
        settings::QUERIES,
        show_agreement::QUERIES,
        show_group::QUERIES,
        show_organisation::QUERIES,
        signatories::QUERIES,
        sought::QUERIES,
        standing::QUERIES,
        successors::QUERIES,
        timed::QUERIES,
        turns::QUERIES,
    ];
    questions.concat()
}
