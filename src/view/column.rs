//! Columns: how a row of an answer becomes cells for a table, a CSV file or a spreadsheet.

use chrono::NaiveDate;
use serde::Serialize;

use crate::model::PartialDate;
use crate::wording::Wording;

/// One cell, still without language or format.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing is known or nothing applies.
    Empty,
    /// A text from the files.
    Text(String),
    /// A word of the program.
    Word(Wording),
    /// A count.
    Number(i64),
    /// A date as given.
    Date(PartialDate),
    /// Several texts.
    List(Vec<String>),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&String> for Cell {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<&Vec<String>> for Cell {
    fn from(texts: &Vec<String>) -> Self {
        Self::List(texts.clone())
    }
}

impl From<PartialDate> for Cell {
    fn from(date: PartialDate) -> Self {
        Self::Date(date)
    }
}

impl From<NaiveDate> for Cell {
    fn from(day: NaiveDate) -> Self {
        Self::Date(PartialDate::Day(day))
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Self::Number(i64::from(number))
    }
}

impl From<Wording> for Cell {
    fn from(word: Wording) -> Self {
        Self::Word(word)
    }
}

impl<T> From<Option<T>> for Cell
where
    Cell: From<T>,
{
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Self::from)
    }
}

/// Where a column is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// In tables and in data.
    Everywhere,
    /// In data alone (CSV, spreadsheets): a table has no room for it.
    InData,
}

/// A column of an answer.
pub struct Column<R: ?Sized> {
    /// Its heading.
    pub heading: Wording,
    /// Its cell in a row.
    pub cell: fn(&R) -> Cell,
    /// Where it is shown.
    pub shown: Shown,
}

impl<R> Column<R> {
    /// A column that tables and data show.
    #[must_use]
    pub const fn shown(en: &'static str, fi: &'static str, cell: fn(&R) -> Cell) -> Self {
        Self {
            heading: Wording::fixed(en, fi),
            cell,
            shown: Shown::Everywhere,
        }
    }

    /// A column that only data shows.
    #[must_use]
    pub const fn in_data(en: &'static str, fi: &'static str, cell: fn(&R) -> Cell) -> Self {
        Self {
            heading: Wording::fixed(en, fi),
            cell,
            shown: Shown::InData,
        }
    }
}

/// A row of an answer: an object in JSON, a line in a table.
pub trait Row: Serialize + Sized + 'static {
    /// The columns, in their order.
    const COLUMNS: &'static [Column<Self>];
}
