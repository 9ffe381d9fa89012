//! The agreements of the example: every signatory, each kind of edit.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use kumppani::diagnostic::FilePath;
use kumppani::source::{Content, Edit, Role, Value, read_bytes};
use kumppani::wording::Lang;

use crate::harness::{append, edit, plain, remove, set, text};

const AGREEMENTS: [&str; 4] = [
    "lapin-tno-2012",
    "lapin-tno-2014",
    "lapin-tno-2017",
    "keski-tunturi-2015",
];

fn example(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("agreements")
        .join(format!("{name}.yaml"));
    fs::read_to_string(path).expect("the example is there")
}

fn signatories(old: &str) -> Vec<String> {
    let reading = read_bytes(
        &FilePath::new("a.yaml"),
        Role::Agreement,
        &kumppani::model::Network::lapland(),
        old.as_bytes().to_vec(),
    );
    let Some(Content::Agreement(agreement)) = reading.content else {
        panic!("the example is an agreement")
    };
    let ids = agreement.signatories.iter();
    ids.map(|signatory| signatory.organisation.value.to_string())
        .collect()
}

/// The new text: lines that are no longer there are at most `n_replaced`.
#[track_caller]
fn changed(role: Role, old: &str, there: &Edit, n_replaced: usize) -> String {
    let new = match edit(role, old.as_bytes(), std::slice::from_ref(there)) {
        Ok(bytes) => String::from_utf8(bytes).expect("the new text is text"),
        Err(problem) => panic!("{there:?}: {}", problem.message.get(Lang::En)),
    };
    let lines: BTreeSet<&str> = new.lines().collect();
    let gone = old.lines().filter(|line| !lines.contains(line)).count();
    assert!(gone <= n_replaced, "{there:?} takes {gone} lines along");
    new
}

fn each_edit(organisation: &str) -> Vec<(String, Value)> {
    let path = |name: &str| format!("signatories[organisation={organisation}].{name}");
    let withdrawal = Value::fields([
        ("notice", plain("2015-06-01")),
        ("effective", plain("2015-09-01")),
    ]);
    vec![
        (path("signed"), plain("2014-01-20")),
        (path("signed_by"), text("rehtori")),
        (
            path("decision"),
            text("Hallitus 15.1.2014 § 12, dnro 4/2014: hyväksytty"),
        ),
        (path("declined"), plain("2014-02-01")),
        (path("withdrawn"), withdrawal),
        (path("name"), text("Uusi nimi")),
    ]
}

fn check_every_signatory(name: &str) {
    let old = example(name);
    for organisation in signatories(&old) {
        for (path, value) in each_edit(&organisation) {
            let new = changed(Role::Agreement, &old, &set(&path, value), 1);
            let is_longer = new.lines().count() > old.lines().count();
            if is_longer {
                let back = edit(Role::Agreement, new.as_bytes(), &[remove(&path)]);
                assert!(
                    back.expect("the inverse is made") == old.as_bytes(),
                    "{path} and back in {name}"
                );
            }
        }
    }
}

#[test]
fn every_signatory_of_2012_and_each_edit() {
    check_every_signatory("lapin-tno-2012");
}

#[test]
fn every_signatory_of_2014_and_each_edit() {
    check_every_signatory("lapin-tno-2014");
}

#[test]
fn every_signatory_of_2017_and_each_edit() {
    check_every_signatory("lapin-tno-2017");
}

#[test]
fn every_signatory_of_the_sub_agreement_and_each_edit() {
    check_every_signatory("keski-tunturi-2015");
}

#[test]
fn every_signatory_can_go() {
    for name in AGREEMENTS {
        let old = example(name);
        for organisation in signatories(&old) {
            let there = remove(&format!("signatories[organisation={organisation}]"));
            edit(Role::Agreement, old.as_bytes(), &[there]).expect("the entry goes");
        }
    }
}

#[test]
fn the_agreement_itself() {
    let new_signatory = Value::fields([
        ("organisation", plain("uusi")),
        ("name", text("Uusi opisto")),
        ("kind", plain("education")),
        ("municipality", plain("Salla")),
        ("regions", Value::List(vec![plain("Itä")])),
        ("joined", plain("2015-03-01")),
    ]);
    let extension = Value::fields([("until", plain("2019")), ("decided", plain("2018"))]);
    for name in AGREEMENTS {
        let old = example(name);
        let terminated = Value::fields([("on", plain("2019")), ("reason", text("hanke: päättyi"))]);
        for (there, back) in [
            (set("terminated", terminated), remove("terminated")),
            (
                append("term.extended", extension.clone()),
                remove("term.extended[until=2019]"),
            ),
            (
                append("signatories", new_signatory.clone()),
                remove("signatories[organisation=uusi]"),
            ),
        ] {
            let new = changed(Role::Agreement, &old, &there, 2);
            let again = changed(Role::Agreement, &new, &back, 100);
            let shown = format!("{there:?}");
            let was_there = shown.contains("terminated") && old.contains("\nterminated:");
            let makes_list = shown.contains("extended") && !old.contains("extended:");
            assert!(again == old || was_there || makes_list, "{shown} in {name}");
        }
    }
}

#[test]
fn a_new_signatory_looks_like_its_neighbours() {
    let old = example("keski-tunturi-2015");
    let there = append(
        "signatories",
        Value::fields([
            ("organisation", plain("uusi")),
            ("name", text("Uusi opisto")),
            ("kind", plain("education")),
            ("regions", Value::List(vec![plain("Itä")])),
            (
                "contact",
                Value::fields([("role", text("rehtori")), ("phone", text("+358400000000"))]),
            ),
        ]),
    );
    let new = changed(Role::Agreement, &old, &there, 0);
    let entry = "  - organisation: uusi\n    name: Uusi opisto\n    kind: education\n    regions: [Itä]\n    contact: { role: rehtori, phone: \"+358400000000\" }\n";
    assert!(new.contains(entry), "{new}");
}

#[test]
fn organisations() {
    let old = example("organisations");
    let ids = [
        "kemi-tornion-amk",
        "lapin-amk",
        "ita-lapin-ammattiopisto",
        "lapin-te-palvelut",
    ];
    for id in ids {
        let path = |name: &str| format!("organisations[id={id}].{name}");
        let former = Value::fields([("name", text("Vanha nimi")), ("until", plain("2010"))]);
        let successor = Value::fields([
            ("organisation", plain("lapin-amk")),
            ("scope", text("osa: kirjasto")),
        ]);
        for there in [
            set(&path("name"), text("Uusi nimi")),
            set(&path("ceased"), plain("2020-12-31")),
            append(&path("former_names"), former),
            append(&path("successors"), successor),
        ] {
            changed(Role::Organisations, &old, &there, 1);
        }
    }
}
