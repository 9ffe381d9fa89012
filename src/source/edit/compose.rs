//! Writing a new value as its neighbours are written: between brackets or in lines, with their
//! indentation, their quotes and the order of their fields.

use super::Value;
use super::page::EditedText;
use crate::source::quoting::{Around, Meaning, written_like};
use crate::source::tree::{Kind, NodeId};

/// A mapping with more fields than this, or with a list of mappings, is written in lines where no
/// neighbour says otherwise.
const MOST_IN_BRACKETS: usize = 3;

/// Lines of broken brackets are not kept narrower than this, however short the neighbour's are.
const NARROWEST: usize = 80;

/// Writes values near a place.
pub(super) struct Composer<'p> {
    page: &'p EditedText<'p>,
    near: usize,
    newline: &'static str,
}

impl<'p> Composer<'p> {
    pub(super) fn new(page: &'p EditedText<'p>, near: usize) -> Self {
        Self {
            page,
            near,
            newline: page.newline(near),
        }
    }

    /// What begins the next line at a column.
    pub(super) fn line_break(&self, column: usize) -> String {
        format!("{}{}", self.newline, " ".repeat(column))
    }

    /// A single value; `None` for a list or fields.
    pub(super) fn scalar(&self, value: &Value, like: Option<NodeId>, around: Around) -> Option<String> {
        let (text, meaning) = match value {
            Value::Text(text) => (text, Meaning::Text),
            Value::Plain(text) => (text, Meaning::Word),
            Value::List(_) | Value::Fields(_) => return None,
        };
        let style = like
            .and_then(|node| self.page.tree.scalar(node))
            .map(|(_, style)| style);
        Some(written_like(text, meaning, style, around))
    }

    /// The name of a new field, quoted where its neighbours' names are.
    pub(super) fn key(&self, name: &str, neighbours: Option<NodeId>) -> String {
        let keys = neighbours.map(|node| self.page.pairs(node)).unwrap_or_default();
        let style = keys
            .first()
            .and_then(|(key, _)| self.page.tree.scalar(*key))
            .map(|(_, style)| style);
        written_like(name, Meaning::Word, style, Around::Brackets)
    }

    /// A value in one line, fit to be between brackets.
    pub(super) fn inline(&self, value: &Value, like: Option<NodeId>) -> String {
        match value {
            Value::List(items) => {
                let model = self.model_item(like);
                let items: Vec<String> = items.iter().map(|item| self.inline(item, model)).collect();
                self.bracketed(['[', ']'], like, &items)
            }
            Value::Fields(fields) => self.bracketed(['{', '}'], like, &self.inline_fields(fields, like)),
            Value::Text(_) | Value::Plain(_) => self
                .scalar(value, like, Around::Brackets)
                .expect("a text and a word are single values"),
        }
    }

    /// `name: value` for each field, in the neighbour's order.
    pub(super) fn inline_fields(&self, fields: &[(String, Value)], like: Option<NodeId>) -> Vec<String> {
        self.ordered(fields, like)
            .into_iter()
            .map(|(name, value)| {
                let model = like.and_then(|node| self.page.value(node, name));
                format!("{}: {}", self.key(name, like), self.inline(value, model))
            })
            .collect()
    }

    /// What follows the colon of a key at a column: a space and the value, or lines.
    pub(super) fn after_key(&self, value: &Value, like: Option<NodeId>, column: usize) -> String {
        match value {
            Value::List(items) if self.is_in_lines(value, like) => {
                let dash = column + self.list_step();
                let model = self.model_item(like);
                items
                    .iter()
                    .map(|item| self.line_break(dash) + &self.item(item, model, dash))
                    .collect()
            }
            Value::Fields(fields) if self.is_in_lines(value, like) => {
                let column = column + self.mapping_step();
                self.line_break(column) + &self.lines(fields, like, column)
            }
            Value::List(_) | Value::Fields(_) => format!(" {}", self.inline(value, like)),
            Value::Text(_) | Value::Plain(_) => {
                let scalar = self.scalar(value, like, Around::Lines);
                format!(" {}", scalar.expect("a text and a word are single values"))
            }
        }
    }

