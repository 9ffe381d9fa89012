//! The rows that add an entry, and the lists to which entries come.

use std::collections::BTreeSet;

use super::BookProblem;
use super::compare::{BookChange, BookChangeKind, Comparing, NewEntry, name_of};
use super::edits::{Cells, cells_of};
use super::entries::{Coming, Pending};
use super::filled::FilledSheet;
use super::order::{ListAt, Slot, home};
use super::rows::TypedRow;
use super::sheets::sheets;
use crate::source::shape::{Field, Shape};
use crate::wording;
use crate::wording::Wording;

impl Comparing<'_> {
    /// The list of a sheet in the entry that a row names.
    pub(super) fn list_at(
        &mut self,
        sheet: &FilledSheet,
        row: &TypedRow,
        parent: Option<&str>,
        list: usize,
    ) -> Option<ListAt> {
        let Some(above) = sheet.shape().parent else {
            return Some(ListAt {
                sheet: sheet.at,
                list,
                parent: None,
            });
        };
        let id = parent.unwrap_or_default();
        let of_file = self.now.sheets[above]
            .iter()
            .position(|entry| entry.identity(&sheets()[above]) == Some(id))
            .filter(|at| !self.removed.contains_key(&(above, *at)));
        let of_rows = || {
            let mut new = self.new.iter().filter(|((of, _), _)| *of == above);
            new.find(|(_, entry)| entry.id == id)
                .map(|((_, row), _)| Slot::New(*row as usize))
        };
        let slot = of_file.map(Slot::Present).or_else(of_rows);
        if slot.is_none() {
            let column = sheet.column("#in");
            self.problem(BookProblem::at(
                sheet.place(row.row, column),
                if id.is_empty() {
                    Wording::fixed("the group is missing", "ryhmä puuttuu")
                } else {
                    wording!(en: "unknown group `{id}`", fi: "ryhmää `{id}` ei ole")
                },
                Wording::fixed("write the id of a group", "kirjoita ryhmän tunnus"),
            ));
        }
        slot.map(|slot| ListAt {
            sheet: sheet.at,
            list,
            parent: Some(slot),
        })
    }

    /// A row without an entry.
    pub(super) fn added(&mut self, sheet: &FilledSheet, row: &TypedRow, pending: &mut Pending) {
        if row.is_broken {
            return;
        }
        let shape = sheet.shape();
        let list = match (shape.lists.len(), row.list) {
            (1, _) => 0,
            (_, Some(list)) => list,
            (_, None) => {
                let label = shape.list_field().map_or(Wording::same(""), Field::label);
                return self.missing(sheet, row, "#list", &label);
            }
        };
        let Some(to) = self.list_at(sheet, row, row.parent.as_deref(), list) else {
            return;
        };
        let cells = row.filled_cells();
        self.refuse_hidden(sheet, std::iter::once(row.row));
        if self.is_there(to, &cells) || !self.is_complete(sheet, row, to, &cells) {
            return;
        }
        let change = self.change(BookChange {
            kind: BookChangeKind::Added,
            place: sheet.place(row.row, None),
            entry: name_of(sheet.at, &cells),
            from: String::new(),
            to: self.summary(sheet.at, &cells),
        });
        self.change_of
            .insert((sheet.at, Slot::New(row.row as usize)), change);
        let id = to.shape().identity().and_then(|name| cells.get(name)).cloned();
        self.new.insert(
            (sheet.at, row.row),
            NewEntry {
                id: id.unwrap_or_default(),
            },
        );
        pending.coming.push(Coming {
            list: to,
            row: row.row,
            cells,
            change,
        });
    }

    /// Whether the file has such an entry that the workbook did not have: the row was applied before.
    fn is_there(&self, to: ListAt, cells: &Cells) -> bool {
        let known: BTreeSet<usize> = self.pairs[to.sheet].iter().flatten().copied().collect();
        let entries = self.now.sheets[to.sheet].iter().enumerate();
        let mut new = entries.filter(|(at, entry)| !known.contains(at) && home(to.sheet, entry) == to);
        new.any(|(_, entry)| entry.cells == *cells)
    }

    /// Whether a new entry has what it must have.
    fn is_complete(&mut self, sheet: &FilledSheet, row: &TypedRow, to: ListAt, cells: &Cells) -> bool {
        let mut is_complete = true;
        for place in to.shape().places.iter().filter(|place| place.is_required()) {
            let is_empty = cells_of(place).iter().all(|name| !cells.contains_key(name));
            let is_wanted = place.field().is_required(self.words.network);
            if !is_empty || !is_wanted {
                continue;
            }
            is_complete = false;
            if matches!(place.shape, Shape::Digest) {
                self.problem(BookProblem::at(
                    sheet.place(row.row, None),
                    Wording::fixed(
                        "a new document is filed by its own command",
                        "uusi asiakirja liitetään omalla komennollaan",
                    ),
                    Wording::fixed("`kumppani attach` files it", "`kumppani attach` liittää sen"),
                ));
            } else {
                let name = if place.is_local() {
                    format!("{}.fi", place.name)
                } else {
                    place.name.clone()
                };
                self.missing(sheet, row, &name, &place.label());
            }
        }
        is_complete
    }

    fn missing(&mut self, sheet: &FilledSheet, row: &TypedRow, column: &str, label: &Wording) {
        let at = sheet.place(row.row, sheet.column(column));
        self.problem(BookProblem::at(
            at,
            wording!(en: "`{label}` is missing from the new row", fi: "uudelta riviltä puuttuu `{label}`", label),
            Wording::fixed("fill in the cell, or clear the row", "täytä solu tai tyhjennä rivi"),
        ));
    }

    /// What a list is called: the entry that holds it and, of several lists, its word.
    pub(super) fn list_name(&self, list: ListAt) -> String {
        let shape = &sheets()[list.sheet];
        let parent = match (shape.parent, list.parent) {
            (Some(above), Some(Slot::Present(at))) => {
                let entry = &self.now.sheets[above][at];
                entry.identity(&sheets()[above]).unwrap_or_default().to_owned()
            }
            (Some(above), Some(Slot::New(row))) => {
                let row = u32::try_from(row).unwrap_or(u32::MAX);
                self.new
                    .get(&(above, row))
                    .map_or(String::new(), |new| new.id.clone())
            }
            _ => String::new(),
        };
        let mut named = shape.named_lists();
        let label = named.find(|(at, _)| *at == list.list && shape.lists.len() > 1);
        let label = label.map(|(_, label)| label.get(self.words.lang).to_owned());
        [Some(parent), label]
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(": ")
    }
}
