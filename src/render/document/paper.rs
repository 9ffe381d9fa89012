//! What documents on paper share: the words below the line of a signature, the languages by the names
//! that such files use, and how wide the columns of a table are. Widths are counted from the texts,
//! because a word processor takes those of a file as they are.

use std::collections::BTreeMap;

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use crate::model::TextLang;
use crate::render::block::Orientation;
use crate::render::grid::Grid;
use crate::wording::Wording;

/// What is written below the line of a signature.
pub(super) static SIGNATURE: Wording = Wording::fixed("date and signature", "päiväys ja allekirjoitus");

/// The languages as files name them, with their country, by their codes.
pub(super) fn tags() -> BTreeMap<&'static str, &'static str> {
    TextLang::ALL.map(|lang| (lang.code(), tag(lang))).into()
}

const fn tag(lang: TextLang) -> &'static str {
    match lang {
        TextLang::Fi => "fi-FI",
        TextLang::Sv => "sv-FI",
        TextLang::En => "en-GB",
        TextLang::Se => "se-FI",
        TextLang::Smn => "smn-FI",
        TextLang::Sms => "sms-FI",
    }
}

/// A sheet of A4 and what is on it, in twentieths of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Sheet {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) margin: usize,
    /// The width between the margins.
    pub(super) text_width: usize,
}

impl Sheet {
    /// The sheet of an orientation.
    pub(super) const fn of(orientation: Orientation) -> Self {
        let (short, long, margin) = (11906, 16838, 1134);
        let (width, height) = match orientation {
            Orientation::Portrait => (short, long),
            Orientation::Landscape => (long, short),
        };
        Self {
            width,
            height,
            margin,
            text_width: width - 2 * margin,
        }
    }

    /// So many characters of a table's text stand on a line.
    const fn characters(self) -> usize {
        self.text_width / 96
    }
}

/// No word asks for more: the longest one of a table would leave its neighbours nothing.
const LONGEST_WORD: usize = 26;

/// No column asks for more room than this, however long its texts are.
const LONGEST_TEXT: usize = 200;

/// What the margins of a cell take, in characters.
const MARGINS: usize = 3;

/// The widths, which together are as wide as the text: room for the longest word of each column, and
/// what is left where texts are long.
pub(super) fn widths(grid: &Grid, sheet: Sheet) -> Vec<usize> {
    let n_columns = grid.columns.len();
    let longest = |at: usize| grid.texts_of(at).map(longest_word).max();
    let floors: Vec<usize> = (0..n_columns)
        .map(|at| longest(at).unwrap_or(0).clamp(2, LONGEST_WORD) + MARGINS)
        .collect();
    let wishes: Vec<usize> = (0..n_columns)
        .map(|at| mean_length(grid.texts_of(at)).min(LONGEST_TEXT) + MARGINS)
        .collect();
    in_proportion(&shares(&floors, &wishes, sheet.characters()), sheet.text_width)
}

/// Room as it is wished for, but none less than its floor; where the floors alone take all, they share.
fn shares(floors: &[usize], wishes: &[usize], room: usize) -> Vec<usize> {
    let mut is_at_floor = vec![false; floors.len()];
    loop {
        let sum_of = |values: &[usize], wanted: bool| {
            let pairs = values.iter().zip(&is_at_floor);
            pairs
                .filter(|(_, at)| **at == wanted)
                .map(|(value, _)| value)
                .sum::<usize>()
        };
        let left = room.saturating_sub(sum_of(floors, true));
        let total = sum_of(wishes, false).max(1);
        let too_narrow = |at: &usize| !is_at_floor[*at] && wishes[*at] * left < floors[*at] * total;
        let Some(narrow) = (0..floors.len()).find(too_narrow) else {
            let share = |at: usize| {
                if is_at_floor[at] {
                    floors[at] * total
                } else {
                    wishes[at] * left
                }
            };
            return (0..floors.len()).map(share).collect();
        };
        is_at_floor[narrow] = true;
    }
}

fn in_proportion(shares: &[usize], whole: usize) -> Vec<usize> {
    let sum = shares.iter().sum::<usize>().max(1);
    let mut widths: Vec<usize> = shares.iter().map(|share| share * whole / sum).collect();
    let rest = whole - widths.iter().sum::<usize>();
    if let Some(last) = widths.last_mut() {
        *last += rest;
    }
    widths
}

/// Lines are broken at spaces and after hyphens.
fn longest_word(text: &str) -> usize {
    let pieces = text.split(|c: char| c.is_whitespace() || c == '-');
    pieces.map(UnicodeWidthStr::width).max().unwrap_or(0)
}

/// The length of a column's texts, taken together: by that the room is shared, so that no column makes
/// its rows much higher than its neighbours do.
fn mean_length<'t>(texts: impl Iterator<Item = &'t str>) -> usize {
    let lengths: Vec<usize> = texts.map(UnicodeWidthStr::width).collect();
    lengths.iter().sum::<usize>().div_ceil(lengths.len().max(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::document::testing::grid;

    const SHEET: Sheet = Sheet::of(Orientation::Portrait);

    #[test]
    fn the_columns_fill_the_page_and_long_texts_have_more_of_it() {
        let long = "Kokoaa alueen toimijat yhteen vähintään kaksi kertaa vuodessa.";
        let grid = grid(&["nro", "tehtävä", "milloin"], &[&["1", long, "vuosittain"]]);
        let widths = widths(&grid, SHEET);
        assert_eq!(widths.iter().sum::<usize>(), SHEET.text_width);
        assert!(widths[1] > 3 * widths[2] && widths[2] > widths[0], "{widths:?}");
    }

    #[test]
    fn room_is_shared_by_the_wishes_above_the_floors() {
        let in_percent =
            |floors: &[usize], wishes: &[usize]| in_proportion(&shares(floors, wishes, 100), 100);
        assert_eq!(in_percent(&[6, 20, 10], &[3, 85, 15]), [6, 79, 15]);
        assert_eq!(in_percent(&[20, 20], &[10, 170]), [20, 80]);
        assert_eq!(
            in_percent(&[90, 90], &[1, 1]),
            [50, 50],
            "the floors alone are too much"
        );
    }

    #[test]
    fn many_columns_and_none_fit() {
        let many = grid(&["allekirjoituspäivämäärä"; 30], &[]);
        assert_eq!(widths(&many, SHEET).iter().sum::<usize>(), SHEET.text_width);
        assert_eq!(widths(&grid(&[], &[]), SHEET), Vec::<usize>::new());
    }
}
