//! What is due, the board, how agreements differ, and the renewal run.

use std::fs;

use insta::assert_snapshot;

use super::harness::Place;

#[test]
fn what_is_due() {
    let place = Place::example();
    assert_snapshot!("due_fi", place.run_fi(&["due", "--format", "csv"]));
    assert_snapshot!(
        "due_nothing",
        place.run(&["due", "--as-of", "2012-06-02", "--within", "2w"])
    );
    assert_snapshot!("due_bad_time_fi", place.run_fi(&["due", "--within", "soon"]));
    let rows = place.json(&["due", "--within", "1y"]);
    let names: Vec<&str> = rows[0]
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(
        names,
        [
            "kind",
            "agreement",
            "agreement_title",
            "organisation",
            "organisation_name",
            "deadline",
            "days_left",
            "what",
            "next_command"
        ]
    );
}

/// Every command that `due` proposes is one that the program understands.
#[test]
fn proposed_commands_exist() {
    let place = Place::example();
    for row in place
        .json(&["due", "--within", "5y"])
        .as_array()
        .expect("an array")
    {
        let line = row["next_command"].as_str().expect("a command");
        let command = line.split_whitespace().nth(1).expect("a subcommand");
        assert_eq!(
            place.output(&[command, "--help"]).status.code(),
            Some(0),
            "{line}"
        );
    }
}

#[test]
fn the_board() {
    let place = Place::example();
    assert_snapshot!(
        "board_fi",
        place.run_fi(&["board", "keski-tunturi-2015", "--as-of", "2015-02-10"])
    );
    assert_snapshot!(
        "board_markdown",
        place.run(&["board", "lapin-tno-2017", "--format", "markdown"])
    );
    let board = place.json(&["board", "lapin-tno-2017"]);
    assert_eq!((&board["signed"], &board["total"]), (&0.into(), &34.into()));
    assert_snapshot!("board_unknown_fi", place.run_fi(&["board", "lapin-tno-2016"]));
}

#[test]
fn how_two_agreements_differ() {
    let place = Place::example();
    assert_snapshot!(
        "diff_fi",
        place.run_fi(&["diff", "lapin-tno-2014", "lapin-tno-2017"])
    );
    assert_snapshot!(
        "diff_json",
        place.run(&["diff", "lapin-tno-2012", "lapin-tno-2014", "--format", "json"])
    );
}

#[test]
fn a_renewal_is_a_draft_that_a_second_run_leaves_alone() {
    let place = Place::example();
    fs::remove_file(place.path("agreements/lapin-tno-2017.yaml")).expect("a file can be removed");
    let args = ["renew", "lapin-tno-2014", "--starts", "1.1.2027", "--years", "4"];
    let shown = place.output(&[&args[..], &["--dry-run"]].concat());
    assert!(!place.path("agreements/lapin-tno-2027.yaml").exists());
    assert_snapshot!("renew_fi", place.run_fi(&args));
    let written = place.read("agreements/lapin-tno-2027.yaml");
    assert_snapshot!("renew_file_fi", written);
    assert!(String::from_utf8_lossy(&shown.stdout).contains("id: lapin-tno-2027"));
    assert_snapshot!("renew_again", place.run(&args));
    assert_eq!(place.read("agreements/lapin-tno-2027.yaml"), written);
    // The predecessor stays in force until the draft is signed.
    let statuses: Vec<String> = place
        .json(&["agreements"])
        .as_array()
        .expect("an array")
        .iter()
        .map(|row| format!("{} {}", row["id"], row["status"]))
        .collect();
    assert!(
        statuses.contains(&"\"lapin-tno-2014\" \"in-force\"".to_owned()),
        "{statuses:?}"
    );
    assert!(
        statuses.contains(&"\"lapin-tno-2027\" \"draft\"".to_owned()),
        "{statuses:?}"
    );
    assert_eq!(
        place
            .output(&["validate", "agreements/lapin-tno-2027.yaml"])
            .status
            .code(),
        Some(0)
    );
    let kept = place.json(&[
        "duties",
        "--agreement",
        "lapin-tno-2027",
        "--changed-since",
        "lapin-tno-2014",
    ]);
    assert!(
        kept.as_array()
            .expect("an array")
            .iter()
            .all(|row| row["change"] == "kept")
    );
}

