//! What a file says, cell by cell: the values that stand once, and the entries of its lists. Both a file as it is
//! now and the one from which a workbook was made are known in this form.

use std::collections::{BTreeMap, BTreeSet};

use super::cell::{plain, scalar, written};
use super::sheets::{ListShape, Place, SheetShape, sheets};
use crate::source::shape::{Shape, id_field};
use crate::source::tree::{Kind, NodeId, Tree};

/// An entry of a list, or what stands once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// Which of the lists of its sheet it is in.
    pub(super) list: usize,
    /// The entry of the sheet above that holds its list.
    pub(super) parent: Option<usize>,
    /// Its number in its list, from 0.
    pub(super) number: usize,
    /// What its cells hold; those that are empty are left out.
    pub(super) cells: BTreeMap<String, String>,
    /// The cells whose value no person can change in a workbook.
    pub(super) fixed: BTreeSet<String>,
    /// How it is written, as far as edits depend on it.
    pub(super) form: Form,
}

/// How an entry is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Form {
    /// It is a text or an id without fields.
    pub(super) is_plain: bool,
    /// It stands in place of a list.
    pub(super) is_alone: bool,
    /// The fields whose text is in no mapping of languages.
    pub(super) plain_texts: BTreeSet<String>,
    /// The fields that are there, each by its name with those that lead to it.
    pub(super) present: BTreeSet<String>,
}

/// A file, cell by cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Facts {
    /// The entries of every sheet, in the order of the file.
    pub(super) sheets: Vec<Vec<Entry>>,
}

impl Entry {
    /// The value of a cell.
    pub(super) fn cell(&self, name: &str) -> &str {
        self.cells.get(name).map_or("", String::as_str)
    }

    /// What tells it from the other entries of its list: the value of its first required id.
    pub(super) fn identity(&self, sheet: &SheetShape) -> Option<&str> {
        let list = sheet.lists.get(self.list)?;
        let name = list.identity()?;
        self.cells.get(name).map(String::as_str)
    }
}

impl ListShape {
    /// The field by which its entries are known.
    pub(super) fn identity(&self) -> Option<&'static str> {
        let has = |name: &str| self.places.iter().any(|place| place.name == name);
        id_field(|name| has(name).then_some(name))
    }

    /// The field that an entry without fields is.
    pub(super) fn plain_field(&self) -> Option<&Place> {
        match self.item {
            Shape::IdOrFields(_) | Shape::TextOrFields(_) => {
                self.places.iter().find(|place| place.is_required())
            }
            Shape::Fields(_) => None,
            _ => self.places.first(),
        }
    }
}

impl Facts {
    /// Reads a file.
    pub(super) fn of(tree: &Tree<'_>) -> Self {
        let mut facts = Self::default();
        for (at, sheet) in sheets().iter().enumerate() {
            let entries = if sheet.is_form() {
                vec![fields_of(tree, Tree::ROOT, &sheet.places)]
            } else {
                let holders = facts.holders(tree, sheet);
                entries_of(tree, sheet, &holders)
            };
            debug_assert_eq!(at, facts.sheets.len());
            facts.sheets.push(entries);
        }
        facts
    }

    /// The nodes in which the lists of a sheet are: the whole file, or the entries of the sheet above.
    fn holders(&self, tree: &Tree<'_>, sheet: &SheetShape) -> Vec<(Option<usize>, NodeId)> {
        let Some(parent) = sheet.parent else {
            return vec![(None, Tree::ROOT)];
        };
        let above = &sheets()[parent];
        let nodes: Vec<NodeId> = lists_in(tree, above, Tree::ROOT)
            .flat_map(|(_, list)| items(tree, list))
            .collect();
        debug_assert_eq!(nodes.len(), self.sheets[parent].len());
        (0..).map(Some).zip(nodes).collect()
    }
}

fn entries_of(tree: &Tree<'_>, sheet: &SheetShape, holders: &[(Option<usize>, NodeId)]) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (parent, holder) in holders {
        for (list, node) in lists_in(tree, sheet, *holder) {
            let is_alone = !matches!(tree.kind(node), Kind::List);
            for (number, item) in items(tree, node).into_iter().enumerate() {
                let mut entry = entry_of(tree, item, &sheet.lists[list]);
                entry.list = list;
                entry.parent = *parent;
                entry.number = number;
                entry.form.is_alone = is_alone;
                entries.push(entry);
            }
        }
    }
    entries
}

/// The lists of a sheet that are in a mapping.
fn lists_in<'t>(
    tree: &'t Tree<'_>,
    sheet: &'t SheetShape,
    holder: NodeId,
) -> impl Iterator<Item = (usize, NodeId)> + 't {
    let lists = sheet.lists.iter().enumerate();
    lists.filter_map(move |(at, list)| Some((at, follow(tree, holder, &list.way)?)))
}

/// The entries of a list; a value in place of a list is its only one.
fn items(tree: &Tree<'_>, list: NodeId) -> Vec<NodeId> {
    match tree.kind(list) {
        Kind::List => tree.children(list).collect(),
        Kind::Absent => Vec::new(),
        _ => vec![list],
    }
}

fn entry_of(tree: &Tree<'_>, node: NodeId, list: &ListShape) -> Entry {
    if matches!(tree.kind(node), Kind::Mapping) {
        return fields_of(tree, node, &list.places);
    }
    let mut entry = Entry::default();
    if let Some(place) = list.plain_field() {
        let name = if place.is_local() {
            format!("{}.fi", place.name)
        } else {
            place.name.clone()
        };
        put(tree, node, (place, name), &mut entry);
    }
    entry.form.is_plain = true;
    entry
}

/// The fields of a mapping, those of mappings in it among them.
fn fields_of(tree: &Tree<'_>, mapping: NodeId, places: &[Place]) -> Entry {
    let mut entry = Entry::default();
    for place in places {
        for n_names in 1..place.way.len() {
            if follow(tree, mapping, &place.way[..n_names]).is_some() {
                entry.form.present.insert(place.way[..n_names].join("."));
            }
        }
        let Some(node) = follow(tree, mapping, &place.way) else {
            continue;
        };
        entry.form.present.insert(place.name.clone());
        match (place.is_local(), tree.kind(node)) {
            (true, Kind::Mapping) => {
                for (key, text) in tree.pairs(node) {
                    let name = format!("{}.{}", place.name, scalar(tree, key));
                    put(tree, text, (place, name), &mut entry);
                }
            }
            (true, _) => {
                entry.form.plain_texts.insert(place.name.clone());
                put(tree, node, (place, format!("{}.fi", place.name)), &mut entry);
            }
            (false, _) => put(tree, node, (place, place.name.clone()), &mut entry),
        }
    }
    entry
}

/// Puts the value of a node into a cell.
fn put(tree: &Tree<'_>, node: NodeId, (place, name): (&Place, String), entry: &mut Entry) {
    match written(tree, node, place.shape) {
        Some(text) if text.is_empty() => {}
        Some(text) => {
            entry.cells.insert(name, text);
        }
        None => {
            entry.cells.insert(name.clone(), plain(tree.raw(node)));
            entry.fixed.insert(name);
        }
    }
}

/// The value at the end of a way of fields.
fn follow(tree: &Tree<'_>, from: NodeId, way: &[&str]) -> Option<NodeId> {
    way.iter().try_fold(from, |node, name| match tree.kind(node) {
        Kind::Mapping => tree
            .pairs(node)
            .find(|(key, _)| scalar(tree, *key) == *name)
            .map(|(_, value)| value),
        _ => None,
    })
}
