//! The index, brought up to date with the files: only changed files are read, and only files
//! whose content changed are parsed. A file that has become invalid keeps its last good version.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use super::{Observer, check, read};
use crate::diagnostic::{Code, Diagnostic, FilePath, Findings, SourceText};
use crate::index::{
    Access, Changes, FileChange, FileContent, Found, Index, IndexError, KnownFile, LoadCounts, Refusal, Stamp,
};
use crate::source::{self, Content, FileReading, FoundFile, Role, WalkError};
use crate::wording;
use crate::wording::Wording;

/// How the index is to be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// Brought up to date with the files first.
    UpToDate,
    /// Asked as it is.
    AsItIs,
    /// Made from nothing.
    Rebuilt,
}

/// Where the answers come from.
#[derive(Clone, Debug)]
pub enum Keeping {
    /// The index file.
    File,
    /// A temporary index in memory, because the index file cannot be written; the reason.
    Memory(Wording),
}

/// A file that is not in the index as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedFile {
    /// The file.
    pub path: FilePath,
    /// Its first error.
    pub refusal: Refusal,
    /// What stands in the index in its place.
    pub instead: Instead,
}

/// What the index has of a file that it had to refuse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instead {
    /// The last version without an error.
    LastGoodVersion,
    /// No version was ever without one.
    Nothing,
}

impl Instead {
    fn of(known: Option<&KnownFile>) -> Self {
        match known {
            Some(known) if known.has_content => Self::LastGoodVersion,
            _ => Self::Nothing,
        }
    }
}

/// An index that is ready to be asked.
#[derive(Debug)]
pub struct Fresh {
    /// The index.
    pub index: Index,
    /// What was new, changed, removed.
    pub counts: LoadCounts,
    /// Files in the folder, whatever became of them.
    pub n_files: usize,
    /// The files that are not in it as they stand, by path.
    pub refused: Vec<RefusedFile>,
    /// Where it is kept.
    pub keeping: Keeping,
}

/// Why there is no index to ask.
#[derive(Debug)]
pub enum OpenError {
    /// The folder is no registry.
    Walk(WalkError),
    /// The index cannot be used.
    Index(IndexError),
    /// `--no-load`, and there is no index.
    NoIndex,
}

impl From<WalkError> for OpenError {
    fn from(error: WalkError) -> Self {
        Self::Walk(error)
    }
}

impl From<IndexError> for OpenError {
    fn from(error: IndexError) -> Self {
        Self::Index(error)
    }
}

/// A file that was written this short a time ago may be written again without a change of its
/// stamp: file systems tell the time in steps of up to two seconds.
const STAMP_SETTLES: Duration = Duration::from_secs(2);

/// What opening an index needs to know.
#[derive(Clone, Copy)]
pub struct Wanted<'w> {
    /// The registry's root.
    pub root: &'w Path,
    /// The index file.
    pub db: &'w Path,
    /// How fresh it must be.
    pub freshness: Freshness,
    /// The day for the rules that depend on it.
    pub today: NaiveDate,
    /// The present moment, for judging stamps.
    pub now: SystemTime,
    /// Is told of the progress.
    pub observe: Observer<'w>,
}

/// Opens the index of a registry, as fresh as it is wanted.
///
/// # Errors
/// When the folder is no registry, or the index is another program's, locked or unreadable.
pub fn open(wanted: &Wanted<'_>) -> Result<Fresh, OpenError> {
    if wanted.freshness == Freshness::AsItIs {
        return as_it_is(wanted.db);
    }
    let found = source::walk(wanted.root)?;
    let survey = Survey::of(found, wanted);
    match Index::find(wanted.db, Access::ReadWrite) {
        Ok(Found::Ready(index)) if wanted.freshness == Freshness::UpToDate => survey.update(index),
        Ok(_) => survey.build(),
        Err(error) if error.is_read_only() => survey.in_memory(&error),
        Err(error) => Err(error.into()),
    }
}

fn as_it_is(db: &Path) -> Result<Fresh, OpenError> {
    match Index::find(db, Access::ReadOnly)? {
        Found::Ready(index) => {
            let known = index.known_files()?;
            let refused = known
                .iter()
                .filter_map(|(path, file)| {
                    let refusal = file.refused.clone()?;
                    Some(RefusedFile {
                        path: path.clone(),
                        refusal,
                        instead: Instead::of(Some(file)),
                    })
                })
                .collect();
            Ok(Fresh {
                index,
                counts: LoadCounts::default(),
                n_files: known.len(),
                refused,
                keeping: Keeping::File,
            })
        }
        Found::Missing | Found::Stale => Err(OpenError::NoIndex),
    }
}

