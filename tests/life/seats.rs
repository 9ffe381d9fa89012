//! Who sits in a group, and when, worked out from the description of the format ("Who is in a group").

use std::fmt;

use chrono::NaiveDate;

use crate::date::{Date, day};
use crate::facts::{Agreement, Group};

/// A seat of an organisation. Without dates it is held on all days.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Seat {
    pub(crate) who: &'static str,
    pub(crate) from: Option<Date>,
    pub(crate) until: Option<Date>,
    /// Whose place it took.
    pub(crate) in_place_of: Option<&'static str>,
}

/// As what a seat is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Chair,
    Member,
    Role(&'static str),
}

impl Seat {
    pub(crate) const fn always(who: &'static str) -> Self {
        Self {
            who,
            from: None,
            until: None,
            in_place_of: None,
        }
    }

    pub(crate) const fn is_plain(&self) -> bool {
        self.from.is_none() && self.until.is_none() && self.in_place_of.is_none()
    }

    /// Whether it has begun by a day.
    pub(crate) fn has_begun(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from.first() <= day)
    }

    /// Whether it goes on to a day: an end counts to its last day.
    pub(crate) fn reaches(&self, day: NaiveDate) -> bool {
        self.until.is_none_or(|until| day <= until.last())
    }

    pub(crate) fn is_held(&self, day: NaiveDate) -> bool {
        self.has_begun(day) && self.reaches(day)
    }

    /// Whether it ends before it begins.
    fn is_reversed(&self) -> bool {
        matches!((self.from, self.until), (Some(from), Some(until)) if from.is_certainly_after(until))
    }

    /// Whether it has ended before another begins on at least one reading of their dates.
    fn may_precede(&self, other: &Self) -> bool {
        let ends = self
            .until
            .map(|until| until.first().max(self.from.map_or(NaiveDate::MIN, Date::first)));
        let begins = other
            .from
            .map(|from| from.last().min(other.until.map_or(NaiveDate::MAX, Date::last)));
        matches!((ends, begins), (Some(ends), Some(begins)) if ends < begins)
    }

    /// Whether two seats are held on one day, whatever days their dates mean.
    fn overlaps(&self, other: &Self) -> bool {
        !self.may_precede(other) && !other.may_precede(self)
    }
}

/// Who leads a group on a day: of those that have begun the last one, unless it has ended.
pub(crate) fn chair(group: &Group, day: NaiveDate) -> Option<&Seat> {
    let mut last: Option<&Seat> = None;
    for seat in group.chairs.iter().filter(|seat| seat.has_begun(day)) {
        let begins = |seat: &Seat| seat.from.map_or(NaiveDate::MIN, Date::first);
        if last.is_none_or(|last| begins(last) <= begins(seat)) {
            last = Some(seat);
        }
    }
    last.filter(|seat| seat.reaches(day))
}

/// The members on a day, each once.
pub(crate) fn members(group: &Group, day: NaiveDate) -> Vec<&'static str> {
    let mut found = Vec::new();
    for seat in group.members.iter().filter(|seat| seat.is_held(day)) {
        if !found.contains(&seat.who) {
            found.push(seat.who);
        }
    }
    found
}

/// The other roles on a day, and who has them.
pub(crate) fn roles(group: &Group, day: NaiveDate) -> Vec<String> {
    let held = group.roles.iter().filter(|(_, seat)| seat.is_held(day));
    held.map(|(role, seat)| format!("{role}: {}", seat.who)).collect()
}

/// The chair and the members on a day, each once.
pub(crate) fn in_group(group: &Group, day: NaiveDate) -> Vec<&'static str> {
    let mut found: Vec<&str> = chair(group, day).map(|seat| seat.who).into_iter().collect();
    found.extend(
        members(group, day)
            .into_iter()
            .filter(|one| !found.contains(one))
            .collect::<Vec<_>>(),
    );
    found
}

/// All seats, as the file has them.
pub(crate) fn seats(group: &Group) -> Vec<(Kind, &Seat)> {
    let chairs = group.chairs.iter().map(|seat| (Kind::Chair, seat));
    let members = group.members.iter().map(|seat| (Kind::Member, seat));
    let roles = group.roles.iter().map(|(role, seat)| (Kind::Role(role), seat));
    chairs.chain(members).chain(roles).collect()
}

