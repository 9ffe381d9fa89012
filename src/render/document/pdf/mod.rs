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
use std::io;

use chrono::{Datelike as _, NaiveDate};
use serde::Serialize;
use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use self::letters::only_known;
use self::world::Desk;
use super::paper::{self, Sheet};
use crate::render::block::{Block, Outline};
use crate::render::templates::{RenderError, Template, TemplateError, Templates};
use crate::wording;

/// A PDF file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pdf {
    pub bytes: Vec<u8>,
    /// The characters that its fonts do not have, in whose place is �.
    pub unknown: Vec<char>,
    /// What the layout asks for and does not get: a font that is not there.
    pub doubts: Vec<TemplateError>,
}

/// What the template of the layout sees, as `data.json`.
#[derive(Serialize)]
struct Data<'d> {
    document: &'d Outline,
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

/// The document as a file, set as [`Template::DocumentTyp`] says. `made_on` is the day that it says it
/// was made on.
///
/// # Errors
/// What is wrong with the template; the program's own makes a file of every document.
pub fn render_pdf(document: &Outline, made_on: NaiveDate, templates: &Templates) -> Result<Pdf, RenderError> {
    let mut data = serde_json::to_value(data_of(document)).map_err(io::Error::from)?;
    let desk = Desk::new(templates.text(Template::DocumentTyp));
    let unknown = only_known(&mut data, |letter| desk.has_letter(letter));
    let desk = desk.with_data(data.to_string());
    let Warned { output, warnings } = typst::compile::<PagedDocument>(&desk);
    let bytes = output
        .and_then(|pages| typst_pdf::pdf(&pages, &options(made_on)))
        .map_err(|errors| describe(&desk, templates, errors.first()))?;
    let doubt = |warning: &SourceDiagnostic| doubt(&desk, templates, warning);
    Ok(Pdf {
        bytes,
        unknown,
        doubts: warnings.iter().map(doubt).collect(),
    })
}

fn data_of(document: &Outline) -> Data<'_> {
    let sheet = Sheet::of(document.orientation);
    let placed = |block| Placed {
        block,
        widths: match block {
            Block::Table(grid) => paper::widths(grid, sheet),
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

/// What typst says of a layout, after what it means; its own words are English.
fn describe(desk: &Desk, templates: &Templates, error: Option<&SourceDiagnostic>) -> TemplateError {
    let said = error.map_or("", |error| error.message.as_str());
    let message = match said.strip_prefix("PDF/UA-1 error: ") {
        Some(said) => wording!(
            en: "the result does not conform to PDF/UA-1 ({said})",
            fi: "siitä syntyvä tiedosto ei täytä PDF/UA-1-standardia ({said})"
        ),
        None => wording!(en: "it cannot be typeset ({said})", fi: "sitä ei voi latoa ({said})"),
    };
    TemplateError {
        template: Template::DocumentTyp,
        whose: templates.whose(Template::DocumentTyp),
        line: error.and_then(|error| desk.line_of(error.span)),
        message,
    }
}

fn doubt(desk: &Desk, templates: &Templates, warning: &SourceDiagnostic) -> TemplateError {
    let said = &warning.message;
    TemplateError {
        template: Template::DocumentTyp,
        whose: templates.whose(Template::DocumentTyp),
        line: desk.line_of(warning.span),
        message: wording!(en: "the layout differs from the template ({said})", fi: "asettelu poikkeaa pohjasta ({said})"),
    }
}

#[cfg(test)]
mod tests;
