//! A registry on a day, as the oracle sees it.

use chrono::NaiveDate;

use crate::facts::{Agreement, Areas, Group};
use crate::oracle::{Known, has_ceased, status};
use crate::owners::{Ceased, owners};
use crate::questions::Scope;

/// Takes what follows from the facts: of what, what, and how it is shown.
pub(crate) type Put<'p> = dyn FnMut(&str, &'static str, String) + 'p;

/// A registry on a day.
#[derive(Clone, Copy)]
pub(crate) struct Day<'k> {
    pub(crate) known: &'k Known,
    pub(crate) ceased: &'k Ceased,
    pub(crate) on: NaiveDate,
}

/// A value or a dash.
pub(crate) fn or_dash(value: Option<impl ToString>) -> String {
    value.map_or("-".to_owned(), |value| value.to_string())
}

pub(crate) fn is_in(areas: Areas, area: &str) -> bool {
    areas.is_empty() || areas.contains(&area)
}

/// A duty by its place in the registry.
pub(crate) struct Place<'k> {
    pub(crate) agreement: &'k Agreement,
    pub(crate) group: &'k Group,
    pub(crate) number: usize,
}

impl Place<'_> {
    pub(crate) fn told(&self) -> String {
        format!("{}/{}/{}", self.agreement.id, self.group.id, self.number)
    }
}

impl<'k> Day<'k> {
    pub(crate) fn status(&self, agreement: &Agreement) -> &'static str {
        status(self.known, agreement, self.on)
    }

    pub(crate) fn is_current(&self, agreement: &Agreement) -> bool {
        matches!(
            self.status(agreement),
            "draft" | "signing" | "upcoming" | "in-force"
        )
    }

    pub(crate) fn in_scope(&self, scope: Scope) -> Vec<&'k Agreement> {
        let all = self.known.values();
        let is_asked = |one: &&Agreement| scope == Scope::All || self.status(one) == "in-force";
        all.filter(is_asked).collect()
    }

    pub(crate) fn owners(&self, place: &Place<'_>) -> Vec<&'static str> {
        let duty = &place.group.duties[place.number - 1];
        owners(place.agreement, self.ceased, (place.group, duty), self.on)
    }

    pub(crate) fn has_ceased(&self, who: &str) -> bool {
        has_ceased(self.ceased.get(who), self.on)
    }

    /// The organisation that alone is responsible.
    pub(crate) fn only_owner(&self, place: &Place<'_>) -> &'static str {
        match self.owners(place)[..] {
            [only] => only,
            _ => "-",
        }
    }
}

/// The duties of some agreements.
pub(crate) fn duties<'k>(agreements: &[&'k Agreement]) -> Vec<Place<'k>> {
    let mut found = Vec::new();
    for agreement in agreements {
        for group in &agreement.groups {
            let numbers = 1..=group.duties.len();
            found.extend(numbers.map(|number| Place {
                agreement,
                group,
                number,
            }));
        }
    }
    found
}
