//! The columns of a list: every heading has one meaning, and every value a heading.

use std::collections::{BTreeMap, BTreeSet};

use super::super::headings::{Heading, Meaning, NAME_THE_MEANING, meaning};
use super::super::list::Hidden;
use super::super::sheet::{column_of_letter, letter};
use super::super::{ListColumn, plain};
use super::words::{ASK_ABOUT_HIDDEN, named, numbers};
use super::{Headed, Shape};
use crate::model::nearest;
use crate::wording;
use crate::wording::Wording;

impl<F: Copy + PartialEq> Shape<'_, F> {
    /// The columns that the person named, by heading or letter, and the hidden ones that are skipped.
    pub(super) fn leave_columns_out(&mut self) {
        let cells = self.sheet.rows.get(&self.at).map(|row| &row.cells);
        for name in &self.choices.skipped_columns {
            let headings = cells.into_iter().flatten();
            let by_heading: Vec<u32> = headings
                .filter(|(_, heading)| plain(heading) == plain(name) && !plain(name).is_empty())
                .map(|(column, _)| *column)
                .collect();
            let by_letter = column_of_letter(name.trim());
            match (&by_heading[..], by_letter) {
                ([one], _) => {
                    self.left_out.insert(*one);
                }
                (_, Some(column)) => {
                    self.left_out.insert(column);
                }
                ([], None) => self.misfit(
                    None,
                    None,
                    wording!(en: "unknown column `{name}` in `--skip-column`", fi: "ohitettavaa saraketta `{name}` ei ole"),
                    Wording::fixed("give its letter or its heading", "anna sarakkeen kirjain tai otsikko"),
                ),
                ([..], None) => self.misfit(
                    None,
                    None,
                    wording!(en: "several columns have the heading `{name}`", fi: "usealla sarakkeella on otsikko `{name}`"),
                    Wording::fixed("give the letter of the column", "anna sarakkeen kirjain"),
                ),
            }
        }
        let mut said: Vec<u32> = self.left_out.iter().copied().collect();
        if self.choices.hidden == Some(Hidden::Skip) {
            let hidden = self
                .used_columns()
                .into_iter()
                .filter(|column| self.sheet.is_column_hidden(*column));
            said.extend(hidden.collect::<Vec<_>>());
        }
        said.sort_unstable();
        said.dedup();
        if !said.is_empty() {
            let columns = named(&said.iter().map(|column| self.shown(*column)).collect::<Vec<_>>());
            self.list.notes.push(wording!(
                en: "columns left out: {columns}",
                fi: "pois jätetyt sarakkeet: {columns}"
            ));
        }
        self.left_out.extend(said);
    }

    /// The columns that have a heading or a value.
    pub(super) fn used_columns(&self) -> BTreeSet<u32> {
        let rows = self.sheet.rows.range(self.at..);
        rows.flat_map(|(_, row)| row.cells.keys().copied()).collect()
    }

    /// What each heading means; one that means nothing, two things, or the same as another is asked about.
    pub(super) fn columns(&mut self, known: &[Heading<F>]) {
        let mut ignored = Vec::new();
        let with_values: BTreeSet<u32> = self
            .below()
            .flat_map(|(_, row)| row.cells.keys().copied())
            .collect();
        let Some(headings) = self.sheet.rows.get(&self.at) else {
            return;
        };
        for (column, heading) in &headings.cells {
            if self.left_out.contains(column) {
                continue;
            }
            let shown = self.shown(*column);
            let meant = meaning(heading, known);
            match meant {
                Meaning::Field(field) => match self.list.column(field).cloned() {
                    None => self.list.columns.push((field, *column, shown.clone())),
                    Some(first) => self.same_meaning(&shown, &first),
                },
                Meaning::OrganisationOrPerson => self.ask_who(&shown),
                Meaning::Unknown if with_values.contains(column) => self.unknown(&shown, known),
                Meaning::Elsewhere | Meaning::Unknown => ignored.push(shown.clone()),
            }
            self.headed.push(Headed {
                column: *column,
                plain: plain(&shown.heading),
                shown,
                is_read: matches!(meant, Meaning::Field(_) | Meaning::OrganisationOrPerson),
            });
        }
        if !ignored.is_empty() {
            let columns = named(&ignored);
            self.list.notes.push(wording!(
                en: "columns that are not read: {columns}",
                fi: "sarakkeet, joita ei lueta: {columns}"
            ));
        }
    }

    fn ask_who(&mut self, column: &ListColumn) {
        let heading = &column.heading;
        self.list.asks_who = true;
        self.misfit(
            Some(self.at),
            Some(column.clone()),
            wording!(
                en: "`{heading}` may be the organisation or the person who signed",
                fi: "`{heading}` voi olla organisaatio tai allekirjoittanut henkilö"
            ),
            NAME_THE_MEANING,
        );
    }

    fn same_meaning(&mut self, column: &ListColumn, first: &ListColumn) {
        let (letter, heading, own) = (&first.letter, &first.heading, &column.letter);
        self.misfit(
            None,
            Some(column.clone()),
            wording!(
                en: "the column means the same as {letter} ({heading})",
                fi: "sarake tarkoittaa samaa kuin {letter} ({heading})"
            ),
            wording!(
                en: "delete one of them, or leave it out: `--skip-column {own}`",
                fi: "poista niistä toinen tai jätä se pois: `--skip-column {own}`"
            ),
        );
    }

    fn unknown(&mut self, column: &ListColumn, known: &[Heading<F>]) {
        let (heading, letter) = (&column.heading, &column.letter);
        let spellings: Vec<&str> = known.iter().flat_map(|known| [known.en, known.fi]).collect();
        let skip = wording!(
            en: "leave the column out with `--skip-column {letter}`",
            fi: "jätä sarake pois valinnalla `--skip-column {letter}`"
        );
        // `Alueet (pakollinen)` begins with a heading that is known.
        let written = plain(heading);
        let begins = |spelling: &&str| written.starts_with(&plain(spelling));
        let near =
            nearest(heading, spellings.iter().copied()).or_else(|| spellings.iter().copied().find(begins));
        let help = match near {
            Some(near) => Wording::joined(
                &[
                    wording!(en: "did you mean {near}? Otherwise", fi: "tarkoititko {near}? Muuten"),
                    skip,
                ],
                " ",
            ),
            None => skip,
        };
        self.misfit(
            Some(self.at),
            Some(column.clone()),
            wording!(en: "unknown heading `{heading}`", fi: "tuntematon otsikko `{heading}`"),
            help,
        );
    }

    /// Values beside the headings: of a row that has more cells than the headings, for instance.
    pub(super) fn values_under_no_heading(&mut self) {
        let mut rows_by_column: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (at, row) in self.below() {
            let is_bare = |column: &&u32| self.headed(**column).is_none() && !self.left_out.contains(column);
            for column in row.cells.keys().filter(is_bare) {
                rows_by_column.entry(*column).or_default().push(at + 1);
            }
        }
        for (column, rows) in rows_by_column {
            let Some(first) = rows.first() else { continue };
            let (letter, list) = (letter(column), numbers(&rows));
            let message = if rows.len() == 1 {
                Wording::fixed("the value has no heading", "arvolla ei ole otsikkoa")
            } else {
                wording!(en: "values have no heading in rows {list}", fi: "arvoilla ei ole otsikkoa riveillä {list}")
            };
            let help = match self.sheet.separator {
                Some(separator) => wording!(
                    en: "put a text with `{separator}` in it between quotation marks, give the column a heading, or leave it out: `--skip-column {letter}`",
                    fi: "kirjoita teksti, jossa on `{separator}`, lainausmerkkeihin, anna sarakkeelle otsikko tai jätä se pois: `--skip-column {letter}`"
                ),
                None => wording!(
                    en: "give the column a heading, or leave it out: `--skip-column {letter}`",
                    fi: "anna sarakkeelle otsikko tai jätä se pois: `--skip-column {letter}`"
                ),
            };
            self.misfit(Some(first - 1), Some(self.shown(column)), message, help);
        }
    }

    pub(super) fn hidden_columns(&mut self) {
        let is_open = self.choices.hidden.is_none();
        let hidden: Vec<ListColumn> = self
            .used_columns()
            .into_iter()
            .filter(|column| {
                is_open && self.sheet.is_column_hidden(*column) && !self.left_out.contains(column)
            })
            .map(|column| self.shown(column))
            .collect();
        for column in hidden {
            self.misfit(
                None,
                Some(column),
                Wording::fixed(
                    "the column is hidden in the sheet",
                    "sarake on taulukossa piilotettu",
                ),
                ASK_ABOUT_HIDDEN,
            );
        }
    }
}
