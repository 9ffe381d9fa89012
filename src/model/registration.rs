//! Facts about signatories that are still to be recorded: new entries and signatures.

use super::{BusinessId, OrganisationId, OrganisationKind, PartialDate, Regions};

/// A new entry of the list of signatories.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    pub organisation: OrganisationId,
    /// Its name as it will sign.
    pub name: String,
    pub business_id: Option<BusinessId>,
    /// What it is, where that is known.
    pub kind: Option<OrganisationKind>,
    /// Where it is.
    pub municipality: Option<String>,
    /// The regions that it signs for.
    pub regions: Regions,
    /// When it joined mid-term, where that is another day than the registration's.
    pub joined: Option<PartialDate>,
    /// The case number under which it decides.
    pub record: Option<String>,
    /// How it is reached.
    pub contact: NewContact,
}

/// How a new signatory is reached: a role and a shared address, never a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewContact {
    /// A position.
    pub role: Option<String>,
    /// A checked address.
    pub email: Option<String>,
    /// A telephone number as written.
    pub phone: Option<String>,
}

/// A signature as it is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Who signed.
    pub organisation: OrganisationId,
    /// When.
    pub on: PartialDate,
    /// The signer's position.
    pub by: Option<String>,
    /// The organisation's own decision.
    pub decision: Option<String>,
    /// The case number of that decision.
    pub record: Option<String>,
}
