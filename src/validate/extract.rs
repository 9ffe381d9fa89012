//! What is kept of an agreement once it has been looked at by itself: what the rules ask that set it beside others.
//! A registry may have gigabytes of texts, and a check keeps none of them.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::diagnostic::{At, Span};
use crate::model::{Agreement, Contact, Group, LocalText, OrganisationId, Regions, Signatory, Visibility};

/// Takes out of an agreement what no rule asks any more that looks at several files or at a status. `has_ceased`
/// reports an organisation whether it is on record as one that ceases.
pub fn keep_what_compares(
    agreement: &mut Agreement,
    today: NaiveDate,
    has_ceased: impl Fn(&OrganisationId) -> bool,
) {
    let is_absent = |one: &Signatory| !one.is_party_on(today) || has_ceased(&one.organisation.value);
    // Duties are only requested by who is gone.
    if !agreement.signatories.iter().any(is_absent) {
        join_working_groups(agreement);
    }
    (agreement.record, agreement.purpose) = (None, None);
    agreement.themes = Vec::new();
    agreement.products = Vec::new();
    agreement.provisions = Vec::new();
    agreement.source = None;
    agreement.documents = Vec::new();
    agreement.approvals = Vec::new();
    agreement.corrections = Vec::new();
    agreement.groups.shrink_to_fit();
    agreement.signatories.shrink_to_fit();
    let mailbox = Arc::new(mailbox());
    for signatory in &mut agreement.signatories {
        signatory.covers = Vec::new();
        (signatory.signed_by, signatory.decision, signatory.record) = (None, None, None);
        signatory.name.value.shrink_to_fit();
        let contact = signatory.contact.take();
        signatory.contact = contact.map(|contact| reach_of(&contact, &mailbox));
    }
}

/// Of groups that work it is asked in which regions, and whether all of them are known: unless some are not, one
/// says it for all.
fn join_working_groups(agreement: &mut Agreement) {
    let is_known = agreement.gaps.count() == 0;
    let mut kept: Vec<Group> = Vec::new();
    for mut group in std::mem::take(&mut agreement.groups) {
        if group.dissolved.is_none() {
            (group.members, group.roles, group.duties) = (Vec::new(), Vec::new(), Vec::new());
            // Whether a chair is vacant follows from the chairs alone.
            if group.chairs.iter().any(|chair| chair.until.is_some()) {
                kept.push(group);
                continue;
            }
            group.name.value = LocalText::default();
            group.chairs = Vec::new();
            let mut working = kept.iter_mut().filter(|other| other.dissolved.is_none());
            if let Some(other) = working.next().filter(|_| is_known) {
                other.regions = Regions::united(&other.regions, &group.regions);
                continue;
            }
        }
        kept.push(group);
    }
    agreement.groups = kept;
}

/// What is asked of a contact: whether it has an address and names a person, and where. Of those that have an
/// address alone one represents all.
fn reach_of(contact: &Contact, mailbox: &Arc<Contact>) -> Arc<Contact> {
    if contact.email.is_some() && contact.name.is_none() {
        return mailbox.clone();
    }
    let place = |text: &Option<At<String>>| text.as_ref().map(|text| At::new(String::new(), text.span));
    Arc::new(Contact {
        span: contact.span,
        email: place(&contact.email),
        name: place(&contact.name),
        ..mailbox.as_ref().clone()
    })
}

fn mailbox() -> Contact {
    Contact {
        span: Span::default(),
        role: None,
        email: Some(At::new(String::new(), Span::default())),
        phone: None,
        name: None,
        visibility: Visibility::Internal,
    }
}
