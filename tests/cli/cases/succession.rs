//! What happens to organisations during a term: a merger (2), tasks that go to several (3), tasks of
//! which only a part goes elsewhere (4). Nothing is applied silently; a renewal proposes it.

use insta::assert_snapshot;

use super::super::harness::{Place, TODAY};
use super::{column, done, done_fi, findings, only, refused, rows, states, times};

/// An agreement with a signatory that ceases during the term and answers alone for a duty.
const MERGED: &str = "\
id: tno-2014
title: Kumppanuussopimus 2014
term: { starts: 2014-01-01, ends: open-ended }
groups:
  - id: ryhma
    name: Ryhmä
    regions: all
    chair: kunta
    members: [kunta, ita-opisto]
    duties:
      - { id: seuranta, text: Seuraa toimintaa. }
      - { id: neuvonta, text: Järjestää neuvontaa., responsible: [ita-opisto] }
signatories:
  - organisation: kunta
    name: Kunta
    kind: municipality
    regions: all
    signed: 2014-01-10
    contact: { role: Kirjaamo, email: kunta@example.fi }
  - organisation: ita-opisto   # liitetään yhtymään
    name: Itäinen opisto
    kind: education
    regions: [Itä]
    signed: 2014-01-20
    contact: { role: Toimisto, email: ita@example.fi }
";

const MERGER: &str = "\
organisations:
  - id: ita-opisto
    name: Itäinen opisto
    ceased: 2014-12-31
    successors:
      - { organisation: yhtyma, scope: koko toiminta }
  - { id: yhtyma, name: Koulutusyhtymä }
";

#[test]
fn case_02_a_signatory_merges_during_the_term() {
    let place = Place::of(&[("tno-2014.yaml", MERGED), ("organisations.yaml", MERGER)]);
    assert_eq!(
        findings(&place, "2014-12-31"),
        [""; 0],
        "it exists on its last day"
    );
    assert_eq!(
        findings(&place, "2015-01-01"),
        [
            "absent-member | members: [kunta, ita-opisto]",
            "duty-without-owner | - { id: neuvonta, text: Järjestää neuvontaa., responsible: [ita-opisto] }",
            "ceased-signatory | - organisation: ita-opisto   # liitetään yhtymään",
        ]
    );
    for (day, ceased) in [("2014-12-31", "false"), ("2015-01-01", "true")] {
        let listed = place.json(&["signatories", "--as-of", day]);
        assert_eq!(
            column(&listed, "organisation"),
            ["ita-opisto", "kunta"],
            "{day}: nothing is replaced"
        );
        assert_eq!(column(&listed, "state"), ["signed", "signed"], "{day}");
        assert_eq!(column(&listed, "ceased"), [ceased, "false"], "{day}");
    }
    let promised = place.json(&["duties", "--organisation", "yhtyma", "--as-of", "2015-01-01"]);
    assert_eq!(rows(&promised).len(), 0, "a successor has promised nothing");
    assert_eq!(place.read("agreements/tno-2014.yaml"), MERGED);
    let organisations = place.json(&["organisations"]);
    let ceased = only(&organisations, "organisation", "ita-opisto");
    assert_eq!(ceased["ceased"], "2014-12-31");
    assert_eq!(ceased["successors"][0]["organisation"], "yhtyma");
    assert_eq!(only(&organisations, "organisation", "yhtyma")["agreements"], 0);
    assert_snapshot!("case_02_show", place.run_fi(&["show", "ita-opisto"]));
}

