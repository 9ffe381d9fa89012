//! The fields of one mapping, checked against their shape: unknown, repeated and missing ones are
//! reported here, for every mapping of every file alike.

use super::Decoder;
use crate::diagnostic::{Code, Span};
use crate::model::{AgreementId, did_you_mean, nearest};
use crate::source::shape::Field;
use crate::source::tree::{Kind, NodeId};
use crate::wording;
use crate::wording::Wording;

/// The values of a mapping by the names of its fields.
pub(in crate::source) struct Entries {
    pub(in crate::source) node: NodeId,
    pub(in crate::source) fields: &'static [Field],
    values: Vec<Option<(NodeId, NodeId)>>,

    /// The first key: the place for what concerns the whole mapping.
    pub(in crate::source) place: Span,
}

impl Entries {
    /// The value of a field, also when nothing is after its colon.
    pub(in crate::source) fn value(&self, name: &str) -> Option<NodeId> {
        self.entry(name).map(|(_, value)| value)
    }

    /// The key of a field.
    pub(in crate::source) fn key(&self, name: &str) -> Option<NodeId> {
        self.entry(name).map(|(key, _)| key)
    }

    fn entry(&self, name: &str) -> Option<(NodeId, NodeId)> {
        let at = self.fields.iter().position(|field| field.name == name);
        debug_assert!(at.is_some(), "the shape has no field `{name}`");
        self.values[at?]
    }
}

impl Decoder<'_, '_> {
    /// The entries of a mapping; `None` with a finding when the node is none.
    pub(in crate::source) fn entries(&mut self, node: NodeId, fields: &'static [Field]) -> Option<Entries> {
        if !matches!(self.tree.kind(node), Kind::Mapping) {
            self.wrong_type(node, &Wording::fixed("a set of fields", "joukko kenttiä"));
            return None;
        }
        let place = self
            .tree
            .children(node)
            .next()
            .map_or(self.tree.span(node), |key| self.tree.span(key));
        let mut entries = Entries {
            node,
            fields,
            values: vec![None; fields.len()],
            place,
        };
        let mut strangers = Vec::new();
        let pairs: Vec<(NodeId, NodeId)> = self.tree.pairs(node).collect();
        for (key, value) in pairs {
            if !self.take_entry(&mut entries, key, value) {
                strangers.push(value);
            }
        }
        self.note_absent(&entries, &strangers);
        self.report_missing(&entries);
        Some(entries)
    }

    /// Any field that is absent may be the one that is under a name that no one knows. What names other
    /// agreements is recognised by its ids.
    fn note_absent(&mut self, entries: &Entries, strangers: &[NodeId]) {
        let is_id = |node: NodeId| {
            let scalar = self.tree.scalar(node);
            scalar.is_some_and(|(text, _)| AgreementId::parse(text).is_ok())
        };
        let holds_ids = |node: &NodeId| is_id(*node) || self.tree.children(*node).any(is_id);
        let any_ids = strangers.iter().any(holds_ids);
        if strangers.is_empty() {
            return;
        }
        for (field, _) in entries
            .fields
            .iter()
            .zip(&entries.values)
            .filter(|(_, value)| value.is_none())
        {
            if any_ids || !matches!(field.name, "supersedes" | "part_of") {
                self.note_missing(entries.node, field.name);
            }
        }
    }

    /// Takes a field over; `false` when no one knows its name.
    fn take_entry(&mut self, entries: &mut Entries, key: NodeId, value: NodeId) -> bool {
        let tree = self.tree;
        let Some((name, _)) = tree.scalar(key) else {
            self.wrong_type(key, &Wording::fixed("the name of a field", "kentän nimi"));
            return false;
        };
        if name == "<<" {
            self.merge_key(key);
            return false;
        }
        let Some(at) = entries.fields.iter().position(|field| field.name == name) else {
            self.unknown_field(key, name, entries.fields);
            return false;
        };
        match entries.values[at] {
            None => entries.values[at] = Some((key, value)),
            Some((first, _)) => {
                self.duplicate_field(key, first, name);
                self.note_gap(value);
            }
        }
        true
    }

    fn report_missing(&mut self, entries: &Entries) {
        for (field, value) in entries.fields.iter().zip(&entries.values) {
            if field.is_required(self.network) && value.is_none() {
                self.note_missing(entries.node, field.name);
                let (name, doc) = (field.name, field.doc());
                self.report(
                    Code::MissingField,
                    entries.place,
                    || wording!(en: "the field `{name}` is missing", fi: "kenttä `{name}` puuttuu"),
                    || wording!(en: "add `{name}: …` – {doc}", fi: "lisää `{name}: …` – {doc}", doc),
                );
            }
        }
    }

    fn merge_key(&mut self, key: NodeId) {
        self.report(
            Code::UnsupportedYaml,
            self.tree.span(key),
            || {
                Wording::fixed(
                    "a merge key (`<<`) is not allowed in a registry's files",
                    "rekisterin tiedostoissa ei saa olla yhdistämisavainta (`<<`)",
                )
            },
            || {
                Wording::fixed(
                    "write out the fields in full",
                    "kirjoita kentät kokonaan näkyviin",
                )
            },
        );
    }

    fn unknown_field(&mut self, key: NodeId, name: &str, fields: &[Field]) {
        let help = || {
            let names: Vec<&str> = fields.iter().map(|field| field.name).collect();
            let list = names.join(", ");
            if name.contains(' ') {
                return Wording::fixed(
                    "put a text that contains a colon in quotation marks: \"…\"",
                    "teksti, jossa on kaksoispiste, kirjoitetaan lainausmerkkeihin: \"…\"",
                );
            }
            did_you_mean(nearest(name, names).as_slice()).unwrap_or_else(
                || wording!(en: "the possible fields are: {list}", fi: "mahdolliset kentät: {list}"),
            )
        };
        self.report(
            Code::UnknownField,
            self.tree.span(key),
            || wording!(en: "unknown field `{name}` here", fi: "tässä ei voi olla kenttää `{name}`"),
            help,
        );
    }

    fn duplicate_field(&mut self, key: NodeId, first: NodeId, name: &str) {
        let first = self.tree.span(first);
        self.report_as(
            Code::DuplicateField,
            self.tree.span(key),
            || wording!(en: "duplicate field `{name}`", fi: "kenttä `{name}` on kahdesti"),
            |found| {
                let label = Wording::fixed("first used here", "ensimmäinen on tässä");
                found.with_related_here(first, label).with_help(Wording::fixed(
                    "keep the one that is right and delete the other",
                    "säilytä oikea ja poista toinen",
                ))
            },
        );
    }
}
