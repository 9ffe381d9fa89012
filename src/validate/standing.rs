//! Where every agreement stands today: its milestones with its successors counted in, and its
//! status. Computed once for a whole registry, in one pass; it must never report a finding.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use crate::diagnostic::{Place, Span};
use crate::model::time::{Milestones, SignatoryFacts};
use crate::model::{
    Agreement, AgreementId, AgreementStatus, Organisation, OrganisationId, Registry, Signatory,
    SignatoryState,
};

/// An agreement and where it stands today.
pub(super) struct Standing<'a> {
    /// The agreement.
    pub(super) agreement: &'a Agreement,
    /// The days that decide its status, supersession among them.
    pub(super) milestones: Milestones,
    /// Its status today.
    pub(super) status: AgreementStatus,
    /// The numbers of the agreements that it supersedes, as far as the registry has them.
    pub(super) predecessors: Vec<usize>,
    /// The numbers of the agreements that supersede it.
    pub(super) successors: Vec<usize>,
}

/// The registry with the standing of all its agreements. The hash map is only looked into, never
/// walked, so that its order reaches no finding.
pub(super) struct Overview<'a> {
    /// What all files say.
    pub(super) registry: &'a Registry,
    /// The day for which statuses are told.
    pub(super) today: NaiveDate,
    /// In the order of the registry; an agreement's number is its place here.
    pub(super) standings: Vec<Standing<'a>>,
    numbers: BTreeMap<&'a AgreementId, usize>,
    organisations: HashMap<&'a OrganisationId, &'a Organisation>,
}

impl<'a> Overview<'a> {
    /// Looks at a registry on a day.
    pub(super) fn of(registry: &'a Registry, today: NaiveDate) -> Self {
        let mut numbers = BTreeMap::new();
        for (number, agreement) in registry.agreements.iter().enumerate() {
            numbers.entry(&agreement.id.value).or_insert(number);
        }
        let mut organisations = HashMap::with_capacity(registry.organisations.len());
        for organisation in &registry.organisations {
            organisations
                .entry(&organisation.id.value)
                .or_insert(organisation);
        }
        let predecessors = predecessors(registry, &numbers);
        Self {
            registry,
            today,
            standings: standings(registry, predecessors, today),
            numbers,
            organisations,
        }
    }

    /// The number of the first agreement with an id.
    pub(super) fn find_number(&self, id: &AgreementId) -> Option<usize> {
        self.numbers.get(id).copied()
    }

    /// Whether there is an agreement with an id, readable or not.
    pub(super) fn is_known(&self, id: &AgreementId) -> bool {
        self.numbers.contains_key(id) || self.registry.unreadable.contains(id)
    }

    /// The `n` ids before and the `n` ids after an id in alphabetical order.
    pub(super) fn neighbours(&self, id: &AgreementId, n: usize) -> impl Iterator<Item = &'a AgreementId> {
        let before = self.numbers.range::<AgreementId, _>(..id).rev().take(n);
        let after = self.numbers.range::<AgreementId, _>(id..).take(n);
        before.chain(after).map(|(id, _)| *id)
    }

    /// What is recorded of an organisation.
    pub(super) fn find_organisation(&self, id: &OrganisationId) -> Option<&'a Organisation> {
        self.organisations.get(id).copied()
    }

    /// The record of an organisation that has ceased by today.
    pub(super) fn find_ceased(&self, id: &OrganisationId) -> Option<&'a Organisation> {
        self.find_organisation(id)
            .filter(|organisation| organisation.has_ceased_on(self.today))
    }

    /// A place in `organisations.yaml`; `None` for a registry that was not read from files.
    pub(super) fn organisations_place(&self, span: Span) -> Option<Place> {
        let file = self.registry.organisations_file.as_ref()?;
        Some(Place::new(file, span))
    }

    /// The state of a signatory today.
    pub(super) fn state_of(&self, signatory: &Signatory) -> SignatoryState {
        SignatoryFacts::of(signatory).state_on(self.today)
    }

    /// The signatories that have neither declined nor withdrawn nor ceased by today, and are not
    /// to join only later: those whom a coordinator has to do with.
    pub(super) fn present<'b>(&'b self, agreement: &'b Agreement) -> impl Iterator<Item = &'b Signatory> {
        agreement.signatories.iter().filter(|signatory| {
            let joins_later = signatory
                .joined
                .as_ref()
                .is_some_and(|joined| joined.value.first_day() > self.today);
            !joins_later
                && self.is_party(signatory)
                && self.find_ceased(&signatory.organisation.value).is_none()
        })
    }

    /// Whether a signatory has neither declined nor withdrawn by today.
    pub(super) fn is_party(&self, signatory: &Signatory) -> bool {
        !matches!(
            self.state_of(signatory),
            SignatoryState::Declined | SignatoryState::Withdrawn
        )
    }
}

