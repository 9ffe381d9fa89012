//! The entries of one agreement.

use std::num::NonZeroU32;

use super::{AgreementContext, Draft};
use crate::model::time::next_review_on;
use crate::model::{AgreementStatus, Duty, DutyOwner, Edition, EndedBy, EntryRule, Group};
use crate::questions::duty_days::{DutyCalendar, DutyDays};
use crate::view::{CalendarEntry, CalendarKind};
use crate::wording;
use crate::wording::Wording;

impl AgreementContext<'_> {
    /// The last day of an agreement that is in force or is going to be, in the way in which it ends
    /// first: a notice or a successor can come before the end of the term. What continues by itself has none.
    pub(super) fn end(&self) -> Option<Draft> {
        let standing = self.standing;
        let end = standing.end?;
        if end.continues_to.is_some()
            || !self.is_awaited()
            || standing.milestones.entered_on()? > end.last_day()
        {
            return None;
        }
        let words = match end.by {
            EndedBy::Term => Wording::fixed("Agreement ends", "Sopimus päättyy"),
            EndedBy::Termination => {
                Wording::fixed("Terminated agreement ends", "Irtisanottu sopimus päättyy")
            }
            EndedBy::Supersession => Wording::fixed(
                "Last day before the agreement is superseded",
                "Sopimus korvautuu seuraavalla tämän päivän jälkeen",
            ),
        };
        Some(Draft {
            kind: CalendarKind::End,
            key: "end".to_owned(),
            date: end.date,
            title: self.titled(&words),
            public: true,
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
        let (standing, term) = (self.standing, &self.standing.agreement.term);
        if !self.is_awaited() || (term.decision_notice().is_none() && term.continues.is_none()) {
            return None;
        }
        let (deadline, end) = (standing.decision_deadline_on()?, standing.end?.date);
        let words = match standing.continues_to() {
            Some(to) => wording!(
                en: "Last day to terminate the agreement (it continues by itself to {to})",
                fi: "Sopimus viimeistään irtisanottava (jatkuu muuten itsestään {to} asti)",
                to
            ),
            None => wording!(
                en: "Decide on the continuation of the agreement (it ends {end})",
                fi: "Päätettävä sopimuksen jatkosta (päättyy {end})",
                end
            ),
        };
        Some(Draft {
            kind: CalendarKind::Decision,
            key: "decision".to_owned(),
            date: deadline.into(),
            title: self.titled(&words),
            public: false,
        })
    }

    /// The last day to sign: until the entry into force whether past or to come, then while it is to come. Where all
    /// must sign, what is upcoming has been signed.
    pub(super) fn sign_by(&self) -> Option<Draft> {
        let sign_by = self.standing.agreement.sign_by.as_ref()?.value;
        let is_signed = self.standing.agreement.entry_rule == EntryRule::AllSigned;
        let is_shown = match self.standing.status {
            AgreementStatus::Draft | AgreementStatus::Signing => true,
            AgreementStatus::Upcoming => !is_signed,
            AgreementStatus::InForce => sign_by.last_day() >= self.today,
            _ => false,
        };
        is_shown.then(|| Draft {
            kind: CalendarKind::SignBy,
            key: "sign-by".to_owned(),
            date: sign_by,
            title: self.titled(&Wording::fixed(
                "Last day to sign the agreement",
                "Sopimuksen allekirjoittamisen määräaika",
            )),
            public: false,
        })
    }

    /// The next review of an open-ended agreement, and the ones after it should it not be held.
    pub(super) fn review(&self) -> Option<CalendarEntry> {
        let agreement = self.standing.agreement;
        if self.standing.status != AgreementStatus::InForce {
            return None;
        }
        let months = agreement.term.review_months.as_ref()?.value;
        let next = next_review_on(agreement, self.today)?;
        let until = self.standing.last_day();
        if until.is_some_and(|until| until < next) {
            return None;
        }
        let words = Wording::fixed(
            "Review of the agreement due",
            "Sopimuksen tilannekatsauksen määräaika",
        );
        let draft = Draft {
            kind: CalendarKind::ReviewDue,
            key: "review-due".to_owned(),
            date: next.into(),
            title: self.titled(&words),
            public: false,
        };
        Some(CalendarEntry {
            every_months: Some(NonZeroU32::new(months)?),
            until,
            ..self.entry(draft)
        })
    }

    /// The duties with a time, of an agreement in force. They stop with the agreement, or with the
    /// group when that is dissolved before.
    pub(super) fn duties(&self) -> Vec<CalendarEntry> {
        if self.standing.status != AgreementStatus::InForce {
            return Vec::new();
        }
        let mut owners = self.owners.iter();
        let calendar = DutyCalendar::of(self.standing, self.today);
        let mut entries = Vec::new();
        for group in &self.standing.agreement.groups {
            let duties = group.duties.iter().zip(owners.by_ref());
            entries.extend(duties.filter_map(|(duty, owner)| {
                let days = calendar.days(group, duty)?;
                self.duty((group, duty), days, owner)
            }));
        }
        entries
    }

    /// By when a group meets next is the network's own business, as the next review is: not everybody knows of all its
    /// meetings, and would reckon wrongly.
    fn duty(
        &self,
        (group, duty): (&Group, &Duty),
        days: DutyDays,
        owner: &DutyOwner,
    ) -> Option<CalendarEntry> {
        let DutyDays {
            date,
            every_months,
            until,
            meetings,
        } = days;
        let key = match &duty.id {
            Some(id) => format!("duty.{}", id.value),
            None => format!("duty.{}.{}", group.id.value, duty.number),
        };
        let draft = Draft {
            kind: CalendarKind::Duty,
            key,
            date,
            title: self.spoken(&duty.text.value),
            public: owner.public.is_some() && !duty.is_meeting,
        };
        let organisation = match self.edition {
            Edition::Internal => owner.only.as_ref(),
            Edition::Public => owner.public.as_ref()?.as_ref(),
        };
        Some(CalendarEntry {
            group: Some(group.id.value.to_string()),
            group_name: Some(self.spoken(&group.name.value)),
            organisation: organisation.map(|named| named.id.to_string()),
            organisation_name: organisation.map(|named| named.name.clone()),
            every_months,
            until: until.filter(|_| every_months.is_some()),
            last_met: meetings.map(|meetings| meetings.last),
            ..self.entry(draft)
        })
    }
}
