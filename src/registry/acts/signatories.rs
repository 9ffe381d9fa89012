//! Acts of signatories: they sign, decline and leave.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Known, Refusal, joined, refuse_ahead, told};
use crate::model::{Agreement, Organisation, OrganisationId, PartialDate, Signatory, Signature, nearest};
use crate::source::{Change, Edit, Step, Value};
use crate::wording;
use crate::wording::Wording;

fn signatory<'a>(agreement: &'a Agreement, organisation: &OrganisationId) -> Result<&'a Signatory, Refusal> {
    agreement.find_signatory(organisation).ok_or_else(|| {
        let id = &agreement.id.value;
        let ids: Vec<&str> = agreement
            .signatories
            .iter()
            .map(|signatory| signatory.organisation.value.as_str())
            .collect();
        let help = match nearest(organisation.as_str(), &ids) {
            Some(near) => wording!(en: "did you mean `{near}`?", fi: "tarkoititko `{near}`?"),
            None => wording!(
                en: "`kumppani signatories --agreement {id}` lists them",
                fi: "`kumppani signatories --agreement {id}` luettelee allekirjoittajat"
            ),
        };
        Refusal::with_help(
            wording!(
                en: "`{organisation}` is no signatory of `{id}`",
                fi: "`{organisation}` ei ole sopimuksen `{id}` allekirjoittaja"
            ),
            help,
        )
    })
}

pub(super) fn plan_signatures(
    known: &Known<'_>,
    signatures: &[Signature],
    today: NaiveDate,
) -> Result<Vec<Edit>, Vec<Refusal>> {
    let mut seen = BTreeSet::new();
    joined(signatures.iter().map(|signature| {
        let organisation = &signature.organisation;
        if seen.insert(organisation) {
            plan_signature(known, signature, today)
        } else {
            Err(Refusal::new(
                wording!(en: "`{organisation}` is named twice", fi: "`{organisation}` on mainittu kahdesti"),
            ))
        }
    }))
}

fn plan_signature(known: &Known<'_>, new: &Signature, today: NaiveDate) -> Result<Vec<Edit>, Refusal> {
    let (agreement, organisation, on) = (known.agreement, &new.organisation, new.on);
    let present = signatory(agreement, organisation)?;
    if let Some(signed) = &present.signed {
        if signed.value == on {
            return plan_details(present, new);
        }
        let (was, was_fi) = told(signed.value);
        return Err(Refusal::new(wording!(
            en: "`{organisation}` signed on {was}; a recorded signature is not changed",
            fi: "`{organisation}` on allekirjoittanut {was_fi}; kirjattua allekirjoitusta ei muuteta"
        )));
    }
    refuse_who_left(present)?;
    refuse_impossible_day(agreement, on, today)?;
    refuse_after_ceasing(known.organisations, organisation, on)?;
    let mut edits = vec![on_signatory(organisation, "signed", Value::Plain(on.to_string()))];
    edits.extend(plan_details(present, new)?);
    Ok(edits)
}

/// The signer's position and the decision, as far as they are not on record; what is on record is not
/// changed.
fn plan_details(present: &Signatory, new: &Signature) -> Result<Vec<Edit>, Refusal> {
    let organisation = &new.organisation;
    let mut edits = Vec::new();
    for (field, recorded, text) in [
        ("signed_by", &present.signed_by, &new.by),
        ("decision", &present.decision, &new.decision),
    ] {
        match (recorded, text) {
            (_, None) => {}
            (None, Some(text)) => edits.push(on_signatory(organisation, field, Value::text(text))),
            (Some(recorded), Some(text)) if recorded == text => {}
            (Some(recorded), Some(_)) => {
                return Err(Refusal::new(wording!(
                    en: "`{organisation}`: {field} is “{recorded}” already; a recorded signature is not changed",
                    fi: "`{organisation}`: kentässä {field} on jo ”{recorded}”; kirjattua allekirjoitusta ei muuteta"
                )));
            }
        }
    }
    Ok(edits)
}

/// Neither one that declined nor one that gave notice signs.
fn refuse_who_left(signatory: &Signatory) -> Result<(), Refusal> {
    let organisation = &signatory.organisation.value;
    if let Some(declined) = &signatory.declined {
        let (on, on_fi) = told(declined.value);
        return Err(Refusal::new(wording!(
            en: "`{organisation}` declined on {on}",
            fi: "`{organisation}` on kieltäytynyt {on_fi}"
        )));
    }
    if let Some(withdrawn) = &signatory.withdrawn {
        let (on, on_fi) = told(withdrawn.notice.value);
        return Err(Refusal::new(wording!(
            en: "`{organisation}` gave notice of withdrawal on {on}",
            fi: "`{organisation}` on ilmoittanut irtisanoutuvansa {on_fi}"
        )));
    }
    Ok(())
}

/// A signature lies after the opening, before the end, and not ahead of today.
fn refuse_impossible_day(agreement: &Agreement, on: PartialDate, today: NaiveDate) -> Result<(), Refusal> {
    let day = on.first_day();
    let (when, when_fi) = told(on);
    if let Some(opened) = agreement
        .opened
        .as_ref()
        .filter(|opened| on.last_day() < opened.on.value.first_day())
    {
        let (opened, opened_fi) = told(opened.on.value);
        return Err(Refusal::new(wording!(
            en: "signing began on {opened}, after {when}",
            fi: "allekirjoittaminen alkoi vasta {opened_fi}; annettu aika on {when_fi}"
        )));
    }
    refuse_after_end(agreement, day)?;
    refuse_ahead(on, today)
}

