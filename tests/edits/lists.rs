//! One more entry in a list.

use crate::harness::{append, check, check_as, check_both_ways, plain, remove, text};
use kumppani::diagnostic::FilePath;
use kumppani::source::{Role, Value, edited};

fn new_signatory() -> Value {
    Value::fields([
        ("organisation", plain("uusi")),
        ("name", text("Uusi opisto")),
        ("kind", plain("education")),
        ("regions", Value::List(vec![plain("Keski"), plain("Itä")])),
    ])
}

fn register(old: &str, new: &str) {
    check_both_ways(
        old,
        append("signatories", new_signatory()),
        remove("signatories[organisation=uusi]"),
        new,
    );
}

fn extend(old: &str, new: &str) {
    let extension = Value::fields([
        ("until", plain("2018-12-31")),
        ("decided", plain("2017-11-02")),
        ("decision", text("Ohjausryhmä 2.11.2017 § 4")),
    ]);
    check_both_ways(
        old,
        append("term.extended", extension),
        remove("term.extended[until=2018-12-31]"),
        new,
    );
}

#[test]
fn lines_after_lines() {
    register(
        "signatories:\n  - organisation: a # k\n    name: A\n    regions: all\nevents: []\n",
        "signatories:\n  - organisation: a # k\n    name: A\n    regions: all\n  - organisation: uusi\n    name: Uusi opisto\n    kind: education\n    regions: [Keski, Itä]\nevents: []\n",
    );
}

#[test]
fn brackets_after_brackets() {
    register(
        "signatories:\n  - {organisation: a, name: \"A\", regions: [ Keski ]}   # k\n",
        "signatories:\n  - {organisation: a, name: \"A\", regions: [ Keski ]}   # k\n  - {organisation: uusi, name: \"Uusi opisto\", kind: education, regions: [ Keski, Itä ]}\n",
    );
}

#[test]
fn broken_brackets_after_broken_brackets() {
    register(
        "signatories:\n  - { organisation: a, name: A, kind: other,\n      regions: all }\n",
        "signatories:\n  - { organisation: a, name: A, kind: other,\n      regions: all }\n  - { organisation: uusi, name: Uusi opisto, kind: education,\n      regions: [Keski, Itä] }\n",
    );
    register(
        "signatories:\n  - {\n      organisation: a,\n      name: A,\n    }\n",
        "signatories:\n  - {\n      organisation: a,\n      name: A,\n    }\n  - {\n      organisation: uusi,\n      name: Uusi opisto,\n      kind: education,\n      regions: [Keski, Itä],\n    }\n",
    );
}

#[test]
fn a_list_between_brackets() {
    register(
        "signatories: [\n  { organisation: a, name: A },\n  { organisation: b, name: B }   # k\n]\n",
        "signatories: [\n  { organisation: a, name: A },\n  { organisation: b, name: B },   # k\n  { organisation: uusi, name: Uusi opisto, kind: education, regions: [Keski, Itä] }\n]\n",
    );
    register(
        "signatories: [\n  { organisation: a, name: A },\n]\n",
        "signatories: [\n  { organisation: a, name: A },\n  { organisation: uusi, name: Uusi opisto, kind: education, regions: [Keski, Itä] },\n]\n",
    );
    register(
        "signatories: [{ organisation: a, name: A }]\n",
        "signatories: [{ organisation: a, name: A }, { organisation: uusi, name: Uusi opisto, kind: education, regions: [Keski, Itä] }]\n",
    );
}

#[test]
fn the_order_of_the_neighbours_fields() {
    register(
        "signatories:\n  - name: A\n    organisation: a\n    signed: 2014\n    regions:\n      - Keski\n",
        "signatories:\n  - name: A\n    organisation: a\n    signed: 2014\n    regions:\n      - Keski\n  - name: Uusi opisto\n    kind: education\n    organisation: uusi\n    regions:\n      - Keski\n      - Itä\n",
    );
}

#[test]
fn wide_and_narrow_indentation() {
    register(
        "signatories:\n    -   organisation: a\n        regions:\n            - Keski\n",
        "signatories:\n    -   organisation: a\n        regions:\n            - Keski\n    -   organisation: uusi\n        name: Uusi opisto\n        kind: education\n        regions:\n            - Keski\n            - Itä\n",
    );
    register(
        "signatories:\n- organisation: a\n  regions:\n  - Keski\n",
        "signatories:\n- organisation: a\n  regions:\n  - Keski\n- organisation: uusi\n  name: Uusi opisto\n  kind: education\n  regions:\n  - Keski\n  - Itä\n",
    );
}

