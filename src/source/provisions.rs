//! The provisions of an agreement.

use super::decode::{Decoder, Entries};
use crate::model::Provision;

impl Decoder<'_, '_> {
    pub(super) fn provisions(&mut self, entries: &Entries) -> Vec<Provision> {
        let mut provisions = self.mappings(entries, "provisions", Self::provision);
        for (number, provision) in (1..).zip(&mut provisions) {
            provision.number = number;
        }
        provisions
    }

    /// A provision, which gets its number in its agreement.
    fn provision(&mut self, entry: &Entries) -> Option<Provision> {
        let id = self.field(entry, "id", Self::id);
        let heading = self.field(entry, "heading", Self::local_name);
        let text = self.field(entry, "text", Self::local_text);
        Some(Provision {
            number: 1,
            id,
            heading: heading?,
            text: text?,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::model::TextLang;
    use crate::source::testing::read;
    use crate::wording::Lang;

    const HEAD: &str = "id: tno\ntitle: Sopimus\nterm: { starts: 2020, ends: 2023 }\n";

    #[test]
    fn provisions_are_numbered_in_their_order() {
        let text = format!(
            "{HEAD}provisions:\n  - heading: Tarkoitus\n    text: |-\n      Eka.\n\n      Toka.\n  - id: kesto\n    \
             heading: {{ fi: Kesto, sv: Giltighet }}\n    text: {{ fi: Vuosi., sv: Ett år. }}\n"
        );
        let (agreement, findings) = read(&text);
        assert!(findings.is_empty(), "{findings:#?}");
        let [first, second] = agreement.provisions.as_slice() else {
            panic!("{:#?}", agreement.provisions)
        };
        assert_eq!((first.number, first.text.value.fi()), (1, "Eka.\n\nToka."));
        assert_eq!((second.number, second.heading.value.fi()), (2, "Kesto"));
        assert_eq!(second.text.value.get(TextLang::Sv), "Ett år.");
        assert_eq!(second.id.as_ref().map(|id| id.value.as_str()), Some("kesto"));
    }

    #[test]
    fn a_provision_has_a_heading_and_a_text() {
        let (agreement, findings) = read(&format!(
            "{HEAD}provisions: [{{ heading: A }}, {{ text: b }}, {{ heading: C, text: d }}]\n"
        ));
        let found: Vec<&str> = findings.iter().map(|found| found.message.get(Lang::En)).collect();
        assert_eq!(
            found,
            ["the field `text` is missing", "the field `heading` is missing"]
        );
        assert_eq!(agreement.provisions.len(), 1);
    }
}
