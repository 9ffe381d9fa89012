//! What happens to organisations between agreements: they get another name, and they cease. Recorded
//! in `organisations.yaml`, which is made where there is none.

use std::path::Path;

use chrono::NaiveDate;

use super::file::{self, Change as FileChange};
use super::{ActError, Performed, Refusal, Writing, told};
use crate::diagnostic::FilePath;
use crate::model::{Organisation, OrganisationId, PartialDate};
use crate::source::{self, Change, Content, Edit, FoundFile, Role, Step, Value};
use crate::wording;

/// Something that happened to an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OrganisationAct {
    /// It has another name.
    Rename {
        /// The new name.
        name: String,
        /// The last day of the old name, where it is known.
        until: Option<PartialDate>,
    },
    /// It ceased.
    Cease {
        /// The last day of its existence.
        on: PartialDate,
        /// Who took over its tasks.
        successors: Vec<NewSuccessor>,
    },
}

/// An organisation that took over, as it is to be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSuccessor {
    /// Which.
    pub organisation: OrganisationId,
    /// What passed to it.
    pub scope: Option<String>,
}

/// The file's path in a registry.
const FILE: &str = "agreements/organisations.yaml";

/// Records an act of an organisation. `signed_as` is its name in the latest agreement, for an
/// organisation of which nothing is recorded yet.
///
/// # Errors
/// `Refused` when the act contradicts the file, when the file has errors, or when somebody else
/// changed it meanwhile.
pub fn perform_on_organisation(
    root: &Path,
    organisation: &OrganisationId,
    signed_as: &str,
    act: &OrganisationAct,
    today: NaiveDate,
    writing: Writing,
) -> Result<Performed, ActError> {
    let change = FileChange::begin(root, writing)?;
    let found = source::walk(root).map_err(ActError::Walk)?;
    let present = found
        .files
        .into_iter()
        .find(|file| file.role == Role::Organisations);
    let (file, before) = match present {
        Some(file) => {
            let bytes = file::bytes(&file)?;
            (file, Some(bytes))
        }
        None => (new_file(root), None),
    };
    let organisations = match file::sound_content(&file, before.as_deref().unwrap_or_default(), today)? {
        Some(Content::Organisations(organisations)) => organisations,
        _ => Vec::new(),
    };
    let entry = organisations.iter().find(|entry| entry.id.value == *organisation);
    let edits = match act {
        OrganisationAct::Rename { name, until } => {
            plan_renaming(organisation, entry, signed_as, name, *until)
        }
        OrganisationAct::Cease { on, successors } => {
            plan_ceasing(organisation, entry, signed_as, *on, successors)?
        }
    };
    let base = with_list(before.as_deref().unwrap_or(HEAD.as_bytes()));
    change.finish(&file, (before.as_deref(), &base), &edits, today)
}

/// What a new file begins with.
const HEAD: &str = "# yaml-language-server: $schema=../schema/organisations.schema.json\n\n";

/// A list can only grow where there is one: a text of nothing but comments gets an empty one.
fn with_list(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let is_value = |line: &str| {
        let line = line.trim_start_matches('\u{feff}').trim();
        !line.is_empty() && !line.starts_with('#')
    };
    if text.lines().any(is_value) {
        return bytes.to_vec();
    }
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let is_whole = text.is_empty() || text.ends_with('\n');
    let gap = if is_whole { "" } else { newline };
    format!("{text}{gap}organisations: []{newline}").into_bytes()
}

fn new_file(root: &Path) -> FoundFile {
    FoundFile {
        path: FilePath::new(FILE),
        location: root.join(FILE),
        role: Role::Organisations,
        size: 0,
        modified: None,
    }
}

/// The old name is the one on record; where the record has the new one already, that of the latest
/// agreement, unless it is recorded as a former name.
fn plan_renaming(
    organisation: &OrganisationId,
    entry: Option<&Organisation>,
    signed_as: &str,
    name: &str,
    until: Option<PartialDate>,
) -> Vec<Edit> {
    let recorded = entry.map(|entry| entry.name.value.as_str());
    let is_former = |old: &str| entry.is_some_and(|entry| entry.was_called(old));
    let old = match recorded {
        Some(recorded) if recorded != name => Some(recorded),
        _ => Some(signed_as).filter(|signed_as| *signed_as != name && !is_former(signed_as)),
    };
    let Some(old) = old else {
        return Vec::new();
    };
    let mut former = vec![("name".to_owned(), Value::text(old))];
    former.extend(until.map(|until| ("until".to_owned(), Value::plain(&until))));
    let former = Value::Fields(former);
    if entry.is_none() {
        let fields = vec![("former_names", Value::List(vec![former]))];
        return vec![appended(organisation, name, fields)];
    }
    vec![
        on_entry(organisation, "name", Change::Set(Value::text(name))),
        on_entry(organisation, "former_names", Change::Append(former)),
    ]
}

