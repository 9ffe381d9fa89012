//! Building, finding, and what an index has to do with other files.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::*;

fn is_stale(path: &Path) -> bool {
    matches!(Index::find(path, Extent::ByTurns), Ok(Found::Stale))
}

#[test]
fn a_built_index_is_one_file_and_is_found_again() {
    let (folder, path) = folder();
    let (index, counts) = Index::build(
        &Disk::real(),
        &path,
        &crate::model::Network::lapland(),
        registry().files,
    )
    .expect("an index");
    let expected = LoadCounts {
        files: 4,
        new: 4,
        ..LoadCounts::default()
    };
    assert_eq!(counts, expected);
    let rows = LoadedRows {
        agreements: 3,
        signatories: 7,
        duties: 4,
    };
    assert_eq!(index.count_rows().expect("an answer"), rows);
    check_integrity(&index);
    let built = dump(&index);
    drop(index);
    assert_eq!(names_in(&folder), ["registry.db", "registry.db.lock"]);
    assert_eq!(dump(&ready(&path)), built);
    let (memory, _) =
        Index::in_memory(&crate::model::Network::lapland(), registry().files).expect("an index");
    assert_eq!(dump(&memory), built);
    check_integrity(&memory);
}

#[test]
fn a_foreign_file_is_refused_and_left_as_it_was() {
    let (folder, path) = folder();
    let foreign = |path: &Path| {
        let found = Index::find(path, Extent::ByTurns).err();
        let built = Index::build(
            &Disk::real(),
            path,
            &crate::model::Network::lapland(),
            registry().files,
        )
        .err();
        [found, built]
            .iter()
            .all(|error| matches!(error, Some(IndexError::Foreign { .. })))
    };
    fs::write(&path, "a letter to a friend").expect("a file");
    assert!(foreign(&path));
    assert_eq!(fs::read(&path).expect("the file"), b"a letter to a friend");

    let other = folder.path().join("other.db");
    let connection = Connection::open(&other).expect("a database");
    connection.execute_batch("CREATE TABLE t (x)").expect("a table");
    drop(connection);
    let before = fs::read(&other).expect("the file");
    assert!(foreign(&other));
    assert_eq!(fs::read(&other).expect("the file"), before);
    assert!(foreign(folder.path()));
    assert_eq!(names_in(&folder), ["other.db", "registry.db"]);
}

#[test]
fn nothing_and_an_empty_file_are_missing() {
    let (_folder, path) = folder();
    let is_missing = || matches!(Index::find(&path, Extent::ByTurns), Ok(Found::Missing));
    assert!(is_missing());
    fs::write(&path, "").expect("a file");
    assert!(is_missing());
    build(&path);
    assert!(matches!(Index::find(&path, Extent::ByTurns), Ok(Found::Ready(_))));
}

fn set_version(path: &Path, version: i32) {
    let other = Connection::open(path).expect("a database");
    other
        .pragma_update(None, "user_version", version)
        .expect("a pragma");
}

#[test]
fn another_schema_is_stale() {
    let (_folder, path) = folder();
    build(&path);
    set_version(&path, 1);
    assert!(is_stale(&path));
    build(&path);
    assert_eq!(dump(&ready(&path)), dump(&registry_index()));
}

#[test]
fn write_ahead_logging_makes_it_stale() {
    let (folder, path) = folder();
    build(&path);
    let other = Connection::open(&path).expect("a database");
    let mode: String = other
        .query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))
        .expect("a mode");
    assert_eq!(mode, "wal");
    drop(other);
    assert!(is_stale(&path));
    build(&path);
    assert_eq!(names_in(&folder), ["registry.db", "registry.db.lock"]);
}

#[test]
fn a_journal_of_a_killed_process_does_not_meet_the_new_file() {
    let (folder, path) = folder();
    for ending in ["-journal", "-wal", ".new"] {
        fs::write(crate::disk::with_ending(&path, ending), [7; 4096]).expect("a leftover");
    }
    let index = build(&path);
    check_integrity(&index);
    assert_eq!(names_in(&folder), ["registry.db", "registry.db.lock"]);
}

