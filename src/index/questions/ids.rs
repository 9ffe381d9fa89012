//! The ids that the registry uses and the names that go with them, for what a command names and for "did
//! you mean".

use rusqlite::{Row, named_params};

use crate::index::{Index, IndexError};
use crate::model::closed_set::closed_set;

closed_set! {
    /// A kind of id, as the view `known_name` calls it.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum IdKind {
        Agreement = "agreement",
        /// Of organisations, in an agreement or in `organisations.yaml`.
        Organisation = "organisation",
        /// Of groups, in any agreement.
        Group = "group",
        /// The texts that name one group each: its id, or `agreement/group` where several groups have the id.
        GroupReference = "group-reference",
        /// Of themes, in any agreement.
        Theme = "theme",
        /// Of products, in any agreement.
        Product = "product",
    }
}

const IDS: &str = "
    SELECT DISTINCT k.id
    FROM known_name AS k
    WHERE k.kind = :kind
    -- reads all: a slip of the pen may mean any of them
    ORDER BY k.id";

const NAMES: &str = "
    SELECT DISTINCT k.id, k.name
    FROM known_name AS k
    WHERE k.kind = :kind
    -- reads all: SQLite does not know which names are the same to people
    ORDER BY k.id, k.name";

const GROUPS: &str = "
    SELECT g.group_id AS id, g.name
    FROM agreement AS a
    JOIN agreement_group_row AS g ON g.agreement_key = a.agreement_key
    WHERE a.agreement_id = :agreement
    UNION
    SELECT g.group_id, t.value
    FROM agreement AS a
    JOIN agreement_group_row AS g ON g.agreement_key = a.agreement_key
    JOIN json_each(g.name_texts) AS t
    WHERE a.agreement_id = :agreement
    ORDER BY id, name";

const IS_KNOWN: &str = "
    SELECT EXISTS (
        SELECT 1
        FROM known_name AS k
        WHERE k.kind = :kind AND k.id = :id
        -- reads all groups, themes or products where such an id is asked for: few options take one
    )";

/// An id and a name of what it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub id: String,
    /// A name, in any of the languages and from any time.
    pub name: String,
}

#[cfg(test)]
pub(super) const QUERIES: &[&str] = &[IDS, NAMES, GROUPS, IS_KNOWN];

impl Index {
    /// All ids of a kind, each once, in their own order.
    pub fn ids(&self, kind: IdKind) -> Result<Vec<String>, IndexError> {
        let mut statement = self.connection.prepare_cached(IDS)?;
        let ids = statement.query_map(named_params! {":kind": kind.code()}, |row| row.get("id"))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    /// All names of a kind with their ids.
    pub fn names(&self, kind: IdKind) -> Result<Vec<Named>, IndexError> {
        let mut statement = self.connection.prepare_cached(NAMES)?;
        let named = statement.query_map(named_params! {":kind": kind.code()}, named_from_row)?;
        Ok(named.collect::<rusqlite::Result<_>>()?)
    }

    /// The names of the groups of an agreement with their ids.
    pub fn group_names(&self, agreement: &str) -> Result<Vec<Named>, IndexError> {
        let mut statement = self.connection.prepare_cached(GROUPS)?;
        let named = statement.query_map(named_params! {":agreement": agreement}, named_from_row)?;
        Ok(named.collect::<rusqlite::Result<_>>()?)
    }

    /// Whether an id of a kind is in use.
    pub fn is_known(&self, kind: IdKind, id: &str) -> Result<bool, IndexError> {
        let mut statement = self.connection.prepare_cached(IS_KNOWN)?;
        Ok(statement.query_row(named_params! {":kind": kind.code(), ":id": id}, |row| row.get(0))?)
    }
}

fn named_from_row(row: &Row<'_>) -> rusqlite::Result<Named> {
    Ok(Named {
        id: row.get("id")?,
        name: row.get("name")?,
    })
}
