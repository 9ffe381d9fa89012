//! Who comes after: two signatories with one successor (5), a successor that signs through a
//! municipality (6).

use insta::assert_snapshot;

use super::super::harness::{Place, TODAY};
use super::{column, done, done_fi, findings, only, refused, rows, states, times};

/// An agreement with two institutions that are to become one.
const TWO: &str = "\
id: tno-2014
title: Kumppanuussopimus 2014
term: { starts: 2014-01-01, ends: 2026-12-31 }
groups:
  - id: ryhma
    name: Ryhmä
    regions: all
    chair: ammattiopisto
    members: [ammattiopisto, matkailuopisto, kunta]
    duties:
      - { id: koulutus, text: Suunnittelee koulutusta., responsible: [ammattiopisto, matkailuopisto] }
signatories:
  - organisation: ammattiopisto
    name: Ammattiopisto
    kind: education
    regions: [Keski]
    signed: 2014
    contact: { role: Toimisto, email: ammattiopisto@example.fi }
  - organisation: matkailuopisto
    name: Matkailuopisto
    kind: education
    regions: [Keski, Tunturi]
    signed: 2014
    contact: { role: Toimisto, email: matkailuopisto@example.fi }
  - organisation: kunta
    name: Kunta
    kind: municipality
    regions: all
    signed: 2014
    contact: { role: Kirjaamo, email: kunta@example.fi }
";

const INTO_ONE: &str = "\
organisations:
  - id: ammattiopisto
    name: Ammattiopisto
    ceased: 2017-12-31
    successors: [{ organisation: koulutuskeskus, scope: koko toiminta }]
  - id: matkailuopisto
    name: Matkailuopisto
    ceased: 2017-12-31
    successors: [{ organisation: koulutuskeskus, scope: koko toiminta }]
  - { id: koulutuskeskus, name: Koulutuskeskus }
";

#[test]
fn case_05_two_signatories_become_one() {
    let place = Place::of(&[("tno-2014.yaml", TWO), ("organisations.yaml", INTO_ONE)]);
    done_fi(
        &place,
        &["renew", "tno-2014", "--starts", "2027-01-01", "--years", "4"],
    );
    let draft = place.read("agreements/tno-2027.yaml");
    assert_eq!(
        times(&draft, "- { organisation: koulutuskeskus,"),
        1,
        "one proposal, not two:\n{draft}"
    );
    let proposal = "  # - { organisation: koulutuskeskus, name: Koulutuskeskus, kind: education, regions: [Keski, Tunturi] }\n";
    assert!(draft.contains(proposal), "for the areas of both:\n{draft}");
    assert_eq!(
        states(&place, "tno-2027", TODAY),
        ["ammattiopisto pending", "kunta pending", "matkailuopisto pending"]
    );
    assert_snapshot!("case_05_draft", draft);
    // The proposal is taken over by deleting the mark of the comment.
    let taken = draft.replace(proposal, &proposal.replace("# - ", "- "));
    place.write("agreements/tno-2027.yaml", taken.as_bytes());
    assert_eq!(
        states(&place, "tno-2027", TODAY),
        [
            "ammattiopisto pending",
            "koulutuskeskus pending",
            "kunta pending",
            "matkailuopisto pending"
        ]
    );
}

/// The organisations that have ceased and are still to be succeeded.
fn successions(place: &Place) -> serde_json::Value {
    let mut due = place.json(&["due", "--as-of", "2018-02-01"]);
    let rows = due.as_array_mut().expect("rows");
    rows.retain(|row| row["kind"] == "succession");
    due
}

