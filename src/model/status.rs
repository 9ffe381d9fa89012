//! The statuses that the program derives; none of them is ever stored in a file.

use crate::wording::Wording;

/// The status of an agreement on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AgreementStatus {
    /// Being written.
    Draft,
    /// Open for signatures.
    Signing,
    /// Its rule is met, its start is to come.
    Upcoming,
    /// It binds those who have signed.
    InForce,
    /// Its term is over.
    Ended,
    /// Another agreement took its place.
    Superseded,
    /// Ended by notice.
    Terminated,
}

impl AgreementStatus {
    /// All statuses, in the order of an agreement's life.
    pub const ALL: [Self; 7] = [
        Self::Draft,
        Self::Signing,
        Self::Upcoming,
        Self::InForce,
        Self::Ended,
        Self::Superseded,
        Self::Terminated,
    ];

    /// The name in SQL, in JSON and on the command line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Signing => "signing",
            Self::Upcoming => "upcoming",
            Self::InForce => "in-force",
            Self::Ended => "ended",
            Self::Superseded => "superseded",
            Self::Terminated => "terminated",
        }
    }

    /// The status of a code.
    #[must_use]
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }

    /// The name for people.
    #[must_use]
    pub const fn label(self) -> Wording {
        match self {
            Self::Draft => Wording::fixed("draft", "luonnos"),
            Self::Signing => Wording::fixed("signing", "allekirjoitettavana"),
            Self::Upcoming => Wording::fixed("upcoming", "tulossa voimaan"),
            Self::InForce => Wording::fixed("in force", "voimassa"),
            Self::Ended => Wording::fixed("ended", "päättynyt"),
            Self::Superseded => Wording::fixed("superseded", "korvattu"),
            Self::Terminated => Wording::fixed("terminated", "irtisanottu"),
        }
    }

    /// Whether an agreement with this status still has days to its end: of a draft nobody knows, and
    /// one that is over has none.
    #[must_use]
    pub const fn counts_down(self) -> bool {
        matches!(self, Self::InForce | Self::Upcoming | Self::Signing)
    }

    /// What is said of an agreement that is in force and near its end.
    pub const ENDING_SOON: Wording = Wording::fixed("ending soon", "päättymässä");
}

/// The state of a signatory on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SignatoryState {
    /// Has not signed.
    Pending,
    /// Has signed.
    Signed,
    /// Has given notice that has not taken effect.
    Leaving,
    /// Is no longer bound.
    Withdrawn,
    /// Has refused.
    Declined,
}

impl SignatoryState {
    /// All states, in the order of a signatory's life.
    pub const ALL: [Self; 5] = [
        Self::Pending,
        Self::Signed,
        Self::Leaving,
        Self::Withdrawn,
        Self::Declined,
    ];

    /// The name in SQL, in JSON and on the command line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Signed => "signed",
            Self::Leaving => "leaving",
            Self::Withdrawn => "withdrawn",
            Self::Declined => "declined",
        }
    }

    /// The state of a code.
    #[must_use]
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// The name for people.
    #[must_use]
    pub const fn label(self) -> Wording {
        match self {
            Self::Pending => Wording::fixed("pending", "odottaa"),
            Self::Signed => Wording::fixed("signed", "allekirjoittanut"),
            Self::Leaving => Wording::fixed("leaving", "irtisanoutumassa"),
            Self::Withdrawn => Wording::fixed("withdrawn", "irtisanoutunut"),
            Self::Declined => Wording::fixed("declined", "kieltäytynyt"),
        }
    }

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

macro_rules! serialized_as_code {
    ($($type:ty),*) => {
        $(impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        })*
    };
}

serialized_as_code!(
    AgreementStatus,
    SignatoryState,
    super::Absence,
    super::OrganisationKind,
    super::EventKind,
    super::Recurrence
);
