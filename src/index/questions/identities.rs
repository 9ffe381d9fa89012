//! What says the organisations of the registry from each other, for the rule of the model.

use rusqlite::Row;

use crate::index::{Index, IndexError};
use crate::model::{BusinessId, Identities, Identity, OrganisationId};

const SIGNED: &str = "
    SELECT DISTINCT k.organisation_id, s.name, s.business_id, s.municipality
    FROM signatory_row AS s
    JOIN organisation_key AS k ON k.organisation_key = s.organisation_key
    -- reads all: a new organisation may be any of them by another name
    ORDER BY k.organisation_id, s.name, s.business_id, s.municipality";

const RECORDED: &str = "
    SELECT o.organisation_id, o.name
    FROM organisation AS o
    ORDER BY o.organisation_id";

#[cfg(test)]
pub(super) const QUERIES: &[&str] = &[SIGNED, RECORDED];

impl Index {
    /// All organisations of the agreements and of `organisations.yaml`, as [`Identity::all_of`] says them.
    pub fn identities(&self) -> Result<Identities, IndexError> {
        let snapshot = self.snapshot()?;
        let mut all = Identities::new();
        let mut statement = snapshot.prepare_cached(SIGNED)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let Some(identity) = identity_of(row, &mut all)? else {
                continue;
            };
            identity.names.insert(row.get("name")?);
            let business_id: Option<String> = row.get("business_id")?;
            let business_id = business_id.and_then(|id| BusinessId::parse(&id).ok());
            identity.business_ids.extend(business_id);
            let municipality: Option<String> = row.get("municipality")?;
            identity.municipalities.extend(municipality);
        }
        let mut statement = snapshot.prepare_cached(RECORDED)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if let Some(identity) = identity_of(row, &mut all)? {
                identity.names = std::iter::once(row.get("name")?).collect();
            }
        }
        Ok(all)
    }
}

fn identity_of<'a>(row: &Row<'_>, all: &'a mut Identities) -> rusqlite::Result<Option<&'a mut Identity>> {
    let id: String = row.get("organisation_id")?;
    let id = OrganisationId::parse(&id).ok();
    Ok(id.map(|id| all.entry(id).or_default()))
}
