//! Duties with everything that is on record of them: a numbered list for each group.

use super::{Outline, labelled};
use crate::render::block::Item;
use crate::view::{DutyRow, Spoken};
use crate::wording::Wording;

pub(super) const DUTIES: Wording = Wording::fixed("Duties", "Tehtävät");

/// A section with the duties of several groups; nothing without any.
pub(super) fn by_group(page: &mut Outline, heading: &Wording, rows: &[DutyRow]) {
    if rows.is_empty() {
        return;
    }
    page.heading(heading);
    for rows in rows.chunk_by(|a, b| a.group == b.group) {
        page.subject(&rows[0].group_name);
        numbered(page, rows);
    }
}

/// The duties of one group.
pub(super) fn numbered(page: &mut Outline, rows: &[DutyRow]) {
    let items = rows.iter().map(|duty| item(page, duty)).collect();
    page.numbered(items);
}

fn item(page: &Outline, duty: &DutyRow) -> Item {
    let details = details(page, duty);
    let line = (!details.is_empty()).then(|| vec![page.own(&details.join(" · "))]);
    Item {
        number: usize::try_from(duty.position).ok(),
        text: vec![(&duty.text).into()],
        words: None,
        details: line.into_iter().collect(),
    }
}

/// Who is responsible, what it serves and when it is done: one fact hides no other.
fn details(page: &Outline, duty: &DutyRow) -> Vec<String> {
    let name = |spoken: &Option<Spoken>| spoken.as_ref().map(|spoken| spoken.text.clone());
    let facts = [
        (
            Wording::fixed("responsible", "vastuutaho"),
            Some(page.word(&duty.named_responsible())),
        ),
        (
            Wording::fixed("when", "milloin"),
            duty.rhythm().map(|rhythm| page.word(&rhythm)),
        ),
        (
            Wording::fixed("by", "viimeistään"),
            duty.due.map(|due| page.date(due)),
        ),
        (Wording::fixed("theme", "painopiste"), name(&duty.theme_name)),
        (
            Wording::fixed("product", "palvelutuote"),
            name(&duty.product_name),
        ),
        (Wording::fixed("id", "tunnus"), duty.duty.clone()),
    ];
    labelled(page, facts)
}
