//! One more entry at the end of a list, written as the entry before it.

use super::Value;
use super::compose::Composer;
use super::flow::Flow;
use super::page::EditedText;
use super::place::{Spot, Target};
use super::problem::{self, EditProblem};
use super::set;
use super::splice::Splice;
use crate::source::shape;
use crate::source::tree::{Kind, NodeId};

/// The replacements that add an entry to the list at a place.
pub(super) fn splices(
    page: &EditedText<'_>,
    spot: &Spot<'_>,
    value: &Value,
) -> Result<Vec<Splice>, EditProblem> {
    let (key, list) = match spot.target {
        Target::Field { found: None, .. } => {
            return set::splices(page, spot, &Value::List(vec![value.clone()]));
        }
        Target::Field {
            found: Some((key, list)),
            ..
        } => (Some(key), list),
        Target::Item { node, .. } => (None, node),
    };
    match page.tree.kind(list) {
        Kind::Absent => set::splices(page, spot, &Value::List(vec![value.clone()])),
        Kind::List if page.is_flow(list) => Ok(in_brackets(page, spot, key, list, value)),
        Kind::List => in_lines(page, list, &[value])
            .ok_or_else(|| EditProblem::at(page.file, page.tree.span(list), problem::by_hand())),
        _ => beside_one(page, spot, list, value),
    }
}

/// A value alone becomes a list of two.
fn beside_one(
    page: &EditedText<'_>,
    spot: &Spot<'_>,
    alone: NodeId,
    value: &Value,
) -> Result<Vec<Splice>, EditProblem> {
    let problem = |message| EditProblem::at(page.file, page.tree.span(alone), message);
    let may_be_alone = match spot.target {
        Target::Field { name, .. } => shape::may_be_alone(spot.fields, name),
        Target::Item { .. } => false,
    };
    if !may_be_alone {
        return Err(problem(problem::no_list()));
    }
    let is_word = |text: &str| text.chars().all(|c| c.is_alphanumeric() || c == '-');
    let fits_between_brackets = match page.tree.scalar(alone) {
        Some((text, _)) => !page.is_block_scalar(alone) && is_word(text),
        None => page.is_flow(alone),
    };
    if !fits_between_brackets {
        return Err(problem(problem::by_hand()));
    }
    let composer = Composer::new(page, page.start(alone));
    let span = page.tree.span(alone).range();
    let written = composer.inline(value, Some(alone));
    Ok(vec![
        Splice::insert(span.start, "[".to_owned()),
        Splice::insert(span.end, format!(", {written}]")),
    ])
}

fn in_brackets(
    page: &EditedText<'_>,
    spot: &Spot<'_>,
    key: Option<NodeId>,
    list: NodeId,
    value: &Value,
) -> Vec<Splice> {
    let opened = key.filter(|_| page.tree.raw(list) == "[]" && !spot.in_flow);
    if let (Some(key), Value::Fields(_)) = (opened, value)
        && let Some(colon) = page.colon(key)
    {
        return opened_list(page, spot, (key, colon, list), value);
    }
    let composer = Composer::new(page, page.start(list));
    let model = page.items(list).last().copied();
    let flow = Flow::of(page, list);
    flow.insert(flow.last(), &composer.inline(value, model))
}

/// `[]` becomes a list in lines, for entries with fields are easier to read there.
fn opened_list(
    page: &EditedText<'_>,
    spot: &Spot<'_>,
    (key, colon, list): (NodeId, usize, NodeId),
    value: &Value,
) -> Vec<Splice> {
    let composer = Composer::new(page, page.start(list));
    let column = page.column(page.start(key));
    let entry = Value::List(vec![value.clone()]);
    let written = composer.after_key(&entry, spot.like, column);
    vec![
        Splice::delete(colon..page.end(list)),
        set::after_colon(page, page.end(list), column, &written),
    ]
}

/// The replacements that add many entries to a list in lines, which is looked at once; `None` where it is none.
pub(super) fn splices_of_all(
    page: &EditedText<'_>,
    spot: &Spot<'_>,
    values: &[&Value],
) -> Option<Vec<Splice>> {
    let list = spot.node()?;
    let is_in_lines = matches!(page.tree.kind(list), Kind::List) && !page.is_flow(list);
    is_in_lines.then(|| in_lines(page, list, values)).flatten()
}

fn in_lines(page: &EditedText<'_>, list: NodeId, values: &[&Value]) -> Option<Vec<Splice>> {
    let items = page.items(list);
    let model = *items.last()?;
    let dash = page.dash(model).filter(|dash| page.begins_line(*dash))?;
    let column = page.column(dash);
    let end = page.end(model);
    let at = page.end_of_lines(end, column);
    let composer = Composer::new(page, end);
    let separator = if has_blank_lines(page, &items) {
        page.newline(at)
    } else {
        ""
    };
    let entry = |value: &&Value| {
        let item = composer.item(value, Some(model), column);
        page.insert_lines(at, &format!("{separator}{}{item}", " ".repeat(column)))
    };
    Some(values.iter().map(entry).collect())
}

/// Whether most entries are parted by a blank line.
fn has_blank_lines(page: &EditedText<'_>, items: &[NodeId]) -> bool {
    let gaps = items.windows(2);
    let n_blank = gaps
        .clone()
        .filter(|pair| page.is_blank_line(page.next_line(page.end(pair[0]))))
        .count();
    n_blank * 2 > gaps.len()
}
