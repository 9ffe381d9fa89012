//! The differences of two registries, by their indexes.

use crate::index::{
    AgreementFilter, Asked, Contacts, DutyFilter, GroupFilter, Index, Scope, SignatoryFilter,
};
use crate::model::{Network, TextLang};
use crate::questions::Within;
use crate::questions::supposition::{Compared, Situation, differences, new_matters};
use crate::questions::testing::{Both, both};
use crate::source::testing::day;
use crate::view::{DifferenceRow, DueRow};
use crate::wording::Lang;

const AGREEMENT: &str = "
title: Sopimus
term: { starts: 2020-01-01, ends: 2027-12-31, notice_months: 6 }
groups:
  - id: g
    name: Ryhmä
    regions: [Itä]
    chair: aa
    members: [aa, bb]
    duties:
      - { text: Kutsuu koolle., responsible: [aa] }
      - { text: Tekee yhdessä. }
signatories:
  - { organisation: aa, name: Aa, kind: education, regions: [Itä], signed: 2020-01-01 }
  - { organisation: bb, name: Bb, kind: education, regions: [Keski], signed: 2020-01-01 }
  - { organisation: cc, name: Cc, kind: education, regions: [Itä, Keski], signed: 2020-01-01 }
";

fn situation(index: &Index, on: &str) -> Situation {
    let asked = Asked {
        day: day(on),
        texts: TextLang::Fi,
    };
    let all = Scope::All;
    let signatories = index.signatories(&asked, &all, &SignatoryFilter::default(), Contacts::LeftOut);
    Situation {
        agreements: index
            .agreements(&asked, &AgreementFilter::default())
            .expect("an answer"),
        signatories: signatories.expect("an answer"),
        groups: index
            .groups(&asked, &all, &GroupFilter::default())
            .expect("an answer"),
        duties: index
            .duties(&asked, &all, &DutyFilter::default())
            .expect("an answer"),
        successors: [("aa".to_owned(), vec!["Cc".to_owned()])].into(),
    }
}

/// The differences from `before` to `after` on these days, one on a line.
fn shown(before: &Both, after: &Both, days: &[&str], due: &[DueRow], lang: Lang) -> String {
    let compared = |on: &&str| Compared {
        day: day(on),
        before: situation(before.index(), on),
        after: situation(after.index(), on),
    };
    let days: Vec<Compared> = days.iter().map(compared).collect();
    let found = differences(&days, Network::lapland().regions(), due, lang);
    let sections = [
        found.agreements,
        found.signatories,
        found.groups,
        found.duties,
        found.regions,
    ];
    let rows = sections.into_iter().flatten();
    let line = |row: DifferenceRow| {
        let command = row.next_command.map(|command| format!("  [{command}]"));
        let command = command.unwrap_or_default();
        format!(
            "{} {}: {} → {}{command}",
            row.from, row.name, row.before, row.after
        )
    };
    rows.map(line).collect::<Vec<_>>().join("\n")
}

const CEASED: &str =
    "organisations: [{ id: aa, name: Aa, ceased: 2024-12-31, successors: [{ organisation: cc }] }]";

