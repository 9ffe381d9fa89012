//! A document as a DOCX file for Word and `LibreOffice`: real headings, lists, tables and fields, and the
//! language of every text, so that it can be worked on, read aloud and checked for spelling. The font is
//! Calibri, which Finnish offices have; `LibreOffice` puts Carlito in its place, which is as wide.
//!
//! The parts of the package are templates whose engine escapes every text. They name neither a person
//! nor a machine, and the same document of the same day gives the same bytes.

mod own_part;

use std::io::{self, Cursor, Write as _};

use chrono::NaiveDate;
use minijinja::context;
use minijinja::value::{Serde, Value};
use serde::Serialize;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use self::own_part::refuse_no_part;
use super::paper::{self, Sheet};
use crate::render::block::{Block, Outline};
use crate::render::templates::{Lines, RenderError, Template, Templates};

/// The parts of the package, in their order, and the templates of which they are made.
const PARTS: [(&str, Template); 9] = [
    ("[Content_Types].xml", Template::DocxContentTypes),
    ("_rels/.rels", Template::DocxPackageRels),
    ("docProps/core.xml", Template::DocxCore),
    ("word/_rels/document.xml.rels", Template::DocxDocumentRels),
    ("word/document.xml", Template::DocxDocument),
    ("word/styles.xml", Template::DocxStyles),
    ("word/numbering.xml", Template::DocxNumbering),
    ("word/settings.xml", Template::DocxSettings),
    ("word/footer1.xml", Template::DocxFooter),
];

/// The templates of which a DOCX file is made.
pub const DOCX_TEMPLATES: [Template; PARTS.len()] = {
    let mut templates = [Template::DocxDocument; PARTS.len()];
    let mut at = 0;
    while at < PARTS.len() {
        templates[at] = PARTS[at].1;
        at += 1;
    }
    templates
};

/// The number of the first numbered list; that of the bullets is before it.
const FIRST_LIST: usize = 2;

/// A numbered list: word processors count on from list to list unless each has a number of its own.
#[derive(Serialize)]
struct List {
    id: usize,
    start: usize,
}

/// A block and what its place in the document adds to it.
#[derive(Serialize)]
struct Placed<'d> {
    block: &'d Block,
    /// The list that a numbered list begins.
    list: usize,
    /// The widths of a table's columns, in twentieths of a point.
    widths: Vec<usize>,
}

/// The bytes of the file. `made_on` is the day that it says it was made on.
///
/// # Errors
/// What is wrong with a template; the packer, which works in memory, causes none.
pub fn render_docx(
    document: &Outline,
    made_on: NaiveDate,
    templates: &Templates,
) -> Result<Vec<u8>, RenderError> {
    let context = context_of(document, made_on);
    let engine = templates.engine(&DOCX_TEMPLATES, Lines::AsWritten)?;
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for (name, template) in PARTS {
        let part = engine.render(template, context.clone())?;
        if templates.has_own(template) {
            refuse_no_part(template, &part)?;
        }
        package.start_file(name, options).map_err(io::Error::from)?;
        package.write_all(part.as_bytes())?;
    }
    Ok(package.finish().map_err(io::Error::from)?.into_inner())
}

fn context_of(document: &Outline, made_on: NaiveDate) -> Value {
    let sheet = Sheet::of(document.orientation);
    let blocks = placed(&document.blocks, sheet);
    let starts = document.blocks.iter().filter_map(start_of);
    let lists: Vec<List> = (FIRST_LIST..)
        .zip(starts)
        .map(|(id, start)| List { id, start })
        .collect();
    context! {
        document => Serde(document),
        blocks => Serde(&blocks),
        lists => Serde(lists),
        sheet => Serde(sheet),
        tags => paper::tags(),
        signature => paper::SIGNATURE.get(document.lang),
        made_on => made_on.format("%Y-%m-%d").to_string(),
    }
}

/// The first number of a numbered list; `None` of other blocks.
const fn start_of(block: &Block) -> Option<usize> {
    match block {
        Block::Numbered { start, .. } => Some(*start),
        _ => None,
    }
}

fn placed(blocks: &[Block], sheet: Sheet) -> Vec<Placed<'_>> {
    let mut next_list = FIRST_LIST;
    let place = |block| {
        let list = next_list;
        next_list += usize::from(start_of(block).is_some());
        let widths = match block {
            Block::Table(grid) => paper::widths(grid, sheet),
            _ => Vec::new(),
        };
        Placed { block, list, widths }
    };
    blocks.iter().map(place).collect()
}

#[cfg(test)]
mod tests;
