//! An answer told as an outline of a title, facts, items and tables, so that one description of it
//! makes the page for a terminal, the page of Markdown and every kind of document.

use serde::Serialize;

use super::markdown_page::MarkdownPage;
use super::page::Page;
use super::table::Look;
use crate::model::{PartialDate, TextLang};
use crate::view::{ChangedWords, Row, Segment, SegmentKind, Spoken};
use crate::wording::{Lang, Wording};

/// An answer that can be told.
pub trait Told: Serialize {
    /// Tells itself from top to bottom.
    fn tell(&self, page: &mut impl Outline);
}

/// An answer for a terminal.
#[must_use]
pub fn render_page(thing: &impl Told, look: &Look) -> String {
    let mut page = Page::new(look);
    thing.tell(&mut page);
    page.finish()
}

/// An answer as Markdown.
#[must_use]
pub fn render_markdown_page(thing: &impl Told, lang: Lang) -> String {
    let mut page = MarkdownPage::new(lang);
    thing.tell(&mut page);
    page.finish()
}

/// Words one after the other, each in its language.
pub type Runs = Vec<Spoken>;

/// The words without their languages.
pub(super) fn plain(runs: &[Spoken]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// An item of a numbered list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NumberedItem {
    /// Its number.
    pub number: usize,
    /// The text.
    pub text: Spoken,
    /// The text with what was removed from it and added to it, in place of the plain one.
    pub words: Option<ChangedWords>,
    /// What is told below it, a line each.
    pub details: Vec<Runs>,
}

/// A line on which a party signs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SignatureLine {
    /// The party's name.
    pub name: String,
    /// What is on record of its signature; `None` leaves the line empty.
    pub signed: Option<String>,
}

/// Takes an outline from top to bottom.
pub trait Outline {
    /// The language in which it is told.
    fn lang(&self) -> Lang;
    /// The columns that the value of a fact may take.
    fn room(&self) -> usize;
    /// The title of the whole.
    fn title(&mut self, title: &Spoken);
    /// The heading of a section.
    fn heading(&mut self, heading: &Wording);
    /// A labelled value from a file, in its language; nothing when it is empty.
    fn spoken_fact(&mut self, label: &Wording, value: &Spoken);
    /// One item of a list.
    fn item(&mut self, text: &Spoken);
    /// A text with what was removed from it and added to it.
    fn words(&mut self, words: &ChangedWords);
    /// A section with a table; nothing without rows.
    fn table<R: Row>(&mut self, heading: &Wording, rows: &[R]);
    /// A part of its own, as an annex is: where there are pages, on a new one.
    fn part(&mut self, title: &str);
    /// The heading of something that a file names, below that of a section.
    fn subject(&mut self, name: &Spoken);
    /// A text in which texts of several languages may stand.
    fn sentence(&mut self, runs: &[Spoken]);
    /// A numbered list. Numbers grow, and may leave some out.
    fn numbered(&mut self, items: &[NumberedItem]);
    /// The lines on which the parties sign.
    fn signatures(&mut self, lines: &[SignatureLine]);

    /// A text.
    fn paragraph(&mut self, text: &Spoken) {
        self.sentence(std::slice::from_ref(text));
    }

    /// A word of the program.
    fn word(&self, word: &Wording) -> String {
        word.get(self.lang()).to_owned()
    }

    /// A text of which nothing says another language than that of the outline.
    fn own(&self, text: &str) -> Spoken {
        Spoken {
            text: text.to_owned(),
            lang: TextLang::of(self.lang()),
        }
    }

    /// A title in the language of the outline.
    fn own_title(&mut self, title: &str) {
        let title = self.own(title);
        self.title(&title);
    }

    /// An item in the language of the outline.
    fn own_item(&mut self, text: &str) {
        let text = self.own(text);
        self.item(&text);
    }

    /// A date.
    fn date(&self, date: impl Into<PartialDate>) -> String {
        date.into().display(self.lang())
    }