/// Two predecessors whose drafts would have one id: the second is refused, in a dry run, too. A run
/// that shows nothing leaves the output file of an earlier one alone.
#[test]
fn drafts_of_one_run_do_not_take_each_others_ids() {
    let text = |id: &str| {
        format!(
            "id: {id}\ntitle: Sopimus\nterm: {{ starts: 2014-01-01, ends: 2026-12-31 }}\ngroups:\n  - {{ id: ryhma, name: \
             Ryhmä, regions: all, duties: [Kokoaa tietoa.] }}\nsignatories:\n  - {{ organisation: lappia, name: Lappia, \
             kind: education, regions: [Länsi], signed: 2014-01-01 }}\n"
        )
    };
    let place = Place::of(&[("a-2012.yaml", &text("a-2012")), ("a-2014.yaml", &text("a-2014"))]);
    place.write("kept.txt", b"kept\n");
    let args = [
        "renew", "a-2012", "a-2014", "--starts", "1.1.2027", "--years", "4",
    ];
    let dry = place.output(&[&args[..], &["--dry-run"]].concat());
    assert_eq!(
        String::from_utf8_lossy(&dry.stdout)
            .matches("\nid: a-2027\n")
            .count(),
        1
    );
    assert_snapshot!(
        "renew_two",
        place.run(&[&args[..], &["--output", "kept.txt"]].concat())
    );
    assert!(
        place
            .read("agreements/a-2027.yaml")
            .contains("supersedes: [a-2012]")
    );
    assert_eq!(place.read("kept.txt"), "kept\n");
}

#[test]
fn a_renewal_run_takes_what_is_due() {
    let file = |id: &str, ends: &str| {
        format!(
            "id: {id}\ntitle: Sopimus\nterm: {{ starts: 2020-01-01, ends: {ends}, notice_months: 3 }}\nsignatories:\n  \
         - {{ organisation: opisto, name: Opisto, kind: education, regions: all, signed: 2020-01-01 }}\n"
        )
    };
    let place = Place::of(&[
        ("a-2020.yaml", &file("a-2020", "2026-12-31")),
        ("b-2020.yaml", &file("b-2020", "2029-12-31")),
    ]);
    assert_snapshot!("renew_due", place.run(&["renew", "--due-within", "12m"]));
    assert!(place.path("agreements/a-2027.yaml").exists());
    assert!(!place.path("agreements/b-2030.yaml").exists());
    assert_snapshot!(
        "renew_due_again_fi",
        place.run_fi(&["renew", "--due-within", "12kk"])
    );
    assert_snapshot!(
        "renew_into",
        place.run(&[
            "renew",
            "a-2020",
            "b-2020",
            "--into",
            "yhteinen-2031",
            "--starts",
            "2031"
        ])
    );
    assert_snapshot!("renew_draft_fi", place.run_fi(&["renew", "a-2027"]));
}

#[test]
fn one_that_is_registered_stands_after_its_neighbours() {
    let place = Place::example();
    let before = place.read("agreements/lapin-tno-2014.yaml");
    let args = [
        "register",
        "lapin-tno-2014",
        "--organisation",
        "uusi-opisto",
        "--name",
        "Uusi: opisto",
        "--region",
        "Keski",
        "--region",
        "tunturi",
        "--kind",
        "oppilaitos",
    ];
    assert_snapshot!(
        "register_dry_run_fi",
        place.run_fi(&[&args[..], &["--dry-run"]].concat())
    );
    assert_eq!(place.read("agreements/lapin-tno-2014.yaml"), before);
    assert_eq!(place.output(&args).status.code(), Some(0));
    let after = place.read("agreements/lapin-tno-2014.yaml");
    for line in before.lines() {
        assert!(after.contains(line), "{line}");
    }
    let state = place.json(&[
        "signatories",
        "--agreement",
        "lapin-tno-2014",
        "--state",
        "pending",
    ]);
    assert_eq!(
        (&state[0]["organisation"], &state[0]["joined"]),
        (&"uusi-opisto".into(), &"2026-11-21".into())
    );
    assert_snapshot!("register_again", place.run(&args));
}

