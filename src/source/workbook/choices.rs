//! A list of choices.

use crate::model::fold;
use crate::wording::Wording;

/// A list of choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices {
    /// Its name for people.
    pub title: Wording,
    /// Each choice with what it is called, where that is something else.
    pub rows: Vec<(String, Option<String>)>,
    /// Whether nothing else can be written.
    pub is_closed: bool,
}

impl Choices {
    /// The id of a choice that has this id or this name.
    ///
    /// # Errors
    /// The ids of several with the name.
    pub(super) fn meant(&self, text: &str) -> Result<Option<String>, Vec<String>> {
        if self.rows.iter().any(|(id, _)| id == text) {
            return Ok(Some(text.to_owned()));
        }
        let folded = fold(text);
        let is_called = |name: &Option<String>| name.as_ref().is_some_and(|name| fold(name) == folded);
        let found = self.rows.iter().filter(|(_, name)| is_called(name));
        let ids: Vec<String> = found.map(|(id, _)| id.clone()).collect();
        match ids.len() {
            0 => Ok(None),
            1 => Ok(ids.into_iter().next()),
            _ => Err(ids),
        }
    }
}

/// An organisation that the registry knows: its id and its name.
pub type KnownOrganisation = (String, String);
