//! A workbook as data, whatever its format: the sheets with their cells as a person sees them, what can be chosen in
//! them, and which of them are locked.

use super::base::{self, Origin};
use super::book::{
    Cell, Column, ColumnKind, MARK_NOTE, ORDER_NOTE, PARENT_NOTE, REMOVE, Row, Sheet, Workbook,
    WorkbookWanted,
};
use super::cell::{Shown, Words};
use super::choices::Choices;
use super::columns::{Use, UsedColumn, columns, in_lang, languages};
use super::facts::{Entry, Facts};
use super::filled::KEY_OF;
use super::offered::AllChoices;
use super::sheets::{Place, SheetShape, sheets};
use crate::diagnostic::{FilePath, Findings};
use crate::model::{FileDigest, TextLang};
use crate::source::shape::{Field, Shape};
use crate::source::text;
use crate::source::tree::Tree;
use crate::wording;
use crate::wording::{Lang, Wording};

/// What a cell holds at most, in units of UTF-16.
const LONGEST_TEXT: usize = 32_767;

/// The workbook of an agreement's file.
///
/// # Errors
/// A text that no cell can hold.
pub fn workbook(file: &FilePath, bytes: &[u8], wanted: &WorkbookWanted<'_>) -> Result<Workbook, Wording> {
    let read = text(bytes.to_vec());
    let tree = Tree::parse(file, read.text(), &mut Findings::default())
        .ok_or_else(|| wording!(en: "{file} cannot be read", fi: "tiedostoa {file} ei voi lukea"))?;
    let facts = Facts::of(&tree);
    refuse_long_texts(&facts)?;
    let origin = Origin {
        agreement: wanted.agreement.to_owned(),
        digest: FileDigest::of(bytes).to_string(),
    };
    let words = Words {
        lang: wanted.lang,
        network: wanted.network,
    };
    let mut layout = Layout {
        wanted,
        words,
        all_choices: AllChoices::of(&facts, wanted.organisations),
        facts: &facts,
        choices: Vec::new(),
    };
    // A network without regions is asked for none.
    let is_wanted = |at: &usize| {
        let is_used = !facts.sheets[*at].is_empty();
        is_used || wanted.network.has_regions() || !sheets()[*at].is_of_regions()
    };
    let wanted_sheets = (0..sheets().len()).filter(is_wanted);
    let sheets = wanted_sheets.map(|at| layout.sheet(at)).collect();
    Ok(Workbook {
        agreement: wanted.agreement.to_owned(),
        sheets,
        choices: layout.choices,
        base: base::rows(&origin, &facts),
        base_name: base::MARK,
    })
}

fn refuse_long_texts(facts: &Facts) -> Result<(), Wording> {
    for (sheet, entries) in sheets().iter().zip(&facts.sheets) {
        for entry in entries {
            let too_long = entry
                .cells
                .iter()
                .find(|(_, text)| text.encode_utf16().count() > LONGEST_TEXT);
            if let Some((name, _)) = too_long {
                let place = Wording::joined(
                    &[sheet.label(), Wording::same((entry.number + 1).to_string())],
                    " ",
                );
                return Err(wording!(
                    en: "{place}: the text `{name}` is longer than the 32,767 characters that a cell can hold",
                    fi: "{place}: teksti `{name}` on pidempi kuin soluun mahtuvat 32 767 merkkiä",
                    name, place
                ));
            }
        }
    }
    Ok(())
}

struct Layout<'l> {
    wanted: &'l WorkbookWanted<'l>,
    words: Words<'l>,
    all_choices: AllChoices,
    facts: &'l Facts,
    choices: Vec<Choices>,
}

