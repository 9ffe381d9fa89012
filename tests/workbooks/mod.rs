//! A workbook as a person changes it: opened by a reader that is not ours, changed cell by cell, and written again by
//! another writer, with nothing but values, dates and what is hidden. For the library and the command line alike.

#![allow(dead_code, reason = "each of the tests changes some things")]

use std::io::Cursor;

use calamine::{Data, Reader as _, SheetVisible, Xlsx};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook};

/// An opened workbook.
pub(crate) struct OpenedBook {
    sheets: Vec<OpenedSheet>,
}

struct OpenedSheet {
    name: String,
    is_hidden: bool,
    rows: Vec<Vec<Data>>,
}

/// The row of the names of columns.
const NAMES: usize = 0;

impl OpenedBook {
    pub(crate) fn open(bytes: &[u8]) -> Self {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("it is a workbook");
        let metadata: Vec<_> = book.sheets_metadata().to_vec();
        let sheets = metadata.into_iter().map(|sheet| {
            let range = book.worksheet_range(&sheet.name).expect("the sheet is there");
            let (height, width) = range.end().map_or((0, 0), |(row, column)| (row + 1, column + 1));
            let cell = |row, column| range.get_value((row, column)).cloned().unwrap_or(Data::Empty);
            let row = |row| (0..width).map(|column| cell(row, column)).collect();
            OpenedSheet {
                name: sheet.name,
                is_hidden: sheet.visible != SheetVisible::Visible,
                rows: (0..height).map(row).collect(),
            }
        });
        Self {
            sheets: sheets.collect(),
        }
    }

    fn sheet(&mut self, name: &str) -> &mut OpenedSheet {
        let found = self.sheets.iter_mut().find(|sheet| sheet.name == name);
        found.expect("the workbook has the sheet")
    }

    /// The row of a sheet in which a column holds a text, as a spreadsheet counts.
    pub(crate) fn row(&mut self, sheet: &str, column: &str, text: &str) -> usize {
        let sheet = self.sheet(sheet);
        let column = sheet.column(column);
        let is_it = |row: &Vec<Data>| said(&row[column]) == text;
        sheet.rows.iter().position(is_it).expect("a row has the text") + 1
    }

    /// How many rows a sheet has, those of names and headings among them.
    pub(crate) fn n_rows(&mut self, sheet: &str) -> usize {
        self.sheet(sheet).rows.len()
    }

    /// The stable names of the columns.
    pub(crate) fn names(&mut self, sheet: &str) -> Vec<String> {
        self.sheet(sheet).rows[NAMES].iter().map(said).collect()
    }

    /// The text of a cell.
    pub(crate) fn text(&mut self, sheet: &str, row: usize, column: &str) -> String {
        let sheet = self.sheet(sheet);
        let column = sheet.column(column);
        said(&sheet.rows[row - 1][column])
    }

    /// Writes into a cell.
    pub(crate) fn put(&mut self, sheet: &str, row: usize, column: &str, text: &str) {
        let sheet = self.sheet(sheet);
        let column = sheet.column(column);
        sheet.rows[row - 1][column] = if text.is_empty() {
            Data::Empty
        } else {
            Data::String(text.to_owned())
        };
    }

    /// Adds a row.
    pub(crate) fn add(&mut self, sheet: &str, cells: &[(&str, &str)]) -> usize {
        let row = {
            let sheet = self.sheet(sheet);
            let width = sheet.rows[NAMES].len();
            sheet.rows.push(vec![Data::Empty; width]);
            sheet.rows.len()
        };
        for (column, text) in cells {
            self.put(sheet, row, column, text);
        }
        row
    }

    /// Deletes a row.
    pub(crate) fn delete(&mut self, sheet: &str, row: usize) {
        self.sheet(sheet).rows.remove(row - 1);
    }

    /// Turns the order of the rows below the headings round, as sorting does.
    pub(crate) fn reverse(&mut self, sheet: &str) {
        self.sheet(sheet).rows[2..].reverse();
    }

    /// Deletes a whole sheet.
    pub(crate) fn drop(&mut self, sheet: &str) {
        self.sheets.retain(|known| known.name != sheet);
    }

    /// Deletes the hidden row of names and puts the headings in its place.
    pub(crate) fn forget_names(&mut self) {
        for sheet in &mut self.sheets {
            let is_ours = sheet
                .rows
                .first()
                .is_some_and(|row| row[0].to_string().starts_with("#key"));
            if is_ours {
                sheet.rows.remove(NAMES);
            }
        }
    }

    /// The workbook's bytes, written anew.
    pub(crate) fn saved(&self) -> Vec<u8> {
        let mut workbook = Workbook::new();
        // The same bytes on any day.
        let day = ExcelDateTime::from_ymd(2026, 11, 21).expect("a day");
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&day));
        self.write_into(&mut workbook);
        workbook.save_to_buffer().expect("it can be written")
    }

    /// Writes the sheets into another workbook.
    pub(crate) fn write_into(&self, workbook: &mut Workbook) {
        let date = Format::new().set_num_format_index(14);
        for sheet in &self.sheets {
            let page = workbook.add_worksheet();
            page.set_name(&sheet.name).expect("it had the name");
            page.set_hidden(sheet.is_hidden);
            for (row, cells) in (0u32..).zip(&sheet.rows) {
                for (column, cell) in (0u16..).zip(cells) {
                    match cell {
                        Data::Empty => {}
                        Data::Float(number) => {
                            page.write_number(row, column, *number).expect("it fits");
                        }
                        Data::DateTime(day) => {
                            page.write_number_with_format(row, column, day.as_f64(), &date)
                                .expect("it fits");
                        }
                        other => {
                            page.write_string(row, column, other.to_string())
                                .expect("it fits");
                        }
                    }
                }
            }
        }
    }
}

impl OpenedSheet {
    fn column(&self, name: &str) -> usize {
        let found = self.rows[NAMES].iter().position(|cell| said(cell) == name);
        found.unwrap_or_else(|| panic!("no column {name} in {}", self.name))
    }
}

/// The text of a cell.
fn said(cell: &Data) -> String {
    cell.to_string()
}
