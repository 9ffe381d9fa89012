//! The index: a SQLite file made from the registry's files, and every question that is asked of it.
//! The only place with SQL. It decides nothing about agreements: it stores what the model says, and
//! nothing that a user typed lives only here.

mod apply;
mod build;
mod compare;
mod entry;
mod error;
mod find;
mod known;
mod lock;
mod questions;
mod schema;
mod seal;
mod term;
mod unfinished;
mod value;
mod write;

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

use std::cell::OnceCell;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::diagnostic::FilePath;
use crate::disk::Disk;
use crate::model::Network;
use crate::wording::Wording;

pub use crate::view::{LoadCounts, LoadedRows};
pub use error::IndexError;
pub use find::Found;
pub use questions::{
    AgreementFilter, Asked, Contacts, DutyFilter, EventFilter, GroupFilter, IdKind, Named, Scope,
    SearchExtent, SignatoryFilter, SqlBounds, TimedScope, Turn, WantedKind,
};
pub use seal::Extent;
pub use write::AgreementRows;
pub use write::change::{Changes, FileChange, FileContent, FirstError, KnownFile, Stamp};

use std::collections::BTreeMap;

/// An open index.
#[derive(Debug)]
pub struct Index {
    connection: Rc<Connection>,
    home: Home,
    network: OnceCell<Arc<Network>>,
}

/// Where an index lives.
#[derive(Clone, Debug)]
enum Home {
    File(PathBuf),
    /// In memory, for a folder that cannot be written.
    Memory,
    /// In a temporary file of SQLite's, which is gone when it is closed: for what is only supposed.
    Temporary,
}

impl Index {
    /// Looks for an index at `path`, compares it with its seal, and opens it.
    ///
    /// # Errors
    /// `Foreign` when the file is something else; it is left untouched.
    pub fn find(path: &Path, extent: Extent) -> Result<Found, IndexError> {
        find::find(path, extent)
    }

    /// Builds an index from nothing and puts it at `path`, in place of what is there. `files` are
    /// all files of the registry; in the order of their agreements' ids they are taken in fastest,
    /// and none is kept longer than it takes. On an error the old file stays and nothing
    /// half-written remains.
    ///
    /// # Errors
    /// `Foreign` when `path` holds something else than an index.
    pub fn build(
        disk: &Disk,
        path: &Path,
        network: &Network,
        files: impl IntoIterator<Item = FileChange>,
    ) -> Result<(Self, LoadCounts), IndexError> {
        // A foreign file is not to be replaced, whoever asks for it.
        find::head_of(path)?;
        let n_loaded = build::build(disk, path, network, files)?;
        let index = Self {
            connection: Rc::new(schema::open_to_read(path)?),
            home: Home::File(path.to_owned()),
            network: OnceCell::new(),
        };
        let counts = known::count_built(&index.connection, n_loaded)?;
        Ok((index, counts))
    }

    /// Builds an index that lives only as long as it is open.
    pub fn in_memory(
        network: &Network,
        files: impl IntoIterator<Item = FileChange>,
    ) -> Result<(Self, LoadCounts), IndexError> {
        let mut connection = Connection::open_in_memory()?;
        schema::configure(&connection)?;
        // It must not need a disk.
        connection.pragma_update(None, "temp_store", "MEMORY")?;
        let n_loaded = build::fill(&mut connection, network, files)?;
        let counts = known::count_built(&connection, n_loaded)?;
        let index = Self {
            connection: Rc::new(connection),
            home: Home::Memory,
            network: OnceCell::new(),
        };
        Ok((index, counts))
    }

    /// A copy that may be changed without the index being touched, and lives only as long as it is open.
    pub fn temporary_copy(&self) -> Result<Self, IndexError> {
        Ok(Self {
            connection: Rc::new(compare::temporary_copy(&self.connection)?),
            home: Home::Temporary,
            network: OnceCell::new(),
        })
    }

    /// The same index once more: what is applied to one is in both.
    #[must_use]
    pub fn shared(&self) -> Self {
        Self {
            connection: Rc::clone(&self.connection),
            home: self.home.clone(),
            network: OnceCell::new(),
        }
    }

    /// The connection, of this index alone: one that is shared with another is copied first.
    fn own_connection(&mut self) -> Result<&mut Connection, IndexError> {
        if Rc::get_mut(&mut self.connection).is_none() {
            *self = self.temporary_copy()?;
        }
        Ok(Rc::get_mut(&mut self.connection).expect("a copy is shared with no other"))
    }

    /// The network whose regions are in the index.
    pub fn network(&self) -> Result<&Arc<Network>, IndexError> {
        if let Some(network) = self.network.get() {
            return Ok(network);
        }
        let network = known::network(&self.connection)?;
        Ok(self.network.get_or_init(|| Arc::new(network)))
    }

    /// The files that the index was made from, loaded and refused.
    pub fn known_files(&self) -> Result<BTreeMap<FilePath, KnownFile>, IndexError> {
        Ok(known::known_files(&self.connection)?)
    }

    /// What the index holds.
    pub fn count_rows(&self) -> Result<LoadedRows, IndexError> {
        Ok(known::count_rows(&self.connection)?)
    }

    /// Brings the index up to date, wholly or, with an error, not at all. Without changes it only
    /// counts and writes nothing.
    ///
    /// # Errors
    /// `Replaced` when another version of the program has put its own index in the place of this one.
    pub fn apply(&mut self, disk: &Disk, changes: &Changes) -> Result<LoadCounts, IndexError> {
        if changes.is_empty() {
            return known::count(&self.connection, changes, &BTreeMap::new());
        }
        let known = match &self.home {
            Home::Memory | Home::Temporary => {
                let known = self.known_files()?;
                apply::apply(&self.connection, changes)?;
                known
            }
            Home::File(path) => self.apply_at(disk, &path.clone(), changes)?,
        };
        known::count(&self.connection, changes, &known)
    }

    /// Another process may have put a new file in the place of the open one. The changes are
    /// applied to what is there now: rows are replaced by file, so it does not matter from which
    /// state they start.
    fn apply_at(
        &mut self,
        disk: &Disk,
        path: &Path,
        changes: &Changes,
    ) -> Result<BTreeMap<FilePath, KnownFile>, IndexError> {
        let _lock = lock::lock(disk, path)?;
        let known = match find::find(path, Extent::ByTurns)? {
            Found::Ready(now) => now.known_files()?,
            Found::Missing | Found::Stale => {
                return Err(IndexError::Replaced {
                    path: path.to_owned(),
                });
            }
            Found::Untrusted(reason) => return Err(IndexError::Untrusted { reason }),
        };
        let updated = apply::updated(disk, path, changes)?;
        // Some systems replace no file that is open.
        self.connection = Rc::new(Connection::open_in_memory()?);
        let replaced = updated.put_at(path);
        self.connection = Rc::new(schema::open_to_read(path)?);
        replaced.map(|()| known)
    }

    /// What is wrong with the index, looked at as a whole and compared with one made from the files
    /// alone, in words; `None` when there is nothing.
    pub fn find_fault(&self, from_files: &mut Self) -> Result<Option<Wording>, IndexError> {
        compare::find_fault(&self.connection, &from_files.connection)
    }

    /// One state of the index for several queries, whatever other processes write meanwhile.
    fn snapshot(&self) -> Result<Transaction<'_>, IndexError> {
        let transaction = Transaction::new_unchecked(&self.connection, TransactionBehavior::Deferred)?;
        Ok(transaction)
    }
}
