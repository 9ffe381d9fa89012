//! What became of each duty and provision since another agreement, from the differences of the two.

use crate::model::{Agreement, Duty, Group, Registry, TextLang};
use crate::questions::diff;
use crate::view::{DiffView, DutyInAnnex, DutyInDiff, DutyNote, GroupInAnnex, ProvisionChanges, RegionsView};
use crate::wording::Lang;

/// The differences, asked duty by duty.
pub(super) struct Changes {
    diff: DiffView,
    texts: TextLang,
}

impl Changes {
    pub(super) fn between(registry: &Registry, old: &Agreement, new: &Agreement, lang: Lang) -> Self {
        Self {
            diff: diff(registry, old, new, lang),
            texts: TextLang::of(lang),
        }
    }

    /// What became of the provisions.
    pub(super) const fn provisions(&self) -> &ProvisionChanges {
        &self.diff.provisions
    }

    /// What became of a duty of the newer agreement; nothing when it is as it was.
    pub(super) fn notes(&self, group: &Group, duty: &Duty) -> Vec<DutyNote> {
        let is_it = |shown: &DutyInDiff| {
            shown.group == group.id.value.as_str() && shown.text.text == duty.text.value.get(self.texts)
        };
        let duties = &self.diff.duties;
        let mut notes = Vec::new();
        if duties.added.iter().any(is_it) {
            notes.push(DutyNote::Added);
        }
        let moved = duties.moved.iter().filter(|moved| is_it(&moved.duty));
        notes.extend(moved.map(|moved| DutyNote::Moved {
            from: moved.from.name.clone(),
        }));
        let reworded = duties.reworded.iter().filter(|reworded| is_it(&reworded.duty));
        notes.extend(reworded.map(|reworded| DutyNote::Reworded {
            words: reworded.words.clone(),
        }));
        if duties.changed.iter().any(|changed| is_it(&changed.duty)) {
            notes.push(DutyNote::Changed);
        }
        notes
    }

    /// The duties that a group of the older agreement had and no one has any more.
    pub(super) fn dropped(&self, group: &str) -> Vec<DutyInAnnex> {
        let duties = self.diff.duties.dropped.iter();
        duties
            .filter(|duty| duty.group == group)
            .map(|duty| DutyInAnnex {
                number: 0,
                text: duty.text.clone(),
                responsible: Vec::new(),
                theme: None,
                product: None,
                when: None,
                notes: vec![DutyNote::Dropped],
            })
            .collect()
    }

    /// The groups of the older agreement that lost a duty to no one, with what was dropped.
    pub(super) fn groups_with_drops(&self) -> Vec<GroupInAnnex> {
        let mut groups: Vec<GroupInAnnex> = Vec::new();
        for duty in &self.diff.duties.dropped {
            if groups.iter().all(|group| group.id != duty.group) {
                groups.push(GroupInAnnex {
                    id: duty.group.clone(),
                    name: duty.group_name.clone(),
                    regions: RegionsView::default(),
                    chair: None,
                    members: Vec::new(),
                    roles: Vec::new(),
                    dissolved: None,
                    duties: Vec::new(),
                    dropped: self.dropped(&duty.group),
                });
            }
        }
        groups
    }
}
