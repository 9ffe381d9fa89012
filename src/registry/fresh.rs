//! The index, brought up to date with the files: only changed files are read, and only files
//! whose content changed are parsed. A file that has become invalid keeps its last good version.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::SystemTime;

use chrono::NaiveDate;

use super::Observer;
use super::survey::{Survey, refusal};
use crate::diagnostic::FilePath;
use crate::disk::Disk;
use crate::index::{Changes, Extent, Found, Index, IndexError, KnownFile, LoadCounts, Refusal};
use crate::model::operand;
use crate::source::{self, Role, WalkError};
use crate::wording;
use crate::wording::Wording;

/// How the index is to be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// Brought up to date with the files first.
    UpToDate,
    /// The same, with every file opened whose stamp could lie, and all of the index looked at.
    Thorough,
    /// The same, and compared with what the files say; made from nothing when it says anything else.
    Compared,
    /// Asked as it is.
    AsItIs,
    /// Made from nothing.
    Rebuilt,
}

impl Freshness {
    /// Whether more is looked at than a question needs.
    pub(super) fn is_thorough(self) -> bool {
        matches!(self, Self::Thorough | Self::Compared)
    }

    fn extent(self) -> Extent {
        if self.is_thorough() {
            Extent::Whole
        } else {
            Extent::ByTurns
        }
    }
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

impl RefusedFile {
    /// That the file has errors, with the first one, in place of “there is no such thing”; and the next step.
    #[must_use]
    pub fn told(&self) -> (Wording, Wording) {
        let (path, line, id) = (self.path.as_str(), self.refusal.line, self.path.stem());
        let message = &self.refusal.message;
        let message = match Role::of(&self.path) {
            Role::Agreement => wording!(
                en: "the file of `{id}` has errors: {path}:{line}: {message}",
                fi: "sopimuksen `{id}` tiedostossa on virheitä: {path}:{line}: {message}",
                message
            ),
            Role::Organisations | Role::Settings => wording!(
                en: "{path} has errors: line {line}: {message}",
                fi: "tiedostossa {path} on virheitä: rivi {line}: {message}",
                message
            ),
        };
        let file = operand(path);
        let help = wording!(
            en: "`kumppani validate {file}` shows them; correct the file and give the command again",
            fi: "`kumppani validate {file}` näyttää ne; korjaa tiedosto ja anna komento uudelleen"
        );
        (message, help)
    }
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
    /// Why the index that was there was not used; it is made anew.
    pub distrusted: Option<Wording>,
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

/// What opening an index needs to know.
#[derive(Clone, Copy)]
pub struct Wanted<'w> {
    /// The way to change files.
    pub disk: &'w Disk,
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
    match wanted.freshness {
        Freshness::AsItIs => as_it_is(wanted.db),
        _ => open_found(wanted, source::walk(wanted.root)?),
    }
}

/// The same, where the files have been looked for already.
///
/// # Errors
/// As of [`open`].
pub fn open_found(wanted: &Wanted<'_>, found: source::Found) -> Result<Fresh, OpenError> {
    if wanted.freshness == Freshness::AsItIs {
        return as_it_is(wanted.db);
    }
    let survey = Survey::of(found, wanted);
    match Index::find(wanted.db, wanted.freshness.extent()) {
        Ok(Found::Ready(index)) if wanted.freshness != Freshness::Rebuilt => survey.keep(index),
        Ok(Found::Untrusted(reason)) => survey.build_distrusting(reason),
        Ok(_) => survey.build(),
        Err(error) if error.is_unwritable() => survey.in_memory(&error),
        Err(error) => Err(error.into()),
    }
}

fn as_it_is(db: &Path) -> Result<Fresh, OpenError> {
    match Index::find(db, Extent::ByTurns)? {
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
                distrusted: None,
            })
        }
        Found::Untrusted(reason) => Err(IndexError::Untrusted { reason }.into()),
        Found::Missing | Found::Stale => Err(OpenError::NoIndex),
    }
}

impl Survey<'_> {
    /// The index that was there, brought up to date; made anew when it turns out not to be trusted.
    fn keep(&self, index: Index) -> Result<Fresh, OpenError> {
        match self.update(index).and_then(|fresh| self.compare(fresh)) {
            Err(OpenError::Index(error)) => match error.distrust() {
                Some(reason) => self.build_distrusting(reason),
                None => Err(error.into()),
            },
            other => other,
        }
    }

    /// Brings an index up to date.
    fn update(&self, mut index: Index) -> Result<Fresh, OpenError> {
        let known = index.known_files()?;
        let changes = self.changes(&known);
        match index.apply(self.wanted.disk, &changes) {
            Ok(counts) => self.fresh(index, counts, Keeping::File),
            Err(error) if error.is_unwritable() && changes.are_stamps_alone() => {
                let counts = index.apply(self.wanted.disk, &Changes::default())?;
                self.fresh(index, counts, Keeping::File)
            }
            // A read-only folder or a full disk: the answer comes from memory.
            Err(error) if error.is_unwritable() => self.in_memory(&error),
            Err(error) => Err(error.into()),
        }
    }

    /// Compares an index with what the files say, when that is wanted.
    fn compare(&self, fresh: Fresh) -> Result<Fresh, OpenError> {
        if self.wanted.freshness != Freshness::Compared || matches!(fresh.keeping, Keeping::Memory(_)) {
            return Ok(fresh);
        }
        let (mut from_files, _) = self.stream(|files| Index::in_memory(files))?;
        match fresh.index.find_fault(&mut from_files)? {
            Some(reason) => Err(IndexError::Untrusted { reason }.into()),
            None => Ok(fresh),
        }
    }

    /// Builds the index from nothing.
    fn build(&self) -> Result<Fresh, OpenError> {
        match self.stream(|files| Index::build(self.wanted.disk, self.wanted.db, files)) {
            Ok((index, counts)) => self.fresh(index, counts, Keeping::File),
            Err(error) if error.is_unwritable() && self.wanted.freshness != Freshness::Rebuilt => {
                self.in_memory(&error)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Builds the index from nothing, because the one that was there cannot be trusted. What only that one had
    /// is gone: the last good versions of files that are broken now.
    fn build_distrusting(&self, reason: Wording) -> Result<Fresh, OpenError> {
        Ok(Fresh {
            distrusted: Some(reason),
            ..self.build()?
        })
    }

    fn in_memory(&self, reason: &IndexError) -> Result<Fresh, OpenError> {
        let (index, counts) = self.stream(|files| Index::in_memory(files))?;
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
            distrusted: None,
        })
    }
}
