//! Paragraphs and lists of longer texts, the same on every page.

use super::block::{Block, Item, Outline};
use super::span::{Runs, Span};
use crate::view::{ProseView, Spoken};
use crate::wording::Wording;

fn runs(texts: &[Spoken]) -> Runs {
    texts.iter().map(Span::from).collect()
}

impl Outline {
    /// A text of paragraphs and lists.
    pub fn prose(&mut self, text: &[ProseView]) {
        for block in text {
            match block {
                ProseView::Paragraph(texts) => self.sentence(runs(texts)),
                ProseView::Items(items) => {
                    let items = items.iter().map(|item| Item::new(runs(item))).collect();
                    self.blocks.push(Block::Items { items });
                }
            }
        }
    }

    /// A labelled text of paragraphs and lists, a line each.
    pub(super) fn prose_fact(&mut self, label: &Wording, text: &Spoken) {
        let lines = ProseView::lines(&text.prose());
        let (text, lang) = (lines.join("\n"), text.lang);
        self.spoken_fact(label, &Spoken { text, lang });
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::*;
    use crate::model::TextLang;
    use crate::render::document::{document_of, render_html};
    use crate::render::table::Look;
    use crate::render::templates::Templates;
    use crate::render::{Colour, Described, render_markdown_page, render_page};
    use crate::wording::Lang;

    #[derive(Serialize)]
    struct Sample;

    impl Described for Sample {
        fn describe(&self, page: &mut Outline) {
            let text = "Eka kappale.\n\n*Toka* kappale:\n- yksi\n  ja sen jatko\n- kaksi\nKolmas.";
            let text = Spoken::finnish(text);
            page.own_title("Näyte");
            page.prose_fact(&Wording::fixed("purpose", "tarkoitus"), &text);
            page.prose(&text.prose());
            let sv = |text: &str| Spoken {
                text: text.to_owned(),
                lang: TextLang::Sv,
            };
            page.prose(&[ProseView::Items(vec![vec![
                sv("Parter: "),
                Spoken::finnish("Lappia"),
            ]])]);
        }
    }

    #[test]
    fn a_terminal_shows_paragraphs_and_lists() {
        let look = Look {
            lang: Lang::Fi,
            width: Some(50),
            text_width: Some(50),
            colour: Colour::Never,
        };
        insta::assert_snapshot!(render_page(&Sample, &look).text, @"
        Näyte
        tarkoitus             Eka kappale.
                              *Toka* kappale:
                              - yksi ja sen jatko
                              - kaksi
                              Kolmas.

        Eka kappale.

        *Toka* kappale:
        - yksi ja sen jatko
        - kaksi

        Kolmas.
        - Parter: Lappia
        ");
    }

    #[test]
    fn markdown_has_paragraphs_and_lists() {
        insta::assert_snapshot!(render_markdown_page(&Sample, Lang::Fi), @r#"
        # Näyte

        - **tarkoitus:** Eka kappale.<br>\*Toka\* kappale:<br>- yksi ja sen jatko<br>- kaksi<br>Kolmas.

        Eka kappale.

        \*Toka\* kappale:

        - yksi ja sen jatko
        - kaksi

        Kolmas.

        - Parter: Lappia
        "#);
    }

    #[test]
    fn html_has_paragraphs_and_lists_in_their_languages() {
        let page = render_html(&document_of(&Sample, Lang::Fi), &Templates::default());
        let page = page.expect("the program's own template has no error");
        let (_, main) = page.split_once("<main>").expect("a page has a main part");
        insta::assert_snapshot!(main, @r#"
        <h1>Näyte</h1>
        <dl>
        <dt>tarkoitus</dt><dd>Eka kappale.
        *Toka* kappale:
        - yksi ja sen jatko
        - kaksi
        Kolmas.</dd>
        </dl>
        <p>Eka kappale.</p>
        <p>*Toka* kappale:</p>
        <ul>
        <li>yksi ja sen jatko</li>
        <li>kaksi</li>
        </ul>
        <p>Kolmas.</p>
        <ul>
        <li lang="sv">Parter: <span lang="fi">Lappia</span></li>
        </ul>
        </main>
        </body>
        </html>
        "#);
    }
}
