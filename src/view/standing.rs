//! How a registry is on a day on which no agreement is in force.

use chrono::NaiveDate;
use serde::Serialize;

use crate::model::{AgreementStatus, PartialDate};

/// What was in force last, and what may come.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct NoneInForce {
    /// The agreement that was in force last; `None` when none was before the day.
    pub last: Option<LastInForce>,
    /// Drafts, agreements open for signature and upcoming ones, by their start.
    pub coming: Vec<ComingAgreement>,
}

/// The agreement that was in force last.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LastInForce {
    /// Its id.
    pub agreement: String,
    /// Its title in the language of the texts.
    pub title: String,
    /// The last day on which it was in force.
    pub until: NaiveDate,
    /// What it is on the day requested.
    pub status: AgreementStatus,
    /// The agreements that supersede it, in force or not.
    pub superseded_by: Vec<String>,
}

/// An agreement that is not in force yet.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ComingAgreement {
    /// Its id.
    pub agreement: String,
    /// Its title in the language of the texts.
    pub title: String,
    /// What it is on the day requested.
    pub status: AgreementStatus,
    /// The start as given.
    pub starts: PartialDate,
    /// The day when it enters into force; `None` while its rule is not met.
    pub enters: Option<NaiveDate>,
    /// The agreements that it supersedes.
    pub supersedes: Vec<String>,
}
