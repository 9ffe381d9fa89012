//! Which agreements are parts of others (`part_of`), and how long a main agreement carries its
//! sub-agreements.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Agreement, AgreementId, AgreementStatus, Standing};

/// The main agreements and the sub-agreements of all agreements of a registry, by number.
#[derive(Clone, Debug)]
pub struct Parts {
    mains: Vec<Option<usize>>,
    parts: Vec<Vec<usize>>,
}

impl Parts {
    /// Finds them among agreements whose place is their number. Of two with one id the first is meant; one
    /// that names itself is part of none.
    pub fn of<'a>(agreements: impl Iterator<Item = &'a Agreement> + Clone) -> Self {
        let mut numbers: BTreeMap<&AgreementId, usize> = BTreeMap::new();
        for (number, agreement) in agreements.clone().enumerate() {
            numbers.entry(&agreement.id.value).or_insert(number);
        }
        let main = |(number, agreement): (usize, &Agreement)| {
            let main = numbers.get(&agreement.part_of.as_ref()?.value).copied();
            main.filter(|main| *main != number)
        };
        let mains: Vec<Option<usize>> = agreements.enumerate().map(main).collect();
        let mut parts = vec![Vec::new(); mains.len()];
        for (number, main) in mains.iter().enumerate() {
            if let Some(main) = main {
                parts[*main].push(number);
            }
        }
        Self { mains, parts }
    }

    /// The main agreement of an agreement.
    #[must_use]
    pub fn main_of(&self, number: usize) -> Option<usize> {
        self.mains[number]
    }

    /// The sub-agreements of an agreement.
    #[must_use]
    pub fn parts_of(&self, number: usize) -> &[usize] {
        &self.parts[number]
    }

    /// The main agreement of each agreement, as a list of at most one.
    #[must_use]
    pub fn mains(&self) -> Vec<&[usize]> {
        self.mains.iter().map(Option::as_slice).collect()
    }

    /// An agreement, its main agreement, the main agreement of that, and so on; a circle once.
    #[must_use]
    pub fn chain_of(&self, number: usize) -> BTreeSet<usize> {
        let mut chain = BTreeSet::from([number]);
        let mut next = self.main_of(number);
        while let Some(main) = next.filter(|main| chain.insert(*main)) {
            next = self.main_of(main);
        }
        chain
    }
}

/// The last day of the main agreement, where a sub-agreement that somebody still has to do with goes on
/// after it.
#[must_use]
pub fn outlived_on(sub: &Standing<'_>, main: &Standing<'_>) -> Option<NaiveDate> {
    let last = main.last_day().filter(|_| sub.is_current())?;
    let goes_on = sub.last_day().is_none_or(|end| end > last);
    goes_on.then_some(last)
}

/// Whether a sub-agreement can be renewed by itself: it is in force, goes on, and nothing succeeds it yet.
#[must_use]
pub fn can_be_renewed(standing: &Standing<'_>) -> bool {
    let is_in_force = standing.status == AgreementStatus::InForce;
    is_in_force && standing.successors.is_empty() && standing.milestones.terminated_on.is_none()
}

/// The sub-agreements of an agreement that are decided together with its renewal: those that somebody
/// still has to do with, and that nothing succeeds yet.
pub fn undecided_parts<'s, 'a>(
    standings: &'s [Standing<'a>],
    parts: &'s Parts,
    number: usize,
) -> impl Iterator<Item = &'s Standing<'a>> {
    let subs = parts.parts_of(number).iter().map(|part| &standings[*part]);
    subs.filter(|sub| {
        let is_succeeded = |next: &usize| standings[*next].status != AgreementStatus::Terminated;
        sub.is_current() && !sub.successors.iter().any(is_succeeded)
    })
}
