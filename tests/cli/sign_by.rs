//! The deadline for signatures: the same day in every answer, coming before it and late after it.

use insta::assert_snapshot;

use crate::harness::Place;

const SIGNING: &str = "\
id: tno-2027
title: Kumppanuussopimus 2027
term: { starts: 2027-01-01, ends: 2029 }
in_force_when: all-signed
sign_by: 2026-12-15
signatories:
  - { organisation: opisto, name: Opisto, kind: education, regions: all, signed: 2026-11-02,
      contact: { role: Toimisto, email: opisto@example.fi } }
  - { organisation: kunta, name: Kunta, kind: municipality, regions: all,
      contact: { role: Kirjaamo, email: kunta@example.fi } }
  - { organisation: yhdistys, name: Yhdistys, kind: association, regions: all, joined: 2027-03-01,
      contact: { role: Toimisto, email: yhdistys@example.fi } }
";

const SETTINGS: &str = "\
name: Verkosto
sender: { name: Toimisto, email: verkosto@example.fi }
";

fn signing() -> Place {
    let place = Place::of(&[("tno-2027.yaml", SIGNING)]);
    place.write("registry.yaml", SETTINGS.as_bytes());
    place
}

/// Before the opening, too.
#[test]
fn a_draft_is_opened_by_the_deadline() {
    let place = Place::of(&[("tno-2027.yaml", &SIGNING.replace(" signed: 2026-11-02,", ""))]);
    for (day, days_left) in [("2026-12-15", 0), ("2026-12-16", -1)] {
        let due = place.json(&["due", "--as-of", day]);
        let opening = (&due[0]["kind"], &due[0]["deadline"], &due[0]["days_left"]);
        assert_eq!(
            opening,
            (&"opening".into(), &"2026-12-15".into(), &days_left.into()),
            "{day}"
        );
    }
}

#[test]
fn every_answer_has_the_deadline() {
    let place = signing();
    let board = place.json(&["board", "tno-2027", "--as-of", "2026-12-10"]);
    assert_eq!(
        (&board["sign_by"], &board["days_to_sign_by"]),
        (&"2026-12-15".into(), &5.into())
    );
    assert_eq!(place.json(&["show", "tno-2027"])["sign_by"], "2026-12-15");
    let calendar = place.json(&["calendar", "--as-of", "2026-12-10"]);
    let entries = calendar.as_array().expect("a list");
    let deadline = entries
        .iter()
        .find(|entry| entry["kind"] == "sign-by")
        .expect("an entry");
    assert_eq!(
        (&deadline["date"], &deadline["public"]),
        (&"2026-12-15".into(), &false.into())
    );
    let ics = place.run(&["calendar", "--format", "ics", "--as-of", "2026-12-10"]);
    assert!(
        ics.contains("UID:tno-2027.sign-by@") && ics.contains("DTSTART;VALUE=DATE:20261215"),
        "{ics}"
    );
    let lines = |text: String, word: &str| -> String {
        let lines = text.lines().filter(|line| line.contains(word));
        lines.collect::<Vec<_>>().join("\n")
    };
    let shown = [
        lines(
            place.run(&["board", "tno-2027", "--as-of", "2026-12-10"]),
            "sign by",
        ),
        lines(
            place.run(&["board", "tno-2027", "--as-of", "2026-12-16"]),
            "sign by",
        ),
        lines(
            place.run_fi(&["board", "tno-2027", "--as-of", "2026-12-17"]),
            "allekirjoitettava ",
        ),
        lines(place.run(&["show", "tno-2027"]), "sign by"),
        lines(place.run_fi(&["show", "tno-2027"]), "allekirjoitettava "),
    ];
    assert_snapshot!(shown.join("\n"));
}

#[test]
fn who_has_not_signed_is_due_by_the_deadline() {
    let place = signing();
    let due = |day: &str, within: &str| {
        let due = place.json(&["due", "--as-of", day, "--within", within]);
        let rows = due.as_array().expect("a list").iter();
        let text = |row: &serde_json::Value, field: &str| row[field].as_str().unwrap_or_default().to_owned();
        let row = |row: &serde_json::Value| {
            let left = row["days_left"].as_i64().expect("a number");
            format!("{} {} {left}", text(row, "organisation"), text(row, "deadline"))
        };
        rows.filter(|row| row["kind"] == "signature")
            .map(row)
            .collect::<Vec<_>>()
    };
    assert_eq!(due("2026-12-10", "3d"), [""; 0]);
    assert_eq!(due("2026-12-10", "1m"), ["kunta 2026-12-15 5"]);
    assert_eq!(due("2026-12-17", "1m"), ["kunta 2026-12-15 -2"]);
    // Who joins later signs by the day of its accession.
    assert_eq!(
        due("2027-03-02", "1m"),
        ["kunta 2026-12-15 -77", "yhdistys 2027-03-01 -1"]
    );
    let listed = place.json(&["due", "--as-of", "2026-12-17"]);
    assert_eq!(listed[0]["next_command"], "kumppani board tno-2027");
    // A signature after the deadline is as good as any.
    place.run(&["sign", "tno-2027", "kunta", "--on", "2026-11-20"]);
    let late = place
        .read("agreements/tno-2027.yaml")
        .replace("2026-11-20", "2026-12-20");
    place.write("agreements/tno-2027.yaml", late.as_bytes());
    let found = place.run(&["validate", "--as-of", "2027-03-02"]);
    assert!(
        found.contains("1 of 3): Yhdistys") && !found.contains("sign-by") && found.contains("1 warning"),
        "{found}"
    );
    assert_eq!(
        place.json(&["agreements", "--as-of", "2027-01-02"])[0]["status"],
        "in-force"
    );
}

#[test]
fn letters_ask_for_the_signature_by_the_deadline() {
    let place = signing();
    let args = [
        "remind",
        "tno-2027",
        "--as-of",
        "2026-12-10",
        "--letter-lang",
        "en",
        "--to",
        "kirjeet",
    ];
    place.run(&args);
    let letter = place
        .read("kirjeet/tno-2027_kunta.eml")
        .replace("=\r\n", "")
        .replace("=\n", "");
    assert!(
        letter.contains("sign the agreement by 2026-12-15, or to tell us"),
        "{letter}"
    );
}

#[test]
fn a_renewal_has_its_own_deadline() {
    let place = signing();
    place.run(&["sign", "tno-2027", "kunta", "--on", "2026-11-20"]);
    let drafted = place.run(&["renew", "tno-2027", "--dry-run", "--as-of", "2027-04-01"]);
    assert!(
        drafted.contains("supersedes: [tno-2027]") && !drafted.contains("sign_by"),
        "{drafted}"
    );
}
