//! What differs between two texts of a file, field by field, in the paths of [`super::path`]. Entries of a list are the
//! same by their ids; those without an id where they are equal, else in their order.

use std::collections::BTreeMap;

use super::Role;
use super::shape::{self, Field, Shape};
use super::tree::{Kind, NodeId, Tree};
use crate::diagnostic::{FilePath, Findings};
use crate::wording;
use crate::wording::Wording;

/// A place at which two texts differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldDifference {
    pub path: String,
    pub kind: DifferenceKind,
}

/// In what they differ; an entry or a mapping is in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DifferenceKind {
    Added(String),
    Removed(String),
    Changed {
        was: String,
        is: String,
    },
    /// To another place of its list, from 1.
    Moved {
        from: usize,
        to: usize,
    },
}

impl DifferenceKind {
    /// What was there, and what is.
    #[must_use]
    pub fn both(self) -> (Option<String>, Option<String>) {
        match self {
            Self::Added(is) => (None, Some(is)),
            Self::Removed(was) => (Some(was), None),
            Self::Changed { was, is } => (Some(was), Some(is)),
            Self::Moved { from, to } => (Some(from.to_string()), Some(to.to_string())),
        }
    }
}

impl FieldDifference {
    /// The difference in a line.
    #[must_use]
    pub fn describe(&self) -> Wording {
        let path = &self.path;
        match &self.kind {
            DifferenceKind::Added(is) => wording!(en: "{path}: added “{is}”", fi: "{path}: lisätty ”{is}”"),
            DifferenceKind::Removed(was) => {
                wording!(en: "{path}: removed “{was}”", fi: "{path}: poistettu ”{was}”")
            }
            DifferenceKind::Changed { was, is } => {
                wording!(en: "{path}: “{was}” → “{is}”", fi: "{path}: ”{was}” → ”{is}”")
            }
            DifferenceKind::Moved { from, to } => wording!(
                en: "{path}: moved from place {from} to {to}",
                fi: "{path}: siirretty paikalta {from} paikalle {to}"
            ),
        }
    }
}

/// What differs, in the order of the new text; `None` where one of them is no YAML.
#[must_use]
pub fn field_differences(
    file: &FilePath,
    role: Role,
    (before, after): (&[u8], &[u8]),
) -> Option<Vec<FieldDifference>> {
    let (before, after) = (super::text(before.to_vec()), super::text(after.to_vec()));
    let parse = |text| Tree::parse(file, text, &mut Findings::default());
    let (was, is) = (parse(before.text())?, parse(after.text())?);
    let mut found = Vec::new();
    let pair = Pair { was: &was, is: &is };
    pair.fields(shape::of(role), "", (Tree::ROOT, Tree::ROOT), &mut found);
    Some(found)
}

/// The trees of the two texts.
struct Pair<'t> {
    was: &'t Tree<'t>,
    is: &'t Tree<'t>,
}

