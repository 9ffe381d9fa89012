//! Terms and days: dates of which only a part is known and an end that is none (8), a strategy that
//! ends before the agreement (11).

use insta::assert_snapshot;

use super::super::harness::Place;
use super::{column, done, findings, only, rows, status};

/// Of the first agreement only years are known.
const YEARS: &str = "\
id: tno-2012
title: Kumppanuussopimus 2012
term: { starts: 2012, ends: 2013 }
signatories:
  - { organisation: opisto, name: Opisto, kind: education, regions: all, signed: 2012,
      contact: { role: Toimisto, email: opisto@example.fi } }
";

/// Its successor has no end.
const NO_END: &str = "\
id: tno-2014
title: Kumppanuussopimus 2014
supersedes: [tno-2012]
term: { starts: 2014, ends: open-ended, review_months: 24 }
signatories:
  - { organisation: opisto, name: Opisto, kind: education, regions: all, signed: 2014,
      contact: { role: Toimisto, email: opisto@example.fi } }
";

/// Of another one the months are known.
const MONTHS: &str = "\
id: alue-2015
title: Aluesopimus 2015
term: { starts: 2015-02, ends: 2016-06, notice_months: 3 }
signatories:
  - { organisation: kunta, name: Kunta, kind: municipality, regions: [Itä], signed: 2015-01,
      contact: { role: Kirjaamo, email: kunta@example.fi } }
";

fn partial() -> Place {
    Place::of(&[
        ("tno-2012.yaml", YEARS),
        ("tno-2014.yaml", NO_END),
        ("alue-2015.yaml", MONTHS),
    ])
}

#[test]
fn case_08_partial_dates_and_no_end() {
    let place = partial();
    for (id, day, expected) in [
        ("tno-2012", "2011-12-31", "draft"),
        ("tno-2012", "2012-01-01", "in-force"),
        ("tno-2012", "2013-12-31", "in-force"),
        ("tno-2012", "2014-01-01", "superseded"),
        ("tno-2014", "2013-12-31", "draft"),
        ("tno-2014", "2014-01-01", "in-force"),
        ("tno-2014", "2099-12-31", "in-force"),
        ("alue-2015", "2014-12-31", "draft"),
        ("alue-2015", "2015-01-01", "upcoming"),
        ("alue-2015", "2015-01-31", "upcoming"),
        ("alue-2015", "2015-02-01", "in-force"),
        ("alue-2015", "2016-06-30", "in-force"),
        ("alue-2015", "2016-07-01", "ended"),
    ] {
        assert_eq!(status(&place, id, day), expected, "{id} on {day}");
    }
    let agreements = place.json(&["agreements", "--as-of", "2016-06-01"]);
    for (id, starts, ends, days_left) in [
        ("tno-2012", "\"2012\"", "\"2013\"", "null"),
        ("tno-2014", "\"2014\"", "null", "null"),
        ("alue-2015", "\"2015-02\"", "\"2016-06\"", "29"),
    ] {
        let row = only(&agreements, "id", id);
        let shown = ["starts", "ends", "days_left"].map(|field| row[field].to_string());
        assert_eq!(shown, [starts, ends, days_left], "{id}");
    }
    assert_eq!(only(&agreements, "id", "tno-2014")["open_ended"], true);
    assert_eq!(
        only(&agreements, "id", "alue-2015")["decision_deadline"],
        "2016-03-30"
    );
    assert_eq!(
        only(&agreements, "id", "tno-2014")["decision_deadline"],
        serde_json::Value::Null
    );
    assert_snapshot!(
        "case_08_agreements",
        place.run_fi(&["agreements", "--as-of", "2016-06-01"])
    );
}

#[test]
fn case_08_a_partial_date_is_written_and_answered_as_given() {
    let place = partial();
    let signed = place.json(&["signatories", "--all", "--as-of", "2016-06-01"]);
    for (id, on) in [
        ("alue-2015", "2015-01"),
        ("tno-2012", "2012"),
        ("tno-2014", "2014"),
    ] {
        assert_eq!(only(&signed, "agreement", id)["signed"], on, "{id}");
    }
    place.write(
        "agreements/alue-2015.yaml",
        MONTHS.replace(" signed: 2015-01,", "").as_bytes(),
    );
    done(&place, &["sign", "alue-2015", "kunta", "--on", "2015-02"]);
    assert_eq!(
        place.read("agreements/alue-2015.yaml"),
        MONTHS.replace("signed: 2015-01", "signed: 2015-02"),
        "a month stays a month"
    );
    let due = place.json(&["due", "--as-of", "2016-01-15"]);
    let decision = only(&due, "kind", "decision");
    assert_eq!(
        (&decision["agreement"], &decision["deadline"]),
        (&"alue-2015".into(), &"2016-03-30".into())
    );
    let what = decision["what"].as_str().expect("a text");
    assert!(what.contains("ends 2016-06:"), "a month stays a month: {what}");
    // An agreement without an end is looked at, and that is the only thing due of it.
    assert_eq!(findings(&place, "2015-12-31"), [""; 0]);
    let due = place.json(&["due", "--as-of", "2015-12-01"]);
    let review = only(&due, "agreement", "tno-2014");
    assert_eq!(
        (&review["kind"], &review["deadline"]),
        (&"review".into(), &"2016-01-01".into())
    );
    assert_eq!(review["days_left"], 31);
    assert_eq!(
        findings(&place, "2016-02-01"),
        ["review-overdue | term: { starts: 2014, ends: open-ended, review_months: 24 }"]
    );
}

