//! Rows as a workbook: numbers are numbers, whole days are dates that sort and filter, and everything
//! else is text that no spreadsheet takes for a formula. It names no one, and the same rows of the same
//! day give the same bytes.

use std::borrow::Cow;
use std::io;
use std::ops::RangeInclusive;

use chrono::{Datelike as _, NaiveDate};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use super::clean::{Keep, clean};
use super::grid::cell_text;
use super::{Beside, Rendered};
use crate::model::{PartialDate, cluster_ends, guarded};
use crate::view::{Cell, Columns, Row};
use crate::wording;
use crate::wording::{Lang, Wording};

/// A column is as wide as its texts between these widths, in characters.
const WIDTHS: RangeInclusive<usize> = 8..=60;

/// What the margins and the arrow of a filter take beside a text, in characters.
const BESIDE_TEXT: usize = 4;

/// No cell of a workbook holds more, in units of UTF-16.
const LONGEST_TEXT: usize = 32_767;

/// The rows of a sheet below its headings.
pub(super) const MOST_ROWS: usize = 1_048_575;

/// So many texts that were cut are named, and the others counted.
const MOST_NAMED: usize = 3;

/// Whole numbers up to this are exact in a spreadsheet, which counts in floating point.
const LARGEST_EXACT: i64 = 1 << 53;

/// A list of rows as a sheet.
pub(super) struct Sheet<'s> {
    pub(super) title: &'s Wording,
    pub(super) headings: Vec<String>,
    pub(super) rows: Vec<Vec<Cell>>,
}

/// The rows with the named columns, or every one that data has.
pub(super) fn sheet_of<'t, R: Row>(
    rows: &[R],
    columns: &Columns<R>,
    title: &'t Wording,
    lang: Lang,
) -> Sheet<'t> {
    let columns = columns.in_data();
    let cells = |row: &R| columns.iter().map(|column| (column.cell)(row)).collect();
    Sheet {
        title,
        headings: columns
            .iter()
            .map(|column| column.heading.get(lang).to_owned())
            .collect(),
        rows: rows.iter().map(cells).collect(),
    }
}

/// The workbook's bytes. `made_on` is the day that it says it was made on.
///
/// # Errors
/// When there are more rows or columns than a sheet has.
pub(super) fn render_xlsx(sheet: &Sheet<'_>, made_on: NaiveDate, lang: Lang) -> io::Result<Rendered> {
    let bytes = workbook(sheet, made_on, lang).map_err(io::Error::other)?;
    let losses = losses(sheet, lang);
    let beside = Beside {
        losses,
        ..Beside::default()
    };
    Ok(Rendered { bytes, beside })
}

/// The texts that no cell holds, by the rows as a spreadsheet counts them.
fn losses(sheet: &Sheet<'_>, lang: Lang) -> Vec<Wording> {
    let cells = (2..).zip(&sheet.rows).flat_map(|(row, cells)| {
        let cells = sheet.headings.iter().zip(cells);
        cells.map(move |(heading, cell)| (row, heading, cell))
    });
    let mut cut = cells.filter_map(|(row, heading, cell): (usize, _, _)| {
        let written = cell_text(cell, lang);
        let text = whole_text(&written);
        let n_lost = text[fitting(&text)..].chars().count();
        (n_lost > 0).then(|| {
            let n_whole = text.chars().count();
            wording!(
                en: "row {row}, `{heading}`: a cell can hold {LONGEST_TEXT} characters as Excel counts them; the last {n_lost} of {n_whole} were cut",
                fi: "rivi {row}, `{heading}`: soluun mahtuu Excelin laskutavalla enintään {LONGEST_TEXT} merkkiä; {n_whole} merkin lopusta jäi pois {n_lost}"
            )
        })
    });
    let mut losses: Vec<Wording> = cut.by_ref().take(MOST_NAMED).collect();
    let n_more = cut.count();
    if n_more > 0 {
        losses.push(wording!(
            en: "other texts that were cut: {n_more}; csv and json have them in full",
            fi: "muita katkaistuja tekstejä: {n_more}; csv- ja json-muotoon mahtuvat kaikki"
        ));
    }
    losses
}

