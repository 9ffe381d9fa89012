//! What only a person can decide about a draft.

use chrono::NaiveDate;

use super::Notes;
use super::term::NewTerm;
use crate::model::{
    Agreement, AgreementId, EntryRule, Group, OrganisationId, Parts, Registry, Strategy, Timing,
    can_be_renewed, standings, undecided_parts,
};
use crate::wording;
use crate::wording::Wording;

/// Asks everything that the finished draft leaves open.
pub(super) fn ask(
    registry: &Registry,
    draft: &Agreement,
    term: &NewTerm,
    today: NaiveDate,
    notes: &mut Notes,
) {
    let starts = term.starts.first_day();
    for strategy in &draft.strategies {
        ask_about_strategy(strategy, term, notes);
    }
    ask_about_rule(draft, notes);
    ask_about_main_agreement(registry, draft, starts, notes);
    ask_about_parts(registry, draft, today, notes);
    for signatory in &draft.signatories {
        ask_about_successors(
            registry,
            &signatory.organisation.value,
            &signatory.name.value,
            starts,
            notes,
        );
    }
    for group in &draft.groups {
        ask_about_owners(registry, group, starts, notes);
        ask_about_dates(group, starts, notes);
    }
}

fn ask_about_strategy(strategy: &Strategy, term: &NewTerm, notes: &mut Notes) {
    let Some(ends) = strategy.ends.as_ref().map(|at| at.value) else {
        return;
    };
    if term.last_day().is_some_and(|last| last <= ends.last_day()) {
        return;
    }
    notes.ask(wording!(
        en: "the strategy “{name}” ends ({ends}) before the new term: which one replaces it?",
        fi: "strategia ”{name}” päättyy ({ends}) ennen uuden sopimuskauden loppua: mikä strategia seuraa sitä?",
        ends, name = strategy.name.value
    ));
}

fn ask_about_rule(draft: &Agreement, notes: &mut Notes) {
    let n = draft.signatories.len();
    if let EntryRule::SignedAtLeast(least) = draft.entry_rule
        && usize::try_from(least).is_ok_and(|least| least > n)
    {
        notes.ask(wording!(
            en: "entry into force requires {least} signatures, but there are only {n} signatories",
            fi: "voimaantuloon tarvitaan {least} allekirjoitusta, mutta allekirjoittajia on vain {n}"
        ));
    }
}

fn ask_about_main_agreement(registry: &Registry, draft: &Agreement, starts: NaiveDate, notes: &mut Notes) {
    let Some(main) = draft.part_of.as_ref().map(|at| &at.value) else {
        return;
    };
    let standings = standings(registry, starts);
    let found = standings
        .iter()
        .find(|standing| standing.agreement.id.value == *main);
    let Some(status) = found.map(|standing| standing.status) else {
        return;
    };
    if status.is_over() {
        let label = status.label();
        notes.ask(wording!(
            en: "the main agreement {main} is not in force when the new term starts ({label}): which agreement is the main one?",
            fi: "pääsopimus {main} ei ole voimassa uuden sopimuskauden alkaessa (tila: {label}): mikä on pääsopimus?",
            label
        ));
    }
}

/// The sub-agreements of the predecessors are decided at the same time.
fn ask_about_parts(registry: &Registry, draft: &Agreement, today: NaiveDate, notes: &mut Notes) {
    let standings = standings(registry, today);
    let parts = Parts::of(registry.agreements.iter());
    let new = &draft.id.value;
    let is_predecessor = |id: &AgreementId| draft.supersedes.iter().any(|at| at.value == *id);
    for (number, main) in standings.iter().enumerate() {
        if !is_predecessor(&main.agreement.id.value) {
            continue;
        }
        for sub in undecided_parts(&standings, &parts, number) {
            let id = &sub.agreement.id.value;
            if is_predecessor(id) {
                continue;
            }
            let main = &main.agreement.id.value;
            let until = match sub.end {
                None => Wording::fixed("open-ended", "voimassa toistaiseksi"),
                Some(end) if end.continues_to.is_some() => {
                    Wording::fixed("continues by itself", "jatkuu itsestään")
                }
                Some(end) => wording!(en: "until {end}", fi: "{end} saakka", end = end.date),
            };
            let renew = if can_be_renewed(sub) {
                format!(" (`kumppani renew {id}`)")
            } else {
                String::new()
            };
            notes.ask(wording!(
                en: "{id} ({until}) is a sub-agreement of {main}: is it renewed as well{renew}, moved (`part_of: \
                     {new}`) or ended?",
                fi: "{id} ({until}) on sopimuksen {main} alasopimus: uudistetaanko sekin{renew}, siirretäänkö se \
                     (`part_of: {new}`) vai päätetäänkö se?",
                until
            ));
        }
    }
}

