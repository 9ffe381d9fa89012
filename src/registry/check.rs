//! Checking a whole registry: every finding of every file in one run, sorted.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;

use super::copies::{self, Misnamed};
use super::fresh::{Instead, RefusedFile};
use super::{Observer, read, survey};
use crate::diagnostic::{Code, Diagnostic, FilePath, Findings, Severity, SourceText, Sources};
use crate::model::{Agreement, AgreementId, Placeholder, Registry};
use crate::source::{self, Content, FileReading, FoundFile, Role, WalkError};
use crate::validate::{self, TermSoundness};

/// What a check found.
#[derive(Debug)]
pub struct Checked {
    /// Every finding, sorted; waived ones are marked.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts of the files that have findings, or that findings point at.
    pub sources: Sources,
    /// The files, for corrections.
    pub files: Vec<FoundFile>,
}

impl Checked {
    /// How many findings of a severity are not waived.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        let counts = |found: &&Diagnostic| found.code.severity() == severity && found.waived.is_none();
        self.diagnostics.iter().filter(counts).count()
    }
}

/// Reads and checks every file of the registry in `root`, as of `today`.
///
/// # Errors
/// When `root` is no registry.
pub fn check(root: &Path, today: NaiveDate, observe: Observer<'_>) -> Result<Checked, WalkError> {
    let found = source::walk(root)?;
    let mut findings = found.findings;
    let mut registry = Registry::default();
    let mut unsure = BTreeMap::new();
    let mut texts = Vec::new();
    let mut misnamed = Vec::new();
    for hidden in findings.as_slice() {
        note_unreadable(&mut registry, &hidden.place.file);
    }
    let files: Vec<&FoundFile> = found.files.iter().collect();
    let readings = read::for_each(&files, observe, |file| {
        read::read(file).map(|reading| with_rules(reading, today))
    });
    for (file, reading) in found.files.iter().zip(readings) {
        match reading {
            Ok((reading, trust)) => {
                unsure.insert(file.path.clone(), trust);
                misnamed.extend(misnamed_by(&reading));
                findings.extend(reading.findings);
                texts.push((reading.file.clone(), reading.text));
                take(
                    &mut registry,
                    &reading.file,
                    reading.content,
                    reading.term_is_sound,
                );
            }
            Err(diagnostic) => {
                findings.push(*diagnostic);
                note_unreadable(&mut registry, &file.path);
            }
        }
    }
    copies::blame_copies(&mut findings, &misnamed, &found.files, &texts);
    let trust = |file: &FilePath| unsure.get(file).copied().unwrap_or(Trust::Whole);
    findings.extend(trusted(validate::check_registry(&registry, today), trust));
    validate::apply_waivers(&registry, &mut findings);
    let diagnostics = findings.sorted();
    let sources = sources_of(texts, &diagnostics);
    Ok(Checked {
        diagnostics,
        sources,
        files: found.files,
    })
}

/// What the files say, as far as they are to be trusted.
#[derive(Debug, Default)]
pub struct Models {
    /// Only files without an error.
    pub registry: Registry,
    /// The files and folders that had to be left out, and why: what is in them may change what the others say.
    pub left_out: Vec<RefusedFile>,
}

/// Reads the models of a registry, for what looks ahead and compares: a file with an error is left
/// out and named.
///
/// # Errors
/// When `root` is no registry.
pub fn models(root: &Path, today: NaiveDate, observe: Observer<'_>) -> Result<Models, WalkError> {
    let found = source::walk(root)?;
    let mut models = Models::default();
    let skipped = found.findings.sorted();
    models.left_out = skipped.iter().map(|found| left_out(found, None)).collect();
    let files: Vec<&FoundFile> = found.files.iter().collect();
    let readings = read::for_each(&files, observe, |file| {
        read::read(file).map(|reading| with_rules(reading, today).0)
    });
    for (file, reading) in files.into_iter().zip(readings) {
        match reading {
            Ok(reading) if !reading.findings.has_errors() => {
                models.registry.placeholders.extend(placeholders(&reading));
                take(
                    &mut models.registry,
                    &reading.file,
                    reading.content,
                    reading.term_is_sound,
                );
            }
            Ok(FileReading { findings, text, .. }) => {
                note_unreadable(&mut models.registry, &file.path);
                let errors = findings.sorted().into_iter().filter(Diagnostic::is_error);
                models
                    .left_out
                    .extend(errors.take(1).map(|error| left_out(&error, Some(&text))));
            }
            Err(unreadable) => {
                note_unreadable(&mut models.registry, &file.path);
                models.left_out.push(left_out(&unreadable, None));
            }
        }
    }
    Ok(models)
}

fn left_out(found: &Diagnostic, text: Option<&SourceText>) -> RefusedFile {
    RefusedFile {
        path: found.place.file.clone(),
        refusal: survey::refusal(found, text, 1),
        instead: Instead::Nothing,
    }
}

