//! The network's own words for itself: its regions in their order, their municipalities with their place on
//! the map. `registry.yaml` says them (`docs/format.md`); without it they are those of Lapland, which
//! `network/lapland.json` has and nothing else in the program.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use serde::{Deserialize, Serialize};

use super::id::slug;
use super::{
    BuiltInKind, KindData, LocalText, OrganisationKind, Region, Regions, TextLang, find_stem, fold, is_one_of,
};
use crate::wording::Wording;

/// What agreements write for all regions.
pub(super) const ALL: &str = "all";

/// Other words for all regions, in any network.
const OTHER_WORDS_FOR_ALL: [&str; 9] = [
    "kaikki",
    "kaikki alueet",
    "koko maakunta",
    "koko maakunnan alue",
    "maakunta",
    "all regions",
    "all areas",
    "whole province",
    "alla områden",
];

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

    /// The region that a person certainly means: case, accents, a word for "region" behind it and the endings of
    /// Finnish do not matter (`länsi`, `Länsi-Lapin alue` for a region named `Länsi-Lappi`).
    #[must_use]
    pub fn region_meant(&self, text: &str) -> Option<&Region> {
        self.find_region(text).or_else(|| {
            let text = without_word_for_region(text.trim());
            let mut exact = self.labelled(|label| is_one_of(text, [label]));
            let by_stem = || self.labelled(|label| has_stems_of(text, label));
            exact.next().or_else(|| {
                let mut meant = by_stem();
                meant.next().filter(|_| meant.next().is_none())
            })
        })
    }

    fn labelled(&self, fits: impl Fn(&str) -> bool) -> impl Iterator<Item = &Region> {
        let written = self.regions.iter().zip(&self.data.regions);
        let fitting = written.filter(move |(region, data)| {
            let names = region.names().iter().map(|(_, name)| name);
            let aliases = data.aliases.iter().map(String::as_str);
            names.chain(aliases).chain([region.id()]).any(&fits)
        });
        fitting.map(|(region, _)| region)
    }

    /// Whether a text certainly means all regions.
    #[must_use]
    pub fn means_all(&self, text: &str) -> bool {
        let own = self.whole.iter().map(|(_, name)| name);
        let aliases = self.data.whole_aliases.iter().map(String::as_str);
        is_one_of(
            text,
            OTHER_WORDS_FOR_ALL
                .into_iter()
                .chain([ALL])
                .chain(own)
                .chain(aliases),
        )
    }

    /// One or several regions as people write them, or all regions: `Itä ja Länsi`,
    /// `Keski- ja Tunturi-Lappi`, `koko maakunta`.
    ///
    /// # Errors
    /// The part that is no region; nothing when no region is named.
    pub fn regions_meant(&self, text: &str) -> Result<Regions, Option<String>> {
        if let Some(region) = self.region_meant(text) {
            return Ok(Regions::listed(vec![region.clone()]));
        }
        if self.means_all(text) {
            return Ok(Regions::All);
        }
        let parts: Vec<&str> = text
            .split(SEPARATORS)
            .flat_map(|part| self.split_at_words(part))
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .collect();
        let mut regions = Vec::new();
        for (at, part) in parts.iter().enumerate() {
            let found = self.one_or_several(part, &parts[at + 1..]);
            regions.extend(found.ok_or_else(|| Some((*part).to_owned()))?);
        }
        if regions.is_empty() {
            return Err(None);
        }
        Ok(Regions::listed(regions))
    }

    /// The parts between words such as “and”, unless the whole is one region.
    fn split_at_words<'t>(&self, part: &'t str) -> Vec<&'t str> {
        if self.region_meant(part).is_some() {
            return vec![part];
        }
        let mut parts = vec![part];
        for word in [" ja ", " sekä ", " och ", " and "] {
            parts = parts.into_iter().flat_map(|part| part.split(word)).collect();
        }
        parts
    }

    /// One region, or several with nothing but spaces between them. What ends in a hyphen is completed with what
    /// follows the hyphen in a later part: `Keski- ja Tunturi-Lappi`.
    fn one_or_several(&self, part: &str, later: &[&str]) -> Option<Vec<Region>> {
        if let Some(region) = self.region_meant(part) {
            return Some(vec![region.clone()]);
        }
        let words: Vec<&str> = part.split_whitespace().collect();
        let one = |(at, word): (usize, &&str)| {
            let bare = word.trim_end_matches(['-', '–']);
            let rest = words[at + 1..].iter().chain(later);
            let mut tails = rest.filter_map(|later| later.split_once(['-', '–']));
            let completed = tails.find(|(_, tail)| !tail.is_empty());
            let completed = completed.filter(|_| bare.len() < word.len());
            let completed = completed.and_then(|(_, tail)| self.region_meant(&format!("{bare}-{tail}")));
            completed.or_else(|| self.region_meant(bare)).cloned()
        };
        words.iter().enumerate().map(one).collect()
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

    /// The kind that a word certainly means: its code, its name or another word for it. The network's own names go
    /// before the words that the program knows.
    #[must_use]
    pub fn kind_meant(&self, word: &str) -> Option<&OrganisationKind> {
        self.find_kind(word)
            .or_else(|| self.kinds.iter().rev().find(|kind| kind.is_meant(word)))
    }

    /// The municipality of an exact Finnish name.
    #[must_use]
    pub fn find_municipality(&self, name: &str) -> Option<&Municipality> {
        self.municipalities
            .iter()
            .find(|municipality| municipality.name() == name)
    }

    /// The municipality that a misspelt name certainly means: case and accents do not matter, nor does the
    /// kind of municipality beside it (`Kemin kaupunki`, `inarin kunta`).
    #[must_use]
    pub fn municipality_meant(&self, name: &str) -> Option<&Municipality> {
        let folded = fold(name.trim());
        let kind = [" kunta", " kaupunki"]
            .into_iter()
            .find_map(|kind| folded.strip_suffix(kind));
        self.municipalities.iter().find(|municipality| {
            let mut names = municipality.names.iter().map(|(_, name)| fold(name));
            names.any(|bare| {
                bare == folded || kind.is_some_and(|name| name == bare || name == genitive(&bare))
            })
        })
    }
}

