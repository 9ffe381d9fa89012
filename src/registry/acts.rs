//! Acts: the facts that a coordinator records in an agreement's file, each checked against what the
//! file already says. An act is planned on the model, written as an edit of the text, and proved
//! before the file is replaced. A refused act writes nothing.

use std::fs::File;
use std::path::Path;

use chrono::NaiveDate;

use super::{check, read};
use crate::diagnostic::{Diagnostic, FilePath};
use crate::model::{
    Agreement, AgreementId, Ending, FrozenText, OrganisationId, OrganisationKind, PartialDate, Regions,
    Signatory,
};
use crate::source::{self, Change, Content, Edit, FoundFile, Role, Step, Value, WriteError};
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
        Act::Decline { organisation, on } => plan_refusal(agreement, organisation, *on),
        Act::Withdraw {
            organisation,
            notice,
            effective,
        } => plan_withdrawal(agreement, organisation, *notice, *effective),
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

fn signatory<'a>(agreement: &'a Agreement, organisation: &OrganisationId) -> Result<&'a Signatory, Refusal> {
    agreement.find_signatory(organisation).ok_or_else(|| {
        let id = &agreement.id.value;
        Refusal::with_help(
            wording!(
                en: "`{organisation}` is no signatory of `{id}`",
                fi: "`{organisation}` ei ole sopimuksen `{id}` allekirjoittaja"
            ),
            wording!(
                en: "`kumppani signatories --agreement {id}` lists them",
                fi: "`kumppani signatories --agreement {id}` luettelee allekirjoittajat"
            ),
        )
    })
}

fn plan_signature(
    agreement: &Agreement,
    organisation: &OrganisationId,
    on: PartialDate,
    (by, decision): (Option<&str>, Option<&str>),
    today: NaiveDate,
) -> Result<Vec<Edit>, Refusal> {
    let present = signatory(agreement, organisation)?;
    if let Some(signed) = &present.signed {
        if signed.value == on {
            return Ok(Vec::new());
        }
        let was = signed.value;
        return Err(Refusal::new(wording!(
            en: "`{organisation}` signed on {was}; a recorded signature is not changed",
            fi: "`{organisation}` on allekirjoittanut {was}; kirjattua allekirjoitusta ei muuteta"
        )));
    }
    refuse_who_left(present)?;
    refuse_impossible_day(agreement, on, today)?;
    let mut edits = vec![on_signatory(organisation, "signed", Value::Plain(on.to_string()))];
    edits.extend(by.map(|by| on_signatory(organisation, "signed_by", Value::Text(by.to_owned()))));
    edits.extend(
        decision.map(|decision| on_signatory(organisation, "decision", Value::Text(decision.to_owned()))),
    );
    Ok(edits)
}

/// Neither one that declined nor one that gave notice signs.
fn refuse_who_left(signatory: &Signatory) -> Result<(), Refusal> {
    let organisation = &signatory.organisation.value;
    if let Some(declined) = &signatory.declined {
        let on = declined.value;
        return Err(Refusal::new(wording!(
            en: "`{organisation}` declined on {on}",
            fi: "`{organisation}` on kieltäytynyt {on}"
        )));
    }
    if let Some(withdrawn) = &signatory.withdrawn {
        let on = withdrawn.notice.value;
        return Err(Refusal::new(wording!(
            en: "`{organisation}` gave notice of withdrawal on {on}",
            fi: "`{organisation}` on ilmoittanut irtisanoutuvansa {on}"
        )));
    }
    Ok(())
}

/// A signature lies after the opening, before the end, and not ahead of today.
fn refuse_impossible_day(agreement: &Agreement, on: PartialDate, today: NaiveDate) -> Result<(), Refusal> {
    let day = on.first_day();
    if let Some(opened) = agreement
        .opened
        .as_ref()
        .filter(|opened| on.last_day() < opened.on.value.first_day())
    {
        let opened = opened.on.value;
        return Err(Refusal::new(wording!(
            en: "signing began on {opened}, after {on}",
            fi: "allekirjoittaminen alkoi {opened} eli vasta päivän {on} jälkeen"
        )));
    }
    if let Some(terminated) = agreement
        .terminated
        .as_ref()
        .filter(|end| end.on.value.first_day() <= day)
    {
        let terminated = terminated.on.value;
        return Err(Refusal::new(wording!(
            en: "the agreement was terminated on {terminated}",
            fi: "sopimus on irtisanottu {terminated}"
        )));
    }
    if let Some(end) = agreement.term.effective_end_on().filter(|end| *end < day) {
        return Err(Refusal::new(
            wording!(en: "the agreement ended on {end}", fi: "sopimus on päättynyt {end}"),
        ));
    }
    if day > today {
        return Err(Refusal::new(wording!(
            en: "{on} is still to come; a signature is recorded once it is given",
            fi: "päivä {on} on vasta edessä; allekirjoitus kirjataan, kun se on annettu"
        )));
    }
    Ok(())
}

fn plan_refusal(
    agreement: &Agreement,
    organisation: &OrganisationId,
    on: PartialDate,
) -> Result<Vec<Edit>, Refusal> {
    let present = signatory(agreement, organisation)?;
    if present
        .declined
        .as_ref()
        .is_some_and(|declined| declined.value == on)
    {
        return Ok(Vec::new());
    }
    refuse_who_left(present)?;
    if let Some(signed) = &present.signed {
        let was = signed.value;
        return Err(Refusal::with_help(
            wording!(
                en: "`{organisation}` signed on {was}",
                fi: "`{organisation}` on allekirjoittanut {was}"
            ),
            Wording::fixed(
                "one that has signed leaves with `kumppani withdraw`",
                "allekirjoittanut lähtee komennolla `kumppani withdraw`",
            ),
        ));
    }
    Ok(vec![on_signatory(
        organisation,
        "declined",
        Value::Plain(on.to_string()),
    )])
}

