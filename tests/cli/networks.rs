//! Six networks in one registry, each with a group `ohjausryhma`; one of them in its third agreement, the
//! second of which had no such group. An id names a group of one agreement, and of those that follow it.

use insta::assert_snapshot;

use super::harness::Place;
use super::site::{Files, assert_links_lead_somewhere, site, text};

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
      - {{ text: Raportoi., due: 2027-05-15 }}
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
    let lines = place.run(&["show", "ohjausryhma"]);
    let proposed: Vec<&str> = lines
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

/// The groups of a page of the site that have the name `Ohjausryhmä`, by the pages to which it leads.
fn links(files: &Files, page: &str) -> Vec<String> {
    let page = text(&files[page]);
    let parts = page.split("<a href=\"").skip(1);
    let links = parts.filter_map(|part| part.split_once("\">Ohjausryhmä"));
    let links = links.map(|(link, _)| link.replace("&#x2f;", "/"));
    links
        .map(|link| link.rsplit('/').next().expect("a name").to_owned())
        .collect()
}

#[test]
fn the_site_has_a_page_for_each_of_six_groups() {
    let files = site(&networks(), &[]);
    assert_links_lead_somewhere(&files);
    let pages: Vec<&str> = files
        .keys()
        .filter_map(|path| path.strip_prefix("ryhmat/ohjausryhma"))
        .collect();
    // The first of them keeps the address of the id alone, the others have the agreement in which they begin.
    let expected = [
        "--ita-2024.html",
        "--keski-2024.html",
        "--lansi-2014.html",
        "--saame-2024.html",
        "--tunturi-2024.html",
        ".html",
    ];
    assert_eq!(pages, expected);
    let page = |path: &str| text(&files[path]).replace("&#x2f;", "/");
    let first = page("ryhmat/ohjausryhma.html");
    assert!(
        first.contains("<h1>Ohjausryhmä (Sopimus vanha-2012)</h1>"),
        "{first}"
    );
    let chain = page("ryhmat/ohjausryhma--lansi-2014.html");
    assert!(
        chain.contains("<h1>Ohjausryhmä (Sopimus lansi-2024)</h1>"),
        "{chain}"
    );
    assert!(chain.contains("Seuraa toteutumista (lansi-2024)."), "{chain}");
    assert!(
        chain.contains("sopimukset/lansi-2014.html#ryhma-ohjausryhma"),
        "{chain}"
    );
    assert!(!chain.contains("ita-2024"), "{chain}");
    for (agreement, group) in [
        ("lansi-2014", "ohjausryhma--lansi-2014.html"),
        ("lansi-2024", "ohjausryhma--lansi-2014.html"),
        ("keski-2024", "ohjausryhma--keski-2024.html"),
        ("vanha-2012", "ohjausryhma.html"),
    ] {
        assert_eq!(links(&files, &format!("sopimukset/{agreement}.html")), [group]);
    }
    let in_force = [
        "ohjausryhma--ita-2024.html",
        "ohjausryhma--keski-2024.html",
        "ohjausryhma--lansi-2014.html",
        "ohjausryhma--saame-2024.html",
        "ohjausryhma--tunturi-2024.html",
    ];
    for listed in [
        "alueet/ita.html",
        "kalenteri/index.html",
        "organisaatiot/ely.html",
    ] {
        let mut found = links(&files, listed);
        found.sort();
        found.dedup();
        assert_eq!(found, in_force, "{listed}");
    }
    // Events and duties of several agreements on the front page are distinguished, too.
    let start = page("index.html");
    assert!(start.contains("Raportoi. (Sopimus keski-2024)"), "{start}");
    let area = page("alueet/ita.html");
    assert!(area.contains("Ohjausryhmä</a> (Sopimus keski-2024)"), "{area}");
    let areas = page("alueet/index.html");
    assert!(areas.contains("<td data-label=\"ryhmiä\">5</td>"), "{areas}");
    let search = page("haku/tiedot.js");
    for (title, page) in [
        ("ryhmä, Sopimus ita-2024", "ryhmat/ohjausryhma--ita-2024.html"),
        (
            "tehtävä, Sopimus lansi-2024",
            "ryhmat/ohjausryhma--lansi-2014.html",
        ),
        // An id and a name that are unique need no agreement.
        ("ryhmä", "ryhmat/tiimi.html"),
    ] {
        let hit = format!("\"k\":\"{title}\",\"u\":\"{page}\"");
        assert!(search.contains(&hit), "{hit}: {search}");
    }
    assert!(page("ryhmat/tiimi.html").contains("<h1>Tiimi</h1>"));
}

#[test]
fn a_group_of_one_chain_keeps_its_address() {
    let place = Place::of(&[
        (
            "ita-2014.yaml",
            &agreement("ita-2014", ("2014", "2017-12-31"), None, ("tiimi", "Tiimi")),
        ),
        (
            "ita-2018.yaml",
            &agreement(
                "ita-2018",
                ("2018", "open-ended"),
                Some("ita-2014"),
                ("tiimi", "Tiimi"),
            ),
        ),
    ]);
    let files = site(&place, &[]);
    let pages: Vec<&String> = files.keys().filter(|path| path.starts_with("ryhmat/")).collect();
    assert_eq!(pages, ["ryhmat/index.html", "ryhmat/tiimi.html"]);
    assert!(text(&files["ryhmat/tiimi.html"]).contains("<h1>Tiimi</h1>"));
    assert_eq!(
        place.json(&["show", "tiimi"])["agreements"]
            .as_array()
            .map(Vec::len),
        Some(2)
    );
}

#[test]
fn where_agreements_part_the_pages_lead_to_each_other() {
    let tiimi = ("tiimi", "Tiimi");
    let now = ("2018", "open-ended");
    let place = Place::of(&[
        (
            "yhteinen-2014.yaml",
            &agreement("yhteinen-2014", ("2014", "2017-12-31"), None, tiimi),
        ),
        (
            "ita-2018.yaml",
            &agreement("ita-2018", now, Some("yhteinen-2014"), tiimi),
        ),
        (
            "lansi-2018.yaml",
            &agreement("lansi-2018", now, Some("yhteinen-2014"), tiimi),
        ),
    ]);
    assert_snapshot!(
        "group_that_parts_fi",
        place.run_fi(&["show", "yhteinen-2014/tiimi"])
    );
    let files = site(&place, &[]);
    assert_links_lead_somewhere(&files);
    let earlier = text(&files["ryhmat/tiimi.html"]).replace("&#x2f;", "/");
    let jatkajat = earlier.split("Jatkajat</h2>").nth(1).expect("a section");
    for page in ["tiimi--ita-2018.html", "tiimi--lansi-2018.html"] {
        assert!(jatkajat.contains(page), "{earlier}");
        let later = text(&files[&format!("ryhmat/{page}")]).replace("&#x2f;", "/");
        assert!(
            later.contains("<h2>Jatkaa</h2>") && later.contains("Tiimi</a> (Sopimus yhteinen-2014)"),
            "{later}"
        );
    }
}
