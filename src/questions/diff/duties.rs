//! What became of the duties, distinguished from what became of their groups.

mod fields;

use super::pairs::{Pairs, Placed};
use super::words::compare_words;
use crate::questions::plain;
use crate::view::{ChangedDuty, ChangedWords, DutyChanges, MovedDuty, NamedText, Reworded, Spoken};

/// The changes. A duty whose group was renamed or merged has not moved for that.
pub(super) fn compare(pairs: &Pairs<'_>) -> DutyChanges {
    let mut changes = DutyChanges {
        added: pairs.added.iter().map(Placed::view).collect(),
        dropped: pairs.dropped.iter().map(Placed::view).collect(),
        reworded: Vec::new(),
        moved: Vec::new(),
        changed: Vec::new(),
        kept: 0,
    };
    for (before, now) in &pairs.same {
        let has_moved = !pairs
            .fates
            .is_same(before.group.id.value.as_str(), now.group.id.value.as_str());
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
