//! A page of Markdown, from an outline.

use super::block::{Block, Fact, Item, Outline, SignatureLine};
use super::markdown::{escaped, markdown_of};
use super::page::around;
use super::span::plain;
use crate::view::{Segment, SegmentKind};

pub(super) fn markdown_page_of(outline: &Outline) -> String {
    let mut page = MarkdownPage::default();
    page.block(&format!("# {}", one_line(&outline.title.text)));
    for block in &outline.blocks {
        page.describe(block);
    }
    page.text
}

#[derive(Default)]
struct MarkdownPage {
    text: String,
    /// Whether the last line belongs to a list, which the next item continues.
    in_list: bool,
}

impl MarkdownPage {
    fn describe(&mut self, block: &Block) {
        match block {
            Block::Heading { text, .. } | Block::Part { text } => {
                self.block(&format!("## {}", one_line(text)));
            }
            Block::Subject { text, level, .. } => {
                let marks = "#".repeat(usize::from(*level));
                self.block(&format!("{marks} {}", one_line(&text.text)));
            }
            Block::Paragraph { runs } => self.block(&paragraph(&plain(runs))),
            Block::Facts { facts } => facts.iter().for_each(|fact| self.list_item(&fact_text(fact))),
            Block::Items { items } => items.iter().for_each(|item| self.item(item)),
            Block::Numbered { items, .. } => {
                let items: Vec<String> = items.iter().map(numbered).collect();
                self.block(&items.join("\n"));
            }
            Block::Signatures { lines, .. } => lines.iter().for_each(|line| self.list_item(&signature(line))),
            Block::Table(grid) => self.block(markdown_of(grid).trim_end()),
            // What leads through a website leads nowhere else.
            Block::Parts { .. } | Block::Map { .. } | Block::Figures { .. } | Block::Search => {}
        }
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

    fn item(&mut self, item: &Item) {
        self.list_item(&paragraph(&plain(&item.text)));
        if let Some(words) = &item.words {
            self.text.push_str("  ");
            self.text.push_str(&marked(&words.segments));
            self.text.push('\n');
        }
    }
}

fn fact_text(fact: &Fact) -> String {
    let value = match fact.share {
        Some(share) => share.bar(ROOM_IN_MARKDOWN),
        None => plain(&fact.value),
    };
    let lines: Vec<String> = value.lines().map(one_line).collect();
    format!("**{}:** {}", one_line(&fact.label), lines.join("<br>"))
}

fn numbered(item: &Item) -> String {
    let text = match &item.words {
        Some(words) => marked(&words.segments),
        None => one_line(&plain(&item.text)),
    };
    let details = item.details.iter();
    let details = details.map(|detail| format!("\n   - {}", one_line(&plain(detail))));
    let number = item.number.unwrap_or_default();
    format!("{number}. {text}{}", details.collect::<String>())
}

fn signature(line: &SignatureLine) -> String {
    let signed = line.signed.as_deref();
    let signed = signed.map_or(r"\_\_\_\_\_\_\_\_\_\_".to_owned(), one_line);
    format!("{}: {signed}", one_line(&line.name))
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
    escaped(&super::wrap::one_line(text))
}

/// The text on one line that begins nothing but a paragraph: no heading, and no list.
fn paragraph(text: &str) -> String {
    let line = one_line(text);
    let n_digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let is_number = (1..=9).contains(&n_digits) && line[n_digits..].starts_with(['.', ')']);
    match line.as_bytes().first() {
        Some(b'#' | b'+' | b'-' | b'=') => format!("\\{line}"),
        Some(_) if is_number => format!("{}\\{}", &line[..n_digits], &line[n_digits..]),
        _ => line,
    }
}

/// The text on one line with the spaces at its ends.
fn keep_gaps(text: &str) -> String {
    around(text, "", "", one_line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_begins_no_other_block() {
        for (text, expected) in [
            ("1. Kohta", "1\\. Kohta"),
            ("12) Kohta", "12\\) Kohta"),
            ("2014 alkaen", "2014 alkaen"),
            ("1234567890. a", "1234567890. a"),
            ("# a", "\\# a"),
            ("-a", "\\-a"),
            ("+ a", "\\+ a"),
            ("* a", "\\* a"),
            ("", ""),
        ] {
            assert_eq!(paragraph(text), expected, "{text}");
        }
    }
}
