//! What became of the duties, told apart from what became of their groups.

mod fields;

use super::groups::Fates;
use super::words::compare_words;
use crate::model::{Agreement, Duty, Group, TextLang};
use crate::questions::same_duty::{Promise, partners, plain};
use crate::view::{
    ChangedDuty, ChangedWords, DutyChanges, DutyInDiff, MovedDuty, NamedText, Reworded, Spoken,
};

/// A duty with its group.
#[derive(Clone, Copy)]
pub(super) struct Placed<'a> {
    agreement: &'a Agreement,
    pub(super) group: &'a Group,
    pub(super) duty: &'a Duty,
    texts: TextLang,
}

/// All duties of two agreements: those that are the same, and those of one agreement alone.
pub(super) struct Pairs<'a> {
    pub(super) same: Vec<(Placed<'a>, Placed<'a>)>,
    added: Vec<Placed<'a>>,
    dropped: Vec<Placed<'a>>,
}

impl Placed<'_> {
    fn promise(&self) -> Promise {
        let id = self.duty.id.as_ref().map(|id| id.value.as_str());
        Promise::new(id, self.group.id.value.as_str(), self.duty.text.value.fi())
    }

    fn view(&self) -> DutyInDiff {
        DutyInDiff {
            duty: self.duty.id.as_ref().map(|id| id.value.to_string()),
            group: self.group.id.value.to_string(),
            group_name: Spoken::of(&self.group.name.value, self.texts),
            text: Spoken::of(&self.duty.text.value, self.texts),
        }
    }
}

fn placed<'a>(agreement: &'a Agreement, texts: TextLang) -> Vec<Placed<'a>> {
    let of_group = |group: &'a Group| {
        let duties = group.duties.iter();
        duties.map(move |duty| Placed {
            agreement,
            group,
            duty,
            texts,
        })
    };
    agreement.groups.iter().flat_map(of_group).collect()
}

/// Pairs the duties of two agreements.
pub(super) fn pairs<'a>(old: &'a Agreement, new: &'a Agreement, texts: TextLang) -> Pairs<'a> {
    let (older, newer) = (placed(old, texts), placed(new, texts));
    let promises = |duties: &[Placed]| duties.iter().map(Placed::promise).collect::<Vec<_>>();
    let partners = partners(&promises(&older), &promises(&newer));
    let mut pairs = Pairs {
        same: Vec::new(),
        added: Vec::new(),
        dropped: Vec::new(),
    };
    let mut is_kept = vec![false; older.len()];
    for (duty, partner) in newer.into_iter().zip(partners) {
        match partner {
            None => pairs.added.push(duty),
            Some(at) => {
                is_kept[at] = true;
                pairs.same.push((older[at], duty));
            }
        }
    }
    let dropped = older.into_iter().zip(is_kept).filter(|(_, is_kept)| !is_kept);
    pairs.dropped = dropped.map(|(duty, _)| duty).collect();
    pairs
}

/// The changes. A duty whose group was renamed or merged has not moved for that.
pub(super) fn compare(pairs: &Pairs<'_>, fates: &Fates<'_>) -> DutyChanges {
    let mut changes = DutyChanges {
        added: pairs.added.iter().map(Placed::view).collect(),
        dropped: pairs.dropped.iter().map(Placed::view).collect(),
        reworded: Vec::new(),
        moved: Vec::new(),
        changed: Vec::new(),
        kept: 0,
    };
    for (before, now) in &pairs.same {
        let has_moved = !fates.is_same(&before.group.id.value, &now.group.id.value);
        let (old, new) = (&before.duty.text.value, &now.duty.text.value);
        let is_reworded = plain(old.fi()) != plain(new.fi());
        if has_moved {
            changes.moved.push(MovedDuty {
                duty: now.view(),
                from: NamedText {
                    id: before.group.id.value.to_string(),
                    name: Spoken::of(&before.group.name.value, before.texts),
                },
            });
        }
        if is_reworded {
            let (old, new, lang) = old.beside(new, now.texts);
            let segments = compare_words(&plain(old), &plain(new));
            changes.reworded.push(Reworded {
                duty: now.view(),
                words: ChangedWords { segments, lang },
            });
        }
        let others = fields::compare(before, now);
        changes.kept += u32::from(!has_moved && !is_reworded && others.is_empty());
        if !others.is_empty() {
            changes.changed.push(ChangedDuty {
                duty: now.view(),
                changes: others,
            });
        }
    }
    changes
}
