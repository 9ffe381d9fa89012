//! What an act has to lead to: the facts after it, or a refusal. What is certain follows from the
//! commands' description and from what validation calls an error: a recorded fact is not changed, and
//! no fact may contradict another. Where dates are too vague to say, the fact is recorded.

use std::collections::BTreeMap;

use crate::date::Date;
use crate::facts::{Agreement, Approval, Extension, Signatory};
use crate::oracle::{status, term_end};
use crate::seating::{Refused, seated};
use crate::steps::Deed;

/// What must come of an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It is recorded.
    Recorded,
    /// It is in the file already, and nothing changes.
    OnRecord,
    Refused,
}

impl Verdict {
    /// One act for several: a refusal of one refuses all.
    fn and(self, other: Self) -> Self {
        use Verdict::{OnRecord, Recorded, Refused};
        match (self, other) {
            (Refused, _) | (_, Refused) => Refused,
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
    let frame = Frame { agreement, today };
    match deed {
        Deed::Sign { who, on } => who
            .iter()
            .map(|one| match agreement.signatory(one) {
                Some(one) => frame
                    .signature(one, *on)
                    .and(existing(ceased.get(one.organisation), one, *on)),
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
                refused_if(has_answered || frame.is_impossible(*on))
            }
            None => Verdict::Refused,
        },
        Deed::Withdraw {
            who,
            notice,
            effective,
        } => match agreement.signatory(who) {
            Some(one) => frame.withdrawal(one, (*notice, *effective)),
            None => Verdict::Refused,
        },
        Deed::Terminate { on } => frame.termination(*on),
        Deed::Extend { until } => extension(agreement, *until, today),
        Deed::Register { who, on } => refused_if(agreement.signatory(who).is_some())
            .and(frame.accession(*on))
            .and(refused_if(
                ceased
                    .get(who)
                    .is_some_and(|ceased| ceased.last() < today.first()),
            )),
        Deed::Open { on } => frame.opening(*on),
        Deed::Approve { who, on } => {
            let approvals = who.iter().map(|who| frame.approval(who, *on));
            approvals.fold(Verdict::OnRecord, Verdict::and)
        }
        Deed::Chair { .. } | Deed::Join { .. } | Deed::Leave { .. } => match seated(agreement, deed, today) {
            Err(Refused) => Verdict::Refused,
            Ok(after) if after == *agreement => Verdict::OnRecord,
            Ok(_) => Verdict::Recorded,
        },
        Deed::Correct(correcting) => correcting.verdict(agreement, ceased, today),
        Deed::Change(changing) => changing.verdict(agreement, ceased, today),
    }
}

/// An agreement, and the day on which everything is recorded. Only what is certain is impossible.
#[derive(Clone, Copy)]
struct Frame<'a> {
    agreement: &'a Agreement,
    today: Date,
}

impl Frame<'_> {
    /// Whether the agreement is over by a date. On the day of its termination it binds no one any more.
    fn is_over(self, on: Date) -> bool {
        let Agreement { terminated, .. } = self.agreement;
        self.agreement
            .last_end()
            .is_some_and(|end| on.is_certainly_after(end))
            || terminated.is_some_and(|terminated| terminated.last() <= on.first())
    }

    fn is_impossible(self, on: Date) -> bool {
        self.is_over(on) || on.is_certainly_after(self.today)
    }

    fn is_before_opening(self, on: Date) -> bool {
        let Agreement { opened, .. } = self.agreement;
        opened.is_some_and(|opened| opened.is_certainly_after(on))
    }

    /// When extensions were decided, but for decisions that come too late for what they extend: these are
    /// wrong already.
    fn decisions(self) -> impl Iterator<Item = Date> {
        let extended = self.agreement.extended.clone().into_iter();
        let ends = extended.clone().map(|extension| Some(extension.until));
        let extended = extended.zip(std::iter::once(self.agreement.ends).chain(ends));
        extended.filter_map(|(extension, end)| {
            let is_late = |decided: &Date| end.is_some_and(|end| decided.is_certainly_after(end));
            extension.decided.filter(|decided| !is_late(decided))
        })
    }

    fn signature(self, one: &Signatory, on: Date) -> Verdict {
        if let Some(signed) = one.signed {
            return recorded(signed, on);
        }
        let has_left = one.declined.is_some() || one.withdrawn.is_some();
        refused_if(has_left || self.is_impossible(on) || self.is_before_opening(on))
    }

    fn withdrawal(self, one: &Signatory, dates: (Date, Date)) -> Verdict {
        let (notice, effective) = dates;
        match (one.withdrawn, one.signed) {
            (Some(withdrawn), _) if withdrawn == dates => Verdict::OnRecord,
            (Some(_), _) | (None, None) => Verdict::Refused,
            (None, Some(signed)) => refused_if(
                self.is_impossible(notice)
                    || notice.is_certainly_after(effective)
                    || signed.is_certainly_after(notice),
            ),
        }
    }

