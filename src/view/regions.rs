//! The regions of the network, one a row; and those of a signatory or a group.

use serde::Serialize;

use super::{Cell, Column, Row};
use crate::model::{Network, Region, Regions};
use crate::wording::Wording;

/// One region with what the agreements in question have there.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RegionRow {
    pub region: Region,
    /// Its name for people.
    pub name: String,
    /// Its municipalities.
    pub municipalities: Vec<String>,
    /// The organisations that sign for it.
    pub signatories: Vec<String>,
    /// Their names in the same order, as signed in the latest agreement.
    pub signatory_names: Vec<String>,
    /// The groups that work for it, each once: by its id, or `agreement/group` where other groups have the same id.
    pub groups: Vec<String>,
    /// Their names in the same order, in the language of the texts.
    pub group_names: Vec<String>,
    /// The areas that work jointly with it.
    pub cooperates_with: Vec<Region>,
}

/// The regions of a signatory or a group. In JSON they are their ids, or `all` alone; in a network without regions
/// there are none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RegionsView {
    ids: Vec<String>,
    /// What all regions together are called, where it is all of them.
    whole: Option<Wording>,
}

impl RegionsView {
    #[must_use]
    pub fn of(regions: &Regions, network: &Network) -> Self {
        Self::of_ids(regions.ids(), network)
    }

    /// The same for ids, or `all` alone.
    #[must_use]
    pub fn of_ids(ids: Vec<String>, network: &Network) -> Self {
        if !network.has_regions() {
            return Self::default();
        }
        let is_whole = ids.len() == 1 && network.find_region(&ids[0]).is_none();
        let whole = is_whole.then(|| network.whole_wording());
        Self { ids, whole }
    }

    /// Their ids, or `all` alone.
    #[must_use]
    pub fn ids(&self) -> &[String] {
        &self.ids
    }

    /// What people read.
    #[must_use]
    pub fn words(&self) -> Wording {
        match &self.whole {
            Some(whole) => whole.clone(),
            None => Wording::same(self.ids.join(", ")),
        }
    }
}

impl Serialize for RegionsView {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.ids.serialize(serializer)
    }
}

impl From<&RegionsView> for Cell {
    fn from(regions: &RegionsView) -> Self {
        match &regions.whole {
            Some(whole) => whole.clone().into(),
            None => Self::List(regions.ids.clone()),
        }
    }
}

impl Row for RegionRow {
    const TITLE: Wording = Wording::fixed("Regions", "Alueet");
    const COLUMNS: &'static [Column<Self>] = &[
        Column::<Self>::in_data("region id", "alueen tunnus", |row| row.region.id().into()),
        Column::<Self>::shown("region", "alue", |row| (&row.name).into()),
        Column::<Self>::shown("municipalities", "kunnat", |row| (&row.municipalities).into()).prose(24),
        Column::<Self>::in_data("signatory ids", "allekirjoittajien tunnukset", |row| {
            (&row.signatories).into()
        }),
        Column::<Self>::shown("signatories", "allekirjoittajat", |row| {
            (&row.signatory_names).into()
        })
        .drops(2)
        .prose(32),
        Column::<Self>::in_data("group ids", "ryhmien tunnukset", |row| (&row.groups).into()),
        Column::<Self>::shown("groups", "ryhmät", |row| (&row.group_names).into())
            .drops(1)
            .prose(32),
        Column::<Self>::shown("works with", "yhteistyössä", |row| {
            let names: Vec<Wording> = row.cooperates_with.iter().map(Region::wording).collect();
            // Without any the column has nothing to show.
            if names.is_empty() {
                return Cell::List(Vec::new());
            }
            Wording::joined(&names, ", ").into()
        })
        .drops(3),
    ];
}
