//! Bringing an entry of a list to another place: the entries are put into another order, and what lies between them
//! stays where it is. A comment directly above an entry goes with it, except above the first one, where it may be
//! about the whole list.

use std::ops::Range;

use super::page::EditedText;
use super::place::{Spot, Target};
use super::problem::{self, EditProblem};
use super::splice::Splice;
use crate::source::tree::NodeId;

/// The replacements that bring the entry at a place to another one of its list, counted from 0.
pub(super) fn splices(page: &EditedText<'_>, spot: &Spot<'_>, to: usize) -> Result<Vec<Splice>, EditProblem> {
    let Target::Item { list, index, node } = spot.target else {
        return Err(EditProblem::new(problem::no_list()));
    };
    let items = page.items(list);
    if to >= items.len() {
        let span = page.tree.span(node);
        return Err(EditProblem::at(
            page.file,
            span,
            problem::no_entry(&(to + 1).to_string()),
        ));
    }
    if to == index {
        return Ok(Vec::new());
    }
    let by_hand = || EditProblem::at(page.file, page.tree.span(node), problem::by_hand());
    let parts = if page.is_flow(list) {
        in_brackets(page, list, &items)
    } else {
        in_lines(page, &items)
    };
    let parts = parts.ok_or_else(by_hand)?;
    let mut order: Vec<usize> = (0..items.len()).collect();
    let moved = order.remove(index);
    order.insert(to, moved);
    let newline = page.newline(page.start(node));
    let ends_whole = |part: &Range<usize>| page.text[part.clone()].ends_with('\n');
    let are_lines = parts.iter().any(ends_whole);
    let placed = parts
        .iter()
        .zip(&order)
        .filter(|(place, from)| **place != parts[**from]);
    Ok(placed
        .map(|(place, from)| {
            let mut text = page.text[parts[*from].clone()].to_owned();
            if are_lines && ends_whole(place) != text.ends_with('\n') {
                // The last line of the text may be without an end.
                text = if ends_whole(place) {
                    text + newline
                } else {
                    text.trim_end_matches(['\r', '\n']).to_owned()
                };
            }
            Splice::replace(place.clone(), text)
        })
        .collect())
}

/// The entries between brackets; comments between them are nobody's that could be told.
fn in_brackets(page: &EditedText<'_>, list: NodeId, items: &[NodeId]) -> Option<Vec<Range<usize>>> {
    let whole = page.tree.span(list).range();
    let parts = items.iter().map(|item| page.start(*item)..page.end(*item));
    (!page.has_comment(&whole)).then(|| parts.collect())
}

/// The lines of the entries, each with the comments directly above it.
fn in_lines(page: &EditedText<'_>, items: &[NodeId]) -> Option<Vec<Range<usize>>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    for item in items {
        let dash = page.dash(*item).filter(|dash| page.begins_line(*dash))?;
        let mut start = page.line_start(dash);
        let end = page.end_of_lines(page.end(*item), page.column(dash));
        if let Some(before) = parts.last() {
            while start > before.end && is_comment(page, page.line_start(start - 1)) {
                start = page.line_start(start - 1);
            }
        }
        parts.push(start..end);
    }
    Some(parts)
}

fn is_comment(page: &EditedText<'_>, line: usize) -> bool {
    page.text[line..page.next_line(line)]
        .trim_start()
        .starts_with('#')
}
