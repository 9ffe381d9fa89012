//! The folder as it is now, compared with what an index knows: what has to be read, and what the
//! index has to take in.

use crate::model::Network;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::mpsc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use super::check::placeholders;
use super::refused::refusal;
use super::{Observer, read};
use crate::diagnostic::{Code, Diagnostic, FilePath, Findings, Place, SourceText, Span};
use crate::disk::Disk;
use crate::index::{
    AgreementRows, Changes, Extent, FileChange, FileContent, FirstError, Index, IndexError, KnownFile, Stamp,
};
use crate::source::{self, Content, FileReading, FoundFile, NetworkOf, Role};
use crate::wording;

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

    pub(super) fn extent(self) -> Extent {
        if self.is_thorough() {
            Extent::Whole
        } else {
            Extent::ByTurns
        }
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
    /// Is reported the progress.
    pub observe: Observer<'w>,
}

/// A file that was written this short a time ago may be written again without a change of its
/// stamp: file systems say the time in steps of up to two seconds.
const STAMP_SETTLES: Duration = Duration::from_secs(2);

/// So many files are read at a time for a full build.
const FILES_AT_ONCE: usize = 128;

/// So many times as many may wait for the index to take them in.
const BATCHES_AHEAD: usize = 2;

/// The folder as it is now, compared with what an index knows.
pub(super) struct Survey<'w> {
    pub(super) wanted: &'w Wanted<'w>,
    files: Vec<FoundFile>,
    network: NetworkOf,
    /// Files and folders that the walk could not take, with the finding for each.
    pub(super) troubles: BTreeMap<FilePath, Diagnostic>,
    /// Files in the folder, whatever became of them.
    pub(super) n_files: usize,
}

impl<'w> Survey<'w> {
    /// What a walk found.
    pub(super) fn of(found: source::Found, wanted: &'w Wanted<'w>) -> Self {
        let mut troubles: BTreeMap<FilePath, Diagnostic> = found
            .findings
            .sorted()
            .into_iter()
            .map(|diagnostic| (diagnostic.place.file.clone(), diagnostic))
            .collect();
        let n_files = found.files.len() + troubles.len();
        let (files, twins) = without_twins(found.files, wanted.today);
        troubles.extend(twins);
        Self {
            wanted,
            files,
            network: found.network,
            troubles,
            n_files,
        }
    }

    /// The network whose regions the files may name.
    pub(super) fn network(&self) -> &Network {
        self.network.get()
    }

    /// Whether `registry.yaml` defines another network than the one whose regions the index has. Every agreement is
    /// read anew then. A file that cannot be read defines nothing: the regions stay as they were.
    pub(super) fn defines_another_network(
        &self,
        index: &Index,
        known: &BTreeMap<FilePath, KnownFile>,
    ) -> Result<bool, IndexError> {
        let is_settings = |path: &FilePath| Role::of(path) == Role::Settings;
        let present = self.files.iter().find(|file| is_settings(&file.path));
        let was_there = known.keys().any(is_settings);
        let is_same = match present {
            Some(file) => self.is_unchanged(file, known),
            None => !was_there,
        };
        if is_same || !self.network().is_known() {
            return Ok(false);
        }
        Ok(index.network()?.data() != self.network().data())
    }

    /// Reads all files, some ahead of their taker, who works at the same time. So only a few
    /// shelves of files are in memory at once, however large the registry is.
    pub(super) fn stream<T>(&self, take: impl FnOnce(&mut dyn Iterator<Item = FileChange>) -> T) -> T {
        let mut files: Vec<&FoundFile> = self.files.iter().collect();
        files.sort_by(|a, b| (a.path.stem(), &a.path).cmp(&(b.path.stem(), &b.path)));
        std::thread::scope(|scope| {
            let (sender, receiver) = mpsc::sync_channel(BATCHES_AHEAD);
            scope.spawn(move || {
                for (i, batch) in files.chunks(FILES_AT_ONCE).enumerate() {
                    let observe = |n_done| (self.wanted.observe)(i * FILES_AT_ONCE + n_done);
                    let changes = read::for_each(batch, &observe, |file| self.read_anew(file));
                    // The taker is gone when it met an error: it needs no more.
                    if sender.send(changes).is_err() {
                        break;
                    }
                }
            });
            take(&mut receiver.into_iter().flatten())
        })
    }

    /// What an index that knows `known` has to take in.
    pub(super) fn changes(&self, known: &BTreeMap<FilePath, KnownFile>) -> Changes {
        let suspects: Vec<&FoundFile> = self
            .files
            .iter()
            .filter(|file| !self.is_unchanged(file, known))
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
        // Size and time of writing alone can be set by hand.
        let may_lie = stamp.changed_ns == 0 && self.wanted.freshness.is_thorough();
        known
            .get(&file.path)
            .is_some_and(|known| known.stamp == stamp && stamp.modified_ns != 0 && !may_lie)
    }

    /// Size, times and number of a file; times that cannot be trusted are 0.
    fn stamp(&self, file: &FoundFile) -> Stamp {
        let is_settled = |time: SystemTime| {
            self.wanted
                .now
                .duration_since(time)
                .is_ok_and(|age| age >= STAMP_SETTLES)
        };
        let ns = |time: Option<SystemTime>| {
            time.filter(|time| is_settled(*time))
                .and_then(|time| time.duration_since(UNIX_EPOCH).ok())
                .and_then(|since| i64::try_from(since.as_nanos()).ok())
                .unwrap_or(0)
        };
        if file.supposed.is_some() {
            return Stamp::default();
        }
        let changed = file.identity.changed;
        Stamp {
            size: file.size,
            modified_ns: if changed.is_none_or(is_settled) {
                ns(file.modified)
            } else {
                0
            },
            changed_ns: ns(changed),
            inode: file.identity.inode,
        }
    }

