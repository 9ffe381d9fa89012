//! Following a path, name by name.

use super::FieldPlace;
use super::problem::{self, PathProblem};
use crate::model::{PartialDate, TextLang, is_one_of};
use crate::source::Role;
use crate::source::edit::{Step, Value};
use crate::source::shape::{self, Need, Shape};
use crate::source::tree::{Kind, NodeId, Style, Tree};
use crate::wording::Wording;

/// A path that is being followed.
pub(super) struct Way<'t> {
    tree: &'t Tree<'t>,
    role: Role,
    /// What is at the place; `None` where nothing is, or a key without a value.
    node: Option<NodeId>,
    /// `None` at the top of the file.
    shape: Option<&'static Shape>,
    start: u32,
    path: Vec<String>,
    at: Vec<Step>,
    missing: Vec<&'static str>,
    short_for: Option<(&'static str, String)>,
    holds_fields: bool,
    is_entry: bool,
    need: Need,
    n_steps_of_whole: usize,
}

impl<'t> Way<'t> {
    pub(super) fn new(tree: &'t Tree<'t>, role: Role) -> Self {
        Self {
            tree,
            role,
            node: Some(Tree::ROOT),
            shape: None,
            start: 0,
            path: Vec::new(),
            at: Vec::new(),
            missing: Vec::new(),
            short_for: None,
            holds_fields: true,
            is_entry: false,
            need: Need::Required,
            n_steps_of_whole: 0,
        }
    }

    pub(super) fn into_place(self, stem: &str) -> FieldPlace {
        let present = self.node.and_then(|node| self.value(node));
        let has_comment = self.node.is_some_and(|node| self.has_comment(node));
        FieldPlace {
            stem: stem.to_owned(),
            path: self.path,
            at: self.at,
            missing: self.missing,
            holds_fields: self.holds_fields,
            short_for: self.short_for,
            shape: self.shape.unwrap_or(&Shape::Fields(&[])),
            is_entry: self.is_entry,
            need: self.need,
            n_steps_of_whole: self.n_steps_of_whole,
            start: self.start,
            present,
            has_comment,
        }
    }

    /// Whether the lines of a value may have a comment in them.
    fn has_comment(&self, node: NodeId) -> bool {
        let span = self.tree.span(node).range();
        let text = self.tree.text();
        let rest = &text[span.end..];
        let line_end = span.end + rest.find('\n').unwrap_or(rest.len());
        let lines = &text[span.start..line_end];
        lines
            .match_indices('#')
            .any(|(at, _)| lines[..at].ends_with([' ', '\t', '\n']))
    }

    /// What is at a place, as it is to be written at another one.
    fn value(&self, node: NodeId) -> Option<Value> {
        Some(match self.tree.kind(node) {
            Kind::Absent => return None,
            Kind::Scalar {
                text,
                style: Style::Plain,
            } => Value::plain(text),
            Kind::Scalar { text, .. } => Value::text(text.trim_end_matches('\n')),
            Kind::List => Value::List(
                self.tree
                    .children(node)
                    .filter_map(|item| self.value(item))
                    .collect(),
            ),
            Kind::Mapping => {
                let pairs = self.tree.pairs(node);
                let fields = pairs.filter_map(|(key, value)| {
                    let (name, _) = self.tree.scalar(key)?;
                    Some((name.to_owned(), self.value(value)?))
                });
                Value::Fields(fields.collect())
            }
        })
    }

    pub(super) fn go(&mut self, name: &str) -> Result<(), PathProblem> {
        match self.shape {
            Some(Shape::List(item)) => self.enter_entry(name, item),
            Some(Shape::OneOrList(item))
                if self.is_list() || !item.fields().iter().any(|field| field.name == name) =>
            {
                self.enter_entry(name, item)
            }
            _ => self.enter_field(name),
        }
    }

    /// Goes along a typed path, and gives its names.
    pub(super) fn go_all(&mut self, path: &str) -> Result<Vec<String>, PathProblem> {
        let parts: Vec<&str> = path.split('.').collect();
        let (mut names, mut from) = (Vec::new(), 0);
        while from < parts.len() {
            let mut longest = (from + 1..=parts.len()).rev();
            let name = |to: usize| parts[from..to].join(".");
            match longest.find(|to| self.go(name(*to).trim()).is_ok()) {
                Some(to) => {
                    names.push(name(to).trim().to_owned());
                    from = to;
                }
                None => self.go(parts[from].trim())?,
            }
        }
        Ok(names)
    }

    fn is_list(&self) -> bool {
        self.node
            .is_some_and(|node| matches!(self.tree.kind(node), Kind::List))
    }

