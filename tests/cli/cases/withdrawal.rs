//! One withdraws, and the notice runs on (10).

use insta::assert_snapshot;

use super::super::harness::{Place, TODAY};
use super::{column, done, findings, refused, states, status};

/// An agreement of three, one of whom answers alone for a duty.
const NOTICE: &str = "\
id: tno-2024
title: Kumppanuussopimus 2024
term: { starts: 2024-01-01, ends: 2027-12-31, notice_months: 6 }
in_force_when: all-signed
groups:
  - id: ryhma
    name: Ryhmä
    regions: all
    chair: kunta
    members: [kunta, opisto, yhdistys]
    duties:
      - { id: seuranta, text: Seuraa toimintaa. }
      - { id: neuvonta, text: Järjestää neuvontaa., responsible: [yhdistys] }
signatories:
  - { organisation: kunta, name: Kunta, kind: municipality, regions: all, signed: 2023-12-01,
      contact: { role: Kirjaamo, email: kunta@example.fi } }
  - { organisation: opisto, name: Opisto, kind: education, regions: all, signed: 2023-12-01,
      contact: { role: Toimisto, email: opisto@example.fi } }
  - { organisation: yhdistys, name: Yhdistys, kind: association, regions: all, signed: 2023-12-01,
      contact: { role: Toimisto, email: yhdistys@example.fi } }
";

/// The notice that one of them gives.
const WITHDRAW: [&str; 7] = [
    "withdraw",
    "tno-2024",
    "yhdistys",
    "--notice",
    "1.10.2026",
    "--effective",
    "1.4.2027",
];

#[test]
fn case_10_one_withdraws_and_the_notice_runs_on() {
    let place = Place::of(&[("tno-2024.yaml", NOTICE)]);
    assert_eq!(findings(&place, TODAY), [""; 0]);
    done(&place, &WITHDRAW);
    let expected = NOTICE.replace(
        "association, regions: all, signed: 2023-12-01,\n",
        "association, regions: all, signed: 2023-12-01, withdrawn: { notice: 2026-10-01, effective: 2027-04-01 },\n",
    );
    assert_eq!(
        place.read("agreements/tno-2024.yaml"),
        expected,
        "the entry stays in the file"
    );
    for (day, state) in [
        ("2026-09-30", "signed"),
        ("2026-10-01", "leaving"),
        ("2027-03-31", "leaving"),
        ("2027-04-01", "withdrawn"),
    ] {
        let now = states(&place, "tno-2024", day);
        assert_eq!(
            now,
            ["kunta signed", "opisto signed", &format!("yhdistys {state}")],
            "{day}"
        );
        assert_eq!(status(&place, "tno-2024", day), "in-force", "{day}");
    }
    assert_eq!(
        findings(&place, "2027-03-31"),
        [""; 0],
        "until then it answers for its duty"
    );
    let lost = "duty-without-owner | - { id: neuvonta, text: Järjestää neuvontaa., responsible: [yhdistys] }";
    assert_eq!(
        findings(&place, "2027-04-01"),
        ["absent-member | members: [kunta, opisto, yhdistys]", lost],
        "the group still answers for the other duty"
    );
    let leaving = place.json(&["signatories", "--state", "leaving"]);
    assert_eq!(column(&leaving, "organisation"), ["yhdistys"]);
    assert_snapshot!("case_10_board", place.run_fi(&["board", "tno-2024"]));
}

#[test]
fn case_10_a_notice_stands_and_its_giver_is_not_asked_again() {
    let place = Place::of(&[("tno-2024.yaml", NOTICE)]);
    done(&place, &WITHDRAW);
    let written = place.read("agreements/tno-2024.yaml");
    // Once it is recorded, neither a second notice nor a signature changes it.
    refused(
        &place,
        &[
            "withdraw",
            "tno-2024",
            "yhdistys",
            "--notice",
            "2026-10-01",
            "--effective",
            "2027-05-01",
        ],
    );
    refused(&place, &["sign", "tno-2024", "yhdistys", "--on", "2026-11-01"]);
    assert_eq!(place.read("agreements/tno-2024.yaml"), written);

    done(
        &place,
        &["renew", "tno-2024", "--starts", "2028-01-01", "--years", "4"],
    );
    assert_eq!(
        states(&place, "tno-2028", TODAY),
        ["kunta pending", "opisto pending"],
        "who is gone by the new start is not asked again"
    );
}