fn plan_ceasing(
    organisation: &OrganisationId,
    entry: Option<&Organisation>,
    signed_as: &str,
    on: PartialDate,
    successors: &[NewSuccessor],
) -> Result<Vec<Edit>, Refusal> {
    if let Some(ceased) = entry
        .and_then(|entry| entry.ceased.as_ref())
        .filter(|ceased| ceased.value != on)
    {
        let (was, was_fi) = told(ceased.value);
        return Err(Refusal::with_help(
            wording!(
                en: "`{organisation}` ceased on {was} by the record; a recorded date is not changed",
                fi: "`{organisation}` on kirjattu lakanneeksi {was_fi}; kirjattua päivää ei muuteta"
            ),
            wording!(
                en: "correct {FILE} by hand if the date on record is wrong",
                fi: "korjaa {FILE} käsin, jos kirjattu päivä on väärä"
            ),
        ));
    }
    let mut added: Vec<Value> = Vec::new();
    for successor in successors {
        if is_new_successor(organisation, entry, successor)? {
            added.push(successor_value(successor));
        }
    }
    let Some(entry) = entry else {
        let mut fields = vec![("ceased", Value::plain(&on))];
        if !added.is_empty() {
            fields.push(("successors", Value::List(added)));
        }
        return Ok(vec![appended(organisation, signed_as, fields)]);
    };
    let mut edits = Vec::new();
    if entry.ceased.is_none() {
        edits.push(on_entry(organisation, "ceased", Change::Set(Value::plain(&on))));
    }
    let append = |value| on_entry(organisation, "successors", Change::Append(value));
    edits.extend(added.into_iter().map(append));
    Ok(edits)
}

/// Whether a successor is still to be recorded; one that is on record for something else is not
/// changed.
fn is_new_successor(
    organisation: &OrganisationId,
    entry: Option<&Organisation>,
    new: &NewSuccessor,
) -> Result<bool, Refusal> {
    let successor = &new.organisation;
    if successor == organisation {
        return Err(Refusal::new(wording!(
            en: "`{organisation}` cannot be its own successor",
            fi: "`{organisation}` ei voi olla oma seuraajansa"
        )));
    }
    let recorded = entry.and_then(|entry| {
        let mut successors = entry.successors.iter();
        successors.find(|recorded| recorded.organisation.value == *successor)
    });
    match recorded {
        None => Ok(true),
        Some(recorded) if new.scope.is_none() || recorded.scope == new.scope => Ok(false),
        Some(_) => Err(Refusal::with_help(
            wording!(
                en: "`{successor}` is on record as a successor with another scope",
                fi: "`{successor}` on jo kirjattu seuraajaksi, mutta eri osalle toimintaa"
            ),
            wording!(
                en: "correct {FILE} by hand if the scope on record is wrong",
                fi: "korjaa {FILE} käsin, jos kirjattu osa on väärä"
            ),
        )),
    }
}

fn successor_value(successor: &NewSuccessor) -> Value {
    let mut fields = vec![("organisation".to_owned(), Value::plain(&successor.organisation))];
    fields.extend(
        successor
            .scope
            .iter()
            .map(|scope| ("scope".to_owned(), Value::text(scope))),
    );
    Value::Fields(fields)
}

/// A new entry, with more fields than the id and the name.
fn appended(organisation: &OrganisationId, name: &str, more: Vec<(&str, Value)>) -> Edit {
    let fields = [("id", Value::plain(organisation)), ("name", Value::text(name))];
    let fields = fields.into_iter().chain(more);
    let fields = Value::Fields(fields.map(|(name, value)| (name.to_owned(), value)).collect());
    Edit::new([Step::field("organisations")], Change::Append(fields))
}

fn on_entry(organisation: &OrganisationId, field: &str, change: Change) -> Edit {
    Edit::new(
        [
            Step::field("organisations"),
            Step::entry("id", organisation.as_str()),
            Step::field(field),
        ],
        change,
    )
}
