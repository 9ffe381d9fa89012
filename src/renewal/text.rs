//! The draft as the text of its file, in the style of the registry's own examples.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::Notes;
use crate::model::{
    Agreement, Contact, Duty, Ending, EntryRule, Group, LocalText, OrganisationId, OrganisationKind, Regions,
    Registry, Signatory, Timing, Visibility,
};
use crate::questions::{ceasing, known_name, passed_on, regions_passed_to};
use crate::renewal::yaml::Yaml;
use crate::source::quoting::{Around, written};
use crate::wording;
use crate::wording::{Lang, Wording};

/// The whole file.
pub(super) fn write(
    registry: &Registry,
    draft: &Agreement,
    notes: &Notes,
    lang: Lang,
    today: NaiveDate,
) -> String {
    let mut yaml = Yaml::default();
    head(&mut yaml, draft, notes, lang);
    yaml.gap();
    yaml.line(0, &format!("id: {}", word(&draft.id.value)));
    local(&mut yaml, 0, "title", &draft.title.value);
    if let Some(purpose) = &draft.purpose {
        local(&mut yaml, 0, "purpose", purpose);
    }
    yaml.list(0, "supersedes", &ids(draft.supersedes.iter().map(|at| &at.value)));
    if let Some(main) = &draft.part_of {
        yaml.line(0, &format!("part_of: {}", word(&main.value)));
    }
    term(&mut yaml, draft, lang);
    contents(&mut yaml, draft);
    if !draft.groups.is_empty() {
        yaml.gap();
        yaml.line(0, "groups:");
        for (at, one) in draft.groups.iter().enumerate() {
            if at > 0 {
                yaml.gap();
            }
            group(&mut yaml, one);
        }
    }
    yaml.gap();
    yaml.line(0, "signatories:");
    let mut proposals = Proposals {
        registry,
        draft,
        lang,
        made: BTreeSet::new(),
    };
    for one in &draft.signatories {
        proposals.write(&mut yaml, one, today);
        signatory(&mut yaml, one);
    }
    yaml.finish()
}

/// An id; one that looks like a number or a truth value is between quotes.
fn word(id: &impl ToString) -> String {
    written(&id.to_string(), Around::Brackets)
}

fn ids<T: ToString>(ids: impl Iterator<Item = T>) -> Vec<String> {
    ids.map(|id| word(&id)).collect()
}

/// Where the file comes from, what is to be decided, and what was left out.
fn head(yaml: &mut Yaml, draft: &Agreement, notes: &Notes, lang: Lang) {
    let depth = draft.file.as_str().matches('/').count().max(1);
    let root = "../".repeat(depth);
    yaml.line(
        0,
        &format!("# yaml-language-server: $schema={root}schema/agreement.schema.json"),
    );
    yaml.line(0, "#");
    let from = ids(draft.supersedes.iter().map(|at| &at.value)).join(", ");
    let made = wording!(
        en: "Draft based on {from} (`kumppani renew`). No one has signed it.",
        fi: "Luonnos perustuu sopimukseen {from} (`kumppani renew`). Kukaan ei ole allekirjoittanut sitä."
    );
    yaml.comment(0, 0, made.get(lang));
    let left_out: Vec<&Wording> = notes.left_out.iter().map(|one| &one.reason).collect();
    let questions: Vec<&Wording> = notes.questions.iter().collect();
    for (title, items) in [
        (Wording::fixed("To decide:", "Päätettävää:"), questions),
        (Wording::fixed("Left out:", "Pois jätetty:"), left_out),
    ] {
        if items.is_empty() {
            continue;
        }
        yaml.line(0, "#");
        yaml.comment(0, 0, title.get(lang));
        for item in items {
            yaml.comment(0, 2, &format!("- {}", item.get(lang)));
        }
    }
}

/// A text, or texts by language.
fn local(yaml: &mut Yaml, indent: usize, key: &str, text: &LocalText) {
    local_after(yaml, indent, "", key, text);
}

/// The same where its key is after the dash of a list.
fn local_item(yaml: &mut Yaml, indent: usize, key: &str, text: &LocalText) {
    local_after(yaml, indent, "- ", key, text);
}

fn local_after(yaml: &mut Yaml, indent: usize, dash: &str, key: &str, text: &LocalText) {
    // What belongs to a key is deeper than the key, not only deeper than its dash.
    let deeper = indent + dash.len() + 2;
    let lead = format!("{dash}{key}:");
    if !text.has_translations() {
        yaml.text(indent, &lead, deeper, text.fi());
        return;
    }
    yaml.line(indent, &lead);
    for (lang, text) in text.iter() {
        yaml.text(deeper, &format!("{}:", lang.code()), deeper + 2, text);
    }
}