    /// An entry of a list in lines, from its dash on.
    pub(super) fn item(&self, value: &Value, like: Option<NodeId>, dash: usize) -> String {
        let gap = like
            .and_then(|item| self.gap_of(item))
            .unwrap_or_else(|| self.dash_gap());
        let lead = format!("-{}", " ".repeat(gap - 1));
        let written = match value {
            Value::Fields(fields) if self.is_in_lines(value, like) => self.lines(fields, like, dash + gap),
            Value::Fields(fields) => match like.and_then(|item| self.broken(fields, item, dash + gap)) {
                Some(broken) => broken,
                None => self.inline(value, like),
            },
            Value::List(_) => self.inline(value, like),
            Value::Text(_) | Value::Plain(_) => self
                .scalar(value, like, Around::Lines)
                .expect("a text and a word are single values"),
        };
        lead + &written
    }

    /// Fields in lines at a column; the first line is not indented, and the last one not ended.
    fn lines(&self, fields: &[(String, Value)], like: Option<NodeId>, column: usize) -> String {
        let lines: Vec<String> = self
            .ordered(fields, like)
            .into_iter()
            .map(|(name, value)| {
                let model = like.and_then(|node| self.page.value(node, name));
                let key = self.key(name, like);
                format!("{key}:{}", self.after_key(value, model, column))
            })
            .collect();
        lines.join(&self.line_break(column))
    }

    fn bracketed(&self, brackets: [char; 2], like: Option<NodeId>, inner: &[String]) -> String {
        let [open, close] = brackets;
        let pad = if inner.is_empty() {
            ""
        } else {
            self.padding(open, like)
        };
        format!("{open}{pad}{}{pad}{close}", inner.join(", "))
    }

