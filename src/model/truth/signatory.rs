//! What cannot be true of one signatory.

use chrono::NaiveDate;

use super::{Fact, FactKind, Frame, Rule, Violation, certainly_after, derived};
use crate::diagnostic::At;
use crate::model::{PartialDate, Signatory};

pub(super) fn violations(frame: &Frame<'_>) -> Vec<Violation> {
    let mut found = Vec::new();
    for (n, one) in frame.agreement.signatories.iter().enumerate() {
        let facts = Facts { n, one };
        found.extend(facts.of_dates(frame));
        found.extend(facts.contradiction());
        found.extend(facts.signed_after_notice());
        found.extend(facts.accession(frame));
        found.extend(facts.signed_before_joining());
    }
    found
}

/// What cannot be true of a signatory whose last day is recorded.
pub(super) fn after_ceasing(
    n: usize,
    one: &Signatory,
    ceased: &At<PartialDate>,
    today: NaiveDate,
) -> Option<Violation> {
    let facts = Facts { n, one };
    let end = Fact::new(FactKind::Ceased, Some(n), ceased);
    let late = [facts.signed(), facts.joined()]
        .into_iter()
        .flatten()
        .find(|fact| certainly_after(fact.at.value, ceased.value));
    if let Some(late) = late {
        return Some(Violation::new(Rule::SignedAfterCeasing, late, Some(end)));
    }
    let is_pending = one.signed.is_none() && one.declined.is_none() && one.withdrawn.is_none();
    let is_late = is_pending && ceased.value.last_day() < today;
    is_late.then(|| Violation::new(Rule::ListedAfterCeasing, end, None))
}

/// The facts of the signatory of a number.
#[derive(Clone, Copy)]
struct Facts<'a> {
    n: usize,
    one: &'a Signatory,
}

impl Facts<'_> {
    fn fact(self, kind: FactKind, at: Option<&At<PartialDate>>) -> Option<Fact> {
        Some(Fact::new(kind, Some(self.n), at?))
    }

    fn signed(self) -> Option<Fact> {
        self.fact(FactKind::Signed, self.one.signed.as_ref())
    }

    fn joined(self) -> Option<Fact> {
        self.fact(FactKind::Joined, self.one.joined.as_ref())
    }

    fn declined(self) -> Option<Fact> {
        self.fact(FactKind::Declined, self.one.declined.as_ref())
    }

    fn notice(self) -> Option<Fact> {
        let withdrawn = self.one.withdrawn.as_ref();
        self.fact(FactKind::Notice, withdrawn.map(|withdrawn| &withdrawn.notice))
    }

    fn effective(self) -> Option<Fact> {
        let withdrawn = self.one.withdrawn.as_ref();
        self.fact(
            FactKind::Effective,
            withdrawn.map(|withdrawn| &withdrawn.effective),
        )
    }

    fn of_dates(self, frame: &Frame<'_>) -> impl Iterator<Item = Violation> {
        let facts = [self.signed(), self.joined(), self.declined(), self.notice()];
        let found = facts.into_iter().flatten();
        found.filter_map(|fact| frame.of_date(fact, frame.end.as_ref()))
    }

    /// At most one contradiction is reported each signatory: the others go with it.
    fn contradiction(self) -> Option<Violation> {
        let violation = |rule, fact, against| Some(Violation::new(rule, fact, against));
        if let Some(declined) = self.declined() {
            let other = self.signed().or(self.joined()).or(self.notice());
            return violation(Rule::DeclinedAndMore, declined, Some(other?));
        }
        let (notice, effective) = (self.notice()?, self.effective()?);
        if self.one.signed.is_none() {
            return violation(Rule::WithdrawnUnsigned, notice, None);
        }
        if certainly_after(notice.at.value, effective.at.value) {
            return violation(Rule::EffectiveBeforeNotice, effective, Some(notice));
        }
        None
    }

    fn signed_after_notice(self) -> Option<Violation> {
        let (signed, notice) = (self.signed()?, self.notice()?);
        certainly_after(signed.at.value, notice.at.value)
            .then(|| Violation::new(Rule::SignedAfterNotice, signed, Some(notice)))
    }

    fn signed_before_joining(self) -> Option<Violation> {
        let (signed, joined) = (self.signed()?, self.joined()?);
        certainly_after(joined.at.value, signed.at.value)
            .then(|| Violation::new(Rule::SignedBeforeJoining, signed, Some(joined)))
    }

    /// `joined` is for who comes to an agreement that is in force. Before the start it is a slip; until
    /// the day of the entry into force it changes nothing but who is counted and waited for.
    fn accession(self, frame: &Frame<'_>) -> Option<Violation> {
        let joined = self.joined()?;
        let starts = frame.starts();
        if certainly_after(starts.at.value, joined.at.value) {
            return Some(Violation::new(Rule::JoinedBeforeStart, joined, Some(starts)));
        }
        let is_early = frame
            .entered_on
            .is_none_or(|entered| joined.at.value.last_day() <= entered);
        let entered = frame
            .entered_on
            .map(|entered| derived(FactKind::Entered, entered));
        is_early.then(|| Violation::new(Rule::JoinedBeforeEntry, joined, entered))
    }
}
