//! Checking a whole registry: every finding of every file in one run, sorted.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::NaiveDate;

use super::copies::{self, Misnamed};
use super::documents::{self, Recorded};
use super::read::with_rules;
use super::refused::{Instead, RefusedFile, refusal};
use super::{Observer, read, schemas};
use crate::diagnostic::{Code, Diagnostic, FilePath, Findings, More, Severity, SourceText, Sources};
use crate::model::{Agreement, AgreementId, DocumentPath, Gap, OrganisationId, Placeholder, Registry, Words};
use crate::source::{self, Content, FileReading, FoundFile, Role, WalkError};
use crate::validate::{self, Waits};

/// What a check found.
#[derive(Debug)]
pub struct Checked {
    /// The findings that are kept, sorted; waived ones are marked.
    pub diagnostics: Vec<Diagnostic>,
    /// How many more there are of files with very many, by file and code.
    pub more: Vec<More>,
    /// The texts of the files that have findings, or that findings point at.
    pub sources: Sources,
    /// The files, for corrections.
    pub files: Vec<FoundFile>,
    /// How many checks wait until errors are corrected, because they depend on what could not be read.
    pub n_waiting: usize,
}

impl Checked {
    /// How many findings of a severity are not waived.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        let counts = |found: &&Diagnostic| found.code.severity() == severity && found.waived.is_none();
        let more = self.more.iter().filter(|more| more.code.severity() == severity);
        let n_more: usize = more.filter(|more| !more.is_waived).map(|more| more.n).sum();
        self.diagnostics.iter().filter(counts).count() + n_more
    }
}

/// Reads and checks every file of the registry in `root`, as of `today`.
///
/// # Errors
/// When `root` is no registry.
pub fn check(root: &Path, today: NaiveDate, observe: Observer<'_>) -> Result<Checked, WalkError> {
    Ok(check_of(root, source::walk(root)?, today, &|_| true, observe))
}

/// The same, where the files have been looked for already; of the documents in `documents/` only those that the wanted
/// files name are examined, because all their bytes are read.
#[must_use]
pub fn check_of(
    root: &Path,
    found: source::Found,
    today: NaiveDate,
    is_wanted: &(dyn Fn(&FilePath) -> bool + Sync),
    observe: Observer<'_>,
) -> Checked {
    let mut findings = found.findings;
    let mut registry = Registry::default();
    let mut waits = Waits::default();
    let mut misnamed = Vec::new();
    let mut recorded = Recorded::new(findings.count() == 0);
    for hidden in findings.as_slice() {
        note_unreadable(&mut registry, &hidden.place.file);
        registry.hidden.folders |= !is_yaml(&hidden.place.file);
    }
    let stems: BTreeSet<&str> = found.files.iter().map(|file| file.path.stem()).collect();
    let files: Vec<&FoundFile> = found.files.iter().collect();
    let ceased = ceased(&files);
    let readings = read::for_each(&files, observe, |file| {
        let examined = is_wanted(&file.path).then_some(root);
        let today = file.judged_on(today);
        read::read(file).map(|reading| Looked::at(reading, today, &ceased, examined))
    });
    for (file, looked) in found.files.iter().zip(readings) {
        match looked {
            Ok(Looked {
                mut reading,
                waits: of_file,
                documents,
                words,
            }) => {
                waits.extend(of_file);
                recorded.add(documents);
                findings.extend(std::mem::take(&mut reading.findings));
                match misnamed_by(&reading) {
                    Some(odd) if stems.contains(odd.id.as_str()) => misnamed.push(odd),
                    odd => {
                        misnamed.extend(odd);
                        take(&mut registry, &mut reading, &words);
                    }
                }
            }
            Err(diagnostic) => {
                findings.push(*diagnostic);
                hide(&mut registry, &file.path, &Words::default());
                recorded.add(None);
                waits.note(&file.path, validate::N_CHECKS_OF_A_FILE);
            }
        }
    }
    for stale in schemas::stale(root, found.network.get()) {
        findings.push(stale);
    }
    copies::blame_copies(&mut findings, &misnamed, &found.files);
    recorded.check(root, &mut findings, &mut waits);
    let verdict = validate::check_registry(&registry, today);
    findings.extend(verdict.findings);
    waits.extend(verdict.waits);
    validate::apply_waivers(&registry, &mut findings, &waits);
    let more = findings.more();
    let diagnostics = findings.sorted();
    let sources = sources_of(&found.files, &diagnostics);
    Checked {
        diagnostics,
        more,
        sources,
        files: found.files,
        n_waiting: waits.count(),
    }
}

