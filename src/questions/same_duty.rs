//! Which duties of two agreements are the same: those with one id; where one of the two has none,
//! those with one text. And where a group went whose id is gone, as far as its duties prove it.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

/// What a duty is recognised by.
#[derive(Clone, Debug)]
pub(super) struct Promise {
    id: Option<String>,
    group: String,
    text: String,
}

impl Promise {
    pub(super) fn new(id: Option<&str>, group: &str, text: &str) -> Self {
        Self {
            id: id.map(ToOwned::to_owned),
            group: group.to_owned(),
            text: plain(text),
        }
    }
}

/// For each newer duty the number of the older one that it is. No older duty is claimed twice.
pub(super) fn partners(older: &[Promise], newer: &[Promise]) -> Vec<Option<usize>> {
    let mut by_id: BTreeMap<&str, usize> = BTreeMap::new();
    let mut by_text: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, promise) in older.iter().enumerate() {
        if let Some(id) = &promise.id {
            by_id.insert(id, at);
        }
        by_text.entry(&promise.text).or_default().push(at);
    }
    let mut claimed = BTreeSet::new();
    // Ids first, so that a text that two duties share does not take another's partner.
    let mut partners: Vec<Option<usize>> = newer
        .iter()
        .map(|promise| {
            let at = by_id.get(promise.id.as_deref()?).copied();
            at.filter(|at| claimed.insert(*at))
        })
        .collect();
    for (promise, partner) in newer.iter().zip(&mut partners) {
        if partner.is_none() {
            let candidates = by_text.get(promise.text.as_str()).map_or(&[][..], Vec::as_slice);
            *partner = same_text(promise, older, candidates, &claimed);
            claimed.extend(*partner);
        }
    }
    partners
}

/// A duty without a partner by id, found by its text: in the same group first, then in any.
fn same_text(
    promise: &Promise,
    older: &[Promise],
    candidates: &[usize],
    claimed: &BTreeSet<usize>,
) -> Option<usize> {
    // Two different ids say that these are two different duties.
    let may_be = |at: &usize| !claimed.contains(at) && (older[*at].id.is_none() || promise.id.is_none());
    let candidates = || candidates.iter().copied().filter(may_be);
    let same_group = candidates().find(|at| older[*at].group == promise.group);
    same_group.or_else(|| candidates().next())
}

/// The one new group that an old one became, given the new groups of those of its duties that were
/// recognised by their ids: more than half of all its duties, and all of these in that group.
pub(super) fn destination<G: Copy + PartialEq>(places: &[G], n_duties: usize) -> Option<G> {
    let first = *places.first()?;
    let is_certain = places.iter().all(|place| *place == first) && places.len() * 2 > n_duties;
    is_certain.then_some(first)
}

/// A text without differences that nobody sees: line breaks, repeated spaces, normal forms.
pub(crate) fn plain(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .nfc()
        .collect()
}
