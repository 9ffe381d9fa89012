//! What a command refuses as untrue, validation finds in a file, and the other way round: for every rule of
//! truth an act that is refused, the same facts written by hand, and a near miss that is recorded without a
//! finding. A rule that is added to the list of rules does not compile without its cases here.

use std::fmt::Write as _;

use insta::assert_snapshot;
use kumppani::model::truth::Rule;
use kumppani::validate;

use crate::harness::Place;

/// In force from the start of 2018 until the end of 2020; `odottaa` has not signed.
pub(super) const AGREEMENT: &str = "\
id: a-2018
title: Sopimus
term:
  starts: 2018-01-01
  ends: 2020-12-31
signatories:
  - { organisation: opisto, name: Opisto, kind: education, regions: all, signed: 2018-01-15, contact: { role: Toimisto, email: o@example.fi } }
  - { organisation: odottaa, name: Odottaa, kind: education, regions: all, contact: { role: Toimisto, email: k@example.fi } }
";

/// The day on which everything is recorded.
const TODAY: &str = "2020-06-15";

/// The facts that violate a rule, as an act and as written by hand, and a near miss.
struct Case {
    /// What is changed in [`AGREEMENT`] before the act: from, to.
    before: &'static [(&'static str, &'static str)],
    /// `organisations.yaml`, or nothing.
    record: &'static str,
    /// The act that is refused; the rules that no act can violate say why.
    act: Result<&'static str, &'static str>,
    /// What is edited by hand for the same facts.
    by_hand: &'static [(&'static str, &'static str)],
    /// The act that is recorded, a day or a fact away.
    near_miss: &'static str,
}

pub(super) const PENDING: &str = "name: Odottaa, kind: education, regions: all,";
const REGISTER: &str = "register a-2018 --organisation uusi --name Uusi --role Toimisto --email u@example.fi";
const LAST: &str = "email: k@example.fi } }\n";
pub(super) const CEASED: &str = "organisations: [{ id: odottaa, name: Odottaa, ceased: 2018-12-31 }, { id: uusi, name: Uusi, ceased: 2019-12-31 }]\n";

