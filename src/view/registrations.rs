//! New signatories as they were read from a list, before anything is recorded.

use serde::Serialize;

use super::{Cell, Column, RegionsView, Row};
use crate::model::{Network, OrganisationKind, PartialDate, Registration};
use crate::wording::Wording;

/// One row of a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RegistrationRow {
    /// The row's number in the list.
    pub row: u32,
    /// The organisation's id.
    pub organisation: String,
    /// Whether the registry knows the organisation already.
    pub known: bool,
    pub name: String,
    pub business_id: Option<String>,
    /// What it is; `null`: unknown.
    pub kind: Option<OrganisationKind>,
    /// Where it is.
    pub municipality: Option<String>,
    /// Names of regions, or `all` alone.
    pub regions: RegionsView,
    /// When it joined.
    pub joined: Option<PartialDate>,
    /// The contact's position.
    pub role: Option<String>,
    /// The contact's address.
    pub email: Option<String>,
    /// The contact's telephone number.
    pub phone: Option<String>,
}

impl RegistrationRow {
    #[must_use]
    pub fn new(row: u32, new: &Registration, known: bool, network: &Network) -> Self {
        Self {
            row,
            organisation: new.organisation.to_string(),
            known,
            name: new.name.clone(),
            business_id: new.business_id.as_ref().map(ToString::to_string),
            kind: new.kind.clone(),
            municipality: new.municipality.clone(),
            regions: RegionsView::of(&new.regions, network),
            joined: new.joined,
            role: new.contact.role.clone(),
            email: new.contact.email.clone(),
            phone: new.contact.phone.clone(),
        }
    }

    fn known_cell(&self) -> Cell {
        if self.known {
            Wording::fixed("known", "tunnettu").into()
        } else {
            Wording::fixed("new", "uusi").into()
        }
    }
}

impl Row for RegistrationRow {
    const TITLE: Wording = Wording::fixed("Registrations", "Kirjattavat");
    const COLUMNS: &'static [Column<Self>] = &[
        Column::<Self>::shown("row", "rivi", |row| row.row.into()),
        Column::<Self>::shown("organisation", "organisaatio", |row| (&row.organisation).into()).drops(9),
        Column::<Self>::shown("in the registry", "rekisterissä", Self::known_cell),
        Column::<Self>::shown("name", "nimi", |row| (&row.name).into()),
        Column::<Self>::shown("business id", "Y-tunnus", |row| row.business_id.as_ref().into()).drops(5),
        Column::<Self>::shown("kind", "laji", |row| {
            OrganisationKind::label_of(row.kind.as_ref()).into()
        })
        .drops(7),
        Column::<Self>::shown("municipality", "kunta", |row| row.municipality.as_ref().into()).drops(3),
        Column::<Self>::shown("regions", "alueet", |row| (&row.regions).into()),
        Column::<Self>::shown("joined", "liittynyt", |row| row.joined.into()).drops(4),
        Column::<Self>::shown("contact role", "yhteystaho", |row| row.role.as_ref().into()).drops(2),
        Column::<Self>::shown("e-mail", "sähköposti", |row| row.email.as_ref().into()).drops(8),
        Column::<Self>::shown("phone", "puhelin", |row| row.phone.as_ref().into()).drops(1),
    ];
}
