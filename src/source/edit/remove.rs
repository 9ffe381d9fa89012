//! Taking a field or an entry away, with its lines. Comments above it stay: no one knows whether
//! they speak of it alone.

use std::ops::Range;

use super::flow::Flow;
use super::page::EditedText;
use super::place::{Spot, Target};
use super::problem::{self, EditProblem};
use super::splice::Splice;
use crate::source::tree::NodeId;
use crate::wording::Wording;

/// What goes.
pub(super) struct Removal {
    pub(super) splices: Vec<Splice>,
    /// The bytes of what is removed: the comments in them go with it.
    pub(super) extent: Range<usize>,
}

/// The removal of what is at a place.
pub(super) fn removal(page: &EditedText<'_>, spot: &Spot<'_>) -> Result<Removal, EditProblem> {
    let problem = |node: NodeId, message: Wording| EditProblem::at(page.file, page.tree.span(node), message);
    match spot.target {
        Target::Field {
            mapping,
            name,
            found: None,
        } => Err(problem(mapping, problem::no_field(name))),
        Target::Field {
            mapping,
            found: Some((key, _)),
            ..
        } => {
            let at = page.pairs(mapping).iter().position(|pair| pair.0 == key);
            let at = at.expect("the field that was found is one of the mapping's");
            if page.is_flow(mapping) {
                return Ok(from_brackets(page, mapping, at));
            }
            if page.pairs(mapping).len() == 1 {
                return Err(problem(key, problem::last_field()));
            }
            field(page, mapping, at).ok_or_else(|| problem(key, problem::by_hand()))
        }
        Target::Item { list, index, node } => {
            if page.is_flow(list) {
                return Ok(from_brackets(page, list, index));
            }
            item(page, spot.owner, list, index).ok_or_else(|| problem(node, problem::by_hand()))
        }
    }
}

fn from_brackets(page: &EditedText<'_>, node: NodeId, at: usize) -> Removal {
    let flow = Flow::of(page, node);
    Removal {
        splices: flow.remove(at),
        extent: flow.extent(at),
    }
}

/// A field in lines. The first one of an entry is beside the dash, where the second one comes.
fn field(page: &EditedText<'_>, mapping: NodeId, at: usize) -> Option<Removal> {
    let pairs = page.pairs(mapping);
    let start = page.start(pairs[at].0);
    let end = page.end_of_lines(page.pair_end(pairs[at]), page.column(start));
    if page.begins_line(start) {
        let extent = page.line_start(start)..end;
        return Some(Removal {
            splices: vec![page.delete_lines(extent.clone())],
            extent,
        });
    }
    let next = page.start(pairs.get(at + 1)?.0);
    (!page.has_comment(&(end..next))).then(|| Removal {
        splices: vec![Splice::delete(start..next)],
        extent: start..end,
    })
}

/// An entry in lines, with the blank line that parted it from the one before.
fn item(page: &EditedText<'_>, owner: Option<NodeId>, list: NodeId, at: usize) -> Option<Removal> {
    let items = page.items(list);
    let dash = page.dash(items[at]).filter(|dash| page.begins_line(*dash))?;
    let end = page.end_of_lines(page.end(items[at]), page.column(dash));
    let start = page.line_start(dash);
    let extent = start..end;
    if items.len() == 1 {
        return emptied(page, owner?, extent);
    }
    let before = at
        .checked_sub(1)
        .map(|before| page.next_line(page.end(items[before])));
    let is_last = at + 1 == items.len();
    let closes_gap = is_last || page.is_blank_line(end);
    let blank = before
        .filter(|before| closes_gap && *before < start)
        .map(|_| page.line_start(start - 1))
        .filter(|line| page.is_blank_line(*line));
    Some(Removal {
        splices: vec![page.delete_lines(blank.unwrap_or(start)..end)],
        extent,
    })
}

/// The only entry goes: the list stays, empty.
fn emptied(page: &EditedText<'_>, owner: NodeId, extent: Range<usize>) -> Option<Removal> {
    let colon = page.colon(owner)?;
    let is_above = page.next_line(colon) <= extent.start;
    is_above.then(|| Removal {
        splices: vec![Splice::insert(colon, " []"), page.delete_lines(extent.clone())],
        extent,
    })
}
