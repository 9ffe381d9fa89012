//! Tests of all rules together, and of what those of `truth.rs` say of signatories.

mod contradictions;
mod signatures;

use super::*;
use crate::validate::fixture::{agreement, check_file, check_registry_of, day};

#[test]
fn a_sound_agreement_has_no_findings() {
    let sound = agreement("lapin-tno-2014");
    check_file(&sound, &[]);
    for today in ["2013-06-01", "2014-06-01", "2018-06-01", "2030-01-01"] {
        check_registry_of(vec![sound.clone()], today, &[]);
    }
}

#[test]
fn a_term_that_could_not_be_read_is_not_judged() {
    let mut reversed = agreement("lapin-tno-2014");
    reversed.term.starts = fixture::date("2019");
    reversed.gaps.note(crate::model::Gap {
        path: "term.starts".to_owned(),
        entries: Vec::new(),
    });
    let verdict = check_agreement(&reversed, day("2014-06-01"));
    assert!(verdict.findings.as_slice().is_empty());
    assert_eq!(
        verdict.waits.count(),
        6,
        "order, seats, dates, extensions, entry and the deadline for signatures"
    );
}

#[test]
fn a_large_registry_is_checked_in_one_pass() {
    let many = (0..2_000).map(|n| agreement(&format!("sopimus-{n}"))).collect();
    let registry = fixture::registry(many);
    let started = std::time::Instant::now();
    let findings = check_registry(&registry, day("2014-06-01")).findings;
    // One finding for each agreement that overlaps an earlier one, not one for each pair.
    assert_eq!(findings.as_slice().len(), 1_999);
    assert!(started.elapsed().as_secs() < 10, "{:?}", started.elapsed());
}
