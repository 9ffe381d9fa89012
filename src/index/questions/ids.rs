//! The ids that the registry uses and the names that go with them, for what a command names and for "did
//! you mean".

use crate::index::{Index, IndexError};

/// A kind of id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdKind {
    /// Of agreements.
    Agreement,
    /// Of organisations, in an agreement or in `organisations.yaml`.
    Organisation,
    /// Of groups, in any agreement.
    Group,
    /// The texts that name one group each: its id, or `agreement/group` where several groups have the id.
    GroupReference,
    /// Of themes, in any agreement.
    Theme,
    /// Of products, in any agreement.
    Product,
}

const AGREEMENTS: &str = "
    SELECT a.agreement_id AS id
    FROM agreement AS a
    ORDER BY id";

const ORGANISATIONS: &str = "
    SELECT s.organisation_id AS id
    FROM signatory AS s
    UNION
    SELECT o.organisation_id AS id
    FROM organisation AS o
    ORDER BY id";

const GROUPS: &str = "
    SELECT DISTINCT g.group_id AS id
    FROM agreement_group AS g
    ORDER BY id";

/// An agreement beside the id where several groups have it.
const GROUP_REFERENCES: &str = "
    SELECT DISTINCT g.reference AS id
    FROM group_reference AS g
    ORDER BY id";

const THEMES: &str = "
    SELECT DISTINCT t.theme_id AS id
    FROM theme AS t
    ORDER BY id";

const PRODUCTS: &str = "
    SELECT DISTINCT p.product_id AS id
    FROM product AS p
    ORDER BY id";

/// A text and its translations are one name each.
const AGREEMENT_NAMES: &str = "
    SELECT a.agreement_id AS id, a.title AS name
    FROM agreement AS a
    UNION
    SELECT a.agreement_id AS id, t.value AS name
    FROM agreement AS a
    JOIN json_each(a.title_texts) AS t
    ORDER BY id, name";

const ORGANISATION_NAMES: &str = "
    SELECT s.organisation_id AS id, s.name AS name
    FROM signatory AS s
    UNION
    SELECT o.organisation_id AS id, o.name AS name
    FROM organisation AS o
    UNION
    SELECT f.organisation_id AS id, f.name AS name
    FROM organisation_former_name AS f
    ORDER BY id, name";

const GROUP_NAMES: &str = "
    SELECT g.group_id AS id, g.name AS name
    FROM agreement_group AS g
    UNION
    SELECT g.group_id AS id, t.value AS name
    FROM agreement_group AS g
    JOIN json_each(g.name_texts) AS t
    ORDER BY id, name";

const GROUP_REFERENCE_NAMES: &str = "
    SELECT r.reference AS id, g.name AS name
    FROM group_reference AS r
    JOIN agreement_group AS g USING (agreement_id, group_id)
    UNION
    SELECT r.reference AS id, t.value AS name
    FROM group_reference AS r
    JOIN agreement_group AS g USING (agreement_id, group_id)
    JOIN json_each(g.name_texts) AS t
    ORDER BY id, name";

const THEME_NAMES: &str = "
    SELECT h.theme_id AS id, h.name AS name
    FROM theme AS h
    UNION
    SELECT h.theme_id AS id, t.value AS name
    FROM theme AS h
    JOIN json_each(h.name_texts) AS t
    ORDER BY id, name";

const PRODUCT_NAMES: &str = "
    SELECT p.product_id AS id, p.name AS name
    FROM product AS p
    UNION
    SELECT p.product_id AS id, t.value AS name
    FROM product AS p
    JOIN json_each(p.name_texts) AS t
    ORDER BY id, name";

/// An id and a name of what it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The id.
    pub id: String,
    /// A name, in any of the languages and from any time.
    pub name: String,
}

#[cfg(test)]
pub(super) const QUERIES: &[&str] = &[
    AGREEMENTS,
    ORGANISATIONS,
    GROUPS,
    GROUP_REFERENCES,
    THEMES,
    PRODUCTS,
    AGREEMENT_NAMES,
    ORGANISATION_NAMES,
    GROUP_NAMES,
    GROUP_REFERENCE_NAMES,
    THEME_NAMES,
    PRODUCT_NAMES,
];

impl Index {
    /// All ids of a kind, each once, in their own order.
    pub fn ids(&self, kind: IdKind) -> Result<Vec<String>, IndexError> {
        let sql = match kind {
            IdKind::Agreement => AGREEMENTS,
            IdKind::Organisation => ORGANISATIONS,
            IdKind::Group => GROUPS,
            IdKind::GroupReference => GROUP_REFERENCES,
            IdKind::Theme => THEMES,
            IdKind::Product => PRODUCTS,
        };
        let mut statement = self.connection.prepare_cached(sql)?;
        let ids = statement.query_map([], |row| row.get("id"))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    /// All names of a kind with their ids.
    pub fn names(&self, kind: IdKind) -> Result<Vec<Named>, IndexError> {
        let sql = match kind {
            IdKind::Agreement => AGREEMENT_NAMES,
            IdKind::Organisation => ORGANISATION_NAMES,
            IdKind::Group => GROUP_NAMES,
            IdKind::GroupReference => GROUP_REFERENCE_NAMES,
            IdKind::Theme => THEME_NAMES,
            IdKind::Product => PRODUCT_NAMES,
        };
        let mut statement = self.connection.prepare_cached(sql)?;
        let named = statement.query_map([], |row| {
            Ok(Named {
                id: row.get("id")?,
                name: row.get("name")?,
            })
        })?;
        Ok(named.collect::<rusqlite::Result<_>>()?)
    }
}
