//! A network's own templates: the folder `templates/` of the registry is read here and nowhere else,
//! and of it only what an answer is made from. Answers that are made from no template never come here.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use anyhow::Result;
use walkdir::{DirEntry, WalkDir};

use super::context::Context;
use super::guess::near_ids;
use super::trouble::{self, Trouble};
use super::world;
use crate::disk::{self, ReadError};
use crate::model::did_you_mean;
use crate::render::templates::{Template, Templates};
use crate::source::{LARGEST_FILE, is_left_beside};
use crate::wording;
use crate::wording::Wording;

/// So many files that are no templates are named.
const MOST_STRANGERS: usize = 10;

impl Context<'_> {
    /// The texts of the templates from which an answer is made: the network's own where it has one.
    /// Outside of a registry they are the program's.
    pub(super) fn templates(&mut self, needed: &[Template]) -> Result<Templates> {
        let mut templates = Templates::measured(world::memory);
        let Ok(root) = self.root() else {
            return Ok(templates);
        };
        let own = self.own_templates()?;
        for template in needed.iter().filter(|template| own.contains(template)) {
            templates.take(*template, &read(&root, *template)?);
        }
        Ok(templates)
    }

    /// Which templates the network has of its own; files that are none are named on stderr once.
    pub(super) fn own_templates(&mut self) -> Result<BTreeSet<Template>> {
        let Ok(root) = self.root() else {
            return Ok(BTreeSet::new());
        };
        let present = present(&root)?;
        if !self.has_reported_unknown {
            self.report_unknown(&present.strangers);
            self.has_reported_unknown = true;
        }
        Ok(present.own)
    }

    fn report_unknown(&mut self, strangers: &[String]) {
        for name in strangers.iter().take(MOST_STRANGERS) {
            let path = format!("{}/{name}", Template::FOLDER);
            let help = guess(name);
            self.warn(&wording!(
                en: "{path} is not a template and is not used; {help}",
                fi: "{path} ei ole mallipohja, eikä sitä käytetä; {help}",
                help
            ));
        }
        let n_more = strangers.len().saturating_sub(MOST_STRANGERS);
        if n_more > 0 {
            self.warn(&wording!(
                en: "and {n_more} more files that are not templates",
                fi: "ja vielä {n_more} tiedostoa, jotka eivät ole mallipohjia"
            ));
        }
    }
}

/// What somebody may have meant by a name that no template has.
pub(super) fn guess(name: &str) -> Wording {
    let names: Vec<String> = Template::ALL
        .iter()
        .map(|template| template.name().to_owned())
        .collect();
    did_you_mean(&near_ids(name, &names)).unwrap_or(Wording::fixed(
        "`kumppani templates` lists the names",
        "`kumppani templates` luettelee nimet",
    ))
}

/// What is in the folder of templates.
#[derive(Default)]
struct Present {
    own: BTreeSet<Template>,
    /// The names of other files.
    strangers: Vec<String>,
}

fn present(root: &Path) -> Result<Present> {
    let folder = root.join(Template::FOLDER);
    let mut present = Present::default();
    let walk = WalkDir::new(&folder)
        .follow_links(false)
        .follow_root_links(false)
        .sort_by_file_name();
    for entry in walk
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_left_beside(&entry.file_name().to_string_lossy()))
    {
        let (path, trouble) = match &entry {
            Ok(entry) => (entry.path(), None),
            Err(error) => (error.path().unwrap_or(&folder), error.io_error()),
        };
        let is_gone = trouble.is_some_and(|error| error.kind() == io::ErrorKind::NotFound);
        if path == folder && is_gone {
            return Ok(present);
        }
        let name = name_of(path.strip_prefix(&folder).unwrap_or(path));
        if entry.as_ref().is_ok_and(DirEntry::path_is_symlink) && has_templates(&name) {
            return Err(is_link(&name));
        }
        match Template::find(&name) {
            // Whatever it is, it is where a template would: reading it says what is wrong.
            Some(template) => {
                present.own.insert(template);
            }
            None if entry.as_ref().is_ok_and(|entry| entry.file_type().is_dir()) => {}
            None if path == folder || (entry.is_err() && !is_gone) => return Err(no_folder(&name)),
            None => present.strangers.push(name),
        }
    }
    Ok(present)
}

/// Whether a template is at this place, or in the folder of this name.
fn has_templates(name: &str) -> bool {
    let is_in = |template: &&Template| template.name().starts_with(&format!("{name}/"));
    name.is_empty() || Template::find(name).is_some() || Template::ALL.iter().any(|template| is_in(&template))
}

/// A link may lead out of the registry, and what it leads to would be published.
fn is_link(name: &str) -> anyhow::Error {
    let path = format!("{}/{name}", Template::FOLDER);
    let path = path.trim_end_matches('/');
    anyhow::Error::new(Trouble::refused(
        wording!(
            en: "{path} is a link, and links are not followed",
            fi: "{path} on linkki, eikä linkkejä seurata"
        ),
        Some(Wording::fixed(
            "nothing was written; replace the link with a copy of its target, or delete it",
            "mitään ei kirjoitettu; korvaa linkki kopiolla siitä, mihin se johtaa, tai poista linkki",
        )),
    ))
}

/// The path below the folder with slashes.
fn name_of(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

fn no_folder(name: &str) -> anyhow::Error {
    let path = format!("{}/{name}", Template::FOLDER);
    let path = path.trim_end_matches('/');
    anyhow::Error::new(Trouble::with_help(
        wording!(
            en: "{path} is not a readable folder",
            fi: "{path} ei ole kansio, jonka voi lukea"
        ),
        Wording::fixed(
            "it is for the network's own templates; without it the program's own are used",
            "siinä ovat verkoston omat mallipohjat; ilman kansiota käytetään ohjelman omia",
        ),
    ))
}

fn read(root: &Path, template: Template) -> Result<String> {
    let path = template.path();
    // A link that came since the folder was listed is not followed either, nor a pipe waited for.
    let opened = disk::open_in(root, Path::new(&path));
    let bytes = opened.and_then(|file| disk::read_at_most(&file, LARGEST_FILE));
    let bytes = bytes.map_err(|error| match error {
        ReadError::NoFile | ReadError::TooLarge(_) => trouble::bad_template(wording!(
            en: "{path} is not a file of at most 4 MiB",
            fi: "{path} ei ole enintään 4 MiB:n kokoinen tiedosto"
        )),
        ReadError::Io(error) => Trouble::caused(wording!(
            en: "{path} cannot be read",
            fi: "tiedostoa {path} ei voi lukea"
        ))(error),
    })?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = valid.split(|byte| *byte == b'\n').count();
        trouble::bad_template(wording!(
            en: "{path}:{line}: the file is not UTF-8",
            fi: "{path}:{line}: tiedosto ei ole UTF-8-muotoinen"
        ))
    })?;
    // Nothing would be made from it, in the place of something: more likely a slip than a wish.
    if text.trim_matches(is_blank).is_empty() {
        return Err(trouble::bad_template(
            wording!(en: "{path} is empty", fi: "{path} on tyhjä"),
        ));
    }
    Ok(text)
}

fn is_blank(character: char) -> bool {
    character.is_whitespace() || character == '\u{feff}'
}
