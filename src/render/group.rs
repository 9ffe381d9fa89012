//! A group and its duties, wherever they are shown in full: on the pages of `show` and `duties`, in the annex
//! of an agreement, on the website.

use super::block::{Item, Outline};
use super::span::{Runs, Span};
use crate::model::PartialDate;
use crate::wording::Wording;

/// What is reported a group; what is empty is left out.
#[derive(Clone, Debug, Default)]
pub struct GroupFacts {
    /// Its regions.
    pub areas: Runs,
    /// Who leads it.
    pub chair: Runs,
    /// Who belongs to it.
    pub members: Runs,
    /// Other roles in it, and who has them.
    pub roles: Vec<(String, Runs)>,
    /// When it ceased to work.
    pub dissolved: Option<PartialDate>,
}

/// What is reported a duty; what is empty is left out.
#[derive(Clone, Debug)]
pub struct DutyFacts {
    /// What is promised.
    pub text: Span,
    /// Who answers for it.
    pub responsible: Runs,
    /// When it is to be done.
    pub when: Option<String>,
    /// The name of the theme that it serves.
    pub theme: Option<Span>,
    /// The name of the service product that it belongs to.
    pub product: Option<Span>,
}

impl Outline {
    /// The facts of a group, its regions under the label that the answer has for them.
    pub fn group_facts(&mut self, areas: &Wording, group: GroupFacts) {
        self.fact_of(areas, group.areas);
        self.fact_of(&Wording::fixed("chair", "puheenjohtaja"), group.chair);
        for (role, holder) in group.roles {
            self.fact_of(&Wording::same(role), holder);
        }
        self.fact_of(&Wording::fixed("members", "jäsenet"), group.members);
        self.date_fact(&Wording::fixed("dissolved", "lakkautettu"), group.dissolved);
    }

    /// A duty as an item, with a line for each of its facts.
    #[must_use]
    pub fn duty(&self, duty: DutyFacts) -> Item {
        let facts = [
            (Wording::fixed("responsible", "vastuutaho"), duty.responsible),
            (
                Wording::fixed("when", "milloin"),
                duty.when.iter().map(|when| self.own(when)).collect(),
            ),
            (
                Wording::fixed("theme", "painopiste"),
                duty.theme.into_iter().collect(),
            ),
            (
                Wording::fixed("product", "palvelutuote"),
                duty.product.into_iter().collect(),
            ),
        ];
        let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
        let detail = |(label, mut value): (Wording, Runs)| {
            value.insert(0, self.own(&format!("{}: ", self.word(&label))));
            value
        };
        Item {
            details: facts.map(detail).collect(),
            ..Item::new(vec![duty.text])
        }
    }
}
