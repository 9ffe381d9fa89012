//! What can be chosen in a cell: words of closed sets, kinds, regions, and the ids of what the agreement names.

use super::cell::Words;
use super::choices::{Choices, KnownOrganisation};
use super::facts::Facts;
use super::sheets::{Place, sheets};
use crate::source::shape::{Referred, Shape};
use crate::source::typed::{FLAGS, RULES};
use crate::wording::Wording;

/// What is chosen from a list of the workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Offered {
    Id(Referred),
    Document,
}

/// All lists of choices of a workbook, by what their cells have in common.
pub(super) struct AllChoices {
    known: Vec<(Offered, Choices)>,
}

impl AllChoices {
    /// Those of an agreement in a registry with these organisations.
    pub(super) fn of(facts: &Facts, organisations: &[KnownOrganisation]) -> Self {
        let named = |sheet: &str, id: &str, name: &str| -> Vec<(String, Option<String>)> {
            let at = sheets().iter().position(|known| known.name == sheet);
            let entries = at.map(|at| facts.sheets[at].as_slice()).unwrap_or_default();
            let row = |cells: &std::collections::BTreeMap<String, String>| {
                Some((cells.get(id)?.clone(), cells.get(name).cloned()))
            };
            entries.iter().filter_map(|entry| row(&entry.cells)).collect()
        };
        let mut parties = named("signatories", "organisation", "name");
        for (id, name) in organisations {
            if !parties.iter().any(|(known, _)| known == id) {
                parties.push((id.clone(), Some(name.clone())));
            }
        }
        let lists = [
            (
                Offered::Id(Referred::Organisation),
                ("Organisations", "Organisaatiot"),
                parties,
            ),
            (
                Offered::Id(Referred::Group),
                ("Groups", "Ryhmät"),
                named("groups", "id", "name.fi"),
            ),
            (
                Offered::Id(Referred::Theme),
                ("Themes", "Painopisteet"),
                named("themes", "id", "name.fi"),
            ),
            (
                Offered::Id(Referred::Product),
                ("Products", "Palvelutuotteet"),
                named("products", "id", "name.fi"),
            ),
            (
                Offered::Document,
                ("Documents", "Asiakirjat"),
                named("documents", "file", "title.fi"),
            ),
        ];
        let known = lists.into_iter().map(|(of, (en, fi), rows)| {
            let title = Wording::fixed(en, fi);
            (
                of,
                Choices {
                    title,
                    rows,
                    is_closed: false,
                },
            )
        });
        Self {
            known: known.collect(),
        }
    }

    /// The choices of a place; `None` where anything can be written, or nothing is known.
    pub(super) fn at(&self, place: &Place, words: &Words<'_>) -> Option<Choices> {
        let found = match offered(place) {
            Some(wanted) => self.referred(wanted).cloned(),
            None => of_shape(place, words),
        };
        found.filter(|choices| !choices.rows.is_empty())
    }

    /// The entries that hold lists of their own.
    pub(super) fn parents(&self) -> Option<&Choices> {
        self.referred(Offered::Id(Referred::Group))
    }

    /// The ids of one kind.
    fn referred(&self, wanted: Offered) -> Option<&Choices> {
        self.known
            .iter()
            .find(|(of, _)| *of == wanted)
            .map(|(_, choices)| choices)
    }
}

/// What is chosen for a field that names something else.
fn offered(place: &Place) -> Option<Offered> {
    match (place.shape.referred(), place.field().name) {
        (Some(referred), _) => Some(Offered::Id(referred)),
        (None, "minutes") => Some(Offered::Document),
        _ => None,
    }
}

fn of_shape(place: &Place, words: &Words<'_>) -> Option<Choices> {
    let network = words.network;
    let label = |label: &Wording| label.get(words.lang).to_owned();
    let (rows, is_closed): (Vec<String>, bool) = match place.shape {
        Shape::Flag => (FLAGS.iter().map(|(_, word)| label(word)).collect(), true),
        Shape::EntryRule => (RULES.iter().map(|(_, word)| label(word)).collect(), false),
        Shape::Choice(choices) => {
            let labels = (choices.codes)().into_iter().filter_map(choices.label);
            (labels.map(|word| label(&word)).collect(), true)
        }
        Shape::Kind => {
            let kinds = network.kinds().iter();
            (kinds.map(|kind| label(&kind.label())).collect(), true)
        }
        Shape::Municipality => {
            let names = network.municipality_names().into_iter();
            (names.map(str::to_owned).collect(), true)
        }
        Shape::Regions => {
            let whole = label(&network.whole_wording());
            let ids = network.region_ids().into_iter().map(str::to_owned);
            let all = std::iter::once(whole).chain(ids);
            (all.filter(|_| network.has_regions()).collect(), false)
        }
        _ => return None,
    };
    Some(Choices {
        title: place.field().label(),
        rows: rows.into_iter().map(|row| (row, None)).collect(),
        is_closed,
    })
}
