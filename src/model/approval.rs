//! What an organisation approved before signing began: its decision, and the digest of the text that it saw. A text
//! that was changed since is another one (`docs/format.md`, "approved").

use super::{Agreement, OrganisationId, PartialDate, RecordedDigest, Section};
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

impl Approval {
    /// The parts in which the text of the agreement as it stands differs from the text that was approved.
    #[must_use]
    pub fn changed_in(&self, agreement: &Agreement) -> Vec<Section> {
        let recorded = RecordedDigest::parse(&self.text.value);
        recorded.map_or_else(Vec::new, |recorded| recorded.changed_in(agreement))
    }
}

impl Agreement {
    /// The approval of an organisation that counts: its last one in the file, unless another is certainly later.
    #[must_use]
    pub fn last_approval(&self, organisation: &OrganisationId) -> Option<&Approval> {
        let own = self.approvals.iter();
        let own = own.filter(|approval| approval.organisation.value == *organisation);
        own.reduce(|last, next| {
            let is_earlier = next.on.value.last_day() < last.on.value.first_day();
            if is_earlier { last } else { next }
        })
    }

    /// The approvals that count and are of another text, with the parts that differ. Who has signed since has accepted
    /// the text that was signed, and who has declined or left accepts none.
    pub fn stale_approvals(&self) -> impl Iterator<Item = (&Approval, Vec<Section>)> {
        let is_last = |approval: &&Approval| {
            let last = self.last_approval(&approval.organisation.value);
            last.is_some_and(|last| std::ptr::eq(last, *approval))
        };
        let waits = |approval: &&Approval| {
            let party = self.find_signatory(&approval.organisation.value);
            party.is_none_or(|party| {
                party.signed.is_none() && party.declined.is_none() && party.withdrawn.is_none()
            })
        };
        let counting = self.approvals.iter().filter(is_last).filter(waits);
        let compared = counting.map(|approval| (approval, approval.changed_in(self)));
        compared.filter(|(_, changed)| !changed.is_empty())
    }
}
