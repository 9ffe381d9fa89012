//! Seats in groups: a plain entry becomes one with fields, and a chair alone becomes a list.

use kumppani::source::{Change, Edit, Role, Step, Value};

use crate::harness::{check, plain, refused, way};

/// An entry of a list of the one group, of several of one organisation the one with this number.
fn seat(list: &str, organisation: &str, number: usize) -> Vec<Step> {
    let mut at = way(&format!("groups[id=g].{list}"));
    at.push(Step::Named {
        key: "organisation".to_owned(),
        value: organisation.to_owned(),
        number,
    });
    at
}

fn ended(list: &str, organisation: &str) -> Edit {
    let fields = [
        ("organisation", plain(organisation)),
        ("until", plain("2015-12-31")),
    ];
    Edit::new(seat(list, organisation, 0), Change::Set(Value::fields(fields)))
}

fn until(list: &str, organisation: &str, number: usize) -> Edit {
    let mut at = seat(list, organisation, number);
    at.push(Step::field("until"));
    Edit::new(at, Change::Set(plain("2015-12-31")))
}

fn next_chair() -> Edit {
    let fields = [("organisation", plain("b")), ("from", plain("2016-01-01"))];
    Edit::new(way("groups[id=g].chair"), Change::Append(Value::fields(fields)))
}

fn group(lines: &str) -> String {
    format!("groups:\n  - id: g\n{lines}    duties: [Tekee.]   # t\n")
}

#[track_caller]
fn check_group(old: &str, edits: &[Edit], new: &str) {
    check(&group(old), edits, &group(new));
}

#[test]
fn a_chair_alone_becomes_a_list() {
    let both = [ended("chair", "a"), next_chair()];
    check_group(
        "    chair: a   # k\n",
        &both,
        "    chair: [{ organisation: a, until: 2015-12-31 }, { organisation: b, from: 2016-01-01 }]   # k\n",
    );
    check_group(
        "    chair: 'a'\n",
        &both,
        "    chair: [{ organisation: a, until: 2015-12-31 }, { organisation: b, from: 2016-01-01 }]\n",
    );
    check_group(
        "    chair: {organisation: a, from: 2014} # k\n",
        &[until("chair", "a", 0), next_chair()],
        "    chair: [{organisation: a, from: 2014, until: 2015-12-31}, {organisation: b, from: 2016-01-01}] # k\n",
    );
    check(
        "groups: [{ id: g, chair: a, members: [a] }] # k\n",
        &both,
        "groups: [{ id: g, chair: [{ organisation: a, until: 2015-12-31 }, { organisation: b, from: 2016-01-01 }], members: [a] }] # k\n",
    );
}

#[test]
fn a_list_of_chairs_grows() {
    check_group(
        "    chair:\n      - a # k\n",
        &[ended("chair", "a"), next_chair()],
        "    chair:\n      - { organisation: a, until: 2015-12-31 } # k\n      - { organisation: b, from: 2016-01-01 }\n",
    );
    check_group(
        "    chair:\n      - organisation: a # k\n        from: 2014\n",
        &[until("chair", "a", 0), next_chair()],
        "    chair:\n      - organisation: a # k\n        from: 2014\n        until: 2015-12-31\n      - organisation: b\n        from: 2016-01-01\n",
    );
}

#[test]
fn one_entry_of_several_of_an_organisation_ends() {
    check_group(
        "    members: [ b,a , { organisation: a, from: 2012, until: 2013 }, {organisation: a, from: 2014} ] # k\n",
        &[until("members", "a", 2), ended("members", "b")],
        "    members: [ { organisation: b, until: 2015-12-31 },a , { organisation: a, from: 2012, until: 2013 }, {organisation: a, from: 2014, until: 2015-12-31} ] # k\n",
    );
}

#[test]
fn what_no_one_could_write_between_brackets_is_left_to_a_person() {
    let lines = group("    chair:\n      organisation: a # k\n      from: 2014\n");
    refused(
        Role::Agreement,
        &lines,
        &[next_chair()],
        "this place is written in a way that only a person can change safely",
        Some("organisation: a # k\n      from: 2014"),
    );
    let lone = "supersedes: a\n";
    let more = Edit::new(way("supersedes"), Change::Append(plain("b")));
    refused(
        Role::Agreement,
        lone,
        &[more],
        "this is not a list, so nothing can be added to it",
        Some("a"),
    );
    let unknown = Edit::new(seat("members", "zz", 0), Change::Set(plain("b")));
    refused(
        Role::Agreement,
        &group("    members: [a]\n"),
        &[unknown],
        "the list has no entry `zz`",
        Some("[a]"),
    );
}
