//! The five regions of the network and the municipalities of Lapland.
//!
//! No source maps municipalities to areas: the mapping is a default that says that it is a guess,
//! and a registry can override it (`docs/format.md`).

use crate::wording::Wording;

/// One of the five regions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Region {
    /// Länsi-Lappi
    Lansi,
    /// Itä-Lappi
    Ita,
    /// Keski-Lappi
    Keski,
    /// Tunturi-Lappi
    Tunturi,
    Saamelaisalue,
}

impl Region {
    /// All five, in the network's own order.
    pub const ALL: [Self; 5] = [
        Self::Lansi,
        Self::Ita,
        Self::Keski,
        Self::Tunturi,
        Self::Saamelaisalue,
    ];

    /// The name in the files and in every output, the same in all languages.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Lansi => "Länsi",
            Self::Ita => "Itä",
            Self::Keski => "Keski",
            Self::Tunturi => "Tunturi",
            Self::Saamelaisalue => "Saamelaisalue",
        }
    }

    /// The name for people, with `-Lappi` where that is said.
    #[must_use]
    pub const fn full_name(self) -> &'static str {
        match self {
            Self::Lansi => "Länsi-Lappi",
            Self::Ita => "Itä-Lappi",
            Self::Keski => "Keski-Lappi",
            Self::Tunturi => "Tunturi-Lappi",
            Self::Saamelaisalue => "Saamelaisalue",
        }
    }

    /// The region of an exact name.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|region| region.name() == name)
    }

    /// The region that a misspelt name certainly means: case, accents, an added `-Lappi` and the endings of
    /// Finnish do not matter (`länsi`, `Lansi`, `Länsi-Lapin alue`, `saamelaisalueella`).
    #[must_use]
    pub fn find_loosely(name: &str) -> Option<Self> {
        Self::find(name).or_else(|| {
            let folded = super::fold(name.trim());
            let bare = without_endings(&folded);
            Self::ALL
                .into_iter()
                .find(|region| super::fold(region.name()) == bare)
        })
    }
}

/// A folded name without `-Lappi`, `alue` and their endings.
fn without_endings(folded: &str) -> &str {
    const CASES: [&str; 8] = ["", "en", "ella", "elle", "elta", "essa", "esta", "etta"];
    const LAPLAND: [&str; 9] = [
        "lappi", "lapin", "lapissa", "lapista", "lappiin", "lapilla", "lapille", "lapilta", "lappia",
    ];
    let without_case = |stem: &str| {
        let cases = CASES
            .into_iter()
            .find(|case| folded.strip_suffix(case).is_some_and(|rest| rest.ends_with(stem)));
        cases.and_then(|case| folded.strip_suffix(case))
    };
    if let Some(area) = without_case("saamelaisalue") {
        return area;
    }
    let bare = without_case("alue")
        .and_then(|area| area.strip_suffix("alue"))
        .unwrap_or(folded);
    let bare = bare.trim_end();
    let lapland = LAPLAND.into_iter().find_map(|lapland| bare.strip_suffix(lapland));
    lapland.map_or(bare, |rest| rest.trim_end_matches(['-', '–', ' ']))
}

impl serde::Serialize for Region {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// The regions of a signatory or a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Regions {
    /// The all regions, also when regions change.
    All,
    /// These.
    Listed(RegionSet),
}

/// Some of the regions, in the network's order and without repetition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RegionSet(u8);

impl RegionSet {
    pub fn iter(self) -> impl Iterator<Item = &'static Region> {
        Region::ALL.iter().filter(move |region| self.contains(**region))
    }

    const fn contains(self, region: Region) -> bool {
        self.0 & Self::bit(region) != 0
    }

    const fn bit(region: Region) -> u8 {
        1 << region as u8
    }
}

impl FromIterator<Region> for RegionSet {
    fn from_iter<I: IntoIterator<Item = Region>>(regions: I) -> Self {
        Self(
            regions
                .into_iter()
                .fold(0, |bits, region| bits | Self::bit(region)),
        )
    }
}