/// The organisations that are on record as ones that cease.
fn ceased(files: &[&FoundFile]) -> BTreeSet<OrganisationId> {
    let mut files = files.iter().filter(|file| file.role == Role::Organisations);
    let content = files.find_map(|file| read::read(file).ok()?.content);
    let Some(Content::Organisations(organisations)) = content else {
        return BTreeSet::new();
    };
    let ceased = organisations.into_iter().filter(|record| record.ceased.is_some());
    ceased.map(|record| record.id.value).collect()
}

/// A file with more errors is not held against others.
const MOST_ERRORS: usize = 5000;

/// What was seen of a file: not its text, of which a registry may have gigabytes.
struct Looked {
    reading: FileReading,
    waits: Waits,
    /// The documents that it names; `None` where they are not known.
    documents: Option<Vec<DocumentPath>>,
    /// The words of a file of which nothing could be read.
    words: Words,
}

impl Looked {
    /// The documents are examined in the registry at `examined`, where they are.
    fn at(
        reading: FileReading,
        today: NaiveDate,
        ceased: &BTreeSet<OrganisationId>,
        examined: Option<&Path>,
    ) -> Self {
        let (mut reading, mut waits) = with_rules(reading, today);
        if reading.content.is_some() && reading.findings.n_errors() > MOST_ERRORS {
            reading.content = None;
            waits.note(&reading.file, validate::N_CHECKS_BESIDE_OTHERS);
        }
        let documents = match &mut reading.content {
            Some(Content::Agreement(agreement)) => {
                if let Some(root) = examined {
                    documents::check_recorded(root, agreement, &mut reading.findings);
                }
                let documents = documents::recorded_by(agreement);
                validate::keep_what_compares(agreement, today, |id| ceased.contains(id));
                documents
            }
            _ => (Role::of(&reading.file) != Role::Agreement).then(Vec::new),
        };
        let text = std::mem::take(&mut reading.text);
        let mut words = Words::default();
        if reading.content.is_none() {
            words.add_text(text.text());
        }
        Self {
            reading,
            waits,
            documents,
            words,
        }
    }
}

fn is_yaml(path: &FilePath) -> bool {
    let ending = Path::new(path.as_str()).extension();
    ending.is_some_and(|ending| ending.eq_ignore_ascii_case("yaml") || ending.eq_ignore_ascii_case("yml"))
}

/// What the files say, as far as they are to be trusted.
#[derive(Debug, Default)]
pub struct Models {
    /// Only files without an error.
    pub registry: Registry,
    /// The files and folders that had to be left out, and why: what is in them may change what the others say.
    pub left_out: Vec<RefusedFile>,
}

/// Reads the models of a registry, for what looks ahead and compares: of the agreements those whose ids are
/// wanted. A file with an error is left out and named.
///
/// # Errors
/// When `root` is no registry.
pub fn models(
    root: &Path,
    today: NaiveDate,
    is_wanted: &dyn Fn(&str) -> bool,
    observe: Observer<'_>,
) -> Result<Models, WalkError> {
    Ok(models_of(&source::walk(root)?, today, is_wanted, observe))
}

/// The wanted agreements as they can be read, whatever the rules find in them: for what is said of their texts alone.
#[must_use]
pub fn agreements_as_read(found: &source::Found, is_wanted: &dyn Fn(&str) -> bool) -> Vec<Agreement> {
    let files = found.files.iter();
    let wanted = files.filter(|file| file.role == Role::Agreement && is_wanted(file.path.stem()));
    let agreements = wanted.filter_map(|file| match read::read(file).ok()?.content? {
        Content::Agreement(agreement) => Some(*agreement),
        _ => None,
    });
    agreements.collect()
}

