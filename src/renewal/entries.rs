//! The signatories of a draft as text, and the successors that are proposed beside those that cease.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::yaml::{Yaml, regions, word};
use crate::model::{
    Agreement, Contact, Network, OrganisationId, OrganisationKind, Registry, Signatory, Visibility,
};
use crate::questions::{ceasing, known_name, passed_on, regions_passed_to};
use crate::source::quoting::{Around, written};
use crate::wording;
use crate::wording::{Lang, Wording};

/// Writes the entries of a draft, each with what is to be known of its organisation.
pub(super) fn write(yaml: &mut Yaml, registry: &Registry, draft: &Agreement, lang: Lang, today: NaiveDate) {
    let mut proposals = Proposals {
        registry,
        draft,
        lang,
        made: BTreeSet::new(),
    };
    for one in &draft.signatories {
        proposals.write(yaml, one, today);
        signatory(yaml, one, registry.network());
    }
}

/// The successors that are proposed beside the entries of a draft, each of them once.
struct Proposals<'a> {
    registry: &'a Registry,
    draft: &'a Agreement,
    lang: Lang,
    made: BTreeSet<&'a OrganisationId>,
}

impl<'a> Proposals<'a> {
    /// Says beside an entry that its organisation ceases, or that a part of its tasks went
    /// elsewhere, and who could be there instead or as well.
    fn write(&mut self, yaml: &mut Yaml, signatory: &'a Signatory, today: NaiveDate) {
        let ceasing = ceasing(self.registry, self.draft, signatory, today);
        // Whoever takes an organisation's place alone is most likely of its kind.
        let kind = match &ceasing {
            Some(ceasing) if ceasing.successors.len() == 1 => signatory.kind.as_ref(),
            _ => None,
        };
        let passing = match ceasing {
            Some(ceasing) => Some((ceasing.describe(), ceasing.successors)),
            None => passed_on(self.registry, self.draft, signatory, today),
        };
        let Some((shown, successors)) = passing else {
            return;
        };
        yaml.comment(2, 2, shown.get(self.lang));
        let mut entries = Vec::new();
        for successor in successors.iter().filter(|successor| successor.ceased.is_none()) {
            let id = successor.organisation;
            if self.draft.find_signatory(id).is_some() {
                let listed = wording!(en: "already a signatory: {id}", fi: "on jo allekirjoittaja: {id}");
                yaml.comment(2, 2, listed.get(self.lang));
            } else if self.made.contains(id) {
                let proposed =
                    wording!(en: "already proposed above: {id}", fi: "on jo ehdotettu edellä: {id}");
                yaml.comment(2, 2, proposed.get(self.lang));
            } else if let Some(name) = known_name(self.registry, id) {
                self.made.insert(id);
                entries.push(self.entry((id, name), kind, today));
            } else {
                let nameless = wording!(
                    en: "no name is recorded in organisations.yaml: {id}",
                    fi: "nimeä ei ole kirjattu tiedostoon organisations.yaml: {id}"
                );
                yaml.comment(2, 2, nameless.get(self.lang));
            }
        }
        if !entries.is_empty() {
            let proposal = Wording::fixed(
                "proposal; delete the # of the right line:",
                "ehdotus; poista # oikean rivin edestä:",
            );
            yaml.comment(2, 2, proposal.get(self.lang));
        }
        for entry in entries {
            yaml.commented(2, &entry);
        }
    }

    /// An entry for a successor, with the regions of everyone whose tasks it takes, and its kind in another
    /// agreement, else `kind`.
    fn entry(
        &self,
        (id, name): (&OrganisationId, &str),
        kind: Option<&OrganisationKind>,
        today: NaiveDate,
    ) -> String {
        let name = written(name, Around::Brackets);
        let passed = regions_passed_to(self.registry, self.draft, id, today);
        let regions = regions(&passed, self.registry.network());
        let mut agreements = self.registry.agreements.iter();
        let known = agreements.find_map(|agreement| agreement.find_signatory(id)?.kind.as_ref());
        let kind = known.or(kind).map(|kind| format!("kind: {}", kind.code()));
        let mut fields = vec![format!("organisation: {id}"), format!("name: {name}")];
        fields.extend(kind);
        fields.extend(regions.map(|regions| format!("regions: {regions}")));
        format!("- {{ {} }}", fields.join(", "))
    }
}

fn signatory(yaml: &mut Yaml, signatory: &Signatory, network: &Network) {
    yaml.line(
        2,
        &format!("- organisation: {}", word(&signatory.organisation.value)),
    );
    yaml.text(4, "name:", 6, &signatory.name.value);
    if let Some(id) = &signatory.business_id {
        yaml.line(4, &format!("business_id: {}", id.value));
    }
    if let Some(kind) = &signatory.kind {
        yaml.line(4, &format!("kind: {}", kind.code()));
    }
    if let Some(municipality) = &signatory.municipality {
        yaml.line(
            4,
            &format!("municipality: {}", written(municipality, Around::Lines)),
        );
    }
    if let Some(regions) = regions(&signatory.regions, network) {
        yaml.line(4, &format!("regions: {regions}"));
    }
    if !signatory.covers.is_empty() {
        let units: Vec<String> = signatory
            .covers
            .iter()
            .map(|unit| written(unit, Around::Brackets))
            .collect();
        yaml.list(4, "covers", &units);
    }
    if let Some(contact) = &signatory.contact {
        yaml.line(4, &format!("contact: {{ {} }}", flow_contact(contact)));
    }
}

fn flow_contact(contact: &Contact) -> String {
    let fields = [
        ("role", contact.role.as_deref()),
        ("email", contact.email.as_ref().map(|at| at.value.as_str())),
        ("phone", contact.phone.as_deref()),
        ("name", contact.name.as_ref().map(|at| at.value.as_str())),
    ];
    let known = fields.into_iter().filter_map(|(key, value)| Some((key, value?)));
    let mut shown: Vec<String> = known
        .map(|(key, value)| format!("{key}: {}", written(value, Around::Brackets)))
        .collect();
    match contact.visibility {
        Visibility::Public => shown.push("public: true".to_owned()),
        Visibility::Internal if shown.is_empty() => shown.push("public: false".to_owned()),
        Visibility::Internal => {}
    }
    shown.join(", ")
}
