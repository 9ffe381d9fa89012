//! The proof that an edited text is what was requested. The edits are carried out a second time,
//! by other means, on a plain copy of the old tree; the new text must read back as that copy, with
//! every other scalar written as before, every comment kept and no new error.

use crate::model::Network;
use std::collections::BTreeMap;

use super::page::EditedText;
use super::problem::{self, EditProblem};
use super::{Change, Edit, Step, Value, parsed};
use crate::diagnostic::{Diagnostic, FilePath};
use crate::source::shape::{self, Field, Shape};
use crate::source::tree::{Kind, NodeId, Style, Tree};
use crate::source::{Role, read_bytes};
use crate::wording::Lang;

/// What is to be proved.
pub(super) struct Claim<'c> {
    pub(super) old: &'c str,
    pub(super) new: &'c str,
    pub(super) edits: &'c [Edit],
    /// The regions that both texts may name.
    pub(super) network: &'c Network,
    /// The comments that went with what was removed.
    pub(super) lost_comments: &'c [String],
}

/// A scalar, or the name of a field. Without bytes it is new, and may be written in any way.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Leaf {
    text: String,
    raw: Option<String>,
}

/// A tree without places.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Plain {
    Absent,
    Scalar(Leaf),
    List(Vec<Plain>),
    Fields(Vec<(Leaf, Plain)>),
}

pub(super) fn prove(file: &FilePath, role: Role, claim: &Claim<'_>) -> Result<(), EditProblem> {
    let old_tree = parsed(file, claim.old)?;
    let new_tree = parsed(file, claim.new).map_err(|_| EditProblem::new(problem::other_change()))?;
    let (old, new) = (
        EditedText::new(file, claim.old, &old_tree),
        EditedText::new(file, claim.new, &new_tree),
    );
    let mut expected = Plain::of(&old, Tree::ROOT);
    for edit in claim.edits {
        let done = match &edit.change {
            Change::RenameRegion { from, to } => {
                expected.rename_region(shape::of(role), (from, to));
                Some(())
            }
            change => expected.carry_out(&edit.at, change),
        };
        done.ok_or_else(|| EditProblem::new(problem::other_change()))?;
    }
    if !expected.is_met_by(&Plain::of(&new, Tree::ROOT)) {
        return Err(EditProblem::new(problem::other_change()));
    }
    comments_stay(&old, &new, claim.lost_comments)?;
    no_new_error(file, role, claim)
}

/// Whether a value already is at a node.
pub(super) fn is_equal(page: &EditedText<'_>, node: NodeId, value: &Value) -> bool {
    Plain::from(value).is_met_by(&Plain::of(page, node))
}

fn comments_stay(old: &EditedText<'_>, new: &EditedText<'_>, lost: &[String]) -> Result<(), EditProblem> {
    let mut balance: BTreeMap<String, i64> = BTreeMap::new();
    for comment in old.comments_in(0..old.text.len()) {
        *balance.entry(comment).or_default() += 1;
    }
    let gone = new.comments_in(0..new.text.len()).chain(lost.iter().cloned());
    for comment in gone {
        *balance.entry(comment).or_default() -= 1;
    }
    match balance.into_iter().find(|(_, count)| *count != 0) {
        Some((comment, _)) => Err(EditProblem::new(problem::lost_comment(&comment))),
        None => Ok(()),
    }
}

fn no_new_error(file: &FilePath, role: Role, claim: &Claim<'_>) -> Result<(), EditProblem> {
    let key = |found: &Diagnostic| (found.code, found.message.get(Lang::En).to_owned());
    let before = read_bytes(file, role, claim.network, claim.old.as_bytes().to_vec()).findings;
    let after = read_bytes(file, role, claim.network, claim.new.as_bytes().to_vec()).findings;
    let mut known: Vec<_> = before.as_slice().iter().map(key).collect();
    for found in after.as_slice().iter().filter(|found| found.is_error()) {
        match known.iter().position(|known| *known == key(found)) {
            Some(at) => {
                known.swap_remove(at);
            }
            None => {
                return Err(EditProblem {
                    help: found.help.clone(),
                    ..EditProblem::new(problem::new_error(&found.message))
                });
            }
        }
    }
    if after.n_errors() > before.n_errors() {
        // It is one of those that are only counted.
        return Err(EditProblem::new(problem::more_errors()));
    }
    Ok(())
}

