//! The sheets of a workbook, derived from the shape of an agreement's file: what stands once is in the first sheet,
//! every list of entries has its own. Lists beside each other whose entries have the same fields share one.

use std::sync::LazyLock;

use crate::model::TextLang;
use crate::source::shape::{AGREEMENT, Field, Need, Shape};
use crate::wording::Wording;

/// A field, somewhere below the agreement or below an entry of a list.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The names that lead to it, parted by full stops: `contact.email`; that of the list where an entry is the value.
    pub(super) name: String,
    /// The names again; none where an entry is the value.
    pub(super) way: Vec<&'static str>,
    /// The fields that lead to it, itself last.
    pub(super) fields: Vec<&'static Field>,
    pub(super) shape: &'static Shape,
}

impl Place {
    /// Whether it names regions.
    pub(super) fn is_of_regions(&self) -> bool {
        let inner = match self.shape {
            Shape::List(Shape::List(inner) | inner) => inner,
            shape => shape,
        };
        matches!(inner, Shape::Region | Shape::Regions)
    }
}

/// One list of a sheet.
#[derive(Debug)]
pub(super) struct ListShape {
    /// The way to it from the agreement, or from the entry of the sheet above.
    pub(super) way: Vec<&'static str>,
    pub(super) field: &'static Field,
    pub(super) item: &'static Shape,
    pub(super) places: Vec<Place>,
}

/// A sheet.
#[derive(Debug)]
pub(super) struct SheetShape {
    /// Its stable name: `signatories`, `groups.duties`.
    pub(super) name: String,
    /// None for the sheet of what stands once.
    pub(super) lists: Vec<ListShape>,
    /// The columns, or the rows of what stands once.
    pub(super) places: Vec<Place>,
    /// The sheet whose entries hold its lists.
    pub(super) parent: Option<usize>,
}

/// The lists whose order means something to a reader of the agreement.
const ORDERED: [&str; 3] = ["groups", "groups.duties", "provisions"];

/// The sheets that come first; the others follow as the file has them.
const FIRST: [&str; 7] = [
    "agreement",
    "signatories",
    "groups",
    "groups.members",
    "groups.duties",
    "events",
    "documents",
];

/// The field whose text stands for the list in the sheet that several lists share.
const NAME_OF_LIST: &str = "role";

impl SheetShape {
    /// Whether it holds regions alone.
    pub(super) fn is_of_regions(&self) -> bool {
        !self.places.is_empty() && self.places.iter().all(Place::is_of_regions)
    }

    /// Whether it is the sheet of what stands once.
    pub(super) fn is_form(&self) -> bool {
        self.lists.is_empty()
    }

    pub(super) fn is_ordered(&self) -> bool {
        ORDERED.contains(&self.name.as_str())
    }

    pub(super) fn label(&self) -> Wording {
        match self.naming_list() {
            Some(list) => list.field.label(),
            None => Wording::fixed("Agreement", "Sopimus"),
        }
    }

    /// Of several lists, the one after which the sheet is called.
    pub(super) fn naming_list(&self) -> Option<&ListShape> {
        let common = self.lists.first()?.places.len();
        self.lists.iter().rev().find(|list| list.places.len() == common)
    }

    /// The field whose text says in which of the lists an entry is that is in none of those with a name.
    pub(super) fn list_field(&self) -> Option<&'static Field> {
        let place = self.places.iter().find(|place| place.name == NAME_OF_LIST);
        place.filter(|_| self.lists.len() > 1).map(Place::field)
    }

    /// The lists that are known by a word, with the word: one entry of each.
    pub(super) fn named_lists(&self) -> impl Iterator<Item = (usize, Wording)> {
        let is_named = |list: &ListShape| list.places.iter().all(|place| place.name != NAME_OF_LIST);
        let lists = self
            .lists
            .iter()
            .enumerate()
            .filter(move |(_, list)| is_named(list));
        lists.map(|(at, list)| {
            // Of a list of members there is one word for each: member.
            let label = match list.way.last() {
                Some(&"members") => Wording::fixed("Member", "Jäsen"),
                _ => list.field.label(),
            };
            (at, label)
        })
    }

    /// Whether a field is the id by which the entries of the sheet are known everywhere.
    pub(super) fn is_own_id(&self, name: &str) -> bool {
        name == "id"
            || (self.parent.is_none() && matches!(name, "organisation" | "file") && self.name != "approved")
    }
}

impl Place {
    /// The field itself.
    pub(super) fn field(&self) -> &'static Field {
        self.fields.last().expect("a place is that of a field")
    }

    pub(super) fn is_required(&self) -> bool {
        self.fields.iter().all(|field| field.need == Need::Required)
    }

    pub(super) fn is_local(&self) -> bool {
        matches!(self.shape, Shape::LocalText)
    }

    /// Its name for people: `Contact: e-mail`.
    pub(super) fn label(&self) -> Wording {
        let labels: Vec<Wording> = self.fields.iter().map(|field| field.label()).collect();
        Wording::joined(&labels, ": ")
    }

    /// The name of the cell with its text in a language.
    pub(super) fn in_lang(&self, lang: TextLang) -> String {
        format!("{}.{}", self.name, lang.code())
    }
}

/// The sheets in the order of their tabs, the one of what stands once first.
pub(super) fn sheets() -> &'static [SheetShape] {
    static SHEETS: LazyLock<Vec<SheetShape>> = LazyLock::new(made);
    &SHEETS
}

