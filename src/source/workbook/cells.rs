//! The cells of an entry, or of what stands once, in the workbook, in the file that it was made from and in the file as
//! it is now.

use std::collections::BTreeMap;

use super::cell::is_said;
use super::columns::in_lang;
use super::compare::{BookChange, BookChangeKind, Comparing, name_of};
use super::edits::{Cells, Wanted};
use super::facts::Entry;
use super::filled::FilledSheet;
use super::rows::{Reading, only_in_file};
use super::sheets::{Place, sheets};
use super::{BookPlace, BookProblem};
use crate::model::TextLang;
use crate::wording;
use crate::wording::Wording;

/// The cells of an entry as they are to be, and the changes of those that get another value.
pub(super) struct Changed {
    pub(super) cells: Cells,
    pub(super) changes: BTreeMap<String, usize>,
}

impl Comparing<'_> {
    /// What stands once.
    pub(super) fn form(&mut self, sheet: &FilledSheet, reading: &mut Reading<'_>) {
        let shape = sheet.shape();
        let (was, now) = (&self.base.sheets[0][0], &self.now.sheets[0][0]);
        let (mut cells, mut rows) = (Cells::new(), BTreeMap::new());
        let (Some(label), Some(value)) = (sheet.column("#field"), sheet.column("#value")) else {
            return self.problem(no_column(sheet, &Wording::fixed("Value", "Arvo")));
        };
        let key = sheet.column("#key");
        for row in sheet
            .read
            .rows
            .range(sheet.heading_row + 1..)
            .map(|(row, _)| *row)
        {
            let name = key.map_or("", |key| sheet.text(row, key));
            let Some((place, name)) = form_place(&shape.places, name, sheet.text(row, label)) else {
                continue;
            };
            let at = sheet.place(row, Some(value));
            if let Some(typed) = reading.typed((place, sheet.text(row, value)), was, &name, at) {
                rows.insert(name.clone(), row);
                cells.insert(name, typed);
            }
        }
        let changed = self.changed((was, now), (0, &cells), &|name| {
            sheet.place(rows.get(name).copied().unwrap_or_default(), Some(value))
        });
        self.refuse_hidden(
            sheet,
            changed.changes.keys().filter_map(|name| rows.get(name)).copied(),
        );
        let names = changed.changes.keys().cloned().collect();
        let wanted = Wanted {
            now,
            cells: &changed.cells,
            changed: &names,
        };
        let edits = wanted.of_fields(&[], &shape.places);
        self.add(edits, &changed.changes);
    }

    /// The cells of an entry that get another value, each with its change.
    pub(super) fn changed(
        &mut self,
        (was, now): (&Entry, &Entry),
        (sheet, cells): (usize, &Cells),
        at: &dyn Fn(&str) -> BookPlace,
    ) -> Changed {
        let shape = &sheets()[sheet];
        let mut changed = Changed {
            cells: now.cells.clone(),
            changes: BTreeMap::new(),
        };
        for (name, typed) in cells {
            let (before, present) = (was.cell(name), now.cell(name));
            if typed == before || typed == present {
                continue;
            }
            let Some(place) = place_of_cell(&shape.places, name) else {
                continue;
            };
            let show = |text: &str| self.show(place, text);
            let (from, to) = (show(present), show(typed));
            if shape.is_own_id(&place.name) && !before.is_empty() {
                self.problem(own_id(at(name), before));
            } else if now.fixed.contains(name) {
                self.problem(only_in_file(at(name)));
            } else if present != before {
                let texts = [show(before), to, from];
                self.problem(conflict(at(name), &texts));
            } else {
                let change = BookChange {
                    kind: BookChangeKind::Changed,
                    place: at(name),
                    entry: if shape.is_form() {
                        place.label().get(self.words.lang).to_owned()
                    } else {
                        name_of(sheet, &now.cells)
                    },
                    from,
                    to,
                };
                changed.changes.insert(name.clone(), self.change(change));
                match typed.as_str() {
                    "" => changed.cells.remove(name),
                    _ => changed.cells.insert(name.clone(), typed.clone()),
                };
            }
        }
        changed
    }
}

/// The place and the name of a cell of what stands once: by its hidden name, else by its label.
fn form_place<'p>(places: &'p [Place], name: &str, label: &str) -> Option<(&'p Place, String)> {
    if let Some(place) = place_of_cell(places, name) {
        return Some((place, name.to_owned()));
    }
    let names = places.iter().flat_map(|place| {
        let all = TextLang::ALL;
        let of_lang = move |lang: TextLang| {
            let label = in_lang(&place.label(), lang, &TextLang::ALL);
            (place, place.in_lang(lang), label)
        };
        let local = all.into_iter().filter(|_| place.is_local()).map(of_lang);
        let plain = if place.is_local() {
            place.in_lang(TextLang::Fi)
        } else {
            place.name.clone()
        };
        local.chain([(place, plain, place.label())])
    });
    let found = names
        .into_iter()
        .find(|(_, _, known)| !label.is_empty() && is_said(known, label));
    found.map(|(place, name, _)| (place, name))
}

/// The place to which a cell belongs.
pub(super) fn place_of_cell<'p>(places: &'p [Place], name: &str) -> Option<&'p Place> {
    places
        .iter()
        .find(|place| match (place.is_local(), name.rsplit_once('.')) {
            (true, Some((of, lang))) => of == place.name && TextLang::find(lang).is_some(),
            (true, None) => false,
            (false, _) => name == place.name,
        })
}

pub(super) fn no_column(sheet: &FilledSheet, heading: &Wording) -> BookProblem {
    BookProblem {
        place: Some(BookPlace {
            sheet: sheet.read.name.clone(),
            row: None,
            column: None,
        }),
        message: wording!(en: "the column {heading} is missing", fi: "saraketta {heading} ei ole", heading),
        help: Some(Wording::fixed(
            "make a new workbook and fill that in",
            "tee uusi työkirja ja täytä se",
        )),
    }
}

fn own_id(at: BookPlace, id: &str) -> BookProblem {
    BookProblem::at(
        at,
        wording!(en: "the id `{id}` is permanent", fi: "tunnus `{id}` on pysyvä"),
        wording!(
            en: "put `{id}` back; another entry is a new row",
            fi: "palauta `{id}`; toinen kohta lisätään uutena rivinä"
        ),
    )
}

/// A text in a message: a dash where there is none.
pub(super) fn or_none(text: &str) -> String {
    if text.is_empty() { "–" } else { text }.to_owned()
}

/// A cell that was changed in the workbook and in the file.
fn conflict(at: BookPlace, [base, book, file]: &[String; 3]) -> BookProblem {
    let (base, book, file) = (or_none(base), or_none(book), or_none(file));
    BookProblem::at(
        at,
        wording!(
            en: "changed in the workbook and in the file: it was “{base}”, the workbook has “{book}”, the file “{file}”",
            fi: "muutettu sekä työkirjassa että tiedostossa: alun perin ”{base}”, työkirjassa ”{book}”, tiedostossa ”{file}”"
        ),
        wording!(
            en: "write “{file}” in the cell to keep the file, or make a new workbook",
            fi: "kirjoita soluun ”{file}”, jos tiedosto pätee, tai tee uusi työkirja"
        ),
    )
}
