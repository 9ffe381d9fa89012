//! Who is bound and responsible on a day, and until when an agreement runs: all answers say the same.

use insta::assert_snapshot;

use super::super::harness::Place;
use super::{column, describe, findings, only, rows};

/// One that left, one that joins later, and a group that was dissolved.
const DUTIES: &str = "\
id: d1
title: Sopimus d1
term: { starts: 2015-01-01, ends: 2020-12-31 }
groups:
  - { id: ryhma, name: Ryhmä, regions: all, chair: aa, members: [aa, lahtenyt, tuleva, odottava], duties: [Raportoi vuosittain.] }
  - { id: vanha, name: Vanha ryhmä, regions: [Itä], chair: aa, members: [aa], dissolved: 2016-12-31, duties: [Kokeilee.] }
signatories:
  - { organisation: aa, name: Aa, kind: education, regions: all, signed: 2015-01-01, contact: { role: r, email: aa@example.fi } }
  - { organisation: lahtenyt, name: Lähtenyt, kind: education, regions: all, signed: 2015-01-01, withdrawn: { notice: 2016-03-01, effective: 2016-09-01 } }
  - { organisation: tuleva, name: Tuleva, kind: education, regions: all, joined: 2018-01-01, signed: 2018-01-01 }
  - { organisation: odottava, name: Odottava, kind: education, regions: all, contact: { role: r, email: odottava@example.fi } }
";

fn duties_of(place: &Place, organisation: &str, day: &str) -> Vec<String> {
    let listed = place.json(&["duties", "--organisation", organisation, "--as-of", day]);
    let texts = column(&listed, "text");
    let shown = place.json(&["show", organisation, "--as-of", day]);
    let of = |field: &str| column(&shown[field], "text");
    assert_eq!(
        [of("duties"), of("group_duties")].concat(),
        texts,
        "show {organisation}"
    );
    let document = place.json(&["document", "d1", "--organisation", organisation, "--as-of", day]);
    let groups = rows(&document["groups"]).iter();
    let in_document: Vec<String> = groups
        .flat_map(|group| rows(&group["duties"]))
        .map(|duty| describe(&duty["text"]["text"]))
        .collect();
    assert_eq!(in_document, texts, "document of {organisation}");
    texts
}

#[test]
fn duties_are_those_of_the_day() {
    let place = Place::of(&[("d1.yaml", DUTIES)]);
    let both = ["Raportoi vuosittain.", "Kokeilee."];
    assert_eq!(duties_of(&place, "aa", "2016-12-30"), both);
    assert_eq!(duties_of(&place, "aa", "2016-12-31"), both[..1]);
    assert_eq!(duties_of(&place, "lahtenyt", "2016-08-31"), both[..1]);
    assert_eq!(duties_of(&place, "lahtenyt", "2016-09-01"), [""; 0]);
    assert_eq!(duties_of(&place, "tuleva", "2017-12-31"), [""; 0]);
    assert_eq!(duties_of(&place, "tuleva", "2018-01-01"), both[..1]);
    let asked = ["duties", "--organisation", "odottava", "--as-of", "2017-02-01"];
    assert_eq!(column(&place.json(&asked), "bound"), ["false"]);
    assert_snapshot!("duties_pending_fi", place.run_fi(&asked));
    let region = place.json(&["duties", "--region", "Itä", "--as-of", "2017-02-01"]);
    assert_eq!(
        column(&region, "text"),
        both[..1],
        "a dissolved group works nowhere"
    );
    let gone = ["duties", "--organisation", "lahtenyt", "--as-of", "2017-02-01"];
    assert_snapshot!("duties_gone", place.run(&gone) + &place.run_fi(&gone));
    let gone = [
        "document",
        "d1",
        "--organisation",
        "tuleva",
        "--as-of",
        "2017-02-01",
    ];
    assert_snapshot!("document_gone", place.run(&gone) + &place.run_fi(&gone));
}

