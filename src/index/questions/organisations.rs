//! Organisations over all agreements, one a row.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension as _, named_params};

use super::Asked;
use crate::index::value::kind;
use crate::index::{Index, IndexError};
use crate::model::{NameOrder, Network};
use crate::view::{OrganisationRow, SuccessorView};

/// From the earliest agreement to the latest, so that what comes later counts.
const AGREEMENTS: &str = "
    SELECT a.agreement_key, a.agreement_id
    FROM agreement AS a
    -- reads all: the list of all organisations
    ORDER BY a.starts_on, a.agreement_id";

const AGREEMENTS_OF_ONE: &str = "
    SELECT a.agreement_key, a.agreement_id
    FROM signatory_row AS s
    JOIN agreement AS a ON a.agreement_key = s.agreement_key
    WHERE s.organisation_key = :organisation
    ORDER BY a.starts_on, a.agreement_id";

/// The signatories of an agreement, or one of them. Read agreement by agreement they need no sorting.
const SIGNED: &str = "
    SELECT s.organisation_key, s.name, s.business_id, s.kind
    FROM signatory_row AS s
    WHERE s.agreement_key = :agreement AND s.organisation_key BETWEEN :first AND :last
    ORDER BY s.organisation_key";

const IDS: &str = "
    SELECT k.organisation_key, k.organisation_id
    FROM organisation_key AS k
    -- reads all: the list of all organisations
    ORDER BY k.organisation_key";

const KEY: &str = "
    SELECT k.organisation_key
    FROM organisation_key AS k
    WHERE k.organisation_id = :organisation
    ORDER BY k.organisation_key";

const RECORDED: &str = "
    SELECT o.organisation_key, o.name, o.ceased
    FROM organisation AS o
    WHERE (:organisation IS NULL OR o.organisation_key = :organisation)
    ORDER BY o.organisation_id";

const FORMER_NAMES: &str = "
    SELECT o.organisation_key, f.name
    FROM organisation_former_name AS f
    JOIN organisation AS o ON o.organisation_id = f.organisation_id
    WHERE (:organisation IS NULL OR o.organisation_key = :organisation)
    ORDER BY f.organisation_id, f.position";

