//! Longer texts as they are shown: paragraphs and lists of texts that know their language.

use crate::model::{Prose, prose};

use super::Spoken;

/// A paragraph or a list.
#[derive(Clone, Debug, PartialEq)]
pub enum ProseView {
    Paragraph(Vec<Spoken>),
    Items(Vec<Vec<Spoken>>),
}

impl ProseView {
    /// Paragraphs and items, a line each.
    #[must_use]
    pub fn lines(blocks: &[Self]) -> Vec<String> {
        let joined = |texts: &[Spoken]| texts.iter().map(|one| one.text.as_str()).collect::<String>();
        let mut lines = Vec::new();
        for block in blocks {
            match block {
                Self::Paragraph(texts) => lines.push(joined(texts)),
                Self::Items(items) => lines.extend(items.iter().map(|item| format!("- {}", joined(item)))),
            }
        }
        lines
    }
}

impl Spoken {
    /// The text by its paragraphs and lists.
    #[must_use]
    pub fn prose(&self) -> Vec<ProseView> {
        let said = |text: String| {
            vec![Self {
                text,
                lang: self.lang,
            }]
        };
        let block = |block| match block {
            Prose::Paragraph(text) => ProseView::Paragraph(said(text)),
            Prose::Items(items) => ProseView::Items(items.into_iter().map(said).collect()),
        };
        prose(&self.text).into_iter().map(block).collect()
    }
}
