//! `registry.yaml` → what the registry says of itself.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::decode::{Decoder, Entries};
use super::shape;
use super::tree::{NodeId, Tree};
use crate::diagnostic::Code;
use crate::model::{Network, Sender, Settings, fold, is_one_of};
use crate::wording;
use crate::wording::{Lang, Wording};

mod areas;
mod kinds;
mod regions;
#[cfg(test)]
mod tests;
mod tiles;
mod written;

pub use regions::{REGION_IDS, no_region_id};
pub use written::{Definition, RegionChange};

impl Decoder<'_, '_> {
    /// The settings of `registry.yaml`.
    pub(super) fn settings(&mut self) -> Option<Settings> {
        let entries = self.entries(Tree::ROOT, shape::SETTINGS)?;
        Some(Settings {
            name: self.field(&entries, "name", Self::name).map(|at| at.value),
            language: self.field(&entries, "language", |d, node| {
                let find = |code: &str| match code {
                    "fi" => Some(Lang::Fi),
                    "en" => Some(Lang::En),
                    _ => None,
                };
                d.choice(node, &["fi", "en"], find, language_meant)
            }),
            url: self.field(&entries, "url", Self::url),
            sender: self
                .mapping(&entries, "sender")
                .map(|sender| self.sender(&sender))
                .unwrap_or_default(),
            network: self.network_of(&entries),
        })
    }

    /// The regions that the file defines, else the default; what cannot be read of them leaves it partly known.
    fn network_of(&mut self, entries: &Entries) -> Arc<Network> {
        let defined = self.field(entries, "regions", |d, node| Some(d.regions_defined(node)));
        let whole = self.field(entries, "whole", Self::local_name).map(|at| at.value);
        let whole_aliases = self.set(
            entries,
            "whole_aliases",
            |d, node| Some(d.name(node)?.value),
            |alias| fold(alias),
        );
        let estimated = self.field(entries, "estimated", Self::flag);
        let areas: Option<BTreeMap<String, Vec<String>>> =
            self.field(entries, "areas", |d, node| Some(d.areas(node)));
        let default = Network::lapland();
        let mut data = default.data().clone();
        if let Some(defined) = defined {
            data = defined;
            if let Some(key) = areas.is_some().then(|| entries.key("areas")).flatten() {
                self.areas_beside_regions(key);
            }
        } else if let Some(areas) = &areas {
            areas::apply(areas, &mut data);
            self.outdated_areas(entries, &data);
        }
        if whole.is_some() {
            data.whole = whole;
        }
        if !whole_aliases.is_empty() {
            data.whole_aliases = whole_aliases;
        }
        data.estimated = estimated.unwrap_or(data.estimated);
        data.kinds = self.kinds_defined(entries);
        let network = if data == *default.data() {
            default
        } else {
            Arc::new(Network::new(data))
        };
        let is_known = !self.gaps.hide_all() && !self.gaps.touch(&["regions", "areas", "whole", "kinds"]);
        if is_known {
            return network;
        }
        Arc::new((*network).clone().partly_known())
    }

    fn sender(&mut self, entry: &Entries) -> Sender {
        Sender {
            name: self.field(entry, "name", Self::name).map(|at| at.value),
            role: self.field(entry, "role", Self::text).map(|at| at.value),
            email: self.field(entry, "email", Self::email).map(|at| at.value),
        }
    }

    /// The address of a site: `https` or `http`, without spaces and quotation marks.
    fn url(&mut self, node: NodeId) -> Option<String> {
        let text = self.text(node)?;
        let address = &text.value;
        let rest = address
            .strip_prefix("https://")
            .or_else(|| address.strip_prefix("http://"));
        if rest.is_some_and(|rest| !rest.is_empty() && !rest.contains([' ', '"', '<', '>', '\\'])) {
            return Some(text.value);
        }
        self.report(
            Code::WrongType,
            text.span,
            || wording!(en: "invalid site address `{address}`", fi: "virheellinen sivuston osoite `{address}`"),
            || {
                Wording::fixed(
                    "write the full address: https://www.example.fi/",
                    "kirjoita koko osoite: https://www.example.fi/",
                )
            },
        );
        None
    }
}

/// The code of the language that a word certainly means.
fn language_meant(word: &str) -> Option<&'static str> {
    let means = |words: [&'static str; 4]| is_one_of(word, words);
    match () {
        () if means(["fi", "fi-FI", "suomi", "Finnish"]) => Some("fi"),
        () if means(["en", "en-GB", "englanti", "English"]) => Some("en"),
        () => None,
    }
}
