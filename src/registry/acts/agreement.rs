//! Acts of an agreement as a whole: it is opened, extended and terminated.

use super::{Refusal, on_agreement, told};
use crate::model::{Agreement, Ending, FrozenText, PartialDate};
use crate::source::{Change, Edit, Step, Value};
use crate::wording;
use crate::wording::Wording;

pub(super) fn plan_termination(
    agreement: &Agreement,
    on: PartialDate,
    reason: Option<&str>,
) -> Result<Vec<Edit>, Refusal> {
    if let Some(terminated) = &agreement.terminated {
        if terminated.on.value == on {
            return Ok(Vec::new());
        }
        let (was, was_fi) = told(terminated.on.value);
        return Err(Refusal::new(wording!(
            en: "the agreement was terminated on {was} already",
            fi: "sopimus on jo irtisanottu {was_fi}"
        )));
    }
    if let Some(end) = agreement
        .term
        .effective_end_on()
        .filter(|end| *end < on.first_day())
    {
        let (end, end_fi) = told(end);
        return Err(Refusal::new(wording!(
            en: "the agreement ends by itself on {end}",
            fi: "sopimus päättyy jo {end_fi}"
        )));
    }
    let mut fields = vec![("on".to_owned(), Value::Plain(on.to_string()))];
    fields.extend(reason.map(|reason| ("reason".to_owned(), Value::Text(reason.to_owned()))));
    Ok(vec![on_agreement(
        "terminated",
        Change::Set(Value::Fields(fields)),
    )])
}

pub(super) fn plan_extension(
    agreement: &Agreement,
    until: PartialDate,
    decided: Option<PartialDate>,
    decision: Option<&str>,
) -> Result<Vec<Edit>, Refusal> {
    let Ending::On(end) = agreement.term.effective_ending() else {
        return Err(Refusal::new(Wording::fixed(
            "an open-ended agreement is not extended",
            "toistaiseksi voimassa olevaa sopimusta ei jatketa",
        )));
    };
    if end == until && !agreement.term.extensions.is_empty() {
        return Ok(Vec::new());
    }
    if let Some(terminated) = &agreement.terminated {
        let (was, was_fi) = told(terminated.on.value);
        return Err(Refusal::new(wording!(
            en: "the agreement was terminated on {was}",
            fi: "sopimus on irtisanottu {was_fi}"
        )));
    }
    if until.last_day() <= end.last_day() {
        let ((until, until_fi), (end, end_fi)) = (told(until), told(end));
        return Err(Refusal::new(wording!(
            en: "{until} is no later than the present end {end}",
            fi: "{until_fi} ei ole myöhemmin kuin nykyinen päättymispäivä {end_fi}"
        )));
    }
    let mut fields = vec![("until".to_owned(), Value::Plain(until.to_string()))];
    fields.extend(decided.map(|decided| ("decided".to_owned(), Value::Plain(decided.to_string()))));
    fields.extend(decision.map(|decision| ("decision".to_owned(), Value::Text(decision.to_owned()))));
    let at = vec![Step::Field("term".to_owned()), Step::Field("extended".to_owned())];
    Ok(vec![Edit {
        at,
        change: Change::Append(Value::Fields(fields)),
    }])
}

pub(super) fn plan_opening(agreement: &Agreement, on: PartialDate) -> Result<Vec<Edit>, Refusal> {
    if let Some(opened) = &agreement.opened {
        if opened.on.value == on {
            return Ok(Vec::new());
        }
        let (was, was_fi) = told(opened.on.value);
        return Err(Refusal::new(wording!(
            en: "signing began on {was} already",
            fi: "allekirjoittaminen on jo alkanut {was_fi}"
        )));
    }
    let signed = agreement
        .signatories
        .iter()
        .filter_map(|signatory| signatory.signed.as_ref());
    if let Some(first) = signed
        .map(|at| at.value)
        .find(|signed| signed.last_day() < on.first_day())
    {
        let ((first, first_fi), (on, on_fi)) = (told(first), told(on));
        return Err(Refusal::new(wording!(
            en: "somebody signed on {first}, before {on}",
            fi: "joku on allekirjoittanut jo {first_fi} eli ennen päivää {on_fi}"
        )));
    }
    if agreement.signatories.is_empty() {
        return Err(Refusal::new(Wording::fixed(
            "the agreement has no signatories who could sign it",
            "sopimuksella ei ole allekirjoittajia",
        )));
    }
    let fields = vec![
        ("on".to_owned(), Value::Plain(on.to_string())),
        (
            "text".to_owned(),
            Value::Plain(FrozenText::of(agreement).digest()),
        ),
    ];
    Ok(vec![on_agreement("opened", Change::Set(Value::Fields(fields)))])
}
