//! Who is responsible for a duty on a day (`docs/format.md`, "Who is responsible"): the rule is here
//! alone. The index keeps it as the periods of [`responsibilities`].

use super::closed_set::closed_set;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::edition::is_duty_shown;
use super::time::SignatoryFacts;
use super::timeline::timeline_of;
use super::{Agreement, Duty, Group, OrganisationId, Period, Registry, SeatKind, Signatory, SignatoryState};
use crate::diagnostic::At;
use crate::wording::Wording;

/// An organisation that a group or one of its duties names, and when it is responsible there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Responsibility<'a> {
    pub organisation: &'a At<OrganisationId>,
    /// The days on which it is a party and the group works, and on which it is in the group or a duty names it.
    pub periods: Vec<Period<Bond>>,
}

/// How an organisation is responsible in a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bond {
    /// Whether it is the group's chair or a member, and so responsible for the duties that name no one;
    /// else only duties name it.
    pub is_in_group: bool,
    /// Whether it is bound by its signature; else it will be once it signs.
    pub is_bound: bool,
}

/// An organisation that is responsible for a duty on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Owner<'a> {
    pub organisation: &'a OrganisationId,
    /// Whether it is bound by its signature; else it will be once it signs.
    pub is_bound: bool,
}

closed_set! {
    /// Why an organisation that a duty names is not responsible for it on the day.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Absence {
        Ceased = "ceased",
        Declined = "declined",
        Withdrawn = "withdrawn",
        JoinsLater = "joins-later",
    }
}

impl Absence {
    /// What the state of an organisation on a day says; `None` when it is a party that exists.
    #[must_use]
    pub const fn of(state: Option<SignatoryState>, has_ceased: bool) -> Option<Self> {
        match state {
            _ if has_ceased => Some(Self::Ceased),
            None => Some(Self::JoinsLater),
            Some(SignatoryState::Declined) => Some(Self::Declined),
            Some(SignatoryState::Withdrawn) => Some(Self::Withdrawn),
            Some(SignatoryState::Pending | SignatoryState::Signed | SignatoryState::Leaving) => None,
        }
    }

    /// The reason in a registry on a day.
    #[must_use]
    pub fn on(
        registry: &Registry,
        agreement: &Agreement,
        organisation: &OrganisationId,
        day: NaiveDate,
    ) -> Option<Self> {
        let signatory = agreement.find_signatory(organisation);
        let state = signatory.and_then(|signatory| signatory.state_on(day));
        Self::of(state, registry.has_ceased_on(organisation, day))
    }

    /// The name for people.
    #[must_use]
    pub const fn label(self) -> Wording {
        match self {
            Self::Ceased => Wording::fixed("ceased", "lakannut"),
            Self::Declined => SignatoryState::Declined.label(),
            Self::Withdrawn => SignatoryState::Withdrawn.label(),
            Self::JoinsLater => Wording::fixed("joins later", "liittyy myöhemmin"),
        }
    }
}

/// Who is responsible in a group and when: the chairs, the members, then those whom only duties name; each once.
#[must_use]
pub fn responsibilities<'a>(agreement: &Agreement, group: &'a Group) -> Vec<Responsibility<'a>> {
    let mut all: Vec<Responsibility<'a>> = Vec::new();
    let mut in_group: BTreeMap<&OrganisationId, Vec<Period<()>>> = BTreeMap::new();
    for held in group.held_seats() {
        if !matches!(held.kind, SeatKind::Role(_)) {
            let days = in_group.entry(&held.seat.organisation.value).or_default();
            days.push(held.days);
        }
    }
    let named: BTreeSet<&OrganisationId> = named(group).map(|at| &at.value).collect();
    let mut known = BTreeSet::new();
    let seated = group.everyone().map(|seat| &seat.organisation);
    for organisation in seated.chain(self::named(group)) {
        let id = &organisation.value;
        if known.insert(id) {
            let days = in_group.get(id).map_or(&[][..], Vec::as_slice);
            all.push(Responsibility {
                organisation,
                periods: periods(agreement, group, id, (days, named.contains(id))),
            });
        }
    }
    all
}

