//! The rules of time, and the only place where they are: the status of an agreement and the
//! state of a signatory on any day (`docs/format.md`, "How a status follows").
//!
//! Everything here is a pure function of facts. An agreement's facts are boiled down to
//! [`Milestones`], a handful of days; its status on a day follows from them, and so does its whole
//! [`timeline`](Milestones::timeline), which the index keeps for other tools to read.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::timeline::{Period, timeline_of};
use super::{
    Agreement, AgreementStatus, EntryRule, EventKind, PartialDate, RuleMet, Signatory, SignatoryState,
};

/// The days that decide an agreement's status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Milestones {
    /// The first day of the term.
    pub starts_on: NaiveDate,
    /// The day when signing began: opened, or the first signature.
    pub signing_on: Option<NaiveDate>,
    /// The day when the rule of entry was first met.
    pub rule_met_on: Option<NaiveDate>,
    /// The last day of the term with its extensions; `None` when open-ended.
    pub ends_on: Option<NaiveDate>,
    /// Whether the term continues by itself after that day, if the agreement has entered into force by it.
    pub continues: bool,
    /// The day from which the agreement is terminated.
    pub terminated_on: Option<NaiveDate>,
    /// The day when a successor entered into force.
    pub superseded_on: Option<NaiveDate>,
}

impl Milestones {
    /// The milestones of an agreement; `superseded_on` comes from its successors, as the earliest
    /// [`entered_on`](Self::entered_on) among them.
    #[must_use]
    pub fn of(agreement: &Agreement, superseded_on: Option<NaiveDate>) -> Self {
        let first_signature = agreement.signatories.iter().filter_map(signed_on).min();
        let opened = agreement
            .opened
            .as_ref()
            .map(|opening| opening.on.value.first_day());
        Self {
            starts_on: agreement.term.starts.value.first_day(),
            signing_on: opened.into_iter().chain(first_signature).min(),
            rule_met_on: match agreement.rule_met {
                RuleMet::BySignatories => rule_met_on(agreement.entry_rule, &agreement.signatories),
                RuleMet::On(day) => Some(day),
            },
            ends_on: agreement.term.effective_end_on(),
            continues: agreement.term.continues.is_some(),
            terminated_on: agreement.terminated.as_ref().map(|end| end.on.value.first_day()),
            superseded_on,
        }
    }

    /// The later of the start and the day when the rule was met; `None` when it is not met, or
    /// when the agreement had ended or was terminated before it could enter into force.
    #[must_use]
    pub fn entered_on(&self) -> Option<NaiveDate> {
        let entered = self.rule_met_on?.max(self.starts_on);
        let in_time = self.ends_on.is_none_or(|end| entered <= end)
            && self.terminated_on.is_none_or(|terminated| entered < terminated);
        in_time.then_some(entered)
    }

    /// The last day of what ends by itself; `None` of what is open-ended, and of what has entered into force and
    /// continues.
    #[must_use]
    pub fn lapses_on(&self) -> Option<NaiveDate> {
        self.ends_on
            .filter(|_| !self.continues || self.entered_on().is_none())
    }

    /// The status on `day`: the first line that fits.
    #[must_use]
    pub fn status_on(&self, day: NaiveDate) -> AgreementStatus {
        let reached = |milestone: Option<NaiveDate>| milestone.is_some_and(|on| on <= day);
        if reached(self.terminated_on) {
            AgreementStatus::Terminated
        } else if reached(self.superseded_on) {
            AgreementStatus::Superseded
        } else if self.lapses_on().is_some_and(|end| day > end) {
            AgreementStatus::Ended
        } else if reached(self.entered_on()) {
            AgreementStatus::InForce
        } else if reached(self.rule_met_on) {
            AgreementStatus::Upcoming
        } else if reached(self.signing_on) {
            AgreementStatus::Signing
        } else {
            AgreementStatus::Draft
        }
    }

    /// All statuses from the beginning to the end of time, without gap or overlap, neighbours
    /// differing.
    #[must_use]
    pub fn timeline(&self) -> Vec<Period> {
        let turns = [
            Some(self.starts_on),
            self.signing_on,
            self.rule_met_on,
            self.ends_on.and_then(|end| end.succ_opt()),
            self.terminated_on,
            self.superseded_on,
        ];
        timeline_of(turns.into_iter().flatten(), |day| self.status_on(day))
    }
}

/// The day when the rule of entry was first met; `None` when it is not met by any recorded fact.
///
/// An agreement that no one has signed binds no one, so even the plain rule of the start date
/// waits for a first signature. Those who joined later are not waited for, nor those who declined;
/// one that has left again by the day is not counted. Once met, the rule stays met.
fn rule_met_on(rule: EntryRule, signatories: &[Signatory]) -> Option<NaiveDate> {
    let signed = signatories.iter().filter_map(signed_on);
    let settled = signatories.iter().filter_map(settled_on);
    // Only a signature or a refusal can meet a rule.
    let days: BTreeSet<NaiveDate> = signed.chain(settled).collect();
    days.into_iter().find(|day| holds(rule, signatories, *day))
}

fn holds(rule: EntryRule, signatories: &[Signatory], day: NaiveDate) -> bool {
    let has_signed = |signatory: &Signatory| signed_on(signatory).is_some_and(|signed| signed <= day);
    let n_bound = signatories
        .iter()
        .filter(|signatory| has_signed(signatory) && signatory.is_bound_on(day))
        .count();
    let is_settled = |signatory: &Signatory| settled_on(signatory).is_some_and(|settled| settled <= day);
    let mut waited_for = signatories.iter().filter(|signatory| signatory.joined.is_none());
    n_bound > 0
        && match rule {
            EntryRule::StartDate => true,
            EntryRule::SignedAtLeast(least) => usize::try_from(least).is_ok_and(|least| n_bound >= least),
            EntryRule::AllSigned => waited_for.all(is_settled),
        }
}

