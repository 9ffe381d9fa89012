//! The website as data: pages of blocks, whose texts say where they lead. Nothing here knows HTML.

use chrono::NaiveDate;
use serde::Serialize;

use crate::render::{Block, Outline, Span};
use crate::wording::Lang;

/// The parts of the site that are in its navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SiteSection {
    /// The front page and the agreements of today.
    Start,
    /// The network map and the regions.
    Map,
    Organisations,
    Groups,
    Calendar,
    /// Earlier agreements.
    Archive,
    Search,
}

/// What the search finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteHit {
    /// What is shown, with the page that it leads to.
    pub title: Span,
    /// What it is, for people.
    pub kind: String,
    /// The other words by which it is found.
    pub words: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct SitePage {
    /// Its path from the front page.
    pub path: String,
    /// Its part of the site.
    pub section: SiteSection,
    pub title: Span,
    /// What is below the title.
    pub blocks: Vec<Block>,
    /// What the search finds of it.
    pub hits: Vec<SiteHit>,
}

impl SitePage {
    /// A page that the search does not find.
    #[must_use]
    pub fn new(path: impl Into<String>, section: SiteSection, title: Span, shown: Outline) -> Self {
        Self {
            path: path.into(),
            section,
            title,
            blocks: shown.blocks,
            hits: Vec::new(),
        }
    }
}

/// What all pages of the site in one language have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteFrame {
    /// Their language.
    pub lang: Lang,
    /// The network's name; `None` where the registry does not say it.
    pub name: Option<String>,
    /// The day for which they are shown.
    pub today: NaiveDate,
    /// Whether they are for everybody.
    pub is_public: bool,
    /// Whether the network has regions, and so a map.
    pub has_map: bool,
    /// Whether the registry says that it is an example.
    pub is_example: bool,
}
