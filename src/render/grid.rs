//! An answer as a grid of clean texts in one language: what the formats for people have in common.

use std::borrow::Cow;

use super::clean::{Keep, clean};
use crate::model::TextLang;
use crate::view::{Cell, Column, Row, Shown, Tone};
use crate::wording::{Lang, Wording};

/// The columns that a table shows, and their cells.
pub(super) struct Grid {
    pub(super) columns: Vec<Heading>,
    pub(super) rows: Vec<Vec<GridCell>>,
}

/// The head of a column.
pub(super) struct Heading {
    pub(super) text: String,
    /// Whether the column holds nothing but counts, which stand flush right.
    pub(super) is_numeric: bool,
    /// Whether the column holds only words of the program, dates and counts: short words that a
    /// reader knows, and that are not to be broken.
    pub(super) keeps_words: bool,
    /// Whether the texts of the column are never broken.
    pub(super) is_whole: bool,
}

/// One cell; its text may have several lines.
pub(super) struct GridCell {
    pub(super) text: String,
    /// The language of the text, where it came from the files in one.
    pub(super) lang: Option<TextLang>,
    pub(super) tone: Option<Tone>,
}

impl Grid {
    /// The cells of `rows` in the columns of a table. A column without any value is left out, unless
    /// nothing would be left.
    pub(super) fn of_table<R: Row>(rows: &[R], lang: Lang) -> Self {
        let mut columns: Vec<(&Column<R>, Vec<Cell>)> = R::COLUMNS
            .iter()
            .filter(|column| column.shown.in_table())
            .map(|column| (column, rows.iter().map(column.cell).collect()))
            .filter(|(column, cells): &(_, Vec<Cell>)| tells_rows_apart(column.shown, cells))
            .collect();
        let has_value = |cells: &[Cell]| cells.iter().any(|cell| !is_empty(cell));
        if columns.iter().any(|(_, cells)| has_value(cells)) {
            columns.retain(|(_, cells)| has_value(cells));
        }
        Self::of_columns(&columns, rows.len(), lang)
    }

    fn of_columns<R>(columns: &[(&Column<R>, Vec<Cell>)], n_rows: usize, lang: Lang) -> Self {
        let heading = |(column, cells): &(&Column<R>, Vec<Cell>)| Heading {
            text: column.heading.get(lang).to_owned(),
            is_numeric: !cells.is_empty()
                && cells
                    .iter()
                    .all(|cell| matches!(cell, Cell::Number(_) | Cell::Empty)),
            is_whole: column.is_whole,
            keeps_words: cells
                .iter()
                .all(|cell| !matches!(cell, Cell::Text(_) | Cell::Spoken(_) | Cell::List(_))),
        };
        let row = |at: usize| {
            columns
                .iter()
                .map(|(_, cells)| GridCell::of(&cells[at], lang))
                .collect()
        };
        Self {
            columns: columns.iter().map(heading).collect(),
            rows: (0..n_rows).map(row).collect(),
        }
    }

    /// Cells whose columns are only known at run time.
    pub(super) fn of_cells(columns: &[String], rows: &[Vec<Cell>], lang: Lang) -> Self {
        let is_count = |cell: &Cell| matches!(cell, Cell::Number(_) | Cell::Empty);
        let heading = |(at, name): (usize, &String)| Heading {
            text: clean(name, Keep::Nothing).into_owned(),
            is_numeric: !rows.is_empty() && rows.iter().all(|row| is_count(&row[at])),
            keeps_words: false,
            is_whole: false,
        };
        let row = |row: &Vec<Cell>| row.iter().map(|cell| GridCell::of(cell, lang)).collect();
        Self {
            columns: columns.iter().enumerate().map(heading).collect(),
            rows: rows.iter().map(row).collect(),
        }
    }

    /// The texts of one column, its heading first.
    pub(super) fn texts_of(&self, column: usize) -> impl Iterator<Item = &str> {
        let cells = self.rows.iter().map(move |row| row[column].text.as_str());
        std::iter::once(self.columns[column].text.as_str()).chain(cells)
    }
}

impl GridCell {
    fn of(cell: &Cell, lang: Lang) -> Self {
        let tone = match cell {
            Cell::State(_, tone) => Some(*tone),
            _ => None,
        };
        let spoken = match cell {
            Cell::Spoken(spoken) => Some(spoken.lang),
            _ => None,
        };
        let text = clean(&cell_text(cell, lang), Keep::LinesAndTabs).into_owned();
        Self {
            text,
            lang: spoken,
            tone,
        }
    }
}

/// What all rows say alike in columns that only tell rows apart: the headings and the values.
pub(super) fn same_in_all<R: Row>(
    rows: &[R],
    lang: Lang,
) -> impl Iterator<Item = (&'static Wording, String)> {
    let columns = R::COLUMNS
        .iter()
        .filter(|column| column.shown == Shown::WhereRowsDiffer);
    columns.filter_map(move |column| {
        let first = (column.cell)(rows.first()?);
        let is_same = rows.iter().all(|row| (column.cell)(row) == first);
        let text = clean(&cell_text(&first, lang), Keep::Nothing).into_owned();
        (is_same && !text.is_empty()).then_some((&column.heading, text))
    })
}

/// Whether a column is to be in a table at all: some are only of use where rows differ in them.
fn tells_rows_apart(shown: Shown, cells: &[Cell]) -> bool {
    shown != Shown::WhereRowsDiffer || cells.windows(2).any(|pair| pair[0] != pair[1])
}

/// The cell's text in `lang`, as it came from the files.
pub(super) fn cell_text(cell: &Cell, lang: Lang) -> Cow<'_, str> {
    match cell {
        Cell::Empty => Cow::Borrowed(""),
        Cell::Text(text) => Cow::Borrowed(text),
        Cell::Spoken(spoken) => Cow::Borrowed(&spoken.text),
        Cell::Word(word) | Cell::State(word, _) => Cow::Borrowed(word.get(lang)),
        Cell::Number(number) => Cow::Owned(number.to_string()),
        Cell::Decimal(number) => Cow::Owned(number.to_string()),
        Cell::Date(date) => Cow::Owned(date.display(lang)),
        Cell::List(texts) => Cow::Owned(texts.join(", ")),
    }
}

fn is_empty(cell: &Cell) -> bool {
    match cell {
        Cell::Empty => true,
        Cell::Text(text) => text.is_empty(),
        Cell::Spoken(spoken) => spoken.text.is_empty(),
        Cell::List(texts) => texts.is_empty(),
        Cell::Word(_) | Cell::State(..) | Cell::Number(_) | Cell::Decimal(_) | Cell::Date(_) => false,
    }
}
