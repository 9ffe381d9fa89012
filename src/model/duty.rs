//! Groups of the network and their duties, as the annex of an agreement lists them.

use super::{DutyId, GroupId, LocalText, OrganisationId, PartialDate, ProductId, Regions, ThemeId};
use crate::diagnostic::{At, Span};
use crate::wording::Wording;

/// How often a recurring duty comes round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recurrence {
    /// Once a year.
    Year,
    /// Twice a year.
    HalfYear,
    /// Four times a year.
    Quarter,
    /// Every month.
    Month,
}

impl Recurrence {
    /// All of them, the rarest first.
    pub const ALL: [Self; 4] = [Self::Year, Self::HalfYear, Self::Quarter, Self::Month];

    /// The name in the files, in SQL and in JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::HalfYear => "half-year",
            Self::Quarter => "quarter",
            Self::Month => "month",
        }
    }

    /// The recurrence of a code.
    #[must_use]
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|every| every.code() == code)
    }

    /// The name for people.
    #[must_use]
    pub const fn label(self) -> Wording {
        match self {
            Self::Year => Wording::fixed("yearly", "vuosittain"),
            Self::HalfYear => Wording::fixed("twice a year", "puolivuosittain"),
            Self::Quarter => Wording::fixed("quarterly", "neljännesvuosittain"),
            Self::Month => Wording::fixed("monthly", "kuukausittain"),
        }
    }
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
    /// Keeps the duty recognisable when its text changes.
    pub id: Option<At<DutyId>>,
    /// What is promised.
    pub text: At<LocalText>,
    /// Who answers for it; empty means the whole group.
    pub responsible: Vec<At<OrganisationId>>,
    /// The strategic focus area.
    pub theme: Option<At<ThemeId>>,
    /// The service product.
    pub product: Option<At<ProductId>>,
    /// When it is to be done.
    pub timing: Timing,
}

/// A group of the network within one agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Unique in the agreement.
    pub id: At<GroupId>,
    /// What the group is called.
    pub name: At<LocalText>,
    /// The areas that it works for.
    pub regions: Regions,
    /// The organisation that leads it.
    pub chair: Option<At<OrganisationId>>,
    /// The organisations in it.
    pub members: Vec<At<OrganisationId>>,
    /// When it ceased to work.
    pub dissolved: Option<At<PartialDate>>,
    /// In the order in which the annex prints them.
    pub duties: Vec<Duty>,
    /// The place of the entry's first key.
    pub span: Span,
}
