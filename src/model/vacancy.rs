//! Seats in groups that no one fills: no chair where the group had one, and holders that are no longer there. The
//! rule is here alone; validation, `due` and the acts ask it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::command::{command, option};
use super::{Absence, Agreement, Group, HeldSeat, Organisation, OrganisationId, Seat, SeatKind, Signatory};
use crate::wording;
use crate::wording::Wording;

/// The most groups that a sentence names.
const MOST_NAMED: usize = 3;

/// What is vacant.
#[derive(Clone, Debug)]
pub struct Vacancy<'a> {
    /// The first day on which it is so.
    pub since: NaiveDate,
    pub what: Vacant<'a>,
}

/// Why it is vacant.
#[derive(Clone, Debug)]
pub enum Vacant<'a> {
    /// The last chair's time is over, and no one follows.
    Chair { group: &'a Group, last: &'a Seat },
    /// An organisation has seats though it has gone, or before it joins.
    Holder {
        organisation: &'a OrganisationId,
        /// At least one, in the order of the file.
        seats: Vec<(&'a Group, SeatKind<'a>, &'a Seat)>,
        why: Absence,
    },
}

impl Vacancy<'_> {
    /// What is so, in words.
    #[must_use]
    pub fn describe(&self, agreement: &Agreement) -> Wording {
        match &self.what {
            Vacant::Chair { group, .. } => wording!(
                en: "the group {group} has no chair from {since}",
                fi: "ryhmällä {group} ei ole puheenjohtajaa {since} alkaen",
                group = group.name.value, since = self.since
            ),
            Vacant::Holder {
                organisation,
                seats,
                why,
            } => {
                let entry = agreement.find_signatory(organisation);
                let name = entry.map_or(organisation.as_str(), |one| &one.name.value);
                let (label, places) = (why.label(), places(seats));
                if *why == Absence::JoinsLater {
                    return wording!(
                        en: "{name} ({label}) already has a seat in a group: {places}",
                        fi: "{name} ({label}) on jo ryhmässä: {places}",
                        label, places
                    );
                }
                wording!(
                    en: "{name} ({label}) still has a seat in a group: {places}",
                    fi: "{name} ({label}) on yhä ryhmässä: {places}",
                    label, places
                )
            }
        }
    }

    /// Who still has a seat.
    #[must_use]
    pub const fn holder(&self) -> Option<&OrganisationId> {
        match &self.what {
            Vacant::Chair { .. } => None,
            Vacant::Holder { organisation, .. } => Some(organisation),
        }
    }

    /// The command that fills the seat, or ends it. Who takes a chair is for a person to say. `None` where what is
    /// recorded is wrong: a recorded date is not changed by a command.
    #[must_use]
    pub fn command(&self, agreement: &Agreement) -> Option<String> {
        let id = &agreement.id.value;
        match &self.what {
            Vacant::Chair { group, .. } => {
                let from = option("--from", &self.since.to_string());
                let group = format!("{id}/{}", group.id.value);
                Some(format!("{} {from}", command(&["group", "chair", &group])))
            }
            Vacant::Holder {
                organisation, seats, ..
            } => {
                let last = self.since.pred_opt()?;
                let first = seats[0].0;
                let is_only = seats.iter().all(|(group, ..)| std::ptr::eq(*group, first));
                let can_leave = {
                    let left = of_organisation(agreement, organisation);
                    let left = left.filter(|(group, _)| !is_only || std::ptr::eq(*group, first));
                    let mut open = left.filter(|(_, seat)| seat.until.is_none()).peekable();
                    open.peek().is_some() && open.all(|(_, seat)| seat.from_on() <= Some(last))
                };
                let of = if is_only {
                    format!("{id}/{}", first.id.value)
                } else {
                    id.to_string()
                };
                let leave = command(&["group", "leave", &of, organisation.as_str()]);
                can_leave.then(|| format!("{leave} {}", option("--until", &last.to_string())))
            }
        }
    }

    /// Where no command ends the seat: the field to correct by hand, and its file.
    #[must_use]
    pub fn correction(&self, agreement: &Agreement) -> Wording {
        let file = &agreement.file;
        let wrong = self.holder().and_then(|id| {
            let seats: Vec<_> = of_organisation(agreement, id).collect();
            let begins = seats.iter().find(|(_, seat)| seat.from_on() >= Some(self.since));
            let ends = || seats.iter().find(|(_, seat)| seat.to_on() >= Some(self.since));
            let field = if begins.is_some() { "from" } else { "until" };
            begins
                .or_else(ends)
                .map(|(group, _)| (id, &group.id.value, field))
        });
        match wrong {
            Some((id, group, field)) => wording!(
                en: "correct `{field}` of `{id}` in group `{group}` by hand, or delete the entry ({file})",
                fi: "korjaa käsin organisaation `{id}` kenttä `{field}` ryhmässä `{group}` tai poista merkintä ({file})"
            ),
            None => wording!(en: "correct {file} by hand", fi: "korjaa tiedosto {file} käsin"),
        }
    }
}

/// The seats of an organisation in all groups of an agreement.
fn of_organisation<'a>(
    agreement: &'a Agreement,
    id: &OrganisationId,
) -> impl Iterator<Item = (&'a Group, &'a Seat)> {
    let seats = agreement
        .groups
        .iter()
        .flat_map(|group| group.seats().map(move |(_, seat)| (group, seat)));
    seats.filter(move |(_, seat)| seat.organisation.value == *id)
}

