//! One agreement, organisation or group, whole, as a page.

mod agreement;
mod group;
mod organisation;

use super::outline::{Outline, Told};
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