#[test]
fn case_02_the_successor_joins_by_a_command_of_its_own() {
    let place = Place::of(&[("tno-2014.yaml", MERGED), ("organisations.yaml", MERGER)]);
    let due = place.json(&["due", "--as-of", "2015-02-01"]);
    let row = only(&due, "kind", "succession");
    assert_eq!(
        (&row["organisation"], &row["deadline"]),
        (&"ita-opisto".into(), &"2014-12-31".into())
    );
    assert_eq!(
        row["next_command"],
        "kumppani register tno-2014 --organisation yhtyma --name Koulutusyhtymä --region Itä"
    );
    done(
        &place,
        &[
            "register",
            "tno-2014",
            "--organisation",
            "yhtyma",
            "--name",
            "Koulutusyhtymä",
            "--region",
            "Itä",
            "--kind",
            "education",
            "--as-of",
            "2015-02-01",
        ],
    );
    let joined = "  - organisation: yhtyma\n    name: Koulutusyhtymä\n    kind: education\n    regions: [Itä]\n    joined: \
                  2015-02-01\n";
    assert_eq!(
        place.read("agreements/tno-2014.yaml"),
        format!("{MERGED}{joined}")
    );
    assert_eq!(
        states(&place, "tno-2014", "2015-02-01"),
        ["ita-opisto signed", "yhtyma pending", "kunta signed"],
        "its signature is not that of its predecessor"
    );
    done(
        &place,
        &[
            "withdraw",
            "tno-2014",
            "ita-opisto",
            "--notice",
            "2014-11-20",
            "--effective",
            "2014-12-31",
        ],
    );
    let found = findings(&place, "2015-02-01");
    assert!(
        !found
            .iter()
            .any(|finding| finding.starts_with("ceased-signatory")),
        "{found:?}"
    );
    assert_eq!(place.read("agreements/organisations.yaml"), MERGER);
}

/// An agreement whose authority ceases, and its tasks go to three.
const SPLIT: &str = "\
id: tno-2022
title: Kumppanuussopimus 2022
term: { starts: 2022-01-01, ends: 2026-12-31, notice_months: 3 }
groups:
  - id: ryhma
    name: Ryhmä
    regions: all
    chair: opisto
    members: [opisto, palvelut]
    duties:
      - { id: seuranta, text: Seuraa toimintaa. }
      - { id: tyonhaku, text: Neuvoo työnhakijoita., responsible: [palvelut] }
signatories:
  - organisation: opisto
    name: Opisto
    kind: education
    regions: all
    signed: 2022-01-10
    contact: { role: Toimisto, email: opisto@example.fi }
  - organisation: palvelut
    name: Palvelut
    business_id: 2296962-1
    kind: employment-services
    regions: [Länsi, Itä, Keski]
    signed: 2022-01-20
    contact: { role: Kirjaamo, email: palvelut@example.fi }
";

const SPLITTING: &str = "\
organisations:
  - id: palvelut
    name: Palvelut
    ceased: 2024-12-31
    successors:
      - { organisation: alue-ita, scope: palvelut idässä }
      - { organisation: alue-keski, scope: palvelut keskellä }
      - { organisation: alue-lansi, scope: palvelut lännessä }
  - { id: alue-ita, name: Itäinen työllisyysalue }
  - { id: alue-keski, name: Keskinen työllisyysalue }
  - { id: alue-lansi, name: Läntinen työllisyysalue }
";

#[test]
fn case_03_one_becomes_three_and_the_renewal_asks() {
    let place = Place::of(&[("tno-2022.yaml", SPLIT), ("organisations.yaml", SPLITTING)]);
    let renew = ["renew", "tno-2022", "--starts", "1.1.2027", "--years", "5"];
    done_fi(&place, &renew);
    let draft = place.read("agreements/tno-2027.yaml");
    let head = draft
        .split("\nid: tno-2027")
        .next()
        .expect("the head of the draft");
    for (id, scope) in [
        ("alue-ita", "palvelut idässä"),
        ("alue-keski", "palvelut keskellä"),
        ("alue-lansi", "palvelut lännessä"),
    ] {
        assert!(head.contains(id), "{id} is asked for in the head:\n{draft}");
        assert!(draft.contains(scope), "{scope}:\n{draft}");
        let proposal = format!("- {{ organisation: {id},");
        assert_eq!(times(&draft, &proposal), 1, "{id}:\n{draft}");
        for line in draft.lines().filter(|line| line.contains(id)) {
            assert!(
                line.trim_start().starts_with('#'),
                "{id} is proposed in comments only: {line}"
            );
        }
    }
    assert_eq!(
        states(&place, "tno-2027", TODAY),
        ["opisto pending", "palvelut pending"]
    );
    assert_eq!(times(&draft, "signed:"), 0, "nobody has signed the draft");
    let found = findings(&place, TODAY);
    let asks = |found: &&String| *found == "ceased-signatory | - organisation: palvelut";
    assert_eq!(found.iter().filter(asks).count(), 2, "old and new: {found:?}");
    let duties = place.json(&["duties", "--agreement", "tno-2027"]);
    assert_eq!(
        column(&duties, "responsible"),
        ["", "palvelut"],
        "no duty is handed on"
    );
    assert_snapshot!("case_03_draft", draft);

    done(&place, &renew);
    assert_eq!(place.read("agreements/tno-2027.yaml"), draft);
    assert_eq!(place.read("agreements/tno-2022.yaml"), SPLIT);
    assert_eq!(place.read("agreements/organisations.yaml"), SPLITTING);
}

