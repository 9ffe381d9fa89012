//! What follows from the facts on a day, worked out the long way from the description of the format:
//! day by day, with no thought of speed. It shares nothing with the rules that it checks.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Months, NaiveDate};

use crate::date::Date;
use crate::facts::{Agreement, Rule, Signatory};

/// The agreements that are known, by id.
pub(crate) type Known = BTreeMap<&'static str, Agreement>;

/// The state of a signatory; `None` before the day on which it joined, when it is none yet.
pub(crate) fn state(one: &Signatory, day: NaiveDate) -> Option<&'static str> {
    let by = |date: Option<Date>| date.is_some_and(|date| date.first() <= day);
    if one.joined.is_some() && !by(one.joined) {
        None
    } else if by(one.declined) {
        Some("declined")
    } else if by(one.withdrawn.map(|(_, effective)| effective)) {
        Some("withdrawn")
    } else if by(one.withdrawn.map(|(notice, _)| notice)) {
        Some("leaving")
    } else if by(one.signed) {
        Some("signed")
    } else {
        Some("pending")
    }
}

/// Whether a signatory is bound: one that gave notice is, until its withdrawal takes effect.
fn is_bound(one: &Signatory, day: NaiveDate) -> bool {
    matches!(state(one, day), Some("signed" | "leaving"))
}

/// How many are bound, and how many could be: those who declined or withdrew are not counted.
pub(crate) fn counts(agreement: &Agreement, day: NaiveDate) -> (u32, u32) {
    let bound = agreement.signatories.iter().filter(|one| is_bound(one, day));
    let pending = agreement
        .signatories
        .iter()
        .filter(|one| state(one, day) == Some("pending"));
    let count = |n: usize| u32::try_from(n).expect("the lists of the test are short");
    let n_bound = count(bound.count());
    (n_bound, n_bound + count(pending.count()))
}

/// Whether a signatory of the day has signed by then. That it has left since does not undo it.
fn has_signed(one: &Signatory, day: NaiveDate) -> bool {
    state(one, day).is_some() && one.signed.is_some_and(|signed| signed.first() <= day)
}

/// Whether the rule of entry holds on a day. Nothing enters into force that binds nobody; those who
/// joined later are not waited for, nor those who declined, and those who left are not counted.
fn rule_holds(agreement: &Agreement, day: NaiveDate) -> bool {
    let n_bound = agreement
        .signatories
        .iter()
        .filter(|one| is_bound(one, day) && has_signed(one, day))
        .count();
    let is_waited_for = |one: &Signatory| {
        one.joined.is_none() && !has_signed(one, day) && state(one, day) != Some("declined")
    };
    n_bound > 0
        && match agreement.rule {
            Rule::StartDate => true,
            Rule::AllSigned => !agreement.signatories.iter().any(is_waited_for),
            Rule::SignedAtLeast(least) => n_bound >= least as usize,
        }
}

/// The day when the rule was first met. Between the days of facts nothing changes, so only they are
/// tried.
fn rule_met_on(agreement: &Agreement) -> Option<NaiveDate> {
    let days: BTreeSet<NaiveDate> = dates(agreement).into_iter().map(Date::first).collect();
    days.into_iter().find(|day| rule_holds(agreement, *day))
}

/// The later of the start and the day when the rule was first met. What has ended or was terminated
/// by then never enters into force.
pub(crate) fn entered_on(agreement: &Agreement) -> Option<NaiveDate> {
    let entered = rule_met_on(agreement)?.max(agreement.starts.first());
    let is_over = agreement.effective_end().is_some_and(|end| entered > end.last())
        || agreement
            .terminated
            .is_some_and(|terminated| terminated.first() <= entered);
    (!is_over).then_some(entered)
}

/// The agreements in whose place others are, of which those have entered into force by the day.
pub(crate) fn superseded_by(known: &Known, id: &str, day: NaiveDate) -> Vec<&'static str> {
    let has_entered = |other: &&Agreement| entered_on(other).is_some_and(|entered| entered <= day);
    known
        .values()
        .filter(|other| other.supersedes.contains(&id))
        .filter(has_entered)
        .map(|other| other.id)
        .collect()
}

/// The first line of the description that fits.
pub(crate) fn status(known: &Known, agreement: &Agreement, day: NaiveDate) -> &'static str {
    let by = |date: Option<NaiveDate>| date.is_some_and(|date| date <= day);
    let is_begun =
        by(agreement.opened.map(Date::first)) || agreement.signatories.iter().any(|one| has_signed(one, day));
    if by(agreement.terminated.map(Date::first)) {
        "terminated"
    } else if !superseded_by(known, agreement.id, day).is_empty() {
        "superseded"
    } else if agreement.effective_end().is_some_and(|end| day > end.last()) {
        "ended"
    } else if by(entered_on(agreement)) {
        "in-force"
    } else if by(rule_met_on(agreement)) {
        "upcoming"
    } else if is_begun {
        "signing"
    } else {
        "draft"
    }
}

/// The last day before one on which something ends the agreement for all.
fn day_before(day: NaiveDate) -> Date {
    Date::of(day.pred_opt().expect("the test has no day before time"))
}

/// The end as it is known on a day: whichever comes first of the term with its extensions, a termination,
/// and a successor whose rule of entry is met by then.
pub(crate) fn end(known: &Known, agreement: &Agreement, day: NaiveDate) -> Option<Date> {
    let mut end = agreement.effective_end();
    let mut earlier = |other: Date| {
        if end.is_none_or(|end| other.last() < end.last()) {
            end = Some(other);
        }
    };
    if let Some(terminated) = agreement.terminated {
        earlier(day_before(terminated.first()));
    }
    for other in known
        .values()
        .filter(|other| other.supersedes.contains(&agreement.id))
    {
        let is_known = rule_met_on(other).is_some_and(|met| met <= day);
        if let Some(entered) = entered_on(other).filter(|_| is_known) {
            earlier(day_before(entered));
        }
    }
    end
}

/// An agreement in force is ending soon six months before it is decided how it goes on, or before its end
/// when something else than its term ends it.
pub(crate) fn is_ending_soon(known: &Known, agreement: &Agreement, day: NaiveDate) -> bool {
    let end = end(known, agreement, day);
    let is_by_term = end == agreement.effective_end();
    let notice = agreement.notice_months.filter(|_| is_by_term).unwrap_or(0);
    let soon = end.and_then(|end| end.last().checked_sub_months(Months::new(notice + 6)));
    status(known, agreement, day) == "in-force" && soon.is_some_and(|soon| soon <= day)
}

/// Whether an organisation has ceased: on the last day that is given it still exists.
pub(crate) fn has_ceased(ceased: Option<&Date>, day: NaiveDate) -> bool {
    ceased.is_some_and(|ceased| ceased.last() < day)
}

/// Every date of an agreement on which something may begin or end.
pub(crate) fn dates(agreement: &Agreement) -> Vec<Date> {
    let mut dates = vec![agreement.starts];
    dates.extend(agreement.ends);
    dates.extend(&agreement.extended);
    dates.extend(agreement.opened);
    dates.extend(agreement.terminated);
    for one in &agreement.signatories {
        dates.extend([one.signed, one.joined, one.declined].into_iter().flatten());
        dates.extend(
            one.withdrawn
                .into_iter()
                .flat_map(|(notice, effective)| [notice, effective]),
        );
    }
    dates
}
