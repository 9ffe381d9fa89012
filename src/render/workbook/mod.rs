//! An agreement as a workbook of Excel: a guide, its sheets with choices, notes and locked cells, the choices, and a
//! sheet that no one sees with what it was made from. The same file gives the same bytes on any day.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign, Formula,
    Note, ProtectionOptions, Workbook, Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr;

use super::xlsx::day_of_workbooks;
use crate::source::workbook::Workbook as Book;
use crate::source::workbook::{Cell, Choices, Column, ColumnKind, Row, Sheet, Shown};
use crate::wording;
use crate::wording::{Lang, Wording};

/// The rows below the headings, which begin in the third row: the first one is hidden.
const FIRST_ROW: u32 = 2;

/// So many rows have choices.
const ROWS: u32 = 500;

/// The most columns that are kept in sight at the side.
const KEPT_IN_SIGHT: u16 = 3;

/// The widths of columns of words, and of sentences.
const WIDEST_WORD: usize = 34;
const WIDEST_TEXT: usize = 70;
const NARROWEST: usize = 9;

/// What a note takes for a line, and how many characters are in one.
const NOTE_WIDTH: u32 = 260;
const NOTE_LINE: u32 = 20;
const CHARS_OF_NOTE_LINE: usize = 38;

static CHOICES: Wording = Wording::fixed("Choices", "Valinnat");

/// The workbook's bytes.
///
/// # Errors
/// What the writer of workbooks says; it works in memory.
pub fn render_workbook(book: &Book, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(
        &DocProperties::new()
            .set_title(&book.agreement)
            .set_creation_datetime(&made),
    );
    let formats = Formats::of(lang);
    guide_sheet(workbook.add_worksheet(), book, &formats, lang)?;
    for sheet in &book.sheets {
        let page = workbook.add_worksheet();
        let pen = Pen {
            sheet,
            choices: &book.choices,
            formats: &formats,
            lang,
        };
        pen.write(page)?;
    }
    choices_sheet(workbook.add_worksheet(), &book.choices, &formats, lang)?;
    base_sheet(workbook.add_worksheet(), book)?;
    workbook.save_to_buffer()
}

/// How cells look.
struct Formats {
    heading: Format,
    text: Format,
    number: Format,
    date: Format,
    locked: Format,
    locked_number: Format,
    locked_date: Format,
    plain: Format,
}

impl Formats {
    fn of(lang: Lang) -> Self {
        let cell = Format::new().set_align(FormatAlign::Top).set_text_wrap();
        let open = cell.clone().set_unlocked();
        let locked = cell.clone().set_background_color("#EEEEEE");
        let day = match lang {
            Lang::Fi => "d.m.yyyy",
            Lang::En => "yyyy-mm-dd",
        };
        Self {
            heading: cell.clone().set_bold().set_background_color("#DDE6EE"),
            // What is typed stays as it is typed: `2014-01` and `=1+1` alike.
            text: open.clone().set_num_format("@"),
            number: open.clone().set_num_format("General"),
            date: open.set_num_format(day),
            locked_number: locked.clone().set_num_format("General"),
            locked_date: locked.clone().set_num_format(day),
            locked: locked.set_num_format("@"),
            plain: cell,
        }
    }

    fn of_cell(&self, shown: Option<&Shown>, is_locked: bool) -> &Format {
        match (shown, is_locked) {
            (Some(Shown::Day(_)), false) => &self.date,
            (Some(Shown::Day(_)), true) => &self.locked_date,
            (Some(Shown::Number(_)), false) => &self.number,
            (Some(Shown::Number(_)), true) => &self.locked_number,
            (_, false) => &self.text,
            (_, true) => &self.locked,
        }
    }
}

/// Writes one sheet.
struct Pen<'p> {
    sheet: &'p Sheet,
    choices: &'p [Choices],
    formats: &'p Formats,
    lang: Lang,
}

