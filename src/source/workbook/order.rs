//! Where every entry is while edits are made one after the other: an entry is addressed by its number in its list, and
//! numbers move when others come, go or change places.

use std::collections::BTreeMap;

use super::facts::{Entry, Facts};
use super::sheets::{ListShape, sheets};
use crate::source::edit::{Change, Edit, Step, Value};
use crate::source::shape::Shape;

/// An entry of a sheet: one that the file has, or one that is added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Slot {
    /// By its place among the entries of its sheet.
    Present(usize),
    /// By the row that adds it.
    New(usize),
}

/// A list: that of a sheet, in the entry that holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ListAt {
    pub(super) sheet: usize,
    pub(super) list: usize,
    pub(super) parent: Option<Slot>,
}

impl ListAt {
    pub(super) fn shape(&self) -> &'static ListShape {
        &sheets()[self.sheet].lists[self.list]
    }
}

/// The lists of a file with their entries.
#[derive(Debug, Default)]
pub(super) struct Lists {
    slots: BTreeMap<ListAt, Vec<Slot>>,
    /// The lists that are one value in place of a list.
    alone: Vec<ListAt>,
    /// The list of every entry.
    homes: BTreeMap<(usize, Slot), ListAt>,
    /// The ids by which entries are known everywhere.
    ids: BTreeMap<(usize, Slot), String>,
}

impl Lists {
    pub(super) fn of(facts: &Facts) -> Self {
        let mut lists = Self::default();
        for (sheet, entries) in facts.sheets.iter().enumerate().skip(1) {
            for (at, entry) in entries.iter().enumerate() {
                let list = home(sheet, entry);
                lists.slots.entry(list).or_default().push(Slot::Present(at));
                lists.homes.insert((sheet, Slot::Present(at)), list);
                if entry.form.is_alone {
                    lists.alone.push(list);
                }
                let name = list
                    .shape()
                    .identity()
                    .filter(|name| sheets()[sheet].is_own_id(name));
                if let Some(id) = name.and_then(|name| entry.cells.get(name)) {
                    lists.ids.insert((sheet, Slot::Present(at)), id.clone());
                }
            }
        }
        lists
    }

    /// The list that an entry is in.
    pub(super) fn home(&self, sheet: usize, slot: Slot) -> Option<ListAt> {
        self.homes.get(&(sheet, slot)).copied()
    }

    /// The entries of a list, in their order.
    pub(super) fn entries(&self, list: ListAt) -> &[Slot] {
        self.slots.get(&list).map_or(&[], Vec::as_slice)
    }

    /// The way to a list.
    fn way(&self, list: ListAt) -> Option<Vec<Step>> {
        let mut way = match (list.parent, sheets()[list.sheet].parent) {
            (Some(slot), Some(above)) => self.address(above, slot)?,
            _ => Vec::new(),
        };
        way.extend(list.shape().way.iter().map(|name| Step::field(name)));
        Some(way)
    }

    /// The way to an entry.
    pub(super) fn address(&self, sheet: usize, slot: Slot) -> Option<Vec<Step>> {
        let list = self.home(sheet, slot)?;
        let number = self.entries(list).iter().position(|known| *known == slot)?;
        let mut way = self.way(list)?;
        if !self.alone.contains(&list) {
            way.push(self.step(list, number));
        }
        Some(way)
    }

    /// The step to an entry: by its id where no other entry has it.
    fn step(&self, list: ListAt, number: usize) -> Step {
        let id = |slot: &Slot| self.ids.get(&(list.sheet, *slot));
        let entries = self.entries(list);
        let own = entries.get(number).and_then(id);
        let n_same = entries.iter().filter(|slot| id(slot) == own).count();
        match (own, list.shape().identity()) {
            (Some(own), Some(name)) if n_same == 1 => Step::entry(name, own),
            _ => Step::Number(number),
        }
    }

