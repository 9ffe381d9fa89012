//! What is on record of a signatory beside its state: shown below the table of an agreement, and in the
//! line of an organisation.

use super::{Outline, labelled};
use crate::model::PartialDate;
use crate::view::{ContactView, SignatoryRow};
use crate::wording::Wording;

/// The facts that the table of signatories has no room for, a text each.
pub(super) fn details(page: &Outline, signatory: &SignatoryRow) -> Vec<String> {
    let date = |date: Option<PartialDate>| date.map(|date| page.date(date));
    let facts = [
        (
            Wording::fixed("business id", "Y-tunnus"),
            signatory.business_id.clone(),
        ),
        (
            Wording::fixed("municipality", "kotipaikka"),
            signatory.municipality.clone(),
        ),
        (
            Wording::fixed("covers", "sitoo myös"),
            Some(signatory.covers.join("; ")),
        ),
        (Wording::fixed("joined", "liittynyt"), date(signatory.joined)),
        (
            Wording::fixed("signed by", "allekirjoittajan asema"),
            signatory.signed_by.clone(),
        ),
        (Wording::fixed("decision", "päätös"), signatory.decision.clone()),
        (
            Wording::fixed("case number", "asianumero"),
            signatory.record.clone(),
        ),
        (
            Wording::fixed("declined", "kieltäytynyt"),
            date(signatory.declined),
        ),
        (
            Wording::fixed("notice of withdrawal", "ilmoittanut irtisanoutuvansa"),
            date(signatory.notice),
        ),
        (
            Wording::fixed("withdrawal takes effect", "irtisanoutuminen tulee voimaan"),
            date(signatory.effective),
        ),
        (
            Wording::fixed("contact", "yhteystaho"),
            signatory.contact.get().map(|contact| contact_text(page, contact)),
        ),
    ];
    labelled(page, facts)
}

/// The contact, and whether it may be published.
fn contact_text(page: &Outline, contact: &ContactView) -> String {
    let visibility = if contact.public {
        Wording::fixed("public", "julkinen")
    } else {
        Wording::fixed("internal", "sisäinen")
    };
    let parts = [&contact.role, &contact.name, &contact.email, &contact.phone];
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    format!("{} ({})", parts.join(", "), page.word(&visibility))
}

/// A section with the details of every signatory that has any.
pub(super) fn all_details(page: &mut Outline, signatories: &[SignatoryRow]) {
    let lines: Vec<String> = signatories
        .iter()
        .map(|signatory| (&signatory.name, details(page, signatory)))
        .filter(|(_, details)| !details.is_empty())
        .map(|(name, details)| format!("{name} · {}", details.join(" · ")))
        .collect();
    page.section(
        &Wording::fixed("Details of the signatories", "Allekirjoittajien tiedot"),
        lines,
    );
}
