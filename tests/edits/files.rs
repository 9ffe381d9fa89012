//! What a file is made of beside its values: marks, line endings, its end, its beginning.

use crate::harness::{append, check, check_both_ways, edit, plain, remove, set, text};
use kumppani::source::{Role, Value};

const SIGNED: &str = "signatories[organisation=a].signed";

#[test]
fn a_byte_order_mark_and_carriage_returns_stay() {
    check_both_ways(
        "\u{feff}id: a\r\nsignatories:\r\n  - organisation: a # k\r\n    regions: all\r\n",
        set(SIGNED, plain("2014")),
        remove(SIGNED),
        "\u{feff}id: a\r\nsignatories:\r\n  - organisation: a # k\r\n    regions: all\r\n    signed: 2014\r\n",
    );
    check_both_ways(
        "themes:\r\n  - id: a\r\n\r\n  - id: b\r\n",
        append("themes", Value::fields([("id", plain("c")), ("name", text("C"))])),
        remove("themes[id=c]"),
        "themes:\r\n  - id: a\r\n\r\n  - id: b\r\n\r\n  - id: c\r\n    name: C\r\n",
    );
}

#[test]
fn a_missing_line_break_at_the_end_stays_missing() {
    for (old, new) in [
        (
            "signatories:\n  - organisation: a",
            "signatories:\n  - organisation: a\n    signed: 2014",
        ),
        (
            "signatories:\r\n  - organisation: a # k",
            "signatories:\r\n  - organisation: a # k\r\n    signed: 2014",
        ),
        (
            "signatories:\n  - organisation: a\n    name: >-\n      A",
            "signatories:\n  - organisation: a\n    name: >-\n      A\n    signed: 2014",
        ),
    ] {
        check_both_ways(old, set(SIGNED, plain("2014")), remove(SIGNED), new);
    }
}

#[test]
fn a_line_without_any_break_gets_a_plain_one() {
    check_both_ways(
        "id: a",
        set("source", text("A")),
        remove("source"),
        "id: a\nsource: A",
    );
}

#[test]
fn marks_of_a_document_stay() {
    check_both_ways(
        "%YAML 1.2\n---\nid: a # k\ntitle: A\n...\n# loppu\n",
        set("source", text("x")),
        remove("source"),
        "%YAML 1.2\n---\nid: a # k\ntitle: A\nsource: x\n...\n# loppu\n",
    );
}

#[test]
fn hashes_that_are_no_comments_are_left_alone() {
    check_both_ways(
        "id: a#b\ntitle: \"x # y\" # z\npurpose: |\n  # teksti\nsource: 'a' # k\n",
        set("part_of", plain("c")),
        remove("part_of"),
        "id: a#b\ntitle: \"x # y\" # z\npurpose: |\n  # teksti\npart_of: c\nsource: 'a' # k\n",
    );
}

#[test]
fn a_file_with_errors_can_be_edited() {
    check(
        "id: A B\nunknown: x\nsignatories:\n  - organisation: a\n    regions: [Pohjoinen]\n",
        &[set(SIGNED, plain("2014"))],
        "id: A B\nunknown: x\nsignatories:\n  - organisation: a\n    regions: [Pohjoinen]\n    signed: 2014\n",
    );
}

#[test]
fn no_edit_gives_the_same_bytes() {
    for same in ["id: a", "\u{feff}id: a\r\n", "{ }"] {
        assert_eq!(
            edit(Role::Agreement, same.as_bytes(), &[]).expect("nothing is to be done"),
            same.as_bytes()
        );
    }
}
