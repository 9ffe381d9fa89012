//! The rules of truth: which facts about an agreement cannot be true together, or on a day, and in which
//! order facts come. Validation and the acts both ask them, so that what a command refuses is found in a
//! file, and the other way round (`docs/format.md`, "What cannot be true"). It must never report a finding.
//!
//! Only what is certain counts: of a date known to the year or the month the day most in its favour.

mod seat;
mod signatory;
mod term;

use chrono::NaiveDate;

pub use seat::{SeatProblem, SeatViolation, seat_violations};
pub use term::undecided_extension;

use super::term::months_before;
use super::time::Milestones;
use super::{Agreement, Ending, Organisation, OrganisationId, PartialDate, Term};
use crate::diagnostic::{At, Span};

/// How many years before the start of the term a fact may lie. No text is signed or decided on that long
/// before it takes effect, and a slip in the tens or hundreds of a year lies outside.
pub const MOST_YEARS_AHEAD_OF_TERM: u32 = 5;

/// What a rule forbids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// A fact is recorded once it has come about.
    Ahead,
    /// A fact lies years before the term.
    Implausible,
    /// No one signs or extends what is not open for signing yet.
    BeforeOpening,
    /// No one signs what is over.
    SignedAfterEnd,
    /// No one joins, declines, leaves, opens, extends or terminates what is over, nor signs on the day from
    /// which it is terminated.
    AfterEnd,
    /// A signature that comes after the notice of withdrawal.
    SignedAfterNotice,
    /// A signature that comes before the accession.
    SignedBeforeJoining,
    /// An accession before the start of the term.
    JoinedBeforeStart,
    /// An accession to what is not in force by then.
    JoinedBeforeEntry,
    /// One that no longer exists neither signs nor joins.
    SignedAfterCeasing,
    /// One that no longer exists is not waited for.
    ListedAfterCeasing,
    /// Who declined has neither signed nor joined nor withdrawn.
    DeclinedAndMore,
    /// Only who has signed can withdraw.
    WithdrawnUnsigned,
    /// A withdrawal takes effect after its notice.
    EffectiveBeforeNotice,
    /// An extension of what has no end.
    ExtendsOpenEnded,
    /// An extension that ends the term earlier.
    ExtensionShortens,
    /// An extension that moves nothing.
    ExtensionWithoutEffect,
    /// A text is opened for somebody to sign it.
    OpenedForNobody,
}

impl Rule {
    /// All rules.
    pub const ALL: [Self; 18] = [
        Self::Ahead,
        Self::Implausible,
        Self::BeforeOpening,
        Self::SignedAfterEnd,
        Self::AfterEnd,
        Self::SignedAfterNotice,
        Self::SignedBeforeJoining,
        Self::JoinedBeforeStart,
        Self::JoinedBeforeEntry,
        Self::SignedAfterCeasing,
        Self::ListedAfterCeasing,
        Self::DeclinedAndMore,
        Self::WithdrawnUnsigned,
        Self::EffectiveBeforeNotice,
        Self::ExtendsOpenEnded,
        Self::ExtensionShortens,
        Self::ExtensionWithoutEffect,
        Self::OpenedForNobody,
    ];

    /// Whether the rule reads the term, so that it must wait until the term can be read.
    #[must_use]
    pub const fn needs_term(self) -> bool {
        matches!(
            self,
            Self::Implausible
                | Self::SignedAfterEnd
                | Self::AfterEnd
                | Self::JoinedBeforeStart
                | Self::JoinedBeforeEntry
                | Self::ExtendsOpenEnded
                | Self::ExtensionShortens
                | Self::ExtensionWithoutEffect
        )
    }

    /// Whether the rule holds one date against the day and the life of the agreement. Of these a fact
    /// violates one at most: the gravest.
    #[must_use]
    pub const fn is_of_one_date(self) -> bool {
        matches!(
            self,
            Self::Ahead | Self::Implausible | Self::BeforeOpening | Self::SignedAfterEnd | Self::AfterEnd
        )
    }

    /// Whether the rule follows from all signatories together, so that it must wait until all can be read.
    #[must_use]
    pub const fn needs_everybody(self) -> bool {
        matches!(self, Self::JoinedBeforeEntry | Self::OpenedForNobody)
    }

