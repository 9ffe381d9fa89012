//! What cannot be true together of an agreement, from "What cannot be true" in the description of the format: each
//! with its place, to compare what is so before a change and after it.

use crate::date::Date;
use crate::facts::{Agreement, Signatory};
use crate::oracle::{goes_on, moved_end};
use crate::owners::Ceased;
use crate::seats;

/// What makes a fact impossible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rule {
    /// The day, the end, the termination or the opening. Of these the gravest counts.
    Date,
    /// The other facts of the signatory.
    Contradiction,
    SignedAfterNotice,
    JoinedBeforeStart,
    AfterCeasing,
    Listed,
    ExtensionShortens,
    ExtensionWithoutEffect,
}

/// Something that cannot be true.
#[derive(Clone, Debug)]
struct Found {
    /// The fact, and whose it is.
    place: String,
    rule: Rule,
    /// Whether a file with it has an error.
    is_error: bool,
}

/// Whether a change makes a file say something that cannot be true and that it did not say before, or an error.
pub(crate) fn is_untrue(before: &Agreement, after: &Agreement, ceased: &Ceased, today: Date) -> bool {
    let known = contradictions(before, ceased, today);
    let is_known = |found: &Found| {
        known
            .iter()
            .any(|other| other.place == found.place && other.rule == found.rule)
    };
    let found = contradictions(after, ceased, today);
    let seats_before = seats::contradictions(before);
    found.iter().any(|found| found.is_error || !is_known(found))
        || seats::contradictions(after)
            .iter()
            .any(|found| !seats_before.contains(found))
}

fn contradictions(agreement: &Agreement, ceased: &Ceased, today: Date) -> Vec<Found> {
    let dates = Dates {
        agreement,
        end: agreement.last_end(),
        today,
    };
    let mut found = Vec::new();
    for one in &agreement.signatories {
        dates.of_signatory(one, &mut found);
        contradictions_of(one, agreement.starts, &mut found);
        if let Some(ceased) = ceased.get(one.organisation) {
            after_ceasing(one, *ceased, today, &mut found);
        }
    }
    dates.of_agreement(&mut found);
    found
}

fn add(found: &mut Vec<Found>, place: String, rule: Rule, is_error: bool) {
    found.push(Found {
        place,
        rule,
        is_error,
    });
}

/// What every date is held against.
struct Dates<'a> {
    agreement: &'a Agreement,
    end: Option<Date>,
    today: Date,
}