impl Default for Network {
    fn default() -> Self {
        (*Self::lapland()).clone()
    }
}

/// What parts regions in a list; no id of a region holds one.
const SEPARATORS: [char; 6] = [',', ';', '/', '+', '&', '\n'];

/// Whether a text cannot be the id of a region: it would be read as several, or as all of them.
#[must_use]
pub fn is_reserved_for_lists(id: &str) -> bool {
    id.contains(SEPARATORS) || is_one_of(id, OTHER_WORDS_FOR_ALL.into_iter().chain([ALL]))
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

/// The text without a last word for “region”, in any of its forms; as it is when nothing else is in it.
fn without_word_for_region(text: &str) -> &str {
    const WORDS: [&str; 4] = ["alue", "area", "region", "område"];
    let Some((rest, last)) = text.rsplit_once(' ') else {
        return text;
    };
    let is_word = WORDS.iter().any(|word| is_same_word(last, word));
    if is_word { rest.trim_end() } else { text }
}

/// Whether two texts are the same but for the endings of their words.
fn has_stems_of(text: &str, label: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split([' ', '-', '–', '_']).filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    };
    let (text, label) = (words(text), words(label));
    text.len() == label.len() && text.iter().zip(&label).all(|(a, b)| is_same_word(a, b))
}

fn is_same_word(a: &str, b: &str) -> bool {
    let (a, b) = (fold(a), fold(b));
    a == b || matches!((find_stem(&a), find_stem(&b)), (Some(a), Some(b)) if a.key == b.key)
}

