//! An organisation in its role in one agreement.

use std::sync::Arc;

use chrono::NaiveDate;

use super::time::SignatoryFacts;
use super::{BusinessId, Notice, OrganisationId, OrganisationKind, PartialDate, Regions, SignatoryState};
use crate::diagnostic::{At, Span};

/// Who may see a contact or an event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Visibility {
    /// The network alone; what nothing else is said of.
    #[default]
    Internal,
    /// Everyone.
    Public,
}

/// A notice of withdrawal and the day when it takes effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawal {
    /// When notice was given.
    pub notice: At<PartialDate>,
    /// From when the organisation is no longer bound.
    pub effective: At<PartialDate>,
}

impl Withdrawal {
    /// The first day after its notice has run, where it takes effect earlier. Of partial dates the days most in its
    /// favour count.
    #[must_use]
    pub fn cut_short(&self, notice: Notice) -> Option<NaiveDate> {
        let earliest = notice.effective_on(self.notice.value.first_day())?;
        (self.effective.value.last_day() < earliest).then_some(earliest)
    }
}

/// How a signatory is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// The place of the contact's first key.
    pub span: Span,
    /// A position, not a person.
    pub role: Option<String>,
    /// A checked address.
    pub email: Option<At<String>>,
    /// A telephone number as written.
    pub phone: Option<String>,
    /// A person's name, where one is kept.
    pub name: Option<At<String>>,
    /// Whether the contact may be published.
    pub visibility: Visibility,
}

/// An entry of an agreement's list of signatories.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signatory {
    pub organisation: At<OrganisationId>,
    /// Its name as signed.
    pub name: At<String>,
    /// Not unique: one id can cover many units.
    pub business_id: Option<At<BusinessId>>,
    /// What it is; `None`: the file does not say.
    pub kind: Option<OrganisationKind>,
    /// Where it is, when the file says.
    pub municipality: Option<String>,
    /// The regions that it signs for.
    pub regions: Regions,
    /// Units that the signature also binds.
    pub covers: Vec<String>,
    /// `None`: not signed yet.
    pub signed: Option<At<PartialDate>>,
    /// The signer's position.
    pub signed_by: Option<String>,
    /// The organisation's own decision.
    pub decision: Option<String>,
    /// The case number of that decision in the organisation's own records.
    pub record: Option<String>,
    /// When it joined during the term (accession).
    pub joined: Option<At<PartialDate>>,
    /// When it declined to sign.
    pub declined: Option<At<PartialDate>>,
    /// Its notice and leaving.
    pub withdrawn: Option<Withdrawal>,
    /// How it is reached.
    pub contact: Option<Arc<Contact>>,
}

impl Signatory {
    /// Its state on a day; `None` before the accession of one that joins during the term, when it is no
    /// signatory at all.
    #[must_use]
    pub fn state_on(&self, day: chrono::NaiveDate) -> Option<SignatoryState> {
        self.has_joined_on(day)
            .then(|| SignatoryFacts::of(self).state_on(day))
    }

    /// Whether it is a party on a day: bound by its signature, or requested it.
    #[must_use]
    pub fn is_party_on(&self, day: chrono::NaiveDate) -> bool {
        self.state_on(day).is_some_and(SignatoryState::is_party)
    }

    /// Whether its signature binds it on a day on which the agreement is in force.
    #[must_use]
    pub fn is_bound_on(&self, day: chrono::NaiveDate) -> bool {
        self.state_on(day).is_some_and(SignatoryState::is_bound)
    }

    /// Whether the entry is one of the signatories on a day: one that joins during the term is none
    /// before its accession.
    #[must_use]
    pub fn has_joined_on(&self, day: chrono::NaiveDate) -> bool {
        self.joined
            .as_ref()
            .is_none_or(|joined| joined.value.first_day() <= day)
    }

    /// The signature as it was on record on a day: one of a later day is not there yet.
    #[must_use]
    pub fn signed_as_of(&self, day: chrono::NaiveDate) -> Option<PartialDate> {
        let signed = self.signed.as_ref().map(|at| at.value);
        signed.filter(|date| date.first_day() <= day)
    }
}
