//! From bytes to the model: reading YAML with the place of every key and value, and writing files
//! safely. It reports every finding of a file, not only the first, and never guesses a value.

mod agreement;
mod approvals;
mod changes;
mod choice;
mod conflict;
mod copies;
mod corrections;
mod decode;
mod diff;
mod documents;
mod durations;
mod edit;
mod encoding;
mod events;
mod example;
mod fix;
mod folder;
mod groups;
pub mod intake;
mod invisible;
mod network;
mod organisations;
mod path;
mod placeholders;
mod prose;
mod provisions;
pub(crate) mod quoting;
mod region_places;
mod renaming;
mod schema;
mod settings;
mod shape;
mod signatories;
mod supposed;
mod supposing;
mod syntax;
#[cfg(test)]
pub(crate) mod testing;
mod tree;
mod typed;
mod unknown_region;
mod walk;
pub mod workbook;

pub use changes::{DifferenceKind, FieldDifference, field_differences};
pub use diff::unified_diff;
pub use documents::{DOCUMENT_NAME_HELP, document_name_problem};
pub use edit::{Change, Edit, EditProblem, Step, Value, drafted, edited};
pub use example::{Example, ExampleFacts, SettingsWanted, example_settings};
pub use fix::{FixedBytes, fixed_bytes};
pub use folder::{Filling, FolderError, IsMade, MadeFolder, Turn};
pub use network::NetworkOf;
pub use path::{FieldPlace, PathProblem, find_place, next_names, path_names};
pub use placeholders::UNKNOWN_START;
pub use renaming::{NamedRegions, RegionRenaming, RenamedRegion};
pub use schema::{SchemaOf, json_schema};
pub use settings::{Definition, REGION_IDS, RegionChange, no_region_id};
pub use supposed::Supposed;
pub(crate) use walk::not_read;
pub use walk::{
    Found, FoundFile, Identity, Role, WalkError, find_root, is_left_beside, read_file, reading_order, walk,
};

use crate::diagnostic::{Code, Diagnostic, FilePath, Findings, Place, SourceText, Span};
use crate::model::{Agreement, Gaps, Network, Organisation, Settings};
use crate::wording::Wording;

/// The largest file that is read, in bytes (`docs/format.md`: 4 MiB).
pub const LARGEST_FILE: u64 = 4 * 1024 * 1024;

/// What a file holds, as far as it could be read. Where a finding is an error, a value may be a
/// placeholder: such a file is shown to the rules of validation, and never loaded.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    Agreement(Box<Agreement>),
    /// `organisations.yaml`.
    Organisations(Vec<Organisation>),
    /// `registry.yaml`.
    Settings(Box<Settings>),
}

/// One file, read.
#[derive(Clone, Debug)]
pub struct FileReading {
    /// Its path from the registry's root.
    pub file: FilePath,
    /// Its text; what was no UTF-8 is replaced.
    pub text: SourceText,
    /// Its content; `None` when the text is no YAML or its top level is no mapping.
    pub content: Option<Content>,
    /// Everything that is wrong with it by itself.
    pub findings: Findings,
    /// What could not be read of a content that could be read otherwise.
    pub gaps: Gaps,
}

/// A file without a value: nothing but comments. Of an agreement that is an error; in the other
/// files everything is optional.
fn empty_file(file: &FilePath, role: Role, text: String, mut findings: Findings) -> FileReading {
    let content = match role {
        Role::Agreement => {
            findings.push(empty_agreement(file));
            None
        }
        Role::Organisations => Some(Content::Organisations(Vec::new())),
        Role::Settings => Some(Content::Settings(Box::default())),
    };
    let text = SourceText::new(text);
    FileReading {
        file: file.clone(),
        text,
        content,
        findings,
        gaps: Gaps::default(),
    }
}

fn empty_agreement(file: &FilePath) -> Diagnostic {
    Diagnostic::new(
        Code::MissingField,
        Place::new(file, Span::default()),
        Wording::fixed("the file is empty", "tiedosto on tyhjä"),
    )
    .with_help(Wording::fixed(
        "delete the file, or copy an agreement into it and change the facts",
        "poista tiedosto tai kopioi siihen jokin sopimus ja muuta sen tiedot",
    ))
}

/// Reads one file's bytes; the regions in it are those of `network`.
#[must_use]
pub fn read_bytes(file: &FilePath, role: Role, network: &Network, bytes: Vec<u8>) -> FileReading {
    read_into(Findings::default(), file, role, network, bytes)
}

/// The text of a file, to be shown.
#[must_use]
pub fn text(bytes: Vec<u8>) -> SourceText {
    let mut unheard = Findings::default();
    SourceText::new(encoding::text_of(&FilePath::new(""), bytes, &mut unheard))
}

/// Reads one file's bytes with a collection of findings of its own.
#[must_use]
pub fn read_into(
    mut findings: Findings,
    file: &FilePath,
    role: Role,
    network: &Network,
    bytes: Vec<u8>,
) -> FileReading {
    let text = encoding::text_of(file, bytes, &mut findings);
    if !findings.has_errors() {
        conflict::find_conflicts(file, &text, &mut findings);
    }
    let mut gaps = Gaps::default();
    let content = if findings.has_errors() {
        None
    } else {
        let tree = tree::Tree::parse(file, &text, &mut findings);
        // Where there is no tree for an error, no one knows what is a comment.
        if tree.is_some() || !findings.has_errors() {
            invisible::check_comments(file, &text, tree.as_ref(), &mut findings);
        }
        if tree.is_none() && !findings.has_errors() {
            return empty_file(file, role, text, findings);
        }
        tree.and_then(|tree| {
            let mut decoder = decode::Decoder::new(file, &tree, network, &mut findings);
            if !tree.is_whole() {
                decoder.gaps.give_up();
            }
            decoder.check_texts();
            decoder.check_placeholders();
            let content = match role {
                Role::Agreement => decoder.agreement().map(|mut agreement| {
                    if decoder.reads_otherwise() {
                        decode::restate_opening(file, &tree, network, &mut agreement);
                    }
                    Content::Agreement(Box::new(agreement))
                }),
                Role::Organisations => decoder.organisations().map(Content::Organisations),
                Role::Settings => decoder
                    .settings()
                    .map(|settings| Content::Settings(Box::new(settings))),
            };
            gaps = decoder.gaps;
            content.filter(|_| !gaps.hide_all())
        })
    };
    FileReading {
        file: file.clone(),
        text: SourceText::new(text),
        content,
        findings,
        gaps,
    }
}
