//! What became of the groups. A group with another id is taken for the same one only when its duties
//! prove it: more than half of them have partners by their ids, and all of these in one new group.

use std::collections::BTreeMap;

use super::pairs::Pairs;
use crate::model::{Agreement, Group, GroupId, TextLang};
use crate::questions::same_duty;
use crate::view::{GroupChanges, Merged, NamedView, Renamed};

/// Where the groups that are no longer there under their ids went.
pub(super) struct Fates<'a>(BTreeMap<&'a GroupId, &'a GroupId>);

impl Fates<'_> {
    /// Whether an old group is, or became, this new one.
    pub(super) fn is_same(&self, old: &GroupId, new: &GroupId) -> bool {
        old == new || self.0.get(old) == Some(&new)
    }
}

/// Compares the groups of two agreements.
pub(super) fn compare<'a>(
    old: &'a Agreement,
    new: &'a Agreement,
    pairs: &Pairs<'a>,
    texts: TextLang,
) -> (GroupChanges, Fates<'a>) {
    let find =
        |agreement: &'a Agreement, id: &GroupId| agreement.groups.iter().find(|group| group.id.value == *id);
    let gone = old
        .groups
        .iter()
        .filter(|group| find(new, &group.id.value).is_none());
    let proved = gone.filter_map(|group| Some((&group.id.value, destination(group, pairs)?)));
    let fates: BTreeMap<&GroupId, &GroupId> = proved.collect();
    let mut changes = GroupChanges {
        appeared: Vec::new(),
        ended: Vec::new(),
        kept: Vec::new(),
        renamed: Vec::new(),
        merged: Vec::new(),
    };
    for group in &new.groups {
        let same = find(old, &group.id.value);
        let became = |old: &&Group| fates.get(&old.id.value) == Some(&&group.id.value);
        let came: Vec<&Group> = old.groups.iter().filter(became).collect();
        place(&mut changes, group, same, &came, texts);
    }
    let has_ended =
        |group: &&Group| find(new, &group.id.value).is_none() && !fates.contains_key(&group.id.value);
    changes.ended = old
        .groups
        .iter()
        .filter(has_ended)
        .map(|group| named(group, texts))
        .collect();
    (changes, Fates(fates))
}

fn named(group: &Group, texts: TextLang) -> NamedView {
    NamedView {
        id: group.id.value.to_string(),
        name: group.name.value.get(texts).to_owned(),
    }
}

fn renamed(before: &Group, now: &Group, texts: TextLang) -> Renamed {
    let (from, to, _) = before.name.value.beside(&now.name.value, texts);
    Renamed {
        id: now.id.value.to_string(),
        old_id: (before.id.value != now.id.value).then(|| before.id.value.to_string()),
        from: from.to_owned(),
        to: to.to_owned(),
    }
}

/// The new group that an old one became.
fn destination<'a>(group: &'a Group, pairs: &Pairs<'a>) -> Option<&'a GroupId> {
    let proved = pairs.same.iter().filter(|(before, now)| {
        before.group.id.value == group.id.value && before.duty.id.is_some() && now.duty.id.is_some()
    });
    let places: Vec<&GroupId> = proved.map(|(_, now)| &now.group.id.value).collect();
    same_duty::destination(&places, group.duties.len())
}

/// Puts a new group where it belongs: `same` is the old group with its id, `came` are old groups that
/// became this one.
fn place(changes: &mut GroupChanges, group: &Group, same: Option<&Group>, came: &[&Group], texts: TextLang) {
    let now = named(group, texts);
    match (same, came) {
        (None, []) => changes.appeared.push(now),
        (Some(before), []) if before.name.value.fi() == group.name.value.fi() => changes.kept.push(now),
        (Some(before), []) => changes.renamed.push(renamed(before, group, texts)),
        (None, [only]) => changes.renamed.push(renamed(only, group, texts)),
        (same, came) => {
            let from = same.into_iter().chain(came.iter().copied());
            changes.merged.push(Merged {
                into: now,
                from: from.map(|group| named(group, texts)).collect(),
            });
        }
    }
}
