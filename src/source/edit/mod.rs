//! Edits that a careful person would have made by hand: only what must change does, and what is
//! new looks like its neighbours. A pure library on texts; it must never touch a disk, and never
//! return a text that it has not proved to differ from the old one in the edited places alone.
//!
//! An edit finds its place in the tree (`place`), becomes a few replacements of bytes (`set`,
//! `insert`, `append`, `remove`, with the style of `page` and `compose`), and is carried out by
//! itself on a second, plain representation, with which the result is compared (`proof`).

mod append;
mod compose;
mod flow;
mod insert;
mod page;
mod place;
mod problem;
mod proof;
mod regions;
mod remove;
mod set;
mod shift;
mod splice;

pub use problem::EditProblem;

use crate::model::Network;
use std::fmt;

use super::encoding::BOM;
use super::tree::{Kind, NodeId, Tree};
use super::{Role, shape};
use crate::diagnostic::{FilePath, Findings};
use compose::Composer;
use page::EditedText;
use place::{Spot, Target};
use splice::Splice;

/// One step on the way from the top of a file to a place in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The field of this name.
    Field(String),
    /// The entry of a list whose field `key` has this value.
    Entry {
        /// The name of a field.
        key: String,
        /// Its text.
        value: String,
    },
    /// The entry of a list that is itself this text.
    Item(String),
    /// The entry of a list at this place, counted from 0.
    Number(usize),
    /// The entry of a list that is this text or whose field `key` has it: of several the one with this number, from
    /// 0. Where one value may stand for a list, a value alone is its only entry.
    Named {
        /// The name of a field.
        key: String,
        /// Its text, or that of the entry.
        value: String,
        number: usize,
    },
}

impl Step {
    #[must_use]
    pub fn field(name: &str) -> Self {
        Self::Field(name.to_owned())
    }

    /// The entry whose field `key` has a value.
    #[must_use]
    pub fn entry(key: &str, value: &str) -> Self {
        Self::Entry {
            key: key.to_owned(),
            value: value.to_owned(),
        }
    }
}

/// What is to be in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A text; it gets quotes where it needs them.
    Text(String),
    /// A date, a number, an id, a word of a closed set: written without quotes.
    Plain(String),
    List(Vec<Value>),
    /// Fields of its own, in the order in which they are to be where no neighbour says otherwise.
    Fields(Vec<(String, Value)>),
}

impl Value {
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A value without quotes.
    #[must_use]
    pub fn plain(text: &(impl fmt::Display + ?Sized)) -> Self {
        Self::Plain(text.to_string())
    }

    /// Fields of its own.
    #[must_use]
    pub fn fields<const N: usize>(fields: [(&str, Value); N]) -> Self {
        Self::Fields(
            fields
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
        )
    }
}

/// What happens at the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The field gets the value, whether it was there or not. Fields that replace fields are
    /// merged into them, so that what is equal stays as it is written.
    Set(Value),
    /// The list gets one more entry at its end; it is made where it is not there.
    Append(Value),
    /// The field or the entry goes.
    Remove,
    /// The entry goes to this place of its list, counted from 0.
    Move(usize),
    /// The region `from` gets the id `to`, wherever the file names it. The place is the whole file.
    RenameRegion { from: String, to: String },
}

/// A change at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The way to the place; its last step may name a field that is not there yet.
    pub at: Vec<Step>,
    /// What happens there.
    pub change: Change,
}

impl Edit {
    /// A change at a place.
    #[must_use]
    pub fn new(at: impl Into<Vec<Step>>, change: Change) -> Self {
        Self {
            at: at.into(),
            change,
        }
    }

    /// A region gets another id in the whole file.
    #[must_use]
    pub fn region_renamed(from: &str, to: &str) -> Self {
        let (from, to) = (from.to_owned(), to.to_owned());
        Self::new([], Change::RenameRegion { from, to })
    }

    /// The entry that it adds to a list.
    const fn appended(&self) -> Option<&Value> {
        match &self.change {
            Change::Append(value) => Some(value),
            _ => None,
        }
    }
}

