//! Answers and findings as text: one file for each output format. Pure functions from data to text
//! or bytes; nothing here prints, or reads the environment, the terminal or the clock.

mod agreement_document;
mod block;
mod board;
mod clean;
pub mod continuation;
pub mod csv;
pub mod diagnostics;
mod diff;
pub mod document;
pub mod duties;
pub mod eml;
pub mod empty_list;
mod grid;
mod group;
pub mod ics;
pub mod json;
pub mod letter;
pub mod markdown;
mod markdown_page;
mod outline;
mod page;
pub mod phrase;
mod prose;
mod provisions;
mod seat;
pub mod sheet;
mod show;
pub mod site;
mod span;
mod supposition;
pub mod table;
pub mod templates;
pub mod workbook;
mod wrap;
mod xlsx;

#[cfg(test)]
mod read_back;
#[cfg(test)]
mod testing;

pub use block::{
    Block, Fact, Figure, Item, Orientation, Outline, Part, Share, SignatureCaptions, SignatureLine, Tile,
};
pub use clean::{Keep, clean};
pub use grid::{Grid, GridCell, Heading};
pub use group::{DutyFacts, GroupFacts};
pub use outline::{Described, outline_of};
pub use provisions::{PURPOSE_ANCHOR, is_text_anchor, provision_anchor};
pub use seat::positions_of;
pub use span::{Link, Runs, Span};

use std::io;

use chrono::NaiveDate;

use crate::view::{Columns, Row};
use crate::wording;
use crate::wording::{Lang, Wording};
use table::{Drawn, LeftOut, Look};

/// The formats in which every list of rows is written, beside those of documents
/// ([`document::document_of_rows`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowFormat {
    /// For a terminal.
    Table,
    /// An array of objects.
    Json,
    /// One object a line.
    Jsonl,
    /// For spreadsheets.
    Csv,
    /// A pipe table.
    Markdown,
    /// A workbook.
    Xlsx {
        /// The day that it says it was made on.
        made_on: NaiveDate,
    },
}

/// An answer in a format.
#[derive(Clone, Debug, Default)]
pub struct Rendered {
    /// The file's bytes, or the text.
    pub bytes: Vec<u8>,
    /// What is to be said beside it.
    pub beside: Beside,
}

/// What is to be said beside an answer.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    /// What the format could not hold.
    pub losses: Vec<Wording>,
    /// The columns for which a table has no room.
    pub left_out: LeftOut,
}

impl From<Drawn> for Rendered {
    fn from(drawn: Drawn) -> Self {
        Self {
            bytes: drawn.text.into_bytes(),
            beside: drawn.left_out.into(),
        }
    }
}

impl From<LeftOut> for Beside {
    fn from(left_out: LeftOut) -> Self {
        Self {
            losses: Vec::new(),
            left_out,
        }
    }
}

impl From<Vec<u8>> for Rendered {
    fn from(bytes: Vec<u8>) -> Self {
        Self {
            bytes,
            beside: Beside::default(),
        }
    }
}

impl RowFormat {
    /// Why the format cannot hold so many rows.
    #[must_use]
    pub fn refusal(self, n_rows: usize) -> Option<Wording> {
        let most = xlsx::MOST_ROWS;
        let is_too_long = matches!(self, Self::Xlsx { .. }) && n_rows > most;
        is_too_long.then(|| {
            wording!(
                en: "a workbook holds at most {most} rows below the headings, but the answer has {n_rows}",
                fi: "työkirjaan mahtuu otsikoiden alle enintään {most} riviä, mutta vastauksessa niitä on {n_rows}"
            )
        })
    }
}

/// Writes rows in a format; `table` makes the text for a terminal, which may be more than a table. What is
/// returned is to be said beside the answer.
///
/// # Errors
/// When `out` takes no more.
pub fn render_rows<R: Row>(
    rows: &[R],
    columns: &Columns<R>,
    (format, look): (RowFormat, &Look),
    table: impl FnOnce(&Look) -> Drawn,
    out: &mut dyn io::Write,
) -> io::Result<Beside> {
    match format {
        RowFormat::Json => json::render_json(rows, out)?,
        RowFormat::Jsonl => json::render_jsonl(rows, out)?,
        RowFormat::Csv => csv::render_csv(rows, columns, look.lang, out)?,
        RowFormat::Markdown => {
            out.write_all(markdown::render_markdown(rows, columns, look.lang).as_bytes())?;
        }
        RowFormat::Xlsx { made_on } => {
            let title = R::TITLE;
            let sheet = xlsx::sheet_of(rows, columns, &title, look.lang);
            let made = xlsx::render_xlsx(&sheet, made_on, look.lang)?;
            out.write_all(&made.bytes)?;
            return Ok(made.beside);
        }
        // An empty table is no answer; the caller has a sentence for it.
        RowFormat::Table if rows.is_empty() => {}
        RowFormat::Table => {
            let drawn = table(look);
            out.write_all(drawn.text.as_bytes())?;
            return Ok(drawn.left_out.into());
        }
    }
    Ok(Beside::default())
}

/// An answer for a terminal.
#[must_use]
pub fn render_page(thing: &impl Described, look: &Look) -> Drawn {
    page::page_of(&outline_of(thing, look.lang), look)
}

/// An answer as Markdown.
#[must_use]
pub fn render_markdown_page(thing: &impl Described, lang: Lang) -> String {
    markdown_page::markdown_page_of(&outline_of(thing, lang))
}

/// Whether escape sequences for colours may be written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colour {
    /// Plain text.
    #[default]
    Never,
    /// Text with colours; the words alone say the same.
    Always,
}
