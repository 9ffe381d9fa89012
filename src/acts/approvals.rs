//! Approvals of a text before signing begins.

use std::collections::BTreeSet;

use super::signatories::signatory;
use super::{ActRefusal, Plan, joined, on_agreement};
use crate::model::{Agreement, FrozenText, OrganisationId, PartialDate};
use crate::source::{Change, Edit, Value};
use crate::wording;

pub(super) fn plan_approvals(
    agreement: &Agreement,
    organisations: &[OrganisationId],
    on: PartialDate,
    decision: Option<&str>,
) -> Plan {
    let text = FrozenText::of(agreement).digest();
    let mut seen = BTreeSet::new();
    joined(organisations.iter().map(|organisation| {
        if !seen.insert(organisation) {
            return Err(ActRefusal::new(
                wording!(en: "`{organisation}` is named twice", fi: "`{organisation}` on mainittu kahdesti"),
            ));
        }
        plan_approval(agreement, organisation, (on, decision), &text)
    }))
}

fn plan_approval(
    agreement: &Agreement,
    organisation: &OrganisationId,
    (on, decision): (PartialDate, Option<&str>),
    text: &str,
) -> Result<Vec<Edit>, ActRefusal> {
    signatory(agreement, organisation)?;
    let last = agreement.last_approval(organisation);
    if let Some(last) = last.filter(|last| last.text.value == text) {
        let is_same_decision = decision.is_none() || last.decision.as_deref() == decision;
        if last.on.value == on && is_same_decision {
            return Ok(Vec::new());
        }
        let file = &agreement.file;
        return Err(ActRefusal::with_help(
            wording!(
                en: "`{organisation}` has already approved this text ({was}); a recorded approval is not changed",
                fi: "`{organisation}` on jo hyväksynyt tämän tekstin ({was}); kirjattua hyväksyntää ei muuteta",
                was = last.on.value
            ),
            wording!(
                en: "correct `approved` in {file} by hand if it is wrong",
                fi: "korjaa tiedoston {file} kenttä `approved` käsin, jos se on väärä"
            ),
        ));
    }
    if let Some(opened) = &agreement.opened {
        let id = &agreement.id.value;
        return Err(ActRefusal::with_help(
            wording!(
                en: "`{id}` was opened for signing ({was}); a text is approved before that",
                fi: "sopimus `{id}` on avattu allekirjoitettavaksi {was}; teksti hyväksytään ennen sitä",
                was = opened.on.value
            ),
            wording!(
                en: "record the decision with the signature (`kumppani sign {id} {organisation} --on DATE --decision TEXT`)",
                fi: "kirjaa päätös allekirjoituksen yhteydessä (`kumppani sign {id} {organisation} --on PÄIVÄ --decision TEKSTI`)"
            ),
        ));
    }
    if let Some(last) = last.filter(|last| on.last_day() < last.on.value.first_day()) {
        return Err(ActRefusal::new(wording!(
            en: "`{organisation}` approved an earlier text later than that ({was})",
            fi: "`{organisation}` on hyväksynyt aiemman tekstin vasta sen jälkeen ({was})",
            was = last.on.value
        )));
    }
    let mut fields = vec![
        ("organisation".to_owned(), Value::plain(organisation)),
        ("on".to_owned(), Value::plain(&on)),
    ];
    fields.extend(decision.map(|decision| ("decision".to_owned(), Value::text(decision))));
    fields.push(("text".to_owned(), Value::Plain(text.to_owned())));
    Ok(vec![on_agreement(
        "approved",
        Change::Append(Value::Fields(fields)),
    )])
}
