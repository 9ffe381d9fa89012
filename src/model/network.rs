//! The network's own words for itself: its regions in their order, their municipalities with their place on
//! the map. `registry.yaml` says them (`docs/format.md`); without it they are those of Lapland, which
//! `network/lapland.json` has and nothing else in the program.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use serde::{Deserialize, Serialize};

mod meant;

pub use meant::{is_reserved_for_lists, speaks_of_all};

use super::id::slug;
use super::{BuiltInKind, KindData, LocalText, OrganisationKind, Region, TextLang};
use crate::wording::Wording;

/// What agreements write for all regions.
pub(super) const ALL: &str = "all";

/// The most regions that a network can have: the index keeps those of a signatory in one number.
pub const MOST_REGIONS: usize = 60;

/// A network as `registry.yaml`, the default and the index have it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NetworkData {
    /// In the network's own order.
    pub regions: Vec<RegionData>,
    /// Municipalities that are in no region, and that signatories may name all the same.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub outside: Vec<MunicipalityData>,
    /// The name of all regions together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whole: Option<LocalText>,
    /// What a person may write for all regions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub whole_aliases: Vec<String>,
    /// Whether the division of the municipalities into regions is an estimate.
    pub estimated: bool,
    /// Whether `registry.yaml` defines the regions; otherwise they are the default.
    pub own: bool,
    /// Kinds of organisations beside the built-in ones.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<KindData>,
}

/// A region as the network says it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RegionData {
    /// What agreements write.
    pub id: String,
    /// The name for people; the id when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<LocalText>,
    /// What a person may write for it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    pub municipalities: Vec<MunicipalityData>,
}

/// A municipality as the network says it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MunicipalityData {
    /// Its name, perhaps in several languages.
    pub name: LocalText,
    /// Its place on the map.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tile: Option<Tile>,
}

/// A place on the map: the column and the row, both from 1. In JSON it is a list of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "(u32, u32)", into = "(u32, u32)")]
pub struct Tile {
    pub column: u32,
    pub row: u32,
}

impl From<(u32, u32)> for Tile {
    fn from((column, row): (u32, u32)) -> Self {
        Self { column, row }
    }
}

impl From<Tile> for (u32, u32) {
    fn from(tile: Tile) -> Self {
        (tile.column, tile.row)
    }
}

/// Names for addresses, each given once.
#[derive(Default)]
struct Slugs(BTreeSet<String>);

impl Slugs {
    /// One that resembles `name`; a number where nothing of it is left or another has it.
    fn of(&mut self, name: &str) -> String {
        let resembling = slug(name).into_iter();
        let stem = slug(name).unwrap_or_else(|| "n".to_owned());
        let numbered = (2..).map(|n: usize| format!("{stem}-{n}"));
        let mut candidates = resembling.chain(numbered);
        let free = candidates.find(|one| !self.0.contains(one)).unwrap_or_default();
        self.0.insert(free.clone());
        free
    }
}

/// A municipality and the regions that it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Municipality {
    /// Its name in addresses, unique in the network.
    pub slug: String,
    /// Its name, perhaps in several languages.
    pub names: LocalText,
    /// One region, several where it belongs to each of them, or none.
    pub regions: Vec<Region>,
    /// Its place on the map, where the network gives one.
    pub tile: Option<Tile>,
}

impl Municipality {
    /// The Finnish name, which signatories write.
    #[must_use]
    pub fn name(&self) -> &str {
        self.names.fi()
    }
}

/// The regions of a network with their municipalities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Network {
    data: NetworkData,
    regions: Vec<Region>,
    municipalities: Vec<Municipality>,
    kinds: Vec<OrganisationKind>,
    whole: LocalText,
    is_known: bool,
}

static LAPLAND: LazyLock<Arc<Network>> = LazyLock::new(|| {
    let data = serde_json::from_str(include_str!("network/lapland.json"));
    Arc::new(Network::new(data.expect("the default is a network")))
});

impl Network {
    /// A network as it is written.
    #[must_use]
    pub fn new(data: NetworkData) -> Self {
        let mut slugs = Slugs::default();
        let region = |(position, region): (usize, &RegionData)| {
            let name = region.name.clone();
            let municipalities = region.municipalities.iter();
            Region::new(
                (position, slugs.of(&region.id)),
                region.id.clone(),
                name.unwrap_or_else(|| LocalText::plain(&region.id)),
                municipalities.map(|one| one.name.fi().to_owned()).collect(),
            )
        };
        let regions: Vec<Region> = data.regions.iter().enumerate().map(region).collect();
        let municipalities = municipalities(&data, &regions);
        let own = data
            .kinds
            .iter()
            .map(|kind| OrganisationKind::Own(Arc::new(kind.clone())));
        let kinds = BuiltInKind::ALL
            .map(OrganisationKind::BuiltIn)
            .into_iter()
            .chain(own)
            .collect();
        let whole = data.whole.clone().unwrap_or_else(|| {
            LocalText::plain("kaikki alueet")
                .with(TextLang::En, "all regions")
                .with(TextLang::Sv, "alla områden")
        });
        Self {
            data,
            regions,
            municipalities,
            kinds,
            whole,
            is_known: true,
        }
    }

    /// The model case and the default: the guidance network of Lapland.
    #[must_use]
    pub fn lapland() -> Arc<Self> {
        LAPLAND.clone()
    }

    /// This network, of which more may be in a file that could not be read.
    #[must_use]
    pub fn partly_known(mut self) -> Self {
        self.is_known = false;
        self
    }

