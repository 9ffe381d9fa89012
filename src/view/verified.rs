//! Papers that were held against the texts of their agreements, one a row.

use serde::Serialize;

use super::approvals::{compared, sections};
use super::{Cell, Column, Row, Tone};
use crate::model::Section;
use crate::wording::Wording;

/// What a paper is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PaperText {
    /// The text of the agreement as it stands.
    Same,
    /// Another text of the agreement.
    Differs,
    /// It carries no digest of a text.
    NoDigest,
    /// Its agreement is not in the registry, or the file of the agreement has errors.
    NoAgreement,
}

impl PaperText {
    fn cell(self) -> Cell {
        let missing = |label| Cell::State(label, Tone::Open);
        match self {
            Self::Same | Self::Differs => compared(self == Self::Same),
            Self::NoDigest => missing(Wording::fixed("no digest found", "tiivistettä ei löydy")),
            Self::NoAgreement => missing(Wording::fixed(
                "agreement not available",
                "sopimusta ei saatavilla",
            )),
        }
    }
}

/// One paper; one that carries several digests has a row for each.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct VerifiedRow {
    /// The file; `None` for a digest that was typed.
    pub file: Option<String>,
    /// The agreement's id.
    pub agreement: Option<String>,
    pub text: PaperText,
    /// The parts of the text that differ.
    pub differs_in: Vec<Section>,
    /// Whether it is the text that was opened for signing; `None` where that is not known.
    pub opened_text: Option<bool>,
    /// The agreement's id and the digest that the paper carries.
    pub receipt: Option<String>,
}

impl Row for VerifiedRow {
    const TITLE: Wording = Wording::fixed("Texts of papers", "Asiakirjojen tekstit");
    const COLUMNS: &'static [Column<Self>] = &[
        Column::shown("file", "tiedosto", |row| row.file.as_ref().into()),
        Column::shown("agreement", "sopimus", |row| row.agreement.as_ref().into()),
        Column::shown("text", "teksti", |row| row.text.cell()),
        Column::shown("differs in", "eroaa kohdissa", |row| sections(&row.differs_in)),
        Column::in_data("opened for signing", "avattu allekirjoitettavaksi", |row| {
            row.opened_text
                .map_or(Cell::Empty, |is_opened| opened(is_opened).into())
        }),
        Column::in_data("digest", "tiiviste", |row| row.receipt.as_ref().into()),
    ];
}

fn opened(is_opened: bool) -> Wording {
    if is_opened {
        Wording::fixed("this text", "tämä teksti")
    } else {
        Wording::fixed("another text", "toinen teksti")
    }
}
