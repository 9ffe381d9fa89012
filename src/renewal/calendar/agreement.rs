//! The entries of one agreement.

use std::num::NonZeroU32;

use chrono::NaiveDate;

use super::{Draft, Page};
use crate::model::time::next_review_on;
use crate::model::{AgreementStatus, Duty, Ending, Event, EventId, Group, event_ids};
use crate::renewal::duty_days::{DutyDays, duty_days, last_valid_on};
use crate::view::{CalendarEntry, CalendarKind};
use crate::wording;
use crate::wording::{Lang, Wording};

impl Page<'_> {
    /// All events, of drafts and of agreements that are over, too: they are held or were held,
    /// whatever became of the agreement.
    ///
    /// What makes an event the same one is told in [`event_ids`], so that it has the same id in both editions.
    pub(super) fn events(&self, domain: &str) -> Vec<CalendarEntry> {
        let events = &self.standing.agreement.events;
        let entry = |(event, id): (&Event, EventId)| {
            let draft = Draft {
                kind: CalendarKind::Event(event.kind),
                key: format!("event.{}", id.key()),
                date: event.date.value,
                title: self.spoken(&event.title.value),
            };
            CalendarEntry {
                place: event.place.clone(),
                ..self.entry(draft, domain)
            }
        };
        events.iter().zip(event_ids(events)).map(entry).collect()
    }

    /// The last day of an agreement that is in force or is going to be, in the way in which it ends
    /// first: a notice or a successor can come before the end of the term.
    pub(super) fn end(&self) -> Option<Draft> {
        let standing = self.standing;
        let last = last_valid_on(self.standing)?;
        if !self.is_awaited() || standing.milestones.entered_on()? > last {
            return None;
        }
        let is_before = |on: Option<NaiveDate>| on.and_then(|on| on.pred_opt()) == Some(last);
        let (date, words) = match standing.agreement.term.effective_ending() {
            Ending::On(end) if end.last_day() == last => {
                (end, Wording::fixed("Agreement ends", "Sopimus päättyy"))
            }
            _ if is_before(standing.milestones.terminated_on) => (
                last.into(),
                Wording::fixed("Terminated agreement ends", "Irtisanottu sopimus päättyy"),
            ),
            _ => (
                last.into(),
                Wording::fixed(
                    "Agreement is superseded after this day",
                    "Sopimus korvautuu seuraavalla tämän päivän jälkeen",
                ),
            ),
        };
        Some(Draft {
            kind: CalendarKind::End,
            key: "end".to_owned(),
            date,
            title: self.titled(&words),
        })
    }

    /// Whether the agreement binds somebody or is going to, so that its end lies ahead.
    fn is_awaited(&self) -> bool {
        matches!(
            self.standing.status,
            AgreementStatus::InForce | AgreementStatus::Upcoming
        )
    }

    /// The last day to decide, where a time of notice is agreed on and there is something left to
    /// decide: no notice has been given, and no successor waits for its start.
    pub(super) fn decision(&self) -> Option<Draft> {
        let standing = self.standing;
        let term = &standing.agreement.term;
        let mut successors = standing.successors.iter();
        let is_decided = standing.milestones.terminated_on.is_some()
            || successors.any(|number| self.standings[*number].status == AgreementStatus::Upcoming);
        if !self.is_awaited() || is_decided || term.notice_months.unwrap_or(0) == 0 {
            return None;
        }
        let Ending::On(end) = term.effective_ending() else {
            return None;
        };
        let (en, fi) = (end.display(Lang::En), end.display(Lang::Fi));
        let words = wording!(
            en: "Decide how the agreement goes on (it ends {en})",
            fi: "Päätettävä sopimuksen jatkosta (päättyy {fi})"
        );
        Some(Draft {
            kind: CalendarKind::Decision,
            key: "decision".to_owned(),
            date: term.decision_deadline_on()?.into(),
            title: self.titled(&words),
        })
    }

    /// The next review of an open-ended agreement, and the ones after it should it not be held.
    pub(super) fn review(&self, domain: &str) -> Option<CalendarEntry> {
        let agreement = self.standing.agreement;
        if self.standing.status != AgreementStatus::InForce {
            return None;
        }
        let months = agreement.term.review_months.as_ref()?.value;
        let next = next_review_on(&agreement.term, &agreement.events, self.today)?;
        let until = last_valid_on(self.standing);
        if until.is_some_and(|until| until < next) {
            return None;
        }
        let words = Wording::fixed(
            "Agreement to be looked at by this day",
            "Sopimus tarkasteltava viimeistään",
        );
        let draft = Draft {
            kind: CalendarKind::ReviewDue,
            key: "review-due".to_owned(),
            date: next.into(),
            title: self.titled(&words),
        };
        Some(CalendarEntry {
            every_months: Some(NonZeroU32::new(months)?),
            until,
            ..self.entry(draft, domain)
        })
    }

    /// The duties with a time, of an agreement in force. They stop with the agreement, or with the
    /// group when that is dissolved before.
    pub(super) fn duties(&self, domain: &str) -> Vec<CalendarEntry> {
        if self.standing.status != AgreementStatus::InForce {
            return Vec::new();
        }
        let mut entries = Vec::new();
        for group in &self.standing.agreement.groups {
            let duties = group.duties.iter();
            entries.extend(duties.filter_map(|duty| self.duty(group, duty, domain)));
        }
        entries
    }

    fn duty(&self, group: &Group, duty: &Duty, domain: &str) -> Option<CalendarEntry> {
        let DutyDays {
            date,
            every_months,
            until,
        } = duty_days(self.standing, group, duty)?;
        let key = match &duty.id {
            Some(id) => format!("duty.{}", id.value),
            None => format!("duty.{}.{}", group.id.value, duty.number),
        };
        let draft = Draft {
            kind: CalendarKind::Duty,
            key,
            date,
            title: self.spoken(&duty.text.value),
        };
        let organisation = match &duty.responsible[..] {
            [only] => Some(only.value.to_string()),
            _ => None,
        };
        Some(CalendarEntry {
            group: Some(group.id.value.to_string()),
            group_name: Some(self.spoken(&group.name.value)),
            organisation,
            every_months,
            until: until.filter(|_| every_months.is_some()),
            ..self.entry(draft, domain)
        })
    }
}