    /// Adds a kind of organisations.
    pub fn add_kind(&mut self, kind: KindData) {
        self.kinds.push(OrganisationKind::Own(Arc::new(kind.clone())));
        self.data.kinds.push(kind);
    }

    /// Whether all of it could be read: otherwise a name that is not in it may be the network's all the same.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.is_known
    }

    /// As it is written.
    #[must_use]
    pub fn data(&self) -> &NetworkData {
        &self.data
    }

    /// As JSON, equal for equal networks.
    ///
    /// # Panics
    /// Never: plain data can always be written.
    #[must_use]
    pub fn definition(&self) -> String {
        serde_json::to_string(&self.data).expect("plain data can be written")
    }

    /// All regions, in the network's own order.
    #[must_use]
    pub fn regions(&self) -> &[Region] {
        &self.regions
    }

    /// Whether there is any: otherwise no file and no answer has regions.
    #[must_use]
    pub fn has_regions(&self) -> bool {
        !self.regions.is_empty()
    }

    /// The ids of all regions, in their order.
    #[must_use]
    pub fn region_ids(&self) -> Vec<&str> {
        self.regions.iter().map(Region::id).collect()
    }

    /// All municipalities, each once, in the order of the regions. None: any text is a municipality.
    #[must_use]
    pub fn municipalities(&self) -> &[Municipality] {
        &self.municipalities
    }

    /// The Finnish names of all municipalities.
    #[must_use]
    pub fn municipality_names(&self) -> Vec<&str> {
        self.municipalities.iter().map(Municipality::name).collect()
    }

    /// The name of all regions together.
    #[must_use]
    pub fn whole(&self) -> &LocalText {
        &self.whole
    }

    /// The same in the languages of the program.
    #[must_use]
    pub fn whole_wording(&self) -> Wording {
        Wording::of(|lang| self.whole.get(TextLang::of(lang)).to_owned())
    }

    /// Whether the division of the municipalities into regions is an estimate.
    #[must_use]
    pub fn is_estimated(&self) -> bool {
        self.data.estimated
    }

    /// The region of an exact id.
    #[must_use]
    pub fn find_region(&self, id: &str) -> Option<&Region> {
        self.regions.iter().find(|region| region.id() == id)
    }

    /// All kinds of organisations: the built-in ones, then the network's own.
    #[must_use]
    pub fn kinds(&self) -> &[OrganisationKind] {
        &self.kinds
    }

    /// The codes of all kinds.
    #[must_use]
    pub fn kind_codes(&self) -> Vec<&str> {
        self.kinds.iter().map(OrganisationKind::code).collect()
    }

    /// The kind of an exact code.
    #[must_use]
    pub fn find_kind(&self, code: &str) -> Option<&OrganisationKind> {
        self.kinds.iter().find(|kind| kind.code() == code)
    }

    /// The municipality of an exact Finnish name.
    #[must_use]
    pub fn find_municipality(&self, name: &str) -> Option<&Municipality> {
        self.municipalities
            .iter()
            .find(|municipality| municipality.name() == name)
    }
}

impl Default for Network {
    fn default() -> Self {
        (*Self::lapland()).clone()
    }
}

/// The municipalities of all regions; the same name is the same municipality.
fn municipalities(data: &NetworkData, regions: &[Region]) -> Vec<Municipality> {
    let mut found: Vec<Municipality> = Vec::new();
    let mut slugs = Slugs::default();
    for (region, written) in regions.iter().zip(&data.regions) {
        for one in &written.municipalities {
            let known = found.iter_mut().find(|known| known.name() == one.name.fi());
            let Some(known) = known else {
                found.push(Municipality {
                    slug: slugs.of(one.name.fi()),
                    names: one.name.clone(),
                    regions: vec![region.clone()],
                    tile: one.tile,
                });
                continue;
            };
            if !known.regions.contains(region) {
                known.regions.push(region.clone());
            }
            known.tile = known.tile.or(one.tile);
            if !known.names.has_translations() {
                known.names = one.name.clone();
            }
        }
    }
    found.extend(data.outside.iter().map(|one| Municipality {
        slug: slugs.of(one.name.fi()),
        names: one.name.clone(),
        regions: Vec::new(),
        tile: one.tile,
    }));
    found
}

/// A region of the default, for tests.
#[cfg(test)]
pub(crate) fn region_of_lapland(id: &str) -> Region {
    let lapland = Network::lapland();
    lapland.find_region(id).expect("one of the five").clone()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Regions;
    use crate::model::network::meant::tests::kainuu;

    #[test]
    fn a_network_is_the_same_after_it_was_written() {
        for network in [Network::lapland(), Arc::new(kainuu())] {
            let json = serde_json::to_string(network.data()).expect("it is plain data");
            let data = serde_json::from_str(&json).expect("it was written as a network");
            assert_eq!(Network::new(data), *network);
        }
    }

    #[test]
    fn a_municipality_of_two_regions_is_one() {
        let lapland = Network::lapland();
        assert_eq!(lapland.municipalities().len(), 21);
        let enontekio = lapland.find_municipality("Enontekiö").expect("it is there");
        let ids: Vec<&str> = enontekio.regions.iter().map(Region::id).collect();
        assert_eq!(ids, ["Tunturi", "Saamelaisalue"]);
        assert!(lapland.municipalities().iter().all(|one| one.tile.is_some()));
    }

    #[test]
    fn listed_regions_are_in_order_and_once() {
        let lapland = Network::lapland();
        let [west, _, middle, ..] = lapland.regions() else {
            panic!("there are five")
        };
        let regions = Regions::listed(vec![middle.clone(), west.clone(), middle.clone()]);
        assert_eq!(regions.ids(), ["Länsi", "Keski"]);
    }
}
