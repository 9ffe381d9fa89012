//! Facts that are still to be recorded: new signatories, signatures and documents.

use super::{
    BusinessId, DocumentKind, DocumentPath, FileDigest, OrganisationId, OrganisationKind, PartialDate,
    Regions, Visibility,
};

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

/// A document as it is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDocument {
    /// Where it is.
    pub file: DocumentPath,
    pub title: Option<String>,
    /// What it is.
    pub kind: DocumentKind,
    /// The date that is on it.
    pub on: Option<PartialDate>,
    /// The signatory whose document it is.
    pub of: Option<OrganisationId>,
    /// The digest of its file.
    pub sha256: FileDigest,
    /// Who may see it.
    pub visibility: Visibility,
}
