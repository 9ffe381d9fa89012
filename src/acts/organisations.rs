//! What happens to organisations between agreements: they get another name, and they cease. Recorded
//! in `organisations.yaml`, which is made where there is none.

mod renaming;

use std::path::Path;

use chrono::NaiveDate;

use super::file::{self, Present};
use super::{ActError, ActRefusal, Ground, Performed, Transaction, truth};
use crate::diagnostic::{Code, Diagnostic, FilePath};
use crate::disk;
use crate::model::truth::{Rule, new_violations};
use crate::model::{Organisation, OrganisationId, PartialDate, Registry};
use crate::registry::check;
use crate::source::{self, Change, Content, Edit, FoundFile, NetworkOf, Role, Step, Value};
use crate::validate;
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
pub(super) const FILE: &str = "agreements/organisations.yaml";

/// Records an act of an organisation. `signed_as` is its name in the latest agreement, for an
/// organisation of which nothing is recorded yet.
///
/// # Errors
/// `Refused` when the act contradicts the file, when the file has errors, or when somebody else
/// changed it meanwhile.
pub fn perform_on_organisation(
    ground: &Ground<'_>,
    organisation: &OrganisationId,
    signed_as: &str,
    act: &OrganisationAct,
) -> Result<Performed, ActError> {
    let (root, today) = (ground.writer.root(), ground.today);
    let change = Transaction::begin(ground.writer, ground.writing)?;
    let found = ground.found_now()?;
    let (file, before) = match find(root, &found)? {
        Some(file) => (file.clone(), Some(file::bytes(file)?)),
        None => (new_file(root, found.network.clone()), None),
    };
    let present = Present::read(&file, before.as_deref().unwrap_or_default(), today);
    let organisations = present.organisations()?;
    let subject = Subject {
        organisation,
        signed_as,
        entry: organisations.iter().find(|entry| entry.id.value == *organisation),
    };
    let edits = match act {
        OrganisationAct::Rename { name, until } => renaming::plan(&subject, name, *until)?,
        OrganisationAct::Cease { on, successors } => plan_ceasing(&subject, *on, successors)?,
    };
    if edits.is_empty() {
        let unchanged = before.as_deref().unwrap_or_default();
        return change.finish(&file, before.as_deref(), unchanged, &present);
    }
    let base = file::with_list(before.as_deref().unwrap_or(HEAD.as_bytes()), "organisations");
    let after = file::edited(&file, &base, &edits)?;
    refuse_untrue(&found, organisations, (&file, &after), today)?;
    change.finish(&file, before.as_deref(), &after, &present)
}

/// What the command says by itself: a successor may be recorded before the registry knows it.
const TOLD_BY_COMMAND: Code = Code::UnknownSuccessor;

/// What the agreements say of an organisation must be possible by its record, and so must what the record
/// says of one with what it says of the others.
fn refuse_untrue(
    found: &source::Found,
    before: &[Organisation],
    (file, after): (&FoundFile, &[u8]),
    today: NaiveDate,
) -> Result<(), ActError> {
    let reading = source::read_bytes(&file.path, file.role, file.network.get(), after.to_vec());
    let Some(Content::Organisations(after)) = reading.content else {
        return Ok(());
    };
    let models = check::models_of(found, today, &|_| true, &|_| {});
    for agreement in &models.registry.agreements {
        let known = truth::of_record(agreement, before, today);
        let found = new_violations(&known, truth::of_record(agreement, &after, today));
        let late = found.iter().find(|found| found.rule == Rule::SignedAfterCeasing);
        if let Some(late) = late {
            return Err(truth::describe(agreement, late).into());
        }
    }
    let mut registry = models.registry;
    registry.organisations_file = Some(file.path.clone());
    let known = of_file(&mut registry, before.to_vec(), today);
    let found = of_file(&mut registry, after, today);
    let is_new = |found: &Diagnostic| !known.iter().any(|known| known.message == found.message);
    match found.into_iter().find(is_new) {
        None => Ok(()),
        Some(found) => Err(ActRefusal {
            help: found.help,
            ..ActRefusal::new(found.message)
        }
        .into()),
    }
}

/// What validation finds in the file of the organisations itself.
fn of_file(registry: &mut Registry, organisations: Vec<Organisation>, today: NaiveDate) -> Vec<Diagnostic> {
    registry.organisations = organisations;
    let is_of_file = |found: &Diagnostic| {
        Role::of(&found.place.file) == Role::Organisations && found.code != TOLD_BY_COMMAND
    };
    let findings = validate::check_registry(registry, today).findings.sorted();
    findings.into_iter().filter(is_of_file).collect()
}

/// An organisation and what is recorded of it.
struct Subject<'a> {
    organisation: &'a OrganisationId,
    signed_as: &'a str,
    entry: Option<&'a Organisation>,
}

