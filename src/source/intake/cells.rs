//! The cells of a list as texts: from CSV as spreadsheets write it, from xlsx and from ods.

use std::io::{Cursor, Read, Seek};

use calamine::{Data, Reader as _, Sheets};

use super::columns::Heading;
use super::{ListColumn, plain};
use crate::wording;
use crate::wording::Wording;

/// How a list is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListKind {
    /// Values separated by semicolons, commas or tabs.
    Csv,
    /// A workbook of Excel or `LibreOffice`.
    Workbook,
}

impl ListKind {
    /// The kind of a file's ending, without its full stop.
    #[must_use]
    pub fn of_ending(ending: &str) -> Option<Self> {
        match ending.to_lowercase().as_str() {
            "csv" | "tsv" | "txt" => Some(Self::Csv),
            "xlsx" | "xlsm" | "ods" => Some(Self::Workbook),
            _ => None,
        }
    }
}

/// Why a file is no list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The reason.
    pub message: Wording,
    /// The next step.
    pub help: Wording,
}

/// A list: its headings, and the rows below them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// The columns that have a heading, with their place in a row.
    pub(super) columns: Vec<(usize, ListColumn)>,
    /// The rows that have a value, with their numbers from 1.
    pub(super) rows: Vec<(u32, Vec<String>)>,
}

/// Above the headings there may be a title and other lines; further down they are not sought.
const LAST_HEADING_ROW: usize = 20;

/// A sheet of cells, and its name where it has one.
struct Sheet {
    name: String,
    rows: Vec<Vec<String>>,
}

/// The row of a sheet that has most known headings; the first of equal ones.
struct Headings<'s> {
    sheet: &'s Sheet,
    at: usize,
    n_known: usize,
}

/// Reads a list whose headings are among `known`.
///
/// # Errors
/// [`Unreadable`] when the bytes are no such file, no row has a known heading, or several sheets have.
pub fn read_list<F>(bytes: &[u8], kind: ListKind, known: &[Heading<F>]) -> Result<List, Unreadable> {
    let sheets = match kind {
        ListKind::Csv => csv_readings(bytes)?,
        ListKind::Workbook => workbook_sheets(bytes)?,
    };
    let headings: Vec<Headings<'_>> = sheets
        .iter()
        .filter_map(|sheet| headings_of(sheet, known))
        .collect();
    if kind == ListKind::Workbook {
        refuse_several(&headings)?;
    }
    let mut best: Option<&Headings<'_>> = None;
    for found in &headings {
        if best.is_none_or(|best| found.n_known > best.n_known) {
            best = Some(found);
        }
    }
    best.map(|best| list_below(&best.sheet.rows, best.at))
        .ok_or_else(|| no_headings(known))
}

fn headings_of<'s, F>(sheet: &'s Sheet, known: &[Heading<F>]) -> Option<Headings<'s>> {
    let mut best: Option<Headings<'s>> = None;
    for (at, row) in sheet.rows.iter().enumerate().take(LAST_HEADING_ROW) {
        let n_known = row.iter().filter(|cell| is_heading(cell, known)).count();
        if n_known > best.as_ref().map_or(0, |best| best.n_known) {
            best = Some(Headings { sheet, at, n_known });
        }
    }
    best
}