    fn look(&self, file: &FoundFile, known: Option<&KnownFile>) -> Look {
        let stamp = self.stamp(file);
        let bytes = match read::open(file) {
            read::Opened::Bytes(bytes) => bytes,
            read::Opened::Unreadable(_) if known.is_some_and(|known| known.hash == UNREAD) => {
                return Look::Same;
            }
            read::Opened::Unreadable(diagnostic) => {
                return Look::Changed(Box::new(unread(file, &diagnostic)));
            }
        };
        let hash = Sha256::digest(&bytes).into();
        match known.filter(|known| known.hash == hash) {
            Some(known) if known.stamp == stamp => Look::Same,
            Some(_) => Look::Restamped(file.path.clone(), stamp),
            None => Look::Changed(Box::new(self.taken(file, bytes, hash))),
        }
    }

    /// A file for an index that knows nothing.
    fn read_anew(&self, file: &FoundFile) -> FileChange {
        match read::open(file) {
            read::Opened::Bytes(bytes) => {
                let hash = Sha256::digest(&bytes).into();
                self.taken(file, bytes, hash)
            }
            read::Opened::Unreadable(diagnostic) => unread(file, &diagnostic),
        }
    }

    fn taken(&self, file: &FoundFile, bytes: Vec<u8>, hash: [u8; 32]) -> FileChange {
        let reading = source::read_bytes(&file.path, file.role, file.network.get(), bytes);
        let (reading, _) = read::with_rules(reading, file.judged_on(self.wanted.today));
        FileChange {
            path: file.path.clone(),
            stamp: self.stamp(file),
            hash,
            placeholders: placeholders(&reading),
            content: content_of(reading, file.role),
        }
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

/// Stands for the hash of a file that could not be read.
const UNREAD: [u8; 32] = [0; 32];

/// A file that could not be read. Its stamp is not to be trusted: it is tried again each time.
fn unread(file: &FoundFile, diagnostic: &Diagnostic) -> FileChange {
    FileChange {
        path: file.path.clone(),
        stamp: Stamp {
            size: file.size,
            ..Stamp::default()
        },
        hash: UNREAD,
        content: FileContent::Refused(refusal(diagnostic, None, 1)),
        placeholders: Vec::new(),
    }
}

/// What a look at a file's content shown.
enum Look {
    Changed(Box<FileChange>),
    Restamped(FilePath, Stamp),
    Same,
}

/// Files with the same stem would be agreements with the same id. The first one in reading order
/// stays, and one with an error never goes before one without.
fn without_twins(
    files: Vec<FoundFile>,
    today: NaiveDate,
) -> (Vec<FoundFile>, BTreeMap<FilePath, Diagnostic>) {
    let mut by_stem: BTreeMap<String, Vec<&FoundFile>> = BTreeMap::new();
    for file in files.iter().filter(|file| file.role == Role::Agreement) {
        by_stem.entry(file.path.stem().to_owned()).or_default().push(file);
    }
    let mut twins = BTreeMap::new();
    for candidates in by_stem.values().filter(|candidates| candidates.len() > 1) {
        let sound = candidates.iter().find(|file| is_sound(file, today));
        let kept = sound.unwrap_or(&candidates[0]).path.clone();
        for file in candidates.iter().filter(|file| file.path != kept) {
            twins.insert(file.path.clone(), twin(&file.path, &kept));
        }
    }
    let kept = files
        .into_iter()
        .filter(|file| !twins.contains_key(&file.path))
        .collect();
    (kept, twins)
}

fn is_sound(file: &FoundFile, today: NaiveDate) -> bool {
    let today = file.judged_on(today);
    read::read(file).is_ok_and(|reading| !read::with_rules(reading, today).0.findings.has_errors())
}

fn twin(path: &FilePath, first: &FilePath) -> Diagnostic {
    let id = path.stem();
    Diagnostic::new(
        Code::DuplicateAgreementId,
        Place::new(path, Span::default()),
        wording!(
            en: "the agreement `{id}` is already in {first}",
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
        (false, Some(Content::Agreement(agreement))) => {
            FileContent::Agreement(Box::new(AgreementRows::of(&agreement)))
        }
        (false, Some(Content::Organisations(organisations))) => FileContent::Organisations(organisations),
        (false, Some(Content::Settings(settings))) => FileContent::Settings(*settings),
        _ => FileContent::Refused(first_refusal(findings, &text, role)),
    }
}

fn first_refusal(findings: Findings, text: &SourceText, role: Role) -> FirstError {
    let count = u32::try_from(findings.n_errors()).unwrap_or(u32::MAX);
    debug_assert!(count > 0, "a {role:?} without content has an error that says why");
    match findings.sorted().into_iter().find(Diagnostic::is_error) {
        Some(first) => refusal(&first, Some(text), count),
        None => FirstError {
            line: 1,
            code: Code::Syntax.name().to_owned(),
            message: wording!(en: "the file could not be read", fi: "tiedostoa ei voitu lukea"),
            errors: count,
        },
    }
}

#[cfg(test)]
mod tests;