fn term(yaml: &mut Yaml, draft: &Agreement, lang: Lang) {
    let term = &draft.term;
    yaml.gap();
    yaml.line(0, "term:");
    yaml.line(2, &format!("starts: {}", term.starts.value));
    match term.ending.value {
        Ending::OpenEnded => yaml.line(2, "ends: open-ended"),
        Ending::On(date) => yaml.line(2, &format!("ends: {date}")),
    }
    if let Some(months) = term.notice_months {
        yaml.line(2, &format!("notice_months: {months}"));
    }
    if let Some(months) = &term.review_months {
        yaml.line(2, &format!("review_months: {}", months.value));
    }
    match draft.entry_rule {
        EntryRule::AllSigned => yaml.line(0, "in_force_when: all-signed"),
        EntryRule::SignedAtLeast(n) => {
            yaml.line(0, &format!("in_force_when: {{ signed_at_least: {n} }}"));
        }
        EntryRule::StartDate => {
            let comment = Wording::fixed(
                "One signature is enough for start-date; other rules: all-signed, { signed_at_least: 20 }",
                "Ehtoon start-date riittää yksi allekirjoitus; muut ehdot: all-signed, { signed_at_least: 20 }",
            );
            yaml.comment(0, 0, comment.get(lang));
            yaml.line(0, "in_force_when: start-date");
        }
    }
}

fn contents(yaml: &mut Yaml, draft: &Agreement) {
    if !draft.strategies.is_empty() {
        yaml.gap();
        yaml.line(0, "strategies:");
    }
    for strategy in &draft.strategies {
        local_item(yaml, 2, "name", &strategy.name.value);
        if let Some(ends) = &strategy.ends {
            yaml.line(4, &format!("ends: {}", ends.value));
        }
    }
    let themes = draft
        .themes
        .iter()
        .map(|theme| (theme.id.value.as_str(), &theme.name));
    named(yaml, "themes", themes);
    let products = draft
        .products
        .iter()
        .map(|product| (product.id.value.as_str(), &product.name));
    named(yaml, "products", products);
    if !draft.cooperation.is_empty() {
        yaml.gap();
        yaml.line(0, "cooperation:");
    }
    for regions in &draft.cooperation {
        let names = regions.value.iter();
        let names: Vec<String> = names
            .map(|region| written(region.id(), Around::Brackets))
            .collect();
        yaml.line(2, &format!("- [{}]", names.join(", ")));
    }
}

fn named<'a>(yaml: &mut Yaml, key: &str, entries: impl Iterator<Item = (&'a str, &'a LocalText)>) {
    for (at, (id, name)) in entries.enumerate() {
        if at == 0 {
            yaml.gap();
            yaml.line(0, &format!("{key}:"));
        }
        yaml.line(2, &format!("- id: {}", word(&id)));
        local(yaml, 4, "name", name);
    }
}

fn regions(regions: &Regions) -> String {
    match regions {
        Regions::All => "all".to_owned(),
        Regions::Listed(listed) => {
            let ids: Vec<String> = listed
                .iter()
                .map(|region| written(region.id(), Around::Brackets))
                .collect();
            format!("[{}]", ids.join(", "))
        }
    }
}

fn group(yaml: &mut Yaml, group: &Group) {
    yaml.line(2, &format!("- id: {}", word(&group.id.value)));
    local(yaml, 4, "name", &group.name.value);
    yaml.line(4, &format!("regions: {}", regions(&group.regions)));
    if let Some(chair) = &group.chair {
        yaml.line(4, &format!("chair: {}", word(&chair.value)));
    }
    if !group.members.is_empty() {
        yaml.list(4, "members", &ids(group.members.iter().map(|at| &at.value)));
    }
    if !group.duties.is_empty() {
        yaml.line(4, "duties:");
    }
    for one in &group.duties {
        duty(yaml, one);
    }
}

fn duty(yaml: &mut Yaml, duty: &Duty) {
    let text = &duty.text.value;
    let is_text = duty.id.is_none()
        && duty.responsible.is_empty()
        && duty.theme.is_none()
        && duty.product.is_none()
        && duty.timing == Timing::Continuous
        && !text.has_translations();
    if is_text {
        yaml.text(6, "-", 8, text.fi());
        return;
    }
    if let Some(id) = &duty.id {
        yaml.line(6, &format!("- id: {}", word(&id.value)));
        local(yaml, 8, "text", text);
    } else {
        local_item(yaml, 6, "text", text);
    }
    if !duty.responsible.is_empty() {
        yaml.list(
            8,
            "responsible",
            &ids(duty.responsible.iter().map(|at| &at.value)),
        );
    }
    if let Some(theme) = &duty.theme {
        yaml.line(8, &format!("theme: {}", word(&theme.value)));
    }
    if let Some(product) = &duty.product {
        yaml.line(8, &format!("product: {}", word(&product.value)));
    }
    match duty.timing {
        Timing::Continuous => {}
        Timing::Every(every) => yaml.line(8, &format!("every: {}", every.code())),
        Timing::Due(due) => yaml.line(8, &format!("due: {due}")),
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
        let areas = regions(&regions_passed_to(self.registry, self.draft, id, today));
        let mut agreements = self.registry.agreements.iter();
        let known = agreements.find_map(|agreement| agreement.find_signatory(id)?.kind.as_ref());
        let kind = known.or(kind).map(|kind| format!("kind: {}, ", kind.code()));
        let kind = kind.unwrap_or_default();
        format!("- {{ organisation: {id}, name: {name}, {kind}regions: {areas} }}")
    }
}

fn signatory(yaml: &mut Yaml, signatory: &Signatory) {
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
    yaml.line(4, &format!("regions: {}", regions(&signatory.regions)));
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
