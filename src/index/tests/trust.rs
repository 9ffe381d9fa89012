//! An index that is not as it was left is not asked.

use std::fs;
use std::path::Path;

use rusqlite::Connection;

use super::*;

/// Numbers that are the same in every run (splitmix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from(mixed ^ (mixed >> 31)).unwrap_or(usize::MAX) % limit
    }
}

/// Flipped bits, a lost end, an empty sector, a page in another one's place, a shift by some bytes.
fn damaged(whole: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    const PAGE: usize = 4096;
    let mut bytes = whole.to_vec();
    match numbers.below(8) {
        0 => bytes.truncate(numbers.below(whole.len())),
        1 => {
            let at = numbers.below(whole.len() - 512);
            bytes[at..at + 512].fill(0);
        }
        2 => {
            let n_pages = whole.len() / PAGE;
            let (from, to) = (numbers.below(n_pages) * PAGE, numbers.below(n_pages) * PAGE);
            bytes.copy_within(from..from + PAGE, to);
        }
        3 => {
            let at = numbers.below(whole.len());
            bytes.drain(at..at + numbers.below(whole.len() - at));
        }
        _ => {
            for _ in 0..=numbers.below(64) {
                bytes[numbers.below(whole.len())] ^= 1 << numbers.below(8);
            }
        }
    }
    bytes
}

#[test]
fn a_damaged_index_is_never_ready() {
    let (_folder, path) = folder();
    drop(build(&path));
    let whole = fs::read(&path).expect("the file");
    let mut numbers = Numbers(2014);
    for i in 0..300 {
        let bytes = damaged(&whole, &mut numbers);
        fs::write(&path, &bytes).expect("a damaged file");
        let found = Index::find(&path, Extent::ByTurns);
        let is_ready = matches!(found, Ok(Found::Ready(_)));
        assert_eq!(is_ready, bytes == whole, "damage {i}: {found:?}");
    }
    fs::write(&path, &whole).expect("the file as it was");
    assert_eq!(dump(&ready(&path)), dump(&registry_index()));
}

fn run_sql(path: &Path, sql: &str) {
    let other = Connection::open(path).expect("another program opens it");
    other.execute_batch(sql).expect("and changes it");
}

/// Why an index is not trusted, in English.
fn distrust(path: &Path) -> String {
    match Index::find(path, Extent::ByTurns) {
        Ok(Found::Untrusted(reason)) => reason.get(crate::wording::Lang::En).to_owned(),
        other => panic!("it is trusted: {other:?}"),
    }
}

#[test]
fn what_another_program_has_changed_is_named_as_far_as_it_can_be() {
    let (_folder, path) = folder();
    for (sql, reason) in [
        (
            "UPDATE agreement SET title = 'X'",
            "it is damaged, or another program has changed it",
        ),
        (
            "PRAGMA user_version = 0; PRAGMA user_version = :stamp",
            "it is damaged, or another program has changed it",
        ),
        ("VACUUM", "it is damaged, or another program has changed it"),
        (
            "CREATE TRIGGER t AFTER INSERT ON source_file BEGIN DELETE FROM waiver; END",
            "another program has added, changed or removed the trigger `t`",
        ),
        (
            "CREATE TABLE mine (x)",
            "another program has added, changed or removed the table `mine`",
        ),
        (
            "DROP VIEW duty_listing",
            "another program has added, changed or removed the view `duty_listing`",
        ),
        (
            "DROP INDEX agreement_part_of",
            "another program has added, changed or removed the index `agreement_part_of`",
        ),
    ] {
        drop(build(&path));
        run_sql(&path, &sql.replace(":stamp", &schema::STAMP.to_string()));
        assert_eq!(distrust(&path), reason, "{sql}");
    }
    drop(build(&path));
    run_sql(
        &path,
        "SELECT agreement_id FROM agreement; PRAGMA integrity_check",
    );
    drop(ready(&path));
}

#[test]
fn a_journal_beside_the_index_is_not_taken_into_it() {
    let (_folder, path) = folder();
    for ending in ["-journal", "-wal"] {
        drop(build(&path));
        fs::write(crate::disk::with_ending(&path, ending), [7; 512]).expect("a leftover");
        distrust(&path);
    }
}

#[test]
fn an_index_is_trusted_wherever_it_was_copied_to() {
    let (folder, path) = folder();
    drop(build(&path));
    let copy = folder.path().join("copy.db");
    fs::copy(&path, &copy).expect("a copy");
    assert_eq!(dump(&ready(&copy)), dump(&registry_index()));
}

