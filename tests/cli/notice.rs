//! The period of notice: read in days, weeks and months, reckoned with everywhere, corrected where people write it
//! in another way.

use insta::assert_snapshot;

use crate::harness::Place;

const OPEN_ENDED: &str = "\
id: tno-2020
title: Kumppanuussopimus 2020
term: { starts: 2020-01-01, ends: open-ended, notice: 3 months to the end of a month }
signatories:
  - { organisation: opisto, name: Opisto, kind: education, regions: all, signed: 2019-12-02,
      contact: { role: Toimisto, email: opisto@example.fi } }
  - { organisation: kunta, name: Kunta, kind: municipality, regions: all, signed: 2019-12-03,
      contact: { role: Kirjaamo, email: kunta@example.fi } }
";

fn with_notice(term: &str) -> Place {
    let text = OPEN_ENDED.replace("ends: open-ended, notice: 3 months to the end of a month", term);
    Place::of(&[("tno-2020.yaml", &text)])
}

#[test]
fn what_people_write_is_corrected() {
    for (written, canonical) in [
        ("3 kuukautta", "3 months"),
        ("30 pv", "30 days"),
        ("kuusi viikkoa", "6 weeks"),
        ("\"3 kk, kuukauden loppuun\"", "3 months to the end of a month"),
    ] {
        let place = with_notice(&format!("ends: open-ended, notice: {written}"));
        let found = place.run(&["validate"]);
        assert!(found.contains("error[invalid-duration]"), "{found}");
        place.run(&["validate", "--fix"]);
        let fixed = place.read("agreements/tno-2020.yaml");
        assert!(
            fixed
                .replace('"', "")
                .contains(&format!("notice: {canonical} }}")),
            "{fixed}"
        );
    }
    let place = with_notice("ends: open-ended, notice: 3");
    assert_snapshot!(place.run(&["validate"]));
}

#[test]
fn a_withdrawal_takes_effect_once_its_notice_has_run() {
    let place = Place::of(&[("tno-2020.yaml", OPEN_ENDED)]);
    let withdrawn = place.run(&["withdraw", "tno-2020", "kunta", "--notice", "2026-06-15"]);
    assert!(withdrawn.ends_with("--- exit 0\n"), "{withdrawn}");
    let text = place.read("agreements/tno-2020.yaml");
    assert!(
        text.contains("withdrawn: { notice: 2026-06-15, effective: 2026-10-01 }"),
        "{text}"
    );
    assert_snapshot!(place.run(&["withdraw", "tno-2020", "opisto", "--notice", "2026-06"]));
    // Before it has run only where the parties agreed on it, which is a warning.
    let early = [
        "withdraw",
        "tno-2020",
        "opisto",
        "--notice",
        "2026-06-15",
        "--effective",
        "2026-09-30",
    ];
    place.run(&early);
    assert_snapshot!(place.run_fi(&["validate"]));
    let none = with_notice("ends: open-ended");
    assert_snapshot!(none.run(&["withdraw", "tno-2020", "kunta", "--notice", "2026-06-15"]));
}

#[test]
fn the_decision_is_due_before_the_end_by_the_notice() {
    for (term, deadline) in [
        ("ends: 2026-12-31, notice_months: 3", "2026-09-30"),
        ("ends: 2026-12-31, notice: 3 months", "2026-09-30"),
        ("ends: 2026-12-31, notice: 30 days", "2026-12-01"),
        ("ends: 2026-12-31, notice: 6 weeks", "2026-11-19"),
        // A notice of the 31st has run on the last day of a month of 30 days.
        ("ends: 2026-11-30, notice: 3 months", "2026-08-31"),
        ("ends: 2026-11-30, notice_months: 3", "2026-08-30"),
        (
            "ends: 2026-12-30, notice: 3 months to the end of a month",
            "2026-08-31",
        ),
        (
            "ends: 2026-12-31, notice: 30 days, notice_months: 3",
            "2026-12-01",
        ),
    ] {
        let place = with_notice(term);
        let row = &place.json(&["agreements", "--as-of", "2026-08-01"])[0];
        assert_eq!(row["decision_deadline"], deadline, "{term}");
        let due = place.json(&["due", "--as-of", "2026-08-01", "--within", "6m"]);
        assert_eq!(
            (&due[0]["kind"], &due[0]["deadline"]),
            (&"decision".into(), &deadline.into()),
            "{term}"
        );
        let calendar = place.json(&["calendar", "--as-of", "2026-08-01"]);
        let decision = calendar
            .as_array()
            .expect("a list")
            .iter()
            .find(|entry| entry["kind"] == "decision");
        assert_eq!(decision.expect("a decision")["date"], deadline, "{term}");
    }
}

