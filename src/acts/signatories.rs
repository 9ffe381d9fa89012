//! Acts of signatories: they sign, decline and leave. What cannot be true is refused by `truth.rs`.

use std::collections::BTreeSet;

use super::{ActRefusal, Plan, correction, joined};
use crate::model::{
    Agreement, OrganisationId, PartialDate, Signatory, Signature, did_you_mean, nearest, option,
};
use crate::source::{Change, Edit, Step, Value};
use crate::wording;
use crate::wording::Wording;

pub(super) fn signatory<'a>(
    agreement: &'a Agreement,
    organisation: &OrganisationId,
) -> Result<&'a Signatory, ActRefusal> {
    agreement.find_signatory(organisation).ok_or_else(|| {
        let id = &agreement.id.value;
        let all = agreement.signatories.iter();
        let ids = all.map(|signatory| signatory.organisation.value.as_str());
        let near = nearest(organisation.as_str(), ids);
        let help = did_you_mean(near.as_slice()).unwrap_or_else(|| {
            wording!(
                en: "`kumppani signatories --agreement {id}` lists them",
                fi: "`kumppani signatories --agreement {id}` luettelee allekirjoittajat"
            )
        });
        ActRefusal::with_help(
            wording!(
                en: "`{organisation}` is not a signatory of `{id}`",
                fi: "`{organisation}` ei ole sopimuksen `{id}` allekirjoittaja"
            ),
            help,
        )
    })
}

pub(super) fn plan_signatures(agreement: &Agreement, signatures: &[Signature]) -> Plan {
    let mut seen = BTreeSet::new();
    joined(signatures.iter().map(|signature| {
        let organisation = &signature.organisation;
        if seen.insert(organisation) {
            plan_signature(agreement, signature)
        } else {
            Err(ActRefusal::new(
                wording!(en: "`{organisation}` is named twice", fi: "`{organisation}` on mainittu kahdesti"),
            ))
        }
    }))
}

fn plan_signature(agreement: &Agreement, new: &Signature) -> Result<Vec<Edit>, ActRefusal> {
    let (organisation, on) = (&new.organisation, new.on);
    let present = signatory(agreement, organisation)?;
    if let Some(signed) = &present.signed {
        if signed.value == on {
            return plan_details(agreement, present, new);
        }
        let id = &agreement.id.value;
        return Err(ActRefusal::with_help(
            wording!(
                en: "`{organisation}` has already signed ({was}); a recorded signature is not changed",
                fi: "`{organisation}` on jo allekirjoittanut ({was}); kirjattua allekirjoitusta ei muuteta",
                was = signed.value
            ),
            correction(id, Some(organisation), &format!("--signed {on}")),
        ));
    }
    let mut edits = vec![on_signatory(organisation, "signed", Value::plain(&on))];
    edits.extend(plan_details(agreement, present, new)?);
    Ok(edits)
}

/// The signer's position, the decision and its case number, as far as they are not on record; what is on record is not
/// changed.
fn plan_details(
    agreement: &Agreement,
    present: &Signatory,
    new: &Signature,
) -> Result<Vec<Edit>, ActRefusal> {
    let organisation = &new.organisation;
    let mut edits = Vec::new();
    for (field, recorded, text) in [
        ("signed_by", &present.signed_by, &new.by),
        ("decision", &present.decision, &new.decision),
        ("record", &present.record, &new.record),
    ] {
        match (recorded, text) {
            (_, None) => {}
            (None, Some(text)) => edits.push(on_signatory(organisation, field, Value::text(text))),
            (Some(recorded), Some(text)) if recorded == text => {}
            (Some(recorded), Some(text)) => {
                let option = option(&format!("--{}", field.replace('_', "-")), text);
                return Err(ActRefusal::with_help(
                    wording!(
                        en: "`{organisation}`: {field} is already “{recorded}”; a recorded signature is not changed",
                        fi: "`{organisation}`: kentässä {field} on jo ”{recorded}”; kirjattua allekirjoitusta ei muuteta"
                    ),
                    correction(&agreement.id.value, Some(organisation), &option),
                ));
            }
        }
    }
    Ok(edits)
}

pub(super) fn plan_decline(
    agreement: &Agreement,
    organisation: &OrganisationId,
    on: PartialDate,
) -> Result<Vec<Edit>, ActRefusal> {
    let present = signatory(agreement, organisation)?;
    match &present.declined {
        Some(declined) if declined.value == on => Ok(Vec::new()),
        Some(declined) => Err(ActRefusal::with_help(
            wording!(
                en: "`{organisation}` has already declined ({was}); a recorded date is not changed",
                fi: "`{organisation}` on jo kieltäytynyt ({was}); kirjattua päivää ei muuteta",
                was = declined.value
            ),
            correction(
                &agreement.id.value,
                Some(organisation),
                &format!("--declined {on}"),
            ),
        )),
        None => Ok(vec![on_signatory(organisation, "declined", Value::plain(&on))]),
    }
}

pub(super) fn plan_withdrawal(
    agreement: &Agreement,
    organisation: &OrganisationId,
    (notice, effective): (PartialDate, Option<PartialDate>),
) -> Result<Vec<Edit>, ActRefusal> {
    let present = signatory(agreement, organisation)?;
    let effective = effective.map_or_else(|| effective_after(agreement, notice), Ok)?;
    if let Some(recorded) = &present.withdrawn {
        if recorded.notice.value == notice && recorded.effective.value == effective {
            return Ok(Vec::new());
        }
        let options = format!("--notice {notice} --effective {effective}");
        return Err(ActRefusal::with_help(
            wording!(
                en: "`{organisation}` has already given notice ({was}, effective {left}); a recorded withdrawal is not changed",
                fi: "`{organisation}` on jo ilmoittanut irtisanoutuvansa ({was}, voimaan {left}); kirjattua irtisanoutumista ei muuteta",
                was = recorded.notice.value, left = recorded.effective.value
            ),
            correction(&agreement.id.value, Some(organisation), &options),
        ));
    }
    let value = Value::Fields(vec![
        ("notice".to_owned(), Value::plain(&notice)),
        ("effective".to_owned(), Value::plain(&effective)),
    ]);
    Ok(vec![on_signatory(organisation, "withdrawn", value)])
}

/// From when a notice takes effect by the agreement's own period of notice.
fn effective_after(agreement: &Agreement, given: PartialDate) -> Result<PartialDate, ActRefusal> {
    let id = &agreement.id.value;
    let refusal = |message| {
        let help = Wording::fixed(
            "give the first day on which it is no longer bound: `--effective DATE`",
            "anna ensimmäinen päivä, jona sopimus ei enää sido sitä: `--effective PÄIVÄ`",
        );
        ActRefusal::with_help(message, help)
    };
    let Some(notice) = &agreement.term.notice else {
        return Err(refusal(wording!(
            en: "`{id}` has no period of notice (`term.notice`)",
            fi: "sopimuksella `{id}` ei ole irtisanomisaikaa (`term.notice`)"
        )));
    };
    let PartialDate::Day(given) = given else {
        return Err(refusal(wording!(
            en: "the day of the notice is not known ({given})",
            fi: "ilmoituksen päivä ei ole tiedossa ({given})",
            given
        )));
    };
    let effective = notice.value.effective_on(given).map(PartialDate::Day);
    effective.filter(|date| date.is_plausible()).ok_or_else(|| {
        refusal(wording!(
            en: "the notice of {length} runs beyond the year 2199",
            fi: "irtisanomisaika {length} ulottuu yli vuoden 2199",
            length = notice.value.label()
        ))
    })
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
