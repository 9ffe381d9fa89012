//! What is said of facts of one signatory that exclude each other, by the rules of `truth.rs`.

use crate::model::{Agreement, Withdrawal};
use crate::validate::fixture::{agreement, check_file_on, date};

/// When everything that these files say has come about.
fn check_late(agreement: &Agreement, expected: &[&str]) {
    check_file_on(agreement, "2019-01-01", expected);
}

fn withdrawal(notice: &str, effective: &str) -> Withdrawal {
    Withdrawal {
        notice: date(notice),
        effective: date(effective),
    }
}

#[test]
fn who_declined_has_no_other_fact() {
    let mut both = agreement("tno");
    both.signatories[0].declined = Some(date("2014-02-01"));
    check_late(
        &both,
        &[
            "contradictory-signatory: Lapin ELY-keskus has declined (2014-02-01) and also signed \
             (2014-01)",
        ],
    );
    both.signatories[0].signed = None;
    check_late(&both, &[]);
    both.signatories[0].joined = Some(date("2015-03-01"));
    check_late(
        &both,
        &[
            "contradictory-signatory: Lapin ELY-keskus has declined (2014-02-01) and also joined \
             (2015-03-01)",
        ],
    );
}

#[test]
fn a_withdrawal_follows_a_signature_and_its_notice() {
    let mut left = agreement("tno");
    left.signatories[0].withdrawn = Some(withdrawal("2015-06-01", "2015-05"));
    check_late(
        &left,
        &[
            "contradictory-signatory: the withdrawal of Lapin ELY-keskus takes effect (2015-05) before \
             its notice (2015-06-01)",
        ],
    );
    left.signatories[0].withdrawn = Some(withdrawal("2015-06-01", "2015-06"));
    check_late(&left, &[]);
    left.signatories[0].signed = None;
    check_late(
        &left,
        &["contradictory-signatory: Lapin ELY-keskus has withdrawn (2015-06-01) without having signed"],
    );
}
