//! The signatories of an agreement and how they are reached.

use std::sync::Arc;

use super::decode::{Decoder, Entries};
use crate::diagnostic::At;
use crate::model::{Contact, OrganisationId, Regions, Signatory, Withdrawal};

impl Decoder<'_, '_> {
    pub(super) fn signatory(&mut self, entry: &Entries) -> Option<Signatory> {
        let organisation: Option<At<OrganisationId>> = self.field(entry, "organisation", Self::id);
        let name = self.field(entry, "name", Self::name);
        let signatory = Signatory {
            name: name.unwrap_or_else(|| nameless(organisation.as_ref(), entry)),
            business_id: self.field(entry, "business_id", Self::business_id),
            kind: self.field(entry, "kind", Self::kind),
            municipality: self.field(entry, "municipality", Self::municipality),
            regions: self
                .field(entry, "regions", Self::regions)
                .unwrap_or(Regions::All),
            covers: self.set(
                entry,
                "covers",
                |d, node| Some(d.name(node)?.value),
                String::clone,
            ),
            signed: self.field(entry, "signed", Self::date),
            signed_by: self.field(entry, "signed_by", Self::text).map(|at| at.value),
            decision: self.field(entry, "decision", Self::text).map(|at| at.value),
            record: self.field(entry, "record", Self::text).map(|at| at.value),
            joined: self.field(entry, "joined", Self::date),
            declined: self.field(entry, "declined", Self::date),
            withdrawn: self.withdrawn(entry),
            contact: self.contact(entry),
            organisation: organisation?,
        };
        Some(signatory)
    }

    fn withdrawn(&mut self, entry: &Entries) -> Option<Withdrawal> {
        let withdrawn = self.mapping(entry, "withdrawn")?;
        let notice = self.field(&withdrawn, "notice", Self::date);
        let effective = self.field(&withdrawn, "effective", Self::date);
        Some(Withdrawal {
            notice: notice?,
            effective: effective?,
        })
    }

    fn contact(&mut self, entry: &Entries) -> Option<Arc<Contact>> {
        let contact = self.mapping(entry, "contact")?;
        Some(Arc::new(Contact {
            span: contact.place,
            role: self.field(&contact, "role", Self::text).map(|at| at.value),
            email: self.field(&contact, "email", Self::email),
            phone: self.field(&contact, "phone", Self::text).map(|at| at.value),
            name: self.field(&contact, "name", Self::name),
            visibility: self
                .field(&contact, "public", Self::visibility)
                .unwrap_or_default(),
        }))
    }
}

/// What is in for a name that could not be read: the organisation is called by its id.
fn nameless(organisation: Option<&At<OrganisationId>>, entry: &Entries) -> At<String> {
    let id = organisation.map(|id| id.value.to_string());
    At::new(id.unwrap_or_default(), entry.place)
}
