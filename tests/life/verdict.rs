//! What an act has to lead to: the facts after it, or a refusal. What is certain follows from the
//! commands' description and from what validation calls an error: a recorded fact is not changed, and
//! no fact may contradict another. Where dates are too vague to tell, both answers are right.

use std::collections::BTreeMap;

use crate::date::Date;
use crate::facts::{Agreement, Signatory};
use crate::steps::Deed;

/// What must come of an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It is recorded.
    Recorded,
    /// It stands in the file already, and nothing changes.
    OnRecord,
    Refused,
    /// Dates known only to the year or the month leave it open.
    Either,
}

impl Verdict {
    /// One act for several: a refusal of one refuses all.
    fn and(self, other: Self) -> Self {
        use Verdict::{Either, OnRecord, Recorded, Refused};
        match (self, other) {
            (Refused, _) | (_, Refused) => Refused,
            (Either, _) | (_, Either) => Either,
            (OnRecord, OnRecord) => OnRecord,
            (Recorded | OnRecord, _) => Recorded,
        }
    }
}

fn refused_if(is_refused: bool) -> Verdict {
    if is_refused {
        Verdict::Refused
    } else {
        Verdict::Recorded
    }
}

/// A fact that is there already is kept: the same again changes nothing, another is refused.
fn recorded(there: Date, given: Date) -> Verdict {
    if there == given {
        Verdict::OnRecord
    } else {
        Verdict::Refused
    }
}

/// What must come of a deed on an agreement whose file is in order.
pub(crate) fn verdict(
    agreement: &Agreement,
    ceased: &BTreeMap<&'static str, Date>,
    deed: &Deed,
    today: Date,
) -> Verdict {
    match deed {
        Deed::Sign { who, on } => who
            .iter()
            .map(|one| match agreement.signatory(one) {
                Some(one) => signature(agreement, one, *on, today).and(existing(
                    ceased.get(one.organisation),
                    one,
                    *on,
                )),
                None => Verdict::Refused,
            })
            .fold(Verdict::OnRecord, Verdict::and),
        Deed::Decline { who, on } => match agreement.signatory(who) {
            Some(Signatory {
                declined: Some(declined),
                ..
            }) => recorded(*declined, *on),
            Some(one) => {
                let has_answered = one.signed.or(one.joined).is_some() || one.withdrawn.is_some();
                refused_if(has_answered || on.is_certainly_after(today))
            }
            None => Verdict::Refused,
        },
        Deed::Withdraw {
            who,
            notice,
            effective,
        } => match agreement.signatory(who) {
            Some(one) => withdrawal(one, (*notice, *effective), today),
            None => Verdict::Refused,
        },
        Deed::Terminate { on } => termination(agreement, *on),
        Deed::Extend { until } => extension(agreement, *until),
        Deed::Register { who, on } => {
            refused_if(agreement.signatory(who).is_some()).and(accession(agreement, *on, today))
        }
        Deed::Open { on } => opening(agreement, *on),
    }
}

fn signature(agreement: &Agreement, one: &Signatory, on: Date, today: Date) -> Verdict {
    if let Some(signed) = one.signed {
        return recorded(signed, on);
    }
    if one.declined.is_some() || one.withdrawn.is_some() || on.is_certainly_after(today) {
        return Verdict::Refused;
    }
    if agreement
        .opened
        .is_some_and(|opened| opened.is_certainly_after(on))
    {
        return Verdict::Refused;
    }
    let in_time = not_after(on, agreement.effective_end());
    // On the day of its termination an agreement binds nobody any more.
    match agreement.terminated {
        Some(terminated) if on.last() < terminated.first() => in_time,
        Some(terminated) => in_time.and(not_after(on, Some(terminated))).and(Verdict::Either),
        None => in_time,
    }
}

/// An organisation that no longer exists signs nothing more; what is on record stays.
fn existing(ceased: Option<&Date>, one: &Signatory, on: Date) -> Verdict {
    match ceased {
        Some(ceased) if one.signed.is_none() => refused_if(ceased.last() < on.first()),
        _ => Verdict::OnRecord,
    }
}

/// Once the term has begun, a new entry is an accession: to what goes on, and not ahead of today.
fn accession(agreement: &Agreement, on: Date, today: Date) -> Verdict {
    if on.first() <= agreement.starts.first() {
        return Verdict::Recorded;
    }
    let is_over = agreement
        .effective_end()
        .is_some_and(|end| end.last() < on.first())
        || agreement
            .terminated
            .is_some_and(|terminated| terminated.first() <= on.first());
    refused_if(is_over || on.first() > today.first())
}

fn not_after(on: Date, end: Option<Date>) -> Verdict {
    match end {
        Some(end) if on.is_certainly_after(end) => Verdict::Refused,
        Some(end) if on.last() > end.last() => Verdict::Either,
        _ => Verdict::Recorded,
    }
}

fn withdrawal(one: &Signatory, dates: (Date, Date), today: Date) -> Verdict {
    let (notice, effective) = dates;
    match (one.withdrawn, one.signed) {
        (Some(withdrawn), _) if withdrawn == dates => Verdict::OnRecord,
        (Some(_), _) | (None, None) => Verdict::Refused,
        (None, Some(signed)) => refused_if(
            notice.is_certainly_after(today)
                || notice.is_certainly_after(effective)
                || signed.is_certainly_after(notice),
        ),
    }
}

fn termination(agreement: &Agreement, on: Date) -> Verdict {
    if let Some(terminated) = agreement.terminated {
        return recorded(terminated, on);
    }
    let signed = agreement.signatories.iter().filter_map(|one| one.signed);
    let is_outlived = signed.into_iter().any(|signed| signed.is_certainly_after(on));
    refused_if(is_outlived).and(not_after(on, agreement.effective_end()))
}

fn extension(agreement: &Agreement, until: Date) -> Verdict {
    match agreement.effective_end() {
        None => Verdict::Refused,
        Some(end) if end == until && !agreement.extended.is_empty() => Verdict::OnRecord,
        Some(end) => refused_if(agreement.terminated.is_some() || until.last() <= end.last()),
    }
}

fn opening(agreement: &Agreement, on: Date) -> Verdict {
    if let Some(opened) = agreement.opened {
        return recorded(opened, on);
    }
    let mut signed = agreement.signatories.iter().filter_map(|one| one.signed);
    let has_begun = signed.any(|signed| on.is_certainly_after(signed));
    refused_if(has_begun || agreement.signatories.is_empty())
}

/// The facts of an agreement once a deed is on record.
pub(crate) fn record(agreement: &mut Agreement, deed: &Deed) {
    match deed {
        Deed::Sign { who, on } => {
            for one in who {
                change(agreement, one, |one| one.signed = Some(*on));
            }
        }
        Deed::Decline { who, on } => change(agreement, who, |one| one.declined = Some(*on)),
        Deed::Withdraw {
            who,
            notice,
            effective,
        } => {
            change(agreement, who, |one| one.withdrawn = Some((*notice, *effective)));
        }
        Deed::Terminate { on } => agreement.terminated = Some(*on),
        Deed::Extend { until } => agreement.extended.push(*until),
        Deed::Register { who, on } => {
            let joined = Some(*on).filter(|on| on.first() > agreement.starts.first());
            agreement.signatories.push(Signatory {
                joined,
                ..Signatory::new(who)
            });
        }
        Deed::Open { on } => agreement.opened = Some(*on),
    }
}

fn change(agreement: &mut Agreement, organisation: &str, how: impl FnOnce(&mut Signatory)) {
    let one = agreement.signatory_mut(organisation);
    how(one.expect("a deed on record is one of a signatory"));
}