    /// Whether an act may leave the rule violated. A coordinator who records an old agreement enters the
    /// accessions before the signatures that bring it into force, and the day of an accession may be no more
    /// than that of its registration, while the signature has a day of its own.
    #[must_use]
    pub const fn is_open_to_acts(self) -> bool {
        matches!(self, Self::JoinedBeforeEntry | Self::SignedBeforeJoining)
    }
}

/// What a date says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FactKind {
    /// The signatory signed.
    Signed,
    Joined,
    Declined,
    /// It gave notice.
    Notice,
    /// Its withdrawal takes effect.
    Effective,
    /// It ceased, by the record of organisations.
    Ceased,
    /// The term starts.
    Starts,
    /// The term ends by its own text.
    Ends,
    /// The term ends by an extension.
    Until,
    /// The extension was decided.
    Decided,
    /// The date on a document.
    Dated,
    /// An organisation approved a text.
    Approved,
    /// Signing began.
    Opened,
    /// The agreement was terminated.
    Terminated,
    /// The agreement entered into force, as follows from the other facts.
    Entered,
}

/// A date of an agreement, and of whom or what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it says.
    pub kind: FactKind,
    /// The number of the signatory, of the extension, of the document or of the approval; `None` where the fact is of the agreement.
    pub of: Option<usize>,
    /// The date and its place: in the agreement's file, or of [`FactKind::Ceased`] in that of the organisations.
    pub at: At<PartialDate>,
}

impl Fact {
    fn new(kind: FactKind, of: Option<usize>, at: &At<PartialDate>) -> Self {
        Self {
            kind,
            of,
            at: at.clone(),
        }
    }

    /// The number of the signatory that the fact is of.
    #[must_use]
    pub const fn signatory(&self) -> Option<usize> {
        match self.kind {
            FactKind::Until | FactKind::Decided | FactKind::Dated | FactKind::Approved => None,
            _ => self.of,
        }
    }

    fn is_same_place(&self, other: &Self) -> bool {
        (self.kind, self.of) == (other.kind, other.of)
    }
}

/// A rule and the facts that violate it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    pub rule: Rule,
    /// The fact that cannot be true.
    pub fact: Fact,
    /// The fact that it disagrees with; `None` where that is the day, or nothing at all.
    pub against: Option<Fact>,
}

impl Violation {
    fn new(rule: Rule, fact: Fact, against: Option<Fact>) -> Self {
        Self { rule, fact, against }
    }

    /// Whether the violation was there before: the same rule is violated by the same fact, perhaps in
    /// another way.
    fn is_kept_from(&self, before: &[Self]) -> bool {
        let is_same = |old: &Self| {
            let is_same_rule = old.rule == self.rule;
            let is_same_kind = old.rule.is_of_one_date() && self.rule.is_of_one_date();
            old.fact.is_same_place(&self.fact) && (is_same_rule || is_same_kind)
        };
        before.iter().any(is_same)
    }
}

/// All violations in one agreement that its own facts and the day say.
#[must_use]
pub fn violations(agreement: &Agreement, today: NaiveDate) -> Vec<Violation> {
    let frame = Frame::of(agreement, today);
    let mut found = term::violations(&frame);
    found.extend(signatory::violations(&frame));
    found
}

/// The violations that the record of organisations says.
#[must_use]
pub fn violations_of_record<'a>(
    agreement: &Agreement,
    find: impl Fn(&OrganisationId) -> Option<&'a Organisation>,
    today: NaiveDate,
) -> Vec<Violation> {
    let mut found = Vec::new();
    for (n, one) in agreement.signatories.iter().enumerate() {
        let record = find(&one.organisation.value);
        if let Some(ceased) = record.and_then(|record| record.ceased.as_ref()) {
            found.extend(signatory::after_ceasing(n, one, ceased, today));
        }
    }
    found
}

/// What is violated after a change and was not before.
#[must_use]
pub fn new_violations(before: &[Violation], after: Vec<Violation>) -> Vec<Violation> {
    let is_new = |violation: &Violation| !violation.is_kept_from(before);
    after.into_iter().filter(is_new).collect()
}

/// Whether one date certainly lies after another.
#[must_use]
pub fn certainly_after(later: PartialDate, earlier: PartialDate) -> bool {
    later.first_day() > earlier.last_day()
}

