//! Tables at every width: what drops out, what wraps, and that nothing of what is shown is lost.

use super::*;
use crate::render::grid::Grid;
use crate::render::testing::{Sample, nasty_samples, samples};
use crate::view::Column;
use crate::wording::Wording;
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

fn drawn(rows: &[Sample], look: &Look) -> String {
    render_table(rows, &Columns::usual(), look).text
}

fn table(width: Option<usize>, lang: Lang) -> String {
    let colour = Colour::Never;
    drawn(
        &samples(),
        &Look {
            lang,
            width,
            text_width: width,
            colour,
        },
    )
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
    insta::assert_snapshot!(table(Some(60), Lang::En), @"
    name                                            state
    ───────────────────────────────────────────────────────
    Lapin elinkeino-, liikenne- ja ympäristökeskus  signed
    Sämitigge, Sääʹmteʹǧǧ                           pending
    ");
    insta::assert_snapshot!(table(Some(80), Lang::Fi), @"
    nimi                                            tila
    ────────────────────────────────────────────────────────────────
    Lapin elinkeino-, liikenne- ja ympäristökeskus  allekirjoittanut
    Sämitigge, Sääʹmteʹǧǧ                           odottaa
    ");
}

#[test]
fn a_very_narrow_terminal_gets_blocks() {
    insta::assert_snapshot!(table(Some(40), Lang::En), @"
    name                            state
    ───────────────────────────────────────
    Lapin elinkeino-, liikenne- ja  signed
    ympäristökeskus
    Sämitigge, Sääʹmteʹǧǧ           pending
    ");
    insta::assert_snapshot!(table(Some(20), Lang::Fi), @"
    nimi: Lapin
      elinkeino-,
      liikenne- ja
      ympäristökeskus
    tila:
      allekirjoittanut

    nimi: Sämitigge,
      Sääʹmteʹǧǧ
    tila: odottaa
    ");
}

#[test]
fn an_empty_answer_is_the_heading() {
    let empty = |width| {
        let (lang, colour) = (Lang::En, Colour::Never);
        render_table::<Sample>(
            &[],
            &Columns::usual(),
            &Look {
                lang,
                width,
                text_width: width,
                colour,
            },
        )
        .text
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
    insta::assert_snapshot!(empty(Some(20)), @"
    name  state  note
    ─────────────────
    ");
}

#[test]
fn wide_and_combining_characters_and_escapes_stay_in_their_columns() {
    let mut rows = samples();
    rows[0].name = "漢字 \u{1b}[31mpunainen".to_owned();
    rows[1].name = "Sa\u{308}a\u{308}mi | kiela".to_owned();
    let look = Look {
        lang: Lang::En,
        width: Some(100),
        text_width: Some(100),
        colour: Colour::Never,
    };
    let composed = drawn(&rows, &look).replace("a\u{308}", "ä");
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
            text_width: width,
            colour,
        };
        let coloured = drawn(&samples(), &look(Colour::Always));
        assert_eq!(
            without_colours(&coloured),
            drawn(&samples(), &look(Colour::Never))
        );
    }
    let look = Look {
        lang: Lang::En,
        width: None,
        text_width: None,
        colour: Colour::Always,
    };
    insta::assert_snapshot!(drawn(&samples(), &look).replace('\u{1b}', "␛"), @r#"
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
            text_width: Some(width),
            colour: Colour::Never,
        };
        let table = drawn(&rows, &look);
        for line in table.lines() {
            prop_assert!(line.width() <= width, "{} {line:?}", line.width());
        }
        let coloured = drawn(&rows, &Look { colour: Colour::Always, ..look });
        prop_assert_eq!(without_colours(&coloured), table);
    }

    #[test]
    fn no_character_of_what_is_shown_is_lost(rows in nasty_samples(), width in prop::option::of(NARROWEST..130)) {
        let look = Look { lang: Lang::En, width, text_width: width, colour: Colour::Never };
        let drawn = render_table(&rows, &Columns::usual(), &look);
        let count = |text: &str, c: char| text.chars().filter(|other| *other == c).count();
        let grid = Grid::of_table(&rows, &Columns::usual(), Lang::En);
        let is_shown = |at: &usize| drawn.left_out.shown.contains(&grid.columns[*at].text);
        let shown: Vec<usize> = (0..grid.columns.len()).filter(is_shown).collect();
        prop_assert_eq!(shown.len() + drawn.left_out.left_out.len(), grid.columns.len());
        for row in &grid.rows {
            let cells = || shown.iter().map(|at| &row[*at].text);
            for c in cells().flat_map(|text| text.chars()).filter(|c| !c.is_whitespace()) {
                prop_assert!(count(&drawn.text, c) >= cells().map(|text| count(text, c)).sum());
            }
        }
    }

    #[test]
    fn a_wider_terminal_shows_no_fewer_columns(rows in nasty_samples(), width in NARROWEST..130) {
        let left_out = |width| {
            let look = Look { lang: Lang::Fi, width: Some(width), text_width: Some(width), colour: Colour::Never };
            render_table(&rows, &Columns::usual(), &look).left_out.left_out
        };
        let (narrow, wide) = (left_out(width), left_out(width + 1));
        prop_assert!(wide.iter().all(|heading| narrow.contains(heading)), "{:?} {:?}", narrow, wide);
    }
}

/// A matter with a command to type.
#[derive(serde::Serialize)]
struct Matter {
    what: String,
    kind: &'static str,
    command: String,
}

impl Row for Matter {
    const TITLE: Wording = Wording::fixed("Matters", "Asiat");
    const COLUMNS: &'static [Column<Self>] = &[
        Column::<Self>::shown("kind", "laji", |row| row.kind.into()).drops(1),
        Column::<Self>::shown("what", "asia", |row| (&row.what).into()).prose(24),
        Column::<Self>::command("next command", "seuraava komento", |row| (&row.command).into()),
    ];
}

fn matters(names: &str, width: Option<usize>) -> String {
    let matter = |what: &str, command: &str| Matter {
        what: what.to_owned(),
        kind: "signature",
        command: command.to_owned(),
    };
    let rows = [
        matter(
            "two signatures are missing from the agreement",
            "kumppani remind tno-2018 --to 'my  letters'",
        ),
        matter("nothing to do", ""),
    ];
    let columns = match names {
        "" => Columns::usual(),
        names => Columns::named(names, crate::view::Shown::in_table).expect("there are such columns"),
    };
    let look = Look {
        lang: Lang::En,
        width,
        text_width: width,
        colour: Colour::Never,
    };
    render_table(&rows, &columns, &look).text
}

#[test]
fn a_command_is_below_its_row_in_one_piece() {
    insta::assert_snapshot!(matters("", None), @"
    kind       what
    ────────────────────────────────────────────────────────
    signature  two signatures are missing from the agreement
      kumppani remind tno-2018 --to 'my  letters'
    signature  nothing to do
    ");
    insta::assert_snapshot!(matters("", Some(36)), @"
    kind       what
    ─────────────────────────────
    signature  two signatures are
               missing from the
               agreement
      kumppani remind tno-2018 --to 'my  letters'

    signature  nothing to do
    ");
    insta::assert_snapshot!(matters("", Some(20)), @"
    what
    ──────────────────
    two signatures are
    missing from the
    agreement
      kumppani remind tno-2018 --to 'my  letters'

    nothing to do
    ");
}

#[test]
fn commands_alone_are_lines_to_copy() {
    assert_eq!(
        matters("next-command", Some(20)),
        "kumppani remind tno-2018 --to 'my  letters'\n"
    );
}

#[test]
fn named_columns_stay_and_come_in_their_order() {
    insta::assert_snapshot!(matters("what,kind", Some(36)), @"
    what                kind
    ─────────────────────────────
    two signatures are  signature
    missing from the
    agreement
    nothing to do       signature
    ");
    insta::assert_snapshot!(matters("kind,next", Some(36)), @"
    kind
    ─────────
    signature
      kumppani remind tno-2018 --to 'my  letters'
    signature
    ");
}