    /// What is inside the bracket of a neighbour, else of the nearest one of its kind.
    fn padding(&self, open: char, like: Option<NodeId>) -> &'static str {
        let is_model = |node: NodeId| {
            let raw = self.page.tree.raw(node);
            self.page.is_flow(node)
                && raw.starts_with(open)
                && raw.len() > 2
                && !raw[1..].starts_with(['\r', '\n'])
        };
        let nearest = || self.nearest(self.page.tree.all().filter(|node| is_model(*node)));
        match like.filter(|node| is_model(*node)).or_else(nearest) {
            Some(node) if self.page.tree.raw(node)[1..].starts_with(' ') => " ",
            None if open == '{' => " ",
            _ => "",
        }
    }

    /// The fields in the order of the neighbour's; one that it lacks stays behind its predecessor.
    fn ordered<'v>(&self, fields: &'v [(String, Value)], like: Option<NodeId>) -> Vec<(&'v str, &'v Value)> {
        let keys = like.map(|node| self.page.pairs(node)).unwrap_or_default();
        let mut rank = 0;
        let mut ranked: Vec<(usize, (&str, &Value))> = Vec::new();
        for (name, value) in fields {
            let known = keys.iter().position(|(key, _)| self.page.word(*key) == name);
            rank = known.unwrap_or(rank);
            ranked.push((rank, (name, value)));
        }
        ranked.sort_by_key(|(rank, _)| *rank);
        ranked.into_iter().map(|(_, field)| field).collect()
    }

    fn model_item(&self, like: Option<NodeId>) -> Option<NodeId> {
        like.and_then(|list| self.page.items(list).last().copied())
    }

    fn is_in_lines(&self, value: &Value, like: Option<NodeId>) -> bool {
        let kind = like.map(|node| self.page.tree.kind(node));
        match (value, kind) {
            (Value::List(inner), _) if inner.is_empty() => false,
            (Value::Fields(inner), _) if inner.is_empty() => false,
            (Value::List(_), Some(Kind::List)) | (Value::Fields(_), Some(Kind::Mapping)) => {
                like.is_some_and(|node| self.page.is_block(node))
            }
            (Value::List(items), _) => items.iter().any(|item| matches!(item, Value::Fields(_))),
            (Value::Fields(fields), _) => {
                let holds_entries =
                    |value: &Value| matches!(value, Value::List(_)) && self.is_in_lines(value, None);
                fields.len() > MOST_IN_BRACKETS || fields.iter().any(|(_, value)| holds_entries(value))
            }
            _ => false,
        }
    }

    fn gap_of(&self, item: NodeId) -> Option<usize> {
        let dash = self.page.dash(item)?;
        let start = self.page.start(item);
        let is_beside = self.page.line_start(dash) == self.page.line_start(start);
        (is_beside && start > dash + 1).then(|| start - dash)
    }

    fn dash_gap(&self) -> usize {
        let items = self.page.tree.all().flat_map(|node| self.page.items(node));
        self.nearest(items.filter(|item| self.gap_of(*item).is_some()))
            .and_then(|item| self.gap_of(item))
            .unwrap_or(2)
    }

    /// How much deeper than its key a list in lines begins.
    fn list_step(&self) -> usize {
        self.step(|(key, value)| {
            let item = *self
                .page
                .items(value)
                .first()
                .filter(|_| self.page.is_block(value))?;
            let dash = self.page.dash(item)?;
            self.page
                .column(dash)
                .checked_sub(self.page.column(self.page.start(key)))
        })
        .or_else(|| self.own_mapping_step())
        .unwrap_or(2)
    }

    /// How much deeper than their key fields in lines begin.
    fn mapping_step(&self) -> usize {
        let step = self.own_mapping_step().or_else(|| Some(self.list_step()));
        step.filter(|step| *step > 0).unwrap_or(2)
    }

    fn own_mapping_step(&self) -> Option<usize> {
        self.step(|(key, value)| {
            let (first, _) = *self
                .page
                .pairs(value)
                .first()
                .filter(|_| self.page.is_block(value))?;
            self.page
                .column(self.page.start(first))
                .checked_sub(self.page.column(self.page.start(key)))
        })
    }

    /// What `measure` says of the nearest field for which it says something.
    fn step(&self, measure: impl Fn((NodeId, NodeId)) -> Option<usize>) -> Option<usize> {
        let pairs = self.page.tree.all().flat_map(|node| self.page.pairs(node));
        pairs
            .filter_map(|pair| measure(pair).map(|step| (self.page.start(pair.0).abs_diff(self.near), step)))
            .min()
            .map(|(_, step)| step)
    }

    fn nearest(&self, nodes: impl Iterator<Item = NodeId>) -> Option<NodeId> {
        nodes.min_by_key(|node| self.page.start(*node).abs_diff(self.near))
    }

    /// Fields between brackets over several lines, as a neighbour has them: each in a line of its
    /// own, or as many in a line as fit. `None` where the neighbour is in one line.
    fn broken(&self, fields: &[(String, Value)], like: NodeId, column: usize) -> Option<String> {
        let page = self.page;
        let raw = page.tree.raw(like);
        if !raw.contains('\n') || !page.is_flow(like) {
            return None;
        }
        let keys: Vec<usize> = page.pairs(like).iter().map(|(key, _)| page.start(*key)).collect();
        let indent = keys
            .iter()
            .find(|key| page.begins_line(**key))
            .map(|key| page.column(*key))?;
        let inner = self.inline_fields(fields, Some(like));
        let close = page.start(like) + raw.len() - 1;
        if keys.first().is_some_and(|key| page.begins_line(*key)) {
            let trailing = if page.text[..page.significant_before(close)].ends_with(',') {
                ","
            } else {
                ""
            };
            let break_ = self.line_break(indent);
            let inner = inner.join(&format!(",{break_}"));
            return Some(format!(
                "{{{break_}{inner}{trailing}{}}}",
                self.line_break(page.column(close))
            ));
        }
        let width = raw
            .lines()
            .skip(1)
            .map(|line| line.trim_end().chars().count())
            .max();
        let first = page.column(page.start(like)) + raw.lines().next().map_or(0, |line| line.chars().count());
        let limit = width.unwrap_or(0).max(first).max(NARROWEST);
        Some(self.wrapped(&inner, like, [column, indent, limit]))
    }

    fn wrapped(&self, inner: &[String], like: NodeId, [column, indent, limit]: [usize; 3]) -> String {
        let pad = self.padding('{', Some(like));
        let mut text = format!("{{{pad}");
        let mut width = column + text.len();
        for (at, field) in inner.iter().enumerate() {
            let is_last = at + 1 == inner.len();
            let n_chars = field.chars().count() + if is_last { pad.len() + 1 } else { 1 };
            if at > 0 && width + 1 + n_chars > limit {
                text += &self.line_break(indent);
                width = indent;
            } else if at > 0 {
                text.push(' ');
                width += 1;
            }
            text += field;
            width += n_chars;
            if !is_last {
                text.push(',');
            }
        }
        text + pad + "}"
    }
}