/// A sheet with two known headings or more is a list; of several lists only a person knows which is
/// meant.
fn refuse_several(headings: &[Headings<'_>]) -> Result<(), Unreadable> {
    let lists: Vec<&str> = headings
        .iter()
        .filter(|found| found.n_known > 1)
        .map(|found| found.sheet.name.as_str())
        .collect();
    if lists.len() < 2 {
        return Ok(());
    }
    let names = lists.join(", ");
    Err(Unreadable {
        message: wording!(
            en: "several sheets of the workbook are such lists: {names}",
            fi: "työkirjassa on useita tällaisia luetteloita: {names}"
        ),
        help: Wording::fixed(
            "keep one of them, or save each as a file of its own",
            "säilytä niistä yksi tai tallenna kukin omaksi tiedostokseen",
        ),
    })
}

fn is_heading<F>(cell: &str, known: &[Heading<F>]) -> bool {
    let plain = plain(cell);
    known.iter().any(|heading| heading.is(&plain))
}

fn list_below(rows: &[Vec<String>], at: usize) -> List {
    let columns = rows[at]
        .iter()
        .enumerate()
        .filter(|(_, heading)| !heading.is_empty())
        .map(|(place, heading)| {
            let letter = letter(place);
            let heading = heading.clone();
            (place, ListColumn { letter, heading })
        })
        .collect();
    let below = rows.iter().enumerate().skip(at + 1);
    let rows = below
        .filter(|(_, row)| row.iter().any(|cell| !cell.is_empty()))
        .map(|(at, row)| (u32::try_from(at + 1).unwrap_or(u32::MAX), row.clone()))
        .collect();
    List { columns, rows }
}

/// `A` for the first column.
fn letter(mut place: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(b'A' + u8::try_from(place % 26).expect("a rest of 26 is small"));
        match place / 26 {
            0 => break,
            rest => place = rest - 1,
        }
    }
    letters.into_iter().rev().map(char::from).collect()
}

fn no_headings<F>(known: &[Heading<F>]) -> Unreadable {
    let list = |own: fn(&Heading<F>) -> &'static str| known.iter().map(own).collect::<Vec<_>>().join(", ");
    let (en, fi) = (list(|heading| heading.en), list(|heading| heading.fi));
    Unreadable {
        message: Wording::fixed("no row with headings was found", "otsikkoriviä ei löytynyt"),
        help: wording!(
            en: "give the columns headings: {en}",
            fi: "anna sarakkeille otsikot: {fi}"
        ),
    }
}

/// The file as each of the separators would have it: the one with most headings is the right one.
fn csv_readings(bytes: &[u8]) -> Result<Vec<Sheet>, Unreadable> {
    let text = std::str::from_utf8(bytes).map_err(|_| Unreadable {
        message: Wording::fixed("the file is not UTF-8", "tiedosto ei ole UTF-8-muodossa"),
        help: Wording::fixed(
            "save it as “CSV UTF-8”, or as xlsx or ods",
            "tallenna se muotoon ”CSV UTF-8” tai muotoon xlsx tai ods",
        ),
    })?;
    let text = text.trim_start_matches('\u{feff}');
    [b';', b'\t', b',']
        .into_iter()
        .map(|separator| {
            Ok(Sheet {
                name: String::new(),
                rows: csv_rows(text, separator)?,
            })
        })
        .collect()
}

fn csv_rows(text: &str, separator: u8) -> Result<Vec<Vec<String>>, Unreadable> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    // A spreadsheet counts rows: an empty line is one, though no record, and a record is one, though a
    // text in it may have several lines.
    let mut n_inner_lines = 0;
    for record in reader.records() {
        let record = record.map_err(|_| Unreadable {
            message: Wording::fixed("the file is no CSV", "tiedosto ei ole CSV-muodossa"),
            help: Wording::fixed("save it as xlsx or ods", "tallenna se muotoon xlsx tai ods"),
        })?;
        let (line, byte) = record.position().map_or((1, 0), |at| (at.line(), at.byte()));
        // A record's place is where the empty lines before it begin.
        let from = usize::try_from(byte).unwrap_or(0).min(text.len());
        let is_break = |byte: &u8| matches!(byte, b'\r' | b'\n');
        let empty_lines = text.as_bytes()[from..].iter().take_while(|byte| is_break(byte));
        let n_empty = empty_lines.filter(|byte| **byte == b'\n').count();
        let line = usize::try_from(line).unwrap_or(1) + n_empty;
        let row = line.saturating_sub(1 + n_inner_lines).max(rows.len());
        rows.resize(row, Vec::new());
        rows.push(record.iter().map(cleaned).collect());
        n_inner_lines += record
            .iter()
            .map(|cell| cell.matches('\n').count())
            .sum::<usize>();
    }
    Ok(rows)
}

