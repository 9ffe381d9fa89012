//! The index, brought up to date with the files: only changed files are read, and only files
//! whose content changed are parsed. A file that has become invalid keeps its last good version.

use std::collections::BTreeMap;
use std::path::Path;

use super::refused::{Instead, RefusedFile, refusal};
use super::survey::{Freshness, Survey, Wanted};
use crate::diagnostic::FilePath;
use crate::index::{Changes, Extent, FirstError, Found, Index, IndexError, KnownFile, LoadCounts};
use crate::source::{self, WalkError};
use crate::wording::Wording;

/// Where the answers come from.
#[derive(Clone, Debug)]
pub enum Keeping {
    /// The index file.
    File,
    /// A temporary index in memory, because the index file cannot be written; the reason.
    Memory(Wording),
    /// An index of its own, with what is supposed.
    Supposition,
}

/// An index that is ready to be asked.
#[derive(Debug)]
pub struct Fresh {
    pub index: Index,
    /// What was new, changed, removed.
    pub counts: LoadCounts,
    /// Files in the folder, whatever became of them.
    pub n_files: usize,
    /// The files that are not in it as they are, by path.
    pub refused: Vec<RefusedFile>,
    /// Where it is kept.
    pub keeping: Keeping,
    /// Why the index that was there was not used; it is made again.
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

/// An index that has what is supposed of the files that were looked for. It is a copy of the index file, which is left
/// as it is, or `kept`, the one of an earlier step of the same supposition.
///
/// # Errors
/// As of [`open`].
pub fn open_supposed(
    wanted: &Wanted<'_>,
    mut found: source::Found,
    kept: Option<Index>,
) -> Result<Fresh, OpenError> {
    let is_as_it_is = wanted.freshness == Freshness::AsItIs;
    if is_as_it_is {
        found.files.retain(|file| file.supposed.is_some());
    }
    let survey = Survey::of(found, wanted);
    let index = match kept {
        Some(index) => Some(index),
        None => match Index::find(wanted.db, Extent::ByTurns) {
            Ok(Found::Ready(index)) => Some(index.temporary_copy()?),
            Ok(Found::Missing | Found::Stale) if is_as_it_is => return Err(OpenError::NoIndex),
            Ok(_) => None,
            Err(error) if error.is_unwritable() => None,
            Err(error) => return Err(error.into()),
        },
    };
    match index {
        Some(index) => survey.suppose(index, is_as_it_is),
        None => survey.built_in_memory(Keeping::Supposition),
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
    /// The index that was there, brought up to date; made again when it turns out not to be trusted.
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
        if self.defines_another_network(&index, &known)? {
            return self.build();
        }
        let changes = self.changes(&known);
        match index.apply(self.wanted.disk, &changes) {
            Ok(counts) if changes.is_empty() => Ok(self.fresh_knowing(&known, index, counts, Keeping::File)),
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

    /// Brings a temporary index up to date; where the index is asked as it is, with what is supposed alone.
    fn suppose(&self, mut index: Index, is_as_it_is: bool) -> Result<Fresh, OpenError> {
        let known = index.known_files()?;
        if self.defines_another_network(&index, &known)? && !is_as_it_is {
            return self.built_in_memory(Keeping::Supposition);
        }
        let mut changes = self.changes(&known);
        if is_as_it_is {
            changes.removed.clear();
        }
        let counts = index.apply(self.wanted.disk, &changes)?;
        self.fresh(index, counts, Keeping::Supposition)
    }

    /// Compares an index with what the files say, when that is wanted.
    fn compare(&self, fresh: Fresh) -> Result<Fresh, OpenError> {
        if self.wanted.freshness != Freshness::Compared || matches!(fresh.keeping, Keeping::Memory(_)) {
            return Ok(fresh);
        }
        let (mut from_files, _) = self.stream(|files| Index::in_memory(self.network(), files))?;
        match fresh.index.find_fault(&mut from_files)? {
            Some(reason) => Err(IndexError::Untrusted { reason }.into()),
            None => Ok(fresh),
        }
    }

    /// Builds the index from nothing.
    fn build(&self) -> Result<Fresh, OpenError> {
        match self.stream(|files| Index::build(self.wanted.disk, self.wanted.db, self.network(), files)) {
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
        self.built_in_memory(Keeping::Memory(reason.wording()))
    }

    /// An index in memory, made of the files.
    fn built_in_memory(&self, keeping: Keeping) -> Result<Fresh, OpenError> {
        let (index, counts) = self.stream(|files| Index::in_memory(self.network(), files))?;
        self.fresh(index, counts, keeping)
    }

    fn fresh(&self, index: Index, counts: LoadCounts, keeping: Keeping) -> Result<Fresh, OpenError> {
        let known = index.known_files()?;
        Ok(self.fresh_knowing(&known, index, counts, keeping))
    }

    /// The same, where it has been asked which files the index knows.
    fn fresh_knowing(
        &self,
        known: &BTreeMap<FilePath, KnownFile>,
        index: Index,
        counts: LoadCounts,
        keeping: Keeping,
    ) -> Fresh {
        let mut refused: BTreeMap<FilePath, FirstError> = self
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
        Fresh {
            index,
            counts,
            n_files: self.n_files,
            refused,
            keeping,
            distrusted: None,
        }
    }
}
