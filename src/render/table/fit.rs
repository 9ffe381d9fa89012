//! How the columns of a table share the width of a terminal.

use crate::render::grid::Grid;
use crate::render::wrap::{longest_word, natural_width};

/// The spaces between two columns.
pub(super) const GAP: usize = 2;

/// How wide the longest word may make a column before it is broken: from the first, which is tried
/// first, down to the second, below which blocks are easier to read.
const WHOLE_WORDS: usize = 24;
const BROKEN_WORDS: usize = 10;

/// The width of each column, `None` where the table does not fit.
pub(super) fn widths(grid: &Grid, width: Option<usize>) -> Option<Vec<usize>> {
    let n_columns = grid.columns.len();
    let widest = |measure: fn(&str) -> usize| -> Vec<usize> {
        (0..n_columns)
            .map(|column| grid.texts_of(column).map(measure).max().unwrap_or(0))
            .collect()
    };
    let natural = widest(natural_width);
    let Some(width) = width else {
        return Some(natural);
    };
    let budget = width.checked_sub(GAP * n_columns.saturating_sub(1))?;
    if natural.iter().sum::<usize>() <= budget {
        return Some(natural);
    }
    let words = widest(longest_word);
    let floors = (BROKEN_WORDS..=WHOLE_WORDS)
        .rev()
        .map(|cap| words.iter().map(|word| *word.min(&cap)).collect::<Vec<_>>())
        .find(|floors| floors.iter().sum::<usize>() <= budget)?;
    Some(fit(&natural, &floors, budget))
}

/// Widths between the floor and the natural width that use the budget: the widest columns give first.
fn fit(natural: &[usize], floors: &[usize], budget: usize) -> Vec<usize> {
    let capped = |cap: usize| -> Vec<usize> {
        natural
            .iter()
            .zip(floors)
            .map(|(natural, floor)| cap.clamp(*floor, *natural))
            .collect()
    };
    let mut widths = (1..=budget)
        .rev()
        .map(capped)
        .find(|widths| widths.iter().sum::<usize>() <= budget)
        .unwrap_or_else(|| floors.to_vec());
    let mut left = budget - widths.iter().sum::<usize>();
    for (width, natural) in widths.iter_mut().zip(natural) {
        if left > 0 && *width < *natural {
            *width += 1;
            left -= 1;
        }
    }
    widths
}
