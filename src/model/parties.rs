//! Whether an agreement in force still has parties: no one, or one alone, cannot work together.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::time::SignatoryFacts;
use super::{
    AgreementStatus, Organisation, OrganisationId, PartialDate, Signatory, SignatoryState, Standing,
    successors_on,
};

/// The parties that are left of an agreement, and since when they are so few.
#[derive(Clone, Debug)]
pub struct FewParties<'a> {
    /// The first day on which no more than these are bound.
    pub since: NaiveDate,
    /// One, or no one.
    pub left: Vec<&'a Signatory>,
}

/// That an agreement which is in force on a day binds no one or one party alone: on the day itself, or from
/// a later day of its term on.
#[must_use]
pub fn few_parties<'a, 'o>(
    standing: &Standing<'a>,
    find: impl Fn(&OrganisationId) -> Option<&'o Organisation>,
    today: NaiveDate,
) -> Option<FewParties<'a>> {
    let entered = standing.milestones.entered_on()?;
    if standing.status != AgreementStatus::InForce {
        return None;
    }
    let signatories = standing.agreement.signatories.iter();
    let parties: Vec<Party> = signatories
        .map(|signatory| Party::of(signatory, &find, today))
        .collect();
    let last = standing.last_day().unwrap_or(NaiveDate::MAX);
    let turns = parties.iter().flat_map(Party::turns);
    let turns = turns.filter(|turn| (entered..=last).contains(turn));
    let turns: BTreeSet<NaiveDate> = turns.chain([entered]).collect();
    let turns: Vec<NaiveDate> = turns.into_iter().collect();
    let n_come = turns.partition_point(|turn| *turn <= today);
    let bound_on = |day: NaiveDate| {
        let bound = parties.iter().filter(move |party| party.is_bound_on(day));
        bound.map(|party| &party.signatory.organisation.value)
    };
    // The turn from which on the same are left as at the end of a stretch of turns.
    let since = |turns: &[NaiveDate]| {
        let last = *turns.last()?;
        n_few_on(&parties, last)?;
        let is_more =
            |turn: &NaiveDate| n_few_on(&parties, *turn).is_none() || !bound_on(*turn).eq(bound_on(last));
        let more = turns.iter().rposition(is_more);
        turns.get(more.map_or(0, |at| at + 1)).copied()
    };
    let first_few = |turns: &[NaiveDate]| {
        let more = turns.iter().rposition(|turn| n_few_on(&parties, *turn).is_none());
        turns.get(more.map_or(0, |at| at + 1)).copied()
    };
    let since = since(&turns[..n_come]).or_else(|| first_few(&turns))?;
    let left = parties.iter().filter(|party| party.is_bound_on(since.max(today)));
    Some(FewParties {
        since,
        left: left.map(|party| party.signatory).collect(),
    })
}

/// A signatory with the days that decide whether it is bound.
struct Party<'a> {
    signatory: &'a Signatory,
    facts: SignatoryFacts,
    /// The first day on which it no longer exists, unless another holds its tasks: then the successor is
    /// asked, and the place is not empty.
    gone_on: Option<NaiveDate>,
}

impl<'a> Party<'a> {
    fn of<'o>(
        signatory: &'a Signatory,
        find: impl Fn(&OrganisationId) -> Option<&'o Organisation>,
        today: NaiveDate,
    ) -> Self {
        let is_succeeded = |record: &'o Organisation| {
            let successors = successors_on(record, &find, today);
            successors.iter().any(|successor| successor.ceased.is_none())
        };
        let record = find(&signatory.organisation.value);
        let ceased = record.filter(|record| record.ceased.is_some() && !is_succeeded(record));
        let ceased = ceased.and_then(|record| record.ceased.as_ref());
        Self {
            signatory,
            facts: SignatoryFacts::of(signatory),
            gone_on: ceased.and_then(|ceased| ceased.value.last_day().succ_opt()),
        }
    }

    /// The days on which it joins, signs, declines, leaves or ceases.
    fn turns(&self) -> impl Iterator<Item = NaiveDate> {
        let facts = &self.facts;
        let given = [facts.signed, facts.joined, facts.declined, facts.effective];
        let days = given.into_iter().flatten().map(PartialDate::first_day);
        days.chain(self.gone_on)
    }

    fn has_left_on(&self, day: NaiveDate) -> bool {
        self.gone_on.is_some_and(|gone| gone <= day) || self.facts.state_on(day) == SignatoryState::Withdrawn
    }

    fn is_bound_on(&self, day: NaiveDate) -> bool {
        self.signatory.is_bound_on(day) && !self.has_left_on(day)
    }

    fn is_awaited_on(&self, day: NaiveDate) -> bool {
        self.facts.state_on(day) == SignatoryState::Pending && !self.has_left_on(day)
    }
}

/// How many are bound: no one, or one of several unless the others are only waited for; `None` where there
/// are more.
fn n_few_on(parties: &[Party<'_>], day: NaiveDate) -> Option<usize> {
    let n_bound = parties.iter().filter(|party| party.is_bound_on(day)).count();
    let has_left = |party: &Party| party.signatory.signed.is_some() && party.has_left_on(day);
    let is_alone = || {
        let mut all = parties.iter();
        parties.len() > 1 && (all.clone().any(has_left) || !all.any(|party| party.is_awaited_on(day)))
    };
    (n_bound == 0 || (n_bound == 1 && is_alone())).then_some(n_bound)
}