impl Pair<'_> {
    fn fields(
        &self,
        fields: &'static [Field],
        path: &str,
        (was, is): (NodeId, NodeId),
        found: &mut Vec<FieldDifference>,
    ) {
        let (old, new) = (fields_by_name(self.was, was), fields_by_name(self.is, is));
        let mut names: Vec<&str> = new.iter().map(|(name, _)| *name).collect();
        names.extend(
            old.iter()
                .map(|(name, _)| *name)
                .filter(|name| !new.iter().any(|(known, _)| known == name)),
        );
        for name in names {
            let find = |fields: &[(&str, NodeId)]| {
                fields
                    .iter()
                    .find(|(known, _)| *known == name)
                    .map(|(_, node)| *node)
            };
            let shape = fields
                .iter()
                .find(|field| field.name == name)
                .map(|field| &field.shape);
            self.values(shape, &joined(path, name), (find(&old), find(&new)), found);
        }
    }

    fn values(
        &self,
        shape: Option<&'static Shape>,
        path: &str,
        (was, is): (Option<NodeId>, Option<NodeId>),
        found: &mut Vec<FieldDifference>,
    ) {
        let was = was.filter(|node| !matches!(self.was.kind(*node), Kind::Absent));
        let is = is.filter(|node| !matches!(self.is.kind(*node), Kind::Absent));
        let (was, is) = match (was, is) {
            (None, None) => return,
            (None, Some(is)) => return found.push(added(path, line_of(self.is, is))),
            (Some(was), None) => return found.push(removed(path, line_of(self.was, was))),
            (Some(was), Some(is)) => (was, is),
        };
        let (old, new) = (line_of(self.was, was), line_of(self.is, is));
        if old == new && self.was.raw(was).trim() == self.is.raw(is).trim() {
            return;
        }
        match (self.was.kind(was), self.is.kind(is)) {
            (Kind::Mapping, Kind::Mapping) => {
                let fields = shape.map(Shape::fields).unwrap_or_default();
                self.fields(fields, path, (was, is), found);
            }
            (Kind::List, Kind::List) => self.entries(shape, path, (was, is), found),
            // A value alone is short for one of several fields.
            (Kind::Scalar { text, .. }, Kind::Mapping) if shape.and_then(Shape::short_field).is_some() => {
                let short = shape.and_then(Shape::short_field).unwrap_or_default();
                for (name, node) in fields_by_name(self.is, is) {
                    let now = line_of(self.is, node);
                    match name == short {
                        true if text.trim() == now => {}
                        true => found.push(changed(&joined(path, name), text.trim().to_owned(), now)),
                        false => found.push(added(&joined(path, name), now)),
                    }
                }
            }
            _ if old == new => {}
            _ => found.push(changed(path, old, new)),
        }
    }

    fn entries(
        &self,
        shape: Option<&'static Shape>,
        path: &str,
        (was, is): (NodeId, NodeId),
        found: &mut Vec<FieldDifference>,
    ) {
        let item = match shape {
            Some(Shape::List(item) | Shape::OneOrList(item)) => Some(*item),
            _ => None,
        };
        let are_ids = item.is_some_and(Shape::is_word);
        let (old, new) = (
            Entries::of(self.was, was, are_ids),
            Entries::of(self.is, is, are_ids),
        );
        let paired = paired(&old, &new);
        let kept: Vec<usize> = paired.iter().filter_map(|at| *at).collect();
        let stays = rising(&kept);
        let list = path;
        for (index, from) in paired.iter().enumerate() {
            let path = joined(list, &new.name(index));
            match from {
                None if new.is_word(self.is, index) => found.push(added(list, new.lines[index].clone())),
                None => found.push(added(&path, new.lines[index].clone())),
                Some(from) => {
                    if !stays.contains(from) {
                        let kind = DifferenceKind::Moved {
                            from: from + 1,
                            to: index + 1,
                        };
                        found.push(FieldDifference {
                            path: path.clone(),
                            kind,
                        });
                    }
                    self.values(
                        item,
                        &path,
                        (Some(old.nodes[*from]), Some(new.nodes[index])),
                        found,
                    );
                }
            }
        }
        let gone = (0..old.nodes.len()).filter(|index| !kept.contains(index));
        found.extend(gone.map(|index| {
            let line = old.lines[index].clone();
            if old.is_word(self.was, index) {
                removed(list, line)
            } else {
                removed(&joined(list, &old.name(index)), line)
            }
        }));
    }
}

/// The entries of a list.
struct Entries {
    nodes: Vec<NodeId>,
    lines: Vec<String>,
    /// The id of each; `None` where there is none, or where it is that of several.
    ids: Vec<Option<String>>,
}

impl Entries {
    /// The entries of a list; those that are words may be ids themselves.
    fn of(tree: &Tree<'_>, list: NodeId, words_are_ids: bool) -> Self {
        let nodes: Vec<NodeId> = tree.children(list).collect();
        let is_id = |node: &NodeId| words_are_ids || matches!(tree.kind(*node), Kind::Mapping);
        let id = |node: &NodeId| id_of(tree, *node).filter(|_| is_id(node));
        let ids: Vec<Option<String>> = nodes.iter().map(id).collect();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for id in ids.iter().flatten() {
            *counts.entry(id).or_default() += 1;
        }
        let is_one = |id: &String| counts.get(id.as_str()) == Some(&1);
        let unique = ids.iter().map(|id| id.clone().filter(is_one)).collect();
        Self {
            lines: nodes.iter().map(|node| line_of(tree, *node)).collect(),
            ids: unique,
            nodes,
        }
    }

    /// Whether an entry is a value by itself.
    fn is_word(&self, tree: &Tree<'_>, index: usize) -> bool {
        matches!(tree.kind(self.nodes[index]), Kind::Scalar { .. })
    }