/// The bytes of a file after all edits, one after the other. A file with findings can be edited
/// as long as it is YAML and the places are found.
///
/// # Errors
/// [`EditProblem`] when a place is missing or ambiguous, or when the outcome would not be exactly
/// what was requested: a new error, another value changed, a comment lost.
pub fn edited(
    file: &FilePath,
    bytes: &[u8],
    (role, network): (Role, &Network),
    edits: &[Edit],
) -> Result<Vec<u8>, EditProblem> {
    let (mark, old) = parts_of(file, bytes)?;
    let mut draft = Draft::new(file, role, old);
    draft.carry_out_all(edits)?;
    proof::prove(
        file,
        role,
        &proof::Claim {
            old,
            new: &draft.text,
            edits,
            network,
            lost_comments: &draft.lost_comments,
        },
    )?;
    Ok([mark, &draft.text].concat().into_bytes())
}

/// The bytes of a file after edits, without a proof: the places of further edits are found in it.
///
/// # Errors
/// [`EditProblem`] when a place is missing or ambiguous.
pub fn drafted(file: &FilePath, bytes: &[u8], role: Role, edits: &[Edit]) -> Result<Vec<u8>, EditProblem> {
    let (mark, old) = parts_of(file, bytes)?;
    let mut draft = Draft::new(file, role, old);
    draft.carry_out_all(edits)?;
    Ok([mark, &draft.text].concat().into_bytes())
}

/// The byte order mark, where there is one, and the text.
fn parts_of<'t>(file: &FilePath, bytes: &'t [u8]) -> Result<(&'static str, &'t str), EditProblem> {
    let whole = std::str::from_utf8(bytes).map_err(|_| problem::not_utf8(file))?;
    Ok(match whole.strip_prefix(BOM) {
        Some(rest) => (BOM, rest),
        None => ("", whole),
    })
}

/// A text on its way from one edit to the next.
struct Draft<'f> {
    file: &'f FilePath,
    role: Role,
    text: String,
    /// Whether an edit has been made to it.
    is_new: bool,
    /// The comments that stood within what was removed.
    lost_comments: Vec<String>,
}

/// What one change comes to.
enum Outcome {
    Splices(Vec<Splice>),
    /// Changes of the fields of a mapping, one by one.
    Parts(Vec<(String, Change)>),
}

impl<'f> Draft<'f> {
    fn new(file: &'f FilePath, role: Role, text: &str) -> Self {
        Self {
            file,
            role,
            text: text.to_owned(),
            is_new: false,
            lost_comments: Vec::new(),
        }
    }

    /// Carries out one edit after the other. Of many entries for one list, as a long list of organisations brings
    /// them, all but the first two are added at once: the text is not read again for each.
    fn carry_out_all(&mut self, edits: &[Edit]) -> Result<(), EditProblem> {
        let mut left = edits;
        while let Some(first) = left.first() {
            let is_like_first = |edit: &&Edit| edit.at == first.at;
            let run = left.iter().take_while(is_like_first);
            let values: Vec<&Value> = run.map_while(Edit::appended).collect();
            let n_single = values.len().clamp(1, 2);
            for edit in &left[..n_single] {
                self.carry_out(&edit.at, &edit.change)?;
            }
            let n_more = match values.get(n_single..) {
                Some(more @ [_, ..]) if self.append_all(&first.at, more)? => more.len(),
                _ => 0,
            };
            left = &left[n_single + n_more..];
        }
        Ok(())
    }

    /// Adds entries to a list; `false` when they are to be added one by one.
    fn append_all(&mut self, at: &[Step], values: &[&Value]) -> Result<bool, EditProblem> {
        let splices = {
            let tree = parsed(self.file, &self.text)?;
            let page = EditedText::new(self.file, &self.text, &tree);
            let spot = place::find(&page, self.role, at)?;
            append::splices_of_all(&page, &spot, values)
        };
        let Some(splices) = splices else {
            return Ok(false);
        };
        self.text = splice::spliced(&self.text, splices);
        Ok(true)
    }

