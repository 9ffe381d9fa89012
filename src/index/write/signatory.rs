//! The signatories of an agreement with their states, regions, units and contacts.

use super::row::{Cell, Maker, cells};
use crate::index::value::{Day, bits};
use crate::model::time::SignatoryFacts;
use crate::model::{Agreement, OrganisationKind, Regions, Signatory, Visibility};

const SIGNATORY: &str = "
    INSERT INTO signatory_row (
        agreement_key, organisation_key, position, name, business_id, kind, municipality, regions,
        whole_province, units, signed, signed_by, decision, record, joined, declined, notice, effective,
        contact_role, contact_email, contact_phone, contact_name, contact_public
    )
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

const PERIOD: &str = "
    INSERT INTO signatory_period_row (
        agreement_key, organisation_key, position, state, is_bound, is_party, from_on, to_on
    )
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

/// Adds the signatories of an agreement.
pub(super) fn add<'a>(maker: &mut Maker<'a>, agreement: &'a Agreement) {
    for (position, signatory) in (1_i64..).zip(&agreement.signatories) {
        add_signatory(maker, position, signatory);
    }
}

fn add_signatory<'a>(maker: &mut Maker<'a>, position: i64, signatory: &'a Signatory) {
    let facts = SignatoryFacts::of(signatory);
    let organisation = maker.organisation(&signatory.organisation.value);
    let contact = signatory.contact.as_ref();
    let row = cells![
        organisation.clone(),
        position,
        &signatory.name.value,
        signatory.business_id.as_ref().map(|id| id.value.as_str()),
        signatory.kind.as_ref().map(OrganisationKind::code),
        signatory.municipality.as_deref(),
        bits(&signatory.regions),
        signatory.regions == Regions::All,
        units(signatory),
        facts.signed,
        signatory.signed_by.as_ref(),
        signatory.decision.as_ref(),
        signatory.record.as_ref(),
        signatory.joined.as_ref().map(|joined| joined.value),
        facts.declined,
        facts.notice,
        facts.effective,
        contact.and_then(|contact| contact.role.as_ref()),
        contact.and_then(|contact| Some(&contact.email.as_ref()?.value)),
        contact.and_then(|contact| contact.phone.as_ref()),
        contact.and_then(|contact| Some(&contact.name.as_ref()?.value)),
        contact.map(|contact| contact.visibility == Visibility::Public),
    ];
    maker.add(SIGNATORY, &row);
    for (position, period) in (1_i64..).zip(facts.timeline()) {
        let state = period.value;
        let row = cells![
            organisation.clone(),
            position,
            Cell::Word(state.code()),
            state.is_bound(),
            state.is_party(),
            Day::from(period.from_on),
            Day::to(period.to_on),
        ];
        maker.add(PERIOD, &row);
    }
}

/// The units as a JSON array.
fn units(signatory: &Signatory) -> Option<String> {
    let units = &signatory.covers;
    (!units.is_empty()).then(|| serde_json::Value::from(units.as_slice()).to_string())
}
