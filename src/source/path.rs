//! Places in a file as people name them: `signatories.lappia.contact.email`, `groups.elo.duties.2.text`. A name is that
//! of a field, or of an entry of a list: its id, its name, or its number from 1. A way is followed in the text as
//! far as the text goes and then in the shape, so that a field that is not there yet has a place, too.

mod entry;
mod problem;
mod way;

pub use problem::PathProblem;

use super::edit::{Change, Edit, Step, Value};
use super::shape::{Need, Referred, Shape};
use super::tree::Tree;
use super::typed::typed_value;
use super::{Role, text};
use crate::diagnostic::{FilePath, Findings};
use crate::model::Network;
use crate::wording;
use crate::wording::Wording;
use way::Way;

/// A place in the text of a file.
#[derive(Clone, Debug)]
pub struct FieldPlace {
    /// The name of the file, for the commands that are proposed.
    stem: String,
    path: Vec<String>,
    /// The way to what there is.
    at: Vec<Step>,
    /// The fields below it that are still to be made, from the outermost to the innermost.
    missing: Vec<&'static str>,
    /// Whether what is at `at` has fields, or has none yet.
    holds_fields: bool,
    /// A value alone, and the field that it is short for: it is one of several fields once there are others.
    short_for: Option<(&'static str, String)>,
    shape: &'static Shape,
    is_entry: bool,
    need: Need,
    /// The steps that lead to the outermost mapping that has only this field in it.
    n_steps_of_whole: usize,
    /// The byte at which it is, or that of what it is to be in.
    start: u32,
    /// What is there.
    present: Option<Value>,
    /// Whether a comment is in its lines.
    has_comment: bool,
}

/// The place that names lead to in the text of a file; the names of a path are between its dots.
///
/// # Errors
/// [`PathProblem`] when the text is no YAML or the names lead to nothing that can be in it.
pub fn find_place(
    file: &FilePath,
    bytes: &[u8],
    role: Role,
    names: &[&str],
) -> Result<FieldPlace, PathProblem> {
    let text = text(bytes.to_vec());
    let mut findings = Findings::default();
    let Some(tree) = Tree::parse(file, text.text(), &mut findings) else {
        return Err(problem::unreadable(file));
    };
    let mut way = Way::new(&tree, role);
    for name in names {
        way.go(name.trim())?;
    }
    Ok(way.into_place(file.stem()))
}

/// The names of a typed path. An id or a name in it may have dots of its own: the longest that leads on is meant.
///
/// # Errors
/// As of [`find_place`].
pub fn path_names(file: &FilePath, bytes: &[u8], role: Role, path: &str) -> Result<Vec<String>, PathProblem> {
    let text = text(bytes.to_vec());
    let Some(tree) = Tree::parse(file, text.text(), &mut Findings::default()) else {
        return Err(problem::unreadable(file));
    };
    Way::new(&tree, role).go_all(path)
}

/// The names that can follow in a path that is being typed, each as a whole path, with what it is for.
#[must_use]
pub fn next_names(file: &FilePath, bytes: &[u8], role: Role, typed: &str) -> Vec<(String, Option<Wording>)> {
    let text = text(bytes.to_vec());
    let mut findings = Findings::default();
    let Some(tree) = Tree::parse(file, text.text(), &mut findings) else {
        return Vec::new();
    };
    let mut way = Way::new(&tree, role);
    let (before, _) = typed.rsplit_once('.').unwrap_or(("", typed));
    if !before.is_empty() && way.go_all(before).is_err() {
        return Vec::new();
    }
    let lead = if before.is_empty() {
        String::new()
    } else {
        format!("{before}.")
    };
    let names = way.names().into_iter();
    names
        .map(|(name, what)| (format!("{lead}{name}"), what))
        .collect()
}

impl FieldPlace {
    /// The path as the program writes it.
    #[must_use]
    pub fn path(&self) -> String {
        self.path.join(".")
    }

    /// Whether the file has it.
    #[must_use]
    pub const fn is_there(&self) -> bool {
        self.present.is_some()
    }

