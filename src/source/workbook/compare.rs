//! A workbook that came back, the file that it was made from and the file as it is now: what a person has changed is a
//! change unless the file has it already; what was changed in both is a conflict, and is named.

use std::collections::{BTreeMap, BTreeSet};

use super::cell::{Shown, Words};
use super::choices::KnownOrganisation;
use super::edits::Cells;
use super::facts::{Entry, Facts};
use super::filled::{FilledBook, FilledSheet};
use super::offered::AllChoices;
use super::order::{Lists, Slot};
use super::pairs::{Said, SaidEntry, pairs};
use super::rows::{Reading, TypedRow};
use super::sheets::{Place, sheets};
use super::{BookPlace, BookProblem};
use crate::diagnostic::{FilePath, Findings};
use crate::model::{Network, PartialDate};
use crate::source::edit::Edit;
use crate::source::text;
use crate::source::tree::Tree;
use crate::wording::{Bilingual as _, Lang, Wording};

/// What happens to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BookChangeKind {
    /// A cell has another value.
    Changed,
    Added,
    Removed,
    Moved,
}

/// A change that a person made in a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookChange {
    pub kind: BookChangeKind,
    pub place: BookPlace,
    /// What the entry is called, or the field that stands once.
    pub entry: String,
    /// The value before, and after.
    pub from: String,
    pub to: String,
}

/// What a workbook comes to.
#[derive(Debug, Default)]
pub struct Comparison {
    pub changes: Vec<BookChange>,
    pub edits: Vec<Edit>,
    /// Of every edit the change from which it comes.
    pub origins: Vec<usize>,
    /// What keeps it from being applied.
    pub problems: Vec<BookProblem>,
}

impl Comparison {
    /// The changes in the order of the workbook.
    fn in_order(mut self, sheets: &[FilledSheet]) -> Self {
        let sheet = |name: &str| sheets.iter().position(|sheet| sheet.read.name == name);
        let place = |change: &BookChange| {
            let column = change
                .place
                .column
                .as_ref()
                .map(|column| (column.letter.len(), column.letter.clone()));
            (
                sheet(&change.place.sheet),
                change.place.row.unwrap_or(u32::MAX),
                column,
            )
        };
        let mut order: Vec<usize> = (0..self.changes.len()).collect();
        order.sort_by_key(|at| place(&self.changes[*at]));
        let mut new_places = vec![0; order.len()];
        for (new, old) in order.iter().enumerate() {
            new_places[*old] = new;
        }
        self.changes = order.into_iter().map(|at| self.changes[at].clone()).collect();
        for origin in &mut self.origins {
            *origin = new_places[*origin];
        }
        self
    }
}

/// With what a workbook is compared.
#[derive(Clone, Copy)]
pub struct ComparedWith<'w> {
    pub file: &'w FilePath,
    /// The bytes of the file as it is now.
    pub bytes: &'w [u8],
    pub network: &'w Network,
    /// The organisations of the registry.
    pub organisations: &'w [KnownOrganisation],
    /// The language of the answer.
    pub lang: Lang,
}

impl FilledBook {
    /// What has to be done to the file as it is now.
    #[must_use]
    pub fn compare(&self, with: &ComparedWith<'_>) -> Comparison {
        let read = text(with.bytes.to_vec());
        let Some(tree) = Tree::parse(with.file, read.text(), &mut Findings::default()) else {
            return Comparison::default();
        };
        let now = Facts::of(&tree);
        let words = Words {
            lang: with.lang,
            network: with.network,
        };
        let choices = AllChoices::of(&self.base, with.organisations);
        let mut reading = Reading {
            words,
            choices: &choices,
            base: &self.base,
            problems: Vec::new(),
        };
        let rows: Vec<(&FilledSheet, Vec<TypedRow>)> = self
            .sheets
            .iter()
            .map(|sheet| {
                let is_list = !sheet.shape().is_form();
                (sheet, if is_list { reading.rows(sheet) } else { Vec::new() })
            })
            .collect();
        let mut comparing = Comparing {
            words,
            base: &self.base,
            now: &now,
            pairs: pairs(&self.base, &now, &said(&self.base, &rows)),
            lists: Lists::of(&now),
            new: BTreeMap::new(),
            removed: BTreeMap::new(),
            relocated: BTreeMap::new(),
            change_of: BTreeMap::new(),
            made: Comparison::default(),
        };
        for sheet in self.sheets.iter().filter(|sheet| sheet.shape().is_form()) {
            comparing.form(sheet, &mut reading);
        }
        comparing.made.problems.append(&mut reading.problems);
        comparing.entries(&rows);
        comparing.made.in_order(&self.sheets)
    }
}

