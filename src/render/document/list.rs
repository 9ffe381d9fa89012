//! Lists as documents of one table, which say of which day they are and what was asked.

use chrono::NaiveDate;

use crate::render::block::{Block, Orientation, Outline};
use crate::render::grid::{Grid, same_in_all};
use crate::view::{Columns, Row};
use crate::wording::{Lang, Wording};

/// What a list on paper says of itself, so that it is not taken for another, or for one of today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The day that was requested.
    pub as_of: NaiveDate,
    /// What was asked, as it was typed.
    pub typed: String,
}

impl Question {
    pub(in crate::render) fn report(&self, page: &mut Outline) {
        let as_of = page.date(self.as_of);
        page.fact(&Wording::fixed("as of", "tilanne"), &as_of);
        page.fact(&Wording::fixed("command", "komento"), &self.typed);
    }
}

/// Rows as a document of one table. What is the same in all rows and has no column is above it.
#[must_use]
pub fn document_of_rows<R: Row>(
    rows: &[R],
    columns: &Columns<R>,
    question: &Question,
    lang: Lang,
) -> Outline {
    let mut page = Outline::new(lang);
    for (label, text) in same_in_all(rows, columns, lang) {
        page.fact(label, &text);
    }
    question.report(&mut page);
    document_of_grid(page, &R::TITLE, Grid::of_table(rows, columns, lang))
}

/// The outline with its title and one table. A sheet of many columns lies on its side.
pub(in crate::render) fn document_of_grid(mut page: Outline, title: &Wording, grid: Grid) -> Outline {
    if grid.columns.len() > MOST_UPRIGHT {
        page.orientation = Orientation::Landscape;
    }
    let title = page.word(title);
    page.own_title(&title);
    page.blocks.push(Block::Table(grid));
    page
}

/// So many columns have room on an upright sheet.
const MOST_UPRIGHT: usize = 5;

#[cfg(test)]
mod tests {
    use super::*;

    fn orientation(n_columns: usize) -> Orientation {
        let names: Vec<String> = (0..n_columns).map(|at| format!("c{at}")).collect();
        let grid = Grid::of_cells(&names, &[], Lang::Fi);
        document_of_grid(Outline::new(Lang::Fi), &Wording::fixed("Query", "Kysely"), grid).orientation
    }

    #[test]
    fn six_columns_are_too_many_for_an_upright_sheet() {
        assert_eq!(orientation(5), Orientation::Portrait);
        assert_eq!(orientation(6), Orientation::Landscape);
    }
}
