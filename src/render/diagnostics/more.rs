//! The findings of a file that are only counted: one line for each file that has more than are kept.

use super::Report;
use crate::diagnostic::{FilePath, More};
use crate::wording;
use crate::wording::Wording;

/// `and 8012 more: 8000 unknown-field, 12 missing-field`, by file; waived ones are left out.
pub(super) fn counted<'r>(report: &'r Report<'_>) -> Vec<(&'r FilePath, Wording)> {
    let all: Vec<&More> = report.open_more().collect();
    let of_file = |more: &[&'r More]| (&more[0].file, describe(more));
    all.chunk_by(|one, next| one.file == next.file)
        .map(of_file)
        .collect()
}

fn describe(more: &[&More]) -> Wording {
    let mut more = more.to_vec();
    more.sort_by_key(|more| std::cmp::Reverse(more.n));
    let n: usize = more.iter().map(|more| more.n).sum();
    let codes = more.iter().map(|more| format!("{} {}", more.n, more.code.name()));
    let codes = codes.collect::<Vec<_>>().join(", ");
    wording!(en: "and {n} more: {codes}", fi: "ja lisäksi {n}: {codes}")
}
