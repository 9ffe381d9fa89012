//! Until when an agreement runs: the one reckoning of its end, with extensions, termination and
//! supersession (`docs/format.md`, "How a status follows").
//!
//! The end is shown as it is known on a day: an extension counts from the day on which it was decided, a
//! successor from the day on which its own rule of entry was met. A termination has no such day, and
//! counts as soon as it is on file. The end of an agreement that continues by itself moves on the day after the
//! last day on which a notice prevents it, which is never written down.

use super::closed_set::closed_set;
use chrono::{Datelike as _, NaiveDate};

use super::term::{first_after, months_before};
use super::time::Milestones;
use super::timeline::{Period, timeline_of};
use super::{Agreement, Continuation, Ending, Extension, Notice, PLAUSIBLE_YEARS, PartialDate, Term};

/// How long before the decision deadline an agreement is said to be ending soon, in months.
const ENDING_SOON_MONTHS: u32 = 6;

closed_set! {
    /// What ends an agreement first.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum EndedBy {
        /// Its own term, or the last extension of it.
        Term = "term",
        /// A notice that ends it for all.
        Termination = "termination",
        /// An agreement that takes its place.
        Supersession = "supersession",
    }
}

/// The end of an agreement as it is known on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// As the file gives it; the last day before a termination or supersession.
    pub date: PartialDate,
    /// What comes first.
    pub by: EndedBy,
    /// The day by which it is decided how the agreement goes on: the end of the term less the notice.
    /// `None` once that is decided: it was terminated, or a successor is to enter into force.
    pub decision_deadline_on: Option<NaiveDate>,
    /// From when an agreement in force is said to be ending soon.
    pub ending_soon_on: Option<NaiveDate>,
    /// To what the end moves by itself unless notice is given by the deadline; `None` when it stays.
    pub continues_to: Option<NaiveDate>,
}

impl End {
    /// The last day of validity.
    #[must_use]
    pub fn last_day(&self) -> NaiveDate {
        self.date.last_day()
    }
}

impl Term {
    /// The extensions that count on a day: each from the day of its decision, or from the day after the end
    /// that it moved where it was decided later.
    #[must_use]
    pub fn extensions_on(&self, day: NaiveDate) -> Vec<&Extension> {
        let facts = EndFacts::of_term(self);
        facts.counting_on(day).map(|at| &self.extensions[at]).collect()
    }
}

/// The entry into force of an agreement that supersedes another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// From when it is known: the day when the successor's rule of entry was met.
    pub known_on: NaiveDate,
    /// The day of the entry.
    pub entered_on: NaiveDate,
}

impl Entry {
    /// The entry that the milestones of a successor say; `None` when it does not enter into force.
    #[must_use]
    pub fn of(successor: &Milestones) -> Option<Self> {
        Some(Self {
            known_on: successor.rule_met_on?,
            entered_on: successor.entered_on()?,
        })
    }
}

/// The facts that decide when an agreement ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndFacts {
    /// The end by the agreement's own text.
    pub ending: Ending,
    /// The later decisions, in the order of the file: the new end, and when it was decided.
    pub extensions: Vec<(PartialDate, Option<PartialDate>)>,
    /// How long before the end a decision is due.
    pub notice: Option<Notice>,
    /// How the term continues by itself, where it has an end.
    pub continues: Option<Continuation>,
    /// When the agreement entered into force: what did not has nothing to continue.
    pub entered_on: Option<NaiveDate>,
    /// The day from which the agreement is terminated.
    pub terminated_on: Option<NaiveDate>,
    /// The successors that enter into force.
    pub successors: Vec<Entry>,
}

impl EndFacts {
    /// From when a notice of termination that is given on a day ends an agreement by its own terms: after the period
    /// that it can still end, of what continues by itself, else once the notice has run. `None` where they do not say.
    #[must_use]
    pub fn earliest_termination(agreement: &Agreement, given: NaiveDate) -> Option<NaiveDate> {
        let term = &agreement.term;
        if term.continues.is_none() {
            return term.notice.as_ref()?.value.effective_on(given);
        }
        Self::running_end(agreement, term.extensions.len(), given)?.succ_opt()
    }

