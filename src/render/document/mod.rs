//! An answer as a document: its outline kept as blocks, from which every kind of document is made. The
//! texts in it are clean; escaping is the business of each format.

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

use serde::Serialize;

use super::clean::{Keep, clean};
use super::grid::{Grid, GridCell};
use super::outline::{NumberedItem, Outline, Runs, SignatureLine, Told};
use crate::model::TextLang;
use crate::view::{ChangedWords, Row, Segment, Spoken};
use crate::wording::{Lang, Wording};

/// A document from top to bottom.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Document {
    /// Its language.
    pub lang: Lang,
    /// How its sheets lie.
    pub orientation: Orientation,
    /// Its title.
    pub title: Spoken,
    /// What stands below the title.
    pub blocks: Vec<Block>,
}

/// How a sheet of A4 lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Orientation {
    /// Upright.
    Portrait,
    /// On its side.
    Landscape,
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Block {
    /// The heading of a section.
    Heading {
        /// Its words.
        text: String,
    },
    /// Labelled values.
    Facts {
        /// One after the other.
        facts: Vec<Fact>,
    },
    /// A list without an order.
    Items {
        /// One after the other.
        items: Vec<Item>,
    },
    /// A part on a new page.
    Part {
        /// Its title.
        text: String,
    },
    /// The heading of something that a file names.
    Subject {
        /// Its name.
        text: Spoken,
        /// Its level, that of the title being 1: below a section 3, without one 2, so that a voice that
        /// reads the headings finds none missing.
        level: u8,
    },
    /// A text.
    Paragraph {
        /// Its words, each in its language.
        runs: Runs,
    },
    /// A numbered list without a gap.
    Numbered {
        /// The number of its first item.
        start: usize,
        /// One after the other.
        items: Vec<NumberedItem>,
    },
    /// The lines on which the parties sign.
    Signatures {
        /// One for each party.
        lines: Vec<SignatureLine>,
    },
    /// A table.
    Table {
        /// The heads of its columns.
        columns: Vec<ColumnHead>,
        /// Its cells.
        rows: Vec<Vec<TableCell>>,
    },
}

/// A labelled value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// The value.
    pub value: Spoken,
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Item {
    /// Its text.
    pub text: Spoken,
    /// A text below it, with what was removed from it and added to it.
    pub words: Option<ChangedWords>,
}

/// The head of a column.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ColumnHead {
    /// Its words.
    pub text: String,
    /// Whether the cells are counts, which stand flush right.
    pub is_numeric: bool,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TableCell {
    /// Its text.
    pub text: String,
    /// The language of a text from the files; `None` of ids, names, dates and words of the program.
    pub lang: Option<TextLang>,
}

/// An answer as a document.
#[must_use]
pub fn document_of(thing: &impl Told, lang: Lang) -> Document {
    let mut recorder = Recorder {
        lang,
        document: Document {
            lang,
            orientation: Orientation::Portrait,
            title: Spoken {
                text: String::new(),
                lang: TextLang::of(lang),
            },
            blocks: Vec::new(),
        },
    };
    thing.tell(&mut recorder);
    recorder.document
}

/// Keeps an outline as blocks.
struct Recorder {
    lang: Lang,
    document: Document,
}

/// Documents have no bars: a voice would read one cell by cell, and the count beside it says the same.
const ROOM_FOR_BARS: usize = 0;

fn cleaned(text: &str) -> String {
    clean(text, Keep::LinesAndTabs).into_owned()
}

impl Outline for Recorder {
    fn lang(&self) -> Lang {
        self.lang
    }

    fn room(&self) -> usize {
        ROOM_FOR_BARS
    }

    fn title(&mut self, title: &Spoken) {
        self.document.title = cleaned_spoken(title);
    }

    fn heading(&mut self, heading: &Wording) {
        let text = cleaned(heading.get(self.lang));
        self.document.blocks.push(Block::Heading { text });
    }

