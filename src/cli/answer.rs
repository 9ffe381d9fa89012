//! Answers on their way out: rows, one thing, or the sentences of an outcome, each in the format that
//! was asked for.

use anyhow::Result;

use super::as_document::DocumentFormat;
use super::context::{Context, Exit};
use super::global::Format;
use crate::render::document::{document_of, document_of_rows};
use crate::render::json::{render_json, render_jsonl};
use crate::render::sheet::{document_of_sheet, render_sheet};
use crate::render::table::Look;
use crate::render::{self, RowFormat, Told};
use crate::view::{Row, SqlTable};
use crate::wording::Wording;

/// What becomes of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowsAs {
    /// Rows.
    Rows(RowFormat),
    /// A document of one table.
    Document(DocumentFormat),
}

impl Context<'_> {
    /// Hands over rows in the format asked for; an empty answer is a sentence on stderr beside it.
    pub(super) fn answer<R: Row>(&mut self, rows: &[R], when_empty: &Wording) -> Result<Exit> {
        self.answer_as(rows, when_empty, |look| render::table::render_table(rows, look))
    }

    /// Hands over rows for which `table` makes the text for a terminal.
    pub(super) fn answer_as<R: Row>(
        &mut self,
        rows: &[R],
        when_empty: &Wording,
        table: impl FnOnce(&Look) -> String,
    ) -> Result<Exit> {
        let bytes = self.made_of_rows(rows, table)?;
        self.deliver_rows(&bytes, rows.len(), when_empty)
    }

    /// Makes an answer and hands it over to nobody: a template that cannot tell what a command will
    /// have written is refused before anything is.
    pub(super) fn rehearse<R: Row>(&mut self, rows: &[R]) -> Result<()> {
        self.made_of_rows(rows, |_| String::new()).map(|_| ())
    }

    fn made_of_rows<R: Row>(&mut self, rows: &[R], table: impl FnOnce(&Look) -> String) -> Result<Vec<u8>> {
        match self.rows_as()? {
            RowsAs::Rows(format) => Ok(render::render_rows(rows, format, &self.look(), table)?),
            RowsAs::Document(format) => self.document(&document_of_rows(rows, self.lang), format),
        }
    }

    /// Hands over the answer to a query that somebody wrote.
    pub(super) fn answer_sheet(&mut self, sheet: &SqlTable, when_empty: &Wording) -> Result<Exit> {
        let bytes = match self.rows_as()? {
            RowsAs::Rows(format) => render_sheet(sheet, format, &self.look())?,
            RowsAs::Document(format) => self.document(&document_of_sheet(sheet, self.lang), format)?,
        };
        self.deliver_rows(&bytes, sheet.rows.len(), when_empty)
    }

    /// The format in which rows are handed over; a command that writes files asks before it does so.
    pub(super) fn rows_as(&self) -> Result<RowsAs> {
        let format = self.format(Format::Table, &Format::OF_ROWS)?;
        if let Some(document) = DocumentFormat::of(format) {
            return Ok(RowsAs::Document(document));
        }
        Ok(RowsAs::Rows(match format {
            Format::Json => RowFormat::Json,
            Format::Jsonl => RowFormat::Jsonl,
            Format::Csv => RowFormat::Csv,
            Format::Markdown => RowFormat::Markdown,
            Format::Xlsx => RowFormat::Xlsx { made_on: self.day() },
            _ => RowFormat::Table,
        }))
    }

    /// Hands over rows that have been written; an empty answer is a sentence on stderr beside it.
    pub(super) fn deliver_rows(&mut self, bytes: &[u8], n_rows: usize, when_empty: &Wording) -> Result<Exit> {
        if n_rows == 0 {
            self.note(when_empty);
        }
        self.deliver(bytes)
    }

    /// Hands over one thing: as JSON, or as the page or document that it tells.
    pub(super) fn answer_one<T: Told>(&mut self, thing: &T) -> Result<Exit> {
        let known = [
            Format::Table,
            Format::Json,
            Format::Jsonl,
            Format::Markdown,
            Format::Html,
            Format::Docx,
            Format::Pdf,
        ];
        let format = self.format(Format::Table, &known)?;
        let mut bytes = Vec::new();
        match format {
            Format::Json => render_json(thing, &mut bytes)?,
            Format::Jsonl => render_jsonl(std::slice::from_ref(thing), &mut bytes)?,
            Format::Markdown => bytes = render::render_markdown_page(thing, self.lang).into_bytes(),
            other => {
                bytes = match DocumentFormat::of(other) {
                    Some(format) => self.document(&document_of(thing, self.lang), format)?,
                    None => render::render_page(thing, &self.look()).into_bytes(),
                }
            }
        }
        self.deliver(&bytes)
    }

    /// Hands over an outcome: as JSON, or as a few sentences.
    pub(super) fn answer_sentences<T: serde::Serialize>(
        &mut self,
        thing: &T,
        sentences: String,
    ) -> Result<Exit> {
        let known = [Format::Table, Format::Json, Format::Jsonl, Format::Markdown];
        let mut bytes = Vec::new();
        match self.format(Format::Table, &known)? {
            Format::Json => render_json(thing, &mut bytes)?,
            Format::Jsonl => render_jsonl(std::slice::from_ref(thing), &mut bytes)?,
            _ => bytes = sentences.into_bytes(),
        }
        self.deliver(&bytes)
    }
}
