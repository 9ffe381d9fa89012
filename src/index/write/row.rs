//! The rows of an agreement, made where its file is read, several files at a time, so that the one thread
//! that writes has nothing left to do but to bind them.

use std::borrow::Cow;
use std::collections::HashMap;

use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, OptionalExtension as _, Statement};

use crate::diagnostic::FilePath;
use crate::index::entry::EntryId;
use crate::index::value::{Day, IsoDate};
use crate::model::{OrganisationId, PartialDate};

/// What is in one column of a row.
#[derive(Clone, Debug)]
pub(super) enum Cell<'a> {
    Null,
    Integer(i64),
    Date(IsoDate),
    /// A word of a closed set.
    Word(&'static str),
    Text(Cow<'a, str>),
    /// An organisation by its place in [`AgreementRows::organisations`]; the index has a number for it.
    Organisation(usize),
}

/// The cells of a row, in the order of the columns.
macro_rules! cells {
    ($($value:expr),* $(,)?) => {
        [$($crate::index::write::row::Cell::from($value)),*]
    };
}
pub(super) use cells;

impl From<i64> for Cell<'_> {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<u32> for Cell<'_> {
    fn from(number: u32) -> Self {
        Self::Integer(number.into())
    }
}

impl From<bool> for Cell<'_> {
    fn from(is: bool) -> Self {
        Self::Integer(is.into())
    }
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

impl<'a> From<&'a String> for Cell<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<PartialDate> for Cell<'_> {
    fn from(date: PartialDate) -> Self {
        Self::Date(date.into())
    }
}

impl From<Day> for Cell<'_> {
    fn from(day: Day) -> Self {
        PartialDate::Day(day.0).into()
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell<'_> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// Cells one after the other in one piece of memory: a letter that says what a cell is, then a number or the length
/// of a text, little-endian, then the text.
#[derive(Clone, Debug, Default)]
struct Cells(Vec<u8>);

const NULL: u8 = b'0';
const INTEGER: u8 = b'i';
const ORGANISATION: u8 = b'o';
const TEXT: u8 = b't';

impl Cells {
    fn push(&mut self, cell: &Cell<'_>) {
        match cell {
            Cell::Null => self.0.push(NULL),
            Cell::Integer(number) => self.push_number(INTEGER, *number),
            Cell::Organisation(place) => self.push_number(ORGANISATION, length(*place)),
            Cell::Date(date) => self.push_text(date.as_str()),
            Cell::Word(word) => self.push_text(word),
            Cell::Text(text) => self.push_text(text),
        }
    }

    fn push_number(&mut self, kind: u8, number: i64) {
        self.0.push(kind);
        self.0.extend(number.to_le_bytes());
    }

    fn push_text(&mut self, text: &str) {
        self.push_number(TEXT, length(text.len()));
        self.0.extend(text.as_bytes());
    }
}

/// A length or a place, which memory keeps far below the limit.
fn length(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

/// The cells that are still to be bound.
struct Unbound<'c> {
    bytes: &'c [u8],
    organisations: &'c [i64],
}

impl<'c> Unbound<'c> {
    /// Binds the next cells to parameters from the `first` on; `false` when there are none.
    fn bind(&mut self, statement: &mut Statement<'_>, first: usize, n: usize) -> rusqlite::Result<bool> {
        for place in first..first + n {
            let Some(value) = self.next() else {
                return Ok(false);
            };
            statement.raw_bind_parameter(place, value)?;
        }
        Ok(true)
    }

    fn next(&mut self) -> Option<ToSqlOutput<'c>> {
        let (kind, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        if *kind == NULL {
            return Some(ToSqlOutput::Owned(Value::Null));
        }
        let (number, rest) = self.bytes.split_first_chunk()?;
        self.bytes = rest;
        let number = i64::from_le_bytes(*number);
        if *kind == INTEGER {
            return Some(number.into());
        }
        let number = usize::try_from(number).ok()?;
        if *kind == ORGANISATION {
            return Some(self.organisations.get(number).copied()?.into());
        }
        let (text, rest) = self.bytes.split_at_checked(number)?;
        self.bytes = rest;
        Some(ToSqlOutput::Borrowed(ValueRef::Text(text)))
    }
}

/// Rows of one table.
#[derive(Clone, Debug)]
struct Batch {
    /// Inserts a row; its first parameter is the number of the agreement, the others are the cells.
    sql: &'static str,
    n_cells: usize,
    cells: Cells,
}

/// Everything that an agreement says, as rows.
#[derive(Clone, Debug)]
pub struct AgreementRows {
    pub(super) id: String,
    pub(super) file: FilePath,
    /// The columns of the table `agreement` after its number.
    agreement: Cells,
    /// Each organisation that it names, once.
    organisations: Vec<String>,
    batches: Vec<Batch>,
    pub(super) words: Vec<Words>,
}

/// The words of something that the search finds.
#[derive(Clone, Debug)]
pub(super) struct Words {
    /// Its entry, but for the numbers of the agreement and the organisation.
    pub(super) entry: EntryId,
    /// The organisation by its place, for an entry of one.
    pub(super) organisation: Option<usize>,
    pub(super) folded: String,
}

/// Rows in the making.
pub(super) struct Maker<'a> {
    rows: AgreementRows,
    places: HashMap<&'a str, usize>,
}

