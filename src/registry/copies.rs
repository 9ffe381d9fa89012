//! Copies among the files of agreements: the one whose name is its id is the agreement, another with that id is
//! the odd one, and no hint makes anybody write over a file.

use std::collections::BTreeMap;

use super::read::{self, Opened};
use crate::diagnostic::{Code, Diagnostic, FilePath, Findings, Place, Span};
use crate::model::AgreementId;
use crate::source::FoundFile;
use crate::wording;
use crate::wording::Wording;

/// A file whose name is not its id.
pub(super) struct Misnamed {
    pub(super) file: FilePath,
    pub(super) id: AgreementId,
}

/// Where a file with the id of a misnamed one exists, the finding says that the misnamed one is its copy. Of
/// several misnamed ones with an id of no file, the first may have the name.
pub(super) fn blame_copies(findings: &mut Findings, misnamed: &[Misnamed], files: &[FoundFile]) {
    if misnamed.is_empty() {
        return;
    }
    let mut by_stem: BTreeMap<&str, &FilePath> = BTreeMap::new();
    for file in files {
        by_stem.entry(file.path.stem()).or_insert(&file.path);
    }
    let mut copies: BTreeMap<&FilePath, Copy<'_>> = BTreeMap::new();
    let mut firsts: BTreeMap<&AgreementId, &FilePath> = BTreeMap::new();
    for Misnamed { file, id } in misnamed {
        let first = *firsts.entry(id).or_insert(file);
        let original = by_stem
            .get(id.as_str())
            .copied()
            .or(Some(first).filter(|first| *first != file));
        if let Some(original) = original {
            let numbered = (2..files.len() + 3).map(|n| format!("{id}-{n}"));
            let mut free = numbered.filter(|id| !by_stem.contains_key(id.as_str()));
            let free = free.next().unwrap_or_default();
            copies.insert(file, Copy { id, original, free });
        }
    }
    let bytes = |path: &FilePath| {
        let file = files.iter().find(|file| file.path == *path)?;
        match read::open(file) {
            Opened::Bytes(bytes) => Some(bytes),
            Opened::Unreadable(_) => None,
        }
    };
    for found in findings
        .iter_mut()
        .filter(|found| found.code == Code::IdNotFileName)
    {
        if let Some(copy) = copies.get(&found.place.file) {
            let is_same = bytes(&found.place.file) == bytes(copy.original);
            *found = copy.finding(&found.place, is_same);
        }
    }
}

/// A copy and what it is a copy of.
struct Copy<'c> {
    id: &'c AgreementId,
    original: &'c FilePath,
    /// An id that no file has.
    free: String,
}

impl Copy<'_> {
    fn finding(&self, place: &Place, is_same: bool) -> Diagnostic {
        let Self { id, original, free } = self;
        let message = wording!(
            en: "this looks like a copy of {original}: both have the id `{id}`",
            fi: "tämä näyttää tiedoston {original} kopiolta: molemmissa on tunnus `{id}`"
        );
        let help = if is_same {
            wording!(
                en: "delete this file: the text is the same in both",
                fi: "poista tämä tiedosto: teksti on molemmissa sama"
            )
        } else {
            wording!(
                en: "compare the two, correct {original} where this file is right, and delete this file; a separate agreement needs its own file name and `id`, for example `{free}`",
                fi: "vertaa tiedostoja, korjaa {original} siltä osin kuin tämä on oikeassa, ja poista tämä tiedosto; erillinen sopimus tarvitsee oman tiedostonimen ja `id`-tunnuksen, esimerkiksi `{free}`"
            )
        };
        Diagnostic::new(Code::DuplicateAgreementId, place.clone(), message)
            .with_related(
                Place::new(original, Span::default()),
                Wording::fixed("the agreement itself", "sopimus itse"),
            )
            .with_help(help)
    }
}
