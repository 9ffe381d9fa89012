//! The schemas in the folder `schema/`, by which editors check the files of a registry: whether they are those of
//! its network. The language of their descriptions does not matter.

use std::path::Path;

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic, FilePath, Place, Span};
use crate::model::Network;
use crate::source::{self, SchemaOf, json_schema};
use crate::wording;
use crate::wording::{Lang, Wording};

/// A schema that a registry has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemaFile {
    /// Whose schema it is.
    pub of: SchemaOf,
    /// What is in the file.
    pub bytes: Vec<u8>,
    /// The language of its descriptions, if it is one of the program's own.
    pub lang: Option<Lang>,
    /// Whether it says something else than the program says of this network.
    pub is_stale: bool,
}

/// The schemas of the registry in `root` that can be read.
#[must_use]
pub fn schemas(root: &Path, network: &Network) -> Vec<SchemaFile> {
    let read = |of: &SchemaOf| {
        let bytes = source::read_file(root, &FilePath::new(of.path())).ok()?;
        let written: Option<Value> = serde_json::from_slice(&bytes).ok();
        let expected = |lang| json_schema(*of, network, lang);
        let is_in = |lang: &Lang| {
            written
                .as_ref()
                .is_some_and(|written| written["title"] == expected(*lang)["title"])
        };
        Some(SchemaFile {
            of: *of,
            lang: [Lang::Fi, Lang::En].into_iter().find(is_in),
            is_stale: written.clone().map(undescribed) != Some(undescribed(expected(Lang::En))),
            bytes,
        })
    };
    SchemaOf::ALL.iter().filter_map(read).collect()
}

/// A schema without its texts for people.
fn undescribed(mut schema: Value) -> Value {
    match &mut schema {
        Value::Object(fields) => {
            fields.retain(|name, value| {
                !(value.is_string() && matches!(name.as_str(), "title" | "description"))
            });
            for value in fields.values_mut() {
                *value = undescribed(value.take());
            }
        }
        Value::Array(values) => {
            for value in values {
                *value = undescribed(value.take());
            }
        }
        _ => {}
    }
    schema
}

/// A finding for each schema that is not that of the network. Where not all of the network is known, neither are
/// its schemas.
pub(super) fn stale(root: &Path, network: &Network) -> Vec<Diagnostic> {
    if !network.is_known() {
        return Vec::new();
    }
    let files = schemas(root, network).into_iter();
    files
        .filter(|file| file.is_stale)
        .map(|file| finding(file.of))
        .collect()
}

fn finding(of: SchemaOf) -> Diagnostic {
    let path = FilePath::new(of.path());
    let message = wording!(
        en: "this schema is not the one of this registry: editors would check the files by other rules",
        fi: "skeema ei ole tämän rekisterin: editorit tarkistaisivat tiedostot muilla säännöillä"
    );
    let help = Wording::fixed(
        "`kumppani schema --write` writes the schemas again",
        "`kumppani schema --write` kirjoittaa skeemat uudelleen",
    );
    Diagnostic::new(Code::StaleSchema, Place::new(&path, Span::default()), message).with_help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(file: SchemaOf, text: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        std::fs::create_dir(folder.path().join("schema")).expect("a folder can be made");
        std::fs::write(folder.path().join(file.path()), text).expect("a file can be written");
        folder
    }

    /// Of the one schema in a folder: whether it is stale, and its language.
    fn check(of: SchemaOf, text: &str, expected: (bool, Option<Lang>)) {
        let folder = place(of, text);
        let found = schemas(folder.path(), &Network::lapland());
        let [file] = &found[..] else {
            panic!("there is one")
        };
        assert_eq!((file.is_stale, file.lang), expected, "{text:.80}");
        assert_eq!(
            stale(folder.path(), &Network::lapland()).len(),
            usize::from(expected.0)
        );
        assert_eq!(stale(folder.path(), &Network::default().partly_known()), []);
    }

    #[test]
    fn a_schema_is_stale_whatever_its_language_is_not() {
        for of in SchemaOf::ALL {
            for lang in [Lang::Fi, Lang::En] {
                let text = json_schema(of, &Network::lapland(), lang).to_string();
                check(of, &text, (false, Some(lang)));
            }
        }
        let of = SchemaOf::Agreement;
        let other = Network::new(crate::model::NetworkData {
            own: true,
            ..Default::default()
        });
        check(
            of,
            &json_schema(of, &other, Lang::Fi).to_string(),
            (true, Some(Lang::Fi)),
        );
        check(of, "{", (true, None));
        // A field called `title` is not the title of the schema.
        let mut text = json_schema(of, &Network::lapland(), Lang::En);
        text["properties"]["title"].take();
        check(of, &text.to_string(), (true, Some(Lang::En)));
    }

    #[test]
    fn where_there_is_no_folder_nothing_is_stale() {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        assert_eq!(schemas(folder.path(), &Network::lapland()), []);
    }
}
