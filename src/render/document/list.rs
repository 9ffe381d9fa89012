//! Lists as documents of one table, which say of which day they are and what was asked.

use chrono::NaiveDate;

use super::{Block, Document, Fact, Orientation, cleaned, table};
use crate::model::{PartialDate, TextLang};
use crate::render::grid::{Grid, same_in_all};
use crate::view::{Row, Spoken};
use crate::wording::{Lang, Wording};

/// What a list on paper says of itself, so that it is not taken for another, or for one of today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The day that was asked for.
    pub as_of: NaiveDate,
    /// What was asked, as it was typed.
    pub typed: String,
}

impl Question {
    pub(in crate::render) fn facts(&self, lang: Lang) -> impl Iterator<Item = Fact> {
        let as_of = PartialDate::Day(self.as_of).display(lang);
        let told = [
            (Wording::fixed("as of", "tilanne"), as_of),
            (
                Wording::fixed("asked with", "haettu komennolla"),
                cleaned(&self.typed),
            ),
        ];
        told.into_iter()
            .map(move |(label, value)| fact(&label, value, lang))
    }
}

fn fact(label: &Wording, text: String, lang: Lang) -> Fact {
    let value = Spoken {
        text,
        lang: TextLang::of(lang),
    };
    Fact {
        label: label.get(lang).to_owned(),
        value,
    }
}

/// Rows as a document of one table. What is the same in all rows and has no column stands above it.
#[must_use]
pub fn document_of_rows<R: Row>(rows: &[R], question: &Question, lang: Lang) -> Document {
    let same = same_in_all(rows, lang).map(|(label, text)| fact(label, text, lang));
    let facts = same.chain(question.facts(lang)).collect();
    document_of_grid(&R::TITLE, facts, &Grid::of_table(rows, lang), lang)
}

/// A document of one table. A sheet of many columns lies on its side.
pub(in crate::render) fn document_of_grid(
    title: &Wording,
    facts: Vec<Fact>,
    grid: &Grid,
    lang: Lang,
) -> Document {
    let orientation = if grid.columns.len() > MOST_UPRIGHT {
        Orientation::Landscape
    } else {
        Orientation::Portrait
    };
    Document {
        lang,
        orientation,
        title: Spoken {
            text: title.get(lang).to_owned(),
            lang: TextLang::of(lang),
        },
        blocks: vec![Block::Facts { facts }, table(grid)],
    }
}

/// So many columns have room on an upright sheet.
const MOST_UPRIGHT: usize = 5;

#[cfg(test)]
mod tests {
    use super::*;

    fn orientation(n_columns: usize) -> Orientation {
        let names: Vec<String> = (0..n_columns).map(|at| format!("c{at}")).collect();
        let grid = Grid::of_cells(&names, &[], Lang::Fi);
        document_of_grid(&Wording::fixed("Query", "Kysely"), Vec::new(), &grid, Lang::Fi).orientation
    }

    #[test]
    fn six_columns_are_too_many_for_an_upright_sheet() {
        assert_eq!(orientation(5), Orientation::Portrait);
        assert_eq!(orientation(6), Orientation::Landscape);
    }
}
