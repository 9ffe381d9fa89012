//! What cannot be true of the agreement as a whole: its opening, its extensions, its termination and the dates of
//! its documents.

use super::{Fact, FactKind, Frame, Rule, Violation, end_before, is_reversed};
use crate::model::Extension;

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
        found.extend(of_end(frame, n, extension));
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

/// Each extension is compared with the end that held before it.
fn of_end(frame: &Frame<'_>, n: usize, extension: &Extension) -> Option<Violation> {
    let until = Fact::new(FactKind::Until, Some(n), &extension.until);
    let Some(held) = end_before(&frame.agreement.term, n) else {
        return Some(Violation::new(Rule::ExtendsOpenEnded, until, None));
    };
    let rule = match until.at.value.last_day().cmp(&held.at.value.last_day()) {
        std::cmp::Ordering::Less => Rule::ExtensionShortens,
        std::cmp::Ordering::Equal => Rule::ExtensionWithoutEffect,
        std::cmp::Ordering::Greater => return None,
    };
    Some(Violation::new(rule, until, Some(held)))
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
    let term = &frame.agreement.term;
    let held = end_before(term, n).filter(|_| !is_reversed(term) && term.continues.is_none());
    frame.of_date(decided, held.as_ref())
}
