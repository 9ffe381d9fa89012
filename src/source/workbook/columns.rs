//! The columns of a sheet of entries: the key, where an entry is, its fields, and a mark for what is to go. Each has a
//! stable name, which is in a hidden row above the headings, and a heading in either language.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::cell::is_said;
use super::facts::Facts;
use super::sheets::{Place, SheetShape, sheets};
use crate::model::TextLang;
use crate::wording;
use crate::wording::Wording;

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Use {
    Key,
    /// The number of an entry in its list.
    Order,
    /// The entry that holds its list.
    Parent,
    /// Which of the lists of the sheet.
    List,
    /// A field, by its place among those of the sheet.
    Field(usize, Option<TextLang>),
    /// Whether the entry is to go.
    Mark,
    /// The name of a field that stands once.
    Label,
    /// Its value.
    Value,
}

/// A column.
#[derive(Clone, Debug)]
pub(super) struct UsedColumn {
    pub(super) of: Use,
    pub(super) name: String,
    pub(super) heading: Wording,
}

/// The columns of a sheet with texts in these languages.
pub(super) fn columns(sheet: &SheetShape, langs: &dyn Fn(&Place) -> Vec<TextLang>) -> Vec<UsedColumn> {
    let mut columns = vec![column(Use::Key, "#key", Wording::fixed("Key", "Avain"))];
    if sheet.is_form() {
        columns.push(column(Use::Label, "#field", Wording::fixed("Field", "Kenttä")));
        columns.push(column(Use::Value, "#value", Wording::fixed("Value", "Arvo")));
        return columns;
    }
    if let Some(parent) = sheet.parent {
        columns.push(column(Use::Parent, "#in", name_of_one(&sheets()[parent])));
    }
    if sheet.is_ordered() {
        columns.push(column(Use::Order, "#order", Wording::fixed("No.", "Nro")));
    }
    if let Some(field) = sheet.list_field() {
        columns.push(column(Use::List, "#list", field.label()));
    }
    for (at, place) in sheet.places.iter().enumerate() {
        if sheet.list_field().is_some_and(|field| field.name == place.name) {
            continue;
        }
        if !place.is_local() {
            columns.push(column(Use::Field(at, None), &place.name, place.label()));
            continue;
        }
        let langs = langs(place);
        for lang in &langs {
            let of = Use::Field(at, Some(*lang));
            columns.push(column(
                of,
                &place.in_lang(*lang),
                in_lang(&place.label(), *lang, &langs),
            ));
        }
    }
    columns.push(column(
        Use::Mark,
        "#remove",
        Wording::fixed("Remove?", "Poistetaan?"),
    ));
    columns
}

fn column(of: Use, name: &str, heading: Wording) -> UsedColumn {
    UsedColumn {
        of,
        name: name.to_owned(),
        heading,
    }
}

/// The heading of a text; with its language, where there are several.
pub(super) fn in_lang(label: &Wording, lang: TextLang, langs: &[TextLang]) -> Wording {
    if langs == [TextLang::Fi] {
        return label.clone();
    }
    let code = lang.code();
    wording!(en: "{label} ({code})", fi: "{label} ({code})", label)
}

/// What one entry of a sheet is called; only groups have lists of their own.
fn name_of_one(sheet: &SheetShape) -> Wording {
    match sheet.name.as_str() {
        "groups" => Wording::fixed("Group", "Ryhmä"),
        _ => sheet.label(),
    }
}

/// The languages of a text: Finnish, those that it has in some entry, and those of the agreement's title. What stands
/// once can get a text in Swedish and English, too.
pub(super) fn languages(facts: &Facts, sheet: usize, place: &Place) -> Vec<TextLang> {
    let titles = facts.sheets[0].iter();
    let has_title = |lang: &TextLang| {
        let name = format!("title.{}", lang.code());
        titles.clone().any(|entry| !entry.cell(&name).is_empty())
    };
    let is_used = |lang: &TextLang| {
        let name = place.in_lang(*lang);
        facts.sheets[sheet]
            .iter()
            .any(|entry| !entry.cell(&name).is_empty())
    };
    let is_offered = |lang: &TextLang| match lang {
        TextLang::Fi => true,
        TextLang::Sv | TextLang::En => sheet == 0,
        _ => false,
    };
    let is_wanted = |lang: &&TextLang| is_offered(lang) || has_title(lang) || is_used(lang);
    TextLang::ALL.iter().filter(is_wanted).copied().collect()
}

/// All columns that a sheet can have: with every language, and with Finnish alone, whose headings name no language.
struct AllColumns {
    all: Vec<UsedColumn>,
    finnish: Vec<UsedColumn>,
}

fn all_columns(sheet: usize) -> &'static AllColumns {
    static ALL: LazyLock<Vec<AllColumns>> = LazyLock::new(|| {
        let of = |sheet: &SheetShape| AllColumns {
            all: columns(sheet, &|_| TextLang::ALL.to_vec()),
            finnish: columns(sheet, &|_| vec![TextLang::Fi]),
        };
        sheets().iter().map(of).collect()
    });
    &ALL[sheet]
}

/// The column that a stable name or, where that is not there, a heading in either language means.
pub(super) fn meant(sheet: usize, name: &str, heading: &str) -> Option<UsedColumn> {
    let AllColumns { all, finnish } = all_columns(sheet);
    if let Some(found) = all.iter().find(|column| column.name == name) {
        return Some(found.clone());
    }
    let heading = heading.trim();
    let is_headed = |column: &&UsedColumn| !heading.is_empty() && is_said(&column.heading, heading);
    let found: Vec<&UsedColumn> = all.iter().chain(finnish).filter(is_headed).collect();
    let names: BTreeSet<&str> = found.iter().map(|column| column.name.as_str()).collect();
    // Two columns of one heading are told apart by their names alone.
    (names.len() == 1).then(|| found[0].clone())
}
