//! Queries that somebody wrote.

use super::*;
use crate::index::SqlBounds;
use crate::view::SqlValue;

fn text(text: &str) -> SqlValue {
    SqlValue::Text(text.to_owned())
}

#[test]
fn a_query_gives_columns_and_rows() {
    let mut index = registry_index();
    let answer = index.sql(
        &asked("2026-11-21"),
        "SELECT agreement_id AS id, notice_months, 1.5, x'00ff', NULL FROM agreement
         WHERE notice_months IS NOT NULL -- a comment
         ;  ",
        SqlBounds::default(),
    );
    let answer = answer.expect("an answer");
    assert_eq!(answer.columns[..2], ["id", "notice_months"]);
    let row = vec![
        text("lapin-tno-2014"),
        SqlValue::Integer(3),
        SqlValue::Real(1.5),
        SqlValue::Blob(vec![0, 255]),
        SqlValue::Null,
    ];
    assert_eq!(answer.rows, [row]);
    let json = serde_json::to_string(&answer.rows).expect("JSON");
    assert_eq!(json, r#"[["lapin-tno-2014",3,1.5,"00ff",null]]"#);
}

#[test]
fn everything_that_reads_is_allowed() {
    let mut index = registry_index();
    for sql in [
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9) SELECT i FROM n",
        "SELECT e.title FROM search JOIN search_entry e ON e.entry_id = search.rowid
         WHERE search MATCH 'akaslompo*' ORDER BY rank",
        "SELECT value FROM json_each('[1,2]')",
        "SELECT name FROM pragma_table_info('agreement')",
        "PRAGMA table_info(agreement)",
        "PRAGMA user_version",
        "EXPLAIN QUERY PLAN SELECT title FROM agreement",
        "SELECT sql FROM sqlite_schema",
        "VALUES (1), (2)",
    ] {
        let answer = index
            .sql(&asked("2026-11-21"), sql, SqlBounds::default())
            .unwrap_or_else(|error| panic!("{error}: {sql}"));
        assert!(!answer.rows.is_empty(), "{sql}");
    }
}

#[test]
fn everything_that_writes_is_refused() {
    let (folder, path) = folder();
    build(&path);
    let before = fs::read(&path).expect("the file");
    let names = names_in(&folder);
    let mut index = ready(&path);
    let target = folder.path().join("stolen.db");
    let target = target.display();
    let elsewhere = [
        format!("VACUUM INTO '{target}'"),
        format!("ATTACH DATABASE '{target}' AS other"),
        format!("ATTACH DATABASE '{target}' AS other; SELECT 1"),
    ];
    let here = [
        "INSERT INTO agreement (agreement_id) VALUES ('x')",
        "INSERT INTO search (search) VALUES ('delete-all')",
        "UPDATE agreement SET title = 'x'",
        "UPDATE agreement SET title = 'x' RETURNING title",
        "WITH ids AS (SELECT agreement_id FROM agreement) DELETE FROM agreement",
        "DELETE FROM agreement",
        "DELETE FROM duty",
        "DROP TABLE agreement",
        "DROP VIEW agreement_overview",
        "CREATE TABLE t (x)",
        "CREATE TEMP TABLE t (x)",
        "CREATE TEMP TABLE t AS SELECT 1 AS x",
        "CREATE TEMP VIEW v AS SELECT 1 AS x",
        "CREATE VIRTUAL TABLE t USING fts5 (x)",
        "CREATE INDEX i ON agreement (title)",
        "CREATE TRIGGER t AFTER DELETE ON agreement BEGIN SELECT 1; END",
        "ALTER TABLE agreement RENAME TO x",
        "REINDEX",
        "ANALYZE",
        "VACUUM",
        "DETACH DATABASE main",
        "BEGIN",
        "COMMIT",
        "SAVEPOINT s",
        "PRAGMA user_version = 7",
        "PRAGMA application_id(7)",
        "PRAGMA journal_mode = WAL",
        "PRAGMA writable_schema = ON",
        "PRAGMA query_only = OFF",
        "PRAGMA wal_checkpoint",
        "PRAGMA optimize",
        "PRAGMA temp_store_directory = '/'",
        "SELECT load_extension('x')",
        "SELECT 1; DELETE FROM agreement",
        "SELECT 1; SELECT 2",
        "SELECT 1\0; DELETE FROM agreement",
        "EXPLAIN DELETE FROM agreement",
        "",
        " -- nothing but a comment",
        ";",
    ];
    for sql in elsewhere.iter().map(String::as_str).chain(here) {
        match index.sql(&asked("2026-11-21"), sql, SqlBounds::default()) {
            Err(IndexError::NotReading { .. }) => {}
            other => panic!("{sql}: {other:?}"),
        }
    }
    assert_eq!(fs::read(&path).expect("the file"), before);
    assert_eq!(names_in(&folder), names);
    // The door is shut for such queries only.
    index
        .apply(&Disk::real(), &removing("agreements/lapin-tno-2018.yaml"))
        .expect("a change");
    check_integrity(&index);
}