const TERMINATED: &str = "\
id: t1
title: Sopimus t1
terminated: { on: 2026-12-01, reason: Irtisanottu kesällä }
term: { starts: 2024-01-01, ends: 2030-12-31 }
signatories:
  - { organisation: aa, name: Aa, kind: education, regions: all, signed: 2024-01-01 }
  - { organisation: bb, name: Bb, kind: education, regions: all, signed: 2024-01-01 }
";

/// The end and the days left of an agreement on a day, as every answer that has them says them.
fn ends(place: &Place, agreement: &str, day: &str) -> (String, String) {
    let row = place.json(&["agreements", "--as-of", day]);
    let row = only(&row, "id", agreement);
    let expected = (describe(&row["ends"]), describe(&row["days_left"]));
    for command in ["show", "board"] {
        let answer = place.json(&[command, agreement, "--as-of", day]);
        let answer = (describe(&answer["ends"]), describe(&answer["days_left"]));
        assert_eq!(answer, expected, "{command} {agreement} on {day}");
    }
    let document = place.json(&["document", agreement, "--as-of", day]);
    assert_eq!(
        describe(&document["ends"]),
        expected.0,
        "document {agreement} on {day}"
    );
    expected
}

#[test]
fn a_termination_that_is_to_come_ends_the_agreement_everywhere() {
    let place = Place::of(&[("t1.yaml", TERMINATED)]);
    let day = "2026-11-21";
    let told_end = |days: &str| ("2026-11-30".to_owned(), days.to_owned());
    assert_eq!(ends(&place, "t1", day), told_end("9"));
    let row = place.json(&["agreements"]);
    assert_eq!(describe(&only(&row, "id", "t1")["decision_deadline"]), "-");
    assert_eq!(describe(&only(&row, "id", "t1")["ending_soon"]), "true");
    let calendar = place.json(&["calendar"]);
    assert_eq!(column(&calendar, "date"), ["2026-11-30"]);
    assert_eq!(rows(&place.json(&["due", "--within", "10y"])).len(), 0);
    place.run(&["site", "out", "--public"]);
    let front = place.read("out/index.html");
    assert!(
        front.contains("1.1.2024–30.11.2026") && !front.contains("2030"),
        "{front}"
    );
    let document = place.run_fi(&["document", "t1"]);
    assert!(
        document.contains("irtisanottu ja voimassa 30.11.2026 asti"),
        "{document}"
    );
    assert_eq!(ends(&place, "t1", "2026-12-01"), told_end("-"));
}

/// As it is known on the day: extended on 1.6.2025, and its successor is signed on 1.9.2025.
#[test]
fn an_end_is_shown_as_it_is_known_on_the_day() {
    let old = "\
id: vanha
title: Vanha
term: { starts: 2023-01-01, ends: 2025-12-31, notice_months: 2, extended: [{ until: 2026-12-31, decided: 2025-06-01 }] }
signatories: [{ organisation: aa, name: Aa, kind: other, regions: all, signed: 2023-01-01 }]
";
    let new = "\
id: uusi
title: Uusi
supersedes: [vanha]
term: { starts: 2026-03-01, ends: open-ended }
signatories: [{ organisation: aa, name: Aa, kind: other, regions: all, signed: 2025-09-01 }]
";
    let place = Place::of(&[("vanha.yaml", old), ("uusi.yaml", new)]);
    let end = |day: &str| ends(&place, "vanha", day).0;
    assert_eq!(end("2025-05-31"), "2025-12-31");
    assert_eq!(end("2025-06-01"), "2026-12-31");
    assert_eq!(end("2025-08-31"), "2026-12-31");
    assert_eq!(end("2025-09-01"), "2026-02-28");
    let deadline = |day: &str| {
        let rows = place.json(&["agreements", "--as-of", day]);
        describe(&only(&rows, "id", "vanha")["decision_deadline"])
    };
    assert_eq!(deadline("2025-08-31"), "2026-10-31");
    assert_eq!(deadline("2025-09-01"), "-");
}

