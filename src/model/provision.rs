//! The provisions of an agreement: its text in the words of its parties, section by section.

use std::collections::BTreeSet;

use super::closed_set::closed_set;
use super::variable::{Piece, Variable, pieces};
use super::{Agreement, LocalText, ProvisionId};
use crate::diagnostic::At;

closed_set! {
    /// A section that the program writes into the document of an agreement. A provision whose id is its code takes its
    /// place.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum DocumentSection {
        Purpose = "purpose",
        /// Start, end, entry into force, and what is superseded.
        Term = "term",
        Strategies = "strategies",
        Themes = "themes",
        Products = "products",
        Cooperation = "cooperation",
        Parties = "parties",
        Annexes = "annexes",
        Signatures = "signatures",
    }
}

impl Agreement {
    /// The variables of provisions for which nothing is recorded; those whose field could not be read are not judged.
    pub fn variables_without_value(&self) -> impl Iterator<Item = (&Provision, Variable)> {
        let variables = self.provisions.iter().flat_map(|provision| {
            let variables = provision.variables().into_iter();
            variables.map(move |variable| (provision, variable))
        });
        variables.filter(|(_, variable)| !variable.has_value(self) && !self.gaps.touch(&[variable.field()]))
    }
}

/// One section of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provision {
    /// Its number in the agreement, from 1: the same in every answer.
    pub number: u32,
    /// Identifies it even if its heading changes.
    pub id: Option<At<ProvisionId>>,
    pub heading: At<LocalText>,
    /// Its paragraphs and lists, with variables in braces.
    pub text: At<LocalText>,
}

impl Provision {
    /// The variables of its text, in any language.
    #[must_use]
    pub fn variables(&self) -> BTreeSet<Variable> {
        let texts = self.text.value.iter();
        let pieces = texts.flat_map(|(_, text)| pieces(text));
        let variables = pieces.filter_map(|(_, piece)| match piece {
            Piece::Variable(variable) => Some(variable),
            _ => None,
        });
        variables.collect()
    }
}