#[test]
fn case_05_the_one_is_registered_once() {
    let place = Place::of(&[("tno-2014.yaml", TWO), ("organisations.yaml", INTO_ONE)]);
    let due = successions(&place);
    for id in ["ammattiopisto", "matkailuopisto"] {
        assert_eq!(
            only(&due, "organisation", id)["next_command"],
            "kumppani register tno-2014 --organisation koulutuskeskus --name Koulutuskeskus --region Keski --region Tunturi",
            "{id}: for the areas of both, whichever is typed first"
        );
    }
    let register = [
        "register",
        "tno-2014",
        "--organisation",
        "koulutuskeskus",
        "--name",
        "Koulutuskeskus",
        "--region",
        "Keski",
        "--region",
        "Tunturi",
        "--as-of",
        "2018-02-01",
    ];
    done(&place, &register);
    let written = place.read("agreements/tno-2014.yaml");
    refused(&place, &register);
    assert_eq!(
        place.read("agreements/tno-2014.yaml"),
        written,
        "the second predecessor adds nothing"
    );
    let listed = place.json(&["signatories", "--as-of", "2018-02-01"]);
    assert_eq!(
        only(&listed, "organisation", "koulutuskeskus")["state"],
        "pending"
    );
    assert_eq!(rows(&listed).len(), 4);
    let due = successions(&place);
    assert_eq!(
        column(&due, "organisation")
            .iter()
            .filter(|id| id.ends_with("opisto"))
            .count(),
        2,
        "both are still told: {due:#}"
    );
    for row in rows(&due) {
        let command = row["next_command"].as_str().expect("a command");
        assert!(!command.contains("register"), "it is registered already: {row}");
    }
    for row in rows(&place.json(&["board", "tno-2014", "--as-of", "2018-02-01"])["rows"]) {
        let step = row["next_step"].to_string();
        assert!(!step.contains("register"), "{row:#}");
    }
    let entry = "  - organisation: koulutuskeskus\n    name: Koulutuskeskus\n    kind: education\n    regions: [Keski]\n";
    place.write("agreements/tno-2014.yaml", format!("{written}{entry}").as_bytes());
    let found = findings(&place, "2018-02-01");
    assert!(
        found.contains(&"duplicate-signatory | - organisation: koulutuskeskus".to_owned()),
        "{found:?}"
    );
}

/// What `due` and `board` propose when the successor is there has to be possible.
#[test]
fn case_05_the_ceased_leave_once_the_one_is_there() {
    let one = "  - organisation: koulutuskeskus\n    name: Koulutuskeskus\n    kind: education\n    regions: [Keski]\n    \
               signed: 2018-01-15\n    joined: 2018-01-10\n";
    let unsigned = TWO.replacen("    signed: 2014\n", "", 1);
    let place = Place::of(&[
        ("tno-2014.yaml", &format!("{unsigned}{one}")),
        ("organisations.yaml", INTO_ONE),
    ]);
    let due = successions(&place);
    assert_eq!(
        only(&due, "organisation", "matkailuopisto")["next_command"],
        "kumppani withdraw tno-2014 matkailuopisto --notice 2017-12-31 --effective 2018-01-01"
    );
    // One that never signed cannot withdraw.
    assert_eq!(
        only(&due, "organisation", "ammattiopisto")["next_command"],
        "kumppani decline tno-2014 ammattiopisto --on 2017-12-31"
    );
    let board = place.json(&["board", "tno-2014", "--as-of", "2018-02-01"]);
    let step = |id| only(&board["rows"], "organisation", id)["next_step"].clone();
    assert_eq!(
        step("matkailuopisto"),
        "record its withdrawal: its successor has signed"
    );
    assert_eq!(
        step("ammattiopisto"),
        "record that it will not sign: its successor has signed"
    );
    done(
        &place,
        &[
            "withdraw",
            "tno-2014",
            "matkailuopisto",
            "--notice",
            "2017-12-31",
            "--effective",
            "2018-01-01",
        ],
    );
    let due = successions(&place);
    assert!(
        !column(&due, "organisation").contains(&"matkailuopisto".to_owned()),
        "{due:#}"
    );
}

#[test]
fn case_05_the_difference_shows_both_successions() {
    let new = TWO
        .replace("tno-2014\n", "tno-2027\n")
        .replace(
            "term: { starts: 2014-01-01, ends: 2026-12-31 }",
            "supersedes: [tno-2014]\nterm: { starts: 2027, ends: 2030 }",
        )
        .replace("    signed: 2014\n", "")
        .replace("[ammattiopisto, matkailuopisto", "[koulutuskeskus")
        .replace("chair: ammattiopisto", "chair: koulutuskeskus")
        .replace(
            "organisation: ammattiopisto\n    name: Ammattiopisto",
            "organisation: koulutuskeskus\n    name: Koulutuskeskus",
        );
    let gone = new.find("  - organisation: matkailuopisto").expect("its entry");
    let next = new.find("  - organisation: kunta").expect("the next entry");
    let new = format!("{}{}", &new[..gone], &new[next..]);
    let place = Place::of(&[
        ("tno-2014.yaml", TWO),
        ("tno-2027.yaml", &new),
        ("organisations.yaml", INTO_ONE),
    ]);
    let signatories = &place.json(&["diff", "tno-2014", "tno-2027"])["signatories"];
    let succeeded: Vec<(&str, &str)> = rows(&signatories["succeeded"])
        .iter()
        .map(|pair| {
            let id = |side: &str| pair[side]["id"].as_str().expect("an id");
            (id("predecessor"), id("successor"))
        })
        .collect();
    assert_eq!(
        succeeded,
        [
            ("ammattiopisto", "koulutuskeskus"),
            ("matkailuopisto", "koulutuskeskus")
        ]
    );
    assert_eq!(column(&signatories["continuing"], "id"), ["kunta"]);
    assert_eq!(
        (
            rows(&signatories["joined"]).len(),
            rows(&signatories["left"]).len()
        ),
        (0, 0)
    );
    assert_eq!(place.json(&["board", "tno-2027"])["total"], 2);
    let found = findings(&place, TODAY);
    assert!(
        !found.iter().any(|finding| finding.contains("koulutuskeskus")),
        "{found:?}"
    );
}

