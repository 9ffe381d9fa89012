//! `areas` of `registry.yaml`: how earlier versions replaced the municipalities of some of the default
//! regions. It is read as before, with a correction that writes it as `regions`.

use std::collections::{BTreeMap, BTreeSet};

use super::written;
use crate::diagnostic::{Code, Span};
use crate::model::{LocalText, MunicipalityData, NetworkData};
use crate::source::decode::{Decoder, Entries};
use crate::source::edit::{Value, written_fields};
use crate::source::tree::{Kind, NodeId};
use crate::wording;
use crate::wording::Wording;

/// Replaces the municipalities of the regions that `areas` names. The division is no estimate where it names all.
pub(super) fn apply(areas: &BTreeMap<String, Vec<String>>, data: &mut NetworkData) {
    // The first time that a municipality is listed says where it is on the map.
    let mut known: BTreeMap<String, MunicipalityData> = BTreeMap::new();
    for one in data.regions.iter().flat_map(|region| &region.municipalities) {
        known
            .entry(one.name.fi().to_owned())
            .or_insert_with(|| one.clone());
    }
    for region in &mut data.regions {
        if let Some(names) = areas.get(&region.id) {
            let named = names.iter().map(|name| {
                let unknown = || MunicipalityData {
                    name: LocalText::plain(name),
                    tile: None,
                };
                known.get(name).cloned().unwrap_or_else(unknown)
            });
            region.municipalities = named.collect();
        }
    }
    let mut listed = BTreeSet::new();
    for one in data
        .regions
        .iter_mut()
        .flat_map(|region| &mut region.municipalities)
    {
        if !listed.insert(one.name.fi().to_owned()) {
            one.tile = None;
        }
    }
    data.outside = known
        .into_values()
        .filter(|one| !listed.contains(one.name.fi()))
        .collect();
    data.estimated = !data.regions.iter().all(|region| areas.contains_key(&region.id));
    data.own = true;
}

impl Decoder<'_, '_> {
    /// Regions with their municipalities, by id; what is no region or no municipality is left out.
    pub(super) fn areas(&mut self, node: NodeId) -> BTreeMap<String, Vec<String>> {
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
            let names = self.members(&items, Self::municipality, String::clone);
            let id = region.id();
            if areas.insert(id.to_owned(), names).is_some() {
                self.report(
                    Code::DuplicateField,
                    self.tree.span(key),
                    || wording!(en: "duplicate region `{id}`", fi: "alue `{id}` on kahdesti"),
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

    pub(super) fn areas_beside_regions(&mut self, key: NodeId) {
        self.report(
            Code::OutdatedField,
            self.tree.span(key),
            || {
                Wording::fixed(
                    "`areas` has no effect beside `regions`",
                    "kentällä `areas` ei ole vaikutusta, kun alueet on määritelty (`regions`)",
                )
            },
            || {
                Wording::fixed(
                    "list the municipalities under `regions` and delete `areas`",
                    "luettele kunnat kentässä `regions` ja poista `areas`",
                )
            },
        );
    }

    /// `areas` as it is to be written today. There is no correction where it would lose a comment, or a municipality
    /// that is in no region.
    pub(super) fn outdated_areas(&mut self, entries: &Entries, data: &NetworkData) {
        let (Some(key), Some(value)) = (entries.key("areas"), entries.value("areas")) else {
            return;
        };
        let (tree, file) = (self.tree, self.file);
        let is_read = self.findings.n_errors() == 0;
        self.report_as(
            Code::OutdatedField,
            tree.span(key),
            || {
                Wording::fixed(
                    "`areas` is an old form of `regions`",
                    "`areas` on kentän `regions` vanha muoto",
                )
            },
            |found| {
                if !data.outside.is_empty() {
                    return found.with_help(in_no_region(data));
                }
                let (from, to) = (tree.span(key).range(), tree.span(value).range());
                let rest = tree.text()[from.start..].split_at(to.end - from.start);
                if rest.0.contains('#') || rest.1.lines().next().is_some_and(|line| line.contains('#')) {
                    return found.with_help(BESIDE_COMMENTS);
                }
                let title = Wording::fixed("write it as `regions`", "kirjoita se kentäksi `regions`");
                let is_new = |(name, _): &(&str, Value)| entries.value(name).is_none();
                let fields: Vec<_> = written::definition(data).into_iter().filter(is_new).collect();
                match written_fields(file, tree, key, &fields).filter(|_| is_read) {
                    None => found.with_help(title),
                    Some(written) => {
                        let whole = Span::new(from.start, to.end);
                        found.with_help(title.clone()).with_fix(title, whole, written)
                    }
                }
            },
        );
    }
}

const BESIDE_COMMENTS: Wording = Wording::fixed(
    "write it as `regions` by hand, because a correction would lose the comments in it; `kumppani explain \
     outdated-field` shows how",
    "kirjoita se käsin kentäksi `regions`, koska korjaus hävittäisi siinä olevat kommentit; `kumppani explain \
     outdated-field` näyttää, miten",
);

/// Under `regions`, what is in no region is no municipality of the network.
fn in_no_region(data: &NetworkData) -> Wording {
    let names: Vec<&str> = data.outside.iter().map(|one| one.name.fi()).collect();
    let list = names.join(", ");
    wording!(
        en: "list every municipality under a region, and `kumppani validate --fix` writes it as `regions`; in no region: {list}",
        fi: "luettele jokainen kunta jonkin alueen kohdalla, niin `kumppani validate --fix` kirjoittaa sen kentäksi \
             `regions`; ilman aluetta: {list}"
    )
}
