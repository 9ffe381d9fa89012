//! Lists that people keep in spreadsheets: new signatories, and signatures. Cells become registrations
//! and signatures, or misfits that name their row and column. Nothing is guessed, and what is not
//! read is shown. Bytes become sheets of cells (`delimited`, `xlsx`, `ods`), one of
//! them a list (`locate`) whose shape is right (`shape`), and its rows facts (`registrations`, `signatures`).

mod delimited;
mod headings;
mod list;
mod locate;
mod ods;
mod package;
mod paper;
mod registrations;
mod shape;
mod sheet;
mod signatures;
mod values;
mod xlsx;

pub use headings::{Heading, REGISTRATION_HEADINGS, RegistrationField, SIGNATURE_HEADINGS, SignatureField};
pub use list::{Hidden, List, ListChoices, ListKind};
pub use locate::read_list;
pub(in crate::source) use locate::workbook_sheets as read_sheets;
pub use paper::text_of_paper;
pub use registrations::registrations;
pub use sheet::Unreadable;
pub(in crate::source) use sheet::{Sheet as ReadSheet, is_error_value, letter};
pub use signatures::signatures;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{OrganisationId, OrganisationKind, fold};
use crate::wording::Wording;

/// After so many misfits the rest of a list is not looked at.
pub const MOST_MISFITS: usize = 200;

/// A column of a list, as a spreadsheet shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListColumn {
    /// `A`, `B`, … `AA`.
    pub letter: String,
    /// Its heading as written, on one line; empty where it has none.
    pub heading: String,
}

impl ListColumn {
    /// `C (Alueet)`
    #[must_use]
    pub fn named(&self) -> String {
        let Self { letter, heading } = self;
        if heading.is_empty() {
            letter.clone()
        } else {
            format!("{letter} ({heading})")
        }
    }

    /// The order of columns: `Z` is before `AA`.
    fn place(&self) -> (usize, String) {
        (self.letter.len(), self.letter.clone())
    }
}

/// Why a row, or the list as a whole, cannot be taken as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// The row's number, from 1 as a spreadsheet counts; `None` for the list as a whole.
    pub row: Option<u32>,
    /// The column, where one cell is at fault.
    pub column: Option<ListColumn>,
    /// What is wrong.
    pub message: Wording,
    /// The next step.
    pub help: Wording,
}

/// A row, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed<T> {
    /// The row's number, from 1.
    pub row: u32,
    /// What it says.
    pub value: T,
}

/// A list, read as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListReading<T> {
    /// The rows that could be read.
    pub entries: Vec<Listed<T>>,
    /// What is wrong with the others.
    pub misfits: Vec<Misfit>,
    /// Whether more may be wrong: there are [`MOST_MISFITS`], and the rest was not looked at.
    pub is_cut: bool,
    /// What is to be known of a list that could be read: what of it was not.
    pub notes: Vec<Wording>,
}

impl<T> ListReading<T> {
    /// The reading of a list, with the misfits of its rows. A cell is wrong once: what is wrong with
    /// the shape of the list goes before what is wrong with its content.
    fn new<F>(list: &List<F>, mut entries: Vec<Listed<T>>, of_rows: Vec<Misfit>) -> Self {
        let place = |misfit: &Misfit| Some((misfit.row?, misfit.column.as_ref()?.place()));
        let wrong: BTreeSet<_> = list.misfits.iter().filter_map(place).collect();
        let is_new = |misfit: &Misfit| place(misfit).is_none_or(|place| !wrong.contains(&place));
        let mut misfits = list.misfits.clone();
        misfits.extend(of_rows.into_iter().filter(is_new));
        misfits.sort_by_key(|misfit| (misfit.row, misfit.column.as_ref().map(ListColumn::place)));
        let wrong_rows: BTreeSet<u32> = misfits.iter().filter_map(|misfit| misfit.row).collect();
        entries.retain(|entry| !wrong_rows.contains(&entry.row));
        let is_cut = misfits.len() >= MOST_MISFITS;
        misfits.truncate(MOST_MISFITS);
        Self {
            entries,
            misfits,
            is_cut,
            notes: list.notes.clone(),
        }
    }
}

/// The organisations that may be called by name.
#[derive(Clone, Debug, Default)]
pub struct KnownOrganisations {
    by_id: BTreeMap<String, String>,
    by_name: BTreeMap<String, Vec<OrganisationId>>,
    kinds: BTreeMap<String, OrganisationKind>,
}

impl KnownOrganisations {
    /// Adds an organisation under one of its names; the first name is the one that is used.
    pub fn add(&mut self, id: &str, name: &str) {
        // Ids that the registry knows are ids.
        let Ok(id) = OrganisationId::parse(id) else {
            return;
        };
        self.by_id
            .entry(id.to_string())
            .or_insert_with(|| name.to_owned());
        let ids = self.by_name.entry(plain(name)).or_default();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }

    /// Says what an organisation is.
    pub fn is_kind(&mut self, id: &str, kind: OrganisationKind) {
        self.kinds.insert(id.to_owned(), kind);
    }

    fn kind(&self, id: &OrganisationId) -> Option<OrganisationKind> {
        self.kinds.get(id.as_str()).cloned()
    }

    /// The name of an organisation that is known.
    #[must_use]
    pub fn name(&self, id: &OrganisationId) -> Option<&str> {
        self.by_id.get(id.as_str()).map(String::as_str)
    }

    /// The organisations that have, or have had, a name.
    #[must_use]
    pub fn called(&self, name: &str) -> &[OrganisationId] {
        self.by_name.get(&plain(name)).map_or(&[], Vec::as_slice)
    }

    fn ids(&self) -> Vec<&str> {
        self.by_id.keys().map(String::as_str).collect()
    }

    fn names(&self) -> Vec<&str> {
        self.by_id.values().map(String::as_str).collect()
    }
}

/// A name without differences that no one means: case, accents, spaces, hyphens.
fn plain(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests;