fn made() -> Vec<SheetShape> {
    let mut form = Walk::default();
    form.go(AGREEMENT, &Way::default());
    let mut sheets = vec![SheetShape {
        name: "agreement".to_owned(),
        lists: Vec::new(),
        places: form.places,
        parent: None,
    }];
    for list in form.lists {
        add(&mut sheets, list, None);
    }
    in_order(sheets)
}

/// Adds the sheet of a list and those of the lists in its entries.
fn add(sheets: &mut Vec<SheetShape>, Found { list, nested }: Found, parent: Option<usize>) {
    let mut name = list.way.join(".");
    if let Some(parent) = parent {
        name = format!("{}.{name}", sheets[parent].name);
    }
    let at = sheets.len();
    sheets.push(SheetShape {
        name,
        places: list.places.clone(),
        lists: vec![list],
        parent,
    });
    let mut shared: Option<usize> = None;
    for nested in nested {
        match shared.filter(|shared| is_alike(&sheets[*shared], &nested.list)) {
            Some(shared) => share(&mut sheets[shared], nested.list),
            None => {
                add(sheets, nested, Some(at));
                shared = Some(sheets.len() - 1);
            }
        }
    }
}

/// Whether a list has all the fields of those that are in a sheet.
fn is_alike(sheet: &SheetShape, list: &ListShape) -> bool {
    let has = |name: &str| list.places.iter().any(|place| place.name == name);
    sheet.places.iter().all(|place| has(&place.name))
}

fn share(sheet: &mut SheetShape, list: ListShape) {
    sheet.places.clone_from(&list.places);
    sheet.lists.push(list);
    let own_name = sheet.naming_list().and_then(|list| list.way.last());
    if let (Some(own_name), Some((above, _))) = (own_name, sheet.name.rsplit_once('.')) {
        sheet.name = format!("{above}.{own_name}");
    }
}

fn in_order(sheets: Vec<SheetShape>) -> Vec<SheetShape> {
    let rank = |sheet: &SheetShape| {
        let first = FIRST.iter().position(|name| *name == sheet.name);
        first.unwrap_or(FIRST.len())
    };
    let names: Vec<String> = sheets.iter().map(|sheet| sheet.name.clone()).collect();
    let mut sheets = sheets;
    sheets.sort_by_key(rank);
    let new_place = |parent: usize| sheets.iter().position(|sheet| sheet.name == names[parent]);
    let parents: Vec<Option<usize>> = sheets
        .iter()
        .map(|sheet| sheet.parent.and_then(new_place))
        .collect();
    for (sheet, parent) in sheets.iter_mut().zip(parents) {
        sheet.parent = parent;
    }
    sheets
}

/// A list, and those in its entries.
struct Found {
    list: ListShape,
    nested: Vec<Self>,
}

#[derive(Clone, Default)]
struct Way {
    names: Vec<&'static str>,
    fields: Vec<&'static Field>,
}

#[derive(Default)]
struct Walk {
    places: Vec<Place>,
    lists: Vec<Found>,
}

impl Walk {
    fn go(&mut self, fields: &'static [Field], above: &Way) {
        for field in fields {
            let mut way = above.clone();
            way.names.push(field.name);
            way.fields.push(field);
            match &field.shape {
                Shape::Fields(inner) => self.go(inner, &way),
                Shape::List(item) | Shape::OneOrList(item) if has_entries(item) => {
                    self.lists.push(found(&way, field, item));
                }
                shape => self.places.push(Place {
                    name: way.names.join("."),
                    way: way.names,
                    fields: way.fields,
                    shape,
                }),
            }
        }
    }
}

/// Whether what a list holds takes a row of its own; single words share a cell.
fn has_entries(item: &Shape) -> bool {
    matches!(
        item,
        Shape::Fields(_) | Shape::TextOrFields(_) | Shape::IdOrFields(_) | Shape::List(_)
    )
}

fn found(way: &Way, field: &'static Field, item: &'static Shape) -> Found {
    let mut walk = Walk::default();
    match item {
        Shape::Fields(inner) | Shape::TextOrFields(inner) | Shape::IdOrFields(inner) => {
            walk.go(inner, &Way::default());
        }
        shape => walk.places.push(Place {
            name: field.name.to_owned(),
            way: Vec::new(),
            fields: vec![field],
            shape,
        }),
    }
    let list = ListShape {
        way: way.names.clone(),
        field,
        item,
        places: walk.places,
    };
    Found {
        list,
        nested: walk.lists,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_of_an_agreement_has_its_sheet() {
        let line = |sheet: &SheetShape| {
            let lists: Vec<String> = sheet.lists.iter().map(|list| list.way.join(".")).collect();
            let places: Vec<&str> = sheet.places.iter().map(|place| place.name.as_str()).collect();
            format!("{} [{}] {}", sheet.name, lists.join(" "), places.join(" "))
        };
        let lines: Vec<String> = sheets().iter().map(line).collect();
        insta::assert_snapshot!(lines.join("\n"));
    }

    #[test]
    fn a_sheet_below_another_knows_it() {
        let sheet = |name: &str| sheets().iter().find(|sheet| sheet.name == name);
        let duties = sheet("groups.duties").expect("duties have a sheet");
        let above = duties.parent.map(|parent| sheets()[parent].name.as_str());
        assert_eq!(above, Some("groups"));
        assert!(sheet("signatories").is_some_and(|sheet| sheet.parent.is_none()));
    }
}
