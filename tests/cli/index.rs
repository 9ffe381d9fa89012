//! The index: brought up to date, kept beside bad files, shared by processes, and never in the way
//! of another program's file.

use std::fs;
use std::process::Stdio;

use insta::assert_snapshot;

use super::harness::{Place, SMALL};

fn without_seconds(shown: &str) -> String {
    shown
        .lines()
        .filter(|line| !line.contains("\"seconds\""))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn a_load_shows_what_was_new_changed_removed_and_refused() {
    let place = Place::example();
    assert_snapshot!("load_first", place.run(&["load"]));
    assert_snapshot!("load_again_fi", place.run_fi(&["load"]));
    fs::remove_file(place.path("agreements/lapin-tno-2012.yaml")).expect("a file can be removed");
    let text = place.read("agreements/lapin-tno-2014.yaml");
    place.write(
        "agreements/lapin-tno-2014.yaml",
        text.replace("[Länsi, Tunturi]", "[Länsi]").as_bytes(),
    );
    place.write(
        "agreements/keski-tunturi-2015.yaml",
        b"id: keski-tunturi-2015\ntitle\n",
    );
    place.write(
        "agreements/uusi.yaml",
        SMALL.replace("sopimus-2014", "uusi").as_bytes(),
    );
    assert_snapshot!("load_changed", place.run(&["load"]));
    assert_snapshot!(
        "load_json",
        without_seconds(&place.run(&["load", "--format", "json"]))
    );
}

#[test]
fn a_file_that_became_invalid_keeps_its_last_good_version() {
    let place = Place::example();
    place.run(&["load"]);
    let text = place.read("agreements/lapin-tno-2014.yaml");
    place.write(
        "agreements/lapin-tno-2014.yaml",
        text.replace("regions: all", "regions: kaikki").as_bytes(),
    );
    assert_snapshot!(
        "last_good_version",
        place.run(&["signatories", "--kind", "state-authority"])
    );
    assert_snapshot!(
        "last_good_version_fi",
        place.run_fi(&["signatories", "--kind", "state-authority"])
    );
    place.write("agreements/lapin-tno-2014.yaml", text.as_bytes());
    assert!(
        !place.run(&["signatories", "--wide"]).contains("stderr"),
        "a mended file is loaded again"
    );
}

#[test]
fn the_index_built_in_steps_equals_the_index_built_from_nothing() {
    let place = Place::example();
    let all = |place: &Place| {
        [
            "agreements",
            "signatories",
            "groups",
            "duties",
            "events",
            "organisations",
            "regions",
        ]
        .map(|command| {
            let scope: &[&str] = if matches!(command, "agreements" | "organisations") {
                &[]
            } else {
                &["--all"]
            };
            place.json(&[&[command], scope].concat())
        })
        .to_vec()
    };
    let whole = all(&place);
    let texts: Vec<(String, String)> = [
        "lapin-tno-2012",
        "lapin-tno-2014",
        "lapin-tno-2017",
        "organisations",
    ]
    .map(|name| {
        (
            format!("agreements/{name}.yaml"),
            place.read(&format!("agreements/{name}.yaml")),
        )
    })
    .to_vec();
    for (path, _) in &texts {
        fs::remove_file(place.path(path)).expect("a file can be removed");
        place.run(&["load"]);
    }
    for (path, text) in texts.iter().rev() {
        place.write(path, text.as_bytes());
        place.run(&["load"]);
    }
    assert_eq!(all(&place), whole);
    place.run(&["load", "--rebuild"]);
    assert_eq!(all(&place), whole);
}

#[test]
fn a_stray_copy_never_hides_the_file_itself() {
    let place = Place::of(&[("a-2020.yaml", &SMALL.replace("sopimus-2014", "a-2020"))]);
    place.run(&["load"]);
    place.write("agreements/0/a-2020.yaml", b"kesken");
    assert_snapshot!("stray_broken_copy", place.run(&["agreements", "--format", "csv"]));
    let other = SMALL
        .replace("sopimus-2014", "a-2020")
        .replace("Sopimus 2014", "Kopio");
    place.write("agreements/0/a-2020.yaml", other.as_bytes());
    assert_snapshot!(
        "stray_good_copy_fi",
        place.run_fi(&["agreements", "--format", "csv"])
    );
    place.write("agreements/a-2020.yaml", b"kesken");
    assert_eq!(
        place.json(&["agreements"])[0]["title"],
        "Kopio",
        "the copy answers once the file itself is broken"
    );
}

#[test]
fn misplaced_files_are_shown() {
    let place = Place::of(&[
        ("sopimus-2014.yaml", SMALL),
        ("organisations.yaml", "# tyhjä\n"),
        ("organisations.yml", "organisations: []\n"),
        ("s/organisations.yaml", ""),
    ]);
    place.write("registry.yml", b"name: X\n");
    place.write("registry.yaml", b"# vain kommentti\n");
    place.write("agreements/x.yaml/sisalla.txt", b"");
    assert_snapshot!(
        "misplaced_files_fi",
        place.run_fi(&["validate", "--format", "short"])
    );
    assert_eq!(place.json(&["agreements"]).as_array().map(Vec::len), Some(1));
}

#[test]
fn a_foreign_file_at_the_index_is_left_alone() {
    let place = Place::example();
    place.write("registry.db", b"my precious notes");
    assert_snapshot!("foreign_text_fi", place.run_fi(&["agreements"]));
    assert_eq!(place.read("registry.db"), "my precious notes");
    fs::remove_file(place.path("registry.db")).expect("a file can be removed");
    let other = rusqlite::Connection::open(place.path("registry.db")).expect("a database can be made");
    other
        .execute_batch("CREATE TABLE precious (note TEXT); INSERT INTO precious VALUES ('x');")
        .expect("SQL runs");
    drop(other);
    assert_snapshot!("foreign_database", place.run(&["load", "--rebuild"]));
    let other = rusqlite::Connection::open(place.path("registry.db")).expect("the database is there");
    let n: i64 = other
        .query_row("SELECT COUNT(*) FROM precious", [], |row| row.get(0))
        .expect("its table is there");
    assert_eq!(n, 1);
}

#[test]
fn an_index_of_another_version_or_a_damaged_one_is_made_anew() {
    let place = Place::example();
    let whole = place.json(&["agreements"]);
    let index = rusqlite::Connection::open(place.path("registry.db")).expect("the index opens");
    index
        .pragma_update(None, "user_version", 1)
        .expect("the stamp can be changed");
    drop(index);
    assert_eq!(place.json(&["agreements"]), whole);
    let mut bytes = fs::read(place.path("registry.db")).expect("the index can be read");
    let half = bytes.len() / 2;
    bytes.truncate(half);
    bytes[4096..8192].fill(0xAA);
    fs::write(place.path("registry.db"), bytes).expect("the index can be damaged");
    assert_eq!(place.json(&["agreements"]), whole);
}

#[test]
fn two_processes_at_once_are_safe() {
    let place = Place::example();
    let children: Vec<_> = (0..6)
        .map(|i| {
            let command = if i % 2 == 0 { "load" } else { "agreements" };
            place
                .command(&[command, "--quiet"])
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
        })
        .collect();
    for child in children {
        let output = child
            .expect("the program can be started")
            .wait_with_output()
            .expect("it ends");
        assert_eq!(output.status.code(), Some(0), "{}", place.describe(&output));
    }
    assert_eq!(place.json(&["agreements"]).as_array().map(Vec::len), Some(4));
}

#[test]
fn the_index_is_asked_as_it_is_when_that_is_wanted() {
    let place = Place::example();
    assert_snapshot!("no_load_without_index", place.run(&["agreements", "--no-load"]));
    place.run(&["load"]);
    fs::remove_file(place.path("agreements/lapin-tno-2012.yaml")).expect("a file can be removed");
    assert_eq!(
        place.json(&["agreements", "--no-load"]).as_array().map(Vec::len),
        Some(4)
    );
    assert_eq!(place.json(&["agreements"]).as_array().map(Vec::len), Some(3));
}

/// `/sys` takes no file from anybody, not even from root.
#[cfg(target_os = "linux")]
#[test]
fn without_a_place_for_the_index_the_answer_comes_from_memory() {
    let place = Place::example();
    let args = ["agreements", "--db", "/sys/kumppani.db", "--format", "csv"];
    assert_snapshot!("temporary_index", place.run(&args));
    assert_snapshot!(
        "temporary_index_load_fi",
        place.run_fi(&["load", "--db", "/sys/kumppani.db"])
    );
}

#[test]
fn other_tools_can_read_the_index() {
    let place = Place::example();
    place.run(&["load"]);
    let index = rusqlite::Connection::open(place.path("registry.db")).expect("the index opens");
    for view in ["agreement_overview", "duty_listing"] {
        let n: i64 = index
            .query_row(&format!("SELECT COUNT(*) FROM {view}"), [], |row| row.get(0))
            .unwrap_or_else(|error| panic!("{view}: {error}"));
        assert!(n > 0, "{view}");
    }
    let check: String = index
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .expect("the check runs");
    assert_eq!(check, "ok");
}

#[test]
fn output_files_are_replaced_whole_and_their_ending_picks_the_format() {
    let place = Place::example();
    place.write("a.json", b"old");
    assert_snapshot!("output_file", place.run(&["agreements", "--output", "a.json"]));
    assert!(place.read("a.json").starts_with("[\n"));
    place.run(&["duties", "--output", "b.md"]);
    assert!(place.read("b.md").starts_with("| group"));
    place.run_fi(&["duties", "-o", "c.csv"]);
    assert!(place.read("c.csv").starts_with('\u{feff}'));
    assert_snapshot!("output_unknown_format", place.run(&["duties", "-o", "c.xls"]));
    assert!(!place.path("c.xls").exists());
    assert_snapshot!(
        "output_nowhere_fi",
        place.run_fi(&["agreements", "--output", "no/such/folder/a.json"])
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_closed_pipe_is_success_and_a_full_disk_is_not() {
    let place = Place::example();
    let mut child = place
        .command(&["duties", "--all"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
    let full = fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .expect("the device is there");
    let output = place
        .command(&["duties", "--all"])
        .stdout(full)
        .stderr(Stdio::piped())
        .spawn()
        .and_then(std::process::Child::wait_with_output)
        .expect("the program runs");
    assert_snapshot!("full_disk", place.describe(&output));
}

/// What was not loaded just now is no empty registry.
#[test]
fn without_loading_an_empty_answer_is_still_shown_rightly() {
    let place = Place::example();
    place.run(&["load"]);
    let answer = place.run(&["agreements", "--no-load", "--status", "signing"]);
    assert!(answer.contains("no agreements match"), "{answer}");
}
