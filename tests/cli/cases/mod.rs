//! The fifteen cases from real life that have to keep working: each has a registry of its own and is
//! shown with the commands that a coordinator would type.

mod annex;
mod signatures;
mod standing;
mod succession;
mod successors;
mod terms;
mod withdrawal;
mod words;

use serde_json::Value;

use super::harness::Place;

/// The rows of an answer.
fn rows(answer: &Value) -> &[Value] {
    answer.as_array().expect("an array of rows")
}

/// One field of every row, in the order of the rows; a list is shown with commas, an absent value as
/// a dash.
fn column(answer: &Value, field: &str) -> Vec<String> {
    rows(answer).iter().map(|row| describe(&row[field])).collect()
}

fn describe(value: &Value) -> String {
    match value {
        Value::Null => "-".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(describe).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}

/// The one row whose field has this value; a second one would be a duplicate.
fn only<'a>(answer: &'a Value, field: &str, value: &str) -> &'a Value {
    let found: Vec<&Value> = rows(answer).iter().filter(|row| row[field] == value).collect();
    assert_eq!(found.len(), 1, "{field} {value}: {answer:#}");
    found[0]
}

/// What `validate` finds on a day and no one has waived: the code, and the line of the file on which
/// the finding is.
fn findings(place: &Place, day: &str) -> Vec<String> {
    rows(&place.json(&["validate", "--as-of", day]))
        .iter()
        .filter(|finding| finding["waived"].is_null())
        .map(|finding| {
            let file = place.read(finding["file"].as_str().expect("a file"));
            let number = finding["line"]
                .as_u64()
                .and_then(|line| usize::try_from(line).ok());
            let line = number.expect("a line");
            format!(
                "{} | {}",
                describe(&finding["code"]),
                file.lines().nth(line - 1).expect("a line of the file").trim()
            )
        })
        .collect()
}

/// The signatories of an agreement on a day and their states: `opisto signed`.
fn states(place: &Place, agreement: &str, day: &str) -> Vec<String> {
    rows(&place.json(&["signatories", "--agreement", agreement, "--as-of", day]))
        .iter()
        .map(|row| format!("{} {}", describe(&row["organisation"]), describe(&row["state"])))
        .collect()
}

/// The status of an agreement on a day.
fn status(place: &Place, agreement: &str, day: &str) -> String {
    describe(&only(&place.json(&["agreements", "--as-of", day]), "id", agreement)["status"])
}

/// Runs a command that has to succeed.
fn done(place: &Place, args: &[&str]) {
    let output = place.output(args);
    assert_eq!(
        output.status.code(),
        Some(0),
        "{args:?}: {}",
        place.describe(&output)
    );
}

/// Runs a command in Finnish that has to succeed.
fn done_fi(place: &Place, args: &[&str]) {
    let shown = place.run_fi(args);
    assert!(shown.ends_with("--- exit 0\n"), "{args:?}: {shown}");
}

/// Runs a command that has to be refused, and says why it was.
fn refused(place: &Place, args: &[&str]) -> String {
    let output = place.output(args);
    assert_eq!(
        output.status.code(),
        Some(1),
        "{args:?}: {}",
        place.describe(&output)
    );
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// How often a text is in another.
fn times(text: &str, part: &str) -> usize {
    text.matches(part).count()
}