    fn enter_field(&mut self, name: &str) -> Result<(), PathProblem> {
        let (name, shape, need) = self.field(name)?;
        match self.node.map(|node| (node, self.tree.kind(node))) {
            None => self.missing.push(name),
            Some((node, Kind::Mapping)) => self.enter_mapping(node, name),
            Some((node, Kind::Scalar { text, .. })) => match self.shape.and_then(Shape::short_field) {
                // The value alone is this field.
                Some(short) if short == name => {}
                short => {
                    self.short_for = short.map(|short| (short, text.to_owned()));
                    self.holds_fields = false;
                    self.start = self.tree.span(node).start;
                    self.missing.push(name);
                    self.node = None;
                }
            },
            Some((_, Kind::Absent)) => {
                self.holds_fields = false;
                self.missing.push(name);
                self.node = None;
            }
            Some((_, Kind::List)) => return Err(problem::of_other_kind(&self.path.join("."))),
        }
        self.path.push(name.to_owned());
        self.shape = Some(shape);
        self.need = need;
        if !self.missing.is_empty() {
            self.is_entry = false;
        }
        Ok(())
    }

    fn enter_mapping(&mut self, mapping: NodeId, name: &'static str) {
        let mut pairs = self.tree.pairs(mapping);
        let found = pairs.find(|(key, _)| self.tree.scalar(*key).is_some_and(|(text, _)| text == name));
        let Some((key, value)) = found else {
            self.holds_fields = true;
            self.start = self.tree.span(mapping).start;
            self.missing.push(name);
            self.node = None;
            return;
        };
        let is_alone = self.tree.pairs(mapping).count() == 1 && !self.is_entry && !self.at.is_empty();
        self.at.push(Step::field(name));
        if !is_alone {
            self.n_steps_of_whole = self.at.len();
        }
        self.is_entry = false;
        self.start = self.tree.span(key).start;
        self.holds_fields = matches!(self.tree.kind(value), Kind::Mapping);
        self.node = Some(value);
    }

    /// The field of a name at this place.
    fn field(&self, name: &str) -> Result<(&'static str, &'static Shape, Need), PathProblem> {
        let fields = match self.shape {
            None => shape::of(self.role),
            Some(shape) => shape.fields(),
        };
        if let Some(field) = shape::find_field(fields, name) {
            return Ok((field.name, &field.shape, field.need));
        }
        let path = self.path.join(".");
        if let Some(Shape::LocalText) = self.shape {
            let codes = TextLang::ALL.map(TextLang::code);
            if let Some(lang) = TextLang::find(name) {
                let need = if lang == TextLang::Fi {
                    Need::Required
                } else {
                    Need::Optional
                };
                return Ok((lang.code(), &Shape::Text, need));
            }
            return Err(problem::unknown(name, &path, &codes.map(str::to_owned)));
        }
        if fields.is_empty() {
            return Err(problem::has_no_parts(&path));
        }
        let known: Vec<String> = fields.iter().map(|field| field.name.to_owned()).collect();
        Err(problem::unknown(name, &path, &known))
    }

    fn enter_entry(&mut self, name: &str, item: &'static Shape) -> Result<(), PathProblem> {
        let path = self.path.join(".");
        let entries = self.entries();
        let index = self.entry_index(&entries, name, &path)?;
        let node = entries[index];
        let id = self.id_of(node);
        let is_one = id.as_ref().is_some_and(|(_, id)| {
            let all = entries.iter().filter_map(|entry| self.id_of(*entry));
            all.filter(|(_, other)| other == id).count() == 1
        });
        let is_alone = !self.is_list();
        self.path.push(match &id {
            Some((_, id)) if is_one => id.clone(),
            _ => (index + 1).to_string(),
        });
        self.at.push(match id {
            Some((key, value)) if is_alone => Step::Named {
                key: key.to_owned(),
                value,
                number: 0,
            },
            Some((key, value)) if is_one && matches!(self.tree.kind(node), Kind::Mapping) => {
                Step::entry(key, &value)
            }
            _ => Step::Number(index),
        });
        self.n_steps_of_whole = self.at.len();
        self.shape = Some(item);
        self.need = Need::Optional;
        self.is_entry = true;
        self.start = self.tree.span(node).start;
        self.holds_fields = matches!(self.tree.kind(node), Kind::Mapping);
        self.node = Some(node);
        Ok(())
    }

