//! The list of templates, one a row.

use serde::Serialize;

use super::{Column, Row};
use crate::wording::Wording;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TemplateRow {
    /// Its name below the registry's folder `templates`.
    pub name: &'static str,
    /// What is made from it.
    pub makes: String,
    /// Whether the registry has its own.
    pub own: bool,
}

impl Row for TemplateRow {
    const TITLE: Wording = Wording::fixed("Templates", "Mallipohjat");
    const COLUMNS: &'static [Column<Self>] = &[
        Column::<Self>::shown("name", "nimi", |row| row.name.into()),
        Column::<Self>::shown("used for", "käyttö", |row| (&row.makes).into()).prose(40),
        Column::<Self>::shown("own", "oma", |row| {
            let (yes, no) = (Wording::fixed("yes", "kyllä"), Wording::fixed("no", "ei"));
            if row.own { yes } else { no }.into()
        }),
    ];
}
