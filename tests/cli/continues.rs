//! An agreement that continues by itself: its end moves after the last day for notice, until it is terminated or
//! superseded.

use insta::assert_snapshot;

use crate::harness::Place;

const CONTINUING: &str = "\
id: tno-2024
title: Kumppanuussopimus 2024
term: { starts: 2024-01-01, ends: 2026-12-31, continues: { by: 12 months, unless_notice: 3 months } }
signatories:
  - { organisation: opisto, name: Opisto, kind: education, regions: all, signed: 2023-12-02,
      contact: { role: Toimisto, email: opisto@example.fi } }
  - { organisation: kunta, name: Kunta, kind: municipality, regions: all, signed: 2023-12-03,
      contact: { role: Kirjaamo, email: kunta@example.fi } }
";

fn continuing() -> Place {
    Place::of(&[("tno-2024.yaml", CONTINUING)])
}

/// The status, the end, the deadline and the next end on a day.
fn on(place: &Place, day: &str) -> String {
    let rows = place.json(&["agreements", "--as-of", day]);
    let row = rows
        .as_array()
        .expect("a list")
        .iter()
        .find(|row| row["id"] == "tno-2024")
        .expect("it is listed");
    let text = |field: &str| row[field].as_str().unwrap_or("-").to_owned();
    let shown = ["status", "ends", "decision_deadline", "continues_to"]
        .map(text)
        .join(" ");
    let data = place.json(&[
        "sql",
        "SELECT status, ends, decision_deadline_on, continues_to, days_left FROM agreement_overview WHERE agreement_id = 'tno-2024'",
        "--as-of",
        day,
    ]);
    let text = |field: &str| data[0][field].as_str().unwrap_or("-").to_owned();
    let by_sql = ["status", "ends", "decision_deadline_on", "continues_to"]
        .map(text)
        .join(" ");
    assert_eq!(by_sql, shown, "{day}");
    assert_eq!(data[0]["days_left"], row["days_left"], "{day}");
    shown
}

#[test]
fn the_end_moves_after_the_last_day_for_notice() {
    let place = continuing();
    for (day, expected) in [
        ("2023-12-01", "draft 2026-12-31 - -"),
        ("2023-12-31", "upcoming 2026-12-31 2026-09-30 2027-12-31"),
        ("2026-09-30", "in-force 2026-12-31 2026-09-30 2027-12-31"),
        ("2026-10-01", "in-force 2027-12-31 2027-09-30 2028-12-31"),
        ("2027-01-01", "in-force 2027-12-31 2027-09-30 2028-12-31"),
        ("2027-10-01", "in-force 2028-12-31 2028-09-30 2029-12-31"),
        ("2150-06-01", "in-force 2150-12-31 2150-09-30 2151-12-31"),
    ] {
        assert_eq!(on(&place, day), expected, "{day}");
    }
    let terminated = place.run(&["terminate", "tno-2024", "--on", "2029-01-01"]);
    assert!(terminated.ends_with("--- exit 0\n"), "{terminated}");
    for (day, expected) in [
        ("2027-01-01", "in-force 2028-12-31 - -"),
        ("2028-12-31", "in-force 2028-12-31 - -"),
        ("2029-01-01", "terminated 2028-12-31 - -"),
    ] {
        assert_eq!(on(&place, day), expected, "{day}");
    }
}

#[test]
fn a_termination_ends_the_period_that_runs() {
    for (day, on) in [("2026-09-30", "2027-01-01"), ("2026-10-01", "2028-01-01")] {
        let place = continuing();
        let terminated = place.run(&["terminate", "tno-2024", "--as-of", day]);
        assert!(terminated.ends_with("--- exit 0\n"), "{terminated}");
        let text = place.read("agreements/tno-2024.yaml");
        assert!(
            text.contains(&format!("terminated: {{ on: {on} }}")) || text.contains(&format!("on: {on}")),
            "{text}"
        );
        // It is recorded already.
        let again = place.run(&["terminate", "tno-2024", "--as-of", day]);
        assert!(again.ends_with("--- exit 0\n"), "{again}");
        assert_eq!(place.read("agreements/tno-2024.yaml"), text);
    }
    let with_term = |term: &str| {
        let text = CONTINUING.replace(
            "ends: 2026-12-31, continues: { by: 12 months, unless_notice: 3 months }",
            term,
        );
        Place::of(&[("tno-2024.yaml", &text)])
    };
    let place = with_term("ends: open-ended, notice: 3 months to the end of a month");
    place.run(&["terminate", "tno-2024", "--as-of", "2026-06-15"]);
    assert!(place.read("agreements/tno-2024.yaml").contains("on: 2026-10-01"));
    assert_snapshot!(with_term("ends: 2026-12-31").run(&["terminate", "tno-2024"]));
}

