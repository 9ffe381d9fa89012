//! The five regions, one a row.

use serde::Serialize;

use super::{Column, Row};
use crate::model::Region;
use crate::wording::Wording;

/// One region with what the agreements in question have there.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RegionRow {
    pub region: Region,
    /// Its name for people, with `-Lappi` where that is said.
    pub name: String,
    /// Its municipalities: those of `registry.yaml`, else the default, which is a guess.
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

impl Row for RegionRow {
    const TITLE: Wording = Wording::fixed("Regions", "Alueet");
    const COLUMNS: &'static [Column<Self>] = &[
        Column::<Self>::in_data("region id", "alueen tunnus", |row| row.region.name().into()),
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
            super::Cell::List(
                row.cooperates_with
                    .iter()
                    .map(|region| region.name().to_owned())
                    .collect(),
            )
        })
        .drops(3),
    ];
}
