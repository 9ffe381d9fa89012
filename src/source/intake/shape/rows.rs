//! The rows of a list: those that a person sees, each with values of its own.

use super::super::headings::LONGEST_HEADING;
use super::super::list::{CellText, Hidden, ListRow};
use super::super::sheet::{FaultKind, Row, is_error_value, letter};
use super::super::{MOST_MISFITS, Misfit, delimited, plain};
use super::words::{ASK_ABOUT_HIDDEN, numbers, rows_named, words_of};
use super::{Shape, swallowed};
use crate::wording;
use crate::wording::Wording;

impl<F: Copy + PartialEq> Shape<'_, F> {
    /// A title above the headings is passed over; a row with several values may be one of the list.
    pub(super) fn rows_above(&mut self) {
        let mut titles = Vec::new();
        for (at, row) in self.sheet.rows.range(..self.at) {
            let n_values = self
                .headed
                .iter()
                .filter(|headed| row.cells.contains_key(&headed.column))
                .count();
            if n_values < 2 || self.choices.heading_row.is_some() {
                titles.push(at + 1);
                continue;
            }
            let heading_row = self.at + 1;
            self.misfit(
                Some(*at),
                None,
                wording!(
                    en: "the row is above the headings in row {heading_row}, and has several values",
                    fi: "rivi on otsikkorivin {heading_row} yläpuolella, ja siinä on useita arvoja"
                ),
                wording!(
                    en: "move it below the headings, or skip the rows above them: `--heading-row {heading_row}`",
                    fi: "siirrä se otsikoiden alapuolelle tai ohita niiden yläpuoliset rivit: `--heading-row {heading_row}`"
                ),
            );
        }
        if !titles.is_empty() {
            let rows = numbers(&titles);
            self.list.notes.push(wording!(
                en: "rows above the headings, not read: {rows}",
                fi: "otsikoiden yläpuoliset rivit, joita ei lueta: {rows}"
            ));
        }
    }

    pub(super) fn hidden_rows(&mut self) {
        let hidden: Vec<u32> = self
            .sheet
            .rows
            .range(self.at..)
            .filter(|(_, row)| row.is_hidden)
            .map(|(at, _)| at + 1)
            .collect();
        if hidden.is_empty() {
            return;
        }
        let rows = rows_named(&hidden);
        let list = numbers(&hidden);
        match self.choices.hidden {
            None => self.misfit(
                None,
                None,
                wording!(en: "{rows} hidden in the sheet", fi: "{rows} taulukossa piilotettu", rows),
                ASK_ABOUT_HIDDEN,
            ),
            Some(Hidden::Skip) => self.list.notes.push(wording!(
                en: "hidden rows left out: {list}",
                fi: "pois jätetyt piilotetut rivit: {list}"
            )),
            Some(Hidden::Include) => self.list.notes.push(wording!(
                en: "hidden rows that are read: {list}",
                fi: "piilotetut rivit, jotka luetaan: {list}"
            )),
        }
    }

    /// Merged cells have one value for several rows or columns, and only a person knows for which.
    pub(super) fn merged(&mut self) {
        let last = self.sheet.rows.keys().next_back().copied().unwrap_or(self.at);
        for area in &self.sheet.merged {
            let is_below = *area.rows.end() >= self.at && *area.rows.start() <= last;
            let read = self
                .headed
                .iter()
                .find(|headed| headed.is_read && area.columns.contains(&headed.column));
            let Some(column) = read.filter(|_| is_below).map(|headed| headed.shown.clone()) else {
                continue;
            };
            let corner = |column: u32, row: u32| format!("{}{}", letter(column), u64::from(row) + 1);
            let first = corner(*area.columns.start(), *area.rows.start());
            let last = corner(*area.columns.end(), *area.rows.end());
            self.misfit(
                Some(*area.rows.start()),
                Some(column),
                wording!(en: "the cells {first}:{last} are merged", fi: "solut {first}:{last} on yhdistetty"),
                Wording::fixed(
                    "unmerge them, and write the value into every cell that it is for",
                    "pura yhdistäminen ja kirjoita arvo jokaiseen soluun, jota se koskee",
                ),
            );
        }
    }

    /// What is wrong with single cells: a quotation mark anywhere, a missing value where it is read.
    pub(super) fn faults(&mut self) {
        for fault in &self.sheet.faults {
            let headed = self.headed.iter().find(|headed| headed.column == fault.column);
            let counts = fault.kind != FaultKind::NoValue || headed.is_some_and(|headed| headed.is_read);
            if fault.row >= self.at && counts {
                let (message, help) = words_of(fault.kind);
                self.misfit(Some(fault.row), Some(self.shown(fault.column)), message, help);
            }
        }
    }

    /// The rows that are rows of the list.
    pub(super) fn rows(&mut self) {
        let mut last = self.at;
        let mut gaps = Vec::new();
        for (at, row) in self.below() {
            if self.list.misfits.len() >= MOST_MISFITS {
                break;
            }
            let is_seen = |at: &u32| !self.sheet.rows.contains_key(at);
            gaps.extend((last + 1..at).filter(is_seen).map(|at| at + 1));
            last = at;
            if self.is_heading_again(row) {
                self.misfit(
                    Some(at),
                    None,
                    Wording::fixed("the row repeats the headings", "rivillä toistuvat otsikot"),
                    Wording::fixed("delete the row", "poista rivi"),
                );
            } else if let Some(separator) = self.other_separator(row) {
                let own = self.sheet.separator.unwrap_or_default();
                let shown = |c: char| {
                    if c == '\t' {
                        "tab".to_owned()
                    } else {
                        c.to_string()
                    }
                };
                let (own, separator) = (shown(own), shown(separator));
                self.misfit(
                    Some(at),
                    None,
                    wording!(
                        en: "the cells are separated by `{separator}`, those of the headings by `{own}`",
                        fi: "solujen erotin on `{separator}`, otsikoiden `{own}`"
                    ),
                    wording!(en: "separate them by `{own}`", fi: "erota ne merkillä `{own}`"),
                );
            } else if self.cells(at, row) {
                let is_read = |column: u32| self.headed(column).is_some_and(|headed| headed.is_read);
                let cells = row.cells.iter().filter(|(column, _)| is_read(**column));
                let cells = cells
                    .map(|(column, text)| (*column, CellText::new(text)))
                    .collect();
                self.list.rows.push(ListRow {
                    number: at + 1,
                    cells,
                });
            }
        }
        if !gaps.is_empty() {
            let rows = numbers(&gaps);
            self.list
                .notes
                .push(wording!(en: "empty rows: {rows}", fi: "tyhjät rivit: {rows}"));
        }
    }

    fn is_heading_again(&self, row: &Row) -> bool {
        let is_again = |(column, cell): &(&u32, &String)| {
            cell.len() <= LONGEST_HEADING
                && self
                    .headed(**column)
                    .is_some_and(|headed| plain(cell) == headed.plain)
        };
        row.cells.iter().filter(is_again).count() >= 2
    }

    /// A row in one piece, which another separator would cut.
    fn other_separator(&self, row: &Row) -> Option<char> {
        let own = self.sheet.separator?;
        let is_whole = row.n_fields == 1 && self.headed.len() > 1;
        let cell = row.cells.values().next().filter(|_| is_whole)?;
        delimited::SEPARATORS
            .into_iter()
            .find(|other| *other != own && cell.contains(*other))
    }

    /// Looks at the cells that are read; whether the row says anything in a column that is not left out.
    fn cells(&mut self, at: u32, row: &Row) -> bool {
        let mut misfits = Vec::new();
        for (column, text) in &row.cells {
            let Some(headed) = self.headed(*column).filter(|headed| headed.is_read) else {
                continue;
            };
            let cell = |message, help| Misfit {
                row: Some(at + 1),
                column: Some(headed.shown.clone()),
                message,
                help,
            };
            if is_error_value(text) {
                misfits.push(cell(
                    wording!(en: "`{text}` is an error of the spreadsheet, not a value", fi: "`{text}` on taulukkolaskennan virhe, ei arvo"),
                    Wording::fixed(
                        "correct the formula, widen the column before saving as CSV, or write the value",
                        "korjaa kaava, levennä saraketta ennen CSV-muotoon tallentamista tai kirjoita arvo",
                    ),
                ));
            }
            let n_headings = self.headed.len();
            if let Some(separator) = self.sheet.separator
                && let Some(line) = swallowed::row_in_cell(
                    text,
                    separator,
                    (headed.column as usize, n_headings),
                    &self.choices.network,
                )
            {
                misfits.push(cell(
                    wording!(en: "the cell contains what looks like a row of its own: “{line}”", fi: "solussa on teksti, joka näyttää omalta riviltään: ”{line}”"),
                    Wording::fixed(
                        "close the quotation mark on its own line, or write the text on one line",
                        "sulje lainausmerkki omalla rivillään tai kirjoita teksti yhdelle riville",
                    ),
                ));
            }
        }
        self.list.misfits.extend(misfits);
        row.cells.keys().any(|column| !self.left_out.contains(column))
    }
}