/// The same, where the files have been looked for already.
#[must_use]
pub fn models_of(
    found: &source::Found,
    today: NaiveDate,
    is_wanted: &dyn Fn(&str) -> bool,
    observe: Observer<'_>,
) -> Models {
    let mut models = Models::default();
    let skipped = found.findings.clone().sorted();
    models.left_out = skipped.iter().map(|found| left_out(found, None)).collect();
    let is_wanted = |file: &&FoundFile| file.role != Role::Agreement || is_wanted(file.path.stem());
    let files: Vec<&FoundFile> = found.files.iter().filter(is_wanted).collect();
    let readings = read::for_each(&files, observe, |file| sound(file, today));
    for (file, reading) in files.into_iter().zip(readings) {
        match reading {
            Ok((mut reading, placeholders)) => {
                models.registry.placeholders.extend(placeholders);
                take(&mut models.registry, &mut reading, &Words::default());
            }
            Err(refused) => {
                note_unreadable(&mut models.registry, &file.path);
                models.left_out.push(refused);
            }
        }
    }
    models
}

/// A file without an error, without its text, and the examples in it.
fn sound(file: &FoundFile, today: NaiveDate) -> Result<(FileReading, Vec<Placeholder>), RefusedFile> {
    let reading = read::read(file).map_err(|unreadable| left_out(&unreadable, None))?;
    let mut reading = with_rules(reading, file.judged_on(today)).0;
    if reading.findings.has_errors() {
        let errors = std::mem::take(&mut reading.findings).sorted();
        let first = errors.iter().find(|found| found.is_error());
        let first = first.expect("of every code that a file has one finding is kept");
        return Err(left_out(first, Some(&reading.text)));
    }
    let placeholders = placeholders(&reading);
    reading.text = SourceText::default();
    Ok((reading, placeholders))
}

fn left_out(found: &Diagnostic, text: Option<&SourceText>) -> RefusedFile {
    RefusedFile {
        path: found.place.file.clone(),
        refusal: refusal(found, text, 1),
        instead: Instead::Nothing,
    }
}

/// The examples of `kumppani init` that are still in a file, unless the file accepts them.
pub(crate) fn placeholders(reading: &FileReading) -> Vec<Placeholder> {
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

/// Reads and checks one text by itself: whether a corrected text has new errors.
#[must_use]
pub fn check_one(file: &FoundFile, bytes: Vec<u8>, today: NaiveDate) -> Findings {
    with_rules(
        source::read_bytes(&file.path, file.role, file.network.get(), bytes),
        file.judged_on(today),
    )
    .0
    .findings
}

/// The findings of one text by itself that have a certain correction; all others are only counted.
pub(super) fn corrections(file: &FoundFile, bytes: Vec<u8>, today: NaiveDate) -> Findings {
    let findings = Findings::of_corrections();
    let reading = source::read_into(findings, &file.path, file.role, file.network.get(), bytes);
    with_rules(reading, today).0.findings
}

/// Adds what could be read of a file to the registry, and what may be in the rest.
fn take(registry: &mut Registry, reading: &mut FileReading, words: &Words) {
    let file = &reading.file;
    match reading.content.take() {
        Some(Content::Agreement(agreement)) => {
            if agreement.gaps.touch(&["id"]) {
                note_unreadable(registry, file);
            }
            registry.agreements.push(*agreement);
        }
        Some(Content::Organisations(organisations)) => {
            registry.organisations = organisations;
            registry.organisations_file = Some(file.clone());
            registry.hidden.organisations = reading.gaps.clone();
        }
        Some(Content::Settings(settings)) => registry.settings = *settings,
        None => hide(registry, file, words),
    }
}

/// Notes what may be in a file of which nothing could be read.
fn hide(registry: &mut Registry, file: &FilePath, words: &Words) {
    note_unreadable(registry, file);
    if Role::of(file) == Role::Organisations {
        registry.hidden.organisations.note(Gap {
            path: "organisations".to_owned(),
            entries: Vec::new(),
        });
    }
    registry.hidden.words.extend(words);
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

/// Reads the texts again that findings point at; the others are not kept.
fn sources_of(files: &[FoundFile], diagnostics: &[Diagnostic]) -> Sources {
    let wanted: BTreeSet<&FilePath> = diagnostics
        .iter()
        .flat_map(|found| {
            std::iter::once(&found.place.file).chain(found.related.iter().map(|label| &label.place.file))
        })
        .collect();
    let mut sources = Sources::default();
    for file in files.iter().filter(|file| wanted.contains(&file.path)) {
        if let read::Opened::Bytes(bytes) = read::open(file) {
            sources.insert(file.path.clone(), source::text(bytes));
        }
    }
    sources
}
