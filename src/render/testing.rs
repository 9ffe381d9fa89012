//! What the tests of this floor share: a row with every kind of cell, and texts that do harm.

use proptest::prelude::*;
use serde::Serialize;

use crate::model::PartialDate;
use crate::view::{Cell, Column, Row, Tone};
use crate::wording::Wording;

/// One row with every kind of cell.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Sample {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) signed: bool,
    pub(super) date: Option<PartialDate>,
    pub(super) days: Option<i64>,
    pub(super) regions: Vec<String>,
    pub(super) note: Option<String>,
}

impl Sample {
    fn state(&self) -> Cell {
        if self.signed {
            Cell::State(Wording::fixed("signed", "allekirjoittanut"), Tone::Firm)
        } else {
            Cell::State(Wording::fixed("pending", "odottaa"), Tone::Open)
        }
    }
}

impl Row for Sample {
    const TITLE: Wording = Wording::fixed("Samples", "Näytteet");
    const COLUMNS: &'static [Column<Self>] = &[
        Column::<Self>::shown("id", "tunnus", |row| (&row.id).into()).drops(3),
        Column::<Self>::shown("name", "nimi", |row| (&row.name).into()),
        Column::<Self>::shown("state", "tila", Self::state),
        Column::<Self>::shown("signed on", "allekirjoitettu", |row| row.date.into()).drops(2),
        Column::<Self>::shown("days left", "päiviä jäljellä", |row| row.days.into()).drops(1),
        Column::<Self>::in_data("regions", "alueet", |row| (&row.regions).into()),
        Column::<Self>::shown("note", "huomautus", |row| row.note.as_ref().into()).prose(20),
    ];
}

/// Two rows as a coordinator knows them; the second has Sámi letters and an absent date.
pub(super) fn samples() -> Vec<Sample> {
    vec![
        Sample {
            id: "lapin-ely-keskus".to_owned(),
            name: "Lapin elinkeino-, liikenne- ja ympäristökeskus".to_owned(),
            signed: true,
            date: PartialDate::parse("2014-01-20").ok(),
            days: Some(1234),
            regions: vec!["Länsi".to_owned(), "Itä".to_owned()],
            note: None,
        },
        Sample {
            id: "sakk".to_owned(),
            name: "Sämitigge, Sääʹmteʹǧǧ".to_owned(),
            days: Some(-5),
            ..Sample::default()
        },
    ]
}

/// Text with what terminals, spreadsheets and page formats stumble over.
pub(super) fn nasty_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zåäöčǩʹ]{1,12}",
        2 => Just(" ".to_owned()),
        1 => "[-=+@|\\\\`*_<>\\[\\];,\"'#]{1,3}",
        1 => Just("漢字仮名".to_owned()),
        1 => Just("e\u{301}\u{323}".to_owned()),
        1 => Just("👩‍👩‍👧❤\u{fe0f}1\u{fe0f}\u{20e3}".to_owned()),
        1 => any::<char>().prop_map(String::from),
        1 => prop::sample::select(vec![
            '\0', '\t', '\n', '\r', '\u{1b}', '\u{7f}', '\u{85}', '\u{9b}', '\u{ad}', '\u{61c}', '\u{200b}',
            '\u{200f}', '\u{2028}', '\u{202e}', '\u{2066}', '\u{feff}', '\u{e0041}',
        ])
        .prop_map(String::from),
        1 => Just("\u{1b}[2J\u{1b}]0;title\u{7}".to_owned()),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// Rows of such texts.
pub(super) fn nasty_samples() -> impl Strategy<Value = Vec<Sample>> {
    let row = (nasty_text(), nasty_text(), any::<bool>(), any::<Option<i64>>()).prop_map(
        |(id, name, signed, days)| Sample {
            regions: vec![name.clone(), id.clone()],
            note: days.map(|_| name.clone()),
            id,
            name,
            signed,
            days,
            date: PartialDate::parse("2014-11").ok(),
        },
    );
    prop::collection::vec(row, 0..4)
}
