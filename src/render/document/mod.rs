//! An answer as a document: the kinds of documents that are made from an outline, and the outlines of
//! lists.

mod docx;
mod html;
mod list;
mod paper;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(test)]
mod testing;

pub use docx::{DOCX_TEMPLATES, render_docx};
pub use html::render_html;
pub(super) use list::document_of_grid;
pub use list::{Question, document_of_rows};
#[cfg(feature = "pdf")]
pub use pdf::{Pdf, render_pdf};

use super::block::{Block, Item, Outline};
use super::outline::{Described, outline_of};
use crate::wording::Lang;

/// An answer as a document.
#[must_use]
pub fn document_of(thing: &impl Described, lang: Lang) -> Outline {
    let mut outline = outline_of(thing, lang);
    let blocks = outline.blocks.into_iter();
    outline.blocks = blocks.flat_map(without_gaps).collect();
    outline
}

/// Documents number their lists themselves: where a number is left out, another list begins.
fn without_gaps(block: Block) -> Vec<Block> {
    let Block::Numbered { items, .. } = block else {
        return vec![block];
    };
    let follows = |one: &Item, next: &Item| next.number == one.number.map(|number| number + 1);
    let lists = items.chunk_by(follows).map(|items| Block::Numbered {
        start: items[0].number.unwrap_or(1),
        items: items.to_vec(),
    });
    lists.collect()
}