    /// A labelled value in the language of the outline; nothing when it is empty.
    fn fact(&mut self, label: &Wording, value: &str) {
        let value = self.own(value);
        self.spoken_fact(label, &value);
    }

    /// A labelled value that may be unknown.
    fn known_fact(&mut self, label: &Wording, value: Option<&str>) {
        self.fact(label, value.unwrap_or(""));
    }

    /// A labelled list.
    fn list_fact(&mut self, label: &Wording, values: &[String]) {
        self.fact(label, &values.join(", "));
    }

    /// A section with a list in the language of the outline; nothing without items.
    fn section(&mut self, heading: &Wording, items: impl IntoIterator<Item = String>) {
        let items: Vec<Spoken> = items.into_iter().map(|item| self.own(&item)).collect();
        self.spoken_section(heading, items);
    }

    /// A section with a list of texts from files; nothing without items.
    fn spoken_section(&mut self, heading: &Wording, items: impl IntoIterator<Item = Spoken>) {
        let mut items = items.into_iter().peekable();
        if items.peek().is_some() {
            self.heading(heading);
        }
        for item in items {
            self.item(&item);
        }
    }
}

impl Outline for Page<'_> {
    fn lang(&self) -> Lang {
        Page::lang(self)
    }

    fn room(&self) -> usize {
        Page::room(self)
    }

    fn title(&mut self, title: &Spoken) {
        Page::title(self, &title.text);
    }

    fn heading(&mut self, heading: &Wording) {
        Page::heading(self, heading);
    }

    fn spoken_fact(&mut self, label: &Wording, value: &Spoken) {
        Page::fact(self, label, &value.text);
    }

    fn item(&mut self, text: &Spoken) {
        Page::item(self, &text.text);
    }

    fn words(&mut self, words: &ChangedWords) {
        self.indented(&marked(&words.segments));
    }

    fn table<R: Row>(&mut self, heading: &Wording, rows: &[R]) {
        Page::table(self, heading, rows);
    }

    fn part(&mut self, title: &str) {
        self.blank();
        Page::title(self, title);
    }

    fn subject(&mut self, name: &Spoken) {
        self.blank();
        Page::title(self, &name.text);
    }

    fn sentence(&mut self, runs: &[Spoken]) {
        Page::text(self, &plain(runs));
    }

    fn numbered(&mut self, items: &[NumberedItem]) {
        for item in items {
            let text = match &item.words {
                Some(words) => marked(&words.segments),
                None => item.text.text.clone(),
            };
            let details: Vec<String> = item.details.iter().map(|runs| plain(runs)).collect();
            self.numbered_item(item.number, &text, &details);
        }
    }

    fn signatures(&mut self, lines: &[SignatureLine]) {
        for line in lines {
            let signed = line.signed.as_deref().unwrap_or("______________________________");
            Page::item(self, &format!("{}: {signed}", line.name));
        }
    }
}

/// Words with marks around what went and what came.
fn marked(segments: &[Segment]) -> String {
    let marked = segments.iter().map(|segment| match segment.kind {
        SegmentKind::Kept => segment.text.clone(),
        SegmentKind::Removed => around(&segment.text, "[-", "-]", str::to_owned),
        SegmentKind::Added => around(&segment.text, "{+", "+}", str::to_owned),
    });
    marked.collect()
}

/// The text between two marks, and the spaces of its ends outside of them: inside they would keep
/// Markdown from seeing the marks.
pub(super) fn around(text: &str, before: &str, after: &str, write: impl Fn(&str) -> String) -> String {
    let inner = text.trim();
    if inner.is_empty() {
        return text.to_owned();
    }
    let start = text.len() - text.trim_start().len();
    let (lead, trail) = (&text[..start], &text[start + inner.len()..]);
    let gap = |gap: &str| if gap.is_empty() { "" } else { " " };
    format!("{}{before}{}{after}{}", gap(lead), write(inner), gap(trail))
}