impl Leaf {
    fn of(page: &EditedText<'_>, node: NodeId) -> Self {
        let (text, style) = page.tree.scalar(node).unwrap_or(("", Style::Plain));
        let raw = page.tree.raw(node);
        // What follows a block scalar's last line belongs to its span, and not to its text.
        let raw = if style == Style::Block {
            raw.trim_end()
        } else {
            raw
        };
        Self {
            text: text.to_owned(),
            raw: Some(raw.to_owned()),
        }
    }

    fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            raw: None,
        }
    }

    fn is_met_by(&self, other: &Self) -> bool {
        match self.raw {
            Some(_) => self == other,
            // A text after `|` or `>` ends with a line break that was not requested.
            None => self.text.trim_end_matches('\n') == other.text.trim_end_matches('\n'),
        }
    }
}

impl Plain {
    fn of(page: &EditedText<'_>, node: NodeId) -> Self {
        match page.tree.kind(node) {
            Kind::Absent => Self::Absent,
            Kind::Scalar { .. } => Self::Scalar(Leaf::of(page, node)),
            Kind::List => Self::List(
                page.items(node)
                    .into_iter()
                    .map(|item| Self::of(page, item))
                    .collect(),
            ),
            Kind::Mapping => Self::Fields(
                page.pairs(node)
                    .into_iter()
                    .map(|(key, value)| (Leaf::of(page, key), Self::of(page, value)))
                    .collect(),
            ),
        }
    }

    fn from(value: &Value) -> Self {
        match value {
            Value::Text(text) | Value::Plain(text) => Self::Scalar(Leaf::new(text)),
            Value::List(items) => Self::List(items.iter().map(Self::from).collect()),
            Value::Fields(fields) => Self::Fields(
                fields
                    .iter()
                    .map(|(name, value)| (Leaf::new(name), Self::from(value)))
                    .collect(),
            ),
        }
    }

    /// Carries out one change; `None` where the place is not there.
    fn carry_out(&mut self, at: &[Step], change: &Change) -> Option<()> {
        let (last, way) = at.split_last()?;
        let mut holder = self;
        for step in way {
            holder = holder.step(step)?;
        }
        match (change, holder.step(last)) {
            (Change::Set(value), Some(place)) => place.become_value(value),
            (Change::Append(value), Some(Self::List(items))) => items.push(Self::from(value)),
            (Change::Append(value), Some(place @ Self::Absent)) => {
                *place = Self::List(vec![Self::from(value)]);
            }
            (Change::Append(value), Some(alone @ (Self::Scalar(_) | Self::Fields(_)))) => {
                let first = std::mem::replace(alone, Self::Absent);
                *alone = Self::List(vec![first, Self::from(value)]);
            }
            (Change::Remove | Change::Move(_), None) | (Change::RenameRegion { .. }, _) => {
                return None;
            }
            (Change::Remove, Some(_)) => holder.remove(last),
            (Change::Move(to), Some(_)) => holder.move_item(last, *to)?,
            (Change::Set(value), None) => holder.add(last, Self::from(value))?,
            (Change::Append(value), None) => holder.add(last, Self::List(vec![Self::from(value)]))?,
        }
        Some(())
    }

    /// Gives a region another id in the fields of this mapping.
    fn rename_region(&mut self, fields: &'static [Field], names: (&str, &str)) {
        let Self::Fields(own) = self else { return };
        for (key, value) in own {
            if let Some(field) = fields.iter().find(|field| field.name == key.text) {
                value.rename_region_in(&field.shape, names);
            }
        }
    }

    fn rename_region_in(&mut self, shape: &'static Shape, names: (&str, &str)) {
        let inner = match shape {
            Shape::Regions => &Shape::Region,
            Shape::List(inner) => inner,
            Shape::Fields(fields) | Shape::TextOrFields(fields) | Shape::IdOrFields(fields) => {
                return self.rename_region(fields, names);
            }
            _ => return,
        };
        let Self::List(items) = self else { return };
        for item in items {
            match (inner, item) {
                (Shape::Region, Self::Scalar(leaf)) if leaf.text == names.0 => *leaf = Leaf::new(names.1),
                (inner, item) => item.rename_region_in(inner, names),
            }
        }
    }

