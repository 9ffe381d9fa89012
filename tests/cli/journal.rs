//! The journal: what commands changed is listed, and taken back byte for byte.

use std::fs;

use insta::assert_snapshot;
use regex::Regex;

use super::harness::Place;

const JOURNAL: &str = "agreements/.kumppani-journal";
const FILE: &str = "agreements/sopimus-2026.yaml";

/// One that is in force, with two who have not signed. Its odd spacing and comments are to come back.
const AGREEMENT: &str = "\
id: sopimus-2026   # pysyy
title: Sopimus 2026
term: { starts: 2026-01-01, ends: 2029-12-31 }
groups:
  - { id: ryhma, name: Ryhmä, regions: all, chair: opisto, members: [opisto], duties: [Seuraa toimintaa.] }
signatories:
  - { organisation: opisto, name: Opisto, kind: education, regions: all, signed: 2026-01-02, contact: { role: Toimisto, email: o@example.fi } }
  - { organisation: kunta, name: Kunta, kind: other, regions: all, contact: { role: Kirjaamo, email: k@example.fi } }  # odottaa
  - { organisation: yhdistys, name: Yhdistys, kind: other, regions: all, contact: { role: Hallitus, email: y@example.fi } }
";

fn place() -> Place {
    let place = Place::of(&[("sopimus-2026.yaml", AGREEMENT)]);
    place.write("registry.yaml", b"name: Koeverkosto\nlanguage: fi\n");
    place
}

/// What is said, without the moment at which the test runs.
fn timeless(said: &str) -> String {
    [
        (r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "[moment]"),
        (r"\d{4}-\d\d-\d\d \d\d:\d\d", "[day and time]"),
        (r"\d{1,2}\.\d{1,2}\.\d{4} \d{1,2}\.\d\d", "[päivä ja aika]"),
    ]
    .into_iter()
    .fold(said.to_owned(), |said, (pattern, word)| {
        let pattern = Regex::new(pattern).expect("it is a pattern");
        pattern.replace_all(&said, word).into_owned()
    })
}

fn run(place: &Place, line: &str) -> String {
    timeless(&place.run(&line.split(' ').collect::<Vec<_>>()))
}

fn run_fi(place: &Place, line: &str) -> String {
    timeless(&place.run_fi(&line.split(' ').collect::<Vec<_>>()))
}

/// Runs a command that has to succeed.
fn done(place: &Place, line: &str) {
    let said = run(place, line);
    assert!(said.ends_with("--- exit 0\n"), "{line}: {said}");
}

const SIGN: &str = "sign sopimus-2026 kunta --on 2026-02-01";
const DECLINE: &str = "decline sopimus-2026 yhdistys --on 2026-03-01";

#[test]
fn what_was_changed_is_listed_and_taken_back() {
    let place = place();
    assert_snapshot!("log_empty", run(&place, "log"));
    assert_snapshot!("undo_empty_fi", run_fi(&place, "undo"));
    done(&place, SIGN);
    let signed = place.read(FILE);
    done(&place, DECLINE);
    let declined = place.read(FILE);
    // What records nothing has no entry.
    done(&place, DECLINE);
    done(&place, "sign sopimus-2026 kunta --on 2026-02-01 --dry-run");
    assert_snapshot!("log", run(&place, "log"));
    assert_snapshot!("undo_dry_run", run(&place, "undo --dry-run"));
    assert_eq!(place.read(FILE), declined);
    assert_snapshot!("undo", run(&place, "undo"));
    assert_eq!(place.read(FILE), signed);
    assert_snapshot!("undo_second_fi", run_fi(&place, "undo"));
    assert_eq!(place.read(FILE), AGREEMENT);
    assert_snapshot!("undo_all_undone", run(&place, "undo"));
    assert_snapshot!(
        "log_undone_fi",
        run_fi(&place, "log --columns numero,komento,tila,tiedostot")
    );
    // The undos are undone in their turn, the latest first.
    done(&place, "undo --of 4");
    assert_eq!(place.read(FILE), signed);
    done(&place, "undo --of 3");
    assert_eq!(place.read(FILE), declined);
    done(&place, "undo 2");
    assert_eq!(place.read(FILE), AGREEMENT);
    assert_snapshot!("log_json", run(&place, "log --limit 1 --format json"));
    assert_snapshot!("log_csv", run(&place, "log --format csv"));
}

