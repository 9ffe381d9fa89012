//! Acts: the facts that a coordinator records in an agreement's file or in `organisations.yaml`, each
//! checked against what the file already says. An act is planned on the model, written as an edit of
//! the text, and proved before the file is replaced. A refused act writes nothing.

mod agreement;
mod approvals;
mod attach;
mod fields;
mod file;
mod journal;
mod organisations;
mod outcome;
mod present;
mod refusal;
mod regions;
mod registrations;
mod relations;
mod schemas;
mod seats;
mod signatories;
mod truth;
mod undo;
mod writer;

use std::borrow::Cow;
use std::sync::Arc;

use chrono::NaiveDate;

use self::agreement::{plan_extension, plan_opening, plan_termination};
use self::approvals::plan_approvals;
use self::attach::plan_attachment;
pub use self::attach::{AttachError, Attached, Attachment, Filed, attach};
pub use self::fields::{Correcting, FieldChanges, Protected};
use self::fields::{plan_fields, refused_changes};
pub use self::journal::{Entry, EntryState, Run, journal, journal_path};
pub use self::organisations::{NewSuccessor, OrganisationAct, perform_on_organisation};
pub use self::outcome::{organisation_outcome, outcome};
pub use self::present::{PresentFile, present_file, text_of};
pub use self::refusal::ActRefusal;
use self::refusal::correction;
pub use self::regions::{RegionRename, RegionRenamed, rename_region};
use self::registrations::plan_registrations;
pub use self::schemas::{plan_schemas, plan_stale_schemas, schema_text};
use self::seats::plan_seats;
pub use self::seats::{Joining, SeatAct, SeatChange};
use self::signatories::{plan_decline, plan_signatures, plan_withdrawal};
pub use self::undo::{Undone, UndoneFile, Wanted, undo};
pub use self::writer::{ChangedFile, LOCK, Transaction, Writer};
use crate::diagnostic::FilePath;
use crate::model::{
    Agreement, AgreementId, Identities, Network, NewDocument, OrganisationId, PartialDate, Registration,
    Signature,
};
use crate::source::{self, Change, Edit, FieldDifference, Role, Step};
use crate::wording;
use crate::wording::Wording;

/// Something that happened to an agreement or to its signatories.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Organisations signed; all signatures are recorded, or none.
    Sign(Vec<Signature>),
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
        /// From when it is no longer bound; `None`: once its notice has run.
        effective: Option<PartialDate>,
    },
    /// The agreement was ended by notice.
    Terminate {
        /// From when it binds no one; `None`: as soon as a notice of `given` ends it by its own terms.
        on: Option<PartialDate>,
        given: NaiveDate,
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
    /// Organisations join the list of signatories; all, or none.
    Register {
        /// The new entries.
        entries: Vec<Registration>,
        /// The day; once the agreement has entered into force, it is the day of accession of entries without
        /// their own.
        on: NaiveDate,
        /// The organisations that the registry knows.
        identities: Identities,
    },
    /// Organisations approved the text as it stands; all approvals are recorded, or none.
    Approve {
        /// Which.
        organisations: Vec<OrganisationId>,
        /// When.
        on: PartialDate,
        /// The decision's name in their records.
        decision: Option<String>,
    },
    /// A document was filed; [`attach`] brings it into its place.
    Attach(NewDocument),
    /// Who leads a group or is in it changed.
    Seats(SeatAct),
    /// Fields were changed by their places.
    Fields(FieldChanges),
    /// Signing began: the text is frozen.
    Open {
        /// When.
        on: PartialDate,
    },
}

/// Whether an act is written or only shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    /// The file is replaced.
    Done,
    /// Nothing is written.
    OnlyShown,
}

impl Writing {
    /// The verb of a fact.
    fn word(self) -> Wording {
        match self {
            Self::Done => Wording::fixed("recorded", "kirjattu"),
            Self::OnlyShown => Wording::fixed("would be recorded", "kirjattaisiin"),
        }
    }

