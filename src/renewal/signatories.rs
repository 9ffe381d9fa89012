//! Who is asked to sign the new agreement: the signatories of the predecessors, each once, without
//! their signatures. Those who declined or gave notice are left out.

use chrono::NaiveDate;

use super::{LeftOut, Notes};
use crate::model::{Agreement, LocalText, OrganisationId, Regions, Registry, Signatory};
use crate::wording;

/// The signatories of the draft.
pub(super) fn carry(predecessors: &[&Agreement], notes: &mut Notes) -> Vec<Signatory> {
    let mut carried: Vec<Signatory> = Vec::new();
    for signatory in predecessors.iter().flat_map(|agreement| &agreement.signatories) {
        if !goes_on(signatory) {
            continue;
        }
        let same = carried
            .iter_mut()
            .find(|other| other.organisation.value == signatory.organisation.value);
        match same {
            None => carried.push(unsigned(signatory)),
            Some(other) => unite(other, signatory, notes),
        }
    }
    for agreement in predecessors {
        let is_gone = |id: &OrganisationId| carried.iter().all(|other| other.organisation.value != *id);
        let gone = agreement
            .signatories
            .iter()
            .filter(|signatory| is_gone(&signatory.organisation.value));
        notes
            .left_out
            .extend(gone.map(|signatory| left_out(agreement, signatory)));
    }
    carried
}

/// A name that has ended by the start is not signed again: the recorded one is.
pub(super) fn rename(registry: &Registry, carried: &mut [Signatory], starts: NaiveDate) {
    for signatory in carried {
        let record = registry.find_organisation(&signatory.organisation.value);
        let record = record.filter(|record| record.name_ended(&signatory.name.value, starts).is_some());
        if let Some(record) = record {
            signatory.name.value.clone_from(&record.name.value);
        }
    }
}

fn goes_on(signatory: &Signatory) -> bool {
    signatory.declined.is_none() && signatory.withdrawn.is_none()
}

fn unsigned(signatory: &Signatory) -> Signatory {
    Signatory {
        signed: None,
        signed_by: None,
        decision: None,
        record: None,
        joined: None,
        declined: None,
        withdrawn: None,
        ..signatory.clone()
    }
}

fn left_out(agreement: &Agreement, signatory: &Signatory) -> LeftOut {
    let name = &signatory.name.value;
    let shown = match (&signatory.declined, &signatory.withdrawn) {
        (Some(declined), _) => {
            wording!(
                en: "{name}: declined to sign ({declined})",
                fi: "{name}: kieltäytyi allekirjoittamasta ({declined})",
                declined = declined.value
            )
        }
        (None, Some(withdrawn)) => {
            let date = withdrawn.effective.value;
            wording!(
                en: "{name}: withdrawal, effective {date}",
                fi: "{name}: irtisanoutuminen, voimaan {date}",
                date
            )
        }
        (None, None) => wording!(en: "{name}", fi: "{name}"),
    };
    LeftOut {
        agreement: agreement.id.value.clone(),
        id: signatory.organisation.value.to_string(),
        reason: shown,
    }
}

/// Adds what another agreement says of the same organisation.
fn unite(kept: &mut Signatory, other: &Signatory, notes: &mut Notes) {
    let id = kept.organisation.value.clone();
    let text = |name: &str| LocalText::plain(name);
    notes.ask_about_names(id.as_str(), &text(&kept.name.value), &text(&other.name.value));
    if kept.regions != other.regions {
        notes.ask(wording!(
            en: "`{id}` signed the predecessors for different regions; the draft lists all of them",
            fi: "`{id}` allekirjoitti edeltävät sopimukset eri alueiden osalta; tässä ovat ne kaikki"
        ));
        kept.regions = Regions::united(&kept.regions, &other.regions);
    }
    for unit in &other.covers {
        if !kept.covers.contains(unit) {
            kept.covers.push(unit.clone());
        }
    }
    kept.business_id = kept.business_id.take().or_else(|| other.business_id.clone());
    kept.kind = kept.kind.take().or_else(|| other.kind.clone());
    kept.municipality = kept.municipality.take().or_else(|| other.municipality.clone());
    kept.contact = kept.contact.take().or_else(|| other.contact.clone());
}
