//! Finding a registry and walking its folder. Of what looks like a file of the registry, what is
//! not read is shown: links, pipes, misplaced files, folders that cannot be opened. Hidden files and
//! other endings are none of its business.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;
#[cfg(unix)]
use std::time::{Duration, UNIX_EPOCH};

use walkdir::{DirEntry, WalkDir};

use super::copies::original_of;
use super::supposed::Supposed;
use super::{LARGEST_FILE, NetworkOf};
use crate::diagnostic::{Code, Diagnostic, FilePath, Findings, Place, Span, system_words};
use crate::disk::{self, ReadError};
use crate::wording;
use crate::wording::Wording;

/// The folder of the agreements in a registry's root.
const FOLDER: &str = "agreements";

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Agreement,
    /// `agreements/organisations.yaml`.
    Organisations,
    /// `registry.yaml` in the root.
    Settings,
}

impl Role {
    /// What a path would be for, also of what is not read because it is misplaced, linked or too large.
    /// A folder that cannot be opened may hold agreements.
    #[must_use]
    pub fn of(path: &FilePath) -> Self {
        let path = path.as_str();
        match path.rsplit_once('/') {
            None if matches!(path, "registry.yaml" | "registry.yml") => Self::Settings,
            Some((_, "organisations.yaml" | "organisations.yml")) => Self::Organisations,
            Some((_, name)) if is_copy_of_organisations(name) => Self::Organisations,
            _ => Self::Agreement,
        }
    }
}

/// A file of the registry, not yet opened.
#[derive(Clone, Debug)]
pub struct FoundFile {
    /// The path from the root.
    pub path: FilePath,
    /// Where it is.
    pub location: PathBuf,
    /// What it is for.
    pub role: Role,
    /// In bytes.
    pub size: u64,
    /// When it was last written, as the file system says.
    pub modified: Option<SystemTime>,
    /// What says it from another one that got its place, size and time.
    pub identity: Identity,
    /// The regions that it may name.
    pub network: NetworkOf,
    /// What is in it by a supposition, in place of what is on the disk.
    pub supposed: Option<Supposed>,
}

impl FoundFile {
    /// Its bytes as they are now. Neither the file nor a folder of the registry on the way to it may have become a
    /// link since the walk; `agreements/` itself may be one.
    ///
    /// # Errors
    /// Why it cannot be read, or has more than [`LARGEST_FILE`].
    pub fn read(&self) -> Result<Vec<u8>, ReadError> {
        match &self.supposed {
            Some(supposed) => Ok(supposed.bytes.to_vec()),
            None => read_at(&self.location, &self.path),
        }
    }
}

/// Reads the file of the registry in `root` that has this path there, as [`FoundFile::read`].
///
/// # Errors
/// As there.
pub fn read_file(root: &Path, path: &FilePath) -> Result<Vec<u8>, ReadError> {
    read_at(&root.join(path.as_str()), path)
}

fn read_at(location: &Path, path: &FilePath) -> Result<Vec<u8>, ReadError> {
    // `registry.yaml` is in the root; the path of any other file begins with the folder of the agreements.
    let n_below = path.as_str().matches('/').count().max(1);
    let folder = location.ancestors().nth(n_below).unwrap_or(Path::new(""));
    let below = location.strip_prefix(folder).unwrap_or(location);
    disk::read_at_most(&disk::open_in(folder, below)?, LARGEST_FILE)
}

/// What the file system says of a file and no one can set; nothing where it does not.
#[derive(Clone, Copy, Debug, Default)]
pub struct Identity {
    /// When its content, its name or its rights last changed.
    pub changed: Option<SystemTime>,
    /// Its number.
    pub inode: u64,
}

impl Identity {
    #[cfg(unix)]
    fn of(metadata: &fs::Metadata) -> Self {
        use std::os::unix::fs::MetadataExt as _;
        let seconds = u64::try_from(metadata.ctime()).ok();
        let nanoseconds = u32::try_from(metadata.ctime_nsec()).unwrap_or(0);
        let changed = seconds.and_then(|seconds| UNIX_EPOCH.checked_add(Duration::new(seconds, nanoseconds)));
        Self {
            changed,
            inode: metadata.ino(),
        }
    }

    #[cfg(not(unix))]
    fn of(_: &fs::Metadata) -> Self {
        Self::default()
    }
}

/// What a walk found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The files to read, by path.
    pub files: Vec<FoundFile>,
    /// What cannot be read, and why.
    pub findings: Findings,
    /// The regions of this registry.
    pub network: NetworkOf,
}

/// Why a folder is no registry.
#[derive(Debug)]
pub enum WalkError {
    /// No folder `agreements` in it.
    NoRegistry(PathBuf),
    /// The folder cannot be opened.
    Unreadable(PathBuf, io::Error),
}

