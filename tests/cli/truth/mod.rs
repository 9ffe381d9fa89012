//! The rules of truth in the life of a registry: impossible days, founders and those who join, files that have
//! an error which an act puts right.

mod organisations;
mod rules;

use insta::assert_snapshot;

use self::rules::{AGREEMENT, CEASED, PENDING, codes, run};
use crate::harness::Place;

/// Signed before the text was frozen, a century before, and in the future.
#[test]
fn signatures_on_impossible_days_are_found_and_refused() {
    let r1 = "\
id: r1
title: Sopimus r1
term: { starts: 2025-01-01, ends: open-ended }
opened: { on: 2024-12-01, text: 096f339ee3b0c442b9daa3fce3b0c442e3b0c442e3b0c442e3b0c442e3b0c442 }
signatories:
  - { organisation: aa, name: Aa, kind: education, regions: all, signed: 2024-11-01, contact: { role: r, email: aa@example.fi } }
  - { organisation: bb, name: Bb, kind: education, regions: all, signed: 1924-12-10, contact: { role: r, email: bb@example.fi } }
  - { organisation: cc, name: Cc, kind: education, regions: all, signed: 2042-01-10, contact: { role: r, email: cc@example.fi } }
";
    let place = Place::of(&[("r1.yaml", r1)]);
    let found = place.run_fi(&["validate", "--format", "short"]);
    let found: Vec<&str> = found
        .lines()
        .filter(|line| line.contains("allekirjoittanut ("))
        .collect();
    assert_snapshot!("impossible_days_fi", found.join("\n"));
    let unsigned = ["2024-11-01", "1924-12-10", "2042-01-10"]
        .iter()
        .fold(r1.to_owned(), |text, day| {
            text.replace(&format!("signed: {day}, "), "")
        });
    place.write("agreements/r1.yaml", unsigned.as_bytes());
    for (who, day) in [("aa", "2024-11-01"), ("bb", "1924-12-10"), ("cc", "2042-01-10")] {
        let shown = place.run(&["sign", "r1", who, "--on", day]);
        assert!(shown.ends_with("--- exit 1\n"), "{who}: {shown}");
        assert_eq!(place.read("agreements/r1.yaml"), unsigned);
    }
}

/// The start of the calendar is not the entry into force: founders of a late draft are waited for.
#[test]
fn founders_registered_after_the_start_are_waited_for() {
    let s1 = "\
id: s1
title: Sopimus s1
in_force_when: all-signed
term: { starts: 2026-01-01, ends: open-ended }
signatories:
  - { organisation: org-x, name: Org X, kind: education, regions: all, contact: { role: r, email: org-x@example.fi } }
";
    let place = Place::of(&[("s1.yaml", s1)]);
    place.write(
        "lista.csv",
        "Nimi;Alueet\nPerustaja A;Itä\nPerustaja B;Itä\n".as_bytes(),
    );
    let today = |args: &[&str]| place.run(&[args, &["--as-of", "2026-11-27"]].concat());
    assert!(!today(&["register", "s1", "--from", "lista.csv", "--preview"]).contains("2026-11-27"));
    today(&["register", "s1", "--from", "lista.csv"]);
    assert!(!place.read("agreements/s1.yaml").contains("joined"));
    today(&["sign", "s1", "org-x", "--on", "27.11.2026"]);
    let status = || {
        let rows = place.json(&["agreements", "--as-of", "2026-11-27"]);
        format!(
            "{} {}/{}",
            rows[0]["status"], rows[0]["signed"], rows[0]["signatories"]
        )
    };
    assert_eq!(status(), "\"signing\" 1/3");
    today(&["sign", "s1", "perustaja-a", "perustaja-b", "--on", "2026-11-27"]);
    assert_eq!(status(), "\"in-force\" 3/3");
    // From now on who comes joins, on the day of the registration or that of the list or the option.
    place.write(
        "lisaa.csv",
        "Nimi;Alueet;Liittynyt\nTulija C;Itä;\nTulija D;Itä;26.11.2026\n".as_bytes(),
    );
    let preview = today(&["register", "s1", "--from", "lisaa.csv", "--preview"]);
    assert!(
        preview.contains("2026-11-27") && preview.contains("2026-11-26"),
        "{preview}"
    );
    today(&["register", "s1", "--from", "lisaa.csv", "--joined", "2026-11-25"]);
    let after = place.read("agreements/s1.yaml");
    assert!(
        after.contains("joined: 2026-11-25") && after.contains("joined: 2026-11-26"),
        "{after}"
    );
    today(&["register", "s1", "--organisation", "e", "--name", "E"]);
    assert!(place.read("agreements/s1.yaml").contains("joined: 2026-11-27"));
}

/// Whoever is registered on the day of `init` is in from the beginning, even when the first has signed.
#[test]
fn the_first_agreement_waits_for_founders() {
    for day in ["2026-01-01", "2026-11-27", "2026-12-31", "2028-02-29"] {
        let place = Place::empty();
        let today = |args: &[&str]| place.run(&[args, &["--as-of", day]].concat());
        today(&["init"]);
        let id = format!("sopimus-{}", &day[..4]);
        today(&["sign", &id, "esimerkkiopisto", "--on", day]);
        let shown = today(&[
            "register",
            &id,
            "--organisation",
            "perustaja",
            "--name",
            "Perustaja",
        ]);
        assert!(shown.ends_with("--- exit 0\n"), "{day}: {shown}");
        assert!(
            !place.read(&format!("agreements/{id}.yaml")).contains("joined"),
            "{day}"
        );
    }
}

