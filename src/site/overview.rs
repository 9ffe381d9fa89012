//! Who and what there is in a registry, found by id: made once, asked by every page.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::group_lines::GroupLines;
use crate::model::{
    Agreement, AgreementId, AgreementStatus, Group, NameOrder, Organisation, OrganisationId,
    OrganisationKind, Region, Registry, Signatory, SignatoryState, Standing,
};

/// An organisation with its roles.
pub(super) struct Known<'a> {
    /// Its name: the recorded one, else that of its latest agreement.
    pub(super) name: &'a str,
    /// What is recorded of it between agreements.
    pub(super) record: Option<&'a Organisation>,
    /// Its roles, those of the latest agreement first. One that joins later has none before.
    pub(super) roles: Vec<(&'a Standing<'a>, &'a Signatory)>,
}

impl Known<'_> {
    /// What it is: as the latest agreement says that says it.
    pub(super) fn kind(&self) -> Option<&OrganisationKind> {
        self.roles
            .iter()
            .find_map(|(_, signatory)| signatory.kind.as_ref())
    }
}

/// A registry on a day.
pub(super) struct Overview<'a> {
    pub(super) registry: &'a Registry,
    pub(super) today: NaiveDate,
    /// The agreements by id. Of two with one id the first is taken, for ids must be unique.
    agreements: BTreeMap<&'a AgreementId, usize>,
    standings: &'a [Standing<'a>],
    organisations: BTreeMap<&'a OrganisationId, Known<'a>>,
    pub(super) groups: GroupLines<'a>,
    bound: Vec<(&'a Standing<'a>, &'a Signatory)>,
    sub_agreements: BTreeMap<&'a AgreementId, Vec<&'a Standing<'a>>>,
    predecessors: BTreeMap<&'a OrganisationId, Vec<&'a OrganisationId>>,
    pub(super) order: NameOrder,
}

impl<'a> Overview<'a> {
    /// The overview of a registry whose agreements stand so.
    pub(super) fn of(registry: &'a Registry, standings: &'a [Standing<'a>], today: NaiveDate) -> Self {
        let mut overview = Self {
            registry,
            today,
            agreements: BTreeMap::new(),
            standings,
            organisations: BTreeMap::new(),
            groups: GroupLines::default(),
            bound: Vec::new(),
            sub_agreements: BTreeMap::new(),
            predecessors: BTreeMap::new(),
            order: NameOrder::finnish(),
        };
        for (number, standing) in standings.iter().enumerate() {
            overview
                .agreements
                .entry(&standing.agreement.id.value)
                .or_insert(number);
        }
        overview.groups = GroupLines::of(standings, &overview.numbers_latest_first());
        for standing in overview.latest_first() {
            overview.add_agreement(standing);
        }
        for record in &registry.organisations {
            overview.add_record(record);
        }
        // Every region asks for them, and putting thousands of names in order takes its time.
        overview.bound = overview.find_bound();
        overview
    }

    /// What an agreement has to do with others and with organisations.
    fn add_agreement(&mut self, standing: &'a Standing<'a>) {
        let signatories = standing.agreement.signatories.iter();
        let today = self.today;
        for signatory in signatories.filter(|signatory| signatory.has_joined_on(today)) {
            let known = self.organisations.entry(&signatory.organisation.value);
            known
                .or_insert_with(|| Known {
                    name: &signatory.name.value,
                    record: None,
                    roles: Vec::new(),
                })
                .roles
                .push((standing, signatory));
        }
        if let Some(main) = &standing.agreement.part_of {
            let parts = self.sub_agreements.entry(&main.value).or_default();
            parts.push(standing);
        }
    }

    fn add_record(&mut self, record: &'a Organisation) {
        let known = self.organisations.entry(&record.id.value).or_insert(Known {
            name: &record.name.value,
            record: None,
            roles: Vec::new(),
        });
        known.name = &record.name.value;
        known.record = Some(record);
        let successors = record.successors.iter();
        // One that takes over several tasks is several times in the file.
        let successors: BTreeSet<_> = successors
            .map(|succession| &succession.organisation.value)
            .collect();
        for successor in successors {
            let predecessors = self.predecessors.entry(successor).or_default();
            predecessors.push(&record.id.value);
        }
    }

    /// All agreements, the latest start first.
    pub(super) fn latest_first(&self) -> Vec<&'a Standing<'a>> {
        let numbers = self.numbers_latest_first().into_iter();
        numbers.map(|number| &self.standings[number]).collect()
    }

    fn numbers_latest_first(&self) -> Vec<usize> {
        let mut found: Vec<usize> = self.agreements.values().copied().collect();
        found.sort_by_key(|number| std::cmp::Reverse(self.standings[*number].milestones.starts_on));
        found
    }

    pub(super) fn in_force(&self) -> Vec<&'a Standing<'a>> {
        let mut found = self.latest_first();
        found.retain(|standing| standing.status == AgreementStatus::InForce);
        found
    }

    pub(super) fn standing(&self, id: &AgreementId) -> Option<&'a Standing<'a>> {
        self.agreements.get(id).map(|number| &self.standings[*number])
    }

    /// The sub-agreements of an agreement, the latest start first.
    pub(super) fn sub_agreements(&self, id: &AgreementId) -> &[&'a Standing<'a>] {
        self.sub_agreements.get(id).map_or(&[], Vec::as_slice)
    }

    /// Those from whom an organisation took over, in the order of the file.
    pub(super) fn predecessors(&self, id: &OrganisationId) -> &[&'a OrganisationId] {
        self.predecessors.get(id).map_or(&[], Vec::as_slice)
    }

    /// The agreement of a number in the order of the registry.
    pub(super) fn numbered(&self, number: usize) -> &'a Standing<'a> {
        &self.standings[number]
    }

    pub(super) fn organisation(&self, id: &OrganisationId) -> Option<&Known<'a>> {
        self.organisations.get(id)
    }