#[test]
fn what_follows_from_an_end_is_told_from_its_day_and_once() {
    let before = both(&[("a", AGREEMENT)], "");
    let after = both(&[("a", AGREEMENT)], CEASED);
    let due = after.due(day("2025-01-01"), Within::default(), Lang::En);
    let days = ["2024-10-01", "2025-01-01", "2025-06-01"];
    insta::assert_snapshot!(shown(&before, &after, &days, &due, Lang::En), @"
    2025-01-01 Aa: signed → signed, ceased → Cc  [kumppani withdraw a aa --notice 2024-12-31 --effective 2025-01-01]
    2025-01-01 Ryhmä: chair: Aa → Aa (ceased)  [kumppani group leave a/g aa --until 2024-12-31]
    2025-01-01 Aa: member: Ryhmä → in no group  [kumppani group leave a/g aa --until 2024-12-31]
    2025-01-01 Kutsuu koolle.: Aa → no one  [kumppani withdraw a aa --notice 2024-12-31 --effective 2025-01-01]
    ");
    assert_eq!(shown(&before, &before, &days, &[], Lang::Fi), "");
}

/// A region or a shared duty matters when there is no one at all, or someone again.
#[test]
fn a_region_is_told_when_no_one_is_left_in_it() {
    let before = both(&[("a", AGREEMENT)], "");
    let gone = AGREEMENT.replace(
        "cc, name: Cc, kind: education, regions: [Itä, Keski], signed: 2020-01-01",
        "cc, name: Cc, kind: education, regions: [Itä, Keski], signed: 2020-01-01, withdrawn: { notice: 2024-06-01, effective: 2025-01-01 }",
    );
    let after = both(&[("a", &gone)], CEASED);
    let days = ["2025-01-01"];
    insta::assert_snapshot!(shown(&before, &after, &days, &[], Lang::Fi), @"
    2025-01-01 allekirjoittaneita: 3/3 → 2/2
    2025-01-01 Aa: allekirjoittanut → allekirjoittanut, lakannut → Cc
    2025-01-01 Cc: allekirjoittanut → irtisanoutunut
    2025-01-01 Ryhmä: puheenjohtaja: Aa → Aa (lakannut)
    2025-01-01 Aa: jäsenenä: Ryhmä → ei missään ryhmässä
    2025-01-01 Kutsuu koolle.: Aa → ei kukaan
    2025-01-01 Itä-Lappi: Aa, Cc → kukaan ei allekirjoita sen puolesta
    ");
    insta::assert_snapshot!(shown(&after, &before, &days, &[], Lang::En), @"
    2025-01-01 signed: 2/2 → 3/3
    2025-01-01 Aa: signed, ceased → Cc → signed
    2025-01-01 Cc: withdrawn → signed
    2025-01-01 Ryhmä: chair: Aa (ceased) → Aa
    2025-01-01 Aa: member: in no group → Ryhmä
    2025-01-01 Kutsuu koolle.: no one → Aa
    2025-01-01 Itä-Lappi: no one signs for it → Aa, Cc
    ");
}

/// Of an agreement that is over its status says all.
#[test]
fn an_agreement_that_is_over_has_no_other_difference() {
    let before = both(&[("a", AGREEMENT)], "");
    let ended = format!("{AGREEMENT}terminated: {{ on: 2025-01-01 }}\n");
    let after = both(&[("a", &ended)], CEASED);
    insta::assert_snapshot!(shown(&before, &after, &["2024-10-01", "2025-01-01", "2028-01-01"], &[], Lang::En), @"
    2024-10-01 status: in force → in force, ending soon
    2024-10-01 end: 2027-12-31 → 2024-12-31
    2024-10-01 decision deadline: 2027-06-30 → —
    2025-01-01 status: in force → terminated
    ");
}

#[test]
fn matters_are_new_by_what_they_are_and_not_by_what_is_said_of_them() {
    let row = |before: &Both, on: &str| before.due(day(on), Within::default(), Lang::En);
    let (before, after) = (both(&[("a", AGREEMENT)], ""), both(&[("a", AGREEMENT)], CEASED));
    let matters = |today: &str, days: &[&str]| {
        let of = |both: &Both| days.iter().flat_map(|on| row(both, on)).collect::<Vec<_>>();
        let new = new_matters(&of(&before), &of(&after), (day(today), Lang::En));
        let shown = new
            .iter()
            .map(|row| format!("{} {} {}\n", row.deadline, row.days_left, row.what));
        shown.collect::<String>()
    };
    // It ceases, and has ceased: one matter.
    insta::assert_snapshot!(matters("2024-10-01", &["2024-10-01", "2025-01-01"]), @"
    2024-12-31 91 Aa ceases (2024-12-31); successor: Cc (cc)
    2025-01-01 92 Aa (ceased) still has a seat in a group: Ryhmä (chair, member)
    ");
}

#[test]
fn many_missing_signatures_are_counted() {
    let entry = |n| format!("  - {{ organisation: o{n}, name: O{n}, kind: education, regions: all }}\n");
    let entries = (1..=6).map(entry).collect::<Vec<_>>().concat();
    let draft = format!("title: L\nterm: {{ starts: 2025-01-01, ends: 2027 }}\nsignatories:\n{entries}");
    let opened = draft.replacen("all }", "all, signed: 2024-10-01 }", 1);
    let (before, after) = (both(&[("l", &draft)], ""), both(&[("l", &opened)], ""));
    let due = |both: &Both| both.due(day("2024-10-02"), Within::default(), Lang::Fi);
    let new = new_matters(&due(&before), &due(&after), (day("2024-10-02"), Lang::Fi));
    let shown: Vec<&str> = new.iter().map(|row| row.what.as_str()).collect();
    assert_eq!(shown, ["5 allekirjoitusta puuttuu"]);
}