/// The folder as it is now, compared with what an index knows.
struct Survey<'w> {
    wanted: &'w Wanted<'w>,
    files: Vec<FoundFile>,
    /// Files and folders that the walk could not take, with the finding for each.
    troubles: BTreeMap<FilePath, Diagnostic>,
    n_files: usize,
}

impl<'w> Survey<'w> {
    fn of(found: source::Found, wanted: &'w Wanted<'w>) -> Self {
        let mut troubles: BTreeMap<FilePath, Diagnostic> = found
            .findings
            .sorted()
            .into_iter()
            .map(|diagnostic| (diagnostic.place.file.clone(), diagnostic))
            .collect();
        let n_files = found.files.len() + troubles.len();
        let (files, twins) = without_twins(found.files);
        troubles.extend(twins);
        Self {
            wanted,
            files,
            troubles,
            n_files,
        }
    }

    /// Brings an index up to date.
    fn update(&self, mut index: Index) -> Result<Fresh, OpenError> {
        let known = index.known_files()?;
        let changes = self.changes(&known);
        match index.apply(&changes) {
            Ok(counts) => self.fresh(index, counts, Keeping::File),
            // A read-only folder: the answer comes from memory.
            Err(error) if error.is_read_only() => self.in_memory(&error),
            Err(error) => Err(error.into()),
        }
    }

    /// Builds the index from nothing.
    fn build(&self) -> Result<Fresh, OpenError> {
        let changes = self.changes(&BTreeMap::new());
        match Index::build(self.wanted.db, &changes) {
            Ok((index, counts)) => self.fresh(index, counts, Keeping::File),
            Err(error) if error.is_read_only() && self.wanted.freshness != Freshness::Rebuilt => {
                self.in_memory(&error)
            }
            Err(error) => Err(error.into()),
        }
    }

    fn in_memory(&self, reason: &IndexError) -> Result<Fresh, OpenError> {
        let changes = self.changes(&BTreeMap::new());
        let (index, counts) = Index::in_memory(&changes)?;
        self.fresh(index, counts, Keeping::Memory(reason.wording()))
    }

    fn fresh(&self, index: Index, counts: LoadCounts, keeping: Keeping) -> Result<Fresh, OpenError> {
        let known = index.known_files()?;
        let mut refused: BTreeMap<FilePath, Refusal> = self
            .troubles
            .iter()
            .map(|(path, found)| (path.clone(), refusal(found, None, 1)))
            .collect();
        refused.extend(
            known
                .iter()
                .filter_map(|(path, file)| Some((path.clone(), file.refused.clone()?))),
        );
        let refused = refused
            .into_iter()
            .map(|(path, refusal)| {
                let instead = Instead::of(known.get(&path));
                RefusedFile {
                    path,
                    refusal,
                    instead,
                }
            })
            .collect();
        Ok(Fresh {
            index,
            counts,
            n_files: self.n_files,
            refused,
            keeping,
        })
    }

    /// What an index that knows `known` has to take in.
    fn changes(&self, known: &BTreeMap<FilePath, KnownFile>) -> Changes {
        let suspects: Vec<FoundFile> = self
            .files
            .iter()
            .filter(|file| !self.is_unchanged(file, known))
            .cloned()
            .collect();
        let looks = read::for_each(&suspects, self.wanted.observe, |file| {
            self.look(file, known.get(&file.path))
        });
        let mut changes = Changes::default();
        for look in looks {
            match look {
                Look::Changed(change) => changes.files.push(*change),
                Look::Restamped(path, stamp) => changes.restamped.push((path, stamp)),
                Look::Same => {}
            }
        }
        changes.removed = self.removed(known);
        changes
    }

    fn is_unchanged(&self, file: &FoundFile, known: &BTreeMap<FilePath, KnownFile>) -> bool {
        let stamp = self.stamp(file);
        known
            .get(&file.path)
            .is_some_and(|known| known.stamp == stamp && stamp.modified_ns != 0)
    }

    /// Size and time of a file; a time that cannot be trusted is 0.
    fn stamp(&self, file: &FoundFile) -> Stamp {
        let settled = |modified: &SystemTime| {
            self.wanted
                .now
                .duration_since(*modified)
                .is_ok_and(|age| age >= STAMP_SETTLES)
        };
        let modified_ns = file
            .modified
            .filter(settled)
            .and_then(|modified| modified.duration_since(UNIX_EPOCH).ok())
            .and_then(|since| i64::try_from(since.as_nanos()).ok())
            .unwrap_or(0);
        Stamp {
            size: file.size,
            modified_ns,
        }
    }