/// The nearest ancestor of `from`, itself included, that holds `agreements/`.
#[must_use]
pub fn find_root(from: &Path) -> Option<PathBuf> {
    from.ancestors()
        .find(|folder| folder.join(FOLDER).is_dir())
        .map(Path::to_path_buf)
}

/// Lists the files of the registry in `root`, without opening them.
///
/// # Errors
/// When `root` has no folder `agreements`, or it cannot be opened.
pub fn walk(root: &Path) -> Result<Found, WalkError> {
    let folder = root.join(FOLDER);
    match fs::read_dir(&folder) {
        Ok(_) => {}
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
            ) =>
        {
            return Err(WalkError::NoRegistry(root.to_path_buf()));
        }
        Err(error) => return Err(WalkError::Unreadable(folder, error)),
    }
    let mut found = Found {
        network: NetworkOf::registry(root),
        ..Found::default()
    };
    found.settings(root);
    let visible = |entry: &DirEntry| entry.depth() == 0 || !is_hidden(entry);
    for entry in WalkDir::new(&folder).into_iter().filter_entry(visible) {
        match entry {
            Ok(entry) => found.entry(root, &entry),
            Err(error) => found.unreadable(root, &error),
        }
    }
    found.files.sort_by(|a, b| reading_order(&a.path, &b.path));
    Ok(found)
}

/// The order in which files are read, and in which the first of two with the same id keeps it: a
/// stray copy in a subfolder comes after the file itself.
#[must_use]
pub fn reading_order(a: &FilePath, b: &FilePath) -> std::cmp::Ordering {
    let depth = |path: &FilePath| path.as_str().matches('/').count();
    depth(a).cmp(&depth(b)).then_with(|| a.cmp(b))
}

/// Whether a name is one of what editors and people leave beside the files that count: hidden files, backups, notes.
#[must_use]
pub fn is_left_beside(name: &str) -> bool {
    name.starts_with('.') || name.ends_with('~') || name.to_lowercase().starts_with("readme")
}

fn is_copy_of_organisations(name: &str) -> bool {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    original_of(stem).is_some_and(|original| original.eq_ignore_ascii_case("organisations"))
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}

impl Found {
    fn settings(&mut self, root: &Path) {
        if root.join("registry.yml").exists() {
            self.misplaced(root, &FilePath::new("registry.yml"), "registry.yaml");
        }
        let location = root.join("registry.yaml");
        if let Ok(metadata) = fs::symlink_metadata(&location) {
            self.take(root, location, &metadata, Role::Settings);
        }
    }

    fn entry(&mut self, root: &Path, entry: &DirEntry) {
        let name = entry.file_name().to_string_lossy();
        let is_yaml = Path::new(name.as_ref())
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("yaml") || ending.eq_ignore_ascii_case("yml"));
        if !is_yaml {
            // A link is not followed: it may lead in a circle, or out of the registry.
            // The folder of the agreements itself may be one: several registries can share it.
            if entry.depth() > 0 && entry.path_is_symlink() && entry.path().is_dir() {
                self.linked_folder(&shown(root, entry.path()));
            }
            return;
        }
        if entry.file_type().is_dir() {
            self.findings.push(no_file(&shown(root, entry.path())));
            return;
        }
        let role = match (name.as_ref(), entry.depth()) {
            ("organisations.yaml", 1) => Role::Organisations,
            ("organisations.yaml" | "organisations.yml", _) => {
                self.misplaced(root, &shown(root, entry.path()), "agreements/organisations.yaml");
                return;
            }
            (copy, _) if is_copy_of_organisations(copy) => {
                self.misplaced(root, &shown(root, entry.path()), "agreements/organisations.yaml");
                return;
            }
            _ => Role::Agreement,
        };
        match entry.metadata() {
            Ok(metadata) => self.take(root, entry.path().to_path_buf(), &metadata, role),
            Err(error) => self.unreadable(root, &error),
        }
    }

    fn take(&mut self, root: &Path, location: PathBuf, metadata: &fs::Metadata, role: Role) {
        let path = shown(root, &location);
        if !metadata.is_file() {
            let found = if metadata.is_symlink() {
                linked_file(&path)
            } else {
                no_file(&path)
            };
            self.findings.push(found);
            return;
        }
        if metadata.len() > LARGEST_FILE {
            self.findings.push(too_large(&path, metadata.len()));
            return;
        }
        self.files.push(FoundFile {
            path,
            location,
            role,
            size: metadata.len(),
            modified: metadata.modified().ok(),
            identity: Identity::of(metadata),
            network: self.network.clone(),
            supposed: None,
        });
    }

    /// A file whose content is only read under another path.
    fn misplaced(&mut self, root: &Path, path: &FilePath, right: &str) {
        let help = if disk::is_there(&root.join(right)) {
            wording!(
                en: "compare it with {right}, copy what is correct in this file into it, and delete this file",
                fi: "vertaa sitä tiedostoon {right}, siirrä sinne se, mikä tässä on oikein, ja poista tämä tiedosto"
            )
        } else {
            wording!(
                en: "rename or move it to {right}, or copy its contents to that file",
                fi: "nimeä tai siirrä se tiedostoksi {right} tai kirjoita sen tiedot sinne"
            )
        };
        self.findings.push(
            Diagnostic::new(
                Code::SkippedFile,
                Place::new(path, Span::default()),
                wording!(
                    en: "this file was not read: its content belongs in {right}",
                    fi: "tätä tiedostoa ei luettu: sen sisältö luetaan vain tiedostosta {right}"
                ),
            )
            .with_help(help),
        );
    }

    /// A folder whose files no one reads though they look as if they were in the registry.
    fn linked_folder(&mut self, path: &FilePath) {
        let message = Wording::fixed(
            "link to a folder; the files in it were not read",
            "tämä on linkki kansioon, eikä kansion tiedostoja luettu",
        );
        let help = Wording::fixed(
            "move the folder itself here, or delete the link",
            "siirrä kansio itse tähän tai poista linkki",
        );
        let place = Place::new(path, Span::default());
        self.findings
            .push(Diagnostic::new(Code::SkippedFile, place, message).with_help(help));
    }

    fn unreadable(&mut self, root: &Path, error: &walkdir::Error) {
        let path = error
            .path()
            .map_or_else(|| FilePath::new(FOLDER), |path| shown(root, path));
        let unknown = || io::Error::other(error.to_string());
        let diagnostic = match error.io_error() {
            Some(error) => unreadable(&path, error),
            None => unreadable(&path, &unknown()),
        };
        self.findings.push(diagnostic);
    }
}

