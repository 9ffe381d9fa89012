//! What is refused, and why.

use crate::harness::{append, edit, plain, refused, remove, set, text};
use kumppani::source::{Edit, Role, Value};
use kumppani::wording::Lang;

const OTHER: &str = "the change was not made, because it would touch something else";

fn check(old: &str, edit: Edit, message: &str, place: Option<&str>) {
    refused(Role::Agreement, old, &[edit], message, place);
}

#[test]
fn a_place_that_is_not_there() {
    check(
        "signatories:\n  - organisation: a\n",
        set("signatories[organisation=b].signed", plain("2014")),
        "the list has no entry `organisation: b`",
        Some("- organisation: a"),
    );
    check(
        "id: a\n",
        set("term.ends", plain("2014")),
        "unknown field `term` here",
        Some("id: a"),
    );
    check(
        "id: a\n",
        remove("title"),
        "unknown field `title` here",
        Some("id: a"),
    );
    check(
        "id: a\ntitle: A\n",
        set("title.fi", text("A")),
        "this has no fields",
        Some("A"),
    );
}

#[test]
fn a_place_that_is_ambiguous() {
    check(
        "signatories:\n  - { organisation: a, name: A }\n  - { organisation: a, name: B }\n",
        set("signatories[organisation=a].signed", plain("2014")),
        "the list has several entries `organisation: a`, so it is not clear which one to change",
        Some("{ organisation: a, name: B }"),
    );
    check(
        "id: a\ntitle: A\nid: b\n",
        set("id", plain("c")),
        "the field `id` occurs twice, so it is not clear which one to change",
        Some("id"),
    );
}

#[test]
fn what_would_be_wrong_is_refused() {
    check(
        "id: a\nsource: x\n",
        set("source", text("")),
        "the change would introduce a new error: the text is empty",
        None,
    );
    check(
        "signatories:\n  - organisation: a\n    regions: all\n",
        set("signatories[organisation=a].signed", plain("eilen")),
        "the change would introduce a new error: invalid date `eilen`",
        None,
    );
    check(
        "id: a\ntitle: A\n",
        append("title", text("B")),
        "this is not a list, so nothing can be added to it",
        Some("A"),
    );
}

#[test]
fn a_comment_is_never_lost() {
    check(
        "id: a\nsupersedes:\n  - b # ensimmäinen\n  - c\n",
        set("supersedes", Value::List(vec![plain("d")])),
        "the comment `# ensimmäinen` would be lost",
        None,
    );
    check(
        "id: a\nterminated:\n  on: 2014\n",
        remove("terminated.on"),
        "this is the only field here; its parent would be left empty",
        Some("on"),
    );
}

#[test]
fn what_is_no_yaml_is_left_alone() {
    check(
        "id: [a\ntitle: A\n",
        set("id", plain("b")),
        "agreements/a.yaml cannot be changed before it can be read: missing bracket or comma",
        Some("["),
    );
    check(
        "# tyhjä\n",
        set("id", plain("b")),
        "agreements/a.yaml is empty, so there is nothing to change",
        None,
    );
    let problem = edit(Role::Agreement, b"id: \xE4", &[set("id", plain("b"))]).expect_err("it is no text");
    assert_eq!(
        problem.message.get(Lang::Fi),
        "tiedosto agreements/a.yaml ei ole UTF-8-muotoinen, joten sitä ei voi muuttaa"
    );
}

#[test]
fn keys_with_question_marks_are_left_to_people() {
    check(
        "signatories:\n  - ? organisation\n    : a\n    ? regions\n    : all\n",
        set("signatories[organisation=a].signed", plain("2014")),
        OTHER,
        None,
    );
}
