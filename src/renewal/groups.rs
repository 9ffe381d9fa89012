//! The groups and their duties, carried into the new agreement. A dissolved group is left out. Of
//! several predecessors groups with one id and one name are united, their duties by id.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{LeftOut, Notes, unplaced};
use crate::diagnostic::At;
use crate::model::time::Milestones;
use crate::model::{
    Agreement, Duty, DutyId, Group, GroupId, OrganisationId, Regions, RoleSeat, Seat, Signatory, numbered_id,
};
use crate::questions::plain;
use crate::wording;

/// The groups of the draft as they are on a day, with the members that are among its signatories.
pub(super) fn carry(
    predecessors: &[&Agreement],
    signatories: &[Signatory],
    day: NaiveDate,
    notes: &mut Notes,
) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for agreement in predecessors {
        // What has ended by itself is taken as it was on its last day.
        let last = Milestones::of(agreement, None).lapses_on();
        let day = last.map_or(day, |last| last.min(day));
        for group in &agreement.groups {
            match &group.dissolved {
                Some(dissolved) => notes.left_out.push(left_out(agreement, group, dissolved.value)),
                None => take(&mut groups, &as_of(group, day), notes),
            }
        }
    }
    let ids: BTreeSet<&OrganisationId> = signatories
        .iter()
        .map(|signatory| &signatory.organisation.value)
        .collect();
    for group in &mut groups {
        keep_members(group, &ids, notes);
    }
    groups
}

/// A group with those who are in it on a day, without dates: they go on from the beginning.
fn as_of(group: &Group, day: NaiveDate) -> Group {
    let undated = |seat: &Seat| Seat {
        from: None,
        until: None,
        in_place_of: None,
        ..seat.clone()
    };
    let roles = group.roles_on(day).map(|role| RoleSeat {
        role: role.role.clone(),
        seat: undated(&role.seat),
    });
    Group {
        chairs: group.chair_on(day).map(undated).into_iter().collect(),
        members: group.members_on(day).map(undated).collect(),
        roles: roles.collect(),
        ..group.clone()
    }
}

fn left_out(agreement: &Agreement, group: &Group, dissolved: crate::model::PartialDate) -> LeftOut {
    let (name, n) = (group.name.value.fi(), group.duties.len());
    LeftOut {
        agreement: agreement.id.value.clone(),
        id: group.id.value.to_string(),
        reason: wording!(
            en: "{name}: the group was dissolved ({dissolved}), with its duties ({n})",
            fi: "{name}: ryhmä on lakkautettu ({dissolved}), samoin sen tehtävät ({n})",
            dissolved
        ),
    }
}

/// Adds a group, or what it has beyond the one with the same id and name.
fn take(groups: &mut Vec<Group>, group: &Group, notes: &mut Notes) {
    let same = groups.iter().position(|other| other.id.value == group.id.value);
    let at = match same {
        Some(at) if plain(groups[at].name.value.fi()) == plain(group.name.value.fi()) => {
            unite(&mut groups[at], group, notes);
            at
        }
        _ => {
            let mut taken = Group {
                duties: Vec::new(),
                ..group.clone()
            };
            if same.is_some() {
                taken.id = other_id(groups, group, notes);
            }
            groups.push(taken);
            groups.len() - 1
        }
    };
    // Only what another agreement brought can be the same duty.
    let n_known = groups[at].duties.len();
    for duty in &group.duties {
        take_duty(groups, (at, n_known), duty, notes);
    }
}

/// Another id for a group whose id a group of another name has.
fn other_id(groups: &[Group], group: &Group, notes: &mut Notes) -> At<GroupId> {
    let (id, name) = (&group.id.value, group.name.value.fi());
    let is_free = |id: &str| groups.iter().all(|other| other.id.value.as_str() != id);
    let new = numbered_id(id.as_str(), is_free);
    notes.ask(wording!(
        en: "two groups had the id `{id}`; “{name}” has the id `{new}` here: are they one group?",
        fi: "kahdella ryhmällä oli tunnus `{id}`; ryhmän ”{name}” tunnus on tässä `{new}`: ovatko ne sama ryhmä?"
    ));
    unplaced(GroupId::parse(&new).expect("a free id keeps the shape of an id"))
}

