//! Texts with their languages and links: what blocks and the cells of tables consist of.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::clean::{Keep, clean};
use crate::model::TextLang;
use crate::view::{ChangedWords, Segment, Spoken};

/// A text with the language that it is in, and where it leads in a format that has links.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Span {
    pub text: String,
    /// Its language.
    pub lang: TextLang,
    /// Where it leads.
    pub link: Option<Link>,
}

impl Span {
    /// A text in a language.
    #[must_use]
    pub fn new(text: &str, lang: TextLang) -> Self {
        Self {
            text: cleaned(text),
            lang,
            link: None,
        }
    }

    /// What the files have in one language alone, a name or a place: it is Finnish.
    #[must_use]
    pub fn finnish(text: &str) -> Self {
        Self::new(text, TextLang::Fi)
    }

    /// The same text as a link to a page.
    #[must_use]
    pub fn to(mut self, page: impl Into<String>) -> Self {
        self.link = Some(Link::Page(page.into()));
        self
    }
}

/// Where a text leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Link {
    /// A page of the same language, by its path from the front page, with or without a fragment.
    Page(String),
    /// A mail address, as it is in an address of the web (RFC 6068).
    Mail(String),
}

impl Link {
    /// A link to a mail address. What is before its `@` may hold `?`, `&` and `%`, which in a link
    /// would begin further fields of the message.
    #[must_use]
    pub fn to_mail(address: &str) -> Self {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+@".contains(&byte);
        let encoded = address.bytes().map(|byte| {
            if is_plain(byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        });
        Self::Mail(encoded.collect())
    }
}

impl From<&Spoken> for Span {
    fn from(spoken: &Spoken) -> Self {
        Self::new(&spoken.text, spoken.lang)
    }
}

/// Texts one after the other.
pub type Runs = Vec<Span>;

/// The texts without their languages.
pub(super) fn plain(runs: &[Span]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// Texts that templates see as one, in the language of the first, and one by one.
pub(super) fn as_one_text<S: Serializer>(runs: &Runs, serializer: S) -> Result<S::Ok, S::Error> {
    let mut text = serializer.serialize_struct("Runs", 3)?;
    text.serialize_field("text", &plain(runs))?;
    text.serialize_field("lang", &runs.first().map(|run| run.lang))?;
    text.serialize_field("runs", runs)?;
    text.end()
}

/// The text as every format may show it: what a terminal would obey or no one would see is visible.
pub(super) fn cleaned(text: &str) -> String {
    clean(text, Keep::LinesAndTabs).into_owned()
}

/// Changed words with clean texts.
pub(super) fn cleaned_words(words: &ChangedWords) -> ChangedWords {
    let clean = |segment: &Segment| Segment {
        text: cleaned(&segment.text),
        kind: segment.kind,
    };
    ChangedWords {
        segments: words.segments.iter().map(clean).collect(),
        lang: words.lang,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_nothing_but_an_address() {
        for (address, expected) in [
            ("etu.suku-nimi+tno@example.fi", "etu.suku-nimi+tno@example.fi"),
            ("tno?bcc=x&y@example.fi", "tno%3Fbcc%3Dx%26y@example.fi"),
            ("100%25#'a/b@example.fi", "100%2525%23%27a%2Fb@example.fi"),
            ("ä@example.fi", "%C3%A4@example.fi"),
        ] {
            assert_eq!(Link::to_mail(address), Link::Mail(expected.to_owned()));
        }
    }
}
