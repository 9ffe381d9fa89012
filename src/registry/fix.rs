//! The certain corrections of one file, carried out in memory. What is given back has fewer findings than
//! before, and never more errors; a correction that only brings other faults to light waits for a person.

use chrono::NaiveDate;

use super::check::corrections;
use crate::diagnostic::{Diagnostic, Findings};
use crate::source::{FixedBytes, FoundFile, fixed_bytes};

/// Corrections can touch each other, and one can bring another to light. Every round leaves fewer
/// findings; this many are enough for a file whose corrections have to be tried one by one.
const MOST_ROUNDS: usize = 100;

/// The bytes of a file after all corrections that make it better; `None` when there is none.
#[must_use]
pub fn fixed(file: &FoundFile, bytes: &[u8], today: NaiveDate) -> Option<FixedBytes> {
    let check = |bytes: &[u8]| corrections(file, bytes.to_vec(), today);
    let mut findings = check(bytes);
    let mut fixed: Option<FixedBytes> = None;
    for _ in 0..MOST_ROUNDS {
        let (present, n_mended) = fixed
            .as_ref()
            .map_or((bytes, 0), |fixed| (&fixed.bytes[..], fixed.n_mended));
        let Some((next, after)) = better(present, &findings, check) else {
            break;
        };
        findings = after;
        fixed = Some(FixedBytes {
            n_mended: n_mended + next.n_mended,
            ..next
        });
    }
    fixed
}

/// The file with all corrections if it has fewer findings then; else with the first half, quarter … after
/// which it has.
fn better(
    bytes: &[u8],
    findings: &Findings,
    check: impl Fn(&[u8]) -> Findings,
) -> Option<(FixedBytes, Findings)> {
    let fixable: Vec<&Diagnostic> = findings.as_slice().iter().collect();
    let halves = std::iter::successors(Some(fixable.len().max(1)), |n| (*n > 1).then(|| n.div_ceil(2)));
    halves.flat_map(|n| fixable.chunks(n)).find_map(|corrections| {
        let next = fixed_bytes(bytes, corrections)?;
        let after = check(&next.bytes);
        (weight(&after) < weight(findings)).then_some((next, after))
    })
}

/// How many errors there are, and how many findings.
fn weight(findings: &Findings) -> (usize, usize) {
    (findings.n_errors(), findings.count())
}
