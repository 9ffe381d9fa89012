//! The annex: each group with its regions, its people and its duties.

use crate::render::block::{Item, Outline};
use crate::render::show::regions as regions_text;
use crate::render::span::{Runs, Span, cleaned_words};
use crate::render::{DutyFacts, GroupFacts};
use crate::view::{ChangedWords, DocumentView, DutyInAnnex, DutyNote, GroupInAnnex, Spoken};
use crate::wording::Wording;

pub(super) fn groups(view: &DocumentView, page: &mut Outline) {
    if view.groups.is_empty() {
        page.say(&NO_DUTIES);
    }
    for group in &view.groups {
        one_group(group, page);
    }
}

static NO_DUTIES: Wording = Wording::fixed("No duties are recorded.", "Tehtäviä ei ole kirjattu.");

fn one_group(group: &GroupInAnnex, page: &mut Outline) {
    page.subject(&group.name);
    facts(group, page);
    duties(group, page);
}

/// Where a group works, and who belongs to it.
pub(super) fn facts(group: &GroupInAnnex, page: &mut Outline) {
    let facts = GroupFacts {
        areas: vec![page.own(&regions_text(page, &group.regions))],
        chair: group.chair.iter().map(|chair| page.own(chair)).collect(),
        members: vec![page.own(&group.members.join(", "))],
        roles: group
            .roles
            .iter()
            .map(|role| (role.role.clone(), vec![page.own(&role.name)]))
            .collect(),
        dissolved: group.dissolved,
    };
    page.group_facts(&Wording::fixed("regions", "alueet"), facts);
}

/// The duties of a group, and those that it no longer has.
pub(super) fn duties(group: &GroupInAnnex, page: &mut Outline) {
    if group.duties.is_empty() && group.dropped.is_empty() {
        page.say(&NO_DUTIES);
    }
    let items = group.duties.iter().map(|duty| item(duty, page)).collect();
    page.numbered(items);
    let dropped = page.word(&Wording::fixed("dropped", "poistettu"));
    for duty in &group.dropped {
        page.item(&Spoken {
            text: format!("{dropped}: {}", duty.text.text),
            lang: duty.text.lang,
        });
    }
}

fn item(duty: &DutyInAnnex, page: &Outline) -> Item {
    let mut item = page.duty(DutyFacts {
        text: (&duty.text).into(),
        responsible: named(duty, page),
        when: duty.when.as_ref().map(|when| when.display(page.lang)),
        theme: duty.theme.as_ref().map(Span::from),
        product: duty.product.as_ref().map(Span::from),
    });
    let notes = duty.notes.iter().filter_map(|note| note_text(note, page));
    item.details.extend(notes);
    Item {
        number: Some(duty.number),
        words: reworded(&duty.notes),
        ..item
    }
}

fn named(duty: &DutyInAnnex, page: &Outline) -> Runs {
    if duty.responsible.is_empty() {
        return Runs::new();
    }
    vec![page.own(&duty.responsible.join(", "))]
}

fn reworded(notes: &[DutyNote]) -> Option<ChangedWords> {
    notes.iter().find_map(|note| match note {
        DutyNote::Reworded { words } => Some(cleaned_words(words)),
        _ => None,
    })
}

/// A change in words, so that no one has to see a colour.
fn note_text(note: &DutyNote, page: &Outline) -> Option<Runs> {
    let shown = match note {
        DutyNote::Added => Wording::fixed("new duty", "uusi tehtävä"),
        DutyNote::Reworded { .. } => Wording::fixed("reworded", "teksti muutettu"),
        DutyNote::Moved { from } => {
            let shown = page.word(&Wording::fixed("moved here from ", "siirretty ryhmästä "));
            return Some(vec![page.own(&shown), from.into()]);
        }
        DutyNote::Changed => Wording::fixed(
            "changed owner, theme, product or time",
            "vastuutaho, painopiste, palvelutuote tai ajankohta on vaihtunut",
        ),
        DutyNote::Dropped => return None,
    };
    let shown = page.word(&shown);
    Some(vec![page.own(&shown)])
}
