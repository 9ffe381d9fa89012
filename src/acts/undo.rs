//! Runs are taken back: the files that they changed get the bytes that they had. All or nothing: a file that has
//! been changed since keeps everything from being taken back. What takes back is itself an entry of the journal, so it
//! can be taken back, too.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::journal::{Entry, EntryState, FileStep, Reversed, journal, journal_path, present};
use super::{ActError, ActRefusal, Transaction, Writer, Writing};
use crate::diagnostic::FilePath;
use crate::model::DocumentPath;
use crate::source::{self, Content, NetworkOf, Role};
use crate::wording;
use crate::wording::Wording;

/// Which runs are to be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// So many last ones that have not been taken back.
    Last(usize),
    /// The one of this number.
    Numbered(u64),
}

/// What was taken back.
#[derive(Debug)]
pub struct Undone {
    /// The entries, the latest first; none when there was nothing to take back.
    pub entries: Vec<Entry>,
    /// The files that change.
    pub files: Vec<UndoneFile>,
    /// The documents that are recorded no more and stay where they are.
    pub documents: Vec<DocumentPath>,
}

/// A file that gets the bytes that it had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UndoneFile {
    pub file: FilePath,
    /// Its bytes until now; `None` where there is no such file.
    pub before: Option<Vec<u8>>,
    /// Its bytes from now on.
    pub after: Option<Vec<u8>>,
    location: PathBuf,
}

/// Takes back runs of commands.
///
/// # Errors
/// `Refused` when there are not so many, one is too large, or a file has been changed since.
pub fn undo(writer: &Writer, wanted: Wanted, writing: Writing) -> Result<Undone, ActError> {
    let change = Transaction::begin(writer, writing)?;
    let root = writer.root();
    let entries = journal(root).map_err(|error| ActError::Io(journal_path(root), error))?;
    let entries = chosen(entries, wanted)?;
    let files = plan(writer, &entries)?;
    let steps: Vec<FileStep<'_>> = files.iter().map(UndoneFile::step).collect();
    let numbers: Vec<u64> = entries.iter().map(|entry| entry.number).collect();
    change.carry_out(&steps, &numbers)?;
    Ok(Undone {
        documents: left_documents(writer, &files),
        entries,
        files,
    })
}

impl UndoneFile {
    fn step(&self) -> FileStep<'_> {
        FileStep {
            path: self.file.as_str(),
            location: &self.location,
            before: self.before.as_deref(),
            after: self.after.as_deref(),
        }
    }
}

fn chosen(entries: Vec<Entry>, wanted: Wanted) -> Result<Vec<Entry>, ActRefusal> {
    let chosen: Vec<Entry> = match wanted {
        Wanted::Numbered(number) => {
            let found = entries.into_iter().find(|entry| entry.number == number);
            vec![found.ok_or_else(|| unknown(number))?]
        }
        Wanted::Last(n_wanted) => {
            // What takes something back is no act by itself, and what is not in the files needs no taking back.
            let is_act = |entry: &Entry| {
                entry.undoes.is_empty() && matches!(entry.state, EntryState::Recorded | EntryState::InPart)
            };
            let mut acts: Vec<Entry> = entries.into_iter().rev().filter(is_act).collect();
            let n_acts = acts.len();
            if n_acts < n_wanted && n_wanted > 1 {
                return Err(ActRefusal::with_help(
                    wording!(
                        en: "only {n_acts} of the last commands can be undone, not {n_wanted}",
                        fi: "kumottavia komentoja on {n_acts}, ei {n_wanted}"
                    ),
                    SHOWS_THEM,
                ));
            }
            acts.truncate(n_wanted);
            acts
        }
    };
    match chosen.iter().find(|entry| entry.is_too_large) {
        None => Ok(chosen),
        Some(Entry { number, command, .. }) => Err(ActRefusal::with_help(
            wording!(
                en: "command {number} cannot be undone: it changed too much to be kept in the journal: {command}",
                fi: "komentoa {number} ei voi kumota: se muutti enemmän kuin muutoslokiin mahtuu: {command}"
            ),
            Wording::fixed(
                "nothing was undone; restore the files from a backup or with git",
                "mitään ei kumottu; palauta tiedostot varmuuskopiosta tai git-ohjelmalla",
            ),
        )),
    }
}

