//! A document as one HTML file that needs no other: its style is in it, and nothing is fetched. The
//! template engine escapes every text.

use minijinja::value::Serde;
use minijinja::{Environment, context};

use super::Document;

const PAGE: &str = include_str!("page.html");

/// The document as a page.
///
/// # Errors
/// What the template engine says of a template; the one in the program has none.
pub fn render_html(document: &Document) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.add_template("page.html", PAGE)?;
    environment
        .get_template("page.html")?
        .render(context! { document => Serde(document) })
        .map(|page| page + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::TextLang;
    use crate::render::document::{Block, ColumnHead, Fact, Item};
    use crate::view::{Segment, SegmentKind, Spoken};
    use crate::wording::Lang;

    fn spoken(text: &str, lang: TextLang) -> Spoken {
        Spoken {
            text: text.to_owned(),
            lang,
        }
    }

    fn document() -> Document {
        let nasty = "<script>alert(1)</script> & \"x\"".to_owned();
        let segment = |text: &str, kind| Segment {
            text: text.to_owned(),
            kind,
        };
        Document {
            lang: Lang::Fi,
            title: spoken(&nasty, TextLang::Fi),
            blocks: vec![
                Block::Facts {
                    facts: vec![Fact {
                        label: "tunnus".to_owned(),
                        value: nasty.clone(),
                    }],
                },
                Block::Heading {
                    text: "Tehtävät".to_owned(),
                },
                Block::Items {
                    items: vec![Item {
                        text: spoken(&nasty, TextLang::Se),
                        words: vec![
                            segment("Kokoaa ", SegmentKind::Kept),
                            segment("<i>", SegmentKind::Removed),
                            segment("tietoa", SegmentKind::Added),
                        ],
                    }],
                },
                Block::Table {
                    columns: vec![
                        ColumnHead {
                            text: "nro".to_owned(),
                            is_numeric: true,
                        },
                        ColumnHead {
                            text: "tehtävä".to_owned(),
                            is_numeric: false,
                        },
                    ],
                    rows: vec![vec!["1".to_owned(), nasty]],
                },
            ],
        }
    }

    #[test]
    fn every_text_is_escaped() -> Result<(), minijinja::Error> {
        let html = render_html(&document())?;
        assert!(!html.contains("<script>") && !html.contains("<i>"), "{html}");
        let body = html.split("<main>").nth(1).unwrap_or_default();
        insta::assert_snapshot!(body);
        Ok(())
    }

    #[test]
    fn a_page_fetches_nothing() -> Result<(), minijinja::Error> {
        let html = render_html(&document())?;
        for stranger in ["http:", "https:", "src=", "url(", "@import", "<link"] {
            assert!(!html.contains(stranger), "{stranger}");
        }
        Ok(())
    }
}
