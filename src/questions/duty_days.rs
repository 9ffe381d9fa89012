//! When the duties of an agreement come round: the one reckoning that the calendar and the list of what is due
//! share. A duty stops with its agreement, or with its group when that is dissolved before.

use std::num::NonZeroU32;

use chrono::NaiveDate;

use crate::model::{Duty, Group, PartialDate, Standing, Timing};

/// The days of a duty that has a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DutyDays {
    /// By when it is done, or where its first round begins.
    pub(super) date: PartialDate,
    /// In how many months it comes round again; `None` where it is done once.
    pub(super) every_months: Option<NonZeroU32>,
    /// The last day on which anybody is bound by it, as far as is known.
    pub(super) until: Option<NaiveDate>,
}

impl DutyDays {
    /// A day on which the duty comes round, if anybody is bound by it then.
    pub(super) fn binding(self, day: NaiveDate) -> Option<PartialDate> {
        self.until.is_none_or(|until| day <= until).then_some(day.into())
    }
}

/// A duty that recurs is counted from the start of the term, and not from the entry into force, which
/// hangs on signatures that not everybody may see. `None` for one without a time, and for one that no one is
/// bound by any more when its time comes.
pub(super) fn duty_days(standing: &Standing<'_>, group: &Group, duty: &Duty) -> Option<DutyDays> {
    let (date, every_months) = match duty.timing {
        Timing::Continuous => return None,
        Timing::Due(date) => (date, None),
        Timing::Every(every) => (standing.agreement.term.starts.value, Some(every.months())),
    };
    let until = standing.last_day().into_iter().chain(group.works_to_on()).min();
    let is_bound = until.is_none_or(|until| date.first_day() <= until);
    is_bound.then_some(DutyDays {
        date,
        every_months,
        until,
    })
}
