//! Recorded facts that are corrected, and acts that are confirmed.

use std::io::Write as _;
use std::process::Stdio;

use insta::assert_snapshot;
use kumppani::wording::Lang;

use super::harness::Place;

const RECORDED: &str = "\
id: sopimus
title: Sopimus
term:
  starts: 2014-01-01
  ends: 2016-12-31
  notice: 3 months
  extended:
    - { until: 2017-12-31, decided: 2016-11-01 }   # ensimmäinen
    - { until: 2018-12-31 }
terminated: { on: 2018-03-01, reason: Syy }
groups:
  - { id: elo, name: ELO-ryhmä, regions: all, chair: aa, members: [aa, bb], duties: [Seuraa.] }
signatories:
  - organisation: aa   # ensimmäinen
    name: Aan kunta
    kind: municipality
    regions: [Länsi]
    signed: 2013-12-01   # pöytäkirjasta
    decision: § 1
    contact: { email: aa@example.fi }
  - { organisation: bb, name: Bee, kind: company, regions: all, signed: 2013-12-02, withdrawn: { notice: 2015-01-01, effective: 2015-04-01 } }
  - { organisation: cc, name: Cee, kind: other, regions: all, declined: 2013-11-01 }
  - { organisation: dd, name: Dee, kind: other, regions: all, joined: 2015-02-01, signed: 2015-02-01 }
";

const DRAFT: &str = "\
id: luonnos
title: Uusi sopimus
term: { starts: 2027-01-01, ends: 2029-12-31 }
groups:
  - { id: elo, name: ELO-ryhmä, regions: all, chair: aa, members: [aa], duties: [Seuraa.] }
signatories:
  - { organisation: aa, name: Aan kunta, kind: municipality, regions: [Länsi], contact: { email: aa@example.fi } }
  - { organisation: bb, name: Bee, kind: company, regions: all }
";

#[test]
fn a_fact_can_be_corrected_back_and_once_more_on_one_day() {
    let place = Place::of(&[("sopimus.yaml", RECORDED)]);
    for day in ["2013-12-05", "2013-12-01", "2013-12-05"] {
        let said = place.run(&[
            "correct",
            "sopimus",
            "aa",
            "--signed",
            day,
            "--because",
            "Pöytäkirja",
        ]);
        assert!(said.contains(day), "{said}");
    }
    let found = place.run(&["validate"]);
    assert!(!found.contains("repeated-entry"), "{found}");
}

#[test]
fn a_correction_changes_the_fact_and_keeps_what_it_was() {
    let place = Place::of(&[("sopimus.yaml", RECORDED)]);
    assert_snapshot!(
        "facts",
        place.said(&[
            "correct sopimus aa --signed 5.12.2013 --because Luettiin|väärin",
            "correct sopimus Aan|kunta --decision §|2 --signed-by johtaja --because Täydennys",
            "correct sopimus aa --decision §|2 --because Väärä|pykälä",
            "correct sopimus bb --notice none --because Peruttiin",
            "correct sopimus cc --declined none --because Allekirjoitti|sittenkin",
            "sign sopimus cc --on 2013-12-20",
            "correct sopimus dd --joined 3.2.2015 --signed 3.2.2015 --because Pöytäkirja",
            "correct sopimus --extended none --because Ei|päätetty",
            "correct sopimus --decided 2.11.2016 --decision §|7 --because Pöytäkirja",
            "correct sopimus --terminated none --because Ei|irtisanottu",
            "validate --format short",
        ])
    );
    assert_snapshot!("facts_file", place.read("agreements/sopimus.yaml"));
    assert_snapshot!("facts_shown", place.run(&["show", "sopimus", "--wide"]));
}

#[test]
fn what_cannot_be_corrected_is_refused() {
    let place = Place::of(&[("sopimus.yaml", RECORDED)]);
    assert_snapshot!(
        "refused",
        place.said(&[
            "correct sopimus aa --signed 2030-01-01 --because Syy",
            "correct sopimus aa --joined 2015-01-01 --because Syy",
            "correct sopimus ee --signed 2015-01-01 --because Syy",
            "correct sopimus --opened 2013-10-01 --because Syy",
            "correct sopimus aa --signed 2013-12-05",
            "correct sopimus aa --because Syy",
            "correct sopimus --signed 2013-12-05 --because Syy",
            "correct sopimus aa --terminated none --because Syy",
            "set sopimus signatories.aa.signed 2013-12-05",
            "set sopimus groups.elo.duties.1.text Toisin.",
            "remove sopimus signatories.bb",
            "reopen sopimus --because Syy",
        ])
    );
    assert_eq!(place.read("agreements/sopimus.yaml"), RECORDED);
}

