//! What follows from the facts on a day, worked out the long way from the description of the format:
//! day by day, with no thought of speed. It shares nothing with the rules that it checks.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, Months, NaiveDate};

use crate::date::Date;
use crate::facts::{Agreement, Notice, Rule, Signatory};
use crate::seats::seats;

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

/// Whether a signatory is a party: it is bound or asked to sign.
pub(crate) fn is_party(one: &Signatory, day: NaiveDate) -> bool {
    is_bound(one, day) || state(one, day) == Some("pending")
}

/// Whether a signatory is bound: one that gave notice is, until its withdrawal takes effect.
pub(crate) fn is_bound(one: &Signatory, day: NaiveDate) -> bool {
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
pub(crate) fn has_signed(one: &Signatory, day: NaiveDate) -> bool {
    state(one, day).is_some() && one.signed.is_some_and(|signed| signed.first() <= day)
}

/// Whether the rule of entry holds on a day. Nothing enters into force that binds no one; those who
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
pub(crate) fn rule_met_on(agreement: &Agreement) -> Option<NaiveDate> {
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
    } else if goes_on(agreement).is_none() && agreement.effective_end().is_some_and(|end| day > end.last()) {
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

/// What ends an agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    Term,
    Termination,
    Supersession,
}

/// The end of the term as it is known on a day: an extension counts from the day of its decision, or from
/// the day after the end that it moved, where it was decided later.
pub(crate) fn term_end(agreement: &Agreement, day: NaiveDate) -> Option<Date> {
    let written = written_end(agreement, day)?;
    match goes_on(agreement) {
        Some(_) => moved_end(agreement, written, day),
        None => Some(written),
    }
}

/// Of what goes on, the first end that notice can still be given for.
pub(crate) fn moved_end(agreement: &Agreement, written: Date, day: NaiveDate) -> Option<Date> {
    ends_after(agreement, written).find(|end| day <= decided_by(agreement, end.last()))
}

/// By how many months an agreement goes on each time, once it has entered into force before its end.
pub(crate) fn goes_on(agreement: &Agreement) -> Option<u32> {
    agreement.continues.filter(|_| entered_on(agreement).is_some())
}

/// The written end and all that come after it, one after another, each reckoned from the day after the written one.
fn ends_after(agreement: &Agreement, written: Date) -> impl Iterator<Item = Date> {
    let first = written.last().succ_opt().expect("the test has no last day");
    let by = agreement.continues.unwrap_or(0);
    let nth = move |n: u32| {
        let months = Months::new(n * by);
        let mut next = first + months;
        // The month that lacks the day is over with its last one.
        if next.day() != first.day() {
            next = next.succ_opt().expect("the test has no last day");
        }
        Date::of(next.pred_opt().expect("the test has no first day"))
    };
    std::iter::once(written).chain((1..100).map(nth))
}

/// To what the end of an agreement moves unless notice is given in time; `None` when it stays.
pub(crate) fn moves_to(known: &Known, agreement: &Agreement, day: NaiveDate) -> Option<Date> {
    agreement.continues?;
    if agreement.terminated.is_some() || !entries_known(known, agreement, day).is_empty() {
        return None;
    }
    let end = term_end(agreement, day)?;
    let mut ends = ends_after(agreement, written_end(agreement, day)?);
    let next = ends.find(|next| next.last() > end.last());
    next.filter(|_| day <= decided_by(agreement, end.last()))
}

/// The last day of an agreement, where it is certain.
pub(crate) fn certain_end(known: &Known, agreement: &Agreement, day: NaiveDate) -> Option<Date> {
    let (end, _) = end(known, agreement, day)?;
    moves_to(known, agreement, day).is_none().then_some(end)
}

/// The end of the term as it is written, with the extensions that count.
fn written_end(agreement: &Agreement, day: NaiveDate) -> Option<Date> {
    let stays = goes_on(agreement).is_none();
    let mut known = agreement.ends;
    let mut moved = agreement.ends;
    for extension in &agreement.extended {
        let is_decided = extension.decided.is_none_or(|decided| decided.first() <= day);
        let is_past = stays && moved.is_some_and(|moved| moved.last() < day);
        if is_decided || is_past {
            known = Some(extension.until);
        }
        moved = Some(extension.until);
    }
    known
}

/// The days on which those that supersede an agreement enter into force, as far as their rule of entry is met
/// by a day.
fn entries_known(known: &Known, agreement: &Agreement, day: NaiveDate) -> Vec<NaiveDate> {
    let successors = known
        .values()
        .filter(|other| other.supersedes.contains(&agreement.id));
    let is_met = |other: &&Agreement| rule_met_on(other).is_some_and(|met| met <= day);
    successors.filter(is_met).filter_map(entered_on).collect()
}

/// The end as it is known on a day: whichever comes first of the term with its extensions, a termination,
/// and a successor whose rule of entry is met by then. Of two on one day the first is shown.
pub(crate) fn end(known: &Known, agreement: &Agreement, day: NaiveDate) -> Option<(Date, By)> {
    let entries = entries_known(known, agreement, day);
    // What goes on is ended by nothing else.
    let is_ended = goes_on(agreement).is_some() && (agreement.terminated.is_some() || !entries.is_empty());
    let term = term_end(agreement, day).filter(|_| !is_ended);
    let mut end = term.map(|end| (end, By::Term));
    let mut earlier = |other: Date, by: By| {
        if end.is_none_or(|(end, _)| other.last() < end.last()) {
            end = Some((other, by));
        }
    };
    if let Some(terminated) = agreement.terminated {
        earlier(day_before(terminated.first()), By::Termination);
    }
    for entered in entries {
        earlier(day_before(entered), By::Supersession);
    }
    end
}

fn months_before(day: NaiveDate, months: u32) -> NaiveDate {
    let before = day.checked_sub_months(Months::new(months));
    before.expect("the test has no day before time")
}

/// The last day of the month of a day, walked to.
fn month_end(day: NaiveDate) -> NaiveDate {
    let days = day.iter_days();
    let in_month = days.take_while(|next| next.month() == day.month());
    in_month.last().expect("a day is in its month")
}

/// The last day to give notice that has run by an end.
pub(crate) fn decided_by(agreement: &Agreement, end: NaiveDate) -> NaiveDate {
    let mut back = std::iter::successors(Some(end), NaiveDate::pred_opt);
    let found = match agreement.notice {
        None => Some(end),
        Some(Notice::Months(n)) => Some(months_before(end, n)),
        Some(Notice::Days(n)) => back.nth(n as usize),
        Some(Notice::Weeks(n)) => back.nth(7 * n as usize),
        Some(Notice::MonthsToMonthEnd(n)) => back.find(|given| month_end(*given + Months::new(n)) <= end),
    };
    found.expect("the test has no day before time")
}

/// From when an agreement whose term ends is ending soon.
pub(crate) fn soon_before(agreement: &Agreement, end: NaiveDate) -> NaiveDate {
    match agreement.notice {
        Some(Notice::Months(n)) => months_before(end, n + 6),
        _ => months_before(decided_by(agreement, end), 6),
    }
}

/// Whether the end of an agreement is counted down to: it is that of nothing that is over, and of a draft
/// no one knows it.
fn counts_down(known: &Known, agreement: &Agreement, day: NaiveDate) -> bool {
    matches!(status(known, agreement, day), "in-force" | "upcoming" | "signing")
}

/// How many days are left to the last one, counted one by one.
pub(crate) fn days_left(known: &Known, agreement: &Agreement, day: NaiveDate) -> Option<i64> {
    let end = certain_end(known, agreement, day).filter(|_| counts_down(known, agreement, day))?;
    Some(days_to(end.last(), day))
}

/// The days from one day to another, counted one by one; negative to one that is past.
pub(crate) fn days_to(to: NaiveDate, from: NaiveDate) -> i64 {
    let count = |from: NaiveDate, to: NaiveDate| {
        let days = from.iter_days().take_while(|on| *on < to).count();
        i64::try_from(days).expect("the test knows only a few years")
    };
    if to < from {
        -count(to, from)
    } else {
        count(from, to)
    }
}

/// By when it is decided how an agreement goes on: the end of the term less the decision deadlines. Nothing is
/// left to decide once it is terminated or a successor waits for its start.
pub(crate) fn decision_deadline(known: &Known, agreement: &Agreement, day: NaiveDate) -> Option<NaiveDate> {
    let is_decided = agreement.terminated.is_some() || !entries_known(known, agreement, day).is_empty();
    let term = term_end(agreement, day).filter(|_| !is_decided && counts_down(known, agreement, day))?;
    Some(decided_by(agreement, term.last()))
}

/// An agreement in force is ending soon six months before it is decided how it goes on, or before its end
/// when something else than its term ends it.
pub(crate) fn is_ending_soon(known: &Known, agreement: &Agreement, day: NaiveDate) -> bool {
    let soon = end(known, agreement, day).map(|(end, by)| match by {
        By::Term => soon_before(agreement, end.last()),
        By::Termination | By::Supersession => months_before(end.last(), 6),
    });
    moves_to(known, agreement, day).is_none()
        && status(known, agreement, day) == "in-force"
        && soon.is_some_and(|soon| soon <= day)
}

/// Whether an organisation has ceased: on the last day that is given it still exists.
pub(crate) fn has_ceased(ceased: Option<&Date>, day: NaiveDate) -> bool {
    ceased.is_some_and(|ceased| ceased.last() < day)
}

/// Every date of an agreement on which something may begin or end.
pub(crate) fn dates(agreement: &Agreement) -> Vec<Date> {
    let mut dates = vec![agreement.starts];
    dates.extend(agreement.ends);
    for extension in &agreement.extended {
        dates.push(extension.until);
        dates.extend(extension.decided);
    }
    for group in &agreement.groups {
        dates.extend(group.dissolved);
        let seats = seats(group).into_iter();
        dates.extend(seats.flat_map(|(_, seat)| [seat.from, seat.until]).flatten());
    }
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