/// `ELO-ryhmä (chair, member), Ohjausryhmä (member)`.
fn places(seats: &[(&Group, SeatKind<'_>, &Seat)]) -> Wording {
    let by_group = seats.chunk_by(|(a, ..), (b, ..)| std::ptr::eq(*a, *b));
    let place = |seats: &[(&Group, SeatKind<'_>, &Seat)]| {
        let kinds: Vec<Wording> = seats.iter().map(|(_, kind, _)| kind.label()).collect();
        let (group, kinds) = (&seats[0].0.name.value, Wording::joined(&kinds, ", "));
        wording!(en: "{group} ({kinds})", fi: "{group} ({kinds})", group, kinds)
    };
    let mut places: Vec<Wording> = by_group.clone().take(MOST_NAMED).map(place).collect();
    if by_group.count() > MOST_NAMED {
        places.push(Wording::same("…"));
    }
    Wording::joined(&places, ", ")
}

/// What is vacant in the groups of an agreement that work on a day: on the day itself, and of chairs also what is known
/// to come.
#[must_use]
pub fn vacancies<'a, 'o>(
    agreement: &'a Agreement,
    find: impl Fn(&OrganisationId) -> Option<&'o Organisation>,
    day: NaiveDate,
) -> Vec<Vacancy<'a>> {
    let starts_on = agreement.term.starts.value.first_day();
    let working = || {
        agreement
            .groups
            .iter()
            .filter(|group| !group.is_dissolved_on(day))
    };
    let mut found: Vec<Vacancy<'a>> = working()
        .filter_map(|group| chair(group, starts_on, day))
        .collect();
    let mut held: BTreeMap<&OrganisationId, Vec<_>> = BTreeMap::new();
    let mut order = Vec::new();
    for group in working() {
        for (kind, seat) in group.seats().filter(|(_, seat)| seat.is_held_on(day)) {
            let seats = held.entry(&seat.organisation.value).or_default();
            if seats.is_empty() {
                order.push(&seat.organisation.value);
            }
            seats.push((group, kind, seat));
        }
    }
    let signatories = agreement.signatories.iter();
    let signatories: BTreeMap<_, _> = signatories.map(|one| (&one.organisation.value, one)).collect();
    for organisation in order {
        let seats = held.remove(organisation).unwrap_or_default();
        let ceased = find(organisation).filter(|record| record.has_ceased_on(day));
        let ceased = ceased.and_then(|record| record.ceased.as_ref());
        let signatory = signatories.get(organisation);
        let absent = match ceased {
            Some(ceased) => ceased.value.last_day().succ_opt().map(|on| (on, Absence::Ceased)),
            None => signatory.and_then(|signatory| left(signatory, day)),
        };
        found.extend(match absent {
            Some(gone) => of_gone(organisation, seats, gone, starts_on),
            None => signatory
                .filter(|signatory| !signatory.has_joined_on(day))
                .and_then(|signatory| before_joining(signatory, seats)),
        });
    }
    found
}

/// A seat, its group and what it is held as.
type SeatOf<'a> = (&'a Group, SeatKind<'a>, &'a Seat);

/// The seats of one that has gone. Who was gone before the start never had the seats of the beginning, and their entries
/// are corrected by hand; a seat that begins later is vacant all the same.
fn of_gone<'a>(
    organisation: &'a OrganisationId,
    mut seats: Vec<SeatOf<'a>>,
    (gone, why): (NaiveDate, Absence),
    starts_on: NaiveDate,
) -> Option<Vacancy<'a>> {
    if gone <= starts_on {
        seats.retain(|(.., seat)| seat.from_on() >= Some(gone));
    }
    let begins = seats.iter().map(|(.., seat)| seat.from_on()).min()?;
    Some(Vacancy {
        since: begins.map_or(gone, |begins| begins.max(gone)),
        what: Vacant::Holder {
            organisation,
            seats,
            why,
        },
    })
}

/// The seats that begin for certain before their holder joins the agreement.
fn before_joining<'a>(signatory: &'a Signatory, mut seats: Vec<SeatOf<'a>>) -> Option<Vacancy<'a>> {
    let joined = signatory.joined.as_ref()?.value.first_day();
    seats.retain(|(.., seat)| {
        seat.from
            .as_ref()
            .is_some_and(|from| from.value.last_day() < joined)
    });
    let since = seats.iter().filter_map(|(.., seat)| seat.from_on()).min()?;
    Some(Vacancy {
        since,
        what: Vacant::Holder {
            organisation: &signatory.organisation.value,
            seats,
            why: Absence::JoinsLater,
        },
    })
}

/// The chair of a group that has none from a day on; `None` where one leads it to the end, or others follow one another.
fn chair(group: &Group, starts_on: NaiveDate, day: NaiveDate) -> Option<Vacancy<'_>> {
    let chairs = group.held_chairs();
    let begun = chairs.iter().rposition(|chair| chair.days.from_on <= Some(day))?;
    let first_without = |chair: &HeldSeat<'_>| Some(chair.days.to_on?.succ_opt()?.max(starts_on));
    let (mut last, mut since) = (&chairs[begun], first_without(&chairs[begun])?);
    for next in &chairs[begun + 1..] {
        if next.days.from_on > Some(since) {
            break;
        }
        (last, since) = (next, first_without(next)?);
    }
    (!group.is_dissolved_on(since)).then_some(Vacancy {
        since,
        what: Vacant::Chair {
            group,
            last: last.seat,
        },
    })
}

/// Since when and why a signatory is no party on a day.
fn left(signatory: &Signatory, day: NaiveDate) -> Option<(NaiveDate, Absence)> {
    let absence = Absence::of(signatory.state_on(day), false)?;
    let on = match absence {
        Absence::Declined => signatory.declined.as_ref()?.value,
        Absence::Withdrawn => signatory.withdrawn.as_ref()?.effective.value,
        Absence::Ceased | Absence::JoinsLater => return None,
    };
    Some((on.first_day(), absence))
}