    fn is_at(&self, step: &Step) -> bool {
        match (step, self) {
            (Step::Entry { key, value }, Self::Fields(fields)) => fields
                .iter()
                .any(|(name, field)| name.text == *key && field.is_text(value)),
            (Step::Item(text), item) => item.is_text(text),
            (Step::Named { key, value, .. }, Self::Fields(fields)) => fields
                .iter()
                .any(|(name, field)| name.text == *key && field.is_text(value)),
            (Step::Named { value, .. }, item) => item.is_text(value),
            _ => false,
        }
    }

    fn is_text(&self, text: &str) -> bool {
        matches!(self, Self::Scalar(leaf) if leaf.text == text)
    }

    fn step(&mut self, step: &Step) -> Option<&mut Self> {
        match (step, self) {
            (Step::Field(name), Self::Fields(fields)) => fields
                .iter_mut()
                .find(|(key, _)| key.text == *name)
                .map(|(_, value)| value),
            (Step::Number(number), Self::List(items)) => items.get_mut(*number),
            (Step::Entry { .. } | Step::Item(_), Self::List(items)) => {
                items.iter_mut().find(|item| item.is_at(step))
            }
            (Step::Named { number, .. }, Self::List(items)) => {
                items.iter_mut().filter(|item| item.is_at(step)).nth(*number)
            }
            (Step::Named { .. }, alone) => alone.is_at(step).then_some(alone),
            _ => None,
        }
    }

    fn remove(&mut self, step: &Step) {
        match (step, self) {
            (Step::Field(name), Self::Fields(fields)) => fields.retain(|(key, _)| key.text != *name),
            (Step::Number(number), Self::List(items)) if *number < items.len() => {
                items.remove(*number);
            }
            (step, Self::List(items)) => items.retain(|item| !item.is_at(step)),
            _ => {}
        }
    }

    fn move_item(&mut self, step: &Step, to: usize) -> Option<()> {
        let Self::List(items) = self else { return None };
        let is_it = |(at, item): (usize, &Self)| match step {
            Step::Number(number) => at == *number,
            Step::Named { .. } => false,
            step => item.is_at(step),
        };
        let at = items.iter().enumerate().position(is_it)?;
        let item = items.remove(at);
        (to <= items.len()).then(|| items.insert(to, item))
    }

    fn add(&mut self, step: &Step, value: Self) -> Option<()> {
        match (step, self) {
            (Step::Field(name), Self::Fields(fields)) => {
                fields.push((Leaf::new(name), value));
                Some(())
            }
            _ => None,
        }
    }

    /// Takes a value, and keeps what is equal as it is written.
    fn become_value(&mut self, value: &Value) {
        let wanted = Self::from(value);
        if wanted.is_met_by(self) {
            return;
        }
        if let (Self::Fields(fields), Value::Fields(values)) = (&mut *self, value) {
            fields.retain(|(key, _)| values.iter().any(|(name, _)| *name == key.text));
            for (name, value) in values {
                match fields.iter_mut().find(|(key, _)| key.text == *name) {
                    Some((_, field)) => field.become_value(value),
                    None => fields.push((Leaf::new(name), Self::from(value))),
                }
            }
            return;
        }
        *self = wanted;
    }

    /// Whether `other` is this tree: fields that are new may be anywhere among the others,
    /// which keep their order.
    fn is_met_by(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Absent, Self::Absent) => true,
            (Self::Scalar(leaf), Self::Scalar(other)) => leaf.is_met_by(other),
            (Self::List(items), Self::List(others)) => {
                items.len() == others.len()
                    && items
                        .iter()
                        .zip(others)
                        .all(|(item, other)| item.is_met_by(other))
            }
            (Self::Fields(fields), Self::Fields(others)) => are_met_by(fields, others),
            _ => false,
        }
    }
}

fn are_met_by(fields: &[(Leaf, Plain)], others: &[(Leaf, Plain)]) -> bool {
    let (kept, new): (Vec<_>, Vec<_>) = fields.iter().partition(|(key, _)| key.raw.is_some());
    let is_new = |other: &&(Leaf, Plain)| new.iter().any(|(key, _)| key.text == other.0.text);
    let (added, stayed): (Vec<_>, Vec<_>) = others.iter().partition(is_new);
    let meets = |field: &(Leaf, Plain), other: &(Leaf, Plain)| {
        field.0.is_met_by(&other.0) && field.1.is_met_by(&other.1)
    };
    kept.len() == stayed.len()
        && new.len() == added.len()
        && kept.iter().zip(&stayed).all(|(field, other)| meets(field, other))
        && new
            .iter()
            .all(|field| added.iter().any(|other| meets(field, other)))
}
