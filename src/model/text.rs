//! Texts that may be in several languages; Finnish is always among them.

use super::closed_set::closed_set;
use std::collections::BTreeMap;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::wording::{Bilingual, Lang};

closed_set! {
    /// A language of the data, which is not the language in which the program speaks.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum TextLang {
        /// Finnish.
        Fi = "fi",
        /// Swedish.
        Sv = "sv",
        /// English.
        En = "en",
        /// Northern Sámi.
        Se = "se",
        /// Inari Sámi.
        Smn = "smn",
        /// Skolt Sámi.
        Sms = "sms",
    }
}

impl TextLang {
    /// The language of texts that goes with the language in which the program speaks.
    #[must_use]
    pub const fn of(lang: Lang) -> Self {
        match lang {
            Lang::En => Self::En,
            Lang::Fi => Self::Fi,
        }
    }
}

/// A text in Finnish and perhaps in other languages. In JSON it is a text, or an object by language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct LocalText {
    fi: String,
    others: BTreeMap<TextLang, String>,
}

/// A text as JSON has it.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Written {
    Plain(String),
    ByLanguage(BTreeMap<String, String>),
}

impl TryFrom<Written> for LocalText {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        let by_language = match written {
            Written::Plain(fi) => return Ok(Self::plain(fi)),
            Written::ByLanguage(by_language) => by_language,
        };
        let mut text = Self::default();
        for (code, words) in by_language {
            let lang = TextLang::find(&code).ok_or_else(|| format!("unknown language `{code}`"))?;
            text = text.with(lang, words);
        }
        Ok(text)
    }
}

impl From<LocalText> for Written {
    fn from(text: LocalText) -> Self {
        if !text.has_translations() {
            return Self::Plain(text.fi);
        }
        let entries = text.iter();
        Self::ByLanguage(
            entries
                .map(|(lang, words)| (lang.code().to_owned(), words.to_owned()))
                .collect(),
        )
    }
}

impl Bilingual for LocalText {
    fn in_lang(&self, lang: Lang) -> impl fmt::Display {
        self.get(TextLang::of(lang))
    }
}

impl LocalText {
    /// A text in Finnish alone.
    #[must_use]
    pub fn plain(fi: impl Into<String>) -> Self {
        Self {
            fi: fi.into(),
            others: BTreeMap::new(),
        }
    }

    /// Adds the text in another language; Finnish replaces the Finnish text.
    #[must_use]
    pub fn with(mut self, lang: TextLang, text: impl Into<String>) -> Self {
        if lang == TextLang::Fi {
            self.fi = text.into();
        } else {
            self.others.insert(lang, text.into());
        }
        self
    }

    /// The Finnish text.
    #[must_use]
    pub fn fi(&self) -> &str {
        &self.fi
    }

    /// The text in `lang`, else in Finnish.
    #[must_use]
    pub fn get(&self, lang: TextLang) -> &str {
        self.others.get(&lang).map_or(&self.fi, String::as_str)
    }

    /// This text and a later version of it, as a person compares them: in `lang` where both have it and
    /// differ in it, else both in Finnish, so that no text is set beside its own translation; and the
    /// language of both.
    #[must_use]
    pub fn beside<'t>(&'t self, later: &'t Self, lang: TextLang) -> (&'t str, &'t str, TextLang) {
        match (self.others.get(&lang), later.others.get(&lang)) {
            (Some(before), Some(now)) if before != now => (before, now, lang),
            _ => (&self.fi, &later.fi, TextLang::Fi),
        }
    }

    /// Every language with its text, Finnish first.
    pub fn iter(&self) -> impl Iterator<Item = (TextLang, &str)> {
        std::iter::once((TextLang::Fi, self.fi.as_str()))
            .chain(self.others.iter().map(|(lang, text)| (*lang, text.as_str())))
    }

    /// Whether there is another language beside Finnish.
    #[must_use]
    pub fn has_translations(&self) -> bool {
        !self.others.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_language_falls_back_to_finnish() {
        let text = LocalText::plain("Inari").with(TextLang::Se, "Anár");
        assert_eq!(text.get(TextLang::Se), "Anár");
        assert_eq!(text.get(TextLang::Sms), "Inari");
        assert_eq!(text.iter().count(), 2);
    }
}
