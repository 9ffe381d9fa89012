//! The addresses of the pages.

use crate::model::{AgreementId, GroupId, OrganisationId, Region, is_device};

/// The name of an id's page, and of the folder of its further pages. No id ends in a hyphen, so that none
/// takes the place of the list or of another page, and none is a device of Windows.
fn file(id: &str) -> String {
    if id == "index" || is_device(id) {
        format!("{id}-.html")
    } else {
        format!("{id}.html")
    }
}

pub(super) fn agreement_page(id: &str) -> String {
    format!("sopimukset/{}", file(id))
}

pub(super) fn organisation_page(id: &OrganisationId) -> String {
    format!("organisaatiot/{}", file(id.as_str()))
}

pub(super) fn region_page(region: &Region) -> String {
    format!("alueet/{}", file(region.slug()))
}

/// The page of a group; with an agreement where another group has the page of the id alone. No id has two
/// hyphens in a row.
pub(super) fn group_page(id: &GroupId, agreement: Option<&AgreementId>) -> String {
    match agreement {
        None => format!("ryhmat/{}", file(id.as_str())),
        Some(agreement) => format!("ryhmat/{id}--{agreement}.html"),
    }
}