    fn spoken_fact(&mut self, label: &Wording, value: &Spoken) {
        if value.text.is_empty() {
            return;
        }
        let fact = Fact {
            label: label.get(self.lang).to_owned(),
            value: cleaned_spoken(value),
        };
        match self.document.blocks.last_mut() {
            Some(Block::Facts { facts }) => facts.push(fact),
            _ => self.document.blocks.push(Block::Facts { facts: vec![fact] }),
        }
    }

    fn item(&mut self, text: &Spoken) {
        let item = Item {
            text: cleaned_spoken(text),
            words: None,
        };
        match self.document.blocks.last_mut() {
            Some(Block::Items { items }) => items.push(item),
            _ => self.document.blocks.push(Block::Items { items: vec![item] }),
        }
    }

    fn words(&mut self, words: &ChangedWords) {
        if let Some(Block::Items { items }) = self.document.blocks.last_mut()
            && let Some(item) = items.last_mut()
        {
            item.words = Some(cleaned_words(words));
        }
    }

    fn table<R: Row>(&mut self, heading: &Wording, rows: &[R]) {
        if rows.is_empty() {
            return;
        }
        self.heading(heading);
        let grid = Grid::of_table(rows, self.lang);
        self.document.blocks.push(table(&grid));
    }

    fn part(&mut self, title: &str) {
        let text = cleaned(title);
        self.document.blocks.push(Block::Part { text });
    }

    fn subject(&mut self, name: &Spoken) {
        let is_section = |block: &Block| matches!(block, Block::Heading { .. } | Block::Part { .. });
        let level = if self.document.blocks.iter().any(is_section) {
            3
        } else {
            2
        };
        let text = cleaned_spoken(name);
        self.document.blocks.push(Block::Subject { text, level });
    }

    fn sentence(&mut self, runs: &[Spoken]) {
        let runs = runs.iter().map(cleaned_spoken).collect();
        self.document.blocks.push(Block::Paragraph { runs });
    }

    fn numbered(&mut self, items: &[NumberedItem]) {
        let items = items.iter().map(|item| NumberedItem {
            number: item.number,
            text: cleaned_spoken(&item.text),
            words: item.words.as_ref().map(cleaned_words),
            details: item
                .details
                .iter()
                .map(|runs| runs.iter().map(cleaned_spoken).collect())
                .collect(),
        });
        let items: Vec<NumberedItem> = items.collect();
        for run in items.chunk_by(|one, next| next.number == one.number + 1) {
            self.document.blocks.push(Block::Numbered {
                start: run[0].number,
                items: run.to_vec(),
            });
        }
    }

    fn signatures(&mut self, lines: &[SignatureLine]) {
        let lines = lines.iter().map(|line| SignatureLine {
            name: cleaned(&line.name),
            signed: line.signed.as_deref().map(cleaned),
        });
        let lines = lines.collect();
        self.document.blocks.push(Block::Signatures { lines });
    }
}

fn cleaned_spoken(spoken: &Spoken) -> Spoken {
    Spoken {
        text: cleaned(&spoken.text),
        lang: spoken.lang,
    }
}

fn cleaned_words(words: &ChangedWords) -> ChangedWords {
    let clean = |segment: &Segment| Segment {
        text: cleaned(&segment.text),
        kind: segment.kind,
    };
    ChangedWords {
        segments: words.segments.iter().map(clean).collect(),
        lang: words.lang,
    }
}

fn table(grid: &Grid) -> Block {
    let columns = grid.columns.iter().map(|column| ColumnHead {
        text: column.text.clone(),
        is_numeric: column.is_numeric,
    });
    let cell = |cell: &GridCell| TableCell {
        text: cell.text.clone(),
        lang: cell.lang,
    };
    let cells = |row: &Vec<GridCell>| row.iter().map(cell).collect();
    Block::Table {
        columns: columns.collect(),
        rows: grid.rows.iter().map(cells).collect(),
    }
}
