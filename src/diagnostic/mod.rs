//! Findings: what is wrong in a file, where, why, and what to do next. This module knows nothing
//! of YAML and prints nothing; it must never lose a finding.

mod code;
mod place;
mod system;

pub use code::{Code, Severity};
pub use place::{At, FilePath, LineColumn, Place, SourceText, Span};
pub use system::system_words;

use std::collections::BTreeMap;

use crate::wording::Wording;

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

/// A change that certainly mends a finding; where it is not certain, the finding only has help.
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

    /// Whether a certain correction would mend it, and nobody has waived it.
    #[must_use]
    pub fn is_fixable(&self) -> bool {
        self.fix.is_some() && self.waived.is_none()
    }

    /// Whether the finding counts as an error.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.code.severity() == Severity::Error
    }
}

/// Collects findings in the order in which they are met; [`Findings::sorted`] gives the order in
/// which they are shown.
#[derive(Clone, Debug, Default)]
pub struct Findings(Vec<Diagnostic>);

impl Findings {
    /// Adds one finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds all findings of another collection.
    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// The findings, for rules that look at what others found.
    #[must_use]
    pub fn as_slice(&self) -> &[Diagnostic] {
        &self.0
    }

    /// The findings, to be marked as waived.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Diagnostic> {
        self.0.iter_mut()
    }

    /// Whether one of them is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(Diagnostic::is_error)
    }

    /// By file, place and code; findings that are equal in every respect appear once.
    #[must_use]
    pub fn sorted(mut self) -> Vec<Diagnostic> {
        self.0.sort_by(|a, b| {
            (&a.place, a.code.name())
                .cmp(&(&b.place, b.code.name()))
                .then_with(|| {
                    a.message
                        .get(crate::wording::Lang::En)
                        .cmp(b.message.get(crate::wording::Lang::En))
                })
        });
        self.0.dedup();
        self.0
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