fn unite(kept: &mut Group, other: &Group, notes: &mut Notes) {
    let id = &kept.id.value;
    notes.ask(wording!(
        en: "several predecessors have a group `{id}`, and this draft merges them: are they one group?",
        fi: "usealla edeltävällä sopimuksella on ryhmä `{id}`, ja ne on tässä yhdistetty: ovatko ne sama ryhmä?"
    ));
    let chair = |group: &Group| group.chairs.first().map(|seat| seat.organisation.value.clone());
    if chair(kept).is_some() && chair(other).is_some() && chair(kept) != chair(other) {
        notes.ask(wording!(
            en: "who chairs the group `{id}`? the predecessors name different chairs",
            fi: "kuka on ryhmän `{id}` puheenjohtaja? edeltävissä sopimuksissa on eri puheenjohtajat"
        ));
    }
    if kept.chairs.is_empty() {
        kept.chairs.clone_from(&other.chairs);
    }
    kept.regions = Regions::united(&kept.regions, &other.regions);
    for member in &other.members {
        let is_it = |known: &Seat| known.organisation.value == member.organisation.value;
        if !kept.members.iter().any(is_it) {
            kept.members.push(member.clone());
        }
    }
    for role in &other.roles {
        let is_it = |known: &RoleSeat| {
            (&known.role.value, &known.seat.organisation.value)
                == (&role.role.value, &role.seat.organisation.value)
        };
        if !kept.roles.iter().any(is_it) {
            kept.roles.push(role.clone());
        }
    }
}

/// Adds a duty to the group at a place, unless it is among the first duties there. Ids of duties are
/// unique in the whole agreement.
fn take_duty(groups: &mut [Group], (at, n_known): (usize, usize), duty: &Duty, notes: &mut Notes) {
    let known = &groups[at].duties[..n_known];
    let mut duty = duty.clone();
    match &duty.id {
        None if known.iter().any(|other| is_same_text(other, &duty)) => return,
        None => {}
        Some(id) => {
            if let Some(same) = find_duty(known, &id.value) {
                if same.text.value != duty.text.value {
                    ask_about_texts(&id.value, notes);
                }
                return;
            }
            if groups
                .iter()
                .any(|group| find_duty(&group.duties, &id.value).is_some())
            {
                duty.id = Some(other_duty_id(groups, &id.value, notes));
            }
        }
    }
    groups[at].duties.push(duty);
}

fn is_same_text(a: &Duty, b: &Duty) -> bool {
    a.id.is_none() && b.id.is_none() && plain(a.text.value.fi()) == plain(b.text.value.fi())
}

/// Another id for a duty whose id a duty of another group has.
fn other_duty_id(groups: &[Group], id: &DutyId, notes: &mut Notes) -> At<DutyId> {
    let is_free = |new: &str| {
        let mut duties = groups.iter().flat_map(|group| &group.duties);
        duties.all(|duty| duty.id.as_ref().is_none_or(|at| at.value.as_str() != new))
    };
    let new = numbered_id(id.as_str(), is_free);
    notes.ask(wording!(
        en: "two groups had a duty with the id `{id}`; one has the id `{new}` here: are they one duty?",
        fi: "kahdella ryhmällä oli tehtävä, jonka tunnus oli `{id}`; toisen tunnus on tässä `{new}`: onko kyse \
             samasta tehtävästä?"
    ));
    unplaced(DutyId::parse(&new).expect("a free id keeps the shape of an id"))
}

fn find_duty<'g>(duties: &'g [Duty], id: &DutyId) -> Option<&'g Duty> {
    let is_it = |duty: &&Duty| duty.id.as_ref().is_some_and(|at| at.value == *id);
    duties.iter().find(is_it)
}

fn ask_about_texts(id: &DutyId, notes: &mut Notes) {
    notes.ask(wording!(
        en: "the predecessors word the duty `{id}` differently; here it is as in the first of them",
        fi: "tehtävän `{id}` sanamuoto vaihtelee edeltävissä sopimuksissa; tässä on niistä ensimmäisen"
    ));
}

/// Takes out the organisations that are no signatories, and asks where no one is left.
fn keep_members(group: &mut Group, ids: &BTreeSet<&OrganisationId>, notes: &mut Notes) {
    let is_there = |at: &At<OrganisationId>| ids.contains(&at.value);
    let id = &group.id.value;
    let is_seated = |seat: &Seat| is_there(&seat.organisation);
    let gone = group.chairs.extract_if(.., |chair| !is_seated(chair));
    for chair in gone.map(|seat| seat.organisation.value) {
        notes.ask(wording!(
            en: "who chairs the group `{id}`? `{chair}` is no longer a signatory",
            fi: "kuka on ryhmän `{id}` puheenjohtaja? `{chair}` ei ole enää allekirjoittaja"
        ));
    }
    group.members.retain(is_seated);
    group.roles.retain(|role| is_seated(&role.seat));
    for duty in &mut group.duties {
        let n_before = duty.responsible.len();
        duty.responsible.retain(is_there);
        if n_before > 0 && duty.responsible.is_empty() {
            let text = duty.text.value.fi();
            notes.ask(wording!(
                en: "who is responsible for this duty of group `{id}`? its owner has left: “{text}”",
                fi: "kuka vastaa ryhmän `{id}` tehtävästä, jonka vastuutaho on jäänyt pois: ”{text}”"
            ));
        }
    }
}
