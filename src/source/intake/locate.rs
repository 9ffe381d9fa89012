//! Finds the list in a file: its sheet and its row of headings. What only a person can decide is asked,
//! and an option answers it: nothing is left out and nothing is taken in without a word.

use super::headings::{Heading, Meaning, meaning};
use super::list::{Headings, Hidden, List, ListChoices, ListKind};
use super::sheet::{Room, Sheet, Unreadable};
use super::{delimited, ods, package, shape, xlsx};
use crate::wording;
use crate::wording::Wording;

/// Above the headings there may be a title and other lines; further down they are not sought.
const LAST_HEADING_ROW: u32 = 20;

/// Reads a list whose headings are among `known`.
///
/// # Errors
/// [`Unreadable`] when the bytes are no such file, no row has a known heading, or several sheets have.
pub fn read_list<F: Copy + PartialEq>(
    bytes: &[u8],
    kind: ListKind,
    known: &[Heading<F>],
    choices: &ListChoices,
) -> Result<List<F>, Unreadable> {
    let sheets = match kind {
        ListKind::Csv => vec![csv_sheet(bytes, known, choices)?],
        ListKind::Workbook => workbook_sheets(bytes)?,
    };
    let found = headings(&sheets, known, choices)?;
    let mut list = shape::list_below(&found, known, choices);
    shape::other_sheets(&sheets, &found, choices, &mut list);
    Ok(list)
}

/// The sheets of a workbook, each with its cells.
pub(in crate::source) fn workbook_sheets(bytes: &[u8]) -> Result<Vec<Sheet>, Unreadable> {
    let mut package = package::Package::open(bytes)?;
    if package.has("content.xml") {
        ods::sheets(&mut package)
    } else {
        xlsx::sheets(&mut package)
    }
}

/// The file as the separator has it that gives most headings.
fn csv_sheet<F: Copy>(
    bytes: &[u8],
    known: &[Heading<F>],
    choices: &ListChoices,
) -> Result<Sheet, Unreadable> {
    let text = delimited::text(bytes)?;
    let n_rows = choices.heading_row.unwrap_or(0).max(LAST_HEADING_ROW);
    let mut best = (0, delimited::SEPARATORS[0]);
    for separator in delimited::SEPARATORS {
        // A wrong separator may make one long cell of a line, or cells without number.
        let Ok(sheet) = delimited::sheet(text, separator, n_rows, &mut Room::default()) else {
            continue;
        };
        let n_known = headings_of(&sheet, known, choices).map_or(0, |found| found.n_known);
        if n_known > best.0 {
            best = (n_known, separator);
        }
    }
    delimited::sheet(text, best.1, u32::MAX, &mut Room::default())
}

/// The headings of the sheet that is meant.
fn headings<'s, F: Copy>(
    sheets: &'s [Sheet],
    known: &[Heading<F>],
    choices: &ListChoices,
) -> Result<Headings<'s>, Unreadable> {
    let is_asked = |sheet: &&Sheet| match &choices.sheet {
        Some(name) => sheet.name.trim() == name.trim(),
        None => !(sheet.is_hidden && choices.hidden == Some(Hidden::Skip)),
    };
    let asked: Vec<&Sheet> = sheets.iter().filter(is_asked).collect();
    if let (Some(name), []) = (&choices.sheet, &asked[..]) {
        return Err(no_sheet(name, sheets));
    }
    let found: Vec<Headings<'_>> = asked
        .iter()
        .filter_map(|sheet| headings_of(sheet, known, choices))
        .collect();
    refuse_several(&found)?;
    let best = found
        .into_iter()
        .reduce(|best, found| if found.n_known > best.n_known { found } else { best });
    best.ok_or_else(|| no_headings(&asked, known, choices))
}

fn headings_of<'s, F: Copy>(
    sheet: &'s Sheet,
    known: &[Heading<F>],
    choices: &ListChoices,
) -> Option<Headings<'s>> {
    let mut best: Option<Headings<'s>> = None;
    for (at, row) in &sheet.rows {
        let is_place = match choices.heading_row {
            Some(number) => at + 1 == number,
            None => *at < LAST_HEADING_ROW && !(row.is_hidden && choices.hidden == Some(Hidden::Skip)),
        };
        if !is_place {
            continue;
        }
        let is_heading = |cell: &&String| matches!(meaning(cell, known), Meaning::Field(_));
        let n_known = row.cells.values().filter(is_heading).count();
        if n_known > best.as_ref().map_or(0, |best| best.n_known) {
            best = Some(Headings {
                sheet,
                at: *at,
                n_known,
            });
        }
    }
    best
}

/// A sheet with two known headings or more is a list; of several lists only a person knows which is
/// meant.
fn refuse_several(found: &[Headings<'_>]) -> Result<(), Unreadable> {
    let least = if found.iter().any(|found| found.n_known > 1) {
        2
    } else {
        1
    };
    let lists: Vec<&str> = found
        .iter()
        .filter(|found| found.n_known >= least)
        .map(|found| found.sheet.name.as_str())
        .collect();
    let [first, _, ..] = lists[..] else {
        return Ok(());
    };
    let names = shape::named_first(&lists);
    Err(Unreadable {
        message: wording!(
            en: "several sheets of the workbook are lists of this kind: {names}",
            fi: "työkirjassa on useita tällaisia luetteloita: {names}"
        ),
        help: wording!(
            en: "choose one, for example `--sheet '{first}'`",
            fi: "valitse niistä yksi, esimerkiksi `--sheet '{first}'`"
        ),
    })
}

fn no_sheet(name: &str, sheets: &[Sheet]) -> Unreadable {
    let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    let names = shape::named_first(&names);
    Unreadable {
        message: wording!(en: "unknown sheet `{name}`", fi: "taulukkoa `{name}` ei ole"),
        help: if names.is_empty() {
            Wording::fixed("a CSV file has no sheets", "CSV-tiedostossa ei ole taulukoita")
        } else {
            wording!(en: "the sheets are {names}", fi: "taulukot ovat {names}")
        },
    }
}

/// No row has a known heading. A quotation mark that is not closed may have swallowed them.
fn no_headings<F>(sheets: &[&Sheet], known: &[Heading<F>], choices: &ListChoices) -> Unreadable {
    if let Some(misfit) = sheets.iter().find_map(|sheet| shape::first_fault(sheet)) {
        return misfit;
    }
    let headings = known.iter().map(|heading| Wording::fixed(heading.en, heading.fi));
    Unreadable {
        message: match choices.heading_row {
            Some(row) => {
                wording!(en: "row {row} has no known headings", fi: "rivillä {row} ei ole tunnettuja otsikoita")
            }
            None => Wording::fixed("no row with headings was found", "otsikkoriviä ei löytynyt"),
        },
        help: wording!(
            en: "give the columns headings: {headings}",
            fi: "anna sarakkeille otsikot: {headings}",
            headings = Wording::joined(&headings.collect::<Vec<_>>(), ", ")
        ),
    }
}