impl Standing<'_> {
    /// Whether somebody still has to do with the agreement: it is drafted, signed or in force.
    pub(super) fn is_current(&self) -> bool {
        matches!(
            self.status,
            AgreementStatus::Draft
                | AgreementStatus::Signing
                | AgreementStatus::Upcoming
                | AgreementStatus::InForce
        )
    }

    /// A place in the agreement's file.
    pub(super) fn place(&self, span: Span) -> Place {
        Place::new(&self.agreement.file, span)
    }
}

/// For each agreement the numbers of the others that it supersedes, itself left out: an agreement
/// that names itself is reported as a circle and must not end its own validity meanwhile.
fn predecessors(registry: &Registry, numbers: &BTreeMap<&AgreementId, usize>) -> Vec<Vec<usize>> {
    let known = |(number, agreement): (usize, &Agreement)| {
        agreement
            .supersedes
            .iter()
            .filter_map(|id| numbers.get(&id.value).copied())
            .filter(|predecessor| *predecessor != number)
            .collect()
    };
    registry.agreements.iter().enumerate().map(known).collect()
}

fn standings(registry: &Registry, predecessors: Vec<Vec<usize>>, today: NaiveDate) -> Vec<Standing<'_>> {
    let mut successors = vec![Vec::new(); predecessors.len()];
    let mut superseded_on: Vec<Option<NaiveDate>> = vec![None; predecessors.len()];
    for (number, agreement) in registry.agreements.iter().enumerate() {
        let entered = Milestones::of(agreement, None).entered_on();
        for predecessor in &predecessors[number] {
            successors[*predecessor].push(number);
            let earlier = superseded_on[*predecessor].into_iter().chain(entered).min();
            superseded_on[*predecessor] = earlier;
        }
    }
    let facts = predecessors.into_iter().zip(successors).zip(superseded_on);
    registry
        .agreements
        .iter()
        .zip(facts)
        .map(|(agreement, ((predecessors, successors), superseded_on))| {
            let milestones = Milestones::of(agreement, superseded_on);
            let status = milestones.status_on(today);
            Standing {
                agreement,
                milestones,
                status,
                predecessors,
                successors,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::validate::fixture::{agreement, at, date, day, id, registry};

    #[test]
    fn an_agreement_is_superseded_on_the_earliest_entry_of_a_successor() {
        let old = agreement("tno-2014");
        let mut late = agreement("tno-2017");
        let mut early = agreement("tno-2016");
        for (successor, starts) in [(&mut late, "2017"), (&mut early, "2016-05")] {
            successor.term.starts = date(starts);
            successor.supersedes = vec![at(id("tno-2014"))];
        }
        let registry = registry(vec![old, late, early]);
        let overview = Overview::of(&registry, day("2016-06-01"));
        let statuses: Vec<&str> = overview.standings.iter().map(|s| s.status.code()).collect();
        assert_eq!(statuses, ["superseded", "upcoming", "in-force"]);
        assert_eq!(overview.standings[0].successors, [1, 2]);
        assert_eq!(
            overview.standings[0].milestones.superseded_on,
            Some(day("2016-05-01"))
        );
    }
}
