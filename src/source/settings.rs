//! `registry.yaml` → what the registry says of itself.

use std::collections::BTreeMap;

use super::decode::{Decoder, Entries};
use super::shape;
use super::tree::{Kind, NodeId, Tree};
use crate::diagnostic::Code;
use crate::model::{Region, Sender, Settings, is_one_of};
use crate::wording;
use crate::wording::{Lang, Wording};

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
            areas: self
                .field(&entries, "areas", |d, node| Some(d.areas(node)))
                .unwrap_or_default(),
        })
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

    /// Regions with their municipalities; what is no region or no municipality is left out.
    fn areas(&mut self, node: NodeId) -> BTreeMap<Region, Vec<String>> {
        if !matches!(self.tree.kind(node), Kind::Mapping) {
            self.wrong_type(
                node,
                &Wording::fixed("regions with their municipalities", "joukko alueita kuntineen"),
            );
            return BTreeMap::new();
        }
        let pairs: Vec<(NodeId, NodeId)> = self.tree.pairs(node).collect();
        let mut areas = BTreeMap::new();
        for (key, value) in pairs {
            let Some(region) = self.region(key) else { continue };
            let items = self.items(value);
            let names: Vec<String> = self
                .members(&items, Self::municipality, |found| found.name)
                .into_iter()
                .map(|found| found.name.to_owned())
                .collect();
            let name = region.name();
            if areas.insert(region, names).is_some() {
                self.report(
                    Code::DuplicateField,
                    self.tree.span(key),
                    || wording!(en: "duplicate region `{name}`", fi: "alue `{name}` on kahdesti"),
                    || {
                        Wording::fixed(
                            "list all its municipalities together",
                            "kirjoita alueen kunnat yhteen luetteloon",
                        )
                    },
                );
            }
        }
        areas
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
