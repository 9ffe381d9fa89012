//! The rows of an agreement, made where its file is read, several files at a time, so that the one thread
//! that writes has nothing left to do but to bind them.

use std::collections::HashMap;

use rusqlite::types::{ToSql, ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, OptionalExtension as _, Statement};

use crate::diagnostic::FilePath;
use crate::index::entry::EntryId;
use crate::index::value::{Day, IsoDate};
use crate::model::{OrganisationId, PartialDate};

/// What stands in one column of a row.
#[derive(Clone, Debug)]
pub(super) enum Cell {
    Null,
    Integer(i64),
    Date(IsoDate),
    /// A word of a closed set.
    Word(&'static str),
    Text(Box<str>),
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

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Self::Integer(number.into())
    }
}

impl From<bool> for Cell {
    fn from(is: bool) -> Self {
        Self::Integer(is.into())
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<&String> for Cell {
    fn from(text: &String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<PartialDate> for Cell {
    fn from(date: PartialDate) -> Self {
        Self::Date(date.into())
    }
}

impl From<Day> for Cell {
    fn from(day: Day) -> Self {
        PartialDate::Day(day.0).into()
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// Rows of one table.
#[derive(Clone, Debug)]
struct Batch {
    /// Inserts a row; its first parameter is the number of the agreement, the others are the cells.
    sql: &'static str,
    n_cells: usize,
    cells: Vec<Cell>,
}

/// Everything that an agreement says, as rows.
#[derive(Clone, Debug)]
pub struct AgreementRows {
    pub(super) id: String,
    pub(super) file: FilePath,
    /// The columns of the table `agreement` after its number.
    pub(super) agreement: Vec<Cell>,
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
    pub(super) fn new(id: &str, file: FilePath, agreement: Vec<Cell>) -> Self {
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
    pub(super) fn add<const N: usize>(&mut self, sql: &'static str, cells: [Cell; N]) {
        let batches = &mut self.rows.batches;
        let known = batches.iter().position(|batch| batch.sql == sql);
        let place = known.unwrap_or_else(|| {
            batches.push(Batch {
                sql,
                n_cells: N,
                cells: Vec::new(),
            });
            batches.len() - 1
        });
        batches[place].cells.extend(cells);
    }

    /// The number of an id, which it gets when it has none.
    pub(super) fn organisation(&mut self, id: &'a OrganisationId) -> Cell {
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

    /// Inserts all rows but that of the agreement itself, which has this number.
    pub(super) fn insert(
        &self,
        connection: &Connection,
        agreement: i64,
        organisations: &[i64],
    ) -> rusqlite::Result<()> {
        for batch in &self.batches {
            let mut statement = connection.prepare_cached(batch.sql)?;
            statement.raw_bind_parameter(1, agreement)?;
            for row in batch.cells.chunks_exact(batch.n_cells) {
                bind(&mut statement, 2, row, organisations)?;
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

/// Binds cells to the parameters of a statement from the `first` on.
pub(super) fn bind(
    statement: &mut Statement<'_>,
    first: usize,
    cells: &[Cell],
    organisations: &[i64],
) -> rusqlite::Result<()> {
    for (place, cell) in (first..).zip(cells) {
        statement.raw_bind_parameter(place, Bound { cell, organisations })?;
    }
    Ok(())
}

/// A cell with the numbers of the organisations.
struct Bound<'c> {
    cell: &'c Cell,
    organisations: &'c [i64],
}

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.cell {
            Cell::Null => ToSqlOutput::Owned(Value::Null),
            Cell::Integer(number) => (*number).into(),
            Cell::Date(date) => date.as_str().into(),
            Cell::Word(word) => (*word).into(),
            Cell::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Cell::Organisation(place) => self.organisations[*place].into(),
        })
    }
}

/// The numbers of organisations that were asked for lately.
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
