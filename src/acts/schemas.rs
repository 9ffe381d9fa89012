//! The schemas in the folder `schema/`, written anew when they are not those of the network any more.

use std::path::Path;

use super::{ActError, ActRefusal, ChangedFile};
use crate::diagnostic::FilePath;
use crate::disk;
use crate::model::Network;
use crate::registry::{self, SchemaFile};
use crate::render::json::render_json;
use crate::source::{SchemaOf, json_schema};
use crate::wording;
use crate::wording::Lang;

/// The text of a schema, as it is printed and as it is in its file.
///
/// # Panics
/// Never: plain data can always be written into memory.
#[must_use]
pub fn schema_text(of: SchemaOf, network: &Network, lang: Lang) -> Vec<u8> {
    let mut bytes = Vec::new();
    render_json(&json_schema(of, network, lang), &mut bytes).expect("memory takes all that is written to it");
    bytes
}

/// The schemas of the registry in `root` that another network has made stale, each in its own language.
#[must_use]
pub fn plan_stale_schemas(root: &Path, network: &Network, lang: Lang) -> Vec<ChangedFile> {
    let files = registry::schemas(root, network).into_iter();
    files
        .filter(|file| file.is_stale)
        .map(|file| changed(root, network, (file.of, lang), Some(file)))
        .collect()
}

/// All schemas of the registry in `root`, as far as they are not there as they are to be. One that is there keeps
/// its language.
///
/// # Errors
/// When a file in the place of a schema is none.
pub fn plan_schemas(root: &Path, network: &Network, lang: Lang) -> Result<Vec<ChangedFile>, ActError> {
    let mut present = registry::schemas(root, network);
    let mut planned = Vec::new();
    for of in SchemaOf::ALL {
        let at = present.iter().position(|file| file.of == of);
        let file = at.map(|at| present.swap_remove(at));
        if file.is_none() && disk::is_there(&root.join(of.path())) {
            let path = of.path();
            return Err(ActRefusal::with_help(
                wording!(en: "{path} cannot be read as a file", fi: "{path} ei ole tiedosto, jonka voisi lukea"),
                wording!(en: "delete it, or replace it with a file", fi: "poista se tai pane tilalle tiedosto"),
            )
            .into());
        }
        planned.push(changed(root, network, (of, lang), file));
    }
    planned.retain(|file| file.before.as_ref() != Some(&file.after));
    Ok(planned)
}

fn changed(
    root: &Path,
    network: &Network,
    (of, lang): (SchemaOf, Lang),
    file: Option<SchemaFile>,
) -> ChangedFile {
    let lang = file.as_ref().and_then(|file| file.lang).unwrap_or(lang);
    ChangedFile {
        file: FilePath::new(of.path()),
        location: root.join(of.path()),
        before: file.map(|file| file.bytes),
        after: schema_text(of, network, lang),
    }
}
