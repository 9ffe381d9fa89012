//! The checks before a renewal, and the term of the new agreement.

use chrono::{Datelike, Days, NaiveDate};

use super::{RenewalRefusal, RenewalWanted, WantedEnding};
use crate::model::time::Milestones;
use crate::model::{
    Agreement, AgreementId, AgreementStatus, EndFacts, Ending, PartialDate, Registry, Standing, first_after,
    standings,
};

/// The agreements to be renewed, in the order in which they were named, each once; or why one of
/// them cannot be.
pub(super) fn find_predecessors<'r>(
    registry: &'r Registry,
    ids: &[AgreementId],
    today: NaiveDate,
) -> Result<Vec<&'r Agreement>, RenewalRefusal> {
    let standings = standings(registry, today);
    let mut found: Vec<&Agreement> = Vec::new();
    for id in ids {
        let mut named = standings
            .iter()
            .filter(|standing| standing.agreement.id.value == *id);
        let standing = named.next().ok_or_else(|| RenewalRefusal::Unknown(id.clone()))?;
        check(standing, &standings)?;
        if !found.iter().any(|agreement| agreement.id.value == *id) {
            found.push(standing.agreement);
        }
    }
    if found.is_empty() {
        Err(RenewalRefusal::NoPredecessor)
    } else {
        Ok(found)
    }
}

fn check(standing: &Standing, standings: &[Standing]) -> Result<(), RenewalRefusal> {
    let id = standing.agreement.id.value.clone();
    if let Some(terminated) = &standing.agreement.terminated {
        let on = terminated.on.value;
        return Err(RenewalRefusal::Terminated { id, on });
    }
    if Milestones::of(standing.agreement, None).entered_on().is_none() {
        let status = standing.status;
        return Err(RenewalRefusal::NeverInForce { id, status });
    }
    // A successor that came to nothing leaves the way free.
    let counts = |successor: &&Standing| {
        successor.is_current()
            || (successor.status != AgreementStatus::Terminated
                && successor.milestones.entered_on().is_some())
    };
    let mut successors = standing.successors.iter().map(|number| &standings[*number]);
    match successors.find(counts) {
        None => Ok(()),
        Some(successor) => Err(RenewalRefusal::Renewed {
            id,
            by: successor.agreement.id.value.clone(),
            status: successor.status,
        }),
    }
}

/// The start and the end of the new term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NewTerm {
    pub(super) starts: PartialDate,
    pub(super) ending: Ending,
}

impl NewTerm {
    /// The last day; `None` when open-ended.
    pub(super) fn last_day(self) -> Option<NaiveDate> {
        match self.ending {
            Ending::OpenEnded => None,
            Ending::On(date) => Some(date.last_day()),
        }
    }
}

/// The term as it is wanted, else the next one of the same length.
pub(super) fn new_term(
    predecessors: &[&Agreement],
    wanted: &RenewalWanted,
    today: NaiveDate,
) -> Result<NewTerm, RenewalRefusal> {
    let starts = match wanted.starts {
        Some(starts) => starts,
        None => default_start(predecessors, today)
            .ok_or(RenewalRefusal::ImplausibleYear)?
            .into(),
    };
    let first = starts.first_day();
    if let Some(early) = predecessors
        .iter()
        .find(|predecessor| first <= predecessor.term.starts.value.first_day())
    {
        return Err(RenewalRefusal::StartsTooEarly {
            id: early.id.value.clone(),
            starts: first,
        });
    }
    let ending = match wanted.ending {
        Some(WantedEnding::On(date)) => Ending::On(date),
        Some(WantedEnding::OpenEnded) => Ending::OpenEnded,
        Some(WantedEnding::Years(years)) => {
            let end = years.checked_mul(12).and_then(|months| end_after(first, months));
            Ending::On(end.ok_or(RenewalRefusal::ImplausibleYear)?.into())
        }
        None => same_length(predecessors, first).ok_or(RenewalRefusal::ImplausibleYear)?,
    };
    let term = NewTerm { starts, ending };
    match term.last_day() {
        Some(ends) if ends < first => Err(RenewalRefusal::EndsBeforeStart { starts: first, ends }),
        last if is_plausible(first) && last.is_none_or(is_plausible) => Ok(term),
        _ => Err(RenewalRefusal::ImplausibleYear),
    }
}

fn is_plausible(day: NaiveDate) -> bool {
    PartialDate::Day(day).is_plausible()
}

/// The day after the latest end, of what continues by itself that of the period that runs; for an open-ended predecessor the first day of the next year.
fn default_start(predecessors: &[&Agreement], today: NaiveDate) -> Option<NaiveDate> {
    let after = |predecessor: &&Agreement| {
        let end = EndFacts::of(predecessor, Vec::new()).end_on(today);
        match end.filter(|_| predecessor.term.continues.is_some()) {
            Some(running) => running.last_day().succ_opt(),
            None => after_term(predecessor, today),
        }
    };
    predecessors
        .iter()
        .map(after)
        .collect::<Option<Vec<_>>>()?
        .into_iter()
        .max()
}

fn after_term(predecessor: &Agreement, today: NaiveDate) -> Option<NaiveDate> {
    match predecessor.term.effective_end_on() {
        Some(end) => end.succ_opt(),
        None => NaiveDate::from_ymd_opt(today.year() + 1, 1, 1),
    }
}

/// The last day of so many months.
fn end_after(first: NaiveDate, months: u32) -> Option<NaiveDate> {
    first_after(first, months)?.pred_opt()
}

/// An end as far from the start as in the first predecessor's own text, extensions left aside: in
/// months where it was a matter of whole months, else in days.
fn same_length(predecessors: &[&Agreement], first: NaiveDate) -> Option<Ending> {
    let term = &predecessors.first()?.term;
    let Ending::On(end) = term.ending.value else {
        return Some(Ending::OpenEnded);
    };
    let (from, after) = (term.starts.value.first_day(), end.last_day().succ_opt()?);
    let months =
        (after.year() - from.year()) * 12 + after.month0().cast_signed() - from.month0().cast_signed();
    let months = u32::try_from(months).ok()?;
    // A year from 29 February reaches into the thirteenth month.
    let is_whole = |months: &u32| first_after(from, *months) == Some(after);
    let end = match [months, months.saturating_sub(1)].into_iter().find(is_whole) {
        Some(months) => end_after(first, months)?,
        None => {
            let days = u64::try_from((after - from).num_days()).ok()?;
            first.checked_add_days(Days::new(days))?.pred_opt()?
        }
    };
    Some(Ending::On(end.into()))
}
