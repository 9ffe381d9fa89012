//! A region gets another id: wherever a file names it, that word alone is replaced, in its own style.

use super::page::EditedText;
use super::place::{Spot, Target};
use super::problem::EditProblem;
use super::splice::Splice;
use super::{Value, set};
use crate::source::region_places::region_places;
use crate::source::shape::Field;

/// The replacements that give the region `from` the id `to`.
pub(super) fn splices(
    page: &EditedText<'_>,
    fields: &'static [Field],
    (from, to): (&str, &str),
) -> Result<Vec<Splice>, EditProblem> {
    let to = Value::text(to);
    let mut splices = Vec::new();
    for place in region_places(page.tree, fields) {
        if page.word(place.item) != from {
            continue;
        }
        let spot = Spot {
            target: Target::Item {
                list: place.list,
                index: 0,
                node: place.item,
            },
            fields: &[],
            in_flow: page.is_in_flow(place.item),
            owner: None,
            like: None,
        };
        splices.extend(set::splices(page, &spot, &to)?);
    }
    Ok(splices)
}
