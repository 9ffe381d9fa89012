//! Random groups: who is in them, what they promise, and when they cease to work.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::facts::{Areas, Duty, Group, Signatory, Timing};
use crate::generator::{date, rare_date};

/// The regions of signatories and groups, in the network's order.
pub(crate) const AREAS: &[Areas] = &[&[], &["Itä", "Keski"], &["Länsi"], &["Keski"]];

pub(crate) const GROUPS: &[&str] = &["ohjaus", "tieto"];

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
    (named, timing()).prop_map(|(responsible, timing)| Duty { responsible, timing })
}

fn group(id: &'static str, ids: Vec<&'static str>) -> impl Strategy<Value = Group> {
    let chair = subsequence(ids.clone(), 0..=ids.len().min(1));
    let members = subsequence(ids.clone(), 0..=ids.len()).prop_shuffle();
    let duties = proptest::collection::vec(duty(ids), 0..4);
    let dissolved = prop_oneof![2 => rare_date(), 1 => date().prop_map(Some)];
    (select(AREAS), chair, members, dissolved, duties).prop_map(
        move |(regions, chair, members, dissolved, duties)| Group {
            id,
            regions,
            chair: chair.first().copied(),
            members,
            dissolved,
            duties,
        },
    )
}

/// The groups of an agreement: of its signatories, for others would be an error.
pub(crate) fn groups(signatories: &[Signatory]) -> impl Strategy<Value = Vec<Group>> + use<> {
    let ids: Vec<&str> = signatories.iter().map(|one| one.organisation).collect();
    let one = move |id: &&'static str| group(id, ids.clone());
    let all: Vec<_> = GROUPS.iter().map(one).collect();
    (all, 0..=GROUPS.len()).prop_map(|(mut groups, n)| {
        groups.truncate(n);
        groups
    })
}