impl Regions {
    #[must_use]
    pub fn listed(regions: Vec<Region>) -> Self {
        Self::Listed(regions.into_iter().collect())
    }

    /// The regions of both.
    #[must_use]
    pub fn united(a: &Self, b: &Self) -> Self {
        match (a, b) {
            (Self::Listed(a), Self::Listed(b)) => Self::Listed(RegionSet(a.0 | b.0)),
            _ => Self::All,
        }
    }

    /// One or several regions as people write them, or all regions: `Itä ja Länsi`,
    /// `Keski- ja Tunturi-Lappi`, `koko maakunta`.
    ///
    /// # Errors
    /// The part that is no region; nothing when no region is named.
    pub fn parse_loosely(text: &str) -> Result<Self, Option<String>> {
        const WHOLE: [&str; 12] = [
            "all",
            "kaikki",
            "kaikki alueet",
            "koko maakunta",
            "koko maakunnan alue",
            "maakunta",
            "koko lappi",
            "lappi",
            "all regions",
            "whole of Lapland",
            "whole province",
            "all areas",
        ];
        if super::is_one_of(text, WHOLE) {
            return Ok(Self::All);
        }
        let parts = text
            .split([',', ';', '/', '+', '&', '\n'])
            .flat_map(|part| part.split(" ja "))
            .flat_map(|part| part.split(" sekä "))
            .map(str::trim)
            .filter(|part| !part.is_empty());
        let mut regions = Vec::new();
        for part in parts {
            regions.extend(one_or_several(part).ok_or_else(|| Some(part.to_owned()))?);
        }
        if regions.is_empty() {
            return Err(None);
        }
        Ok(Self::listed(regions))
    }

    /// Whether `region` is among them.
    #[must_use]
    pub fn contains(&self, region: Region) -> bool {
        match self {
            Self::All => true,
            Self::Listed(regions) => regions.contains(region),
        }
    }

    /// Their names; `all` alone for all regions.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        match self {
            Self::All => vec!["all".to_owned()],
            Self::Listed(regions) => regions.iter().map(|region| region.name().to_owned()).collect(),
        }
    }

    /// The word for all regions.
    pub const ALL_LABEL: Wording = Wording::fixed("all regions", "koko maakunta");
}

/// One region, or several with nothing but spaces between them. `Keski- ja Tunturi-Lappi` leaves a hyphen
/// behind.
fn one_or_several(part: &str) -> Option<Vec<Region>> {
    let one = |word: &str| Region::find_loosely(word.trim_end_matches('-'));
    match one(part) {
        Some(region) => Some(vec![region]),
        None => part.split_whitespace().map(one).collect(),
    }
}

/// A municipality and the regions that it is taken to belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Municipality {
    /// The Finnish name.
    pub name: &'static str,
    /// One region, or two where the municipality belongs to both.
    pub regions: &'static [Region],
}

/// Lapland's 21 municipalities with the default regions, in Finnish alphabetical order.
pub const MUNICIPALITIES: [Municipality; 21] = [
    municipality("Enontekiö", &[Region::Tunturi, Region::Saamelaisalue]),
    municipality("Inari", &[Region::Saamelaisalue]),
    municipality("Kemi", &[Region::Lansi]),
    municipality("Kemijärvi", &[Region::Ita]),
    municipality("Keminmaa", &[Region::Lansi]),
    municipality("Kittilä", &[Region::Tunturi]),
    municipality("Kolari", &[Region::Tunturi]),
    municipality("Muonio", &[Region::Tunturi]),
    municipality("Pelkosenniemi", &[Region::Ita]),
    municipality("Pello", &[Region::Lansi]),
    municipality("Posio", &[Region::Ita]),
    municipality("Ranua", &[Region::Keski]),
    municipality("Rovaniemi", &[Region::Keski]),
    municipality("Salla", &[Region::Ita]),
    municipality("Savukoski", &[Region::Ita]),
    municipality("Simo", &[Region::Lansi]),
    municipality("Sodankylä", &[Region::Saamelaisalue]),
    municipality("Tervola", &[Region::Lansi]),
    municipality("Tornio", &[Region::Lansi]),
    municipality("Utsjoki", &[Region::Saamelaisalue]),
    municipality("Ylitornio", &[Region::Lansi]),
];

