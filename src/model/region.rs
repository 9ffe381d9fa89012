//! The five areas of the network and the municipalities of Lapland.
//!
//! No source maps municipalities to areas: the mapping is a default that says that it is a guess,
//! and a registry can override it (`docs/format.md`).

use crate::wording::Wording;

/// One of the five areas.
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
    /// Saamelaisalue
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

    /// The region that a misspelt name certainly means: case, accents and an added `-Lappi` do
    /// not matter (`länsi`, `Lansi`, `Länsi-Lappi`).
    #[must_use]
    pub fn find_loosely(name: &str) -> Option<Self> {
        let folded = super::fold(name);
        let bare = folded.trim();
        let bare = bare
            .strip_suffix("-lappi")
            .or_else(|| bare.strip_suffix(" lappi"))
            .or_else(|| bare.strip_suffix("lappi"))
            .unwrap_or(bare);
        Self::ALL
            .into_iter()
            .find(|region| super::fold(region.name()) == bare)
    }
}

impl serde::Serialize for Region {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// The regions of a signatory or a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Regions {
    /// The whole province, also when areas change.
    All,
    /// These, in the network's order and without repetition.
    Listed(Vec<Region>),
}

impl Regions {
    /// The listed regions, put in order.
    #[must_use]
    pub fn listed(mut regions: Vec<Region>) -> Self {
        regions.sort_unstable();
        regions.dedup();
        Self::Listed(regions)
    }

    /// One or several areas as people write them, or the whole province: `Itä ja Länsi`,
    /// `Keski- ja Tunturi-Lappi`, `koko maakunta`.
    ///
    /// # Errors
    /// The part that is no area; nothing when no area is named.
    pub fn parse_loosely(text: &str) -> Result<Self, Option<String>> {
        const WHOLE: [&str; 7] = [
            "all",
            "kaikki",
            "koko maakunta",
            "maakunta",
            "koko lappi",
            "lappi",
            "whole province",
        ];
        if WHOLE.contains(&super::fold(text.trim()).as_str()) {
            return Ok(Self::All);
        }
        let parts = text
            .split([',', ';', '/', '+', '&', '\n'])
            .flat_map(|part| part.split(" ja "))
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
            Self::Listed(regions) => regions.contains(&region),
        }
    }

    /// Their names; `all` alone for the whole province.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        match self {
            Self::All => vec!["all".to_owned()],
            Self::Listed(regions) => regions.iter().map(|region| region.name().to_owned()).collect(),
        }
    }

    /// The word for the whole province.
    pub const ALL_LABEL: Wording = Wording::fixed("whole province", "koko maakunta");
}

/// One area, or several with nothing but spaces between them. `Keski- ja Tunturi-Lappi` leaves a hyphen
/// behind.
fn one_or_several(part: &str) -> Option<Vec<Region>> {
    let one = |word: &str| Region::find_loosely(word.trim_end_matches('-'));
    match one(part) {
        Some(region) => Some(vec![region]),
        None => part.split_whitespace().map(one).collect(),
    }
}

/// A municipality and the areas that it is taken to belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Municipality {
    /// The Finnish name.
    pub name: &'static str,
    /// One area, or two where the municipality belongs to both.
    pub regions: &'static [Region],
}

/// Lapland's 21 municipalities with the default areas, in Finnish alphabetical order.
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
            ("Itä-Lapin", None),
            ("TUNTURI-LAPPI", Some(Region::Tunturi)),
            ("Lappi", None),
            ("Pohjois-Lappi", None),
        ] {
            assert_eq!(Region::find_loosely(name), region, "{name}");
        }
    }

    #[test]
    fn areas_are_read_as_people_write_them() {
        for (text, expected) in [
            ("Itä, Länsi", Ok("Länsi+Itä")),
            ("Keski- ja Tunturi-Lappi", Ok("Keski+Tunturi")),
            ("itä Keski", Ok("Itä+Keski")),
            ("Koko maakunta", Ok("all")),
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
        assert_eq!(regions, Regions::Listed(vec![Region::Lansi, Region::Keski]));
    }
}
