//! What becomes of drafts of letters once the world has moved on, and the invitation beside the reminder.

use std::fs;

use insta::assert_snapshot;
use mail_parser::MessageParser;

use super::harness::Place;

const AGREEMENT: &str = "id: tno-2027
title: Lapin TNO-palvelujen sopimus
term: { starts: 2027-01-01, ends: 2029-12-31, notice_months: 6 }
in_force_when: all-signed
groups:
  - { id: ohjaus, name: Ohjausryhmä, regions: all, chair: lappia, members: [ely], duties: [Seuraa toimintaa.] }
signatories:
  - { organisation: ely, name: ELY-keskus, kind: state-authority, regions: all, contact: { role: Kirjaamo, email: ely@example.fi } }
  - { organisation: lappia, name: Lappia, kind: education, regions: [Länsi], contact: { role: Toimisto, email: lappia@example.fi } }
  - { organisation: redu, name: REDU, kind: education, regions: [Keski], contact: { role: Toimisto, email: redu@example.fi } }
";

const FILE: &str = "agreements/tno-2027.yaml";

const REMIND: [&str; 4] = ["remind", "tno-2027", "--to", "kirjeet"];

/// An agreement that was opened for signing.
fn opened() -> Place {
    let place = Place::of(&[("tno-2027.yaml", AGREEMENT)]);
    place.write(
        "registry.yaml",
        b"name: Lapin TNO\nsender: { role: Koordinaattori, email: tno@example.fi }\n",
    );
    done(&place, &["open", "tno-2027", "--on", "2026-11-02"]);
    place
}

fn done(place: &Place, args: &[&str]) -> String {
    let shown = place.run(args);
    assert!(shown.ends_with("exit 0\n"), "{args:?}: {shown}");
    shown
}

fn more<'a>(args: &[&'a str]) -> Vec<&'a str> {
    [&REMIND[..], args].concat()
}

/// The file of a reminder.
fn draft(organisation: &str) -> String {
    format!("kirjeet/tno-2027_{organisation}.eml")
}

fn invitation(organisation: &str) -> String {
    format!("kirjeet/tno-2027_{organisation}_invitation.eml")
}

/// What became of the letters to an organisation.
fn states(place: &Place, args: &[&str], organisation: &str) -> Vec<String> {
    let rows = place.json(args);
    let rows = rows.as_array().expect("an array").iter();
    rows.filter(|row| row["organisation"] == organisation)
        .filter_map(|row| row["state"].as_str().map(str::to_owned))
        .collect()
}

fn describe(place: &Place, file: &str) -> String {
    let bytes = fs::read(place.path(file)).expect("the letter was written");
    let message = MessageParser::default()
        .parse(&bytes)
        .expect("a letter is a message");
    let (subject, text) = (
        message.subject().unwrap_or_default(),
        message.body_text(0).unwrap_or_default(),
    );
    format!("{subject}\n\n{}", text.replace('\r', ""))
}

#[test]
fn a_later_run_knows_what_has_happened_since() {
    let acts: [&[&str]; 4] = [
        &["sign", "tno-2027", "lappia", "--on", "2026-11-20"],
        &["decline", "tno-2027", "lappia", "--on", "2026-11-20"],
        &["organisation", "cease", "lappia", "--on", "2026-11-20"],
        &[],
    ];
    for act in acts {
        let place = opened();
        done(&place, &REMIND);
        if act.is_empty() {
            // One that was deleted from the list is no signatory, either.
            let text = place.read(FILE);
            let lines = text.lines().filter(|line| !line.contains("organisation: lappia"));
            let text = lines
                .collect::<Vec<_>>()
                .join("\n")
                .replace("chair: lappia, ", "");
            place.write(
                FILE,
                text.replace("\nopened:", "\n# opened:")
                    .replace("\n  on:", "\n  # on:")
                    .replace("\n  text:", "\n  # text:")
                    .as_bytes(),
            );
            done(&place, &["open", "tno-2027", "--on", "2026-11-03"]);
        } else {
            done(&place, act);
        }
        let dry = more(&["--again", "--dry-run"]);
        for args in [&REMIND[..], &dry] {
            assert_eq!(states(&place, args, "lappia"), ["no-longer-needed"], "{act:?}");
            assert!(place.path(&draft("lappia")).exists(), "{act:?}");
        }
        if act.first() == Some(&"sign") {
            assert_snapshot!("letters_signed_since_fi", place.run_fi(&REMIND));
            assert_snapshot!("letters_signed_since_again", place.run(&more(&["--again"])));
        } else {
            assert_eq!(
                states(&place, &more(&["--again"]), "lappia"),
                ["removed"],
                "{act:?}"
            );
        }
        assert!(!place.path(&draft("lappia")).exists(), "{act:?}");
        assert!(states(&place, &REMIND, "lappia").is_empty(), "{act:?}");
        assert_eq!(states(&place, &REMIND, "redu"), ["there-already"], "{act:?}");
    }
}

