//! A folder of letter drafts: what is in it, and what becomes of a draft. Nothing that a person has changed is
//! ever lost: it is kept beside the new draft, under a name that no mail program sends.

use std::io;
use std::path::Path;

use anyhow::Result;

use super::context::Context;
use super::out_folder::OutFolder;
use super::trouble;
use crate::disk::{self, WriteError};
use crate::render::eml::{DraftState, is_untouched};
use crate::view::ReminderState;
use crate::wording;
use crate::wording::Wording;

/// More drafts of one letter than this are never set aside.
const MOST_ASIDE: u32 = 1_000;

/// The folder, and what is asked of it.
pub(super) struct Folder<'a> {
    place: OutFolder<'a>,
    again: bool,
    pub(super) dry_run: bool,
}

/// What became of a draft, and why.
pub(super) type Outcome = (ReminderState, Option<Wording>);

const BY_HAND: Wording = Wording::fixed("edited by hand", "muutettu käsin");
const FACTS: Wording = Wording::fixed(
    "the facts, the template or the language have changed since",
    "tiedot, mallipohja tai kieli on muuttunut sen jälkeen",
);

impl<'a> Folder<'a> {
    pub(super) fn new(cx: &Context<'_>, shown: &'a Path, again: bool, dry_run: bool) -> Self {
        Self {
            place: OutFolder::new(cx, shown),
            again,
            dry_run,
        }
    }

    pub(super) fn shown(&self) -> &'a Path {
        self.place.shown
    }

    /// A file in the folder as it is shown.
    pub(super) fn describe(&self, file: &str) -> String {
        self.place.named(file)
    }

    pub(super) fn names(&self) -> Vec<String> {
        self.place.names()
    }

    /// Writes a letter, unless a draft is there that is to stay.
    pub(super) fn write(&self, file: &str, bytes: &[u8]) -> Result<Outcome> {
        let found = self.place.find(file);
        let state = found.as_ref().map(|found| DraftState::of(found, bytes));
        if !self.again {
            match state {
                Some(DraftState::Same) => return Ok((ReminderState::ThereAlready, None)),
                Some(DraftState::Outdated) => return Ok((ReminderState::Outdated, Some(FACTS))),
                Some(DraftState::Edited { is_outdated }) => return Ok(kept(is_outdated)),
                None => {}
            }
        }
        if self.dry_run {
            return Ok((ReminderState::ToWrite, None));
        }
        self.place.make()?;
        let edited = found
            .as_deref()
            .filter(|_| matches!(state, Some(DraftState::Edited { .. })));
        let aside = edited.map(|edited| self.copy_aside(file, edited)).transpose()?;
        if self.place.put(file, found.as_deref(), bytes)? {
            return Ok((ReminderState::Written, aside.map(|aside| kept_as(&aside))));
        }
        // Somebody else wrote it in the same moment.
        Ok(kept(false))
    }

    /// Clears away a draft that no one needs any more.
    pub(super) fn clear(&self, file: &str, why: Wording) -> Result<Outcome> {
        if !self.again || self.dry_run {
            return Ok((ReminderState::NoLongerNeeded, Some(why)));
        }
        let found = self.place.find(file);
        let edited = found.as_deref().filter(|found| !is_untouched(found));
        let aside = edited.map(|edited| self.copy_aside(file, edited)).transpose()?;
        let removed = self.place.disk.remove_file(&self.place.path(file));
        removed.map_err(trouble::not_written(&self.describe(file)))?;
        Ok(match aside {
            None => (ReminderState::Removed, Some(why)),
            Some(aside) => (
                ReminderState::SetAside,
                Some(Wording::joined(&[why, kept_as(&aside)], "; ")),
            ),
        })
    }

    /// Keeps a copy of a draft under a name that no mail program sends, and says it. The copy of a run that was
    /// cut off will do.
    fn copy_aside(&self, file: &str, draft: &[u8]) -> Result<String> {
        let is_copy = |name: &String| self.place.find(name).is_some_and(|found| found == draft);
        if let Some(name) = names_aside(file)
            .take_while(|name| !self.is_free(name))
            .find(is_copy)
        {
            return Ok(self.describe(&name));
        }
        let taken = || io::Error::from(io::ErrorKind::AlreadyExists);
        let name = names_aside(file)
            .find(|name| self.is_free(name))
            .ok_or_else(taken);
        let put = name.and_then(|name| {
            match disk::replace_file(&self.place.disk, &self.place.path(&name), None, draft) {
                Ok(()) => Ok(name),
                Err(WriteError::Changed) => Err(taken()),
                Err(WriteError::Io(error)) => Err(error),
            }
        });
        put.map(|name| self.describe(&name))
            .map_err(trouble::not_written(&self.describe(file)))
    }

    fn is_free(&self, name: &str) -> bool {
        !disk::is_there(&self.place.path(name))
    }
}

/// The names under which drafts of a letter are kept, one after the other.
fn names_aside(file: &str) -> impl Iterator<Item = String> {
    (1..MOST_ASIDE).map(move |number| match number {
        1 => format!("{file}.old"),
        _ => format!("{file}.old-{number}"),
    })
}

fn kept(is_outdated: bool) -> Outcome {
    if is_outdated {
        let why = Wording::joined(&[BY_HAND, FACTS], "; ");
        return (ReminderState::Outdated, Some(why));
    }
    (ReminderState::ThereAlready, Some(BY_HAND))
}

fn kept_as(aside: &str) -> Wording {
    wording!(
        en: "the draft that was edited by hand is kept as {aside}",
        fi: "käsin muutettu luonnos on tallessa nimellä {aside}"
    )
}