    /// Adds an entry at the end of a list.
    pub(super) fn append(
        &mut self,
        list: ListAt,
        (slot, id): (Slot, Option<String>),
        value: Value,
    ) -> Option<Edit> {
        let at = self.way(list)?;
        if let Some(id) = id {
            self.ids.insert((list.sheet, slot), id);
        }
        self.alone.retain(|known| *known != list);
        self.slots.entry(list).or_default().push(slot);
        self.homes.insert((list.sheet, slot), list);
        Some(Edit::new(at, Change::Append(value)))
    }

    /// Takes an entry away. Where one value may be in place of a list, an empty list goes with its last entry.
    pub(super) fn remove(&mut self, sheet: usize, slot: Slot, from: ListAt) -> Option<Edit> {
        let number = self.entries(from).iter().position(|known| *known == slot)?;
        let mut at = self.way(from)?;
        let is_last = self.entries(from).len() == 1;
        let may_be_alone = matches!(from.shape().field.shape, Shape::OneOrList(_));
        if !(is_last && may_be_alone) {
            at.push(self.step(from, number));
        }
        self.slots.entry(from).or_default().remove(number);
        if self.home(sheet, slot) == Some(from) {
            self.homes.remove(&(sheet, slot));
        }
        Some(Edit::new(at, Change::Remove))
    }

    /// Puts the entries of a list into an order, of which only `moved` are moved; each edit with its entry.
    pub(super) fn arrange(&mut self, list: ListAt, wanted: &[Slot], moved: &[Slot]) -> Vec<(Slot, Edit)> {
        let mut edits = Vec::new();
        for (at, slot) in wanted.iter().enumerate() {
            if !moved.contains(slot) {
                continue;
            }
            let entries = self.entries(list);
            let Some(from) = entries.iter().position(|known| known == slot) else {
                continue;
            };
            let before = at.checked_sub(1).map(|before| wanted[before]);
            let after = before.and_then(|before| entries.iter().position(|known| *known == before));
            // Taken out before the entry that it follows, it comes one place earlier.
            let to = after.map_or(0, |after| if from < after { after } else { after + 1 });
            let Some(mut way) = self.way(list).filter(|_| to != from) else {
                continue;
            };
            way.push(self.step(list, from));
            edits.push((*slot, Edit::new(way, Change::Move(to))));
            let entries = self.slots.entry(list).or_default();
            let slot = entries.remove(from);
            entries.insert(to, slot);
        }
        edits
    }
}

/// The list of an entry that the file has.
pub(super) fn home(sheet: usize, entry: &Entry) -> ListAt {
    ListAt {
        sheet,
        list: entry.list,
        parent: entry.parent.map(Slot::Present),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn provisions() -> ListAt {
        let sheet = sheets().iter().position(|sheet| sheet.name == "provisions");
        ListAt {
            sheet: sheet.expect("provisions have a sheet"),
            list: 0,
            parent: None,
        }
    }

    proptest! {
        #[test]
        fn any_order_is_reached_by_moving_only_what_moved(
            n in 1usize..8,
            picks in proptest::collection::vec((any::<proptest::sample::Index>(), any::<proptest::sample::Index>()), 0..6),
        ) {
            let list = provisions();
            let start: Vec<Slot> = (0..n).map(Slot::Present).collect();
            let (mut wanted, mut moved) = (start.clone(), Vec::new());
            for (from, to) in picks {
                let slot = wanted.remove(from.index(n));
                wanted.insert(to.index(n), slot);
                moved.push(slot);
            }
            let mut lists = Lists::default();
            lists.slots.insert(list, start.clone());
            let edits = lists.arrange(list, &wanted, &moved);
            prop_assert_eq!(lists.entries(list), &wanted);
            // The edits say the same.
            let mut played = start;
            for (_, edit) in edits {
                let (Some(Step::Number(from)), Change::Move(to)) = (edit.at.last().cloned(), edit.change) else {
                    panic!("a move has a number and a place");
                };
                let slot = played.remove(from);
                played.insert(to, slot);
            }
            prop_assert_eq!(played, wanted);
        }
    }
}
