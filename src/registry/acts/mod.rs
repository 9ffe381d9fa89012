//! Acts: the facts that a coordinator records in an agreement's file, each checked against what the
//! file already says. An act is planned on the model, written as an edit of the text, and proved
//! before the file is replaced. A refused act writes nothing.

mod agreement;
mod signatories;

use std::fs::File;
use std::path::Path;

use chrono::NaiveDate;

use self::agreement::{plan_extension, plan_opening, plan_termination};
use self::signatories::{plan_refusal, plan_registration, plan_signature, plan_withdrawal};
use super::{check, read};
use crate::diagnostic::{Diagnostic, FilePath};
use crate::model::{Agreement, AgreementId, OrganisationId, OrganisationKind, PartialDate, Regions};
use crate::source::{self, Change, Content, Edit, FoundFile, Role, Step, WriteError};
use crate::wording;
use crate::wording::{Lang, Wording};

/// Something that happened to an agreement or to its signatories.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Organisations signed.
    Sign {
        /// Which.
        organisations: Vec<OrganisationId>,
        /// When.
        on: PartialDate,
        /// The signer's position.
        by: Option<String>,
        /// The organisation's own decision.
        decision: Option<String>,
    },
    /// An organisation declined to sign.
    Decline {
        /// Which.
        organisation: OrganisationId,
        /// When.
        on: PartialDate,
    },
    /// An organisation gave notice.
    Withdraw {
        /// Which.
        organisation: OrganisationId,
        /// When it gave notice.
        notice: PartialDate,
        /// From when it is no longer bound.
        effective: PartialDate,
    },
    /// The agreement was ended by notice.
    Terminate {
        /// From when it binds nobody.
        on: PartialDate,
        /// Why.
        reason: Option<String>,
    },
    /// The end was moved.
    Extend {
        /// The new end.
        until: PartialDate,
        /// When that was decided.
        decided: Option<PartialDate>,
        /// The decision's name in the records.
        decision: Option<String>,
    },
    /// An organisation joins the list of signatories.
    Register(Registration),
    /// Signing began: the text is frozen.
    Open {
        /// When.
        on: PartialDate,
    },
}

/// A new entry of the list of signatories.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    /// The organisation.
    pub organisation: OrganisationId,
    /// Its name as it will sign.
    pub name: String,
    /// What it is.
    pub kind: OrganisationKind,
    /// The areas that it signs for.
    pub regions: Regions,
    /// The day; once the term has begun, it is the day of accession.
    pub on: NaiveDate,
}

/// Why an act was not recorded; nothing was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The reason.
    pub message: Wording,
    /// The next step.
    pub help: Option<Wording>,
}

impl Refusal {
    fn new(message: Wording) -> Self {
        Self { message, help: None }
    }

    fn with_help(message: Wording, help: Wording) -> Self {
        Self {
            message,
            help: Some(help),
        }
    }
}

/// Whether an act is written or only shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    /// The file is replaced.
    Done,
    /// Nothing is written.
    OnlyShown,
}

/// What an act changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Performed {
    /// The agreement's file.
    pub file: FilePath,
    /// Its bytes before.
    pub before: Vec<u8>,
    /// Its bytes after; equal when everything was on record already.
    pub after: Vec<u8>,
}

/// Why an act could not even be tried, or was refused.
#[derive(Debug)]
pub enum ActError {
    /// The act contradicts what is on record, or the edit could not be made safely.
    Refused(Refusal),
    /// The folder is no registry.
    Walk(source::WalkError),
    /// The disk failed.
    Io(FilePath, std::io::Error),
}

impl From<Refusal> for ActError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Records an act in the file of an agreement.
///
/// # Errors
/// `Refused` when the act contradicts the file, when the file has errors, or when somebody else
/// changed it meanwhile.
pub fn perform(
    root: &Path,
    agreement: &AgreementId,
    act: &Act,
    today: NaiveDate,
    writing: Writing,
) -> Result<Performed, ActError> {
    let _lock = match writing {
        Writing::Done => Some(lock(root).map_err(|error| ActError::Io(FilePath::new(LOCK), error))?),
        Writing::OnlyShown => None,
    };
    let file = file_of(root, agreement)?;
    let before = match read::open(&file) {
        read::Opened::Bytes(bytes) => bytes,
        read::Opened::Unreadable(found) => return Err(Refusal::new(found.message.clone()).into()),
    };
    let present = sound_agreement(&file, &before, today)?;
    let edits = plan(&present, act, today)?;
    let after = if edits.is_empty() {
        before.clone()
    } else {
        source::edited(&file.path, &before, Role::Agreement, &edits)
            .map_err(|problem| Refusal::new(problem.message))?
    };
    refuse_new_errors(&file, &after, today)?;
    if writing == Writing::Done && after != before {
        write(&file, &before, &after)?;
    }
    Ok(Performed {
        file: file.path,
        before,
        after,
    })
}

/// The registry's lock file, in its root.
const LOCK: &str = ".kumppani.lock";

