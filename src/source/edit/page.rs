//! A text with its tree, and what the tree does not know: where comments stand, where a node
//! really ends, and how the lines around it are written.

use std::ops::Range;

use super::splice::Splice;
use crate::diagnostic::FilePath;
use crate::source::tree::{Kind, NodeId, Style, Tree};

/// A text to be edited.
pub(super) struct EditedText<'t> {
    pub(super) file: &'t FilePath,
    pub(super) text: &'t str,
    pub(super) tree: &'t Tree<'t>,
    comments: Vec<Range<usize>>,
}

impl<'t> EditedText<'t> {
    pub(super) fn new(file: &'t FilePath, text: &'t str, tree: &'t Tree<'t>) -> Self {
        Self {
            file,
            text,
            tree,
            comments: comments(text, tree),
        }
    }

    /// The fields of a mapping; none for any other node.
    pub(super) fn pairs(&self, node: NodeId) -> Vec<(NodeId, NodeId)> {
        match self.tree.kind(node) {
            Kind::Mapping => self.tree.pairs(node).collect(),
            _ => Vec::new(),
        }
    }

    /// The entries of a list; none for any other node.
    pub(super) fn items(&self, node: NodeId) -> Vec<NodeId> {
        match self.tree.kind(node) {
            Kind::List => self.tree.children(node).collect(),
            _ => Vec::new(),
        }
    }

    /// The value of a field of a mapping.
    pub(super) fn value(&self, node: NodeId, name: &str) -> Option<NodeId> {
        let pairs = self.pairs(node);
        let found = pairs.into_iter().find(|(key, _)| self.word(*key) == name);
        found.map(|(_, value)| value)
    }

    /// The text of a scalar; empty for any other node.
    pub(super) fn word(&self, node: NodeId) -> &str {
        self.tree.scalar(node).map_or("", |(text, _)| text)
    }

    pub(super) fn start(&self, node: NodeId) -> usize {
        self.tree.span(node).range().start
    }

    /// Whether a list or mapping is written between brackets. A list at the column of its key has
    /// the place of its first entry, which can have brackets of its own.
    pub(super) fn is_flow(&self, node: NodeId) -> bool {
        let open = match self.tree.kind(node) {
            Kind::List => '[',
            Kind::Mapping => '{',
            Kind::Scalar { .. } | Kind::Absent => return false,
        };
        let first = self.tree.children(node).next();
        self.tree.raw(node).starts_with(open)
            && first.is_none_or(|child| self.start(child) > self.start(node))
    }

    /// Whether a node is somewhere between brackets.
    pub(super) fn is_in_flow(&self, node: NodeId) -> bool {
        let above = |node: &NodeId| self.tree.parent(*node);
        std::iter::successors(above(&node), above).any(|holder| self.is_flow(holder))
    }

    /// Whether a list or mapping is written in lines of its own.
    pub(super) fn is_block(&self, node: NodeId) -> bool {
        matches!(self.tree.kind(node), Kind::List | Kind::Mapping) && !self.is_flow(node)
    }

    /// The byte after the last one that a node needs. The line in which it lies is the node's last.
    pub(super) fn end(&self, node: NodeId) -> usize {
        let span = self.tree.span(node).range();
        match self.tree.kind(node) {
            Kind::Scalar {
                style: Style::Block, ..
            } => self.block_scalar_end(span),
            Kind::Scalar { .. } | Kind::Absent => span.end,
            _ if self.is_flow(node) => span.end,
            Kind::List => self.items(node).last().map_or(span.end, |item| self.end(*item)),
            Kind::Mapping => self
                .pairs(node)
                .last()
                .map_or(span.end, |pair| self.pair_end(*pair)),
        }
    }

    /// The end of a field; where the value is absent, that of the colon.
    pub(super) fn pair_end(&self, (key, value): (NodeId, NodeId)) -> usize {
        match self.tree.kind(value) {
            Kind::Absent => self.colon(key).unwrap_or_else(|| self.tree.span(key).range().end),
            _ => self.end(value),
        }
    }

    /// The byte after the colon of a key; between brackets a key can be without one.
    pub(super) fn colon(&self, key: NodeId) -> Option<usize> {
        let at = self.next_significant(self.tree.span(key).range().end);
        self.text[at..].starts_with(':').then_some(at + 1)
    }

    /// The parser counts the blank lines after a block scalar to it, and the indentation of a
    /// comment that follows. They belong to it only when its head says so (`+`).
    fn block_scalar_end(&self, span: Range<usize>) -> usize {
        let written = &self.text[span.clone()];
        match written.rfind('\n') {
            Some(newline) if self.keeps_blank_lines(span.start) => span.start + newline,
            _ if written.trim().is_empty() => self.significant_before(span.start),
            _ => span.start + written.trim_end().len(),
        }
    }

    fn keeps_blank_lines(&self, content: usize) -> bool {
        self.block_head(content)
            .is_some_and(|head| self.text[head].contains('+'))
    }

    /// Whether a text is after `|` or `>`.
    pub(super) fn is_block_scalar(&self, node: NodeId) -> bool {
        matches!(self.tree.scalar(node), Some((_, Style::Block)))
    }

    /// The `|` or `>` of a block scalar with what follows it directly.
    pub(super) fn block_head(&self, content: usize) -> Option<Range<usize>> {
        let end = self.significant_before(content);
        let start = self.text[..end].rfind(['|', '>'])?;
        let is_head = self.text[start + 1..end]
            .bytes()
            .all(|byte| matches!(byte, b'+' | b'-' | b'0'..=b'9'));
        is_head.then_some(start..end)
    }

