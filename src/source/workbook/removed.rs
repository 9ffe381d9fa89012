//! The entries whose rows are marked or gone, and those that go with the one that holds them.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::no_column;
use super::compare::{BookChange, BookChangeKind, Comparing, name_of};
use super::entries::{Going, Pending};
use super::filled::FilledSheet;
use super::order::{Slot, home};
use super::rows::TypedRow;
use super::sheets::sheets;
use super::{BookPlace, BookProblem};
use crate::wording;
use crate::wording::Wording;

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
        let (was, now) = (&self.base.sheets[sheet][base], &self.now.sheets[sheet][now_at]);
        let from = home(sheet, now);
        let goes_with_parent = match (sheets()[sheet].parent, now.parent) {
            (Some(above), Some(parent)) => self.removed.contains(&(above, parent)),
            _ => false,
        };
        if was.cells != now.cells || self.has_new_entries(sheet, now_at) {
            return self.problem(BookProblem::at(
                place,
                wording!(
                    en: "`{name}` is removed in the workbook, but was changed in the file",
                    fi: "`{name}` on poistettu työkirjasta, mutta sitä on muutettu tiedostossa",
                    name = name_of(sheet, &now.cells)
                ),
                Wording::fixed(
                    "make a new workbook, and remove it there",
                    "tee uusi työkirja ja poista kohta siinä",
                ),
            ));
        }
        let change = self.change(BookChange {
            kind: BookChangeKind::Removed,
            place: place.clone(),
            entry: name_of(sheet, &now.cells),
            from: self.summary(sheet, &now.cells),
            to: String::new(),
        });
        self.removed.insert((sheet, now_at));
        if !goes_with_parent {
            pending.going.push(Going {
                sheet,
                slot: Slot::Present(now_at),
                from,
                change,
            });
        }
    }

    /// Whether an entry of the file holds entries that the workbook does not know.
    fn has_new_entries(&self, sheet: usize, now_at: usize) -> bool {
        let below = sheets()
            .iter()
            .enumerate()
            .filter(|(_, below)| below.parent == Some(sheet));
        below.into_iter().any(|(at, _)| {
            let known: BTreeSet<usize> = self.pairs[at].iter().flatten().copied().collect();
            let entries = self.now.sheets[at].iter().enumerate();
            entries
                .into_iter()
                .any(|(entry, now)| now.parent == Some(now_at) && !known.contains(&entry))
        })
    }

    /// A row of an entry that goes with the one that holds it.
    pub(super) fn with_parent(
        &mut self,
        sheet: &FilledSheet,
        row: &TypedRow,
        (now_at, is_changed): (usize, bool),
    ) {
        let cells = &self.now.sheets[sheet.at][now_at].cells;
        let entry = name_of(sheet.at, cells);
        if is_changed {
            return self.problem(BookProblem::at(
                sheet.place(row.row, None),
                wording!(
                    en: "`{entry}` was changed, but its group is removed",
                    fi: "`{entry}` on muutettu, mutta sen ryhmä on poistettu"
                ),
                Wording::fixed("move the row to another group", "siirrä rivi toiseen ryhmään"),
            ));
        }
        let from = self.summary(sheet.at, cells);
        self.removed.insert((sheet.at, now_at));
        self.change(BookChange {
            kind: BookChangeKind::Removed,
            place: sheet.place(row.row, None),
            entry,
            from,
            to: String::new(),
        });
    }
}