    fn look(&self, file: &FoundFile, known: Option<&KnownFile>) -> Look {
        let stamp = self.stamp(file);
        let bytes = match read::open(file) {
            read::Opened::Bytes(bytes) => bytes,
            read::Opened::Unreadable(diagnostic) => {
                let content = FileContent::Refused(refusal(&diagnostic, None, 1));
                // No hash of what could not be read, and no stamp to trust: it is tried again.
                let stamp = Stamp {
                    modified_ns: 0,
                    ..stamp
                };
                return Look::Changed(Box::new(FileChange {
                    path: file.path.clone(),
                    stamp,
                    hash: [0; 32],
                    content,
                }));
            }
        };
        let hash: [u8; 32] = Sha256::digest(&bytes).into();
        if let Some(known) = known.filter(|known| known.hash == hash) {
            return if known.stamp == stamp {
                Look::Same
            } else {
                Look::Restamped(file.path.clone(), stamp)
            };
        }
        let (reading, _) = check::with_rules(
            source::read_bytes(&file.path, file.role, bytes),
            self.wanted.today,
        );
        let content = content_of(reading, file.role);
        Look::Changed(Box::new(FileChange {
            path: file.path.clone(),
            stamp,
            hash,
            content,
        }))
    }

    /// Known files that are gone. What lies in a folder that cannot be opened is not gone.
    fn removed(&self, known: &BTreeMap<FilePath, KnownFile>) -> Vec<FilePath> {
        let present: BTreeSet<&FilePath> = self.files.iter().map(|file| &file.path).collect();
        let is_hidden = |path: &FilePath| {
            self.troubles.iter().any(|(trouble, found)| {
                let below = path.as_str().strip_prefix(trouble.as_str());
                let is_twin = found.code == Code::DuplicateAgreementId;
                !is_twin && below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            })
        };
        known
            .keys()
            .filter(|path| !present.contains(path) && !is_hidden(path))
            .cloned()
            .collect()
    }
}

/// What a look at a file's content told.
enum Look {
    Changed(Box<FileChange>),
    Restamped(FilePath, Stamp),
    Same,
}

/// Files with the same stem would be agreements with the same id: the first one by path stays.
fn without_twins(files: Vec<FoundFile>) -> (Vec<FoundFile>, BTreeMap<FilePath, Diagnostic>) {
    let mut seen: BTreeMap<String, FilePath> = BTreeMap::new();
    let mut twins = BTreeMap::new();
    let mut kept = Vec::with_capacity(files.len());
    for file in files {
        if file.role == Role::Agreement
            && let Some(first) = seen.get(file.path.stem())
        {
            twins.insert(file.path.clone(), twin(&file.path, first));
            continue;
        }
        if file.role == Role::Agreement {
            seen.insert(file.path.stem().to_owned(), file.path.clone());
        }
        kept.push(file);
    }
    (kept, twins)
}

fn twin(path: &FilePath, first: &FilePath) -> Diagnostic {
    let id = path.stem();
    Diagnostic::new(
        Code::DuplicateAgreementId,
        crate::diagnostic::Place::new(path, crate::diagnostic::Span::default()),
        wording!(
            en: "the agreement `{id}` already stands in {first}",
            fi: "sopimus `{id}` on jo tiedostossa {first}"
        ),
    )
}

/// What the index keeps of a reading: its content, or the first error when it has one.
fn content_of(reading: FileReading, role: Role) -> FileContent {
    let FileReading {
        text,
        content,
        findings,
        ..
    } = reading;
    match (findings.has_errors(), content) {
        (false, Some(Content::Agreement(agreement))) => FileContent::Agreement(agreement),
        (false, Some(Content::Organisations(organisations))) => FileContent::Organisations(organisations),
        (false, Some(Content::Settings(settings))) => FileContent::Settings(*settings),
        _ => FileContent::Refused(first_refusal(findings, &text, role)),
    }
}

fn first_refusal(findings: Findings, text: &SourceText, role: Role) -> Refusal {
    let errors: Vec<Diagnostic> = findings
        .sorted()
        .into_iter()
        .filter(Diagnostic::is_error)
        .collect();
    let count = u32::try_from(errors.len()).unwrap_or(u32::MAX);
    debug_assert!(
        !errors.is_empty(),
        "a {role:?} without content has an error that says why"
    );
    match errors.first() {
        Some(first) => refusal(first, Some(text), count),
        None => Refusal {
            line: 1,
            code: Code::Syntax.name().to_owned(),
            message: wording!(en: "the file could not be read", fi: "tiedostoa ei voitu lukea"),
            errors: count,
        },
    }
}

fn refusal(diagnostic: &Diagnostic, text: Option<&SourceText>, errors: u32) -> Refusal {
    let line = text.map_or(1, |text| text.line_column(diagnostic.place.span.start).line);
    Refusal {
        line: u32::try_from(line).unwrap_or(u32::MAX),
        code: diagnostic.code.name().to_owned(),
        message: diagnostic.message.clone(),
        errors,
    }
}
