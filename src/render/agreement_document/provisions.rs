//! The provisions as sections of the document, with what became of them since another agreement.

use super::{signature_lines, term};
use crate::model::{DocumentSection, TextLang};
use crate::render::block::Outline;
use crate::view::{DocumentView, ProvisionChanges, Spoken};
use crate::wording::Wording;

/// Below a provision that takes the place of a section is what its text cannot have.
pub(super) fn provisions(view: &DocumentView, page: &mut Outline) {
    for provision in &view.provisions {
        page.provision_section(provision);
        if let Some(changes) = &view.provision_changes {
            change(changes, provision.number, page);
        }
        match provision.takes() {
            Some(DocumentSection::Term) => term::later(view, page),
            Some(DocumentSection::Signatures) => signature_lines(view, page),
            _ => {}
        }
    }
    if let Some(changes) = &view.provision_changes {
        let dropped = changes.dropped.iter().map(|provision| provision.heading.clone());
        page.spoken_section(
            &Wording::fixed("Dropped provisions", "Poistetut sopimusehdot"),
            dropped,
        );
    }
}

/// A change in words, so that no one has to see a colour.
fn change(changes: &ProvisionChanges, number: u32, page: &mut Outline) {
    if changes.added.iter().any(|added| added.number == number) {
        page.say(&Wording::fixed("New provision.", "Uusi sopimusehto."));
    }
    let mut reworded = changes.reworded.iter();
    let Some(reworded) = reworded.find(|reworded| reworded.provision.number == number) else {
        return;
    };
    let of_heading = Wording::fixed("heading changed", "otsikko muutettu");
    let of_text = Wording::fixed("reworded", "teksti muutettu");
    for (label, words) in [
        (of_heading, &reworded.heading_words),
        (of_text, &reworded.text_words),
    ] {
        if let Some(words) = words {
            let label = Spoken {
                text: page.word(&label),
                lang: TextLang::of(page.lang),
            };
            page.changed_item(&label, words);
        }
    }
}
