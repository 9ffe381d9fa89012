//! New entries of the list of signatories.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{ActRefusal, Plan, joined, on_agreement};
use crate::model::time::Milestones;
use crate::model::{Agreement, AgreementStatus, Network, NewContact, PartialDate, Regions, Registration};
use crate::source::{Change, Value};
use crate::wording;

pub(super) fn plan_registrations(
    agreement: &Agreement,
    entries: &[Registration],
    on: NaiveDate,
    network: &Network,
) -> Plan {
    let mut seen = BTreeSet::new();
    joined(entries.iter().map(|new| {
        let organisation = &new.organisation;
        if agreement.find_signatory(organisation).is_some() {
            let id = &agreement.id.value;
            return Err(ActRefusal::new(wording!(
                en: "`{organisation}` is already a signatory of `{id}`",
                fi: "`{organisation}` on jo sopimuksen `{id}` allekirjoittajien joukossa"
            )));
        }
        if !seen.insert(organisation) {
            return Err(ActRefusal::new(
                wording!(en: "`{organisation}` is named twice", fi: "`{organisation}` on mainittu kahdesti"),
            ));
        }
        let joined = new.joined.or_else(|| accession(agreement, on));
        Ok(vec![on_agreement(
            "signatories",
            Change::Append(Value::Fields(fields(new, joined, network))),
        )])
    }))
}

/// The day of accession of one that comes on `on`: none while the agreement has not entered into force, for
/// one that comes before is in from the beginning and is waited for, whatever the start of the term.
#[must_use]
pub(super) fn accession(agreement: &Agreement, on: NaiveDate) -> Option<PartialDate> {
    let has_entered = match Milestones::of(agreement, None).status_on(on) {
        AgreementStatus::Draft | AgreementStatus::Signing | AgreementStatus::Upcoming => false,
        AgreementStatus::InForce
        | AgreementStatus::Superseded
        | AgreementStatus::Ended
        | AgreementStatus::Terminated => true,
    };
    has_entered.then_some(PartialDate::Day(on))
}

fn fields(new: &Registration, joined: Option<PartialDate>, network: &Network) -> Vec<(String, Value)> {
    let regions = match &new.regions {
        Regions::All => Value::plain("all"),
        Regions::Listed(regions) => {
            Value::List(regions.iter().map(|region| Value::text(region.id())).collect())
        }
    };
    let NewContact { role, email, phone } = &new.contact;
    let contact: Vec<(String, Value)> = [("role", role), ("email", email), ("phone", phone)]
        .into_iter()
        .filter_map(|(name, text)| Some((name.to_owned(), Value::text(text.as_ref()?))))
        .collect();
    [
        ("organisation", Some(Value::text(new.organisation.to_string()))),
        ("name", Some(Value::text(&new.name))),
        (
            "business_id",
            new.business_id.as_ref().map(|id| Value::plain(id.as_str())),
        ),
        ("kind", new.kind.as_ref().map(|kind| Value::plain(kind.code()))),
        ("municipality", new.municipality.as_ref().map(Value::text)),
        ("regions", network.has_regions().then_some(regions)),
        ("record", new.record.as_ref().map(Value::text)),
        ("joined", joined.map(|joined| Value::plain(&joined))),
        ("contact", (!contact.is_empty()).then_some(Value::Fields(contact))),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((name.to_owned(), value?)))
    .collect()
}
