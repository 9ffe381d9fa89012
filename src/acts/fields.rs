//! Changes of fields by their places. What has a command of its own is refused: facts that were recorded, and the text
//! that was frozen when signing began. The facts and the text before and after are compared as models, so that it
//! does not matter how a change comes about.

mod facts;
mod protected;
mod text;

pub use self::protected::Protected;

use chrono::NaiveDate;

use self::facts::{COMMANDS, CORRECTIONS, IsFact, changed_facts, facts};
use self::text::changed_text;
use super::writer::changed;
use super::{Act, ActRefusal, Plan, file, joined, on_agreement, registrations};
use crate::model::{Agreement, operand};
use crate::source::{self, Change, Edit, FieldDifference, FoundFile, Step, Value};
use crate::wording;
use crate::wording::Wording;

/// Changes of fields; all are made, or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChanges {
    /// The bytes of the file in which their places were found.
    pub seen: Vec<u8>,
    pub edits: Vec<Edit>,
    /// Why, where they correct what is recorded.
    pub correcting: Option<Correcting>,
}

/// A correction of what is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correcting {
    /// The day of it.
    pub on: NaiveDate,
    /// Why.
    pub because: String,
}

impl FieldChanges {
    /// The edits, and where they are corrections a line for each difference that they make.
    ///
    /// # Errors
    /// As of [`file::edited`].
    pub(super) fn with_corrections(&self, file: &FoundFile, before: &[u8]) -> Result<Vec<Edit>, ActRefusal> {
        let Some(correcting) = &self.correcting else {
            return Ok(self.edits.clone());
        };
        let after = file::edited(file, before, &self.edits)?;
        let differences = source::field_differences(&file.path, file.role, (before, &after));
        let line = |difference: FieldDifference| {
            let (was, is) = difference.kind.both();
            let fields = [
                ("on", Some(Value::plain(&correcting.on))),
                ("what", Some(Value::text(difference.path))),
                ("was", was.map(Value::text)),
                ("is", is.map(Value::text)),
                ("because", Some(Value::text(&correcting.because))),
            ];
            let fields = fields.into_iter();
            let fields = fields.filter_map(|(name, value)| Some((name.to_owned(), value?)));
            on_agreement("corrections", Change::Append(Value::Fields(fields.collect())))
        };
        let lines = differences.unwrap_or_default().into_iter().map(line);
        Ok(self.edits.iter().cloned().chain(lines).collect())
    }
}

/// The edits, unless the file is another one than their places were found in, or a fact is recorded otherwise.
pub(super) fn plan_fields(agreement: &Agreement, changes: &FieldChanges, before: &[u8]) -> Plan {
    if changes.seen != before {
        let refusal = changed(&agreement.file);
        return (Vec::new(), vec![refusal]);
    }
    let is_correction = changes.correcting.is_some();
    let known = facts(agreement);
    joined(changes.edits.iter().map(|edit| {
        let path = names(edit);
        if path.first().is_some_and(|name| name == CORRECTIONS) {
            return Err(history());
        }
        let of_fact = COMMANDS.iter().find(|command| command.is_of(&path));
        match of_fact.filter(|command| command.is_fact == IsFact::Always && !is_correction) {
            Some(command) => {
                let is_known = known.contains_key(&path[..command.path.len()]);
                Err(command.refusal(agreement, &path, is_known))
            }
            None => Ok(vec![edit.clone()]),
        }
    }))
}

/// What differs between two texts of a file, but for the lines that a correction adds.
pub(super) fn told_differences(file: &FoundFile, before: &[u8], after: &[u8]) -> Vec<FieldDifference> {
    let differences = source::field_differences(&file.path, file.role, (before, after));
    let is_told = |difference: &FieldDifference| !difference.path.starts_with(CORRECTIONS);
    differences
        .unwrap_or_default()
        .into_iter()
        .filter(is_told)
        .collect()
}

/// Whether an act takes an entry of a signatory away, whose facts may be what could not be read.
pub(super) fn hides_facts(act: &Act) -> bool {
    let Act::Fields(changes) = act else { return false };
    let is_removal = |edit: &Edit| {
        matches!(edit.change, Change::Remove) && edit.at.len() <= 2 && names(edit)[0] == "signatories"
    };
    changes.edits.iter().any(is_removal)
}

/// Why the list of corrections is not changed.
fn history() -> ActRefusal {
    ActRefusal::with_help(
        wording!(
            en: "`{CORRECTIONS}` keeps what was corrected and is not changed itself",
            fi: "`{CORRECTIONS}` säilyttää tehdyt oikaisut, eikä sitä itseään muuteta"
        ),
        Wording::fixed(
            "`kumppani correct` adds to it; `kumppani undo` takes back the last command",
            "`kumppani correct` lisää siihen; `kumppani undo` kumoaa viimeisen komennon",
        ),
    )
}

/// What of the changes is refused, each with the edit that it comes from.
pub(super) fn refused_changes(
    changes: &FieldChanges,
    (before, after): (&Agreement, &Agreement),
    today: NaiveDate,
) -> Vec<ActRefusal> {
    let edits = &changes.edits;
    let is_correction = changes.correcting.is_some();
    let mut refused = changed_facts(edits, (before, after), is_correction);
    refused.extend(late_signatories(edits, before, after, today));
    refused.extend(changed_text(edits, (before, after), is_correction));
    refused
}

/// Entries of signatories after entry into force, which have a day of accession.
fn late_signatories(
    edits: &[Edit],
    before: &Agreement,
    after: &Agreement,
    today: NaiveDate,
) -> Vec<ActRefusal> {
    if registrations::accession(before, today).is_none() {
        return Vec::new();
    }
    let id = &before.id.value;
    let new = after
        .signatories
        .iter()
        .filter(|entry| before.find_signatory(&entry.organisation.value).is_none());
    new.map(|entry| {
        let organisation = &entry.organisation.value;
        let name = operand(&entry.name.value);
        let path = ["signatories".to_owned(), organisation.to_string()];
        of_edit(edits, &path, ActRefusal::with_help(
            wording!(
                en: "the agreement has entered into force, so `{organisation}` joins it on a day",
                fi: "sopimus on tullut voimaan, joten `{organisation}` liittyy siihen jonakin päivänä"
            ),
            wording!(
                en: "register it: `kumppani register {id} {organisation} --name {name} --joined DATE`",
                fi: "kirjaa liittyminen: `kumppani register {id} {organisation} --name {name} --joined PÄIVÄ`"
            ),
        ))
    })
    .collect()
}

/// The refusal of the first edit at a path, above it or below it.
fn of_edit(edits: &[Edit], path: &[String], refusal: ActRefusal) -> ActRefusal {
    let is_it = |edit: &Edit| edit.at.iter().zip(path).all(|(step, name)| is_named(step, name));
    match edits.iter().position(is_it) {
        Some(entry) if edits.len() > 1 => refusal.of_entry(entry),
        _ => refusal,
    }
}

/// The names of a place; those of entries that are named by their number are numbers from 1.
fn names(edit: &Edit) -> Vec<String> {
    let name = |step: &Step| match step {
        Step::Field(name) => name.clone(),
        Step::Entry { value, .. } | Step::Named { value, .. } | Step::Item(value) => value.clone(),
        Step::Number(number) => (number + 1).to_string(),
    };
    edit.at.iter().map(name).collect()
}

fn is_named(step: &Step, name: &str) -> bool {
    match step {
        Step::Field(field) => field == name,
        Step::Entry { value, .. } | Step::Named { value, .. } | Step::Item(value) => value == name,
        Step::Number(_) => true,
    }
}
