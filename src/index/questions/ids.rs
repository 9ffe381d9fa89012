//! The ids that the registry uses, for "did you mean".

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

#[cfg(test)]
pub(super) const QUERIES: &[&str] = &[
    AGREEMENTS,
    ORGANISATIONS,
    GROUPS,
    GROUP_REFERENCES,
    THEMES,
    PRODUCTS,
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
}
