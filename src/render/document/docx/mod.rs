//! A document as a DOCX file for Word and `LibreOffice`: real headings, lists, tables and fields, and the
//! language of every text, so that it can be worked on, read aloud and checked for spelling. The font is
//! Calibri, which Finnish offices have; `LibreOffice` puts Carlito in its place, which is as wide.
//!
//! The parts of the package are templates whose engine escapes every text. They name neither a person
//! nor a machine, and the same document of the same day gives the same bytes.

use std::io::{self, Cursor, Write as _};

use chrono::NaiveDate;
use minijinja::value::{Serde, Value};
use minijinja::{Environment, context};
use serde::Serialize;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::{Block, Document, paper};

/// The parts of the package, in their order, and their templates. Their names end in what tells the
/// engine to escape.
const PARTS: [(&str, &str); 8] = [
    ("[Content_Types].xml", include_str!("content_types.xml")),
    ("_rels/.rels", include_str!("package_rels.xml")),
    ("docProps/core.xml", include_str!("core.xml")),
    ("word/_rels/document.xml.rels", include_str!("document_rels.xml")),
    ("word/document.xml", include_str!("document.xml")),
    ("word/styles.xml", include_str!("styles.xml")),
    ("word/numbering.xml", include_str!("numbering.xml")),
    ("word/settings.xml", include_str!("settings.xml")),
];

/// The part with the page numbers.
const FOOTER: (&str, &str) = ("word/footer1.xml", include_str!("footer.xml"));

/// The number of the first numbered list; that of the bullets stands before it.
const FIRST_LIST: usize = 2;

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
/// What the template engine or the packer say; both work in memory.
pub fn render_docx(document: &Document, made_on: NaiveDate) -> io::Result<Vec<u8>> {
    let context = context_of(document, made_on);
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for (name, template) in PARTS.into_iter().chain([FOOTER]) {
        let part = part(template, &context).map_err(io::Error::other)?;
        package.start_file(name, options)?;
        package.write_all(part.as_bytes())?;
    }
    Ok(package.finish()?.into_inner())
}

/// One part of the package.
fn part(template: &str, context: &Value) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.add_template("part.xml", template)?;
    environment.get_template("part.xml")?.render(context)
}

fn context_of(document: &Document, made_on: NaiveDate) -> Value {
    let blocks = placed(&document.blocks);
    let n_lists = document.blocks.iter().filter(|block| is_numbered(block)).count();
    let lists: Vec<usize> = (FIRST_LIST..FIRST_LIST + n_lists).collect();
    context! {
        document => Serde(document),
        blocks => Serde(&blocks),
        lists,
        tags => paper::tags(),
        signature => paper::SIGNATURE.get(document.lang),
        made_on => made_on.format("%Y-%m-%d").to_string(),
    }
}

fn is_numbered(block: &Block) -> bool {
    matches!(block, Block::Numbered { .. })
}

fn placed(blocks: &[Block]) -> Vec<Placed<'_>> {
    let mut next_list = FIRST_LIST;
    let place = |block| {
        let list = next_list;
        next_list += usize::from(is_numbered(block));
        let widths = match block {
            Block::Table { columns, rows } => paper::widths(columns, rows),
            _ => Vec::new(),
        };
        Placed { block, list, widths }
    };
    blocks.iter().map(place).collect()
}

#[cfg(test)]
mod tests;
