//! The public edition of a registry: what everybody may see. The one place that decides it; whatever
//! is published is made from the registry that comes out of here, and so cannot say more.
//!
//! Left out are contacts, events and documents that are not marked public, agreements that have not met their rule
//! of entry (drafts and those that are being signed), signatories that have not signed or declined, a
//! withdrawal before it takes effect, decisions with their case numbers and who signed for an organisation,
//! reasons, attendees that have not signed, minutes that are not a public document, and what the network notes for itself.
//!
//! Provisions are public, as the rest of the text is; what their variables stand for is what is shown.
//!
//! `source` is public: it says where the public facts come from, and that an example is one. Comments of
//! the files are never read.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::time::{Milestones, SignatoryFacts};
use super::{
    Agreement, DocumentPath, Duty, Group, Hidden, Organisation, OrganisationId, Period, Registry, RuleMet,
    Sender, Settings, Signatory, SignatoryState, Visibility, event_ids,
};
use crate::diagnostic::At;

/// For whom something is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Edition {
    /// The network.
    #[default]
    Internal,
    /// Everybody.
    Public,
}

impl Edition {
    /// The registry as this edition may say it on a day.
    #[must_use]
    pub fn of(self, registry: Registry, today: NaiveDate) -> Registry {
        match self {
            Self::Internal => registry,
            Self::Public => published(&registry, today),
        }
    }
}

fn published(registry: &Registry, today: NaiveDate) -> Registry {
    let agreements = registry.agreements.iter();
    let mut agreements: Vec<Agreement> = agreements
        .filter_map(|agreement| published_agreement(agreement, today))
        .collect();
    let ids: BTreeSet<_> = agreements
        .iter()
        .map(|agreement| agreement.id.value.clone())
        .collect();
    for agreement in &mut agreements {
        agreement.supersedes.retain(|id| ids.contains(&id.value));
        agreement.part_of = agreement.part_of.take().filter(|id| ids.contains(&id.value));
    }
    let organisations = published_organisations(&registry.organisations, &agreements);
    Registry {
        agreements,
        organisations,
        organisations_file: registry.organisations_file.clone(),
        settings: Settings {
            sender: Sender::default(),
            ..registry.settings.clone()
        },
        unreadable: BTreeSet::new(),
        hidden: Hidden::default(),
        placeholders: registry.placeholders.clone(),
    }
}

/// Whether an agreement whose rule of entry is met on a day is everybody's business.
#[must_use]
pub fn is_published(rule_met_on: Option<NaiveDate>, today: NaiveDate) -> bool {
    rule_met_on.is_some_and(|met| met <= today)
}

/// An agreement without what is internal; `None` before its rule of entry is met, from when on it is
/// everybody's business.
///
/// The rule of entry can have waited for those who are not shown, so the day when it was met goes with the
/// agreement. Else both editions would differ on what is in force.
fn published_agreement(agreement: &Agreement, today: NaiveDate) -> Option<Agreement> {
    let rule_met_on = Milestones::of(agreement, None).rule_met_on;
    let rule_met_on = rule_met_on.filter(|_| is_published(rule_met_on, today))?;
    let mut public = agreement.clone();
    public.rule_met = RuleMet::On(rule_met_on);
    public
        .signatories
        .retain(|signatory| is_signatory_published(signatory, today));
    for signatory in &mut public.signatories {
        publish_signatory(signatory, today);
    }
    let listed: BTreeSet<OrganisationId> = public
        .signatories
        .iter()
        .map(|signatory| signatory.organisation.value.clone())
        .collect();
    for group in &mut public.groups {
        let is_shown = |duty: &Duty, group: &Group| is_duty_shown(agreement, group, duty, today);
        publish_group(group, &listed, is_shown);
    }
    // What is left out takes no event's number away: each keeps the id that it has in the whole.
    for (event, id) in public.events.iter_mut().zip(event_ids(&agreement.events)) {
        event.id = Some(At::new(id, event.front.span));
    }
    public
        .events
        .retain(|event| event.visibility == Visibility::Public);
    public.approvals.clear();
    public.corrections.clear();
    public
        .documents
        .retain(|document| document.visibility == Visibility::Public);
    publish_events(&mut public, &listed);
    for document in &mut public.documents {
        document.of = document.of.take().filter(|of| listed.contains(&of.value));
    }
    public.term.extensions = agreement.term.extensions_on(today).into_iter().cloned().collect();
    for extension in &mut public.term.extensions {
        extension.decided = None;
        extension.decision = None;
    }
    // A termination is shown before it takes effect, unlike a withdrawal: it ends the agreement for
    // all, as the end of the term does, and without it the edition would promise a term that no one keeps.
    // Who is leaving is bound until that day as everybody else is, and that is what the edition says.
    if let Some(terminated) = &mut public.terminated {
        terminated.reason = None;
    }
    public.declared_signatories = None;
    public.waivers.clear();
    Some(public)
}