#[test]
fn a_file_that_differs_from_what_was_signed_is_corrected_with_a_reason() {
    let place = Place::of(&[("sopimus.yaml", RECORDED)]);
    assert_snapshot!(
        "signed_text",
        place.said(&[
            "duty reword sopimus/elo 1 Seuraa|työtä. --because Kirjoitusvirhe",
            "set sopimus signatories.aa.signed 2013-12-05 --because Kirjoitusvirhe",
            "set sopimus signatories.cc.signed 2013-12-05 --because Kirjoitusvirhe",
            "set sopimus term.extended.1.decision §|3",
            "show sopimus --columns päivä --lang fi",
        ])
    );
}

#[test]
fn an_opening_is_taken_back_until_it_is_signed() {
    let place = Place::of(&[("luonnos.yaml", DRAFT)]);
    assert_snapshot!(
        "reopened",
        place.said(&[
            "reopen luonnos --because Syy",
            "open luonnos --on 2026-11-01",
            "set luonnos title Toinen",
            "correct luonnos --opened 2026-11-02 --because Päivä|väärin",
            "reopen luonnos --because Avattiin|vahingossa",
            "set luonnos title Toinen",
            "open luonnos --on 2026-11-10",
            "sign luonnos aa --on 2026-11-11",
            "reopen luonnos --because Syy",
            "validate --format short",
        ])
    );
    assert_snapshot!("reopened_file", place.read("agreements/luonnos.yaml"));
}

/// Without a terminal an act with wide effect needs its confirmation, and shows what would follow.
#[test]
fn acts_with_wide_effect_are_confirmed() {
    let place = Place::of(&[("sopimus.yaml", RECORDED), ("luonnos.yaml", DRAFT)]);
    let mut shown = Vec::new();
    for command in [
        "open luonnos --on 2026-11-01",
        "terminate sopimus --on 2018-03-01",
        "organisation cease aa --on 2026-11-30",
    ] {
        let args: Vec<&str> = command.split(' ').collect();
        for lang in ["C.UTF-8", "fi_FI.UTF-8"] {
            let mut process = place
                .unconfirmed(&args)
                .env("LC_ALL", lang)
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .expect("the program can be started");
            // An answer that no one on a terminal gave counts for nothing.
            let mut input = process.stdin.take().expect("its input is a pipe");
            let _ = input.write_all(b"yes\n");
            drop(input);
            let output = process.wait_with_output().expect("the program ends");
            shown.push(format!("$ kumppani {command}\n{}", place.describe(&output)));
        }
    }
    assert_snapshot!("unconfirmed", shown.join("\n"));
    assert_eq!(place.read("agreements/luonnos.yaml"), DRAFT);
    assert_eq!(place.read("agreements/sopimus.yaml"), RECORDED);
}

/// The list of corrections is what was corrected; nothing writes there but a correction.
#[test]
fn the_list_of_corrections_is_not_changed() {
    let place = Place::of(&[("sopimus.yaml", RECORDED)]);
    place.run(&[
        "correct",
        "sopimus",
        "aa",
        "--signed",
        "2013-12-05",
        "--because",
        "Syy",
    ]);
    let corrected = place.read("agreements/sopimus.yaml");
    assert_snapshot!(
        "history",
        place.said(&[
            "set sopimus corrections.1.was 1999-01-01",
            "set sopimus corrections.1.was 1999-01-01 --because Syy",
            "remove sopimus corrections.1",
            "unset sopimus corrections",
            "add sopimus corrections on=2026-01-01 what=title because=Syy",
        ])
    );
    assert_eq!(place.read("agreements/sopimus.yaml"), corrected);
}

/// What belongs to a signature goes with it, so that no other signature inherits it.
#[test]
fn a_signature_is_taken_back_with_its_details() {
    let place = Place::of(&[("sopimus.yaml", RECORDED)]);
    let details = "    signed_by: johtaja\n    decision: § 1\n    record: A/1\n";
    place.write(
        "agreements/sopimus.yaml",
        RECORDED.replace("    decision: § 1\n", details).as_bytes(),
    );
    place.run(&["correct", "sopimus", "aa", "--signed", "none", "--because", "Syy"]);
    place.run(&["sign", "sopimus", "aa", "--on", "2013-12-20"]);
    let text = place.read("agreements/sopimus.yaml");
    let entry = text
        .split("organisation: bb")
        .next()
        .expect("there is a text before it");
    assert!(entry.contains("signed: 2013-12-20"), "{entry}");
    assert!(
        ["signed_by:", "decision: §", "record:"]
            .iter()
            .all(|field| !entry.contains(field)),
        "{entry}"
    );
    assert_eq!(text.matches("what: signatories.aa.").count(), 4, "{text}");
}

