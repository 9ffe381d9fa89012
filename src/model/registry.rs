//! A registry as a whole: what all its files together say.

use std::collections::{BTreeMap, BTreeSet};

use super::{Agreement, AgreementId, Organisation, OrganisationId, Region};
use crate::diagnostic::FilePath;
use crate::wording::Lang;

/// The sender of letters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sender {
    /// A name.
    pub name: Option<String>,
    /// A position.
    pub role: Option<String>,
    /// An address.
    pub email: Option<String>,
}

/// `registry.yaml`: what a registry says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The network's name.
    pub name: Option<String>,
    /// The language of documents, site and letters; Finnish when absent.
    pub language: Option<Lang>,
    /// The address of the published site.
    pub url: Option<String>,
    /// The sender of letters.
    pub sender: Sender,
    /// The municipalities of an area, in place of the default.
    pub areas: BTreeMap<Region, Vec<String>>,
}

/// Everything that could be read of a registry.
#[derive(Clone, Debug, Default)]
pub struct Registry {
    /// The agreements, by path of their file.
    pub agreements: Vec<Agreement>,
    /// `organisations.yaml`, if there is one.
    pub organisations: Vec<Organisation>,
    /// The file of the organisations, for findings.
    pub organisations_file: Option<FilePath>,
    /// `registry.yaml`, or nothing but defaults.
    pub settings: Settings,
    /// The ids of agreements whose files could not be read as a whole, so that they are not
    /// taken for unknown.
    pub unreadable: BTreeSet<AgreementId>,
}

impl Registry {
    /// The agreement with an id; the first one where two files have it.
    #[must_use]
    pub fn find_agreement(&self, id: &AgreementId) -> Option<&Agreement> {
        self.agreements.iter().find(|agreement| agreement.id.value == *id)
    }

    /// What is recorded of an organisation.
    #[must_use]
    pub fn find_organisation(&self, id: &OrganisationId) -> Option<&Organisation> {
        self.organisations
            .iter()
            .find(|organisation| organisation.id.value == *id)
    }
}