/// The sub-agreement has moved to the successor of its main agreement.
#[test]
fn a_sub_agreement_that_moved_does_not_overlap_the_earlier_main_agreement() {
    let file = |id: &str, more: &str, term: &str| {
        format!(
            "id: {id}\ntitle: Sopimus {id}\n{more}term: {{ {term} }}\nsignatories:\n  - {{ organisation: aa, \
             name: Aa, kind: other, regions: all, signed: 2020-01-01 }}\n  - {{ organisation: bb, name: Bb, kind: \
             other, regions: all, signed: 2020-01-01 }}\n"
        )
    };
    let main = file("paa", "", "starts: 2020-01-01, ends: 2023-12-31");
    let next = file(
        "paa-2024",
        "supersedes: [paa]\n",
        "starts: 2024-01-01, ends: 2027-12-31",
    );
    let sub = file(
        "ala",
        "part_of: paa-2024\n",
        "starts: 2021-01-01, ends: 2025-12-31",
    );
    let files = [
        ("paa.yaml", &main[..]),
        ("paa-2024.yaml", &next),
        ("ala.yaml", &sub),
    ];
    let found = findings(&Place::of(&files), "2024-06-01");
    assert!(
        found.iter().all(|found| !found.contains("overlapping-terms")),
        "{found:?}"
    );
    // The near miss: one that is no part of either.
    let alone = file("ala", "", "starts: 2021-01-01, ends: 2025-12-31");
    let files = [
        ("paa.yaml", &main[..]),
        ("paa-2024.yaml", &next),
        ("ala.yaml", &alone),
    ];
    let found = findings(&Place::of(&files), "2024-06-01");
    assert!(
        found.iter().any(|found| found.contains("overlapping-terms")),
        "{found:?}"
    );
}

/// One was alone, and then another: each for its own days.
#[test]
fn an_agreement_binds_one_party_alone_since_that_one_is_left() {
    let place = Place::of(&[
        ("d1.yaml", DUTIES),
        (
            "organisations.yaml",
            "organisations: [{ id: aa, name: Aa, ceased: 2017-12-31 }]\n",
        ),
    ]);
    let lines = place.run(&["validate", "--format", "short", "--as-of", "2018-01-01"]);
    assert!(
        lines.contains("has bound only Tuleva since 2018-01-01"),
        "{lines}"
    );
}

/// Whoever has left signs for no region, and a group that was dissolved works for none.
#[test]
fn what_an_area_has_is_asked_of_the_day() {
    let text = "\
id: e1
title: Sopimus e1
term: { starts: 2015-01-01, ends: 2020-12-31 }
groups: [{ id: lansi, name: Länsi, regions: [Länsi], members: [aa], dissolved: 2017-05-01, duties: [Kokoaa.] }]
signatories:
  - { organisation: aa, name: Aa, kind: other, regions: [Keski], signed: 2015-01-01 }
  - { organisation: bb, name: Bb, kind: other, regions: [Keski], signed: 2015-01-01 }
  - { organisation: cc, name: Cc, kind: other, regions: [Itä], signed: 2015-01-01, withdrawn: { notice: 2016-03-01, effective: 2016-09-01 } }
";
    let place = Place::of(&[("e1.yaml", text)]);
    let listed = |command: &str, field: &str, region: &str, day: &str| {
        let rows = place.json(&[command, "--region", region, "--as-of", day]);
        column(&rows, field).join(" ")
    };
    assert_eq!(listed("agreements", "id", "Itä", "2016-08-31"), "e1");
    assert_eq!(listed("agreements", "id", "Itä", "2016-09-01"), "");
    assert_eq!(listed("agreements", "id", "Länsi", "2017-04-30"), "e1");
    assert_eq!(listed("agreements", "id", "Länsi", "2017-05-01"), "");
    assert_eq!(listed("groups", "group", "Länsi", "2017-04-30"), "lansi");
    assert_eq!(listed("groups", "group", "Länsi", "2017-05-01"), "");
}
