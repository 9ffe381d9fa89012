//! An agreement as a document, whole or in part, with what changed since another one.

mod changes;

use chrono::NaiveDate;

use self::changes::Changes;
use super::provisions;
use crate::model::time::Milestones;
use crate::model::{
    Absence, Agreement, AgreementStatus, Duty, Ending, Extension, Group, GroupId, OrganisationId,
    PartialDate, Receipt, Region, Registry, Seat, Signatory, Standing, TextLang, Timing, owners_on,
    standing_of,
};
use crate::view::{
    ContinuationView, DocumentPart, DocumentView, DutyDetail, DutyInAnnex, ExtensionView, GroupInAnnex,
    Party, RegionsView, RoleInGroup, Spoken, StrategyInDocument,
};
use crate::wording::Lang;

/// What of an agreement is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WantedPart {
    /// Everything.
    Whole,
    /// The annex of the groups' duties.
    Annex,
    /// The duties of one group.
    Group(GroupId),
    /// The duties for which one organisation is responsible on the day.
    Organisation(OrganisationId),
    /// The groups of one region.
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
    /// The agreement since which changes are shown.
    pub since: Option<&'a Agreement>,
    /// Whether something is supposed: what is not recorded has no digest by which a paper is recognised.
    pub is_supposed: bool,
}

#[must_use]
pub fn document(registry: &Registry, agreement: &Agreement, wanted: &DocumentWanted<'_>) -> DocumentView {
    let texts = wanted.texts;
    let changes = wanted
        .since
        .map(|since| Changes::between(registry, since, agreement, wanted.lang));
    let standing = standing_of(registry, agreement, wanted.today);
    let annex = Annex {
        registry,
        agreement,
        today: wanted.today,
        is_in_force: standing.status == AgreementStatus::InForce,
        lang: wanted.lang,
        texts,
        changes: changes.as_ref(),
    };
    DocumentView {
        agreement: agreement.id.value.to_string(),
        as_of: PartialDate::Day(wanted.today),
        shown: shown(registry, agreement, wanted),
        title: Spoken::of(&agreement.title.value, texts),
        record: agreement.record.clone(),
        purpose: agreement
            .purpose
            .as_ref()
            .map(|purpose| Spoken::of(purpose, texts)),
        status: standing.status,
        starts: agreement.term.starts.value,
        ends: standing.end.map(|end| end.date),
        ended_by: standing.end.map(|end| end.by.code()),
        ends_by_text: known(agreement.term.ending.value),
        extensions: agreement
            .term
            .extensions_on(wanted.today)
            .into_iter()
            .map(extension)
            .collect(),
        terminated: agreement.terminated.as_ref().map(|end| end.on.value),
        superseded_by: superseded_by(registry, &standing, wanted),
        notice_months: agreement.term.notice_months,
        notice: agreement.term.notice.as_ref().map(|at| at.value),
        continues: ContinuationView::of(&agreement.term),
        decision_deadline: standing.decision_deadline_on(),
        continues_to: standing.continues_to(),
        review_months: agreement.term.review_months.as_ref().map(|at| at.value),
        in_force_when: agreement.entry_rule.code(),
        signed_at_least: agreement.entry_rule.least(),
        supersedes: provisions::superseded(registry, agreement, texts),
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
        cooperation: agreement.joint_regions(),
        provisions: provisions::provisions(registry, agreement, texts, wanted.today),
        groups: annex.groups(&wanted.part),
        parties: parties(agreement, wanted.today),
        provision_changes: changes.as_ref().map(|changes| changes.provisions().clone()),
        changed_since: wanted.since.map(|since| Spoken::of(&since.title.value, texts)),
        source: agreement.source.clone(),
        receipt: (wanted.since.is_none() && !wanted.is_supposed).then(|| Receipt::of(agreement).to_string()),
        supposed: wanted.is_supposed,
    }
}

fn known(ending: Ending) -> Option<PartialDate> {
    match ending {
        Ending::OpenEnded => None,
        Ending::On(date) => Some(date),
    }
}

fn extension(extension: &Extension) -> ExtensionView {
    ExtensionView {
        until: extension.until.value,
        decided: extension.decided.as_ref().map(|decided| decided.value),
        decision: extension.decision.clone(),
    }
}

/// The titles of the successors that had entered into force by the day.
fn superseded_by(registry: &Registry, standing: &Standing<'_>, wanted: &DocumentWanted<'_>) -> Vec<Spoken> {
    let successors = standing.successors.iter();
    let successors = successors.filter_map(|number| registry.agreements.get(*number));
    successors
        .filter(|successor| {
            let entered = Milestones::of(successor, None).entered_on();
            entered.is_some_and(|entered| entered <= wanted.today)
        })
        .map(|successor| Spoken::of(&successor.title.value, wanted.texts))
        .collect()
}