/// Whether a term ends before it starts; it has no end to go by.
#[must_use]
pub fn is_reversed(term: &Term) -> bool {
    match term.ending.value {
        Ending::OpenEnded => false,
        Ending::On(end) => end.last_day() < term.starts.value.first_day(),
    }
}

/// What every date of an agreement is held against.
struct Frame<'a> {
    agreement: &'a Agreement,
    today: NaiveDate,
    opened: Option<Fact>,
    terminated: Option<Fact>,
    /// The end of the term with its extensions; none of a term that is reversed, or of what continues by itself.
    end: Option<Fact>,
    entered_on: Option<NaiveDate>,
}

impl<'a> Frame<'a> {
    fn of(agreement: &'a Agreement, today: NaiveDate) -> Self {
        let opened = agreement.opened.as_ref();
        let terminated = agreement.terminated.as_ref();
        let milestones = Milestones::of(agreement, None);
        let lapses = milestones.lapses_on().is_some() && !is_reversed(&agreement.term);
        Self {
            agreement,
            today,
            opened: opened.map(|opened| Fact::new(FactKind::Opened, None, &opened.on)),
            terminated: terminated.map(|end| Fact::new(FactKind::Terminated, None, &end.on)),
            end: lapses
                .then(|| end_before(&agreement.term, agreement.term.extensions.len()))
                .flatten(),
            entered_on: milestones.entered_on(),
        }
    }

    fn starts(&self) -> Fact {
        Fact::new(FactKind::Starts, None, &self.agreement.term.starts)
    }

    /// The gravest rule that the date of a fact violates, `end` being the end of the term that it goes by.
    fn of_date(&self, fact: Fact, end: Option<&Fact>) -> Option<Violation> {
        let (rule, against) = self
            .after_end(&fact, end)
            .or_else(|| (fact.at.value.first_day() > self.today).then_some((Rule::Ahead, None)))
            .or_else(|| self.implausible(&fact))
            .or_else(|| self.before_opening(&fact))?;
        Some(Violation::new(rule, fact, against))
    }

    fn after_end(&self, fact: &Fact, end: Option<&Fact>) -> Option<(Rule, Option<Fact>)> {
        let on = fact.at.value;
        let is_after = |end: &&Fact| certainly_after(on, end.at.value);
        let terminated = self
            .terminated
            .as_ref()
            .filter(|_| fact.kind != FactKind::Terminated);
        let earliest = end
            .into_iter()
            .chain(terminated)
            .min_by_key(|end| end.at.value.last_day());
        if let Some(end) = earliest.filter(is_after) {
            let rule = match fact.kind {
                FactKind::Signed => Rule::SignedAfterEnd,
                _ => Rule::AfterEnd,
            };
            return Some((rule, Some(end.clone())));
        }
        // From the day of its termination an agreement binds no one.
        let terminated = terminated.filter(|terminated| on.first_day() >= terminated.at.value.last_day())?;
        Some((Rule::AfterEnd, Some(terminated.clone())))
    }

    fn implausible(&self, fact: &Fact) -> Option<(Rule, Option<Fact>)> {
        let starts = self.starts();
        let earliest = months_before(starts.at.value.first_day(), 12 * MOST_YEARS_AHEAD_OF_TERM)?;
        (fact.at.value.last_day() < earliest).then_some((Rule::Implausible, Some(starts)))
    }

    fn before_opening(&self, fact: &Fact) -> Option<(Rule, Option<Fact>)> {
        let opened = self.opened.as_ref()?;
        let waits = matches!(fact.kind, FactKind::Signed | FactKind::Decided);
        let is_early = waits && certainly_after(opened.at.value, fact.at.value);
        is_early.then(|| (Rule::BeforeOpening, Some(opened.clone())))
    }
}

/// The end that held before the extension of a number: that of the one before it, or the term's own.
fn end_before(term: &Term, extension: usize) -> Option<Fact> {
    if let Some(last) = extension.checked_sub(1) {
        let until = &term.extensions.get(last)?.until;
        return Some(Fact::new(FactKind::Until, Some(last), until));
    }
    match term.ending.value {
        Ending::OpenEnded => None,
        Ending::On(date) => Some(Fact::new(FactKind::Ends, None, &At::new(date, term.ending.span))),
    }
}

/// A day that follows from other facts and is nowhere.
fn derived(kind: FactKind, day: NaiveDate) -> Fact {
    Fact::new(kind, None, &At::new(PartialDate::Day(day), Span::default()))
}
