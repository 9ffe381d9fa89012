//! Which entry of a file is which entry of the file that a workbook was made from: by an id that is the only one, else
//! where both are equal, or the file has it as its row says, else in their order where no more and no fewer are left, or
//! the same in another list.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::edits::Cells;
use super::facts::{Entry, Facts};
use super::order::{ListAt, Slot, home};
use super::sheets::sheets;

/// What the rows of a sheet say.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// Of every entry that the workbook was made with; `None` for one that is to go.
    pub(super) entries: Vec<Option<SaidEntry>>,
    /// Of the rows that add an entry.
    pub(super) new: Vec<Cells>,
}

/// What a row says of its entry.
#[derive(Debug)]
pub(super) struct SaidEntry {
    /// The id of the entry above.
    pub(super) parent: Option<String>,
    pub(super) list: usize,
    pub(super) cells: Cells,
}

/// For every entry of `base`, sheet by sheet, the one of `now` that it is.
pub(super) fn pairs(base: &Facts, now: &Facts, said: &[Said]) -> Vec<Vec<Option<usize>>> {
    let mut all: Vec<Vec<Option<usize>>> = Vec::new();
    for (at, sheet) in sheets().iter().enumerate() {
        if sheet.is_form() {
            all.push(vec![Some(0)]);
            continue;
        }
        let above = sheet.parent.map(|parent| all[parent].as_slice());
        let pairing = Pairing {
            at,
            base: &base.sheets[at],
            now: &now.sheets[at],
            above,
            now_above: sheet.parent.map(|parent| now.sheets[parent].as_slice()),
            said: &said[at],
        };
        let paired = pairing.paired();
        all.push(paired);
    }
    all
}

struct Pairing<'p> {
    at: usize,
    base: &'p [Entry],
    now: &'p [Entry],
    /// The pairs of the entries that hold the lists.
    above: Option<&'p [Option<usize>]>,
    /// The entries that hold the lists of the file as it is.
    now_above: Option<&'p [Entry]>,
    said: &'p Said,
}