/// Waits until no other command changes files of this registry; the lock ends with the handle.
///
/// # Errors
/// What the system says: in a folder that cannot be written there is no lock, and no change.
pub fn lock(root: &Path) -> std::io::Result<File> {
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(root.join(LOCK))?;
    file.lock()?;
    Ok(file)
}

/// The file of an agreement: the first in reading order with its stem.
fn file_of(root: &Path, agreement: &AgreementId) -> Result<FoundFile, ActError> {
    let found = source::walk(root).map_err(ActError::Walk)?;
    let is_its = |file: &FoundFile| file.role == Role::Agreement && file.path.stem() == agreement.as_str();
    found.files.into_iter().find(is_its).ok_or_else(|| {
        Refusal::with_help(
            wording!(en: "there is no agreement `{agreement}`", fi: "sopimusta `{agreement}` ei ole"),
            Wording::fixed(
                "`kumppani agreements` lists them",
                "`kumppani agreements` luettelee sopimukset",
            ),
        )
        .into()
    })
}

/// The agreement of a file that has no error: facts are not added to what cannot be trusted.
fn sound_agreement(file: &FoundFile, bytes: &[u8], today: NaiveDate) -> Result<Agreement, Refusal> {
    let reading = source::read_bytes(&file.path, file.role, bytes.to_vec());
    let (reading, _) = check::with_rules(reading, today);
    let path = &file.path;
    match (reading.findings.has_errors(), reading.content) {
        (false, Some(Content::Agreement(agreement))) => Ok(*agreement),
        _ => Err(Refusal::with_help(
            wording!(en: "{path} has errors", fi: "tiedostossa {path} on virheitä"),
            wording!(en: "`kumppani validate {path}` tells them", fi: "`kumppani validate {path}` kertoo ne"),
        )),
    }
}

/// The last door: the file with the act in it has no error either.
fn refuse_new_errors(file: &FoundFile, bytes: &[u8], today: NaiveDate) -> Result<(), Refusal> {
    let findings = check::check_one(file, bytes.to_vec(), today).sorted();
    match findings.into_iter().find(Diagnostic::is_error) {
        None => Ok(()),
        Some(found) => {
            let (en, fi) = (found.message.get(Lang::En), found.message.get(Lang::Fi));
            Err(Refusal {
                message: wording!(en: "the file would have an error: {en}", fi: "tiedostoon tulisi virhe: {fi}"),
                help: found.help,
            })
        }
    }
}

fn write(file: &FoundFile, before: &[u8], after: &[u8]) -> Result<(), ActError> {
    source::replace_file(&file.location, Some(before), after).map_err(|error| match error {
        WriteError::Changed => {
            let path = &file.path;
            Refusal::with_help(
                wording!(
                    en: "{path} was changed by someone else meanwhile and was left as it is",
                    fi: "joku muu on sillä välin muuttanut tiedostoa {path}; se jätettiin ennalleen"
                ),
                Wording::fixed("give the command again", "anna komento uudelleen"),
            )
            .into()
        }
        WriteError::Io(error) => ActError::Io(file.path.clone(), error),
    })
}

/// The edits that record an act; none when it is on record already.
fn plan(agreement: &Agreement, act: &Act, today: NaiveDate) -> Result<Vec<Edit>, Refusal> {
    match act {
        Act::Sign {
            organisations,
            on,
            by,
            decision,
        } => {
            let mut edits = Vec::new();
            for organisation in organisations {
                let facts = (by.as_deref(), decision.as_deref());
                edits.extend(plan_signature(agreement, organisation, *on, facts, today)?);
            }
            Ok(edits)
        }
        Act::Decline { organisation, on } => plan_refusal(agreement, organisation, *on, today),
        Act::Withdraw {
            organisation,
            notice,
            effective,
        } => plan_withdrawal(agreement, organisation, (*notice, *effective), today),
        Act::Terminate { on, reason } => plan_termination(agreement, *on, reason.as_deref()),
        Act::Extend {
            until,
            decided,
            decision,
        } => plan_extension(agreement, *until, *decided, decision.as_deref()),
        Act::Register(registration) => plan_registration(agreement, registration),
        Act::Open { on } => plan_opening(agreement, *on),
    }
}

/// A fact is recorded once it has come about.
fn refuse_ahead(on: PartialDate, today: NaiveDate) -> Result<(), Refusal> {
    if on.first_day() <= today {
        return Ok(());
    }
    let (on, on_fi) = told(on);
    Err(Refusal::new(wording!(
        en: "{on} is still to come; it is recorded once it has happened",
        fi: "päivä {on_fi} on vasta edessä; asia kirjataan, kun se on tapahtunut"
    )))
}

/// A date as each language writes it.
fn told(date: impl Into<PartialDate>) -> (String, String) {
    let date = date.into();
    (date.display(Lang::En), date.display(Lang::Fi))
}

fn on_agreement(field: &str, change: Change) -> Edit {
    Edit {
        at: vec![Step::Field(field.to_owned())],
        change,
    }
}
