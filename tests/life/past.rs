//! The acts that can be taken back: what each file said and was before them.

use std::collections::BTreeMap;

use crate::facts::Agreement;
use crate::world::Page;

/// One act on record.
struct Act {
    id: &'static str,
    path: String,
    before: (Vec<u8>, Agreement),
    after: Vec<u8>,
}

/// The acts that have not been taken back, the oldest first.
#[derive(Default)]
pub(crate) struct Past(Vec<Act>);

/// What the files are once acts are taken back.
pub(crate) struct TakenBack {
    pub(crate) n_acts: usize,
    pub(crate) pages: BTreeMap<&'static str, (Vec<u8>, Agreement)>,
}

impl Past {
    /// Adds an act on a file, as it is before it.
    pub(crate) fn add(&mut self, page: &Page, after: &[u8]) {
        self.0.push(Act {
            id: page.facts.id,
            path: page.path.clone(),
            before: (page.bytes.clone(), page.facts.clone()),
            after: after.to_vec(),
        });
    }

    /// What becomes of the files when the last acts are taken back; `None` where it is refused: there are not so
    /// many, or a file is no longer what an act has left.
    pub(crate) fn taken_back(&self, n: usize, now: &BTreeMap<&'static str, Page>) -> Option<TakenBack> {
        if n > 1 && n > self.0.len() {
            return None;
        }
        let mut pages: BTreeMap<&'static str, (Vec<u8>, Agreement)> = BTreeMap::new();
        let last = self.0.iter().rev().take(n);
        let n_acts = last.len();
        for act in last {
            let page = now.get(act.id).filter(|page| page.path == act.path)?;
            let taken_back = pages.get(act.id).map(|(bytes, _)| bytes);
            let bytes = taken_back.unwrap_or(&page.bytes);
            if *bytes != act.after {
                return None;
            }
            pages.insert(act.id, act.before.clone());
        }
        Some(TakenBack { n_acts, pages })
    }

    /// The last acts are no longer on record.
    pub(crate) fn forget(&mut self, n_acts: usize) {
        self.0.truncate(self.0.len() - n_acts);
    }
}
