//! Acts and what is said of them, in both languages: done, and only shown.

use super::agreement::outcome;
use super::organisation::organisation_outcome;
use crate::acts::Writing;
use crate::source::testing::{day, id, registry};
use crate::view::OrganisationView;
use crate::wording::Lang;

/// An agreement that waits for all of its three signatories.
const WAITING: &str = "\
title: Sopimus
supersedes: [vanha]
term: { starts: 2018-01-01, ends: 2020-12-31, notice_months: 3 }
in_force_when: all-signed
opened: { on: 2017-10-01, text: 0123456789abcdef }
signatories:
  - { organisation: a, name: A, kind: other, regions: all }
  - { organisation: b, name: B, kind: other, regions: all }
  - { organisation: c, name: C, kind: other, regions: all }
";

const OLD: &str = "\
title: Vanha
term: { starts: 2014-01-01, ends: open-ended }
signatories:
  - { organisation: a, name: A, kind: other, regions: all, signed: 2013-12-01 }
";

/// What is said on a day of a file that is changed by replacing texts.
fn describe(changes: &[(&str, &str)], more: &[(&str, &str)], on: &str) -> String {
    let file = |replaced: &[(&str, &str)]| {
        replaced.iter().fold(WAITING.to_owned(), |text, (from, to)| {
            assert!(text.contains(from), "{from}");
            text.replace(from, to)
        })
    };
    let of = |text: &str| registry(&[("vanha", OLD), ("uusi", text)], "");
    let before = of(&file(changes));
    let after = of(&file(&[changes, more].concat()));
    let lines = |writing| outcome((&before, &after), &id("uusi"), Vec::new(), day(on), writing);
    let mut described = Vec::new();
    for (writing, lang) in [
        (Writing::Done, Lang::En),
        (Writing::Done, Lang::Fi),
        (Writing::OnlyShown, Lang::En),
        (Writing::OnlyShown, Lang::Fi),
    ] {
        described.extend(lines(writing).iter().map(|line| line.get(lang).to_owned()));
    }
    described.join("\n")
}

const A_SIGNED: (&str, &str) = ("name: A,", "name: A, signed: 2017-10-05,");
const B_SIGNED: (&str, &str) = ("name: B,", "name: B, signed: 2017-10-05,");
const C_SIGNED: (&str, &str) = ("name: C,", "name: C, signed: 2017-11-06,");

#[test]
fn signatures_are_counted_and_what_is_missing() {
    insta::assert_snapshot!(
        "signatures_are_counted_and_what_is_missing",
        describe(&[], &[A_SIGNED, B_SIGNED], "2017-11-10")
    );
}

#[test]
fn the_last_signature_brings_the_agreement_into_force() {
    insta::assert_snapshot!(
        "the_last_signature_brings_the_agreement_into_force",
        describe(&[A_SIGNED, B_SIGNED], &[C_SIGNED], "2017-11-10")
    );
}

#[test]
fn a_signature_after_the_start_brings_it_into_force_at_once() {
    insta::assert_snapshot!(
        "a_signature_after_the_start_brings_it_into_force_at_once",
        describe(
            &[A_SIGNED, B_SIGNED],
            &[("name: C,", "name: C, signed: 2018-02-03,")],
            "2018-02-04"
        )
    );
}

#[test]
fn a_refusal_can_meet_the_rule() {
    insta::assert_snapshot!(
        "a_refusal_can_meet_the_rule",
        describe(
            &[A_SIGNED, B_SIGNED],
            &[("name: C,", "name: C, declined: 2017-11-07,")],
            "2017-11-10"
        )
    );
}

#[test]
fn a_withdrawal_is_shown_with_both_days() {
    let withdrawn = (
        "name: A,",
        "name: A, withdrawn: { notice: 2018-03-01, effective: 2018-06-01 },",
    );
    insta::assert_snapshot!(
        "a_withdrawal_is_shown_with_both_days",
        describe(&[A_SIGNED, B_SIGNED, C_SIGNED], &[withdrawn], "2018-03-02")
    );
}

#[test]
fn a_new_signatory_is_waited_for() {
    let new = (
        "signatories:\n",
        "signatories:\n  - { organisation: d, name: D, kind: other, regions: all }\n",
    );
    insta::assert_snapshot!(
        "a_new_signatory_is_waited_for",
        describe(&[A_SIGNED, B_SIGNED, C_SIGNED], &[new], "2017-11-10")
    );
}

#[test]
fn an_extension_moves_the_end_and_the_decision() {
    let extended = (
        "notice_months: 3",
        "notice_months: 3, extended: [{ until: 2021-12, decided: 2020-05-06, decision: Hallitus § 3 }]",
    );
    insta::assert_snapshot!(
        "an_extension_moves_the_end_and_the_decision",
        describe(&[A_SIGNED, B_SIGNED, C_SIGNED], &[extended], "2020-06-01")
    );
}

