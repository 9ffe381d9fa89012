//! The index answers only as the program left it; else the files do.

use std::fs;
use std::process::{Command, Output};

use insta::assert_snapshot;

use super::harness::{Place, SMALL, TODAY};

const QUESTIONS: [&[&str]; 4] = [
    &["agreements", "--format", "csv"],
    &["duties", "--all", "--format", "csv"],
    &["signatories", "--all", "--format", "csv"],
    &["search", "toimintaa", "--format", "csv"],
];

fn small() -> Place {
    Place::of(&[("sopimus-2014.yaml", SMALL)])
}

fn run_sql(place: &Place, sql: &str) {
    let other =
        rusqlite::Connection::open(place.path("registry.db")).expect("another program opens the index");
    other.execute_batch(sql).expect("and changes it");
}

fn stdout(place: &Place, args: &[&str]) -> String {
    String::from_utf8(place.output(args).stdout).expect("the answer is text")
}

#[test]
fn what_was_changed_in_the_index_by_hand_does_not_answer() {
    let place = small();
    let right = QUESTIONS.map(|args| stdout(&place, args));
    for sql in [
        "UPDATE agreement SET title = 'EVIL'; DELETE FROM signatory_row",
        "CREATE TRIGGER t AFTER UPDATE ON source_file BEGIN DELETE FROM waiver; END",
        "CREATE TABLE mine (x)",
        "VACUUM",
    ] {
        run_sql(&place, sql);
        // As after `git clone` or `unzip`: the same files with other times.
        let path = place.path("agreements/sopimus-2014.yaml");
        fs::remove_file(&path).expect("the file goes");
        fs::write(&path, SMALL).expect("and comes again");
        for (args, right) in QUESTIONS.iter().zip(&right) {
            assert_eq!(stdout(&place, args), *right, "{sql}: {args:?}");
        }
    }
    run_sql(&place, "UPDATE agreement SET title = 'EVIL'");
    assert_snapshot!("trust_changed", place.run(QUESTIONS[0]));
    run_sql(
        &place,
        "CREATE TRIGGER t AFTER UPDATE ON source_file BEGIN DELETE FROM waiver; END",
    );
    assert_snapshot!("trust_trigger_no_load", place.run(&["agreements", "--no-load"]));
    assert_snapshot!("trust_trigger_fi", place.run_fi(&["load", "--check"]));
    assert_snapshot!("trust_checked", place.run(&["load", "--check"]));
}

#[test]
fn a_last_good_version_goes_with_the_index_that_had_it() {
    let place = small();
    place.run(&["load"]);
    place.write(
        "agreements/sopimus-2014.yaml",
        SMALL.replace("regions: all", "regions: kaikki").as_bytes(),
    );
    let checked = place.run(&["load", "--check"]);
    assert!(
        checked.contains("the index is intact"),
        "what only the index has is no fault: {checked}"
    );
    assert!(place.run(&["agreements"]).contains("uses its last good version"));
    run_sql(&place, "UPDATE agreement SET title = 'EVIL'");
    assert_snapshot!("trust_last_good_version", place.run(&["agreements"]));
}

/// Every damage is answered from the files or refused; the same ones on every run.
#[test]
fn no_damage_answers_wrongly() {
    let place = small();
    let right = QUESTIONS.map(|args| stdout(&place, args));
    let whole = fs::read(place.path("registry.db")).expect("the index");
    let mut place_of_bit = 17_usize;
    for i in 0..24 {
        let mut bytes = whole.clone();
        for _ in 0..=i {
            place_of_bit = (place_of_bit * 48_271 + 11) % (whole.len() * 8);
            bytes[place_of_bit / 8] ^= 1 << (place_of_bit % 8);
        }
        fs::write(place.path("registry.db"), bytes).expect("a damaged index");
        let (args, right) = (QUESTIONS[i % 4], &right[i % 4]);
        let output = place.output(args);
        let answer = String::from_utf8_lossy(&output.stdout);
        assert!(
            output.status.code() == Some(2) || answer == *right,
            "{i}: {}",
            place.describe(&output)
        );
        let is_refused = output.status.code() == Some(2);
        assert_eq!(
            is_refused,
            answer.is_empty(),
            "{i}: what is refused is not answered"
        );
        if is_refused {
            fs::remove_file(place.path("registry.db")).expect("it can be removed");
        }
    }
}