fn named(group: &Group) -> impl Iterator<Item = &At<OrganisationId>> {
    group.duties.iter().flat_map(|duty| &duty.responsible)
}

/// The days on which an organisation is responsible, given those on which it is in the group, and whether a duty
/// names it.
fn periods(
    agreement: &Agreement,
    group: &Group,
    organisation: &OrganisationId,
    (in_group, is_named): (&[Period<()>], bool),
) -> Vec<Period<Bond>> {
    let signatory = agreement.find_signatory(organisation);
    let as_party = signatory.map(|signatory| SignatoryFacts::of(signatory).party_periods());
    let works_to = group.works_to_on();
    let spells = spells(in_group);
    let mut periods = Vec::new();
    for party in as_party.into_iter().flatten() {
        for spell in spells.iter().filter(|spell| spell.value || is_named) {
            let part = party.within(spell.from_on, spell.to_on);
            let part = part.and_then(|part| part.within(None, works_to));
            periods.extend(part.map(|part| Period {
                value: Bond {
                    is_in_group: spell.value,
                    is_bound: part.value,
                },
                from_on: part.from_on,
                to_on: part.to_on,
            }));
        }
    }
    periods
}

/// Whether an organisation is in the group, on all days.
fn spells(in_group: &[Period<()>]) -> Vec<Period<bool>> {
    let turns = in_group.iter().flat_map(|days| {
        let after = days.to_on.and_then(|day| day.succ_opt());
        days.from_on.into_iter().chain(after)
    });
    timeline_of(turns, |day| in_group.iter().any(|days| days.contains(day)))
}

/// Those who are responsible for a duty of a group on a day: whom it names, else everyone in the group;
/// of them the parties that have not ceased, as long as the group works.
#[must_use]
pub fn owners_on<'a>(
    registry: &Registry,
    agreement: &Agreement,
    group: &'a Group,
    duty: &Duty,
    day: NaiveDate,
) -> Vec<Owner<'a>> {
    let all = responsibilities(agreement, group).into_iter();
    all.filter_map(|one| {
        let period = one.periods.iter().find(|period| period.contains(day))?;
        let organisation = &one.organisation.value;
        let Bond {
            is_in_group,
            is_bound,
        } = period.value;
        let is_owner =
            duty.is_answered_for_by(organisation, is_in_group) && !registry.has_ceased_on(organisation, day);
        is_owner.then_some(Owner {
            organisation,
            is_bound,
        })
    })
    .collect()
}

/// An organisation with its name as signed in an agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedOrganisation {
    /// Its id.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
}

impl From<&Signatory> for NamedOrganisation {
    fn from(signatory: &Signatory) -> Self {
        Self {
            id: signatory.organisation.value.clone(),
            name: signatory.name.value.clone(),
        }
    }
}

/// Whose a duty is, where one organisation at most is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyOwner {
    /// The organisation that alone is responsible for it.
    pub only: Option<NamedOrganisation>,
    /// The same among those that everybody may know; `None` where the duty itself is not for everybody.
    pub public: Option<Option<NamedOrganisation>>,
}

impl DutyOwner {
    /// What the owners of a duty tell, whose promise binds everybody who has signed; `named` has their names.
    #[must_use]
    pub fn of(
        owners: &[Owner<'_>],
        is_published: bool,
        named: impl Fn(&OrganisationId) -> Option<NamedOrganisation>,
    ) -> Self {
        let only = |mut owners: Vec<&Owner<'_>>| {
            let first = owners.pop().filter(|_| owners.is_empty());
            first.and_then(|owner| named(owner.organisation))
        };
        let bound = owners.iter().filter(|owner| owner.is_bound).collect();
        Self {
            only: only(owners.iter().collect()),
            public: is_published.then(|| only(bound)),
        }
    }
}

