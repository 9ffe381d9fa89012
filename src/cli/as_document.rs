//! Answers as documents, made from the registry's own templates where it has them. PDF is a matter of
//! the build; a build without says how to come by it.

use anyhow::Result;

use super::context::Context;
use super::global::Format;
use super::trouble;
#[cfg(not(feature = "pdf"))]
use super::trouble::Trouble;
use crate::render::Outline;
use crate::render::document::{DOCX_TEMPLATES, render_docx, render_html};
use crate::render::templates::Template;
use crate::wording;
#[cfg(not(feature = "pdf"))]
use crate::wording::Wording;

/// The formats of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DocumentFormat {
    /// A page.
    Html,
    /// For word processors.
    Docx,
    /// For paper and archives.
    Pdf,
}

impl DocumentFormat {
    /// The format of documents that a format is; `None` where it is no such format.
    pub(super) const fn of(format: Format) -> Option<Self> {
        match format {
            Format::Html => Some(Self::Html),
            Format::Docx => Some(Self::Docx),
            Format::Pdf => Some(Self::Pdf),
            _ => None,
        }
    }
}

impl Context<'_> {
    /// The bytes of a document.
    pub(super) fn document(&mut self, document: &Outline, format: DocumentFormat) -> Result<Vec<u8>> {
        match format {
            DocumentFormat::Html => {
                let templates = self.templates(&[Template::Document])?;
                let page = render_html(document, &templates).map_err(trouble::of_template)?;
                Ok(page.into_bytes())
            }
            DocumentFormat::Docx => {
                let templates = self.templates(&DOCX_TEMPLATES)?;
                render_docx(document, self.day(), &templates).map_err(trouble::of_render)
            }
            DocumentFormat::Pdf => self.pdf(document),
        }
    }

    /// Characters that the fonts of PDF files do not have are named on stderr.
    #[cfg(feature = "pdf")]
    fn pdf(&mut self, document: &Outline) -> Result<Vec<u8>> {
        let templates = self.templates(&[Template::DocumentTyp])?;
        let pdf = crate::render::document::render_pdf(document, self.day(), &templates)
            .map_err(trouble::of_render)?;
        for doubt in &pdf.doubts {
            self.warn(&doubt.describe());
        }
        if !pdf.unknown.is_empty() {
            let letters: Vec<String> = pdf.unknown.iter().map(char::to_string).collect();
            let letters = letters.join(" ");
            self.warn(&wording!(
                en: "these characters are missing from the PDF fonts and shown as �: {letters}",
                fi: "PDF-kirjasimista puuttuvat merkit, joiden tilalla on �: {letters}"
            ));
        }
        Ok(pdf.bytes)
    }

    #[cfg(not(feature = "pdf"))]
    #[expect(
        clippy::unused_self,
        reason = "the build with PDF reads the templates with it"
    )]
    fn pdf(&mut self, _document: &Outline) -> Result<Vec<u8>> {
        Err(anyhow::Error::new(Trouble::with_help(
            wording!(en: "this build cannot write PDF", fi: "tämä ohjelma on käännetty ilman PDF-muotoa"),
            Wording::fixed(
                "build with `cargo install --path . --features pdf`, or write `-o FILE.docx` and print it to PDF",
                "käännä se mukaan komennolla `cargo install --path . --features pdf` tai kirjoita `-o TIEDOSTO.docx`, avaa tiedosto ja tulosta se PDF:ksi",
            ),
        )))
    }
}