/// The program where no file may become longer than so many blocks of 512 bytes: a full disk.
#[cfg(unix)]
fn with_room(place: &Place, n_blocks: u32, args: &[&str]) -> Output {
    let script = format!("trap '' XFSZ; ulimit -f {n_blocks}; exec \"$@\"");
    Command::new("/bin/sh")
        .args(["-c", &script, "sh", env!("CARGO_BIN_EXE_kumppani")])
        .args(args)
        .args(["--as-of", TODAY])
        .current_dir(place.path(""))
        .env_clear()
        .env("LC_ALL", "C.UTF-8")
        .output()
        .expect("the program can be started")
}

#[cfg(unix)]
#[test]
fn on_a_full_disk_the_answer_comes_from_memory() {
    let place = small();
    let right = QUESTIONS.map(|args| stdout(&place, args));
    fs::remove_file(place.path("registry.db")).expect("it can be removed");
    for n_blocks in [0, 8, 200] {
        for (args, right) in QUESTIONS.iter().zip(&right) {
            let output = with_room(&place, n_blocks, args);
            assert_eq!(
                String::from_utf8_lossy(&output.stdout),
                *right,
                "{}",
                place.describe(&output)
            );
            assert_eq!(output.status.code(), Some(0));
            assert!(!place.path("registry.db").exists() && !place.path("registry.db.new").exists());
        }
    }
    let shown = place.describe(&with_room(&place, 8, QUESTIONS[0]));
    assert!(shown.contains("the index cannot be written here"), "{shown}");
    assert!(shown.contains("this answer uses a temporary index"), "{shown}");
    assert_eq!(
        with_room(&place, 8, &["load", "--rebuild"]).status.code(),
        Some(2)
    );

    // What is damaged does not answer there, either.
    place.run(&["load"]);
    run_sql(&place, "UPDATE agreement SET title = 'EVIL'");
    let shown = place.describe(&with_room(&place, 8, QUESTIONS[0]));
    assert!(
        shown.starts_with(&right[0]) && shown.contains("the index is not used"),
        "{shown}"
    );

    // An index that is there stays as it is; a change of a file is in the answer.
    place.run(&["load"]);
    let before = fs::read(place.path("registry.db")).expect("the index");
    place.write(
        "agreements/sopimus-2014.yaml",
        SMALL.replace("Sopimus 2014", "Muuttunut").as_bytes(),
    );
    let shown = place.describe(&with_room(&place, 8, QUESTIONS[0]));
    assert!(
        shown.contains("Muuttunut") && shown.contains("--- exit 0"),
        "{shown}"
    );
    assert_eq!(fs::read(place.path("registry.db")).expect("the index"), before);
    // Where only the times differ, the index answers as it is.
    place.write("agreements/sopimus-2014.yaml", SMALL.as_bytes());
    let shown = place.describe(&with_room(&place, 8, QUESTIONS[0]));
    assert!(!shown.contains("stderr"), "{shown}");
}

#[cfg(unix)]
#[test]
fn a_change_that_keeps_size_and_time_is_seen() {
    let place = small();
    let path = place.path("agreements/sopimus-2014.yaml");
    let set_old = || {
        let file = fs::File::options().write(true).open(&path).expect("the file");
        let old = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_hours(500_000);
        file.set_modified(old).expect("its time can be set");
    };
    set_old();
    place.run(&["load"]);
    for (command, title) in [("load", "Sopimus 2015"), ("agreements", "Sopimus 2016")] {
        fs::write(&path, SMALL.replace("Sopimus 2014", title)).expect("a change");
        set_old();
        place.run(&[command]);
        assert!(stdout(&place, QUESTIONS[0]).contains(title), "{title}");
    }
}
