//! What becomes of the seats in groups when somebody takes the chair, joins or leaves: the agreement after it, worked out
//! from the description of the commands. What is recorded is not changed, and who sat somewhere until then sits there to
//! the day before.

use chrono::NaiveDate;

use crate::date::Date;
use crate::facts::{Agreement, Group};
use crate::oracle::state;
use crate::seats::{Kind, Seat, chair, contradictions, count_once, seats};
use crate::steps::Deed;

/// An act that is refused.
pub(crate) struct Refused;

/// The agreement after an act of seats; the same when everything is on record.
pub(crate) fn seated(agreement: &Agreement, deed: &Deed, today: Date) -> Result<Agreement, Refused> {
    let mut after = agreement.clone();
    let starts = agreement.starts.first();
    // A change counts from today on, or from the beginning while the term has not begun.
    let begins = |from: &Option<Date>| from.or((starts <= today.first()).then_some(today));
    match deed {
        Deed::Chair { group, who, from } => {
            refuse_strangers(agreement, who, begins(from))?;
            let group = group_of(&mut after, group)?;
            lead(group, (who, *from), begins(from), starts)?;
        }
        Deed::Join {
            group,
            who,
            from,
            role,
            in_place_of,
        } => {
            refuse_strangers(agreement, who, begins(from))?;
            let group = group_of(&mut after, group)?;
            let seat = Seat {
                from: *from,
                in_place_of: *in_place_of,
                ..Seat::always(who)
            };
            join(group, (*role, seat), begins(from), starts)?;
        }
        Deed::Leave { group, who, until } => {
            let holds = |group: &Group| seats(group).iter().any(|(_, seat)| seat.who == *who);
            let sits = |group: &Group| {
                seats(group)
                    .iter()
                    .any(|(_, seat)| seat.who == *who && seat.until.is_none())
            };
            let named = |one: &&mut Group| group.is_none_or(|group| group == one.id);
            let sits_somewhere = agreement.groups.iter().any(sits);
            // Of all groups those in which it still sits; of none the last days are compared.
            let is_left = |one: &Group| holds(one) && (group.is_some() || !sits_somewhere || sits(one));
            let left = after.groups.iter_mut().filter(named).filter(|one| is_left(one));
            let left: Vec<&mut Group> = left.collect();
            if left.is_empty() {
                return Err(Refused);
            }
            for group in left {
                leave(group, who, (*until, today), starts)?;
            }
        }
        _ => unreachable!("no other act is one of seats"),
    }
    after.groups.iter_mut().for_each(count_once);
    let known = contradictions(agreement);
    let is_new = contradictions(&after).iter().any(|found| !known.contains(found));
    let is_late = agreement.groups.iter().zip(&after.groups).any(|(was, is)| {
        let known = late_seats(was);
        late_seats(is).iter().any(|held| !known.contains(held))
    });
    if is_new || is_late {
        Err(Refused)
    } else {
        Ok(after)
    }
}

/// As what and who comes to a group that is dissolved by then.
fn late_seats(group: &Group) -> Vec<(Kind, &'static str)> {
    let begins = |seat: &Seat| Some(seat.from?.first() >= group.dissolved?.first());
    let seats = seats(group).into_iter();
    let late = seats.filter(|(_, seat)| begins(seat) == Some(true));
    late.map(|(kind, seat)| (kind, seat.who)).collect()
}

/// Only a party sits in a group: no one before joining, and no one that has declined or left by then.
fn refuse_strangers(agreement: &Agreement, who: &str, from: Option<Date>) -> Result<(), Refused> {
    let one = agreement.signatory(who).ok_or(Refused)?;
    let first = from.map_or(agreement.starts.first(), Date::first);
    let last = from.map_or(first, Date::last);
    let joins_later = one.joined.is_some_and(|joined| last < joined.first());
    let is_gone = matches!(state(one, first), Some("declined" | "withdrawn"));
    if joins_later || is_gone {
        Err(Refused)
    } else {
        Ok(())
    }
}

fn group_of<'a>(agreement: &'a mut Agreement, id: &str) -> Result<&'a mut Group, Refused> {
    agreement
        .groups
        .iter_mut()
        .find(|group| group.id == id)
        .ok_or(Refused)
}

/// What was recorded stays: a given date must be the recorded one.
fn same(recorded: Option<Date>, given: Option<Date>) -> Result<(), Refused> {
    if given.is_none() || given == recorded {
        Ok(())
    } else {
        Err(Refused)
    }
}

/// A seat without an end gets one: it is held until the year, the month or the day before, which is in the term.
fn end_before(seat: &mut Seat, from: Date, starts: NaiveDate) -> Result<(), Refused> {
    if seat.until.is_some() || from.preceding().last() < starts {
        return Err(Refused);
    }
    seat.until = Some(from.preceding());
    Ok(())
}

