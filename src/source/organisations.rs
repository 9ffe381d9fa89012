//! `organisations.yaml` → what is recorded of organisations.

use super::decode::Decoder;
use super::entries::Entries;
use super::shape;
use super::tree::Tree;
use crate::model::{FormerName, Organisation, Succession};

impl Decoder<'_, '_> {
    /// The entries of `organisations.yaml`.
    pub(super) fn organisations(&mut self) -> Option<Vec<Organisation>> {
        let entries = self.entries(Tree::ROOT, shape::ORGANISATIONS)?;
        Some(self.mappings(&entries, "organisations", Self::organisation))
    }

    fn organisation(&mut self, entry: &Entries) -> Option<Organisation> {
        let id = self.field(entry, "id", Self::id);
        let name = self.field(entry, "name", Self::text);
        let former_names = self.mappings(entry, "former_names", |d, former| {
            let name = d.field(former, "name", Self::text);
            let until = d.field(former, "until", Self::date).map(|at| at.value);
            Some(FormerName {
                name: name?.value,
                until,
            })
        });
        let ceased = self.field(entry, "ceased", Self::date);
        let successors = self.mappings(entry, "successors", |d, successor| {
            let organisation = d.field(successor, "organisation", Self::id);
            let scope = d.field(successor, "scope", Self::text).map(|at| at.value);
            Some(Succession {
                organisation: organisation?,
                scope,
            })
        });
        Some(Organisation {
            id: id?,
            name: name?,
            former_names,
            ceased,
            successors,
        })
    }
}
