//! Answers on their way out: rows, one thing, or the sentences of an outcome, each in the format that
//! was requested.

use std::io;

use anyhow::Result;

use super::as_document::DocumentFormat;
use super::context::{Context, Exit};
use super::global::Format;
use super::output;
use super::trouble::Trouble;
use crate::render::document::{Question, document_of, document_of_rows};
use crate::render::json::{render_json, render_jsonl};
use crate::render::phrase::{self, Noun};
use crate::render::sheet::{document_of_sheet, render_sheet};
use crate::render::table::{Drawn, LeftOut, Look, render_table};
use crate::render::{self, Beside, Described, RowFormat};
use crate::view::{Columns, Row, SqlTable};
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
    /// Hands over rows in the format requested; an empty answer is a sentence on stderr beside it.
    pub(super) fn answer<R: Row>(&mut self, rows: &[R], when_empty: &Wording) -> Result<Exit> {
        self.answer_as(rows, when_empty, |columns, look| {
            render_table(rows, columns, look)
        })
    }

    /// Hands over rows for which `table` makes the text for a terminal, with the columns that were asked for.
    pub(super) fn answer_as<R: Row>(
        &mut self,
        rows: &[R],
        when_empty: &Wording,
        table: impl FnOnce(&Columns<R>, &Look) -> Drawn,
    ) -> Result<Exit> {
        let counted = (rows.len(), phrase::ROWS);
        let rows_as = self.rows_as()?;
        let columns = self.columns(rows_as)?;
        match rows_as {
            RowsAs::Rows(format) => {
                refuse_too_many(format, rows.len())?;
                let look = self.look();
                self.deliver_written(Format::Table, counted, when_empty, |out| {
                    let table = |look: &Look| table(&columns, look);
                    render::render_rows(rows, &columns, (format, &look), table, out)
                })
            }
            RowsAs::Document(format) => {
                let document = document_of_rows(rows, &columns, &self.question(), self.lang);
                let bytes = self.document(&document, format)?;
                self.deliver_rows(&bytes, counted, when_empty)
            }
        }
    }

    /// Makes an answer and hands it over to no one: a template that cannot say what a command will
    /// have written is refused before anything is.
    pub(super) fn rehearse<R: Row>(&mut self, rows: &[R]) -> Result<()> {
        let rows_as = self.rows_as()?;
        let columns = self.columns(rows_as)?;
        match rows_as {
            RowsAs::Rows(format) => {
                let (look, table) = (self.look(), |_: &Look| Drawn::default());
                refuse_too_many(format, rows.len())?;
                render::render_rows(rows, &columns, (format, &look), table, &mut io::sink())?;
            }
            RowsAs::Document(format) => {
                let document = document_of_rows(rows, &columns, &self.question(), self.lang);
                self.document(&document, format)?;
            }
        }
        Ok(())
    }

    /// What was asked, for the paper of the answer.
    fn question(&self) -> Question {
        let args: Vec<String> = self
            .world
            .args
            .iter()
            .map(|arg| arg.to_string_lossy().into_owned())
            .collect();
        Question {
            as_of: self.day(),
            typed: as_asked(args.get(1..).unwrap_or_default()),
        }
    }

    /// Hands over the answer to a query that somebody wrote.
    pub(super) fn answer_sheet(&mut self, sheet: &SqlTable, when_empty: &Wording) -> Result<Exit> {
        let rows_as = self.rows_as()?;
        let chosen = self.columns_of_sheet(sheet)?;
        let sheet = chosen.as_ref().unwrap_or(sheet);
        let made = match rows_as {
            RowsAs::Rows(format) => {
                refuse_too_many(format, sheet.rows.len())?;
                render_sheet(sheet, format, &self.look())?
            }
            RowsAs::Document(format) => {
                let document = document_of_sheet(sheet, &self.question(), self.lang);
                self.document(&document, format)?.into()
            }
        };
        self.warn_of(&made.beside.losses);
        self.deliver_rows(&made.bytes, (sheet.rows.len(), phrase::ROWS), when_empty)
    }

    fn warn_of(&mut self, losses: &[Wording]) {
        for loss in losses {
            self.warn(loss);
        }
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

    /// Whether the answer is for people to read apart from the terminal: a document, or Markdown.
    pub(super) fn is_paper(&self) -> Result<bool> {
        Ok(matches!(
            self.rows_as()?,
            RowsAs::Document(_) | RowsAs::Rows(RowFormat::Markdown)
        ))
    }

    /// Hands over rows as they are written, where nothing has to be known of all of them before.
    pub(super) fn deliver_written(
        &mut self,
        usual: Format,
        (n_rows, noun): (usize, Noun),
        when_empty: &Wording,
        write: impl FnOnce(&mut dyn io::Write) -> io::Result<Beside>,
    ) -> Result<Exit> {
        if self.goes_through(usual) {
            if n_rows == 0 {
                self.note(when_empty);
            }
            return self.pass_through(|out| write(out).map(|_| ()));
        }
        let mut bytes = Vec::new();
        let beside = write(&mut bytes)?;
        self.warn_of(&beside.losses);
        let exit = self.deliver_rows(&bytes, (n_rows, noun), when_empty)?;
        self.note_left_out(&beside.left_out);
        Ok(exit)
    }

    /// Hands over rows that have been written; an empty answer is a sentence on stderr beside it.
    pub(super) fn deliver_rows(
        &mut self,
        bytes: &[u8],
        (n_rows, noun): (usize, Noun),
        when_empty: &Wording,
    ) -> Result<Exit> {
        if n_rows == 0 {
            self.note(when_empty);
        }
        self.deliver_counted(bytes, Some(&phrase::counted(n_rows, noun)))
    }

    /// Hands over one thing: as JSON, or as the page or document that it says.
    pub(super) fn answer_one<T: Described>(&mut self, thing: &T) -> Result<Exit> {
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
        let mut left_out = LeftOut::default();
        match format {
            Format::Json => render_json(thing, &mut bytes)?,
            Format::Jsonl => render_jsonl(std::slice::from_ref(thing), &mut bytes)?,
            Format::Markdown => bytes = render::render_markdown_page(thing, self.lang).into_bytes(),
            other => {
                bytes = match DocumentFormat::of(other) {
                    Some(format) => self.document(&document_of(thing, self.lang), format)?,
                    None => {
                        let drawn = render::render_page(thing, &self.look());
                        left_out = drawn.left_out;
                        drawn.text.into_bytes()
                    }
                }
            }
        }
        let exit = self.deliver(&bytes)?;
        self.note_left_out(&left_out);
        Ok(exit)
    }

    /// A command that does nothing but write files would pass over the options of answers in silence.
    pub(super) fn refuse_answer(&self) -> Result<()> {
        if self.global.format.is_some() || self.global.output.is_some() {
            return Err(output::no_answer());
        }
        self.refuse_columns()
    }

    /// The format in which an outcome is handed over; a command that writes something asks before it does so.
    pub(super) fn sentences_as(&self) -> Result<Format> {
        let known = [Format::Table, Format::Json, Format::Jsonl, Format::Markdown];
        self.format(Format::Table, &known)
    }

    /// Hands over an outcome: as JSON, or as a few sentences.
    pub(super) fn answer_sentences<T: serde::Serialize>(
        &mut self,
        thing: &T,
        sentences: String,
    ) -> Result<Exit> {
        let mut bytes = Vec::new();
        match self.sentences_as()? {
            Format::Json => render_json(thing, &mut bytes)?,
            Format::Jsonl => render_jsonl(std::slice::from_ref(thing), &mut bytes)?,
            _ => bytes = sentences.into_bytes(),
        }
        self.deliver(&bytes)
    }
}

