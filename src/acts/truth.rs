//! What is refused of an act because it would not be true: the facts after it are held against the rules of
//! [`crate::model::truth`], and what they newly violate is shown in the words of validation.

use chrono::NaiveDate;

use super::{Act, ActRefusal};
use crate::model::truth::{
    FactKind, SeatViolation, Violation, new_violations, seat_violations, undecided_extension, violations,
    violations_of_record,
};
use crate::model::{Agreement, Organisation, OrganisationId};
use crate::validate;

/// What an act is held against.
pub(super) struct Known<'a> {
    /// The agreement before it.
    pub(super) agreement: &'a Agreement,
    /// What is recorded of organisations; nothing where their file has errors.
    pub(super) organisations: &'a [Organisation],
}

impl Known<'_> {
    /// The refusals of the parts of an act that would make the file say what cannot be true. Of an act
    /// without parts one is enough.
    pub(super) fn untrue(&self, act: &Act, after: &Agreement, today: NaiveDate) -> Vec<ActRefusal> {
        let mut found = new_violations(
            &self.violations_by_numbers_of(after, today),
            self.violations(after, today),
        );
        if after.term.extensions.len() > self.agreement.term.extensions.len() {
            found.extend(undecided_extension(after, today));
        }
        let seats = new_seat_violations(self.agreement, after);
        let parties = parties(act);
        let mut refused: Vec<ActRefusal> = found
            .iter()
            .filter(|violation| !violation.rule.is_open_to_acts())
            .map(|violation| refusal(after, violation, &parties))
            .chain(seats)
            .collect();
        if parties.is_empty() {
            refused.truncate(1);
        }
        refused
    }

    /// The violations before the act. An entry may have got another number, because one above it went.
    fn violations_by_numbers_of(&self, after: &Agreement, today: NaiveDate) -> Vec<Violation> {
        let before = self.agreement;
        let renumbered = |mut violation: Violation| {
            let fact = &mut violation.fact;
            let Some(n) = fact.of else { return Some(violation) };
            fact.of = match fact.kind {
                FactKind::Until | FactKind::Decided => Some(n),
                FactKind::Dated => number(n, (&before.documents, &after.documents), |one| &one.file.value),
                FactKind::Approved => number(n, (&before.approvals, &after.approvals), |one| {
                    (&one.organisation.value, one.on.value)
                }),
                _ => number(n, (&before.signatories, &after.signatories), |one| {
                    &one.organisation.value
                }),
            };
            fact.of.is_some().then_some(violation)
        };
        let found = self.violations(before, today).into_iter();
        found.filter_map(renumbered).collect()
    }

    fn violations(&self, agreement: &Agreement, today: NaiveDate) -> Vec<Violation> {
        let mut found = violations(agreement, today);
        found.extend(of_record(agreement, self.organisations, today));
        found
    }
}

/// The number that the entry `n` of a list has in another one.
fn number<'a, T, K: PartialEq>(
    n: usize,
    (before, after): (&'a [T], &'a [T]),
    key: impl Fn(&'a T) -> K,
) -> Option<usize> {
    let this = key(before.get(n)?);
    after.iter().position(|other| key(other) == this)
}

/// The refusals of what is wrong with a seat and was not before.
fn new_seat_violations(before: &Agreement, after: &Agreement) -> Vec<ActRefusal> {
    let said = |violation: &SeatViolation<'_>| validate::seat_statement(violation);
    let known: Vec<_> = seat_violations(before).iter().map(said).collect();
    let found = seat_violations(after).into_iter();
    let new = found.filter(|violation| !known.contains(&said(violation)));
    new.map(|violation| ActRefusal::with_help(said(&violation), validate::seat_help(violation.problem)))
        .collect()
}

/// The violations that a record of organisations reports an agreement.
pub(super) fn of_record(
    agreement: &Agreement,
    organisations: &[Organisation],
    today: NaiveDate,
) -> Vec<Violation> {
    let find = |id: &OrganisationId| organisations.iter().find(|record| record.id.value == *id);
    violations_of_record(agreement, find, today)
}

/// The organisations of the parts of an act.
fn parties(act: &Act) -> Vec<&OrganisationId> {
    match act {
        Act::Sign(signatures) => signatures.iter().map(|one| &one.organisation).collect(),
        Act::Approve { organisations, .. } => organisations.iter().collect(),
        Act::Register { entries, .. } => entries.iter().map(|one| &one.organisation).collect(),
        _ => Vec::new(),
    }
}

fn refusal(after: &Agreement, violation: &Violation, parties: &[&OrganisationId]) -> ActRefusal {
    let one = violation.fact.signatory().and_then(|n| after.signatories.get(n));
    let entry = one.and_then(|one| parties.iter().position(|id| **id == one.organisation.value));
    ActRefusal {
        entry,
        ..describe(after, violation)
    }
}

/// A violation in the words of validation.
pub(super) fn describe(agreement: &Agreement, violation: &Violation) -> ActRefusal {
    ActRefusal::with_help(
        validate::statement(agreement, violation),
        validate::help(agreement, violation),
    )
}
