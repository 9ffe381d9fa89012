//! An answer as a table for a terminal. It never draws a line that is wider than the terminal, but for commands
//! to copy: columns drop out, long texts wrap, and where even that would leave too little, every row becomes a block
//! of lines.

mod blocks;
mod fit;

use std::borrow::Cow;

use anstyle::{AnsiColor, Style};
use rayon::prelude::*;
use tabled::builder::Builder;
use tabled::settings::object::Columns as TableColumns;
use tabled::settings::style::Style as Lines;
use tabled::settings::{Alignment, Modify, Padding, Width};

use self::blocks::blocks;
use self::fit::{GAP, Projection, plan};
use super::Colour;
use super::clean::{Keep, clean};
use super::grid::{Cells, GridCell, Heading, MadeCells};
use super::wrap::{natural_width, one_line, wrap};
use crate::view::{Columns, Row, Tone};
use crate::wording::Lang;

/// How a table is to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// The language of headings, dates and words.
    pub lang: Lang,
    /// The columns that tables may take; `None` where they may be as wide as they are.
    /// Narrower ones than [`NARROWEST`] are taken to have that.
    pub width: Option<usize>,
    /// The columns that running text may take; `None` where there is no terminal, and programs look for words in its
    /// lines.
    pub text_width: Option<usize>,
    /// Whether colours may be used.
    pub colour: Colour,
}

/// The narrowest terminal that lines are fitted to.
pub const NARROWEST: usize = 20;

/// A table as text, and what it has no room for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawn {
    /// The text.
    pub text: String,
    /// The columns that dropped out.
    pub left_out: LeftOut,
}

/// Columns that dropped out of a table, by their headings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Those that stayed; none of a page, which may have several tables.
    pub shown: Vec<String>,
    /// Those that dropped out.
    pub left_out: Vec<String>,
}

impl LeftOut {
    /// Takes in what dropped out of one of several tables.
    pub(super) fn add(&mut self, other: Self) {
        for heading in other.left_out {
            if !self.left_out.contains(&heading) {
                self.left_out.push(heading);
            }
        }
    }
}

/// The rows as a table with a rule under its headings, or as blocks where the terminal is too narrow. Columns of
/// least worth drop out until the others have room, unless they are named. Without rows there are only the headings.
#[must_use]
pub fn render_table<R: Row>(rows: &[R], columns: &Columns<R>, look: &Look) -> Drawn {
    table_of(&MadeCells::of(rows, columns, look.lang), look)
}

/// Cells as a table.
pub(super) fn table_of(cells: &impl Cells, look: &Look) -> Drawn {
    let width = look.width.map(|width| width.max(NARROWEST));
    let plan = plan(cells, width);
    let shown = Projection::of(cells, &plan.columns);
    let below = Below {
        cells,
        columns: &plan.below,
        indent: if plan.columns.is_empty() { "" } else { INDENT },
    };
    let text = match &plan.widths {
        _ if plan.columns.is_empty() => (0..cells.n_rows()).map(|row| below.lines(row)).collect(),
        Some(widths) => draw(&shown, &below, widths, look.colour),
        None => blocks(&shown, &below, width.unwrap_or(usize::MAX), look.colour),
    };
    let headings = |columns: &[usize]| {
        let heading = |column: &usize| cells.headings()[*column].text.clone();
        columns.iter().map(heading).collect()
    };
    Drawn {
        text,
        left_out: LeftOut {
            shown: headings(&plan.columns),
            left_out: headings(&plan.left_out),
        },
    }
}

/// What stands before a line that belongs to a row above it.
const INDENT: &str = "  ";

/// The commands that are printed below the rows, each on one line however long, so that they can be copied.
struct Below<'c, C: Cells> {
    cells: &'c C,
    columns: &'c [usize],
    indent: &'static str,
}

impl<C: Cells> Below<'_, C> {
    /// The lines below a row.
    fn lines(&self, row: usize) -> String {
        let mut lines = String::new();
        for column in self.columns {
            let cell = self.cells.cell(row, *column);
            if !cell.text.is_empty() {
                lines.extend([self.indent, &clean(&cell.text, Keep::Nothing), "\n"]);
            }
        }
        lines
    }
}

/// So many rows are set beside each other at once, so that of a very long list there is no second copy.
const ROWS_AT_ONCE: usize = 512;

