//! An agreement as a document, whole or in part, with what changed since another one.

mod changes;

use chrono::NaiveDate;

use self::changes::Changes;
use crate::model::time::SignatoryFacts;
use crate::model::{
    Agreement, Duty, Ending, Extension, Group, NameOrder, OrganisationId, PartialDate, Region, Registry,
    Signatory, SignatoryState, Standing, TextLang, Timing, standings,
};
use crate::view::{
    DocumentPart, DocumentView, DutyDetail, DutyInAnnex, ExtensionView, GroupInAnnex, Party, Spoken,
    StrategyInDocument,
};
use crate::wording::Lang;

/// What of an agreement is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WantedPart {
    /// Everything.
    Whole,
    /// The annex of the groups' duties.
    Annex,
    /// The duties of one organisation: its own, and those of its groups that nobody answers for alone.
    Organisation(OrganisationId),
    /// The groups of one area.
    Region(Region),
}

/// How a document is wanted.
#[derive(Clone, Debug)]
pub struct DocumentWanted<'a> {
    /// The day.
    pub today: NaiveDate,
    /// The language in which the program speaks.
    pub lang: Lang,
    /// The language of the texts, as far as they have it.
    pub texts: TextLang,
    /// What is shown.
    pub part: WantedPart,
    /// The agreement since which changes are told.
    pub since: Option<&'a Agreement>,
}

/// The document of an agreement.
#[must_use]
pub fn document(registry: &Registry, agreement: &Agreement, wanted: &DocumentWanted<'_>) -> DocumentView {
    let texts = wanted.texts;
    let changes = wanted
        .since
        .map(|since| Changes::between(registry, since, agreement, wanted.lang));
    let annex = Annex {
        agreement,
        texts,
        changes: changes.as_ref(),
    };
    let standings = standings(registry, wanted.today);
    let standing = standings
        .iter()
        .find(|standing| std::ptr::eq(standing.agreement, agreement));
    DocumentView {
        agreement: agreement.id.value.to_string(),
        as_of: PartialDate::Day(wanted.today),
        shown: shown(agreement, &wanted.part),
        title: Spoken::of(&agreement.title.value, texts),
        purpose: agreement
            .purpose
            .as_ref()
            .map(|purpose| Spoken::of(purpose, texts)),
        status: standing.map_or(crate::model::AgreementStatus::Draft, |standing| standing.status),
        starts: agreement.term.starts.value,
        ends: ends(agreement, wanted.today),
        ends_by_text: known(agreement.term.ending.value),
        extensions: extensions(agreement, wanted.today).map(extension).collect(),
        terminated: terminated(agreement, wanted.today),
        superseded_by: superseded_by(&standings, standing, wanted),
        notice_months: agreement.term.notice_months,
        review_months: agreement.term.review_months.as_ref().map(|at| at.value),
        in_force_when: agreement.entry_rule.code(),
        signed_at_least: agreement.entry_rule.least(),
        supersedes: supersedes(registry, agreement, texts),
        strategies: agreement
            .strategies
            .iter()
            .map(|strategy| StrategyInDocument {
                name: Spoken::of(&strategy.name.value, texts),
                ends: strategy.ends.as_ref().map(|at| at.value),
            })
            .collect(),
        themes: agreement
            .themes
            .iter()
            .map(|theme| Spoken::of(&theme.name, texts))
            .collect(),
        products: agreement
            .products
            .iter()
            .map(|product| Spoken::of(&product.name, texts))
            .collect(),
        cooperation: agreement.cooperation.iter().map(|at| at.value.clone()).collect(),
        groups: annex.groups(&wanted.part),
        parties: parties(agreement, wanted.today),
        changed_since: wanted.since.map(|since| Spoken::of(&since.title.value, texts)),
        source: agreement.source.clone(),
    }
}

fn known(ending: Ending) -> Option<PartialDate> {
    match ending {
        Ending::OpenEnded => None,
        Ending::On(date) => Some(date),
    }
}

/// The extensions that were on record on the day: a later decision is not in a paper of that day.
fn extensions(agreement: &Agreement, today: NaiveDate) -> impl Iterator<Item = &Extension> {
    let extensions = agreement.term.extensions.iter();
    extensions.filter(move |extension| {
        let decided = extension.decided.as_ref();
        decided.is_none_or(|decided| decided.value.first_day() <= today)
    })
}

fn extension(extension: &Extension) -> ExtensionView {
    ExtensionView {
        until: extension.until.value,
        decided: extension.decided.as_ref().map(|decided| decided.value),
        decision: extension.decision.clone(),
    }
}

fn ends(agreement: &Agreement, today: NaiveDate) -> Option<PartialDate> {
    let last = extensions(agreement, today).last();
    last.map_or(known(agreement.term.ending.value), |last| Some(last.until.value))
}

fn terminated(agreement: &Agreement, today: NaiveDate) -> Option<PartialDate> {
    let on = agreement.terminated.as_ref()?.on.value;
    (on.first_day() <= today).then_some(on)
}

