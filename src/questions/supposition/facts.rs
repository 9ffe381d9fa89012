//! What is compared of an answer: one thing after the other, as it is on a day.

use std::collections::BTreeMap;

use super::Situation;
use crate::model::{Absence, AgreementStatus, PartialDate, Region};
use crate::view::{AgreementRow, GroupRow, SignatoryRow};
use crate::wording;
use crate::wording::{Lang, Wording};

/// Where nothing is to be said.
pub(super) const NOTHING: Wording = Wording::fixed("—", "—");

/// What a fact is about: the agreement, the thing, and what of it.
pub(super) type Key = (String, String, &'static str);

/// One thing as it is on a day.
pub(super) struct Fact {
    pub(super) key: Key,
    pub(super) agreement: String,
    pub(super) id: Option<String>,
    pub(super) name: String,
    pub(super) value: Value,
    /// The organisations that it depends on.
    pub(super) organisations: Vec<String>,
    /// Whether it moves by itself, year by year: then the first difference says all.
    pub(super) continues: bool,
}

/// How a thing is.
pub(super) enum Value {
    Text(Wording),
    /// Names, and what is said where there are none.
    Names {
        names: Vec<String>,
        none: Wording,
        /// Whether it matters only that there are some or none.
        is_coverage: bool,
    },
}

/// The facts of a situation.
pub(super) struct Facts<'s> {
    situation: &'s Situation,
    regions: &'s [Region],
    lang: Lang,
    absences: BTreeMap<(&'s str, &'s str), Absence>,
}

impl<'s> Facts<'s> {
    pub(super) fn of(situation: &'s Situation, regions: &'s [Region], lang: Lang) -> Self {
        let absences = situation.signatories.iter().filter_map(|row| {
            let absence = Absence::of(Some(row.state), row.ceased)?;
            Some(((row.agreement.as_str(), row.organisation.as_str()), absence))
        });
        Self {
            situation,
            regions,
            lang,
            absences: absences.collect(),
        }
    }

    fn is_there(&self, agreement: &str, organisation: &str) -> bool {
        !self.absences.contains_key(&(agreement, organisation))
    }

    pub(super) fn agreements(&self) -> Vec<Fact> {
        let date = |date: Option<PartialDate>, none: Wording| {
            date.map_or(none, |date| Wording::same(date.display(self.lang)))
        };
        let of_row = |row: &AgreementRow| {
            let ending = row.ending_soon.then_some(AgreementStatus::ENDING_SOON);
            let status: Vec<Wording> = [Some(row.status.label()), ending].into_iter().flatten().collect();
            let open_ended = Wording::fixed("open-ended", "toistaiseksi");
            let continues = row.continues_to.is_some();
            let by_itself = continues.then(|| Wording::fixed("continues by itself", "jatkuu itsestään"));
            let end: Vec<Wording> = [date(row.ends, open_ended)]
                .into_iter()
                .chain(by_itself)
                .collect();
            let deadline = row.decision_deadline.map(PartialDate::Day);
            [
                (
                    Wording::fixed("status", "tila"),
                    Wording::joined(&status, ", "),
                    "1",
                ),
                (
                    Wording::fixed("end", "päättyminen"),
                    Wording::joined(&end, ", "),
                    "2",
                ),
                (
                    Wording::fixed("decision deadline", "päätöksen määräaika"),
                    date(deadline, NOTHING),
                    "3",
                ),
                (
                    Wording::fixed("signed", "allekirjoittaneita"),
                    Wording::same(format!("{}/{}", row.signed, row.signatories)),
                    "4",
                ),
            ]
            .map(|(what, value, aspect)| Fact {
                key: (row.id.clone(), String::new(), aspect),
                agreement: row.id.clone(),
                id: None,
                name: what.get(self.lang).to_owned(),
                value: Value::Text(value),
                organisations: Vec::new(),
                continues: continues && matches!(aspect, "2" | "3"),
            })
        };
        self.situation.agreements.iter().flat_map(of_row).collect()
    }

    pub(super) fn signatories(&self) -> Vec<Fact> {
        let rows = self.situation.signatories.iter();
        rows.map(|row| {
            let mut state = vec![row.state.label()];
            if row.ceased {
                state.push(Absence::Ceased.label());
            }
            let mut value = Wording::joined(&state, ", ");
            let successors = self.situation.successors.get(&row.organisation);
            if let Some(names) = successors.filter(|names| row.ceased && !names.is_empty()) {
                value = Wording::joined(&[value, Wording::same(names.join(", "))], " → ");
            }
            Fact {
                key: (row.agreement.clone(), row.organisation.clone(), ""),
                agreement: row.agreement.clone(),
                id: Some(row.organisation.clone()),
                name: row.name.clone(),
                value: Value::Text(value),
                organisations: vec![row.organisation.clone()],
                continues: false,
            }
        })
        .collect()
    }

