//! What holds for all queries and views.

use super::*;

#[test]
fn every_question_prepares_against_an_empty_index() {
    let (index, counts) = Index::in_memory(Vec::new()).expect("an index");
    assert_eq!(counts, LoadCounts::default());
    for sql in questions::all_queries() {
        if let Err(error) = index.connection.prepare(sql) {
            panic!("{error}: {sql}");
        }
        assert!(
            !sql.contains('*') || sql.contains("COUNT(*)"),
            "names no columns: {sql}"
        );
        assert!(
            sql.contains("ORDER BY") || sql.contains("a.agreement_id = :agreement"),
            "no order: {sql}"
        );
    }
}

#[test]
fn the_views_answer() {
    let index = registry_index();
    for (view, rows) in [
        ("agreement_overview", 3),
        ("signatory_overview", 7),
        ("group_overview", 3),
        ("duty_listing", 4),
        ("event_calendar", 1),
    ] {
        let sql = ["SELECT * FROM ", view].concat();
        let mut statement = index.connection.prepare(&sql).expect("a view");
        let n = statement.query_map([], |_| Ok(())).expect("rows").count();
        assert_eq!(n, rows, "{view}");
    }
}