fn shown(registry: &Registry, agreement: &Agreement, wanted: &DocumentWanted<'_>) -> DocumentPart {
    match &wanted.part {
        WantedPart::Whole => DocumentPart::Whole,
        WantedPart::Annex => DocumentPart::Annex,
        WantedPart::Group(id) => DocumentPart::Group {
            group: id.to_string(),
        },
        WantedPart::Organisation(id) => DocumentPart::Organisation {
            name: name_of(agreement, id),
            bound: agreement
                .find_signatory(id)
                .is_some_and(|signatory| signatory.is_bound_on(wanted.today)),
            absent: Absence::on(registry, agreement, id, wanted.today),
        },
        WantedPart::Region(region) => DocumentPart::Region {
            region: region.clone(),
        },
    }
}

/// The parties of the day.
fn parties(agreement: &Agreement, today: NaiveDate) -> Vec<Party> {
    let party = |signatory: &Signatory| Party {
        organisation: signatory.organisation.value.to_string(),
        name: signatory.name.value.clone(),
        business_id: signatory.business_id.as_ref().map(|at| at.value.to_string()),
        covers: signatory.covers.clone(),
        joined: signatory.joined.as_ref().map(|at| at.value),
        signed: signatory.signed_as_of(today),
        signed_by: signatory.signed_as_of(today).and(signatory.signed_by.clone()),
        record: signatory.record.clone(),
    };
    provisions::parties(agreement, today)
        .into_iter()
        .map(party)
        .collect()
}

fn name_of(agreement: &Agreement, id: &OrganisationId) -> String {
    let signatory = agreement.find_signatory(id);
    signatory.map_or_else(|| id.to_string(), |signatory| signatory.name.value.clone())
}

/// The groups of an agreement on their way into a document.
struct Annex<'a> {
    registry: &'a Registry,
    agreement: &'a Agreement,
    today: NaiveDate,
    is_in_force: bool,
    lang: Lang,
    texts: TextLang,
    changes: Option<&'a Changes>,
}

impl Annex<'_> {
    fn groups(&self, part: &WantedPart) -> Vec<GroupInAnnex> {
        let groups = self.agreement.groups.iter();
        groups
            .filter(|group| match part {
                WantedPart::Whole | WantedPart::Annex => true,
                WantedPart::Group(id) => group.id.value == *id,
                WantedPart::Organisation(id) => {
                    group.duties.iter().any(|duty| self.is_owned(group, duty, id))
                }
                WantedPart::Region(region) => {
                    group.regions.contains(region) && !group.is_dissolved_on(self.today)
                }
            })
            .map(|group| self.group(group, part))
            .filter(|group| !matches!(part, WantedPart::Organisation(_)) || !group.duties.is_empty())
            .chain(self.ended_groups(part))
            .collect()
    }

    /// The name of an organisation; while the agreement is in force with a word where the organisation is
    /// no party on the day. A paper that is still to be signed has the text alone.
    fn name(&self, id: &OrganisationId) -> String {
        let name = name_of(self.agreement, id);
        let absence = Absence::on(self.registry, self.agreement, id, self.today);
        match absence.filter(|_| self.is_in_force) {
            Some(absence) => format!("{name} ({})", absence.label().get(self.lang)),
            None => name,
        }
    }

    /// Whether an organisation is responsible for a duty on the day.
    fn is_owned(&self, group: &Group, duty: &Duty, id: &OrganisationId) -> bool {
        let owners = owners_on(self.registry, self.agreement, group, duty, self.today);
        owners.iter().any(|owner| owner.organisation == id)
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
            WantedPart::Organisation(id) => self.is_owned(group, duty, id),
            _ => true,
        };
        let seated = |seat: &Seat| self.name(&seat.organisation.value);
        let dropped = self
            .changes
            .filter(|_| !matches!(part, WantedPart::Organisation(_)))
            .map(|changes| changes.dropped(group.id.value.as_str()));
        GroupInAnnex {
            id: group.id.value.to_string(),
            name: Spoken::of(&group.name.value, self.texts),
            regions: RegionsView::of(&group.regions, self.registry.network()),
            chair: group.chair_on(self.today).map(seated),
            members: group.members_on(self.today).map(seated).collect(),
            roles: self.roles(group),
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

    /// Who has another role in a group on the day.
    fn roles(&self, group: &Group) -> Vec<RoleInGroup> {
        let roles = group.roles_on(self.today).map(|role| RoleInGroup {
            role: role.role.value.clone(),
            organisation: role.seat.organisation.value.to_string(),
            name: self.name(&role.seat.organisation.value),
        });
        roles.collect()
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
                .map(|owner| self.name(&owner.value))
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