/// Who sits in a group of a signed agreement is recorded with its days; who represents it there may be set.
#[test]
fn seats_in_a_signed_agreement_have_commands_of_their_own() {
    let place = Place::of(&[("sopimus.yaml", RECORDED)]);
    assert_snapshot!(
        "seats",
        place.said(&[
            "set sopimus groups.elo.chair bb",
            "remove sopimus groups.elo.members.bb",
            "add sopimus groups.elo.members dd",
            "set sopimus groups.elo.members.aa.representative johtaja",
            "add sopimus groups.elo.members dd --because Puuttui",
            "group dissolve sopimus/elo --on 2016-12-31",
            "group dissolve sopimus/elo --on 2016-11-30",
            "group dissolve sopimus/elo --on 2016-11-30 --because Päivä|väärin",
        ])
    );
}

/// What cannot be read of a signatory may be that it signed.
#[test]
fn a_signatory_of_a_file_with_errors_is_not_removed() {
    let broken = RECORDED.replace("joined: 2015-02-01, signed: 2015-02-01", "signed: 2025-13-01");
    let place = Place::of(&[("sopimus.yaml", &broken)]);
    let shown = place.run(&["remove", "sopimus", "signatories.dd"]);
    assert!(
        shown.contains("has errors") && shown.ends_with("--- exit 1\n"),
        "{shown}"
    );
    assert_eq!(place.read("agreements/sopimus.yaml"), broken);
}

/// Of several approvals of one organisation the last one is corrected.
#[test]
fn the_last_approval_is_corrected() {
    let place = Place::of(&[("luonnos.yaml", DRAFT)]);
    place.run(&["approve", "luonnos", "aa", "--on", "2026-10-01"]);
    place.run(&["set", "luonnos", "title", "Toinen"]);
    place.run(&["approve", "luonnos", "aa", "--on", "2026-10-05"]);
    let shown = place.run(&[
        "correct",
        "luonnos",
        "aa",
        "--approved",
        "6.10.2026",
        "--because",
        "Syy",
    ]);
    assert!(shown.ends_with("--- exit 0\n"), "{shown}");
    let text = place.read("agreements/luonnos.yaml");
    assert!(
        text.contains("on: 2026-10-01") && text.contains("on: 2026-10-06"),
        "{text}"
    );
    let none = place.run(&[
        "correct",
        "luonnos",
        "bb",
        "--approved",
        "6.10.2026",
        "--because",
        "Syy",
    ]);
    assert!(none.contains("no approval of `bb` is on record"), "{none}");
}

/// At a terminal a person is asked, and what is not agreed to is not recorded.
#[test]
fn acts_with_wide_effect_are_asked_about() {
    let place = Place::of(&[("sopimus.yaml", RECORDED), ("luonnos.yaml", DRAFT)]);
    let open = &["open", "luonnos", "--on", "2026-11-01"];
    let cease = &["organisation", "cease", "aa", "--on", "2026-11-20"];
    let said = |args: &[&str], lang, typed: &[&str]| place.typing(args, lang, typed).1;
    for typed in [&[""][..], &["n"], &["ei"], &[]] {
        let refused = said(open, Lang::En, typed);
        assert!(
            refused.ends_with("nothing was recorded\n--- exit 1\n"),
            "{refused}"
        );
        assert!(refused.contains("record this? [y/N]"), "{refused}");
        assert_eq!(place.read("agreements/luonnos.yaml"), DRAFT);
    }
    assert_snapshot!(
        "asked_fi",
        [said(open, Lang::Fi, &["k"]), said(cease, Lang::Fi, &["kyllä"])].join("\n")
    );
    assert!(
        place
            .read("agreements/luonnos.yaml")
            .contains("opened: { on: 2026-11-01")
    );
    assert!(
        place
            .read("agreements/organisations.yaml")
            .contains("ceased: 2026-11-20")
    );
    // What is on record already is not asked about.
    assert!(!said(open, Lang::En, &[]).contains("[y/N]"));
}
