//! A row of CSV that became part of the cell above it: two quotation marks are missing, one that closes
//! and one that opens, and what is between them reads as one text.

use crate::model::{BusinessId, Network, PartialDate, is_email};

/// The line in a cell that looks like a row: it has as many separators as a row, or as come before the
/// cell, and one of its parts is a date, regions, a business id or an address.
pub(super) fn row_in_cell<'t>(
    text: &'t str,
    separator: char,
    (n_before, n_headings): (usize, usize),
    network: &Network,
) -> Option<&'t str> {
    let mut lines = text.split('\n').skip(1);
    lines.find(|line| {
        let n_separators = line.matches(separator).count();
        let is_as_long = n_separators > 0 && (n_separators == n_before || n_separators + 1 == n_headings);
        is_as_long && line.split(separator).any(|part| has_type(part.trim(), network))
    })
}

fn has_type(text: &str, network: &Network) -> bool {
    PartialDate::parse_either(text).is_ok()
        || network.regions_meant(text).is_ok()
        || BusinessId::parse(text).is_ok()
        || is_email(text)
}
