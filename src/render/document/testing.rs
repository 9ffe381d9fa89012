//! A document for the tests of what is made from documents.

use super::{Block, ColumnHead, Document, Fact, Item, Orientation, TableCell};
use crate::model::TextLang;
use crate::render::{NumberedItem, SignatureLine};
use crate::view::{ChangedWords, Segment, SegmentKind, Spoken};
use crate::wording::Lang;

/// A text in a language.
pub(super) fn spoken(text: &str, lang: TextLang) -> Spoken {
    let text = text.to_owned();
    Spoken { text, lang }
}

fn numbered(start: usize, texts: &[&str]) -> Block {
    let item = |(text, number): (&&str, usize)| NumberedItem {
        number,
        text: spoken(text, TextLang::Sms),
        words: None,
        details: vec![vec![
            spoken("painopiste: ", TextLang::Fi),
            spoken("Fierpmádat", TextLang::Se),
        ]],
    };
    Block::Numbered {
        start,
        items: texts.iter().zip(start..).map(item).collect(),
    }
}

/// A cell in a language.
pub(super) fn cell(text: &str, lang: TextLang) -> TableCell {
    let text = text.to_owned();
    TableCell {
        text,
        lang: Some(lang),
    }
}

fn table() -> Block {
    let column = |text: &str, is_numeric| ColumnHead {
        text: text.to_owned(),
        is_numeric,
    };
    Block::Table {
        columns: vec![column("nro", true), column("tehtävä", false)],
        rows: vec![
            vec![cell("1", TextLang::Fi), cell("Seuraa\ntoimintaa.", TextLang::Fi)],
            vec![cell("2", TextLang::Fi), cell("Čuovvu doaimma.", TextLang::Se)],
        ],
    }
}

/// A document with a block of every kind, in many languages.
pub(super) fn document() -> Document {
    let segment = |text: &str, kind| Segment {
        text: text.to_owned(),
        kind,
    };
    Document {
        lang: Lang::Fi,
        orientation: Orientation::Portrait,
        title: spoken("Soahpamuš <&\"'>", TextLang::Se),
        blocks: vec![
            Block::Heading {
                text: "Sopijapuolet".to_owned(),
            },
            Block::Facts {
                facts: vec![Fact {
                    label: "tila".to_owned(),
                    value: spoken("luonnos", TextLang::Fi),
                }],
            },
            Block::Items {
                items: vec![Item {
                    text: spoken("Strategi", TextLang::Sv),
                    words: Some(ChangedWords {
                        segments: vec![
                            segment("vanha ", SegmentKind::Removed),
                            segment("uusi", SegmentKind::Added),
                        ],
                        lang: TextLang::Sv,
                    }),
                }],
            },
            table(),
            Block::Signatures {
                lines: vec![SignatureLine {
                    name: "Kunta".to_owned(),
                    signed: None,
                }],
            },
            Block::Part {
                text: "Liite 1".to_owned(),
            },
            Block::Subject {
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
