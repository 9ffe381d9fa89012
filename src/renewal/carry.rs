//! What a draft takes over from its predecessors: everything that was agreed, and nothing that
//! happened to it since. Of several predecessors the lists are united; where they differ, the first
//! one's word is and a question is asked.

use chrono::NaiveDate;

use super::term::NewTerm;
use super::{Notes, groups, provisions, signatories, unplaced};
use crate::diagnostic::{At, FilePath};
use crate::model::{
    Agreement, AgreementId, Continuation, Ending, Product, Registry, RuleMet, Strategy, Term, Theme,
};
use crate::questions::plain;
use crate::wording;
use crate::wording::Wording;

/// The draft, with the id and title of the first predecessor, and the groups as they are on a day.
pub(super) fn carry(
    registry: &Registry,
    predecessors: &[&Agreement],
    (term, groups_on): (&NewTerm, NaiveDate),
    notes: &mut Notes,
) -> Agreement {
    let first = predecessors[0];
    ask_about_differences(predecessors, notes);
    let mut signatories = signatories::carry(predecessors, notes);
    signatories::rename(registry, &mut signatories, term.starts.first_day());
    let groups = groups::carry(predecessors, &signatories, groups_on, notes);
    Agreement {
        file: FilePath::new(""),
        id: first.id.clone(),
        title: first.title.clone(),
        // A renewal is a case of its own.
        record: None,
        purpose: predecessors
            .iter()
            .find_map(|agreement| agreement.purpose.clone()),
        supersedes: predecessors
            .iter()
            .map(|agreement| agreement.id.clone())
            .collect(),
        part_of: main_agreement(registry, predecessors, notes),
        term: Term {
            starts: unplaced(term.starts),
            ending: unplaced(term.ending),
            notice_months: predecessors
                .iter()
                .find_map(|agreement| agreement.term.notice_months),
            continues: predecessors
                .iter()
                .find_map(|agreement| agreement.term.continues.clone())
                .filter(|_| term.ending != Ending::OpenEnded),
            notice: predecessors
                .iter()
                .find_map(|agreement| agreement.term.notice.clone()),
            review_months: predecessors
                .iter()
                .find_map(|agreement| agreement.term.review_months.clone()),
            extensions: Vec::new(),
        },
        entry_rule: first.entry_rule,
        rule_met: RuleMet::BySignatories,
        opened: None,
        // The renewal is signed in its own time.
        sign_by: None,
        terminated: None,
        // A count is declared by those who agree on it, not by a draft.
        declared_signatories: None,
        strategies: strategies(predecessors),
        themes: themes(predecessors, notes),
        products: products(predecessors, notes),
        cooperation: cooperation(predecessors),
        provisions: provisions::carry(predecessors, notes),
        groups,
        signatories,
        events: Vec::new(),
        // What proves the predecessor does not prove the draft.
        documents: Vec::new(),
        approvals: Vec::new(),
        corrections: Vec::new(),
        source: None,
        waivers: Vec::new(),
        sections: Vec::new(),
        gaps: crate::model::Gaps::default(),
    }
}

/// Asks about the facts of which a draft can have only one.
fn ask_about_differences(predecessors: &[&Agreement], notes: &mut Notes) {
    let [first, others @ ..] = predecessors else {
        return;
    };
    let id = &first.id.value;
    for (is_same, what) in SINGLE_FACTS {
        if others.iter().all(|other| is_same(first, other)) {
            continue;
        }
        notes.ask(wording!(
            en: "the {what} of the predecessors differ; the draft follows {id}, or the first that has one",
            fi: "edeltävien sopimusten {what} eroavat; luonnos noudattaa sopimusta {id} tai ensimmäistä, jossa tieto on",
            what
        ));
    }
}

/// Whether two agreements say the same of one matter.
type SameFact = fn(&Agreement, &Agreement) -> bool;

