//! Groups, one a row.

use serde::Serialize;

use super::signatories::regions_cell;
use super::{Column, Row, Spoken};
use crate::model::PartialDate;
use crate::wording::Wording;

/// One group of one agreement.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupRow {
    /// The agreement's id.
    pub agreement: String,
    /// The agreement's title in the language of the texts.
    #[serde(serialize_with = "Spoken::text_alone")]
    pub agreement_title: Spoken,
    /// The group's id.
    pub group: String,
    /// Its name in the language of the texts.
    #[serde(serialize_with = "Spoken::text_alone")]
    pub name: Spoken,
    /// Names of regions, or `all` alone.
    pub regions: Vec<String>,
    /// The organisation that leads it.
    pub chair: Option<String>,
    /// The chair's name as signed; its present name where it is no signatory.
    pub chair_name: Option<String>,
    /// The organisations in it.
    pub members: Vec<String>,
    /// Their names in the same order, as signed.
    pub member_names: Vec<String>,
    /// When it ceased to work.
    pub dissolved: Option<PartialDate>,
    /// How many duties it has.
    pub duties: u32,
    /// The agreement in which the group first is: rows with this and the id in common are one group.
    pub first_agreement: String,
}

impl Row for GroupRow {
    const TITLE: Wording = Wording::fixed("Groups", "Ryhmät");
    const COLUMNS: &'static [Column<Self>] = &[
        Column::where_rows_differ("agreement", "sopimus", |row| (&row.agreement).into()),
        Column::in_data("agreement title", "sopimuksen nimi", |row| {
            (&row.agreement_title).into()
        }),
        Column::shown("group", "ryhmä", |row| (&row.group).into()),
        Column::shown("name", "nimi", |row| (&row.name).into()),
        Column::shown("regions", "alueet", |row| regions_cell(&row.regions)),
        Column::in_data("chair id", "puheenjohtajan tunnus", |row| {
            row.chair.as_ref().into()
        }),
        Column::shown("chair", "puheenjohtaja", |row| row.chair_name.as_ref().into()),
        Column::in_data("member ids", "jäsenten tunnukset", |row| (&row.members).into()),
        Column::shown("members", "jäsenet", |row| (&row.member_names).into()),
        Column::shown("dissolved", "lakkautettu", |row| row.dissolved.into()),
        Column::shown("duties", "tehtäviä", |row| row.duties.into()),
        Column::in_data("first agreement", "ensimmäinen sopimus", |row| {
            (&row.first_agreement).into()
        }),
    ];
}
