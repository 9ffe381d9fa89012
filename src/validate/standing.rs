//! The registry as the rules look at it: where every agreement is today, and quick ways to
//! what other files say. Computed once for a whole registry; it must never report a finding.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use super::doubts::Doubts;
use crate::diagnostic::{Place, Span};
pub(super) use crate::model::Standing;
use crate::model::time::SignatoryFacts;
use crate::model::{
    Agreement, AgreementId, Organisation, OrganisationId, Parts, Registry, Signatory, SignatoryState,
    standings,
};

/// The registry with the standing of all its agreements. The hash map is only looked into, never
/// walked, so that its order reaches no finding.
pub(super) struct Overview<'a> {
    /// What all files say.
    pub(super) registry: &'a Registry,
    /// The day for which statuses are shown.
    pub(super) today: NaiveDate,
    /// In the order of the registry; an agreement's number is its place here.
    pub(super) standings: Vec<Standing<'a>>,
    /// Which agreements are parts of which.
    pub(super) parts: Parts,
    /// What is not certain of them.
    pub(super) doubts: Doubts<'a>,
    numbers: BTreeMap<&'a AgreementId, usize>,
    organisations: HashMap<&'a OrganisationId, &'a Organisation>,
}

impl<'a> Overview<'a> {
    /// Looks at a registry on a day.
    pub(super) fn of(registry: &'a Registry, today: NaiveDate) -> Self {
        let mut numbers = BTreeMap::new();
        // Of two files with one id the one that is named by it is the agreement; the other is reported.
        let (named, others): (Vec<_>, Vec<_>) = registry
            .agreements
            .iter()
            .enumerate()
            .partition(|(_, agreement)| agreement.file.stem() == agreement.id.value.as_str());
        for (number, agreement) in named.into_iter().chain(others) {
            numbers.entry(&agreement.id.value).or_insert(number);
        }
        let mut organisations = HashMap::with_capacity(registry.organisations.len());
        for organisation in &registry.organisations {
            organisations
                .entry(&organisation.id.value)
                .or_insert(organisation);
        }
        let standings = standings(registry, today);
        Self {
            registry,
            today,
            parts: Parts::of(registry.agreements.iter()),
            doubts: Doubts::of(registry, &standings),
            standings,
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
        self.numbers.contains_key(id) || self.is_hidden(id)
    }

    /// Whether an agreement with an id may be in what could not be read.
    pub(super) fn is_hidden(&self, id: &AgreementId) -> bool {
        self.registry.hidden.folders || self.registry.unreadable.contains(id)
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
            signatory.is_party_on(self.today) && self.find_ceased(&signatory.organisation.value).is_none()
        })
    }

    /// Whether a signatory has neither declined nor withdrawn by today.
    pub(super) fn is_party(&self, signatory: &Signatory) -> bool {
        self.state_of(signatory).is_party()
    }
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
