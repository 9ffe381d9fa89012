//! What is said of the dates of one signatory, by the rules of `truth.rs`.

use crate::model::{Agreement, Extension, Termination, Withdrawal};
use crate::validate::fixture::{agreement, check_file_on, date};

/// When everything that these files say has come about.
fn check_late(agreement: &Agreement, expected: &[&str]) {
    check_file_on(agreement, "2019-01-01", expected);
}

#[test]
fn nobody_signs_after_the_end() {
    let mut late = agreement("tno");
    late.signatories[1].signed = Some(date("2018-02-01"));
    let expected = "signed-after-end: Lappia signed (2018-02-01) after the agreement ended (2017-12-31)";
    check_late(&late, &[expected]);
    let extension = Extension {
        until: date("2018"),
        decided: None,
        decision: None,
    };
    late.term.extensions.push(extension);
    check_late(&late, &[]);
}

#[test]
fn nobody_signs_after_the_termination() {
    let mut late = agreement("tno");
    late.terminated = Some(Termination {
        on: date("2016"),
        reason: None,
    });
    late.signatories[1].signed = Some(date("2016-05"));
    check_late(&late, &[]);
    late.signatories[1].signed = Some(date("2017"));
    check_late(
        &late,
        &["signed-after-end: Lappia signed (2017) after the agreement ended (2016)"],
    );
}

#[test]
fn nobody_signs_after_notice_of_withdrawal() {
    let mut left = agreement("tno");
    left.signatories[0].withdrawn = Some(Withdrawal {
        notice: date("2014"),
        effective: date("2015-09-01"),
    });
    check_late(&left, &[]);
    left.signatories[0].signed = Some(date("2015-01-01"));
    check_late(
        &left,
        &[
            "signed-after-withdrawal: Lapin ELY-keskus signed (2015-01-01) after giving notice of withdrawal (2014)",
        ],
    );
}

#[test]
fn an_accession_follows_the_start() {
    let mut joined = agreement("tno");
    joined.signatories[0].joined = Some(date("2014-01"));
    check_late(&joined, &[]);
    joined.signatories[0].joined = Some(date("2013-11-20"));
    check_late(
        &joined,
        &[
            "accession-before-start: Lapin ELY-keskus joined (2013-11-20) before the term started \
             (2014-01)",
        ],
    );
}