    /// The last day of the period that runs on a day by the term and so many of its extensions, whatever else ends the
    /// agreement; `None` when open-ended.
    #[must_use]
    pub fn running_end(agreement: &Agreement, n_extensions: usize, day: NaiveDate) -> Option<NaiveDate> {
        let mut untouched = Self {
            terminated_on: None,
            ..Self::of(agreement, Vec::new())
        };
        untouched.extensions.truncate(n_extensions);
        untouched.end_on(day).map(|end| end.last_day())
    }

    /// The facts of an agreement and of those that supersede it.
    #[must_use]
    pub fn of(agreement: &Agreement, successors: Vec<Entry>) -> Self {
        let continues = agreement.term.continues.is_some();
        Self {
            entered_on: continues
                .then(|| Milestones::of(agreement, None).entered_on())
                .flatten(),
            terminated_on: agreement.terminated.as_ref().map(|end| end.on.value.first_day()),
            successors,
            ..Self::of_term(&agreement.term)
        }
    }

    /// The facts of a term alone.
    #[must_use]
    pub fn of_term(term: &Term) -> Self {
        let extensions = term.extensions.iter().map(|extension| {
            let decided = extension.decided.as_ref().map(|decided| decided.value);
            (extension.until.value, decided)
        });
        Self {
            ending: term.ending.value,
            extensions: extensions.collect(),
            notice: term.decision_notice(),
            continues: term.continues.as_ref().map(|at| at.value),
            entered_on: None,
            terminated_on: None,
            successors: Vec::new(),
        }
    }