#[test]
fn only_the_named_signatories_are_looked_at() {
    let place = opened();
    done(&place, &REMIND);
    done(
        &place,
        &["sign", "tno-2027", "lappia", "ely", "--on", "2026-11-20"],
    );
    let of_one = more(&["--again", "--organisation", "ely"]);
    assert_eq!(states(&place, &of_one, "ely"), ["removed"]);
    assert!(place.path(&draft("lappia")).exists() && !place.path(&draft("ely")).exists());
    // Letters of other agreements and other files are not touched.
    for name in [
        "tno-2028_lappia.eml",
        "tno-2027_lappia.txt",
        "tno-2027_lappia (1).eml",
    ] {
        place.write(&format!("kirjeet/{name}"), b"x\n");
    }
    done(&place, &more(&["--again"]));
    assert_eq!(fs::read_dir(place.path("kirjeet")).expect("a folder").count(), 4);
}

#[test]
fn a_draft_that_somebody_has_changed_is_never_lost() {
    let place = opened();
    done(&place, &REMIND);
    let own = place
        .read(&draft("lappia"))
        .replace("X-Unsent: 1", "X-Unsent: 1\r\nCc: tno@example.fi");
    place.write(&draft("lappia"), own.as_bytes());
    place.write(&draft("redu"), b"own words\n");
    done(&place, &["sign", "tno-2027", "lappia", "--on", "2026-11-20"]);
    assert_snapshot!("letters_changed_by_hand_fi", place.run_fi(&REMIND));
    assert_eq!(place.read(&draft("redu")), "own words\n");
    assert_snapshot!("letters_changed_by_hand_again", place.run(&more(&["--again"])));
    let old = |organisation: &str, ending: &str| place.read(&(draft(organisation) + ending));
    assert_eq!(old("lappia", ".old"), own);
    assert_eq!(old("redu", ".old"), "own words\n");
    assert!(!place.path(&draft("lappia")).exists());
    assert!(place.read(&draft("redu")).contains("X-Kumppani-Digest"));
    // The next one that is changed gets another name.
    place.write(&draft("redu"), b"other words\n");
    done(&place, &more(&["--again"]));
    assert_eq!(
        (old("redu", ".old"), old("redu", ".old-2")),
        ("own words\n".to_owned(), "other words\n".to_owned())
    );
    // A draft of an earlier version has no digest: no one can say that it was not changed.
    let before = place.read(&draft("ely"));
    let lines = before
        .split("\r\n")
        .filter(|line| !line.starts_with("X-Kumppani-"));
    let without = lines.collect::<Vec<_>>().join("\r\n");
    place.write(&draft("ely"), without.as_bytes());
    done(&place, &more(&["--again"]));
    assert_eq!(old("ely", ".old"), without);
    assert!(place.read(&draft("ely")) == before);
}