/// The examples of `kumppani init` that are still in a file, unless the file accepts them.
pub(super) fn placeholders(reading: &FileReading) -> Vec<Placeholder> {
    let is_waived = match &reading.content {
        Some(Content::Agreement(agreement)) => {
            let mut waivers = agreement.waivers.iter();
            waivers.any(|waiver| waiver.code.value == Code::Placeholder.name())
        }
        _ => false,
    };
    let findings = reading.findings.as_slice().iter();
    findings
        .filter(|found| found.code == Code::Placeholder && !is_waived)
        .map(|found| Placeholder {
            file: reading.file.clone(),
            line: reading.text.line_column(found.place.span.start).line,
            message: found.message.clone(),
        })
        .collect()
}

/// How far a file could be read, and so which findings of the rules are to be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trust {
    /// Without an error.
    Whole,
    /// A value could not be read: what is said to be missing may be there.
    Parts,
    /// An entry could not be read: what is said to be unknown may be there, too.
    Fragments,
}

impl Trust {
    fn of(reading: &FileReading) -> Self {
        match (reading.findings.has_errors(), reading.has_gaps) {
            (false, _) => Self::Whole,
            (true, false) => Self::Parts,
            (true, true) => Self::Fragments,
        }
    }

    /// Whether a finding of the rules says more than that something could not be read.
    fn allows(self, code: Code) -> bool {
        match self {
            Self::Whole => true,
            Self::Parts => !is_of_absence(code),
            Self::Fragments => !is_of_absence(code) && !is_of_reference(code),
        }
    }
}

/// Findings that something is not there.
fn is_of_absence(code: Code) -> bool {
    matches!(
        code,
        Code::CountDiffers
            | Code::RegionWithoutGroup
            | Code::GroupWithoutDuties
            | Code::GroupWithoutMembers
            | Code::DutyWithoutOwner
            | Code::MissingContact
            | Code::UnsignedInForce
            | Code::TextChangedAfterOpening
            | Code::StaleWaiver
    )
}

/// Findings that a name has nothing that it names within its file.
fn is_of_reference(code: Code) -> bool {
    matches!(
        code,
        Code::UnknownOrganisation | Code::UnknownTheme | Code::UnknownProduct
    )
}

fn trusted(findings: Findings, trust: impl Fn(&FilePath) -> Trust) -> Findings {
    let mut believed = Findings::default();
    for found in findings.sorted() {
        if trust(&found.place.file).allows(found.code) {
            believed.push(found);
        }
    }
    believed
}

/// A reading with the findings of the rules on one file, and how far it could be read.
pub(super) fn with_rules(mut reading: FileReading, today: NaiveDate) -> (FileReading, Trust) {
    let trust = Trust::of(&reading);
    if let Some(Content::Agreement(agreement)) = &reading.content {
        let findings = validate::check_agreement(agreement, soundness(reading.term_is_sound), today);
        reading.findings.extend(trusted(findings, |_| trust));
    }
    (reading, trust)
}

/// Reads and checks one text by itself: whether a corrected text has new errors.
#[must_use]
pub fn check_one(file: &FoundFile, bytes: Vec<u8>, today: NaiveDate) -> Findings {
    with_rules(source::read_bytes(&file.path, file.role, bytes), today)
        .0
        .findings
}

fn soundness(term_is_sound: bool) -> TermSoundness {
    if term_is_sound {
        TermSoundness::Sound
    } else {
        TermSoundness::Unknown
    }
}

/// Adds a file's content to the registry. An agreement without a sound term is known by its id
/// alone: what it says of time must not be compared with others.
fn take(registry: &mut Registry, file: &FilePath, content: Option<Content>, term_is_sound: bool) {
    match content {
        Some(Content::Agreement(agreement)) if term_is_sound => registry.agreements.push(*agreement),
        Some(Content::Agreement(agreement)) => note_id(registry, &agreement),
        Some(Content::Organisations(organisations)) => {
            registry.organisations = organisations;
            registry.organisations_file = Some(file.clone());
        }
        Some(Content::Settings(settings)) => registry.settings = *settings,
        None => note_unreadable(registry, file),
    }
}

fn note_id(registry: &mut Registry, agreement: &Agreement) {
    registry.unreadable.insert(agreement.id.value.clone());
}

fn note_unreadable(registry: &mut Registry, file: &FilePath) {
    if Role::of(file) == Role::Agreement {
        registry.unreadable.extend(AgreementId::parse(file.stem()).ok());
    }
}

/// The file when its name is not the id in it.
fn misnamed_by(reading: &FileReading) -> Option<Misnamed> {
    match &reading.content {
        Some(Content::Agreement(agreement)) if agreement.id.value.as_str() != reading.file.stem() => {
            Some(Misnamed {
                file: reading.file.clone(),
                id: agreement.id.value.clone(),
            })
        }
        _ => None,
    }
}

/// Keeps the texts that findings point at; a registry of ten thousand good files keeps none.
fn sources_of(texts: Vec<(FilePath, SourceText)>, diagnostics: &[Diagnostic]) -> Sources {
    let mut wanted: Vec<&FilePath> = diagnostics
        .iter()
        .flat_map(|found| {
            std::iter::once(&found.place.file).chain(found.related.iter().map(|label| &label.place.file))
        })
        .collect();
    wanted.sort_unstable();
    wanted.dedup();
    let mut sources = Sources::default();
    for (file, text) in texts {
        if wanted.binary_search(&&file).is_ok() {
            sources.insert(file, text);
        }
    }
    sources
}
