//! A field that was not there.

use crate::harness::{check, check_as, check_both_ways, plain, remove, set, text};
use kumppani::source::{Role, Value};

const SIGNED: &str = "signatories[organisation=a].signed";

fn sign(old: &str, new: &str) {
    check_both_ways(old, set(SIGNED, plain("2014-01-20")), remove(SIGNED), new);
}

#[test]
fn a_field_comes_after_its_predecessor_in_the_shape() {
    sign(
        "signatories:\n  - organisation: a\n    regions: all\n    contact: { role: x }\n",
        "signatories:\n  - organisation: a\n    regions: all\n    signed: 2014-01-20\n    contact: { role: x }\n",
    );
}

#[test]
fn the_order_of_the_file_may_differ_from_the_shape() {
    sign(
        "signatories:\n  - regions: all\n    contact: { role: x }\n    organisation: a\n",
        "signatories:\n  - regions: all\n    signed: 2014-01-20\n    contact: { role: x }\n    organisation: a\n",
    );
}

#[test]
fn without_a_predecessor_it_comes_first() {
    check_both_ways(
        "signatories:\n  - organisation: a\n    contact:\n      email: a@example.fi\n",
        set("signatories[organisation=a].contact.role", text("rehtori")),
        remove("signatories[organisation=a].contact.role"),
        "signatories:\n  - organisation: a\n    contact:\n      role: rehtori\n      email: a@example.fi\n",
    );
    check(
        "signatories:\n  - contact: { email: a@example.fi }\n    regions: all\n    name: a\n",
        &[set("signatories[name=a].organisation", plain("a"))],
        "signatories:\n  - organisation: a\n    contact: { email: a@example.fi }\n    regions: all\n    name: a\n",
    );
}

#[test]
fn an_entry_at_the_left_margin() {
    sign(
        "signatories:\n- organisation: a\n  regions: all\n- organisation: b\n",
        "signatories:\n- organisation: a\n  regions: all\n  signed: 2014-01-20\n- organisation: b\n",
    );
}

#[test]
fn four_spaces_and_a_wide_dash() {
    sign(
        "signatories:\n    -   organisation: a\n        regions: all\n",
        "signatories:\n    -   organisation: a\n        regions: all\n        signed: 2014-01-20\n",
    );
}

#[test]
fn comments_stay_where_they_belong() {
    sign(
        "signatories:\n  # yksi\n  - organisation: a   # tunnus\n    regions: all # alueet\n  # kaksi\n  - organisation: b\n",
        "signatories:\n  # yksi\n  - organisation: a   # tunnus\n    regions: all # alueet\n    signed: 2014-01-20\n  # kaksi\n  - organisation: b\n",
    );
    sign(
        "signatories:\n  - organisation: a\n    regions: all\n      # jatkoa\n    # yhteystieto\n    contact: { role: x }\n",
        "signatories:\n  - organisation: a\n    regions: all\n      # jatkoa\n    signed: 2014-01-20\n    # yhteystieto\n    contact: { role: x }\n",
    );
}

#[test]
fn blank_lines_between_entries_stay() {
    sign(
        "signatories:\n  - organisation: a\n    regions: all\n\n  - organisation: b\n\n\nevents: []\n",
        "signatories:\n  - organisation: a\n    regions: all\n    signed: 2014-01-20\n\n  - organisation: b\n\n\nevents: []\n",
    );
}

#[test]
fn after_a_list_in_lines() {
    sign(
        "signatories:\n  - organisation: a\n    regions:\n      - Keski\n      - Länsi   # k\n    contact: { role: x }\n",
        "signatories:\n  - organisation: a\n    regions:\n      - Keski\n      - Länsi   # k\n    signed: 2014-01-20\n    contact: { role: x }\n",
    );
    sign(
        "signatories:\n- organisation: a\n  regions:\n  - Keski\n  contact: { role: x }\n",
        "signatories:\n- organisation: a\n  regions:\n  - Keski\n  signed: 2014-01-20\n  contact: { role: x }\n",
    );
}

#[test]
fn after_a_block_scalar() {
    for head in ["|", ">", "|-", ">-   # taitettu", "|2"] {
        sign(
            &format!(
                "signatories:\n  - organisation: a\n    name: {head}\n      Nimi\n      # ei kommentti\n\n\n  - organisation: b\n"
            ),
            &format!(
                "signatories:\n  - organisation: a\n    name: {head}\n      Nimi\n      # ei kommentti\n    signed: 2014-01-20\n\n\n  - organisation: b\n"
            ),
        );
    }
}

#[test]
fn after_a_block_scalar_that_keeps_its_blank_lines() {
    sign(
        "signatories:\n  - organisation: a\n    name: |+\n      Nimi\n\n\n  - organisation: b\n",
        "signatories:\n  - organisation: a\n    name: |+\n      Nimi\n\n\n    signed: 2014-01-20\n  - organisation: b\n",
    );
}

#[test]
fn after_a_block_scalar_with_a_comment_below() {
    sign(
        "signatories:\n  - organisation: a\n    name: |\n      Nimi\n\n  # seuraavasta\n  - organisation: b\n",
        "signatories:\n  - organisation: a\n    name: |\n      Nimi\n    signed: 2014-01-20\n\n  # seuraavasta\n  - organisation: b\n",
    );
}

#[test]
fn after_an_empty_block_scalar() {
    sign(
        "signatories:\n  - organisation: a\n    name: |\n    contact: { role: x }\n",
        "signatories:\n  - organisation: a\n    name: |\n    signed: 2014-01-20\n    contact: { role: x }\n",
    );
}

