//! What no answer may be written over: the agreements of a registry, its documents, templates, schemas and
//! settings, and its index. Whoever writes a file or a folder that the user names asks here first. Places are
//! compared as the disk knows them, so that neither `..` nor a link leads past.

use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};

use anyhow::Result;

use super::context::Context;
use super::trouble::Trouble;
use crate::model::DocumentPath;
use crate::render::templates::Template;
use crate::source;
use crate::wording;
use crate::wording::Wording;

/// The folders that are the registry's own, with all that is in them.
const FOLDERS: [&str; 4] = ["agreements", DocumentPath::FOLDER, Template::FOLDER, "schema"];

/// The files beside them that are its own, but for the index.
const FILES: [&str; 2] = ["registry.yaml", ".kumppani.lock"];

/// What the index and the files beside it add to its name.
const OF_INDEX: [&str; 6] = ["", ".lock", ".new", "-journal", "-wal", "-shm"];

/// The endings of the registry's own data, in which no answer is written.
const DATA_ENDINGS: [&str; 4] = ["yaml", "yml", "db", "sqlite"];

impl Context<'_> {
    /// Refuses an output file that is the registry's own, or is called like one. Asked before a command
    /// begins, so that nothing has been written yet.
    pub(super) fn refuse_own_output(&self) -> Result<()> {
        match &self.global.output {
            Some(path) => {
                self.refuse_own_place(path)?;
                refuse_data_ending(path)?;
                self.refuse_no_file(path)
            }
            None => Ok(()),
        }
    }

    /// Refuses a file or a folder, as the user named it, that is or lies in a place of the registry's own.
    pub(super) fn refuse_own_place(&self, named: &Path) -> Result<()> {
        let target = self.world.folder.join(named);
        let spellings = spellings(&target);
        let lies_in = |place: &PathBuf| {
            let places = self::spellings(place);
            spellings
                .iter()
                .any(|path| places.iter().any(|place| path.starts_with(place)))
        };
        match self.own_places(&target).into_iter().find(lies_in) {
            Some(place) => Err(refused(named, &place)),
            None => Ok(()),
        }
    }

    /// Refuses an output file that is a folder, or lies in one that is not there: the system would only
    /// say that something is missing.
    fn refuse_no_file(&self, named: &Path) -> Result<()> {
        let target = self.world.folder.join(named);
        let shown = named.display();
        if target.is_dir() {
            return Err(anyhow::Error::new(Trouble::with_help(
                wording!(en: "{shown} is a folder", fi: "{shown} on kansio"),
                Wording::fixed(
                    "name a file in it: -o FOLDER/FILE.docx",
                    "anna siinä oleva tiedosto: -o KANSIO/TIEDOSTO.docx",
                ),
            )));
        }
        let is_missing = target.parent().is_some_and(|folder| !folder.exists());
        let (Some(folder), true) = (named.parent(), is_missing) else {
            return Ok(());
        };
        let folder = folder.display();
        Err(anyhow::Error::new(Trouble::with_help(
            wording!(en: "no such folder: {folder}", fi: "kansiota {folder} ei ole"),
            wording!(
                en: "create the folder first, then run the command again",
                fi: "luo kansio ensin ja anna komento sitten uudelleen"
            ),
        )))
    }

    /// The places of the registry that is asked, and of the one in which `target` would lie.
    fn own_places(&self, target: &Path) -> Vec<PathBuf> {
        let around = source::find_root(&real(target));
        let roots: Vec<PathBuf> = self.root().ok().into_iter().chain(around).collect();
        let in_roots = roots
            .iter()
            .flat_map(|root| FOLDERS.iter().chain(&FILES).map(|name| root.join(name)));
        let indexes = roots.iter().map(|root| root.join("registry.db"));
        let indexes = indexes
            .chain(self.db().ok())
            .flat_map(|index| OF_INDEX.map(|ending| with_ending(&index, ending)));
        in_roots.chain(indexes).collect()
    }
}

fn with_ending(index: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(index);
    name.push(ending);
    PathBuf::from(name)
}

/// The names by which the disk knows a place: that of the place itself, which may be a link, and that
/// of what the link leads to.
fn spellings(path: &Path) -> [PathBuf; 2] {
    let itself = match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) => real(folder).join(name),
        _ => real(path),
    };
    [itself, real(path)]
}

/// The path without links and `..`; what is not there yet is taken as it is written.
fn real(path: &Path) -> PathBuf {
    for ancestor in path.ancestors() {
        let (Ok(found), Ok(rest)) = (ancestor.canonicalize(), path.strip_prefix(ancestor)) else {
            continue;
        };
        let goes_back = rest.components().any(|part| part == Component::ParentDir);
        let whole = rest.components().fold(found, stepped);
        // What lies behind a folder that is still to be made may be a link again.
        return if goes_back { real(&whole) } else { whole };
    }
    path.to_owned()
}

fn stepped(mut path: PathBuf, part: Component<'_>) -> PathBuf {
    match part {
        Component::ParentDir => {
            path.pop();
        }
        Component::Normal(name) => path.push(name),
        _ => {}
    }
    path
}

fn refused(named: &Path, place: &Path) -> anyhow::Error {
    let shown = named.display();
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    let (message, help) = if FOLDERS.contains(&name.as_ref()) {
        (
            wording!(
                en: "{shown} is in the registry's own folder {name}, where answers cannot be written",
                fi: "{shown} on rekisterin omassa kansiossa {name}, johon vastauksia ei kirjoiteta"
            ),
            Wording::fixed(
                "nothing was written; choose a place outside the folders agreements, documents, templates and schema",
                "mitään ei kirjoitettu; valitse paikka kansioiden agreements, documents, templates ja schema ulkopuolelta",
            ),
        )
    } else {
        (
            wording!(
                en: "the answer would replace the registry's own file {name}",
                fi: "vastaus korvaisi rekisterin oman tiedoston {name}"
            ),
            Wording::fixed(
                "nothing was written; choose another name",
                "mitään ei kirjoitettu; valitse toinen nimi",
            ),
        )
    };
    anyhow::Error::new(Trouble::refused(message, Some(help)))
}

/// A file with such an ending would be taken for data of a registry, or stand where some is kept.
fn refuse_data_ending(path: &Path) -> Result<()> {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    let is_data = DATA_ENDINGS.iter().any(|data| ending.eq_ignore_ascii_case(data));
    if !is_data {
        return Ok(());
    }
    Err(anyhow::Error::new(Trouble::refused(
        wording!(
            en: "answers cannot be written with the extension `{ending}`, which the registry's own files use",
            fi: "vastauksia ei kirjoiteta päätteellä `{ending}`: se on rekisterin omien tietojen pääte"
        ),
        Some(Wording::fixed(
            "nothing was written; the extensions are docx, html, pdf, xlsx, csv, md, json, jsonl and ics",
            "mitään ei kirjoitettu; päätteet ovat docx, html, pdf, xlsx, csv, md, json, jsonl ja ics",
        )),
    )))
}