fn workbook(sheet: &Sheet<'_>, made_on: NaiveDate, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let title = sheet.title.get(lang);
    let mut properties = DocProperties::new().set_title(title);
    if let Some(day) = day_of_workbooks(made_on) {
        properties = properties.set_creation_datetime(&day);
    }
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties);
    let page = workbook.add_worksheet();
    page.set_name(title)?;
    page.set_freeze_panes(1, 0)?;
    let formats = Formats::of(lang);
    for (at, heading) in (0u16..).zip(&sheet.headings) {
        page.write_string_with_format(0, at, as_text(heading), &formats.heading)?;
        let cells = sheet.rows.iter().filter_map(|row| row.get(usize::from(at)));
        page.set_column_width(at, width(heading, cells, lang))?;
    }
    for (row, cells) in (1u32..).zip(&sheet.rows) {
        for (at, cell) in (0u16..).zip(cells) {
            write(page, (row, at), cell, &formats, lang)?;
        }
    }
    let last = (
        u32::try_from(sheet.rows.len()),
        u16::try_from(sheet.headings.len()),
    );
    if let (Ok(last_row), Ok(n_columns @ 1..)) = last {
        page.autofilter(0, 0, last_row, n_columns - 1)?;
    }
    workbook.save_to_buffer()
}

/// How cells look.
struct Formats {
    heading: Format,
    text: Format,
    number: Format,
    decimal: Format,
    date: Format,
}

impl Formats {
    fn of(lang: Lang) -> Self {
        let cell = Format::new().set_align(FormatAlign::Top);
        Self {
            heading: cell.clone().set_bold().set_background_color("#EEF2F6"),
            // Text stays text when somebody works on it: `=1+1` as well as `2014-01`.
            text: cell.clone().set_num_format("@").set_text_wrap(),
            number: cell.clone().set_num_format("0"),
            decimal: cell.clone(),
            date: cell.set_num_format(match lang {
                Lang::Fi => "d.m.yyyy",
                Lang::En => "yyyy-mm-dd",
            }),
        }
    }
}

fn write(
    page: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    formats: &Formats,
    lang: Lang,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        #[expect(clippy::cast_precision_loss, reason = "the guard leaves only what is exact")]
        Cell::Number(number) if (-LARGEST_EXACT..=LARGEST_EXACT).contains(number) => {
            page.write_number_with_format(row, column, *number as f64, &formats.number)?;
        }
        Cell::Decimal(number) if number.is_finite() => {
            page.write_number_with_format(row, column, *number, &formats.decimal)?;
        }
        Cell::Date(PartialDate::Day(day)) if let Some(day) = day_of_workbooks(*day) => {
            page.write_datetime_with_format(row, column, &day, &formats.date)?;
        }
        other => {
            let text = as_text(&cell_text(other, lang));
            page.write_string_with_format(row, column, text, &formats.text)?;
        }
    }
    Ok(())
}

/// The day as workbooks count it; `None` for one before their calendar begins.
pub(super) fn day_of_workbooks(day: NaiveDate) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok()?;
    let (month, date) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    // Excel takes 1900 for a leap year, so the days before its March are others elsewhere.
    let counts = day >= NaiveDate::from_ymd_opt(1900, 3, 1)?;
    counts.then(|| ExcelDateTime::from_ymd(year, month, date).ok())?
}

/// The text of a cell, cut where no cell holds it.
fn as_text(text: &str) -> String {
    let text = whole_text(text);
    match fitting(&text) {
        end if end == text.len() => text.into_owned(),
        end => format!("{}…", &text[..end]),
    }
}

/// A text that looks guarded gets a guard, as in CSV: the reader of lists takes one off.
fn whole_text(text: &str) -> Cow<'_, str> {
    let text = clean(text, Keep::LinesAndTabs);
    if text.starts_with('\'') {
        Cow::Owned(guarded(&text).into_owned())
    } else {
        text
    }
}

