//! The few lines of a file that a finding speaks of, cleaned, and the spans in them. A file has up to
//! 4 MiB, perhaps on one line, and thousands of findings: only what is near a span is ever looked at.

use std::ops::Range;

use crate::diagnostic::{SourceText, Span};
use crate::render::clean::{Keep, push_clean};

/// Some consecutive lines.
pub(super) struct Excerpt {
    /// The lines, cleaned; long ones are cut on both sides.
    pub(super) text: String,
    /// The number of the first one.
    pub(super) first_line: usize,
    /// The spans that were requested, in the same order, as bytes of the text.
    pub(super) marks: Vec<Range<usize>>,
}

impl Excerpt {
    /// The column of the first mark in the excerpt, which is that of the file unless the line was cut
    /// or has a character before the mark that several represent.
    pub(super) fn column(&self) -> usize {
        let before = &self.text[..self.marks[0].start];
        let line = before.rsplit('\n').next().unwrap_or(before);
        line.chars().count() + 1
    }
}

/// How far apart, in bytes, spans may lie to be shown together.
const REACH: usize = 1000;

/// How much of a line is shown on each side of its spans, in bytes. Where less than [`LEFT`] is
/// before them nothing is cut there, so that columns in the excerpt are those of the file.
const MARGIN: usize = 240;
const LEFT: usize = 2000;

/// The part of a span on its first line; of a long one, its beginning.
pub(super) fn first_line_of(source: &SourceText, span: Span) -> Span {
    let range = within(source.text(), span);
    let line = &source.text()[range.clone()];
    let line = line.split('\n').next().unwrap_or(line).trim_end_matches('\r');
    let length = floor_boundary(line, REACH);
    Span::new(range.start, range.start + length)
}

/// Whether the spans lie so close together that one excerpt can show them all.
pub(super) fn are_near(spans: &[Span]) -> bool {
    let start = spans.iter().map(|span| span.start).min();
    let end = spans.iter().map(|span| span.end).max();
    match (start, end) {
        (Some(start), Some(end)) => Span { start, end }.range().len() <= 2 * REACH,
        _ => false,
    }
}

/// The lines of spans that [`are_near`] each other.
pub(super) fn excerpt(source: &SourceText, spans: &[Span]) -> Excerpt {
    let text = source.text();
    let spans: Vec<Range<usize>> = spans.iter().map(|span| within(text, *span)).collect();
    let start = spans.iter().map(|span| span.start).min().unwrap_or(0);
    let end = spans.iter().map(|span| span.end).max().unwrap_or(start);
    let mut copy = Copy::default();
    let mut line = line_around(text, start);
    copy.line(text, &line, &spans);
    while line.end < end {
        copy.cleaned.push('\n');
        line = line_around(text, line.end + 1);
        copy.line(text, &line, &spans);
    }
    Excerpt {
        first_line: source.line_column(Span::new(start, start).start).line,
        marks: spans.iter().map(|span| copy.place_of(span)).collect(),
        text: copy.cleaned,
    }
}

/// The cleaned copy, and where each character of the original went.
#[derive(Default)]
struct Copy {
    cleaned: String,
    /// Original and copied offset of every character and of every end of a line, ascending.
    offsets: Vec<(usize, usize)>,
}

impl Copy {
    /// Copies what is shown of one line.
    fn line(&mut self, text: &str, line: &Range<usize>, spans: &[Range<usize>]) {
        let window = window(text, line, spans);
        if window.start > line.start {
            self.cleaned.push('…');
        }
        for (at, c) in text[window.clone()].char_indices() {
            self.offsets.push((window.start + at, self.cleaned.len()));
            push_shown(&mut self.cleaned, text, window.start + at, c);
        }
        self.offsets.push((window.end, self.cleaned.len()));
        if window.end < line.end && text[window.end..line.end] != *"\r" {
            self.cleaned.push('…');
        }
    }

    fn place_of(&self, span: &Range<usize>) -> Range<usize> {
        let place_of = |offset: usize| {
            let at = self.offsets.partition_point(|(original, _)| *original < offset);
            self.offsets
                .get(at)
                .map_or(self.cleaned.len(), |(_, copied)| *copied)
        };
        place_of(span.start)..place_of(span.end)
    }
}

/// Adds a character as a finding shows it; a finding can be about a soft hyphen, too.
fn push_shown(shown: &mut String, text: &str, at: usize, c: char) {
    if c == '\u{ad}' {
        shown.push_str("\\u{ad}");
    } else {
        push_clean(shown, text, at, c, Keep::LinesAndTabs);
    }
}

