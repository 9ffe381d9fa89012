//! What goes, and what goes with it.

use crate::harness::{check, remove};

const SIGNED: &str = "signatories[organisation=a].signed";

#[test]
fn a_field_goes_with_its_lines_and_its_comment() {
    check(
        "signatories:\n  - organisation: a\n    # huomautus\n    signed: 2014 # tieto\n    regions: all\n",
        &[remove(SIGNED)],
        "signatories:\n  - organisation: a\n    # huomautus\n    regions: all\n",
    );
    check(
        "id: a\npurpose: |\n  Teksti\n\n  toinen\n\ntitle: A\n",
        &[remove("purpose")],
        "id: a\n\ntitle: A\n",
    );
}

#[test]
fn the_first_field_of_an_entry_gives_its_place_to_the_second() {
    check(
        "signatories:\n  - signed: 2014 # tieto\n    organisation: a\n",
        &[remove(SIGNED)],
        "signatories:\n  - organisation: a\n",
    );
}

#[test]
fn between_brackets_the_comma_goes_too() {
    for (old, new) in [
        ("{ organisation: a, signed: 2014 }", "{ organisation: a }"),
        ("{ signed: 2014, organisation: a }", "{ organisation: a }"),
        ("{signed: 2014,\n      organisation: a}", "{organisation: a}"),
        ("{ organisation: a,\n      signed: 2014 }", "{ organisation: a }"),
        (
            "{ organisation: a,\n      signed: 2014, name: A }",
            "{ organisation: a,\n      name: A }",
        ),
        (
            "{ organisation: a,\n      signed: 2014, # tieto\n      name: A }",
            "{ organisation: a,\n      name: A }",
        ),
    ] {
        check(
            &format!("signatories:\n  - {old}\n"),
            &[remove(SIGNED)],
            &format!("signatories:\n  - {new}\n"),
        );
    }
}

#[test]
fn an_entry_goes_and_the_comment_above_stays() {
    check(
        "signatories:\n  # ensimmäinen\n  - organisation: a # k\n    regions: all\n    # lisää\n  # toinen\n  - organisation: b\n",
        &[remove("signatories[organisation=a]")],
        "signatories:\n  # ensimmäinen\n  # toinen\n  - organisation: b\n",
    );
}

#[test]
fn an_entry_between_blank_lines_takes_one_along() {
    check(
        "signatories:\n  - organisation: a\n\n  - organisation: b\n\n  - organisation: c\n",
        &[remove("signatories[organisation=b]")],
        "signatories:\n  - organisation: a\n\n  - organisation: c\n",
    );
}

#[test]
fn the_only_entry_leaves_an_empty_list() {
    check(
        "id: a\nsignatories:   # k\n  - organisation: a\n    regions: all\nevents: []\n",
        &[remove("signatories[organisation=a]")],
        "id: a\nsignatories: []   # k\nevents: []\n",
    );
}

#[test]
fn the_only_entry_on_a_line_between_brackets_goes_with_its_comment() {
    for comma in ["", ","] {
        check(
            &format!("signatories: [ # luettelo\n    {{ organisation: a }}{comma} # tieto\n  ] # loppu\n"),
            &[remove("signatories[organisation=a]")],
            "signatories: [ # luettelo\n  ] # loppu\n",
        );
    }
}

#[test]
fn the_end_of_the_file_keeps_its_form() {
    check("id: a\nsource: x", &[remove("source")], "id: a");
    check("id: a\r\nsource: x", &[remove("source")], "id: a");
    check("id: a\r\nsource: x\r\n", &[remove("source")], "id: a\r\n");
}
