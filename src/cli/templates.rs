//! `templates`: what is made from a template, and the program's own texts to start from.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args as ClapArgs;

use super::context::{Context, Exit};
use super::own_templates::guess;
use super::trouble::{self, Trouble};
use crate::acts::{ActError, ChangedFile, Transaction, Writing};
use crate::diagnostic::FilePath;
use crate::disk;
use crate::render::templates::Template;
use crate::view::TemplateRow;
use crate::wording;
use crate::wording::Wording;

/// List the templates of documents, pages and letters, and those that the registry replaces in `templates`
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Copy these built-in templates into `templates` for editing; existing files are never overwritten
    #[arg(long, value_name = "NAME", num_args = 1..)]
    copy: Vec<String>,
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    if !args.copy.is_empty() {
        cx.refuse_answer()?;
        return copy(cx, &args.copy);
    }
    let own = cx.own_templates()?;
    let row = |template: &Template| TemplateRow {
        name: template.name(),
        makes: template.makes().get(cx.lang).to_owned(),
        own: own.contains(template),
    };
    let rows: Vec<TemplateRow> = Template::ALL.iter().map(row).collect();
    cx.answer(&rows, &Wording::fixed("", ""))
}

/// Writes the program's own texts into the registry: all that are named, or none.
fn copy(cx: &mut Context<'_>, names: &[String]) -> Result<Exit> {
    let wanted: BTreeSet<Template> = names.iter().map(|name| find(name)).collect::<Result<_>>()?;
    let root = cx.root()?;
    if !root.join("agreements").is_dir() {
        return Err(anyhow::Error::new(trouble::no_registry(
            &root.display().to_string(),
        )));
    }
    let change = cx.begin(Writing::Done)?;
    // What is written through a link would stand elsewhere.
    cx.own_templates()?;
    let present = present(&root, &wanted)?;
    let mut written = Vec::new();
    for template in wanted.difference(&present) {
        match write(&change, &root, *template) {
            Ok(location) => written.push(location),
            Err(error) => {
                for location in &written {
                    // What cannot be taken back is shown by the error that follows it.
                    let _ = cx.world.disk.remove_file(location);
                }
                return Err(error);
            }
        }
    }
    if !present.is_empty() {
        let kept = paths(&present);
        cx.note(&wording!(en: "already exists, kept: {kept}", fi: "on jo olemassa, säilytettiin: {kept}"));
    }
    if !written.is_empty() {
        let paths = paths(wanted.difference(&present));
        cx.note(&wording!(
            en: "wrote {paths}; they are now in use: delete a file to return to the program's own",
            fi: "kirjoitettiin {paths}: käytössä tästä lähtien; kun poistat tiedoston, käytetään jälleen ohjelman omaa pohjaa"
        ));
    }
    Ok(Exit::Done)
}

/// The template of a name, which may be given with its folder.
fn find(name: &str) -> Result<Template> {
    let bare = name.strip_prefix("templates/").unwrap_or(name);
    Template::find(bare).ok_or_else(|| {
        anyhow::Error::new(Trouble::with_help(
            wording!(en: "unknown template `{name}`", fi: "tuntematon mallipohja `{name}`"),
            guess(bare),
        ))
    })
}

fn paths<'t>(templates: impl IntoIterator<Item = &'t Template>) -> String {
    let paths: Vec<String> = templates.into_iter().map(|template| template.path()).collect();
    paths.join(", ")
}

/// Those that are there as the program has them, of a run that was cut off. What else is there was changed, and
/// keeps everything from being written.
fn present(root: &Path, wanted: &BTreeSet<Template>) -> Result<BTreeSet<Template>> {
    let is_present = |template: &&Template| disk::is_there(&root.join(template.path()));
    let present: BTreeSet<Template> = wanted.iter().filter(is_present).copied().collect();
    let is_changed = |template: &&Template| {
        let (path, text) = (template.path(), template.text().as_bytes());
        let bytes = disk::open_in(root, Path::new(&path))
            .and_then(|file| disk::read_at_most(&file, text.len() as u64));
        !bytes.is_ok_and(|bytes| bytes == text)
    };
    let changed = paths(present.iter().filter(is_changed));
    if changed.is_empty() {
        return Ok(present);
    }
    Err(already_there(&changed))
}

fn already_there(present: &str) -> anyhow::Error {
    anyhow::Error::new(Trouble::refused(
        wording!(en: "already exists: {present}", fi: "on jo olemassa: {present}"),
        Some(Wording::fixed(
            "nothing was written; rename or delete it to start again",
            "mitään ei kirjoitettu; aloita alusta nimeämällä entinen uudelleen tai poistamalla se",
        )),
    ))
}

fn write(change: &Transaction, root: &Path, template: Template) -> Result<PathBuf> {
    let (path, location) = (template.path(), root.join(template.path()));
    let copy = ChangedFile {
        file: FilePath::new(&path),
        location: location.clone(),
        before: None,
        after: template.text().as_bytes().to_vec(),
    };
    match change.replace(&[copy]) {
        Ok(()) => Ok(location),
        // Somebody else wrote it in the same moment.
        Err(ActError::Refused(_)) => Err(already_there(&path)),
        Err(error) => Err(trouble::of_act(error)),
    }
}
