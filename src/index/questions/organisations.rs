//! Organisations over all agreements, one a row.

use std::collections::BTreeMap;

use rusqlite::{Connection, named_params};

use super::Asked;
use crate::index::{Index, IndexError};
use crate::model::NameOrder;
use crate::view::{OrganisationRow, SuccessorView};

macro_rules! signed {
    ($whose:literal) => {
        concat!(
            "
    SELECT k.organisation_id, a.agreement_id, s.name, s.business_id, s.kind
    FROM signatory_row AS s
    JOIN agreement AS a ON a.agreement_key = s.agreement_key
    JOIN organisation_key AS k ON k.organisation_key = s.organisation_key",
            $whose,
            "
    ORDER BY a.starts_on, a.agreement_id, s.position"
        )
    };
}

/// From the earliest agreement to the latest, so that what comes later counts.
const SIGNED: &str = signed!(
    "
    -- reads all: the list of all organisations"
);

const SIGNED_BY_ONE: &str = signed!(
    "
    WHERE k.organisation_id = :organisation"
);

const RECORDED: &str = "
    SELECT o.organisation_id, o.name, o.ceased
    FROM organisation AS o
    WHERE (:organisation IS NULL OR o.organisation_id = :organisation)
    ORDER BY o.organisation_id";

const FORMER_NAMES: &str = "
    SELECT f.organisation_id, f.name
    FROM organisation_former_name AS f
    WHERE (:organisation IS NULL OR f.organisation_id = :organisation)
    ORDER BY f.organisation_id, f.position";

const SUCCESSIONS: &str = "
    SELECT s.organisation_id, s.successor_id, s.scope
    FROM organisation_succession AS s
    WHERE (:organisation IS NULL OR s.organisation_id = :organisation)
    ORDER BY s.organisation_id, s.position";

#[cfg(test)]
pub(super) const QUERIES: &[&str] = &[SIGNED, SIGNED_BY_ONE, RECORDED, FORMER_NAMES, SUCCESSIONS];

impl Index {
    /// All organisations of all agreements and of `organisations.yaml`, by name. The names of
    /// organisations have no translations, and what is told here is the same on every day.
    pub fn organisations(&self, _asked: &Asked) -> Result<Vec<OrganisationRow>, IndexError> {
        let snapshot = self.snapshot()?;
        let mut rows = query(&snapshot, None)?;
        let order = NameOrder::finnish();
        rows.sort_by(|a, b| {
            order
                .compare(&a.name, &b.name)
                .then_with(|| a.organisation.cmp(&b.organisation))
        });
        Ok(rows)
    }
}

/// One organisation as a row; `None` when the index knows nothing of it.
pub(super) fn one(connection: &Connection, organisation: &str) -> rusqlite::Result<Option<OrganisationRow>> {
    Ok(query(connection, Some(organisation))?.into_iter().next())
}

fn query(connection: &Connection, organisation: Option<&str>) -> rusqlite::Result<Vec<OrganisationRow>> {
    let mut rows = BTreeMap::new();
    read_signed(connection, organisation, &mut rows)?;
    read_recorded(connection, organisation, &mut rows)?;
    read_former_names(connection, organisation, &mut rows)?;
    read_successions(connection, organisation, &mut rows)?;
    Ok(rows.into_values().map(Draft::finish).collect())
}

/// A row in the making: which of the names is the present one is known only when all are.
struct Draft {
    row: OrganisationRow,
    signed_names: Vec<String>,
}

impl Draft {
    fn new(organisation: String, name: String) -> Self {
        let row = OrganisationRow {
            organisation,
            latest_signed_name: name.clone(),
            name,
            former_names: Vec::new(),
            business_id: None,
            kind: None,
            first_agreement: None,
            latest_agreement: None,
            agreements: 0,
            ceased: None,
            successors: Vec::new(),
        };
        let signed_names = Vec::new();
        Self { row, signed_names }
    }

    fn finish(self) -> OrganisationRow {
        let mut row = self.row;
        for name in self.signed_names {
            if name != row.name && !row.former_names.contains(&name) {
                row.former_names.push(name);
            }
        }
        row
    }
}

type Drafts = BTreeMap<String, Draft>;

fn read_signed(
    connection: &Connection,
    organisation: Option<&str>,
    drafts: &mut Drafts,
) -> rusqlite::Result<()> {
    let sql = organisation.map_or(SIGNED, |_| SIGNED_BY_ONE);
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = match organisation {
        Some(organisation) => statement.query(named_params! {":organisation": organisation})?,
        None => statement.query([])?,
    };
    while let Some(row) = rows.next()? {
        let (id, agreement): (String, String) = (row.get("organisation_id")?, row.get("agreement_id")?);
        let name: String = row.get("name")?;
        let business_id: Option<String> = row.get("business_id")?;
        let draft = drafts
            .entry(id.clone())
            .or_insert_with(|| Draft::new(id, name.clone()));
        draft.row.name.clone_from(&name);
        draft.row.latest_signed_name.clone_from(&name);
        if draft.signed_names.last() != Some(&name) {
            draft.signed_names.push(name);
        }
        draft.row.business_id = business_id.or(draft.row.business_id.take());
        draft.row.kind = Some(row.get("kind")?);
        draft.row.agreements += 1;
        draft.row.first_agreement.get_or_insert_with(|| agreement.clone());
        draft.row.latest_agreement = Some(agreement);
    }
    Ok(())
}

fn read_recorded(
    connection: &Connection,
    organisation: Option<&str>,
    drafts: &mut Drafts,
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(RECORDED)?;
    let mut rows = statement.query(named_params! {":organisation": organisation})?;
    while let Some(row) = rows.next()? {
        let (id, name): (String, String) = (row.get("organisation_id")?, row.get("name")?);
        let draft = drafts
            .entry(id.clone())
            .or_insert_with(|| Draft::new(id, name.clone()));
        draft.row.name = name;
        draft.row.ceased = row.get("ceased")?;
    }
    Ok(())
}

fn read_former_names(
    connection: &Connection,
    organisation: Option<&str>,
    drafts: &mut Drafts,
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(FORMER_NAMES)?;
    let mut rows = statement.query(named_params! {":organisation": organisation})?;
    while let Some(row) = rows.next()? {
        if let Some(draft) = drafts.get_mut(row.get_ref("organisation_id")?.as_str()?) {
            draft.row.former_names.push(row.get("name")?);
        }
    }
    Ok(())
}

fn read_successions(
    connection: &Connection,
    organisation: Option<&str>,
    drafts: &mut Drafts,
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(SUCCESSIONS)?;
    let mut rows = statement.query(named_params! {":organisation": organisation})?;
    while let Some(row) = rows.next()? {
        if let Some(draft) = drafts.get_mut(row.get_ref("organisation_id")?.as_str()?) {
            draft.row.successors.push(SuccessorView {
                organisation: row.get("successor_id")?,
                scope: row.get("scope")?,
            });
        }
    }
    Ok(())
}
