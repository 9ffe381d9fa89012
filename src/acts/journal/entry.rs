//! The entries of the journal, one for each run, and whether what they say is in the files. A file has the digest
//! that the last entry about it left, or the one that it found: then the run was cut off, or somebody has put back
//! the old file.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use super::line::{FileLine, Line, digest};
use super::store;
use crate::diagnostic::FilePath;
use crate::source;

/// Whether what an entry says is in the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryState {
    /// It is.
    Recorded,
    /// Some of it is: the run was cut off.
    InPart,
    /// It is not: the run was cut off before its first file, or somebody has put back the files.
    Absent,
    /// It was taken back.
    Undone,
}

/// What one run of a command changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number.
    pub number: u64,
    /// When the run began, in UTC (RFC 3339).
    pub at: String,
    /// The command as it was typed.
    pub command: String,
    /// The numbers of the entries that it took back.
    pub undoes: Vec<u64>,
    /// Whether it has too many bytes to be taken back.
    pub is_too_large: bool,
    pub state: EntryState,
    files: Vec<FileLine>,
}

impl Entry {
    fn of(line: Line) -> Self {
        Self {
            number: line.run,
            at: line.at,
            command: line.command,
            undoes: line.undoes,
            is_too_large: line.too_large,
            state: EntryState::Recorded,
            files: line.files,
        }
    }

    /// The paths of the files, each once, in the order in which they were written.
    #[must_use]
    pub fn paths(&self) -> Vec<&str> {
        let mut seen = BTreeSet::new();
        let paths = self.files.iter().map(|file| file.path.as_str());
        paths.filter(|path| seen.insert(*path)).collect()
    }

    /// What takes it back, file by file from the last.
    pub(in crate::acts) fn reversals(&self) -> impl Iterator<Item = Reversal<'_>> {
        self.files.iter().rev().map(Reversal)
    }
}

/// How the change of one file is taken back.
#[derive(Clone, Copy, Debug)]
pub(in crate::acts) struct Reversal<'e>(&'e FileLine);

/// What becomes of a file.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::acts) enum Reversed {
    /// It has these bytes, or is not there.
    To(Option<Vec<u8>>),
    /// It is as it was before the change.
    Already,
    /// It is neither.
    Changed,
}

impl<'e> Reversal<'e> {
    /// The file; `None` where the program writes no file of a registry.
    pub(in crate::acts) fn path(self) -> Option<FilePath> {
        own_path(&self.0.path)
    }

    pub(in crate::acts) fn shown_path(self) -> &'e str {
        &self.0.path
    }

    /// What becomes of the file that has these bytes now.
    pub(in crate::acts) fn of(self, now: Option<&[u8]>) -> Reversed {
        let is = now.map(digest);
        if is == self.0.after && self.0.after != self.0.before {
            if self.0.before.is_none() {
                return Reversed::To(None);
            }
            let bytes = self.0.reversed(now.unwrap_or_default());
            return bytes.map_or(Reversed::Changed, |bytes| Reversed::To(Some(bytes)));
        }
        if is == self.0.before {
            return Reversed::Already;
        }
        Reversed::Changed
    }
}

/// The entries of the registry in `root`, the oldest first.
///
/// # Errors
/// What the system says; where there is no journal there are no entries.
pub fn journal(root: &Path) -> io::Result<Vec<Entry>> {
    let bytes = store::bytes(root)?;
    let lines = store::whole(&bytes).split(|byte| *byte == b'\n');
    let mut entries: Vec<Entry> = Vec::new();
    for line in lines.filter_map(Line::parse) {
        match entries.last_mut() {
            Some(entry) if entry.number == line.run => {
                entry.is_too_large |= line.too_large;
                entry.undoes.extend(line.undoes);
                entry.files.extend(line.files);
            }
            _ => entries.push(Entry::of(line)),
        }
    }
    find_states(root, &mut entries);
    Ok(entries)
}

/// The path of a file that the program writes into a registry. The journal may come from somebody else, as any file.
fn own_path(path: &str) -> Option<FilePath> {
    let mut parts = path.split('/');
    let is_plain = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(['\\', ':']);
    let is_own = parts.clone().all(is_plain)
        && (path == "registry.yaml" || matches!(parts.next(), Some("agreements" | "schema" | "templates")));
    is_own.then(|| FilePath::new(path))
}

/// The digest of a file as it is on the disk; `Err` where it cannot be read.
fn on_disk(root: &Path, path: &str) -> Result<Option<String>, ()> {
    let bytes = own_path(path)
        .and_then(|path| present(root, &path).ok())
        .ok_or(())?;
    Ok(bytes.as_deref().map(digest))
}

/// The bytes of a file of the registry; `None` where there is none.
///
/// # Errors
/// What the system says.
pub(in crate::acts) fn present(root: &Path, path: &FilePath) -> io::Result<Option<Vec<u8>>> {
    match source::read_file(root, path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) => match io::Error::from(error) {
            error if error.kind() == io::ErrorKind::NotFound => Ok(None),
            error => Err(error),
        },
    }
}

fn find_states(root: &Path, entries: &mut [Entry]) {
    // What each file had before the changes that have been looked at, from the last on.
    let mut later: BTreeMap<String, Result<Option<String>, ()>> = BTreeMap::new();
    let mut undone: BTreeSet<u64> = BTreeSet::new();
    for entry in entries.iter_mut().rev() {
        let (mut n_written, mut n_absent) = (0, 0);
        for file in entry.files.iter().rev() {
            let next = later
                .entry(file.path.clone())
                .or_insert_with(|| on_disk(root, &file.path));
            if *next != Ok(file.after.clone()) && *next == Ok(file.before.clone()) {
                n_absent += 1;
            } else {
                n_written += 1;
            }
            *next = Ok(file.before.clone());
        }
        entry.state = match (n_written, n_absent) {
            _ if undone.contains(&entry.number) => EntryState::Undone,
            (_, 0) => EntryState::Recorded,
            (0, _) => EntryState::Absent,
            _ => EntryState::InPart,
        };
        if entry.state == EntryState::Recorded {
            undone.extend(&entry.undoes);
        }
    }
}