fn plan_withdrawal(
    agreement: &Agreement,
    organisation: &OrganisationId,
    notice: PartialDate,
    effective: PartialDate,
) -> Result<Vec<Edit>, Refusal> {
    let present = signatory(agreement, organisation)?;
    let is_same = |withdrawn: &crate::model::Withdrawal| {
        withdrawn.notice.value == notice && withdrawn.effective.value == effective
    };
    if present.withdrawn.as_ref().is_some_and(is_same) {
        return Ok(Vec::new());
    }
    refuse_who_left(present)?;
    if present.signed.is_none() {
        return Err(Refusal::with_help(
            wording!(en: "`{organisation}` has not signed", fi: "`{organisation}` ei ole allekirjoittanut"),
            Wording::fixed(
                "one that will not sign is recorded with `kumppani decline`",
                "allekirjoittamasta kieltäytyvä kirjataan komennolla `kumppani decline`",
            ),
        ));
    }
    if effective.last_day() < notice.first_day() {
        return Err(Refusal::new(wording!(
            en: "the withdrawal cannot take effect on {effective}, before the notice of {notice}",
            fi: "irtisanoutuminen ei voi tulla voimaan {effective} eli ennen ilmoitusta {notice}"
        )));
    }
    let value = Value::Fields(vec![
        ("notice".to_owned(), Value::Plain(notice.to_string())),
        ("effective".to_owned(), Value::Plain(effective.to_string())),
    ]);
    Ok(vec![on_signatory(organisation, "withdrawn", value)])
}

fn plan_termination(
    agreement: &Agreement,
    on: PartialDate,
    reason: Option<&str>,
) -> Result<Vec<Edit>, Refusal> {
    if let Some(terminated) = &agreement.terminated {
        let was = terminated.on.value;
        if was == on {
            return Ok(Vec::new());
        }
        return Err(Refusal::new(wording!(
            en: "the agreement was terminated on {was} already",
            fi: "sopimus on jo irtisanottu {was}"
        )));
    }
    if let Some(end) = agreement
        .term
        .effective_end_on()
        .filter(|end| *end < on.first_day())
    {
        return Err(Refusal::new(wording!(
            en: "the agreement ends by itself on {end}",
            fi: "sopimus päättyy jo {end}"
        )));
    }
    let mut fields = vec![("on".to_owned(), Value::Plain(on.to_string()))];
    fields.extend(reason.map(|reason| ("reason".to_owned(), Value::Text(reason.to_owned()))));
    Ok(vec![on_agreement(
        "terminated",
        Change::Set(Value::Fields(fields)),
    )])
}

fn plan_extension(
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
        let was = terminated.on.value;
        return Err(Refusal::new(wording!(
            en: "the agreement was terminated on {was}",
            fi: "sopimus on irtisanottu {was}"
        )));
    }
    if until.last_day() <= end.last_day() {
        return Err(Refusal::new(wording!(
            en: "{until} is no later than the present end {end}",
            fi: "{until} ei ole myöhemmin kuin nykyinen päättymispäivä {end}"
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

fn plan_opening(agreement: &Agreement, on: PartialDate) -> Result<Vec<Edit>, Refusal> {
    if let Some(opened) = &agreement.opened {
        let was = opened.on.value;
        if was == on {
            return Ok(Vec::new());
        }
        return Err(Refusal::new(wording!(
            en: "signing began on {was} already",
            fi: "allekirjoittaminen on jo alkanut {was}"
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
        return Err(Refusal::new(wording!(
            en: "somebody signed on {first}, before {on}",
            fi: "joku on allekirjoittanut jo {first} eli ennen päivää {on}"
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

fn plan_registration(agreement: &Agreement, new: &Registration) -> Result<Vec<Edit>, Refusal> {
    let organisation = &new.organisation;
    if agreement.find_signatory(organisation).is_some() {
        let id = &agreement.id.value;
        return Err(Refusal::new(wording!(
            en: "`{organisation}` is among the signatories of `{id}` already",
            fi: "`{organisation}` on jo sopimuksen `{id}` allekirjoittajien joukossa"
        )));
    }
    let regions = match &new.regions {
        Regions::All => Value::plain("all"),
        Regions::Listed(regions) => {
            Value::List(regions.iter().map(|region| Value::plain(region.name())).collect())
        }
    };
    let mut fields = vec![
        ("organisation".to_owned(), Value::plain(organisation)),
        ("name".to_owned(), Value::text(&new.name)),
        ("kind".to_owned(), Value::plain(new.kind.code())),
        ("regions".to_owned(), regions),
    ];
    if agreement.term.starts.value.first_day() < new.on {
        fields.push(("joined".to_owned(), Value::plain(&PartialDate::Day(new.on))));
    }
    Ok(vec![on_agreement(
        "signatories",
        Change::Append(Value::Fields(fields)),
    )])
}

fn on_agreement(field: &str, change: Change) -> Edit {
    Edit {
        at: vec![Step::Field(field.to_owned())],
        change,
    }
}

fn on_signatory(organisation: &OrganisationId, field: &str, value: Value) -> Edit {
    let entry = Step::Entry {
        key: "organisation".to_owned(),
        value: organisation.to_string(),
    };
    let at = vec![
        Step::Field("signatories".to_owned()),
        entry,
        Step::Field(field.to_owned()),
    ];
    Edit {
        at,
        change: Change::Set(value),
    }
}
