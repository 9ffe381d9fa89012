//! The folder of documents: whether each document that an agreement names is there as it was recorded, and what lies
//! there that no agreement names. A file is opened for one purpose, to reckon its digest or to copy it, always as
//! bytes; no link is followed, and what is too large is not read.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::{Code, Diagnostic, FilePath, Findings, Place, Span, system_words};
use crate::disk::{self, ReadError};
use crate::model::{Agreement, DocumentPath, FileDigest, FiledDocument};
use crate::source::{DOCUMENT_NAME_HELP, document_name_problem, is_left_beside, not_read};
use crate::validate::Waits;
use crate::wording;
use crate::wording::Wording;

/// The largest document, in bytes (`docs/format.md`: 100 MiB).
pub const LARGEST_DOCUMENT: u64 = 100 * MIB;

const MIB: u64 = 1024 * 1024;

/// How a document is not as it was recorded.
#[derive(Debug)]
pub enum DocumentFault {
    /// Nothing is there.
    Missing,
    /// A link, a folder, a pipe: no regular file.
    NoFile,
    /// It has more bytes than [`LARGEST_DOCUMENT`].
    TooLarge,
    /// It has other bytes: their digest.
    Changed(FileDigest),
    /// The system refused.
    Unreadable(io::Error),
}

impl From<ReadError> for DocumentFault {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::NoFile => Self::NoFile,
            ReadError::TooLarge(_) => Self::TooLarge,
            ReadError::Io(error) if error.kind() == io::ErrorKind::NotFound => Self::Missing,
            // A name on the way is that of a file.
            ReadError::Io(error) if error.kind() == io::ErrorKind::NotADirectory => Self::Missing,
            ReadError::Io(error) => Self::Unreadable(error),
        }
    }
}

impl DocumentFault {
    /// What is wrong with the document, as a sentence.
    #[must_use]
    pub fn describe(&self, path: &DocumentPath) -> Wording {
        let path = path.from_root();
        match self {
            Self::Missing => wording!(en: "{path} is missing", fi: "tiedosto {path} puuttuu"),
            Self::NoFile => {
                wording!(en: "{path} is not a regular file", fi: "{path} ei ole tavallinen tiedosto")
            }
            Self::TooLarge => {
                let most = LARGEST_DOCUMENT / MIB;
                wording!(en: "{path} is larger than {most} MiB", fi: "{path} on suurempi kuin {most} MiB")
            }
            Self::Changed(_) => wording!(
                en: "{path} has changed since it was recorded",
                fi: "tiedosto {path} on muuttunut kirjaamisen jälkeen"
            ),
            Self::Unreadable(error) => {
                let reason = system_words(error);
                wording!(
                    en: "{path} cannot be read: {reason}",
                    fi: "tiedostoa {path} ei voi lukea: {reason}",
                    reason
                )
            }
        }
    }

    const fn code(&self) -> Code {
        match self {
            Self::Missing | Self::NoFile => Code::DocumentMissing,
            Self::TooLarge => Code::DocumentTooLarge,
            Self::Changed(_) => Code::DocumentChanged,
            Self::Unreadable(_) => Code::UnreadableFile,
        }
    }

    fn help(&self) -> Wording {
        match self {
            Self::Missing => Wording::fixed(
                "put the file back, or correct the path in `file`",
                "palauta tiedosto paikalleen tai korjaa kentän `file` polku",
            ),
            Self::NoFile => Wording::fixed(
                "put the file itself there; links are not followed",
                "siirrä paikalle itse tiedosto; linkkejä ei seurata",
            ),
            Self::TooLarge => Wording::fixed(
                "keep a smaller version of the document here, and the large one elsewhere",
                "pidä tässä asiakirjasta pienempi versio ja suuri muualla",
            ),
            Self::Changed(now) => wording!(
                en: "restore the recorded file; a new version is a document of its own (`kumppani attach`). The digest is now {now}",
                fi: "palauta kirjattu tiedosto; uusi versio on oma asiakirjansa (`kumppani attach`). Tiiviste on nyt {now}"
            ),
            Self::Unreadable(_) => Wording::fixed(
                "check the permissions of the file or folder",
                "tarkista tiedoston tai kansion käyttöoikeudet",
            ),
        }
    }
}

