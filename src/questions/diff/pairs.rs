//! Which duty of one agreement is which of the other.

use crate::model::{Agreement, Duty, Group, TextLang};
use crate::questions::same_duty::{Fates, Promise, partners};
use crate::view::{DutyInDiff, Spoken};

/// A duty with its group.
#[derive(Clone, Copy)]
pub(super) struct Placed<'a> {
    pub(super) agreement: &'a Agreement,
    pub(super) group: &'a Group,
    pub(super) duty: &'a Duty,
    pub(super) texts: TextLang,
}

/// All duties of two agreements: those that are the same, and those of one agreement alone.
pub(super) struct Pairs<'a> {
    pub(super) same: Vec<(Placed<'a>, Placed<'a>)>,
    pub(super) added: Vec<Placed<'a>>,
    pub(super) dropped: Vec<Placed<'a>>,
    /// Where the groups went whose ids are gone.
    pub(super) fates: Fates,
}

impl Placed<'_> {
    fn promise(&self) -> Promise {
        let id = self.duty.id.as_ref().map(|id| id.value.as_str());
        Promise::new(id, self.group.id.value.as_str(), self.duty.text.value.fi())
    }

    pub(super) fn view(&self) -> DutyInDiff {
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
    let (before, now) = (promises(&older), promises(&newer));
    let partners = partners(&before, &now);
    let groups = new.groups.iter().map(|group| group.id.value.as_str());
    let mut pairs = Pairs {
        same: Vec::new(),
        added: Vec::new(),
        dropped: Vec::new(),
        fates: Fates::of(&before, &now, &partners, groups),
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
