//! Seats in groups that no one fills: no chair where the group had one, and holders that are no longer there. The
//! rule is here alone; validation and `due` ask it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::command::{command, option};
use super::{Absence, Agreement, Group, Organisation, OrganisationId, Seat, SeatKind, Signatory};
use crate::wording;
use crate::wording::Wording;

/// What is vacant.
#[derive(Clone, Debug)]
pub struct Vacancy<'a> {
    pub group: &'a Group,
    /// The first day on which it is so.
    pub since: NaiveDate,
    pub what: Vacant<'a>,
}

/// Why it is vacant.
#[derive(Clone, Debug)]
pub enum Vacant<'a> {
    /// The last chair's time is over, and no one follows.
    Chair { last: &'a Seat },
    /// An organisation still has a seat though it has gone.
    Holder {
        kind: SeatKind<'a>,
        seat: &'a Seat,
        why: Absence,
    },
}

impl Vacancy<'_> {
    /// What is so, in words.
    #[must_use]
    pub fn describe(&self, agreement: &Agreement) -> Wording {
        let group = &self.group.name.value;
        match &self.what {
            Vacant::Chair { .. } => wording!(
                en: "the group {group} has no chair from {since}",
                fi: "ryhmällä {group} ei ole puheenjohtajaa {since} alkaen",
                group, since = self.since
            ),
            Vacant::Holder { kind, seat, why } => {
                let id = &seat.organisation.value;
                let name = agreement
                    .find_signatory(id)
                    .map_or(id.as_str(), |one| &one.name.value);
                let (why, role) = (why.label(), kind.label());
                wording!(
                    en: "{name} ({why}) still has a seat in the group {group}: {role}",
                    fi: "{name} ({why}) on yhä ryhmässä {group}: {role}",
                    why, role, group
                )
            }
        }
    }

    /// Who still has a seat.
    #[must_use]
    pub const fn holder(&self) -> Option<&OrganisationId> {
        match &self.what {
            Vacant::Chair { .. } => None,
            Vacant::Holder { seat, .. } => Some(&seat.organisation.value),
        }
    }

    /// The command that fills the seat, or ends it. Who takes a chair is for a person to say.
    #[must_use]
    pub fn command(&self, agreement: &Agreement) -> String {
        let group = format!("{}/{}", agreement.id.value, self.group.id.value);
        match &self.what {
            Vacant::Chair { .. } => {
                let from = option("--from", &self.since.to_string());
                format!("{} {from}", command(&["group", "chair", &group]))
            }
            Vacant::Holder { seat, .. } => {
                let last = self.since.pred_opt().unwrap_or(self.since);
                let until = option("--until", &last.to_string());
                let id = seat.organisation.value.as_str();
                format!("{} {until}", command(&["group", "leave", &group, id]))
            }
        }
    }
}

/// What is vacant in the groups of an agreement that work on a day: on the day itself, and of chairs also what is known
/// to come.
#[must_use]
pub fn vacancies<'a, 'o>(
    agreement: &'a Agreement,
    find: impl Fn(&OrganisationId) -> Option<&'o Organisation>,
    day: NaiveDate,
) -> Vec<Vacancy<'a>> {
    let signatories = agreement.signatories.iter();
    let signatories: BTreeMap<_, _> = signatories.map(|one| (&one.organisation.value, one)).collect();
    let gone = |id: &OrganisationId| {
        let ceased = find(id).filter(|record| record.has_ceased_on(day));
        let ceased = ceased.and_then(|record| record.ceased.as_ref());
        match ceased {
            Some(ceased) => Some((ceased.value.last_day().succ_opt()?, Absence::Ceased)),
            None => left(signatories.get(id)?, day),
        }
    };
    let starts_on = agreement.term.starts.value.first_day();
    let mut found = Vec::new();
    for group in agreement
        .groups
        .iter()
        .filter(|group| !group.is_dissolved_on(day))
    {
        found.extend(chair(group, starts_on, day));
        let held = group.seats().filter(|(_, seat)| seat.is_held_on(day));
        found.extend(held.filter_map(|(kind, seat)| {
            let (since, why) = gone(&seat.organisation.value)?;
            // Who was gone before the start never had the seat: its entry is corrected by hand.
            (since > starts_on).then(|| Vacancy {
                group,
                since: seat.from_on().map_or(since, |from| from.max(since)),
                what: Vacant::Holder { kind, seat, why },
            })
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
        group,
        since,
        what: Vacant::Chair { last },
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
