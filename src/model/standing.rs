//! Where every agreement of a registry stands on a day: its milestones with its successors counted
//! in, and its status. Computed in one pass for all of them, for each depends on others.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::time::Milestones;
use super::{Agreement, AgreementId, AgreementStatus, Registry};
use crate::diagnostic::{Place, Span};

/// An agreement and where it stands on a day.
#[derive(Clone, Debug)]
pub struct Standing<'a> {
    /// The agreement.
    pub agreement: &'a Agreement,
    /// The days that decide its status, supersession among them.
    pub milestones: Milestones,
    /// Its status on the day.
    pub status: AgreementStatus,
    /// The numbers of the agreements that it supersedes, as far as the registry has them.
    pub predecessors: Vec<usize>,
    /// The numbers of the agreements that supersede it.
    pub successors: Vec<usize>,
}

impl Standing<'_> {
    /// Whether somebody still has to do with the agreement: it is drafted, signed or in force.
    #[must_use]
    pub fn is_current(&self) -> bool {
        matches!(
            self.status,
            AgreementStatus::Draft
                | AgreementStatus::Signing
                | AgreementStatus::Upcoming
                | AgreementStatus::InForce
        )
    }

    /// A place in the agreement's file.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        Place::new(&self.agreement.file, span)
    }
}

/// The standing of all agreements on `day`, in the order of the registry; an agreement's number is
/// its place there. Of two agreements with one id the first is taken for a predecessor.
#[must_use]
pub fn standings(registry: &Registry, day: NaiveDate) -> Vec<Standing<'_>> {
    let predecessors = predecessors(registry);
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
            let status = milestones.status_on(day);
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

/// For each agreement the numbers of the others that it supersedes, itself left out: an agreement
/// that names itself is reported as a circle and must not end its own validity meanwhile.
fn predecessors(registry: &Registry) -> Vec<Vec<usize>> {
    let mut numbers: BTreeMap<&AgreementId, usize> = BTreeMap::new();
    for (number, agreement) in registry.agreements.iter().enumerate() {
        numbers.entry(&agreement.id.value).or_insert(number);
    }
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
