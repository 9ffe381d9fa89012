//! What an organisation approved before signing began: its decision, and the digest of the text that it saw. A text
//! that was changed since is another one (`docs/format.md`, "approved").

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Agreement, DigestForm, FrozenText, OrganisationId, PartialDate, RecordedDigest, Section, Signatory,
};
use crate::diagnostic::At;

/// An approval of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// Who approved it.
    pub organisation: At<OrganisationId>,
    /// When.
    pub on: At<PartialDate>,
    /// The decision in the organisation's own records.
    pub decision: Option<String>,
    /// The digest of the text, as [`super::FrozenText`] writes it.
    pub text: At<String>,
}

impl Agreement {
    /// The approval of an organisation that counts: its last one in the file, unless another is certainly later.
    #[must_use]
    pub fn last_approval(&self, organisation: &OrganisationId) -> Option<&Approval> {
        let own = self.approvals.iter();
        let own = own.filter(|approval| approval.organisation.value == *organisation);
        own.reduce(later)
    }

    /// Each approval with the parts in which the text as it stands differs from the text that was approved.
    pub fn compared_approvals(&self) -> impl Iterator<Item = (&Approval, Vec<Section>)> {
        // Hashing a text takes long, and one list can have many approvals of it.
        let mut present: BTreeMap<DigestForm, String> = BTreeMap::new();
        self.approvals.iter().map(move |approval| {
            let differing = RecordedDigest::parse(&approval.text.value).map(|recorded| {
                let form = recorded.form();
                let present = present
                    .entry(form)
                    .or_insert_with(|| FrozenText::in_form(self, form).digest());
                RecordedDigest::parse(present).map_or_else(Vec::new, |present| recorded.differs_from(present))
            });
            (approval, differing.unwrap_or_default())
        })
    }

    /// The approvals that count and are of another text, with the parts that differ. Who has signed since has accepted
    /// the text that was signed, and who has declined or left accepts none.
    pub fn stale_approvals(&self) -> impl Iterator<Item = (&Approval, Vec<Section>)> {
        let mut last: BTreeMap<&OrganisationId, &Approval> = BTreeMap::new();
        for approval in &self.approvals {
            let known = last.entry(&approval.organisation.value).or_insert(approval);
            *known = later(known, approval);
        }
        let has_answered =
            |one: &&Signatory| one.signed.is_some() || one.declined.is_some() || one.withdrawn.is_some();
        let answered = self.signatories.iter().filter(has_answered);
        let answered: BTreeSet<&OrganisationId> = answered.map(|one| &one.organisation.value).collect();
        self.compared_approvals().filter(move |(approval, changed)| {
            let organisation = &approval.organisation.value;
            let counts = last
                .get(organisation)
                .is_some_and(|last| std::ptr::eq(*last, *approval));
            counts && !changed.is_empty() && !answered.contains(organisation)
        })
    }
}

/// Of two approvals in the order of the file the one that counts: the second one, unless it is certainly earlier.
fn later<'a>(first: &'a Approval, second: &'a Approval) -> &'a Approval {
    if second.on.value.last_day() < first.on.value.first_day() {
        first
    } else {
        second
    }
}