    fn carry_out(&mut self, at: &[Step], change: &Change) -> Result<(), EditProblem> {
        let text = std::mem::take(&mut self.text);
        let outcome = self.outcome(&text, at, change);
        self.text = text;
        match outcome? {
            Outcome::Splices(splices) => {
                self.text = splice::spliced(&self.text, splices);
                self.is_new = true;
            }
            Outcome::Parts(parts) => {
                for (name, part) in parts {
                    let mut place = at.to_vec();
                    place.push(Step::Field(name));
                    self.carry_out(&place, &part)?;
                }
            }
        }
        Ok(())
    }

    fn outcome(&mut self, text: &str, at: &[Step], change: &Change) -> Result<Outcome, EditProblem> {
        let tree = parsed(self.file, text).map_err(|unreadable| {
            if self.is_new {
                EditProblem::new(problem::other_change())
            } else {
                unreadable
            }
        })?;
        let page = EditedText::new(self.file, text, &tree);
        let find = || place::find(&page, self.role, at);
        match change {
            Change::Set(value) => match (find()?, value) {
                (spot, Value::Fields(fields)) if spot.holds_fields(&page) => {
                    Ok(Outcome::Parts(parts(&page, &spot, fields)))
                }
                (spot, value) => set::splices(&page, &spot, value).map(Outcome::Splices),
            },
            Change::Append(value) => append::splices(&page, &find()?, value).map(Outcome::Splices),
            Change::RenameRegion { from, to } => {
                regions::splices(&page, shape::of(self.role), (from, to)).map(Outcome::Splices)
            }
            Change::Move(to) => shift::splices(&page, &find()?, *to).map(Outcome::Splices),
            Change::Remove => {
                let removal = remove::removal(&page, &find()?)?;
                self.lost_comments
                    .extend(page.comments_in(removal.extent.clone()));
                Ok(Outcome::Splices(removal.splices))
            }
        }
    }
}

/// What makes the fields of a mapping equal to `fields`: first what is set, then what goes.
fn parts(page: &EditedText<'_>, spot: &Spot<'_>, fields: &[(String, Value)]) -> Vec<(String, Change)> {
    let mut parts: Vec<(String, Change)> = fields
        .iter()
        .map(|(name, value)| (name.clone(), Change::Set(value.clone())))
        .collect();
    let present = spot.node().into_iter().flat_map(|node| page.pairs(node));
    for (key, _) in present {
        let name = page.word(key);
        if !fields.iter().any(|(kept, _)| kept == name) {
            parts.push((name.to_owned(), Change::Remove));
        }
    }
    parts
}

/// Fields as they would be written in lines in the place of another one of the whole file; `None` where the file is
/// written between brackets.
pub(super) fn written_fields(
    file: &FilePath,
    tree: &Tree<'_>,
    key: NodeId,
    fields: &[(&str, Value)],
) -> Option<String> {
    let page = EditedText::new(file, tree.text(), tree);
    let composer = Composer::new(&page, page.start(key));
    let field = |(name, value): &(&str, Value)| format!("{name}:{}", composer.after_key(value, None, 0));
    let fields: Vec<String> = fields.iter().map(field).collect();
    (!page.is_flow(Tree::ROOT)).then(|| fields.join(&composer.line_break(0)))
}

fn parsed<'t>(file: &FilePath, text: &'t str) -> Result<Tree<'t>, EditProblem> {
    let mut findings = Findings::default();
    Tree::parse(file, text, &mut findings).ok_or_else(|| problem::no_yaml(file, &findings))
}

impl Spot<'_> {
    /// The value that is at the place.
    fn node(&self) -> Option<NodeId> {
        match &self.target {
            Target::Field { found, .. } => found.map(|(_, value)| value),
            Target::Item { node, .. } => Some(*node),
        }
    }

    fn holds_fields(&self, page: &EditedText<'_>) -> bool {
        self.node()
            .is_some_and(|node| matches!(page.tree.kind(node), Kind::Mapping))
    }
}