/// What the rows say, sheet by sheet. A sheet that is missing says what it said at the beginning.
fn said(base: &Facts, rows: &[(&FilledSheet, Vec<TypedRow>)]) -> Vec<Said> {
    let of_sheet = |at: usize| {
        let parent_id = |entry: &Entry| {
            let above = sheets()[at].parent.zip(entry.parent)?;
            base.sheets[above.0][above.1]
                .identity(&sheets()[above.0])
                .map(str::to_owned)
        };
        let entry_of = |entry: &Entry, row: Option<&TypedRow>| {
            let mut cells = entry.cells.clone();
            for (name, text) in row.iter().flat_map(|row| &row.cells) {
                match text.as_str() {
                    "" => cells.remove(name),
                    _ => cells.insert(name.clone(), text.clone()),
                };
            }
            SaidEntry {
                parent: row
                    .and_then(|row| row.parent.clone())
                    .or_else(|| parent_id(entry)),
                list: row.and_then(|row| row.list).unwrap_or(entry.list),
                cells,
            }
        };
        let entries = &base.sheets[at];
        let Some((_, rows)) = rows.iter().find(|(sheet, _)| sheet.at == at) else {
            let entries = entries.iter().map(|entry| Some(entry_of(entry, None)));
            return Said {
                entries: entries.collect(),
                new: Vec::new(),
            };
        };
        let mut said = Said {
            entries: entries.iter().map(|_| None).collect(),
            new: Vec::new(),
        };
        for row in rows.iter().filter(|row| !row.is_marked) {
            match row.base {
                Some(base) => said.entries[base] = Some(entry_of(&entries[base], Some(row))),
                None => said.new.push(row.filled_cells()),
            }
        }
        said
    };
    (0..base.sheets.len()).map(of_sheet).collect()
}

/// A row that adds an entry.
pub(super) struct NewEntry {
    /// The id that it gets.
    pub(super) id: String,
}

pub(super) struct Comparing<'c> {
    pub(super) words: Words<'c>,
    pub(super) base: &'c Facts,
    pub(super) now: &'c Facts,
    pub(super) pairs: Vec<Vec<Option<usize>>>,
    pub(super) lists: Lists,
    /// The entries that rows add, by sheet and row.
    pub(super) new: BTreeMap<(usize, u32), NewEntry>,
    /// The entries of the file that go, and where the workbook says so.
    pub(super) removed: BTreeMap<(usize, usize), BookPlace>,
    /// The entries that go to another list, and what they are there.
    pub(super) relocated: BTreeMap<(usize, usize), Slot>,
    /// The changes of entries that are added to a list.
    pub(super) change_of: BTreeMap<(usize, Slot), usize>,
    made: Comparison,
}

impl Comparing<'_> {
    /// Adds edits with the changes from which they come.
    pub(super) fn add(&mut self, edits: Vec<(Edit, Vec<String>)>, changes: &BTreeMap<String, usize>) {
        for (edit, cells) in edits {
            let change = cells.iter().find_map(|name| changes.get(name));
            if let Some(change) = change {
                self.edit(edit, *change);
            }
        }
    }

    pub(super) fn edit(&mut self, edit: Edit, change: usize) {
        self.made.edits.push(edit);
        self.made.origins.push(change);
    }

    /// Adds a change, and says its number.
    pub(super) fn change(&mut self, change: BookChange) -> usize {
        self.made.changes.push(change);
        self.made.changes.len() - 1
    }

    pub(super) fn problem(&mut self, problem: BookProblem) {
        self.made.problems.push(problem);
    }

    /// What no person sees is not read.
    pub(super) fn refuse_hidden(&mut self, sheet: &FilledSheet, rows: impl Iterator<Item = u32>) {
        let is_hidden = |row: &u32| sheet.read.rows.get(row).is_some_and(|row| row.is_hidden);
        for row in rows.filter(is_hidden).collect::<BTreeSet<_>>() {
            self.problem(BookProblem::at(
                sheet.place(row, None),
                Wording::fixed(
                    "the row is hidden and has changes",
                    "rivi on piilotettu, ja siinä on muutoksia",
                ),
                Wording::fixed(
                    "unhide it, or remove the filter",
                    "tuo rivi näkyviin tai poista suodatus",
                ),
            ));
        }
    }

    /// A value as a person sees it.
    pub(super) fn show(&self, place: &Place, written: &str) -> String {
        match self.words.shown(place.shape, written) {
            Shown::Day(day) => PartialDate::Day(day).in_lang(self.words.lang).to_string(),
            shown => shown.text(),
        }
    }

    /// The values of an entry in one line.
    pub(super) fn summary(&self, sheet: usize, cells: &Cells) -> String {
        let places = sheets()[sheet].places.iter();
        let shown = places.flat_map(|place| {
            super::edits::cells_of(place)
                .into_iter()
                .filter_map(|name| Some(self.show(place, cells.get(&name)?)))
        });
        shown.collect::<Vec<_>>().join("; ")
    }
}

/// What an entry is called for people.
pub(super) fn name_of(sheet: usize, cells: &Cells) -> String {
    let names = [
        "name",
        "name.fi",
        "title.fi",
        "heading.fi",
        "text.fi",
        "organisation",
        "file",
        "id",
        "date",
    ];
    let own = names.iter().find_map(|name| cells.get(*name));
    let first = || {
        sheets()[sheet]
            .places
            .iter()
            .find_map(|place| cells.get(&place.name))
    };
    own.or_else(first).cloned().unwrap_or_default()
}
