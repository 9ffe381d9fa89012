//! Random groups: who is in them, what they promise, and when they cease to work.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::facts::{Areas, Duty, Group, Signatory, Timing};
use crate::generator::{date, rare_date};
use crate::seats::Seat;
use crate::text::duty_text;

/// The regions of signatories and groups, in the network's order.
pub(crate) const AREAS: &[Areas] = &[&[], &["Itä", "Keski"], &["Länsi"], &["Keski"]];

pub(crate) const GROUPS: &[&str] = &["ohjaus", "tieto"];

/// Roles that are neither that of the chair nor that of a member.
pub(crate) const ROLES: &[&str] = &["sihteeri", "varapuheenjohtaja"];

fn timing() -> impl Strategy<Value = Timing> {
    prop_oneof![
        2 => Just(Timing::Always),
        2 => select(vec![1, 3, 6, 12]).prop_map(Timing::Every),
        2 => date().prop_map(Timing::Due),
    ]
}

fn duty(ids: Vec<&'static str>) -> impl Strategy<Value = Duty> {
    let most = ids.len().min(2);
    let named = subsequence(ids, 0..=most).prop_shuffle();
    (named, timing()).prop_map(|(responsible, timing)| Duty {
        text: String::new(),
        responsible,
        timing,
    })
}

/// One seat of somebody, mostly without dates.
fn seat(ids: Vec<&'static str>) -> impl Strategy<Value = Seat> {
    let dates = prop_oneof![
        3 => Just((None, None)),
        1 => date().prop_map(|from| (Some(from), None)),
        1 => date().prop_map(|until| (None, Some(until))),
        1 => (date(), date()).prop_map(|(from, until)| (Some(from), Some(until))),
    ];
    let in_place_of = proptest::option::weighted(0.1, select(ids.clone()));
    (select(ids), dates, in_place_of).prop_map(|(who, (from, until), in_place_of)| Seat {
        who,
        from,
        until,
        in_place_of,
    })
}

/// Seats of some; of one organisation there may be several.
fn seats(ids: &[&'static str], most: usize) -> BoxedStrategy<Vec<Seat>> {
    if ids.is_empty() {
        return Just(Vec::new()).boxed();
    }
    let always = subsequence(ids.to_vec(), 0..=ids.len().min(most)).prop_shuffle();
    let always = always.prop_map(|ids| ids.into_iter().map(Seat::always).collect());
    prop_oneof![always, proptest::collection::vec(seat(ids.to_vec()), 0..=most)].boxed()
}

/// Each has a text of its own.
fn named(group: &str, mut duties: Vec<Duty>) -> Vec<Duty> {
    for (number, duty) in (1..).zip(&mut duties) {
        duty.text = duty_text(group, number);
    }
    duties
}

fn group(id: &'static str, ids: Vec<&'static str>) -> impl Strategy<Value = Group> {
    let chairs = seats(&ids, 3);
    let members = seats(&ids, 4);
    let roles = seats(&ids, 2);
    let duties = proptest::collection::vec(duty(ids), 0..4);
    let dissolved = prop_oneof![2 => rare_date(), 1 => date().prop_map(Some)];
    (select(AREAS), (chairs, members, roles), dissolved, duties).prop_map(
        move |(regions, (chairs, members, roles), dissolved, duties)| Group {
            id,
            regions,
            chairs,
            members,
            roles: ROLES.iter().copied().zip(roles).collect(),
            dissolved,
            duties: named(id, duties),
        },
    )
}

/// The groups of an agreement: of its signatories, for others would be an error.
pub(crate) fn groups(signatories: &[Signatory]) -> impl Strategy<Value = Vec<Group>> + use<> {
    let ids: Vec<&str> = signatories.iter().map(|one| one.organisation).collect();
    let one = move |id: &&'static str| group(id, ids.clone());
    let all: Vec<_> = GROUPS.iter().map(one).collect();
    let n = prop_oneof![1 => 0..=GROUPS.len(), 2 => Just(GROUPS.len())];
    (all, n).prop_map(|(mut groups, n)| {
        groups.truncate(n);
        groups
    })
}
