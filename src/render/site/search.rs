//! The data of the search: a script, for a page that was opened from a disk may not fetch anything. What
//! is compared is folded here once, so that the script folds only what is typed.

use serde::Serialize;

use super::{SiteHit, SitePage};
use crate::model::{TextLang, fold};
use crate::render::{Keep, Link, clean};
use crate::wording::Lang;

/// What the search shows and compares.
#[derive(Serialize)]
struct Entry<'a> {
    /// What is shown.
    t: String,
    /// Its language, where it is not that of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    l: Option<&'static str>,
    /// What it is.
    k: &'a str,
    /// The page, from the front page.
    u: &'a str,
    /// The folded words by which it is found.
    f: String,
}

/// What the search finds of a page, an entry each.
#[must_use]
pub fn search_entries(page: &SitePage, lang: Lang) -> Vec<String> {
    let entry = |hit: &SiteHit| {
        let Some(Link::Page(page)) = &hit.title.link else {
            return None;
        };
        let entry = Entry {
            t: clean(&hit.title.text, Keep::Nothing).into_owned(),
            l: (hit.title.lang != TextLang::of(lang)).then(|| hit.title.lang.code()),
            k: &hit.kind,
            u: page,
            f: folded(&format!("{} {}", hit.title.text, hit.words)),
        };
        serde_json::to_string(&entry).ok()
    };
    page.hits.iter().filter_map(entry).collect()
}

pub(super) fn script(entries: &[String]) -> String {
    format!("var hakutiedot = [\n{}\n];\n", entries.join(",\n"))
}

/// The words, each once and with a space before it, so that a word's beginning can be looked for.
fn folded(text: &str) -> String {
    let folded = fold(text);
    let mut words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let mut known = std::collections::BTreeSet::new();
    words.retain(|word| known.insert(*word));
    format!(" {}", words.join(" "))
}
