//! How the columns of a table share the width of a terminal.

use crate::render::grid::{Cells, Heading};
use crate::render::wrap::{longest_word, natural_width, wrap};

/// The spaces between two columns.
pub(super) const GAP: usize = 2;

/// The longest word that is never broken. Finnish has long ones (`yhteistyöryhmä`,
/// `toimintasuunnitelman`); where they have no room, blocks are easier to read.
const LONGEST_WORD: usize = 28;

/// The width of each column, `None` where the table does not fit.
pub(super) fn widths(cells: &impl Cells, width: Option<usize>) -> Option<Vec<usize>> {
    let widest = |measure: fn(&str) -> usize| -> Vec<usize> {
        cells.measured(|_, texts| texts.map(|text| measure(&text)).max().unwrap_or(0))
    };
    let natural = widest(natural_width);
    let Some(width) = width else {
        return (!cells.is_mostly_space(&natural)).then_some(natural);
    };
    let budget = width.checked_sub(GAP * natural.len().saturating_sub(1))?;
    if natural.iter().sum::<usize>() <= budget {
        return Some(natural);
    }
    let words = widest(longest_word);
    let narrowest = floors(cells.headings(), &words, &natural);
    let has_room = narrowest.iter().sum::<usize>() <= budget;
    has_room.then(|| taken(cells, &fit(cells, &natural, narrowest, budget)))
}

/// How narrow each column may become: to its longest word that is not to be broken.
fn floors(headings: &[Heading], words: &[usize], natural: &[usize]) -> Vec<usize> {
    let floor = |((heading, word), natural): ((&Heading, &usize), &usize)| {
        if heading.is_whole {
            *natural
        } else if heading.keeps_words {
            *word
        } else {
            *word.min(&LONGEST_WORD)
        }
    };
    headings.iter().zip(words).zip(natural).map(floor).collect()
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
