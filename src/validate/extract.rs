//! What is kept of an agreement once it has been looked at by itself: what the rules ask that set it beside others.
//! A registry may have gigabytes of texts, and a check keeps none of them.

use chrono::NaiveDate;

use crate::diagnostic::At;
use crate::model::{Agreement, LocalText, OrganisationId, Signatory};

/// Takes out of an agreement what no rule asks any more that looks at several files or at a status. `has_ceased`
/// tells of an organisation whether it is on record as one that ceases.
pub fn keep_what_compares(
    agreement: &mut Agreement,
    today: NaiveDate,
    has_ceased: impl Fn(&OrganisationId) -> bool,
) {
    let is_absent = |one: &Signatory| !one.is_party_on(today) || has_ceased(&one.organisation.value);
    // Duties are only asked for by who is gone.
    let has_all = !agreement.signatories.iter().any(is_absent);
    for group in &mut agreement.groups {
        if has_all && group.dissolved.is_none() {
            group.name.value = LocalText::default();
            (group.chair, group.members, group.duties) = (None, Vec::new(), Vec::new());
        }
    }
    agreement.purpose = None;
    agreement.themes = Vec::new();
    agreement.products = Vec::new();
    agreement.source = None;
    agreement.groups.shrink_to_fit();
    agreement.signatories.shrink_to_fit();
    for signatory in &mut agreement.signatories {
        signatory.covers = Vec::new();
        (signatory.signed_by, signatory.decision) = (None, None);
        if let Some(contact) = &mut signatory.contact {
            (contact.role, contact.phone) = (None, None);
            forget(&mut contact.email);
            forget(&mut contact.name);
        }
    }
}

/// Keeps that there is a text, and its place.
fn forget(text: &mut Option<At<String>>) {
    if let Some(text) = text {
        text.value = String::new();
    }
}
