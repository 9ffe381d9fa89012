//! Approvals of a text before signing begins.

use std::collections::BTreeSet;

use super::signatories::signatory;
use super::{ActRefusal, Plan, correction, joined, on_agreement};
use crate::model::{Agreement, FrozenText, OrganisationId, PartialDate, Signatory};
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
    let party = signatory(agreement, organisation)?;
    let last = agreement.last_approval(organisation);
    if let Some(last) = last.filter(|last| last.text.value == text) {
        let is_same_decision = decision.is_none() || last.decision.as_deref() == decision;
        if last.on.value == on && is_same_decision {
            return Ok(Vec::new());
        }
        return Err(ActRefusal::with_help(
            wording!(
                en: "`{organisation}` has already approved this text ({was}); a recorded approval is not changed",
                fi: "`{organisation}` on jo hyväksynyt tämän tekstin ({was}); kirjattua hyväksyntää ei muuteta",
                was = last.on.value
            ),
            correction(
                &agreement.id.value,
                Some(organisation),
                &format!("--approved {on}"),
            ),
        ));
    }
    refuse_begun(agreement, party)?;
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

/// A text is approved before it is opened for signing or signed, and not by who has declined.
fn refuse_begun(agreement: &Agreement, party: &Signatory) -> Result<(), ActRefusal> {
    let (id, organisation) = (&agreement.id.value, &party.organisation.value);
    if let Some(declined) = &party.declined {
        return Err(ActRefusal::new(wording!(
            en: "`{organisation}` has declined to sign ({was})",
            fi: "`{organisation}` on kieltäytynyt allekirjoittamasta ({was})",
            was = declined.value
        )));
    }
    let help = wording!(
        en: "record the decision with the signature (`kumppani sign {id} {organisation} --on DATE --decision TEXT`)",
        fi: "kirjaa päätös allekirjoituksen yhteydessä (`kumppani sign {id} {organisation} --on PÄIVÄ --decision TEKSTI`)"
    );
    if let Some(opened) = &agreement.opened {
        return Err(ActRefusal::with_help(
            wording!(
                en: "`{id}` was opened for signing ({was}); a text is approved before that",
                fi: "sopimus `{id}` on avattu allekirjoitettavaksi {was}; teksti hyväksytään ennen sitä",
                was = opened.on.value
            ),
            help,
        ));
    }
    let mut signed = agreement.signatories.iter().filter_map(|one| one.signed.as_ref());
    match signed.next() {
        None => Ok(()),
        Some(_) if party.signed.is_some() => Err(ActRefusal::new(wording!(
            en: "`{organisation}` has signed `{id}`; a text is approved before that",
            fi: "`{organisation}` on allekirjoittanut sopimuksen `{id}`; teksti hyväksytään ennen sitä"
        ))),
        Some(_) => Err(ActRefusal::with_help(
            wording!(
                en: "`{id}` has signatures; a text is approved before that",
                fi: "sopimuksessa `{id}` on allekirjoituksia; teksti hyväksytään ennen niitä"
            ),
            help,
        )),
    }
}
