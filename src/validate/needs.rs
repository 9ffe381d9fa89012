//! What a rule must know of a file before it may speak. A file of which something could not be read is shown
//! to every rule all the same; a rule waits where it depends on what is missing, and only there.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::diagnostic::{FilePath, Findings, Span};
use crate::model::Agreement;

/// A rule with the fields that it must know.
///
/// A rule that only speaks of what it sees needs none: a part that could not be read makes it silent. One that
/// says that something is missing, that counts, or that looks at the first of several needs all of it.
pub(super) struct Rule<F> {
    /// The rule.
    pub(super) check: F,
    /// Fields of the whole file: where one of them could not be read, the rule waits.
    pub(super) all: &'static [&'static str],
    /// Fields of the entries of a list: an entry of which one of them could not be read is not shown to the rule.
    pub(super) each: &'static [(List, &'static [&'static str])],
}

/// What the status of an agreement follows from, in its own file.
pub(super) const OF_STATUS: &[&str] = &[
    "id",
    "term.starts",
    "term.ends",
    "term.extended.until",
    "terminated.on",
    "in_force_when",
    "opened.on",
    "signatories.organisation",
    "signatories.signed",
    "signatories.joined",
    "signatories.declined",
    "signatories.withdrawn",
];

/// Without what an entry of the documents is not known at all.
pub(super) const OF_DOCUMENTS: &[&str] = &["documents.file", "documents.kind", "documents.sha256"];

/// A list whose entries rules look at one by one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    Signatories,
    Groups,
}

impl List {
    const fn path(self) -> &'static str {
        match self {
            Self::Signatories => "signatories",
            Self::Groups => "groups",
        }
    }
}

/// What a rule gets to see of an agreement.
pub(super) struct View<'a> {
    pub(super) agreement: Cow<'a, Agreement>,
    /// Entries were left out.
    pub(super) waits: bool,
}

impl<F> Rule<F> {
    /// What the rule gets to see; `None` where it waits.
    pub(super) fn view<'a>(&self, agreement: &'a Agreement) -> Option<View<'a>> {
        let gaps = &agreement.gaps;
        if gaps.touch(self.all) {
            return None;
        }
        let mut shown = Cow::Borrowed(agreement);
        let mut waits = false;
        for (list, fields) in self.each {
            let is_unknown = |place: Span| gaps.touch_entry(list.path(), place, fields);
            let places: Vec<Span> = match list {
                List::Signatories => agreement
                    .signatories
                    .iter()
                    .map(|one| one.organisation.span)
                    .collect(),
                List::Groups => agreement.groups.iter().map(|one| one.id.span).collect(),
            };
            if gaps.count() == 0 || !places.into_iter().any(is_unknown) {
                continue;
            }
            waits = true;
            let known = shown.to_mut();
            match list {
                List::Signatories => known.signatories.retain(|one| !is_unknown(one.organisation.span)),
                List::Groups => known.groups.retain(|one| !is_unknown(one.id.span)),
            }
        }
        Some(View {
            agreement: shown,
            waits,
        })
    }
}

/// How many checks wait until errors are corrected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waits {
    by_file: BTreeMap<FilePath, usize>,
    of_registry: usize,
}

impl Waits {
    /// A check of one file waits.
    pub fn note(&mut self, file: &FilePath, n_checks: usize) {
        if n_checks > 0 {
            *self.by_file.entry(file.clone()).or_default() += n_checks;
        }
    }

    /// A check that compares files waits.
    pub fn note_registry(&mut self) {
        self.of_registry += 1;
    }

    /// Adds those of others.
    pub fn extend(&mut self, other: Self) {
        for (file, n_checks) in other.by_file {
            self.note(&file, n_checks);
        }
        self.of_registry += other.of_registry;
    }

    /// All of them.
    #[must_use]
    pub fn count(&self) -> usize {
        self.by_file.values().sum::<usize>() + self.of_registry
    }

    /// Whether a warning that a file has may be one that waits.
    #[must_use]
    pub fn concern(&self, file: &FilePath) -> bool {
        self.of_registry > 0 || self.by_file.contains_key(file)
    }
}

/// What rules have found, and how many of them wait.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    /// What was found.
    pub findings: Findings,
    /// What could not be asked.
    pub waits: Waits,
}