#[test]
fn a_notice_that_comes_too_late_is_pointed_out() {
    let place = continuing();
    let late = [
        "terminate",
        "tno-2024",
        "--on",
        "2027-01-01",
        "--as-of",
        "2026-10-01",
    ];
    let mut all = vec![place.run(&late)];
    let text = CONTINUING.replace(
        "continues: { by: 12 months, unless_notice: 3 months }",
        "notice: 3 months",
    );
    let place = Place::of(&[("tno-2024.yaml", &text)]);
    for day in ["2026-10-01", "2027-01-01"] {
        let args = ["terminate", "tno-2024", "--as-of", day];
        all.extend([place.run(&args), place.run_fi(&args)]);
        assert_eq!(place.read("agreements/tno-2024.yaml"), text);
    }
    assert_snapshot!(all.join("\n"));
}

#[test]
fn an_extension_takes_back_no_end_that_it_has_reached() {
    let place = continuing();
    // On the fixed day it has continued to the end of 2027.
    for decided in [&["--decided", "2026-11-20"][..], &[]] {
        let shorter = [&["extend", "tno-2024", "--until", "2027-06-30"], decided].concat();
        let refused = place.run(&shorter);
        assert!(
            refused.contains("an extension until 2027-06-30 shortens a term that ends 2027-12-31"),
            "{refused}"
        );
        assert_eq!(place.read("agreements/tno-2024.yaml"), CONTINUING);
    }
    let later = place.run(&["extend", "tno-2024", "--until", "2028-06-30"]);
    assert!(later.ends_with("--- exit 0\n"), "{later}");
    // It is recorded already, also when it has continued from there.
    let again = place.run(&[
        "extend",
        "tno-2024",
        "--until",
        "2028-06-30",
        "--as-of",
        "2028-05-01",
    ]);
    assert!(again.ends_with("--- exit 0\n"), "{again}");
}

#[test]
fn what_has_lapsed_is_not_signed() {
    let text = CONTINUING
        .replace("signed: 2023-12-03,", "")
        .replace("signatories:", "in_force_when: all-signed\nsignatories:");
    let place = Place::of(&[("tno-2024.yaml", &text)]);
    let sign = |on: &str| place.run(&["sign", "tno-2024", "kunta", "--on", on, "--as-of", "2027-06-01"]);
    let refused = sign("2027-01-01");
    assert!(
        refused.contains("Kunta signed (2027-01-01) after the agreement ended (2026-12-31)"),
        "{refused}"
    );
    assert_eq!(place.read("agreements/tno-2024.yaml"), text);
    // A signature of its last day brings it into force, and it continues.
    let signed = sign("2026-12-31");
    assert!(signed.ends_with("--- exit 0\n"), "{signed}");
}

#[test]
fn a_successor_ends_it_as_any_other() {
    let place = continuing();
    let next = CONTINUING
        .replace("tno-2024", "tno-2028")
        .replace("id: tno-2028\n", "id: tno-2028\nsupersedes: [tno-2024]\n")
        .replace(
            "starts: 2024-01-01, ends: 2026-12-31",
            "starts: 2028-01-01, ends: 2030-12-31",
        )
        .replace("signed: 2023-12", "signed: 2026-11");
    place.write("agreements/tno-2028.yaml", next.as_bytes());
    for (day, expected) in [
        ("2026-10-01", "in-force 2027-12-31 2027-09-30 2028-12-31"),
        ("2026-11-02", "in-force 2027-12-31 - -"),
        ("2027-12-31", "in-force 2027-12-31 - -"),
        ("2028-01-01", "superseded 2027-12-31 - -"),
    ] {
        assert_eq!(on(&place, day), expected, "{day}");
    }
    assert_eq!(place.run(&["validate"]), "no findings\n--- exit 0\n");
}

