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
            ["ORDER BY", "a.agreement_id = :agreement", "SELECT EXISTS"]
                .iter()
                .any(|part| sql.contains(part)),
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
        ("known_name", 23),
    ] {
        let sql = ["SELECT * FROM ", view].concat();
        let mut statement = index.connection.prepare(&sql).expect("a view");
        let n = statement.query_map([], |_| Ok(())).expect("rows").count();
        assert_eq!(n, rows, "{view}");
    }
}

/// A question costs as much as its answer, not as the registry: it finds its rows by an index. One that reads a
/// table from end to end says why, in a comment that begins with `reads all`.
#[test]
fn no_question_reads_a_whole_table_without_a_reason() {
    let (index, _) = Index::in_memory(Vec::new()).expect("an index");
    let mut wrong = Vec::new();
    for sql in questions::all_queries() {
        let mut plan = index
            .connection
            .prepare(&["EXPLAIN QUERY PLAN ", sql].concat())
            .expect("a plan");
        let mut steps = plan.raw_query();
        let mut read = Vec::new();
        while let Some(step) = steps.next().expect("a step") {
            let step: String = step.get("detail").expect("a text");
            read.extend(table_read_whole(&step, sql).map(|table| format!("{table}: {step}")));
        }
        if read.is_empty() == sql.contains("-- reads all") {
            wrong.push(format!("{read:?}{sql}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// The table that a step of a plan reads from end to end, unless it is one that does not grow with the number of
/// agreements, or the rows that the query itself has made.
fn table_read_whole<'a>(step: &str, sql: &'a str) -> Option<&'a str> {
    let small = [
        "region",
        "region_municipality",
        "registry_setting",
        "organisation",
        "organisation_former_name",
        "organisation_succession",
        "source_file",
    ];
    let alias = step.strip_prefix("SCAN ")?.split(' ').next()?;
    let words: Vec<&str> = sql.split_whitespace().collect();
    let named = words
        .windows(3)
        .find(|words| words[1] == "AS" && words[2] == alias);
    let table = named?[0];
    let is_made = table == ")" || sql.contains(&format!("{table} (")) || step.contains("VIRTUAL TABLE");
    (!small.contains(&table) && !is_made).then_some(table)
}