    /// The text of the value that is there.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.present {
            Some(Value::Text(text) | Value::Plain(text)) => Some(text),
            _ => None,
        }
    }

    /// How many entries the list at the place has.
    #[must_use]
    pub fn n_entries(&self) -> usize {
        match &self.present {
            Some(Value::List(entries)) => entries.len(),
            _ => 0,
        }
    }

    /// Its last name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.path.last().map_or("", String::as_str)
    }

    /// The byte at which it is, or that of what it is to be in.
    #[must_use]
    pub const fn start(&self) -> u32 {
        self.start
    }

    /// Whether it is an entry of a list.
    #[must_use]
    pub const fn is_entry(&self) -> bool {
        self.is_entry
    }

    /// Whether it holds the ids of organisations.
    #[must_use]
    pub fn names_organisations(&self) -> bool {
        self.shape.referred() == Some(Referred::Organisation)
    }

    /// Whether it holds the ids of agreements.
    #[must_use]
    pub fn names_agreements(&self) -> bool {
        self.shape.referred() == Some(Referred::Agreement)
    }

    /// Whether a field of the entries of this list, or an entry by itself, holds the ids of organisations.
    #[must_use]
    pub fn entries_name_organisations(&self, field: Option<&str>) -> bool {
        let shape = match field {
            None => Some(self.shape),
            Some(name) => {
                let (Shape::List(item) | Shape::OneOrList(item)) = self.shape else {
                    return false;
                };
                let mut fields = item.fields().iter();
                fields.find(|field| field.name == name).map(|field| &field.shape)
            }
        };
        shape.and_then(Shape::referred) == Some(Referred::Organisation)
    }

    /// The value of a text that a person typed for this place.
    ///
    /// # Errors
    /// Where the place has fields of its own or several languages: what is to be named instead.
    pub fn value(&self, typed: &str, network: &Network) -> Result<Value, PathProblem> {
        let path = self.path();
        if matches!(self.shape, Shape::LocalText) && self.holds_fields && self.missing.is_empty() {
            return Err(PathProblem::new(
                wording!(
                    en: "`{path}` has a text in each language",
                    fi: "kohdassa `{path}` on teksti eri kielillä"
                ),
                wording!(en: "name the one to change: `{path}.fi`", fi: "nimeä muutettava: `{path}.fi`"),
            ));
        }
        typed_value(self.shape, typed, network).ok_or_else(|| {
            let names: Vec<&str> = self.shape.fields().iter().map(|field| field.name).collect();
            if names.is_empty() {
                problem::is_list(&self.stem, &path)
            } else {
                problem::has_parts(&path, &names)
            }
        })
    }

    /// The edit that gives the place a value.
    #[must_use]
    pub fn set(&self, value: Value) -> Edit {
        let Some((first, inner)) = self.missing.split_first() else {
            return Edit::new(self.at.clone(), Change::Set(value));
        };
        let nested = inner
            .iter()
            .rev()
            .fold(value, |value, name| Value::fields([(*name, value)]));
        if let Some((name, text)) = &self.short_for {
            let whole = Value::fields([(*name, Value::text(text)), (*first, nested)]);
            return Edit::new(self.at.clone(), Change::Set(whole));
        }
        if self.holds_fields {
            let mut at = self.at.clone();
            at.push(Step::field(first));
            return Edit::new(at, Change::Set(nested));
        }
        Edit::new(self.at.clone(), Change::Set(Value::fields([(*first, nested)])))
    }

    /// The edit that adds an entry to the list at the place.
    #[must_use]
    pub fn append(&self, entry: Value) -> Edit {
        match self.missing.as_slice() {
            [] => Edit::new(self.at.clone(), Change::Append(entry)),
            [name] if self.holds_fields => {
                let mut at = self.at.clone();
                at.push(Step::field(name));
                Edit::new(at, Change::Append(entry))
            }
            _ => self.set(Value::List(vec![entry])),
        }
    }

    /// The edit that takes a field away, with what would be left empty.
    ///
    /// # Errors
    /// Where there is no such field, or it is required.
    pub fn unset(&self) -> Result<Edit, PathProblem> {
        let path = self.path();
        if self.is_entry {
            return Err(problem::is_entry(&self.stem, &path));
        }
        if !self.missing.is_empty() {
            return Err(problem::not_there(&path));
        }
        if self.need == Need::Required {
            return Err(problem::is_required(&self.stem, &path, self.shape.fields()));
        }
        Ok(Edit::new(
            self.at[..self.n_steps_of_whole].to_vec(),
            Change::Remove,
        ))
    }

    /// The edit that takes an entry out of its list.
    ///
    /// # Errors
    /// Where the place is a field.
    pub fn remove(&self) -> Result<Edit, PathProblem> {
        if self.is_entry && self.missing.is_empty() {
            Ok(Edit::new(self.at.clone(), Change::Remove))
        } else {
            Err(problem::is_field(&self.stem, &self.path(), self.need))
        }
    }

    /// The edit that brings an entry to another place of its list, counted from 1.
    ///
    /// # Errors
    /// Where the place is a field.
    pub fn move_to(&self, number: usize) -> Result<Edit, PathProblem> {
        match number.checked_sub(1) {
            Some(index) if self.is_entry && self.missing.is_empty() => {
                Ok(Edit::new(self.at.clone(), Change::Move(index)))
            }
            _ => Err(problem::is_field(&self.stem, &self.path(), self.need)),
        }
    }
}

impl FieldPlace {
    /// The edits that bring an entry to the end of another list of the file.
    ///
    /// # Errors
    /// Where one of the places is not what it should be.
    pub fn bring_to(&self, list: &Self) -> Result<Vec<Edit>, PathProblem> {
        if list.path.as_slice() == self.path.get(..self.path.len() - 1).unwrap_or_default() {
            return Err(problem::is_there_already(&list.path()));
        }
        if self.has_comment {
            return Err(problem::has_comment(&self.stem, &self.path()));
        }
        let entry = self.present.clone().filter(|_| self.is_entry);
        let entry = entry.ok_or_else(|| problem::is_field(&self.stem, &self.path(), self.need))?;
        if !matches!(list.shape, Shape::List(_)) {
            return Err(problem::no_list(&list.stem, &list.path()));
        }
        Ok(vec![self.remove()?, list.append(entry)])
    }
}

#[cfg(test)]
mod tests;
