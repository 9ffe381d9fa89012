//! The shape of a list, looked at before its content: every value has a heading above it, every heading
//! one meaning, and nothing that a person does not see on the screen is read without asking.

mod columns;
mod rows;
mod swallowed;
mod words;

pub(super) use words::{named_first, numbers};

use std::collections::BTreeSet;

use super::headings::Heading;
use super::list::{Headings, Hidden, List, ListChoices, one_line};
use super::sheet::{Row, Sheet, Unreadable, letter};
use super::{ListColumn, Misfit};
use crate::wording;
use crate::wording::Wording;
use words::words_of;

/// A column of the sheet that is not left out.
struct Headed {
    column: u32,
    shown: ListColumn,
    /// Its heading without differences that no one means.
    plain: String,
    /// Whether the list reads it.
    is_read: bool,
}

/// The list below its headings, with all that is wrong with its shape.
pub(super) fn list_below<F: Copy + PartialEq>(
    found: &Headings<'_>,
    known: &[Heading<F>],
    choices: &ListChoices,
) -> List<F> {
    let mut shape = Shape {
        sheet: found.sheet,
        at: found.at,
        choices,
        headed: Vec::new(),
        left_out: BTreeSet::new(),
        list: List {
            network: choices.network.clone(),
            columns: Vec::new(),
            rows: Vec::new(),
            asks_who: false,
            misfits: Vec::new(),
            notes: Vec::new(),
        },
    };
    shape.leave_columns_out();
    shape.columns(known);
    shape.values_under_no_heading();
    shape.rows_above();
    shape.hidden_columns();
    shape.hidden_rows();
    shape.merged();
    shape.faults();
    shape.rows();
    shape.list
}

/// Says which sheets are not read, and asks about a hidden one.
pub(super) fn other_sheets<F>(
    sheets: &[Sheet],
    found: &Headings<'_>,
    choices: &ListChoices,
    list: &mut List<F>,
) {
    let own = found.sheet;
    if own.is_hidden && choices.sheet.is_none() && choices.hidden.is_none() {
        let name = &own.name;
        list.misfits.push(of_list(
            wording!(en: "the sheet {name} is hidden", fi: "taulukko {name} on piilotettu"),
            wording!(en: "unhide it, or choose it with `--sheet '{name}'`", fi: "tuo se näkyviin tai valitse se: `--sheet '{name}'`"),
        ));
    }
    let others: Vec<&str> = sheets
        .iter()
        .filter(|sheet| !std::ptr::eq(*sheet, own) && !sheet.rows.is_empty())
        .map(|sheet| sheet.name.as_str())
        .collect();
    if !others.is_empty() {
        let names = named_first(&others);
        list.notes.push(wording!(
            en: "sheets that are not read: {names}",
            fi: "taulukot, joita ei lueta: {names}"
        ));
    }
}

/// The first quotation mark that is wrong, where it kept the headings from being found.
pub(super) fn first_fault(sheet: &Sheet) -> Option<Unreadable> {
    let fault = sheet.faults.first()?;
    let (message, help) = words_of(fault.kind);
    let (row, column) = (fault.row + 1, letter(fault.column));
    let place = wording!(en: "row {row}, column {column}", fi: "rivi {row}, sarake {column}");
    Some(Unreadable {
        message: Wording::joined(&[place, message], ": "),
        help,
    })
}

fn of_list(message: Wording, help: Wording) -> Misfit {
    Misfit {
        row: None,
        column: None,
        message,
        help,
    }
}

struct Shape<'s, F> {
    sheet: &'s Sheet,
    at: u32,
    choices: &'s ListChoices,
    /// In the order of the columns.
    headed: Vec<Headed>,
    /// The columns that a person left out.
    left_out: BTreeSet<u32>,
    list: List<F>,
}

impl<'s, F: Copy + PartialEq> Shape<'s, F> {
    fn heading(&self, column: u32) -> Option<&'s String> {
        self.sheet.rows.get(&self.at)?.cells.get(&column)
    }

    fn shown(&self, column: u32) -> ListColumn {
        /// More of a heading is not shown.
        const LONGEST: usize = 100;
        let heading = self.heading(column).map_or("", String::as_str);
        let end = heading
            .char_indices()
            .nth(LONGEST)
            .map_or(heading.len(), |(end, _)| end);
        ListColumn {
            letter: letter(column),
            heading: one_line(&heading[..end]),
        }
    }

    /// The column of a place, where it has a heading.
    fn headed(&self, column: u32) -> Option<&Headed> {
        let found = self.headed.binary_search_by_key(&column, |headed| headed.column);
        found.ok().map(|at| &self.headed[at])
    }

    /// The rows below the headings, without those that are left out because they are hidden.
    fn below(&self) -> impl Iterator<Item = (u32, &'s Row)> + use<'s, F> {
        let skips = self.choices.hidden == Some(Hidden::Skip);
        let rows = self.sheet.rows.range(self.at + 1..).map(|(at, row)| (*at, row));
        rows.filter(move |(_, row)| !(skips && row.is_hidden))
    }

    fn misfit(&mut self, row: Option<u32>, column: Option<ListColumn>, message: Wording, help: Wording) {
        self.list.misfits.push(Misfit {
            row: row.map(|at| at + 1),
            column,
            message,
            help,
        });
    }
}