impl Dates<'_> {
    fn is_after(on: Date, end: Option<Date>) -> bool {
        end.is_some_and(|end| on.is_certainly_after(end))
    }

    /// An agreement binds no one from the day of its termination on.
    fn is_after_termination(&self, on: Date) -> bool {
        let terminated = self.agreement.terminated;
        terminated.is_some_and(|terminated| on.first() >= terminated.last())
    }

    fn is_before_opening(&self, on: Date) -> bool {
        let opened = self.agreement.opened;
        opened.is_some_and(|opened| opened.is_certainly_after(on))
    }

    fn is_ahead(&self, on: Date) -> bool {
        on.is_certainly_after(self.today)
    }

    fn of_signatory(&self, one: &Signatory, found: &mut Vec<Found>) {
        let id = one.organisation;
        let notice = one.withdrawn.map(|(notice, _)| notice);
        for (name, on) in [
            ("signed", one.signed),
            ("joined", one.joined),
            ("declined", one.declined),
            ("notice", notice),
        ] {
            let Some(on) = on else { continue };
            let is_signature = name == "signed";
            let is_over = Self::is_after(on, self.end) || self.is_after_termination(on);
            let is_early = is_signature && self.is_before_opening(on);
            if is_over || is_early || self.is_ahead(on) {
                let is_error = Self::is_after(on, self.end) || Self::is_after(on, self.agreement.terminated);
                add(
                    found,
                    format!("{name} {id}"),
                    Rule::Date,
                    is_signature && is_error,
                );
            }
        }
    }

    fn of_agreement(&self, found: &mut Vec<Found>) {
        let Agreement {
            opened,
            terminated,
            extended,
            ..
        } = self.agreement;
        let is_late = |opened: Date| Self::is_after(opened, self.end) || self.is_after_termination(opened);
        if opened.is_some_and(is_late) {
            add(found, "opened".to_owned(), Rule::Date, false);
        }
        if terminated.is_some_and(|on| Self::is_after(on, self.end)) {
            add(found, "terminated".to_owned(), Rule::Date, false);
        }
        let mut written = self.agreement.ends;
        for (n, extension) in extended.iter().enumerate() {
            let held = written.map(|written| self.held((n, written), extension.decided));
            match held.map(|held| extension.until.last().cmp(&held.last())) {
                None | Some(std::cmp::Ordering::Less) => {
                    add(found, format!("until {n}"), Rule::ExtensionShortens, true);
                }
                Some(std::cmp::Ordering::Equal) => {
                    add(found, format!("until {n}"), Rule::ExtensionWithoutEffect, false);
                }
                Some(std::cmp::Ordering::Greater) => {}
            }
            if let Some(decided) = extension.decided {
                let end = written.filter(|_| self.end.is_some());
                let is_over = Self::is_after(decided, end) || self.is_after_termination(decided);
                if is_over || self.is_ahead(decided) || self.is_before_opening(decided) {
                    add(found, format!("decided {n}"), Rule::Date, false);
                }
            }
            written = Some(extension.until);
        }
    }

    /// The end that held when an extension was decided: what continues by itself had perhaps reached a later one.
    fn held(&self, (n, written): (usize, Date), decided: Option<Date>) -> Date {
        let Some(decided) = decided.filter(|_| goes_on(self.agreement).is_some()) else {
            return written;
        };
        let mut before = self.agreement.clone();
        before.terminated = None;
        before.extended.truncate(n);
        let moved = moved_end(
            &before,
            before.effective_end().unwrap_or(written),
            decided.first(),
        );
        moved
            .filter(|moved| moved.last() > written.last())
            .unwrap_or(written)
    }
}

/// Of what contradicts each other among the facts of one signatory, one thing is told.
fn contradictions_of(one: &Signatory, starts: Date, found: &mut Vec<Found>) {
    let id = one.organisation;
    let has_more = one.signed.is_some() || one.joined.is_some() || one.withdrawn.is_some();
    if one.declined.is_some() {
        if has_more {
            add(found, format!("declined {id}"), Rule::Contradiction, true);
        }
    } else if let Some((notice, effective)) = one.withdrawn
        && (one.signed.is_none() || notice.is_certainly_after(effective))
    {
        add(found, format!("notice {id}"), Rule::Contradiction, true);
    }
    if let (Some(signed), Some((notice, _))) = (one.signed, one.withdrawn)
        && signed.is_certainly_after(notice)
    {
        add(found, format!("signed {id}"), Rule::SignedAfterNotice, true);
    }
    if one.joined.is_some_and(|joined| starts.is_certainly_after(joined)) {
        add(found, format!("joined {id}"), Rule::JoinedBeforeStart, false);
    }
}

/// One that no longer exists neither signs nor joins, and is not waited for.
fn after_ceasing(one: &Signatory, ceased: Date, today: Date, found: &mut Vec<Found>) {
    let id = one.organisation;
    for (name, on) in [("signed", one.signed), ("joined", one.joined)] {
        if on.is_some_and(|on| on.is_certainly_after(ceased)) {
            return add(found, format!("{name} {id}"), Rule::AfterCeasing, false);
        }
    }
    let has_answered = one.signed.is_some() || one.declined.is_some() || one.withdrawn.is_some();
    if !has_answered && ceased.last() < today.first() {
        add(found, format!("ceased {id}"), Rule::Listed, false);
    }
}
