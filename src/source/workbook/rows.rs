//! The rows of a sheet that came back: what each says, as the file would write it, and what is wrong with it.

use std::collections::{BTreeMap, BTreeSet};

use super::base;
use super::book::REMOVE;
use super::cell::{Words, plain};
use super::columns::Use;
use super::edits::Cells;
use super::facts::{Entry, Facts};
use super::filled::FilledSheet;
use super::offered::AllChoices;
use super::sheets::{Place, SheetShape};
use super::{BookPlace, BookProblem};
use crate::model::is_one_of;
use crate::source::intake::is_error_value;
use crate::source::shape::Shape;
use crate::wording;
use crate::wording::{Lang, Wording};

/// A row.
#[derive(Clone, Debug)]
pub(super) struct TypedRow {
    /// Its number in the sheet, from 0.
    pub(super) row: u32,
    /// The entry that it had when the workbook was made; `None` for a new one.
    pub(super) base: Option<usize>,
    /// The id of the entry above; `None` where no column says it.
    pub(super) parent: Option<String>,
    /// The list that it is in; `None` where no column says it.
    pub(super) list: Option<usize>,
    /// Its place in the list.
    pub(super) order: Option<f64>,
    /// The cells of the columns that are there, empty ones among them.
    pub(super) cells: Cells,
    /// Whether it is to go.
    pub(super) is_marked: bool,
    /// Whether something in it was not understood.
    pub(super) is_broken: bool,
}

impl TypedRow {
    /// The cells that are not empty.
    pub(super) fn filled_cells(&self) -> Cells {
        let filled = self.cells.iter().filter(|(_, text)| !text.is_empty());
        filled.map(|(name, text)| (name.clone(), text.clone())).collect()
    }
}

/// What rows are read with.
pub(super) struct Reading<'r> {
    pub(super) words: Words<'r>,
    pub(super) choices: &'r AllChoices,
    pub(super) base: &'r Facts,
    pub(super) problems: Vec<BookProblem>,
}