const SHOWS_THEM: Wording = Wording::fixed("`kumppani log` lists them", "`kumppani log` luettelee ne");

fn unknown(number: u64) -> ActRefusal {
    ActRefusal::with_help(
        wording!(en: "the journal has no command {number}", fi: "muutoslokissa ei ole komentoa {number}"),
        SHOWS_THEM,
    )
}

/// The files as they were before the entries, which are given from the latest.
fn plan(writer: &Writer, entries: &[Entry]) -> Result<Vec<UndoneFile>, ActError> {
    let mut files: BTreeMap<FilePath, UndoneFile> = BTreeMap::new();
    for entry in entries {
        for reversal in entry.reversals() {
            let Some(path) = reversal.path() else {
                return Err(no_path(reversal.shown_path()).into());
            };
            let file = match files.entry(path.clone()) {
                std::collections::btree_map::Entry::Occupied(known) => known.into_mut(),
                std::collections::btree_map::Entry::Vacant(new) => new.insert(found(writer, &path)?),
            };
            match reversal.of(file.after.as_deref()) {
                Reversed::To(bytes) => file.after = bytes,
                Reversed::Already => {}
                Reversed::Changed => return Err(changed(entry, &path).into()),
            }
        }
    }
    let mut files: Vec<UndoneFile> = files.into_values().collect();
    files.retain(|file| file.before != file.after);
    Ok(files)
}

fn found(writer: &Writer, path: &FilePath) -> Result<UndoneFile, ActError> {
    let bytes = present(writer.root(), path).map_err(|error| ActError::Io(path.clone(), error))?;
    Ok(UndoneFile {
        file: path.clone(),
        location: writer.root().join(path.as_str()),
        before: bytes.clone(),
        after: bytes,
    })
}

fn no_path(path: &str) -> ActRefusal {
    ActRefusal::new(wording!(
        en: "the journal names {path}, which is not a file of the registry; nothing was undone",
        fi: "muutoslokissa on {path}, joka ei ole rekisterin tiedosto; mitään ei kumottu"
    ))
}

fn changed(entry: &Entry, path: &FilePath) -> ActRefusal {
    let (number, command, stem) = (entry.number, &entry.command, path.stem());
    ActRefusal::with_help(
        wording!(
            en: "{path} has changed since command {number} ({command}); nothing was undone",
            fi: "tiedostoa {path} on muutettu komennon {number} jälkeen ({command}); mitään ei kumottu"
        ),
        wording!(
            en: "if a later command changed it (`kumppani log`), undo that first; what was changed by hand is changed back by hand: `kumppani edit {stem}`",
            fi: "jos sitä muutti myöhempi komento (`kumppani log`), kumoa ensin se; käsin muutettu palautetaan käsin: `kumppani edit {stem}`",
            stem
        ),
    )
}

/// The documents that files no longer record and that are still there: nothing removes a document.
fn left_documents(writer: &Writer, files: &[UndoneFile]) -> Vec<DocumentPath> {
    let network = NetworkOf::registry(writer.root());
    let recorded = |path: &FilePath, bytes: &Option<Vec<u8>>| -> BTreeSet<DocumentPath> {
        let bytes = bytes.clone().unwrap_or_default();
        match source::read_bytes(path, Role::Agreement, network.get(), bytes).content {
            Some(Content::Agreement(agreement)) => {
                let documents = agreement.documents.into_iter();
                documents.map(|document| document.file.value).collect()
            }
            _ => BTreeSet::new(),
        }
    };
    let agreements = files.iter().filter(|file| {
        file.file.as_str().starts_with("agreements/") && Role::of(&file.file) == Role::Agreement
    });
    let left = agreements.flat_map(|file| {
        let still = recorded(&file.file, &file.after);
        let was = recorded(&file.file, &file.before).into_iter();
        was.filter(move |path| !still.contains(path))
    });
    left.filter(|path| writer.root().join(path.from_root()).is_file())
        .collect()
}