#[test]
fn a_draft_that_says_what_is_no_longer_so_is_named() {
    let place = opened();
    done(&place, &REMIND);
    // Another day alone is no other content.
    let next_day = more(&["--as-of", "2026-12-01"]);
    assert_eq!(states(&place, &next_day, "ely"), ["there-already"]);
    let before = place.read(FILE);
    for (change, text) in [
        (
            "another address",
            before.replace("ely@example.fi", "kirjaamo@example.fi"),
        ),
        (
            "another name",
            before.replace("name: ELY-keskus", "name: Elinvoimakeskus"),
        ),
        (
            "another signature",
            before.replace("regions: [Keski]", "regions: [Keski], signed: 2026-11-20"),
        ),
        (
            "an extension",
            before.replace("2029-12-31,", "2029-12-31, extended: [{ until: 2030-12-31 }],"),
        ),
    ] {
        assert_ne!(text, before, "{change}");
        place.write(FILE, text.as_bytes());
        assert_eq!(states(&place, &next_day, "ely"), ["outdated"], "{change}");
        place.write(FILE, before.as_bytes());
    }
    // When the term has begun, the letter says so.
    assert_eq!(
        states(&place, &more(&["--as-of", "2027-01-01"]), "ely"),
        ["outdated"]
    );
    place.write(
        "templates/reminder.fi.txt",
        "Aihe: Hei, {{ name }}\n\n{{ title }}\n".as_bytes(),
    );
    place.write(
        &draft("redu"),
        place.read(&draft("redu")).replace("REDU", "Redu").as_bytes(),
    );
    assert_snapshot!("letters_outdated_fi", place.run_fi(&REMIND));
    assert!(describe(&place, &draft("ely")).starts_with("Muistutus"));
    done(&place, &more(&["--again"]));
    assert_eq!(
        describe(&place, &draft("ely")),
        "Hei, ELY-keskus\n\nLapin TNO-palvelujen sopimus\n"
    );
}

/// Where nothing is to be signed any more, or not yet, every draft is untrue, and the refusal says so.
#[test]
fn a_refusal_names_the_drafts_that_are_there() {
    let place = opened();
    done(&place, &REMIND);
    done(&place, &more(&["--invite", "--organisation", "ely"]));
    done(
        &place,
        &[
            "terminate",
            "tno-2027",
            "--on",
            "2026-11-21",
            "--reason",
            "raukesi",
        ],
    );
    assert_snapshot!("letters_of_what_is_over_fi", place.run_fi(&more(&["--again"])));
    assert!(place.path(&draft("lappia")).exists());
}

#[test]
fn an_invitation_is_a_letter_of_its_own() {
    let place = opened();
    let invite = more(&["--invite"]);
    assert_snapshot!("letters_invite_fi", place.run_fi(&invite));
    assert_snapshot!("letters_invitation_fi", describe(&place, &invitation("lappia")));
    let english = more(&["--invite", "--letter-lang", "en", "--again"]);
    assert_eq!(states(&place, &english, "lappia"), ["written"]);
    assert_snapshot!("letters_invitation_en", describe(&place, &invitation("lappia")));
    // A reminder comes beside it, and both go when no one needs them.
    done(&place, &REMIND);
    assert!(place.path(&invitation("lappia")).exists() && place.path(&draft("lappia")).exists());
    done(&place, &["sign", "tno-2027", "lappia", "--on", "2026-11-20"]);
    assert_eq!(
        states(&place, &more(&["--invite", "--again"]), "lappia"),
        ["removed", "removed"]
    );
    assert!(!place.path(&invitation("lappia")).exists() && !place.path(&draft("lappia")).exists());
    place.write(
        "templates/invitation.fi.txt",
        "Aihe: Tervetuloa, {{ name }}\n\n{{ opened }}\n".as_bytes(),
    );
    done(&place, &more(&["--invite", "--again"]));
    assert_eq!(
        describe(&place, &invitation("redu")),
        "Tervetuloa, REDU\n\n2.11.2026\n"
    );
    assert!(describe(&place, &draft("redu")).starts_with("Muistutus"));
}

#[test]
fn nobody_is_invited_to_sign_a_draft() {
    let place = opened();
    place.write(FILE, AGREEMENT.as_bytes());
    assert_snapshot!("letters_invite_draft_fi", place.run_fi(&more(&["--invite"])));
    done(&place, &["open", "tno-2027", "--on", "2026-12-01"]);
    let later = place.run(&more(&["--invite"]));
    assert!(
        later.contains("begins on 2026-12-01") && later.ends_with("exit 1\n"),
        "{later}"
    );
    assert!(!place.path("kirjeet").exists());
    done(&place, &more(&["--invite", "--as-of", "2026-12-01"]));
    assert!(place.path(&invitation("ely")).exists());
}
