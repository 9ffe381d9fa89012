//! A region that gets another id, in the file of an agreement: the lists of regions, and the digest of a text that
//! was opened for signing, which is the same text. What had changed since the opening stays recorded as changed.

use super::decode::{Reading, agreement_as};
use super::edit::{Change, Edit, EditProblem, Step, Value, edited};
use super::region_places::region_places;
use super::tree::Tree;
use super::{Role, encoding, shape};
use crate::diagnostic::{FilePath, Findings, Place};
use crate::model::{MOST_REGIONS, Network, NetworkData, RecordedDigest, RegionData};
use crate::wording;

/// The regions that the lists of an agreement name, as they are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamedRegions(Vec<(String, Place)>);

impl NamedRegions {
    /// Those of a file; `None` when its text cannot be read as a whole.
    #[must_use]
    pub fn of(file: &FilePath, bytes: &[u8]) -> Option<Self> {
        let text = text_of(file, bytes)?;
        let mut unheard = Findings::default();
        let tree = Tree::parse(file, &text, &mut unheard).filter(Tree::is_whole)?;
        let places = region_places(&tree, shape::of(Role::Agreement)).into_iter();
        let named = places.filter_map(|place| {
            let (text, _) = tree.scalar(place.item)?;
            Some((text.to_owned(), Place::new(file, tree.span(place.item))))
        });
        Some(Self(named.collect()))
    }

    /// Each id once.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        let ids: std::collections::BTreeSet<&str> = self.0.iter().map(|(id, _)| id.as_str()).collect();
        ids.into_iter()
    }

    /// Whether a region is among them.
    #[must_use]
    pub fn contains(&self, id: &str) -> bool {
        self.0.iter().any(|(named, _)| named == id)
    }
}

/// A file in which a region has its new id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenamedRegion {
    pub bytes: Vec<u8>,
    /// Whether the digest of the opened text was restated.
    pub is_restated: bool,
}

/// A region and its new id, for one file.
#[derive(Clone, Debug)]
pub struct RegionRenaming {
    from: String,
    to: String,
    before: Network,
    after: Network,
    both: Network,
}

impl RegionRenaming {
    /// In a file that names these regions: `network` has the region under its new id. Other regions of the file that
    /// it does not have, because they have been renamed, too, are those whose aliases they are.
    #[must_use]
    pub fn new(network: &Network, (from, to): (&str, &str), named: &NamedRegions) -> Self {
        let mut data = network.data().clone();
        let strange = |id: &&str| *id != from && network.find_region(id).is_none();
        for id in named.ids().filter(strange).take(MOST_REGIONS) {
            let meant = network.region_meant(id).map(crate::model::Region::id);
            insert(&mut data, id, meant);
        }
        let mut before = data.clone();
        for region in before.regions.iter_mut().filter(|region| region.id == to) {
            from.clone_into(&mut region.id);
        }
        let mut both = data.clone();
        insert(&mut both, from, Some(to));
        Self {
            from: from.to_owned(),
            to: to.to_owned(),
            before: Network::new(before),
            after: Network::new(data),
            both: Network::new(both),
        }
    }

    /// A network that has the region under both ids, and everything else that the file names.
    #[must_use]
    pub fn network(&self) -> &Network {
        &self.both
    }

    /// The bytes of the file after the renaming.
    ///
    /// # Errors
    /// When a list names the region under both ids, or the edit would touch anything else.
    pub fn edited(&self, file: &FilePath, bytes: &[u8]) -> Result<RenamedRegion, EditProblem> {
        self.refuse_union(file, bytes)?;
        let network = (Role::Agreement, &self.both);
        let rename = Edit::region_renamed(&self.from, &self.to);
        let renamed = edited(file, bytes, network, &[rename])?;
        let digests = self.restated(file, bytes, &renamed).unwrap_or_default();
        let is_opened = |edit: &Edit| edit.at.first() == Some(&Step::field("opened"));
        let is_restated = digests.iter().any(is_opened);
        Ok(RenamedRegion {
            bytes: edited(file, &renamed, network, &digests)?,
            is_restated,
        })
    }

    /// Two regions of one list would become one: that is another text, which a person writes.
    fn refuse_union(&self, file: &FilePath, bytes: &[u8]) -> Result<(), EditProblem> {
        let Some(text) = text_of(file, bytes) else {
            return Ok(());
        };
        let mut unheard = Findings::default();
        let Some(tree) = Tree::parse(file, &text, &mut unheard) else {
            return Ok(());
        };
        let is = |node, id: &str| tree.scalar(node).is_some_and(|(text, _)| text == id);
        let places = region_places(&tree, shape::of(Role::Agreement));
        let old = places.iter().filter(|place| is(place.item, &self.from));
        let has_both = |list| tree.children(list).any(|item| is(item, &self.to));
        let mut united = old.filter(|place| has_both(place.list));
        let Some(place) = united.next() else { return Ok(()) };
        let (from, to) = (&self.from, &self.to);
        Err(EditProblem {
            message: wording!(
                en: "a list names both `{from}` and `{to}`, which would become one",
                fi: "luettelossa ovat sekä `{from}` että `{to}`, joista tulisi yksi alue"
            ),
            place: Some(Place::new(file, tree.span(place.item))),
            help: None,
        })
    }

    /// The digests of the opened text and of approved texts with the new id, where they are others than those on
    /// record.
    fn restated(&self, file: &FilePath, old: &[u8], new: &[u8]) -> Option<Vec<Edit>> {
        let (old, new) = (text_of(file, old)?, text_of(file, new)?);
        let mut unheard = Findings::default();
        let old = Tree::parse(file, &old, &mut unheard)?;
        let new = Tree::parse(file, &new, &mut unheard)?;
        let mut pairs = Vec::new();
        // A digest is of the text as it is written, or as it is meant.
        for reading in [Reading::AsWritten, Reading::AsMeant] {
            let before = agreement_as(reading, file, &old, &self.before)?;
            pairs.push((before, agreement_as(reading, file, &new, &self.after)?));
        }
        let restated = |recorded: &str| {
            let mut digest = recorded.to_owned();
            for (before, after) in &pairs {
                digest = RecordedDigest::parse(&digest)?.restated(before, after);
            }
            (digest != recorded).then_some(Change::Set(Value::text(digest)))
        };
        let (recorded, _) = pairs.first()?;
        let opened = recorded.opened.iter().filter_map(|opened| {
            let text = [Step::field("opened"), Step::field("text")];
            Some(Edit::new(text, restated(&opened.text.value)?))
        });
        let approved = recorded.approvals.iter().enumerate();
        let approved = approved.filter_map(|(number, approval)| {
            let text = [Step::field("approved"), Step::Number(number), Step::field("text")];
            Some(Edit::new(text, restated(&approval.text.value)?))
        });
        Some(opened.chain(approved).collect())
    }
}

/// Adds a region before another one, else after all others.
fn insert(data: &mut NetworkData, id: &str, before: Option<&str>) {
    let mut regions = data.regions.iter();
    let at = regions.position(|region| Some(region.id.as_str()) == before);
    let region = RegionData {
        id: id.to_owned(),
        ..RegionData::default()
    };
    data.regions.insert(at.unwrap_or(data.regions.len()), region);
}

fn text_of(file: &FilePath, bytes: &[u8]) -> Option<String> {
    let mut findings = Findings::default();
    let text = encoding::text_of(file, bytes.to_vec(), &mut findings);
    (!findings.has_errors()).then_some(text)
}

#[cfg(test)]
mod tests;
