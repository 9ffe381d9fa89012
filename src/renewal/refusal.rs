//! Why no agreement can be drafted.

use chrono::NaiveDate;

use crate::model::{AgreementId, AgreementStatus, PartialDate};
use crate::wording;
use crate::wording::Wording;

/// What would make a wrong agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RenewalRefusal {
    /// No predecessor was named.
    NoPredecessor,
    /// The registry has no such agreement.
    Unknown(AgreementId),
    /// The predecessor was never in force: it is a draft, is being signed, or ended before.
    NeverInForce {
        /// The predecessor.
        id: AgreementId,
        status: AgreementStatus,
    },
    /// The predecessor was ended by notice.
    Terminated {
        /// The predecessor.
        id: AgreementId,
        /// From when.
        on: PartialDate,
    },
    /// The predecessor has its successor already: a second run has nothing to do.
    Renewed {
        /// The predecessor.
        id: AgreementId,
        /// The successor.
        by: AgreementId,
        /// The successor's status.
        status: AgreementStatus,
    },
    /// Another agreement has the id.
    IdTaken(AgreementId),
    /// The new term would begin no later than that of the predecessor.
    StartsTooEarly {
        /// The predecessor.
        id: AgreementId,
        /// The wanted start.
        starts: NaiveDate,
    },
    /// The new term would end before it begins.
    EndsBeforeStart {
        /// The wanted start.
        starts: NaiveDate,
        /// The wanted end.
        ends: NaiveDate,
    },
    /// The files know only the years from 1900 to 2199.
    ImplausibleYear,
    /// All signatories have declined or withdrawn.
    NoSignatory,
    /// No id can be made from that of the predecessor.
    NoId,
}

impl RenewalRefusal {
    /// What is wrong.
    #[must_use]
    pub fn message(&self) -> Wording {
        match self {
            Self::NoPredecessor => {
                Wording::fixed("no agreement to renew", "uudistettavaa sopimusta ei ole nimetty")
            }
            Self::Unknown(id) => {
                wording!(en: "unknown agreement `{id}`", fi: "sopimusta `{id}` ei ole")
            }
            Self::NeverInForce { id, status } => {
                wording!(
                    en: "`{id}` has never been in force ({status})",
                    fi: "sopimus `{id}` ei ole ollut voimassa (tila: {status})",
                    status = status.label()
                )
            }
            Self::Terminated { id, on } => {
                wording!(
                    en: "`{id}` was terminated ({on})",
                    fi: "sopimus `{id}` on irtisanottu ({on})",
                    on = *on
                )
            }
            Self::Renewed { id, by, status } => {
                let label = status.label();
                wording!(
                    en: "`{id}` already has a successor: `{by}` ({label})",
                    fi: "sopimuksella `{id}` on jo seuraava sopimus: `{by}` (tila: {label})",
                    label
                )
            }
            Self::IdTaken(id) => {
                wording!(en: "another agreement has the id `{id}`", fi: "tunnus `{id}` on jo toisella sopimuksella")
            }
            Self::StartsTooEarly { id, starts } => {
                wording!(
                    en: "the new agreement would start ({starts}) no later than `{id}`",
                    fi: "uusi sopimus alkaisi ({starts}) viimeistään samaan aikaan kuin `{id}`",
                    starts = *starts
                )
            }
            Self::EndsBeforeStart { starts, ends } => {
                wording!(
                    en: "the new agreement would end ({to}) before it starts ({from})",
                    fi: "uusi sopimus päättyisi ({to}) ennen alkamistaan ({from})",
                    from = *starts, to = *ends
                )
            }
            Self::ImplausibleYear => Wording::fixed(
                "the term must stay within the years 1900 to 2199",
                "sopimuskausi ei pysyisi vuosissa 1900–2199",
            ),
            Self::NoSignatory => Wording::fixed(
                "no signatories left: all have declined or withdrawn",
                "allekirjoittajia ei jäisi: kaikki ovat kieltäytyneet tai irtisanoutuneet",
            ),
            Self::NoId => Wording::fixed(
                "no new id can be derived from the predecessor's id",
                "edeltävän sopimuksen tunnuksesta ei voi muodostaa uutta tunnusta",
            ),
        }
    }

    /// What to do instead.
    #[must_use]
    pub fn help(&self) -> Wording {
        match self {
            Self::NoPredecessor | Self::Unknown(_) => Wording::fixed(
                "`kumppani agreements` lists them",
                "komento `kumppani agreements` luettelee sopimukset",
            ),
            Self::NeverInForce { id, .. } => wording!(
                en: "edit its file instead, or open it: `kumppani open {id}`",
                fi: "muuta sen omaa tiedostoa tai avaa se allekirjoitettavaksi: `kumppani open {id}`"
            ),
            Self::Terminated { .. } => Wording::fixed(
                "a terminated agreement cannot be renewed; write a new one",
                "irtisanottua sopimusta ei uudisteta; laadi uusi sopimus",
            ),
            Self::Renewed { by, .. } => {
                wording!(en: "see `kumppani show {by}`", fi: "katso sitä: `kumppani show {by}`")
            }
            Self::IdTaken(_) | Self::NoId => {
                Wording::fixed("choose another with --id", "anna toinen tunnus valinnalla --id")
            }
            Self::StartsTooEarly { .. } => Wording::fixed(
                "give a later start with --starts",
                "anna myöhempi alku valinnalla --starts",
            ),
            Self::EndsBeforeStart { .. } | Self::ImplausibleYear => Wording::fixed(
                "give another end with --ends, --years or --open-ended",
                "anna toinen loppu valinnalla --ends, --years tai --open-ended",
            ),
            Self::NoSignatory => Wording::fixed(
                "without a renewal the agreement ends by itself",
                "sopimus, jota kukaan ei jatka, päättyy itsestään",
            ),
        }
    }
}