/// The titles of the successors that had entered into force by the day.
fn superseded_by(
    standings: &[Standing<'_>],
    standing: Option<&Standing<'_>>,
    wanted: &DocumentWanted<'_>,
) -> Vec<Spoken> {
    let successors = standing.iter().flat_map(|standing| &standing.successors);
    successors
        .filter_map(|number| standings.get(*number))
        .filter(|successor| {
            let entered = successor.milestones.entered_on();
            entered.is_some_and(|entered| entered <= wanted.today)
        })
        .map(|successor| Spoken::of(&successor.agreement.title.value, wanted.texts))
        .collect()
}

fn shown(agreement: &Agreement, part: &WantedPart) -> DocumentPart {
    match part {
        WantedPart::Whole => DocumentPart::Whole,
        WantedPart::Annex => DocumentPart::Annex,
        WantedPart::Organisation(id) => DocumentPart::Organisation {
            name: name_of(agreement, id),
        },
        WantedPart::Region(region) => DocumentPart::Region { region: *region },
    }
}

fn supersedes(registry: &Registry, agreement: &Agreement, texts: TextLang) -> Vec<Spoken> {
    let ids = agreement.supersedes.iter().map(|at| &at.value);
    ids.map(|id| match registry.find_agreement(id) {
        Some(found) => Spoken::of(&found.title.value, texts),
        None => Spoken {
            text: id.to_string(),
            lang: TextLang::Fi,
        },
    })
    .collect()
}

/// The parties of the day by name: all but those who declined, have left, or join later.
fn parties(agreement: &Agreement, today: NaiveDate) -> Vec<Party> {
    let is_party = |signatory: &&Signatory| {
        let state = SignatoryFacts::of(signatory).state_on(today);
        let has_left = matches!(state, SignatoryState::Declined | SignatoryState::Withdrawn);
        signatory.has_joined_on(today) && !has_left
    };
    let party = |signatory: &Signatory| Party {
        organisation: signatory.organisation.value.to_string(),
        name: signatory.name.value.clone(),
        business_id: signatory.business_id.as_ref().map(|at| at.value.to_string()),
        covers: signatory.covers.clone(),
        signed: signatory.signed_as_of(today),
        signed_by: signatory.signed_as_of(today).and(signatory.signed_by.clone()),
    };
    let mut parties: Vec<Party> = agreement.signatories.iter().filter(is_party).map(party).collect();
    let order = NameOrder::finnish();
    parties.sort_by(|a, b| {
        order
            .compare(&a.name, &b.name)
            .then_with(|| a.organisation.cmp(&b.organisation))
    });
    parties
}

fn name_of(agreement: &Agreement, id: &OrganisationId) -> String {
    let signatory = agreement.find_signatory(id);
    signatory.map_or_else(|| id.to_string(), |signatory| signatory.name.value.clone())
}

/// The groups of an agreement on their way into a document.
struct Annex<'a> {
    agreement: &'a Agreement,
    texts: TextLang,
    changes: Option<&'a Changes>,
}

impl Annex<'_> {
    fn groups(&self, part: &WantedPart) -> Vec<GroupInAnnex> {
        let groups = self.agreement.groups.iter();
        groups
            .filter(|group| match part {
                WantedPart::Whole | WantedPart::Annex => true,
                WantedPart::Organisation(id) => group.duties.iter().any(|duty| group.answers_for(id, duty)),
                WantedPart::Region(region) => group.regions.contains(*region),
            })
            .map(|group| self.group(group, part))
            .filter(|group| !matches!(part, WantedPart::Organisation(_)) || !group.duties.is_empty())
            .chain(self.ended_groups(part))
            .collect()
    }

    /// The groups that are no longer there, with the duties that went with them.
    fn ended_groups(&self, part: &WantedPart) -> Vec<GroupInAnnex> {
        let Some(changes) = self
            .changes
            .filter(|_| matches!(part, WantedPart::Whole | WantedPart::Annex))
        else {
            return Vec::new();
        };
        let is_there = |id: &str| {
            self.agreement
                .groups
                .iter()
                .any(|group| group.id.value.as_str() == id)
        };
        changes
            .groups_with_drops()
            .into_iter()
            .filter(|group| !is_there(&group.id))
            .collect()
    }

    fn group(&self, group: &Group, part: &WantedPart) -> GroupInAnnex {
        let is_shown = |duty: &Duty| match part {
            WantedPart::Organisation(id) => group.answers_for(id, duty),
            _ => true,
        };
        let name = |id: &OrganisationId| name_of(self.agreement, id);
        let dropped = self
            .changes
            .filter(|_| !matches!(part, WantedPart::Organisation(_)))
            .map(|changes| changes.dropped(group.id.value.as_str()));
        GroupInAnnex {
            id: group.id.value.to_string(),
            name: Spoken::of(&group.name.value, self.texts),
            regions: group.regions.names(),
            chair: group.chair.as_ref().map(|at| name(&at.value)),
            members: group.members.iter().map(|at| name(&at.value)).collect(),
            dissolved: group.dissolved.as_ref().map(|at| at.value),
            duties: group
                .duties
                .iter()
                .filter(|duty| is_shown(duty))
                .map(|duty| self.duty(group, duty))
                .collect(),
            dropped: dropped.unwrap_or_default(),
        }
    }

    fn duty(&self, group: &Group, duty: &Duty) -> DutyInAnnex {
        let themes = self.agreement.themes.iter();
        let theme = duty
            .theme
            .as_ref()
            .and_then(|at| themes.clone().find(|theme| theme.id.value == at.value));
        let products = self.agreement.products.iter();
        let product = duty
            .product
            .as_ref()
            .and_then(|at| products.clone().find(|product| product.id.value == at.value));
        let notes = self.changes.map(|changes| changes.notes(group, duty));
        DutyInAnnex {
            number: duty.number,
            text: Spoken::of(&duty.text.value, self.texts),
            responsible: duty
                .responsible
                .iter()
                .map(|owner| name_of(self.agreement, &owner.value))
                .collect(),
            theme: theme.map(|theme| Spoken::of(&theme.name, self.texts)),
            product: product.map(|product| Spoken::of(&product.name, self.texts)),
            when: match duty.timing {
                Timing::Continuous => None,
                Timing::Every(every) => Some(DutyDetail::Every(every)),
                Timing::Due(due) => Some(DutyDetail::Due(due)),
            },
            notes: notes.unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests;