    /// All organisations by name.
    pub(super) fn organisations(&self) -> Vec<(&'a OrganisationId, &Known<'a>)> {
        let mut found: Vec<_> = self
            .organisations
            .iter()
            .map(|(id, known)| (*id, known))
            .collect();
        found.sort_by(|(_, a), (_, b)| self.order.compare(a.name, b.name));
        found
    }

    /// Those who are bound by an agreement in force, by name; each with its agreements once.
    pub(super) fn bound(&self) -> &[(&'a Standing<'a>, &'a Signatory)] {
        &self.bound
    }

    fn find_bound(&self) -> Vec<(&'a Standing<'a>, &'a Signatory)> {
        let mut found = Vec::new();
        for standing in self.in_force() {
            let signatories = standing.agreement.signatories.iter();
            let bound = signatories.filter(|signatory| self.is_bound(signatory));
            found.extend(bound.map(|signatory| (standing, signatory)));
        }
        found.sort_by(|(_, a), (_, b)| self.order.compare(&a.name.value, &b.name.value));
        found
    }

    pub(super) fn is_bound(&self, signatory: &Signatory) -> bool {
        signatory.is_bound_on(self.today)
    }

    /// How many are bound by an agreement.
    pub(super) fn n_bound(&self, agreement: &Agreement) -> usize {
        let signatories = agreement.signatories.iter();
        signatories.filter(|signatory| self.is_bound(signatory)).count()
    }

    /// How many have not yet signed an agreement.
    pub(super) fn n_pending(&self, agreement: &Agreement) -> usize {
        let signatories = agreement.signatories.iter();
        let is_pending =
            |signatory: &&Signatory| signatory.state_on(self.today) == Some(SignatoryState::Pending);
        signatories.filter(is_pending).count()
    }

    /// The groups that work under an agreement in force, with it; one that goes on in several agreements is
    /// there for each.
    pub(super) fn working_groups(&self) -> Vec<(&'a Agreement, &'a Group)> {
        let of_agreement = |standing: &'a Standing<'a>| {
            let groups = standing.agreement.groups.iter();
            groups.map(|group| (standing.agreement, group))
        };
        let mut found: Vec<_> = self.in_force().into_iter().flat_map(of_agreement).collect();
        found.retain(|(_, group)| !group.is_dissolved_on(self.today));
        found
    }

    /// The regions that work jointly in the agreements in force, each set once.
    pub(super) fn joint(&self) -> Vec<Vec<Region>> {
        let standings = self.in_force();
        let sets = standings
            .iter()
            .flat_map(|standing| &standing.agreement.cooperation);
        let in_order = sets.map(|set| {
            let mut set = set.value.clone();
            set.sort_unstable();
            set.dedup();
            set
        });
        let sets: BTreeSet<Vec<Region>> = in_order.collect();
        sets.into_iter().collect()
    }

    /// The regions that work jointly with one in the agreements in force.
    pub(super) fn joint_with(&self, region: &Region) -> Vec<Region> {
        let sets = self.joint().into_iter();
        let others: BTreeSet<Region> = sets
            .filter(|set| set.contains(region))
            .flatten()
            .filter(|other| other != region)
            .collect();
        others.into_iter().collect()
    }
}