#[test]
fn what_sqlite_does_not_understand_is_said_in_its_words() {
    let mut index = registry_index();
    for (sql, said) in [
        ("SELEC 1", "syntax error"),
        ("SELECT no_such_column FROM agreement", "no such column"),
        ("SELECT title FROM no_such_table", "no such table"),
        ("SELECT json('{')", "malformed JSON"),
        (
            "SELECT rowid FROM search WHERE search MATCH '\"'",
            "unterminated string",
        ),
    ] {
        match index.sql(&asked("2026-11-21"), sql, SqlBounds::default()) {
            Err(IndexError::Query { message }) => assert!(message.contains(said), "{sql}: {message}"),
            other => panic!("{sql}: {other:?}"),
        }
    }
}

#[test]
fn no_more_rows_are_fetched_than_asked_for() {
    let mut index = registry_index();
    let endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n";
    let answer = index
        .sql(&asked("2026-11-21"), endless, rows(3))
        .expect("an answer");
    assert_eq!((answer.rows.len(), answer.truncated), (3, true));
    let answer = index
        .sql(&asked("2026-11-21"), "VALUES (1), (2)", rows(2))
        .expect("an answer");
    assert_eq!((answer.rows.len(), answer.truncated), (2, false));
}

fn rows(most: usize) -> SqlBounds {
    SqlBounds {
        rows: Some(most),
        ..SqlBounds::default()
    }
}

/// Every bound is named, and the index answers the next query as before.
#[test]
fn a_query_that_goes_too_far_is_stopped() {
    let mut index = registry_index();
    let endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT";
    for (sql, bound) in [
        (&*format!("{endless} max(i) FROM n"), "it takes too long"),
        (&format!("{endless} i FROM n"), "its answer is larger than 64 MiB"),
        (
            &format!("{endless} printf('%1000000d', i) FROM n"),
            "its answer is larger than 64 MiB",
        ),
        (
            "SELECT zeroblob(8388609)",
            "a value or a row is larger than 8 MiB",
        ),
        (
            "SELECT printf('%*s', 1000000000, 'x')",
            "a value or a row is larger than 8 MiB",
        ),
        (
            "SELECT randomblob(2000000000)",
            "a value or a row is larger than 8 MiB",
        ),
        (
            &format!("{endless} group_concat(printf('%1000d', i)) FROM (SELECT i FROM n LIMIT 20000)"),
            "a value or a row is larger than 8 MiB",
        ),
    ] {
        let mut n_asked = 0;
        let bounds = SqlBounds {
            rows: None,
            is_over: Box::new(move || {
                n_asked += 1;
                // Of the first only: the others meet their own bounds long before.
                n_asked > 10_000
            }),
        };
        match index.sql(&asked("2026-11-21"), sql, bounds) {
            Err(IndexError::Stopped { bound: named }) => assert_eq!(named.get(Lang::En), bound, "{sql}"),
            other => panic!("{sql}: {:?}", other.map(|answer| answer.rows.len())),
        }
        let answer = index.sql(
            &asked("2026-11-21"),
            "SELECT count(*) FROM agreement",
            SqlBounds::default(),
        );
        assert_eq!(answer.expect("an answer").rows.len(), 1);
    }
}

/// What an answer of a large registry is made of.
#[test]
fn an_answer_of_a_hundred_thousand_rows_is_given() {
    let mut index = registry_index();
    let sql = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
               SELECT i, 'Lapin ammattiopisto', printf('%0100d', i), NULL, 1.5, x'00' FROM n ORDER BY i DESC";
    let answer = index.sql(&asked("2026-11-21"), sql, SqlBounds::default());
    assert_eq!(answer.expect("an answer").rows.len(), 100_000);
}
