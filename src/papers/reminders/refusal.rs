//! Why no one is reminded: nothing is to be signed, or no one writes.

use super::Occasion;
use crate::model::{AgreementId, AgreementStatus, PartialDate};
use crate::wording;
use crate::wording::Wording;

/// Why no letter can be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReminderRefusal {
    /// The agreement is over: a signature would bind no one.
    Over {
        id: AgreementId,
        /// How it ended.
        status: AgreementStatus,
    },
    /// The text is still a draft, which may change.
    NotOpened(AgreementId),
    /// Signing begins on a later day.
    OpensLater {
        id: AgreementId,
        /// When, as given.
        on: PartialDate,
    },
    /// `registry.yaml` has no address of a sender.
    NoSender,
}

impl ReminderRefusal {
    /// The reason.
    #[must_use]
    pub fn message(&self) -> Wording {
        match self {
            Self::Over { id, status } => {
                wording!(
                    en: "nothing to sign: {id} is {status}",
                    fi: "allekirjoitettavaa ei ole: sopimus {id} on {status}",
                    status = status.label()
                )
            }
            Self::NotOpened(id) => wording!(
                en: "nothing to sign yet: {id} is a draft",
                fi: "allekirjoitettavaa ei vielä ole: sopimus {id} on luonnos"
            ),
            Self::OpensLater { id, on } => {
                wording!(
                    en: "nothing to sign yet: signing of {id} begins on {on}",
                    fi: "allekirjoitettavaa ei vielä ole: sopimus {id} avataan allekirjoitettavaksi {on}",
                    on = *on
                )
            }
            Self::NoSender => Wording::fixed(
                "registry.yaml has no sender for letters",
                "tiedostossa registry.yaml ei ole kirjeiden lähettäjää",
            ),
        }
    }

    /// The next step.
    #[must_use]
    pub fn help(&self) -> Wording {
        match self {
            Self::Over { id, .. } => wording!(
                en: "`kumppani show {id}` shows its history and its successors",
                fi: "`kumppani show {id}` kertoo vaiheet ja seuraavat sopimukset"
            ),
            Self::NotOpened(id) => wording!(
                en: "`kumppani open {id}` freezes the text and opens it for signing",
                fi: "`kumppani open {id}` jäädyttää tekstin ja aloittaa allekirjoittamisen"
            ),
            Self::OpensLater { .. } => Wording::fixed(
                "run the command again on that day",
                "anna komento uudelleen silloin",
            ),
            Self::NoSender => Wording::fixed(
                "add to registry.yaml: sender: { name: …, role: …, email: tno@example.fi }",
                "lisää tiedostoon registry.yaml: sender: { name: …, role: …, email: tno@example.fi }",
            ),
        }
    }
}

/// Whether there is anything to sign on the day.
pub(super) fn check(occasion: &Occasion<'_>) -> Result<(), ReminderRefusal> {
    let id = occasion.agreement.id.value.clone();
    match occasion.status {
        AgreementStatus::Signing | AgreementStatus::Upcoming | AgreementStatus::InForce => Ok(()),
        status @ (AgreementStatus::Ended | AgreementStatus::Superseded | AgreementStatus::Terminated) => {
            Err(ReminderRefusal::Over { id, status })
        }
        AgreementStatus::Draft => Err(match &occasion.agreement.opened {
            Some(opening) => ReminderRefusal::OpensLater {
                id,
                on: opening.on.value,
            },
            None => ReminderRefusal::NotOpened(id),
        }),
    }
}
