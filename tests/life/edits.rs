//! From a change by path to the edits of a file, as the commands make them.

use kumppani::acts::{self, Act, FieldChanges};
use kumppani::diagnostic::FilePath;
use kumppani::model::Network;
use kumppani::source::{Edit, FieldPlace, PathProblem, Role, find_place};
use kumppani::wording::Lang;

use crate::changes::Changing;
use crate::corrections::{BECAUSE, Correcting};
use crate::generator::TODAY;

/// The text in which places are found.
pub(crate) struct Text<'t> {
    pub(crate) path: &'t str,
    pub(crate) bytes: &'t [u8],
}

impl Text<'_> {
    fn place(&self, path: &str) -> Result<FieldPlace, String> {
        let names: Vec<&str> = path.split('.').collect();
        find_place(&FilePath::new(self.path), self.bytes, Role::Agreement, &names)
            .map_err(|problem| said(&problem))
    }

    fn changes(&self, edits: Vec<Edit>, is_correction: bool) -> Act {
        Act::Fields(FieldChanges {
            seen: self.bytes.to_vec(),
            edits,
            correcting: is_correction.then(|| acts::Correcting {
                on: TODAY.first(),
                because: BECAUSE.to_owned(),
            }),
        })
    }

    /// The act of a correction.
    ///
    /// # Errors
    /// Where there is no such place: why.
    pub(crate) fn correction(&self, correcting: Correcting) -> Result<Act, String> {
        let Correcting { fact, to } = correcting;
        let n = self.place("term.extended")?.n_entries();
        let edit = match to {
            Some(to) => self.set(&fact.path(n), &to.to_string())?,
            None if fact.is_entry(n) => self
                .place(&fact.whole(n))?
                .remove()
                .map_err(|problem| said(&problem))?,
            None => self
                .place(&fact.whole(n))?
                .unset()
                .map_err(|problem| said(&problem))?,
        };
        Ok(self.changes(vec![edit], true))
    }

    /// The act of a change by path.
    ///
    /// # Errors
    /// Where there is no such place: why.
    pub(crate) fn change(&self, changing: &Changing) -> Result<Act, String> {
        let duty = |group: &str, number: &usize| format!("groups.{group}.duties.{number}");
        let edit = match changing {
            Changing::Email { who, email } => self.set(&format!("signatories.{who}.contact.email"), email),
            Changing::AddEvent { on, title } => {
                let fields = [
                    ("date", &on.to_string()),
                    ("title", title),
                    ("kind", &"meeting".to_owned()),
                ];
                self.append("events", &fields)
            }
            Changing::MoveEvent { number, on } => self.set(&format!("events.{number}.date"), &on.to_string()),
            Changing::CancelEvent { number } => self.set(&format!("events.{number}.cancelled"), "true"),
            Changing::AddDuty { group, text } => {
                self.append(&format!("groups.{group}.duties"), &[("text", text)])
            }
            Changing::Reword { group, number, text } => {
                self.set(&format!("{}.text", duty(group, number)), text)
            }
            Changing::MoveDuty { group, number, to } => self
                .place(&duty(group, number))?
                .move_to(*to)
                .map_err(|problem| said(&problem)),
            Changing::RemoveDuty { group, number } => self
                .place(&duty(group, number))?
                .remove()
                .map_err(|problem| said(&problem)),
            Changing::AddStrategy { name } => self.append("strategies", &[("name", name)]),
            Changing::Title { title, .. } => self.set("title", title),
            Changing::Fact { fact, on } => self.set(&fact.path(1), &on.to_string()),
            Changing::RemoveSignatory { who } => self
                .place(&format!("signatories.{who}"))?
                .remove()
                .map_err(|problem| said(&problem)),
        };
        Ok(self.changes(vec![edit?], changing.is_correction()))
    }

    fn append(&self, path: &str, fields: &[(&str, &String)]) -> Result<Edit, String> {
        let place = self.place(path)?;
        let typed = fields
            .iter()
            .map(|(name, text)| (Some((*name).to_owned()), (*text).clone()));
        let typed: Vec<_> = typed.collect();
        let entry = place
            .entry(&typed, &Network::lapland())
            .map_err(|problem| said(&problem))?;
        Ok(place.append(entry))
    }

    fn set(&self, path: &str, typed: &str) -> Result<Edit, String> {
        let place = self.place(path)?;
        let value = place
            .value(typed, &Network::lapland())
            .map_err(|problem| said(&problem))?;
        Ok(place.set(value))
    }
}

fn said(problem: &PathProblem) -> String {
    problem.message.get(Lang::En).to_owned()
}
