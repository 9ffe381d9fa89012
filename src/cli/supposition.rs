//! What is supposed while a command runs, and the acts that it consists of.

use chrono::NaiveDate;

use crate::diagnostic::FilePath;
use crate::index::Index;
use crate::source;

/// What is supposed so far.
#[derive(Debug)]
pub(super) struct Supposition {
    /// The files of the registry, with what is supposed in them.
    pub(super) found: source::Found,
    /// The index of them that the next question is asked; the acts share it.
    pub(super) index: Option<Index>,
    /// The day on which the last act is supposed to be recorded: the next one is not recorded before it.
    pub(super) last_day: Option<NaiveDate>,
    /// The act that is being performed.
    pub(super) acting: Option<Acting>,
}

/// An act that is being performed.
#[derive(Debug)]
pub(super) struct Acting {
    /// Where it is written, in front of what is said of it.
    pub(super) place: Option<String>,
    pub(super) day: NaiveDate,
    /// The files that it changed.
    pub(super) changed: Vec<FilePath>,
}

/// An act as somebody wrote it: the words of a command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TypedAct {
    /// Where: `reform.txt:3`.
    pub(super) place: Option<String>,
    /// The words behind `kumppani`.
    pub(super) words: Vec<String>,
}

/// An act that is supposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SupposedAct {
    pub(super) typed: TypedAct,
    /// The files that it changes; none when it is on record already.
    pub(super) changed: Vec<FilePath>,
}
