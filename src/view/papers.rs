//! Papers that are written into a folder, one a row: what each is about, and what became of it.

use serde::Serialize;

use super::{Cell, Column, Row, Tone};
use crate::wording::Wording;

/// What each paper is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PaperKind {
    /// A group.
    Group,
    /// A party.
    Organisation,
    /// A region.
    Region,
}

impl PaperKind {
    /// The name in JSON and in the names of files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Group => "group",
            Self::Organisation => "organisation",
            Self::Region => "region",
        }
    }

    const fn label(self) -> Wording {
        match self {
            Self::Group => Wording::fixed("group", "ryhmä"),
            Self::Organisation => Wording::fixed("organisation", "organisaatio"),
            Self::Region => Wording::fixed("region", "alue"),
        }
    }
}

/// What became of a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PaperState {
    /// It was written.
    Written,
    /// Its file is there and says the same.
    Unchanged,
    /// Its file is there, says something else, and was kept.
    Kept,
}

impl PaperState {
    const fn cell(self) -> Cell {
        match self {
            Self::Written => Cell::State(Wording::fixed("written", "kirjoitettu"), Tone::Firm),
            Self::Unchanged => Cell::State(Wording::fixed("unchanged", "ennallaan"), Tone::Over),
            Self::Kept => Cell::State(
                Wording::fixed("already exists, kept", "oli jo, säilytetty"),
                Tone::Open,
            ),
        }
    }
}

/// One paper.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PaperRow {
    /// The agreement's id.
    pub agreement: String,
    /// What it is about.
    pub kind: PaperKind,
    /// The id of the group or the organisation, or the name of the region.
    pub id: String,
    /// The name of the group, the organisation or the region.
    pub name: String,
    /// How many duties are in it.
    pub duties: u32,
    /// Its file.
    pub file: String,
    /// What became of it.
    pub state: PaperState,
}

impl Row for PaperRow {
    const TITLE: Wording = Wording::fixed("Documents", "Asiakirjat");
    const COLUMNS: &'static [Column<Self>] = &[
        Column::in_data("agreement", "sopimus", |row| (&row.agreement).into()),
        Column::in_data("kind", "laji", |row| row.kind.label().into()),
        Column::in_data("id", "tunnus", |row| (&row.id).into()),
        Column::shown("name", "nimi", |row| (&row.name).into()),
        Column::shown("duties", "tehtäviä", |row| row.duties.into()),
        Column::shown("file", "tiedosto", |row| (&row.file).into()),
        Column::shown("state", "asiakirja", |row| row.state.cell()),
    ];
}
