//! The entries whose rows are marked or gone, and those that go with the one that holds them.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::{no_column, or_none, place_of_cell};
use super::compare::{BookChange, BookChangeKind, Comparing, name_of};
use super::entries::{Going, Pending};
use super::filled::FilledSheet;
use super::order::{Slot, home};
use super::rows::TypedRow;
use super::sheets::sheets;
use super::{BookPlace, BookProblem};
use crate::wording;
use crate::wording::Wording;

const REMOVE_AGAIN: Wording = Wording::fixed(
    "make a new workbook, and remove it there",
    "tee uusi työkirja ja poista kohta siinä",
);

impl Comparing<'_> {
    /// The entries whose rows are marked or gone.
    pub(super) fn removals(&mut self, sheet: &FilledSheet, rows: &[TypedRow], pending: &mut Pending) {
        if sheet.column("#key").is_none() {
            return self.problem(no_column(sheet, &Wording::fixed("Key", "Avain")));
        }
        let by_base: BTreeMap<usize, &TypedRow> =
            rows.iter().filter_map(|row| Some((row.base?, row))).collect();
        for base in 0..self.base.sheets[sheet.at].len() {
            let row = by_base.get(&base);
            if row.is_some_and(|row| !row.is_marked) {
                continue;
            }
            let Some(now_at) = self.pairs[sheet.at][base] else {
                continue;
            };
            let place = match row {
                Some(row) => sheet.place(row.row, None),
                None => BookPlace {
                    sheet: sheet.read.name.clone(),
                    row: None,
                    column: None,
                },
            };
            self.refuse_hidden(sheet, row.iter().map(|row| row.row));
            self.removal(sheet.at, (base, now_at), place, pending);
        }
    }

    fn removal(
        &mut self,
        sheet: usize,
        (base, now_at): (usize, usize),
        place: BookPlace,
        pending: &mut Pending,
    ) {
        let now = &self.now.sheets[sheet][now_at];
        let from = home(sheet, now);
        let goes_with_parent = self.is_removed(from);
        let entry = name_of(sheet, &now.cells);
        self.removed.insert((sheet, now_at), place.clone());
        if let Some(difference) = self.difference(sheet, (base, now_at)) {
            return self.problem(BookProblem::at(
                place,
                wording!(
                    en: "`{entry}` is removed in the workbook, but was changed in the file: {difference}",
                    fi: "`{entry}` on poistettu työkirjasta, mutta sitä on muutettu tiedostossa: {difference}",
                    difference
                ),
                REMOVE_AGAIN,
            ));
        }
        let change = self.change(BookChange {
            kind: BookChangeKind::Removed,
            place,
            entry,
            from: self.summary(sheet, &now.cells),
            to: String::new(),
        });
        if !goes_with_parent {
            pending.going.push(Going {
                sheet,
                slot: Slot::Present(now_at),
                from,
                change,
            });
        }
    }

    /// A row of an entry that goes with the one that holds it.
    pub(super) fn with_parent(
        &mut self,
        sheet: &FilledSheet,
        row: &TypedRow,
        (base, now_at, is_changed): (usize, usize, bool),
    ) {
        let cells = &self.now.sheets[sheet.at][now_at].cells;
        let (entry, place) = (name_of(sheet.at, cells), sheet.place(row.row, None));
        self.removed.insert((sheet.at, now_at), place.clone());
        if is_changed {
            return self.problem(BookProblem::at(
                place,
                wording!(
                    en: "`{entry}` was changed, but its group is removed",
                    fi: "`{entry}` on muutettu, mutta sen ryhmä on poistettu"
                ),
                Wording::fixed("move the row to another group", "siirrä rivi toiseen ryhmään"),
            ));
        }
        if let Some(difference) = self.difference(sheet.at, (base, now_at)) {
            return self.problem(BookProblem::at(
                place,
                wording!(
                    en: "its group is removed in the workbook, but `{entry}` was changed in the file: {difference}",
                    fi: "ryhmä on poistettu työkirjasta, mutta sen kohtaa `{entry}` on muutettu tiedostossa: {difference}",
                    difference
                ),
                REMOVE_AGAIN,
            ));
        }
        let from = self.summary(sheet.at, cells);
        self.change(BookChange {
            kind: BookChangeKind::Removed,
            place,
            entry,
            from,
            to: String::new(),
        });
    }

    /// The entries without a row that would go with the one that holds them: they go only as the workbook knew them.
    pub(super) fn without_row(&mut self) {
        for ((sheet, now_at), place) in self.removed.clone() {
            let below = sheets().iter().enumerate();
            for (at, _) in below.filter(|(_, below)| below.parent == Some(sheet)) {
                let known: BTreeMap<usize, usize> = self.pairs[at]
                    .iter()
                    .enumerate()
                    .filter_map(|(base, now)| Some(((*now)?, base)))
                    .collect();
                let held = self.now.sheets[at].iter().enumerate();
                for (entry_at, entry) in held.filter(|(_, entry)| entry.parent == Some(now_at)) {
                    let slot = (at, entry_at);
                    if self.removed.contains_key(&slot) || self.relocated.contains_key(&slot) {
                        continue;
                    }
                    let added = || Wording::fixed("added", "lisätty");
                    let difference = match known.get(&entry_at) {
                        Some(base) => self.difference(at, (*base, entry_at)),
                        None => Some(added()),
                    };
                    let Some(difference) = difference else { continue };
                    let name = name_of(sheet, &self.now.sheets[sheet][now_at].cells);
                    let entry = name_of(at, &entry.cells);
                    self.problem(BookProblem::at(
                        place.clone(),
                        wording!(
                            en: "`{name}` is removed in the workbook, but `{entry}` in it was changed in the file: {difference}",
                            fi: "`{name}` on poistettu työkirjasta, mutta sen kohtaa `{entry}` on muutettu tiedostossa: {difference}",
                            difference
                        ),
                        REMOVE_AGAIN,
                    ));
                }
            }
        }
    }

    /// In what an entry of the file is other than the workbook knew it; `None` where it is the same.
    fn difference(&self, sheet: usize, (base, now_at): (usize, usize)) -> Option<Wording> {
        let (was, now) = (&self.base.sheets[sheet][base], &self.now.sheets[sheet][now_at]);
        let mut parts = Vec::new();
        let names: BTreeSet<&String> = was.cells.keys().chain(now.cells.keys()).collect();
        for name in names {
            let (before, present) = (was.cell(name), now.cell(name));
            let Some(place) = place_of_cell(&sheets()[sheet].places, name).filter(|_| before != present)
            else {
                continue;
            };
            let label = place.label();
            let [before, present] = [before, present].map(|text| or_none(&self.show(place, text)));
            parts.push(wording!(
                en: "{label}: “{before}” → “{present}”",
                fi: "{label}: ”{before}” → ”{present}”",
                label
            ));
        }
        let is_in = home(sheet, now);
        if self.list_of_base(sheet, was) != Some(is_in) {
            let list = self.list_name(is_in);
            parts.push(wording!(en: "moved to {list}", fi: "siirretty kohtaan {list}"));
        }
        (!parts.is_empty()).then(|| Wording::joined(&parts, "; "))
    }
}
