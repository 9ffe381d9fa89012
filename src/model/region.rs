//! A region of a network: a value with the id that agreements write and the name that people read. Which
//! regions there are, the network says (`src/model/network.rs`).

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::{LocalText, TextLang};
use crate::wording::Wording;

/// One region. It is compared by its place in the network's own order and its id.
#[derive(Clone)]
pub struct Region(Arc<Facts>);

struct Facts {
    position: usize,
    id: String,
    name: LocalText,
    municipalities: Vec<String>,
    slug: String,
}

impl Region {
    pub(super) fn new(
        (position, slug): (usize, String),
        id: String,
        name: LocalText,
        municipalities: Vec<String>,
    ) -> Self {
        Self(Arc::new(Facts {
            position,
            id,
            name,
            municipalities,
            slug,
        }))
    }

    /// Its place in the network's own order, from 0.
    #[must_use]
    pub fn position(&self) -> usize {
        self.0.position
    }

    /// What agreements write and lists show, the same in all languages.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.0.id
    }

    /// Its name in addresses and file names: letters a to z, digits and hyphens, unique in the network.
    #[must_use]
    pub fn slug(&self) -> &str {
        &self.0.slug
    }

    /// The name for people, in `lang` where the network has it.
    #[must_use]
    pub fn name(&self, lang: TextLang) -> &str {
        self.0.name.get(lang)
    }

    /// The name for people as the program says it.
    #[must_use]
    pub fn wording(&self) -> Wording {
        Wording::of(|lang| self.name(TextLang::of(lang)).to_owned())
    }

    /// The name for people in every language.
    #[must_use]
    pub fn names(&self) -> &LocalText {
        &self.0.name
    }

    /// The Finnish names of its municipalities, in the order of the network.
    #[must_use]
    pub fn municipalities(&self) -> &[String] {
        &self.0.municipalities
    }
}

impl fmt::Debug for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Region({})", self.id())
    }
}

impl PartialEq for Region {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Region {}

impl PartialOrd for Region {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Region {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |region: &Self| region.position();
        key(self).cmp(&key(other)).then_with(|| self.id().cmp(other.id()))
    }
}

impl Hash for Region {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.id().hash(state);
    }
}

impl serde::Serialize for Region {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

/// The regions of a signatory or a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Regions {
    /// All regions, also when regions change.
    All,
    /// These.
    Listed(RegionSet),
}

/// Some of the regions, in the network's order and without repetition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegionSet(Vec<Region>);

impl RegionSet {
    pub fn iter(&self) -> impl Iterator<Item = &Region> {
        self.0.iter()
    }
}

impl FromIterator<Region> for RegionSet {
    fn from_iter<I: IntoIterator<Item = Region>>(regions: I) -> Self {
        let mut regions: Vec<Region> = regions.into_iter().collect();
        regions.sort_unstable();
        regions.dedup();
        Self(regions)
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
            (Self::Listed(a), Self::Listed(b)) => Self::Listed(a.iter().chain(b.iter()).cloned().collect()),
            _ => Self::All,
        }
    }

    /// Whether `region` is among them.
    #[must_use]
    pub fn contains(&self, region: &Region) -> bool {
        match self {
            Self::All => true,
            Self::Listed(regions) => regions.0.contains(region),
        }
    }

    /// Their ids; `all` alone for all regions.
    #[must_use]
    pub fn ids(&self) -> Vec<String> {
        match self {
            Self::All => vec![super::network::ALL.to_owned()],
            Self::Listed(regions) => regions.iter().map(|region| region.id().to_owned()).collect(),
        }
    }
}
