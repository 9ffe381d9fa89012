//! How the columns of a table share the width of a terminal: those of least worth drop out until the others
//! have room for their texts on one line.

use std::borrow::Cow;
use std::cmp::Reverse;

use crate::render::grid::{Cells, GridCell, Heading};
use crate::render::wrap::{longest_word, natural_width, wrap};

/// The spaces between two columns.
pub(super) const GAP: usize = 2;

/// The longest word that is never broken. Finnish has long ones (`yhteistyöryhmä`,
/// `toimintasuunnitelman`); where they have no room, blocks are easier to read.
const LONGEST_WORD: usize = 28;

/// What is shown of a table, and how.
pub(super) struct Plan {
    /// The columns beside each other, by their places.
    pub(super) columns: Vec<usize>,
    /// The columns whose texts are printed below their rows.
    pub(super) below: Vec<usize>,
    /// The columns that have no room.
    pub(super) left_out: Vec<usize>,
    /// The width of each of `columns`; `None` where every row is better a block of lines.
    pub(super) widths: Option<Vec<usize>>,
}

/// The widths of a column.
#[derive(Clone, Copy)]
struct Measure {
    /// On single lines, with the heading.
    natural: usize,
    /// That it must have to be in the table: its texts on one line, or what prose needs to read well.
    needed: usize,
    /// Of its longest word.
    word: usize,
}

/// Plans a table for a terminal of this width.
pub(super) fn plan(cells: &impl Cells, width: Option<usize>) -> Plan {
    let headings = cells.headings();
    let measures = cells.measured(|column, texts| measure(&headings[column], texts));
    let is_command = |column: &usize| headings[*column].fitting.is_command;
    let (below, mut columns): (Vec<usize>, Vec<usize>) = (0..headings.len()).partition(is_command);
    let needed = |columns: &[usize]| total(columns.iter().map(|column| measures[*column].needed));
    let mut left_out = Vec::new();
    while width.is_some_and(|width| needed(&columns) > width) {
        let Some(at) = first_to_drop(headings, &columns) else {
            break;
        };
        left_out.push(columns.remove(at));
    }
    left_out.sort_unstable();
    let shown = Projection::of(cells, &columns);
    let measures: Vec<Measure> = columns.iter().map(|column| measures[*column]).collect();
    let widths = widths(&shown, &measures, width);
    Plan {
        columns,
        below,
        left_out,
        widths,
    }
}

fn measure(heading: &Heading, texts: &mut dyn Iterator<Item = Cow<'_, str>>) -> Measure {
    let first = texts.next().unwrap_or_default();
    let mut measure = Measure {
        natural: natural_width(&first),
        needed: longest_word(&first),
        word: longest_word(&first),
    };
    for text in texts {
        let natural = natural_width(&text);
        measure.natural = measure.natural.max(natural);
        measure.needed = measure.needed.max(natural);
        measure.word = measure.word.max(longest_word(&text));
    }
    if let Some(prose) = heading.fitting.prose {
        measure.needed = measure.needed.min(prose.max(measure.word.min(LONGEST_WORD)));
    }
    measure
}

/// The column of least worth, by its place in `columns`.
fn first_to_drop(headings: &[Heading], columns: &[usize]) -> Option<usize> {
    let turn = |at: usize| {
        headings[columns[at]]
            .fitting
            .drops
            .map(|turn| (turn, Reverse(at), at))
    };
    (0..columns.len()).filter_map(turn).min().map(|(_, _, at)| at)
}

/// The width of columns and the gaps between them.
fn total(widths: impl ExactSizeIterator<Item = usize>) -> usize {
    GAP * widths.len().saturating_sub(1) + widths.sum::<usize>()
}

/// The width of each column, `None` where the table does not fit.
fn widths(cells: &impl Cells, measures: &[Measure], width: Option<usize>) -> Option<Vec<usize>> {
    let all = |of: fn(&Measure) -> usize| -> Vec<usize> { measures.iter().map(of).collect() };
    let natural = all(|measure| measure.natural);
    let Some(width) = width else {
        return (!cells.is_mostly_space(&natural)).then_some(natural);
    };
    if total(natural.iter().copied()) <= width {
        return Some(natural);
    }
    let on_single_lines = all(|measure| measure.needed);
    let narrowest = match total(on_single_lines.iter().copied()) {
        needed if needed <= width => on_single_lines,
        _ => floors(cells.headings(), measures),
    };
    let budget = width.checked_sub(GAP * natural.len().saturating_sub(1))?;
    let has_room = narrowest.iter().sum::<usize>() <= budget;
    has_room.then(|| taken(cells, &fit(cells, &natural, narrowest, budget)))
}

/// How narrow each column may become where texts have to be broken: to its longest word that is not to be.
fn floors(headings: &[Heading], measures: &[Measure]) -> Vec<usize> {
    let floor = |(heading, measure): (&Heading, &Measure)| {
        if heading.keeps_words {
            measure.word
        } else {
            measure.word.min(LONGEST_WORD)
        }
    };
    headings.iter().zip(measures).map(floor).collect()
}

/// Widths between the floor and the natural width that use the budget. Each further column of the
/// terminal goes where it saves the most lines: to the column with the most text for its width.
fn fit(cells: &impl Cells, natural: &[usize], mut widths: Vec<usize>, budget: usize) -> Vec<usize> {
    let texts: Vec<usize> =
        cells.measured(|_, texts| texts.take(MOST_ROWS).map(|text| natural_width(&text)).sum());
    for _ in widths.iter().sum::<usize>()..budget {
        let saving =
            |column: &usize| texts[*column] * SCALE / (widths[*column] * (widths[*column] + 1)).max(1);
        let next = (0..natural.len())
            .filter(|column| widths[*column] < natural[*column])
            .max_by_key(saving);
        match next {
            Some(column) => widths[column] += 1,
            None => break,
        }
    }
    widths
}

/// The widths that the lines of the cells take: where a text is broken it may leave room.
fn taken(cells: &impl Cells, widths: &[usize]) -> Vec<usize> {
    cells.measured(|column, texts| {
        let lines = texts.flat_map(|text| wrap(&text, widths[column]));
        lines.map(|line| natural_width(&line)).max().unwrap_or(0)
    })
}

/// So many rows say how much text a column has.
const MOST_ROWS: usize = 500;

/// Keeps the fractions of lines apart in whole numbers.
const SCALE: usize = 10_000;

/// Some columns of other cells.
pub(super) struct Projection<'c, C: Cells> {
    cells: &'c C,
    columns: &'c [usize],
    headings: Vec<Heading>,
}

impl<'c, C: Cells> Projection<'c, C> {
    pub(super) fn of(cells: &'c C, columns: &'c [usize]) -> Self {
        let heading = |column: &usize| cells.headings()[*column].clone();
        Self {
            headings: columns.iter().map(heading).collect(),
            cells,
            columns,
        }
    }
}

impl<C: Cells> Cells for Projection<'_, C> {
    fn headings(&self) -> &[Heading] {
        &self.headings
    }

    fn n_rows(&self) -> usize {
        self.cells.n_rows()
    }

    fn cell(&self, row: usize, column: usize) -> Cow<'_, GridCell> {
        self.cells.cell(row, self.columns[column])
    }
}
