//! What an act recorded of an organisation, and which agreements it concerns.

use crate::acts::Writing;
use crate::model::{Organisation, OrganisationId, SignatoryState};
use crate::view::{GroupRole, OrganisationView};
use crate::wording;
use crate::wording::Wording;

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
    let word = writing.word();
    let sentences: Vec<Wording> = renamed(&was, is, &word)
        .chain(ended(&was, is, &word))
        .chain(succeeded(&was, is, &word))
        .collect();
    if sentences.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![Wording::joined(&sentences, "; ")];
    lines.extend(concerned(is, shown).map(|concerned| writing.after(concerned)));
    lines
}

fn renamed(was: &Organisation, is: &Organisation, word: &Wording) -> impl Iterator<Item = Wording> {
    let (id, name) = (&is.id.value, &is.name.value);
    let new = is
        .former_names
        .iter()
        .filter(|former| !was.former_names.contains(former));
    new.map(move |former| {
        let old = &former.name;
        let until = former
            .until
            .map(|until| wording!(en: ", until {until}", fi: ", {until} saakka", until));
        wording!(
            en: "name of `{id}` {word}: “{name}” (before: “{old}”{until})",
            fi: "{word} nimi: `{id}` on ”{name}” (ennen: ”{old}”{until})",
            until, word
        )
    })
}

fn ended(was: &Organisation, is: &Organisation, word: &Wording) -> Option<Wording> {
    let (id, on) = (&is.id.value, is.ceased.as_ref()?.value);
    was.ceased.is_none().then(|| {
        wording!(
            en: "last day of `{id}` {word} ({on})",
            fi: "{word} lakkaaminen: `{id}` (viimeinen päivä {on})",
            on, word
        )
    })
}

fn succeeded(was: &Organisation, is: &Organisation, word: &Wording) -> impl Iterator<Item = Wording> {
    let is_known = |id: &OrganisationId| was.successors.iter().any(|known| known.organisation.value == *id);
    let new = is
        .successors
        .iter()
        .filter(move |successor| !is_known(&successor.organisation.value));
    new.map(move |successor| {
        let id = &successor.organisation.value;
        let scope = successor.scope.as_ref().map(|scope| format!(" ({scope})"));
        wording!(en: "successor `{id}` {word}{scope}", fi: "{word} seuraaja: `{id}`{scope}", scope, word)
    })
}

/// The agreements that still concern somebody and list it, and what it has there; `None` where there are none.
fn concerned(is: &Organisation, shown: &OrganisationView) -> Option<Wording> {
    let is_in = |state: SignatoryState| state.is_bound() || state == SignatoryState::Pending;
    let listed: Vec<_> = shown
        .agreements
        .iter()
        .filter(|entry| !entry.status.is_over() && is_in(entry.signatory.state))
        .collect();
    if listed.is_empty() {
        return None;
    }
    let listing = listed.iter().map(|entry| {
        let (agreement, status) = (&entry.signatory.agreement, entry.status.label());
        wording!(en: "`{agreement}` ({status})", fi: "`{agreement}` ({status})", status)
    });
    let listing = Wording::joined(&listing.collect::<Vec<_>>(), ", ");
    if is.ceased.is_none() {
        return Some(wording!(
            en: "keeps the signed name in {listing}",
            fi: "sopimuksissa säilyy allekirjoitettu nimi: {listing}",
            listing
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
    let led = (n_chairs > 0)
        .then(|| wording!(en: "chair of {n_chairs} {groups}", fi: "puheenjohtajana {n_chairs} ryhmässä"));
    let named = (n_duties > 0).then(|| {
        wording!(
            en: "named as responsible for {n_duties} {duties}",
            fi: "nimettynä vastuussa {n_duties} tehtävästä"
        )
    });
    let signed = wording!(en: "signatory of {listing}", fi: "allekirjoittajana: {listing}", listing);
    let tasks: Vec<Wording> = led.into_iter().chain(named).collect();
    let next = Wording::fixed(
        "`kumppani due` lists the decisions to make",
        "`kumppani due` luettelee päätettävät asiat",
    );
    let tasks = (!tasks.is_empty()).then(|| Wording::joined(&tasks, ", "));
    let parts: Vec<Wording> = [Some(signed), tasks, Some(next)].into_iter().flatten().collect();
    Some(Wording::joined(&parts, "; "))
}