impl Layout<'_> {
    fn word(&self, wording: &Wording) -> String {
        wording.get(self.wanted.lang).to_owned()
    }

    fn sheet(&mut self, at: usize) -> Sheet {
        let sheet = &sheets()[at];
        let (columns, rows) = if sheet.is_form() {
            (self.form_columns(), self.form_rows(sheet))
        } else {
            self.list(at)
        };
        let mut columns = columns;
        columns[0].name = format!("{KEY_OF}{}", sheet.name);
        Sheet {
            name: sheet.name.clone(),
            title: self.word(&sheet.label()),
            columns,
            rows,
            grows: !sheet.is_form() && !self.is_recorded(sheet),
        }
    }

    /// Whether all of a sheet is recorded by a command of its own.
    fn is_recorded(&self, sheet: &SheetShape) -> bool {
        let mut way: Vec<&str> = match sheet.parent {
            Some(above) => vec![&sheets()[above].name, "*"],
            None => Vec::new(),
        };
        way.extend(
            sheet
                .naming_list()
                .iter()
                .flat_map(|list| list.way.iter().copied()),
        );
        (self.wanted.is_protected)(&way)
    }

    fn form_columns(&self) -> Vec<Column> {
        let kinds = [ColumnKind::Key, ColumnKind::Label, ColumnKind::LongText];
        let used = columns(&sheets()[0], &|_| Vec::new());
        let column = |(used, kind): (UsedColumn, ColumnKind)| Column {
            name: used.name,
            heading: self.word(&used.heading),
            note: None,
            kind,
            choices: None,
            is_locked: true,
        };
        used.into_iter().zip(kinds).map(column).collect()
    }

    fn form_rows(&mut self, sheet: &SheetShape) -> Vec<Row> {
        let facts = self.facts;
        let entry = &facts.sheets[0][0];
        let mut rows = Vec::new();
        for place in &sheet.places {
            let langs = languages(facts, 0, place);
            let cells: Vec<(String, Wording)> = if place.is_local() {
                let cell = |lang: &TextLang| (place.in_lang(*lang), in_lang(&place.label(), *lang, &langs));
                langs.iter().map(cell).collect()
            } else {
                vec![(place.name.clone(), place.label())]
            };
            let choices = self.choices_at(place);
            for (name, label) in cells {
                let way: Vec<&str> = name.split('.').collect();
                let text = |text: &str| Cell {
                    shown: Some(Shown::Text(text.to_owned())),
                    is_locked: true,
                    ..Cell::default()
                };
                let label = Cell {
                    note: Some(self.word(&place.field().doc())),
                    ..text(label.get(self.wanted.lang))
                };
                let value = Cell {
                    shown: self.shown(entry, place, &name),
                    is_locked: place.name == "id" || self.is_locked(entry, place, &name, &way),
                    choices,
                    note: None,
                };
                rows.push(Row {
                    cells: vec![text(&name), label, value],
                });
            }
        }
        rows
    }

    fn list(&mut self, at: usize) -> (Vec<Column>, Vec<Row>) {
        let (sheet, facts) = (&sheets()[at], self.facts);
        let mut used = columns(sheet, &|place| languages(facts, at, place));
        let has_regions = self.wanted.network.has_regions();
        used.retain(|column| {
            let is_used = || {
                facts.sheets[at]
                    .iter()
                    .any(|entry| entry.cells.contains_key(&column.name))
            };
            let place = match &column.of {
                Use::Field(place, _) => Some(&sheet.places[*place]),
                _ => None,
            };
            has_regions || !place.is_some_and(Place::is_of_regions) || is_used()
        });
        let rows = facts.sheets[at].iter().enumerate();
        let rows = rows
            .map(|(number, entry)| self.row(at, (number, entry), &used))
            .collect();
        let columns = used.iter().map(|column| self.column(sheet, column)).collect();
        (columns, rows)
    }

    fn column(&mut self, sheet: &SheetShape, used: &UsedColumn) -> Column {
        let mut column = Column {
            name: used.name.clone(),
            heading: self.word(&used.heading),
            note: None,
            kind: ColumnKind::Word,
            choices: None,
            is_locked: false,
        };
        let mut note = None;
        match &used.of {
            Use::Key | Use::Label | Use::Value => {
                column.kind = ColumnKind::Key;
                column.is_locked = true;
            }
            Use::Order => {
                column.kind = ColumnKind::Number;
                note = Some(ORDER_NOTE);
            }
            Use::Parent => {
                let groups = self.all_choices.parents().cloned();
                column.choices = groups.and_then(|groups| self.place_of(groups));
                note = Some(PARENT_NOTE);
            }
            Use::List => {
                column.choices = self.place_of(lists_of(sheet, self.wanted.lang));
                note = sheet.list_field().map(Field::doc);
            }
            Use::Mark => {
                let title = used.heading.clone();
                let rows = vec![(self.word(&REMOVE), None)];
                column.choices = self.place_of(Choices {
                    title,
                    rows,
                    is_closed: true,
                });
                note = Some(MARK_NOTE);
            }
            Use::Field(at, _) => {
                let place = &sheet.places[*at];
                column.kind = kind_of(place);
                column.choices = self.choices_at(place);
                column.is_locked = matches!(place.shape, Shape::Digest);
                note = Some(place.field().doc());
            }
        }
        column.note = note.map(|note| self.word(&note));
        column
    }

    fn row(&self, at: usize, (number, entry): (usize, &Entry), used: &[UsedColumn]) -> Row {
        let sheet = &sheets()[at];
        let way = self.way_of(at, entry);
        let cell = |column: &UsedColumn| {
            let text = |text: String, is_locked| Cell {
                shown: Some(Shown::Text(text)),
                is_locked,
                ..Cell::default()
            };
            let protected = |name: &str| {
                let names = way.iter().map(String::as_str).chain(name.split('.'));
                let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
                (self.wanted.is_protected)(&names)
            };
            match &column.of {
                Use::Key | Use::Label | Use::Value => text(base::key(number, entry), true),
                Use::Order => Cell {
                    shown: u32::try_from(entry.number + 1).ok().map(Shown::Number),
                    is_locked: protected(""),
                    ..Cell::default()
                },
                Use::Parent => text(self.parent_id(at, entry), protected("")),
                Use::List => text(list_word(sheet, entry, self.wanted.lang), protected("")),
                Use::Mark => Cell {
                    is_locked: protected(""),
                    ..Cell::default()
                },
                Use::Field(place, lang) => {
                    let place = &sheet.places[*place];
                    let name = lang.map_or(place.name.clone(), |lang| place.in_lang(lang));
                    let names: Vec<&str> = way.iter().map(String::as_str).chain(name.split('.')).collect();
                    Cell {
                        shown: self.shown(entry, place, &name),
                        is_locked: sheet.is_own_id(&place.name) && !entry.cell(&name).is_empty()
                            || self.is_locked(entry, place, &name, &names),
                        ..Cell::default()
                    }
                }
            }
        };
        Row {
            cells: used.iter().map(cell).collect(),
        }
    }

    /// The names that lead to an entry.
    fn way_of(&self, at: usize, entry: &Entry) -> Vec<String> {
        let sheet = &sheets()[at];
        let mut way = match (sheet.parent, entry.parent) {
            (Some(above), Some(parent)) => self.way_of(above, &self.facts.sheets[above][parent]),
            _ => Vec::new(),
        };
        way.extend(sheet.lists[entry.list].way.iter().map(|name| (*name).to_owned()));
        let number = || (entry.number + 1).to_string();
        way.push(entry.identity(sheet).map_or_else(number, str::to_owned));
        way
    }

    fn parent_id(&self, at: usize, entry: &Entry) -> String {
        let above = sheets()[at].parent.zip(entry.parent);
        let id =
            above.and_then(|(above, parent)| self.facts.sheets[above][parent].identity(&sheets()[above]));
        id.unwrap_or_default().to_owned()
    }

    fn shown(&self, entry: &Entry, place: &Place, name: &str) -> Option<Shown> {
        let written = entry.cells.get(name)?;
        if entry.fixed.contains(name) {
            return Some(Shown::Text(written.clone()));
        }
        Some(self.words.shown(place.shape, written))
    }

    fn is_locked(&self, entry: &Entry, place: &Place, name: &str, way: &[&str]) -> bool {
        entry.fixed.contains(name) || matches!(place.shape, Shape::Digest) || (self.wanted.is_protected)(way)
    }

    fn choices_at(&mut self, place: &Place) -> Option<usize> {
        let choices = self.all_choices.at(place, &self.words)?;
        self.place_of(choices)
    }

    /// The number of a list of choices; those with the same rows are one.
    fn place_of(&mut self, choices: Choices) -> Option<usize> {
        if choices.rows.is_empty() {
            return None;
        }
        let is_same = |known: &Choices| known.rows == choices.rows && known.is_closed == choices.is_closed;
        let found = self.choices.iter().position(is_same);
        found.or_else(|| {
            self.choices.push(choices);
            Some(self.choices.len() - 1)
        })
    }
}

fn kind_of(place: &Place) -> ColumnKind {
    match place.shape {
        Shape::Date | Shape::Ending => ColumnKind::Date,
        Shape::Count => ColumnKind::Number,
        Shape::LocalText if place.name != "name" => ColumnKind::LongText,
        Shape::List(_) => ColumnKind::LongText,
        _ => ColumnKind::Word,
    }
}

/// The words for the lists of a sheet; anything else is a role.
fn lists_of(sheet: &SheetShape, lang: Lang) -> Choices {
    let rows = sheet
        .named_lists()
        .map(|(_, label)| (label.get(lang).to_owned(), None));
    Choices {
        title: sheet.list_field().map_or(Wording::same(""), Field::label),
        rows: rows.collect(),
        is_closed: false,
    }
}

fn list_word(sheet: &SheetShape, entry: &Entry, lang: Lang) -> String {
    let mut lists = sheet.named_lists();
    match lists.find(|(list, _)| *list == entry.list) {
        Some((_, label)) => label.get(lang).to_owned(),
        None => sheet
            .list_field()
            .map_or("", |field| entry.cell(field.name))
            .to_owned(),
    }
}
