//! A page of Markdown, from an outline.

use super::markdown::{escaped, render_markdown};
use super::outline::{NumberedItem, Outline, SignatureLine, around, plain};
use crate::view::{ChangedWords, Row, Segment, SegmentKind, Spoken};
use crate::wording::{Lang, Wording};

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

    fn title(&mut self, title: &Spoken) {
        self.block(&format!("# {}", one_line(&title.text)));
    }

    fn heading(&mut self, heading: &Wording) {
        let heading = self.word(heading);
        self.block(&format!("## {}", one_line(&heading)));
    }

    fn spoken_fact(&mut self, label: &Wording, value: &Spoken) {
        let value = value.text.as_str();
        if !value.is_empty() {
            let item = format!("**{}:** {}", one_line(label.get(self.lang)), one_line(value));
            self.list_item(&item);
        }
    }

    fn item(&mut self, text: &Spoken) {
        self.list_item(&one_line(&text.text));
    }

    fn words(&mut self, words: &ChangedWords) {
        self.text.push_str("  ");
        self.text.push_str(&marked(&words.segments));
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

    fn part(&mut self, title: &str) {
        self.block(&format!("## {}", one_line(title)));
    }

    fn subject(&mut self, name: &Spoken) {
        self.block(&format!("### {}", one_line(&name.text)));
    }

    fn sentence(&mut self, runs: &[Spoken]) {
        self.block(&one_line(&plain(runs)));
    }

    fn numbered(&mut self, items: &[NumberedItem]) {
        let items = items.iter().map(|item| {
            let text = match &item.words {
                Some(words) => marked(&words.segments),
                None => one_line(&item.text.text),
            };
            let details = item
                .details
                .iter()
                .map(|detail| format!("\n   - {}", one_line(&plain(detail))));
            format!("{}. {text}{}", item.number, details.collect::<String>())
        });
        self.block(&items.collect::<Vec<_>>().join("\n"));
    }

    fn signatures(&mut self, lines: &[SignatureLine]) {
        for line in lines {
            let signed = line
                .signed
                .as_deref()
                .map_or(r"\_\_\_\_\_\_\_\_\_\_".to_owned(), one_line);
            self.list_item(&format!("{}: {signed}", one_line(&line.name)));
        }
    }
}

fn marked(segments: &[Segment]) -> String {
    let marked = segments.iter().map(|segment| match segment.kind {
        SegmentKind::Kept => keep_gaps(&segment.text),
        SegmentKind::Removed => around(&segment.text, "~~", "~~", one_line),
        SegmentKind::Added => around(&segment.text, "**", "**", one_line),
    });
    marked.collect::<String>().trim().to_owned()
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
