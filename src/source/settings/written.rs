//! The regions of a network as `registry.yaml` has them: the one writer of its fields, and the edits that give a
//! region another id there.

use crate::diagnostic::{FilePath, Findings};
use crate::model::{MunicipalityData, Network, NetworkData, RegionData, fold, is_one_of};
use crate::source::edit::{Change, Edit, Step, Value};
use crate::source::encoding;
use crate::source::tree::{NodeId, Tree};

/// The fields that define the regions, in their order.
pub(super) fn definition(data: &NetworkData) -> Vec<(&'static str, Value)> {
    let mut fields = vec![("regions", Value::List(data.regions.iter().map(region).collect()))];
    fields.extend(data.whole.as_ref().map(|whole| ("whole", texts(whole))));
    if !data.whole_aliases.is_empty() {
        let aliases = data.whole_aliases.iter().map(Value::text);
        fields.push(("whole_aliases", Value::List(aliases.collect())));
    }
    if data.estimated {
        fields.push(("estimated", Value::plain("true")));
    }
    fields
}

fn region(region: &RegionData) -> Value {
    let mut fields = vec![("id".to_owned(), Value::text(&region.id))];
    let name = region.name.as_ref().map(texts);
    fields.extend(name.map(|name| ("name".to_owned(), name)));
    if !region.aliases.is_empty() {
        let aliases = region.aliases.iter().map(Value::text);
        fields.push(("aliases".to_owned(), Value::List(aliases.collect())));
    }
    if !region.municipalities.is_empty() {
        let municipalities = region.municipalities.iter().map(municipality);
        fields.push(("municipalities".to_owned(), Value::List(municipalities.collect())));
    }
    Value::Fields(fields)
}

fn municipality(one: &MunicipalityData) -> Value {
    let name = texts(&one.name);
    match (one.tile, one.name.has_translations()) {
        (None, false) => name,
        (None, true) => Value::fields([("name", name)]),
        (Some(tile), _) => {
            let place = [tile.column, tile.row].map(|number| Value::plain(&number));
            Value::fields([("name", name), ("tile", Value::List(place.into()))])
        }
    }
}

fn texts(text: &crate::model::LocalText) -> Value {
    if !text.has_translations() {
        return Value::text(text.fi());
    }
    let texts = text
        .iter()
        .map(|(lang, text)| (lang.code().to_owned(), Value::text(text)));
    Value::Fields(texts.collect())
}

/// How a file defines the regions of its network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Definition {
    /// In `regions`.
    Regions,
    /// In `areas`, the old form.
    Areas,
    /// Not at all: the regions are the default.
    Default,
}

impl Definition {
    /// How these bytes of `registry.yaml` define them.
    #[must_use]
    pub fn of(file: &FilePath, bytes: &[u8]) -> Self {
        with_tree(file, bytes, |tree| {
            let has = |name| field(tree, Tree::ROOT, name).is_some();
            match (has("regions"), has("areas")) {
                (true, _) => Self::Regions,
                (false, true) => Self::Areas,
                (false, false) => Self::Default,
            }
        })
        .unwrap_or(Self::Default)
    }
}

/// A region with another id, another name for people, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegionChange {
    /// The id that it has in the network.
    pub from: String,
    /// The id that it gets; it may be the same.
    pub to: String,
    /// The name that it gets.
    pub name: Option<String>,
}

impl RegionChange {
    /// The edits of `registry.yaml`. Where it defines no regions, it gets those of `network`. The old id is one of
    /// the aliases then.
    #[must_use]
    pub fn edits(&self, file: &FilePath, bytes: &[u8], network: &Network) -> Vec<Edit> {
        let mut data = network.data().clone();
        let Some(region) = data.regions.iter_mut().find(|region| region.id == self.from) else {
            return Vec::new();
        };
        if Definition::of(file, bytes) == Definition::Regions {
            return self.edits_of_listed(file, bytes, region);
        }
        self.apply(region);
        let is_new = |(name, _): &(&str, Value)| {
            with_tree(file, bytes, |tree| field(tree, Tree::ROOT, name).is_none()).unwrap_or(true)
        };
        let append = |field, value| Edit::new([Step::field(field)], Change::Append(value));
        let edits = definition(&data)
            .into_iter()
            .filter(is_new)
            .flat_map(|(field, value)| match value {
                Value::List(entries) => entries.into_iter().map(|entry| append(field, entry)).collect(),
                value => vec![Edit::new([Step::field(field)], Change::Set(value))],
            });
        edits.collect()
    }

