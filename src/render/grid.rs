//! An answer as a grid of clean texts in one language: what the formats for people have in common.

use std::borrow::Cow;

use rayon::prelude::*;
use serde::Serialize;

use super::clean::{Keep, clean};
use super::span::{Runs, plain};
use crate::model::{TextLang, whole_clusters};
use crate::view::{Cell, Column, Columns, Fitting, Row, Shown, Tone};
use crate::wording::{Lang, Wording};

/// The columns that a table shows, and their cells.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Grid {
    /// The heads.
    pub columns: Vec<Heading>,
    pub rows: Vec<Vec<GridCell>>,
}

/// The head of a column.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Heading {
    pub text: String,
    /// Whether the column holds nothing but counts, which are flush right.
    pub(super) is_numeric: bool,
    /// Whether the column holds only words of the program, dates and counts: short words that a
    /// reader knows, and that are not to be broken.
    #[serde(skip)]
    pub(super) keeps_words: bool,
    /// How the column shares the width of a table.
    #[serde(skip)]
    pub(super) fitting: Fitting,
}

/// One cell; its text may have several lines.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GridCell {
    pub text: String,
    /// The language of the text, where it came from the files in one; `None` of ids, names, dates and words of
    /// the program.
    pub(super) lang: Option<TextLang>,
    #[serde(skip)]
    pub(super) tone: Option<Tone>,
    /// The same text as the texts of which it consists, where each has its own language or link; else empty.
    pub runs: Runs,
}

impl Grid {
    /// The cells of `rows` in the columns of a table.
    pub(super) fn of_table<R: Row>(rows: &[R], columns: &Columns<R>, lang: Lang) -> Self {
        let made = MadeCells::of(rows, columns, lang);
        let row = |row| (0..made.headings.len()).map(move |column| (row, column));
        Self {
            rows: (0..rows.len())
                .map(|at| row(at).map(|(row, column)| made.make(row, column)).collect())
                .collect(),
            columns: made.headings,
        }
    }

    /// Cells whose columns are only known at run time.
    pub(super) fn of_cells(columns: &[String], rows: &[Vec<Cell>], lang: Lang) -> Self {
        let heading = |(at, name): (usize, &String)| Heading {
            text: clean(name, Keep::Nothing).into_owned(),
            is_numeric: !rows.is_empty() && rows.iter().all(|row| is_count(&row[at])),
            keeps_words: false,
            fitting: Fitting::default(),
        };
        let row = |row: &Vec<Cell>| row.iter().map(|cell| GridCell::of(cell, lang)).collect();
        Self {
            columns: columns.iter().enumerate().map(heading).collect(),
            rows: rows.iter().map(row).collect(),
        }
    }

    /// Cells of texts that have each its own language and link.
    #[must_use]
    pub fn of_runs(columns: Vec<String>, rows: Vec<Vec<Runs>>) -> Self {
        let heading = |text| Heading {
            text,
            is_numeric: false,
            keeps_words: false,
            fitting: Fitting::default(),
        };
        let cell = |runs: Runs| GridCell {
            text: plain(&runs),
            lang: None,
            tone: None,
            runs,
        };
        let cells = |row: Vec<Runs>| row.into_iter().map(cell).collect();
        Self {
            columns: columns.into_iter().map(heading).collect(),
            rows: rows.into_iter().map(cells).collect(),
        }
    }

    /// The texts of one column, its heading first.
    pub(super) fn texts_of(&self, column: usize) -> impl Iterator<Item = &str> {
        let cells = self.rows.iter().map(move |row| row[column].text.as_str());
        std::iter::once(self.columns[column].text.as_str()).chain(cells)
    }
}

/// Cells in columns, wherever they are.
pub(super) trait Cells: Sync {
    /// The heads of the columns.
    fn headings(&self) -> &[Heading];

    /// How many rows there are.
    fn n_rows(&self) -> usize;

    /// The cell in a row and a column.
    fn cell(&self, row: usize, column: usize) -> Cow<'_, GridCell>;