    /// The chairs, the groups without members, and for each organisation its groups.
    pub(super) fn groups(&self) -> Vec<Fact> {
        let groups = self.situation.groups.iter();
        let chairs = groups.clone().map(|row| self.chair(row));
        let members = groups.map(|row| self.members(row));
        let memberships = self.situation.signatories.iter().map(|row| self.memberships(row));
        chairs.chain(members).chain(memberships).collect()
    }

    fn chair(&self, row: &GroupRow) -> Fact {
        let held = row.chair.as_ref().zip(row.chair_name.as_ref()).map(|(id, name)| {
            let absence = self.absences.get(&(row.agreement.as_str(), id.as_str()));
            match absence.map(|absence| absence.label()) {
                Some(why) => wording!(en: "{name} ({why})", fi: "{name} ({why})", why),
                None => Wording::same(name),
            }
        });
        let chair = Wording::fixed("chair", "puheenjohtaja");
        let vacant = Wording::fixed("no chair", "ei puheenjohtajaa");
        self.of_group(
            row,
            (&chair, "1"),
            Value::Text(held.unwrap_or(vacant)),
            &row.chair,
        )
    }

    fn members(&self, row: &GroupRow) -> Fact {
        let members = row.members.iter().zip(&row.member_names);
        let there = members.filter(|(id, _)| self.is_there(&row.agreement, id));
        let value = Value::Names {
            names: there.map(|(_, name)| name.clone()).collect(),
            none: Wording::fixed("no members", "ei jäseniä"),
            is_coverage: true,
        };
        let members = Wording::fixed("members", "jäsenet");
        self.of_group(row, (&members, "2"), value, &row.members)
    }

    fn of_group<'i>(
        &self,
        row: &GroupRow,
        (what, aspect): (&Wording, &'static str),
        value: Value,
        organisations: impl IntoIterator<Item = &'i String>,
    ) -> Fact {
        Fact {
            key: (row.agreement.clone(), row.group.clone(), aspect),
            agreement: row.agreement.clone(),
            id: Some(row.group.clone()),
            name: format!("{}: {}", row.name.text, what.get(self.lang)),
            value,
            organisations: organisations.into_iter().cloned().collect(),
            continues: false,
        }
    }

    fn memberships(&self, row: &SignatoryRow) -> Fact {
        let groups = self.situation.groups.iter();
        let its = groups
            .filter(|group| group.agreement == row.agreement && group.members.contains(&row.organisation));
        let is_there = self.is_there(&row.agreement, &row.organisation);
        let (name, what) = (&row.name, Wording::fixed("member", "jäsenenä"));
        Fact {
            key: (row.agreement.clone(), row.organisation.clone(), "3"),
            agreement: row.agreement.clone(),
            id: Some(row.organisation.clone()),
            name: format!("{name}: {}", what.get(self.lang)),
            value: Value::Names {
                names: its
                    .filter(|_| is_there)
                    .map(|group| group.name.text.clone())
                    .collect(),
                none: Wording::fixed("in no group", "ei missään ryhmässä"),
                is_coverage: false,
            },
            organisations: vec![row.organisation.clone()],
            continues: false,
        }
    }

    pub(super) fn duties(&self) -> Vec<Fact> {
        let rows = self.situation.duties.iter();
        rows.map(|row| {
            let place = format!("{}/{}", row.group, row.position);
            Fact {
                key: (row.agreement.clone(), place.clone(), ""),
                agreement: row.agreement.clone(),
                id: Some(row.duty.clone().unwrap_or(place)),
                name: row.text.text.clone(),
                value: Value::Names {
                    names: row.owners.iter().map(|owner| owner.name.clone()).collect(),
                    none: Wording::fixed("no one", "ei kukaan"),
                    // Of a duty of the whole group the group says who is in it.
                    is_coverage: row.responsible.is_empty(),
                },
                organisations: row.responsible.clone(),
                continues: false,
            }
        })
        .collect()
    }

    pub(super) fn regions(&self) -> Vec<Fact> {
        let of_agreement = |agreement: &'s AgreementRow| {
            self.regions.iter().map(move |region| {
                let signs = |row: &&SignatoryRow| {
                    let ids = row.regions.ids();
                    let is_whole = ids.len() == 1 && !self.regions.iter().any(|region| region.id() == ids[0]);
                    row.agreement == agreement.id && (is_whole || ids.iter().any(|id| id == region.id()))
                };
                let listed = || self.situation.signatories.iter().filter(signs);
                let there = listed().filter(|row| self.is_there(&row.agreement, &row.organisation));
                Fact {
                    key: (agreement.id.clone(), region.id().to_owned(), ""),
                    agreement: agreement.id.clone(),
                    id: Some(region.id().to_owned()),
                    name: region.wording().get(self.lang).to_owned(),
                    value: Value::Names {
                        names: there.map(|row| row.name.clone()).collect(),
                        none: Wording::fixed("no one signs for it", "kukaan ei allekirjoita sen puolesta"),
                        is_coverage: true,
                    },
                    organisations: listed().map(|row| row.organisation.clone()).collect(),
                    continues: false,
                }
            })
        };
        self.situation.agreements.iter().flat_map(of_agreement).collect()
    }
}
