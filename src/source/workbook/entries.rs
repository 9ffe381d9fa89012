//! The rows of entries against the file: cells that changed, entries that came, went, or are in another list.

use std::collections::BTreeSet;

use super::BookProblem;
use super::cells::place_of_cell;
use super::compare::{BookChange, BookChangeKind, Comparing, name_of};
use super::edits::{Cells, Wanted, entry_value};
use super::facts::Entry;
use super::filled::FilledSheet;
use super::order::{ListAt, Slot, home};
use super::rows::TypedRow;
use super::sheets::sheets;
use crate::wording;
use crate::wording::Wording;

/// An entry that is to be added to a list.
pub(super) struct Coming {
    pub(super) list: ListAt,
    pub(super) row: u32,
    pub(super) cells: Cells,
    pub(super) change: usize,
}

/// An entry that is to leave a list.
pub(super) struct Going {
    pub(super) sheet: usize,
    pub(super) slot: Slot,
    pub(super) from: ListAt,
    pub(super) change: usize,
}

/// What is done once all cells are.
#[derive(Default)]
pub(super) struct Pending {
    pub(super) coming: Vec<Coming>,
    pub(super) going: Vec<Going>,
}

impl Comparing<'_> {
    /// All sheets of entries.
    pub(super) fn entries(&mut self, rows: &[(&FilledSheet, Vec<TypedRow>)]) {
        let lists: Vec<&(&FilledSheet, Vec<TypedRow>)> = rows
            .iter()
            .filter(|(sheet, _)| !sheet.shape().is_form())
            .collect();
        let mut pending = Pending::default();
        for (sheet, rows) in &lists {
            self.removals(sheet, rows, &mut pending);
        }
        for (sheet, rows) in &lists {
            for row in rows.iter().filter(|row| !row.is_marked) {
                match row.base {
                    Some(base) => self.known(sheet, row, base, &mut pending),
                    None => self.added(sheet, row, &mut pending),
                }
            }
        }
        self.without_row();
        self.carry_out(pending);
        for (sheet, rows) in &lists {
            self.order(sheet, rows);
        }
    }

    /// A row of an entry that the workbook was made with.
    fn known(&mut self, sheet: &FilledSheet, row: &TypedRow, base: usize, pending: &mut Pending) {
        let was = &self.base.sheets[sheet.at][base];
        let is_changed = row.cells.iter().any(|(name, typed)| was.cell(name) != typed);
        let wanted = self.wanted_list(sheet, row, was);
        let Some(now_at) = self.pairs[sheet.at][base] else {
            if is_changed || wanted.is_some() {
                self.problem(BookProblem::at(
                    sheet.place(row.row, None),
                    wording!(
                        en: "`{name}` was changed in the workbook, but is no longer in the file",
                        fi: "`{name}` on muutettu työkirjassa, mutta sitä ei enää ole tiedostossa",
                        name = name_of(sheet.at, &was.cells)
                    ),
                    Wording::fixed(
                        "remove the row, or make a new workbook",
                        "poista rivi tai tee uusi työkirja",
                    ),
                ));
            }
            return;
        };
        let now = &self.now.sheets[sheet.at][now_at];
        let from = home(sheet.at, now);
        let Some(to) = wanted.map_or(Some(from), |wanted| self.moved_to(sheet, row, (was, now), wanted))
        else {
            return;
        };
        // Where the file has moved it, it was still to go with the group that it was in.
        let was_in = self.list_of_base(sheet.at, was);
        if to == from && (self.is_removed(from) || was_in.is_some_and(|list| self.is_removed(list))) {
            return self.with_parent(sheet, row, (base, now_at, is_changed));
        }
        let place = |name: &str| sheet.place(row.row, sheet.column(name).or_else(|| sheet.column("#list")));
        let changed = self.changed((was, now), (sheet.at, &row.cells), &place);
        let has_changes = !changed.changes.is_empty() || to != from;
        self.refuse_hidden(sheet, has_changes.then_some(row.row).into_iter());
        self.refuse_hidden_columns(sheet, changed.changes.keys());
        if to != from {
            return self.relocated(sheet, (row, now_at), (from, to), changed.cells, pending);
        }
        let names: BTreeSet<String> = changed.changes.keys().cloned().collect();
        if names.is_empty() {
            return;
        }
        let Some(at) = self.lists.address(sheet.at, Slot::Present(now_at)) else {
            return;
        };
        let wanted = Wanted {
            now,
            cells: &changed.cells,
            changed: &names,
        };
        let edits = wanted.of_entry(&at, from.shape());
        self.add(edits, &changed.changes);
    }

    /// The list that an entry was in when the workbook was made; `None` where the file has it no more.
    pub(super) fn list_of_base(&self, sheet: usize, was: &Entry) -> Option<ListAt> {
        let parent = match (sheets()[sheet].parent, was.parent) {
            (Some(above), Some(parent)) => Some(Slot::Present(self.pairs[above][parent]?)),
            _ => None,
        };
        Some(ListAt {
            sheet,
            list: was.list,
            parent,
        })
    }

    /// Whether the entry that holds a list goes.
    pub(super) fn is_removed(&self, list: ListAt) -> bool {
        let above = sheets()[list.sheet].parent;
        match (above, list.parent) {
            (Some(above), Some(Slot::Present(parent))) => self.removed.contains_key(&(above, parent)),
            _ => false,
        }
    }

    /// The list that a row says its entry is in; `None` where it says the one that it was in.
    fn wanted_list(
        &mut self,
        sheet: &FilledSheet,
        row: &TypedRow,
        was: &Entry,
    ) -> Option<(Option<String>, usize)> {
        let above = sheet.shape().parent;
        let parent = above.zip(was.parent).map(|(above, parent)| {
            let id = self.base.sheets[above][parent].identity(&sheets()[above]);
            id.unwrap_or_default().to_owned()
        });
        let wanted_parent = row.parent.clone().or_else(|| parent.clone());
        let wanted_list = row.list.unwrap_or(was.list);
        (wanted_parent != parent || wanted_list != was.list).then_some((wanted_parent, wanted_list))
    }

    /// The list to which an entry goes; `None` with a problem.
    fn moved_to(
        &mut self,
        sheet: &FilledSheet,
        row: &TypedRow,
        (was, now): (&Entry, &Entry),
        (parent, list): (Option<String>, usize),
    ) -> Option<ListAt> {
        let to = self.list_at(sheet, row, parent.as_deref(), list)?;
        let from = home(sheet.at, now);
        if to != from && Some(from) != self.list_of_base(sheet.at, was) {
            let name = name_of(sheet.at, &now.cells);
            self.problem(BookProblem::at(
                sheet.place(row.row, None),
                wording!(
                    en: "`{name}` was moved in the workbook and in the file",
                    fi: "`{name}` on siirretty sekä työkirjassa että tiedostossa"
                ),
                Wording::fixed(
                    "make a new workbook, and move it there",
                    "tee uusi työkirja ja siirrä se siinä",
                ),
            ));
            return None;
        }
        Some(to)
    }

    fn relocated(
        &mut self,
        sheet: &FilledSheet,
        (row, now_at): (&TypedRow, usize),
        (from, to): (ListAt, ListAt),
        mut cells: Cells,
        pending: &mut Pending,
    ) {
        let places = &to.shape().places;
        cells.retain(|name, _| place_of_cell(places, name).is_some());
        let column = sheet.column(if from.parent == to.parent { "#list" } else { "#in" });
        let change = self.change(BookChange {
            kind: BookChangeKind::Moved,
            place: sheet.place(row.row, column),
            entry: name_of(sheet.at, &cells),
            from: self.list_name(from),
            to: self.list_name(to),
        });
        let slot = Slot::New(row.row as usize);
        self.relocated.insert((sheet.at, now_at), slot);
        self.change_of.insert((sheet.at, slot), change);
        pending.coming.push(Coming {
            list: to,
            row: row.row,
            cells,
            change,
        });
        if !self.is_removed(from) {
            pending.going.push(Going {
                sheet: sheet.at,
                slot: Slot::Present(now_at),
                from,
                change,
            });
        }
    }

    fn refuse_hidden_columns<'n>(&mut self, sheet: &FilledSheet, names: impl Iterator<Item = &'n String>) {
        let columns: BTreeSet<u32> = names.filter_map(|name| sheet.column(name)).collect();
        for column in columns
            .into_iter()
            .filter(|column| sheet.read.hidden_columns.contains(column))
        {
            let place = sheet.place(sheet.heading_row, Some(column));
            self.problem(BookProblem::at(
                place,
                Wording::fixed(
                    "the column is hidden and has changes",
                    "sarake on piilotettu, ja siinä on muutoksia",
                ),
                Wording::fixed("unhide it", "tuo sarake näkyviin"),
            ));
        }
    }

    /// The entries that come, then those that go.
    fn carry_out(&mut self, pending: Pending) {
        for coming in pending.coming {
            let slot = Slot::New(coming.row as usize);
            let value = entry_value(coming.list.shape(), &coming.cells);
            let identity = own_id(coming.list, &coming.cells);
            let edit = self.lists.append(coming.list, (slot, identity), value);
            if let Some(edit) = edit {
                self.edit(edit, coming.change);
            }
        }
        for going in pending.going.into_iter().rev() {
            let edit = self.lists.remove(going.sheet, going.slot, going.from);
            if let Some(edit) = edit {
                self.edit(edit, going.change);
            }
        }
    }
}

/// The id by which a new entry is known everywhere.
fn own_id(list: ListAt, cells: &Cells) -> Option<String> {
    let name = list.shape().identity()?;
    let is_own = sheets()[list.sheet].is_own_id(name);
    is_own.then(|| cells.get(name).cloned()).flatten()
}
