//! Facts that are recorded by commands: the file changes in that place and nowhere else, and what
//! contradicts the file is refused.

use insta::assert_snapshot;

use super::harness::Place;

/// An agreement in mixed styles, with comments, that is open for signatures until the end of 2020.
const FILE: &str = "\
# Kumppanuussopimus
id: a-2018
title: Sopimus   # nimi
term:
  starts: 2018-01-01
  ends: 2020-12-31
  notice_months: 3
in_force_when: all-signed

signatories:
  # Oppilaitokset
  - organisation: opisto
    name: \"Opisto\"
    kind: education
    regions: all
    contact: { role: Toimisto, email: opisto@example.fi }   # yhteinen

  - { organisation: kunta, name: Kunta, kind: municipality, regions: [Keski],
      contact: { role: Toimisto, email: kunta@example.fi } }
";

fn place() -> Place {
    Place::of(&[("a-2018.yaml", FILE)])
}

fn after(place: &Place) -> String {
    place.read("agreements/a-2018.yaml")
}

#[test]
fn a_signature_changes_one_place_in_the_style_of_its_neighbours() {
    let place = place();
    let args = ["sign", "a-2018", "opisto", "kunta", "--on", "15.1.2018"];
    assert_snapshot!("sign_dry_run", place.run(&[&args[..], &["--dry-run"]].concat()));
    assert_eq!(after(&place), FILE);
    assert_snapshot!("sign_fi", place.run_fi(&args));
    let expected = FILE
        .replace("    regions: all\n", "    regions: all\n    signed: 2018-01-15\n")
        .replace("regions: [Keski],\n", "regions: [Keski], signed: 2018-01-15,\n");
    assert_eq!(after(&place), expected);
    assert_snapshot!("sign_again_fi", place.run_fi(&args));
    assert_eq!(after(&place), expected);
    assert_eq!(
        place.json(&["agreements", "--as-of", "2018-02-01"])[0]["status"],
        "in-force"
    );
}

#[test]
fn facts_of_a_signature_are_added_once_and_never_changed() {
    let place = place();
    let sign = ["sign", "a-2018", "opisto", "--on", "2018-01-15"];
    place.run(&sign);
    place.run(&[&sign[..], &["--by", "rehtori"]].concat());
    place.run(&[&sign[..], &["--record", "OP/7/2018"]].concat());
    let expected = FILE.replace(
        "    regions: all\n",
        "    regions: all\n    signed: 2018-01-15\n    signed_by: rehtori\n    record: OP/7/2018\n",
    );
    assert_eq!(after(&place), expected, "a fact that was missing is added");
    assert_snapshot!(
        "other_position_fi",
        place.run_fi(&[&sign[..], &["--by", "johtaja"]].concat())
    );
    assert_eq!(after(&place), expected);
}

/// Who no longer exists does not sign, and no one joins what is over or has not come about.
#[test]
fn what_time_forbids_is_refused() {
    let place = place();
    place.write(
        "agreements/organisations.yaml",
        b"organisations: [{ id: kunta, name: Kunta, ceased: 2018-12-31 }]\n",
    );
    let register = ["register", "a-2018", "--organisation", "uusi", "--name", "Uusi"];
    for (name, args) in [
        (
            "ceased_signs",
            &["sign", "a-2018", "kunta", "--on", "2019-01-01"][..],
        ),
        ("near_id", &["sign", "a-2018", "kunto", "--on", "2019-01-01"]),
        ("joins_what_is_over", &register),
    ] {
        assert_snapshot!(format!("refused_{name}_fi"), place.run_fi(args));
        assert_eq!(after(&place), FILE, "{name}: nothing is written");
    }
    place.write(
        "tuleva.csv",
        "Nimi;Alueet;Liittynyt\nUusi;Itä;1.1.2020\n".as_bytes(),
    );
    assert_snapshot!(
        "refused_joins_ahead_fi",
        place.run_fi(&[
            "register",
            "a-2018",
            "--from",
            "tuleva.csv",
            "--as-of",
            "2019-06-01"
        ])
    );
    assert_eq!(after(&place), FILE);
    // On its last day an organisation still signs, and once all have signed a joiner in time joins.
    place.run(&["sign", "a-2018", "kunta", "--on", "2018-12-31"]);
    assert!(after(&place).contains("signed: 2018-12-31"));
    place.run(&["sign", "a-2018", "opisto", "--on", "2018-12-31"]);
    place.run(&[&register[..], &["--as-of", "2019-06-01"]].concat());
    assert!(after(&place).contains("joined: 2019-06-01"));
}

