//! Contacts: who cannot be reached, and persons' names that should not be published or kept.

use chrono::NaiveDate;

use super::phrases;
use super::standing::{Overview, Standing};
use crate::diagnostic::{Code, Diagnostic, Findings, Place, Span};
use crate::model::{Agreement, Contact, Signatory, Visibility, first_after};
use crate::wording;
use crate::wording::Wording;

/// How long a person's name may stay after the end, in months.
const KEPT_MONTHS: u32 = 24;

/// The message does not repeat the name: findings are printed where contacts are not.
pub(super) fn check_public_persons(agreement: &Agreement, findings: &mut Findings) {
    for signatory in &agreement.signatories {
        let public = |contact: &&Contact| contact.visibility == Visibility::Public;
        let Some(person) = signatory
            .contact
            .as_deref()
            .filter(public)
            .and_then(|c| c.name.as_ref())
        else {
            continue;
        };
        let name = &signatory.name.value;
        let message = wording!(
            en: "the public contact of {name} names a person",
            fi: "{name}: julkisessa yhteystahossa on henkilön nimi"
        );
        let place = Place::new(&agreement.file, person.span);
        findings.push(
            Diagnostic::new(Code::PersonalContactPublic, place, message).with_help(Wording::fixed(
                "remove `name` and keep the role and a shared mailbox, or make the contact internal \
                 (`public: false`)",
                "poista `name` ja jätä tehtävänimike ja yhteinen sähköpostilaatikko, tai tee yhteystahosta \
                 sisäinen (`public: false`)",
            )),
        );
    }
}

/// One finding for an agreement, at the first entry without an address.
pub(super) fn check_missing(standing: &Standing, overview: &Overview, findings: &mut Findings) {
    if !standing.is_current() {
        return;
    }
    let unreached: Vec<(&Signatory, Span)> = overview
        .present(standing.agreement)
        .filter_map(|signatory| Some((signatory, missing_address(signatory)?)))
        .collect();
    let Some((_, span)) = unreached.first() else {
        return;
    };
    let names: Vec<&str> = unreached
        .iter()
        .map(|(signatory, _)| signatory.name.value.as_str())
        .collect();
    let (n, total) = (unreached.len(), standing.agreement.signatories.len());
    let message = wording!(
        en: "signatories without an e-mail address ({n} of {total}): {names}",
        fi: "allekirjoittajia ilman sähköpostiosoitetta ({n}/{total}): {names}",
        names = phrases::names(&names)
    );
    findings.push(
        Diagnostic::new(Code::MissingContact, standing.place(*span), message).with_help(Wording::fixed(
            "add `contact: { role: …, email: … }` to each, preferably a shared mailbox",
            "lisää kullekin `contact: { role: …, email: … }`, mieluiten yhteinen sähköpostilaatikko",
        )),
    );
}

/// Where the address of a signatory would stand; `None` when it has one.
fn missing_address(signatory: &Signatory) -> Option<Span> {
    match &signatory.contact {
        None => Some(signatory.organisation.span),
        Some(contact) if contact.email.is_none() => Some(contact.span),
        Some(_) => None,
    }
}

/// One finding for an agreement, at the first name; it says whose contacts they are.
pub(super) fn check_kept_persons(standing: &Standing, overview: &Overview, findings: &mut Findings) {
    let Some(gone) = gone_on(standing, overview.today) else {
        return;
    };
    let kept_until = first_after(gone, KEPT_MONTHS);
    if kept_until.is_none_or(|until| overview.today < until) {
        return;
    }
    let kept: Vec<(&str, Span)> = standing
        .agreement
        .signatories
        .iter()
        .filter_map(|s| Some((s.name.value.as_str(), s.contact.as_ref()?.name.as_ref()?.span)))
        .collect();
    let Some((_, span)) = kept.first() else { return };
    let names: Vec<&str> = kept.iter().map(|(name, _)| *name).collect();
    let message = wording!(
        en: "not in force since {day}, but contacts still name persons: {names}",
        fi: "sopimus ei ole ollut voimassa {day} alkaen, mutta yhteystahoissa on yhä henkilöiden nimiä: \
             {names}",
        day = gone, names = phrases::names(&names)
    );
    findings.push(
        Diagnostic::new(Code::ContactOutlivesAgreement, standing.place(*span), message).with_help(
            Wording::fixed(
                "remove `name` from these contacts; the role and a shared mailbox may stay",
                "poista näistä yhteystahoista `name`; tehtävänimike ja yhteinen sähköpostilaatikko voivat \
                 jäädä",
            ),
        ),
    );
}

/// The first day on which the agreement was over, if that was by `today`.
fn gone_on(standing: &Standing, today: NaiveDate) -> Option<NaiveDate> {
    let last = standing.last_day()?;
    last.succ_opt().filter(|gone| *gone <= today)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::Termination;
    use crate::validate::fixture::{agreement, at, check_file, check_registry_of, contact, date};

    fn named(visibility: Visibility) -> Agreement {
        let mut named = agreement("tno");
        named.signatories[1].contact = Some(Arc::new(Contact {
            name: Some(at("Etunimi Sukunimi".to_owned())),
            visibility,
            ..contact()
        }));
        named
    }

    #[test]
    fn a_public_contact_names_no_person() {
        check_file(&named(Visibility::Internal), &[]);
        check_file(
            &named(Visibility::Public),
            &["personal-contact-public: the public contact of Lappia names a person"],
        );
    }

    #[test]
    fn a_public_role_is_no_person() {
        let mut role = agreement("tno");
        role.signatories[1].contact = Some(Arc::new(Contact {
            visibility: Visibility::Public,
            ..contact()
        }));
        check_file(&role, &[]);
    }

    #[test]
    fn every_signatory_can_be_reached() {
        let mut unreached = agreement("tno");
        unreached.signatories[0].contact = None;
        unreached.signatories[1].contact = Some(Arc::new(Contact {
            email: None,
            ..contact()
        }));
        let expected = "tno: missing-contact: signatories without an e-mail address (2 of 2): Lapin \
                        ELY-keskus and Lappia";
        check_registry_of(vec![unreached.clone()], "2014-06-01", &[expected]);
        check_registry_of(vec![unreached.clone()], "2018-01-01", &[]);
        unreached.signatories.truncate(1);
        unreached.signatories[0].signed = None;
        unreached.signatories[0].declined = Some(date("2013-12-01"));
        unreached.groups.clear();
        check_registry_of(vec![unreached], "2013-12-15", &[]);
    }

    #[test]
    fn names_go_two_years_after_the_end() {
        let kept = named(Visibility::Internal);
        check_registry_of(vec![kept.clone()], "2019-12-31", &[]);
        let expected = |day| {
            format!(
                "tno: contact-outlives-agreement: not in force since {day}, but contacts still name persons: \
                 Lappia"
            )
        };
        check_registry_of(vec![kept.clone()], "2020-01-01", &[&expected("2018-01-01")]);
        let mut terminated = kept;
        terminated.terminated = Some(Termination {
            on: date("2016-06-30"),
            reason: None,
        });
        check_registry_of(vec![terminated.clone()], "2018-06-29", &[]);
        check_registry_of(vec![terminated.clone()], "2018-06-30", &[&expected("2016-06-30")]);
        // Two whole years from 29 February last to 28 February.
        terminated.terminated = Some(Termination {
            on: date("2016-02-29"),
            reason: None,
        });
        check_registry_of(vec![terminated.clone()], "2018-02-28", &[]);
        check_registry_of(vec![terminated], "2018-03-01", &[&expected("2016-02-29")]);
    }
}