/// Whether a seat counts on a day: only one chair leads, and a member that has several seats has the one that began first.
pub(crate) fn is_held(group: &Group, (kind, seat): (Kind, &Seat), day: NaiveDate) -> bool {
    let is_it = |other: &Seat| std::ptr::eq(other, seat);
    match kind {
        Kind::Chair => chair(group, day).is_some_and(is_it),
        Kind::Member => {
            let own = group.members.iter().filter(|other| other.who == seat.who);
            let held = own.filter(|other| other.is_held(day));
            held.min_by_key(|other| other.from.map(Date::first))
                .is_some_and(is_it)
        }
        Kind::Role(_) => seat.is_held(day),
    }
}

/// Whether a seat ever counts: one that repeats another does not. It can begin to count only on its own first day, on the
/// day after another has ended, and at the beginning.
pub(crate) fn ever_counts(group: &Group, held: (Kind, &Seat)) -> bool {
    let mut days = vec![day(1900, 1, 1)];
    for (_, seat) in seats(group) {
        days.extend(seat.from.map(Date::first));
        days.extend(seat.until.and_then(|until| until.last().succ_opt()));
    }
    days.into_iter().any(|day| is_held(group, held, day))
}

/// Lists of seats are sets: one that repeats another is read once.
pub(crate) fn count_once(group: &mut Group) {
    for list in [&mut group.chairs, &mut group.members] {
        let mut known = Vec::new();
        list.retain(|seat| {
            let this = (seat.who, seat.from, seat.until);
            let is_new = !known.contains(&this);
            known.push(this);
            is_new
        });
    }
}

/// Leaves out what would be an error: seats that end before they begin, and a second chair on one day.
pub(crate) fn without_contradictions(group: &mut Group) {
    group.chairs.retain(|seat| !seat.is_reversed());
    group.members.retain(|seat| !seat.is_reversed());
    group.roles.retain(|(_, seat)| !seat.is_reversed());
    count_once(group);
    let mut kept: Vec<Seat> = Vec::new();
    for seat in &group.chairs {
        if !kept.iter().any(|other| other.overlaps(seat)) {
            kept.push(*seat);
        }
    }
    group.chairs = kept;
}

/// What cannot be so, or hardly: each with its place, to compare what is so before an act and after it.
pub(crate) fn contradictions(agreement: &Agreement) -> Vec<String> {
    let mut found = Vec::new();
    for group in &agreement.groups {
        let seats = seats(group);
        for (at, (kind, seat)) in seats.iter().enumerate() {
            let is_before = seat
                .until
                .is_some_and(|until| until.last() < agreement.starts.first());
            let end = agreement.last_end();
            let is_after =
                matches!((seat.from, end), (Some(from), Some(end)) if from.is_certainly_after(end));
            let place = format!("{} {kind:?} {}", group.id, seat.who);
            if seat.is_reversed() {
                found.push(format!("{place} is reversed"));
            } else if is_before || is_after {
                found.push(format!("{place} is outside the term"));
            }
            if seat
                .in_place_of
                .is_some_and(|before| !was_there(&seats, before, seat))
            {
                found.push(format!("{place} is in place of no one"));
            }
            for (other_kind, other) in &seats[..at] {
                let is_rival = kind == other_kind && (*kind == Kind::Chair || seat.who == other.who);
                if is_rival && seat.overlaps(other) {
                    found.push(format!("{place} sits with {}", other.who));
                }
            }
        }
    }
    found
}

/// Whether another organisation may have been in the group before a seat was taken.
fn was_there(seats: &[(Kind, &Seat)], before: &str, seat: &Seat) -> bool {
    let mut own = seats.iter().filter(|(_, one)| one.who == before);
    before != seat.who
        && own.any(|(_, one)| match (one.from, seat.from) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(first), Some(from)) => first.first() < from.last(),
        })
}

/// As a failing test shows it.
impl fmt::Debug for Seat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.who)?;
        for (name, date) in [("from", self.from), ("until", self.until)] {
            if let Some(date) = date {
                write!(f, " {name} {date}")?;
            }
        }
        match self.in_place_of {
            Some(before) => write!(f, " in place of {before}"),
            None => Ok(()),
        }
    }
}
