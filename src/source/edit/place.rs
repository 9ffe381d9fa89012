//! Finding the place of an edit. Whatever is ambiguous is a problem.

use super::Step;
use super::page::EditedText;
use super::problem::{self, EditProblem};
use crate::source::Role;
use crate::source::shape::{self, Field};
use crate::source::tree::{Kind, NodeId, Tree};

/// What an edit is about.
pub(super) enum Target<'e> {
    /// A field of a mapping, present or not.
    Field {
        mapping: NodeId,
        name: &'e str,
        /// Its key and value.
        found: Option<(NodeId, NodeId)>,
    },
    /// An entry of a list.
    Item {
        list: NodeId,
        index: usize,
        node: NodeId,
    },
}

/// A place, and what is known about its surroundings.
pub(super) struct Spot<'e> {
    pub(super) target: Target<'e>,
    /// The shape of the mapping that holds the field.
    pub(super) fields: &'static [Field],
    /// Whether the target is between brackets.
    pub(super) in_flow: bool,
    /// The key of the innermost list or mapping that holds the target.
    pub(super) owner: Option<NodeId>,
    /// The same field of another entry of the list: a model for how to write it.
    pub(super) like: Option<NodeId>,
}

/// The place at the end of a way.
pub(super) fn find<'e>(page: &EditedText<'_>, role: Role, at: &'e [Step]) -> Result<Spot<'e>, EditProblem> {
    let Some((last, way)) = at.split_last() else {
        return Err(EditProblem::new(problem::no_step()));
    };
    let mut walker = Walker {
        page,
        node: Tree::ROOT,
        fields: shape::of(role),
        in_flow: page.is_flow(Tree::ROOT),
        owner: None,
        entry: None,
        names: Vec::new(),
        may_be_alone: false,
    };
    for step in way {
        walker.go(step)?;
    }
    walker.arrive(last)
}

/// Goes down step by step.
struct Walker<'p, 'e> {
    page: &'p EditedText<'p>,
    node: NodeId,
    fields: &'static [Field],
    in_flow: bool,
    owner: Option<NodeId>,
    /// The innermost list that was passed, and which of its entries.
    entry: Option<(NodeId, usize)>,
    /// The fields since then.
    names: Vec<&'e str>,
    /// Whether the node may be one value in place of a list.
    may_be_alone: bool,
}

impl<'e> Walker<'_, 'e> {
    fn go(&mut self, step: &'e Step) -> Result<(), EditProblem> {
        match step {
            Step::Field(name) => {
                let (key, value) = self
                    .field(name)?
                    .ok_or_else(|| self.problem(problem::no_field(name)))?;
                self.may_be_alone = shape::may_be_alone(self.fields, name);
                self.fields = shape::below(self.fields, name);
                self.names.push(name);
                self.owner = Some(key);
                self.node = value;
            }
            Step::Entry { .. } | Step::Item(_) | Step::Number(_) | Step::Named { .. } => {
                let (index, item) = self.item(step)?;
                if !self.is_alone() {
                    self.entry = Some((self.node, index));
                    self.names.clear();
                }
                self.owner = None;
                self.node = item;
            }
        }
        self.in_flow |= self.page.is_flow(self.node);
        Ok(())
    }

    fn arrive(mut self, step: &'e Step) -> Result<Spot<'e>, EditProblem> {
        let target = match step {
            Step::Field(name) => {
                let found = self.field(name)?;
                self.names.push(name);
                Target::Field {
                    mapping: self.node,
                    name,
                    found,
                }
            }
            Step::Entry { .. } | Step::Item(_) | Step::Number(_) | Step::Named { .. } => {
                let (index, node) = self.item(step)?;
                Target::Item {
                    list: self.node,
                    index,
                    node,
                }
            }
        };
        Ok(Spot {
            like: self.like(),
            target,
            fields: self.fields,
            in_flow: self.in_flow,
            owner: self.owner,
        })
    }

    /// The same field of the nearest entry before, else of the nearest one after.
    fn like(&self) -> Option<NodeId> {
        let (list, index) = self.entry?;
        let items = self.page.items(list);
        let before = items[..index].iter().rev();
        let after = items[index + 1..].iter();
        let follow = |item: &NodeId| {
            self.names
                .iter()
                .try_fold(*item, |node, name| self.page.value(node, name))
        };
        before.chain(after).find_map(follow)
    }

    fn field(&self, name: &str) -> Result<Option<(NodeId, NodeId)>, EditProblem> {
        if !matches!(self.page.tree.kind(self.node), Kind::Mapping) {
            return Err(self.problem(problem::no_fields()));
        }
        let pairs = self.page.pairs(self.node);
        let mut found = pairs.into_iter().filter(|(key, _)| self.page.word(*key) == name);
        let first = found.next();
        if let Some((second, _)) = found.next() {
            let span = self.page.tree.span(second);
            return Err(EditProblem::at(self.page.file, span, problem::field_twice(name)));
        }
        Ok(first)
    }

    fn item(&self, step: &Step) -> Result<(usize, NodeId), EditProblem> {
        let items = if self.is_alone() {
            vec![self.node]
        } else {
            self.page.items(self.node)
        };
        let (matches, what): (Box<dyn Fn(usize, NodeId) -> bool>, String) = match step {
            Step::Entry { key, value } => {
                let page = self.page;
                let is_it = move |_, item| page.value(item, key).is_some_and(|node| page.word(node) == value);
                (Box::new(is_it), format!("{key}: {value}"))
            }
            Step::Named { key, value, .. } => {
                let page = self.page;
                let is_it = move |_, item| {
                    let field = page.value(item, key);
                    page.word(item) == value || field.is_some_and(|node| page.word(node) == value)
                };
                (Box::new(is_it), value.clone())
            }
            Step::Item(text) | Step::Field(text) => {
                let page = self.page;
                (Box::new(move |_, item| page.word(item) == text), text.clone())
            }
            Step::Number(number) => (Box::new(move |at, _| at == *number), (number + 1).to_string()),
        };
        let mut found = items
            .into_iter()
            .enumerate()
            .filter(|(at, item)| matches(*at, *item));
        if let Step::Named { number, .. } = step {
            return found
                .nth(*number)
                .ok_or_else(|| self.problem(problem::no_entry(&what)));
        }
        let first = found
            .next()
            .ok_or_else(|| self.problem(problem::no_entry(&what)))?;
        match found.next() {
            Some((_, second)) => Err(EditProblem::at(
                self.page.file,
                self.page.tree.span(second),
                problem::entry_twice(&what),
            )),
            None => Ok(first),
        }
    }

    /// Whether the node is one value in place of a list.
    fn is_alone(&self) -> bool {
        self.may_be_alone
            && matches!(
                self.page.tree.kind(self.node),
                Kind::Scalar { .. } | Kind::Mapping
            )
    }

    fn problem(&self, message: crate::wording::Wording) -> EditProblem {
        EditProblem::at(self.page.file, self.page.tree.span(self.node), message)
    }
}