    fn after(self, follows: Wording) -> Wording {
        match self {
            Self::Done => follows,
            Self::OnlyShown => Wording::joined(&[Wording::fixed("then", "sen jälkeen"), follows], ": "),
        }
    }
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
    /// The regions that both may name.
    pub network: Arc<Network>,
    /// The fields that were changed by their places; none of another act.
    pub differences: Vec<FieldDifference>,
}

/// Why an act could not even be tried, or was refused.
#[derive(Debug)]
pub enum ActError {
    /// The act contradicts what is on record, or the edit could not be made safely; never empty.
    Refused(Vec<ActRefusal>),
    /// The folder is no registry.
    Walk(source::WalkError),
    /// The disk failed.
    Io(FilePath, std::io::Error),
}

impl From<ActRefusal> for ActError {
    fn from(refusal: ActRefusal) -> Self {
        Self::Refused(vec![refusal])
    }
}

/// Where and when an act on an agreement is performed.
#[derive(Clone, Copy)]
pub struct Ground<'g> {
    /// The way to change files.
    pub writer: &'g Writer,
    /// The registry's files, as they were found; what is in them is read under the lock.
    pub found: &'g source::Found,
    /// The day.
    pub today: NaiveDate,
    /// Whether the act is written.
    pub writing: Writing,
}

impl<'g> Ground<'g> {
    /// The files as they are now, under the lock: another command may have made or changed one. What is only shown is
    /// planned on what was found.
    fn found_now(&self) -> Result<Cow<'g, source::Found>, ActError> {
        match self.writing {
            Writing::Done => source::walk(self.writer.root())
                .map(Cow::Owned)
                .map_err(ActError::Walk),
            Writing::OnlyShown => Ok(Cow::Borrowed(self.found)),
        }
    }
}

/// Records an act in the file of an agreement.
///
/// # Errors
/// `Refused` when the act contradicts the file, when the file has errors, or when somebody else
/// changed it meanwhile.
pub fn perform(ground: &Ground<'_>, agreement: &AgreementId, act: &Act) -> Result<Performed, ActError> {
    let change = Transaction::begin(ground.writer, ground.writing)?;
    let file = file_of(ground.found, agreement)?;
    let before = file::bytes(file)?;
    let present = file::Present::read(file, &before, ground.today);
    present.agreement()?;
    if matches!(act, Act::Open { .. }) {
        file::refuse_placeholders(file, &before)?;
    }
    let after = planned(ground, (file, &before), &present, act)?;
    let performed = change.finish(file, Some(&before), &after, &present)?;
    Ok(match act {
        Act::Fields(_) => Performed {
            differences: fields::told_differences(file, &before, &after),
            ..performed
        },
        _ => performed,
    })
}

/// The text of an agreement's file with an act in it, which is refused where it contradicts what is on record.
fn planned(
    ground: &Ground<'_>,
    (file, before): (&source::FoundFile, &[u8]),
    present: &file::Present<'_>,
    act: &Act,
) -> Result<Vec<u8>, ActError> {
    let agreement = present.agreement()?;
    let (edits, mut refused) = plan(agreement, act, (before, file.network.get()));
    // What seems to be missing may be in the part that could not be read.
    if (!refused.is_empty() || fields::hides_facts(act)) && present.has_errors() {
        return Err(present.unsound().into());
    }
    let edits = match act {
        Act::Fields(changes) if refused.is_empty() => changes.with_corrections(file, before)?,
        _ => edits,
    };
    let after = file::edited(file, before, &edits)?;
    let known = truth::Known {
        agreement,
        organisations: &organisations::recorded(ground)?,
    };
    if let Some(changed) = agreement_in(file, &after) {
        if let Act::Fields(changes) = act {
            let models = (agreement, &*changed);
            refused.extend(refused_changes(changes, models, ground.today));
            if !refused.is_empty() && present.has_errors() {
                return Err(present.unsound().into());
            }
        }
        // What has a command of its own is held against the facts there.
        if refused.is_empty() || !matches!(act, Act::Fields(_)) {
            refused.extend(known.untrue(act, &changed, ground.today));
        }
    }
    refused.extend(relations::refused(&known, act));
    if !refused.is_empty() {
        refused.sort_by_key(|refusal| refusal.entry);
        return Err(ActError::Refused(refused));
    }
    Ok(after)
}