/// Of those who took part, those who have signed are named, as in groups; minutes are for those who may read them.
fn publish_events(public: &mut Agreement, listed: &BTreeSet<OrganisationId>) {
    let documents = public.documents.iter().map(|document| &document.file.value);
    let documents: BTreeSet<&DocumentPath> = documents.collect();
    for event in &mut public.events {
        event.attended.retain(|attendee| listed.contains(&attendee.value));
        event.minutes = event
            .minutes
            .take()
            .filter(|minutes| documents.contains(&minutes.value));
    }
}

/// Whether everybody may know on a day that a signatory takes part in something: once it has signed.
#[must_use]
pub fn is_signatory_published(signatory: &Signatory, today: NaiveDate) -> bool {
    has_signed(signatory.state_on(today))
}

fn has_signed(state: Option<SignatoryState>) -> bool {
    matches!(
        state,
        Some(SignatoryState::Signed | SignatoryState::Leaving | SignatoryState::Withdrawn)
    )
}

/// From which day a duty of an agreement is published: from when one of those who answer for it has signed, or since
/// ever where no one answers. `None` while no one has.
#[must_use]
pub fn duty_published_on(agreement: &Agreement, group: &Group, duty: &Duty) -> Option<NaiveDate> {
    let signed_on = |id: &OrganisationId, days: Period<()>| {
        let periods = SignatoryFacts::of(agreement.find_signatory(id)?).timeline();
        let signed = periods
            .into_iter()
            .filter(|period| has_signed(Some(period.value)));
        let mut signed = signed.filter_map(|period| period.within(days.from_on, days.to_on));
        Some(signed.next()?.from_on.unwrap_or(NaiveDate::MIN))
    };
    let answering: Vec<(&OrganisationId, Period<()>)> = if duty.is_shared() {
        let seats = group.everyone();
        seats
            .map(|seat| (&seat.organisation.value, seat.days()))
            .collect()
    } else {
        let named = duty.responsible.iter();
        named.map(|at| (&at.value, Period::ALWAYS)).collect()
    };
    if answering.is_empty() {
        return Some(NaiveDate::MIN);
    }
    let signed = answering.into_iter();
    signed.filter_map(|(id, days)| signed_on(id, days)).min()
}

fn publish_signatory(signatory: &mut Signatory, today: NaiveDate) {
    signatory.decision = None;
    signatory.record = None;
    signatory.signed_by = None;
    signatory.declined = None;
    signatory.withdrawn = signatory
        .withdrawn
        .take()
        .filter(|withdrawal| withdrawal.effective.value.first_day() <= today);
    signatory.contact = signatory
        .contact
        .take()
        .filter(|contact| contact.visibility == Visibility::Public);
}

/// Whether a duty of an agreement is published.
pub(super) fn is_duty_shown(agreement: &Agreement, group: &Group, duty: &Duty, today: NaiveDate) -> bool {
    duty_published_on(agreement, group, duty).is_some_and(|on| on <= today)
}

/// Who has not signed has promised nothing, and is not named in a group.
///
/// A duty that names no one is the whole group's. So one of whose owners no one has signed is left out:
/// without them it would read as everybody's, and as no one has promised it, there is nothing to publish.
/// Of several owners those who have signed stay and are shown: they have promised it, and until another one
/// signs no one else has. The duties that are left keep their numbers in the annex.
fn publish_group(
    group: &mut Group,
    listed: &BTreeSet<OrganisationId>,
    is_shown: impl Fn(&Duty, &Group) -> bool,
) {
    let is_listed = |at: &At<OrganisationId>| listed.contains(&at.value);
    let mut duties = group.duties.clone();
    duties.retain(|duty| is_shown(duty, group));
    for duty in &mut duties {
        duty.responsible.retain(is_listed);
    }
    group.duties = duties;
    group.chairs.retain(|seat| is_listed(&seat.organisation));
    group.members.retain(|seat| is_listed(&seat.organisation));
    group.roles.retain(|role| is_listed(&role.seat.organisation));
    let roles = group.roles.iter_mut().map(|role| &mut role.seat);
    for seat in group.chairs.iter_mut().chain(&mut group.members).chain(roles) {
        seat.in_place_of = seat.in_place_of.take().filter(is_listed);
        seat.representative = None;
        seat.substitute = None;
    }
}

/// The organisations that have signed something, those that took over from them, and so on.
fn published_organisations(organisations: &[Organisation], agreements: &[Agreement]) -> Vec<Organisation> {
    let records: BTreeMap<&OrganisationId, &Organisation> = organisations
        .iter()
        .map(|organisation| (&organisation.id.value, organisation))
        .collect();
    let signatories = agreements.iter().flat_map(|agreement| &agreement.signatories);
    let mut to_follow: Vec<&OrganisationId> = signatories
        .map(|signatory| &signatory.organisation.value)
        .collect();
    let mut listed: BTreeSet<&OrganisationId> = BTreeSet::new();
    while let Some(id) = to_follow.pop() {
        // Each is followed once, for a file can let organisations succeed each other in a circle.
        if listed.insert(id) {
            let successors = records.get(id).into_iter().flat_map(|record| &record.successors);
            to_follow.extend(successors.map(|succession| &succession.organisation.value));
        }
    }
    organisations
        .iter()
        .filter(|organisation| listed.contains(&organisation.id.value))
        .cloned()
        .collect()
}

#[cfg(test)]
mod tests;