    /// The first byte from `at` on that is neither space nor comment.
    pub(super) fn next_significant(&self, mut at: usize) -> usize {
        loop {
            let rest = &self.text[at..];
            at += rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
            match self.comments.binary_search_by_key(&at, |comment| comment.start) {
                Ok(comment) => at = self.comments[comment].end,
                Err(_) => return at,
            }
        }
    }

    /// The byte after the last one before `at` that is neither space nor comment.
    pub(super) fn significant_before(&self, mut at: usize) -> usize {
        loop {
            at = self.text[..at].trim_end_matches([' ', '\t', '\r', '\n']).len();
            match self.comments.binary_search_by_key(&at, |comment| comment.end) {
                Ok(comment) => at = self.comments[comment].start,
                Err(_) => return at,
            }
        }
    }

    /// The comma that follows `at`.
    pub(super) fn comma_after(&self, at: usize) -> Option<usize> {
        let next = self.next_significant(at);
        self.text[next..].starts_with(',').then_some(next)
    }

    /// The dash of an entry of a block list.
    pub(super) fn dash(&self, item: NodeId) -> Option<usize> {
        let end = self.significant_before(self.start(item));
        self.text[..end].ends_with('-').then(|| end - 1)
    }

    pub(super) fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |newline| newline + 1)
    }

    /// The start of the line after that of `at`, or the end of the text.
    pub(super) fn next_line(&self, at: usize) -> usize {
        self.text[at..]
            .find('\n')
            .map_or(self.text.len(), |newline| at + newline + 1)
    }

    /// How many bytes stand before `at` in its line.
    pub(super) fn column(&self, at: usize) -> usize {
        at - self.line_start(at)
    }

    /// Whether only spaces stand before `at` in its line.
    pub(super) fn begins_line(&self, at: usize) -> bool {
        self.text[self.line_start(at)..at]
            .bytes()
            .all(|byte| byte == b' ')
    }

    /// Whether the line that starts at `at` is there and blank.
    pub(super) fn is_blank_line(&self, at: usize) -> bool {
        at < self.text.len() && self.text[at..self.next_line(at)].trim().is_empty()
    }

    /// The end of the lines that belong to what ends at `end` and is at `column`: its last
    /// line, and comments directly below that are indented deeper than it.
    pub(super) fn end_of_lines(&self, end: usize, column: usize) -> usize {
        let mut next = self.next_line(end);
        loop {
            let line = &self.text[next..self.next_line(next)];
            let indent = line.len() - line.trim_start_matches(' ').len();
            if indent <= column || !line[indent..].starts_with('#') {
                return next;
            }
            next = self.next_line(next);
        }
    }

    /// The line break of the line before `at`, else the first one of the text.
    pub(super) fn newline(&self, at: usize) -> &'static str {
        let newline = self.text[..at].rfind('\n').or_else(|| self.text.find('\n'));
        match newline {
            Some(newline) if self.text[..newline].ends_with('\r') => "\r\n",
            _ => "\n",
        }
    }

    /// Inserts whole lines at the start of a line; a text that ends without a line break still does.
    pub(super) fn insert_lines(&self, at: usize, lines: &str) -> Splice {
        let newline = self.newline(at);
        if at == self.text.len() && !self.text.ends_with('\n') {
            Splice::insert(at, [newline, lines].concat())
        } else {
            Splice::insert(at, [lines, newline].concat())
        }
    }

    /// Deletes whole lines; a text that ends without a line break still does.
    pub(super) fn delete_lines(&self, range: Range<usize>) -> Splice {
        let reaches_end = range.end == self.text.len() && !self.text.ends_with('\n');
        if reaches_end && range.start > 0 {
            let before = &self.text[..range.start - 1];
            let kept = before.strip_suffix('\r').unwrap_or(before);
            return Splice::delete(kept.len()..range.end);
        }
        Splice::delete(range)
    }

    /// Whether a comment is in a range.
    pub(super) fn has_comment(&self, range: &Range<usize>) -> bool {
        self.comments.iter().any(|comment| range.contains(&comment.start))
    }

    /// The texts of the comments that begin in a range.
    pub(super) fn comments_in(&self, range: Range<usize>) -> impl Iterator<Item = String> + '_ {
        self.comments
            .iter()
            .filter(move |comment| range.contains(&comment.start))
            .map(|comment| self.text[comment.clone()].to_owned())
    }
}

/// Every comment: what begins with `#` between the scalars, after a space or at the start of a line.
fn comments(text: &str, tree: &Tree<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    for node in tree.all() {
        if tree.scalar(node).is_some() {
            let span = tree.span(node).range();
            comments_between(text, from..span.start, &mut found);
            from = from.max(span.end);
        }
    }
    comments_between(text, from..text.len(), &mut found);
    found
}

fn comments_between(text: &str, gap: Range<usize>, found: &mut Vec<Range<usize>>) {
    let mut at = gap.start;
    while let Some(hash) = text.get(at..gap.end).and_then(|rest| rest.find('#')) {
        let start = at + hash;
        let begins = start == 0 || text[..start].ends_with([' ', '\t', '\n', '\r']);
        if begins {
            let end = text[start..]
                .find(['\n', '\r'])
                .map_or(text.len(), |length| start + length);
            found.push(start..end);
            at = end;
        } else {
            at = start + 1;
        }
    }
}