impl Pen<'_> {
    fn write(&self, page: &mut Worksheet) -> Result<(), XlsxError> {
        page.set_name(&self.sheet.title)?;
        page.set_default_note_author("kumppani");
        let columns = || (0u16..).zip(&self.sheet.columns);
        for (at, column) in columns() {
            self.column(page, at, column)?;
        }
        for (row, cells) in (FIRST_ROW..).zip(&self.sheet.rows) {
            self.row(page, row, cells)?;
        }
        page.set_row_hidden(0)?;
        let n_columns = u16::try_from(self.sheet.columns.len()).unwrap_or(u16::MAX);
        page.set_freeze_panes(FIRST_ROW, n_columns.min(KEPT_IN_SIGHT))?;
        if self.sheet.grows {
            page.autofilter(1, 0, self.last_row(), n_columns - 1)?;
        }
        page.protect_with_options(&ProtectionOptions {
            format_columns: true,
            format_rows: true,
            insert_rows: true,
            delete_rows: true,
            sort: true,
            use_autofilter: true,
            ..ProtectionOptions::default()
        });
        Ok(())
    }

    /// The last row that has choices.
    fn last_row(&self) -> u32 {
        let n_rows = u32::try_from(self.sheet.rows.len()).unwrap_or(u32::MAX);
        let last = FIRST_ROW.saturating_add(n_rows).saturating_sub(1);
        if self.sheet.grows {
            last.max(ROWS)
        } else {
            last.max(FIRST_ROW)
        }
    }

    fn column(&self, page: &mut Worksheet, at: u16, column: &Column) -> Result<(), XlsxError> {
        page.write_string(0, at, &column.name)?;
        page.write_string_with_format(1, at, &column.heading, &self.formats.heading)?;
        if let Some(text) = &column.note {
            page.insert_note(1, at, &note(text))?;
        }
        let is_open = self.sheet.grows && !column.is_locked;
        page.set_column_format(at, self.formats.of_cell(None, !is_open))?;
        page.set_column_width(at, self.width(at, column))?;
        if column.kind == ColumnKind::Key {
            page.set_column_hidden(at)?;
        }
        if let Some(range) = self.range(column.choices) {
            let choices = self.validation(range, column.choices)?;
            page.add_data_validation(FIRST_ROW, at, self.last_row(), at, &choices)?;
        }
        Ok(())
    }

    fn width(&self, at: u16, column: &Column) -> f64 {
        let widest = |text: &str| text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0);
        let cells = self
            .sheet
            .rows
            .iter()
            .filter_map(|row| row.cells.get(usize::from(at)));
        let texts = cells.filter_map(|cell| match &cell.shown {
            Some(Shown::Text(text)) => Some(widest(text)),
            Some(Shown::Day(_) | Shown::Number(_)) => Some(NARROWEST),
            None => None,
        });
        let most = match column.kind {
            ColumnKind::LongText => WIDEST_TEXT,
            _ => WIDEST_WORD,
        };
        let longest = texts.chain([widest(&column.heading) + 2]).max().unwrap_or(0) + 2;
        let width = longest.clamp(NARROWEST, most);
        u32::try_from(width).map_or(0.0, f64::from)
    }

    fn row(&self, page: &mut Worksheet, row: u32, cells: &Row) -> Result<(), XlsxError> {
        for (at, cell) in (0u16..).zip(&cells.cells) {
            self.cell(page, (row, at), cell)?;
        }
        Ok(())
    }

    fn cell(&self, page: &mut Worksheet, (row, at): (u32, u16), cell: &Cell) -> Result<(), XlsxError> {
        let format = self.formats.of_cell(cell.shown.as_ref(), cell.is_locked);
        match &cell.shown {
            None => page.write_blank(row, at, format)?,
            Some(Shown::Text(text)) => page.write_string_with_format(row, at, text, format)?,
            Some(Shown::Number(number)) => page.write_number_with_format(row, at, *number, format)?,
            Some(Shown::Day(day)) => match day_of_workbooks(*day) {
                Some(day) => page.write_datetime_with_format(row, at, &day, format)?,
                None => page.write_string_with_format(row, at, day.to_string(), format)?,
            },
        };
        if let Some(text) = &cell.note {
            page.insert_note(row, at, &note(text))?;
        }
        if let Some(range) = self.range(cell.choices) {
            let choices = self.validation(range, cell.choices)?;
            page.add_data_validation(row, at, row, at, &choices)?;
        }
        Ok(())
    }

    /// The cells of choices.
    fn range(&self, choices: Option<usize>) -> Option<Formula> {
        let place = choices?;
        let n_rows = self.choices.get(place)?.rows.len();
        let letter = rust_xlsxwriter::utility::column_number_to_name(u16::try_from(place * 2).ok()?);
        let sheet = CHOICES.get(self.lang);
        Some(Formula::new(format!(
            "={sheet}!${letter}$2:${letter}${}",
            n_rows + 1
        )))
    }

    /// A closed set is kept to; elsewhere the choices only help.
    fn validation(&self, range: Formula, choices: Option<usize>) -> Result<DataValidation, XlsxError> {
        let list = DataValidation::new().allow_list_formula(range);
        let is_closed = choices
            .and_then(|place| self.choices.get(place))
            .is_some_and(|choices| choices.is_closed);
        if !is_closed {
            return Ok(list.show_error_message(false));
        }
        let wrong = Wording::fixed("Choose from the list.", "Valitse luettelosta.");
        list.set_error_style(DataValidationErrorStyle::Stop)
            .set_error_message(wrong.get(self.lang))
    }
}

/// A note as high as its text.
fn note(text: &str) -> Note {
    let n_lines = text.chars().count() / CHARS_OF_NOTE_LINE + 2;
    let height = u32::try_from(n_lines).unwrap_or(1).saturating_mul(NOTE_LINE);
    Note::new(text)
        .add_author_prefix(false)
        .set_width(NOTE_WIDTH)
        .set_height(height)
}

