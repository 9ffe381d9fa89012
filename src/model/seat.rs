//! Who sits in a group, and when (`docs/format.md`, "Who is in a group"): the rule of who holds a seat on a day is
//! here alone.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Group, OrganisationId, PartialDate, Period};
use crate::diagnostic::At;
use crate::wording::Wording;

/// A seat in a group: who has it, and from when to when. Without dates it is held always.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    pub organisation: At<OrganisationId>,
    /// From when; counts from its first day.
    pub from: Option<At<PartialDate>>,
    /// Until when; counts to its last day.
    pub until: Option<At<PartialDate>>,
    /// Whose place it took.
    pub in_place_of: Option<At<OrganisationId>>,
    /// The position that represents the organisation in the group; not for everyone.
    pub representative: Option<At<String>>,
    /// The position that acts for the representative when needed; not for everyone.
    pub substitute: Option<At<String>>,
}

/// A seat with a task of its own: vice chair, secretary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleSeat {
    pub role: At<String>,
    pub seat: Seat,
}

/// As what a seat is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SeatKind<'a> {
    Chair,
    Member,
    /// Another role, as the file calls it.
    Role(&'a str),
}

/// A seat of a group and the days on which it is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeldSeat<'a> {
    pub kind: SeatKind<'a>,
    /// The place in its list, from 1.
    pub position: usize,
    pub seat: &'a Seat,
    pub days: Period<()>,
}

impl SeatKind<'_> {
    /// What the holder is called; another role has the name that the file gives it.
    #[must_use]
    pub fn label(self) -> Wording {
        match self {
            Self::Chair => Wording::fixed("chair", "puheenjohtaja"),
            Self::Member => Wording::fixed("member", "jäsen"),
            Self::Role(role) => Wording::same(role),
        }
    }
}

impl Seat {
    /// One that is held always.
    #[must_use]
    pub const fn always(organisation: At<OrganisationId>) -> Self {
        Self {
            organisation,
            from: None,
            until: None,
            in_place_of: None,
            representative: None,
            substitute: None,
        }
    }

    /// Whether nothing but the organisation is recorded.
    #[must_use]
    pub const fn is_plain(&self) -> bool {
        self.from.is_none()
            && self.until.is_none()
            && self.in_place_of.is_none()
            && self.representative.is_none()
            && self.substitute.is_none()
    }

    /// The first day; `None` for always.
    #[must_use]
    pub fn from_on(&self) -> Option<NaiveDate> {
        self.from.as_ref().map(|from| from.value.first_day())
    }

    /// The last day; `None` when nothing ends it.
    #[must_use]
    pub fn to_on(&self) -> Option<NaiveDate> {
        self.until.as_ref().map(|until| until.value.last_day())
    }

    /// From the first day to the last.
    #[must_use]
    pub fn days(&self) -> Period<()> {
        Period {
            value: (),
            from_on: self.from_on(),
            to_on: self.to_on(),
        }
    }

    /// Whether the seat is held on a day, by what it says itself.
    #[must_use]
    pub fn is_held_on(&self, day: NaiveDate) -> bool {
        self.days().contains(day)
    }

    /// Whether two seats are held on one day for certain, whatever days their dates may mean.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        let begins = |seat: &Self| seat.from.as_ref().map(|from| from.value.last_day());
        let ends = |seat: &Self| seat.until.as_ref().map(|until| until.value.first_day());
        let is_before = |ends: Option<NaiveDate>, begins: Option<NaiveDate>| matches!((ends, begins), (Some(ends), Some(begins)) if ends < begins);
        !is_before(ends(self), begins(other)) && !is_before(ends(other), begins(self))
    }
}

impl Group {
    /// Who leads the group on a day. Who took the chair last has it, also where the dates do not say on which day.
    #[must_use]
    pub fn chair_on(&self, day: NaiveDate) -> Option<&Seat> {
        let begun = self.chairs.iter().filter(|seat| seat.from_on() <= Some(day));
        let last = begun.max_by_key(|seat| seat.from_on());
        last.filter(|seat| seat.is_held_on(day))
    }

    /// The members on a day, each once.
    pub fn members_on(&self, day: NaiveDate) -> impl Iterator<Item = &Seat> {
        let mut known = std::collections::BTreeSet::new();
        let held = self.members.iter().filter(move |seat| seat.is_held_on(day));
        held.filter(move |seat| known.insert(&seat.organisation.value))
    }

    /// Who has another role on a day.
    pub fn roles_on(&self, day: NaiveDate) -> impl Iterator<Item = &RoleSeat> {
        self.roles.iter().filter(move |role| role.seat.is_held_on(day))
    }

