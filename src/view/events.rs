//! The calendar, one event a row.

use serde::Serialize;

use super::{Cell, Column, Row, Spoken};
use crate::model::{EventKind, PartialDate};
use crate::wording::Wording;

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EventRow {
    /// Its id; `None` where the file gives none.
    pub id: Option<String>,
    /// When, as given.
    pub date: PartialDate,
    /// What it is called.
    #[serde(serialize_with = "Spoken::text_alone")]
    pub title: Spoken,
    /// Where.
    pub place: Option<String>,
    /// What it is.
    pub kind: EventKind,
    /// Whether everyone may see it.
    pub public: bool,
    /// The agreement's id.
    pub agreement: String,
    /// The agreement's title in the language of the texts.
    #[serde(serialize_with = "Spoken::text_alone")]
    pub agreement_title: Spoken,
}

impl Row for EventRow {
    const TITLE: Wording = Wording::fixed("Events", "Tapahtumat");
    const COLUMNS: &'static [Column<Self>] = &[
        Column::<Self>::where_rows_differ("agreement", "sopimus", |row| (&row.agreement).into()).drops(5),
        Column::<Self>::in_data("agreement title", "sopimuksen nimi", |row| {
            (&row.agreement_title).into()
        }),
        Column::<Self>::where_rows_differ("id", "tunnus", |row| row.id.as_ref().into()).drops(2),
        Column::<Self>::shown("date", "päivä", |row| row.date.into()),
        Column::<Self>::shown("event", "tapahtuma", |row| (&row.title).into()).prose(32),
        Column::<Self>::shown("place", "paikka", |row| row.place.as_ref().into()).drops(4),
        Column::<Self>::shown("kind", "laji", |row| row.kind.label().into()).drops(3),
        Column::<Self>::shown("open to", "kenelle", |row| open_to(row.public)).drops(1),
    ];
}

/// Who may see something that is public or not.
pub(super) fn open_to(is_public: bool) -> Cell {
    let (everyone, network) = (
        Wording::fixed("everyone", "kaikille"),
        Wording::fixed("the network", "verkostolle"),
    );
    if is_public { everyone } else { network }.into()
}