#[test]
fn after_a_text_over_several_lines() {
    sign(
        "signatories:\n  - organisation: a\n    name: Nimi\n      jatkuu # k\n  - organisation: b\n",
        "signatories:\n  - organisation: a\n    name: Nimi\n      jatkuu # k\n    signed: 2014-01-20\n  - organisation: b\n",
    );
}

#[test]
fn between_brackets() {
    sign(
        "signatories:\n  - { organisation: a, regions: [Keski], contact: { role: x } }   # k\n",
        "signatories:\n  - { organisation: a, regions: [Keski], signed: 2014-01-20, contact: { role: x } }   # k\n",
    );
    sign(
        "signatories: [{organisation: a, regions: all}]\n",
        "signatories: [{organisation: a, regions: all, signed: 2014-01-20}]\n",
    );
    sign(
        "signatories:\n  - { organisation: a, regions: all, }\n",
        "signatories:\n  - { organisation: a, regions: all, signed: 2014-01-20, }\n",
    );
}

#[test]
fn between_brackets_over_several_lines() {
    sign(
        "signatories:\n  - { organisation: a, name: A,\n      regions: [Keski],       # alueet\n      contact: { role: x } }\n",
        "signatories:\n  - { organisation: a, name: A,\n      regions: [Keski], signed: 2014-01-20,       # alueet\n      contact: { role: x } }\n",
    );
}

#[test]
fn between_brackets_with_a_line_for_each_field() {
    sign(
        "signatories:\n  - {\n      organisation: a, # tunnus\n      regions: all,    # alueet\n      contact: { role: x }\n    }\n",
        "signatories:\n  - {\n      organisation: a, # tunnus\n      regions: all,    # alueet\n      signed: 2014-01-20,\n      contact: { role: x }\n    }\n",
    );
    sign(
        "signatories:\n  - {\n      organisation: a,\n      regions: all # alueet\n    }\n",
        "signatories:\n  - {\n      organisation: a,\n      regions: all, # alueet\n      signed: 2014-01-20\n    }\n",
    );
    sign(
        "signatories:\n  - {\n      organisation: a,\n      regions: all,\n    }\n",
        "signatories:\n  - {\n      organisation: a,\n      regions: all,\n      signed: 2014-01-20,\n    }\n",
    );
}

#[test]
fn quoted_keys_have_quoted_neighbours() {
    sign(
        "signatories:\n  - \"organisation\": a\n    \"regions\": all\n",
        "signatories:\n  - \"organisation\": a\n    \"regions\": all\n    \"signed\": 2014-01-20\n",
    );
    check(
        "{\"id\": \"a\", \"title\": \"A\"}",
        &[set("source", text("x"))],
        "{\"id\": \"a\", \"title\": \"A\", \"source\": x}",
    );
}

#[test]
fn fields_of_their_own_stand_between_brackets() {
    check_both_ways(
        "id: a\nterm:\n  starts: 2014\n  ends: 2015\n\nsignatories: []\n",
        set(
            "terminated",
            Value::fields([
                ("on", plain("2014-06-30")),
                ("reason", text("Hanke päättyi: ei rahaa")),
            ]),
        ),
        remove("terminated"),
        "id: a\nterm:\n  starts: 2014\n  ends: 2015\nterminated: { on: 2014-06-30, reason: \"Hanke päättyi: ei rahaa\" }\n\nsignatories: []\n",
    );
}

#[test]
fn fields_of_their_own_follow_another_entry() {
    check(
        "signatories:\n  - organisation: a\n    withdrawn:\n        notice: \"2015-01\"\n        effective: '2015-02'\n  - organisation: b\n",
        &[set(
            "signatories[organisation=b].withdrawn",
            Value::fields([("notice", plain("2016")), ("effective", plain("2017"))]),
        )],
        "signatories:\n  - organisation: a\n    withdrawn:\n        notice: \"2015-01\"\n        effective: '2015-02'\n  - organisation: b\n    withdrawn:\n        notice: \"2016\"\n        effective: '2017'\n",
    );
    check(
        "signatories:\n  - { organisation: a, withdrawn: {notice: 2015, effective: 2016} }\n  - organisation: b\n",
        &[set(
            "signatories[organisation=b].withdrawn",
            Value::fields([("notice", plain("2016")), ("effective", plain("2017"))]),
        )],
        "signatories:\n  - { organisation: a, withdrawn: {notice: 2015, effective: 2016} }\n  - organisation: b\n    withdrawn: {notice: 2016, effective: 2017}\n",
    );
}

#[test]
fn several_fields_at_once() {
    check(
        "signatories:\n  - organisation: a\n    regions: all\n",
        &[
            set(SIGNED, plain("2014-01-20")),
            set("signatories[organisation=a].signed_by", text("rehtori")),
            set(
                "signatories[organisation=a].decision",
                text("Hallitus 15.1.2014 § 12, dnro 4/2014"),
            ),
        ],
        "signatories:\n  - organisation: a\n    regions: all\n    signed: 2014-01-20\n    signed_by: rehtori\n    decision: Hallitus 15.1.2014 § 12, dnro 4/2014\n",
    );
}

#[test]
fn an_organisation_ceases() {
    check_as(
        Role::Organisations,
        "organisations:\n  - { id: a, name: A }\n  - id: b\n    name: B\n    successors: [{ organisation: a }]\n",
        &[
            set("organisations[id=a].ceased", plain("2014-12-31")),
            set("organisations[id=b].ceased", plain("2015-12-31")),
        ],
        "organisations:\n  - { id: a, name: A, ceased: 2014-12-31 }\n  - id: b\n    name: B\n    ceased: 2015-12-31\n    successors: [{ organisation: a }]\n",
    );
}
