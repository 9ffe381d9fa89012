//! What cannot be true of the agreement as a whole: its opening, its extensions, its termination and the dates of
//! its documents.

use chrono::NaiveDate;

use super::{Fact, FactKind, Frame, Rule, Violation, end_before};
use crate::diagnostic::At;
use crate::model::{Agreement, EndFacts, Extension, PartialDate};

pub(super) fn violations(frame: &Frame<'_>) -> Vec<Violation> {
    let mut found = Vec::new();
    for fact in [&frame.opened, &frame.terminated].into_iter().flatten() {
        found.extend(of_agreement(frame, fact));
    }
    if let Some(opened) = frame
        .opened
        .as_ref()
        .filter(|_| frame.agreement.signatories.is_empty())
    {
        found.push(Violation::new(Rule::OpenedForNobody, opened.clone(), None));
    }
    for (n, extension) in frame.agreement.term.extensions.iter().enumerate() {
        let decided = extension.decided.as_ref();
        let day = decided.map(|decided| decided.value.first_day());
        found.extend(of_end(frame.agreement, n, day));
        found.extend(of_decision(frame, n, extension));
    }
    found.extend(ahead(frame));
    found
}

/// An opening and a termination may be known beforehand.
fn of_agreement(frame: &Frame<'_>, fact: &Fact) -> Option<Violation> {
    let found = frame.of_date(fact.clone(), frame.end.as_ref())?;
    (found.rule != Rule::Ahead).then_some(found)
}

/// What the last extension violates that has no day of decision, as it is recorded on a day: no end that an agreement
/// has reached by itself is taken back. In a file, where that day is not known, nothing is certain.
#[must_use]
pub fn undecided_extension(agreement: &Agreement, today: NaiveDate) -> Option<Violation> {
    let extensions = &agreement.term.extensions;
    extensions.last().filter(|last| last.decided.is_none())?;
    of_end(agreement, extensions.len() - 1, Some(today))
}

/// Each extension is compared with the end that held before it.
fn of_end(agreement: &Agreement, n: usize, day: Option<NaiveDate>) -> Option<Violation> {
    let term = &agreement.term;
    let until = Fact::new(FactKind::Until, Some(n), &term.extensions.get(n)?.until);
    let Some(written) = end_before(term, n) else {
        return Some(Violation::new(Rule::ExtendsOpenEnded, until, None));
    };
    let running = day.and_then(|day| running_end(agreement, (n, &written), day));
    let held = running.unwrap_or(written);
    let rule = match until.at.value.last_day().cmp(&held.at.value.last_day()) {
        std::cmp::Ordering::Less => Rule::ExtensionShortens,
        std::cmp::Ordering::Equal => Rule::ExtensionWithoutEffect,
        std::cmp::Ordering::Greater => return None,
    };
    Some(Violation::new(rule, until, Some(held)))
}

/// The end to which an agreement had continued by itself on a day, beyond the end that was written by then.
fn running_end(agreement: &Agreement, (n, written): (usize, &Fact), day: NaiveDate) -> Option<Fact> {
    let continues = agreement.term.continues.as_ref()?;
    let end = EndFacts::running_end(agreement, n, day)?;
    let at = At::new(PartialDate::Day(end), continues.span);
    (end > written.at.value.last_day()).then(|| Fact::new(FactKind::Ends, None, &at))
}

/// A document or an approval can be of any time before today, long before the agreement and long after it.
fn ahead(frame: &Frame<'_>) -> impl Iterator<Item = Violation> {
    let documents = frame.agreement.documents.iter().enumerate();
    let dated = documents
        .filter_map(|(n, document)| Some(Fact::new(FactKind::Dated, Some(n), document.on.as_ref()?)));
    let approvals = frame.agreement.approvals.iter().enumerate();
    let approved = approvals.map(|(n, approval)| Fact::new(FactKind::Approved, Some(n), &approval.on));
    let ahead = dated
        .chain(approved)
        .filter(|dated| dated.at.value.first_day() > frame.today);
    ahead.map(|dated| Violation::new(Rule::Ahead, dated, None))
}

/// An extension is decided while there is something to extend.
fn of_decision(frame: &Frame<'_>, n: usize, extension: &Extension) -> Option<Violation> {
    let decided = Fact::new(FactKind::Decided, Some(n), extension.decided.as_ref()?);
    let held = frame
        .end
        .as_ref()
        .and_then(|_| end_before(&frame.agreement.term, n));
    frame.of_date(decided, held.as_ref())
}