/// Opens the file of a document of the registry in `root`.
///
/// # Errors
/// That it is not there, no regular file or too large, or cannot be opened.
pub fn open_document(root: &Path, path: &DocumentPath) -> Result<File, DocumentFault> {
    let file = disk::open_in(root, Path::new(&path.from_root()))?;
    match file.metadata() {
        Ok(metadata) if metadata.len() > LARGEST_DOCUMENT => Err(DocumentFault::TooLarge),
        Ok(_) => Ok(file),
        Err(error) => Err(DocumentFault::Unreadable(error)),
    }
}

/// The digest of what is left to read of a file.
///
/// # Errors
/// That it is too large, or what the system says.
pub fn digest_of(file: &File) -> Result<FileDigest, DocumentFault> {
    let mut bounded = file.take(LARGEST_DOCUMENT + 1);
    let digest = FileDigest::of_all(&mut bounded).map_err(DocumentFault::Unreadable)?;
    match bounded.limit() {
        // It has grown since it was opened.
        0 => Err(DocumentFault::TooLarge),
        _ => Ok(digest),
    }
}

/// Whether a document is as it was recorded.
///
/// # Errors
/// How it is not.
pub fn examine(root: &Path, document: &FiledDocument) -> Result<(), DocumentFault> {
    let present = digest_of(&open_document(root, &document.file.value)?)?;
    if present == document.sha256.value {
        Ok(())
    } else {
        Err(DocumentFault::Changed(present))
    }
}

/// The documents of an agreement that are not as they were recorded.
pub(super) fn check_recorded(root: &Path, agreement: &Agreement, findings: &mut Findings) {
    for document in &agreement.documents {
        let Err(fault) = examine(root, document) else {
            continue;
        };
        let span = match fault {
            DocumentFault::Changed(_) => document.sha256.span,
            _ => document.file.span,
        };
        findings.push_with(fault.code(), &agreement.file, || {
            let place = Place::new(&agreement.file, span);
            Diagnostic::new(fault.code(), place, fault.describe(&document.file.value)).with_help(fault.help())
        });
    }
}

/// The documents that the agreements of a registry name.
pub(super) struct Recorded {
    paths: BTreeSet<DocumentPath>,
    /// Whether all files could be read that may name some.
    is_whole: bool,
}

impl Recorded {
    pub(super) fn new(is_whole: bool) -> Self {
        Self {
            paths: BTreeSet::new(),
            is_whole,
        }
    }

    /// Adds what a file names; `None` where that is not known.
    pub(super) fn add(&mut self, paths: Option<Vec<DocumentPath>>) {
        match paths {
            Some(paths) => self.paths.extend(paths),
            None => self.is_whole = false,
        }
    }

    /// Finds what lies in the folder of documents that no agreement names; waits while one of them may.
    pub(super) fn check(&self, root: &Path, findings: &mut Findings, waits: &mut Waits) {
        let folder = root.join(DocumentPath::FOLDER);
        if self.is_whole {
            check_unrecorded(&folder, &self.paths, findings);
        } else if disk::is_there(&folder) {
            waits.note_registry();
        }
    }
}

/// The documents that an agreement names; `None` where one of them could not be read.
pub(super) fn recorded_by(agreement: &Agreement) -> Option<Vec<DocumentPath>> {
    let paths = agreement
        .documents
        .iter()
        .map(|document| document.file.value.clone());
    (!agreement.gaps.touch(&["documents"]) && !agreement.gaps.hide_all()).then(|| paths.collect())
}

