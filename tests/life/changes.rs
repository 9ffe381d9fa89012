//! Changes of fields by path: what must come of each, and the facts after it.

use std::fmt;

use crate::contradictions::is_untrue;
use crate::corrections::{BECAUSE, Fact};
use crate::date::Date;
use crate::facts::{Agreement, Correction, Duty, Event, Timing};
use crate::owners::Ceased;
use crate::seats::seats;
use crate::verdict::Verdict;

/// What is changed. Entries are named by their number, from 1.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Changing {
    Email {
        who: &'static str,
        email: &'static str,
    },
    AddEvent {
        on: Date,
        title: String,
    },
    MoveEvent {
        number: usize,
        on: Date,
    },
    CancelEvent {
        number: usize,
    },
    AddDuty {
        group: &'static str,
        text: String,
    },
    Reword {
        group: &'static str,
        number: usize,
        text: String,
    },
    MoveDuty {
        group: &'static str,
        number: usize,
        to: usize,
    },
    RemoveDuty {
        group: &'static str,
        number: usize,
    },
    AddStrategy {
        name: String,
    },
    /// The title; where the text has been signed it can be corrected.
    Title {
        title: String,
        is_correction: bool,
    },
    /// A recorded fact is given a date as if it were any field.
    Fact {
        fact: Fact,
        on: Date,
    },
    RemoveSignatory {
        who: &'static str,
    },
}

impl Changing {
    pub(crate) const KINDS: [&'static str; 12] = [
        "e-mail",
        "add an event",
        "move an event",
        "cancel an event",
        "add a duty",
        "reword a duty",
        "move a duty",
        "remove a duty",
        "add a strategy",
        "set the title",
        "set a fact",
        "remove a signatory",
    ];

    pub(crate) const fn kind(&self) -> &'static str {
        let [
            email,
            add_event,
            move_event,
            cancel_event,
            add_duty,
            reword,
            move_duty,
            remove_duty,
            strategy,
            title,
            fact,
            signatory,
        ] = Self::KINDS;
        match self {
            Self::Email { .. } => email,
            Self::AddEvent { .. } => add_event,
            Self::MoveEvent { .. } => move_event,
            Self::CancelEvent { .. } => cancel_event,
            Self::AddDuty { .. } => add_duty,
            Self::Reword { .. } => reword,
            Self::MoveDuty { .. } => move_duty,
            Self::RemoveDuty { .. } => remove_duty,
            Self::AddStrategy { .. } => strategy,
            Self::Title { .. } => title,
            Self::Fact { .. } => fact,
            Self::RemoveSignatory { .. } => signatory,
        }
    }

    /// Whether it gives a reason, so that the file keeps a line about it.
    pub(crate) const fn is_correction(&self) -> bool {
        matches!(
            self,
            Self::Title {
                is_correction: true,
                ..
            }
        )
    }

    pub(crate) fn verdict(&self, agreement: &Agreement, ceased: &Ceased, today: Date) -> Verdict {
        let Some(after) = self.changed(agreement) else {
            return Verdict::Refused;
        };
        if let Self::RemoveSignatory { who } = self {
            let is_emptied = agreement.opened.is_some() && after.signatories.is_empty();
            let is_missed = has_facts(agreement, who) || is_named(agreement, who);
            if is_missed || is_emptied || is_untrue(agreement, &after, ceased, today) {
                return Verdict::Refused;
            }
        }
        // A text is frozen once it is opened; what was signed without an opening can be corrected.
        let is_signed = agreement.signatories.iter().any(|one| one.signed.is_some());
        let is_frozen = agreement.opened.is_some() || (is_signed && !self.is_correction());
        if is_frozen && after.text() != agreement.text() {
            Verdict::Refused
        } else if after == *agreement && !matches!(self, Self::AddStrategy { .. }) {
            Verdict::OnRecord
        } else {
            Verdict::Recorded
        }
    }

    pub(crate) fn record(&self, agreement: &mut Agreement, today: Date) {
        let was = agreement.title.clone();
        if let Some(after) = self.changed(agreement) {
            *agreement = after;
        }
        if let Self::Title {
            title,
            is_correction: true,
        } = self
        {
            agreement.corrections.push(Correction {
                on: today,
                what: "title".to_owned(),
                was: Some(was),
                is: Some(title.clone()),
                because: BECAUSE.to_owned(),
            });
        }
    }

    /// The facts after it; `None` where there is no such place, or it has a command of its own.
    fn changed(&self, agreement: &Agreement) -> Option<Agreement> {
        let mut after = agreement.clone();
        match self {
            Self::Email { who, email } => after.signatory_mut(who)?.email = Some(email),
            Self::AddEvent { on, title } => after.events.push(Event {
                date: *on,
                title: title.clone(),
                is_cancelled: false,
            }),
            Self::MoveEvent { number, on } => after.events.get_mut(number - 1)?.date = *on,
            Self::CancelEvent { number } => after.events.get_mut(number - 1)?.is_cancelled = true,
            Self::AddDuty { group, text } => duties(&mut after, group)?.push(Duty {
                text: text.clone(),
                responsible: Vec::new(),
                timing: Timing::Always,
            }),
            Self::Reword { group, number, text } => {
                duties(&mut after, group)?
                    .get_mut(number - 1)?
                    .text
                    .clone_from(text);
            }
            Self::MoveDuty { group, number, to } => {
                let duties = duties(&mut after, group)?;
                if *number > duties.len() || *to > duties.len() {
                    return None;
                }
                let duty = duties.remove(number - 1);
                duties.insert(to - 1, duty);
            }
            Self::RemoveDuty { group, number } => {
                let duties = duties(&mut after, group)?;
                if *number > duties.len() {
                    return None;
                }
                duties.remove(number - 1);
            }
            // One that repeats another is read once.
            Self::AddStrategy { name } if after.strategies.contains(name) => {}
            Self::AddStrategy { name } => after.strategies.push(name.clone()),
            Self::Title { title, .. } => after.title.clone_from(title),
            Self::Fact { .. } => return None,
            Self::RemoveSignatory { who } => {
                after.signatory(who)?;
                after.signatories.retain(|one| one.organisation != *who);
            }
        }
        Some(after)
    }
}

