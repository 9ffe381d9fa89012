//! Where every agreement of a registry is on a day: its milestones with its successors counted
//! in, and its status. Computed in one pass for all of them, for each depends on others.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::time::Milestones;
use super::{Agreement, AgreementId, AgreementStatus, End, EndFacts, Entry, Registry};
use crate::diagnostic::{Place, Span};

/// An agreement and where it is on a day.
#[derive(Clone, Debug)]
pub struct Standing<'a> {
    pub agreement: &'a Agreement,
    /// The days that decide its status, supersession among them.
    pub milestones: Milestones,
    /// Its status on the day.
    pub status: AgreementStatus,
    /// Its end as it is known on the day; `None` when nothing ends it.
    pub end: Option<End>,
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

    /// The last day of validity as far as it is certain; `None` when nothing ends it, or when it continues by itself.
    #[must_use]
    pub fn last_day(&self) -> Option<NaiveDate> {
        let end = self.end.filter(|end| end.continues_to.is_none())?;
        Some(end.last_day())
    }

    /// To what the end moves by itself unless notice is given by the deadline; `None` for a draft and for what is
    /// over.
    #[must_use]
    pub fn continues_to(&self) -> Option<NaiveDate> {
        self.end?.continues_to.filter(|_| self.status.counts_down())
    }

    /// The days from `day`, for which the standing was shown, to the last day of validity; `None` for a
    /// draft, for what is over, and for what continues by itself.
    #[must_use]
    pub fn days_left(&self, day: NaiveDate) -> Option<i64> {
        let last = self.last_day().filter(|_| self.status.counts_down())?;
        Some((last - day).num_days())
    }

    /// The day by which it is decided how the agreement goes on; `None` once that is decided, for a
    /// draft and for what is over.
    #[must_use]
    pub fn decision_deadline_on(&self) -> Option<NaiveDate> {
        self.end?
            .decision_deadline_on
            .filter(|_| self.status.counts_down())
    }

    /// Whether the agreement is in force on `day`, for which the standing was shown, and near its end.
    #[must_use]
    pub fn is_ending_soon(&self, day: NaiveDate) -> bool {
        let soon_on = self.end.and_then(|end| end.ending_soon_on);
        self.status == AgreementStatus::InForce && soon_on.is_some_and(|soon| soon <= day)
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
    let mut entries: Vec<Vec<Entry>> = vec![Vec::new(); predecessors.len()];
    for (number, agreement) in registry.agreements.iter().enumerate() {
        let entry = Entry::of(&Milestones::of(agreement, None));
        for predecessor in &predecessors[number] {
            successors[*predecessor].push(number);
            entries[*predecessor].extend(entry);
        }
    }
    let facts = predecessors.into_iter().zip(successors).zip(entries);
    registry
        .agreements
        .iter()
        .zip(facts)
        .map(|(agreement, ((predecessors, successors), entries))| {
            let superseded_on = entries.iter().map(|entry| entry.entered_on).min();
            let milestones = Milestones::of(agreement, superseded_on);
            let status = milestones.status_on(day);
            Standing {
                agreement,
                milestones,
                status,
                end: EndFacts::of(agreement, entries).end_on(day),
                predecessors,
                successors,
            }
        })
        .collect()
}

/// The standing of one agreement of a registry on `day`.
///
/// # Panics
/// When the agreement is not one of the registry's own.
#[must_use]
pub fn standing_of<'a>(registry: &'a Registry, agreement: &'a Agreement, day: NaiveDate) -> Standing<'a> {
    let mut all = standings(registry, day).into_iter();
    all.find(|standing| std::ptr::eq(standing.agreement, agreement))
        .expect("the agreement is one of the registry")
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