#[test]
fn a_file_that_was_changed_since_keeps_everything_from_being_undone() {
    let place = place();
    done(
        &place,
        "new toinen --title Toinen --from sopimus-2026 --starts 2030-01-01 --open-ended",
    );
    done(&place, SIGN);
    let changed = place.read(FILE).replace("Sopimus 2026", "Sopimus 2026 ja jatko");
    place.write(FILE, changed.as_bytes());
    assert_snapshot!("undo_changed", run(&place, "undo 2"));
    assert_snapshot!("undo_changed_fi", run_fi(&place, "undo"));
    assert_snapshot!("undo_too_many", run(&place, "undo 7"));
    assert_snapshot!("undo_unknown_fi", run_fi(&place, "undo --of 77"));
    assert_eq!(place.read(FILE), changed);
    assert!(place.path("agreements/toinen.yaml").is_file());
    // The other command is of another file.
    done(&place, "undo --of 1");
    assert!(!place.path("agreements/toinen.yaml").exists());
    assert_eq!(place.read(FILE), changed);
}

#[test]
fn a_run_that_writes_several_files_is_one_entry() {
    let place = place();
    let second = AGREEMENT.replace("sopimus-2026", "muu-2026");
    place.write("agreements/muu-2026.yaml", second.as_bytes());
    done(&place, "renew sopimus-2026 muu-2026 --years 3");
    let drafts = ["agreements/sopimus-2030.yaml", "agreements/muu-2030.yaml"];
    let texts = drafts.map(|path| place.read(path));
    assert_snapshot!("log_renew", run(&place, "log"));
    assert_snapshot!("undo_renew", run(&place, "undo"));
    assert!(drafts.iter().all(|path| !place.path(path).exists()));
    assert_snapshot!("undo_undo_renew_fi", run_fi(&place, "undo --of 2"));
    assert_eq!(drafts.map(|path| place.read(path)), texts);
}

/// One command, of which each agreement is a step.
#[test]
fn what_is_changed_everywhere_is_one_entry() {
    let place = place();
    let second = AGREEMENT.replace("sopimus-2026", "muu-2026");
    place.write("agreements/muu-2026.yaml", second.as_bytes());
    done(&place, "contact opisto --email uusi@example.fi --everywhere");
    let paths = [FILE, "agreements/muu-2026.yaml"];
    assert!(
        paths
            .iter()
            .all(|path| place.read(path).contains("uusi@example.fi"))
    );
    let log = place.json(&["log"]);
    assert_eq!(log.as_array().map(Vec::len), Some(1), "{log}");
    assert_eq!(log[0]["files"].as_array().map(Vec::len), Some(2), "{log}");
    done(&place, "undo");
    assert_eq!(paths.map(|path| place.read(path)), [AGREEMENT.to_owned(), second]);
}