#[test]
fn what_contradicts_the_file_is_refused() {
    let place = place();
    place.run(&[
        "sign",
        "a-2018",
        "opisto",
        "--on",
        "2018-01-15",
        "--by",
        "rehtori",
        "--decision",
        "Hallitus 10.1.2018 § 3: hyväksytty",
    ]);
    let before = after(&place);
    for (name, args) in [
        (
            "another_date",
            &["sign", "a-2018", "opisto", "--on", "2018-01-16"][..],
        ),
        (
            "after_the_end",
            &["sign", "a-2018", "kunta", "--on", "2021-01-01"],
        ),
        (
            "ahead_of_today",
            &[
                "sign",
                "a-2018",
                "kunta",
                "--on",
                "2019-01-01",
                "--as-of",
                "2018-06-01",
            ],
        ),
        (
            "no_signatory",
            &["sign", "a-2018", "lappia", "--on", "2018-01-16"],
        ),
        ("no_agreement", &["sign", "a-2019", "kunta", "--on", "2018-01-16"]),
        (
            "decline_signed",
            &["decline", "a-2018", "opisto", "--on", "2018-02-01"],
        ),
        (
            "withdraw_unsigned",
            &[
                "withdraw",
                "a-2018",
                "kunta",
                "--notice",
                "2018-02-01",
                "--effective",
                "2018-03-01",
            ],
        ),
        (
            "withdraw_reversed",
            &[
                "withdraw",
                "a-2018",
                "opisto",
                "--notice",
                "2018-02-01",
                "--effective",
                "2018-01-20",
            ],
        ),
        ("extend_back", &["extend", "a-2018", "--until", "2020-06-30"]),
        ("terminate_late", &["terminate", "a-2018", "--on", "2021-06-30"]),
        ("open_late", &["open", "a-2018", "--on", "2018-02-01"]),
    ] {
        assert_snapshot!(format!("refused_{name}"), place.run(args));
        assert_eq!(after(&place), before, "{name}: nothing is written");
    }
    assert_snapshot!(
        "refused_fi",
        place.run_fi(&["sign", "a-2018", "opisto", "--on", "16.1.2018"])
    );
    assert_snapshot!(
        "refused_notice_ahead_fi",
        place.run_fi(&[
            "withdraw",
            "a-2018",
            "opisto",
            "--notice",
            "1.1.2027",
            "--effective",
            "2027-06-30"
        ])
    );
}

#[test]
fn the_life_of_an_agreement_in_its_file() {
    let place = place();
    for args in [
        &["open", "a-2018", "--on", "2017-12-01"][..],
        &[
            "sign",
            "a-2018",
            "opisto",
            "--on",
            "2018-01-15",
            "--by",
            "rehtori",
        ],
        &["decline", "a-2018", "kunta", "--on", "2018-01-20"],
        &[
            "extend",
            "a-2018",
            "--until",
            "2022-12-31",
            "--decided",
            "2020-06-01",
            "--decision",
            "Ohjausryhmä 1.6.2020 § 4",
        ],
        &["extend", "a-2018", "--until", "2024-12-31"],
        &[
            "withdraw",
            "a-2018",
            "opisto",
            "--notice",
            "2023-01",
            "--effective",
            "2023-06-30",
        ],
        &[
            "terminate",
            "a-2018",
            "--on",
            "2023-07-01",
            "--reason",
            "Toiminta: päättyi",
        ],
    ] {
        let output = place.output(args);
        assert_eq!(
            output.status.code(),
            Some(0),
            "{args:?}: {}",
            place.describe(&output)
        );
    }
    assert_snapshot!("life_file", after(&place));
    for line in FILE.lines() {
        let kept = after(&place).lines().any(|other| other == line);
        assert!(
            kept || line.contains("kunta@example.fi") || line.contains("organisation: kunta"),
            "{line}"
        );
    }
    for (day, status) in [
        ("2017-11-30", "draft"),
        ("2017-12-15", "signing"),
        ("2018-01-20", "in-force"),
        ("2021-06-01", "in-force"),
        ("2023-07-01", "terminated"),
    ] {
        assert_eq!(
            place.json(&["agreements", "--as-of", day])[0]["status"],
            status,
            "{day}"
        );
    }
    assert_eq!(place.output(&["validate"]).status.code(), Some(0));
}

#[test]
fn a_frozen_text_that_changes_is_an_error() {
    let place = place();
    place.run(&["open", "a-2018", "--on", "2017-12-01"]);
    place.write(
        "agreements/a-2018.yaml",
        after(&place)
            .replace("title: Sopimus ", "title: Toinen ")
            .as_bytes(),
    );
    assert_snapshot!("frozen_text_fi", place.run_fi(&["validate"]));
    assert_snapshot!(
        "frozen_text_sign",
        place.run(&["sign", "a-2018", "opisto", "--on", "2018-01-15"])
    );
}

#[test]
fn crlf_a_mark_and_a_missing_newline_stay() {
    let bytes = format!("\u{feff}{}", FILE.trim_end().replace('\n', "\r\n"));
    let place = Place::of(&[("a-2018.yaml", &bytes)]);
    place.run(&["sign", "a-2018", "opisto", "--on", "2018-01-15"]);
    let expected = bytes.replace(
        "    regions: all\r\n",
        "    regions: all\r\n    signed: 2018-01-15\r\n",
    );
    assert_eq!(after(&place), expected);
}
