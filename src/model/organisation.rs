//! What happens to organisations between agreements: names, ceasing, succession.

use super::{OrganisationId, PartialDate};
use crate::diagnostic::At;

/// A name that an organisation had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormerName {
    pub name: String,
    /// The last day of the name, where it is known.
    pub until: Option<PartialDate>,
}

/// An organisation that took over tasks of one that ceased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Succession {
    /// The successor.
    pub organisation: At<OrganisationId>,
    /// What passed to it; `None` where the file does not say.
    pub scope: Option<String>,
}

/// An entry of `organisations.yaml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// The same id as in the agreements.
    pub id: At<OrganisationId>,
    /// Its present or last name.
    pub name: At<String>,
    /// Earlier names.
    pub former_names: Vec<FormerName>,
    /// The last day of its existence.
    pub ceased: Option<At<PartialDate>>,
    /// One, several or none.
    pub successors: Vec<Succession>,
}

/// Whether an organisation whose last day is `ceased` has ceased by `day`.
#[must_use]
pub fn has_ceased(ceased: PartialDate, day: chrono::NaiveDate) -> bool {
    ceased.last_day() < day
}

impl Organisation {
    /// Whether the organisation has ceased by `day`: on its last day it still exists.
    #[must_use]
    pub fn has_ceased_on(&self, day: chrono::NaiveDate) -> bool {
        self.ceased
            .as_ref()
            .is_some_and(|ceased| has_ceased(ceased.value, day))
    }

    /// The last day of a name that the organisation no longer had on a day; `None` where it had it, or where
    /// that is not known.
    #[must_use]
    pub fn name_ended(&self, name: &str, day: chrono::NaiveDate) -> Option<PartialDate> {
        let mut untils = self.former_names.iter().filter(|former| former.name == name);
        let is_present = self.name.value == name;
        let last = untils.try_fold(None, |last: Option<PartialDate>, former| {
            let until = former.until?;
            Some(
                last.filter(|last| last.last_day() > until.last_day())
                    .or(Some(until)),
            )
        });
        last.flatten()
            .filter(|until| !is_present && until.last_day() < day)
    }

    /// Whether `name` is the organisation's name or was one.
    #[must_use]
    pub fn was_called(&self, name: &str) -> bool {
        self.name.value == name || self.former_names.iter().any(|former| former.name == name)
    }
}
