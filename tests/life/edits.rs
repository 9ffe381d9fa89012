//! From a change by path to the edits of a file, as the commands make them.

use kumppani::acts::{self, Act, FieldChanges};
use kumppani::diagnostic::FilePath;
use kumppani::model::Network;
use kumppani::source::{Edit, FieldPlace, PathProblem, Role, find_place};
use kumppani::wording::Lang;

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
        find_place(&FilePath::new(self.path), self.bytes, Role::Agreement, &names).map_err(said)
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
            None if fact.is_entry(n) => self.place(&fact.whole(n))?.remove().map_err(said)?,
            None => self.place(&fact.whole(n))?.unset().map_err(said)?,
        };
        Ok(self.changes(vec![edit], true))
    }

    fn set(&self, path: &str, typed: &str) -> Result<Edit, String> {
        let place = self.place(path)?;
        let value = place.value(typed, &Network::lapland()).map_err(said)?;
        Ok(place.set(value))
    }
}

fn said(problem: PathProblem) -> String {
    problem.message.get(Lang::En).to_owned()
}
