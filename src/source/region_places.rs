//! Where a file names regions: found by the shape of the files, so that no field is forgotten.

use super::shape::{Field, Shape};
use super::tree::{Kind, NodeId, Tree};

/// A region in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RegionPlace {
    pub(super) list: NodeId,
    pub(super) item: NodeId,
}

/// Every region in the lists of a file, in its order.
pub(super) fn region_places(tree: &Tree<'_>, fields: &'static [Field]) -> Vec<RegionPlace> {
    let mut found = Vec::new();
    of_fields(tree, Tree::ROOT, fields, &mut found);
    found
}

fn of_fields(tree: &Tree<'_>, mapping: NodeId, fields: &'static [Field], found: &mut Vec<RegionPlace>) {
    if !matches!(tree.kind(mapping), Kind::Mapping) {
        return;
    }
    for (key, value) in tree.pairs(mapping) {
        let name = tree.scalar(key).map_or("", |(text, _)| text);
        if let Some(field) = fields.iter().find(|field| field.name == name) {
            of_shape(tree, value, &field.shape, found);
        }
    }
}

fn of_shape(tree: &Tree<'_>, node: NodeId, shape: &'static Shape, found: &mut Vec<RegionPlace>) {
    match shape {
        Shape::Fields(fields) | Shape::TextOrFields(fields) | Shape::IdOrFields(fields) => {
            of_fields(tree, node, fields, found);
        }
        Shape::Regions | Shape::List(_) if !matches!(tree.kind(node), Kind::List) => {}
        Shape::Regions | Shape::List(Shape::Region) => {
            found.extend(tree.children(node).map(|item| RegionPlace { list: node, item }));
        }
        Shape::List(inner) => {
            for item in tree.children(node) {
                of_shape(tree, item, inner, found);
            }
        }
        _ => {}
    }
}