/// The line that holds an offset, without its line feed.
fn line_around(text: &str, offset: usize) -> Range<usize> {
    let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let end = text[offset..].find('\n').map_or(text.len(), |at| offset + at);
    start..end
}

/// The part of a line that is shown: its spans and a margin on each side.
fn window(text: &str, line: &Range<usize>, spans: &[Range<usize>]) -> Range<usize> {
    let here: Vec<Range<usize>> = spans
        .iter()
        .filter(|span| span.start <= line.end && span.end >= line.start)
        .map(|span| span.start.max(line.start)..span.end.min(line.end))
        .collect();
    let first = here.iter().map(|span| span.start).min().unwrap_or(line.start);
    let last = here.iter().map(|span| span.end).max().unwrap_or(line.start);
    let start = match first - line.start {
        ..=LEFT => line.start,
        _ => floor_boundary(text, first - MARGIN),
    };
    let end = match last.saturating_add(MARGIN) {
        near if near >= line.end => line.end,
        far => floor_boundary(text, far),
    };
    let carriage_return = end == line.end && end > last && text[start..end].ends_with('\r');
    start..end - usize::from(carriage_return)
}

/// The span as a range that can be sliced, also when it does not fit the text.
fn within(text: &str, span: Span) -> Range<usize> {
    let start = floor_boundary(text, span.range().start);
    let end = floor_boundary(text, span.range().end);
    start..end.max(start)
}

/// The last boundary of characters that is not after `at`.
fn floor_boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::testing::nasty_text;
    use proptest::prelude::*;

    fn shown(text: &str, span: Range<usize>) -> String {
        let source = SourceText::new(text.to_owned());
        let excerpt = excerpt(&source, &[Span::new(span.start, span.end)]);
        let mark = excerpt.marks[0].clone();
        let (before, after) = (&excerpt.text[..mark.start], &excerpt.text[mark.end..]);
        format!("{} {before}«{}»{after}", excerpt.first_line, &excerpt.text[mark])
    }

    #[test]
    fn only_the_lines_of_the_span_are_copied() {
        let text = "id: a\r\nregions: [länsi]\r\nname: x";
        assert_eq!(shown(text, 17..23), "2 regions: [«länsi»]");
        assert_eq!(shown(text, 0..5), "1 «id: a»");
        assert_eq!(shown(text, 26..33), "3 «name: x»");
        assert_eq!(shown(text, 4..16), "1 id: «a␍\nregions: »[länsi]");
    }

    #[test]
    fn spans_outside_of_the_text_are_drawn_into_it() {
        assert_eq!(shown("a\n", 2..2), "2 «»");
        assert_eq!(shown("a\n", 90..99), "2 «»");
        assert_eq!(shown("", 0..0), "1 «»");
        assert_eq!(shown("ä", 1..2), "1 «ä»");
    }

    #[test]
    fn replaced_characters_move_the_marks() {
        assert_eq!(shown("\u{1b}[1m: \u{202e}x y", 9..10), "1 ␛[1m: \\u{202e}«x» y");
    }

    #[test]
    fn long_lines_are_cut_on_both_sides() {
        let text = format!("{}KEY{}", "a".repeat(5000), "ä".repeat(5000));
        let shown = shown(&text, 5000..5003);
        assert_eq!(shown.chars().count(), 2 + 1 + 240 + 5 + 120 + 1);
        assert!(shown.starts_with("1 …aaa") && shown.ends_with("ää…"));
        assert!(shown.contains("a«KEY»ä"));
    }

    #[test]
    fn a_span_of_many_lines_is_cut_to_the_first() {
        let source = SourceText::new("a: |\r\n  b\r\n".to_owned());
        assert_eq!(first_line_of(&source, Span::new(3, 11)), Span::new(3, 4));
    }

    proptest! {
        #[test]
        fn marks_hold_the_cleaned_text_of_their_spans(
            texts in prop::collection::vec(nasty_text(), 1..4),
            cut in any::<(prop::sample::Index, prop::sample::Index)>(),
        ) {
            let text = texts.join("\n");
            let (one, other) = (cut.0.index(text.len() + 1), cut.1.index(text.len() + 1));
            let source = SourceText::new(text);
            let span = first_line_of(&source, Span::new(one.min(other), one.max(other)));
            let excerpt = excerpt(&source, &[span]);
            let marked = &excerpt.text[excerpt.marks[0].clone()];
            let mut expected = String::new();
            for (at, c) in source.text().char_indices().filter(|(at, _)| span.range().contains(at)) {
                push_shown(&mut expected, source.text(), at, c);
            }
            prop_assert_eq!(marked, expected);
        }
    }
}
