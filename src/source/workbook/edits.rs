//! The edits that give an entry other values: only what changes is touched. A mapping that is not there yet is written
//! whole, and one of which nothing is left goes.

use std::collections::{BTreeMap, BTreeSet};

use super::cell::value;
use super::facts::Entry;
use super::sheets::{ListShape, Place};
use crate::model::TextLang;
use crate::source::edit::{Change, Edit, Step, Value};
use crate::source::shape::Shape;

/// The values of cells by their names.
pub(super) type Cells = BTreeMap<String, String>;

/// An edit, and the cells from which it comes.
pub(super) type CellEdit = (Edit, Vec<String>);

/// The names of the cells of a place: one for each language of a text.
pub(super) fn cells_of(place: &Place) -> Vec<String> {
    if place.is_local() {
        TextLang::ALL.iter().map(|lang| place.in_lang(*lang)).collect()
    } else {
        vec![place.name.clone()]
    }
}

/// An entry as it would be written new.
pub(super) fn entry_value(list: &ListShape, cells: &Cells) -> Value {
    let places: Vec<&Place> = list.places.iter().collect();
    let plain = list.plain_field().filter(|plain| {
        let mut others = places.iter().filter(|place| place.name != plain.name);
        others.all(|place| is_empty(place, cells))
            && place_value(plain, cells).is_some_and(|value| !is_fields(&value))
    });
    match plain.and_then(|plain| place_value(plain, cells)) {
        Some(value) => value,
        None => fields_value(&places, 0, cells),
    }
}

fn is_fields(value: &Value) -> bool {
    matches!(value, Value::Fields(_))
}

fn is_empty(place: &Place, cells: &Cells) -> bool {
    cells_of(place).iter().all(|name| !cells.contains_key(name))
}

/// What the cells of one place hold; `None` where they are empty.
fn place_value(place: &Place, cells: &Cells) -> Option<Value> {
    if !place.is_local() {
        return cells.get(&place.name).map(|text| value(place.shape, text));
    }
    let texts: Vec<(String, Value)> = TextLang::ALL
        .iter()
        .filter_map(|lang| {
            let text = cells.get(&place.in_lang(*lang))?;
            Some((lang.code().to_owned(), Value::text(text)))
        })
        .collect();
    match &texts[..] {
        [] => None,
        [(lang, text)] if lang == TextLang::Fi.code() => Some(text.clone()),
        _ => Some(Value::Fields(texts)),
    }
}

/// The fields of places that have `depth` names of their way in common.
fn fields_value(places: &[&Place], depth: usize, cells: &Cells) -> Value {
    let fields = by_field(places, depth).into_iter().filter_map(|(name, inner)| {
        let value = match &inner[..] {
            [place] if place.way.len() == depth + 1 => place_value(place, cells)?,
            _ => match fields_value(&inner, depth + 1, cells) {
                Value::Fields(fields) if fields.is_empty() => return None,
                fields => fields,
            },
        };
        Some((name.to_owned(), value))
    });
    Value::Fields(fields.collect())
}

/// The places by the field in which they are.
fn by_field<'p>(places: &[&'p Place], depth: usize) -> Vec<(&'static str, Vec<&'p Place>)> {
    let mut fields: Vec<(&'static str, Vec<&'p Place>)> = Vec::new();
    for place in places {
        let Some(name) = place.way.get(depth) else {
            continue;
        };
        match fields.iter_mut().find(|(known, _)| known == name) {
            Some((_, inner)) => inner.push(place),
            None => fields.push((name, vec![place])),
        }
    }
    fields
}

/// What an entry gets: all cells as they are to be, and which of them change.
pub(super) struct Wanted<'w> {
    /// The entry as it is.
    pub(super) now: &'w Entry,
    pub(super) cells: &'w Cells,
    pub(super) changed: &'w BTreeSet<String>,
}

impl Wanted<'_> {
    /// The edits of what is in a mapping at `at`.
    pub(super) fn of_fields(&self, at: &[Step], places: &[Place]) -> Vec<CellEdit> {
        let places: Vec<&Place> = places.iter().collect();
        self.fields(at, &places, 0)
    }

    /// The edits of an entry of a list at `at`.
    pub(super) fn of_entry(&self, at: &[Step], list: &ListShape) -> Vec<CellEdit> {
        if self.now.form.is_plain
            || !matches!(
                list.item,
                Shape::Fields(_) | Shape::IdOrFields(_) | Shape::TextOrFields(_)
            )
        {
            let edit = Edit::new(at, Change::Set(entry_value(list, self.cells)));
            return vec![(edit, self.changed.iter().cloned().collect())];
        }
        self.of_fields(at, &list.places)
    }

    fn changed_of(&self, places: &[&Place]) -> Vec<String> {
        let names = places.iter().flat_map(|place| cells_of(place));
        names.filter(|name| self.changed.contains(name)).collect()
    }

    fn fields(&self, at: &[Step], places: &[&Place], depth: usize) -> Vec<CellEdit> {
        let mut edits = Vec::new();
        for (name, inner) in by_field(places, depth) {
            let changed = self.changed_of(&inner);
            if changed.is_empty() {
                continue;
            }
            let at = [at, &[Step::field(name)]].concat();
            let is_leaf = inner.len() == 1 && inner[0].way.len() == depth + 1;
            let way = inner[0].way[..=depth].join(".");
            let is_present = self.now.form.present.contains(&way);
            if inner.iter().all(|place| is_empty(place, self.cells)) {
                if is_present {
                    edits.push((Edit::new(at, Change::Remove), changed));
                }
            } else if is_leaf {
                edits.extend(self.leaf(&at, inner[0], changed));
            } else if is_present {
                edits.extend(self.fields(&at, &inner, depth + 1));
            } else {
                let value = fields_value(&inner, depth + 1, self.cells);
                edits.push((Edit::new(at, Change::Set(value)), changed));
            }
        }
        edits
    }

    fn leaf(&self, at: &[Step], place: &Place, changed: Vec<String>) -> Vec<CellEdit> {
        let form = &self.now.form;
        let has_languages =
            place.is_local() && form.present.contains(&place.name) && !form.plain_texts.contains(&place.name);
        if !has_languages {
            let value = place_value(place, self.cells);
            let set = value.map(|value| Edit::new(at, Change::Set(value)));
            return set.map(|edit| (edit, changed)).into_iter().collect();
        }
        let of_lang = |lang: &TextLang| {
            let name = place.in_lang(*lang);
            if !changed.contains(&name) {
                return None;
            }
            let change = match self.cells.get(&name) {
                Some(text) => Change::Set(Value::text(text)),
                None => Change::Remove,
            };
            let at = [at, &[Step::field(lang.code())]].concat();
            Some((Edit::new(at, change), vec![name]))
        };
        TextLang::ALL.iter().filter_map(of_lang).collect()
    }
}
