//! Texts from the files with the language that they are in, so that whatever is read aloud is read in it.

use serde::{Serialize, Serializer};

use crate::model::{LocalText, TextLang};

/// A text and the language that it is in: a translation that is missing falls back to Finnish.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Spoken {
    pub text: String,
    /// Its language.
    pub lang: TextLang,
}

impl Spoken {
    /// A text in the language that is wanted, else in Finnish.
    #[must_use]
    pub fn of(text: &LocalText, wanted: TextLang) -> Self {
        let found = text.iter().find(|(lang, _)| *lang == wanted);
        let (lang, text) = found.unwrap_or((TextLang::Fi, text.fi()));
        Self {
            text: text.to_owned(),
            lang,
        }
    }

    /// A text of which the files have no translation: it is Finnish.
    #[must_use]
    pub fn finnish(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            lang: TextLang::Fi,
        }
    }

    /// Writes the text alone: in lists a name of the JSON is a text, and its language is the concern of
    /// documents.
    pub(super) fn text_alone<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }

    /// As [`Self::text_alone`], of a text that may be missing.
    #[expect(clippy::ref_option, reason = "serde hands over the field as it is")]
    pub(super) fn known_text_alone<S: Serializer>(
        spoken: &Option<Self>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        spoken.as_ref().map(|spoken| &spoken.text).serialize(serializer)
    }
}
