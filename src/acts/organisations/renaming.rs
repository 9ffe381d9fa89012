//! Another name of an organisation. The old one is kept among the former names, with its last day where
//! that is known.

use super::{FILE, Subject, appended, on_entry};
use crate::acts::ActRefusal;
use crate::acts::file::plain_name;
use crate::model::{FormerName, Organisation, PartialDate};
use crate::source::{Change, Edit, Step, Value};
use crate::wording;

pub(super) fn plan(
    subject: &Subject<'_>,
    name: &str,
    until: Option<PartialDate>,
) -> Result<Vec<Edit>, ActRefusal> {
    let name = plain_name(name);
    if name.is_empty() {
        return Err(ActRefusal::new(
            wording!(en: "the name is empty", fi: "nimi on tyhjä"),
        ));
    }
    let organisation = subject.organisation;
    let Some(old) = old_name(subject, &name) else {
        return plan_last_day(subject, until);
    };
    let mut former = vec![("name".to_owned(), Value::text(&old))];
    former.extend(until.map(|until| ("until".to_owned(), Value::plain(&until))));
    let former = Value::Fields(former);
    if subject.entry.is_none() {
        let fields = vec![("former_names", Value::List(vec![former]))];
        return Ok(vec![appended(organisation, &name, fields)]);
    }
    Ok(vec![
        on_entry(organisation, "name", Change::Set(Value::text(&name))),
        on_entry(organisation, "former_names", Change::Append(former)),
    ])
}

/// The name that the new one takes the place of: the one on record; where the record has the new one
/// already, that of the latest agreement, unless it is recorded as a former name. `None` when nothing
/// is renamed.
fn old_name(subject: &Subject<'_>, name: &str) -> Option<String> {
    let recorded = subject.entry.map(|entry| plain_name(&entry.name.value));
    if let Some(recorded) = recorded.filter(|recorded| recorded != name) {
        return Some(recorded);
    }
    let signed_as = plain_name(subject.signed_as);
    let is_recorded = |entry: &Organisation| entry.was_called(&signed_as);
    let is_new = !signed_as.is_empty() && signed_as != name && !subject.entry.is_some_and(is_recorded);
    is_new.then_some(signed_as)
}

/// The name is on record; a last day of the former one that was not known then is added.
fn plan_last_day(subject: &Subject<'_>, until: Option<PartialDate>) -> Result<Vec<Edit>, ActRefusal> {
    let former = subject.entry.and_then(|entry| entry.former_names.last());
    match (until, former) {
        (Some(until), Some(FormerName { name, until: None })) => Ok(vec![Edit::new(
            [
                Step::field("organisations"),
                Step::entry("id", subject.organisation.as_str()),
                Step::field("former_names"),
                Step::entry("name", name),
                Step::field("until"),
            ],
            Change::Set(Value::plain(&until)),
        )]),
        (
            Some(until),
            Some(FormerName {
                until: Some(recorded),
                ..
            }),
        ) if *recorded != until => Err(ActRefusal::with_help(
            wording!(
                en: "the former name is recorded until {was}; a recorded date is not changed",
                fi: "entisen nimen viimeiseksi päiväksi on kirjattu {was}; kirjattua päivää ei muuteta",
                was = *recorded
            ),
            wording!(
                en: "correct {FILE} by hand if the recorded date is wrong",
                fi: "korjaa {FILE} käsin, jos kirjattu päivä on väärä"
            ),
        )),
        _ => Ok(Vec::new()),
    }
}