/// The finding for a file that was not read, and why.
pub(crate) fn not_read(path: &FilePath, error: &ReadError) -> Diagnostic {
    match error {
        ReadError::NoFile => no_file(path),
        ReadError::TooLarge(size) => too_large(path, *size),
        ReadError::Io(error) => unreadable(path, error),
    }
}

fn no_file(path: &FilePath) -> Diagnostic {
    skipped(
        path,
        Wording::fixed(
            "not a regular file; it was not read",
            "tämä ei ole tavallinen tiedosto, eikä sitä luettu",
        ),
    )
}

fn linked_file(path: &FilePath) -> Diagnostic {
    skipped(
        path,
        Wording::fixed("link; it was not read", "tämä on linkki, eikä sitä luettu"),
    )
}

fn skipped(path: &FilePath, message: Wording) -> Diagnostic {
    Diagnostic::new(Code::SkippedFile, Place::new(path, Span::default()), message).with_help(Wording::fixed(
        "put the file itself in the folder, not a link to it",
        "siirrä kansioon itse tiedosto, älä linkkiä siihen",
    ))
}

/// The finding for a file that is larger than what is read; `size` in bytes.
fn too_large(path: &FilePath, size: u64) -> Diagnostic {
    let megabytes = size.div_ceil(1024 * 1024);
    Diagnostic::new(
        Code::FileTooLarge,
        Place::new(path, Span::default()),
        wording!(
            en: "the file is about {megabytes} MiB; at most 4 MiB are read",
            fi: "tiedoston koko on noin {megabytes} MiB; enintään 4 MiB luetaan"
        ),
    )
    .with_help(Wording::fixed(
        "an agreement takes a few kilobytes; check the contents of the file",
        "sopimus vie muutaman kilotavun; tarkista, mitä tiedostoon on päätynyt",
    ))
}

/// The finding for a file or folder that cannot be opened.
fn unreadable(path: &FilePath, error: &io::Error) -> Diagnostic {
    let reason = system_words(error);
    Diagnostic::new(
        Code::UnreadableFile,
        Place::new(path, Span::default()),
        wording!(en: "this cannot be read: {reason}", fi: "tätä ei voi lukea: {reason}", reason),
    )
    .with_help(Wording::fixed(
        "check the permissions of the file or folder",
        "tarkista tiedoston tai kansion käyttöoikeudet",
    ))
}

/// A path from the root, with `/` between its parts on every system.
fn shown(root: &Path, location: &Path) -> FilePath {
    let relative = location.strip_prefix(root).unwrap_or(location);
    let parts: Vec<String> = relative
        .components()
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    FilePath::new(&parts.join("/"))
}
