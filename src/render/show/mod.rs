//! One agreement, organisation or group, whole, as a page for a terminal.

mod agreement;
mod group;
mod organisation;

pub use agreement::{render_agreement, render_agreement_markdown};
pub use group::{render_group, render_group_markdown};
pub use organisation::{render_organisation, render_organisation_markdown};

use super::outline::{MarkdownPage, Outline};
use super::page::Page;
use crate::wording::Wording;

/// The areas for people: `all` is the whole province.
pub(super) fn regions(page: &impl Outline, regions: &[String]) -> String {
    match regions {
        [all] if all == "all" => page.word(&crate::model::Regions::ALL_LABEL),
        listed => listed.join(", "),
    }
}

const AGREEMENTS: Wording = Wording::fixed("Agreements", "Sopimukset");
const GROUPS: Wording = Wording::fixed("Groups", "Ryhmät");
pub(super) const REGIONS: Wording = Wording::fixed("regions", "alueet");
