//! A page for a terminal, from an outline. All text is cleaned, and no line is wider than the terminal.

use anstyle::Style;

use super::Colour;
use super::block::{Block, Fact, Item, Outline, SignatureLine};
use super::clean::{Keep, clean};
use super::span::plain;
use super::table::{Drawn, LeftOut, Look, NARROWEST, table_of};
use super::wrap::{natural_width, wrap};
use crate::view::{Segment, SegmentKind};

/// The columns that labels take, with the space after them.
const LABELS: usize = 22;

/// The width for which something is drawn where no terminal says its own.
const COMMON_WIDTH: usize = 80;

/// The outline for a terminal.
pub(super) fn page_of(outline: &Outline, look: &Look) -> Drawn {
    let mut page = TerminalPage {
        look,
        text: String::new(),
        left_out: LeftOut::default(),
    };
    page.strong(&outline.title.text);
    for block in &outline.blocks {
        page.block(block);
    }
    Drawn {
        text: page.text,
        left_out: page.left_out,
    }
}

/// A page that grows from top to bottom.
struct TerminalPage<'l> {
    look: &'l Look,
    text: String,
    left_out: LeftOut,
}

impl TerminalPage<'_> {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { text, .. } | Block::Part { text } => self.heading(text),
            Block::Subject { text, .. } => self.heading(&text.text),
            Block::Paragraph { runs } => {
                self.blank();
                self.wrapped("", "", &plain(runs));
            }
            Block::Facts { facts } => facts.iter().for_each(|fact| self.fact(fact)),
            Block::Items { items } => items.iter().for_each(|item| self.item(item)),
            Block::Numbered { items, .. } => items.iter().for_each(|item| self.numbered(item)),
            Block::Signatures { lines, .. } => lines.iter().for_each(|line| self.signature(line)),
            Block::Table(grid) => {
                let drawn = table_of(grid, self.look);
                self.text.push_str(&drawn.text);
                self.left_out.add(drawn.left_out);
            }
            // What leads through a website leads nowhere else.
            Block::Parts { .. } | Block::Map { .. } | Block::Figures { .. } | Block::Search => {}
        }
    }

    /// A heading, after an empty line.
    fn heading(&mut self, text: &str) {
        self.blank();
        self.strong(text);
    }

    fn fact(&mut self, fact: &Fact) {
        let gap = LABELS.saturating_sub(natural_width(&fact.label)).max(1);
        let value = match fact.share {
            Some(share) => share.bar(self.room()),
            None => plain(&fact.value),
        };
        let lines: Vec<String> = value.lines().flat_map(|line| self.lines(line, LABELS)).collect();
        let first = lines.first().map_or("", String::as_str);
        self.line(&format!("{}{}{first}", fact.label, " ".repeat(gap)));
        for line in lines.iter().skip(1) {
            self.line(&format!("{}{line}", " ".repeat(LABELS)));
        }
    }

    fn item(&mut self, item: &Item) {
        self.wrapped("- ", "  ", &plain(&item.text));
        if let Some(words) = &item.words {
            self.wrapped("  ", "  ", &marked(&words.segments));
        }
    }

    fn numbered(&mut self, item: &Item) {
        let text = match &item.words {
            Some(words) => marked(&words.segments),
            None => plain(&item.text),
        };
        let lead = format!("{:>2}. ", item.number.unwrap_or_default());
        self.wrapped(&lead, "    ", &text);
        for detail in &item.details {
            for line in self.lines(&plain(detail), lead.len()) {
                self.line(&format!("    {line}"));
            }
        }
    }

    fn signature(&mut self, line: &SignatureLine) {
        let signed = line.signed.as_deref().unwrap_or("______________________________");
        self.wrapped("- ", "  ", &format!("{}: {signed}", line.name));
    }

    /// The columns beside the labels.
    fn room(&self) -> usize {
        let width = self.look.text_width.unwrap_or(COMMON_WIDTH);
        width.max(NARROWEST + LABELS) - LABELS
    }

    /// An empty line between what is above and what comes.
    fn blank(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    /// A text behind its mark, its further lines behind spaces.
    fn wrapped(&mut self, mark: &str, spaces: &str, text: &str) {
        for (i, line) in self.lines(text, mark.len()).iter().enumerate() {
            let before = if i == 0 { mark } else { spaces };
            self.line(&format!("{before}{line}"));
        }
    }

    fn lines(&self, text: &str, indent: usize) -> Vec<String> {
        let text = clean(text, Keep::Nothing);
        match self.look.text_width {
            Some(width) => wrap(&text, width.max(NARROWEST + LABELS).saturating_sub(indent)),
            None => vec![text.into_owned()],
        }
    }

    fn strong(&mut self, text: &str) {
        let bold = Style::new().bold();
        for line in self.lines(text, 0) {
            match self.look.colour {
                Colour::Always => self.line(&format!("{bold}{line}{bold:#}")),
                Colour::Never => self.line(&line),
            }
        }
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
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
