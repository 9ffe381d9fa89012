//! The layout for terminals that are too narrow for a table: every row a block of lines.

use super::{Below, INDENT, heading_style, paint, paint_line};
use crate::render::Colour;
use crate::render::grid::{Cells, GridCell};
use crate::render::wrap::wrap;

/// Every row as a block of lines, one for each cell that is not empty, and what is printed below it.
pub(super) fn blocks<C: Cells>(
    cells: &impl Cells,
    below: &Below<'_, C>,
    width: usize,
    colour: Colour,
) -> String {
    let headings = cells.headings();
    if cells.n_rows() == 0 {
        let headings: Vec<&str> = headings.iter().map(|column| column.text.as_str()).collect();
        let lines = wrap(&headings.join(", "), width);
        return paint(&lines, heading_style(colour)) + "\n";
    }
    let blocks: Vec<String> = (0..cells.n_rows())
        .map(|row| {
            let entries = headings.iter().enumerate().map(|(column, heading)| {
                let cell = cells.cell(row, column);
                let is_empty = cell.text.is_empty();
                (!is_empty).then(|| entry(&heading.text, &cell, width, colour))
            });
            entries.flatten().chain([below.lines(row)]).collect()
        })
        .collect();
    blocks.join("\n")
}

/// `heading: value`, wrapped with its further lines indented.
fn entry(heading: &str, cell: &GridCell, width: usize, colour: Colour) -> String {
    let lines = wrap(&format!("{heading}: {}", cell.text), width - INDENT.len());
    let mut entry = String::new();
    for (at, line) in lines.iter().enumerate() {
        let label = if at == 0 { heading.len().min(line.len()) } else { 0 };
        let (label, value) = line.split_at(label);
        let label = paint_line(label, heading_style(colour));
        let indent = if at == 0 { "" } else { INDENT };
        entry.extend([indent, &label, value, "\n"]);
    }
    entry
}