/// What looks ahead reads the files themselves; the one that it cannot read is named with its line.
#[test]
fn a_broken_file_is_named_and_not_taken_for_unknown() {
    let place = Place::example();
    let text = place.read("agreements/lapin-tno-2014.yaml");
    place.write(
        "agreements/lapin-tno-2014.yaml",
        text.replace("starts: 2014", "starts: 2014-13").as_bytes(),
    );
    assert_snapshot!("broken_file_board_fi", place.run_fi(&["board", "lapin-tno-2014"]));
    assert_snapshot!(
        "broken_file_due",
        place
            .run(&["due", "--within", "1m", "--format", "csv"])
            .lines()
            .rev()
            .take(4)
            .collect::<Vec<_>>()
            .join("\n")
    );
    assert_snapshot!(
        "broken_file_renew_fi",
        place.run_fi(&["renew", "--due-within", "12m"])
    );
    assert_snapshot!(
        "broken_file_diff",
        place.run(&["diff", "lapin-tno-2012", "lapin-tno-2014"])
    );
}

/// One draft that cannot be written does not keep the others from it, and a second run completes.
#[test]
fn a_run_goes_on_past_what_it_cannot_write() {
    let text = |id: &str| {
        format!(
            "id: {id}\ntitle: Sopimus\nterm: {{ starts: 2020-01-01, ends: 2026-12-31, notice_months: 1 }}\n\
             signatories: [{{ organisation: opisto, name: Opisto, kind: education, regions: all, signed: 2020-01-02 }}]\n"
        )
    };
    let place = Place::of(&[
        ("a-2020.yaml", &text("a-2020")),
        ("b-2020.yaml", &text("b-2020")),
        ("c-2020.yaml", &text("c-2020")),
    ]);
    std::fs::create_dir(place.path("agreements/b-2027.yaml")).expect("a folder can be made");
    let args = ["renew", "a-2020", "b-2020", "c-2020"];
    assert_snapshot!("run_goes_on_fi", place.run_fi(&args));
    std::fs::remove_dir(place.path("agreements/b-2027.yaml")).expect("the folder is empty");
    assert_snapshot!("run_completes_fi", place.run_fi(&args));
    // Another agreement into one that is made already is no second run.
    place.write("agreements/d-2020.yaml", text("d-2020").as_bytes());
    assert_snapshot!(
        "into_made_already_fi",
        place.run_fi(&["renew", "a-2020", "d-2020", "--into", "a-2027"])
    );
    assert_snapshot!("years_fi", place.run_fi(&["renew", "d-2020", "--years", "3000"]));
}

/// However narrow the terminal is, a command that somebody copies is on one line.
#[test]
fn a_proposed_command_is_never_broken() {
    let place = Place::example();
    let rows = place.json(&["due"]);
    let rows = rows.as_array().expect("an array");
    assert!(rows.len() > 5);
    for columns in ["60", "100"] {
        let output = place
            .command(&["due"])
            .env("COLUMNS", columns)
            .output()
            .expect("the program can be started");
        let described = place.describe(&output);
        for row in rows {
            let command = row["next_command"].as_str().expect("a command");
            let is_whole = described.lines().any(|line| line.ends_with(command));
            assert!(is_whole, "{columns}: {command}\n{described}");
        }
    }
}
