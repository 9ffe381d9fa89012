//! A document as one HTML file that needs no other: its style is in it, and nothing is fetched. The
//! template engine escapes every text.

use minijinja::context;
use minijinja::value::Serde;

use crate::render::block::Outline;
use crate::render::templates::{Lines, Template, TemplateError, Templates};

/// The document as a page, made from [`Template::Document`].
///
/// # Errors
/// What is wrong with the template; the one in the program has no error.
pub fn render_html(document: &Outline, templates: &Templates) -> Result<String, TemplateError> {
    let engine = templates.engine(&[Template::Document], Lines::AsWritten)?;
    let page = engine.render(Template::Document, context! { document => Serde(document) })?;
    templates.refuse_no_page(&[Template::Document], &page)?;
    Ok(page + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::TextLang;
    use crate::render::block::{Block, Item, Orientation};
    use crate::render::document::testing::{cell, fact, head, spoken};
    use crate::render::grid::Grid;
    use crate::view::{ChangedWords, Segment, SegmentKind};
    use crate::wording::Lang;

    fn document() -> Outline {
        let nasty = "<script>alert(1)</script> & \"x\"".to_owned();
        let segment = |text: &str, kind| Segment {
            text: text.to_owned(),
            kind,
        };
        Outline {
            lang: Lang::Fi,
            orientation: Orientation::Portrait,
            receipt: None,
            title: spoken(&nasty, TextLang::Fi),
            blocks: vec![
                Block::Facts {
                    facts: vec![fact("tunnus", spoken(&nasty, TextLang::Fi))],
                },
                Block::Heading {
                    id: None,
                    text: "Tehtävät".to_owned(),
                },
                Block::Items {
                    items: vec![Item {
                        words: Some(ChangedWords {
                            segments: vec![
                                segment("Kokoaa ", SegmentKind::Kept),
                                segment("<i>", SegmentKind::Removed),
                                segment("tietoa", SegmentKind::Added),
                                segment(" ja ", SegmentKind::Kept),
                                segment("seuraa ", SegmentKind::Removed),
                                segment("jakaa sitä", SegmentKind::Added),
                            ],
                            lang: TextLang::Fi,
                        }),
                        ..Item::new(vec![spoken(&nasty, TextLang::Se)])
                    }],
                },
                Block::Table(Grid {
                    columns: vec![head("nro", true), head("tehtävä", false)],
                    rows: vec![vec![cell("1", TextLang::Fi), cell(&nasty, TextLang::Se)]],
                }),
            ],
        }
    }

    #[test]
    fn every_text_is_escaped() -> Result<(), TemplateError> {
        let html = render_html(&document(), &Templates::default())?;
        assert!(!html.contains("<script>") && !html.contains("<i>"), "{html}");
        let body = html.split("<main>").nth(1).unwrap_or_default();
        insta::assert_snapshot!(body);
        Ok(())
    }

    #[test]
    fn a_page_fetches_nothing() -> Result<(), TemplateError> {
        let html = render_html(&document(), &Templates::default())?;
        for stranger in ["http:", "https:", "src=", "url(", "@import", "<link"] {
            assert!(!html.contains(stranger), "{stranger}");
        }
        Ok(())
    }

    fn with(text: &str, document: &Outline) -> Result<String, TemplateError> {
        let mut templates = Templates::default();
        templates.take(Template::Document, text);
        render_html(document, &templates)
    }

    /// A page of a network forgets everything: the texts are escaped and clean all the same.
    #[test]
    fn a_network_can_have_its_own_page() {
        let mut document = document();
        document.title.text = "<i>\u{202e}\u{1b}[2J".to_owned();
        let text = "<html><title>{{ document.title.text }}</title>\n<main>{% for block in document.blocks %}{{ block }}{% endfor %}";
        let html = with(text, &document).expect("the template is right");
        assert!(
            html.starts_with("<html><title>&lt;i&gt;\\u{202e}␛[2J</title>\n"),
            "{html}"
        );
        assert!(!html.contains("<script>"), "{html}");
        let error = with("\n\n{{ document.author }}", &document).expect_err("there is no author");
        insta::assert_snapshot!(error, @"templates/document.html:3: unknown name: `document.author`");
    }

    #[test]
    fn a_page_that_is_not_whole_is_refused() {
        let wrong = |text: &str| with(text, &document()).expect_err("it is no page").to_string();
        assert!(with("<HTML><title>x</title><main>", &document()).is_ok());
        insta::assert_snapshot!(wrong("<html><title>x</title>"), @"templates/document.html: the result is not a complete page; it lacks <main>");
        insta::assert_snapshot!(wrong("{# nothing #}"), @"templates/document.html: the result is not a complete page; it lacks <html>, <title>, <main>");
    }
}