fn draw<C: Cells>(cells: &impl Cells, below: &Below<'_, C>, widths: &[usize], colour: Colour) -> String {
    let lines = |text: &str, column: usize| lines(text, widths[column]);
    let headings = cells.headings();
    let painted =
        |(column, heading): (usize, &Heading)| paint(&lines(&heading.text, column), heading_style(colour));
    let head: Vec<String> = headings.iter().enumerate().map(painted).collect();
    let mut drawn: String = lay_out(vec![head], headings, widths).concat();
    let length = widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
    drawn.extend([&"─".repeat(length), "\n"]);
    let parting = if is_tall(cells, below, widths) { "\n" } else { "" };
    let n_parts = cells.n_rows().div_ceil(ROWS_AT_ONCE);
    let part = |part: usize| {
        let first = part * ROWS_AT_ONCE;
        let rows = first..cells.n_rows().min(first + ROWS_AT_ONCE);
        let laid = lay_out(
            rows.clone()
                .map(|row| {
                    let cells = (0..widths.len()).map(|column| {
                        let cell = cells.cell(row, column);
                        paint(&lines(&cell.text, column), cell_style(&cell, colour))
                    });
                    cells.collect()
                })
                .collect(),
            headings,
            widths,
        );
        let with_below = laid
            .into_iter()
            .zip(rows)
            .map(|(laid, row)| laid + &below.lines(row));
        with_below.collect::<Vec<_>>().join(parting)
    };
    let parts: Vec<String> = (0..n_parts).into_par_iter().map(part).collect();
    drawn + &parts.join(parting)
}

/// The lines of a cell in a column of this width.
fn lines(text: &str, width: usize) -> Vec<String> {
    if natural_width(text) <= width {
        vec![one_line(text).into_owned()]
    } else {
        wrap(text, width)
    }
}

/// Rows that take more lines than this on average are parted by an empty one.
const MOST_LINES_UNPARTED: usize = 2;

/// So many rows tell how tall they are.
const MOST_ROWS_MEASURED: usize = 500;

fn is_tall<C: Cells>(cells: &impl Cells, below: &Below<'_, C>, widths: &[usize]) -> bool {
    let height = |row: usize| {
        let lines = |column: usize| lines(&cells.cell(row, column).text, widths[column]).len();
        (0..widths.len()).map(lines).max().unwrap_or(1) + below.lines(row).lines().count()
    };
    let n_rows = cells.n_rows().min(MOST_ROWS_MEASURED);
    (0..n_rows).map(height).sum::<usize>() > n_rows * MOST_LINES_UNPARTED
}

/// Lets tabled set the cells of each row beside each other. No line ends in spaces.
fn lay_out(rows: Vec<Vec<String>>, headings: &[Heading], widths: &[usize]) -> Vec<String> {
    let n_lines = |cells: &Vec<String>| cells.iter().map(|cell| cell.matches('\n').count() + 1).max();
    let heights: Vec<usize> = rows.iter().map(|cells| n_lines(cells).unwrap_or(1)).collect();
    let mut table = Builder::from(rows).build();
    table.with(Lines::empty());
    table.with(Padding::new(0, GAP, 0, 0));
    table.with(Modify::new(TableColumns::last()).with(Padding::zero()));
    for (at, heading) in headings.iter().enumerate() {
        if heading.is_numeric {
            table.with(Modify::new(TableColumns::one(at)).with(Alignment::right()));
        }
    }
    // The gap belongs to the column before it; the last has none.
    let last = widths.len().saturating_sub(1);
    let with_gaps = widths.iter().enumerate();
    let with_gaps = with_gaps.map(|(at, width)| width + if at < last { GAP } else { 0 });
    table.with(Width::list(with_gaps));
    let drawn = table.to_string();
    let mut drawn = drawn.lines();
    let row = |height| {
        let lines = drawn.by_ref().take(height);
        lines
            .flat_map(|line| [line.trim_end_matches(' '), "\n"])
            .collect()
    };
    heights.into_iter().map(row).collect()
}

fn heading_style(colour: Colour) -> Option<Style> {
    (colour == Colour::Always).then(|| Style::new().bold())
}

fn cell_style(cell: &GridCell, colour: Colour) -> Option<Style> {
    if colour == Colour::Never {
        return None;
    }
    cell.tone.map(|tone| match tone {
        Tone::Firm => AnsiColor::Green.on_default(),
        Tone::Open => AnsiColor::Yellow.on_default(),
        Tone::Over => Style::new().dimmed(),
        Tone::Refused => AnsiColor::Red.on_default(),
    })
}

/// The lines, each with its own escape sequences, so that padding and neighbours stay as they are.
fn paint(lines: &[String], style: Option<Style>) -> String {
    let painted: Vec<String> = lines
        .iter()
        .map(|line| paint_line(line, style).into_owned())
        .collect();
    painted.join("\n")
}

fn paint_line(line: &str, style: Option<Style>) -> Cow<'_, str> {
    match style {
        Some(style) if !line.is_empty() => Cow::Owned(format!("{style}{line}{style:#}")),
        _ => Cow::Borrowed(line),
    }
}

#[cfg(test)]
mod tests;