/// What is recorded of organisations; nothing where there is no file, or one with errors.
pub(super) fn recorded(ground: &Ground<'_>) -> Result<Vec<Organisation>, ActError> {
    let Some(file) = find(ground.writer.root(), ground.found)? else {
        return Ok(Vec::new());
    };
    let bytes = file::bytes(file)?;
    let present = Present::read(file, &bytes, ground.today);
    let is_sound = !present.has_errors();
    let organisations = present.organisations().ok().filter(|_| is_sound);
    Ok(organisations.map(<[Organisation]>::to_vec).unwrap_or_default())
}

/// The file, when there is one. What the walk passes over, such as a link, is none of ours to write.
fn find<'f>(root: &Path, found: &'f source::Found) -> Result<Option<&'f FoundFile>, ActError> {
    let mut files = found.files.iter();
    let present = files.find(|file| file.role == Role::Organisations);
    if present.is_none() && disk::is_there(&root.join(FILE)) {
        return Err(ActRefusal::with_help(
            wording!(en: "{FILE} is not a regular file", fi: "{FILE} ei ole tavallinen tiedosto"),
            wording!(en: "replace it with the file itself", fi: "pane tilalle itse tiedosto"),
        )
        .into());
    }
    Ok(present)
}

/// What a new file begins with.
const HEAD: &str = "# yaml-language-server: $schema=../schema/organisations.schema.json\n\n";

fn new_file(root: &Path, network: NetworkOf) -> FoundFile {
    FoundFile {
        path: FilePath::new(FILE),
        location: root.join(FILE),
        role: Role::Organisations,
        size: 0,
        modified: None,
        identity: source::Identity::default(),
        network,
        supposed: None,
    }
}

fn plan_ceasing(
    subject: &Subject<'_>,
    on: PartialDate,
    successors: &[NewSuccessor],
) -> Result<Vec<Edit>, ActRefusal> {
    let (organisation, entry) = (subject.organisation, subject.entry);
    refuse_other_end(subject, on)?;
    let mut added: Vec<Value> = Vec::new();
    for (at, successor) in successors.iter().enumerate() {
        let id = &successor.organisation;
        if successors[..at].iter().any(|earlier| earlier.organisation == *id) {
            return Err(ActRefusal::new(
                wording!(en: "`{id}` is named twice", fi: "`{id}` on mainittu kahdesti"),
            ));
        }
        if is_new_successor(subject, successor)? {
            added.push(successor_value(successor));
        }
    }
    let Some(entry) = entry else {
        let mut fields = vec![("ceased", Value::plain(&on))];
        if !added.is_empty() {
            fields.push(("successors", Value::List(added)));
        }
        return Ok(vec![appended(organisation, subject.signed_as, fields)]);
    };
    let mut edits = Vec::new();
    if entry.ceased.is_none() {
        edits.push(on_entry(organisation, "ceased", Change::Set(Value::plain(&on))));
    }
    let append = |value| on_entry(organisation, "successors", Change::Append(value));
    edits.extend(added.into_iter().map(append));
    Ok(edits)
}

/// A recorded end is not changed.
fn refuse_other_end(subject: &Subject<'_>, on: PartialDate) -> Result<(), ActRefusal> {
    let organisation = subject.organisation;
    let recorded = subject.entry.and_then(|entry| entry.ceased.as_ref());
    let Some(ceased) = recorded.filter(|ceased| ceased.value != on) else {
        return Ok(());
    };
    Err(ActRefusal::with_help(
        wording!(
            en: "`{organisation}` is already recorded as ceased ({was}); a recorded date is not changed",
            fi: "`{organisation}` on kirjattu lakanneeksi {was}; kirjattua päivää ei muuteta",
            was = ceased.value
        ),
        wording!(
            en: "if the recorded date is wrong, correct {FILE}: `kumppani edit organisations`",
            fi: "jos kirjattu päivä on väärä, korjaa {FILE}: `kumppani edit organisations`"
        ),
    ))
}

/// Whether a successor is still to be recorded; one that is on record for something else is not changed.
fn is_new_successor(subject: &Subject<'_>, new: &NewSuccessor) -> Result<bool, ActRefusal> {
    let successor = &new.organisation;
    let recorded = subject.entry.and_then(|entry| {
        let mut successors = entry.successors.iter();
        successors.find(|recorded| recorded.organisation.value == *successor)
    });
    match recorded {
        None => Ok(true),
        Some(recorded) if new.scope.is_none() || recorded.scope == new.scope => Ok(false),
        Some(_) => Err(ActRefusal::with_help(
            wording!(
                en: "`{successor}` is already recorded as a successor, with a different scope",
                fi: "`{successor}` on jo kirjattu seuraajaksi, mutta eri osalle toimintaa"
            ),
            wording!(
                en: "if the recorded scope is wrong, correct {FILE}: `kumppani edit organisations`",
                fi: "jos kirjattu osa on väärä, korjaa {FILE}: `kumppani edit organisations`"
            ),
        )),
    }
}

fn successor_value(successor: &NewSuccessor) -> Value {
    let mut fields = vec![(
        "organisation".to_owned(),
        Value::text(successor.organisation.to_string()),
    )];
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
    let fields = [
        ("id", Value::text(organisation.to_string())),
        ("name", Value::text(name)),
    ];
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
