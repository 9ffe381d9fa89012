//! An entry of a list goes to another place; what lies between the entries stays.

use kumppani::source::{Change, Edit};

use crate::harness::{check, edit, way};
use kumppani::source::Role;

fn moved(path: &str, to: usize) -> Edit {
    Edit::new(way(path), Change::Move(to))
}

#[test]
fn lines_go_with_the_comments_above_them() {
    let list = "supersedes:\n  # of the list\n  - a\n  # of b\n  - b   # beside b\n\n  - c\nid: x # end\n";
    check(
        list,
        &[moved("supersedes[=b]", 0)],
        "supersedes:\n  # of the list\n  # of b\n  - b   # beside b\n  - a\n\n  - c\nid: x # end\n",
    );
    check(
        list,
        &[moved("supersedes[=a]", 2)],
        "supersedes:\n  # of the list\n  # of b\n  - b   # beside b\n  - c\n\n  - a\nid: x # end\n",
    );
    check(list, &[moved("supersedes[=c]", 2)], list);
}

#[test]
fn entries_of_several_lines_and_between_brackets() {
    check(
        "groups:\n- id: g\n  name: G\n  regions: all\n  duties:\n  - id: d\n    text: |\n      Yksi.\n\n      Kaksi.\n  - Toinen.\n  - { id: e, text: E }\n",
        &[moved("groups[id=g].duties[id=d]", 2)],
        "groups:\n- id: g\n  name: G\n  regions: all\n  duties:\n  - Toinen.\n  - { id: e, text: E }\n  - id: d\n    text: |\n      Yksi.\n\n      Kaksi.\n",
    );
    check(
        "supersedes: [ a, \"b\" , c ] # k\n",
        &[moved("supersedes[=c]", 0)],
        "supersedes: [ c, a , \"b\" ] # k\n",
    );
}

#[test]
fn the_last_line_of_a_text_may_be_without_an_end() {
    check(
        "supersedes:\r\n- a\r\n- b",
        &[moved("supersedes[=b]", 0)],
        "supersedes:\r\n- b\r\n- a",
    );
}

/// There is no such place, or no one can say what a comment between brackets is about.
#[test]
fn what_cannot_be_moved_stays() {
    for (text, to) in [
        ("supersedes: [a, b]\n", 2),
        ("supersedes: [a, # first\n  b]\n", 1),
        ("supersedes: []\n", 0),
    ] {
        assert!(
            edit(Role::Agreement, text.as_bytes(), &[moved("supersedes[=a]", to)]).is_err(),
            "{text}"
        );
    }
    let field = Edit::new(way("supersedes"), Change::Move(0));
    assert!(edit(Role::Agreement, b"supersedes: [a, b]\n", &[field]).is_err());
}
