//! Short names for edits, and the comparison of texts.

use kumppani::diagnostic::FilePath;
use kumppani::source::{Change, Edit, EditProblem, Role, Step, Value, edited};
use kumppani::wording::Lang;

/// The way to a place: `signatories[organisation=lappia].signed`, `supersedes[=tno-2012]`.
pub(crate) fn way(path: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    for part in path.split('.') {
        let (name, entry) = match part.split_once('[') {
            Some((name, entry)) => (name, entry.strip_suffix(']')),
            None => (part, None),
        };
        steps.push(Step::field(name));
        match entry.and_then(|entry| entry.split_once('=')) {
            Some(("", text)) => steps.push(Step::Item(text.to_owned())),
            Some((key, value)) => steps.push(Step::entry(key, value)),
            None => {}
        }
    }
    steps
}

pub(crate) fn set(path: &str, value: Value) -> Edit {
    Edit::new(way(path), Change::Set(value))
}

pub(crate) fn append(path: &str, value: Value) -> Edit {
    Edit::new(way(path), Change::Append(value))
}

pub(crate) fn remove(path: &str) -> Edit {
    Edit::new(way(path), Change::Remove)
}

pub(crate) fn plain(text: &str) -> Value {
    Value::plain(text)
}

pub(crate) fn text(text: &str) -> Value {
    Value::text(text)
}

pub(crate) fn edit(role: Role, bytes: &[u8], edits: &[Edit]) -> Result<Vec<u8>, EditProblem> {
    edited(
        &FilePath::new("agreements/a.yaml"),
        bytes,
        (role, &kumppani::model::Network::lapland()),
        edits,
    )
}

/// The text after the edits; shown as text where it differs.
#[track_caller]
pub(crate) fn check_as(role: Role, old: &str, edits: &[Edit], new: &str) {
    match edit(role, old.as_bytes(), edits) {
        Ok(bytes) => {
            let got = String::from_utf8(bytes).expect("the new text is text");
            assert!(got == new, "\n--- wanted\n{new}\n--- got\n{got}\n{got:?}");
        }
        Err(problem) => panic!("{}", problem.message.get(Lang::En)),
    }
}

/// The text of an agreement after the edits.
#[track_caller]
pub(crate) fn check(old: &str, edits: &[Edit], new: &str) {
    check_as(Role::Agreement, old, edits, new);
}

/// The text after one edit, and again the old one after its inverse.
#[track_caller]
pub(crate) fn check_both_ways(old: &str, there: Edit, back: Edit, new: &str) {
    check(old, &[there], new);
    check(new, &[back], old);
}

/// The message of the problem, and its place as text.
#[track_caller]
pub(crate) fn refused(role: Role, old: &str, edits: &[Edit], message: &str, place: Option<&str>) {
    let problem = edit(role, old.as_bytes(), edits).expect_err("the edit is refused");
    assert_eq!(problem.message.get(Lang::En), message);
    let shown = problem.place.map(|place| old[place.span.range()].to_owned());
    assert_eq!(shown.as_deref(), place);
}
