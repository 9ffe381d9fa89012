//! A page for a terminal: a title, facts with their labels, sections with tables and lists. All
//! text is cleaned, and no line is wider than the terminal.

use anstyle::Style;

use super::Colour;
use super::clean::{Keep, clean};
use super::table::{Look, NARROWEST, render_table};
use super::wrap::{natural_width, wrap};
use crate::model::PartialDate;
use crate::view::Row;
use crate::wording::{Lang, Wording};

/// A page that grows from top to bottom.
pub(super) struct Page<'l> {
    look: &'l Look,
    text: String,
}

/// The columns that labels take, with the space after them.
const LABELS: usize = 22;

/// The width for which something is drawn where no terminal says its own.
const COMMON_WIDTH: usize = 80;

impl<'l> Page<'l> {
    pub(super) fn new(look: &'l Look) -> Self {
        Self {
            look,
            text: String::new(),
        }
    }

    /// The finished page.
    pub(super) fn finish(self) -> String {
        self.text
    }

    /// The page's language.
    pub(super) fn lang(&self) -> Lang {
        self.look.lang
    }

    /// The columns beside the labels.
    pub(super) fn room(&self) -> usize {
        let width = self.look.width.unwrap_or(COMMON_WIDTH);
        width.max(NARROWEST + LABELS) - LABELS
    }

    /// A word of the program in the page's language.
    pub(super) fn word(&self, word: &Wording) -> String {
        word.get(self.look.lang).to_owned()
    }

    /// A date in the page's language.
    pub(super) fn date(&self, date: impl Into<PartialDate>) -> String {
        date.into().display(self.look.lang)
    }

    /// The page's title.
    pub(super) fn title(&mut self, title: &str) {
        let lines = self.wrapped(title, 0);
        self.strong(&lines);
    }

    /// The heading of a section, after an empty line.
    pub(super) fn heading(&mut self, heading: &Wording) {
        let heading = self.word(heading);
        self.text.push('\n');
        let lines = self.wrapped(&heading, 0);
        self.strong(&lines);
    }

    /// A labelled value; nothing when the value is empty.
    pub(super) fn fact(&mut self, label: &Wording, value: &str) {
        if value.is_empty() {
            return;
        }
        let label = self.word(label);
        let gap = LABELS.saturating_sub(natural_width(&label)).max(1);
        let lines = self.wrapped(value, LABELS);
        let mut lines = lines.iter();
        let first = lines.next().map_or("", String::as_str);
        self.line(&format!("{label}{}{first}", " ".repeat(gap)));
        for line in lines {
            self.line(&format!("{}{line}", " ".repeat(LABELS)));
        }
    }

    /// A labelled value that may be unknown.
    pub(super) fn known_fact(&mut self, label: &Wording, value: Option<&str>) {
        self.fact(label, value.unwrap_or(""));
    }

    /// An empty line between what stands above and what comes.
    pub(super) fn blank(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    /// A text, after an empty line.
    pub(super) fn text(&mut self, text: &str) {
        self.blank();
        for line in self.wrapped(text, 0) {
            self.line(&line);
        }
    }

    /// One item of a numbered list, with what is told below it.
    pub(super) fn numbered_item(&mut self, number: usize, text: &str, details: &[String]) {
        let lead = format!("{number:>2}. ");
        for (i, line) in self.wrapped(text, lead.len()).iter().enumerate() {
            let mark = if i == 0 { lead.as_str() } else { "    " };
            self.line(&format!("{mark}{line}"));
        }
        for detail in details {
            for line in self.wrapped(detail, lead.len()) {
                self.line(&format!("    {line}"));
            }
        }
    }

    /// One item of a list.
    pub(super) fn item(&mut self, text: &str) {
        let lines = self.wrapped(text, 2);
        for (i, line) in lines.iter().enumerate() {
            let mark = if i == 0 { "- " } else { "  " };
            self.line(&format!("{mark}{line}"));
        }
    }

    /// More about the item above.
    pub(super) fn indented(&mut self, text: &str) {
        for line in self.wrapped(text, 2) {
            self.line(&format!("  {line}"));
        }
    }

    /// A section with a table; nothing when there are no rows.
    pub(super) fn table<R: Row>(&mut self, heading: &Wording, rows: &[R]) {
        if rows.is_empty() {
            return;
        }
        self.heading(heading);
        let table = render_table(rows, self.look);
        self.text.push_str(&table);
    }

    fn wrapped(&self, text: &str, indent: usize) -> Vec<String> {
        let text = clean(text, Keep::Nothing);
        match self.look.width {
            Some(width) => wrap(&text, width.max(NARROWEST + LABELS).saturating_sub(indent)),
            None => vec![text.into_owned()],
        }
    }

    fn strong(&mut self, lines: &[String]) {
        let bold = Style::new().bold();
        for line in lines {
            match self.look.colour {
                Colour::Always => self.line(&format!("{bold}{line}{bold:#}")),
                Colour::Never => self.line(line),
            }
        }
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }
}
