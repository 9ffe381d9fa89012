//! When the duties of an agreement come round: the one reckoning that the calendar and the list of what is due
//! share. A duty stops with its agreement, or with its group when that is dissolved before. One to hold a meeting comes
//! round by the meetings of its group, once the group has met.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use chrono::NaiveDate;

use crate::model::{Duty, Group, GroupId, Meetings, PartialDate, Recurrence, Standing, Timing};

/// The days of a duty that has a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DutyDays {
    /// By when it is done, or where its first round begins.
    pub(super) date: PartialDate,
    /// In how many months it comes round again; `None` where it is done once, or next by this date.
    pub(super) every_months: Option<NonZeroU32>,
    /// The last day on which anybody is bound by it, as far as is known.
    pub(super) until: Option<NaiveDate>,
    /// The meetings from which the date is counted; `None` of a duty that does not hang on them.
    pub(super) meetings: Option<Meetings>,
}

impl DutyDays {
    /// A day on which the duty comes round, if anybody is bound by it then.
    pub(super) fn binding(self, day: NaiveDate) -> Option<PartialDate> {
        self.until.is_none_or(|until| day <= until).then_some(day.into())
    }
}

/// An agreement on a day, with what its duties are counted from.
pub(super) struct DutyCalendar<'a> {
    standing: &'a Standing<'a>,
    meetings: BTreeMap<&'a GroupId, Meetings>,
    today: NaiveDate,
}

impl<'a> DutyCalendar<'a> {
    pub(super) fn of(standing: &'a Standing<'a>, today: NaiveDate) -> Self {
        Self {
            standing,
            meetings: Meetings::of_groups(&standing.agreement.events, today),
            today,
        }
    }

    /// When a duty is to be done. A duty that recurs is counted from the start of the term, and not from the entry into
    /// force, which hangs on signatures that not everybody may see. `None` for one without a time, and for one that no
    /// one is bound by any more when its time comes.
    pub(super) fn days(&self, group: &Group, duty: &Duty) -> Option<DutyDays> {
        let starts = self.standing.agreement.term.starts.value;
        let (date, every_months, meetings) = match (duty.timing, self.meetings(group, duty)) {
            (Timing::Continuous, _) => return None,
            (Timing::Due(date), _) => (date, None, None),
            (Timing::Every(every), None) => (starts, Some(every.months()), None),
            (Timing::Every(every), Some(meetings)) => {
                (self.next_meeting(group, every, meetings)?, None, Some(meetings))
            }
        };
        let last = self.standing.last_day();
        let until = last.into_iter().chain(group.works_to_on()).min();
        let is_bound = until.is_none_or(|until| date.first_day() <= until);
        is_bound.then_some(DutyDays {
            date,
            every_months,
            until,
            meetings,
        })
    }

    fn meetings(&self, group: &Group, duty: &Duty) -> Option<Meetings> {
        self.meetings
            .get(&group.id.value)
            .copied()
            .filter(|_| duty.is_meeting)
    }

    /// By when a group is to meet; one that is dissolved meets no more.
    fn next_meeting(&self, group: &Group, every: Recurrence, meetings: Meetings) -> Option<PartialDate> {
        let entered_on = self.standing.milestones.entered_on()?;
        let next = meetings.due_on(every, entered_on)?;
        (!group.is_dissolved_on(self.today)).then_some(next.into())
    }
}
