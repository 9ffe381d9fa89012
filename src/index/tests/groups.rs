//! Which groups of several agreements are one.

use proptest::prelude::*;

use super::*;
use crate::model::{Agreement, Regions};

/// An agreement of a year with a group `ohjausryhma` or without, and those that it supersedes.
fn holder(id: &str, starts: &str, supersedes: &[&str], has_group: bool) -> Agreement {
    let mut made = agreement(id, id, starts, None);
    made.supersedes = supersedes.iter().map(|id| at(agreement_id(id))).collect();
    if has_group {
        let duties = vec![duty("Seuraa.", &[])];
        made.groups = vec![group("ohjausryhma", "Ohjausryhmä", Regions::All, &[], duties)];
    }
    made
}

fn index_of(agreements: Vec<Agreement>) -> Index {
    let files = agreements
        .into_iter()
        .map(|agreement| agreement_file(agreement, 1));
    Index::in_memory(&crate::model::Network::lapland(), loading(files.collect()).files)
        .expect("an index")
        .0
}

/// The agreements of each group `ohjausryhma`, by the agreement in which it first is, with the groups
/// before and after it.
fn groups(index: &Index) -> Vec<String> {
    let asked = asked("2026-06-01");
    let id = group_id("ohjausryhma");
    let places = index.groups_of_id(&asked, &id).expect("places");
    let lines = places.iter().map(|place| {
        let shown = index.show_group(&asked, &agreement_id(&place.agreement), &id);
        let shown = shown.expect("an answer").expect("the group");
        let named = |places: &[crate::view::GroupPlace]| {
            let agreements: Vec<&str> = places.iter().map(|place| place.agreement.as_str()).collect();
            agreements.join(" ")
        };
        let agreements: Vec<&str> = shown
            .agreements
            .iter()
            .map(|one| one.agreement.as_str())
            .collect();
        format!(
            "{} as {}: {} <{}> <{}>",
            shown.first_agreement,
            place.agreement,
            agreements.join(" "),
            named(&shown.continues),
            named(&shown.continued_by)
        )
    });
    lines.collect()
}

#[test]
fn only_what_supersedes_goes_on_with_a_group() {
    let index = index_of(vec![
        holder("ita", "2014", &[], true),
        holder("lansi-2020", "2020", &["lansi-2017"], true),
        holder("lansi-2017", "2017", &["lansi-2014"], false),
        holder("lansi-2014", "2014", &[], true),
    ]);
    assert_eq!(
        groups(&index),
        [
            "ita as ita: ita <> <>",
            "lansi-2014 as lansi-2020: lansi-2014 lansi-2020 <> <>"
        ]
    );
}

#[test]
fn where_agreements_part_or_come_together_the_groups_are_named() {
    let index = index_of(vec![
        holder("a", "2014", &[], true),
        holder("b", "2017", &["a"], true),
        holder("c", "2017", &["a"], true),
        holder("d", "2020", &["b", "c"], true),
    ]);
    assert_eq!(
        groups(&index),
        [
            "a as a: a <> <b c>",
            "b as b: b <a> <d>",
            "c as c: c <a> <d>",
            "d as d: d <b c> <>"
        ]
    );
}

#[test]
fn an_area_counts_each_group_once_and_by_a_name_that_sets_it_apart() {
    let signed = |mut agreement: Agreement| {
        agreement.signatories = vec![signatory("ely", "ELY", Regions::All, Some("2014"))];
        agreement
    };
    let mut alone = holder("ita", "2014", &[], true);
    alone
        .groups
        .push(group("tiimi", "Tiimi", Regions::All, &[], Vec::new()));
    let index = index_of(vec![
        signed(alone),
        signed(holder("lansi-2014", "2014", &[], true)),
        signed(holder("lansi-2017", "2017", &["lansi-2014"], true)),
    ]);
    let listed = |scope| {
        let rows = index.regions(&asked("2026"), &scope).expect("areas");
        rows[0].groups.clone()
    };
    let references = index.ids(IdKind::GroupReference).expect("names");
    let expected = [
        "ita/ohjausryhma",
        "lansi-2014/ohjausryhma",
        "lansi-2017/ohjausryhma",
        "tiimi",
    ];
    assert_eq!(references, expected);
    assert_eq!(
        listed(Scope::InForce),
        ["ita/ohjausryhma", "tiimi", "lansi-2017/ohjausryhma"]
    );
    assert_eq!(
        listed(Scope::All),
        ["ita/ohjausryhma", "tiimi", "lansi-2014/ohjausryhma"]
    );
}

/// Five agreements, each in a version that supersedes some of the others, has the group or not, or is gone.
fn some_versions() -> impl Strategy<Value = Vec<(usize, Option<(u8, bool)>)>> {
    let version = proptest::option::weighted(0.8, (0..32_u8, proptest::bool::weighted(0.7)));
    proptest::collection::vec((0..5_usize, version), 1..12)
}

fn version(which: usize, supersedes: u8, has_group: bool) -> Agreement {
    const IDS: [&str; 5] = ["a", "b", "c", "d", "e"];
    let ids: Vec<&str> = IDS
        .into_iter()
        .enumerate()
        .filter(|(at, _)| supersedes & (1 << at) != 0)
        .map(|(_, id)| id)
        .collect();
    holder(IDS[which], "2014", &ids, has_group)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn groups_are_the_same_as_after_a_build_from_nothing(steps in some_versions()) {
        let (mut index, _) = Index::in_memory(&crate::model::Network::lapland(), Vec::new()).expect("an index");
        let mut files = std::collections::BTreeMap::new();
        for (number, (which, made)) in (1..).zip(steps) {
            let changes = match made {
                Some((supersedes, has_group)) => {
                    let made = version(which, supersedes, has_group);
                    files.insert(which, agreement_file(made.clone(), number));
                    loading(vec![agreement_file(made, number)])
                }
                None if files.remove(&which).is_some() => {
                    removing(version(which, 0, false).file.as_str())
                }
                None => continue,
            };
            index.apply(&Disk::real(), &changes).expect("a change");
        }
        check_integrity(&index);
        let (built, _) = Index::in_memory(&crate::model::Network::lapland(), files.into_values()).expect("an index");
        prop_assert_eq!(dump(&index), dump(&built));
    }
}
