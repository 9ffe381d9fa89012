//! A recorded fact that was wrong and was corrected: what was recorded before, what since, and why.

use super::PartialDate;
use crate::diagnostic::At;

/// A correction (`docs/format.md`, "corrections").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// When.
    pub on: At<PartialDate>,
    /// The path of what was corrected, `signatories.lappia.signed`.
    pub what: String,
    /// What was recorded before; `None`: nothing.
    pub was: Option<String>,
    /// What is recorded since; `None`: nothing.
    pub is: Option<String>,
    /// Why.
    pub because: String,
}
