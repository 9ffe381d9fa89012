//! Organisations over all agreements, one a row.

use serde::Serialize;

use super::{Cell, Column, Row};
use crate::model::{OrganisationKind, PartialDate};
use crate::wording::Wording;

/// An organisation that took over.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SuccessorView {
    /// Its id.
    pub organisation: String,
    /// Its present or last name.
    pub name: String,
    /// What passed to it.
    pub scope: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OrganisationRow {
    /// Its id.
    pub organisation: String,
    /// Its present or last name.
    pub name: String,
    /// Its name in the latest agreement that lists it; its present name when it is in none.
    #[serde(skip)]
    pub latest_signed_name: String,
    /// Other names that it had or signed with.
    pub former_names: Vec<String>,
    /// Its business id in the latest agreement that says it.
    pub business_id: Option<String>,
    /// What it is; `None` when it is in no agreement.
    pub kind: Option<OrganisationKind>,
    /// The agreement with the earliest start that lists it.
    pub first_agreement: Option<String>,
    /// The one with the latest start.
    pub latest_agreement: Option<String>,
    /// How many agreements list it.
    pub agreements: u32,
    /// The last day of its existence.
    pub ceased: Option<PartialDate>,
    /// Who took over.
    pub successors: Vec<SuccessorView>,
}

impl OrganisationRow {
    fn successors_cell(&self) -> Cell {
        Cell::List(
            self.successors
                .iter()
                .map(|successor| match &successor.scope {
                    Some(scope) => format!("{} ({scope})", successor.name),
                    None => successor.name.clone(),
                })
                .collect(),
        )
    }

    fn successor_ids_cell(&self) -> Cell {
        let ids = self.successors.iter().map(|successor| &successor.organisation);
        Cell::List(ids.cloned().collect())
    }
}

impl Row for OrganisationRow {
    const TITLE: Wording = Wording::fixed("Organisations", "Organisaatiot");
    const COLUMNS: &'static [Column<Self>] = &[
        Column::<Self>::shown("organisation", "organisaatio", |row| (&row.organisation).into()).drops(4),
        Column::<Self>::shown("name", "nimi", |row| (&row.name).into()).prose(32),
        Column::<Self>::in_data("former names", "entiset nimet", |row| (&row.former_names).into()),
        Column::<Self>::in_data("business id", "Y-tunnus", |row| row.business_id.as_ref().into()),
        Column::<Self>::in_data("kind", "laji", |row| {
            row.kind.as_ref().map(OrganisationKind::label).into()
        }),
        Column::<Self>::shown("first agreement", "ensimmäinen sopimus", |row| {
            row.first_agreement.as_ref().into()
        })
        .drops(1),
        Column::<Self>::shown("latest agreement", "viimeisin sopimus", |row| {
            row.latest_agreement.as_ref().into()
        })
        .drops(5),
        Column::<Self>::shown("agreements", "sopimuksia", |row| row.agreements.into()).drops(2),
        Column::<Self>::shown("ceased", "lakannut", |row| row.ceased.into()).drops(6),
        Column::<Self>::in_data("successor ids", "seuraajien tunnukset", Self::successor_ids_cell),
        Column::<Self>::shown("successors", "seuraajat", Self::successors_cell)
            .drops(3)
            .prose(32),
    ];
}
