//! The agreements, and what is shown when none is in force.

use super::*;
use crate::model::{AgreementStatus, region_of_lapland};
use crate::view::AgreementRow;

fn agreements(day: &str, filter: &AgreementFilter) -> Vec<AgreementRow> {
    registry_index()
        .agreements(&asked(day), filter)
        .expect("agreements")
}

#[test]
fn an_agreement_is_shown_as_of_a_day() {
    let check = |day: &str, expected: [&str; 3]| {
        let rows = agreements(day, &AgreementFilter::default());
        assert_eq!(
            of(&rows, |row| &row.id),
            ["lapin-tno-2012", "lapin-tno-2014", "lapin-tno-2018"]
        );
        assert_eq!(of(&rows, |row| row.status.code()), expected, "{day}");
    };
    check("2011-12-31", ["draft", "draft", "draft"]);
    check("2013-12-31", ["in-force", "draft", "draft"]);
    check("2014-01-01", ["superseded", "in-force", "draft"]);
    check("2017-12-31", ["superseded", "in-force", "draft"]);
    check("2018-01-01", ["superseded", "ended", "draft"]);
}

#[test]
fn an_agreement_counts_who_is_bound() {
    for (day, signed, listed) in [
        ("2014-01-10", 1, 4),
        ("2014-06-01", 3, 3),
        ("2014-12-31", 3, 3),
        ("2015-01-01", 2, 2),
    ] {
        let row = &agreements(day, &AgreementFilter::default())[1];
        assert_eq!((row.signed, row.signatories), (signed, listed), "{day}");
    }
}

#[test]
fn an_agreement_row_has_its_term_and_its_links() {
    let row = &agreements("2017-03-31", &AgreementFilter::default())[1];
    assert_eq!(row.starts, date("2014-01"));
    assert_eq!((row.ends, row.open_ended), (Some(date("2017-12-31")), false));
    assert_eq!(row.decision_deadline, Some(day("2017-09-30")));
    assert_eq!((row.days_left, row.ending_soon), (Some(275), true));
    assert_eq!(row.supersedes, ["lapin-tno-2012"]);
    assert!(
        row.superseded_by.is_empty(),
        "a successor that is not in force yet supersedes nothing"
    );
    assert_eq!(row.file, "agreements/lapin-tno-2014.yaml");
    let rows = agreements("2018-01-10", &AgreementFilter::default());
    assert_eq!((rows[1].days_left, rows[1].ending_soon), (None, false));
    assert_eq!(rows[1].decision_deadline, None);
    assert_eq!((rows[2].days_left, rows[2].open_ended), (None, true));
}

#[test]
fn agreements_are_found_by_status_and_by_region() {
    let filter = AgreementFilter {
        status: Some(AgreementStatus::InForce),
        region: None,
    };
    assert_eq!(
        of(&agreements("2014-06", &filter), |row| &row.id),
        ["lapin-tno-2014"]
    );
    let mut local = agreement("salla", "Salla", "2014", None);
    let east = crate::model::Regions::listed(vec![region_of_lapland("Itä")]);
    local.signatories = vec![signatory("ely", "ELY", east, None)];
    let (index, _) = Index::in_memory(
        &crate::model::Network::lapland(),
        loading(vec![agreement_file(local, 1)]).files,
    )
    .expect("an index");
    for (region, n) in [(region_of_lapland("Itä"), 1), (region_of_lapland("Länsi"), 0)] {
        let filter = AgreementFilter {
            status: None,
            region: Some(region),
        };
        let rows = index.agreements(&asked("2014"), &filter).expect("rows");
        assert_eq!(rows.len(), n);
    }
}

#[test]
fn when_nothing_is_in_force_the_index_shows_what_was_and_what_may_come() {
    let index = registry_index();
    let standing = index
        .agreement_standing(&asked("2018-06-01"))
        .expect("a standing");
    let last = standing.last.expect("an agreement that was in force");
    assert_eq!(
        (last.agreement.as_str(), last.until),
        ("lapin-tno-2014", day("2017-12-31"))
    );
    assert_eq!(last.status, AgreementStatus::Ended);
    assert_eq!(last.superseded_by, ["lapin-tno-2018"]);
    assert_eq!(of(&standing.coming, |row| &row.agreement), ["lapin-tno-2018"]);
    assert_eq!(standing.coming[0].enters, None);

    let standing = index
        .agreement_standing(&asked("2011-06-01"))
        .expect("a standing");
    assert_eq!(standing.last, None);
    assert_eq!(standing.coming[0].enters, Some(day("2012-01-01")));
    assert_eq!(standing.coming.len(), 3);
}
