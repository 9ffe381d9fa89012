//! `organisations.yaml` → what is recorded of organisations.

use super::decode::{Decoder, Entries};
use super::shape;
use super::tree::Tree;
use crate::diagnostic::At;
use crate::model::{FormerName, Organisation, OrganisationId, Succession};

impl Decoder<'_, '_> {
    /// The entries of `organisations.yaml`.
    pub(super) fn organisations(&mut self) -> Option<Vec<Organisation>> {
        let entries = self.entries(Tree::ROOT, shape::ORGANISATIONS)?;
        Some(self.mappings(&entries, "organisations", Self::organisation))
    }

    fn organisation(&mut self, entry: &Entries) -> Option<Organisation> {
        let id: Option<At<OrganisationId>> = self.field(entry, "id", Self::id);
        let name = self.field(entry, "name", Self::name);
        let read_name = |d: &mut Self, former: &Entries| {
            let name = d.field(former, "name", Self::name);
            let until = d.field(former, "until", Self::date).map(|at| at.value);
            Some(FormerName {
                name: name?.value,
                until,
            })
        };
        let former_names = self.mapping_set(entry, "former_names", read_name, |former| {
            (former.name.clone(), former.until.map(|until| until.to_string()))
        });
        let ceased = self.field(entry, "ceased", Self::date);
        let read_successor = |d: &mut Self, successor: &Entries| {
            let organisation = d.field(successor, "organisation", Self::id);
            let scope = d.field(successor, "scope", Self::text).map(|at| at.value);
            Some(Succession {
                organisation: organisation?,
                scope,
            })
        };
        let successors = self.mapping_set(entry, "successors", read_successor, |succession| {
            (succession.organisation.value.clone(), succession.scope.clone())
        });
        let id = id?;
        Some(Organisation {
            // An organisation whose name could not be read is called by its id.
            name: name.unwrap_or_else(|| At::new(id.value.to_string(), id.span)),
            id,
            former_names,
            ceased,
            successors,
        })
    }
}