impl Reading<'_> {
    /// The value of a cell as the file would write it; that of the workbook's beginning where the text is the same.
    pub(super) fn typed(
        &mut self,
        (place, text): (&Place, &str),
        was: &Entry,
        name: &str,
        at: BookPlace,
    ) -> Option<String> {
        let (before, text) = (was.cell(name), plain(text));
        let text = text.as_str();
        if was.fixed.contains(name) {
            if text == before {
                return Some(before.to_owned());
            }
            self.problems.push(only_in_file(at));
            return None;
        }
        let looks =
            [Lang::En, Lang::Fi].map(|lang| Words { lang, ..self.words }.shown(place.shape, before).text());
        if (text == before && !before.is_empty()) || looks.iter().any(|look| look == text) {
            return Some(before.to_owned());
        }
        if is_error_value(text) {
            self.problems.push(error_value(at, text));
            return None;
        }
        if matches!(place.shape, Shape::Date | Shape::Ending) && is_year_in_disguise(text) {
            self.problems.push(BookProblem::at(
                at,
                wording!(en: "the cell shows the day {text}, which a spreadsheet makes of a year", fi: "solussa on päivä {text}, jollaisen taulukkolaskenta tekee vuodesta"),
                Wording::fixed("format the cell as text, and write the year again", "muotoile solu tekstiksi ja kirjoita vuosi uudelleen"),
            ));
            return None;
        }
        let choices = self.choices.at(place, &self.words);
        match self.words.typed(place.shape, text, choices.as_ref()) {
            Ok(typed) => Some(typed),
            Err((message, help)) => {
                self.problems.push(BookProblem {
                    place: Some(at),
                    message,
                    help,
                });
                None
            }
        }
    }

    /// The rows of a sheet of entries.
    pub(super) fn rows(&mut self, sheet: &FilledSheet) -> Vec<TypedRow> {
        self.shape(sheet);
        let entries = &self.base.sheets[sheet.at];
        let keys = base::keys(entries);
        let key_column = sheet.column_for(&Use::Key);
        let mut rows = Vec::new();
        for (row, read) in sheet.read.rows.range(sheet.heading_row + 1..) {
            let key = key_column.and_then(|column| read.cells.get(&column));
            let base = key.and_then(|key| keys.get(key).copied());
            let is_empty = sheet.columns.iter().all(|(column, used)| {
                used.of == Use::Key || read.cells.get(column).is_none_or(String::is_empty)
            });
            if is_empty && base.is_none() {
                continue;
            }
            rows.push(self.row(sheet, *row, base, is_empty));
        }
        self.copies(sheet, rows)
    }

    fn row(&mut self, sheet: &FilledSheet, row: u32, base: Option<usize>, is_empty: bool) -> TypedRow {
        let shape = sheet.shape();
        let none = Entry::default();
        let entries = self.base;
        let was = base.map_or(&none, |base| &entries.sheets[sheet.at][base]);
        let n_problems = self.problems.len();
        let mut typed = TypedRow {
            row,
            base,
            parent: None,
            list: None,
            order: None,
            cells: Cells::new(),
            is_marked: is_empty,
            is_broken: false,
        };
        for (column, used) in sheet.columns.iter().filter(|_| !is_empty) {
            let (text, at) = (sheet.text(row, *column), sheet.place(row, Some(*column)));
            match &used.of {
                Use::Key | Use::Label | Use::Value => {}
                Use::Mark => typed.is_marked = self.mark(text, at),
                Use::Parent => typed.parent = self.parent(text, at),
                Use::Order => typed.order = self.order(text, at),
                Use::List => {
                    let (list, role) = list_of(shape, text);
                    typed.list = list;
                    if let Some(field) = shape.list_field() {
                        typed.cells.insert(field.name.to_owned(), role);
                    }
                }
                Use::Field(place, _) => {
                    let place = &shape.places[*place];
                    if let Some(value) = self.typed((place, text), was, &used.name, at) {
                        typed.cells.insert(used.name.clone(), value);
                    }
                }
            }
        }
        typed.is_broken = self.problems.len() > n_problems;
        typed
    }

    fn mark(&mut self, text: &str, at: BookPlace) -> bool {
        if text.is_empty() {
            return false;
        }
        if is_one_of(text, [REMOVE.get(Lang::En), REMOVE.get(Lang::Fi), "x"]) {
            return true;
        }
        self.problems.push(BookProblem::at(
            at,
            wording!(en: "`{text}` does not say whether the row is removed", fi: "`{text}` ei kerro, poistetaanko rivi"),
            Wording::fixed("write “remove”, or leave the cell empty", "kirjoita ”poista” tai jätä solu tyhjäksi"),
        ));
        false
    }

    fn parent(&mut self, text: &str, at: BookPlace) -> Option<String> {
        match self.choices.parents().map(|parents| parents.meant(text)) {
            Some(Ok(Some(id))) => Some(id),
            Some(Err(ids)) => {
                let list = ids.join(", ");
                self.problems.push(BookProblem::at(
                    at,
                    wording!(en: "`{text}` is the name of several: {list}", fi: "`{text}` on usean nimi: {list}"),
                    Wording::fixed("write the id", "kirjoita tunnus"),
                ));
                None
            }
            _ => Some(text.to_owned()),
        }
    }

    fn order(&mut self, text: &str, at: BookPlace) -> Option<f64> {
        if text.is_empty() {
            return None;
        }
        let number = text
            .replace(',', ".")
            .parse::<f64>()
            .ok()
            .filter(|number| number.is_finite());
        if number.is_none() {
            self.problems.push(BookProblem::at(
                at,
                wording!(en: "invalid number `{text}`", fi: "virheellinen luku `{text}`"),
                Wording::fixed(
                    "write the number of the place, such as 2; 2.5 is between 2 and 3",
                    "kirjoita paikan numero, esimerkiksi 2; 2,5 on kohtien 2 ja 3 välissä",
                ),
            ));
        }
        number
    }

    /// Of several rows with one key only one is the entry: the others are copies of it, and new.
    fn copies(&mut self, sheet: &FilledSheet, mut rows: Vec<TypedRow>) -> Vec<TypedRow> {
        let mut by_base: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, row) in rows.iter().enumerate() {
            if let Some(base) = row.base {
                by_base.entry(base).or_default().push(at);
            }
        }
        let entries = &self.base.sheets[sheet.at];
        for (base, copies) in by_base.into_iter().filter(|(_, copies)| copies.len() > 1) {
            let was = &entries[base];
            let n_other = |at: &usize| {
                rows[*at]
                    .cells
                    .iter()
                    .filter(|(name, value)| was.cell(name) != *value)
                    .count()
            };
            let least = copies.iter().map(n_other).min().unwrap_or(0);
            let nearest: Vec<usize> = copies.iter().copied().filter(|at| n_other(at) == least).collect();
            if least > 0 && nearest.len() > 1 {
                let numbers: Vec<String> = copies.iter().map(|at| (rows[*at].row + 1).to_string()).collect();
                let numbers = numbers.join(", ");
                self.problems.push(BookProblem::at(
                    sheet.place(rows[copies[0]].row, None),
                    wording!(en: "rows {numbers} are copies of one row, and all are changed", fi: "rivit {numbers} ovat saman rivin kopioita, ja kaikkia on muutettu"),
                    Wording::fixed("type a new row instead of copying one", "kirjoita uusi rivi kopioimatta"),
                ));
            }
            for at in copies.iter().filter(|at| **at != nearest[0]) {
                rows[*at].base = None;
            }
        }
        rows
    }

    /// What is wrong with a sheet whatever its cells say: what no person sees, and what belongs to several rows.
    fn shape(&mut self, sheet: &FilledSheet) {
        let first = sheet.heading_row + 1;
        for area in sheet.read.merged.iter().filter(|area| *area.rows.end() >= first) {
            self.problems.push(BookProblem::at(
                sheet.place(*area.rows.start(), Some(*area.columns.start())),
                Wording::fixed("cells are merged", "soluja on yhdistetty"),
                Wording::fixed(
                    "unmerge them, and fill in every row",
                    "pura yhdistäminen ja täytä jokainen rivi",
                ),
            ));
        }
        let known = sheet.read.faults.iter().filter(|fault| fault.row >= first);
        for fault in known.filter(|fault| sheet.columns.contains_key(&fault.column)) {
            self.problems.push(BookProblem::at(
                sheet.place(fault.row, Some(fault.column)),
                Wording::fixed("the formula has no value", "kaavalla ei ole arvoa"),
                Wording::fixed(
                    "open the workbook in a spreadsheet program and save it, or type the value",
                    "avaa työkirja taulukkolaskennassa ja tallenna se, tai kirjoita arvo",
                ),
            ));
        }
    }
}

