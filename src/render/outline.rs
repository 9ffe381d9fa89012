//! Telling an answer: a title, facts, items and tables one after the other, which become an [`Outline`].

use serde::Serialize;

use super::block::{Block, Fact, Item, Orientation, Outline, Share, SignatureCaptions, SignatureLine};
use super::grid::Grid;
use super::span::{Runs, Span, cleaned, cleaned_words};
use crate::model::{PartialDate, TextLang};
use crate::view::{ChangedWords, Columns, Row, Spoken};
use crate::wording::{Lang, Wording};

/// An answer that can be shown in blocks.
pub trait Described: Serialize {
    /// Shows itself from top to bottom.
    fn describe(&self, page: &mut Outline);
}

/// An answer in a language.
#[must_use]
pub fn outline_of(thing: &impl Described, lang: Lang) -> Outline {
    let mut outline = Outline::new(lang);
    thing.describe(&mut outline);
    outline
}

impl Outline {
    /// An outline in which nothing is shown yet.
    #[must_use]
    pub fn new(lang: Lang) -> Self {
        Self {
            lang,
            orientation: Orientation::Portrait,
            title: Span::new("", TextLang::of(lang)),
            receipt: None,
            blocks: Vec::new(),
        }
    }

    /// A word of the program.
    #[must_use]
    pub fn word(&self, word: &Wording) -> String {
        word.get(self.lang).to_owned()
    }

    pub fn date(&self, date: impl Into<PartialDate>) -> String {
        date.into().display(self.lang)
    }

    /// A text of which nothing says another language than that of the outline.
    #[must_use]
    pub fn own(&self, text: &str) -> Span {
        Span::new(text, TextLang::of(self.lang))
    }

    /// The title of the whole.
    pub(super) fn title(&mut self, title: &Spoken) {
        self.title = title.into();
    }

    /// A title in the language of the outline.
    pub(super) fn own_title(&mut self, title: &str) {
        self.title = self.own(title);
    }

    /// The heading of a section.
    pub fn heading(&mut self, heading: &Wording) {
        let text = cleaned(heading.get(self.lang));
        self.blocks.push(Block::Heading { id: None, text });
    }

    /// The heading of a section that has a name in addresses.
    pub fn heading_at(&mut self, id: &str, heading: &Wording) {
        let (id, text) = (Some(id.to_owned()), cleaned(heading.get(self.lang)));
        self.blocks.push(Block::Heading { id, text });
    }

    /// A part of its own, as an annex is: where there are pages, on a new one.
    pub(super) fn part(&mut self, title: &str) {
        let text = cleaned(title);
        self.blocks.push(Block::Part { text });
    }

    /// The heading of something that a file names, below that of a section.
    pub(super) fn subject(&mut self, name: &Spoken) {
        let is_section = |block: &Block| matches!(block, Block::Heading { .. } | Block::Part { .. });
        let level = if self.blocks.iter().any(is_section) { 3 } else { 2 };
        let text = name.into();
        self.blocks.push(Block::Subject {
            id: None,
            text,
            level,
        });
    }

    /// A heading below that of a section, which may have a name in addresses.
    pub fn subject_at(&mut self, id: Option<String>, text: Span) {
        self.blocks.push(Block::Subject { id, text, level: 3 });
    }

    /// A sentence of the program.
    pub fn say(&mut self, sentence: &Wording) {
        let text = self.own(sentence.get(self.lang));
        self.sentence(vec![text]);
    }

    /// A text in which texts of several languages may be.
    pub fn sentence(&mut self, runs: Runs) {
        self.blocks.push(Block::Paragraph { runs });
    }

    /// A labelled value in the language of the outline; nothing when it is empty.
    pub fn fact(&mut self, label: &Wording, value: &str) {
        let value = self.own(value);
        self.fact_of(label, vec![value]);
    }

    /// A labelled value from a file, in its language; nothing when it is empty.
    pub(super) fn spoken_fact(&mut self, label: &Wording, value: &Spoken) {
        self.fact_of(label, vec![value.into()]);
    }

    /// A labelled name from a file with the id that one types.
    pub(super) fn named_fact(&mut self, label: &Wording, name: &Spoken, id: &str) {
        let id = self.own(&format!(" ({id})"));
        self.fact_of(label, vec![name.into(), id]);
    }

    /// A labelled value that may be unknown.
    pub fn known_fact(&mut self, label: &Wording, value: Option<&str>) {
        self.fact(label, value.unwrap_or(""));
    }

    /// A labelled word of the program.
    pub fn word_fact(&mut self, label: &Wording, word: &Wording) {
        let word = self.word(word);
        self.fact(label, &word);
    }

