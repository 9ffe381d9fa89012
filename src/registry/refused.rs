//! Files that the index does not have as they are, and why.

use crate::diagnostic::{Diagnostic, FilePath, SourceText};
use crate::index::{FirstError, KnownFile};
use crate::model::operand;
use crate::source::Role;
use crate::wording;
use crate::wording::Wording;

/// A file that is not in the index as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedFile {
    pub path: FilePath,
    pub refusal: FirstError,
    /// What is in the index in its place.
    pub instead: Instead,
}

impl RefusedFile {
    /// That the file has errors, with the first one, in place of “there is no such thing”; and the next step.
    #[must_use]
    pub fn describe(&self) -> (Wording, Wording) {
        let (path, line, id) = (self.path.as_str(), self.refusal.line, self.path.stem());
        let message = &self.refusal.message;
        let message = match Role::of(&self.path) {
            Role::Agreement => wording!(
                en: "the file of `{id}` has errors: {path}:{line}: {message}",
                fi: "sopimuksen `{id}` tiedostossa on virheitä: {path}:{line}: {message}",
                message
            ),
            Role::Organisations | Role::Settings => wording!(
                en: "{path} has errors: line {line}: {message}",
                fi: "tiedostossa {path} on virheitä: rivi {line}: {message}",
                message
            ),
        };
        let file = operand(path);
        let help = wording!(
            en: "`kumppani validate {file}` shows them; correct the file and run the command again",
            fi: "`kumppani validate {file}` näyttää ne; korjaa tiedosto ja anna komento uudelleen"
        );
        (message, help)
    }
}

/// What the index has of a file that it had to refuse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instead {
    /// The last version without an error.
    LastGoodVersion,
    /// No version was ever without one.
    Nothing,
}

impl Instead {
    pub(super) fn of(known: Option<&KnownFile>) -> Self {
        match known {
            Some(known) if known.has_content => Self::LastGoodVersion,
            _ => Self::Nothing,
        }
    }
}

/// The refusal that a finding is the reason of; `errors` counts all of the file.
pub(crate) fn refusal(diagnostic: &Diagnostic, text: Option<&SourceText>, errors: u32) -> FirstError {
    let line = text.map_or(1, |text| text.line_column(diagnostic.place.span.start).line);
    FirstError {
        line: u32::try_from(line).unwrap_or(u32::MAX),
        code: diagnostic.code.name().to_owned(),
        message: diagnostic.message.clone(),
        errors,
    }
}
