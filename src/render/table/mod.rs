//! An answer as a table for a terminal. It never draws a line that is wider than the terminal: cells
//! wrap, and where even that would leave too little, every row becomes a block of lines.

mod blocks;
mod fit;

use std::borrow::Cow;

use anstyle::{AnsiColor, Style};
use rayon::prelude::*;
use tabled::builder::Builder;
use tabled::settings::object::Columns;
use tabled::settings::style::Style as Lines;
use tabled::settings::{Alignment, Modify, Padding, Width};

use self::blocks::blocks;
use self::fit::{GAP, widths};
use super::Colour;
use super::grid::{Cells, GridCell, Heading, MadeCells};
use super::wrap::{natural_width, one_line, wrap};
use crate::view::{Row, Tone};
use crate::wording::Lang;

/// How a table is to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// The language of headings, dates and words.
    pub lang: Lang,
    /// The columns of the terminal; `None` where there is none, and lines may be as long as they are.
    /// Narrower ones than [`NARROWEST`] are taken to have that.
    pub width: Option<usize>,
    /// Whether colours may be used.
    pub colour: Colour,
}

/// The narrowest terminal that lines are fitted to.
pub const NARROWEST: usize = 20;

/// The rows as a table with a rule under its headings, or as blocks where the terminal is too narrow.
/// Without rows there are only the headings.
#[must_use]
pub fn render_table<R: Row>(rows: &[R], look: &Look) -> String {
    table_of(&MadeCells::of(rows, look.lang), look)
}

pub(super) fn table_of(cells: &impl Cells, look: &Look) -> String {
    let width = look.width.map(|width| width.max(NARROWEST));
    match widths(cells, width) {
        Some(widths) => draw(cells, &widths, look.colour),
        None => blocks(cells, width.unwrap_or(usize::MAX), look.colour),
    }
}

/// So many rows are set beside each other at once, so that of a very long list there is no second copy.
const ROWS_AT_ONCE: usize = 512;

fn draw(cells: &impl Cells, widths: &[usize], colour: Colour) -> String {
    let lines = |text: &str, column: usize| match widths[column] {
        width if natural_width(text) <= width => vec![one_line(text).into_owned()],
        width => wrap(text, width),
    };
    let headings = cells.headings();
    let painted =
        |(column, heading): (usize, &Heading)| paint(&lines(&heading.text, column), heading_style(colour));
    let head = headings.iter().enumerate().map(painted).collect();
    let mut drawn = lay_out(vec![head], headings, widths, false);
    let length = widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
    drawn.extend([&"─".repeat(length), "\n"]);
    let is_tall =
        cells.measured(|column, texts| texts.skip(1).any(|text| natural_width(&text) > widths[column]));
    let is_tall = is_tall.contains(&true);
    let n_parts = cells.n_rows().div_ceil(ROWS_AT_ONCE);
    let part = |part: usize| {
        let first = part * ROWS_AT_ONCE;
        let rows = first..cells.n_rows().min(first + ROWS_AT_ONCE);
        let rows = rows.map(|row| {
            let cells = (0..widths.len()).map(|column| {
                let cell = cells.cell(row, column);
                paint(&lines(&cell.text, column), cell_style(&cell, colour))
            });
            cells.collect()
        });
        lay_out(rows.collect(), headings, widths, is_tall)
    };
    let parts: Vec<String> = (0..n_parts).into_par_iter().map(part).collect();
    drawn + &parts.join(if is_tall { "\n" } else { "" })
}

