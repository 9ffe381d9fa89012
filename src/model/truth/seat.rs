//! What cannot be true, or can hardly be meant, of the seats in a group.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::model::time::Milestones;
use crate::model::{Agreement, Group, OrganisationId, Seat, SeatKind};

/// What is wrong with a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeatProblem {
    /// It ends before it begins.
    Reversed,
    /// Another organisation leads the group on the same day.
    TwoChairs,
    /// The same organisation has the same seat on the same day.
    HeldTwice,
    /// It is held on no day of the term.
    OutsideTerm,
    /// It begins after the group was dissolved.
    AfterDissolution,
    /// Whose place it took was not in the group before.
    InPlaceOfNoOne,
}

/// A seat and what is wrong with it.
#[derive(Clone, Debug)]
pub struct SeatViolation<'a> {
    pub problem: SeatProblem,
    pub group: &'a Group,
    pub kind: SeatKind<'a>,
    pub seat: &'a Seat,
    /// The seat that it disagrees with.
    pub other: Option<&'a Seat>,
}

/// What is wrong with the seats of an agreement's groups. Only what is certain counts: of a date known to the year or
/// the month the day most in its favour.
#[must_use]
pub fn seat_violations(agreement: &Agreement) -> Vec<SeatViolation<'_>> {
    let mut found = Vec::new();
    // What continues after its written end has groups after it, too.
    let ends_on = Milestones::of(agreement, None).lapses_on();
    for group in &agreement.groups {
        let mut add = |problem, (kind, seat), other| {
            found.push(SeatViolation {
                problem,
                group,
                kind,
                seat,
                other,
            });
        };
        let firsts = Firsts::of(group);
        for held in group.seats() {
            let (_, seat) = held;
            let begins = seat.from.as_ref().map(|from| from.value.first_day());
            let ends = seat.until.as_ref().map(|until| until.value.last_day());
            let is_before_term = ends.is_some_and(|ends| ends < agreement.term.starts.value.first_day());
            let is_after_term =
                matches!((begins, ends_on), (Some(begins), Some(ends_on)) if ends_on < begins);
            if matches!((begins, ends), (Some(begins), Some(ends)) if ends < begins) {
                add(SeatProblem::Reversed, held, None);
            } else if is_before_term || is_after_term {
                add(SeatProblem::OutsideTerm, held, None);
            } else if begins.is_some_and(|begins| group.is_dissolved_on(begins)) {
                add(SeatProblem::AfterDissolution, held, None);
            }
            if !seat
                .in_place_of
                .as_ref()
                .is_none_or(|id| firsts.has_before(&id.value, seat))
            {
                add(SeatProblem::InPlaceOfNoOne, held, None);
            }
        }
        for ((kind, earlier), (_, later)) in overlapping(group) {
            let is_same = earlier.organisation.value == later.organisation.value;
            let problem = if is_same {
                SeatProblem::HeldTwice
            } else {
                SeatProblem::TwoChairs
            };
            add(problem, (kind, later), Some(earlier));
        }
    }
    found
}

/// From when each organisation has a seat in a group for the first time; `None` from the beginning.
struct Firsts<'a>(BTreeMap<&'a OrganisationId, Option<NaiveDate>>);

impl<'a> Firsts<'a> {
    fn of(group: &'a Group) -> Self {
        let mut firsts = BTreeMap::new();
        for (_, seat) in group.seats() {
            let first = firsts.entry(&seat.organisation.value).or_insert(seat.from_on());
            *first = (*first).min(seat.from_on());
        }
        Self(firsts)
    }

    /// Whether another organisation had a seat before this one is held.
    fn has_before(&self, id: &OrganisationId, seat: &Seat) -> bool {
        let from = seat.from.as_ref().map(|from| from.value.last_day());
        let is_before = |first: &Option<NaiveDate>| match (first, from) {
            (None, _) => true,
            (Some(first), Some(from)) => *first < from,
            (Some(_), None) => false,
        };
        *id != seat.organisation.value && self.0.get(id).is_some_and(is_before)
    }
}

/// A seat and what it is held as.
type SeatOf<'a> = (SeatKind<'a>, &'a Seat);

/// What only one organisation can hold, or only once: the chair, or another seat of one organisation.
type Held<'a> = (SeatKind<'a>, Option<&'a OrganisationId>);

/// The pairs of seats that overlap though only one of them can be held, each with the one before it.
fn overlapping(group: &Group) -> Vec<(SeatOf<'_>, SeatOf<'_>)> {
    let mut rivals: BTreeMap<Held<'_>, Vec<SeatOf<'_>>> = BTreeMap::new();
    for (kind, seat) in group.seats() {
        let of = (kind != SeatKind::Chair).then_some(&seat.organisation.value);
        rivals.entry((kind, of)).or_default().push((kind, seat));
    }
    let mut found = Vec::new();
    for seats in rivals.values_mut() {
        seats.sort_by_key(|(_, seat)| seat.from_on());
        let mut last: Option<SeatOf<'_>> = None;
        for this in seats.iter().copied() {
            if let Some(before) = last.filter(|(_, before)| before.overlaps(this.1)) {
                found.push((before, this));
            }
            let ends = |seat: &Seat| seat.until.as_ref().map(|until| until.value.last_day());
            // The one that is held longest is the one that others overlap.
            let is_longer = last.is_none_or(|(_, before)| match (ends(before), ends(this.1)) {
                (None, _) => false,
                (_, None) => true,
                (Some(before), Some(this)) => before <= this,
            });
            if is_longer {
                last = Some(this);
            }
        }
    }
    found
}
