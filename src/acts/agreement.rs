//! Acts of an agreement as a whole: it is opened, extended and terminated.

use chrono::NaiveDate;

use super::{ActRefusal, correction, on_agreement};
use crate::diagnostic::Code;
use crate::model::time::Milestones;
use crate::model::{Agreement, AgreementId, EndFacts, Ending, Extension, FrozenText, PartialDate};
use crate::source::{Change, Edit, Step, Value};
use crate::wording;
use crate::wording::Wording;

pub(super) fn plan_termination(
    agreement: &Agreement,
    (on, given): (Option<PartialDate>, NaiveDate),
    reason: Option<&str>,
) -> Result<Vec<Edit>, ActRefusal> {
    let Some(terminated) = &agreement.terminated else {
        let on = on.map_or_else(|| earliest_termination(agreement, given), Ok)?;
        let mut fields = vec![("on".to_owned(), Value::plain(&on))];
        fields.extend(reason.map(|reason| ("reason".to_owned(), Value::text(reason))));
        return Ok(vec![on_agreement(
            "terminated",
            Change::Set(Value::Fields(fields)),
        )]);
    };
    if let Some(on) = on.filter(|on| terminated.on.value != *on) {
        return Err(ActRefusal::with_help(
            wording!(
                en: "the agreement is already terminated ({was})",
                fi: "sopimus on jo irtisanottu {was}",
                was = terminated.on.value
            ),
            correction(&agreement.id.value, None, &format!("--terminated {on}")),
        ));
    }
    let at = || vec![Step::field("terminated"), Step::field("reason")];
    let added = added("reason", terminated.reason.as_deref(), reason)?;
    Ok(added
        .map(|value| Edit::new(at(), Change::Set(value)))
        .into_iter()
        .collect())
}

/// From when the agreement ends by its own terms if notice is given on a day.
fn earliest_termination(agreement: &Agreement, given: NaiveDate) -> Result<PartialDate, ActRefusal> {
    let id = &agreement.id.value;
    let earliest = EndFacts::earliest_termination(agreement, given);
    let lapses = Milestones::of(agreement, None).lapses_on();
    if let (Some(earliest), Some(end)) = (earliest, lapses)
        && earliest > end
    {
        return Err(ends_before(id, (earliest, end), given));
    }
    let on = earliest.map(PartialDate::Day);
    on.filter(|on| on.is_plausible()).ok_or_else(|| {
        ActRefusal::with_help(
            wording!(
                en: "`{id}` has no period of notice and does not continue by itself (`term.notice`, `term.continues`)",
                fi: "sopimuksella `{id}` ei ole irtisanomisaikaa, eikä se jatku itsestään (`term.notice`, `term.continues`)"
            ),
            Wording::fixed(
                "give the first day on which it is no longer in force: `--on DATE`",
                "anna ensimmäinen päivä, jona sopimus ei ole voimassa: `--on PÄIVÄ`",
            ),
        )
    })
}

/// That an agreement ends by its term before a notice could end it.
fn ends_before(id: &AgreementId, (earliest, end): (NaiveDate, NaiveDate), given: NaiveDate) -> ActRefusal {
    if end < given {
        return ActRefusal::new(wording!(
            en: "`{id}` ended by its term on {end}",
            fi: "sopimuksen `{id}` kausi päättyi {end}",
            end
        ));
    }
    ActRefusal::with_help(
        wording!(
            en: "`{id}` ends by its term on {end}, before a notice given on {given} could take effect ({earliest})",
            fi: "sopimuksen `{id}` kausi päättyy {end}, ennen kuin {given} tehty irtisanominen voisi tulla voimaan ({earliest})",
            end, given, earliest
        ),
        Wording::fixed(
            "if the parties have agreed on an earlier end, give its day: `--on DATE`",
            "jos aikaisemmasta päättymisestä on sovittu, anna sen päivä: `--on PÄIVÄ`",
        ),
    )
}

/// A text that an act adds to a fact on record; what is on record is not changed.
fn added(field: &str, recorded: Option<&str>, given: Option<&str>) -> Result<Option<Value>, ActRefusal> {
    match (recorded, given) {
        (_, None) => Ok(None),
        (None, Some(given)) => Ok(Some(Value::text(given))),
        (Some(recorded), Some(given)) if recorded == given => Ok(None),
        (Some(recorded), Some(_)) => Err(ActRefusal::new(wording!(
            en: "{field} is already “{recorded}”; a recorded fact is not changed",
            fi: "kentässä {field} on jo ”{recorded}”; kirjattua tietoa ei muuteta"
        ))),
    }
}

