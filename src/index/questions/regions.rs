//! The regions of the network, one a row. What several agreements have in a region is listed once.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, Row, named_params};

use super::{Asked, Scope, in_scope};
use crate::index::value::Day;
use crate::index::{Index, IndexError};
use crate::model::{NameOrder, Region, TextLang};
use crate::view::RegionRow;

/// Those who declined or withdrew sign for no region.
const SIGNATORIES: &str = "
    SELECT r.region, k.organisation_id, s.name
    FROM agreement AS a
    JOIN signatory_row AS s ON s.agreement_key = a.agreement_key
    JOIN signatory_period_row AS p
        ON p.agreement_key = s.agreement_key
        AND p.organisation_key = s.organisation_key
        AND :day BETWEEN p.from_on AND p.to_on
    JOIN organisation_key AS k ON k.organisation_key = s.organisation_key
    JOIN region AS r ON (s.regions >> (r.position - 1)) & 1
    WHERE a.agreement_id = :agreement AND p.is_party
    ORDER BY r.region, s.position";

const GROUPS: &str = "
    SELECT r.region, first.agreement_id AS first_agreement_id, g.group_id, named.reference,
        COALESCE(g.name_texts ->> :lang, g.name) AS name
    FROM agreement AS a
    JOIN agreement_group_row AS g ON g.agreement_key = a.agreement_key
    JOIN agreement AS first ON first.agreement_key = g.first_agreement_key
    JOIN group_reference_row AS named
        ON named.agreement_key = g.agreement_key AND named.group_position = g.position
    JOIN region AS r ON (g.regions >> (r.position - 1)) & 1
    WHERE a.agreement_id = :agreement AND :day <= g.works_to_on
    ORDER BY r.region, g.position";

const COOPERATION: &str = "
    SELECT c.region, other.region AS works_with
    FROM cooperation AS c
    JOIN cooperation AS other
        ON other.agreement_id = c.agreement_id
        AND other.position = c.position
        AND other.region <> c.region
    WHERE c.agreement_id = :agreement
    ORDER BY c.region, other.region";

#[cfg(test)]
pub(super) const QUERIES: &[&str] = &[SIGNATORIES, GROUPS, COOPERATION];

impl Index {
    /// The regions in the network's order, with what the agreements in scope have there on the
    /// day: signatories by name, groups in the order of the files.
    pub fn regions(&self, asked: &Asked, scope: &Scope) -> Result<Vec<RegionRow>, IndexError> {
        let snapshot = self.snapshot()?;
        let regions = self.network()?.regions().iter();
        let mut areas: Areas = regions.map(|region| Area::new(region, asked.texts)).collect();
        for agreement in in_scope(&snapshot, asked, scope)? {
            read_signatories(&snapshot, asked, &agreement, &mut areas)?;
            read_groups(&snapshot, asked, &agreement, &mut areas)?;
            read_cooperation(&snapshot, &agreement, &mut areas)?;
        }
        let order = NameOrder::finnish();
        Ok(areas.into_iter().map(|area| area.finish(&order)).collect())
    }
}

/// A region in the making.
struct Area {
    row: RegionRow,
    /// Names by id; the name is that of the latest agreement.
    signatories: BTreeMap<String, String>,
    /// The groups that have been listed, by the agreement in which each first is and its id.
    groups: BTreeSet<(String, String)>,
}

impl Area {
    fn new(region: &Region, lang: TextLang) -> Self {
        let row = RegionRow {
            region: region.clone(),
            name: region.name(lang).to_owned(),
            municipalities: region.municipalities().to_vec(),
            signatories: Vec::new(),
            signatory_names: Vec::new(),
            groups: Vec::new(),
            group_names: Vec::new(),
            cooperates_with: Vec::new(),
        };
        Self {
            row,
            signatories: BTreeMap::new(),
            groups: BTreeSet::new(),
        }
    }

    fn finish(self, order: &NameOrder) -> RegionRow {
        let mut signatories: Vec<(String, String)> = self.signatories.into_iter().collect();
        signatories.sort_by(|a, b| order.compare(&a.1, &b.1).then_with(|| a.0.cmp(&b.0)));
        let mut row = self.row;
        (row.signatories, row.signatory_names) = signatories.into_iter().unzip();
        row.cooperates_with.sort_unstable();
        row
    }
}

/// In the network's order.
type Areas = Vec<Area>;

/// The region of a row.
fn area<'a>(areas: &'a mut Areas, row: &Row<'_>, column: &str) -> rusqlite::Result<&'a mut Area> {
    let id: String = row.get(column)?;
    let area = areas.iter_mut().find(|area| area.row.region.id() == id);
    area.ok_or(rusqlite::Error::QueryReturnedNoRows)
}

fn read_signatories(
    connection: &Connection,
    asked: &Asked,
    agreement: &str,
    areas: &mut Areas,
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(SIGNATORIES)?;
    let mut rows = statement.query(named_params! {":agreement": agreement, ":day": Day(asked.day)})?;
    while let Some(row) = rows.next()? {
        let signatories = &mut area(areas, row, "region")?.signatories;
        signatories.insert(row.get("organisation_id")?, row.get("name")?);
    }
    Ok(())
}

fn read_groups(
    connection: &Connection,
    asked: &Asked,
    agreement: &str,
    areas: &mut Areas,
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(GROUPS)?;
    let mut rows = statement.query(named_params! {
        ":agreement": agreement,
        ":day": Day(asked.day),
        ":lang": asked.texts.code(),
    })?;
    while let Some(row) = rows.next()? {
        let area = area(areas, row, "region")?;
        let group = (row.get("first_agreement_id")?, row.get("group_id")?);
        if area.groups.insert(group) {
            area.row.groups.push(row.get("reference")?);
            area.row.group_names.push(row.get("name")?);
        }
    }
    Ok(())
}

fn read_cooperation(connection: &Connection, agreement: &str, areas: &mut Areas) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(COOPERATION)?;
    let mut rows = statement.query(named_params! {":agreement": agreement})?;
    while let Some(row) = rows.next()? {
        let works_with = area(areas, row, "works_with")?.row.region.clone();
        let others = &mut area(areas, row, "region")?.row.cooperates_with;
        if !others.contains(&works_with) {
            others.push(works_with);
        }
    }
    Ok(())
}