/// The genitive of a municipality's folded name: `kemin`, `utsjoen`, `rovaniemen`.
fn genitive(name: &str) -> String {
    const CHANGING: [(&str, &str); 4] = [
        ("joki", "joen"),
        ("niemi", "niemen"),
        ("jarvi", "jarven"),
        ("koski", "kosken"),
    ];
    let changed = CHANGING
        .into_iter()
        .find_map(|(ending, changed)| Some(format!("{}{changed}", name.strip_suffix(ending)?)));
    changed.unwrap_or_else(|| format!("{name}n"))
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

    #[test]
    fn a_misspelt_region_is_recognised() {
        for (name, region) in [
            ("länsi", Some("Länsi")),
            ("Lansi", Some("Länsi")),
            ("Länsi-Lappi", Some("Länsi")),
            ("Itä-Lapin", Some("Itä")),
            ("Länsi–Lapin alueella", Some("Länsi")),
            ("Keski-Lapin alue", Some("Keski")),
            ("Tunturi-Lapissa", Some("Tunturi")),
            ("saamelaisalueen", Some("Saamelaisalue")),
            ("Saamelaisalueella", Some("Saamelaisalue")),
            ("alue", None),
            ("Lapin alue", None),
            ("TUNTURI-LAPPI", Some("Tunturi")),
            ("Lappi", None),
            ("Pohjois-Lappi", None),
            ("", None),
        ] {
            let lapland = Network::lapland();
            let found = lapland.region_meant(name).map(Region::id);
            assert_eq!(found, region, "{name}");
        }
    }

    #[test]
    fn a_misspelt_municipality_is_recognised() {
        for (name, expected) in [
            ("kemijarvi", Some("Kemijärvi")),
            ("Rovaniemen kaupunki", Some("Rovaniemi")),
            ("Utsjoen kunta", Some("Utsjoki")),
            ("Ohcejohka", Some("Utsjoki")),
            ("Kemin kaupunki", Some("Kemi")),
            ("Keminmaan kunta", Some("Keminmaa")),
            ("Kemi kunta", Some("Kemi")),
            ("kunta", None),
            ("Oulun kaupunki", None),
        ] {
            let lapland = Network::lapland();
            let found = lapland.municipality_meant(name).map(Municipality::name);
            assert_eq!(found, expected, "{name}");
        }
    }

    fn check_list(network: &Network, text: &str, expected: Result<&str, Option<&str>>) {
        let read = network.regions_meant(text).map(|regions| regions.ids().join("+"));
        let expected = expected
            .map(str::to_owned)
            .map_err(|part| part.map(str::to_owned));
        assert_eq!(read, expected, "{text}");
    }

    #[test]
    fn regions_are_read_as_people_write_them() {
        for (text, expected) in [
            ("Itä, Länsi", Ok("Länsi+Itä")),
            ("Keski- ja Tunturi-Lappi", Ok("Keski+Tunturi")),
            ("itä Keski", Ok("Itä+Keski")),
            ("Koko maakunta", Ok("all")),
            ("koko Lappi", Ok("all")),
            ("Itä-Lappi sekä Länsi-Lappi", Ok("Länsi+Itä")),
            (" , ", Err(None)),
            ("Itä, Pohjoinen", Err(Some("Pohjoinen"))),
        ] {
            check_list(&Network::lapland(), text, expected);
        }
    }

    fn kainuu() -> Network {
        let region = |id: &str, aliases: &[&str]| RegionData {
            id: id.to_owned(),
            aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
            ..RegionData::default()
        };
        Network::new(NetworkData {
            regions: vec![
                region("Ylä-Kainuu", &["pohjoinen"]),
                region("Kajaani ja Paltamo", &[]),
                region("Ala-Kainuu", &[]),
            ],
            whole: Some(LocalText::plain("koko Kainuu")),
            own: true,
            ..NetworkData::default()
        })
    }

    #[test]
    fn the_same_holds_for_the_regions_of_any_network() {
        for (text, expected) in [
            ("Ylä- ja Ala-Kainuu", Ok("Ylä-Kainuu+Ala-Kainuu")),
            ("Ylä-Kainuun alueella", Ok("Ylä-Kainuu")),
            (
                "Kajaani ja Paltamo, pohjoinen",
                Ok("Ylä-Kainuu+Kajaani ja Paltamo"),
            ),
            ("koko kainuu", Ok("all")),
            ("kaikki", Ok("all")),
            ("koko Lappi", Err(Some("koko Lappi"))),
            ("Itä", Err(Some("Itä"))),
        ] {
            check_list(&kainuu(), text, expected);
        }
    }

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
