//! What a workbook remembers of the file that it was made from: in a sheet that no one sees, the digest of the file
//! and the value of every cell. A row of a sheet knows its entry by a key, which is made of the entry's number and of
//! a digest of its values.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

use super::facts::{Entry, Facts};
use super::sheets::sheets;

/// The version of the form of workbooks; another one is not read.
pub const FORM_VERSION: &str = "1";

/// What begins the sheet, and the name of the sheet.
pub(super) const MARK: &str = "kumppani";

/// From what a workbook was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The agreement's id.
    pub agreement: String,
    /// The digest of its file.
    pub digest: String,
}

/// What marks a value that no person can change in a workbook.
const FIXED: &str = "!";

/// The rows of the sheet.
pub(super) fn rows(origin: &Origin, facts: &Facts) -> Vec<Vec<String>> {
    let head = [MARK, FORM_VERSION, &origin.agreement, &origin.digest];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    for (sheet, entries) in sheets().iter().zip(&facts.sheets) {
        for entry in entries {
            let list = sheet
                .lists
                .get(entry.list)
                .map_or(String::new(), |list| list.way.join("."));
            let parent = entry.parent.map_or(String::new(), |parent| parent.to_string());
            let mut row = vec![sheet.name.clone(), list, parent, entry.number.to_string()];
            for (name, value) in &entry.cells {
                let mark = if entry.fixed.contains(name) { FIXED } else { "" };
                row.extend([format!("{mark}{name}"), value.clone()]);
            }
            rows.push(row);
        }
    }
    rows
}

/// The facts that the rows of the sheet hold; `None` where they are not what was written there.
pub(super) fn facts(rows: &[Vec<String>]) -> Option<Facts> {
    let mut facts = Facts {
        sheets: vec![Vec::new(); sheets().len()],
    };
    for row in rows {
        let [sheet, list, parent, number, cells @ ..] = row.as_slice() else {
            return None;
        };
        let at = sheets().iter().position(|known| known.name == *sheet)?;
        let lists = &sheets()[at].lists;
        let list = match lists.iter().position(|known| known.way.join(".") == *list) {
            Some(list) => list,
            None if list.is_empty() && lists.is_empty() => 0,
            None => return None,
        };
        let mut entry = Entry {
            list,
            parent: match parent.as_str() {
                "" => None,
                parent => Some(parent.parse().ok()?),
            },
            number: number.parse().ok()?,
            ..Entry::default()
        };
        for pair in cells.chunks(2) {
            let [name, value] = pair else { return None };
            let name = match name.strip_prefix(FIXED) {
                Some(name) => {
                    entry.fixed.insert(name.to_owned());
                    name
                }
                None => name,
            };
            entry.cells.insert(name.to_owned(), value.clone());
        }
        facts.sheets[at].push(entry);
    }
    let has_parents = |at: usize| {
        let above = sheets()[at].parent.map_or(0, |parent| facts.sheets[parent].len());
        facts.sheets[at]
            .iter()
            .all(|entry| entry.parent.is_none_or(|parent| parent < above))
    };
    let is_whole = facts.sheets[0].len() == 1 && (0..facts.sheets.len()).all(has_parents);
    is_whole.then_some(facts)
}

/// The key of an entry in its sheet.
pub(super) fn key(at: usize, entry: &Entry) -> String {
    let mut digest = Sha256::new();
    for (name, value) in &entry.cells {
        digest.update(name);
        digest.update([0]);
        digest.update(value);
        digest.update([0]);
    }
    let digest = digest.finalize();
    format!("{}-{:02x}{:02x}{:02x}", at + 1, digest[0], digest[1], digest[2])
}

/// The entries of a sheet by their keys.
pub(super) fn keys(entries: &[Entry]) -> BTreeMap<String, usize> {
    let keys = entries.iter().enumerate();
    keys.map(|(at, entry)| (key(at, entry), at)).collect()
}