    /// What is on record already must not come after the termination; a date that was impossible before
    /// is nothing new, unless it makes the file an error.
    fn termination(self, on: Date) -> Verdict {
        let Agreement {
            terminated,
            signatories,
            opened,
            ..
        } = self.agreement;
        if let Some(terminated) = terminated {
            return recorded(*terminated, on);
        }
        let end = self.agreement.last_end();
        let is_late = end.is_some_and(|end| on.is_certainly_after(end));
        let is_outlived = signatories.iter().any(|one| {
            let is_outlived = |date: Date| on.last() <= date.first() && !self.is_impossible(date);
            let is_void = |signed: Date| signed.is_certainly_after(on);
            let is_outlived_signature = |signed| is_outlived(signed) && !self.is_before_opening(signed);
            let notice = one.withdrawn.map(|(notice, _)| notice);
            let others = [one.joined, one.declined, notice].into_iter().flatten();
            one.signed
                .is_some_and(|signed| is_void(signed) || is_outlived_signature(signed))
                || others.into_iter().any(is_outlived)
        });
        let is_outlived = is_outlived
            || self.decisions().any(|decided| {
                let is_known = self.is_impossible(decided) || self.is_before_opening(decided);
                on.last() <= decided.first() && !is_known
            });
        let is_before = opened.is_some_and(|opened| on.last() <= opened.first() && !self.is_over(opened));
        refused_if(is_late || is_outlived || is_before)
    }

    fn opening(self, on: Date) -> Verdict {
        let Agreement {
            opened, signatories, ..
        } = self.agreement;
        if let Some(opened) = opened {
            return recorded(*opened, on);
        }
        let signed = signatories.iter().filter_map(|one| one.signed);
        let mut done = signed.chain(self.decisions());
        let has_begun = done.any(|done| on.is_certainly_after(done) && !self.is_impossible(done));
        refused_if(has_begun || self.is_over(on) || signatories.is_empty())
    }

    /// A text is approved once, by a signatory that has not declined, before it is opened or signed by anybody, and not
    /// before the same one approved an earlier text.
    fn approval(self, who: &str, on: Date) -> Verdict {
        let Agreement {
            approved,
            opened,
            signatories,
            ..
        } = self.agreement;
        let Some(one) = self.agreement.signatory(who) else {
            return Verdict::Refused;
        };
        let own = approved.iter().filter(|approval| approval.who == who);
        // The last one counts, unless an earlier entry is certainly of a later day.
        let last = own.reduce(|last, next| {
            if last.on.is_certainly_after(next.on) {
                last
            } else {
                next
            }
        });
        if let Some(last) = last.filter(|last| self.agreement.is_of_this_text(last)) {
            return recorded(last.on, on);
        }
        let has_begun = opened.is_some() || signatories.iter().any(|one| one.signed.is_some());
        let is_before = last.is_some_and(|last| last.on.is_certainly_after(on));
        let is_ahead = on.is_certainly_after(self.today);
        refused_if(has_begun || one.declined.is_some() || is_before || is_ahead)
    }

    /// Once the agreement has entered into force, a new entry is an accession: to what goes on, and not
    /// ahead of today.
    fn accession(self, on: Date) -> Verdict {
        refused_if(is_accession(self.agreement, on) && self.is_impossible(on))
    }
}

/// Whether an agreement has entered into force by the day of a registration, or is over by then.
fn is_accession(agreement: &Agreement, on: Date) -> bool {
    let alone = BTreeMap::from([(agreement.id, agreement.clone())]);
    !matches!(
        status(&alone, agreement, on.first()),
        "draft" | "signing" | "upcoming"
    )
}

/// An organisation that no longer exists signs nothing more; what is on record stays.
fn existing(ceased: Option<&Date>, one: &Signatory, on: Date) -> Verdict {
    match ceased {
        Some(ceased) if one.signed.is_none() => refused_if(ceased.last() < on.first()),
        _ => Verdict::OnRecord,
    }
}

fn extension(agreement: &Agreement, until: Date, today: Date) -> Verdict {
    // No end that it has reached by itself is taken back.
    let reached = term_end(agreement, today.first());
    match agreement.effective_end() {
        None => Verdict::Refused,
        Some(end) if end == until && !agreement.extended.is_empty() => Verdict::OnRecord,
        Some(end) => refused_if(
            agreement.terminated.is_some()
                || until.last() <= end.last()
                || reached.is_some_and(|reached| until.last() <= reached.last()),
        ),
    }
}

/// The facts of an agreement once a deed is on record.
pub(crate) fn record(agreement: &mut Agreement, deed: &Deed, today: Date) {
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
        Deed::Extend { until } => agreement.extended.push(Extension {
            until: *until,
            decided: None,
        }),
        Deed::Register { who, on } => {
            let joined = is_accession(agreement, *on).then_some(*on);
            agreement.signatories.push(Signatory {
                joined,
                ..Signatory::new(who)
            });
        }
        Deed::Open { on } => agreement.opened = Some(*on),
        Deed::Approve { who, on } => {
            let known = |who: &&&str| {
                let mut approved = agreement.approved.iter();
                approved.any(|one| one.who == **who && agreement.is_of_this_text(one))
            };
            let new: Vec<&str> = who.iter().filter(|who| !known(who)).copied().collect();
            let text = Some(agreement.text());
            agreement
                .approved
                .extend(new.into_iter().map(|who| Approval { who, on: *on, text }));
        }
        Deed::Chair { .. } | Deed::Join { .. } | Deed::Leave { .. } => {
            if let Ok(after) = seated(agreement, deed, today) {
                *agreement = after;
            }
        }
        Deed::Correct(correcting) => correcting.record(agreement, today),
        Deed::Change(changing) => changing.record(agreement, today),
    }
}

fn change(agreement: &mut Agreement, organisation: &str, how: impl FnOnce(&mut Signatory)) {
    let one = agreement.signatory_mut(organisation);
    how(one.expect("a deed on record is one of a signatory"));
}
