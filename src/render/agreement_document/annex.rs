//! The annex: each group with its areas, its people and its duties.

use crate::render::block::{Item, Outline, Runs, Span, cleaned_words};
use crate::render::show::regions as told_regions;
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
    let regions = told_regions(page, &group.regions);
    page.fact(&Wording::fixed("areas", "alueet"), &regions);
    page.known_fact(&Wording::fixed("chair", "puheenjohtaja"), group.chair.as_deref());
    page.list_fact(&Wording::fixed("members", "jäsenet"), &group.members);
    let dissolved = group.dissolved.map(|date| page.date(date));
    page.known_fact(&Wording::fixed("dissolved", "lakkautettu"), dissolved.as_deref());
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
    let mut details = Vec::new();
    let mut detail = |label: Wording, value: Span| {
        details.push(vec![page.own(&format!("{}: ", page.word(&label))), value]);
    };
    if !duty.responsible.is_empty() {
        detail(
            Wording::fixed("responsible", "vastuutaho"),
            page.own(&duty.responsible.join(", ")),
        );
    }
    if let Some(when) = &duty.when {
        detail(
            Wording::fixed("when", "milloin"),
            page.own(&when.display(page.lang)),
        );
    }
    if let Some(theme) = &duty.theme {
        detail(Wording::fixed("focus area", "painopiste"), theme.into());
    }
    if let Some(product) = &duty.product {
        detail(Wording::fixed("service product", "palvelutuote"), product.into());
    }
    details.extend(duty.notes.iter().filter_map(|note| told_note(note, page)));
    Item {
        number: Some(duty.number),
        text: vec![(&duty.text).into()],
        words: reworded(&duty.notes),
        details,
    }
}

fn reworded(notes: &[DutyNote]) -> Option<ChangedWords> {
    notes.iter().find_map(|note| match note {
        DutyNote::Reworded { words } => Some(cleaned_words(words)),
        _ => None,
    })
}

/// A change in words, so that nobody has to see a colour.
fn told_note(note: &DutyNote, page: &Outline) -> Option<Runs> {
    let told = match note {
        DutyNote::Added => Wording::fixed("new duty", "uusi tehtävä"),
        DutyNote::Reworded { .. } => Wording::fixed("reworded", "teksti muutettu"),
        DutyNote::Moved { from } => {
            let told = page.word(&Wording::fixed("moved here from ", "siirretty ryhmästä "));
            return Some(vec![page.own(&told), from.into()]);
        }
        DutyNote::Changed => Wording::fixed(
            "another owner, focus area, product or time than before",
            "vastuutaho, painopiste, palvelutuote tai ajankohta on vaihtunut",
        ),
        DutyNote::Dropped => return None,
    };
    let told = page.word(&told);
    Some(vec![page.own(&told)])
}
