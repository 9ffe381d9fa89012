//! The provisions of a draft: carried over as they are, with a question where they name a year of the old term.

use chrono::Datelike;

use super::Notes;
use super::yaml::{Yaml, local, local_item, word};
use crate::model::{Agreement, Ending, LocalText, Provision};
use crate::wording;

/// Those of the first predecessor that has some.
pub(super) fn carry(predecessors: &[&Agreement], notes: &mut Notes) -> Vec<Provision> {
    let mut with_some = predecessors
        .iter()
        .filter(|agreement| !agreement.provisions.is_empty());
    let Some(first) = with_some.next() else {
        return Vec::new();
    };
    for provision in &first.provisions {
        ask_about_years(first, provision, notes);
    }
    first.provisions.clone()
}

/// Whether two agreements have the same provisions.
pub(super) fn are_same(a: &Agreement, b: &Agreement) -> bool {
    let said = |provision: &Provision| {
        let id = provision.id.as_ref().map(|id| id.value.clone());
        (id, provision.heading.value.clone(), provision.text.value.clone())
    };
    a.provisions.iter().map(said).eq(b.provisions.iter().map(said))
}

/// A year of the old term in a text most likely becomes one of the new term, which only a person can say.
fn ask_about_years(agreement: &Agreement, provision: &Provision, notes: &mut Notes) {
    let ends = match agreement.term.ending.value {
        Ending::OpenEnded => None,
        Ending::On(date) => Some(date.last_day().year()),
    };
    let starts = agreement.term.starts.value.first_day().year();
    for year in [Some(starts), ends.filter(|ends| *ends != starts)]
        .into_iter()
        .flatten()
    {
        if names(&provision.heading.value, year) || names(&provision.text.value, year) {
            let heading = provision.heading.value.fi();
            let number = provision.number;
            notes.ask(wording!(
                en: "provision {number} “{heading}” mentions the year {year}: is it still right?",
                fi: "sopimusehdossa {number} ”{heading}” mainitaan vuosi {year}: pitääkö se yhä paikkansa?"
            ));
        }
    }
}

/// Whether a text has a year as a number of its own.
fn names(text: &LocalText, year: i32) -> bool {
    let year = year.to_string();
    let mut numbers = text
        .iter()
        .flat_map(|(_, text)| text.split(|c: char| !c.is_ascii_digit()));
    numbers.any(|number| number == year)
}

/// The provisions as the file has them.
pub(super) fn write(yaml: &mut Yaml, draft: &Agreement) {
    yaml.line(0, "provisions:");
    for provision in &draft.provisions {
        let heading = &provision.heading.value;
        match &provision.id {
            Some(id) => {
                yaml.line(2, &format!("- id: {}", word(&id.value)));
                local(yaml, 4, "heading", heading);
            }
            None => local_item(yaml, 2, "heading", heading),
        }
        local(yaml, 4, "text", &provision.text.value);
    }
}