/// What a finding proposes works, though the file has the error that it is proposed against.
#[test]
fn an_act_goes_on_when_it_leaves_fewer_errors() {
    let unknown = format!(
        "{AGREEMENT}groups:\n  - {{ id: ryhma, name: Ryhmä, regions: all, chair: puuttuu, members: [opisto, toinen], duties: [Seuraa.] }}\n"
    );
    let place = Place::of(&[("a-2018.yaml", &unknown)]);
    let errors = || {
        codes(&place)
            .iter()
            .filter(|code| *code == "unknown-organisation")
            .count()
    };
    assert_eq!(errors(), 2);
    let unrelated = run(&place, "sign a-2018 odottaa --on 2018-02-01");
    assert!(
        unrelated.contains("the file of `a-2018` has errors"),
        "{unrelated}"
    );
    for (organisation, left) in [("puuttuu", 1), ("toinen", 0)] {
        let shown = run(
            &place,
            &format!("register a-2018 --organisation {organisation} --name {organisation}"),
        );
        assert!(shown.ends_with("--- exit 0\n"), "{shown}");
        assert_eq!(errors(), left);
    }
    // One error less, and another one.
    let late = AGREEMENT.replace(
        PENDING,
        "name: Odottaa, kind: education, regions: all, signed: 2021-03-01,",
    );
    place.write("agreements/a-2018.yaml", late.as_bytes());
    let shown = run(&place, "extend a-2018 --until 2021-02");
    assert!(
        shown.contains("would introduce an error") && shown.ends_with("--- exit 1\n"),
        "{shown}"
    );
    let shown = run(&place, "extend a-2018 --until 2021-03");
    assert!(shown.ends_with("--- exit 0\n"), "{shown}");
}

/// One that ceased before it signed leaves the list of an opened text by declining, also afterwards.
#[test]
fn one_that_ceased_before_signing_declines() {
    let place = Place::of(&[("a-2018.yaml", AGREEMENT)]);
    place.write("agreements/organisations.yaml", CEASED.as_bytes());
    for (day, exit) in [("2018-12-31", 0), ("2020-06-16", 1)] {
        let shown = run(&place, &format!("decline a-2018 odottaa --on {day} --dry-run"));
        assert!(shown.ends_with(&format!("--- exit {exit}\n")), "{shown}");
    }
    assert!(run(&place, "decline a-2018 odottaa --on 2020-06-15").ends_with("--- exit 0\n"));
    assert!(!codes(&place).iter().any(|code| code == "ceased-signatory"));
}

/// A signatory is not recorded as ceased before what it signed.
#[test]
fn nobody_ceases_before_its_signature() {
    let place = Place::of(&[("a-2018.yaml", AGREEMENT)]);
    let shown = run(&place, "organisation cease opisto --on 2018-01-14");
    assert_snapshot!("ceased_before_its_signature", shown);
    assert!(!place.path("agreements/organisations.yaml").exists());
    assert!(run(&place, "organisation cease opisto --on 2018-01-15").ends_with("--- exit 0\n"));
}

/// A decision that was not known is added to its extension, and a recorded one is not changed.
#[test]
fn details_that_were_missing_are_added() {
    let place = Place::of(&[("a-2018.yaml", AGREEMENT)]);
    for (command, exit) in [
        ("extend a-2018 --until 2021", 0),
        ("extend a-2018 --until 2021 --decided 2020-03-01 --decision §4", 0),
        ("extend a-2018 --until 2021 --decided 2020-03-02", 1),
        ("terminate a-2018 --on 2020-12-01", 0),
        ("terminate a-2018 --on 2020-12-01 --reason Yhdistyy", 0),
        ("terminate a-2018 --on 2020-12-01 --reason Muu", 1),
        ("extend a-2018 --until 2023", 1),
        ("extend a-2018 --until 2023 --decided 2020-05-01", 0),
    ] {
        let shown = run(&place, command);
        assert!(
            shown.ends_with(&format!("--- exit {exit}\n")),
            "{command}: {shown}"
        );
    }
    let after = place.read("agreements/a-2018.yaml");
    let lines = after.lines().filter(|line| !line.contains("organisation:"));
    assert_snapshot!("details_added", lines.collect::<Vec<_>>().join("\n"));
}

/// A withdrawal that is proposed for a day to come is recorded today and takes effect then.
#[test]
fn a_proposed_withdrawal_is_recorded_ahead() {
    let place = Place::of(&[(
        "a-2018.yaml",
        &AGREEMENT.replace(PENDING, &format!("{PENDING} signed: 2018-02-01,")),
    )]);
    let record = "organisations: [{ id: opisto, name: Opisto, ceased: 2020-11-30, successors: [{ organisation: odottaa }] }]\n";
    place.write("agreements/organisations.yaml", record.as_bytes());
    let due = place.json(&["due", "--within", "1y", "--as-of", "2020-06-15"]);
    let commands = due.as_array().expect("a list").iter();
    let proposed: Vec<&str> = commands
        .filter_map(|row| row["next_command"].as_str())
        .filter(|command| command.contains(" withdraw "))
        .collect();
    let [proposed] = proposed[..] else {
        panic!("{due:#}");
    };
    let shown = run(&place, proposed.strip_prefix("kumppani ").expect("a command"));
    assert!(shown.ends_with("--- exit 0\n"), "{proposed}: {shown}");
    assert!(
        place
            .read("agreements/a-2018.yaml")
            .contains("withdrawn: { notice: 2020-06-15, effective: 2020-12-01 }")
    );
}