impl Pairing<'_> {
    fn paired(&self) -> Vec<Option<usize>> {
        let mut found: Vec<Option<usize>> = vec![None; self.base.len()];
        self.by_id(&mut found);
        let mut of_list: BTreeMap<ListAt, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        for (at, entry) in self.base.iter().enumerate() {
            if let Some(list) = self.list_now(entry) {
                of_list.entry(list).or_default().0.push(at);
            }
        }
        for (at, entry) in self.now.iter().enumerate() {
            of_list.entry(home(self.at, entry)).or_default().1.push(at);
        }
        for (before, after) in of_list.values() {
            self.equal(before, after, &mut found);
        }
        self.as_said(&mut found);
        for (before, after) in of_list.values() {
            self.in_list(before, after, &mut found);
        }
        self.elsewhere(&mut found);
        found
    }

    /// The entries that are as they were, but in another list: only one of each, and none that a row adds.
    fn elsewhere(&self, found: &mut [Option<usize>]) {
        let taken: BTreeSet<usize> = found.iter().flatten().copied().collect();
        let added: BTreeSet<&Cells> = self.said.new.iter().collect();
        let mut free: BTreeMap<&Cells, Vec<usize>> = BTreeMap::new();
        for (now, entry) in self.now.iter().enumerate() {
            if !taken.contains(&now) && !added.contains(&entry.cells) {
                free.entry(&entry.cells).or_default().push(now);
            }
        }
        let mut left: BTreeMap<&Cells, Vec<usize>> = BTreeMap::new();
        for (at, entry) in self.base.iter().enumerate() {
            if found[at].is_none() {
                left.entry(&entry.cells).or_default().push(at);
            }
        }
        for (cells, before) in left {
            if let ([at], Some([now])) = (before.as_slice(), free.get(cells).map(Vec::as_slice)) {
                found[*at] = Some(*now);
            }
        }
    }

    /// The entries that are in the file as their rows say: the workbook was applied before.
    fn as_said(&self, found: &mut [Option<usize>]) {
        let sheet = &sheets()[self.at];
        for at in 0..found.len() {
            let said = self.said.entries.get(at).and_then(Option::as_ref);
            let Some(said) = said.filter(|_| found[at].is_none()) else {
                continue;
            };
            let parent = |entry: &Entry| {
                let above = self.now_above.zip(sheet.parent);
                let held = above.zip(entry.parent);
                held.and_then(|((above, shape), parent)| above[parent].identity(&sheets()[shape]))
            };
            let is_it = |(now, entry): &(usize, &Entry)| {
                entry.list == said.list
                    && entry.cells == said.cells
                    && parent(entry) == said.parent.as_deref()
                    && !found.contains(&Some(*now))
            };
            found[at] = self.now.iter().enumerate().find(is_it).map(|(now, _)| now);
        }
    }

    /// The entries that are as they were.
    fn equal(&self, before: &[usize], after: &[usize], found: &mut [Option<usize>]) {
        let taken: BTreeSet<usize> = found.iter().flatten().copied().collect();
        let mut free: BTreeMap<&Cells, VecDeque<usize>> = BTreeMap::new();
        for now in after.iter().filter(|now| !taken.contains(now)) {
            free.entry(&self.now[*now].cells).or_default().push_back(*now);
        }
        for at in before {
            if found[*at].is_none() {
                let same = free.get_mut(&self.base[*at].cells);
                found[*at] = same.and_then(VecDeque::pop_front);
            }
        }
    }

    /// The list of the present file in which an entry would be if it was left where it was.
    fn list_now(&self, entry: &Entry) -> Option<ListAt> {
        let parent = match (self.above, entry.parent) {
            (Some(above), Some(parent)) => Some(Slot::Present(above[parent]?)),
            _ => None,
        };
        Some(ListAt {
            sheet: self.at,
            list: entry.list,
            parent,
        })
    }

    /// The entries that an id of their own tells from all others of the file.
    fn by_id(&self, found: &mut [Option<usize>]) {
        let sheet = &sheets()[self.at];
        let only = |entries: &[Entry]| {
            let mut places: BTreeMap<String, Option<usize>> = BTreeMap::new();
            for (at, entry) in entries.iter().enumerate() {
                let name = sheet.lists[entry.list]
                    .identity()
                    .filter(|name| sheet.is_own_id(name));
                let id = name.map(|name| entry.cell(name)).filter(|id| !id.is_empty());
                if let Some(id) = id {
                    let known = places.entry(id.to_owned());
                    known.and_modify(|place| *place = None).or_insert(Some(at));
                }
            }
            places
        };
        let (before, after) = (only(self.base), only(self.now));
        for (id, place) in before {
            if let (Some(place), Some(Some(now))) = (place, after.get(&id)) {
                found[place] = Some(*now);
            }
        }
    }

    /// The entries of one list that an id tells from the others in it, then those without an id in their order.
    fn in_list(&self, before: &[usize], after: &[usize], found: &mut [Option<usize>]) {
        let sheet = &sheets()[self.at];
        let mut taken: BTreeSet<usize> = found.iter().flatten().copied().collect();
        let only = |entries: &[Entry], places: &[usize]| {
            let mut ids: BTreeMap<String, Option<usize>> = BTreeMap::new();
            for at in places {
                if let Some(id) = entries[*at].identity(sheet) {
                    let known = ids.entry(id.to_owned());
                    known.and_modify(|place| *place = None).or_insert(Some(*at));
                }
            }
            ids
        };
        let (was, is) = (only(self.base, before), only(self.now, after));
        for (id, place) in was {
            if let (Some(place), Some(Some(now))) = (place, is.get(&id))
                && found[place].is_none()
                && taken.insert(*now)
            {
                found[place] = Some(*now);
            }
        }
        let has_none = |entry: &Entry| entry.identity(sheet).is_none();
        let added: BTreeSet<&Cells> = self.said.new.iter().collect();
        let is_kept = |at: &usize| self.said.entries.get(*at).is_some_and(Option::is_some);
        let is_free = |now: &&usize| {
            let entry = &self.now[**now];
            has_none(entry) && !added.contains(&entry.cells)
        };
        let free: Vec<usize> = after.iter().filter(is_free).copied().collect();
        for wants in [true, false] {
            let is_left =
                |at: &&usize| found[**at].is_none() && has_none(&self.base[**at]) && is_kept(at) == wants;
            let left: Vec<usize> = before.iter().filter(is_left).copied().collect();
            let free: Vec<usize> = free.iter().copied().filter(|at| !taken.contains(at)).collect();
            if left.len() == free.len() {
                for (before, now) in left.into_iter().zip(free) {
                    taken.insert(now);
                    found[before] = Some(now);
                }
            }
        }
    }
}
