//! What became of the groups. A group with another id is taken for the same one only when its duties
//! prove it: more than half of them have partners by their ids, and all of these in one new group.

use crate::model::{Agreement, Group, GroupId, TextLang};
use crate::questions::same_duty::Fates;
use crate::view::{GroupChanges, Merged, NamedView, Renamed};

/// Compares the groups of two agreements.
pub(super) fn compare(old: &Agreement, new: &Agreement, fates: &Fates, texts: TextLang) -> GroupChanges {
    fn find<'a>(agreement: &'a Agreement, id: &GroupId) -> Option<&'a Group> {
        agreement.groups.iter().find(|group| group.id.value == *id)
    }
    let mut changes = GroupChanges {
        appeared: Vec::new(),
        ended: Vec::new(),
        kept: Vec::new(),
        renamed: Vec::new(),
        merged: Vec::new(),
    };
    for group in &new.groups {
        let same = find(old, &group.id.value);
        let became = |old: &&Group| fates.became(old.id.value.as_str()) == Some(group.id.value.as_str());
        let came: Vec<&Group> = old.groups.iter().filter(became).collect();
        place(&mut changes, group, same, &came, texts);
    }
    let has_ended = |group: &&Group| {
        find(new, &group.id.value).is_none() && fates.became(group.id.value.as_str()).is_none()
    };
    changes.ended = old
        .groups
        .iter()
        .filter(has_ended)
        .map(|group| named(group, texts))
        .collect();
    changes
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