#[test]
fn a_termination_moves_the_end() {
    let terminated = (
        "in_force_when",
        "terminated: { on: 2019-07-01, reason: Hanke loppui }\nin_force_when",
    );
    insta::assert_snapshot!(
        "a_termination_moves_the_end",
        describe(&[A_SIGNED, B_SIGNED, C_SIGNED], &[terminated], "2019-05-01")
    );
}

/// What a notice given too late can still do is said, and nothing of what has taken effect already.
#[test]
fn an_end_before_the_notice_has_run_is_pointed_out() {
    let all = [A_SIGNED, B_SIGNED, C_SIGNED];
    let own = (
        "notice_months: 3",
        "notice: 3 months, continues: { by: 12 months }",
    );
    let known = [&all[..], &[own]].concat();
    let terminated = |on: &str| format!("terminated: {{ on: {on} }}\nin_force_when");
    let said = |on: &str, today: &str| {
        let text = terminated(on);
        describe(&known, &[("in_force_when", &text)], today)
    };
    let late = said("2021-01-01", "2020-10-01");
    insta::assert_snapshot!("an_end_before_the_notice_has_run_is_pointed_out", late);
    for (on, today) in [
        ("2021-01-01", "2020-09-30"),
        ("2022-01-01", "2020-10-01"),
        ("2021-01-01", "2021-01-01"),
    ] {
        let said = said(on, today);
        assert!(!said.contains("at the earliest"), "{on} on {today}: {said}");
    }
    let withdrawn =
        |effective: &str| format!("name: A, withdrawn: {{ notice: 2018-03-01, effective: {effective} }},");
    let early = withdrawn("2018-05-31");
    insta::assert_snapshot!(
        "a_withdrawal_before_its_notice_has_run_is_pointed_out",
        describe(&known, &[("name: A,", &early)], "2018-03-02")
    );
    let in_time = describe(&known, &[("name: A,", &withdrawn("2018-06-02"))], "2018-03-02");
    assert!(!in_time.contains("at the earliest"), "{in_time}");
}

#[test]
fn details_of_a_signature_are_shown_and_an_unchanged_file_is_silent() {
    let by = ("signed: 2017-10-05,", "signed: 2017-10-05, signed_by: rehtori,");
    insta::assert_snapshot!(
        "details_of_a_signature_are_shown_and_an_unchanged_file_is_silent",
        describe(&[A_SIGNED], &[by], "2017-11-10")
    );
    assert_eq!(describe(&[A_SIGNED], &[], "2017-11-10"), "");
}

#[test]
fn an_opening_freezes_the_text() {
    let before = registry(
        &[
            ("vanha", OLD),
            (
                "uusi",
                &WAITING.replace("opened: { on: 2017-10-01, text: 0123456789abcdef }\n", ""),
            ),
        ],
        "",
    );
    let after = registry(&[("vanha", OLD), ("uusi", WAITING)], "");
    let lines = outcome(
        (&before, &after),
        &id("uusi"),
        Vec::new(),
        day("2017-10-01"),
        Writing::Done,
    );
    let described: Vec<&str> = lines
        .iter()
        .flat_map(|line| [line.get(Lang::En), line.get(Lang::Fi)])
        .collect();
    insta::assert_snapshot!("an_opening_freezes_the_text", described.join("\n"));
}

#[test]
fn an_organisation_is_shown_with_what_it_is_in() {
    let shown = |agreements| OrganisationView {
        agreements,
        ..nowhere()
    };
    let was = "organisations:\n  - { id: a, name: Vanha }\n";
    let of = |text: &str| registry(&[], text).organisations.remove(0);
    let changed = |is: &str, shown: &OrganisationView| {
        let mut described = Vec::new();
        for writing in [Writing::Done, Writing::OnlyShown] {
            let lines = organisation_outcome(Some(&of(was)), &of(is), shown, writing);
            described.extend(
                lines
                    .iter()
                    .flat_map(|line| [line.get(Lang::En).to_owned(), line.get(Lang::Fi).to_owned()]),
            );
        }
        described.join("\n")
    };
    let renamed =
        "organisations:\n  - { id: a, name: Uusi, former_names: [{ name: Vanha, until: 2017-12-31 }] }\n";
    insta::assert_snapshot!(
        "an_organisation_is_shown_with_what_it_is_in",
        changed(renamed, &shown(Vec::new()))
    );
    let ceased = "organisations:\n  - { id: a, name: Vanha, ceased: 2017-12-31, successors: [{ organisation: b, scope: opetus }] }\n";
    insta::assert_snapshot!(
        "an_organisation_is_shown_with_what_it_is_in_2",
        changed(ceased, &shown(Vec::new()))
    );
}

fn nowhere() -> OrganisationView {
    OrganisationView {
        organisation: "a".to_owned(),
        name: "Vanha".to_owned(),
        former_names: Vec::new(),
        business_id: None,
        kind: None,
        ceased: None,
        has_ceased: false,
        successors: Vec::new(),
        final_successors: Vec::new(),
        predecessors: Vec::new(),
        agreements: Vec::new(),
        groups: Vec::new(),
        duties: Vec::new(),
        group_duties: Vec::new(),
    }
}