#[test]
fn blank_lines_as_between_the_neighbours() {
    register(
        "signatories:\n  - organisation: a\n\n  - organisation: b\n\nevents: []\n",
        "signatories:\n  - organisation: a\n\n  - organisation: b\n\n  - organisation: uusi\n    name: Uusi opisto\n    kind: education\n    regions: [Keski, Itä]\n\nevents: []\n",
    );
    register(
        "signatories:\n  - organisation: a\n  - organisation: b\n\nevents: []\n",
        "signatories:\n  - organisation: a\n  - organisation: b\n  - organisation: uusi\n    name: Uusi opisto\n    kind: education\n    regions: [Keski, Itä]\n\nevents: []\n",
    );
}

#[test]
fn comments_at_the_end_of_an_entry_stay_with_it() {
    register(
        "signatories:\n  - organisation: a\n    regions: all\n    # a:n huomautus\n  # luettelon loppu\n\n# tapahtumat\nevents: []\n",
        "signatories:\n  - organisation: a\n    regions: all\n    # a:n huomautus\n  - organisation: uusi\n    name: Uusi opisto\n    kind: education\n    regions: [Keski, Itä]\n  # luettelon loppu\n\n# tapahtumat\nevents: []\n",
    );
}

#[test]
fn after_a_block_scalar_at_the_end() {
    register(
        "signatories:\n  - organisation: a\n    name: |+\n      A\n\n\n",
        "signatories:\n  - organisation: a\n    name: |+\n      A\n\n\n  - organisation: uusi\n    name: Uusi opisto\n    kind: education\n    regions: [Keski, Itä]\n",
    );
    register(
        "signatories:\n  - organisation: a\n    name: |\n      A",
        "signatories:\n  - organisation: a\n    name: |\n      A\n  - organisation: uusi\n    name: Uusi opisto\n    kind: education\n    regions: [Keski, Itä]",
    );
}

#[test]
fn an_empty_list_opens() {
    register(
        "id: a\nsignatories: []   # vielä tyhjä\n",
        "id: a\nsignatories:   # vielä tyhjä\n  - organisation: uusi\n    name: Uusi opisto\n    kind: education\n    regions: [Keski, Itä]\n",
    );
    check_both_ways(
        "id: a\nsupersedes: []\n",
        append("supersedes", plain("tno-2012")),
        remove("supersedes[=tno-2012]"),
        "id: a\nsupersedes: [tno-2012]\n",
    );
    check_both_ways(
        "id: a\nsupersedes: [ ]\n",
        append("supersedes", plain("tno-2012")),
        remove("supersedes[=tno-2012]"),
        "id: a\nsupersedes: [ tno-2012 ]\n",
    );
    check(
        "id: a\nsignatories:   # vielä tyhjä\nevents: []\n",
        &[append("signatories", new_signatory())],
        "id: a\nsignatories:   # vielä tyhjä\n  - organisation: uusi\n    name: Uusi opisto\n    kind: education\n    regions: [Keski, Itä]\nevents: []\n",
    );
}

#[test]
fn a_list_of_words() {
    check_both_ways(
        "id: a\nsupersedes: [b, c,]\n",
        append("supersedes", plain("d")),
        remove("supersedes[=d]"),
        "id: a\nsupersedes: [b, c, d,]\n",
    );
    check_both_ways(
        "id: a\nsupersedes:\n- b\n-   \"c\" # k\n",
        append("supersedes", plain("d")),
        remove("supersedes[=d]"),
        "id: a\nsupersedes:\n- b\n-   \"c\" # k\n-   \"d\"\n",
    );
}

#[test]
fn an_extension() {
    extend(
        "term:\n  starts: 2014\n  extended:\n    - { until: 2016, decided: 2015, decision: \"x\" }\n  ends: 2015\n",
        "term:\n  starts: 2014\n  extended:\n    - { until: 2016, decided: 2015, decision: \"x\" }\n    - { until: 2018-12-31, decided: 2017-11-02, decision: \"Ohjausryhmä 2.11.2017 § 4\" }\n  ends: 2015\n",
    );
}