/// How many bytes of a text a cell holds: all, or what leaves room for an ellipsis.
fn fitting(text: &str) -> usize {
    if text.len() <= LONGEST_TEXT || text.encode_utf16().count() <= LONGEST_TEXT {
        return text.len();
    }
    let (mut n_units, mut start) = (0, 0);
    let fits = cluster_ends(text).take_while(|end| {
        n_units += text[std::mem::replace(&mut start, *end)..*end]
            .encode_utf16()
            .count();
        n_units < LONGEST_TEXT
    });
    fits.last().unwrap_or(0)
}

fn width<'c>(heading: &str, cells: impl Iterator<Item = &'c Cell>, lang: Lang) -> f64 {
    let widest = |text: &str| text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0);
    let cells = cells.map(|cell| widest(&cell_text(cell, lang)));
    let longest = cells.chain([widest(heading)]).max().unwrap_or(0);
    let width = (longest + BESIDE_TEXT).clamp(*WIDTHS.start(), *WIDTHS.end());
    u32::try_from(width).map_or(0.0, f64::from)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader as _, Xlsx};
    use proptest::prelude::*;

    use super::*;
    use crate::render::testing::{Sample, nasty_samples, samples};

    static TITLE: Wording = Wording::fixed("Samples", "Näytteet");

    fn made(rows: &[Sample], lang: Lang) -> Vec<u8> {
        let day = NaiveDate::from_ymd_opt(2026, 11, 21).expect("the calendar has the day");
        render_xlsx(&sheet_of(rows, &Columns::usual(), &TITLE, lang), day, lang)
            .expect("the rows fit")
            .bytes
    }

    fn read(bytes: &[u8], sheet: &str) -> Vec<Vec<Data>> {
        let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("it is a workbook");
        let formulas = workbook.worksheet_formula(sheet).expect("the sheet is there");
        assert!(formulas.is_empty());
        let range = workbook.worksheet_range(sheet).expect("the sheet is there");
        range.rows().map(<[Data]>::to_vec).collect()
    }

    #[test]
    fn numbers_and_days_are_no_texts_and_texts_no_formulas() {
        let mut rows = samples();
        "=1+1".clone_into(&mut rows[1].id);
        rows[1].date = PartialDate::parse("2014-01").ok();
        let bytes = made(&rows, Lang::Fi);
        let cells = read(&bytes, "Näytteet");
        let text = |text: &str| Data::String(text.to_owned());
        assert_eq!(cells[0][1], text("nimi"));
        assert_eq!(cells[1][4], Data::Float(1234.0));
        assert_eq!(cells[1][5], text("Länsi, Itä"));
        let Data::DateTime(day) = &cells[1][3] else {
            panic!("no date: {:?}", cells[1][3]);
        };
        let day = day.as_datetime().map(|day| day.date());
        assert_eq!(day, NaiveDate::from_ymd_opt(2014, 1, 20));
        assert_eq!(cells[2][0], text("=1+1"));
        assert_eq!(cells[2][3], text("1/2014"));
        assert_eq!(bytes, made(&rows, Lang::Fi), "made twice, it is the same");
    }

    /// The sheet itself, for what a reader of cells does not say.
    fn sheet_of_workbook(bytes: &[u8]) -> String {
        let mut package = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook is a package");
        let mut sheet = package
            .by_name("xl/worksheets/sheet1.xml")
            .expect("it has a sheet");
        let mut text = String::new();
        std::io::Read::read_to_string(&mut sheet, &mut text).expect("a sheet is text");
        text
    }

    #[test]
    fn the_headings_stay_in_sight_with_a_filter_and_columns_are_as_wide_as_their_texts() {
        let sheet = sheet_of_workbook(&made(&samples(), Lang::Fi));
        let tree = roxmltree::Document::parse(&sheet).expect("a sheet is XML");
        let find = |name: &str| {
            tree.descendants()
                .find(|node| node.has_tag_name((node.tag_name().namespace().unwrap_or(""), name)))
        };
        let pane = find("pane").expect("the headings are frozen");
        assert_eq!(
            (pane.attribute("ySplit"), pane.attribute("state")),
            (Some("1"), Some("frozen"))
        );
        let filter = find("autoFilter").expect("there is a filter");
        let last = format!("A1:{}{}", char::from(b'A' + 6), samples().len() + 1);
        assert_eq!(filter.attribute("ref"), Some(last.as_str()));
        let widths: Vec<f64> = tree
            .descendants()
            .filter(|node| node.tag_name().name() == "col")
            .filter_map(|column| column.attribute("width")?.parse().ok())
            .collect();
        let (id, name) = (widths[0], widths[1]);
        assert!(widths.len() == 6 && name > id, "{widths:?}");
    }

    #[test]
    fn without_rows_there_are_the_headings() {
        assert_eq!(read(&made(&[], Lang::En), "Samples").len(), 1);
    }

    #[test]
    fn what_a_workbook_cannot_hold_is_text() {
        let mut row = samples().remove(0);
        row.days = Some(i64::MAX);
        row.date = PartialDate::parse("1850-05-01").ok();
        row.name = "ä".repeat(40_000);
        let cells = read(&made(&[row], Lang::En), "Samples");
        assert_eq!(cells[1][4], Data::String(i64::MAX.to_string()));
        assert_eq!(cells[1][3], Data::String("1850-05-01".to_owned()));
        assert!(matches!(&cells[1][1], Data::String(text) if text.ends_with('…')));
    }

    #[test]
    fn what_is_cut_is_shown_by_its_row_and_column() {
        let mut row = samples().remove(0);
        let family = "👩\u{200d}👧";
        row.name = format!("a{}", family.repeat(7_000));
        row.note = Some("ä".repeat(LONGEST_TEXT));
        let mut rows = vec![row; 5];
        rows[0].name = "short".to_owned();
        let day = NaiveDate::from_ymd_opt(2026, 11, 21).expect("the calendar has the day");
        let made = render_xlsx(
            &sheet_of(&rows, &Columns::usual(), &TITLE, Lang::Fi),
            day,
            Lang::Fi,
        )
        .expect("the rows fit");
        let described: Vec<&str> = made.beside.losses.iter().map(|loss| loss.get(Lang::Fi)).collect();
        insta::assert_snapshot!(described.join("\n"), @"
        rivi 3, `nimi`: soluun mahtuu Excelin laskutavalla enintään 32767 merkkiä; 21001 merkin lopusta jäi pois 1341
        rivi 4, `nimi`: soluun mahtuu Excelin laskutavalla enintään 32767 merkkiä; 21001 merkin lopusta jäi pois 1341
        rivi 5, `nimi`: soluun mahtuu Excelin laskutavalla enintään 32767 merkkiä; 21001 merkin lopusta jäi pois 1341
        muita katkaistuja tekstejä: 1; csv- ja json-muotoon mahtuvat kaikki
        ");
        let cells = read(&made.bytes, "Näytteet");
        let Data::String(name) = &cells[2][1] else {
            panic!("no text")
        };
        // Nothing that is drawn as one is parted.
        assert_eq!(*name, format!("a{}…", family.repeat(6_553)));
        assert_eq!(cells[1][6], Data::String("ä".repeat(LONGEST_TEXT)));
    }

    proptest! {
        #[test]
        fn any_text_is_read_back(rows in nasty_samples()) {
            let cells = read(&made(&rows, Lang::En), "Samples");
            prop_assert_eq!(cells.len(), rows.len() + 1);
            for (cells, row) in cells[1..].iter().zip(&rows) {
                let expected = as_text(&row.id);
                let read = cells[0].to_string();
                prop_assert_eq!(read, expected);
            }
        }
    }
}