#[allow(clippy::too_many_lines, reason = "a table with an arm for every rule")]
fn case(rule: Rule) -> Case {
    match rule {
        Rule::Ahead => Case {
            before: &[],
            record: "",
            act: Ok("sign a-2018 odottaa --on 2020-06-16"),
            by_hand: &[(
                PENDING,
                "name: Odottaa, kind: education, regions: all, signed: 2020-06-16,",
            )],
            near_miss: "sign a-2018 odottaa --on 2020-06-15",
        },
        Rule::Implausible => Case {
            before: &[],
            record: "",
            act: Ok("sign a-2018 odottaa --on 2012-12-31"),
            by_hand: &[(
                PENDING,
                "name: Odottaa, kind: education, regions: all, signed: 2012-12-31,",
            )],
            near_miss: "sign a-2018 odottaa --on 2013-01-01",
        },
        Rule::BeforeOpening => Case {
            before: &[("signed: 2018-01-15, ", "")],
            record: "",
            act: Ok("open a-2018 --on 2018-01-16; sign a-2018 odottaa --on 2018-01-15"),
            by_hand: &[(
                PENDING,
                "name: Odottaa, kind: education, regions: all, signed: 2018-01-15,",
            )],
            near_miss: "sign a-2018 odottaa --on 2018-01",
        },
        Rule::SignedAfterEnd => Case {
            before: &[("2020-12-31", "2019-12-31")],
            record: "",
            act: Ok("sign a-2018 odottaa --on 2020-01-01"),
            by_hand: &[(
                PENDING,
                "name: Odottaa, kind: education, regions: all, signed: 2020-01-01,",
            )],
            near_miss: "sign a-2018 odottaa --on 2019-12-31",
        },
        Rule::AfterEnd => Case {
            before: &[("2020-12-31", "2019-12-31")],
            record: "",
            act: Ok("extend a-2018 --until 2021-12-31 --decided 2020-01-01"),
            by_hand: &[(
                "ends: 2019-12-31\n",
                "ends: 2019-12-31\n  extended: [{ until: 2021-12-31, decided: 2020-01-01 }]\n",
            )],
            near_miss: "extend a-2018 --until 2021-12-31 --decided 2019-12-31",
        },
        Rule::SignedAfterNotice => Case {
            before: &[],
            record: "",
            act: Ok("withdraw a-2018 opisto --notice 2018-01-14 --effective 2018-06-30"),
            by_hand: &[(
                "signed: 2018-01-15,",
                "signed: 2018-01-15, withdrawn: { notice: 2018-01-14, effective: 2018-06-30 },",
            )],
            near_miss: "withdraw a-2018 opisto --notice 2018-01-15 --effective 2018-06-30",
        },
        Rule::SignedBeforeJoining => Case {
            before: &[(
                PENDING,
                "name: Odottaa, kind: education, regions: all, joined: 2019-03-01,",
            )],
            record: "",
            act: Err("a signature has its own day, and the accession may have that of its registration"),
            by_hand: &[("joined: 2019-03-01,", "joined: 2019-03-01, signed: 2019-02-28,")],
            near_miss: "sign a-2018 odottaa --on 2019-03-01",
        },
        Rule::JoinedBeforeStart => Case {
            before: &[],
            record: "",
            act: Ok("register a-2018 --organisation uusi --name Uusi --joined 2017-12-31"),
            by_hand: &[(
                LAST,
                "email: k@example.fi } }\n  - { organisation: uusi, name: Uusi, kind: other, regions: all, joined: 2017-12-31 }\n",
            )],
            near_miss: "register a-2018 --organisation uusi --name Uusi --joined 2018-01-16",
        },
        Rule::JoinedBeforeEntry => Case {
            before: &[],
            record: "",
            act: Err("an old agreement is recorded in any order: accessions before signatures"),
            by_hand: &[(
                LAST,
                "email: k@example.fi } }\n  - { organisation: uusi, name: Uusi, kind: other, regions: all, joined: 2018-01-15 }\n",
            )],
            near_miss: "register a-2018 --organisation uusi --name Uusi --joined 2018-01-16",
        },
        Rule::SignedAfterCeasing => Case {
            before: &[],
            record: CEASED,
            act: Ok("sign a-2018 odottaa --on 2019-01-01"),
            by_hand: &[(
                PENDING,
                "name: Odottaa, kind: education, regions: all, signed: 2019-01-01,",
            )],
            near_miss: "sign a-2018 odottaa --on 2018-12-31",
        },
        Rule::ListedAfterCeasing => Case {
            before: &[
                ("starts: 2018-01-01", "starts: 2018-01-01"),
                (
                    "  - { organisation: odottaa, name: Odottaa, kind: education, regions: all, contact: { role: Toimisto, email: k@example.fi } }\n",
                    "",
                ),
            ],
            record: "organisations: [{ id: uusi, name: Uusi, ceased: 2020-06-14 }, { id: viela, name: Vielä, ceased: 2020-06-15 }]\n",
            act: Ok("register a-2018 --organisation uusi --name Uusi --joined 2020-06-14"),
            by_hand: &[(
                "email: o@example.fi } }\n",
                "email: o@example.fi } }\n  - { organisation: uusi, name: Uusi, kind: other, regions: all, joined: 2020-06-14 }\n",
            )],
            near_miss: "register a-2018 --organisation viela --name Vielä --email v@example.fi",
        },
        Rule::DeclinedAndMore => Case {
            before: &[(
                PENDING,
                "name: Odottaa, kind: education, regions: all, declined: 2018-02-01,",
            )],
            record: "",
            act: Ok("sign a-2018 odottaa --on 2018-03-01"),
            by_hand: &[(
                "declined: 2018-02-01,",
                "declined: 2018-02-01, signed: 2018-03-01,",
            )],
            near_miss: "decline a-2018 odottaa --on 2018-02-01",
        },
        Rule::WithdrawnUnsigned => Case {
            before: &[],
            record: "",
            act: Ok("withdraw a-2018 odottaa --notice 2018-02-01 --effective 2018-06-30"),
            by_hand: &[(
                PENDING,
                "name: Odottaa, kind: education, regions: all, withdrawn: { notice: 2018-02-01, effective: 2018-06-30 },",
            )],
            near_miss: "withdraw a-2018 opisto --notice 2018-02-01 --effective 2018-06-30",
        },
        Rule::EffectiveBeforeNotice => Case {
            before: &[],
            record: "",
            act: Ok("withdraw a-2018 opisto --notice 2019-02-01 --effective 2019-01-31"),
            by_hand: &[(
                "signed: 2018-01-15,",
                "signed: 2018-01-15, withdrawn: { notice: 2019-02-01, effective: 2019-01-31 },",
            )],
            near_miss: "withdraw a-2018 opisto --notice 2019-02-01 --effective 2019-02-01",
        },
        Rule::ExtendsOpenEnded => Case {
            before: &[("ends: 2020-12-31", "ends: open-ended")],
            record: "",
            act: Ok("extend a-2018 --until 2021-12-31"),
            by_hand: &[(
                "ends: open-ended\n",
                "ends: open-ended\n  extended: [{ until: 2021-12-31 }]\n",
            )],
            near_miss: "terminate a-2018 --on 2021-12-31",
        },
        Rule::ExtensionShortens => Case {
            before: &[],
            record: "",
            act: Ok("extend a-2018 --until 2020-12-30"),
            by_hand: &[(
                "ends: 2020-12-31\n",
                "ends: 2020-12-31\n  extended: [{ until: 2020-12-30 }]\n",
            )],
            near_miss: "extend a-2018 --until 2021-01-01",
        },
        Rule::ExtensionWithoutEffect => Case {
            before: &[],
            record: "",
            act: Ok("extend a-2018 --until 2020"),
            by_hand: &[(
                "ends: 2020-12-31\n",
                "ends: 2020-12-31\n  extended: [{ until: 2020 }]\n",
            )],
            near_miss: "extend a-2018 --until 2021",
        },
        Rule::OpenedForNobody => Case {
            before: &[(
                AGREEMENT,
                "id: a-2018\ntitle: Sopimus\nterm: { starts: 2018-01-01, ends: 2020-12-31 }\nsignatories: []\n",
            )],
            record: "",
            act: Ok("open a-2018 --on 2018-01-10"),
            by_hand: &[(
                "signatories: []",
                "opened: { on: 2018-01-10, text: x }\nsignatories: []",
            )],
            near_miss: REGISTER,
        },
    }
}