/// An agreement in which a municipality signs for an employment region, too.
const THROUGH: &str = "\
id: tno-2025
title: Kumppanuussopimus 2025
supersedes: [tno-2020]
term: { starts: 2025-01-01, ends: open-ended }
in_force_when: all-signed
signatories:
  - organisation: kittilan-kunta
    name: Kittilän kunta
    kind: municipality
    municipality: Kittilä
    regions: [Tunturi]
    covers: [Tunturin työllisyysalue]
    contact: { role: Kirjaamo, email: kittila@example.fi }
  - organisation: opisto
    name: Opisto
    kind: education
    regions: [Tunturi]
    signed: 2025-01-07
    contact: { role: Toimisto, email: opisto@example.fi }
";

const BEFORE: &str = "\
id: tno-2020
title: Kumppanuussopimus 2020
term: { starts: 2020-01-01, ends: 2024-12-31 }
signatories:
  - organisation: kittilan-kunta
    name: Kittilän kunta
    kind: municipality
    municipality: Kittilä
    regions: [Tunturi]
    signed: 2020
    contact: { role: Kirjaamo, email: kittila@example.fi }
  - organisation: palvelut
    name: Palvelut
    kind: employment-services
    regions: [Tunturi]
    signed: 2020
    contact: { role: Kirjaamo, email: palvelut@example.fi }
";

const PASSED: &str = "\
organisations:
  - id: palvelut
    name: Palvelut
    ceased: 2024-12-31
    successors:
      - { organisation: tunturin-tyollisyysalue, scope: työvoimapalvelut (vastuukunta Kittilä) }
  - { id: tunturin-tyollisyysalue, name: Tunturin työllisyysalue }
";

#[test]
fn case_06_a_successor_signs_through_a_municipality() {
    let place = Place::of(&[
        ("tno-2020.yaml", BEFORE),
        ("tno-2025.yaml", THROUGH),
        ("organisations.yaml", PASSED),
    ]);
    assert_eq!(findings(&place, "2025-01-08"), [""; 0]);
    assert_eq!(
        states(&place, "tno-2025", "2025-01-08"),
        ["kittilan-kunta pending", "opisto signed"],
        "the area is no signatory of its own"
    );
    done(
        &place,
        &["sign", "tno-2025", "kittilan-kunta", "--on", "15.1.2025"],
    );
    let signed = THROUGH.replace("työllisyysalue]\n", "työllisyysalue]\n    signed: 2025-01-15\n");
    assert_eq!(place.read("agreements/tno-2025.yaml"), signed);
    let agreements = place.json(&["agreements"]);
    let agreement = only(&agreements, "id", "tno-2025");
    assert_eq!(
        (&agreement["status"], &agreement["signatories"]),
        (&"in-force".into(), &2.into())
    );
    let kunta = place.json(&["show", "kittilan-kunta"]);
    assert_eq!(kunta["agreements"][1]["covers"][0], "Tunturin työllisyysalue");
    refused(
        &place,
        &[
            "sign",
            "tno-2025",
            "tunturin-tyollisyysalue",
            "--on",
            "2025-01-15",
        ],
    );
    let area = place.json(&["organisations"]);
    assert_eq!(
        only(&area, "organisation", "tunturin-tyollisyysalue")["agreements"],
        0
    );

    let signatories = &place.json(&["diff", "tno-2020", "tno-2025"])["signatories"];
    assert_eq!(column(&signatories["left"], "id"), ["palvelut"]);
    assert_eq!(
        column(&signatories["continuing"], "id"),
        ["kittilan-kunta"],
        "the municipality is not new"
    );

    let found = place.json(&["search", "työllisyysalue"]);
    assert!(
        column(&found, "id").contains(&"kittilan-kunta".to_owned()),
        "who asks for the area finds the one that signs for it: {found:#}"
    );
    done(
        &place,
        &["renew", "tno-2025", "--starts", "2027-01-01", "--years", "2"],
    );
    let draft = place.read("agreements/tno-2027.yaml");
    assert_eq!(times(&draft, "covers: [Tunturin työllisyysalue]"), 1, "{draft}");
    assert_eq!(times(&draft, "- organisation: "), 2, "{draft}");
    assert_snapshot!("case_06_show", place.run_fi(&["show", "kittilan-kunta"]));
}
