//! The draft as the text of its file, in the style of the registry's own examples.

use crate::source::quoting::{Around, written};
use chrono::NaiveDate;

use super::yaml::{Yaml, ids, local, local_item, regions, word};
use super::{Notes, entries, provisions};
use crate::diagnostic::At;
use crate::model::{Agreement, Duty, Ending, EntryRule, Group, LocalText, Network, Registry, Seat, Timing};
use crate::source::{Example, UNKNOWN_START};
use crate::wording::{Lang, Wording};

/// What the file of a draft has beside the draft.
pub(super) struct Frame<'a> {
    /// The first sentences of its head.
    pub(super) made: Wording,
    /// Whose parts it offers in comments, in place of those that the draft does not have.
    pub(super) offered: Option<&'a Example>,
    /// The language of its comments.
    pub(super) lang: Lang,
}

impl Frame<'_> {
    /// A field of the example, where one is offered.
    fn offer(&self, yaml: &mut Yaml, field: &str) {
        for line in self.offered.iter().flat_map(|example| example.field(field)) {
            yaml.line(0, &format!("# {line}"));
        }
    }
}

/// The whole file.
pub(super) fn write(
    registry: &Registry,
    draft: &Agreement,
    notes: &Notes,
    frame: &Frame<'_>,
    today: NaiveDate,
) -> String {
    let mut yaml = Yaml::default();
    head(&mut yaml, draft, notes, frame);
    yaml.gap();
    yaml.line(0, &format!("id: {}", word(&draft.id.value)));
    local(&mut yaml, 0, "title", &draft.title.value);
    match &draft.purpose {
        Some(purpose) => local(&mut yaml, 0, "purpose", purpose),
        None => frame.offer(&mut yaml, "purpose"),
    }
    if !draft.supersedes.is_empty() {
        yaml.list(0, "supersedes", &ids(draft.supersedes.iter().map(|at| &at.value)));
    }
    if let Some(main) = &draft.part_of {
        yaml.line(0, &format!("part_of: {}", word(&main.value)));
    }
    term(&mut yaml, draft, frame);
    contents(&mut yaml, draft);
    if !draft.provisions.is_empty() {
        yaml.gap();
        provisions::write(&mut yaml, draft);
    } else if frame.offered.is_some() {
        yaml.gap();
        frame.offer(&mut yaml, "provisions");
    }
    groups(&mut yaml, draft, frame, registry.network());
    if !draft.signatories.is_empty() {
        yaml.gap();
        yaml.line(0, "signatories:");
        entries::write(&mut yaml, registry, draft, frame.lang, today);
    } else if frame.offered.is_some() {
        yaml.gap();
        frame.offer(&mut yaml, "signatories");
    }
    yaml.finish()
}

fn groups(yaml: &mut Yaml, draft: &Agreement, frame: &Frame<'_>, network: &Network) {
    if draft.groups.is_empty() && frame.offered.is_some() {
        yaml.gap();
        frame.offer(yaml, "groups");
    }
    for (at, one) in draft.groups.iter().enumerate() {
        yaml.gap();
        if at == 0 {
            yaml.line(0, "groups:");
        }
        group(yaml, one, network);
    }
}

/// Where the file comes from, what is to be decided, and what was left out.
fn head(yaml: &mut Yaml, draft: &Agreement, notes: &Notes, frame: &Frame<'_>) {
    let lang = frame.lang;
    let depth = draft.file.as_str().matches('/').count().max(1);
    let root = "../".repeat(depth);
    yaml.line(
        0,
        &format!("# yaml-language-server: $schema={root}schema/agreement.schema.json"),
    );
    yaml.line(0, "#");
    yaml.comment(0, 0, frame.made.get(lang));
    if frame.offered.is_some() {
        let offered = Wording::fixed(
            "Lines that begin with # are comments; delete the # from the parts that you need.",
            "#-merkillä alkavat rivit ovat kommentteja; poista # niiden osien edestä, joita tarvitset.",
        );
        yaml.comment(0, 0, offered.get(lang));
    }
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

fn term(yaml: &mut Yaml, draft: &Agreement, frame: &Frame<'_>) {
    let term = &draft.term;
    yaml.gap();
    yaml.line(0, "term:");
    if term.starts.value == UNKNOWN_START {
        let unknown = Wording::fixed(
            "the year is an example: write the year, month or day of the start",
            "vuosi on esimerkki: kirjoita alkamisvuosi, -kuukausi tai -päivä",
        );
        yaml.comment(2, 0, unknown.get(frame.lang));
    }
    yaml.line(2, &format!("starts: {}", term.starts.value));
    match term.ending.value {
        Ending::OpenEnded => yaml.line(2, "ends: open-ended"),
        Ending::On(date) => yaml.line(2, &format!("ends: {date}")),
    }
    if let Some(months) = term.notice_months {
        yaml.line(2, &format!("notice_months: {months}"));
    }
    if let Some(notice) = &term.notice {
        yaml.line(2, &format!("notice: {}", notice.value));
    }
    if let Some(continues) = term.continues.as_ref().map(|at| at.value) {
        let unless = continues
            .unless_notice
            .map(|notice| format!(", unless_notice: {notice}"))
            .unwrap_or_default();
        yaml.line(2, &format!("continues: {{ by: {}{unless} }}", continues.by()));
    }
    match (&term.review_months, frame.offered) {
        (Some(months), _) => yaml.line(2, &format!("review_months: {}", months.value)),
        (None, Some(example)) => {
            if let Some(line) = example.inner("term", "review_months") {
                yaml.line(2, &format!("# {line}"));
            }
        }
        (None, None) => {}
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
            yaml.comment(0, 0, comment.get(frame.lang));
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

fn group(yaml: &mut Yaml, group: &Group, network: &Network) {
    yaml.line(2, &format!("- id: {}", word(&group.id.value)));
    local(yaml, 4, "name", &group.name.value);
    if let Some(regions) = regions(&group.regions, network) {
        yaml.line(4, &format!("regions: {regions}"));
    }
    if let Some(chair) = group.chairs.first() {
        yaml.line(4, &format!("chair: {}", seat(chair, None)));
    }
    if !group.members.is_empty() {
        let members: Vec<String> = group.members.iter().map(|one| seat(one, None)).collect();
        yaml.list(4, "members", &members);
    }
    if !group.roles.is_empty() {
        let roles = group.roles.iter();
        let roles: Vec<String> = roles.map(|one| seat(&one.seat, Some(&one.role.value))).collect();
        yaml.list(4, "roles", &roles);
    }
    if !group.duties.is_empty() {
        yaml.line(4, "duties:");
    }
    for one in &group.duties {
        duty(yaml, one);
    }
}

/// A seat without dates: an id alone, where there is no more to say.
fn seat(seat: &Seat, role: Option<&str>) -> String {
    if role.is_none() && seat.is_plain() {
        return word(&seat.organisation.value);
    }
    let text = |at: &At<String>| word(&at.value);
    let fields = [
        ("role", role.map(|role| word(&role))),
        ("organisation", Some(word(&seat.organisation.value))),
        ("representative", seat.representative.as_ref().map(text)),
        ("substitute", seat.substitute.as_ref().map(text)),
    ];
    let fields = fields.into_iter();
    let fields: Vec<String> = fields
        .filter_map(|(key, value)| Some(format!("{key}: {}", value?)))
        .collect();
    format!("{{ {} }}", fields.join(", "))
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
    if duty.is_meeting {
        yaml.line(8, "meeting: true");
    }
}