/// The present or last name of the organisation whose id is in a column: as recorded, else as signed in the
/// latest agreement, else the id.
macro_rules! present_name {
    ($id:literal) => {
        concat!(
            "
        COALESCE(
            (SELECT recorded.name FROM organisation AS recorded WHERE recorded.organisation_id = ",
            $id,
            "),
            (
                SELECT signed.name
                FROM organisation_key AS known
                JOIN signatory_row AS signed ON signed.organisation_key = known.organisation_key
                JOIN agreement AS latest ON latest.agreement_key = signed.agreement_key
                WHERE known.organisation_id = ",
            $id,
            "
                ORDER BY latest.starts_on DESC, latest.agreement_id DESC
                LIMIT 1
            ),
            ",
            $id,
            "
        )"
        )
    };
}
pub(super) use present_name;

const SUCCESSIONS: &str = concat!(
    "
    SELECT o.organisation_key, s.successor_id, s.scope,",
    present_name!("s.successor_id"),
    " AS name
    FROM organisation_succession AS s
    JOIN organisation AS o ON o.organisation_id = s.organisation_id
    WHERE (:organisation IS NULL OR o.organisation_key = :organisation)
    ORDER BY s.organisation_id, s.position"
);

#[cfg(test)]
pub(super) const QUERIES: &[&str] = &[
    AGREEMENTS,
    AGREEMENTS_OF_ONE,
    SIGNED,
    IDS,
    KEY,
    RECORDED,
    FORMER_NAMES,
    SUCCESSIONS,
];

impl Index {
    /// All organisations of all agreements and of `organisations.yaml`, by name. The names of
    /// organisations have no translations, and what is shown here is the same on every day.
    pub fn organisations(&self, _asked: &Asked) -> Result<Vec<OrganisationRow>, IndexError> {
        let snapshot = self.snapshot()?;
        let mut drafts = drafts(&snapshot, self.network()?, None)?;
        let mut rows = Vec::with_capacity(drafts.len());
        let mut statement = snapshot.prepare_cached(IDS)?;
        let mut ids = statement.query([])?;
        while let Some(row) = ids.next()? {
            if let Some(draft) = drafts.remove(&row.get("organisation_key")?) {
                rows.push(draft.finish(row.get("organisation_id")?));
            }
        }
        let order = NameOrder::finnish();
        rows.sort_by_cached_key(|row| (order.key(&row.name), row.organisation.clone()));
        Ok(rows)
    }
}

/// One organisation as a row; `None` when the index knows nothing of it.
pub(super) fn one(
    connection: &Connection,
    network: &Network,
    organisation: &str,
) -> rusqlite::Result<Option<OrganisationRow>> {
    let params = named_params! {":organisation": organisation};
    let key: Option<i64> = connection
        .prepare_cached(KEY)?
        .query_row(params, |row| row.get("organisation_key"))
        .optional()?;
    let Some(key) = key else {
        return Ok(None);
    };
    let draft = drafts(connection, network, Some(key))?.remove(&key);
    Ok(draft.map(|draft| draft.finish(organisation.to_owned())))
}

/// The rows in the making, by the number of the organisation.
type Drafts = HashMap<i64, Draft>;

fn drafts(connection: &Connection, network: &Network, organisation: Option<i64>) -> rusqlite::Result<Drafts> {
    let mut drafts = Drafts::new();
    let sql = organisation.map_or(AGREEMENTS, |_| AGREEMENTS_OF_ONE);
    let mut statement = connection.prepare_cached(sql)?;
    let mut agreements = match organisation {
        Some(organisation) => statement.query(named_params! {":organisation": organisation})?,
        None => statement.query([])?,
    };
    while let Some(row) = agreements.next()? {
        let id: String = row.get("agreement_id")?;
        read_signed(
            (connection, network),
            (row.get("agreement_key")?, &id),
            organisation,
            &mut drafts,
        )?;
    }
    read_recorded(connection, organisation, &mut drafts)?;
    read_former_names(connection, organisation, &mut drafts)?;
    read_successions(connection, organisation, &mut drafts)?;
    Ok(drafts)
}

/// A row in the making: which of the names is the present one is known only when all are.
struct Draft {
    row: OrganisationRow,
    signed_names: Vec<String>,
}

impl Draft {
    fn new(name: String) -> Self {
        let row = OrganisationRow {
            organisation: String::new(),
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

    fn finish(self, organisation: String) -> OrganisationRow {
        let mut row = OrganisationRow {
            organisation,
            ..self.row
        };
        for name in self.signed_names {
            if name != row.name && !row.former_names.contains(&name) {
                row.former_names.push(name);
            }
        }
        row
    }
}

fn read_signed(
    (connection, network): (&Connection, &Network),
    (agreement, id): (i64, &str),
    organisation: Option<i64>,
    drafts: &mut Drafts,
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(SIGNED)?;
    let mut rows = statement.query(named_params! {
        ":agreement": agreement,
        ":first": organisation.unwrap_or(0),
        ":last": organisation.unwrap_or(i64::MAX),
    })?;
    while let Some(row) = rows.next()? {
        let name = row.get_ref("name")?.as_str()?;
        let draft = drafts
            .entry(row.get("organisation_key")?)
            .or_insert_with(|| Draft::new(name.to_owned()));
        if draft.signed_names.last().is_none_or(|last| last != name) {
            name.clone_into(&mut draft.row.name);
            name.clone_into(&mut draft.row.latest_signed_name);
            draft.signed_names.push(name.to_owned());
        }
        let business_id: Option<String> = row.get("business_id")?;
        draft.row.business_id = business_id.or(draft.row.business_id.take());
        let kind = kind(row, network)?;
        draft.row.kind = kind.or(draft.row.kind.take());
        draft.row.agreements += 1;
        draft.row.first_agreement.get_or_insert_with(|| id.to_owned());
        id.clone_into(draft.row.latest_agreement.get_or_insert_default());
    }
    Ok(())
}

fn read_recorded(
    connection: &Connection,
    organisation: Option<i64>,
    drafts: &mut Drafts,
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(RECORDED)?;
    let mut rows = statement.query(named_params! {":organisation": organisation})?;
    while let Some(row) = rows.next()? {
        let name: String = row.get("name")?;
        let draft = drafts
            .entry(row.get("organisation_key")?)
            .or_insert_with(|| Draft::new(name.clone()));
        draft.row.name = name;
        draft.row.ceased = row.get("ceased")?;
    }
    Ok(())
}

fn read_former_names(
    connection: &Connection,
    organisation: Option<i64>,
    drafts: &mut Drafts,
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(FORMER_NAMES)?;
    let mut rows = statement.query(named_params! {":organisation": organisation})?;
    while let Some(row) = rows.next()? {
        if let Some(draft) = drafts.get_mut(&row.get("organisation_key")?) {
            draft.row.former_names.push(row.get("name")?);
        }
    }
    Ok(())
}

fn read_successions(
    connection: &Connection,
    organisation: Option<i64>,
    drafts: &mut Drafts,
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(SUCCESSIONS)?;
    let mut rows = statement.query(named_params! {":organisation": organisation})?;
    while let Some(row) = rows.next()? {
        if let Some(draft) = drafts.get_mut(&row.get("organisation_key")?) {
            draft.row.successors.push(SuccessorView {
                organisation: row.get("successor_id")?,
                name: row.get("name")?,
                scope: row.get("scope")?,
            });
        }
    }
    Ok(())
}
