//! `regions` of `registry.yaml`: the regions of the network, each an id or its fields.

use std::collections::BTreeMap;

use super::tiles::Tiles;
use crate::diagnostic::{At, Code};
use crate::model::{
    LocalText, MOST_REGIONS, MunicipalityData, NetworkData, RegionData, Tile, fold, is_reserved_for_lists,
};
use crate::source::decode::{Decoder, Entries};
use crate::source::shape;
use crate::source::tree::{Kind, NodeId};
use crate::wording;
use crate::wording::Wording;

/// What ids regions can have.
pub const REGION_IDS: Wording = Wording::fixed(
    "choose an id without commas, semicolons, `/`, `+` and `&`; the full name goes into `name`",
    "valitse tunnus, jossa ei ole pilkkuja, puolipisteitä eikä merkkejä `/`, `+` ja `&`; koko nimi kirjoitetaan \
     kenttään `name`",
);

/// That no region can have this id.
#[must_use]
pub fn no_region_id(text: &str) -> Wording {
    wording!(
        en: "`{text}` cannot be the id of a region: it would be read as several or as all of them",
        fi: "`{text}` ei voi olla alueen tunnus: se luettaisiin useaksi alueeksi tai niiksi kaikiksi"
    )
}

/// The columns and the rows that a map can have.
const MOST_TILES: u32 = 40;

impl Decoder<'_, '_> {
    /// The regions that a list defines. An empty list: a network without regions.
    pub(super) fn regions_defined(&mut self, node: NodeId) -> NetworkData {
        let fields = shape::below(shape::SETTINGS, "regions");
        let items = self.items_of(node);
        let mut seen: BTreeMap<String, NodeId> = BTreeMap::new();
        let mut tiles = Tiles::default();
        let mut regions = Vec::new();
        for item in items {
            let read = |d: &mut Self, item| {
                if !matches!(d.tree.kind(item), Kind::Mapping) {
                    let id = d.region_id(item)?;
                    return Some((
                        item,
                        RegionData {
                            id: id.value,
                            ..RegionData::default()
                        },
                    ));
                }
                let entries = d.entries(item, fields)?;
                let region = d.region_defined(&entries, &mut tiles)?;
                Some((entries.value("id").unwrap_or(item), region))
            };
            let Some((place, region)) = self.part(item, read) else {
                continue;
            };
            match seen.get(&fold(&region.id)) {
                Some(first) => self.repeated_region(place, *first, &region.id),
                None => {
                    seen.insert(fold(&region.id), place);
                    regions.push(region);
                }
            }
        }
        if regions.len() > MOST_REGIONS {
            self.too_many_regions(node, regions.len());
            regions.truncate(MOST_REGIONS);
        }
        NetworkData {
            regions,
            own: true,
            ..NetworkData::default()
        }
    }

    fn region_defined(&mut self, entries: &Entries, tiles: &mut Tiles) -> Option<RegionData> {
        let id = self.field(entries, "id", Self::region_id);
        let name = self.field(entries, "name", Self::local_name).map(|at| at.value);
        let aliases = self.set(
            entries,
            "aliases",
            |d, node| Some(d.name(node)?.value),
            |alias| fold(alias),
        );
        let municipalities = self.set(entries, "municipalities", Self::municipality_defined, |one| {
            one.value.name.fi().to_owned()
        });
        let municipalities = municipalities.into_iter();
        let municipalities = municipalities.map(|one| tiles.checked(self, one)).collect();
        Some(RegionData {
            id: id?.value,
            name,
            aliases,
            municipalities,
        })
    }

    /// What agreements are to write: nothing that a list of regions would be read differently with.
    fn region_id(&mut self, node: NodeId) -> Option<At<String>> {
        let id = self.name(node)?;
        if !is_reserved_for_lists(&id.value) {
            return Some(id);
        }
        let text = &id.value;
        self.report(Code::InvalidId, id.span, || no_region_id(text), || REGION_IDS);
        None
    }

    /// Its place is that of its tile.
    fn municipality_defined(&mut self, node: NodeId) -> Option<At<MunicipalityData>> {
        if !matches!(self.tree.kind(node), Kind::Mapping) {
            let name = LocalText::plain(self.name(node)?.value);
            return Some(self.at(node, MunicipalityData { name, tile: None }));
        }
        let regions = shape::below(shape::SETTINGS, "regions");
        let entries = self.entries(node, shape::below(regions, "municipalities"))?;
        let name = self.field(&entries, "name", Self::local_name);
        let tile = self.field(&entries, "tile", Self::tile);
        let name = name?.value;
        let place = entries.value("tile").unwrap_or(node);
        Some(self.at(place, MunicipalityData { name, tile }))
    }

    /// The column and the row of a municipality on the map.
    fn tile(&mut self, node: NodeId) -> Option<Tile> {
        let numbers: Vec<NodeId> = match self.tree.kind(node) {
            Kind::List => self.tree.children(node).collect(),
            _ => Vec::new(),
        };
        let [column, row] = numbers[..] else {
            self.wrong_type(
                node,
                &Wording::fixed("a column and a row: [2, 1]", "sarake ja rivi: [2, 1]"),
            );
            return None;
        };
        let column = self.count(column, MOST_TILES);
        let row = self.count(row, MOST_TILES);
        Some(Tile {
            column: column?.value,
            row: row?.value,
        })
    }

    fn repeated_region(&mut self, node: NodeId, first: NodeId, id: &str) {
        let first = self.tree.span(first);
        self.report_as(
            Code::DuplicateId,
            self.tree.span(node),
            || wording!(en: "duplicate region `{id}`", fi: "alue `{id}` on kahdesti"),
            |found| {
                let label = Wording::fixed("first used here", "ensimmäinen on tässä");
                found.with_related_here(first, label).with_help(Wording::fixed(
                    "list all municipalities of the region together; ids that differ in case or accents are one",
                    "kirjoita alueen kunnat yhteen luetteloon; isot kirjaimet ja tarkkeet eivät erota tunnuksia",
                ))
            },
        );
        self.note_gap(node);
    }

    fn too_many_regions(&mut self, node: NodeId, n: usize) {
        self.report(
            Code::WrongType,
            self.tree.span(node),
            || {
                wording!(
                    en: "{n} regions; a network can have {MOST_REGIONS}",
                    fi: "alueita on {n}; verkostossa voi olla niitä {MOST_REGIONS}"
                )
            },
            || {
                Wording::fixed(
                    "unite some of them; the municipalities can be listed under each region",
                    "yhdistä alueita; kunnat voi luetella kunkin alueen kohdalla",
                )
            },
        );
        self.note_gap(node);
    }
}