fn check_unrecorded(folder: &Path, recorded: &BTreeSet<DocumentPath>, findings: &mut Findings) {
    let walk = WalkDir::new(folder)
        .follow_links(false)
        .follow_root_links(false)
        .sort_by_file_name();
    let is_shown =
        |entry: &DirEntry| entry.depth() == 0 || !is_left_beside(&entry.file_name().to_string_lossy());
    for entry in walk.into_iter().filter_entry(is_shown) {
        match entry {
            Ok(entry) if entry.depth() == 0 && entry.file_type().is_dir() => {}
            Ok(entry) => check_entry(folder, &entry, recorded, findings),
            Err(error) => {
                let is_gone = error
                    .io_error()
                    .is_some_and(|io| io.kind() == io::ErrorKind::NotFound);
                if !is_gone {
                    findings.push(unreadable(folder, error));
                }
            }
        }
    }
}

fn check_entry(folder: &Path, entry: &DirEntry, recorded: &BTreeSet<DocumentPath>, findings: &mut Findings) {
    let kind = entry.file_type();
    if kind.is_dir() {
        return;
    }
    let name = below(folder, entry.path());
    let path = DocumentPath::parse(&name);
    // What an agreement names has its finding there.
    if path.as_ref().is_ok_and(|path| recorded.contains(path)) {
        return;
    }
    let (message, help) = match path {
        _ if name.is_empty() && !kind.is_symlink() => (
            Wording::fixed(
                "this is not a folder, and documents are kept in a folder of this name",
                "tämä ei ole kansio, ja asiakirjat säilytetään tämän nimisessä kansiossa",
            ),
            Wording::fixed("give it another name", "anna sille toinen nimi"),
        ),
        _ if kind.is_symlink() => (
            Wording::fixed(
                "this is a link, and links to documents are not followed",
                "tämä on linkki, eikä linkkejä asiakirjoihin seurata",
            ),
            Wording::fixed(
                "replace the link with a copy of its target, or delete it",
                "korvaa linkki kopiolla siitä, mihin se johtaa, tai poista linkki",
            ),
        ),
        _ if !kind.is_file() => (
            Wording::fixed("this is not a regular file", "tämä ei ole tavallinen tiedosto"),
            Wording::fixed(
                "delete it, or move it out of the folder documents/",
                "poista se tai siirrä se pois kansiosta documents/",
            ),
        ),
        Ok(_) => (
            Wording::fixed(
                "no agreement lists this document",
                "mikään sopimus ei luettele tätä asiakirjaa",
            ),
            Wording::fixed(
                "record it with `kumppani attach`, or move it out of the folder documents/",
                "kirjaa se komennolla `kumppani attach` tai siirrä se pois kansiosta documents/",
            ),
        ),
        Err(problem) => {
            let reason = document_name_problem(problem);
            (
                wording!(
                    en: "no agreement can list this document: {reason}",
                    fi: "mikään sopimus ei voi luetella tätä asiakirjaa: {reason}",
                    reason
                ),
                DOCUMENT_NAME_HELP,
            )
        }
    };
    let place = Place::new(&from_root(&name), Span::default());
    findings.push(Diagnostic::new(Code::UnrecordedDocument, place, message).with_help(help));
}

/// A path below the folder of documents, with `/` between its parts on every system.
fn below(folder: &Path, location: &Path) -> String {
    let relative = location.strip_prefix(folder).unwrap_or(location);
    let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

fn from_root(name: &str) -> FilePath {
    match name {
        "" => FilePath::new(DocumentPath::FOLDER),
        name => FilePath::new(&format!("{}/{name}", DocumentPath::FOLDER)),
    }
}

fn unreadable(folder: &Path, error: walkdir::Error) -> Diagnostic {
    let name = error.path().map(|path| below(folder, path)).unwrap_or_default();
    let path = from_root(&name);
    let error = error
        .into_io_error()
        .unwrap_or_else(|| io::ErrorKind::Other.into());
    not_read(&path, &ReadError::Io(error))
}

#[cfg(test)]
mod tests;