/// A list ends before this row and this column: a cell further out is a slip, and a grid with it in
/// would not fit into memory.
const LARGEST_GRID: (u32, u32) = (100_000, 1_000);

fn workbook_sheets(bytes: &[u8]) -> Result<Vec<Sheet>, Unreadable> {
    let mut workbook: Sheets<_> =
        calamine::open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|_| no_workbook())?;
    let mut sheets = Vec::new();
    for name in workbook.sheet_names() {
        let rows = match &mut workbook {
            Sheets::Xlsx(workbook) => xlsx_rows(workbook, &name)?,
            other => {
                let range = other.worksheet_range(&name).map_err(|_| no_workbook())?;
                let cells = range.used_cells();
                let (top, left) = range.start().unwrap_or((0, 0));
                let mut grid = Grid::default();
                for (row, column, cell) in cells {
                    let row = top.saturating_add(u32::try_from(row).unwrap_or(u32::MAX));
                    let column = left.saturating_add(u32::try_from(column).unwrap_or(u32::MAX));
                    grid.put(row, column, text_of(cell), &name)?;
                }
                grid.rows
            }
        };
        sheets.push(Sheet { name, rows });
    }
    Ok(sheets)
}

fn no_workbook() -> Unreadable {
    Unreadable {
        message: Wording::fixed(
            "the file is no workbook that can be read",
            "tiedosto ei ole luettavissa oleva työkirja",
        ),
        help: Wording::fixed(
            "open it in the spreadsheet program and save it as xlsx, ods or CSV UTF-8, without a password",
            "avaa se taulukkolaskennassa ja tallenna muotoon xlsx, ods tai CSV UTF-8 ilman salasanaa",
        ),
    }
}

/// The cells are taken one by one: a grid between the first and the last of them could be larger than
/// the memory.
fn xlsx_rows<RS: Read + Seek>(
    workbook: &mut calamine::Xlsx<RS>,
    name: &str,
) -> Result<Vec<Vec<String>>, Unreadable> {
    let mut cells = workbook.worksheet_cells_reader(name).map_err(|_| no_workbook())?;
    let mut grid = Grid::default();
    while let Some(cell) = cells.next_cell().map_err(|_| no_workbook())? {
        let (row, column) = cell.get_position();
        grid.put(row, column, text_of(&cell.get_value().clone().into()), name)?;
    }
    Ok(grid.rows)
}

#[derive(Default)]
struct Grid {
    rows: Vec<Vec<String>>,
}

impl Grid {
    fn put(&mut self, row: u32, column: u32, text: String, sheet: &str) -> Result<(), Unreadable> {
        if text.is_empty() {
            return Ok(());
        }
        if row >= LARGEST_GRID.0 || column >= LARGEST_GRID.1 {
            let place = format!("{}{}", letter(column as usize), u64::from(row) + 1);
            return Err(Unreadable {
                message: wording!(
                    en: "the sheet {sheet} has a cell far out, at {place}",
                    fi: "taulukossa {sheet} on kaukana solu {place}"
                ),
                help: Wording::fixed("empty that cell", "tyhjennä solu"),
            });
        }
        let (row, column) = (row as usize, column as usize);
        if self.rows.len() <= row {
            self.rows.resize(row + 1, Vec::new());
        }
        let cells = &mut self.rows[row];
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        cells[column] = text;
        Ok(())
    }
}

/// What a person sees in a cell, with dates as ISO.
fn text_of(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::DateTime(at) => match at.as_datetime() {
            Some(at) => at.date().to_string(),
            None => at.as_f64().to_string(),
        },
        Data::DateTimeIso(text) => text.split('T').next().unwrap_or_default().to_owned(),
        Data::String(text) => cleaned(text),
        other => other.to_string(),
    }
}

/// A text on one line without spaces around it.
fn cleaned(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_called_as_in_a_spreadsheet() {
        for (place, letters) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (51, "AZ"),
            (52, "BA"),
            (701, "ZZ"),
            (702, "AAA"),
        ] {
            assert_eq!(letter(place), letters);
        }
    }
}
