//! The website as data: pages of blocks, whose texts say which language they are in and where they
//! lead. Nothing here knows HTML.

use serde::Serialize;

use super::CalendarEntry;
use crate::model::{PartialDate, Region, TextLang};

/// Where a text leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SiteLink {
    /// A page of the same language, by its path from the front page, with or without a fragment.
    Page(String),
    /// A mail address, as it stands in an address of the web (RFC 6068).
    Mail(String),
}

impl SiteLink {
    /// A link to a mail address. What stands before its `@` may hold `?`, `&` and `%`, which in a link
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

/// A text with its language and where it leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SiteText {
    /// The text.
    pub text: String,
    /// Its language, where it is not that of the page.
    pub lang: Option<TextLang>,
    /// Where it leads.
    pub link: Option<SiteLink>,
}

impl SiteText {
    /// A text in the language of the page.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            lang: None,
            link: None,
        }
    }

    /// The same text as a link to a page.
    #[must_use]
    pub fn to(mut self, page: impl Into<String>) -> Self {
        self.link = Some(SiteLink::Page(page.into()));
        self
    }
}

/// Texts one after the other.
pub type SiteWords = Vec<SiteText>;

/// A labelled value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SiteFact {
    /// What it is.
    pub label: String,
    /// The value.
    pub words: SiteWords,
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SiteItem {
    /// Its number in a numbered list, where it is not the one after the item before.
    pub number: Option<usize>,
    /// Its texts.
    pub words: SiteWords,
    /// What is told below it.
    pub details: Vec<SiteWords>,
}

/// A municipality on the map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SiteTile {
    /// Its name.
    pub municipality: &'static str,
    /// Its areas; none where the registry gives it to no area.
    pub regions: Vec<Region>,
    /// The page that tells of it.
    pub page: String,
}

/// A page that is a part of a longer list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SitePart {
    /// What it is called among the parts: a letter, a year, a number.
    pub text: String,
    /// Its page.
    pub page: String,
    /// Whether the page belongs to this part.
    pub is_current: bool,
}

/// A part of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase", tag = "kind")]
pub enum SiteBlock {
    /// The heading of a section.
    Heading {
        /// Its name in addresses.
        id: Option<String>,
        /// Its text.
        text: SiteText,
    },
    /// A heading below that of a section.
    Subject {
        /// Its name in addresses.
        id: Option<String>,
        /// Its text.
        text: SiteText,
    },
    /// A text.
    Paragraph {
        /// Its parts.
        words: SiteWords,
    },
    /// Labelled values.
    Facts {
        /// One after the other.
        facts: Vec<SiteFact>,
    },
    /// A list without an order.
    List {
        /// Its items.
        entries: Vec<SiteItem>,
    },
    /// A numbered list, which begins at 1 where its first item has no other number.
    Numbered {
        /// Its items.
        entries: Vec<SiteItem>,
    },
    /// A table; the first cell of a row is its head.
    Table {
        /// What the table tells.
        caption: String,
        /// The heads of its columns.
        columns: Vec<String>,
        /// Its cells.
        rows: Vec<Vec<SiteWords>>,
    },
    /// The way to the parts of what is too long for one page.
    Parts {
        /// What a screen reader calls it.
        label: String,
        /// The parts, in their order.
        parts: Vec<SitePart>,
    },
    /// The network map.
    Map {
        /// All municipalities.
        tiles: Vec<SiteTile>,
    },
    /// The search.
    Search,
}

/// The parts of the site that stand in its navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SiteSection {
    /// The front page and the agreements of today.
    Start,
    /// The network map and the areas.
    Map,
    /// The organisations.
    Organisations,
    /// The groups.
    Groups,
    /// The calendar.
    Calendar,
    /// Earlier agreements.
    Archive,
    /// The search.
    Search,
}

/// What the search finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteHit {
    /// What is shown, with the page that it leads to.
    pub title: SiteText,
    /// What it is, for people.
    pub kind: String,
    /// The other words by which it is found.
    pub words: String,
}

/// One page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SitePage {
    /// Its path from the front page.
    pub path: String,
    /// Its part of the site.
    pub section: SiteSection,
    /// Its title.
    pub title: SiteText,
    /// What stands below the title.
    pub blocks: Vec<SiteBlock>,
    /// What the search finds of it.
    pub hits: Vec<SiteHit>,
}

/// The site in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct SiteView {
    /// The network's name; `None` where the registry does not say it.
    pub name: Option<String>,
    /// The day for which it is told.
    pub as_of: PartialDate,
    /// Whether it is for everybody.
    pub is_public: bool,
    /// Whether the registry says that it is an example.
    pub is_example: bool,
    /// The pages, in the order of their paths' making.
    pub pages: Vec<SitePage>,
    /// The calendar for calendar programs.
    pub calendar: Vec<CalendarEntry>,
}

/// What became of writing a site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SiteWritten {
    /// The folder.
    pub folder: String,
    /// `public` or `internal`.
    pub edition: &'static str,
    /// How many pages there are in both languages together.
    pub pages: usize,
    /// How many files there are.
    pub files: usize,
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
            assert_eq!(SiteLink::to_mail(address), SiteLink::Mail(expected.to_owned()));
        }
    }
}