#[test]
fn the_first_extension() {
    let extension = Value::fields([("until", plain("2018-12-31")), ("decision", text("§ 4"))]);
    check_both_ways(
        "term:\n    starts: 2014\n    ends: 2015   # loppu\n\nthemes: []\n",
        append("term.extended", extension.clone()),
        remove("term.extended"),
        "term:\n    starts: 2014\n    ends: 2015   # loppu\n    extended:\n        - { until: 2018-12-31, decision: § 4 }\n\nthemes: []\n",
    );
    check_both_ways(
        "term: { starts: 2014, ends: 2015 }\n",
        append("term.extended", extension.clone()),
        remove("term.extended"),
        "term: { starts: 2014, ends: 2015, extended: [{ until: 2018-12-31, decision: § 4 }] }\n",
    );
    check_both_ways(
        "term:\n  starts: 2014\n  ends: 2015\ngroups:\n- id: a\n",
        append("term.extended", extension),
        remove("term.extended"),
        "term:\n  starts: 2014\n  ends: 2015\n  extended:\n  - { until: 2018-12-31, decision: § 4 }\ngroups:\n- id: a\n",
    );
}

#[test]
fn an_organisation_gets_a_former_name_and_a_successor() {
    check_as(
        Role::Organisations,
        "organisations:\n  # A\n  - id: a\n    name: A\n    former_names: [{ name: Aa, until: 2010 }]\n  - { id: b, name: B }\n",
        &[
            append(
                "organisations[id=a].former_names",
                Value::fields([("name", text("Ab")), ("until", plain("2012"))]),
            ),
            append(
                "organisations[id=b].former_names",
                Value::fields([("name", text("Bb")), ("until", plain("2012"))]),
            ),
            append(
                "organisations[id=a].successors",
                Value::fields([("organisation", plain("b")), ("scope", text("koko toiminta"))]),
            ),
            append(
                "organisations",
                Value::fields([("id", plain("c")), ("name", text("C"))]),
            ),
        ],
        "organisations:\n  # A\n  - id: a\n    name: A\n    former_names: [{ name: Aa, until: 2010 }, { name: Ab, until: 2012 }]\n    successors:\n      - { organisation: b, scope: koko toiminta }\n  - { id: b, name: B, former_names: [{ name: Bb, until: 2012 }] }\n  - { id: c, name: C }\n",
    );
}

/// A long list is added as it would be entry by entry.
#[test]
fn many_entries_at_once_are_as_one_by_one() {
    let file = FilePath::new("agreements/a.yaml");
    let entry = |n: usize| {
        let mut fields = vec![
            ("organisation".to_owned(), plain(&format!("uusi-{n}"))),
            ("name".to_owned(), text(&format!("Uusi {n}"))),
            ("kind".to_owned(), plain("education")),
            ("regions".to_owned(), plain("all")),
        ];
        if n.is_multiple_of(3) {
            fields.push(("signed_by".to_owned(), text("rehtori: #1")));
        }
        append("signatories", Value::Fields(fields))
    };
    let head = "id: a\ntitle: T\nterm: { starts: 2024, ends: 2030 }\n";
    for list in [
        "",
        "signatories: []\n",
        "signatories:\n- { organisation: a, name: A, kind: other, regions: all }",
        "signatories: [{ organisation: a, name: A, kind: other, regions: all }]\nevents: []\n",
        "signatories:\n  - organisation: a\n    name: A\n    kind: other\n    regions: all\n\n  - organisation: b\n    name: B\n    kind: other\n    regions: all\nevents: []\n",
    ] {
        let old = format!("{head}{list}").into_bytes();
        let edits: Vec<_> = (0..20).map(entry).collect();
        let at_once = edited(
            &file,
            &old,
            (Role::Agreement, &kumppani::model::Network::lapland()),
            &edits,
        )
        .expect("the entries fit");
        let one_by_one = edits.iter().fold(old, |bytes, edit| {
            edited(
                &file,
                &bytes,
                (Role::Agreement, &kumppani::model::Network::lapland()),
                std::slice::from_ref(edit),
            )
            .expect("the entry fits")
        });
        assert_eq!(String::from_utf8(at_once), String::from_utf8(one_by_one));
    }
}