    /// The entries of the list at the place; a value alone is its only one.
    fn entries(&self) -> Vec<NodeId> {
        match self.node.map(|node| (node, self.tree.kind(node))) {
            Some((node, Kind::List)) => self.tree.children(node).collect(),
            Some((node, Kind::Scalar { .. } | Kind::Mapping)) => vec![node],
            _ => Vec::new(),
        }
    }

    fn entry_index(&self, entries: &[NodeId], name: &str, path: &str) -> Result<usize, PathProblem> {
        let ids: Vec<Option<String>> = entries
            .iter()
            .map(|entry| self.id_of(*entry).map(|(_, id)| id))
            .collect();
        let of_id = |index: &usize| ids[*index].as_deref() == Some(name);
        let of_name = |index: &usize| {
            let names = self.names_of(entries[*index]);
            let date = PartialDate::parse_either(name).ok().map(|date| date.to_string());
            let is_date = |known: &String| Some(known) == date.as_ref();
            names.iter().any(is_date) || is_one_of(name, names.iter().map(String::as_str))
        };
        let found: Vec<usize> = (0..entries.len()).filter(of_id).collect();
        let found = if found.is_empty() {
            (0..entries.len()).filter(of_name).collect()
        } else {
            found
        };
        let number = || {
            name.parse::<usize>()
                .ok()
                .and_then(|number| number.checked_sub(1))
        };
        match found.as_slice() {
            [index] => Ok(*index),
            [] => number().filter(|index| *index < entries.len()).ok_or_else(|| {
                let numbered = |(index, id): (usize, Option<String>)| {
                    let name = || self.names_of(entries[index]).first().cloned();
                    id.unwrap_or_else(|| match name() {
                        Some(name) => format!("{} ({name})", index + 1),
                        None => (index + 1).to_string(),
                    })
                };
                let known: Vec<String> = ids.into_iter().enumerate().map(numbered).collect();
                problem::unknown(name, path, &known)
            }),
            several => Err(problem::several(name, path, several)),
        }
    }

    /// The id of an entry, and the field that holds it.
    fn id_of(&self, entry: NodeId) -> Option<(&'static str, String)> {
        if let Some((text, _)) = self.tree.scalar(entry) {
            let is_id = match self.shape {
                Some(Shape::List(item)) => item.is_word(),
                shape => matches!(shape, Some(Shape::OneOrList(_))),
            };
            return is_id.then(|| ("organisation", text.to_owned()));
        }
        let field = |name: &'static str| Some((name, self.value_of(entry, name)?));
        shape::id_field(field)
    }

    fn value_of(&self, entry: NodeId, name: &str) -> Option<String> {
        let mut pairs = self.tree.pairs(entry);
        let is_it = |key: &NodeId| self.tree.scalar(*key).is_some_and(|(text, _)| text == name);
        let (_, value) = pairs.find(|(key, _)| is_it(key))?;
        Some(self.tree.scalar(value)?.0.to_owned())
    }

    /// What people may call an entry that has no id, or not by it.
    fn names_of(&self, entry: NodeId) -> Vec<String> {
        let fields = ["name", "title", "text", "date", "until", "on", "role", "heading"].into_iter();
        let alone = self.tree.scalar(entry).map(|(text, _)| text.to_owned());
        let texts = ["name", "title", "text", "heading"]
            .into_iter()
            .filter_map(|name| {
                let mut pairs = self.tree.pairs(entry);
                let (_, value) =
                    pairs.find(|(key, _)| self.tree.scalar(*key).is_some_and(|(text, _)| text == name))?;
                self.value_of(value, "fi")
            });
        fields
            .filter_map(|name| self.value_of(entry, name))
            .chain(alone)
            .chain(texts)
            .collect()
    }

    /// What can be named next, with what it is for.
    pub(super) fn names(&self) -> Vec<(String, Option<Wording>)> {
        let entries = || {
            let entries = self.entries().into_iter().enumerate();
            let named = entries.map(|(index, entry)| {
                let name = self.names_of(entry).first().cloned().map(Wording::same);
                let id = self.id_of(entry).map(|(_, id)| id);
                (id.unwrap_or_else(|| (index + 1).to_string()), name)
            });
            named.collect::<Vec<_>>()
        };
        match self.shape {
            Some(Shape::List(_)) => entries(),
            Some(Shape::OneOrList(_)) if self.is_list() => entries(),
            Some(Shape::LocalText) => TextLang::ALL.map(|lang| (lang.code().to_owned(), None)).to_vec(),
            shape => {
                let fields = shape.map_or(shape::of(self.role), Shape::fields);
                let named = |field: &shape::Field| (field.name.to_owned(), Some(field.doc()));
                fields.iter().map(named).collect()
            }
        }
    }
}
