//! What holds for all queries and views.

use std::collections::BTreeMap;

use super::*;

#[test]
fn every_question_prepares_against_an_empty_index() {
    let (index, counts) = Index::in_memory(&crate::model::Network::lapland(), Vec::new()).expect("an index");
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
/// table from end to end, or a view that SQLite has to write out first, says why, in a comment that begins with
/// `reads all`.
#[test]
fn no_question_reads_a_whole_table_without_a_reason() {
    let (index, _) = Index::in_memory(&crate::model::Network::lapland(), Vec::new()).expect("an index");
    let views = views(&index);
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
            read.extend(read_whole(&step, sql, &views).map(|table| format!("{table}: {step}")));
        }
        if read.is_empty() == sql.contains("-- reads all") {
            wrong.push(format!("{read:?}{sql}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// The views by name.
fn views(index: &Index) -> BTreeMap<String, String> {
    index
        .connection
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'view'")
        .and_then(|mut statement| {
            let views = statement.query_map([], |row| Ok((row.get("name")?, row.get("sql")?)))?;
            views.collect()
        })
        .expect("the views")
}

/// Tables that do not grow with the number of agreements.
const SMALL: [&str; 7] = [
    "region",
    "region_municipality",
    "registry_setting",
    "organisation",
    "organisation_former_name",
    "organisation_succession",
    "source_file",
];

/// Views that SQLite can only write out, though it does so for one agreement alone.
const OF_ONE_AGREEMENT: [&str; 1] = ["search_entry"];

/// What a step of a plan reads from end to end: a table that grows, or a view on several tables; not the rows that
/// the query itself has made.
fn read_whole(step: &str, sql: &str, views: &BTreeMap<String, String>) -> Option<String> {
    if let Some(view) = step.strip_prefix("MATERIALIZE ") {
        return views.contains_key(view).then(|| view.to_owned());
    }
    let alias = step.strip_prefix("SCAN ")?.split(' ').next()?;
    let used: Vec<&String> = views
        .iter()
        .filter(|(name, _)| sql.contains(&**name))
        .map(|(_, sql)| sql)
        .collect();
    let tables = std::iter::once(sql)
        .chain(used.into_iter().map(String::as_str))
        .find_map(|sql| table_of(alias, sql))?;
    let is_made = tables == ")" || sql.contains(&format!("{tables} (")) || step.contains("VIRTUAL TABLE");
    let is_harmless = SMALL.contains(&tables) || OF_ONE_AGREEMENT.contains(&tables);
    (!is_harmless && !is_made).then(|| tables.to_owned())
}

/// The table that a query calls by this name.
fn table_of<'a>(alias: &str, sql: &'a str) -> Option<&'a str> {
    let words: Vec<&str> = sql.split_whitespace().collect();
    let named = words
        .windows(3)
        .find(|words| words[1] == "AS" && words[2].trim_end_matches(';') == alias)?;
    Some(named[0])
}
