//! What documents on paper share: the words below the line of a signature, the languages by the names
//! that such files use, and how wide the columns of a table are. Widths are counted from the texts,
//! because a word processor takes those of a file as they are.

use std::collections::BTreeMap;

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::{ColumnHead, Orientation, TableCell};
use crate::model::TextLang;
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

/// No text asks for more room than this before it is broken into lines.
const LONGEST_LINE: usize = 60;

/// What the margins of a cell take, in characters.
const MARGINS: usize = 3;

/// The widths, which together are as wide as the text: room for the longest word of each column, and
/// what is left where texts are long.
pub(super) fn widths(columns: &[ColumnHead], rows: &[Vec<TableCell>], sheet: Sheet) -> Vec<usize> {
    let texts = |at: usize| {
        let cells = rows
            .iter()
            .filter_map(move |row| row.get(at))
            .map(|cell| &cell.text);
        std::iter::once(&columns[at].text).chain(cells)
    };
    let widest = |at: usize, measure: fn(&str) -> usize| texts(at).map(|text| measure(text)).max();
    let floors: Vec<usize> = (0..columns.len())
        .map(|at| widest(at, longest_word).unwrap_or(0).clamp(2, LONGEST_WORD) + MARGINS)
        .collect();
    let wishes: Vec<usize> = (0..columns.len())
        .map(|at| widest(at, longest_line).unwrap_or(0).min(LONGEST_LINE) + MARGINS)
        .zip(&floors)
        .map(|(wish, floor)| wish.saturating_sub(*floor))
        .collect();
    let spare = sheet.characters().saturating_sub(floors.iter().sum());
    let asked_for = wishes.iter().sum::<usize>().max(1);
    let shares: Vec<usize> = floors
        .iter()
        .zip(&wishes)
        .map(|(floor, wish)| floor * asked_for + wish * spare)
        .collect();
    in_proportion(&shares, sheet.text_width)
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

fn longest_line(text: &str) -> usize {
    text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: Sheet = Sheet::of(Orientation::Portrait);

    fn head(text: &str) -> ColumnHead {
        ColumnHead {
            text: text.to_owned(),
            is_numeric: false,
        }
    }

    fn cell(text: &str) -> TableCell {
        TableCell {
            text: text.to_owned(),
            lang: TextLang::Fi,
        }
    }

    #[test]
    fn the_columns_fill_the_page_and_long_texts_have_more_of_it() {
        let long = "Kokoaa alueen toimijat yhteen vähintään kaksi kertaa vuodessa.";
        let columns = [head("nro"), head("tehtävä"), head("milloin")];
        let widths = widths(&columns, &[["1", long, "vuosittain"].map(cell).to_vec()], SHEET);
        assert_eq!(widths.iter().sum::<usize>(), SHEET.text_width);
        assert!(widths[1] > 3 * widths[2] && widths[2] > widths[0], "{widths:?}");
    }

    #[test]
    fn many_columns_and_none_fit() {
        let columns: Vec<ColumnHead> = (0..30).map(|_| head("allekirjoituspäivämäärä")).collect();
        assert_eq!(
            widths(&columns, &[], SHEET).iter().sum::<usize>(),
            SHEET.text_width
        );
        assert_eq!(widths(&[], &[], SHEET), Vec::<usize>::new());
    }
}