impl<'a> Maker<'a> {
    pub(super) fn new<const N: usize>(id: &str, file: FilePath, facts: &[Cell<'_>; N]) -> Self {
        let mut agreement = Cells::default();
        for cell in facts {
            agreement.push(cell);
        }
        let rows = AgreementRows {
            id: id.to_owned(),
            file,
            agreement,
            organisations: Vec::new(),
            batches: Vec::new(),
            words: Vec::new(),
        };
        let places = HashMap::new();
        Self { rows, places }
    }

    /// Adds a row to what `sql` inserts.
    pub(super) fn add<const N: usize>(&mut self, sql: &'static str, cells: &[Cell<'_>; N]) {
        let batches = &mut self.rows.batches;
        let known = batches.iter().position(|batch| batch.sql == sql);
        let place = known.unwrap_or_else(|| {
            batches.push(Batch {
                sql,
                n_cells: N,
                cells: Cells::default(),
            });
            batches.len() - 1
        });
        for cell in cells {
            batches[place].cells.push(cell);
        }
    }

    /// The number of an id, which it gets when it has none.
    pub(super) fn organisation(&mut self, id: &'a OrganisationId) -> Cell<'static> {
        Cell::Organisation(self.place(id))
    }

    pub(super) fn place(&mut self, id: &'a OrganisationId) -> usize {
        let organisations = &mut self.rows.organisations;
        *self.places.entry(id.as_str()).or_insert_with(|| {
            organisations.push(id.to_string());
            organisations.len() - 1
        })
    }

    pub(super) fn add_words(&mut self, entry: EntryId, organisation: Option<usize>, folded: String) {
        self.rows.words.push(Words {
            entry,
            organisation,
            folded,
        });
    }

    pub(super) fn finish(mut self) -> AgreementRows {
        // What comes in this order is taken in fastest.
        self.rows.words.sort_unstable_by_key(|words| words.entry);
        self.rows
    }
}

impl AgreementRows {
    /// The agreement's id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Inserts the row of the agreement itself by a statement that has a parameter for every column.
    pub(super) fn insert_agreement(&self, statement: &mut Statement<'_>) -> rusqlite::Result<()> {
        let n = statement.parameter_count();
        let mut cells = Unbound {
            bytes: &self.agreement.0,
            organisations: &[],
        };
        cells.bind(statement, 1, n)?;
        statement.raw_execute()?;
        Ok(())
    }

    /// Inserts all other rows of the agreement, which has this number, and its organisations these.
    pub(super) fn insert(
        &self,
        connection: &Connection,
        agreement: i64,
        organisations: &[i64],
    ) -> rusqlite::Result<()> {
        for batch in &self.batches {
            let mut statement = connection.prepare_cached(batch.sql)?;
            statement.raw_bind_parameter(1, agreement)?;
            let mut cells = Unbound {
                bytes: &batch.cells.0,
                organisations,
            };
            while cells.bind(&mut statement, 2, batch.n_cells)? {
                statement.raw_execute()?;
            }
        }
        Ok(())
    }

    /// The numbers of its organisations.
    pub(super) fn organisation_keys(
        &self,
        connection: &Connection,
        keys: &mut Keys,
    ) -> rusqlite::Result<Vec<i64>> {
        let ids = self.organisations.iter();
        ids.map(|id| keys.organisation(connection, id)).collect()
    }
}

/// The numbers of organisations that were requested lately.
#[derive(Debug, Default)]
pub(in crate::index) struct Keys {
    organisations: HashMap<String, i64>,
}

/// So many are kept: the agreements of a network follow each other and name the same organisations.
const MOST_KEYS: usize = 65_536;

const KNOWN: &str = "SELECT k.organisation_key FROM organisation_key AS k WHERE k.organisation_id = ?";

const NEW: &str = "INSERT INTO organisation_key (organisation_id) VALUES (?)";

impl Keys {
    /// The number of an id, which it gets when it has none.
    pub(super) fn organisation(&mut self, connection: &Connection, id: &str) -> rusqlite::Result<i64> {
        if let Some(key) = self.organisations.get(id) {
            return Ok(*key);
        }
        let mut known = connection.prepare_cached(KNOWN)?;
        let key = match known
            .query_row([id], |row| row.get("organisation_key"))
            .optional()?
        {
            Some(key) => key,
            None => connection.prepare_cached(NEW)?.insert([id])?,
        };
        if self.organisations.len() >= MOST_KEYS {
            self.organisations.clear();
        }
        self.organisations.insert(id.to_owned(), key);
        Ok(key)
    }
}
