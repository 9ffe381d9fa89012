//! Who signs, and when: a shared business id (1), a declared number (7), late and missing signatures
//! (9).

use insta::assert_snapshot;

use super::super::harness::{Place, TODAY};
use super::{column, done, findings, only, refused, rows, states, status};

/// Two units of one authority, and the business id that they share.
const UNITS: &str = "\
id: tno-2027
title: Kumppanuussopimus 2027
term: { starts: 2027-01-01, ends: 2030-12-31, notice_months: 3 }
in_force_when: all-signed
groups:
  - id: ohjausryhma
    name: Ohjausryhmä
    regions: all
    chair: keskus-etela
    members: [keskus-etela, keskus-pohjoinen]
    duties:
      - Seuraa toimintaa.
signatories:
  - organisation: keskus-etela   # sama tunnus kuin pohjoisella
    name: Keskus, eteläinen yksikkö
    business_id: 2296962-1
    kind: state-authority
    regions: [Länsi, Keski]
    contact: { role: Kirjaamo, email: etela@example.fi }
  - organisation: keskus-pohjoinen
    name: Keskus, pohjoinen yksikkö
    business_id: 2296962-1
    kind: state-authority
    regions: [Tunturi, Saamelaisalue]
    contact: { role: Kirjaamo, email: pohjoinen@example.fi }
";

#[test]
fn case_01_two_signatories_share_a_business_id() {
    let place = Place::of(&[("tno-2027.yaml", UNITS)]);
    let file = || place.read("agreements/tno-2027.yaml");
    assert_eq!(findings(&place, TODAY), [""; 0]);
    let listed = place.json(&["signatories", "--agreement", "tno-2027"]);
    assert_eq!(
        column(&listed, "organisation"),
        ["keskus-etela", "keskus-pohjoinen"]
    );
    assert_eq!(column(&listed, "business_id"), ["2296962-1"; 2]);
    let organisations = place.json(&["organisations"]);
    assert_eq!(
        column(&organisations, "organisation"),
        ["keskus-etela", "keskus-pohjoinen"]
    );

    done(
        &place,
        &["sign", "tno-2027", "keskus-pohjoinen", "--on", "1.10.2026"],
    );
    let one = UNITS.replace(
        "    regions: [Tunturi, Saamelaisalue]\n",
        "    regions: [Tunturi, Saamelaisalue]\n    signed: 2026-10-01\n",
    );
    assert_eq!(file(), one, "only the entry that was named");
    assert_eq!(
        states(&place, "tno-2027", TODAY),
        ["keskus-etela pending", "keskus-pohjoinen signed"]
    );
    assert_eq!(
        status(&place, "tno-2027", TODAY),
        "signing",
        "one id is not one signature"
    );
    assert_snapshot!("case_01_board", place.run_fi(&["board", "tno-2027"]));

    done(
        &place,
        &["sign", "tno-2027", "keskus-etela", "--on", "2026-11-20"],
    );
    let both = one.replace("[Länsi, Keski]\n", "[Länsi, Keski]\n    signed: 2026-11-20\n");
    assert_eq!(file(), both);
    assert_eq!(status(&place, "tno-2027", TODAY), "upcoming");
    assert_eq!(status(&place, "tno-2027", "2027-01-01"), "in-force");
    assert_eq!(findings(&place, TODAY), [""; 0]);

    // That an id may be shared does not mean that it is not checked.
    place.write(
        "agreements/tno-2027.yaml",
        UNITS.replacen("2296962-1", "2296962-2", 1).as_bytes(),
    );
    assert_eq!(
        findings(&place, TODAY),
        ["invalid-business-id | business_id: 2296962-2"]
    );
}

/// An agreement that declares 34 signatories and lists so many.
fn declared(listed: usize, waivers: &str) -> String {
    let entry = |n: usize| {
        format!(
            "  - {{ organisation: opisto-{n:02}, name: Opisto {n:02}, kind: education, regions: all, signed: 2014,\n      \
                 contact: {{ role: Toimisto, email: opisto{n:02}@example.fi }} }}\n"
        )
    };
    let entries = (1..=listed).map(entry).collect::<Vec<_>>().concat();
    format!(
        "id: tno-2014\ntitle: Kumppanuussopimus 2014\nterm: {{ starts: 2014, ends: open-ended }}\ndeclared_signatories: \
         34\n{waivers}signatories:\n{entries}"
    )
}

