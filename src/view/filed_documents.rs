//! The documents that prove an agreement, one a row.

use serde::Serialize;

use super::events::open_to;
use super::{Cell, Column, Row, Spoken};
use crate::model::{DocumentKind, DocumentPath, PartialDate};
use crate::wording::Wording;

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FiledDocumentRow {
    /// Its path below `documents/`.
    pub file: String,
    /// Its title in the language of the texts; `None` where it is called by its file.
    #[serde(serialize_with = "Spoken::known_text_alone")]
    pub title: Option<Spoken>,
    /// What it is.
    pub kind: DocumentKind,
    /// The date that is on it, as given.
    pub on: Option<PartialDate>,
    /// The id of the signatory whose document it is.
    pub of: Option<String>,
    /// Its name as signed.
    pub of_name: Option<String>,
    /// The digest of the file as it was recorded.
    pub sha256: String,
    /// Whether everyone may see it.
    pub public: bool,
}

impl Row for FiledDocumentRow {
    const TITLE: Wording = Wording::fixed("Documents", "Asiakirjat");
    const COLUMNS: &'static [Column<Self>] = &[
        Column::<Self>::shown("file", "tiedosto", |row| {
            Cell::Text(format!("{}/{}", DocumentPath::FOLDER, row.file))
        }),
        Column::<Self>::shown("title", "nimi", |row| row.title.as_ref().into()).prose(24),
        Column::<Self>::shown("kind", "laji", |row| row.kind.label().into()).drops(5),
        Column::<Self>::shown("date", "päivä", |row| row.on.into()).drops(6),
        Column::<Self>::shown("organisation", "organisaatio", |row| row.of.as_ref().into()).drops(2),
        Column::<Self>::shown("name", "organisaation nimi", |row| row.of_name.as_ref().into()).drops(4),
        Column::<Self>::shown("open to", "kenelle", |row| open_to(row.public)).drops(3),
        Column::<Self>::shown("digest", "tiiviste", |row| (&row.sha256).into()).drops(1),
    ];
}
