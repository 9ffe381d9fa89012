//! The order of lists whose order means something. A row has the number of its place: the rows whose number a person
//! changed take their new places, and the others keep theirs. Where a row stands in the sheet does not matter.

use std::collections::BTreeMap;

use super::compare::{BookChange, BookChangeKind, Comparing, name_of};
use super::filled::FilledSheet;
use super::order::{ListAt, Slot};
use super::rows::TypedRow;
use crate::source::edit::Change;

/// A row that takes a place.
#[derive(Clone, Copy, Debug)]
struct Taking {
    slot: Slot,
    number: f64,
    /// Whether it comes from a place before: then it is behind the entry with the number.
    from_before: bool,
    row: u32,
}

/// The order in which entries are when some take new places; `numbers` are the places of the others at the beginning.
fn arranged(current: &[Slot], taking: &[Taking], numbers: &BTreeMap<Slot, f64>) -> Vec<Slot> {
    let is_taking = |slot: &Slot| taking.iter().any(|one| one.slot == *slot);
    let staying: Vec<Slot> = current.iter().copied().filter(|slot| !is_taking(slot)).collect();
    let number = |slot: &Slot| numbers.get(slot).copied();
    let gap = |one: &Taking| {
        let mut known = staying
            .iter()
            .enumerate()
            .filter_map(|(at, slot)| Some((at, number(slot)?)));
        if one.from_before {
            known
                .rfind(|(_, other)| *other <= one.number)
                .map_or(0, |(at, _)| at + 1)
        } else {
            known
                .find(|(_, other)| *other >= one.number)
                .map_or(staying.len(), |(at, _)| at)
        }
    };
    let mut placed: Vec<(usize, &Taking)> = taking.iter().map(|one| (gap(one), one)).collect();
    placed.sort_by(|(gap, one), (other_gap, other)| {
        gap.cmp(other_gap)
            .then(one.number.total_cmp(&other.number))
            .then(one.row.cmp(&other.row))
    });
    let mut wanted = Vec::new();
    for at in 0..=staying.len() {
        wanted.extend(
            placed
                .iter()
                .filter(|(gap, _)| *gap == at)
                .map(|(_, one)| one.slot),
        );
        wanted.extend(staying.get(at));
    }
    wanted
}

impl Comparing<'_> {
    /// Brings the entries of a sheet to the places that their rows have.
    pub(super) fn order(&mut self, sheet: &FilledSheet, rows: &[TypedRow]) {
        let column = sheet.column("#order").filter(|_| sheet.shape().is_ordered());
        let Some(column) = column else { return };
        let mut numbers: BTreeMap<Slot, f64> = BTreeMap::new();
        let mut taking: BTreeMap<ListAt, Vec<(Taking, Option<f64>)>> = BTreeMap::new();
        for row in rows.iter().filter(|row| !row.is_marked) {
            let before = row
                .base
                .map(|base| place_number(self.base.sheets[sheet.at][base].number));
            let Some(slot) = self.slot_of(sheet.at, row) else {
                continue;
            };
            let Some(list) = self.lists.home(sheet.at, slot) else {
                continue;
            };
            match row.order.filter(|order| Some(*order) != before) {
                Some(number) => {
                    let one = Taking {
                        slot,
                        number,
                        from_before: matches!(slot, Slot::Present(_))
                            && before.is_some_and(|before| before < number),
                        row: row.row,
                    };
                    taking.entry(list).or_default().push((one, before));
                }
                None => {
                    // The number of an entry that came from another list is its place there.
                    let was = row.base.map(|base| &self.base.sheets[sheet.at][base]);
                    let was_in = was.and_then(|was| self.list_of_base(sheet.at, was));
                    let before = before.filter(|_| was_in == Some(list));
                    if let (Slot::Present(_), Some(before)) = (slot, before) {
                        numbers.insert(slot, before);
                    }
                }
            }
        }
        for (list, taking) in taking {
            let places: Vec<Taking> = taking.iter().map(|(one, _)| *one).collect();
            let wanted = arranged(self.lists.entries(list), &places, &numbers);
            let moved: Vec<Slot> = places.iter().map(|one| one.slot).collect();
            for (slot, edit) in self.lists.arrange(list, &wanted, &moved) {
                let one = taking.iter().find(|(one, _)| one.slot == slot);
                let Some((one, before)) = one else { continue };
                let change = match self.change_of.get(&(sheet.at, slot)).copied() {
                    Some(change) => change,
                    None => self.moved(sheet, (one, *before), (column, &edit.change)),
                };
                self.edit(edit, change);
            }
        }
    }

    fn moved(
        &mut self,
        sheet: &FilledSheet,
        (one, before): (&Taking, Option<f64>),
        (column, made): (u32, &Change),
    ) -> usize {
        let to = match made {
            Change::Move(to) => (to + 1).to_string(),
            _ => one.number.to_string(),
        };
        let cells = match one.slot {
            Slot::Present(at) => &self.now.sheets[sheet.at][at].cells,
            Slot::New(_) => return 0,
        };
        let entry = name_of(sheet.at, cells);
        self.refuse_hidden(sheet, std::iter::once(one.row));
        self.change(BookChange {
            kind: BookChangeKind::Moved,
            place: sheet.place(one.row, Some(column)),
            entry,
            from: before.map_or(String::new(), |before| before.to_string()),
            to,
        })
    }

    /// The entry of a row as it is after all edits so far.
    fn slot_of(&self, sheet: usize, row: &TypedRow) -> Option<Slot> {
        let Some(base) = row.base else {
            return Some(Slot::New(row.row as usize));
        };
        let now = self.pairs[sheet][base]?;
        Some(
            self.relocated
                .get(&(sheet, now))
                .copied()
                .unwrap_or(Slot::Present(now)),
        )
    }
}

fn place_number(number: usize) -> f64 {
    u32::try_from(number + 1).map_or(f64::MAX, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The order of five entries when those with a new number take it.
    fn check(new: &[(u32, f64)], expected: &[usize]) {
        let current: Vec<Slot> = (1..=5).map(Slot::Present).collect();
        let (mut taking, mut numbers) = (Vec::new(), BTreeMap::new());
        for at in 1u32..=5 {
            let slot = Slot::Present(at as usize);
            match new.iter().find(|(of, _)| *of == at) {
                Some((_, number)) => taking.push(Taking {
                    slot,
                    number: *number,
                    from_before: f64::from(at) < *number,
                    row: at,
                }),
                None => {
                    numbers.insert(slot, f64::from(at));
                }
            }
        }
        let expected: Vec<Slot> = expected.iter().copied().map(Slot::Present).collect();
        assert_eq!(arranged(&current, &taking, &numbers), expected);
    }

    #[test]
    fn a_row_with_a_new_number_takes_the_place_with_that_number() {
        check(&[], &[1, 2, 3, 4, 5]);
        check(&[(5, 2.0)], &[1, 5, 2, 3, 4]);
        check(&[(2, 4.0)], &[1, 3, 4, 2, 5]);
        check(&[(1, 2.0), (2, 1.0)], &[2, 1, 3, 4, 5]);
        check(&[(4, 1.5)], &[1, 4, 2, 3, 5]);
        check(&[(1, 9.0)], &[2, 3, 4, 5, 1]);
        check(&[(5, 0.0)], &[5, 1, 2, 3, 4]);
        // All that were pushed on got their numbers by hand.
        check(&[(5, 2.0), (2, 3.0), (3, 4.0), (4, 5.0)], &[1, 5, 2, 3, 4]);
    }
}
