//! `kinds` of `registry.yaml`: kinds of organisations beside the built-in ones.

use crate::diagnostic::Code;
use crate::model::{KindData, KindId, Network};
use crate::source::decode::{Decoder, Entries};
use crate::wording;
use crate::wording::Wording;

impl Decoder<'_, '_> {
    /// The network's own kinds; one with the id or a name of another kind would not be distinguished from it.
    pub(super) fn kinds_defined(&mut self, entries: &Entries) -> Vec<KindData> {
        let mut known = Network::default();
        self.mappings(entries, "kinds", |d, entry| {
            let id = d.field(entry, "id", Self::id::<KindId>);
            let name = d.field(entry, "name", Self::local_name);
            let (id, name) = (id?, name?);
            let kind = KindData {
                id: id.value.to_string(),
                name: name.value,
            };
            let other = known.kind_meant(&kind.id).or_else(|| known.kind_meant(kind.name.fi()));
            if let Some(other) = other {
                let (text, code) = (&kind.id, other.code().to_owned());
                d.report(
                    Code::DuplicateId,
                    id.span,
                    || wording!(en: "the kind `{text}` is the same as `{code}`", fi: "laji `{text}` on sama kuin `{code}`"),
                    || {
                        Wording::fixed(
                            "use that kind, or choose another id and name",
                            "käytä sitä lajia tai valitse toinen tunnus ja nimi",
                        )
                    },
                );
                return None;
            }
            known.add_kind(kind.clone());
            Some(kind)
        })
    }
}