/// The day from which a signature counts: its own, or that of the accession of one that is no
/// signatory before. `None` where no one signed, or declined in the end.
fn signed_on(signatory: &Signatory) -> Option<NaiveDate> {
    if signatory.declined.is_some() {
        return None;
    }
    let signed = signatory.signed.as_ref()?.value.first_day();
    let joined = signatory.joined.as_ref().map(|joined| joined.value.first_day());
    Some(joined.map_or(signed, |joined| joined.max(signed)))
}

/// The day from which no one waits for a signatory: it has signed or declined.
fn settled_on(signatory: &Signatory) -> Option<NaiveDate> {
    let first_day =
        |date: &Option<crate::diagnostic::At<PartialDate>>| date.as_ref().map(|at| at.value.first_day());
    first_day(&signatory.declined).or_else(|| first_day(&signatory.signed))
}

/// The facts that decide a signatory's state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SignatoryFacts {
    /// The signature.
    pub signed: Option<PartialDate>,
    /// The refusal.
    pub declined: Option<PartialDate>,
    /// The notice of withdrawal.
    pub notice: Option<PartialDate>,
    /// When the withdrawal takes effect.
    pub effective: Option<PartialDate>,
    /// The accession of one that joined during the term: before it, it is no signatory at all.
    pub joined: Option<PartialDate>,
}

impl SignatoryFacts {
    /// The facts of an entry.
    #[must_use]
    pub fn of(signatory: &Signatory) -> Self {
        let withdrawn = signatory.withdrawn.as_ref();
        Self {
            signed: signatory.signed.as_ref().map(|at| at.value),
            declined: signatory.declined.as_ref().map(|at| at.value),
            notice: withdrawn.map(|withdrawal| withdrawal.notice.value),
            effective: withdrawn.map(|withdrawal| withdrawal.effective.value),
            joined: signatory.joined.as_ref().map(|at| at.value),
        }
    }

    /// The state on `day`: the first line that fits.
    #[must_use]
    pub fn state_on(&self, day: NaiveDate) -> SignatoryState {
        let reached = |fact: Option<PartialDate>| fact.is_some_and(|date| date.first_day() <= day);
        if reached(self.declined) {
            SignatoryState::Declined
        } else if reached(self.effective) {
            SignatoryState::Withdrawn
        } else if reached(self.notice) {
            SignatoryState::Leaving
        } else if reached(self.signed) {
            SignatoryState::Signed
        } else {
            SignatoryState::Pending
        }
    }

    /// All states to the end of time, without gap or overlap, neighbours differing: from the
    /// beginning of time, or from the accession of one that joined during the term.
    #[must_use]
    pub fn timeline(&self) -> Vec<Period<SignatoryState>> {
        let turns = [self.signed, self.declined, self.notice, self.effective];
        let periods = timeline_of(turns.into_iter().flatten().map(PartialDate::first_day), |day| {
            self.state_on(day)
        });
        let Some(joined_on) = self.joined.map(PartialDate::first_day) else {
            return periods;
        };
        let since_joining = periods
            .into_iter()
            .filter_map(|period| period.within(Some(joined_on), None));
        since_joining.collect()
    }

    /// The days on which the signatory is a party; the value says whether it is bound by its signature.
    pub(super) fn party_periods(&self) -> Vec<Period<bool>> {
        let mut parties: Vec<Period<bool>> = Vec::new();
        for period in self
            .timeline()
            .into_iter()
            .filter(|period| period.value.is_party())
        {
            let is_bound = period.value.is_bound();
            match parties.last_mut() {
                // One that has given notice is bound as it was before.
                Some(last) if last.value == is_bound => last.to_on = period.to_on,
                _ => parties.push(Period {
                    value: is_bound,
                    from_on: period.from_on,
                    to_on: period.to_on,
                }),
            }
        }
        parties
    }

    /// The fact that puts a signatory into `state`, as given; nothing does so with a pending one.
    #[must_use]
    pub const fn since(&self, state: SignatoryState) -> Option<PartialDate> {
        match state {
            SignatoryState::Pending => None,
            SignatoryState::Signed => self.signed,
            SignatoryState::Leaving => self.notice,
            SignatoryState::Withdrawn => self.effective,
            SignatoryState::Declined => self.declined,
        }
    }
}

/// The day by which an agreement that does not end by itself is next to be looked at: so many months after the
/// last review by `day`, or after the start. `None` when the term ends or has no such interval.
#[must_use]
pub fn next_review_on(agreement: &Agreement, day: NaiveDate) -> Option<NaiveDate> {
    let Agreement { term, events, .. } = agreement;
    let months = term.review_months.as_ref()?.value;
    if Milestones::of(agreement, None).lapses_on().is_some() {
        return None;
    }
    let last_review = events
        .iter()
        .filter(|event| event.kind == EventKind::Review && !event.is_cancelled())
        .map(|event| event.date.value.first_day())
        .filter(|on| *on <= day)
        .max();
    let from = last_review.unwrap_or(term.starts.value.first_day());
    from.checked_add_months(chrono::Months::new(months))
}

#[cfg(test)]
mod tests;
