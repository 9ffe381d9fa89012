//! Columns: how a row of an answer becomes cells for a table, a CSV file or a spreadsheet.

use chrono::NaiveDate;
use serde::Serialize;

use super::Spoken;
use crate::model::{ClockTime, PartialDate};
use crate::wording::Wording;

/// One cell, still without language or format.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing is known or nothing applies.
    Empty,
    /// A text from the files.
    Text(String),
    /// A text from the files, in a language.
    Spoken(Spoken),
    /// A word of the program.
    Word(Wording),
    /// A word of the program that says how something is.
    State(Wording, Tone),
    /// A count.
    Number(i64),
    /// Any other number.
    Decimal(f64),
    /// A date as given.
    Date(PartialDate),
    /// Several texts.
    List(Vec<String>),
}

/// How something is: a hint for colours, which never say more than the word does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// As it should be: in force, signed.
    Firm,
    /// Someone has to act or to wait.
    Open,
    /// Past, and of no further concern.
    Over,
    /// Refused or broken off.
    Refused,
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

impl From<&Spoken> for Cell {
    fn from(spoken: &Spoken) -> Self {
        Self::Spoken(spoken.clone())
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

impl From<ClockTime> for Cell {
    fn from(time: ClockTime) -> Self {
        Self::Text(time.iso())
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
    /// In data, and in tables whose rows differ in it.
    WhereRowsDiffer,
    /// In tables alone: data has the same in several columns.
    InTable,
    /// In data alone (CSV, spreadsheets): a table has no room for it.
    InData,
}

impl Shown {
    /// Whether a table shows the column.
    #[must_use]
    pub const fn in_table(self) -> bool {
        matches!(self, Self::Everywhere | Self::InTable | Self::WhereRowsDiffer)
    }

    /// Whether data shows the column.
    #[must_use]
    pub const fn in_data(self) -> bool {
        matches!(self, Self::Everywhere | Self::InData | Self::WhereRowsDiffer)
    }
}

/// A column of an answer.
pub struct Column<R: ?Sized> {
    pub heading: Wording,
    /// Its cell in a row.
    pub cell: fn(&R) -> Cell,
    /// Where it is shown.
    pub shown: Shown,
    /// How it shares the width of a table with its neighbours.
    pub fitting: Fitting,
}

/// How a column shares the width of a table with its neighbours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fitting {
    /// Its turn to drop out of a table that is too wide: 1 drops out first, `None` never.
    pub drops: Option<u8>,
    /// Of long texts, which may wrap: the least width that lets them read well. All others stay on one line.
    pub prose: Option<usize>,
    /// Whether its texts are commands to copy: a table prints them below the row, in one piece.
    pub is_command: bool,
}

impl<R> Column<R> {
    /// A column that tables and data show.
    #[must_use]
    pub const fn shown(en: &'static str, fi: &'static str, cell: fn(&R) -> Cell) -> Self {
        Self::new(en, fi, cell, Shown::Everywhere)
    }

    /// A column that data shows, and a table when its rows differ in it.
    #[must_use]
    pub const fn where_rows_differ(en: &'static str, fi: &'static str, cell: fn(&R) -> Cell) -> Self {
        Self::new(en, fi, cell, Shown::WhereRowsDiffer)
    }

    /// A column that only tables show.
    #[must_use]
    pub const fn in_table(en: &'static str, fi: &'static str, cell: fn(&R) -> Cell) -> Self {
        Self::new(en, fi, cell, Shown::InTable)
    }

    /// A column that only data shows.
    #[must_use]
    pub const fn in_data(en: &'static str, fi: &'static str, cell: fn(&R) -> Cell) -> Self {
        Self::new(en, fi, cell, Shown::InData)
    }

    /// A column of commands to copy.
    #[must_use]
    pub const fn command(en: &'static str, fi: &'static str, cell: fn(&R) -> Cell) -> Self {
        let mut column = Self::new(en, fi, cell, Shown::Everywhere);
        column.fitting.is_command = true;
        column
    }

    /// The column drops out of a table that is too wide; those with a lower number drop out before it.
    #[must_use]
    pub const fn drops(mut self, turn: u8) -> Self {
        self.fitting.drops = Some(turn);
        self
    }

    /// The texts of the column may be long, and wrap where they have at least this width.
    #[must_use]
    pub const fn prose(mut self, width: usize) -> Self {
        self.fitting.prose = Some(width);
        self
    }

    const fn new(en: &'static str, fi: &'static str, cell: fn(&R) -> Cell, shown: Shown) -> Self {
        let heading = Wording::fixed(en, fi);
        let fitting = Fitting {
            drops: None,
            prose: None,
            is_command: false,
        };
        Self {
            heading,
            cell,
            shown,
            fitting,
        }
    }
}

/// A row of an answer: an object in JSON, a line in a table.
pub trait Row: Serialize + Sized + Sync + 'static {
    /// What a list of such rows is called; short enough for the name of a sheet.
    const TITLE: Wording;
    /// The columns, in their order.
    const COLUMNS: &'static [Column<Self>];
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::{
        AgreementRow, BoardRow, CalendarEntry, DueRow, DutyRow, EventRow, FiledDocumentRow, GroupRow, LogRow,
        OrganisationRow, RegionRow, RegistrationRow, ReminderRow, SearchRow, SignatoryRow, TemplateRow,
    };
    use crate::wording::Lang;

    fn assert_headings_differ<R: Row>() {
        for title in [Lang::En, Lang::Fi].map(|lang| R::TITLE.get(lang).to_owned()) {
            let is_short = (1..=31).contains(&title.chars().count());
            assert!(is_short && title.chars().all(char::is_alphabetic), "{title}");
        }
        for shown in [Shown::in_table, Shown::in_data] {
            for lang in [Lang::En, Lang::Fi] {
                let mut headings: Vec<&str> = R::COLUMNS
                    .iter()
                    .filter(|column| shown(column.shown))
                    .map(|column| column.heading.get(lang))
                    .collect();
                headings.sort_unstable();
                let n_columns = headings.len();
                headings.dedup();
                assert_eq!(headings.len(), n_columns, "{headings:?}");
            }
        }
    }

    /// A spreadsheet that imports a CSV file finds its columns by their headings.
    #[test]
    fn no_two_columns_of_an_answer_have_the_same_heading() {
        assert_headings_differ::<AgreementRow>();
        assert_headings_differ::<BoardRow>();
        assert_headings_differ::<CalendarEntry>();
        assert_headings_differ::<DueRow>();
        assert_headings_differ::<DutyRow>();
        assert_headings_differ::<EventRow>();
        assert_headings_differ::<FiledDocumentRow>();
        assert_headings_differ::<GroupRow>();
        assert_headings_differ::<LogRow>();
        assert_headings_differ::<OrganisationRow>();
        assert_headings_differ::<RegionRow>();
        assert_headings_differ::<RegistrationRow>();
        assert_headings_differ::<ReminderRow>();
        assert_headings_differ::<SearchRow>();
        assert_headings_differ::<SignatoryRow>();
        assert_headings_differ::<TemplateRow>();
    }
}