/// What is given on the last day ends it as a withdrawal of that day does, and every answer has that day.
#[test]
fn the_last_day_for_notice_is_one_for_all() {
    let place = with_notice("ends: 2026-06-30, notice: 3 months, continues: { by: 12 months }");
    let day = ["--as-of", "2026-03-31"];
    for args in [&["show", "tno-2020"][..], &["document", "tno-2020"]] {
        let shown = place.run(&[args, &day].concat());
        assert!(
            shown.contains("by 2026-03-31") && !shown.contains("2026-03-30"),
            "{shown}"
        );
    }
    let withdrawal = ["withdraw", "tno-2020", "kunta", "--notice", "2026-03-31"];
    place.run(&[&withdrawal[..], &day].concat());
    place.run(&[&["terminate", "tno-2020"][..], &day].concat());
    let text = place.read("agreements/tno-2020.yaml");
    assert!(text.contains("effective: 2026-07-01"), "{text}");
    assert!(text.contains("on: 2026-07-01"), "{text}");
}

/// What the agreement says and the day that follows from it are one rule.
#[test]
fn a_notice_to_the_end_of_a_month_is_printed_whole() {
    let notice = "notice: 3 months to the end of a month";
    let own = "continues: { by: 12 months }";
    let mut all = Vec::new();
    for term in [
        format!("ends: 2027-06-30, {notice}"),
        format!("ends: 2027-06-30, {notice}, {own}"),
        format!(
            "ends: 2027-06-30, {}",
            own.replace(" }", ", unless_notice: 3 months to the end of a month }")
        ),
    ] {
        let place = with_notice(&term);
        for text in [
            place.run(&["document", "tno-2020"]),
            place.run_fi(&["document", "tno-2020"]),
            place.run(&["show", "tno-2020"]),
            place.run_fi(&["show", "tno-2020"]),
        ] {
            let words = ["counted", "laskettuna"];
            let lines = text
                .lines()
                .filter(|line| words.iter().any(|word| line.contains(word)));
            all.extend(lines.map(str::trim).map(str::to_owned));
        }
    }
    assert_snapshot!(all.join("\n"));
}

#[test]
fn the_period_of_notice_is_shown_and_printed() {
    let place = Place::of(&[("tno-2020.yaml", OPEN_ENDED)]);
    let shown = |place: &Place, args: &[&str], fi: bool| {
        let text = if fi { place.run_fi(args) } else { place.run(args) };
        let lines = text.lines().filter(|line| {
            line.to_lowercase().contains("notice")
                || line.contains("anomisaika")
                || line.contains("atkosta")
                || line.contains("continuation")
        });
        lines.collect::<Vec<_>>().join("\n")
    };
    let ended = with_notice("ends: 2026-12-31, notice: 30 days");
    let mut all = Vec::new();
    for place in [&place, &ended] {
        for fi in [false, true] {
            all.push(shown(place, &["show", "tno-2020"], fi));
            all.push(shown(place, &["document", "tno-2020"], fi));
        }
    }
    assert_snapshot!(all.join("\n"));
}

/// The field is part of the text that signatories sign.
#[test]
fn the_notice_is_frozen_with_the_text() {
    let place = Place::of(&[(
        "tno-2020.yaml",
        &OPEN_ENDED.replace("signed:", "joined: 2020-02-01 #"),
    )]);
    place.write(
        "agreements/tno-2020.yaml",
        OPEN_ENDED
            .replace("2019-12-02", "2026-11-21")
            .replace("2019-12-03", "2026-11-21")
            .replace("starts: 2020-01-01", "starts: 2027")
            .as_bytes(),
    );
    let opened = place.run(&["open", "tno-2020", "--on", "2026-11-20"]);
    assert!(opened.ends_with("--- exit 0\n"), "{opened}");
    let text = place.read("agreements/tno-2020.yaml");
    place.write(
        "agreements/tno-2020.yaml",
        text.replace("notice: 3 months to the end of a month", "notice: 3 months")
            .as_bytes(),
    );
    let found = place.run(&["validate"]);
    assert!(found.contains("text-changed-after-opening"), "{found}");
}