/// One successor is proposed beside the entry; among several, or without any, a person chooses.
fn ask_about_successors(
    registry: &Registry,
    id: &OrganisationId,
    name: &str,
    starts: NaiveDate,
    notes: &mut Notes,
) {
    let record = registry.find_organisation(id);
    if record.is_none_or(|record| record.ceased.is_none()) {
        return;
    }
    let successors = registry.successors_on(id, starts);
    let remaining = successors.iter().filter(|successor| successor.ceased.is_none());
    let successors: Vec<&str> = remaining
        .map(|successor| successor.organisation.as_str())
        .collect();
    let list = successors.join(", ");
    match successors.len() {
        0 => notes.ask(wording!(
            en: "{name} (`{id}`) has ceased and no successor is recorded: who signs in its place?",
            fi: "{name} (`{id}`) on lakannut eikä seuraajaa ole kirjattu: kuka allekirjoittaa sen sijasta?"
        )),
        1 => {}
        _ => notes.ask(wording!(
            en: "{name} (`{id}`) has several successors: which of them will sign? ({list})",
            fi: "{name} (`{id}`): seuraajia on useita, mitkä niistä allekirjoittavat? ({list})"
        )),
    }
}

/// Asks about duties all of whose owners will have ceased.
fn ask_about_owners(registry: &Registry, group: &Group, starts: NaiveDate, notes: &mut Notes) {
    let has_ceased = |id: &OrganisationId| {
        let record = registry.find_organisation(id);
        record.is_some_and(|record| record.has_ceased_on(starts))
    };
    let name = &group.name.value;
    let mut members = group.everyone().peekable();
    let is_deserted =
        members.peek().is_some() && members.all(|member| has_ceased(&member.organisation.value));
    let chair = group.chairs.first().map(|seat| &seat.organisation.value);
    if is_deserted {
        notes.ask(wording!(
            en: "who is in the group “{name}”? its chair and all its members have ceased",
            fi: "ketkä kuuluvat ryhmään ”{name}”? sen puheenjohtaja ja kaikki jäsenet ovat lakanneet",
            name
        ));
    } else if let Some(chair) = chair.filter(|chair| has_ceased(chair)) {
        notes.ask(wording!(
            en: "who chairs the group “{name}”? its chair `{chair}` has ceased",
            fi: "kuka toimii ryhmän ”{name}” puheenjohtajana? `{chair}` on lakannut",
            name
        ));
    }
    for duty in &group.duties {
        let is_lost = !duty.is_shared() && duty.responsible.iter().all(|at| has_ceased(&at.value));
        if is_lost {
            notes.ask(wording!(
                en: "who is responsible for this duty of group “{name}”? its owner has ceased: “{text}”",
                fi: "kuka vastaa ryhmän ”{name}” tehtävästä, jonka vastuutaho on lakannut: ”{text}”",
                text = duty.text.value, name
            ));
        }
    }
}

fn ask_about_dates(group: &Group, starts: NaiveDate, notes: &mut Notes) {
    for duty in &group.duties {
        let Timing::Due(due) = duty.timing else { continue };
        if due.last_day() < starts {
            notes.ask(wording!(
                en: "a duty was due ({due}) before the new term: drop it, or set another date? “{text}”",
                fi: "tehtävän määräaika ({due}) on ennen uutta sopimuskautta: poistetaanko se vai muutetaanko päivää? ”{text}”",
                due, text = duty.text.value
            ));
        }
    }
}