    /// What a measure reports the texts of each column, the heading first.
    fn measured<T: Send>(
        &self,
        measure: impl Fn(usize, &mut dyn Iterator<Item = Cow<'_, str>>) -> T + Sync,
    ) -> Vec<T> {
        let of_column = |column: usize| {
            let heading = Cow::Borrowed(self.headings()[column].text.as_str());
            let texts = (0..self.n_rows()).map(|row| match self.cell(row, column) {
                Cow::Borrowed(cell) => Cow::Borrowed(cell.text.as_str()),
                Cow::Owned(cell) => Cow::Owned(cell.text),
            });
            measure(column, &mut std::iter::once(heading).chain(texts))
        };
        (0..self.headings().len())
            .into_par_iter()
            .map(of_column)
            .collect()
    }

    /// Whether with columns of these widths most of the table would be spaces: one long text among many short
    /// ones makes every row as long.
    fn is_mostly_space(&self, widths: &[usize]) -> bool {
        let length: usize = widths.iter().map(|width| width + 1).sum();
        let n_columns = self.headings().len();
        let length_of_table = length.saturating_mul(self.n_rows());
        let mut allowed = SPACES_OF_ANY;
        !(0..self.n_rows()).any(|row| {
            let texts = (0..n_columns).map(|column| self.cell(row, column).text.len() + 1);
            allowed += SPACES_OF_BYTE * texts.sum::<usize>();
            length_of_table <= allowed
        }) && length_of_table > allowed
    }
}

impl Cells for Grid {
    fn headings(&self) -> &[Heading] {
        &self.columns
    }

    fn n_rows(&self) -> usize {
        self.rows.len()
    }

    fn cell(&self, row: usize, column: usize) -> Cow<'_, GridCell> {
        Cow::Borrowed(&self.rows[row][column])
    }
}

/// The cells of rows, made as they are requested: a list may be too long to keep them all.
pub(super) struct MadeCells<'r, R: Row> {
    headings: Vec<Heading>,
    columns: Vec<&'static Column<R>>,
    rows: &'r [R],
    lang: Lang,
}

impl<'r, R: Row> MadeCells<'r, R> {
    /// The cells in the columns of a table: the named ones, all of which stay, else those of tables that have any value.
    pub(super) fn of(rows: &'r [R], columns: &Columns<R>, lang: Lang) -> Self {
        let cells = |column: &Column<R>| rows.iter().map(column.cell);
        let is_named = columns.chosen().is_some();
        let columns = match columns.chosen() {
            Some(chosen) => chosen.to_vec(),
            None => columns_of_table(rows),
        };
        let heading = |column: &&'static Column<R>| Heading {
            text: column.heading.get(lang).to_owned(),
            is_numeric: !rows.is_empty() && cells(column).all(|cell| is_count(&cell)),
            fitting: Fitting {
                drops: column.fitting.drops.filter(|_| !is_named),
                ..column.fitting
            },
            keeps_words: cells(column)
                .all(|cell| !matches!(cell, Cell::Text(_) | Cell::Spoken(_) | Cell::List(_))),
        };
        Self {
            headings: columns.iter().map(heading).collect(),
            columns,
            rows,
            lang,
        }
    }

    fn make(&self, row: usize, column: usize) -> GridCell {
        GridCell::of(&(self.columns[column].cell)(&self.rows[row]), self.lang)
    }
}

impl<R: Row> Cells for MadeCells<'_, R> {
    fn headings(&self) -> &[Heading] {
        &self.headings
    }

    fn n_rows(&self) -> usize {
        self.rows.len()
    }

    fn cell(&self, row: usize, column: usize) -> Cow<'_, GridCell> {
        Cow::Owned(self.make(row, column))
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
        let text = clean(&shortened(cell_text(cell, lang)), Keep::LinesAndTabs).into_owned();
        Self {
            text,
            lang: spoken,
            tone,
            runs: Runs::new(),
        }
    }
}

/// The longest text of a cell for people, in bytes. Longer ones lose their end, which csv and json have.
const LONGEST_TEXT: usize = 16 * 1024;