/// An answer that its format cannot hold is not handed over in part.
fn refuse_too_many(format: RowFormat, n_rows: usize) -> Result<()> {
    let Some(refusal) = format.refusal(n_rows) else {
        return Ok(());
    };
    let help = Wording::fixed(
        "csv and json hold any number of rows: -o FILE.csv",
        "csv- ja json-muotoon mahtuu rivejä rajatta: -o TIEDOSTO.csv",
    );
    Err(anyhow::Error::new(Trouble::with_help(refusal, help)))
}

/// Options that say how and where to an answer is written, or the day, which is shown beside it.
const ASIDE: [&str; 9] = [
    "-o",
    "--output",
    "--format",
    "--columns",
    "--color",
    "--dir",
    "--db",
    "--lang",
    "--as-of",
];

/// Whether a word represents itself and says only how an answer is written: `-q`, `-oFILE`.
fn is_aside(arg: &str) -> bool {
    let is_output = arg.starts_with("-o") && !arg.starts_with("--");
    is_output || matches!(arg, "-q" | "--quiet" | "--no-load" | "--wide" | "--no-pager")
}

/// The command without what only says how its answer is written.
fn as_asked(args: &[String]) -> String {
    let mut kept = vec!["kumppani"];
    let mut args = args.iter().map(String::as_str);
    while let Some(arg) = args.next() {
        let (name, value) = arg
            .split_once('=')
            .map_or((arg, None), |(name, value)| (name, Some(value)));
        if ASIDE.contains(&name) {
            if value.is_none() {
                args.next();
            }
        } else if !is_aside(arg) {
            kept.push(arg);
        }
    }
    kept.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_shows_what_was_asked_and_not_where_it_was_written() {
        for (typed, expected) in [
            (
                "signatories --region Itä -o a.docx",
                "kumppani signatories --region Itä",
            ),
            (
                "--dir=x --lang fi duties --group=g --format pdf -q",
                "kumppani duties --group=g",
            ),
            (
                "agreements --as-of 1.5.2015 -oa.pdf --status draft",
                "kumppani agreements --status draft",
            ),
            ("agreements --output", "kumppani agreements"),
        ] {
            let typed: Vec<String> = typed.split(' ').map(str::to_owned).collect();
            assert_eq!(as_asked(&typed), expected);
        }
    }
}
