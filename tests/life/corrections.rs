//! Corrections of recorded facts: where each is in the file, what must come of it, and what is recorded after it.

use std::fmt;

use crate::contradictions::is_untrue;
use crate::date::Date;
use crate::facts::{Agreement, Correction, Signatory};
use crate::owners::Ceased;
use crate::verdict::Verdict;

/// The reason of every correction: a text that needs its quotes.
pub(crate) const BECAUSE: &str = "väärin: # kirjattu";

/// The reason of every termination.
pub(crate) const REASON: &str = "Päätös: § 4";

/// A recorded date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fact {
    Signed(&'static str),
    Declined(&'static str),
    Joined(&'static str),
    Notice(&'static str),
    Effective(&'static str),
    Opened,
    Terminated,
    /// Of the last extension.
    Until,
    /// Of the last extension.
    Decided,
    /// One of those that the file has by then, counted round.
    Any(usize),
}

impl Fact {
    fn signatory(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Signed(who) => Some((who, "signed")),
            Self::Declined(who) => Some((who, "declined")),
            Self::Joined(who) => Some((who, "joined")),
            Self::Notice(who) => Some((who, "withdrawn.notice")),
            Self::Effective(who) => Some((who, "withdrawn.effective")),
            _ => None,
        }
    }

    /// Where the date is in a file with so many extensions.
    pub(crate) fn path(self, n_extensions: usize) -> String {
        match (self, self.signatory()) {
            (_, Some((who, field))) => format!("signatories.{who}.{field}"),
            (Self::Opened, _) => "opened.on".to_owned(),
            (Self::Terminated, _) => "terminated.on".to_owned(),
            (Self::Decided, _) => format!("term.extended.{n_extensions}.decided"),
            _ => format!("term.extended.{n_extensions}.until"),
        }
    }

    /// Where everything is that goes with the date when it is taken back.
    pub(crate) fn whole(self, n_extensions: usize) -> String {
        let path = self.path(n_extensions);
        match self {
            Self::Signed(_) | Self::Declined(_) | Self::Joined(_) => path,
            // Without the only one there is no list of extensions.
            Self::Until | Self::Decided if n_extensions == 1 => "term.extended".to_owned(),
            _ => path
                .rsplit_once('.')
                .map_or(path.clone(), |(whole, _)| whole.to_owned()),
        }
    }

    /// Whether the date is an entry of a list when it is taken back.
    pub(crate) const fn is_entry(self, n_extensions: usize) -> bool {
        matches!(self, Self::Until | Self::Decided) && n_extensions > 1
    }

    fn of(self, agreement: &Agreement) -> Option<Date> {
        let one = |who: &str| agreement.signatory(who).copied();
        let last = agreement.extended.last();
        match self {
            Self::Signed(who) => one(who)?.signed,
            Self::Declined(who) => one(who)?.declined,
            Self::Joined(who) => one(who)?.joined,
            Self::Notice(who) => Some(one(who)?.withdrawn?.0),
            Self::Effective(who) => Some(one(who)?.withdrawn?.1),
            Self::Opened => agreement.opened,
            Self::Terminated => agreement.terminated,
            Self::Until => Some(last?.until),
            Self::Decided => last?.decided,
            Self::Any(_) => None,
        }
    }

    /// Which of the facts on record it is.
    fn named(self, agreement: &Agreement) -> Self {
        let Self::Any(n) = self else { return self };
        let of_signatory = |one: &Signatory| {
            let who = one.organisation;
            [
                Self::Signed(who),
                Self::Declined(who),
                Self::Joined(who),
                Self::Notice(who),
                Self::Effective(who),
            ]
        };
        let of_signatories = agreement.signatories.iter().flat_map(of_signatory);
        let all = [Self::Opened, Self::Terminated, Self::Until, Self::Decided].into_iter();
        let recorded = all
            .chain(of_signatories)
            .filter(|fact| fact.of(agreement).is_some());
        let recorded: Vec<Self> = recorded.collect();
        recorded.get(n % recorded.len().max(1)).copied().unwrap_or(self)
    }

    /// Whether there is something to correct: that the decision of an extension has no date may be corrected, too.
    fn is_recorded(self, agreement: &Agreement) -> bool {
        let of = if self == Self::Decided { Self::Until } else { self };
        of.of(agreement).is_some()
    }

    fn set(self, agreement: &mut Agreement, to: Option<Date>) {
        let mut change = |who: &str, how: &dyn Fn(&mut Signatory)| {
            agreement.signatory_mut(who).map(how);
        };
        match (self, to) {
            (Self::Signed(who), to) => change(who, &|one| one.signed = to),
            (Self::Declined(who), to) => change(who, &|one| one.declined = to),
            (Self::Joined(who), to) => change(who, &|one| one.joined = to),
            (Self::Notice(who) | Self::Effective(who), None) => change(who, &|one| one.withdrawn = None),
            (Self::Notice(who), Some(to)) => change(who, &|one| {
                one.withdrawn = one.withdrawn.map(|(_, effective)| (to, effective));
            }),
            (Self::Effective(who), Some(to)) => change(who, &|one| {
                one.withdrawn = one.withdrawn.map(|(notice, _)| (notice, to));
            }),
            (Self::Opened, to) => agreement.opened = to,
            (Self::Terminated, to) => agreement.terminated = to,
            (Self::Until | Self::Decided, None) => drop(agreement.extended.pop()),
            (Self::Until, Some(to)) => {
                if let Some(last) = agreement.extended.last_mut() {
                    last.until = to;
                }
            }
            (Self::Any(_), _) => {}
            (Self::Decided, to) => {
                if let Some(last) = agreement.extended.last_mut() {
                    last.decided = to;
                }
            }
        }
    }
}

/// A date is corrected to another one, or taken back.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Correcting {
    pub(crate) fact: Fact,
    pub(crate) to: Option<Date>,
}

impl Correcting {
    /// The correction of a fact by its name.
    pub(crate) fn named(self, agreement: &Agreement) -> Self {
        let fact = self.fact.named(agreement);
        Self { fact, ..self }
    }

    pub(crate) const fn kind(self) -> &'static str {
        match (self.fact, self.to) {
            (_, Some(_)) => "correct",
            (Fact::Opened, None) => "reopen",
            (_, None) => "take back",
        }
    }

    pub(crate) fn verdict(self, agreement: &Agreement, ceased: &Ceased, today: Date) -> Verdict {
        let Self { fact, to } = self;
        if !fact.is_recorded(agreement) {
            return Verdict::Refused;
        }
        if to.is_some() && fact.of(agreement) == to {
            return Verdict::OnRecord;
        }
        // What has been signed stays open.
        let is_signed = agreement.signatories.iter().any(|one| one.signed.is_some());
        let is_reopened = fact == Fact::Opened && to.is_none() && is_signed;
        let mut after = agreement.clone();
        fact.set(&mut after, to);
        if is_reopened || is_untrue(agreement, &after, ceased, today) {
            Verdict::Refused
        } else {
            Verdict::Recorded
        }
    }

    /// The facts once it is on record, and the line that tells of it.
    pub(crate) fn record(self, agreement: &mut Agreement, today: Date) {
        let Self { fact, to } = self;
        let n_extensions = agreement.extended.len();
        let was = fact.of(agreement);
        let told = match to {
            Some(to) => Correction {
                what: fact.path(n_extensions),
                was: was.map(|was| was.to_string()),
                is: Some(to.to_string()),
                on: today,
                because: BECAUSE.to_owned(),
            },
            None => Correction {
                what: fact.whole(n_extensions),
                was: Some(self.told(agreement)),
                is: None,
                on: today,
                because: BECAUSE.to_owned(),
            },
        };
        fact.set(agreement, to);
        agreement.corrections.push(told);
    }

    /// What is taken back, in one line; of an opening without the digest.
    fn told(self, agreement: &Agreement) -> String {
        let date = self
            .fact
            .of(agreement)
            .map(|date| date.to_string())
            .unwrap_or_default();
        let withdrawn = self
            .fact
            .signatory()
            .and_then(|(who, _)| agreement.signatory(who)?.withdrawn);
        match (self.fact, withdrawn) {
            (Fact::Notice(_) | Fact::Effective(_), Some((notice, effective))) => {
                format!("notice: {notice}, effective: {effective}")
            }
            (Fact::Opened, _) => format!("on: {date}"),
            (Fact::Terminated, _) => format!("on: {date}, reason: {REASON}"),
            (Fact::Until | Fact::Decided, _) => {
                let last = agreement.extended.last();
                let decided = last.and_then(|last| last.decided);
                let decided = decided.map_or(String::new(), |decided| format!(", decided: {decided}"));
                last.map_or(String::new(), |last| format!("until: {}{decided}", last.until))
            }
            _ => date,
        }
    }
}

impl fmt::Debug for Correcting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to {
            Some(to) => write!(f, "{:?} is corrected to {to}", self.fact),
            None => write!(f, "{:?} is taken back", self.fact),
        }
    }
}
