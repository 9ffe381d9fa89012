//! The provisions that changed.

use super::{ADDED, DROPPED, counted, describe};
use crate::model::TextLang;
use crate::render::block::Outline;
use crate::view::{ProvisionChanges, ProvisionInDiff, Spoken};
use crate::wording::Wording;

pub(super) fn counts(changes: &ProvisionChanges, page: &mut Outline) {
    counted(
        page,
        &Wording::fixed("provisions", "sopimusehdot"),
        &[
            (changes.kept as usize, Wording::fixed("kept", "ennallaan")),
            (changes.added.len(), ADDED),
            (changes.dropped.len(), DROPPED),
            (changes.reworded.len(), Wording::fixed("reworded", "muutettu")),
        ],
    );
}

/// What is new, gone and reworded; nothing when all is as it was.
pub(super) fn provisions(changes: &ProvisionChanges, page: &mut Outline) {
    let whole = |provision: &ProvisionInDiff| describe(&heading(provision), &provision.text, "");
    page.spoken_section(
        &Wording::fixed("Added provisions", "Lisätyt sopimusehdot"),
        changes.added.iter().map(whole),
    );
    page.spoken_section(
        &Wording::fixed("Dropped provisions", "Poistetut sopimusehdot"),
        changes.dropped.iter().map(whole),
    );
    if changes.reworded.is_empty() {
        return;
    }
    page.heading(&Wording::fixed("Reworded provisions", "Muutetut sopimusehdot"));
    let of_heading = page.word(&Wording::fixed("heading", "otsikko"));
    for reworded in &changes.reworded {
        let provision = &reworded.provision;
        if let Some(words) = &reworded.heading_words {
            let label = Spoken {
                text: format!("{} {of_heading}", provision.number),
                lang: TextLang::of(page.lang),
            };
            page.changed_item(&label, words);
        }
        if let Some(words) = &reworded.text_words {
            let label = Spoken {
                text: heading(provision),
                lang: provision.heading.lang,
            };
            page.changed_item(&label, words);
        }
    }
}

fn heading(provision: &ProvisionInDiff) -> String {
    format!("{} {}", provision.number, provision.heading.text)
}
