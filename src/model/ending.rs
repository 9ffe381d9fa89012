//! Until when an agreement runs: the one reckoning of its end, with extensions, termination and
//! supersession (`docs/format.md`, "How a status follows").
//!
//! The end is shown as it is known on a day: an extension counts from the day on which it was decided, a
//! successor from the day on which its own rule of entry was met. A termination has no such day, and
//! counts as soon as it is on file.

use super::closed_set::closed_set;
use chrono::NaiveDate;

use super::term::months_before;
use super::time::Milestones;
use super::timeline::{Period, timeline_of};
use super::{Agreement, Ending, Extension, Notice, PartialDate, Term};

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
    /// The day from which the agreement is terminated.
    pub terminated_on: Option<NaiveDate>,
    /// The successors that enter into force.
    pub successors: Vec<Entry>,
}

impl EndFacts {
    /// The facts of an agreement and of those that supersede it.
    #[must_use]
    pub fn of(agreement: &Agreement, successors: Vec<Entry>) -> Self {
        Self {
            terminated_on: agreement.terminated.as_ref().map(|end| end.on.value.first_day()),
            successors,
            ..Self::of_term(&agreement.term)
        }
    }

    fn of_term(term: &Term) -> Self {
        let extensions = term.extensions.iter().map(|extension| {
            let decided = extension.decided.as_ref().map(|decided| decided.value);
            (extension.until.value, decided)
        });
        Self {
            ending: term.ending.value,
            extensions: extensions.collect(),
            notice: term.decision_notice(),
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
            is_decided || self.term_after(*at).is_some_and(|moved| moved.last_day() < day)
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
        let term = self.term_after(self.counting_on(day).last().map_or(0, |at| at + 1));
        let known = self.successors.iter().filter(|entry| entry.known_on <= day);
        let superseded_on = known.map(|entry| entry.entered_on).min();
        let deadline = term.and_then(|term| self.decided_by(term.last_day()));
        let is_decided = self.terminated_on.is_some() || superseded_on.is_some();
        let end = |date: PartialDate, by| End {
            date,
            by,
            decision_deadline_on: deadline.filter(|_| !is_decided),
            ending_soon_on: match by {
                EndedBy::Term => self.months_before_decision(date.last_day(), ENDING_SOON_MONTHS),
                EndedBy::Termination | EndedBy::Supersession => {
                    months_before(date.last_day(), ENDING_SOON_MONTHS)
                }
            },
        };
        let before = |on: Option<NaiveDate>, by| Some(end(on?.pred_opt()?.into(), by));
        let ways = [
            term.map(|term| end(term, EndedBy::Term)),
            before(self.terminated_on, EndedBy::Termination),
            before(superseded_on, EndedBy::Supersession),
        ];
        // Of two that fall on one day the first is shown.
        ways.into_iter().flatten().min_by_key(End::last_day)
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
        timeline_of(turns, |day| self.end_on(day))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> PartialDate {
        PartialDate::parse(text).expect("a test names real dates")
    }

    fn on(text: &str) -> NaiveDate {
        date(text).first_day()
    }

    /// A term to the end of 2016 with three decision deadlines.
    fn facts() -> EndFacts {
        EndFacts {
            ending: Ending::On(date("2016")),
            extensions: Vec::new(),
            notice: Some(Notice::months(3)),
            terminated_on: None,
            successors: Vec::new(),
        }
    }

    fn extended(until: &str, decided: Option<&str>) -> EndFacts {
        EndFacts {
            extensions: vec![(date(until), decided.map(date))],
            ..facts()
        }
    }

    fn check(facts: &EndFacts, day: &str, expected: &str) {
        let shown = facts.end_on(on(day)).map_or("open-ended".to_owned(), |end| {
            let deadline = end.decision_deadline_on;
            let deadline = deadline.map_or("decided".to_owned(), |on| format!("decide by {on}"));
            format!("{} {} {deadline}", end.date, end.by.code())
        });
        assert_eq!(shown, expected, "on {day}");
    }

    #[test]
    fn the_term_ends_an_agreement_that_nothing_else_ends() {
        check(&facts(), "2014", "2016 term decide by 2016-09-30");
        check(&facts(), "2020", "2016 term decide by 2016-09-30");
        let open_ended = EndFacts {
            ending: Ending::OpenEnded,
            ..facts()
        };
        check(&open_ended, "2014", "open-ended");
    }

    #[test]
    fn an_extension_counts_from_the_day_of_its_decision() {
        let decided = extended("2018-06", Some("2016-11-02"));
        check(&decided, "2016-11-01", "2016 term decide by 2016-09-30");
        check(&decided, "2016-11-02", "2018-06 term decide by 2018-03-30");
        check(
            &extended("2018-06", None),
            "2014",
            "2018-06 term decide by 2018-03-30",
        );
    }

    /// Else an agreement in force would have ended before the day requested.
    #[test]
    fn a_late_decision_counts_where_the_agreement_runs_because_of_it() {
        let late = extended("2018-06", Some("2017-02-01"));
        check(&late, "2016-12-31", "2016 term decide by 2016-09-30");
        check(&late, "2017-01-01", "2018-06 term decide by 2018-03-30");
    }

    /// The first runs out before the second is decided; the third is decided before it is needed.
    #[test]
    fn each_of_several_extensions_counts_by_itself() {
        let late = EndFacts {
            extensions: [("2017", "2018-01"), ("2018", "2019-02"), ("2020", "2018-05")]
                .map(|(until, decided)| (date(until), Some(date(decided))))
                .to_vec(),
            ..facts()
        };
        check(&late, "2016-12-31", "2016 term decide by 2016-09-30");
        check(&late, "2017-01-01", "2017 term decide by 2017-09-30");
        check(&late, "2018-01-01", "2018 term decide by 2018-09-30");
        check(&late, "2018-05-01", "2020 term decide by 2020-09-30");
    }

    #[test]
    fn a_termination_is_known_at_once_and_leaves_nothing_to_decide() {
        let terminated = EndFacts {
            terminated_on: Some(on("2016-03")),
            ..facts()
        };
        check(&terminated, "2014", "2016-02-29 termination decided");
        let late = EndFacts {
            terminated_on: Some(on("2018")),
            ..facts()
        };
        check(&late, "2014", "2016 term decided");
    }

    #[test]
    fn a_successor_is_known_once_its_rule_is_met() {
        let entry = |known: &str, entered: &str| Entry {
            known_on: on(known),
            entered_on: on(entered),
        };
        let superseded = EndFacts {
            successors: vec![entry("2016-06-10", "2017"), entry("2015-05-20", "2016-07")],
            ..facts()
        };
        check(&superseded, "2015-05-19", "2016 term decide by 2016-09-30");
        check(&superseded, "2015-05-20", "2016-06-30 supersession decided");
        let after_the_end = EndFacts {
            successors: vec![entry("2016-06-10", "2017")],
            ..facts()
        };
        check(&after_the_end, "2016-06-10", "2016 term decided");
    }

    #[test]
    fn an_agreement_is_ending_soon_six_months_before_the_decision_or_the_early_end() {
        let soon = |facts: &EndFacts| facts.end_on(on("2014")).and_then(|end| end.ending_soon_on);
        assert_eq!(soon(&facts()), Some(on("2016-03-31")));
        let terminated = EndFacts {
            terminated_on: Some(on("2016-09")),
            ..facts()
        };
        assert_eq!(soon(&terminated), Some(on("2016-02-29")));
    }

    #[test]
    fn the_timeline_shows_the_end_of_every_day() {
        let facts = EndFacts {
            successors: vec![Entry {
                known_on: on("2017-03-01"),
                entered_on: on("2018"),
            }],
            ..extended("2018-06", Some("2017-02-01"))
        };
        let timeline = facts.timeline();
        let mut day = on("2016-12");
        while day < on("2019") {
            let covering: Vec<_> = timeline.iter().filter(|period| period.contains(day)).collect();
            assert_eq!(covering.len(), 1, "{day}");
            assert_eq!(covering[0].value, facts.end_on(day), "{day}");
            day = day.succ_opt().expect("time goes on");
        }
        assert_eq!(timeline.len(), 3);
    }
}
