//! Findings: what is wrong in a file, where, why, and what to do next. This module knows nothing
//! of YAML and prints nothing; it must never lose a finding.

mod code;
mod findings;
mod place;
mod system;

pub use code::{Code, Severity};
pub use findings::{Findings, MOST_KEPT, More};
pub use place::{At, FilePath, LineColumn, Place, SourceText, Span};
pub use system::system_words;

use std::collections::BTreeMap;

use crate::wording::Wording;

/// The most places that a finding shows beside its own.
const MOST_RELATED: usize = 20;

/// The longest sentence of a finding, in characters; what is in the middle of a longer one is left out.
const LONGEST_WORDS: usize = 1200;

/// A text beside a place, for instance "first listed here".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where, possibly in another file.
    pub place: Place,
    /// What is to be seen there.
    pub message: Wording,
}

/// One replacement of bytes in the finding's own file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// The bytes that go.
    pub span: Span,
    /// The text that comes.
    pub text: String,
}

/// A change that certainly corrects a finding; where it is not certain, the finding only has help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What the change does.
    pub title: Wording,
    /// The replacements, in the order of their spans and without overlap.
    pub replacements: Vec<Replacement>,
}

/// One finding. The message is in lower case and without a full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The public name of the kind of finding; it carries the severity.
    pub code: Code,
    /// What is wrong, in one sentence.
    pub message: Wording,
    /// Where: exactly one primary place.
    pub place: Place,
    /// Other places that the finding speaks of.
    pub related: Vec<Label>,
    /// The next step.
    pub help: Option<Wording>,
    /// A certain correction.
    pub fix: Option<Fix>,
    /// The reason with which the file waives this warning.
    pub waived: Option<String>,
}

impl Diagnostic {
    /// A finding without help, fix or related places; the `with_` methods add them.
    #[must_use]
    pub fn new(code: Code, place: Place, message: Wording) -> Self {
        Self {
            code,
            message,
            place,
            related: Vec::new(),
            help: None,
            fix: None,
            waived: None,
        }
    }

    /// Adds the next step.
    #[must_use]
    pub fn with_help(mut self, help: Wording) -> Self {
        self.help = Some(help);
        self
    }

    /// Adds a related place.
    #[must_use]
    pub fn with_related(mut self, place: Place, message: Wording) -> Self {
        self.related.push(Label { place, message });
        self
    }

    /// Adds a related place in the same file.
    #[must_use]
    pub fn with_related_here(self, span: Span, message: Wording) -> Self {
        let place = Place::new(&self.place.file, span);
        self.with_related(place, message)
    }

    /// Adds a certain correction: `span` becomes `text`.
    #[must_use]
    pub fn with_fix(mut self, title: Wording, span: Span, text: impl Into<String>) -> Self {
        let text = text.into();
        self.fix = Some(Fix {
            title,
            replacements: vec![Replacement { span, text }],
        });
        self
    }

    /// Whether a certain correction would correct it, and no one has waived it.
    #[must_use]
    pub fn is_fixable(&self) -> bool {
        self.fix.is_some() && self.waived.is_none()
    }

    /// Whether the finding counts as an error.
    #[must_use]
    pub const fn is_error(&self) -> bool {
        self.code.is_error()
    }

    /// With words that can be read, however long the texts are that they quote, and with as many places.
    fn shortened(mut self) -> Self {
        self.related.truncate(MOST_RELATED);
        let labels = self.related.iter_mut().map(|label| &mut label.message);
        let titles = self.fix.iter_mut().map(|fix| &mut fix.title);
        let words = [&mut self.message].into_iter().chain(labels).chain(titles);
        for words in words.chain(self.help.as_mut()) {
            words.shorten(LONGEST_WORDS);
        }
        self
    }
}

/// The texts of the files that findings point at, by path.
#[derive(Clone, Debug, Default)]
pub struct Sources(BTreeMap<FilePath, SourceText>);

impl Sources {
    /// Keeps the text of one file.
    pub fn insert(&mut self, path: FilePath, text: SourceText) {
        self.0.insert(path, text);
    }

    /// The text of a file, `None` where it could not be read.
    #[must_use]
    pub fn get(&self, path: &FilePath) -> Option<&SourceText> {
        self.0.get(path)
    }
}
