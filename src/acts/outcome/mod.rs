//! What an act means: the file before and after, read as models and compared by the rules of time, so that
//! nothing is said that the index would not say, too.

mod agreement;
mod facts;
mod organisation;
mod seats;
#[cfg(test)]
mod tests;

use super::{Ground, Performed, Writing};
use crate::model::{AgreementId, Organisation, OrganisationId};
use crate::registry;
use crate::source::{self, Content, FieldDifference, Role};
use crate::view::OrganisationView;
use crate::wording::Wording;

/// The sentences about what an act recorded in the file of an agreement, and what follows from it.
/// `relatives` are the agreements whose entry into force ends this one, or is ended by it.
#[must_use]
pub fn outcome(
    ground: &Ground<'_>,
    agreement: &AgreementId,
    relatives: &[AgreementId],
    performed: &Performed,
) -> Vec<Wording> {
    let is_wanted = |stem: &str| relatives.iter().any(|id| id.as_str() == stem);
    let registry = registry::models_of(ground.found, ground.today, &is_wanted, &|_| {}).registry;
    let with = |bytes: &[u8]| {
        let Some(Content::Agreement(read)) = content(performed, Role::Agreement, bytes) else {
            return None;
        };
        let mut registry = registry.clone();
        registry.agreements.push(*read);
        Some(registry)
    };
    match (with(&performed.before), with(&performed.after)) {
        (Some(before), Some(after)) => {
            let differences = performed.differences.iter();
            let changed = differences.map(FieldDifference::describe).collect();
            agreement::outcome(
                (&before, &after),
                agreement,
                changed,
                ground.today,
                ground.writing,
            )
        }
        _ => Vec::new(),
    }
}

/// The sentences about what an act recorded in `organisations.yaml`, and which agreements it concerns.
#[must_use]
pub fn organisation_outcome(
    organisation: &OrganisationId,
    shown: &OrganisationView,
    performed: &Performed,
    writing: Writing,
) -> Vec<Wording> {
    let entry = |bytes: &[u8]| -> Option<Organisation> {
        let Some(Content::Organisations(all)) = content(performed, Role::Organisations, bytes) else {
            return None;
        };
        all.into_iter().find(|entry| entry.id.value == *organisation)
    };
    match (entry(&performed.before), entry(&performed.after)) {
        (was, Some(is)) => organisation::organisation_outcome(was.as_ref(), &is, shown, writing),
        (_, None) => Vec::new(),
    }
}

fn content(performed: &Performed, role: Role, bytes: &[u8]) -> Option<Content> {
    source::read_bytes(&performed.file, role, &performed.network, bytes.to_vec()).content
}