    /// A labelled date that may be unknown.
    pub fn date_fact(&mut self, label: &Wording, date: Option<impl Into<PartialDate>>) {
        let date = date.map(|date| self.date(date));
        self.known_fact(label, date.as_deref());
    }

    /// The start and the end of a term; without an end it is open-ended.
    pub(super) fn term(&self, starts: PartialDate, ends: Option<PartialDate>) -> String {
        format!("{}–{}", self.date(starts), self.end(ends))
    }

    /// The end of a term.
    pub(super) fn end(&self, ends: Option<PartialDate>) -> String {
        let open_ended = Wording::fixed("open-ended", "toistaiseksi");
        ends.map_or_else(|| self.word(&open_ended), |ends| self.date(ends))
    }

    /// A labelled list.
    pub(super) fn list_fact(&mut self, label: &Wording, values: &[String]) {
        self.fact(label, &values.join(", "));
    }

    /// So many of all.
    pub(super) fn share(&mut self, label: &Wording, share: Share) {
        let count = self.own(&share.count());
        self.add_fact(label, vec![count], Some(share));
    }

    /// A labelled value of several texts; nothing when it is empty.
    pub fn fact_of(&mut self, label: &Wording, value: Runs) {
        self.add_fact(label, value, None);
    }

    fn add_fact(&mut self, label: &Wording, value: Runs, share: Option<Share>) {
        if value.iter().all(|span| span.text.is_empty()) {
            return;
        }
        let label = self.word(label);
        let fact = Fact { label, value, share };
        match self.blocks.last_mut() {
            Some(Block::Facts { facts }) => facts.push(fact),
            _ => self.blocks.push(Block::Facts { facts: vec![fact] }),
        }
    }

    /// One item of a list.
    pub(super) fn item(&mut self, text: &Spoken) {
        self.add_item(text.into(), None);
    }

    /// An item in the language of the outline.
    pub(super) fn own_item(&mut self, text: &str) {
        let text = self.own(text);
        self.add_item(text, None);
    }

    /// An item, and below it a text with what was removed from it and added to it.
    pub(super) fn changed_item(&mut self, text: &Spoken, words: &ChangedWords) {
        self.add_item(text.into(), Some(cleaned_words(words)));
    }

    fn add_item(&mut self, text: Span, words: Option<ChangedWords>) {
        let item = Item {
            words,
            ..Item::new(vec![text])
        };
        match self.blocks.last_mut() {
            Some(Block::Items { items }) => items.push(item),
            _ => self.blocks.push(Block::Items { items: vec![item] }),
        }
    }

    /// A numbered list; nothing without items.
    pub fn numbered(&mut self, items: Vec<Item>) {
        if let Some(start) = items.first().and_then(|item| item.number) {
            self.blocks.push(Block::Numbered { start, items });
        }
    }

    /// The lines on which the parties sign.
    pub(super) fn signatures(&mut self, lines: Vec<SignatureLine>) {
        let captions = SignatureCaptions::of(self.lang);
        self.blocks.push(Block::Signatures { captions, lines });
    }

    /// A section with a table; nothing without rows.
    pub(super) fn table<R: Row>(&mut self, heading: &Wording, rows: &[R]) {
        if !rows.is_empty() {
            self.heading(heading);
            let grid = Grid::of_table(rows, &Columns::usual(), self.lang);
            self.blocks.push(Block::Table(grid));
        }
    }

    /// A section with a table of texts that have each its own language and link; nothing without rows.
    pub fn table_of(&mut self, heading: &Wording, heads: &[Wording], rows: Vec<Vec<Runs>>) {
        if !rows.is_empty() {
            self.heading(heading);
            self.rows_of(heads, rows);
        }
    }

    /// A table of such texts, below a heading that is there.
    pub fn rows_of(&mut self, heads: &[Wording], rows: Vec<Vec<Runs>>) {
        let heads = heads.iter().map(|head| self.word(head)).collect();
        self.blocks.push(Block::Table(Grid::of_runs(heads, rows)));
    }

    /// A section with a list in the language of the outline; nothing without items.
    pub(super) fn section(&mut self, heading: &Wording, items: impl IntoIterator<Item = String>) {
        let items = items.into_iter().map(|item| Item::new(vec![self.own(&item)]));
        self.list(heading, items.collect());
    }

    /// A section with a list of texts from files; nothing without items.
    pub(super) fn spoken_section(&mut self, heading: &Wording, items: impl IntoIterator<Item = Spoken>) {
        let items = items.into_iter().map(|item| Item::new(vec![Span::from(&item)]));
        self.list(heading, items.collect());
    }

    /// A section with a list; nothing without items.
    pub fn list(&mut self, heading: &Wording, items: Vec<Item>) {
        if !items.is_empty() {
            self.heading(heading);
            self.blocks.push(Block::Items { items });
        }
    }
}