/// Which list a word means, and the role that it names in the list of roles.
fn list_of(sheet: &SheetShape, text: &str) -> (Option<usize>, String) {
    if text.is_empty() {
        return (None, String::new());
    }
    let is_code = |list: usize| {
        sheet.lists[list]
            .way
            .last()
            .is_some_and(|name| is_one_of(text, [*name]))
    };
    let named = sheet
        .named_lists()
        .find(|(list, label)| is_code(*list) || is_one_of(text, [label.get(Lang::En), label.get(Lang::Fi)]));
    if let Some((list, _)) = named {
        return (Some(list), String::new());
    }
    let known: BTreeSet<usize> = sheet.named_lists().map(|(list, _)| list).collect();
    let other = (0..sheet.lists.len()).find(|list| !known.contains(list));
    (other, text.to_owned())
}

pub(super) fn only_in_file(at: BookPlace) -> BookProblem {
    BookProblem::at(
        at,
        Wording::fixed(
            "this value cannot be changed in a workbook",
            "tätä arvoa ei voi muuttaa työkirjassa",
        ),
        Wording::fixed("change it in the file", "muuta se tiedostossa"),
    )
}

/// Whether a day is the one that a spreadsheet shows for a year (1900–2199) in a cell for dates: it counts days.
fn is_year_in_disguise(text: &str) -> bool {
    ("1905-03-14".."1906-01-08").contains(&text) && text.len() == "1905-03-14".len()
}

fn error_value(at: BookPlace, text: &str) -> BookProblem {
    BookProblem::at(
        at,
        wording!(en: "the cell shows the error {text}", fi: "solussa on virhe {text}"),
        Wording::fixed(
            "correct the formula, or type the value",
            "korjaa kaava tai kirjoita arvo",
        ),
    )
}
