//! Giving a place a value: the old one is replaced in its own style; one that is equal stays.

use super::compose::Composer;
use super::insert;
use super::page::EditedText;
use super::place::{Spot, Target};
use super::problem::{self, EditProblem};
use super::splice::Splice;
use super::{Value, proof};
use crate::source::quoting::Around;
use crate::source::tree::{Kind, NodeId};

/// The replacements that give a place its value.
pub(super) fn splices(
    page: &EditedText<'_>,
    spot: &Spot<'_>,
    value: &Value,
) -> Result<Vec<Splice>, EditProblem> {
    match &spot.target {
        Target::Field {
            mapping,
            name,
            found: None,
        } => Ok(insert::field(page, spot, *mapping, name, value)),
        Target::Field {
            found: Some((key, old)),
            ..
        } => replaced(page, spot, Some(*key), *old, value),
        Target::Item { node, .. } => replaced(page, spot, None, *node, value),
    }
}

fn replaced(
    page: &EditedText<'_>,
    spot: &Spot<'_>,
    key: Option<NodeId>,
    old: NodeId,
    value: &Value,
) -> Result<Vec<Splice>, EditProblem> {
    if proof::is_equal(page, old, value) {
        return Ok(Vec::new());
    }
    let composer = Composer::new(page, page.start(old));
    let span = page.tree.span(old).range();
    let around = if spot.in_flow {
        Around::Brackets
    } else {
        Around::Lines
    };
    let scalar = composer.scalar(value, Some(old), around);
    let refused = || EditProblem::at(page.file, page.tree.span(old), problem::by_hand());
    match (page.tree.kind(old), scalar) {
        (Kind::Absent, _) => absent(page, spot, key.ok_or_else(refused)?, value).ok_or_else(refused),
        (Kind::Scalar { .. }, Some(scalar)) if page.is_block_scalar(old) => {
            block_scalar(page, old, value, scalar).ok_or_else(refused)
        }
        (Kind::Scalar { .. }, None) if page.is_block_scalar(old) => Err(refused()),
        (Kind::Scalar { .. }, Some(scalar)) => Ok(vec![Splice::replace(span, scalar)]),
        (Kind::Scalar { .. }, None) => Ok(vec![Splice::replace(span, composer.inline(value, spot.like))]),
        (_, scalar) if page.is_flow(old) => {
            let written = scalar.unwrap_or_else(|| composer.inline(value, Some(old)));
            Ok(vec![Splice::replace(span, written)])
        }
        _ => in_lines(page, key.ok_or_else(refused)?, old, value).ok_or_else(refused),
    }
}

/// A key with nothing after its colon.
fn absent(page: &EditedText<'_>, spot: &Spot<'_>, key: NodeId, value: &Value) -> Option<Vec<Splice>> {
    let composer = Composer::new(page, page.start(key));
    if spot.in_flow {
        let value = composer.inline(value, spot.like);
        return Some(vec![match page.colon(key) {
            Some(end) => Splice::insert(end, format!(" {value}")),
            None => Splice::insert(page.tree.span(key).range().end, format!(": {value}")),
        }]);
    }
    let column = page.column(page.start(key));
    let written = composer.after_key(value, spot.like, column);
    Some(vec![after_colon(page, page.colon(key)?, column, &written)])
}

/// Puts a value behind the colon of a key at a column: on its line, or in lines below it and the
/// comments that belong to it.
pub(super) fn after_colon(page: &EditedText<'_>, colon: usize, column: usize, written: &str) -> Splice {
    match written.trim_start_matches(['\r', '\n']) {
        lines if lines.len() < written.len() => page.insert_lines(page.end_of_lines(colon, column), lines),
        _ => Splice::insert(colon, written),
    }
}

/// A text after `|` or `>`: its lines are replaced, and its head stays, where the new text fits
/// into one line.
fn block_scalar(page: &EditedText<'_>, old: NodeId, value: &Value, quoted: String) -> Option<Vec<Splice>> {
    let (Value::Text(text) | Value::Plain(text)) = value else {
        return None;
    };
    let start = page.start(old);
    let written = page.tree.raw(old).trim_end();
    let fits = !text.is_empty() && text.trim() == text && !text.chars().any(char::is_control);
    if fits && !written.is_empty() {
        return Some(vec![Splice::replace(start..start + written.len(), text.clone())]);
    }
    let head = page.block_head(start)?;
    let lines = page.next_line(head.end)..page.next_line(page.end(old));
    let mut splices = vec![Splice::replace(head, quoted)];
    if !written.is_empty() {
        splices.push(page.delete_lines(lines));
    }
    Some(splices)
}

/// A list in lines gives way to another, or to a value beside the key.
fn in_lines(page: &EditedText<'_>, key: NodeId, old: NodeId, value: &Value) -> Option<Vec<Splice>> {
    let (colon, start) = (page.colon(key)?, page.start(old));
    let items = page.items(old);
    let dash = items.first().and_then(|item| page.dash(*item));
    let first = dash.unwrap_or(start);
    let lines = page.line_start(first)..page.next_line(page.end(old));
    let composer = Composer::new(page, start);
    match (value, dash) {
        (Value::List(values), Some(dash)) if !values.is_empty() => {
            let column = page.column(dash);
            let model = items.last().copied();
            let written: Vec<String> = values
                .iter()
                .map(|value| composer.item(value, model, column))
                .collect();
            let written = written.join(&composer.line_break(column));
            Some(vec![Splice::replace(dash..page.end(old), written)])
        }
        _ => {
            let written = composer
                .scalar(value, None, Around::Lines)
                .unwrap_or_else(|| composer.inline(value, None));
            Some(vec![
                Splice::insert(colon, format!(" {written}")),
                page.delete_lines(lines),
            ])
        }
    }
}
