//! Who is responsible for a duty on a day, and when duties come round: the oracle's part on duties, worked
//! out the long way from the description of the format.

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};

use crate::date::Date;
use crate::facts::{Agreement, Duty, Group, Timing};
use crate::oracle::{Known, certain_end, has_ceased, is_bound, is_party, state};
use crate::seats::in_group;

/// When which organisation ceased.
pub(crate) type Ceased = BTreeMap<&'static str, Date>;

/// A group works until the day before its dissolution.
pub(crate) fn works(group: &Group, day: NaiveDate) -> bool {
    group.dissolved.is_none_or(|dissolved| dissolved.first() > day)
}

/// Whether a signatory of the agreement is a party on the day and exists.
pub(crate) fn is_there(agreement: &Agreement, ceased: &Ceased, who: &str, day: NaiveDate) -> bool {
    let is_party = agreement.signatory(who).is_some_and(|one| is_party(one, day));
    is_party && !has_ceased(ceased.get(who), day)
}

/// Why a signatory of the agreement is not there; `None` for one that is.
pub(crate) fn absent(
    agreement: &Agreement,
    ceased: &Ceased,
    who: &str,
    day: NaiveDate,
) -> Option<&'static str> {
    if has_ceased(ceased.get(who), day) {
        return Some("ceased");
    }
    match agreement.signatory(who).and_then(|one| state(one, day)) {
        None => Some("joins-later"),
        Some("declined") => Some("declined"),
        Some("withdrawn") => Some("withdrawn"),
        Some(_) => None,
    }
}

/// Whom the duty names, else everybody in its group; of them those who are parties and exist.
pub(crate) fn owners(
    agreement: &Agreement,
    ceased: &Ceased,
    (group, duty): (&Group, &Duty),
    day: NaiveDate,
) -> Vec<&'static str> {
    let asked = if duty.responsible.is_empty() {
        in_group(group, day)
    } else {
        duty.responsible.clone()
    };
    let is_responsible = |who: &&'static str| works(group, day) && is_there(agreement, ceased, who, day);
    asked.into_iter().filter(is_responsible).collect()
}

/// An owner that is not bound yet has a question mark.
pub(crate) fn marked(agreement: &Agreement, who: &str, day: NaiveDate) -> String {
    let is_bound = agreement.signatory(who).is_some_and(|one| is_bound(one, day));
    let mark = if is_bound { "" } else { "?" };
    format!("{who}{mark}")
}

/// The last day on which anybody is bound by the duties of a group, as far as is known.
pub(crate) fn last_day(
    known: &Known,
    agreement: &Agreement,
    group: &Group,
    day: NaiveDate,
) -> Option<NaiveDate> {
    let end = certain_end(known, agreement, day).map(Date::last);
    let works = group.dissolved.and_then(|dissolved| dissolved.first().pred_opt());
    end.into_iter().chain(works).min()
}

/// The date of a duty that has one: by when it is done, or the begin of its first round. `None` where no one
/// is bound any more by then.
pub(crate) fn duty_date(
    known: &Known,
    agreement: &Agreement,
    (group, duty): (&Group, &Duty),
    day: NaiveDate,
) -> Option<Date> {
    let date = match duty.timing {
        Timing::Always => return None,
        Timing::Every(_) => agreement.starts,
        Timing::Due(date) => date,
    };
    let until = last_day(known, agreement, group, day);
    until.is_none_or(|until| date.first() <= until).then_some(date)
}

/// When a duty is next to be done: a round counts on its first day.
pub(crate) fn next_time(
    known: &Known,
    agreement: &Agreement,
    (group, duty): (&Group, &Duty),
    day: NaiveDate,
) -> Option<Date> {
    let date = duty_date(known, agreement, (group, duty), day).filter(|_| works(group, day))?;
    let Timing::Every(months) = duty.timing else {
        return Some(date);
    };
    let until = last_day(known, agreement, group, day);
    let mut next = date.first();
    let mut n_months = 0;
    while next < day {
        n_months += months;
        next = date.first() + Months::new(n_months);
    }
    until.is_none_or(|until| next <= until).then_some(Date::of(next))
}
