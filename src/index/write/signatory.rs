//! The signatories of an agreement with their states, areas, units and contacts.

use rusqlite::{CachedStatement, Connection, params};

use super::group::regions;
use crate::index::value::Day;
use crate::model::time::SignatoryFacts;
use crate::model::{Agreement, Regions, Signatory, Visibility};

const SIGNATORY: &str = "
    INSERT INTO signatory (
        agreement_id, organisation_id, position, name, business_id, kind, municipality, whole_province,
        signed, signed_by, decision, joined, declined, notice, effective
    )
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

const PERIOD: &str = "
    INSERT INTO signatory_period (
        agreement_id, organisation_id, position, state, is_bound, is_party, from_on, to_on
    )
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

const REGION: &str = "INSERT INTO signatory_region (agreement_id, organisation_id, region) VALUES (?, ?, ?)";

const UNIT: &str = "
    INSERT INTO signatory_unit (agreement_id, organisation_id, position, unit)
    VALUES (?, ?, ?, ?)";

const CONTACT: &str = "
    INSERT INTO contact (agreement_id, organisation_id, role, email, phone, name, public)
    VALUES (?, ?, ?, ?, ?, ?, ?)";

/// The statements for one signatory after another.
struct Statements<'c> {
    signatory: CachedStatement<'c>,
    period: CachedStatement<'c>,
    region: CachedStatement<'c>,
    unit: CachedStatement<'c>,
    contact: CachedStatement<'c>,
}

impl<'c> Statements<'c> {
    fn prepare(connection: &'c Connection) -> rusqlite::Result<Self> {
        Ok(Self {
            signatory: connection.prepare_cached(SIGNATORY)?,
            period: connection.prepare_cached(PERIOD)?,
            region: connection.prepare_cached(REGION)?,
            unit: connection.prepare_cached(UNIT)?,
            contact: connection.prepare_cached(CONTACT)?,
        })
    }
}

/// Writes the signatories of an agreement.
pub(super) fn insert(connection: &Connection, agreement: &Agreement) -> rusqlite::Result<()> {
    let mut statements = Statements::prepare(connection)?;
    let agreement_id = agreement.id.value.as_str();
    for (position, signatory) in (1_i64..).zip(&agreement.signatories) {
        insert_signatory(&mut statements, agreement_id, position, signatory)?;
        insert_lists(&mut statements, agreement_id, signatory)?;
    }
    Ok(())
}

fn insert_signatory(
    statements: &mut Statements<'_>,
    agreement_id: &str,
    position: i64,
    signatory: &Signatory,
) -> rusqlite::Result<()> {
    let facts = SignatoryFacts::of(signatory);
    let organisation_id = signatory.organisation.value.as_str();
    statements.signatory.execute(params![
        agreement_id,
        organisation_id,
        position,
        signatory.name.value,
        signatory.business_id.as_ref().map(|id| id.value.as_str()),
        signatory.kind,
        signatory.municipality.map(|municipality| municipality.name),
        signatory.regions == Regions::All,
        facts.signed,
        signatory.signed_by,
        signatory.decision,
        signatory.joined.as_ref().map(|joined| joined.value),
        facts.declined,
        facts.notice,
        facts.effective,
    ])?;
    for (position, period) in (1_i64..).zip(facts.timeline()) {
        statements.period.execute(params![
            agreement_id,
            organisation_id,
            position,
            period.value,
            period.value.is_bound(),
            period.value.is_party(),
            Day::from(period.from_on),
            Day::to(period.to_on),
        ])?;
    }
    Ok(())
}

fn insert_lists(
    statements: &mut Statements<'_>,
    agreement_id: &str,
    signatory: &Signatory,
) -> rusqlite::Result<()> {
    let organisation_id = signatory.organisation.value.as_str();
    for region in regions(&signatory.regions) {
        statements
            .region
            .execute(params![agreement_id, organisation_id, region])?;
    }
    for (position, unit) in (1_i64..).zip(&signatory.covers) {
        statements
            .unit
            .execute(params![agreement_id, organisation_id, position, unit])?;
    }
    if let Some(contact) = &signatory.contact {
        statements.contact.execute(params![
            agreement_id,
            organisation_id,
            contact.role,
            contact.email.as_ref().map(|email| &email.value),
            contact.phone,
            contact.name.as_ref().map(|name| &name.value),
            contact.visibility == Visibility::Public,
        ])?;
    }
    Ok(())
}
