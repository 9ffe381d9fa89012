//! `init`: a new registry, ready to be filled.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use chrono::{Datelike as _, Months, NaiveDate};
use clap::Args as ClapArgs;

use super::context::{Context, Exit};
use super::help::Finnish;
use super::trouble::{self, Trouble};
use crate::disk::{self, Disk, WriteError};
use crate::render;
use crate::source::{SchemaOf, json_schema};
use crate::wording;
use crate::wording::{Lang, Wording};

/// Begins a registry: the folder, a commented first agreement, the schemas, .gitignore
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// The folder; by default the present one
    #[arg(value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

pub(super) const FINNISH: Finnish = Finnish {
    about: "Aloittaa rekisterin: kansio, kommentoitu ensimmäinen sopimus, skeemat ja .gitignore",
    args: &[("folder", "Kansio; oletuksena nykyinen")],
};

const AGREEMENT_EN: &str = include_str!("init/agreement.en.yaml");
const AGREEMENT_FI: &str = include_str!("init/agreement.fi.yaml");
const REGISTRY_EN: &str = include_str!("init/registry.en.yaml");
const REGISTRY_FI: &str = include_str!("init/registry.fi.yaml");
const GITIGNORE: &str = "# The index is made from the files and is never shared.\n/registry.db\n/registry.db-journal\n/registry.db.lock\n/registry.db.new\n/.kumppani.lock\n.kumppani-*\n";

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    cx.refuse_answer()?;
    let asked = args
        .folder
        .clone()
        .or_else(|| cx.global.dir.clone())
        .unwrap_or_else(|| PathBuf::from("."));
    let root = cx.world.folder.join(&asked);
    refuse_present(&root, &asked)?;
    for (path, text) in files(cx)? {
        write_new(&cx.world.disk, &root, &path, text.as_bytes())?;
    }
    let (shown, year) = (asked.display(), cx.day().year());
    cx.note(&wording!(
        en: "a registry stands in {shown}; begin with agreements/sopimus-{year}.yaml and check it with `kumppani validate`",
        fi: "rekisteri on kansiossa {shown}; aloita tiedostosta agreements/sopimus-{year}.yaml ja tarkista se komennolla `kumppani validate`"
    ));
    Ok(Exit::Done)
}

/// A folder that already has agreements is not begun again.
fn refuse_present(root: &Path, asked: &Path) -> Result<()> {
    let shown = asked.display();
    let holds_something =
        fs::read_dir(root.join("agreements")).is_ok_and(|mut entries| entries.next().is_some());
    if !holds_something {
        return Ok(());
    }
    Err(anyhow::Error::new(Trouble::with_help(
        wording!(en: "{shown} already holds a registry", fi: "kansiossa {shown} on jo rekisteri"),
        Wording::fixed("name another folder", "anna toinen kansio"),
    )))
}

fn files(cx: &Context<'_>) -> Result<Vec<(String, String)>> {
    let (agreement, registry) = match cx.lang {
        Lang::En => (AGREEMENT_EN, REGISTRY_EN),
        Lang::Fi => (AGREEMENT_FI, REGISTRY_FI),
    };
    let year = cx.day().year().to_string();
    let mut files = vec![
        (".gitignore".to_owned(), GITIGNORE.to_owned()),
        ("registry.yaml".to_owned(), registry.to_owned()),
        (
            format!("agreements/sopimus-{year}.yaml"),
            agreement
                .replace("{year}", &year)
                .replace("{starts}", &first_start(cx.day()).to_string())
                .replace("{today}", &cx.day().to_string()),
        ),
    ];
    for (name, of) in [
        ("agreement", SchemaOf::Agreement),
        ("organisations", SchemaOf::Organisations),
        ("registry", SchemaOf::Registry),
    ] {
        let mut bytes = Vec::new();
        render::json::render_json(&json_schema(of, cx.lang), &mut bytes)?;
        files.push((
            format!("schema/{name}.schema.json"),
            String::from_utf8_lossy(&bytes).into_owned(),
        ));
    }
    Ok(files)
}

/// The start of the first agreement: the first day of the next month, so that whoever is registered before
/// is in from the beginning, even once all others have signed.
fn first_start(today: NaiveDate) -> NaiveDate {
    let next = today
        .with_day(1)
        .and_then(|first| first.checked_add_months(Months::new(1)));
    next.unwrap_or(today)
}

/// Writes a file that is not there yet; one that is there stays.
fn write_new(disk: &Disk, root: &Path, path: &str, bytes: &[u8]) -> Result<()> {
    let location = root.join(path);
    let shown = location.display();
    let failed = || trouble::not_written(&shown.to_string());
    if let Some(folder) = location.parent() {
        disk.make_folders(folder).map_err(failed())?;
    }
    if location.exists() {
        return Ok(());
    }
    match disk::replace_file(disk, &location, None, bytes) {
        Ok(()) | Err(WriteError::Changed) => Ok(()),
        Err(WriteError::Io(error)) => Err(failed()(error)),
    }
}