fn lead(
    group: &mut Group,
    (who, given): (&'static str, Option<Date>),
    from: Option<Date>,
    starts: NaiveDate,
) -> Result<(), Refused> {
    let first = from.map_or(starts, Date::first);
    let now = chair(group, first).copied();
    if let Some(now) = now.filter(|now| now.who == who) {
        return same(now.from, given);
    }
    let Some(from) = from else {
        // Before the term no one has led the group yet: another is to do so from the beginning.
        if !group.chairs.iter().all(Seat::is_plain) {
            return Err(Refused);
        }
        group.chairs = vec![Seat::always(who)];
        return Ok(());
    };
    // Who is known to lead it later is not passed over: until then another one can.
    let later = group.chairs.iter().filter_map(|seat| seat.from);
    let later = later.filter(|other| other.first() >= first);
    let until = later.min_by_key(|other| other.first()).map(Date::preceding);
    if until.is_some_and(|until| until.last() < first) {
        return Err(Refused);
    }
    if let Some(now) = now {
        let seat = group.chairs.iter_mut().find(|seat| **seat == now);
        end_before(seat.ok_or(Refused)?, from, starts)?;
    }
    group.chairs.push(Seat {
        from: Some(from),
        until,
        ..Seat::always(who)
    });
    Ok(())
}

fn join(
    group: &mut Group,
    (role, seat): (Option<&'static str>, Seat),
    from: Option<Date>,
    starts: NaiveDate,
) -> Result<(), Refused> {
    let first = from.map_or(starts, Date::first);
    let members = group.members.clone();
    let mut own: Vec<&mut Seat> = match role {
        None => group.members.iter_mut().collect(),
        Some(role) => {
            let named = group.roles.iter_mut().filter(|(other, _)| *other == role);
            named.map(|(_, seat)| seat).collect()
        }
    };
    // One that has left may come back.
    let open = |one: &Seat, who: &str| one.who == who && one.until.is_none();
    let before_is_there = seat
        .in_place_of
        .is_some_and(|before| before != seat.who && members.iter().any(|one| open(one, before)));
    let present = own
        .iter_mut()
        .find(|one| one.who == seat.who && one.reaches(first));
    if let Some(present) = present {
        same(present.from, seat.from)?;
        if present.from.is_none() && present.in_place_of.is_none() && before_is_there {
            return Err(Refused);
        }
        match (present.in_place_of, seat.in_place_of) {
            (_, None) => return Ok(()),
            (Some(was), Some(is)) => return if was == is { Ok(()) } else { Err(Refused) },
            (None, before) => present.in_place_of = before,
        }
        // From the beginning nobody had the place before.
        return match present.from {
            None => Ok(()),
            from => make_place(group, seat.in_place_of, from, starts),
        };
    }
    make_place(group, seat.in_place_of, from, starts)?;
    let seat = Seat { from, ..seat };
    match role {
        None => group.members.push(seat),
        Some(role) => group.roles.push((role, seat)),
    }
    Ok(())
}

/// The member whose place is taken leaves it on the day before.
fn make_place(
    group: &mut Group,
    before: Option<&str>,
    from: Option<Date>,
    starts: NaiveDate,
) -> Result<(), Refused> {
    let Some(before) = before else { return Ok(()) };
    let from = from.ok_or(Refused)?;
    if !seats(group).iter().any(|(_, seat)| seat.who == before) {
        return Err(Refused);
    }
    let comes_later = |seat: &Seat| seat.from.is_some_and(|other| other.first() > from.first());
    let is_to_come = group
        .members
        .iter()
        .any(|seat| seat.who == before && comes_later(seat));
    let held = group.members.iter_mut().rev();
    let mut held = held.filter(|seat| seat.who == before && seat.is_held(from.first()));
    match held.next() {
        Some(seat) => end_before(seat, from, starts),
        None if is_to_come => Err(Refused),
        None => Ok(()),
    }
}

fn leave(
    group: &mut Group,
    who: &str,
    (given, today): (Option<Date>, Date),
    starts: NaiveDate,
) -> Result<(), Refused> {
    let until = given.unwrap_or(today);
    let roles = group.roles.iter_mut().map(|(_, seat)| seat);
    let own = group.chairs.iter_mut().chain(&mut group.members).chain(roles);
    let own: Vec<&mut Seat> = own.filter(|seat| seat.who == who).collect();
    if own.iter().all(|seat| seat.until.is_some()) {
        // It has left already: on the last of its days.
        let untils = own.iter().filter_map(|seat| seat.until);
        return same(untils.max_by_key(|until| until.last()), given);
    }
    for seat in own.into_iter().filter(|seat| seat.until.is_none()) {
        // It cannot leave before it came, nor before the term began.
        if !seat.has_begun(until.last()) || until.last() < starts {
            return Err(Refused);
        }
        seat.until = Some(until);
    }
    Ok(())
}

/// As what somebody joins, for the counting of the acts.
pub(crate) const fn joining(role: Option<&str>, in_place_of: Option<&str>) -> &'static str {
    match (in_place_of, role) {
        (Some(_), _) => "take a place",
        (None, Some(_)) => "join in a role",
        (None, None) => "join",
    }
}