/// Nobody signs or joins an agreement that is over.
pub(super) fn refuse_after_end(agreement: &Agreement, day: NaiveDate) -> Result<(), Refusal> {
    if let Some(terminated) = agreement
        .terminated
        .as_ref()
        .filter(|end| end.on.value.first_day() <= day)
    {
        let (terminated, terminated_fi) = told(terminated.on.value);
        return Err(Refusal::new(wording!(
            en: "the agreement was terminated on {terminated}",
            fi: "sopimus on irtisanottu {terminated_fi}"
        )));
    }
    if let Some(end) = agreement.term.effective_end_on().filter(|end| *end < day) {
        let (end, end_fi) = told(end);
        return Err(Refusal::new(
            wording!(en: "the agreement ended on {end}", fi: "sopimus on päättynyt {end_fi}"),
        ));
    }
    Ok(())
}

/// An organisation that no longer exists cannot sign; whoever took over its tasks can.
fn refuse_after_ceasing(
    organisations: &[Organisation],
    organisation: &OrganisationId,
    on: PartialDate,
) -> Result<(), Refusal> {
    let record = organisations
        .iter()
        .find(|record| record.id.value == *organisation);
    let ceased = record
        .filter(|record| record.has_ceased_on(on.first_day()))
        .and_then(|record| record.ceased.as_ref());
    let Some(ceased) = ceased else {
        return Ok(());
    };
    let (ceased, ceased_fi) = told(ceased.value);
    Err(Refusal::with_help(
        wording!(
            en: "`{organisation}` ceased on {ceased} and cannot sign after that",
            fi: "`{organisation}` on lakannut {ceased_fi} eikä voi allekirjoittaa sen jälkeen"
        ),
        wording!(
            en: "`kumppani show {organisation}` tells who took over its tasks",
            fi: "`kumppani show {organisation}` kertoo, kenelle tehtävät siirtyivät"
        ),
    ))
}

pub(super) fn plan_refusal(
    agreement: &Agreement,
    organisation: &OrganisationId,
    on: PartialDate,
    today: NaiveDate,
) -> Result<Vec<Edit>, Refusal> {
    let present = signatory(agreement, organisation)?;
    if present
        .declined
        .as_ref()
        .is_some_and(|declined| declined.value == on)
    {
        return Ok(Vec::new());
    }
    refuse_who_left(present)?;
    if let Some(signed) = &present.signed {
        let (was, was_fi) = told(signed.value);
        return Err(Refusal::with_help(
            wording!(
                en: "`{organisation}` signed on {was}",
                fi: "`{organisation}` on allekirjoittanut {was_fi}"
            ),
            Wording::fixed(
                "one that has signed leaves with `kumppani withdraw`",
                "allekirjoittanut lähtee komennolla `kumppani withdraw`",
            ),
        ));
    }
    refuse_ahead(on, today)?;
    Ok(vec![on_signatory(
        organisation,
        "declined",
        Value::Plain(on.to_string()),
    )])
}

pub(super) fn plan_withdrawal(
    agreement: &Agreement,
    organisation: &OrganisationId,
    (notice, effective): (PartialDate, PartialDate),
    today: NaiveDate,
) -> Result<Vec<Edit>, Refusal> {
    let present = signatory(agreement, organisation)?;
    let is_same = |withdrawn: &crate::model::Withdrawal| {
        withdrawn.notice.value == notice && withdrawn.effective.value == effective
    };
    if present.withdrawn.as_ref().is_some_and(is_same) {
        return Ok(Vec::new());
    }
    refuse_who_left(present)?;
    if present.signed.is_none() {
        return Err(Refusal::with_help(
            wording!(en: "`{organisation}` has not signed", fi: "`{organisation}` ei ole allekirjoittanut"),
            Wording::fixed(
                "one that will not sign is recorded with `kumppani decline`",
                "allekirjoittamasta kieltäytyvä kirjataan komennolla `kumppani decline`",
            ),
        ));
    }
    refuse_ahead(notice, today)?;
    if effective.last_day() < notice.first_day() {
        let ((effective, effective_fi), (notice, notice_fi)) = (told(effective), told(notice));
        return Err(Refusal::new(wording!(
            en: "the withdrawal cannot take effect on {effective}, before the notice of {notice}",
            fi: "irtisanoutuminen ei voi tulla voimaan {effective_fi} eli ennen ilmoitusta {notice_fi}"
        )));
    }
    let value = Value::Fields(vec![
        ("notice".to_owned(), Value::Plain(notice.to_string())),
        ("effective".to_owned(), Value::Plain(effective.to_string())),
    ]);
    Ok(vec![on_signatory(organisation, "withdrawn", value)])
}

fn on_signatory(organisation: &OrganisationId, field: &str, value: Value) -> Edit {
    let entry = Step::Entry {
        key: "organisation".to_owned(),
        value: organisation.to_string(),
    };
    let at = vec![
        Step::Field("signatories".to_owned()),
        entry,
        Step::Field(field.to_owned()),
    ];
    Edit {
        at,
        change: Change::Set(value),
    }
}