fn guide_sheet(page: &mut Worksheet, book: &Book, formats: &Formats, lang: Lang) -> Result<(), XlsxError> {
    page.set_name(Wording::fixed("Guide", "Ohje").get(lang))?;
    page.set_column_width(0, 100.0)?;
    for (row, line) in (0u32..).zip(guide(&book.agreement)) {
        page.write_string_with_format(row, 0, line.get(lang), &formats.plain)?;
    }
    page.protect_with_options(&ProtectionOptions::default());
    Ok(())
}

fn guide(agreement: &str) -> Vec<Wording> {
    let about = wording!(
        en: "The agreement {agreement}. Change the cells, save the workbook, and run `kumppani apply FILE.xlsx`: it shows every change and asks before it writes.",
        fi: "Sopimus {agreement}. Muuta soluja, tallenna työkirja ja anna komento `kumppani apply TIEDOSTO.xlsx`: se näyttää jokaisen muutoksen ja kysyy ennen kirjoittamista."
    );
    [about].into_iter().chain(GUIDE).collect()
}

const GUIDE: [Wording; 7] = [
    Wording::fixed(
        "Internal: the workbook has the contacts of the organisations. Do not publish it.",
        "Sisäinen: työkirjassa ovat organisaatioiden yhteystiedot. Älä julkaise sitä.",
    ),
    Wording::fixed(
        "Grey cells are locked: ids, recorded facts that have a command of their own, and text that is frozen because the agreement has been opened. The protection has no password.",
        "Harmaat solut on lukittu: tunnukset, kirjatut tosiasiat, joilla on oma komentonsa, ja teksti, joka on jäädytetty sopimusta avattaessa. Suojauksessa ei ole salasanaa.",
    ),
    Wording::fixed(
        "A note on each heading says what the column is for.",
        "Otsikon huomautus kertoo, mitä sarakkeeseen kirjoitetaan.",
    ),
    Wording::fixed(
        "Add a row below the others. To remove one, choose “remove” in its last column.",
        "Lisää uusi rivi muiden alle. Poista rivi valitsemalla sen viimeiseen sarakkeeseen ”poista”.",
    ),
    Wording::fixed(
        "The order of the rows does not matter, so sort and filter as you like. Where the order means something, the column No. has it: change a number to move a row.",
        "Rivien järjestyksellä ei ole merkitystä, joten taulukoita voi lajitella ja suodattaa vapaasti. Jos järjestys merkitsee jotakin, se on sarakkeessa Nro: siirrä riviä muuttamalla numeroa.",
    ),
    Wording::fixed(
        "Dates: 15.1.2026, or 1/2026 or 2026 if no more is known. Several ids: separate them with commas. Other lists: one in a line (Alt+Enter).",
        "Päivät: 15.1.2026 tai, jos enempää ei tiedetä, 1/2026 tai 2026. Useita tunnuksia: erota ne pilkuilla. Muut luettelot: yksi kullekin riville (Alt+Enter).",
    ),
    Wording::fixed(
        "What others change in the file meanwhile is kept. If the same cell was changed in both, `apply` names it and writes nothing.",
        "Se, mitä muut sillä välin muuttavat tiedostossa, säilyy. Jos samaa solua on muutettu molemmissa, `apply` nimeää solun eikä kirjoita mitään.",
    ),
];

fn choices_sheet(
    page: &mut Worksheet,
    all: &[Choices],
    formats: &Formats,
    lang: Lang,
) -> Result<(), XlsxError> {
    page.set_name(CHOICES.get(lang))?;
    for (at, choices) in (0u16..).step_by(2).zip(all) {
        page.write_string_with_format(0, at, choices.title.get(lang), &formats.heading)?;
        let widest = choices
            .rows
            .iter()
            .map(|(choice, _)| choice.width())
            .max()
            .unwrap_or(0);
        let width = widest.clamp(NARROWEST, WIDEST_WORD);
        page.set_column_width(at, u32::try_from(width).map_or(0.0, f64::from))?;
        for (row, (choice, name)) in (1u32..).zip(&choices.rows) {
            page.write_string(row, at, choice)?;
            if let Some(name) = name {
                page.write_string(row, at + 1, name)?;
            }
        }
    }
    page.set_freeze_panes(1, 0)?;
    page.protect_with_options(&ProtectionOptions::default());
    Ok(())
}

fn base_sheet(page: &mut Worksheet, book: &Book) -> Result<(), XlsxError> {
    page.set_name(book.base_name)?;
    page.set_very_hidden(true);
    for (row, cells) in (0u32..).zip(&book.base) {
        for (at, cell) in (0u16..).zip(cells) {
            page.write_string(row, at, cell)?;
        }
    }
    page.protect_with_options(&ProtectionOptions::default());
    Ok(())
}

#[cfg(test)]
#[path = "../../../tests/workbooks/mod.rs"]
mod testing;
#[cfg(test)]
mod tests;
