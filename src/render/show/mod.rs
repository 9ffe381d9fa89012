//! One agreement, organisation or group, whole, as a page.

mod agreement;
mod duties;
mod group;
mod organisation;
mod signatory;

use super::block::Outline;
use super::outline::Described;
use crate::view::RegionsView;
use crate::wording::Wording;

/// The regions for people.
pub(super) fn regions(page: &Outline, regions: &RegionsView) -> String {
    page.word(&regions.words())
}

/// A name with the id that one types to see more; the id alone where no name is known.
fn with_id(name: &str, id: &str) -> String {
    if name == id {
        return id.to_owned();
    }
    format!("{name} ({id})")
}

/// Known facts with their labels, one text each.
fn labelled(page: &Outline, facts: impl IntoIterator<Item = (Wording, Option<String>)>) -> Vec<String> {
    facts
        .into_iter()
        .filter_map(|(label, value)| Some((label, value.filter(|value| !value.is_empty())?)))
        .map(|(label, value)| format!("{}: {value}", page.word(&label)))
        .collect()
}

const AGREEMENTS: Wording = Wording::fixed("Agreements", "Sopimukset");
const GROUPS: Wording = Wording::fixed("Groups", "Ryhmät");
pub(super) const REGIONS: Wording = Wording::fixed("regions", "alueet");