    /// The chair and the members on a day; one that is both comes twice. Another role alone makes no member.
    pub fn everyone_on(&self, day: NaiveDate) -> impl Iterator<Item = &Seat> {
        self.chair_on(day).into_iter().chain(self.members_on(day))
    }

    /// Whether an organisation leads the group on a day.
    #[must_use]
    pub fn is_chaired_by(&self, id: &OrganisationId, day: NaiveDate) -> bool {
        self.chair_on(day)
            .is_some_and(|chair| chair.organisation.value == *id)
    }

    /// Whether an organisation is in the group on a day, as its chair or as a member.
    #[must_use]
    pub fn has_in_it(&self, id: &OrganisationId, day: NaiveDate) -> bool {
        self.everyone_on(day).any(|one| one.organisation.value == *id)
    }

    /// The chairs and the members of all days, in the order of the file.
    pub fn everyone(&self) -> impl Iterator<Item = &Seat> {
        self.chairs.iter().chain(&self.members)
    }

    /// The seats of all days with what they are held as, in the order of the file: chairs, members, other roles.
    pub fn seats(&self) -> impl Iterator<Item = (SeatKind<'_>, &Seat)> {
        let chairs = self.chairs.iter().map(|seat| (SeatKind::Chair, seat));
        let members = self.members.iter().map(|seat| (SeatKind::Member, seat));
        let roles = self.roles.iter();
        let roles = roles.map(|role| (SeatKind::Role(&role.role.value), &role.seat));
        chairs.chain(members).chain(roles)
    }

    /// The chairs with the days on which they lead the group, one after the other.
    #[must_use]
    pub fn held_chairs(&self) -> Vec<HeldSeat<'_>> {
        held_chairs(&self.chairs)
    }

    /// The seats with the days on which they are held, so that on every day there is one chair at most and each
    /// member once. One that is held on no day is left out.
    #[must_use]
    pub fn held_seats(&self) -> Vec<HeldSeat<'_>> {
        let mut held = self.held_chairs();
        held.extend(held_by_each(&self.members));
        let roles = (1..).zip(&self.roles).map(|(position, role)| HeldSeat {
            kind: SeatKind::Role(&role.role.value),
            position,
            seat: &role.seat,
            days: role.seat.days(),
        });
        held.extend(roles.filter(|role| !is_reversed(role.days)));
        held
    }
}

fn is_reversed(days: Period<()>) -> bool {
    matches!((days.from_on, days.to_on), (Some(from), Some(to)) if to < from)
}

/// Each chair until the next one begins.
fn held_chairs(chairs: &[Seat]) -> Vec<HeldSeat<'_>> {
    let mut held: Vec<HeldSeat<'_>> = (1..)
        .zip(chairs)
        .map(|(position, seat)| HeldSeat {
            kind: SeatKind::Chair,
            position,
            seat,
            days: seat.days(),
        })
        .collect();
    held.sort_by_key(|one| one.days.from_on);
    for at in 1..held.len() {
        let begins = held[at].days.from_on;
        let last = begins.and_then(|day| day.pred_opt());
        let before = &mut held[at - 1].days;
        if before.from_on == begins {
            // Of two that begin on one day the one that is listed later has the chair.
            before.to_on = last.or(Some(NaiveDate::MIN));
            before.from_on = before.from_on.or(Some(NaiveDate::MAX));
        } else {
            before.to_on = before.to_on.into_iter().chain(last).min();
        }
    }
    held.retain(|one| !is_reversed(one.days));
    held
}

/// The seats of members; of one organisation a later seat begins when the ones before it have ended.
fn held_by_each(members: &[Seat]) -> Vec<HeldSeat<'_>> {
    let mut last_days: BTreeMap<&OrganisationId, Option<NaiveDate>> = BTreeMap::new();
    let mut held = Vec::with_capacity(members.len());
    let mut sorted: Vec<(usize, &Seat)> = (1..).zip(members).collect();
    sorted.sort_by_key(|(_, seat)| seat.from_on());
    for (position, seat) in sorted {
        let mut days = seat.days();
        if is_reversed(days) {
            continue;
        }
        let id = &seat.organisation.value;
        if let Some(before) = last_days.get(id) {
            let Some(free) = before.and_then(|day| day.succ_opt()) else {
                continue;
            };
            days.from_on = days.from_on.max(Some(free));
            if is_reversed(days) {
                continue;
            }
        }
        last_days.insert(id, days.to_on);
        held.push(HeldSeat {
            kind: SeatKind::Member,
            position,
            seat,
            days,
        });
    }
    held.sort_by_key(|one| one.position);
    held
}

#[cfg(test)]
mod tests;
