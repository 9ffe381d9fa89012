//! A field that was not there: after the field that precedes it in the shape of the files.

use super::Value;
use super::compose::Composer;
use super::flow::{Flow, Slot};
use super::page::EditedText;
use super::place::Spot;
use super::splice::Splice;
use crate::source::shape::Field;
use crate::source::tree::NodeId;

/// Adds a field to a mapping.
pub(super) fn field(
    page: &EditedText<'_>,
    spot: &Spot<'_>,
    mapping: NodeId,
    name: &str,
    value: &Value,
) -> Vec<Splice> {
    let after = slot(page, spot.fields, mapping, name);
    if spot.in_flow {
        let near = page.start(mapping);
        let composer = Composer::new(page, near);
        let (key, value) = (
            composer.key(name, Some(mapping)),
            composer.inline(value, spot.like),
        );
        return Flow::of(page, mapping).insert(after, &format!("{key}: {value}"));
    }
    vec![in_lines(page, spot, mapping, after, (name, value))]
}

fn in_lines(
    page: &EditedText<'_>,
    spot: &Spot<'_>,
    mapping: NodeId,
    after: Slot,
    (name, value): (&str, &Value),
) -> Splice {
    let pairs = page.pairs(mapping);
    let first = page.start(pairs.first().map_or(mapping, |(key, _)| *key));
    let column = page.column(first);
    let near = match after {
        Slot::First => first,
        Slot::After(at) => page.pair_end(pairs[at]),
    };
    let composer = Composer::new(page, near);
    let key = composer.key(name, Some(mapping));
    let line = format!("{key}:{}", composer.after_key(value, spot.like, column));
    match after {
        Slot::First => Splice::insert(first, line + &composer.line_break(column)),
        Slot::After(_) => page.insert_lines(page.end_of_lines(near, column), &(" ".repeat(column) + &line)),
    }
}

/// After the nearest predecessor in the shape; a field that the shape does not know comes last.
fn slot(page: &EditedText<'_>, fields: &[Field], mapping: NodeId, name: &str) -> Slot {
    let rank = |name: &str| fields.iter().position(|field| field.name == name);
    let pairs = page.pairs(mapping);
    let last = pairs.len().checked_sub(1).map_or(Slot::First, Slot::After);
    let Some(own) = rank(name) else { return last };
    pairs
        .iter()
        .enumerate()
        .filter_map(|(at, (key, _))| {
            rank(page.word(*key))
                .filter(|rank| *rank < own)
                .map(|rank| (rank, at))
        })
        .max()
        .map_or(Slot::First, |(_, at)| Slot::After(at))
}