    fn name(&self, index: usize) -> String {
        self.ids[index].clone().unwrap_or_else(|| (index + 1).to_string())
    }
}

/// For each new entry the old one that it is.
fn paired(old: &Entries, new: &Entries) -> Vec<Option<usize>> {
    let mut is_free = vec![true; old.nodes.len()];
    let mut take = |index: Option<usize>| {
        let index = index?;
        is_free[index].then(|| is_free[index] = false).map(|()| index)
    };
    let by_id = |id: &Option<String>| {
        let id = id.as_ref()?;
        old.ids.iter().position(|known| known.as_ref() == Some(id))
    };
    let mut found: Vec<Option<usize>> = new.ids.iter().map(|id| take(by_id(id))).collect();
    for (index, at) in found.iter_mut().enumerate().filter(|(_, at)| at.is_none()) {
        let free = (0..old.nodes.len()).filter(|other| old.lines[*other] == new.lines[index]);
        *at = free.into_iter().find_map(|other| take(Some(other)));
    }
    let has_no_id = |index: &usize| new.ids[*index].is_none();
    let without: Vec<usize> = (0..found.len())
        .filter(|index| found[*index].is_none() && has_no_id(index))
        .collect();
    for index in without {
        let mut free = (0..old.nodes.len()).filter(|other| old.ids[*other].is_none());
        found[index] = free.find_map(|other| take(Some(other)));
    }
    found
}

/// The longest run of rising numbers: those that kept their order.
fn rising(numbers: &[usize]) -> Vec<usize> {
    let mut best: Vec<(usize, Option<usize>)> = Vec::new();
    for (index, number) in numbers.iter().enumerate() {
        let before = (0..index).filter(|other| numbers[*other] < *number);
        let longest = before.max_by_key(|other| best[*other].0);
        best.push((longest.map_or(1, |other| best[other].0 + 1), longest));
    }
    let mut at = (0..best.len()).max_by_key(|index| best[*index].0);
    let mut run = Vec::new();
    while let Some(index) = at {
        run.push(numbers[index]);
        at = best[index].1;
    }
    run
}

fn fields_by_name<'t>(tree: &'t Tree<'_>, mapping: NodeId) -> Vec<(&'t str, NodeId)> {
    let pairs = tree.pairs(mapping);
    pairs
        .filter_map(|(key, value)| Some((tree.scalar(key)?.0, value)))
        .collect()
}

fn id_of(tree: &Tree<'_>, entry: NodeId) -> Option<String> {
    let fields = fields_by_name(tree, entry);
    let find = |name: &str| {
        let (_, node) = fields.iter().find(|(known, _)| *known == name)?;
        Some(tree.scalar(*node)?.0.to_owned())
    };
    match tree.kind(entry) {
        Kind::Mapping => shape::id_field(find),
        Kind::Scalar { text, .. } => Some(text.to_owned()),
        _ => None,
    }
}

/// A value in one line.
fn line_of(tree: &Tree<'_>, node: NodeId) -> String {
    match tree.kind(node) {
        Kind::Absent => String::new(),
        Kind::Scalar { text, .. } => text.trim().to_owned(),
        Kind::List => {
            let items: Vec<String> = tree.children(node).map(|item| line_of(tree, item)).collect();
            items.join("; ")
        }
        Kind::Mapping => {
            let fields = fields_by_name(tree, node).into_iter();
            let fields = fields.map(|(name, value)| match tree.kind(value) {
                Kind::Mapping | Kind::List => format!("{name}: ({})", line_of(tree, value)),
                _ => format!("{name}: {}", line_of(tree, value)),
            });
            fields.collect::<Vec<_>>().join(", ")
        }
    }
}

fn joined(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}.{name}")
    }
}

fn added(path: &str, is: String) -> FieldDifference {
    FieldDifference {
        path: path.to_owned(),
        kind: DifferenceKind::Added(is),
    }
}

fn removed(path: &str, was: String) -> FieldDifference {
    FieldDifference {
        path: path.to_owned(),
        kind: DifferenceKind::Removed(was),
    }
}

fn changed(path: &str, was: String, is: String) -> FieldDifference {
    FieldDifference {
        path: path.to_owned(),
        kind: DifferenceKind::Changed { was, is },
    }
}