#[test]
fn every_answer_says_that_it_continues() {
    let place = continuing();
    let mut all = Vec::new();
    for (command, fi) in [
        (&["show", "tno-2024"][..], false),
        (&["show", "tno-2024"], true),
        (&["board", "tno-2024"], false),
        (&["document", "tno-2024"], false),
        (&["document", "tno-2024"], true),
        (&["due", "--within", "12m"], false),
        (&["due", "--within", "12m"], true),
        (&["calendar", "--format", "table"], false),
        (&["calendar", "--format", "table"], true),
        (&["agreements"], false),
    ] {
        let args = [command, &["--wide"]].concat();
        let text = if fi { place.run_fi(&args) } else { place.run(&args) };
        let says = |line: &&str| {
            let words = ["continue", "jatku", "next term", "seuraava kausi"];
            line.starts_with("tno-2024 ") || words.iter().any(|word| line.contains(word))
        };
        all.push(format!("{}:", command[0]));
        all.extend(text.lines().filter(says).map(str::to_owned));
    }
    assert_snapshot!(all.join("\n"));
}

#[test]
fn the_website_says_it_to_everyone() {
    let place = continuing();
    for (folder, options, page, text) in [
        (
            "julkinen",
            &["--public"][..],
            "julkinen/sopimukset/tno-2024.html",
            "jatkuu itsestään 31.12.2028 asti, ellei sitä irtisanota viimeistään 30.9.2027",
        ),
        (
            "sisainen",
            &[],
            "sisainen/en/sopimukset/tno-2024.html",
            "continues by itself to 2028-12-31 unless terminated by 2027-09-30",
        ),
    ] {
        let made = place.run(&[&["site", folder], options].concat());
        assert!(made.ends_with("--- exit 0\n"), "{made}");
        let shown = place.read(page);
        assert!(shown.contains(text), "{page}: {shown}");
    }
}

#[test]
fn what_continues_is_renewed_only_by_name() {
    let place = continuing();
    let none = place.run(&["renew", "--due-within", "24m", "--dry-run"]);
    assert!(
        none.ends_with("--- exit 0\n") && !none.contains("supersedes"),
        "{none}"
    );
    let draft = place.run(&["renew", "tno-2024", "--dry-run"]);
    for line in [
        "starts: 2028-01-01",
        "ends: 2030-12-31",
        "continues: { by: 12 months, unless_notice: 3 months }",
    ] {
        assert!(draft.contains(line), "{line}: {draft}");
    }
}

#[test]
fn what_people_write_for_it_is_corrected() {
    let place = continuing();
    place.write(
        "agreements/tno-2024.yaml",
        CONTINUING
            .replace(
                "by: 12 months, unless_notice: 3 months",
                "by: 1 vuosi, unless_notice: 3 kk",
            )
            .as_bytes(),
    );
    place.run(&["validate", "--fix"]);
    assert_eq!(place.read("agreements/tno-2024.yaml"), CONTINUING);
    for (by, is_known) in [
        ("1 month", true),
        ("52 weeks", false),
        ("365 days", false),
        ("12", false),
    ] {
        place.write(
            "agreements/tno-2024.yaml",
            CONTINUING.replace("12 months", by).as_bytes(),
        );
        let found = place.run(&["validate"]);
        assert_eq!(!found.contains("invalid-duration"), is_known, "{by}: {found}");
    }
    // `ends` is required as ever.
    place.write(
        "agreements/tno-2024.yaml",
        CONTINUING.replace(" ends: 2026-12-31,", "").as_bytes(),
    );
    let found = place.run(&["validate"]);
    assert!(found.contains("missing-field"), "{found}");
}

#[test]
fn two_terms_are_compared_by_how_they_continue() {
    let place = continuing();
    let next = CONTINUING
        .replace("tno-2024", "tno-2027")
        .replace("id: tno-2027\n", "id: tno-2027\nsupersedes: [tno-2024]\n")
        .replace(
            ", continues: { by: 12 months, unless_notice: 3 months }",
            ", notice: 30 days",
        );
    place.write("agreements/tno-2027.yaml", next.as_bytes());
    let diff = place.run(&["diff", "tno-2024", "tno-2027"]);
    let lines: Vec<&str> = diff.lines().filter(|line| line.contains('→')).collect();
    assert_snapshot!(lines.join("\n"));
}
