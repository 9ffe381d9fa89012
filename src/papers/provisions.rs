//! The provisions of an agreement as they read on a day, from its model.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::model::{Agreement, Ending, NameOrder, Registry, Signatory, TextLang};
use crate::view::{ContinuationView, PartyName, ProvisionView, Spoken, VariableValues};

/// The provisions in the language of `texts`, as far as they have it.
#[must_use]
pub fn provisions(
    registry: &Registry,
    agreement: &Agreement,
    texts: TextLang,
    today: NaiveDate,
) -> Vec<ProvisionView> {
    if agreement.provisions.is_empty() {
        return Vec::new();
    }
    // A text that is not in the language is Finnish, and then its values are.
    let mut known: BTreeMap<TextLang, VariableValues> = BTreeMap::new();
    let provisions = agreement.provisions.iter();
    let view = provisions.map(|provision| {
        let text = Spoken::of(&provision.text.value, texts);
        let values = known
            .entry(text.lang)
            .or_insert_with(|| values(registry, agreement, text.lang, today));
        ProvisionView::new(
            provision.number,
            provision.id.as_ref().map(|id| id.value.to_string()),
            Spoken::of(&provision.heading.value, texts),
            &text,
            values,
        )
    });
    view.collect()
}

fn values(registry: &Registry, agreement: &Agreement, texts: TextLang, today: NaiveDate) -> VariableValues {
    let parties = parties(agreement, today).into_iter().map(|party| {
        let id = party.business_id.as_ref().map(|at| at.value.to_string());
        PartyName::new(party.name.value.clone(), id.as_deref(), &party.covers)
    });
    let strategies = agreement.strategies.iter();
    let themes = agreement.themes.iter();
    let products = agreement.products.iter();
    let groups = agreement.groups.iter();
    VariableValues {
        title: Spoken::of(&agreement.title.value, texts),
        starts: agreement.term.starts.value,
        ends_by_text: match agreement.term.ending.value {
            Ending::OpenEnded => None,
            Ending::On(date) => Some(date),
        },
        entry_rule: agreement.entry_rule,
        notice_months: agreement.term.notice_months,
        notice: agreement.term.notice.as_ref().map(|at| at.value),
        continues: ContinuationView::of(&agreement.term),
        review_months: agreement.term.review_months.as_ref().map(|at| at.value),
        parties: parties.collect(),
        supersedes: superseded(registry, agreement, texts),
        strategies: strategies
            .map(|strategy| Spoken::of(&strategy.name.value, texts))
            .collect(),
        themes: themes.map(|theme| Spoken::of(&theme.name, texts)).collect(),
        products: products.map(|product| Spoken::of(&product.name, texts)).collect(),
        cooperation: agreement.joint_regions(),
        groups: groups.map(|group| Spoken::of(&group.name.value, texts)).collect(),
    }
}

/// The titles of the agreements that one supersedes; the id of one that the registry does not have.
pub(super) fn superseded(registry: &Registry, agreement: &Agreement, texts: TextLang) -> Vec<Spoken> {
    let ids = agreement.supersedes.iter().map(|at| &at.value);
    ids.map(|id| match registry.find_agreement(id) {
        Some(found) => Spoken::of(&found.title.value, texts),
        None => Spoken::finnish(id.as_str()),
    })
    .collect()
}

/// The parties of the day by name: all but those who declined, have left, or join later.
pub(super) fn parties(agreement: &Agreement, today: NaiveDate) -> Vec<&Signatory> {
    let signatories = agreement.signatories.iter();
    let mut parties: Vec<&Signatory> = signatories
        .filter(|signatory| signatory.is_party_on(today))
        .collect();
    let order = NameOrder::finnish();
    parties.sort_by(|a, b| {
        order
            .compare(&a.name.value, &b.name.value)
            .then_with(|| a.organisation.value.cmp(&b.organisation.value))
    });
    parties
}
