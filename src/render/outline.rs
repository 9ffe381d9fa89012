//! An answer told as an outline of a title, facts, items and tables, so that one description of it
//! makes the page for a terminal, the page of Markdown and every kind of document.

use serde::Serialize;

use super::markdown::{escaped, render_markdown};
use super::page::Page;
use super::table::Look;
use crate::model::PartialDate;
use crate::view::{Row, Segment, SegmentKind};
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

/// Takes an outline from top to bottom.
pub trait Outline {
    /// The language in which it is told.
    fn lang(&self) -> Lang;
    /// The columns that the value of a fact may take.
    fn room(&self) -> usize;
    /// The title of the whole.
    fn title(&mut self, title: &str);
    /// The heading of a section.
    fn heading(&mut self, heading: &Wording);
    /// A labelled value; nothing when it is empty.
    fn fact(&mut self, label: &Wording, value: &str);
    /// One item of a list.
    fn item(&mut self, text: &str);
    /// A text with what was removed from it and added to it.
    fn words(&mut self, segments: &[Segment]);
    /// A section with a table; nothing without rows.
    fn table<R: Row>(&mut self, heading: &Wording, rows: &[R]);

    /// A word of the program.
    fn word(&self, word: &Wording) -> String {
        word.get(self.lang()).to_owned()
    }

    /// A date.
    fn date(&self, date: impl Into<PartialDate>) -> String {
        date.into().display(self.lang())
    }

    /// A labelled value that may be unknown.
    fn known_fact(&mut self, label: &Wording, value: Option<&str>) {
        self.fact(label, value.unwrap_or(""));
    }

    /// A labelled list.
    fn list_fact(&mut self, label: &Wording, values: &[String]) {
        self.fact(label, &values.join(", "));
    }

    /// A section with a list; nothing without items.
    fn section(&mut self, heading: &Wording, items: impl IntoIterator<Item = String>) {
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

    fn title(&mut self, title: &str) {
        Page::title(self, title);
    }

    fn heading(&mut self, heading: &Wording) {
        Page::heading(self, heading);
    }

    fn fact(&mut self, label: &Wording, value: &str) {
        Page::fact(self, label, value);
    }

    fn item(&mut self, text: &str) {
        Page::item(self, text);
    }

    fn words(&mut self, segments: &[Segment]) {
        let marked = segments.iter().map(|segment| match segment.kind {
            SegmentKind::Kept => segment.text.clone(),
            SegmentKind::Removed => around(&segment.text, "[-", "-]", str::to_owned),
            SegmentKind::Added => around(&segment.text, "{+", "+}", str::to_owned),
        });
        self.indented(&marked.collect::<String>());
    }

    fn table<R: Row>(&mut self, heading: &Wording, rows: &[R]) {
        Page::table(self, heading, rows);
    }
}

/// A page of Markdown.
struct MarkdownPage {
    lang: Lang,
    text: String,
    /// Whether the last line belongs to a list, which the next item continues.
    in_list: bool,
}

impl MarkdownPage {
    fn new(lang: Lang) -> Self {
        Self {
            lang,
            text: String::new(),
            in_list: false,
        }
    }

    /// The finished page.
    fn finish(self) -> String {
        self.text
    }

    fn block(&mut self, block: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(block);
        self.text.push('\n');
        self.in_list = false;
    }

    fn list_item(&mut self, item: &str) {
        let line = format!("- {item}");
        if self.in_list {
            self.text.push_str(&line);
            self.text.push('\n');
        } else {
            self.block(&line);
        }
        self.in_list = true;
    }
}

impl Outline for MarkdownPage {
    fn lang(&self) -> Lang {
        self.lang
    }

    fn room(&self) -> usize {
        ROOM_IN_MARKDOWN
    }

    fn title(&mut self, title: &str) {
        self.block(&format!("# {}", one_line(title)));
    }

    fn heading(&mut self, heading: &Wording) {
        let heading = self.word(heading);
        self.block(&format!("## {}", one_line(&heading)));
    }

    fn fact(&mut self, label: &Wording, value: &str) {
        if !value.is_empty() {
            let item = format!("**{}:** {}", one_line(label.get(self.lang)), one_line(value));
            self.list_item(&item);
        }
    }

    fn item(&mut self, text: &str) {
        self.list_item(&one_line(text));
    }

    fn words(&mut self, segments: &[Segment]) {
        let marked = segments.iter().map(|segment| match segment.kind {
            SegmentKind::Kept => keep_gaps(&segment.text),
            SegmentKind::Removed => around(&segment.text, "~~", "~~", one_line),
            SegmentKind::Added => around(&segment.text, "**", "**", one_line),
        });
        self.text.push_str("  ");
        self.text.push_str(marked.collect::<String>().trim());
        self.text.push('\n');
    }

    fn table<R: Row>(&mut self, heading: &Wording, rows: &[R]) {
        if rows.is_empty() {
            return;
        }
        self.heading(heading);
        let table = render_markdown(rows, self.lang);
        self.block(table.trim_end());
    }
}

/// Nothing limits a line of Markdown; drawn values are as wide as on a common terminal.
const ROOM_IN_MARKDOWN: usize = 58;

fn one_line(text: &str) -> String {
    let clean = super::clean(text, super::Keep::LinesAndTabs);
    escaped(&super::wrap::one_line(&clean))
}

/// The text on one line with the spaces at its ends.
fn keep_gaps(text: &str) -> String {
    around(text, "", "", one_line)
}

/// The text between two marks, and the spaces of its ends outside of them: inside they would keep
/// Markdown from seeing the marks.
fn around(text: &str, before: &str, after: &str, write: impl Fn(&str) -> String) -> String {
    let inner = text.trim();
    if inner.is_empty() {
        return text.to_owned();
    }
    let start = text.len() - text.trim_start().len();
    let (lead, trail) = (&text[..start], &text[start + inner.len()..]);
    let gap = |gap: &str| if gap.is_empty() { "" } else { " " };
    format!("{}{before}{}{after}{}", gap(lead), write(inner), gap(trail))
}
