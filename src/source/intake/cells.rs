//! The cells of a list as texts: from CSV as spreadsheets write it, from xlsx and from ods.

use std::io::Cursor;

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

/// Reads a list whose headings are among `known`.
///
/// # Errors
/// [`Unreadable`] when the bytes are no such file or no row has a known heading.
pub fn read_list<F>(bytes: &[u8], kind: ListKind, known: &[Heading<F>]) -> Result<List, Unreadable> {
    let sheets = match kind {
        ListKind::Csv => vec![csv_rows(bytes)?],
        ListKind::Workbook => workbook_rows(bytes)?,
    };
    let mut best: Option<(usize, &[Vec<String>], usize)> = None;
    for rows in &sheets {
        for (at, row) in rows.iter().enumerate().take(LAST_HEADING_ROW) {
            let n_known = row.iter().filter(|cell| is_heading(cell, known)).count();
            if n_known > best.map_or(0, |(n_best, ..)| n_best) {
                best = Some((n_known, rows, at));
            }
        }
    }
    best.map(|(_, rows, at)| list_below(rows, at))
        .ok_or_else(|| no_headings(known))
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
            en: "give the columns headings: {en}; `kumppani register --template FILE.xlsx` makes a sheet with them",
            fi: "anna sarakkeille otsikot: {fi}; `kumppani register --template TIEDOSTO.xlsx` tekee pohjan, jossa ne ovat"
        ),
    }
}

fn csv_rows(bytes: &[u8]) -> Result<Vec<Vec<String>>, Unreadable> {
    let text = std::str::from_utf8(bytes).map_err(|_| Unreadable {
        message: Wording::fixed("the file is not UTF-8", "tiedosto ei ole UTF-8-muodossa"),
        help: Wording::fixed(
            "save it as “CSV UTF-8”, or as xlsx or ods",
            "tallenna se muotoon ”CSV UTF-8” tai muotoon xlsx tai ods",
        ),
    })?;
    let text = text.trim_start_matches('\u{feff}');
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
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

/// What separates the values: of semicolon, tab and comma the one that the first lines have most.
fn delimiter(text: &str) -> u8 {
    let n = |mark: char| {
        text.lines()
            .take(LAST_HEADING_ROW)
            .map(|line| line.matches(mark).count())
            .max()
    };
    match (n(';'), n('\t'), n(',')) {
        (semicolons, tabs, commas) if semicolons >= tabs && semicolons >= commas => b';',
        (_, tabs, commas) if tabs >= commas => b'\t',
        _ => b',',
    }
}

fn workbook_rows(bytes: &[u8]) -> Result<Vec<Vec<Vec<String>>>, Unreadable> {
    let unreadable = || Unreadable {
        message: Wording::fixed(
            "the file is no workbook that can be read",
            "tiedosto ei ole luettavissa oleva työkirja",
        ),
        help: Wording::fixed(
            "open it in the spreadsheet program and save it as xlsx, ods or CSV UTF-8, without a password",
            "avaa se taulukkolaskennassa ja tallenna muotoon xlsx, ods tai CSV UTF-8 ilman salasanaa",
        ),
    };
    let mut workbook: Sheets<_> =
        calamine::open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|_| unreadable())?;
    let mut sheets = Vec::new();
    for name in workbook.sheet_names() {
        let range = workbook.worksheet_range(&name).map_err(|_| unreadable())?;
        // The range begins at the first cell in use: what stands before it is counted, too.
        let (top, left) = range
            .start()
            .map_or((0, 0), |(row, column)| (row as usize, column as usize));
        let mut rows = vec![Vec::new(); top];
        for row in range.rows() {
            let before = vec![String::new(); left];
            rows.push(before.into_iter().chain(row.iter().map(text_of)).collect());
        }
        sheets.push(rows);
    }
    Ok(sheets)
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