const fn municipality(name: &'static str, regions: &'static [Region]) -> Municipality {
    Municipality { name, regions }
}

impl Municipality {
    /// The municipality of an exact Finnish name.
    #[must_use]
    pub fn find(name: &str) -> Option<&'static Self> {
        MUNICIPALITIES
            .iter()
            .find(|municipality| municipality.name == name)
    }

    /// The municipality that a misspelt name certainly means: case and accents do not matter, nor does the
    /// kind of municipality beside it (`Kemin kaupunki`, `inarin kunta`).
    #[must_use]
    pub fn find_loosely(name: &str) -> Option<&'static Self> {
        let folded = super::fold(name.trim());
        let kind = [" kunta", " kaupunki"]
            .into_iter()
            .find_map(|kind| folded.strip_suffix(kind));
        MUNICIPALITIES.iter().find(|municipality| {
            let bare = super::fold(municipality.name);
            bare == folded || kind.is_some_and(|name| name == bare || name == genitive(&bare))
        })
    }
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
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_region_is_recognised() {
        for (name, region) in [
            ("länsi", Some(Region::Lansi)),
            ("Lansi", Some(Region::Lansi)),
            ("Länsi-Lappi", Some(Region::Lansi)),
            ("Itä-Lapin", Some(Region::Ita)),
            ("Länsi–Lapin alueella", Some(Region::Lansi)),
            ("Keski-Lapin alue", Some(Region::Keski)),
            ("saamelaisalueen", Some(Region::Saamelaisalue)),
            ("Saamelaisalueella", Some(Region::Saamelaisalue)),
            ("alue", None),
            ("Lapin alue", None),
            ("TUNTURI-LAPPI", Some(Region::Tunturi)),
            ("Lappi", None),
            ("Pohjois-Lappi", None),
        ] {
            assert_eq!(Region::find_loosely(name), region, "{name}");
        }
    }

    #[test]
    fn a_misspelt_municipality_is_recognised() {
        for (name, expected) in [
            ("kemijarvi", Some("Kemijärvi")),
            ("Rovaniemen kaupunki", Some("Rovaniemi")),
            ("Utsjoen kunta", Some("Utsjoki")),
            ("Kemin kaupunki", Some("Kemi")),
            ("Keminmaan kunta", Some("Keminmaa")),
            ("Kemi kunta", Some("Kemi")),
            ("kunta", None),
            ("Oulun kaupunki", None),
        ] {
            let found = Municipality::find_loosely(name).map(|found| found.name);
            assert_eq!(found, expected, "{name}");
        }
    }

    #[test]
    fn areas_are_read_as_people_write_them() {
        for (text, expected) in [
            ("Itä, Länsi", Ok("Länsi+Itä")),
            ("Keski- ja Tunturi-Lappi", Ok("Keski+Tunturi")),
            ("itä Keski", Ok("Itä+Keski")),
            ("Koko maakunta", Ok("all")),
            ("koko Lappi", Ok("all")),
            ("Itä-Lappi sekä Länsi-Lappi", Ok("Länsi+Itä")),
            (" , ", Err(None)),
            ("Itä, Pohjoinen", Err(Some("Pohjoinen".to_owned()))),
        ] {
            let read = Regions::parse_loosely(text).map(|regions| regions.names().join("+"));
            assert_eq!(read, expected.map(str::to_owned), "{text}");
        }
    }

    #[test]
    fn listed_regions_are_in_order_and_once() {
        let regions = Regions::listed(vec![Region::Keski, Region::Lansi, Region::Keski]);
        assert_eq!(regions.names(), ["Länsi", "Keski"]);
    }
}