const SINGLE_FACTS: &[(SameFact, Wording)] = &[
    (
        |a, b| a.title.value == b.title.value,
        Wording::fixed("titles", "nimet"),
    ),
    (
        |a, b| a.purpose == b.purpose,
        Wording::fixed("purposes", "tarkoitukset"),
    ),
    (provisions::are_same, Wording::fixed("provisions", "sopimusehdot")),
    (
        |a, b| a.entry_rule == b.entry_rule,
        Wording::fixed("conditions for entry into force", "voimaantulon ehdot"),
    ),
    (
        |a, b| a.term.decision_notice() == b.term.decision_notice(),
        Wording::fixed("decision deadlines", "päätösajat"),
    ),
    (
        |a, b| continuation(a) == continuation(b),
        Wording::fixed("conditions for continuing", "jatkumisen ehdot"),
    ),
    (
        |a, b| review_months(a) == review_months(b),
        Wording::fixed("review intervals", "tilannekatsausten välit"),
    ),
];

fn continuation(agreement: &Agreement) -> Option<Continuation> {
    agreement.term.continues.as_ref().map(|at| at.value)
}

fn review_months(agreement: &Agreement) -> Option<u32> {
    agreement.term.review_months.as_ref().map(|months| months.value)
}

/// The main agreement that the predecessors share and that goes on beside the draft.
fn main_agreement(
    registry: &Registry,
    predecessors: &[&Agreement],
    notes: &mut Notes,
) -> Option<At<AgreementId>> {
    let named: Vec<&At<AgreementId>> = predecessors
        .iter()
        .filter_map(|agreement| agreement.part_of.as_ref())
        .collect();
    let main = *named.first()?;
    let id = &main.value;
    let is_shared = named.len() == predecessors.len() && named.iter().all(|other| other.value == *id);
    let is_merged = predecessors.iter().any(|agreement| agreement.id.value == *id);
    let is_known = registry.find_agreement(id).is_some() || registry.unreadable.contains(id);
    if is_shared && !is_merged && is_known {
        return Some(unplaced(id.clone()));
    }
    notes.ask(wording!(
        en: "a predecessor was part of {id}: which main agreement, if any, is the new one part of?",
        fi: "edeltävä sopimus kuului pääsopimukseen {id}: kuuluuko uusi sopimus pääsopimukseen, ja mihin?"
    ));
    None
}

fn strategies(predecessors: &[&Agreement]) -> Vec<Strategy> {
    let mut united: Vec<Strategy> = Vec::new();
    for strategy in predecessors.iter().flat_map(|agreement| &agreement.strategies) {
        let is_same = |other: &Strategy| {
            plain(other.name.value.fi()) == plain(strategy.name.value.fi())
                && other.ends.as_ref().map(|at| at.value) == strategy.ends.as_ref().map(|at| at.value)
        };
        // A list of one agreement stays as it is.
        if predecessors.len() == 1 || !united.iter().any(is_same) {
            united.push(strategy.clone());
        }
    }
    united
}

fn cooperation(predecessors: &[&Agreement]) -> Vec<At<Vec<crate::model::Region>>> {
    let mut united: Vec<At<Vec<crate::model::Region>>> = Vec::new();
    for regions in predecessors.iter().flat_map(|agreement| &agreement.cooperation) {
        if predecessors.len() == 1 || !united.iter().any(|other| other.value == regions.value) {
            united.push(regions.clone());
        }
    }
    united
}

fn themes(predecessors: &[&Agreement], notes: &mut Notes) -> Vec<Theme> {
    let mut united: Vec<Theme> = Vec::new();
    for theme in predecessors.iter().flat_map(|agreement| &agreement.themes) {
        match united.iter().find(|other| other.id.value == theme.id.value) {
            None => united.push(theme.clone()),
            Some(other) => notes.ask_about_names(theme.id.value.as_str(), &other.name, &theme.name),
        }
    }
    united
}

fn products(predecessors: &[&Agreement], notes: &mut Notes) -> Vec<Product> {
    let mut united: Vec<Product> = Vec::new();
    for product in predecessors.iter().flat_map(|agreement| &agreement.products) {
        match united.iter().find(|other| other.id.value == product.id.value) {
            None => united.push(product.clone()),
            Some(other) => notes.ask_about_names(product.id.value.as_str(), &other.name, &product.name),
        }
    }
    united
}
