//! A document as a PDF file that can be archived and read aloud: tagged as PDF/UA-1 asks, with the
//! language of every text and with the letters of its own fonts, those of the Sámi languages among
//! them. It is set by typst from the template `document.typ`; what the standard asks for is checked
//! while the file is made, so that a template cannot leave it out.
//!
//! The file names neither a person nor a machine, and the same document of the same day gives the same
//! bytes.

mod letters;
mod world;

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};
use serde::Serialize;
use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use self::letters::only_known;
use self::world::Desk;
use super::{Block, Document, paper};

/// The layout that the program has.
pub const LAYOUT: &str = include_str!("document.typ");

/// A PDF file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pdf {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The characters that its fonts do not have, in whose place stands �.
    pub unknown: Vec<char>,
}

/// What the template of the layout sees, as `data.json`.
#[derive(Serialize)]
struct Data<'d> {
    document: &'d Document,
    /// The document's blocks once more, with what paper adds to them.
    blocks: Vec<Placed<'d>>,
    tags: BTreeMap<&'static str, &'static str>,
    signature: &'static str,
}

/// A block and what paper adds to it.
#[derive(Serialize)]
struct Placed<'d> {
    #[serde(flatten)]
    block: &'d Block,
    /// The shares that a table's columns have in its width.
    widths: Vec<usize>,
}

/// What is wrong with a layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PdfError {
    /// The line of the template; `None` where no line of it is at fault.
    pub line: Option<usize>,
    /// What typst says, in English.
    pub message: String,
}

/// The bytes of the file. `made_on` is the day that it says it was made on.
///
/// # Errors
/// What is wrong with the layout; the program's own makes a file of every document.
pub fn render_pdf(document: &Document, layout: &str, made_on: NaiveDate) -> Result<Pdf, PdfError> {
    let mut data = serde_json::to_value(data_of(document)).map_err(|error| PdfError {
        line: None,
        message: error.to_string(),
    })?;
    let desk = Desk::new(layout);
    let unknown = only_known(&mut data, |letter| desk.has_letter(letter));
    let desk = desk.with_data(data.to_string());
    let Warned { output, .. } = typst::compile::<PagedDocument>(&desk);
    let bytes = output
        .and_then(|pages| typst_pdf::pdf(&pages, &options(made_on)))
        .map_err(|errors| told(&desk, errors.first()))?;
    Ok(Pdf { bytes, unknown })
}

fn data_of(document: &Document) -> Data<'_> {
    let placed = |block| Placed {
        block,
        widths: match block {
            Block::Table { columns, rows } => paper::widths(columns, rows),
            _ => Vec::new(),
        },
    };
    Data {
        document,
        blocks: document.blocks.iter().map(placed).collect(),
        tags: paper::tags(),
        signature: paper::SIGNATURE.get(document.lang),
    }
}

fn options(made_on: NaiveDate) -> PdfOptions {
    PdfOptions {
        ident: Smart::Auto,
        creator: Smart::Custom(Some("kumppani".to_owned())),
        timestamp: midnight(made_on).map(Timestamp::new_utc),
        page_ranges: None,
        standards: PdfStandards::new(&[PdfStandard::Ua_1]).expect("one standard does not contradict itself"),
        tagged: true,
        pretty: false,
    }
}

fn midnight(day: NaiveDate) -> Option<Datetime> {
    let month = u8::try_from(day.month()).ok()?;
    let date = u8::try_from(day.day()).ok()?;
    Datetime::from_ymd_hms(day.year(), month, date, 0, 0, 0)
}

fn told(desk: &Desk, error: Option<&SourceDiagnostic>) -> PdfError {
    PdfError {
        line: error.and_then(|error| desk.line_of(error.span)),
        message: error.map_or_else(String::new, |error| error.message.to_string()),
    }
}

#[cfg(test)]
mod tests;
