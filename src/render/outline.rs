//! An answer told as an outline of a title, facts, items and tables, so that one description of it
//! makes the page for a terminal and the page of Markdown.

use super::markdown::{escaped, render_markdown};
use super::page::Page;
use crate::model::PartialDate;
use crate::view::Row;
use crate::wording::{Lang, Wording};

/// Takes an outline from top to bottom.
pub(super) trait Outline {
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

    fn table<R: Row>(&mut self, heading: &Wording, rows: &[R]) {
        Page::table(self, heading, rows);
    }
}

/// A page of Markdown.
pub(super) struct MarkdownPage {
    lang: Lang,
    text: String,
    /// Whether the last line belongs to a list, which the next item continues.
    in_list: bool,
}

impl MarkdownPage {
    pub(super) fn new(lang: Lang) -> Self {
        Self {
            lang,
            text: String::new(),
            in_list: false,
        }
    }

    /// The finished page.
    pub(super) fn finish(self) -> String {
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