#[test]
fn case_03_who_has_several_successors_has_no_ready_made_command() {
    let place = Place::of(&[("tno-2022.yaml", SPLIT), ("organisations.yaml", SPLITTING)]);
    let due = place.json(&["due", "--as-of", "2025-02-01"]);
    let row = only(&due, "kind", "succession");
    assert_eq!(
        row["next_command"], "kumppani show palvelut",
        "which one it is, a person decides"
    );
    let what = row["what"].as_str().expect("a text");
    for scope in ["palvelut idässä", "palvelut keskellä", "palvelut lännessä"] {
        assert!(what.contains(scope), "{what}");
    }
    // A signature of a successor is not one of the ceased, and the ceased signs nothing new.
    refused(&place, &["sign", "tno-2022", "alue-ita", "--on", "2025-01-15"]);
    assert_eq!(place.read("agreements/tno-2022.yaml"), SPLIT);
}

/// What passed from an organisation that goes on: only a part.
const PART: &str = "\
organisations:
  - id: palvelut
    name: Palvelut
    successors:
      - { organisation: kunta, scope: kotoutumispalvelut }
  - { id: kunta, name: Kunta }
";

#[test]
fn case_04_only_a_part_of_the_tasks_goes_elsewhere() {
    let place = Place::of(&[("tno-2022.yaml", SPLIT), ("organisations.yaml", PART)]);
    assert_eq!(
        findings(&place, "2025-01-01"),
        [""; 0],
        "who goes on has not ceased"
    );
    let listed = place.json(&["signatories"]);
    assert_eq!(column(&listed, "organisation"), ["opisto", "palvelut"]);
    assert_eq!(column(&listed, "ceased"), ["false", "false"]);

    done_fi(
        &place,
        &["renew", "tno-2022", "--starts", "2027-01-01", "--years", "5"],
    );
    let draft = place.read("agreements/tno-2027.yaml");
    assert_eq!(
        states(&place, "tno-2027", TODAY),
        ["opisto pending", "palvelut pending"]
    );
    assert!(
        draft.contains("kotoutumispalvelut"),
        "the renewal says what has passed on:\n{draft}"
    );
    for line in draft.lines().filter(|line| line.contains("kunta")) {
        assert!(line.trim_start().starts_with('#'), "{line}");
    }
    assert!(
        !draft.contains("lakannut") && !draft.contains("ceased"),
        "{draft}"
    );
    assert_eq!(place.read("agreements/tno-2022.yaml"), SPLIT);
    assert_snapshot!("case_04_draft", draft);
}

#[test]
fn case_04_one_ceases_and_a_part_of_its_tasks_with_it() {
    let ceased = PART.replace("name: Palvelut\n", "name: Palvelut\n    ceased: 2024-12-31\n");
    let place = Place::of(&[("tno-2022.yaml", SPLIT), ("organisations.yaml", &ceased)]);
    done(
        &place,
        &["renew", "tno-2022", "--starts", "2027-01-01", "--years", "5"],
    );
    let draft = place.read("agreements/tno-2027.yaml");
    assert_eq!(
        states(&place, "tno-2027", TODAY),
        ["opisto pending", "palvelut pending"]
    );
    assert!(draft.contains("kotoutumispalvelut"), "{draft}");
    assert!(
        !place.json(&["due"]).to_string().contains("koko toiminta"),
        "no scope is made up"
    );
    let duties = place.json(&["duties", "--agreement", "tno-2027", "--organisation", "kunta"]);
    assert_eq!(
        rows(&duties).len(),
        0,
        "the successor of a part takes no duty by itself"
    );
}
