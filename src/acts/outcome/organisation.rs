//! What an act recorded of an organisation, and which agreements it concerns.

use super::facts::{Fact, told};
use crate::acts::Writing;
use crate::model::{AgreementStatus, FormerName, Organisation, SignatoryState};
use crate::view::{GroupRole, OrganisationView};
use crate::wording;
use crate::wording::{Lang, Wording};

/// The sentences about an organisation that an act changed. `shown` is the organisation in all agreements.
pub(super) fn organisation_outcome(
    was: Option<&Organisation>,
    is: &Organisation,
    shown: &OrganisationView,
    writing: Writing,
) -> Vec<Wording> {
    let was = was.cloned().unwrap_or_else(|| Organisation {
        former_names: Vec::new(),
        ceased: None,
        successors: Vec::new(),
        ..is.clone()
    });
    let facts = [renamed(&was, is), ended(&was, is), succeeded(&was, is)].concat();
    if facts.is_empty() {
        return Vec::new();
    }
    let sentences: Vec<Wording> = facts.iter().map(|fact| fact.sentence(writing)).collect();
    let mut lines = vec![Wording::joined(&sentences, "; ")];
    lines.extend(concerned(is, shown).map(|concerned| writing.after(concerned)));
    lines
}

fn renamed(was: &Organisation, is: &Organisation) -> Vec<Fact> {
    let id = &is.id.value;
    let fact = |former: &FormerName| {
        let (name, old) = (&is.name.value, &former.name);
        let (en, fi) = match former.until.map(told) {
            Some((en, fi)) => (format!(", until {en}"), format!(", {fi} saakka")),
            None => (String::new(), String::new()),
        };
        Fact {
            subject: format!("name of `{id}`"),
            more: format!(": “{name}” (before: “{old}”{en})"),
            fi: format!("nimi: `{id}` on ”{name}” (ennen: ”{old}”{fi})"),
        }
    };
    let new = is
        .former_names
        .iter()
        .filter(|former| !was.former_names.contains(former));
    new.map(fact).collect()
}

fn ended(was: &Organisation, is: &Organisation) -> Vec<Fact> {
    let ceased = is.ceased.as_ref().filter(|_| was.ceased.is_none());
    let fact = ceased.map(|ceased| {
        let (id, (en, fi)) = (&is.id.value, told(ceased.value));
        Fact {
            subject: format!("last day of `{id}`"),
            more: format!(" ({en})"),
            fi: format!("lakkaaminen: `{id}` (viimeinen päivä {fi})"),
        }
    });
    fact.into_iter().collect()
}

fn succeeded(was: &Organisation, is: &Organisation) -> Vec<Fact> {
    let is_new = |id| was.successors.iter().all(|known| known.organisation.value != id);
    let new = is
        .successors
        .iter()
        .filter(|successor| is_new(successor.organisation.value.clone()));
    new.map(|successor| {
        let id = &successor.organisation.value;
        let scope = successor.scope.as_ref().map(|scope| format!(" ({scope})"));
        let scope = scope.unwrap_or_default();
        Fact {
            subject: format!("successor `{id}`"),
            more: scope.clone(),
            fi: format!("seuraaja: `{id}`{scope}"),
        }
    })
    .collect()
}

/// The agreements that still concern somebody and list it, and what it has there; `None` where there are none.
fn concerned(is: &Organisation, shown: &OrganisationView) -> Option<Wording> {
    let is_current = |status| {
        matches!(
            status,
            AgreementStatus::Draft
                | AgreementStatus::Signing
                | AgreementStatus::Upcoming
                | AgreementStatus::InForce
        )
    };
    let is_in = |state: SignatoryState| state.is_bound() || state == SignatoryState::Pending;
    let listed: Vec<_> = shown
        .agreements
        .iter()
        .filter(|entry| is_current(entry.status) && is_in(entry.signatory.state))
        .collect();
    if listed.is_empty() {
        return None;
    }
    let agreements = |lang| {
        let told = listed.iter().map(|entry| {
            format!(
                "`{}` ({})",
                entry.signatory.agreement,
                entry.status.label().get(lang)
            )
        });
        told.collect::<Vec<_>>().join(", ")
    };
    let (en, fi) = (agreements(Lang::En), agreements(Lang::Fi));
    if is.ceased.is_none() {
        return Some(wording!(
            en: "listed with the name as signed in {en}",
            fi: "sopimuksissa säilyy allekirjoitettu nimi: {fi}"
        ));
    }
    let is_there = |agreement: &str| listed.iter().any(|entry| entry.signatory.agreement == agreement);
    let n_duties = shown
        .duties
        .iter()
        .filter(|duty| is_there(&duty.agreement))
        .count();
    let is_led = |role| role == GroupRole::Chair;
    let n_chairs = shown
        .groups
        .iter()
        .filter(|group| is_there(&group.agreement) && is_led(group.role))
        .count();
    let groups = if n_chairs == 1 { "group" } else { "groups" };
    let duties = if n_duties == 1 { "duty" } else { "duties" };
    Some(wording!(
        en: "signatory of {en}; chair of {n_chairs} {groups}, responsible by name for {n_duties} {duties}; `kumppani due` lists what is to be decided",
        fi: "allekirjoittajana: {fi}; puheenjohtajana {n_chairs} ryhmässä, nimettynä vastuussa {n_duties} tehtävästä; `kumppani due` luettelee päätettävät asiat"
    ))
}
