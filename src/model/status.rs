//! The statuses that the program derives; none of them is ever stored in a file.

use super::closed_set::closed_set;
use crate::wording::Wording;

closed_set! {
    /// The status of an agreement on a day.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum AgreementStatus {
        /// Being written.
        Draft = "draft" ("draft", "luonnos"),
        /// Open for signatures.
        Signing = "signing" ("signing", "allekirjoitettavana"),
        /// Its rule is met, its start is to come.
        Upcoming = "upcoming" ("upcoming", "tulossa voimaan"),
        /// It binds those who have signed.
        InForce = "in-force" ("in force", "voimassa"),
        /// Its term is over.
        Ended = "ended" ("ended", "päättynyt"),
        /// Another agreement took its place.
        Superseded = "superseded" ("superseded", "korvattu"),
        /// Ended by notice.
        Terminated = "terminated" ("terminated", "irtisanottu"),
    }
}

impl AgreementStatus {
    /// Whether an agreement with this status still has days to its end: of a draft no one knows, and
    /// one that is over has none.
    #[must_use]
    pub const fn counts_down(self) -> bool {
        matches!(self, Self::InForce | Self::Upcoming | Self::Signing)
    }

    /// Whether the agreement is over, in whatever way.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Ended | Self::Superseded | Self::Terminated)
    }

    /// What is said of an agreement that is in force and near its end.
    pub const ENDING_SOON: Wording = Wording::fixed("ending soon", "päättymässä");
}

closed_set! {
    /// The state of a signatory on a day.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum SignatoryState {
        /// Has not signed.
        Pending = "pending" ("pending", "odottaa"),
        Signed = "signed" ("signed", "allekirjoittanut"),
        /// Has given notice that has not taken effect.
        Leaving = "leaving" ("leaving", "irtisanoutumassa"),
        /// Is no longer bound.
        Withdrawn = "withdrawn" ("withdrawn", "irtisanoutunut"),
        /// Has refused.
        Declined = "declined" ("declined", "kieltäytynyt"),
    }
}

impl SignatoryState {
    /// Whether a signatory in this state is a party: bound, or asked to sign.
    #[must_use]
    pub const fn is_party(self) -> bool {
        matches!(self, Self::Pending | Self::Signed | Self::Leaving)
    }

    /// Whether a signatory in this state is bound by an agreement that is in force.
    #[must_use]
    pub const fn is_bound(self) -> bool {
        matches!(self, Self::Signed | Self::Leaving)
    }
}
