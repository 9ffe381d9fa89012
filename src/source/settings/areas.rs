//! `areas` of `registry.yaml`: how earlier versions replaced the municipalities of some of the default
//! regions. It is read as before, with a correction that writes it as `regions`.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Code;
use crate::model::{LocalText, MunicipalityData, NetworkData, RegionData};
use crate::source::decode::{Decoder, Entries};
use crate::source::quoting::{Around, written};
use crate::source::tree::{Kind, NodeId};
use crate::wording;
use crate::wording::Wording;

/// Replaces the municipalities of the regions that `areas` names. The division is no estimate where it names all.
pub(super) fn apply(areas: &BTreeMap<String, Vec<String>>, data: &mut NetworkData) {
    let known: BTreeMap<String, MunicipalityData> = data
        .regions
        .iter()
        .flat_map(|region| &region.municipalities)
        .map(|one| (one.name.fi().to_owned(), one.clone()))
        .collect();
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
    let listed = data.regions.iter().flat_map(|region| &region.municipalities);
    let listed: BTreeSet<String> = listed.map(|one| one.name.fi().to_owned()).collect();
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
        let tree = self.tree;
        let has_comment = tree.raw(value).contains('#');
        let n_errors = self.findings.n_errors();
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
                let title = Wording::fixed("write it as `regions`", "kirjoita se kentäksi `regions`");
                if has_comment || n_errors > 0 || !data.outside.is_empty() {
                    return found.with_help(title);
                }
                let newline = if tree.text().contains("\r\n") {
                    "\r\n"
                } else {
                    "\n"
                };
                let (from, to) = (tree.span(key), tree.span(value));
                let whole = crate::diagnostic::Span::new(from.range().start, to.range().end);
                found
                    .with_help(title.clone())
                    .with_fix(title, whole, as_regions(data).replace('\n', newline))
            },
        );
    }
}

/// The lines of the field `regions`, and what else follows from `areas`.
fn as_regions(data: &NetworkData) -> String {
    let mut lines = vec!["regions:".to_owned()];
    for RegionData {
        id,
        name,
        municipalities,
        ..
    } in &data.regions
    {
        lines.push(format!("  - id: {}", written(id, Around::Lines)));
        if let Some(name) = name {
            lines.push(format!("    name: {}", written(name.fi(), Around::Lines)));
        }
        if municipalities
            .iter()
            .all(|one| one.tile.is_none() && !one.name.has_translations())
        {
            let names = municipalities.iter();
            let names: Vec<String> = names
                .map(|one| written(one.name.fi(), Around::Brackets))
                .collect();
            lines.push(format!("    municipalities: [{}]", names.join(", ")));
            continue;
        }
        lines.push("    municipalities:".to_owned());
        lines.extend(municipalities.iter().map(municipality));
    }
    if let Some(whole) = &data.whole {
        lines.push(format!("whole: {}", texts(whole)));
    }
    if data.estimated {
        lines.push("estimated: true".to_owned());
    }
    lines.join("\n")
}

fn municipality(one: &MunicipalityData) -> String {
    let name = texts(&one.name);
    match one.tile {
        Some(tile) => format!(
            "      - {{ name: {name}, tile: [{}, {}] }}",
            tile.column, tile.row
        ),
        None => format!("      - {}", written(one.name.fi(), Around::Lines)),
    }
}

fn texts(text: &LocalText) -> String {
    if !text.has_translations() {
        return written(text.fi(), Around::Brackets);
    }
    let texts: Vec<String> = text
        .iter()
        .map(|(lang, text)| format!("{}: {}", lang.code(), written(text, Around::Brackets)))
        .collect();
    format!("{{ {} }}", texts.join(", "))
}
