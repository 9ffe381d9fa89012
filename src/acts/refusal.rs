//! Why an act is not recorded, and the next steps that several acts have in common.

use crate::model::{AgreementId, OrganisationId};
use crate::wording;
use crate::wording::Wording;

/// Why an act was not recorded; nothing was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActRefusal {
    /// The signature or registration that is refused, counted from 0; `None` where the act has no parts.
    pub entry: Option<usize>,
    /// The reason.
    pub message: Wording,
    /// The next step.
    pub help: Option<Wording>,
}

impl ActRefusal {
    pub(super) fn new(message: Wording) -> Self {
        Self {
            entry: None,
            message,
            help: None,
        }
    }

    pub(super) fn with_help(message: Wording, help: Wording) -> Self {
        Self {
            entry: None,
            message,
            help: Some(help),
        }
    }

    /// The same refusal, of one part of an act.
    pub(super) fn of_entry(self, entry: usize) -> Self {
        Self {
            entry: Some(entry),
            ..self
        }
    }
}

/// How a recorded fact is corrected, where it is wrong.
pub(super) fn correction(id: &AgreementId, organisation: Option<&OrganisationId>, options: &str) -> Wording {
    let organisation = organisation.map(|organisation| format!(" {organisation}"));
    let organisation = organisation.unwrap_or_default();
    let command = format!("kumppani correct {id}{organisation} {options}");
    wording!(
        en: "if what is on record is wrong, correct it: `{command} --because TEXT`",
        fi: "jos kirjattu tieto on väärä, oikaise se: `{command} --because TEKSTI`"
    )
}