/// Lets tabled set the cells beside each other. Rows of several lines are parted by an empty line; no line ends in
/// spaces.
fn lay_out(rows: Vec<Vec<String>>, headings: &[Heading], widths: &[usize], is_tall: bool) -> String {
    let mut table = Builder::from(rows).build();
    if is_tall {
        table.with(Lines::empty().horizontal(' '));
    } else {
        table.with(Lines::empty());
    }
    table.with(Padding::new(0, GAP, 0, 0));
    table.with(Modify::new(Columns::last()).with(Padding::zero()));
    for (at, heading) in headings.iter().enumerate() {
        if heading.is_numeric {
            table.with(Modify::new(Columns::one(at)).with(Alignment::right()));
        }
    }
    // The gap belongs to the column before it; the last has none.
    let last = widths.len().saturating_sub(1);
    let with_gaps = widths.iter().enumerate();
    let with_gaps = with_gaps.map(|(at, width)| width + if at < last { GAP } else { 0 });
    table.with(Width::list(with_gaps));
    let drawn = table.to_string();
    drawn
        .lines()
        .flat_map(|line| [line.trim_end_matches(' '), "\n"])
        .collect()
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
mod tests {
    use super::*;
    use crate::render::grid::Grid;
    use crate::render::testing::{Sample, nasty_samples, samples};
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthStr;

    fn table(width: Option<usize>, lang: Lang) -> String {
        let colour = Colour::Never;
        render_table(&samples(), &Look { lang, width, colour })
    }

    #[test]
    fn without_a_terminal_nothing_is_wrapped() {
        insta::assert_snapshot!(table(None, Lang::En), @r#"
        id                name                                            state    signed on   days left
        ────────────────────────────────────────────────────────────────────────────────────────────────
        lapin-ely-keskus  Lapin elinkeino-, liikenne- ja ympäristökeskus  signed   2014-01-20       1234
        sakk              Sämitigge, Sääʹmteʹǧǧ                           pending                     -5
        "#);
    }

    #[test]
    fn a_wide_terminal_has_room_for_all() {
        assert_eq!(table(Some(120), Lang::En), table(None, Lang::En));
        insta::assert_snapshot!(table(Some(120), Lang::Fi), @r#"
        tunnus            nimi                                            tila              allekirjoitettu  päiviä jäljellä
        ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
        lapin-ely-keskus  Lapin elinkeino-, liikenne- ja ympäristökeskus  allekirjoittanut  20.1.2014                   1234
        sakk              Sämitigge, Sääʹmteʹǧǧ                           odottaa                                         -5
        "#);
    }

    #[test]
    fn a_narrow_terminal_wraps_in_the_cells() {
        insta::assert_snapshot!(table(Some(60), Lang::En), @r#"
        id                name             state    signed on   days
                                                                left
        ────────────────────────────────────────────────────────────
        lapin-ely-keskus  Lapin            signed   2014-01-20  1234
                          elinkeino-,
                          liikenne- ja
                          ympäristökeskus

        sakk              Sämitigge,       pending                -5
                          Sääʹmteʹǧǧ
        "#);
        insta::assert_snapshot!(table(Some(80), Lang::Fi), @"
        tunnus            nimi             tila              allekirjoitettu  päiviä
                                                                              jäljellä
        ──────────────────────────────────────────────────────────────────────────────
        lapin-ely-keskus  Lapin            allekirjoittanut  20.1.2014            1234
                          elinkeino-,
                          liikenne- ja
                          ympäristökeskus

        sakk              Sämitigge,       odottaa                                  -5
                          Sääʹmteʹǧǧ
        ");
    }

    #[test]
    fn a_very_narrow_terminal_gets_blocks() {
        insta::assert_snapshot!(table(Some(40), Lang::En), @r#"
        id: lapin-ely-keskus
        name: Lapin elinkeino-, liikenne- ja
          ympäristökeskus
        state: signed
        signed on: 2014-01-20
        days left: 1234

        id: sakk
        name: Sämitigge, Sääʹmteʹǧǧ
        state: pending
        days left: -5
        "#);
        insta::assert_snapshot!(table(Some(20), Lang::Fi), @r#"
        tunnus:
          lapin-ely-keskus
        nimi: Lapin
          elinkeino-,
          liikenne- ja
          ympäristökeskus
        tila:
          allekirjoittanut
        allekirjoitettu:
          20.1.2014
        päiviä jäljellä:
          1234

        tunnus: sakk
        nimi: Sämitigge,
          Sääʹmteʹǧǧ
        tila: odottaa
        päiviä jäljellä:
          -5
        "#);
    }

    #[test]
    fn an_empty_answer_is_the_heading() {
        let empty = |width| {
            let (lang, colour) = (Lang::En, Colour::Never);
            render_table::<Sample>(&[], &Look { lang, width, colour })
        };
        insta::assert_snapshot!(empty(None), @r#"
        id  name  state  signed on  days left  note
        ───────────────────────────────────────────
        "#);
        insta::assert_snapshot!(empty(Some(40)), @r#"
        id  name  state  signed  days  note
                         on      left
        ───────────────────────────────────
        "#);
        insta::assert_snapshot!(empty(Some(20)), @r#"
        id, name, state,
        signed on, days
        left, note
        "#);
    }

    #[test]
    fn wide_and_combining_characters_and_escapes_stay_in_their_columns() {
        let mut rows = samples();
        rows[0].name = "漢字 \u{1b}[31mpunainen".to_owned();
        rows[1].name = "Sa\u{308}a\u{308}mi | kiela".to_owned();
        let look = Look {
            lang: Lang::En,
            width: Some(100),
            colour: Colour::Never,
        };
        let composed = render_table(&rows, &look).replace("a\u{308}", "ä");
        insta::assert_snapshot!(composed, @r#"
        id                name                state    signed on   days left
        ────────────────────────────────────────────────────────────────────
        lapin-ely-keskus  漢字 ␛[31mpunainen  signed   2014-01-20       1234
        sakk              Säämi | kiela       pending                     -5
        "#);
    }

    #[test]
    fn colours_add_nothing_but_escape_sequences() {
        for width in [None, Some(60), Some(30)] {
            let look = |colour| Look {
                lang: Lang::En,
                width,
                colour,
            };
            let coloured = render_table(&samples(), &look(Colour::Always));
            assert_eq!(
                without_colours(&coloured),
                render_table(&samples(), &look(Colour::Never))
            );
        }
        let look = Look {
            lang: Lang::En,
            width: None,
            colour: Colour::Always,
        };
        insta::assert_snapshot!(render_table(&samples(), &look).replace('\u{1b}', "␛"), @r#"
        ␛[1mid␛[0m                ␛[1mname␛[0m                                            ␛[1mstate␛[0m    ␛[1msigned on␛[0m   ␛[1mdays left␛[0m
        ────────────────────────────────────────────────────────────────────────────────────────────────
        lapin-ely-keskus  Lapin elinkeino-, liikenne- ja ympäristökeskus  ␛[32msigned␛[0m   2014-01-20       1234
        sakk              Sämitigge, Sääʹmteʹǧǧ                           ␛[33mpending␛[0m                     -5
        "#);
    }

    fn without_colours(text: &str) -> String {
        let mut parts = text.split("\u{1b}[");
        let first = parts.next().unwrap_or("").to_owned();
        parts.fold(first, |plain, part| {
            plain + part.split_once('m').map_or("", |(_, after)| after)
        })
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_the_terminal(rows in nasty_samples(), width in NARROWEST..130, fi in any::<bool>()) {
            let look = Look {
                lang: if fi { Lang::Fi } else { Lang::En },
                width: Some(width),
                colour: Colour::Never,
            };
            let table = render_table(&rows, &look);
            for line in table.lines() {
                prop_assert!(line.width() <= width, "{} {line:?}", line.width());
            }
            let coloured = render_table(&rows, &Look { colour: Colour::Always, ..look });
            prop_assert_eq!(without_colours(&coloured), table);
        }

        #[test]
        fn no_character_is_lost(rows in nasty_samples(), width in prop::option::of(NARROWEST..130)) {
            let look = Look { lang: Lang::En, width, colour: Colour::Never };
            let table = render_table(&rows, &look);
            let count = |text: &str, c: char| text.chars().filter(|other| *other == c).count();
            for row in Grid::of_table(&rows, Lang::En).rows {
                for c in row.iter().flat_map(|cell| cell.text.chars()).filter(|c| !c.is_whitespace()) {
                    prop_assert!(count(&table, c) >= row.iter().map(|cell| count(&cell.text, c)).sum());
                }
            }
        }
    }
}
