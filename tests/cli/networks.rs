//! Six networks in one registry, each with a group `ohjausryhma`; one of them in its third agreement, the
//! second of which had no such group. An id names a group of one agreement, and of those that follow it.

use insta::assert_snapshot;

use super::harness::Place;

/// An agreement of a network with a group `ohjausryhma`, or another group.
fn agreement(id: &str, years: (&str, &str), supersedes: Option<&str>, group: (&str, &str)) -> String {
    let network = id.split('-').next().expect("a name");
    let supersedes = supersedes.map_or(String::new(), |id| format!("supersedes: [{id}]\n"));
    let ((starts, ends), (group, name)) = (years, group);
    format!(
        "id: {id}
title: Sopimus {id}
{supersedes}term: {{ starts: {starts}, ends: {ends} }}
groups:
  - id: {group}
    name: {name}
    regions: all
    chair: {network}
    members: [{network}, ely]
    duties:
      - {{ text: Seuraa toteutumista ({id})., every: year }}
signatories:
  - {{ organisation: {network}, name: Opisto {network}, kind: education, regions: all, signed: {starts} }}
  - {{ organisation: ely, name: Lapin ELY-keskus, kind: state-authority, regions: all, signed: {starts} }}
"
    )
}

pub(crate) fn networks() -> Place {
    let steering = ("ohjausryhma", "Ohjausryhmä");
    let (first, now) = (("2014", "2017-12-31"), ("2024", "2027-12-31"));
    let mut files = vec![
        agreement("lansi-2014", first, None, steering),
        agreement(
            "lansi-2018",
            ("2018", "2023-12-31"),
            Some("lansi-2014"),
            ("tiimi", "Tiimi"),
        ),
        agreement("lansi-2024", now, Some("lansi-2018"), steering),
    ];
    for id in ["ita-2024", "keski-2024", "tunturi-2024", "saame-2024"] {
        files.push(agreement(id, now, None, steering));
    }
    // It is over, and its group none of the others.
    files.push(agreement("vanha-2012", ("2012", "2013-12-31"), None, steering));
    let named: Vec<(String, String)> = files
        .into_iter()
        .map(|text| {
            (
                format!("{}.yaml", &text["id: ".len()..text.find('\n').expect("a line")]),
                text,
            )
        })
        .collect();
    let named: Vec<(&str, &str)> = named
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    Place::of(&named)
}

#[test]
fn show_asks_which_of_six_groups_is_meant() {
    let place = networks();
    assert_snapshot!("six_groups", place.run(&["show", "ohjausryhma"]));
    assert_snapshot!("six_groups_fi", place.run_fi(&["show", "ohjausryhma"]));
    // Every command that it proposes shows one of them.
    let told = place.run(&["show", "ohjausryhma"]);
    let proposed: Vec<&str> = told
        .split("`kumppani show ")
        .skip(1)
        .map(|rest| &rest[..rest.find('`').expect("an end")])
        .collect();
    assert_eq!(proposed.len(), 6);
    for reference in proposed {
        let shown = place.json(&["show", reference]);
        let n = if reference.starts_with("lansi") { 2 } else { 1 };
        assert_eq!(
            shown["agreements"].as_array().map(Vec::len),
            Some(n),
            "{reference}"
        );
    }
}

#[test]
fn a_group_goes_on_through_an_agreement_that_lacks_it() {
    let place = networks();
    let shown = place.run(&["show", "lansi-2014/ohjausryhma"]);
    assert_snapshot!("group_of_a_chain", shown);
    assert_eq!(place.run(&["show", "lansi-2024/ohjausryhma"]), shown);
    // An id that is unique needs no agreement.
    assert_eq!(place.json(&["show", "tiimi"])["first_agreement"], "lansi-2018");
    assert_snapshot!("group_not_there", place.run(&["show", "lansi-2018/ohjausryhma"]));
}

#[test]
fn lists_say_whose_group_it_is() {
    let place = networks();
    let groups = place.json(&["groups", "--all"]);
    let of: Vec<(&str, &str)> = groups
        .as_array()
        .expect("rows")
        .iter()
        .filter(|row| row["group"] == "ohjausryhma")
        .map(|row| {
            (
                row["agreement"].as_str().expect("an id"),
                row["first_agreement"].as_str().expect("an id"),
            )
        })
        .collect();
    assert_eq!(of.len(), 7);
    let n_lines = of
        .iter()
        .map(|(_, first)| first)
        .collect::<std::collections::BTreeSet<_>>()
        .len();
    assert_eq!(n_lines, 6);
    assert_eq!(
        of.iter().find(|(agreement, _)| *agreement == "lansi-2024"),
        Some(&("lansi-2024", "lansi-2014"))
    );
    assert_snapshot!(
        "duties_of_five_groups",
        place.run(&["duties", "--group", "ohjausryhma"])
    );
    assert_snapshot!("group_found_by_search", place.run(&["search", "ohjausryhmä"]));
    for row in place.json(&["regions"]).as_array().expect("areas") {
        let names = [
            "ita-2024",
            "keski-2024",
            "lansi-2024",
            "saame-2024",
            "tunturi-2024",
        ];
        let names: Vec<String> = names.iter().map(|id| format!("{id}/ohjausryhma")).collect();
        assert_eq!(row["groups"], serde_json::json!(names));
    }
}