pub(super) fn plan_extension(
    agreement: &Agreement,
    until: PartialDate,
    decided: Option<PartialDate>,
    decision: Option<&str>,
) -> Result<Vec<Edit>, ActRefusal> {
    let extended = agreement.term.extensions.last();
    if let Some(recorded) = extended.filter(|last| last.until.value == until) {
        return plan_decision(recorded, decided, decision);
    }
    let is_open_ended = agreement.term.effective_ending() == Ending::OpenEnded;
    if let Some(terminated) = agreement
        .terminated
        .as_ref()
        .filter(|_| decided.is_none() && !is_open_ended)
    {
        return Err(ActRefusal::with_help(
            wording!(
                en: "the agreement was terminated ({was})",
                fi: "sopimus on irtisanottu ({was})",
                was = terminated.on.value
            ),
            Wording::fixed(
                "record an extension that was decided earlier with its day: `--decided`",
                "sitä ennen päätetty jatko kirjataan päivineen: `--decided`",
            ),
        ));
    }
    let mut fields = vec![("until".to_owned(), Value::plain(&until))];
    fields.extend(decided.map(|decided| ("decided".to_owned(), Value::plain(&decided))));
    fields.extend(decision.map(|decision| ("decision".to_owned(), Value::text(decision))));
    let at = [Step::field("term"), Step::field("extended")];
    Ok(vec![Edit::new(at, Change::Append(Value::Fields(fields)))])
}

/// The day and the name of the decision of an extension on record, as far as they are not on record.
fn plan_decision(
    recorded: &Extension,
    decided: Option<PartialDate>,
    decision: Option<&str>,
) -> Result<Vec<Edit>, ActRefusal> {
    let was = recorded.decided.as_ref().map(|decided| decided.value.to_string());
    let decided = decided.map(|decided| decided.to_string());
    let fields = [
        (
            "decided",
            added("decided", was.as_deref(), decided.as_deref())?
                .and(decided.as_deref())
                .map(Value::plain),
        ),
        (
            "decision",
            added("decision", recorded.decision.as_deref(), decision)?,
        ),
    ];
    let edit = |(field, value): (&str, Option<Value>)| {
        let until = recorded.until.value.to_string();
        let at = [
            Step::field("term"),
            Step::field("extended"),
            Step::entry("until", &until),
            Step::field(field),
        ];
        Some(Edit::new(at, Change::Set(value?)))
    };
    Ok(fields.into_iter().filter_map(edit).collect())
}

pub(super) fn plan_opening(agreement: &Agreement, on: PartialDate) -> Result<Vec<Edit>, ActRefusal> {
    if let Some(opened) = &agreement.opened {
        if opened.on.value == on {
            return Ok(Vec::new());
        }
        return Err(ActRefusal::with_help(
            wording!(
                en: "signing has already begun ({was})",
                fi: "allekirjoittaminen on jo alkanut {was}",
                was = opened.on.value
            ),
            correction(&agreement.id.value, None, &format!("--opened {on}")),
        ));
    }
    refuse_empty_variables(agreement)?;
    let fields = vec![
        ("on".to_owned(), Value::plain(&on)),
        (
            "text".to_owned(),
            Value::Plain(FrozenText::of(agreement).digest()),
        ),
    ];
    Ok(vec![on_agreement("opened", Change::Set(Value::Fields(fields)))])
}

/// A text in which a name in braces would be left is not opened for signing, unless the file accepts that.
fn refuse_empty_variables(agreement: &Agreement) -> Result<(), ActRefusal> {
    let mut waivers = agreement.waivers.iter();
    if waivers.any(|waiver| waiver.code.value == Code::VariableWithoutValue.name()) {
        return Ok(());
    }
    let Some((provision, variable)) = agreement.variables_without_value().next() else {
        return Ok(());
    };
    let number = provision.number;
    let (name, field) = (variable.in_braces(), variable.field());
    Err(ActRefusal::with_help(
        wording!(
            en: "nothing is recorded for the variable `{name}` in provision {number}",
            fi: "sopimusehdon {number} muuttuvaa tietoa `{name}` ei ole kirjattu sopimukseen"
        ),
        wording!(
            en: "record it (`{field}`), or write the text without it",
            fi: "kirjaa se (`{field}`) tai kirjoita teksti ilman sitä"
        ),
    ))
}