/// The agreement that a text of a file says; `None` where it cannot be read.
fn agreement_in(file: &source::FoundFile, bytes: &[u8]) -> Option<Box<Agreement>> {
    let reading = source::read_bytes(&file.path, file.role, file.network.get(), bytes.to_vec());
    match reading.content {
        Some(source::Content::Agreement(agreement)) => Some(agreement),
        _ => None,
    }
}

/// The day of accession to an agreement of one that comes on the day and is registered without a day of its own;
/// `None` while the agreement has not entered into force.
///
/// # Errors
/// As of [`perform`].
pub fn accession(ground: &Ground<'_>, agreement: &AgreementId) -> Result<Option<PartialDate>, ActError> {
    let file = file_of(ground.found, agreement)?;
    let bytes = file::bytes(file)?;
    let present = file::Present::read(file, &bytes, ground.today);
    Ok(registrations::accession(present.agreement()?, ground.today))
}

/// The file of an agreement: the first in reading order with its stem.
fn file_of<'f>(found: &'f source::Found, agreement: &AgreementId) -> Result<&'f source::FoundFile, ActError> {
    let is_its =
        |file: &&source::FoundFile| file.role == Role::Agreement && file.path.stem() == agreement.as_str();
    found.files.iter().find(is_its).ok_or_else(|| {
        ActRefusal::with_help(
            wording!(en: "unknown agreement `{agreement}`", fi: "sopimusta `{agreement}` ei ole"),
            Wording::fixed(
                "`kumppani agreements` lists them",
                "`kumppani agreements` luettelee sopimukset",
            ),
        )
        .into()
    })
}

/// What an act comes to: its edits, none when it is on record already, and the parts that contradict what is
/// on record.
type Plan = (Vec<Edit>, Vec<ActRefusal>);

fn plan(agreement: &Agreement, act: &Act, (before, network): (&[u8], &Network)) -> Plan {
    let planned = match act {
        Act::Fields(changes) => return plan_fields(agreement, changes, before),
        Act::Sign(signatures) => return plan_signatures(agreement, signatures),
        Act::Register { entries, on, .. } => {
            return plan_registrations(agreement, entries, *on, network);
        }
        Act::Approve {
            organisations,
            on,
            decision,
        } => return plan_approvals(agreement, organisations, *on, decision.as_deref()),
        Act::Decline { organisation, on } => plan_decline(agreement, organisation, *on),
        Act::Withdraw {
            organisation,
            notice,
            effective,
        } => plan_withdrawal(agreement, organisation, (*notice, *effective)),
        Act::Terminate { on, given, reason } => plan_termination(agreement, (*on, *given), reason.as_deref()),
        Act::Extend {
            until,
            decided,
            decision,
        } => plan_extension(agreement, *until, *decided, decision.as_deref()),
        Act::Attach(document) => plan_attachment(agreement, document),
        Act::Seats(act) => plan_seats(agreement, act),
        Act::Open { on } => plan_opening(agreement, *on),
    };
    match planned {
        Ok(edits) => (edits, Vec::new()),
        Err(refusal) => (Vec::new(), vec![refusal]),
    }
}

fn joined(parts: impl Iterator<Item = Result<Vec<Edit>, ActRefusal>>) -> Plan {
    let (mut edits, mut refused) = (Vec::new(), Vec::new());
    for (entry, part) in parts.enumerate() {
        match part {
            Ok(part) => edits.extend(part),
            Err(refusal) => refused.push(refusal.of_entry(entry)),
        }
    }
    (edits, refused)
}

fn on_agreement(field: &str, change: Change) -> Edit {
    Edit {
        at: vec![Step::Field(field.to_owned())],
        change,
    }
}
