//! The words of a network as people write them: whatever their case and accents, with the endings of Finnish,
//! several at a time.

use super::{ALL, Municipality, Network, RegionData};
use crate::model::{OrganisationKind, Region, Regions, find_stem, fold, is_one_of};

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

impl Network {
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

    /// The region of which a text is an alias, however it is spelt: perhaps the id that it had.
    #[must_use]
    pub fn find_region_by_alias(&self, text: &str) -> Option<&Region> {
        let has_alias = |data: &RegionData| is_one_of(text, data.aliases.iter().map(String::as_str));
        let mut regions = self.regions().iter().zip(&self.data().regions);
        let is_it =
            |(region, data): &(&Region, &RegionData)| has_alias(data) && !is_one_of(text, [region.id()]);
        Some(regions.find(is_it)?.0)
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

    /// The kind that a word certainly means: its code, its name or another word for it. The network's own names go
    /// before the words that the program knows.
    #[must_use]
    pub fn kind_meant(&self, word: &str) -> Option<&OrganisationKind> {
        self.find_kind(word)
            .or_else(|| self.kinds.iter().rev().find(|kind| kind.is_meant(word)))
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

/// What parts regions in a list; no id of a region holds one.
const SEPARATORS: [char; 6] = [',', ';', '/', '+', '&', '\n'];

/// Whether a text speaks of all regions, though the network has no such name for them: `koko Kainuu`.
#[must_use]
pub fn speaks_of_all(text: &str) -> bool {
    let folded = fold(text.trim());
    let mut words = ["koko", "kaikki", "all", "whole", "hela"].into_iter();
    words.any(|word| {
        folded
            .strip_prefix(word)
            .is_some_and(|rest| rest.starts_with(' '))
    })
}

/// Whether a text cannot be the id of a region: it would be read as several, or as all of them.
#[must_use]
pub fn is_reserved_for_lists(id: &str) -> bool {
    id.contains(SEPARATORS) || is_one_of(id, OTHER_WORDS_FOR_ALL.into_iter().chain([ALL]))
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

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::model::{LocalText, NetworkData, RegionData};

    pub(in crate::model::network) fn kainuu() -> Network {
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

    fn check_list(network: &Network, text: &str, expected: Result<&str, Option<&str>>) {
        let read = network.regions_meant(text).map(|regions| regions.ids().join("+"));
        let expected = expected
            .map(str::to_owned)
            .map_err(|part| part.map(str::to_owned));
        assert_eq!(read, expected, "{text}");
    }

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
}