#[test]
fn case_07_thirty_four_are_declared_and_thirty_three_listed() {
    let place = Place::of(&[("tno-2014.yaml", &declared(33, ""))]);
    let count = "count-differs | declared_signatories: 34";
    assert_eq!(findings(&place, TODAY), [count]);
    assert_eq!(place.output(&["validate"]).status.code(), Some(0));
    assert_eq!(place.output(&["validate", "--strict"]).status.code(), Some(1));
    assert_snapshot!("case_07_validate", place.run_fi(&["validate"]));

    let agreement = &place.json(&["agreements"])[0];
    assert_eq!(
        (&agreement["signed"], &agreement["signatories"]),
        (&33.into(), &33.into())
    );
    assert_eq!(
        rows(&place.json(&["signatories"])).len(),
        33,
        "the list counts, nobody is made up"
    );
    assert_eq!(place.json(&["show", "tno-2014"])["declared_signatories"], 34);

    let reason = "waivers: [{ code: count-differs, reason: Luettelon yksi sivu on kadonnut. }]\n";
    place.write("agreements/tno-2014.yaml", declared(33, reason).as_bytes());
    assert_eq!(findings(&place, TODAY), [""; 0]);
    let waived = place.json(&["validate", "--waived"]);
    assert_eq!(column(&waived, "code"), ["count-differs"]);
    assert_eq!(column(&waived, "waived"), ["Luettelon yksi sivu on kadonnut."]);

    place.write("agreements/tno-2014.yaml", declared(34, "").as_bytes());
    assert_eq!(findings(&place, TODAY), [""; 0]);
    place.write("agreements/tno-2014.yaml", declared(35, "").as_bytes());
    assert_eq!(findings(&place, TODAY), [count]);
    place.write("agreements/tno-2014.yaml", declared(34, reason).as_bytes());
    assert_eq!(
        findings(&place, TODAY),
        [format!("stale-waiver | {}", reason.trim_end())],
        "the page was found, the waiver forgotten"
    );
}

/// An agreement that needs two signatures, and no one has signed it.
const LATE: &str = "\
id: tno-2018
title: Kumppanuussopimus 2018
term: { starts: 2018-01-01, ends: 2028-12-31 }
in_force_when: { signed_at_least: 2 }
signatories:
  - organisation: kunta
    name: Kunta
    kind: municipality
    regions: [Keski]
    contact: { role: Kirjaamo, email: kunta@example.fi }
  - organisation: opisto
    name: Opisto
    kind: education
    regions: [Itä]
    contact: { role: Toimisto, email: opisto@example.fi }
  - organisation: saatio
    name: Säätiö
    kind: other
    regions: [Itä]
    contact: { role: Toimisto, email: saatio@example.fi }
  - organisation: yritys
    name: Yritys
    kind: company
    regions: [Keski]
    contact: { role: Toimisto, email: yritys@example.fi }
";

/// Records the life of the agreement: one signs in time, one late, one joins, one declines, and one
/// never answers.
fn late_signatures() -> Place {
    let place = Place::of(&[("tno-2018.yaml", LATE)]);
    for args in [
        &["open", "tno-2018", "--on", "2017-11-01"][..],
        &["sign", "tno-2018", "opisto", "--on", "2017-11-20"],
        &["decline", "tno-2018", "saatio", "--on", "2018-01-10"],
        &["sign", "tno-2018", "kunta", "--on", "2018-02-15"],
        &[
            "register",
            "tno-2018",
            "--organisation",
            "yhdistys",
            "--name",
            "Yhdistys",
            "--region",
            "Tunturi",
            "--kind",
            "association",
            "--as-of",
            "2018-06-01",
        ],
        &["sign", "tno-2018", "yhdistys", "--on", "2018-06-10"],
    ] {
        done(&place, args);
    }
    place
}

#[test]
fn case_09_signatures_come_late_or_never() {
    let place = late_signatures();
    for (day, expected) in [
        ("2017-10-31", "draft"),
        ("2017-11-01", "signing"),
        ("2018-01-01", "signing"),
        ("2018-02-14", "signing"),
        ("2018-02-15", "in-force"),
    ] {
        assert_eq!(status(&place, "tno-2018", day), expected, "{day}");
    }
    // What came later is still to come on that day.
    let ahead = ["signed: 2018-02-15", "signed: 2018-06-10", "joined: 2018-06-01"];
    let ahead = ahead.map(|fact| format!("future-date | {fact}"));
    assert_eq!(findings(&place, "2018-02-14"), ahead);
    assert_snapshot!(
        "case_09_board",
        place.run_fi(&["board", "tno-2018", "--as-of", "2018-06-05"])
    );
}