/// An agreement that outlives its strategy by two years.
const OUTLIVES: &str = "\
id: tno-2018
title: Kumppanuussopimus 2018
term: { starts: 2018-01-01, ends: 2022-12-31, notice_months: 3 }
strategies:
  - { name: Ohjauksen strategia, ends: 2020 }
  - { name: Koulutuksen strategia, ends: 2025 }
signatories:
  - { organisation: opisto, name: Opisto, kind: education, regions: all, signed: 2018-01-02,
      contact: { role: Toimisto, email: opisto@example.fi } }
";

const ENDED: &str = "strategy-ended | - { name: Ohjauksen strategia, ends: 2020 }";

#[test]
fn case_11_the_strategy_ends_before_the_agreement() {
    let place = Place::of(&[("tno-2018.yaml", OUTLIVES)]);
    assert_eq!(
        findings(&place, "2020-12-31"),
        [""; 0],
        "a year counts to its last day"
    );
    assert_eq!(findings(&place, "2021-01-01"), [ENDED]);
    assert_eq!(
        status(&place, "tno-2018", "2021-01-01"),
        "in-force",
        "the agreement goes on"
    );
    let due = place.json(&["due", "--as-of", "2020-09-01"]);
    assert_eq!(rows(&due).len(), 1, "{due:#}");
    let row = only(&due, "kind", "strategy");
    assert_eq!(
        (&row["deadline"], &row["days_left"]),
        (&"2020".into(), &121.into())
    );
    assert!(
        row["what"]
            .as_str()
            .expect("a text")
            .contains("Ohjauksen strategia"),
        "{row}"
    );
    assert_snapshot!(
        "case_11_validate",
        place.run_fi(&["validate", "--as-of", "2021-01-01"])
    );
}

#[test]
fn case_11_a_renewal_asks_for_the_strategy_that_follows() {
    let place = Place::of(&[("tno-2018.yaml", OUTLIVES)]);
    let day = ["--as-of", "2022-03-01"];
    done(
        &place,
        &[
            &["renew", "tno-2018", "--starts", "2023-01-01", "--years", "3"][..],
            &day,
        ]
        .concat(),
    );
    let draft = place.read("agreements/tno-2023.yaml");
    let head = draft
        .split("\nid: tno-2023")
        .next()
        .expect("the head of the draft");
    assert!(head.contains("Ohjauksen strategia"), "{head}");
    assert!(
        !head.contains("Koulutuksen strategia"),
        "it reaches to the end of the new term: {head}"
    );
    let kept = place.json(&["diff", "tno-2018", "tno-2023"]);
    assert_eq!(
        column(&kept["strategies"]["kept"], "name"),
        ["Ohjauksen strategia", "Koulutuksen strategia"],
        "no strategy is dropped or made up"
    );
    let found = findings(&place, "2022-03-01");
    assert_eq!(found.len(), 2, "old and new: {found:?}");
    assert!(
        found
            .iter()
            .all(|finding| finding.starts_with("strategy-ended | ")),
        "{found:?}"
    );

    let renewed = draft
        .replace("name: Ohjauksen strategia\n", "name: Ohjauksen strategia 2030\n")
        .replace("ends: 2020\n", "ends: 2030\n");
    assert_ne!(renewed, draft);
    place.write("agreements/tno-2023.yaml", renewed.as_bytes());
    assert_eq!(
        findings(&place, "2022-03-01"),
        [ENDED],
        "the old agreement goes on without it"
    );
    let strategies = &place.json(&["diff", "tno-2018", "tno-2023"])["strategies"];
    assert_eq!(column(&strategies["added"], "name"), ["Ohjauksen strategia 2030"]);
    assert_eq!(column(&strategies["dropped"], "name"), ["Ohjauksen strategia"]);
}
