//! Findings as text: for people in a terminal, one line each, and for programs. Findings are shown
//! in the order in which they are given; none is ever dropped without being counted.

mod excerpt;
mod github;
mod groups;
mod human;
mod json;
mod more;
mod sarif;
mod short;
mod summary;

#[cfg(test)]
mod testing;

pub use github::render_github;
pub use human::{HumanLook, Waived, render_human};
pub use json::render_json;
pub use sarif::{Tool, render_sarif};
pub use short::render_short;
pub use summary::{summary, waiting};

use crate::diagnostic::{Diagnostic, LineColumn, More, Place, Sources, Span};
use crate::wording::{Lang, Wording};

/// Findings, the texts that they point into, and the language in which they are shown.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// The findings, in the order in which they are to be shown.
    pub diagnostics: &'a [Diagnostic],
    /// How many more there are of files with very many, by file and code.
    pub more: &'a [More],
    /// The texts of the files; one that could not be read is absent.
    pub sources: &'a Sources,
    /// The language of the messages.
    pub lang: Lang,
    /// How many checks wait until the errors are corrected.
    pub n_waiting: usize,
}

/// What is before the next step.
static HELP: Wording = Wording::fixed("help", "ohje");

/// Where a span begins, and where the first character after it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Extent {
    start: LineColumn,
    end: LineColumn,
}

impl Report<'_> {
    /// The findings that no one waived.
    fn open(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().filter(|found| found.waived.is_none())
    }

    /// Those of them that are not waived and only counted.
    fn open_more(&self) -> impl Iterator<Item = &More> {
        self.more.iter().filter(|more| !more.is_waived)
    }

    /// Lines and columns of a place; `None` when there is no text of its file.
    fn extent(&self, place: &Place) -> Option<Extent> {
        let source = self.sources.get(&place.file)?;
        let Span { start, end } = place.span;
        Some(Extent {
            start: source.line_column(start),
            end: source.line_column(end.max(start)),
        })
    }
}
