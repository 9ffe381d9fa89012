//! What a coordinator does next about one signatory.

use super::Day;
use crate::model::{OrganisationId, PartialDate, Signatory, SignatoryState};
use crate::questions::successions::{is_party, known_name, successors};
use crate::wording;
use crate::wording::Wording;

pub(super) fn next_step(
    signatory: &Signatory,
    state: SignatoryState,
    ceased: bool,
    day: &Day<'_>,
) -> Option<Wording> {
    if day.status.is_over() || matches!(state, SignatoryState::Declined | SignatoryState::Withdrawn) {
        return None;
    }
    if ceased {
        return Some(step_after_ceasing(signatory, day));
    }
    if state == SignatoryState::Leaving {
        // From the effective day on it is no longer bound.
        let effective = signatory.withdrawn.as_ref()?.effective.value.first_day();
        let last = PartialDate::Day(effective.pred_opt().unwrap_or(effective));
        return Some(wording!(
            en: "reassign its duties by {last}",
            fi: "sovi tehtävien siirrosta viimeistään {last}",
            last
        ));
    }
    (state == SignatoryState::Pending).then(|| step_towards_signing(signatory, day))
}

fn step_towards_signing(signatory: &Signatory, day: &Day<'_>) -> Wording {
    let can_be_reached = signatory
        .contact
        .as_ref()
        .is_some_and(|contact| contact.email.is_some() || contact.phone.is_some());
    if day.milestones.signing_on.is_none_or(|from| from > day.today) {
        Wording::fixed("open for signing first", "avaa ensin allekirjoittaminen")
    } else if can_be_reached {
        Wording::fixed("send a reminder", "lähetä muistutus")
    } else {
        Wording::fixed("add a contact", "lisää yhteystaho")
    }
}

/// A successor that is a signatory already is not to be registered again.
fn step_after_ceasing(signatory: &Signatory, day: &Day<'_>) -> Wording {
    let found = successors(
        day.registry,
        day.agreement,
        &signatory.organisation.value,
        day.today,
    );
    let remaining = found.iter().filter(|successor| successor.ceased.is_none());
    let remaining: Vec<&OrganisationId> = remaining.map(|successor| successor.organisation).collect();
    let is_listed = |id: &OrganisationId| day.agreement.find_signatory(id).is_some();
    let missing = remaining.iter().filter(|id| !is_listed(id));
    let name = |id: &&OrganisationId| known_name(day.registry, id).unwrap_or(id.as_str()).to_owned();
    let missing: Vec<String> = missing.map(name).collect();
    let list = missing.join(", ");
    match (remaining.len(), missing.len()) {
        (0, _) => Wording::fixed("record who succeeds it", "kirjaa organisaation seuraaja"),
        (_, 0) => {
            let is_there = |id: &&OrganisationId| is_party(day.agreement, id, day.today);
            let reason = if remaining.iter().any(is_there) {
                Wording::fixed("its successor has signed", "seuraaja on mukana")
            } else {
                Wording::fixed("its successor does not take part", "seuraaja ei ole mukana")
            };
            Wording::joined(&[way_out(signatory, day), reason], ": ")
        }
        (1, _) => {
            wording!(en: "register its successor: {list}", fi: "lisää seuraaja allekirjoittajaksi: {list}")
        }
        _ => {
            wording!(en: "choose who signs in its place: {list}", fi: "valitse allekirjoittaja seuraajista: {list}")
        }
    }
}

/// How one that ceased leaves the agreement.
fn way_out(signatory: &Signatory, day: &Day<'_>) -> Wording {
    if signatory.signed.is_some() {
        Wording::fixed("record its withdrawal", "kirjaa irtisanoutuminen")
    } else if day.agreement.is_being_signed() {
        Wording::fixed("record that it will not sign", "kirjaa, ettei se allekirjoita")
    } else {
        Wording::fixed("delete it from the list", "poista luettelosta")
    }
}