    fn edits_of_listed(&self, file: &FilePath, bytes: &[u8], region: &RegionData) -> Vec<Edit> {
        let entry = Step::entry("id", &self.from);
        let on = |field: &str, change| {
            Edit::new(
                [Step::field("regions"), entry.clone(), Step::field(field)],
                change,
            )
        };
        if self.is_listed_as_text(file, bytes) {
            let mut region = region.clone();
            self.apply(&mut region);
            let is_plain = region.name.is_none() && region.aliases.is_empty();
            let value = if is_plain {
                Value::text(&region.id)
            } else {
                self::region(&region)
            };
            let item = [Step::field("regions"), Step::Item(self.from.clone())];
            return vec![Edit::new(item, Change::Set(value))];
        }
        let mut edits = Vec::new();
        if let Some(name) = &self.name {
            edits.push(on("name", Change::Set(Value::text(name))));
        }
        match self.alias(region) {
            Alias::None => {}
            Alias::Added => edits.push(on("aliases", Change::Append(Value::text(&self.from)))),
            Alias::InPlaceOf(at) => {
                let alias = [
                    Step::field("regions"),
                    entry.clone(),
                    Step::field("aliases"),
                    Step::Item(region.aliases[at].clone()),
                ];
                edits.push(Edit::new(alias, Change::Set(Value::text(&self.from))));
            }
        }
        if self.to != self.from {
            edits.push(on("id", Change::Set(Value::text(&self.to))));
        }
        edits
    }

    /// Whether the region is listed as its id alone.
    fn is_listed_as_text(&self, file: &FilePath, bytes: &[u8]) -> bool {
        let is_text = with_tree(file, bytes, |tree| {
            let list = field(tree, Tree::ROOT, "regions")?;
            let mut items = tree.children(list);
            items.find(|item| tree.scalar(*item).is_some_and(|(text, _)| text == self.from))
        });
        is_text.flatten().is_some()
    }

    fn apply(&self, region: &mut RegionData) {
        match self.alias(region) {
            Alias::None => {}
            Alias::Added => region.aliases.push(self.from.clone()),
            Alias::InPlaceOf(at) => region.aliases[at].clone_from(&self.from),
        }
        region.id.clone_from(&self.to);
        if let Some(name) = &self.name {
            region.name = Some(crate::model::LocalText::plain(name));
        }
    }

    /// What becomes of the old id.
    fn alias(&self, region: &RegionData) -> Alias {
        let is_alias = |id: &str| {
            region
                .aliases
                .iter()
                .position(|alias| is_one_of(id, [alias.as_str()]))
        };
        if fold(&self.from) == fold(&self.to) || is_alias(&self.from).is_some() {
            return Alias::None;
        }
        is_alias(&self.to).map_or(Alias::Added, Alias::InPlaceOf)
    }
}

/// How the old id of a region stays among its aliases.
enum Alias {
    /// It is not needed, or one already.
    None,
    Added,
    /// It takes the place of the alias that is the new id.
    InPlaceOf(usize),
}

fn with_tree<T>(file: &FilePath, bytes: &[u8], ask: impl FnOnce(&Tree<'_>) -> T) -> Option<T> {
    let mut unheard = Findings::default();
    let text = encoding::text_of(file, bytes.to_vec(), &mut unheard);
    Tree::parse(file, &text, &mut unheard).as_ref().map(ask)
}

fn field(tree: &Tree<'_>, mapping: NodeId, name: &str) -> Option<NodeId> {
    let mut pairs = tree.pairs(mapping);
    let (_, value) = pairs.find(|(key, _)| tree.scalar(*key).is_some_and(|(text, _)| text == name))?;
    Some(value)
}