/// The file whose seal was looked at is the one that is asked.
#[cfg(unix)]
#[test]
fn an_index_that_is_exchanged_meanwhile_is_looked_at_again() {
    let (folder, path) = folder();
    drop(build(&path));
    let [whole, edited, new] = ["whole", "edited", "new"].map(|name| folder.path().join(name));
    for copy in [&whole, &edited] {
        fs::copy(&path, copy).expect("a copy");
    }
    run_sql(&edited, "UPDATE agreement SET title = 'edited'");
    let exchange = |by: &Path| {
        fs::copy(by, &new).expect("a copy");
        fs::rename(&new, &path).expect("it takes the place");
    };
    std::thread::scope(|scope| {
        let exchanged = scope.spawn(|| {
            for _ in 0..300 {
                exchange(&edited);
                exchange(&whole);
            }
        });
        while !exchanged.is_finished() {
            let Ok(Found::Ready(index)) = Index::find(&path, Extent::ByTurns) else {
                continue;
            };
            let sql = "SELECT count(*) FROM agreement WHERE title = 'edited'";
            let n_edited: i64 = index
                .connection
                .query_row(sql, [], |row| row.get(0))
                .expect("it answers");
            assert_eq!(n_edited, 0);
        }
    });
}

/// The fault that a comparison finds after `sql` was run on the rows.
fn fault_after(sql: &str) -> Option<String> {
    let index = registry_index();
    index
        .connection
        .pragma_update(None, "foreign_keys", false)
        .expect("a pragma");
    index
        .connection
        .pragma_update(None, "ignore_check_constraints", true)
        .expect("a pragma");
    index.connection.execute_batch(sql).expect("it runs");
    let fault = index.find_fault(&mut registry_index()).expect("both can be read");
    fault.map(|fault| fault.get(crate::wording::Lang::En).to_owned())
}

#[test]
fn a_comparison_finds_what_does_not_come_from_the_files() {
    assert_eq!(fault_after(""), None);
    assert_eq!(
        fault_after("UPDATE source_file SET modified_ns = 0, inode = 5"),
        None,
        "stamps are of the moment"
    );
    let unlike = |table: &str| Some(format!("its table `{table}` differs from the files"));
    assert_eq!(
        fault_after("UPDATE agreement SET source = 'X'"),
        unlike("agreement")
    );
    assert_eq!(
        fault_after("DELETE FROM signatory_period_row WHERE position = 2"),
        unlike("signatory_period")
    );
    assert_eq!(
        fault_after("UPDATE network SET definition = json_set(definition, '$.estimated', json('false'))"),
        unlike("network")
    );
    assert_eq!(
        fault_after("UPDATE source_file SET content_hash = randomblob(32)"),
        unlike("source_file")
    );
    let changed = Some("it is damaged, or another program has changed it".to_owned());
    assert_eq!(
        fault_after("INSERT INTO search (rowid, folded) VALUES (7, 'x')"),
        changed,
        "its words"
    );
    assert_eq!(
        fault_after("DELETE FROM agreement WHERE agreement_id = 'lapin-tno-2012'"),
        changed,
        "its orphans"
    );
    assert_eq!(
        fault_after("CREATE VIEW mine AS SELECT 1"),
        Some("another program has added, changed or removed the view `mine`".to_owned())
    );
}

/// The last good version of a file that is broken now is nowhere else: nothing says that it is wrong.
#[test]
fn a_comparison_leaves_last_good_versions_out() {
    let mut index = registry_index();
    let broken = refused("agreements/lapin-tno-2014.yaml", 2);
    index
        .apply(&Disk::real(), &loading(vec![broken.clone()]))
        .expect("a refusal");
    let mut files = registry().files;
    files.retain(|file| file.path != broken.path);
    files.push(broken);
    let (mut from_files, _) = Index::in_memory(&crate::model::Network::lapland(), files).expect("an index");
    assert_eq!(index.find_fault(&mut from_files).expect("both can be read"), None);
    index
        .connection
        .execute_batch("UPDATE agreement SET title = 'X' WHERE agreement_id = 'lapin-tno-2012'")
        .expect("it runs");
    assert!(
        index
            .find_fault(&mut from_files)
            .expect("both can be read")
            .is_some()
    );
}