fn duties<'a>(agreement: &'a mut Agreement, group: &str) -> Option<&'a mut Vec<Duty>> {
    let group = agreement.groups.iter_mut().find(|one| one.id == group);
    group.map(|group| &mut group.duties)
}

/// An entry goes with the facts in it, and those are only corrected.
fn has_facts(agreement: &Agreement, who: &str) -> bool {
    agreement.signatory(who).is_some_and(|one| {
        let dates = [one.signed, one.joined, one.declined];
        dates.iter().any(Option::is_some) || one.withdrawn.is_some()
    })
}

/// Whether the rest of the file names it as a party.
fn is_named(agreement: &Agreement, who: &str) -> bool {
    let is_seated = agreement.groups.iter().any(|group| {
        let in_seats = seats(group)
            .iter()
            .any(|(_, seat)| seat.who == who || seat.in_place_of == Some(who));
        in_seats || group.duties.iter().any(|duty| duty.responsible.contains(&who))
    });
    is_seated || agreement.approved.iter().any(|approval| approval.who == who)
}

impl fmt::Debug for Changing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Email { who, email } => write!(f, "the address of {who} is {email}"),
            Self::AddEvent { on, title } => write!(f, "event {title} on {on}"),
            Self::MoveEvent { number, on } => write!(f, "event {number} moves to {on}"),
            Self::CancelEvent { number } => write!(f, "event {number} is cancelled"),
            Self::AddDuty { group, text } => write!(f, "duty {text} of {group}"),
            Self::Reword { group, number, text } => write!(f, "duty {number} of {group} says {text}"),
            Self::MoveDuty { group, number, to } => write!(f, "duty {number} of {group} moves to {to}"),
            Self::RemoveDuty { group, number } => write!(f, "duty {number} of {group} goes"),
            Self::AddStrategy { name } => write!(f, "strategy {name}"),
            Self::Title { title, is_correction } => {
                write!(f, "title {title}, as a correction: {is_correction}")
            }
            Self::Fact { fact, on } => write!(f, "{fact:?} is set to {on}"),
            Self::RemoveSignatory { who } => write!(f, "the entry of {who} goes"),
        }
    }
}
