//! Groups, one a row.

use std::fmt;

use serde::Serialize;

use super::{Cell, Column, RegionsView, Row, Spoken};
use crate::model::PartialDate;
use crate::wording::Wording;

/// Who has another role in a group than chair or member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RoleInGroup {
    /// The role, as the file calls it.
    pub role: String,
    /// The organisation's id.
    pub organisation: String,
    /// Its name as signed.
    pub name: String,
}

impl From<(String, String, String)> for RoleInGroup {
    fn from((role, organisation, name): (String, String, String)) -> Self {
        Self {
            role,
            organisation,
            name,
        }
    }
}

impl fmt::Display for RoleInGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.role, self.name)
    }
}

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
    pub regions: RegionsView,
    /// The organisation that leads it.
    pub chair: Option<String>,
    /// The chair's name as signed; its present name where it is no signatory.
    pub chair_name: Option<String>,
    /// The organisations in it.
    pub members: Vec<String>,
    /// Their names in the same order, as signed.
    pub member_names: Vec<String>,
    /// The organisations with another role in it.
    pub roles: Vec<RoleInGroup>,
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
        Column::<Self>::where_rows_differ("agreement", "sopimus", |row| (&row.agreement).into()).drops(7),
        Column::<Self>::in_data("agreement title", "sopimuksen nimi", |row| {
            (&row.agreement_title).into()
        }),
        Column::<Self>::shown("group", "ryhmä", |row| (&row.group).into()).drops(2),
        Column::<Self>::shown("name", "nimi", |row| (&row.name).into()).prose(32),
        Column::<Self>::shown("regions", "alueet", |row| (&row.regions).into()).drops(3),
        Column::<Self>::in_data("chair id", "puheenjohtajan tunnus", |row| {
            row.chair.as_ref().into()
        }),
        Column::<Self>::shown("chair", "puheenjohtaja", |row| row.chair_name.as_ref().into()).drops(6),
        Column::<Self>::in_data("member ids", "jäsenten tunnukset", |row| (&row.members).into()),
        Column::<Self>::shown("members", "jäsenet", |row| (&row.member_names).into())
            .drops(1)
            .prose(32),
        Column::<Self>::in_data("roles", "muut tehtävät", |row| {
            Cell::List(row.roles.iter().map(RoleInGroup::to_string).collect())
        }),
        Column::<Self>::shown("dissolved", "lakkautettu", |row| row.dissolved.into()).drops(4),
        Column::<Self>::shown("duties", "tehtäviä", |row| row.duties.into()).drops(5),
        Column::<Self>::in_data("first agreement", "ensimmäinen sopimus", |row| {
            (&row.first_agreement).into()
        }),
    ];
}