/// SQLite rolls such a journal back into the next file of the name: the copy of an index would be empty.
#[test]
fn the_journal_of_an_index_in_the_making_does_not_meet_the_next_one() {
    let (folder, path) = folder();
    let mut index = build(&path);
    // The header of a journal of an empty database: sectors of 512 bytes, pages of 4096.
    let mut journal = [0; 512];
    journal[..12].copy_from_slice(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7\xff\xff\xff\xff");
    journal[20..28].copy_from_slice(b"\x00\x00\x02\x00\x00\x00\x10\x00");
    fs::write(crate::disk::with_ending(&path, ".new"), []).expect("a leftover");
    fs::write(crate::disk::with_ending(&path, ".new-journal"), journal).expect("a leftover");
    index
        .apply(&Disk::real(), &removing("agreements/lapin-tno-2018.yaml"))
        .expect("a change");
    check_integrity(&index);
    assert_eq!(index.ids(IdKind::Agreement).expect("ids").len(), 2);
    assert_eq!(names_in(&folder), ["registry.db", "registry.db.lock"]);
}

#[test]
fn changes_go_to_the_file_that_took_the_place_of_the_open_one() {
    let (folder, path) = folder();
    let mut first = build(&path);
    build(&path);
    first
        .apply(&Disk::real(), &removing("agreements/lapin-tno-2018.yaml"))
        .expect("a change");
    let found = ready(&path);
    check_integrity(&found);
    assert_eq!(found.ids(IdKind::Agreement).expect("ids").len(), 2);
    assert_eq!(names_in(&folder), ["registry.db", "registry.db.lock"]);

    set_version(&path, 1);
    let replaced = first.apply(&Disk::real(), &removing("agreements/lapin-tno-2012.yaml"));
    assert!(matches!(replaced, Err(IndexError::Replaced { .. })));
}

/// Names the index for the processes that the next test starts.
const INDEX: &str = "KUMPPANI_TEST_INDEX";

#[test]
fn several_processes_at_once_are_safe() {
    let (_folder, path) = folder();
    build(&path);
    let this_program = std::env::current_exe().expect("the program of the tests");
    let mut writers: Vec<_> = ["a", "b", "c", "d"]
        .into_iter()
        .map(|name| {
            std::process::Command::new(&this_program)
                .args([
                    "--exact",
                    "index::tests::file::one_of_several_processes",
                    "--ignored",
                ])
                .env(INDEX, &path)
                .env("KUMPPANI_TEST_NAME", name)
                .stdout(std::process::Stdio::null())
                .spawn()
                .expect("a process")
        })
        .collect();
    for writer in &mut writers {
        assert!(writer.wait().expect("an end").success());
    }
    let index = ready(&path);
    check_integrity(&index);
    assert_eq!(index.ids(IdKind::Agreement).expect("ids").len(), 7);
}

#[test]
#[ignore = "a part of several_processes_at_once_are_safe, in a process of its own"]
fn one_of_several_processes() {
    let (Some(path), Ok(name)) = (std::env::var_os(INDEX), std::env::var("KUMPPANI_TEST_NAME")) else {
        return;
    };
    let path = PathBuf::from(path);
    for version in 0..5 {
        let own = agreement(&name, "Oma", "2014", None);
        let mut index = ready(&path);
        index
            .apply(&Disk::real(), &loading(vec![agreement_file(own, version)]))
            .expect("a change while others write");
        index
            .agreements(&asked("2014"), &AgreementFilter::default())
            .expect("an answer while others write");
    }
}

#[test]
fn a_folder_that_cannot_be_written_is_an_error_that_says_so() {
    let (folder, _) = folder();
    let path = folder.path().join("no-such-folder").join("registry.db");
    let error = Index::build(
        &Disk::real(),
        &path,
        &crate::model::Network::lapland(),
        registry().files,
    )
    .expect_err("no folder");
    assert!(matches!(error, IndexError::Io { .. }), "{error}");
    assert!(error.to_string().contains("no-such-folder"), "{error}");
}

#[test]
fn a_failed_build_leaves_the_old_index_and_nothing_else() {
    let (folder, path) = folder();
    build(&path);
    let mut copy = of_2014();
    copy.file = FilePath::new("agreements/copy/lapin-tno-2014.yaml");
    let mut changes = registry();
    changes.files.push(agreement_file(copy, 1));
    assert!(
        Index::build(
            &Disk::real(),
            &path,
            &crate::model::Network::lapland(),
            changes.files
        )
        .is_err()
    );
    assert_eq!(names_in(&folder), ["registry.db", "registry.db.lock"]);
    assert_eq!(dump(&ready(&path)), dump(&registry_index()));
}
