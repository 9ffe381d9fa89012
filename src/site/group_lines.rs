//! The groups of a registry, each over the agreements in which it goes on, and the address of its page.

use std::collections::{BTreeMap, BTreeSet};

use super::address::group_page;
use crate::model::{AgreementId, Group, GroupHolder, GroupId, GroupOrigin, Standing, group_origins};

pub(super) type InAgreement<'a> = (&'a Standing<'a>, &'a Group);

/// A group over the agreements in which it goes on.
#[derive(Default)]
pub(super) struct GroupLine<'a> {
    /// Its page. Of several groups with one id the first keeps the address that it would have alone.
    pub(super) page: String,
    /// The agreements that have it, the latest first; there is one at least.
    pub(super) same: Vec<InAgreement<'a>>,
    /// Other groups of its id in the agreements before.
    pub(super) before: Vec<InAgreement<'a>>,
    /// Other groups of its id in the agreements after.
    pub(super) after: Vec<InAgreement<'a>>,
    /// Whether another group has its id or its name, so that a reader needs the agreement, too.
    pub(super) is_shared_name: bool,
}

/// All groups of a registry.
#[derive(Default)]
pub(super) struct GroupLines<'a> {
    /// By id; of one id by the start of the agreement in which they begin.
    lines: Vec<GroupLine<'a>>,
    places: BTreeMap<(&'a AgreementId, &'a GroupId), usize>,
}

impl<'a> GroupLines<'a> {
    /// The groups of the agreements of these numbers, which are the latest first.
    pub(super) fn of(standings: &'a [Standing<'a>], latest_first: &[usize]) -> Self {
        let origins = group_origins(&holders(standings, latest_first));
        let mut by_first: BTreeMap<_, Vec<InAgreement<'_>>> = BTreeMap::new();
        for number in latest_first {
            let standing = &standings[*number];
            for group in &standing.agreement.groups {
                let id = &group.id.value;
                let first = &standings[origins[&(*number, id.as_str())].first];
                let begins = (first.milestones.starts_on, &first.agreement.id.value);
                by_first.entry((id, begins)).or_default().push((standing, group));
            }
        }
        let mut found = Self::default();
        let mut ids = BTreeSet::new();
        for ((id, (_, first)), same) in by_first {
            let beside = (!ids.insert(id)).then_some(first);
            found.add(group_page(id, beside), same);
        }
        found.join(standings, &origins);
        found.mark_shared_names();
        found
    }

    fn add(&mut self, page: String, same: Vec<InAgreement<'a>>) {
        for (standing, group) in &same {
            let place = (&standing.agreement.id.value, &group.id.value);
            self.places.insert(place, self.lines.len());
        }
        self.lines.push(GroupLine {
            page,
            same,
            ..GroupLine::default()
        });
    }

    /// Lets the groups know those before and after them.
    fn join(&mut self, standings: &'a [Standing<'a>], origins: &BTreeMap<(usize, &str), GroupOrigin>) {
        let place = |number: usize, id: &str| {
            let standing = &standings[number];
            let mut groups = standing.agreement.groups.iter();
            let group = groups.find(|group| group.id.value.as_str() == id)?;
            Some((standing, group))
        };
        for ((number, id), origin) in origins {
            for before in &origin.before {
                let (Some(later), Some(earlier)) = (place(*number, id), place(*before, id)) else {
                    continue;
                };
                let (Some(to), Some(from)) = (self.at(later), self.at(earlier)) else {
                    continue;
                };
                if to != from {
                    self.lines[to].before.push(earlier);
                    self.lines[from].after.push(later);
                }
            }
        }
    }

    fn mark_shared_names(&mut self) {
        let names = |line: &GroupLine<'a>| {
            let of_group = |(_, group): &InAgreement<'a>| [group.id.value.as_str(), group.name.value.fi()];
            line.same.iter().flat_map(of_group).collect::<BTreeSet<&str>>()
        };
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for name in self.lines.iter().flat_map(names) {
            *counts.entry(name).or_default() += 1;
        }
        for line in &mut self.lines {
            line.is_shared_name = names(line).iter().any(|name| counts[name] > 1);
        }
    }

    fn at(&self, (standing, group): InAgreement<'_>) -> Option<usize> {
        let place = (&standing.agreement.id.value, &group.id.value);
        self.places.get(&place).copied()
    }

    pub(super) fn all(&self) -> &[GroupLine<'a>] {
        &self.lines
    }

    pub(super) fn find(&self, agreement: &AgreementId, id: &GroupId) -> Option<&GroupLine<'a>> {
        self.places.get(&(agreement, id)).map(|at| &self.lines[*at])
    }
}

/// What the rule asks. Of two agreements with one id only the first is among the numbers.
fn holders<'a>(standings: &[Standing<'a>], numbers: &[usize]) -> Vec<GroupHolder<'a>> {
    let mut holders = vec![GroupHolder::default(); standings.len()];
    for number in numbers {
        let standing = &standings[*number];
        let groups = standing.agreement.groups.iter();
        holders[*number] = GroupHolder {
            groups: groups.map(|group| group.id.value.as_str()).collect(),
            predecessors: standing.predecessors.clone(),
        };
    }
    holders
}
