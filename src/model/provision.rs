//! The provisions of an agreement: its text in the words of its parties, section by section.

use super::{LocalText, ProvisionId};
use crate::diagnostic::At;

/// One section of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provision {
    /// Its number in the agreement, from 1: the same in every answer.
    pub number: usize,
    /// Identifies it even if its heading changes.
    pub id: Option<At<ProvisionId>>,
    pub heading: At<LocalText>,
    pub text: At<LocalText>,
}
