//! Seats in groups that no one fills: no chair where the group had one, and holders that are no longer there. The
//! rule is here alone; validation, `due` and the acts ask it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::command::{command, option};
use super::{Absence, Agreement, Group, Organisation, OrganisationId, Seat, SeatKind, Signatory};
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
    /// An organisation still has seats though it has gone.
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
                let (why, places) = (why.label(), places(seats));
                wording!(
                    en: "{name} ({why}) still has a seat in a group: {places}",
                    fi: "{name} ({why}) on yhä ryhmässä: {places}",
                    why, places
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

    /// The command that fills the seat, or ends it. Who takes a chair is for a person to say.
    #[must_use]
    pub fn command(&self, agreement: &Agreement) -> String {
        let agreement = &agreement.id.value;
        match &self.what {
            Vacant::Chair { group, .. } => {
                let from = option("--from", &self.since.to_string());
                let group = format!("{agreement}/{}", group.id.value);
                format!("{} {from}", command(&["group", "chair", &group]))
            }
            Vacant::Holder {
                organisation, seats, ..
            } => {
                let last = self.since.pred_opt().unwrap_or(self.since);
                let until = option("--until", &last.to_string());
                let group = &seats[0].0.id.value;
                let is_only = seats.iter().all(|(other, ..)| other.id.value == *group);
                let of = if is_only {
                    format!("{agreement}/{group}")
                } else {
                    agreement.to_string()
                };
                format!(
                    "{} {until}",
                    command(&["group", "leave", &of, organisation.as_str()])
                )
            }
        }
    }
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
        let ceased = find(organisation).filter(|record| record.has_ceased_on(day));
        let ceased = ceased.and_then(|record| record.ceased.as_ref());
        let gone = match ceased {
            Some(ceased) => ceased
                .value
                .last_day()
                .succ_opt()
                .map(|since| (since, Absence::Ceased)),
            None => signatories
                .get(organisation)
                .and_then(|signatory| left(signatory, day)),
        };
        // Who was gone before the start never had the seat: its entry is corrected by hand.
        let gone = gone.filter(|(since, _)| *since > starts_on);
        found.extend(gone.map(|(since, why)| Vacancy {
            since,
            what: Vacant::Holder {
                organisation,
                seats: held.remove(organisation).unwrap_or_default(),
                why,
            },
        }));
    }
    found
}

/// The chair of a group that has none from a day on; `None` where one leads it, or follows the one that does.
fn chair(group: &Group, starts_on: NaiveDate, day: NaiveDate) -> Option<Vacancy<'_>> {
    let now = group.chair_on(day);
    let begun = group.chairs.iter().filter(|seat| seat.from_on() <= Some(day));
    let last = now.or_else(|| begun.max_by_key(|seat| seat.from_on()))?;
    let since = last.to_on()?.succ_opt()?.max(starts_on);
    let is_led = group.chair_on(since).is_some() || group.is_dissolved_on(since);
    (!is_led).then_some(Vacancy {
        since,
        what: Vacant::Chair { group, last },
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
