//! The list in a made folder: what the folder is, and every file in it with the digest of what was written.
//! A file that the list names and that has other bytes is somebody's own work, whoever wrote the list.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::FolderError;
use crate::disk::{self, Links, ReadError};
use crate::model::FileDigest;

/// The file that lists what is ours.
pub(super) const LIST: &str = "kumppani-site.txt";

/// What the last line of a list begins with: after it is a digest of all that is above.
const SEAL: &str = "list ";

/// A longer list is not of our making: ten times the files of a site of a thousand agreements have 30 MB.
const LONGEST_LIST: u64 = 64 * 1024 * 1024;

/// Marks of our making stand among the first bytes.
const MARKED: u64 = 16 * 1024;

/// What the bytes at a path with slashes say of a file in a list of an earlier version, which had no digests:
/// whether it was made by the program; `None` where such a file has no mark of its own.
pub type IsMade = fn(&str, &[u8]) -> Option<bool>;

/// What a list says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct List {
    /// What the folder is; nothing where there is no list.
    pub(super) title: String,
    /// The files by their paths with slashes. Lists of earlier versions have no digests.
    files: BTreeMap<String, Option<FileDigest>>,
}

impl List {
    /// A list that names no file yet.
    pub(super) fn of(title: &str) -> Self {
        Self {
            title: title.to_owned(),
            ..Self::default()
        }
    }

    /// Names a file that has this digest.
    pub(super) fn add(&mut self, path: &str, digest: FileDigest) {
        self.files.insert(path.to_owned(), Some(digest));
    }

    /// The list of a folder; an empty one where there is none.
    pub(super) fn read(folder: &Path) -> Result<Self, FolderError> {
        let path = folder.join(LIST);
        let bytes = match disk::read(&path, Links::Refused, LONGEST_LIST) {
            Ok(bytes) => bytes,
            Err(ReadError::Io(error)) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(Self::default());
            }
            Err(ReadError::Io(error)) => return Err(error.into()),
            Err(ReadError::NoFile | ReadError::TooLarge(_)) => return Err(FolderError::Foreign(path)),
        };
        match str::from_utf8(&bytes) {
            Ok(text) => Self::parse(text).ok_or(FolderError::Foreign(path)),
            Err(_) => Err(FolderError::NoList(path)),
        }
    }

    /// A list is nothing without its title. A digest in a line proves only that somebody could reckon it: one that
    /// was written or lengthened by hand has no seal, and its files must show by themselves where they come from.
    fn parse(text: &str) -> Option<Self> {
        let is_sealed = match text.rfind(&format!("\n{SEAL}")) {
            Some(above) => sealed(&text[..=above]) == text,
            None => false,
        };
        let mut lines = text.lines().filter(|line| !is_sealed || !line.starts_with(SEAL));
        let title = lines.next().filter(|title| !title.is_empty())?.to_owned();
        let files = lines.map(|line| {
            let parts = line.split_once("  ");
            match parts.and_then(|(digest, path)| Some((FileDigest::parse(digest)?, path))) {
                Some((digest, path)) => (path.to_owned(), is_sealed.then_some(digest)),
                None => (line.to_owned(), None),
            }
        });
        Some(Self {
            title,
            files: files.collect(),
        })
    }

    /// The list as `sha256sum --check` reads it, but for the first line and the last.
    pub(super) fn text(&self) -> String {
        let lines = self.files.iter().map(|(path, digest)| match digest {
            Some(digest) => format!("{digest}  {path}\n"),
            None => format!("{path}\n"),
        });
        let above: String = std::iter::once(format!("{}\n", self.title))
            .chain(lines)
            .collect();
        sealed(&above)
    }

    /// Fails with the first file of `folder` that is not as the list says, in the order of their names. A listed
    /// file may be missing. Nothing is looked for by what a list says: only what is found is compared with it.
    pub(super) fn prove(&self, folder: &Path, is_made: IsMade) -> Result<(), FolderError> {
        let found = self.name_all(folder)?;
        let judged: Vec<Verdict> = found
            .par_iter()
            .map(|(name, digest)| judge(&folder.join(name), name, *digest, is_made))
            .collect();
        // A file without a mark is vouched for by the pages beside it.
        let is_vouched = judged.iter().any(|verdict| matches!(verdict, Verdict::Made));
        let wrong = judged.into_iter().find_map(|verdict| match verdict {
            Verdict::Made => None,
            Verdict::Unmarked(_) if is_vouched => None,
            Verdict::Unmarked(path) => Some(FolderError::Foreign(path)),
            Verdict::Wrong(error) => Some(error),
        });
        wrong.map_or(Ok(()), Err)
    }

    /// The files of `folder` with their digests; fails with the first that the list does not name.
    pub(super) fn name_all(&self, folder: &Path) -> Result<Vec<(String, Option<FileDigest>)>, FolderError> {
        // An empty folder of somebody else's would be lost, too.
        let folders: BTreeSet<&Path> = self
            .files
            .keys()
            .flat_map(|file| Path::new(file).ancestors().skip(1))
            .collect();
        let mut found = Vec::new();
        for entry in WalkDir::new(folder).min_depth(1).sort_by_file_name() {
            let entry = entry.map_err(io::Error::from)?;
            let path = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            let name = slashed(path);
            let listed = name.as_ref().and_then(|name| self.files.get(name));
            let is_ours = match (entry.file_type(), listed, name) {
                (kind, ..) if kind.is_dir() => folders.contains(path),
                (kind, _, Some(name)) if kind.is_file() && name == LIST => true,
                (kind, Some(digest), Some(name)) if kind.is_file() => {
                    found.push((name, *digest));
                    true
                }
                _ => false,
            };
            if !is_ours {
                return Err(FolderError::Foreign(entry.into_path()));
            }
        }
        Ok(found)
    }
}

/// A list with its seal below it.
fn sealed(above: &str) -> String {
    let seal = FileDigest::of(
        ["a list of files that kumppani made\n", above]
            .concat()
            .as_bytes(),
    );
    format!("{above}{SEAL}{seal}\n")
}

/// What is found of a listed file.
enum Verdict {
    /// The program made it.
    Made,
    /// Its list has no digest of it, and it has no mark of its own.
    Unmarked(PathBuf),
    /// It is not ours, or cannot be read.
    Wrong(FolderError),
}

fn judge(path: &Path, name: &str, digest: Option<FileDigest>, is_made: IsMade) -> Verdict {
    let shown = match digest {
        Some(digest) => digest_of(path).map(|found| Some(found == digest)),
        None => start_of(path).map(|bytes| is_made(name, &bytes)),
    };
    match shown {
        Ok(Some(true)) => Verdict::Made,
        Ok(None) => Verdict::Unmarked(path.to_owned()),
        Ok(Some(false)) if digest.is_some() => Verdict::Wrong(FolderError::Changed(path.to_owned())),
        Ok(Some(false)) => Verdict::Wrong(FolderError::Foreign(path.to_owned())),
        Err(error) => Verdict::Wrong(error.into()),
    }
}

/// The bytes of a file, as far as its marks stand.
fn start_of(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    disk::open(path, Links::Refused)?
        .take(MARKED)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn digest_of(path: &Path) -> io::Result<FileDigest> {
    FileDigest::of_all(disk::open(path, Links::Refused)?)
}

/// A path as lists write it; `None` where it is no text.
fn slashed(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
    parts.map(|parts| parts.join("/"))
}