/// Whose the duties of an agreement are on a day, in the order of its groups and their duties.
#[must_use]
pub fn duty_owners(registry: &Registry, agreement: &Agreement, day: NaiveDate) -> Vec<DutyOwner> {
    let named = |id: &OrganisationId| agreement.find_signatory(id).map(NamedOrganisation::from);
    let duties = agreement
        .groups
        .iter()
        .flat_map(|group| group.duties.iter().map(move |duty| (group, duty)));
    duties
        .map(|(group, duty)| {
            let owners = owners_on(registry, agreement, group, duty, day);
            DutyOwner::of(&owners, is_duty_shown(agreement, group, duty, day), named)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::testing::{day, find, registry};

    const AGREEMENT: &str = "
title: Sopimus
term: { starts: 2015-01-01, ends: 2020-12-31 }
groups:
  - id: ryhma
    name: Ryhmä
    regions: all
    chair: aa
    members: [aa, lahtenyt, tuleva, odottava, lakannut]
    duties: [Raportoi., { text: Kokoaa., responsible: [lahtenyt, ulkojasen] }]
  - { id: vanha, name: Vanha ryhmä, regions: all, chair: aa, dissolved: 2016-12-31, duties: [Kokeilee.] }
signatories:
  - { organisation: aa, name: Aa, kind: other, regions: all, signed: 2015-01-01 }
  - { organisation: lahtenyt, name: Lähtenyt, kind: other, regions: all, signed: 2015-01-01, withdrawn: { notice: 2016-03-01, effective: 2016-09-01 } }
  - { organisation: tuleva, name: Tuleva, kind: other, regions: all, joined: 2018-01-01, signed: 2018-01-01 }
  - { organisation: odottava, name: Odottava, kind: other, regions: all }
  - { organisation: lakannut, name: Lakannut, kind: other, regions: all, signed: 2015-01-01 }
  - { organisation: ulkojasen, name: Ulkojäsen, kind: other, regions: all, signed: 2015-01-01 }
";

    const ORGANISATIONS: &str = "organisations: [{ id: lakannut, name: Lakannut, ceased: 2017-06-30 }]";

    /// The owners of a duty on a day; those that are not bound have a question mark.
    fn check(group: usize, duty: usize, on: &str, expected: &[&str]) {
        let registry = registry(&[("d1", AGREEMENT)], ORGANISATIONS);
        let agreement = find(&registry, "d1");
        let group = &agreement.groups[group];
        let owners = owners_on(&registry, agreement, group, &group.duties[duty], day(on));
        let shown = owners.iter().map(|owner| {
            let mark = if owner.is_bound { "" } else { "?" };
            format!("{}{mark}", owner.organisation)
        });
        assert_eq!(shown.collect::<Vec<_>>(), expected, "on {on}");
    }

    #[test]
    fn a_shared_duty_is_everyones_who_is_a_party_on_the_day() {
        check(0, 0, "2016-08-31", &["aa", "lahtenyt", "odottava?", "lakannut"]);
        check(0, 0, "2016-09-01", &["aa", "odottava?", "lakannut"]);
        check(0, 0, "2017-06-30", &["aa", "odottava?", "lakannut"]);
        check(0, 0, "2017-07-01", &["aa", "odottava?"]);
        check(0, 0, "2018-01-01", &["aa", "tuleva", "odottava?"]);
        check(
            0,
            0,
            "2014-12-31",
            &["aa?", "lahtenyt?", "odottava?", "lakannut?"],
        );
    }

    #[test]
    fn a_named_duty_is_theirs_who_are_named() {
        check(0, 1, "2016-08-31", &["lahtenyt", "ulkojasen"]);
        check(0, 1, "2016-09-01", &["ulkojasen"]);
    }

    #[test]
    fn a_dissolved_group_has_no_owners() {
        check(1, 0, "2016-12-30", &["aa"]);
        check(1, 0, "2016-12-31", &[]);
    }
}