#[test]
fn case_09_every_day_has_its_own_states() {
    let place = late_signatures();
    for (day, expected) in [
        (
            "2017-11-19",
            &[
                "kunta pending",
                "opisto pending",
                "saatio pending",
                "yritys pending",
            ][..],
        ),
        (
            "2018-01-10",
            &[
                "kunta pending",
                "opisto signed",
                "saatio declined",
                "yritys pending",
            ],
        ),
        (
            "2018-05-31",
            &[
                "kunta signed",
                "opisto signed",
                "saatio declined",
                "yritys pending",
            ],
        ),
        (
            "2018-06-01",
            &[
                "kunta signed",
                "opisto signed",
                "saatio declined",
                "yhdistys pending",
                "yritys pending",
            ],
        ),
        (
            "2018-06-10",
            &[
                "kunta signed",
                "opisto signed",
                "saatio declined",
                "yhdistys signed",
                "yritys pending",
            ],
        ),
    ] {
        assert_eq!(states(&place, "tno-2018", day), expected, "{day}");
    }
    let joined = place.json(&["signatories", "--as-of", "2018-06-10"]);
    let one = only(&joined, "organisation", "yhdistys");
    assert_eq!(
        (&one["joined"], &one["signed"]),
        (&"2018-06-01".into(), &"2018-06-10".into())
    );
}

#[test]
fn case_09_what_is_recorded_stands_in_its_entry() {
    let place = late_signatures();
    let written = place.read("agreements/tno-2018.yaml");
    let opened = written
        .lines()
        .find(|line| line.starts_with("opened:"))
        .expect("the day of opening");
    assert!(opened.starts_with("opened: { on: 2017-11-01, text: "), "{opened}");
    let expected = LATE
        .replace(
            "signed_at_least: 2 }\n",
            &format!("signed_at_least: 2 }}\n{opened}\n"),
        )
        .replacen(
            "regions: [Keski]\n",
            "regions: [Keski]\n    signed: 2018-02-15\n",
            1,
        )
        .replacen("regions: [Itä]\n", "regions: [Itä]\n    signed: 2017-11-20\n", 1)
        .replace(
            "kind: other\n    regions: [Itä]\n",
            "kind: other\n    regions: [Itä]\n    declined: 2018-01-10\n",
        )
        + "  - organisation: yhdistys\n    name: Yhdistys\n    kind: association\n    regions: [Tunturi]\n    signed: \
           2018-06-10\n    joined: 2018-06-01\n";
    assert_eq!(written, expected);
    for line in ["organisation: yritys", "name: Yhdistys"] {
        assert_eq!(super::times(&written, line), 1, "{line}");
    }
    // A signature that is recorded is never moved to another day.
    assert!(refused(&place, &["sign", "tno-2018", "kunta", "--on", "2018-01-02"]).contains("2018-02-15"));
    assert_eq!(place.read("agreements/tno-2018.yaml"), written);
    // Only the one that has not answered is found, neither the one that declined nor those who signed.
    let codes = place.json(&["validate", "--as-of", "2018-03-01"]);
    let unsigned = only(&codes, "code", "unsigned-in-force");
    let message = unsigned["message"].as_str().expect("a message");
    assert!(
        message.contains("Yritys") && !message.contains("Säätiö") && !message.contains("Kunta"),
        "{message}"
    );
}

#[test]
fn case_09_those_who_join_later_are_not_waited_for() {
    let text = LATE
        .replace("{ signed_at_least: 2 }", "all-signed")
        .replace("regions: [Itä]\n", "regions: [Itä]\n    signed: 2017-12-01\n")
        .replacen(
            "regions: [Keski]\n",
            "regions: [Keski]\n    signed: 2018-01-05\n",
            1,
        )
        .replace("kind: company\n", "kind: company\n    joined: 2018-03-01\n");
    let place = Place::of(&[("tno-2018.yaml", &text)]);
    assert_eq!(status(&place, "tno-2018", "2018-01-04"), "signing");
    assert_eq!(status(&place, "tno-2018", "2018-01-05"), "in-force");
    assert_eq!(status(&place, "tno-2018", "2018-03-01"), "in-force");
    assert!(states(&place, "tno-2018", "2018-03-01").contains(&"yritys pending".to_owned()));
}
