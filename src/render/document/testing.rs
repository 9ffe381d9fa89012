//! A document for the tests of what is made from documents.

use crate::model::TextLang;
use crate::render::block::{Block, Fact, Item, Orientation, Outline, SignatureCaptions, SignatureLine};
use crate::render::grid::{Grid, GridCell, Heading};
use crate::render::span::Span;
use crate::view::{ChangedWords, Fitting, Segment, SegmentKind};
use crate::wording::Lang;

/// A text in a language.
pub(super) fn spoken(text: &str, lang: TextLang) -> Span {
    Span::new(text, lang)
}

/// A labelled value.
pub(super) fn fact(label: &str, value: Span) -> Fact {
    Fact {
        label: label.to_owned(),
        value: vec![value],
        share: None,
    }
}

fn numbered(start: usize, texts: &[&str]) -> Block {
    let item = |(text, number): (&&str, usize)| Item {
        number: Some(number),
        details: vec![vec![
            spoken("painopiste: ", TextLang::Fi),
            spoken("Fierpmádat", TextLang::Se),
        ]],
        ..Item::new(vec![spoken(text, TextLang::Sms)])
    };
    Block::Numbered {
        start,
        items: texts.iter().zip(start..).map(item).collect(),
    }
}

/// A cell in a language.
pub(super) fn cell(text: &str, lang: TextLang) -> GridCell {
    GridCell {
        text: text.to_owned(),
        lang: Some(lang),
        tone: None,
        runs: Vec::new(),
    }
}

/// The head of a column.
pub(super) fn head(text: &str, is_numeric: bool) -> Heading {
    Heading {
        text: text.to_owned(),
        is_numeric,
        keeps_words: false,
        fitting: Fitting::default(),
    }
}

/// A table of Finnish texts.
pub(super) fn grid(heads: &[&str], rows: &[&[&str]]) -> Grid {
    let cells = |row: &&[&str]| row.iter().map(|text| cell(text, TextLang::Fi)).collect();
    Grid {
        columns: heads.iter().map(|text| head(text, false)).collect(),
        rows: rows.iter().map(cells).collect(),
    }
}

fn table() -> Block {
    Block::Table(Grid {
        columns: vec![head("nro", true), head("tehtävä", false)],
        rows: vec![
            vec![cell("1", TextLang::Fi), cell("Seuraa\ntoimintaa.", TextLang::Fi)],
            vec![cell("2", TextLang::Fi), cell("Čuovvu doaimma.", TextLang::Se)],
        ],
    })
}

/// A document with a block of every kind, in many languages.
pub(super) fn document() -> Outline {
    let segment = |text: &str, kind| Segment {
        text: text.to_owned(),
        kind,
    };
    Outline {
        lang: Lang::Fi,
        orientation: Orientation::Portrait,
        receipt: None,
        title: spoken("Soahpamuš <&\"'>", TextLang::Se),
        blocks: vec![
            Block::Heading {
                id: None,
                text: "Sopijapuolet".to_owned(),
            },
            Block::Facts {
                facts: vec![fact("tila", spoken("luonnos", TextLang::Fi))],
            },
            Block::Items {
                items: vec![Item {
                    words: Some(ChangedWords {
                        segments: vec![
                            segment("vanha ", SegmentKind::Removed),
                            segment("uusi", SegmentKind::Added),
                        ],
                        lang: TextLang::Sv,
                    }),
                    ..Item::new(vec![spoken("Strategi", TextLang::Sv)])
                }],
            },
            table(),
            Block::Signatures {
                captions: SignatureCaptions::of(Lang::Fi),
                lines: vec![
                    SignatureLine {
                        name: "Kunta".to_owned(),
                        signed: None,
                        signed_on: None,
                        position: None,
                    },
                    SignatureLine {
                        name: "Opisto".to_owned(),
                        signed: Some("6.10.2014, rehtori".to_owned()),
                        signed_on: Some("6.10.2014".to_owned()),
                        position: Some("rehtori".to_owned()),
                    },
                ],
            },
            Block::Part {
                text: "Liite 1".to_owned(),
            },
            Block::Subject {
                id: None,
                text: spoken("Joavku", TextLang::Smn),
                level: 3,
            },
            numbered(1, &["a", "b"]),
            Block::Paragraph {
                runs: vec![spoken("Purpose.", TextLang::En)],
            },
            numbered(4, &["c"]),
        ],
    }
}
