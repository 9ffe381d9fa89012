//! Lists and mappings between brackets: adding and removing one of what the commas part.

use std::ops::Range;

use super::compose::Composer;
use super::page::EditedText;
use super::splice::Splice;
use crate::source::tree::NodeId;

/// A list or mapping between brackets.
pub(super) struct Flow<'p> {
    page: &'p EditedText<'p>,
    /// What lies between the brackets.
    inner: Range<usize>,
    /// The entries of the list, or the fields of the mapping.
    parts: Vec<Range<usize>>,
}

/// Where a new part comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    First,
    After(usize),
}

impl<'p> Flow<'p> {
    pub(super) fn of(page: &'p EditedText<'p>, node: NodeId) -> Self {
        let span = page.tree.span(node).range();
        let pairs = page.pairs(node).into_iter();
        let items = page.items(node).into_iter();
        let parts = pairs
            .map(|pair| page.start(pair.0)..page.pair_end(pair))
            .chain(items.map(|item| page.start(item)..page.end(item)))
            .collect();
        Self {
            page,
            inner: span.start + 1..span.end - 1,
            parts,
        }
    }

    /// The slot after the last part.
    pub(super) fn last(&self) -> Slot {
        self.parts.len().checked_sub(1).map_or(Slot::First, Slot::After)
    }

    /// Adds a part.
    pub(super) fn insert(&self, slot: Slot, text: &str) -> Vec<Splice> {
        match (slot, self.parts.first()) {
            (_, None) => vec![self.fill(text)],
            (Slot::First, Some(first)) if self.has_own_lines() => {
                let line_break = self.line_break(first.start);
                vec![Splice::insert(first.start, format!("{text},{line_break}"))]
            }
            (Slot::First, Some(first)) => vec![Splice::insert(first.start, format!("{text}, "))],
            (Slot::After(at), Some(_)) => self.insert_after(&self.parts[at], text),
        }
    }

    fn fill(&self, text: &str) -> Splice {
        let inner = &self.page.text[self.inner.clone()];
        let pad = if inner.starts_with(' ') { " " } else { "" };
        if inner.trim_matches(' ').is_empty() {
            Splice::replace(self.inner.clone(), format!("{pad}{text}{pad}"))
        } else {
            Splice::insert(self.inner.start, format!("{pad}{text}"))
        }
    }

    fn insert_after(&self, part: &Range<usize>, text: &str) -> Vec<Splice> {
        let page = self.page;
        let comma = page.comma_after(part.end);
        let end = comma.map_or(part.end, |comma| comma + 1);
        let line_is_over = page.next_significant(end) >= page.next_line(part.end);
        let comma_is_beside = page.line_start(end) == page.line_start(part.end);
        if !self.has_own_lines() || !line_is_over || !comma_is_beside {
            return vec![Splice::insert(part.end, format!(", {text}"))];
        }
        let at = page.next_line(part.end);
        let indent = " ".repeat(page.column(part.start));
        match comma {
            Some(_) => vec![page.insert_lines(at, &format!("{indent}{text},"))],
            None => vec![
                Splice::insert(part.end, ","),
                page.insert_lines(at, &format!("{indent}{text}")),
            ],
        }
    }

    /// Whether each part begins a line of its own.
    fn has_own_lines(&self) -> bool {
        self.parts.iter().all(|part| self.page.begins_line(part.start))
    }

    fn line_break(&self, at: usize) -> String {
        Composer::new(self.page, at).line_break(self.page.column(at))
    }

    /// The bytes that a part takes up for itself: with it go the comments in them.
    pub(super) fn extent(&self, at: usize) -> Range<usize> {
        let part = &self.parts[at];
        if self.stands_alone(part) {
            return self.lines_of(part);
        }
        part.clone()
    }

    /// Whether nothing but a comment is beside the part in its lines.
    fn stands_alone(&self, part: &Range<usize>) -> bool {
        let page = self.page;
        let end = page.comma_after(part.end).map_or(part.end, |comma| comma + 1);
        let on_line = page.line_start(end) == page.line_start(part.end);
        page.begins_line(part.start) && on_line && page.next_significant(end) >= page.next_line(end)
    }

    fn lines_of(&self, part: &Range<usize>) -> Range<usize> {
        self.page.line_start(part.start)..self.page.next_line(part.end)
    }

    /// Removes a part with its comma.
    pub(super) fn remove(&self, at: usize) -> Vec<Splice> {
        let page = self.page;
        let part = &self.parts[at];
        let next = self.parts.get(at + 1);
        let before = at.checked_sub(1).map(|before| self.parts[before].end);
        if self.parts.len() == 1 {
            return self.clear(part);
        }
        if self.stands_alone(part) {
            let mut splices = vec![page.delete_lines(self.lines_of(part))];
            let has_comma = page.comma_after(part.end).is_some();
            splices.extend(before.filter(|_| !has_comma).and_then(|end| self.comma(end)));
            return splices;
        }
        match (before, next) {
            (Some(end), _) if self.is_free(end..part.start) => vec![Splice::delete(end..part.end)],
            (_, Some(next)) if self.is_free(part.end..next.start) => {
                vec![Splice::delete(part.start..next.start)]
            }
            (None, Some(next)) if !page.has_comment(&(part.end..next.start)) => {
                vec![Splice::delete(part.start..next.start)]
            }
            (Some(end), None) if !page.has_comment(&(end..part.start)) => vec![Splice::delete(end..part.end)],
            (Some(end), _) => {
                let mut splices = vec![Splice::delete(part.clone())];
                splices.extend(
                    page.comma_after(part.end)
                        .map_or_else(|| self.comma(end), |comma| Some(Splice::delete(comma..comma + 1))),
                );
                splices
            }
            (None, _) => {
                let comma = page.comma_after(part.end).map_or(part.end, |comma| comma + 1);
                vec![Splice::delete(part.start..comma)]
            }
        }
    }

    fn comma(&self, end: usize) -> Option<Splice> {
        self.page
            .comma_after(end)
            .map(|comma| Splice::delete(comma..comma + 1))
    }

    /// Whether a gap has neither line break nor comment.
    fn is_free(&self, gap: Range<usize>) -> bool {
        !self.page.text[gap].contains('\n')
    }

    /// Leaves only the brackets, and the space that was inside them.
    fn clear(&self, part: &Range<usize>) -> Vec<Splice> {
        let inner = &self.page.text[self.inner.clone()];
        let around = [self.inner.start..part.start, part.end..self.inner.end];
        if around.iter().all(|gap| self.is_free(gap.clone())) {
            let pad = if inner.starts_with(' ') { " " } else { "" };
            return vec![Splice::replace(self.inner.clone(), pad)];
        }
        // A comment on its line is about it.
        if self.stands_alone(part) {
            return vec![self.page.delete_lines(self.lines_of(part))];
        }
        let end = self
            .page
            .comma_after(part.end)
            .map_or(part.end, |comma| comma + 1);
        vec![Splice::delete(part.start..end)]
    }
}