    /// The places of the extensions that count on a day ([`Term::extensions_on`]).
    fn counting_on(&self, day: NaiveDate) -> impl Iterator<Item = usize> + '_ {
        let counts = move |at: &usize| {
            let is_decided = self.extensions[*at]
                .1
                .is_none_or(|decided| decided.first_day() <= day);
            // What continues by itself waits for no decision.
            let is_past = || self.term_after(*at).is_some_and(|moved| moved.last_day() < day);
            is_decided || (self.going_on().is_none() && is_past())
        };
        (0..self.extensions.len()).filter(counts)
    }

    /// The end of the term after so many extensions.
    fn term_after(&self, n_extensions: usize) -> Option<PartialDate> {
        match (self.extensions[..n_extensions].last(), self.ending) {
            (Some((until, _)), _) => Some(*until),
            (None, Ending::On(date)) => Some(date),
            (None, Ending::OpenEnded) => None,
        }
    }

    /// The end as it is known on `day`; `None` when nothing ends the agreement.
    #[must_use]
    pub fn end_on(&self, day: NaiveDate) -> Option<End> {
        let running = self.written_on(day).map(|written| self.running_on(written, day));
        let known = self.successors.iter().filter(|entry| entry.known_on <= day);
        let superseded_on = known.map(|entry| entry.entered_on).min();
        let is_decided = self.terminated_on.is_some() || superseded_on.is_some();
        // Nothing else ends what continues by itself.
        let running = running.filter(|_| !is_decided || self.going_on().is_none());
        let deadline = running.and_then(|running| self.decided_by(running.end.last_day()));
        let continues_to = running.and_then(|running| running.next).filter(|_| !is_decided);
        let end = |date: PartialDate, by| End {
            date,
            by,
            decision_deadline_on: deadline.filter(|_| !is_decided),
            continues_to,
            ending_soon_on: match by {
                EndedBy::Term if continues_to.is_some() => None,
                EndedBy::Term => self.months_before_decision(date.last_day(), ENDING_SOON_MONTHS),
                EndedBy::Termination | EndedBy::Supersession => {
                    months_before(date.last_day(), ENDING_SOON_MONTHS)
                }
            },
        };
        let before = |on: Option<NaiveDate>, by| Some(end(on?.pred_opt()?.into(), by));
        let ways = [
            running.map(|running| end(running.end, EndedBy::Term)),
            before(self.terminated_on, EndedBy::Termination),
            before(superseded_on, EndedBy::Supersession),
        ];
        // Of two that fall on one day the first is shown.
        ways.into_iter().flatten().min_by_key(End::last_day)
    }

    /// The end of the term with the extensions that count on a day.
    fn written_on(&self, day: NaiveDate) -> Option<PartialDate> {
        self.term_after(self.counting_on(day).last().map_or(0, |at| at + 1))
    }

    /// How the term of an agreement that has come into force continues.
    fn going_on(&self) -> Option<Continuation> {
        self.continues.filter(|_| self.entered_on.is_some())
    }

    /// The period that runs on a day, of a term that ends on `written`.
    fn running_on(&self, written: PartialDate, day: NaiveDate) -> Running {
        let Some(continues) = self.continues else {
            return Running {
                end: written,
                next: None,
            };
        };
        let n = self.n_continued_on(written, day);
        let end = match n {
            0 => written,
            _ => continued(written, continues, n).map_or(written, PartialDate::Day),
        };
        let is_open = self
            .decided_by(end.last_day())
            .is_some_and(|deadline| deadline >= day);
        Running {
            end,
            next: continued(written, continues, n + 1).filter(|_| is_open),
        }
    }

    /// How often the term has continued by a day: once for each deadline that has passed.
    fn n_continued_on(&self, written: PartialDate, day: NaiveDate) -> u32 {
        let Some(continues) = self.going_on() else {
            return 0;
        };
        let has_passed = |n: u32| {
            let end = continued(written, continues, n);
            end.and_then(|end| self.decided_by(end))
                .is_some_and(|deadline| deadline < day)
        };
        let years = PLAUSIBLE_YEARS.end - written.last_day().year();
        let (mut least, mut most) = (
            0,
            12 * u32::try_from(years).unwrap_or(0) / continues.by_months.max(1),
        );
        // The deadlines follow each other, so the first that has not passed is found by halving.
        while least < most {
            let middle = least.midpoint(most);
            if has_passed(middle) {
                least = middle + 1;
            } else {
                most = middle;
            }
        }
        match continued(written, continues, least) {
            Some(_) => least,
            None => least.saturating_sub(1),
        }
    }

    /// The days within a period on which the term continues, or can do so no more, while its written end is the same.
    fn moves_within(&self, period: Period<Option<PartialDate>>) -> Vec<NaiveDate> {
        let (Some(written), Some(continues), None) = (period.value, self.continues, self.terminated_on)
        else {
            return Vec::new();
        };
        // What has not come into force does not continue, and from the first deadline on it is known not to.
        let n_moves = self.going_on().map_or(1, |_| usize::MAX);
        let first = period
            .from_on
            .map_or(0, |from| self.n_continued_on(written, from));
        (first..)
            .take(n_moves)
            .map_while(|n| self.decided_by(continued(written, continues, n)?)?.succ_opt())
            .take_while(|turn| period.to_on.is_none_or(|to| *turn <= to))
            .collect()
    }

    /// The last day to decide how the agreement goes on after a day.
    fn decided_by(&self, end: NaiveDate) -> Option<NaiveDate> {
        self.notice.map_or(Some(end), |notice| notice.latest_before(end))
    }

    fn months_before_decision(&self, end: NaiveDate, months: u32) -> Option<NaiveDate> {
        match self.notice {
            Some(notice) => notice.months_before_latest(end, months),
            None => months_before(end, months),
        }
    }

    /// The ends as they are known on all days, without gap or overlap, neighbours differing.
    #[must_use]
    pub fn timeline(&self) -> Vec<Period<Option<End>>> {
        let decided = self.extensions.iter().filter_map(|(_, decided)| *decided);
        let past = (0..=self.extensions.len())
            .filter_map(|n| self.term_after(n))
            .filter_map(|end| end.last_day().succ_opt());
        let turns = decided
            .map(PartialDate::first_day)
            .chain(past)
            .chain(self.successors.iter().map(|entry| entry.known_on));
        let turns: Vec<NaiveDate> = turns.collect();
        let written = timeline_of(turns.iter().copied(), |day| self.written_on(day));
        let moves = written.into_iter().flat_map(|period| self.moves_within(period));
        let turns: Vec<NaiveDate> = turns.iter().copied().chain(moves).collect();
        timeline_of(turns, |day| self.end_on(day))
    }
}

/// The period of a term that runs on a day.
#[derive(Clone, Copy)]
struct Running {
    end: PartialDate,
    /// To what its end moves unless notice is given.
    next: Option<NaiveDate>,
}

/// The end of a term after it has continued `n` times, reckoned from the day after its written end; `None` beyond
/// the years that the files know.
fn continued(written: PartialDate, continues: Continuation, n: u32) -> Option<NaiveDate> {
    let first = written.last_day().succ_opt()?;
    let end = first_after(first, continues.by_months.checked_mul(n)?)?.pred_opt()?;
    PLAUSIBLE_YEARS.contains(&end.year()).then_some(end)
}

#[cfg(test)]
mod tests;
