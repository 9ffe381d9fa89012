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

/// Where the groups went whose ids are gone.
pub(super) struct Fates(BTreeMap<String, String>);

impl Fates {
    /// The one new group that an old one became whose id is not among `groups`: the one that has all of its duties
    /// that are recognised by their ids, and these are more than half of all its duties.
    pub(super) fn of<'g>(
        older: &[Promise],
        newer: &[Promise],
        partners: &[Option<usize>],
        groups: impl IntoIterator<Item = &'g str>,
    ) -> Self {
        let groups: BTreeSet<&str> = groups.into_iter().collect();
        let mut gone: BTreeMap<&str, (usize, Vec<&str>)> = BTreeMap::new();
        for promise in older
            .iter()
            .filter(|older| !groups.contains(older.group.as_str()))
        {
            gone.entry(&promise.group).or_default().0 += 1;
        }
        for (now, at) in newer.iter().zip(partners) {
            let before = at
                .map(|at| &older[at])
                .filter(|before| before.id.is_some() && now.id.is_some());
            if let Some((_, places)) = before.and_then(|before| gone.get_mut(before.group.as_str())) {
                places.push(&now.group);
            }
        }
        let proved = gone.into_iter().filter_map(|(group, (n_duties, places))| {
            let first = *places.first()?;
            let is_certain = places.iter().all(|place| *place == first) && places.len() * 2 > n_duties;
            is_certain.then(|| (group.to_owned(), first.to_owned()))
        });
        Self(proved.collect())
    }

    /// The new group that an old one became.
    pub(super) fn became(&self, old: &str) -> Option<&str> {
        self.0.get(old).map(String::as_str)
    }

    /// Whether an old group is, or became, this new one.
    pub(super) fn is_same(&self, old: &str, new: &str) -> bool {
        old == new || self.became(old) == Some(new)
    }
}

/// A text without differences that no one sees: line breaks, repeated spaces, normal forms.
pub(crate) fn plain(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .nfc()
        .collect()
}