fn shortened(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.len() <= LONGEST_TEXT {
        return text;
    }
    let (kept, left_out) = text.split_at(whole_clusters(&text, LONGEST_TEXT));
    let n_more = left_out.chars().count();
    Cow::Owned(format!("{kept}… (+{n_more})"))
}

/// A table may have so many spaces for every byte of its texts, and [`SPACES_OF_ANY`] beside.
const SPACES_OF_BYTE: usize = 8;
const SPACES_OF_ANY: usize = 1024 * 1024;

/// The columns of tables that have any value, or all of them where none has.
fn columns_of_table<R: Row>(rows: &[R]) -> Vec<&'static Column<R>> {
    let cells = |column: &Column<R>| rows.iter().map(column.cell);
    let mut columns: Vec<&'static Column<R>> = R::COLUMNS
        .iter()
        .filter(|column| column.shown.in_table() && distinguishes_rows(column.shown, cells(column)))
        .collect();
    let has_value = |column: &&'static Column<R>| cells(column).any(|cell| !is_empty(&cell));
    if columns.iter().any(has_value) {
        columns.retain(has_value);
    }
    columns
}

/// What all rows say alike in columns that only distinguish rows, unless they are named: the headings and the values.
pub(super) fn same_in_all<R: Row>(
    rows: &[R],
    named: &Columns<R>,
    lang: Lang,
) -> impl Iterator<Item = (&'static Wording, String)> {
    let columns = R::COLUMNS
        .iter()
        .filter(|column| column.shown == Shown::WhereRowsDiffer && !named.names(column));
    columns.filter_map(move |column| {
        let first = (column.cell)(rows.first()?);
        let is_same = rows.iter().all(|row| (column.cell)(row) == first);
        let text = clean(&cell_text(&first, lang), Keep::Nothing).into_owned();
        (is_same && !text.is_empty()).then_some((&column.heading, text))
    })
}

/// Whether a column is to be in a table at all: some are only of use where rows differ in them.
fn distinguishes_rows(shown: Shown, mut cells: impl Iterator<Item = Cell>) -> bool {
    let first = cells.next();
    shown != Shown::WhereRowsDiffer || cells.any(|cell| first.as_ref() != Some(&cell))
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

fn is_count(cell: &Cell) -> bool {
    matches!(cell, Cell::Number(_) | Cell::Empty)
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

/// What is too long, or would be as long for a neighbour, takes no more memory than what is written.
#[cfg(test)]
mod tests {
    use crate::render::Colour;
    use crate::render::markdown::render_markdown;
    use crate::render::table::{Look, render_table};
    use crate::render::testing::Sample;
    use crate::view::Columns;
    use crate::wording::Lang;

    fn sample(name: &str) -> Sample {
        Sample {
            id: "i".to_owned(),
            name: name.to_owned(),
            ..Sample::default()
        }
    }

    fn tables(rows: &[Sample]) -> [String; 3] {
        let look = |width| Look {
            lang: Lang::En,
            width,
            text_width: width,
            colour: Colour::Never,
        };
        [
            render_table(rows, &Columns::usual(), &look(None)).text,
            render_table(rows, &Columns::usual(), &look(Some(80))).text,
            render_markdown(rows, &Columns::usual(), Lang::En),
        ]
    }

    #[test]
    fn a_long_text_loses_its_end_and_says_so() {
        for table in tables(&[sample(&"\u{202e}".repeat(1_000_000))]) {
            assert!(table.len() < 400_000, "{}", table.len());
            let lines = table.replace(['\n', ' ', '\\'], "");
            assert!(lines.contains("u{202e}…(+994539)"), "{table:.200}");
        }
        let whole = "x".repeat(16 * 1024);
        assert!(tables(&[sample(&whole)])[0].contains(&whole));
    }

    #[test]
    fn one_long_text_makes_no_other_row_long() {
        let mut rows = vec![sample("short"); 5_000];
        rows[7] = sample(&"a b ".repeat(4_000));
        for table in tables(&rows) {
            assert!(table.len() < 1_000_000, "{}", table.len());
        }
    }
}