fn changed(text: &str, changes: &[(&str, &str)]) -> String {
    changes.iter().fold(text.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from} is not in\n{text}");
        text.replace(from, to)
    })
}

fn place(case: &Case) -> Place {
    let place = Place::of(&[("a-2018.yaml", &changed(AGREEMENT, case.before))]);
    if !case.record.is_empty() {
        place.write("agreements/organisations.yaml", case.record.as_bytes());
    }
    place
}

pub(super) fn run(place: &Place, command: &str) -> String {
    let mut args: Vec<&str> = command.split(' ').collect();
    args.extend(["--as-of", TODAY]);
    place.run(&args)
}

/// Runs all commands but the last, which must work, and the last.
fn run_last(place: &Place, commands: &str) -> String {
    let mut commands: Vec<&str> = commands.split("; ").collect();
    let last = commands.pop().expect("there is a command");
    for command in commands {
        assert!(run(place, command).ends_with("--- exit 0\n"), "{command}");
    }
    run(place, last)
}

pub(super) fn codes(place: &Place) -> Vec<String> {
    let found = place.json(&["validate", "--as-of", TODAY]);
    let findings = found.as_array().unwrap_or_else(|| panic!("no list: {found}"));
    let code = |finding: &serde_json::Value| finding["code"].as_str().expect("a code").to_owned();
    findings.iter().map(code).collect()
}

#[test]
fn every_rule_of_truth_is_asked_by_acts_and_by_validation() {
    let mut refusals = String::new();
    for rule in Rule::ALL {
        let case = case(rule);
        let code = validate::code(rule).name();
        let place_of_act = place(&case);
        assert_eq!(case.act.is_err(), rule.is_open_to_acts(), "{rule:?}");
        if let Ok(act) = case.act {
            let shown = run_last(&place_of_act, act);
            assert!(shown.ends_with("--- exit 1\n"), "{rule:?}: {act}\n{shown}");
            let shown = shown.replace("--- stderr\n", "").replace("--- exit 1\n", "");
            let _ = write!(refusals, "{rule:?}: {act}\n{shown}\n");
        }
        let by_hand = place_of_act.read("agreements/a-2018.yaml");
        place_of_act.write(
            "agreements/a-2018.yaml",
            changed(&by_hand, case.by_hand).as_bytes(),
        );
        let found = codes(&place_of_act);
        assert!(found.iter().any(|found| found == code), "{rule:?}: {found:?}");
        let near = place(&case);
        let shown = run_last(&near, case.near_miss);
        assert!(
            shown.ends_with("--- exit 0\n"),
            "{rule:?}: {}\n{shown}",
            case.near_miss
        );
        let found = codes(&near);
        assert!(
            !found.iter().any(|found| found == code),
            "{rule:?}: {}: {found:?}",
            case.near_miss
        );
    }
    assert_snapshot!("refusals_of_untrue_acts", refusals);
}
