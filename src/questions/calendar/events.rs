//! The events of one agreement.

use std::collections::{BTreeMap, BTreeSet};

use super::{AgreementContext, Draft};
use crate::model::{
    Agreement, DocumentPath, Edition, Event, EventId, Group, GroupId, OrganisationId, Signatory, Visibility,
    event_ids, is_signatory_published,
};
use crate::view::{CalendarEntry, CalendarKind};

/// What the events of an agreement name, as far as an edition may name it.
struct Named<'a> {
    groups: BTreeMap<&'a GroupId, &'a Group>,
    signatories: BTreeMap<&'a OrganisationId, &'a Signatory>,
    documents: BTreeSet<&'a DocumentPath>,
}

impl<'a> Named<'a> {
    fn of(agreement: &'a Agreement, context: &AgreementContext<'_>) -> Self {
        let is_internal = context.edition == Edition::Internal;
        let groups = agreement.groups.iter().map(|group| (&group.id.value, group));
        let signatories = agreement.signatories.iter();
        let signatories =
            signatories.filter(|signatory| is_internal || is_signatory_published(signatory, context.today));
        let documents = agreement.documents.iter();
        let documents = documents.filter(|document| is_internal || document.visibility == Visibility::Public);
        Self {
            groups: groups.collect(),
            signatories: signatories
                .map(|signatory| (&signatory.organisation.value, signatory))
                .collect(),
            documents: documents.map(|document| &document.file.value).collect(),
        }
    }
}

impl AgreementContext<'_> {
    /// All events, of drafts and of agreements that are over, too: they are held or were held,
    /// whatever became of the agreement.
    ///
    /// What makes an event the same one is shown in [`event_ids`], so that it has the same id in both editions.
    pub(super) fn events(&self) -> Vec<CalendarEntry> {
        let agreement = self.standing.agreement;
        let named = Named::of(agreement, self);
        let events = agreement.events.iter().zip(event_ids(&agreement.events));
        events.map(|(event, id)| self.event(event, &id, &named)).collect()
    }

    fn event(&self, event: &Event, id: &EventId, named: &Named<'_>) -> CalendarEntry {
        let draft = Draft {
            kind: CalendarKind::Event(event.kind),
            key: format!("event.{}", id.key()),
            date: event.date.value,
            title: self.spoken(&event.title.value),
            public: event.visibility == Visibility::Public,
        };
        let days = event.days();
        let group = event.group.as_ref().map(|group| &group.value);
        let known = group.and_then(|group| named.groups.get(group));
        let attended = event.attended.iter();
        let attended = attended.filter_map(|attendee| named.signatories.get(&attendee.value));
        let (attended, attended_names) = attended
            .map(|signatory| {
                let (id, name) = (&signatory.organisation.value, &signatory.name.value);
                (id.to_string(), name.clone())
            })
            .unzip();
        let minutes = event.minutes.as_ref().map(|minutes| &minutes.value);
        CalendarEntry {
            place: event.place.clone(),
            group: group.map(ToString::to_string),
            group_name: known.map(|group| self.spoken(&group.name.value)),
            ends: days.ends,
            starts_at: days.time.map(|time| time.starts),
            ends_at: days.time.and_then(|time| time.ends),
            attended,
            attended_names,
            minutes: minutes
                .filter(|minutes| named.documents.contains(minutes))
                .map(ToString::to_string),
            cancelled: event.is_cancelled(),
            ..self.entry(draft)
        }
    }
}