/// A region in `registry.yaml`, in agreements and in the schemas.
#[test]
fn a_rename_in_all_files_is_undone_as_a_whole() {
    let place = Place::kainuu();
    done(&place, "schema --write");
    let paths: Vec<_> = walkdir::WalkDir::new(place.path("."))
        .into_iter()
        .map(|entry| entry.expect("the folder can be read"))
        .filter(|entry| {
            entry
                .path()
                .extension()
                .is_some_and(|ending| ending == "yaml" || ending == "json")
        })
        .map(|entry| entry.path().to_owned())
        .collect();
    let texts = || -> Vec<String> {
        let texts = paths
            .iter()
            .map(|path| fs::read_to_string(path).expect("it can be read"));
        texts.collect()
    };
    let before = texts();
    let region = place.json(&["regions"])[0]["region"]
        .as_str()
        .expect("an id")
        .to_owned();
    done(&place, &format!("region rename {region} Uusi"));
    let renamed = texts();
    let n_changed = before.iter().zip(&renamed).filter(|(a, b)| a != b).count();
    assert!(n_changed > 3, "{n_changed}");
    done(&place, "undo");
    assert_eq!(texts(), before);
    done(&place, "undo --of 3");
    assert_eq!(texts(), renamed);
}

#[test]
fn a_document_stays_where_it_is() {
    let place = place();
    place.write("kokous.pdf", b"Kokous");
    done(&place, "attach sopimus-2026 kokous.pdf --kind minutes");
    assert_snapshot!("undo_attach_dry_run_fi", run_fi(&place, "undo --dry-run"));
    assert_snapshot!("undo_attach", run(&place, "undo"));
    assert_eq!(place.read(FILE), AGREEMENT);
    assert_eq!(place.read("documents/sopimus-2026/kokous.pdf"), "Kokous");
}

#[test]
fn a_journal_that_cannot_be_written_refuses_the_act() {
    let place = place();
    fs::create_dir(place.path(JOURNAL)).expect("a folder can be made");
    assert_snapshot!("journal_is_a_folder", run(&place, SIGN));
    assert_snapshot!("journal_is_a_folder_log_fi", run_fi(&place, "log"));
    assert_eq!(place.read(FILE), AGREEMENT);
}

#[test]
fn what_a_crash_left_is_known_from_the_files() {
    let place = place();
    done(&place, SIGN);
    let signed = place.read(FILE);
    done(&place, DECLINE);
    // The last run came no further than its line, and one more was cut off in its line.
    place.write(FILE, signed.as_bytes());
    let journal = place.read(JOURNAL);
    place.write(JOURNAL, format!("{journal}{{\"run\":3,\"at\":\"20").as_bytes());
    assert_snapshot!("log_absent", run(&place, "log"));
    done(&place, "undo");
    assert_eq!(place.read(FILE), AGREEMENT);
    let journal = place.read(JOURNAL);
    let lines = journal
        .lines()
        .map(|line| serde_json::from_str(line).expect("each line is an object"));
    let lines: Vec<serde_json::Value> = lines.collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[2]["undoes"], serde_json::json!([1]));
}

/// A registry may come from somebody else, and its journal with it.
#[test]
fn nothing_outside_the_registry_is_touched() {
    let place = place();
    place.write("ulkona/salainen.txt", b"b");
    place.write("verkosto/agreements/a.yaml", AGREEMENT.as_bytes());
    let digest = |bytes: &[u8]| kumppani::model::FileDigest::of(bytes).to_string();
    for path in [
        "../ulkona/salainen.txt",
        "agreements/../../ulkona/salainen.txt",
        ".gitignore",
    ] {
        let line = serde_json::json!({
            "run": 1, "at": "2026-01-01T00:00:00Z", "command": "kumppani x",
            "files": [{ "path": path, "before": digest(b"a"), "after": digest(b"b"),
                "changes": [{ "at": 0, "was": "a", "is": "b" }] }],
        });
        place.write(&format!("verkosto/{JOURNAL}"), format!("{line}\n").as_bytes());
        let said = run(&place, "undo --dir verkosto");
        assert!(said.contains("is not a file of the registry"), "{said}");
        assert!(said.ends_with("--- exit 1\n"), "{said}");
    }
    assert_eq!(place.read("ulkona/salainen.txt"), "b");
}

#[test]
fn no_answer_is_written_over_the_journal() {
    let place = place();
    done(&place, SIGN);
    assert_snapshot!("guard_journal", run(&place, &format!("log -o {JOURNAL}")));
}
