//! Groups of the network and their duties, as the annex of an agreement lists them.

use super::closed_set::closed_set;
use std::num::NonZeroU32;

use chrono::{Months, NaiveDate};

use super::{
    DutyId, GroupId, LocalText, OrganisationId, PartialDate, ProductId, Regions, RoleSeat, Seat, ThemeId,
};
use crate::diagnostic::{At, Span};

closed_set! {
    /// How often a recurring duty comes round.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Recurrence {
        /// Once a year.
        Year = "year" ("yearly", "vuosittain") ["vuosi", "joka vuosi", "kerran vuodessa", "annual", "annually", "every year"],
        HalfYear = "half-year" ("twice a year", "puolivuosittain") ["puolivuosi", "puoli vuotta", "kahdesti vuodessa", "halfyear", "half-yearly"],
        /// Four times a year.
        Quarter = "quarter" ("quarterly", "neljännesvuosittain") ["neljännesvuosi", "vuosineljännes", "vuosineljänneksittäin", "kvartaali", "kvartaaleittain"],
        Month = "month" ("monthly", "kuukausittain") ["kuukausi", "joka kuukausi", "kerran kuukaudessa", "every month"],
    }
}

impl Recurrence {
    /// From one round to the next, in months.
    #[must_use]
    pub const fn months(self) -> NonZeroU32 {
        let beyond_the_first = match self {
            Self::Year => 11,
            Self::HalfYear => 5,
            Self::Quarter => 2,
            Self::Month => 0,
        };
        NonZeroU32::MIN.saturating_add(beyond_the_first)
    }
}

/// The days on which the rounds of what recurs begin, from the first one on. What begins on a day that some months
/// lack comes on their last day.
pub fn rounds(first: NaiveDate, months: NonZeroU32) -> impl Iterator<Item = NaiveDate> {
    (0..).map_while(move |round: u32| first.checked_add_months(Months::new(months.get().checked_mul(round)?)))
}

/// When a duty is to be done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Timing {
    /// All through the term.
    #[default]
    Continuous,
    /// Again and again.
    Every(Recurrence),
    /// Once, by this date.
    Due(PartialDate),
}

/// One duty of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// The number in the annex, from 1. It stays when a duty before this one is not shown.
    pub number: usize,
    /// Keeps the duty recognisable when its text changes.
    pub id: Option<At<DutyId>>,
    /// What is promised.
    pub text: At<LocalText>,
    /// Who answers for it; empty means the whole group ([`super::responsibilities`]).
    pub responsible: Vec<At<OrganisationId>>,
    /// The strategic theme.
    pub theme: Option<At<ThemeId>>,
    /// The service product.
    pub product: Option<At<ProductId>>,
    /// When it is to be done.
    pub timing: Timing,
    /// Whether it is to hold a meeting of the group, so that the calendar shows whether it was done; only of a
    /// duty that recurs.
    pub is_meeting: bool,
}

/// A group of the network within one agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Unique in the agreement.
    pub id: At<GroupId>,
    /// What the group is called.
    pub name: At<LocalText>,
    /// The regions that it works for.
    pub regions: Regions,
    /// The organisations that lead it, one after the other.
    pub chairs: Vec<Seat>,
    pub members: Vec<Seat>,
    /// Those with another role in it.
    pub roles: Vec<RoleSeat>,
    /// When it ceased to work.
    pub dissolved: Option<At<PartialDate>>,
    /// In the order in which the annex prints them.
    pub duties: Vec<Duty>,
    /// The place of the entry's first key.
    pub span: Span,
}

impl Duty {
    /// Whether no one is named, so that the whole group answers for it.
    #[must_use]
    pub const fn is_shared(&self) -> bool {
        self.responsible.is_empty()
    }

    /// Whether it names an organisation.
    #[must_use]
    pub fn names(&self, id: &OrganisationId) -> bool {
        self.responsible.iter().any(|owner| owner.value == *id)
    }

    /// Whether an organisation that its group knows answers for it: whom it names, else everyone in the group.
    #[must_use]
    pub fn is_answered_for_by(&self, id: &OrganisationId, is_in_group: bool) -> bool {
        if self.is_shared() {
            is_in_group
        } else {
            self.names(id)
        }
    }
}

impl Group {
    /// The last day on which the group works: on the day of its dissolution it works no more. `None`
    /// when it has not been dissolved.
    #[must_use]
    pub fn works_to_on(&self) -> Option<NaiveDate> {
        self.dissolved.as_ref()?.value.first_day().pred_opt()
    }

    /// Whether the group has ceased to work by a day.
    #[must_use]
    pub fn is_dissolved_on(&self, day: NaiveDate) -> bool {
        self.works_to_on().is_some_and(|last| last < day)
    }
}
