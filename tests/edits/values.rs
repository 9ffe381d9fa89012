//! A value in place of another.

use crate::harness::{check, check_as, plain, set, text};
use kumppani::source::{Role, Value};

fn rename(old: &str, new: &str) {
    check_as(
        Role::Organisations,
        old,
        &[set("organisations[id=a].name", text("Uusi nimi"))],
        new,
    );
}

#[test]
fn quotes_stay() {
    rename(
        "organisations:\n  - id: a\n    name: Vanha # k\n",
        "organisations:\n  - id: a\n    name: Uusi nimi # k\n",
    );
    rename(
        "organisations:\n  - id: a\n    name: 'Vanha'   # k\n",
        "organisations:\n  - id: a\n    name: 'Uusi nimi'   # k\n",
    );
    rename(
        "organisations:\n  - { \"id\": \"a\", \"name\": \"Vanha\" }\n",
        "organisations:\n  - { \"id\": \"a\", \"name\": \"Uusi nimi\" }\n",
    );
}

#[test]
fn a_text_over_several_lines_becomes_one() {
    rename(
        "organisations:\n  - id: a\n    name: Vanha\n      nimi # k\n    ceased: 2014\n",
        "organisations:\n  - id: a\n    name: Uusi nimi # k\n    ceased: 2014\n",
    );
    rename(
        "organisations:\n  - id: a\n    name: \"Vanha\n      nimi\" # k\n    ceased: 2014\n",
        "organisations:\n  - id: a\n    name: \"Uusi nimi\" # k\n    ceased: 2014\n",
    );
}

#[test]
fn a_block_scalar_keeps_its_head() {
    rename(
        "organisations:\n  - id: a\n    name: >-   # taitettu\n      Vanha\n      nimi\n\n    ceased: 2014\n",
        "organisations:\n  - id: a\n    name: >-   # taitettu\n      Uusi nimi\n\n    ceased: 2014\n",
    );
    rename(
        "organisations:\n  - id: a\n    name: |+\n        Vanha\n\n    # k\n    ceased: 2014\n",
        "organisations:\n  - id: a\n    name: |+\n        Uusi nimi\n\n    # k\n    ceased: 2014\n",
    );
}

#[test]
fn a_block_scalar_gives_way_to_quotes_where_lines_are_in_the_text() {
    check(
        "id: a\npurpose: |   # tarkoitus\n  Vanha\n  teksti\ntitle: A\n",
        &[set("purpose", text("yksi\nkaksi"))],
        "id: a\npurpose: \"yksi\\nkaksi\"   # tarkoitus\ntitle: A\n",
    );
    check(
        "id: a\npurpose: |\n  Vanha",
        &[set("purpose", text("yksi\nkaksi"))],
        "id: a\npurpose: \"yksi\\nkaksi\"",
    );
}

#[test]
fn a_text_gets_the_quotes_that_it_needs() {
    let cases = [
        ("Lapin liitto", "Lapin liitto"),
        ("a: b", "\"a: b\""),
        ("a #b", "\"a #b\""),
        ("2014", "\"2014\""),
        ("+358 40 000 0000", "\"+358 40 000 0000\""),
        ("- a", "\"- a\""),
        ("\"Lappi\"", "'\"Lappi\"'"),
        ("null", "\"null\""),
        ("@a", "\"@a\""),
    ];
    for (value, written) in cases {
        check(
            "id: a\nsource: x\n",
            &[set("source", text(value))],
            &format!("id: a\nsource: {written}\n"),
        );
    }
}

#[test]
fn an_absent_value_is_given() {
    check(
        "signatories:\n  - organisation: a\n    signed:\n    contact: { role: x }\n",
        &[set("signatories[organisation=a].signed", plain("2014"))],
        "signatories:\n  - organisation: a\n    signed: 2014\n    contact: { role: x }\n",
    );
    check(
        "signatories:\n  - organisation: a\n    \"signed\" :      # ei vielä\n",
        &[set("signatories[organisation=a].signed", plain("2014"))],
        "signatories:\n  - organisation: a\n    \"signed\" : 2014      # ei vielä\n",
    );
    check(
        "signatories:\n  - { organisation: a, signed: , regions: all }\n  - { organisation: b, signed }\n",
        &[
            set("signatories[organisation=a].signed", plain("2014")),
            set("signatories[organisation=b].signed", plain("2015")),
        ],
        "signatories:\n  - { organisation: a, signed: 2014 , regions: all }\n  - { organisation: b, signed: 2015 }\n",
    );
}

#[test]
fn an_equal_value_is_left_as_it_is_written() {
    for same in [
        "id: a\nterminated: {on: \"2014\",   reason: 'Syy' } # k\n",
        "id: a\nterminated:\n    reason: >-\n      Syy\n    on: 2014\n",
    ] {
        let value = Value::fields([("on", plain("2014")), ("reason", text("Syy"))]);
        check(same, &[set("terminated", value)], same);
    }
}

#[test]
fn fields_are_merged_into_fields() {
    check(
        "id: a\nterminated:\n  # päivä\n  on: '2014' # tieto\n  reason: Syy # poistuu\n",
        &[set("terminated", Value::fields([("on", plain("2015"))]))],
        "id: a\nterminated:\n  # päivä\n  on: '2015' # tieto\n",
    );
    check(
        "id: a\nopened: { text: abc, on: 2014 }\n",
        &[set(
            "opened",
            Value::fields([("on", plain("2015")), ("text", plain("abd"))]),
        )],
        "id: a\nopened: { text: abd, on: 2015 }\n",
    );
}

#[test]
fn a_list_takes_the_place_of_a_word_and_the_other_way_round() {
    let regions = "signatories[organisation=a].regions";
    let listed = Value::List(vec![plain("Keski"), plain("Itä")]);
    check(
        "signatories:\n  - organisation: a\n    regions: all # k\n",
        &[set(regions, listed.clone())],
        "signatories:\n  - organisation: a\n    regions: [Keski, Itä] # k\n",
    );
    check(
        "signatories:\n  - organisation: a\n    regions: [ Länsi ] # k\n",
        &[set(regions, listed.clone())],
        "signatories:\n  - organisation: a\n    regions: [ Keski, Itä ] # k\n",
    );
    check(
        "signatories:\n  - organisation: a\n    regions: # k\n    - Länsi\n    name: A\n",
        &[set(regions, listed)],
        "signatories:\n  - organisation: a\n    regions: # k\n    - Keski\n    - Itä\n    name: A\n",
    );
    check(
        "signatories:\n  - organisation: a\n    regions: # k\n      - Länsi\n    name: A\n",
        &[set(regions, plain("all"))],
        "signatories:\n  - organisation: a\n    regions: all # k\n    name: A\n",
    );
}
