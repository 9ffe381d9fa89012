//! Documents as PDF, where the build has it; where it has not, how to come by it.

use anyhow::Result;

use super::context::Context;
use super::trouble::Trouble;
use crate::render::document::Document;
use crate::wording;
#[cfg(not(feature = "pdf"))]
use crate::wording::Wording;

/// The bytes of a document as PDF; characters that its fonts do not have are named on stderr.
#[cfg(feature = "pdf")]
pub(super) fn render(cx: &mut Context<'_>, document: &Document) -> Result<Vec<u8>> {
    use crate::render::document::{LAYOUT, render_pdf};

    let pdf = render_pdf(document, LAYOUT, cx.day()).map_err(|error| {
        let said = &error.message;
        let message = wording!(
            en: "the PDF could not be made: {said}",
            fi: "PDF-tiedostoa ei voitu tehdä: {said}"
        );
        anyhow::Error::new(Trouble::refused(message, None))
    })?;
    if !pdf.unknown.is_empty() {
        let letters: Vec<String> = pdf.unknown.iter().map(char::to_string).collect();
        let letters = letters.join(" ");
        cx.warn(&wording!(
            en: "the fonts of PDF files do not have these characters, in whose place stands �: {letters}",
            fi: "PDF-tiedoston kirjasimissa ei ole näitä merkkejä, joiden tilalla on �: {letters}"
        ));
    }
    Ok(pdf.bytes)
}

/// This build has none.
#[cfg(not(feature = "pdf"))]
pub(super) fn render(_cx: &mut Context<'_>, _document: &Document) -> Result<Vec<u8>> {
    Err(anyhow::Error::new(Trouble::with_help(
        wording!(en: "this build writes no PDF", fi: "tähän ohjelmaan ei ole rakennettu PDF-muotoa"),
        Wording::fixed(
            "`cargo install --path . --features pdf` builds one that does; or write `-o FILE.docx`, open it and print it to PDF",
            "`cargo install --path . --features pdf` rakentaa ohjelman, jossa se on; tai kirjoita `-o TIEDOSTO.docx`, avaa tiedosto ja tulosta se PDF:ksi",
        ),
    )))
}
