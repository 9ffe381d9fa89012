//! The documents that the site offers: copies in a folder of their own, with links on the pages of the agreements. One
//! that is not as it was recorded is not offered.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::writer::PageWriter;
use crate::model::{Agreement, DocumentPath, FileDigest, FiledDocument, Registry};
use crate::registry::{self, DocumentFault};
use crate::render::site::SiteHit;
use crate::render::{Item, Outline, Span};
use crate::source::Filling;
use crate::wording::{Lang, Wording};

/// The folder of the documents in the site.
const FOLDER: &str = "asiakirjat";

/// A document that is not offered, and why.
pub type Withheld = (DocumentPath, DocumentFault);

/// Takes out of a registry the documents that are not as they were recorded, so that no page offers them.
#[must_use]
pub fn withhold_changed(root: &Path, registry: &mut Registry) -> Vec<Withheld> {
    let of_agreement = |agreement: &mut Agreement| {
        let mut withheld = Vec::new();
        agreement
            .documents
            .retain(|document| match registry::examine(root, document) {
                Ok(()) => true,
                Err(fault) => {
                    withheld.push((document.file.value.clone(), fault));
                    false
                }
            });
        withheld
    };
    let agreements = registry.agreements.par_iter_mut();
    let mut withheld: Vec<Withheld> = agreements.flat_map_iter(of_agreement).collect();
    withheld.sort_by(|a, b| a.0.cmp(&b.0));
    withheld.dedup_by(|a, b| a.0 == b.0);
    withheld
}

/// Copies the documents of a registry into the site; how many they are.
///
/// # Errors
/// What the system says; inside that one has changed since it was examined.
pub fn copy_documents(
    root: &Path,
    registry: &Registry,
    filling: &mut Filling<'_>,
) -> io::Result<Result<usize, Withheld>> {
    let documents = registry
        .agreements
        .iter()
        .flat_map(|agreement| &agreement.documents);
    let documents: BTreeMap<&DocumentPath, FileDigest> = documents
        .map(|document| (&document.file.value, document.sha256.value))
        .collect();
    for (path, sha256) in &documents {
        let file = match registry::open_document(root, path) {
            Ok(file) => file,
            Err(fault) => return Ok(Err(((*path).clone(), fault))),
        };
        let copied = filling.copy(&format!("{FOLDER}/{path}"), &file, registry::LARGEST_DOCUMENT)?;
        if copied != *sha256 {
            return Ok(Err(((*path).clone(), DocumentFault::Changed(copied))));
        }
    }
    Ok(Ok(documents.len()))
}

/// The documents of an agreement, on its page.
pub(super) fn section(writer: &PageWriter<'_>, page: &mut Outline, agreement: &Agreement) {
    let items = agreement.documents.iter().map(|document| {
        let of = document.of.as_ref();
        let of = of.map(|of| writer.organisation(&of.value, Some(agreement)));
        let date = document.on.as_ref().map(|on| writer.own(writer.date(on.value)));
        let facts = std::iter::once(writer.say(&document.kind.label()))
            .chain(date)
            .chain(of);
        let mut words = vec![
            link(writer, document),
            writer.own(format!("{}: ", ending(document))),
        ];
        words.extend(writer.listed(facts));
        Item::new(words)
    });
    page.list(&Wording::fixed("Documents", "Asiakirjat"), items.collect());
}

/// What the search finds of the documents of an agreement.
pub(super) fn hits(writer: &PageWriter<'_>, agreement: &Agreement) -> Vec<SiteHit> {
    let hit = |document: &FiledDocument| SiteHit {
        title: link(writer, document),
        kind: writer.word(&document.kind.label()),
        words: writer.local(&agreement.title.value).text,
    };
    agreement.documents.iter().map(hit).collect()
}

/// The minutes of an event as a link, where the site has the document.
pub(super) fn minutes(writer: &PageWriter<'_>, agreement: &Agreement, path: &str) -> Option<Span> {
    let mut documents = agreement.documents.iter();
    let document = documents.find(|document| document.file.value.as_str() == path)?;
    Some(link(writer, document))
}

/// The title of a document, or its name, as a link to the copy.
fn link(writer: &PageWriter<'_>, document: &FiledDocument) -> Span {
    let path = &document.file.value;
    let title = match &document.title {
        Some(title) => writer.local(title),
        None => writer.own(path.name()),
    };
    // The English pages have a folder of their own, and both offer the same copy.
    let top = match writer.lang {
        Lang::Fi => "",
        Lang::En => "../",
    };
    title.to(format!("{top}{FOLDER}/{path}"))
}

/// The kind of file, which a reader wants to know before opening it; a name without a title says it itself.
fn ending(document: &FiledDocument) -> String {
    let ending = document.title.as_ref().and(document.file.value.ending());
    ending.map(|ending| format!(" ({ending})")).unwrap_or_default()
}
