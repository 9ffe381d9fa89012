//! What can happen to a registry in one step, and how a failing test says it.

use std::fmt;

use crate::changes::Changing;
use crate::corrections::Correcting;
use crate::date::Date;
use crate::facts::Agreement;
use crate::hand::Typo;
use crate::seating::joining;
use crate::text::Layout;

/// What a coordinator records through the library.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Deed {
    Sign {
        who: Vec<&'static str>,
        on: Date,
    },
    Decline {
        who: &'static str,
        on: Date,
    },
    Withdraw {
        who: &'static str,
        notice: Date,
        effective: Date,
    },
    Terminate {
        on: Date,
    },
    Extend {
        until: Date,
    },
    /// The day is a whole one.
    Register {
        who: &'static str,
        on: Date,
    },
    Open {
        on: Date,
    },
    Approve {
        who: Vec<&'static str>,
        on: Date,
    },
    /// Somebody leads a group from a day on; without one from today.
    Chair {
        group: &'static str,
        who: &'static str,
        from: Option<Date>,
    },
    Join {
        group: &'static str,
        who: &'static str,
        from: Option<Date>,
        role: Option<&'static str>,
        in_place_of: Option<&'static str>,
    },
    /// Without a group it leaves all.
    Leave {
        group: Option<&'static str>,
        who: &'static str,
        until: Option<Date>,
    },
    /// A recorded fact is corrected.
    Correct(Correcting),
    /// A field is changed by its path.
    Change(Changing),
}

impl Deed {
    /// All kinds, as the run counts them.
    pub(crate) const KINDS: [&'static str; 18] = [
        "sign",
        "sign together",
        "decline",
        "withdraw",
        "terminate",
        "extend",
        "register",
        "open",
        "approve",
        "chair",
        "join",
        "join in a role",
        "take a place",
        "leave",
        "leave all groups",
        "correct",
        "take back",
        "reopen",
    ];

    /// Whether it may give a broken file the field that it lacks: what leaves fewer errors is recorded.
    pub(crate) const fn may_mend(&self) -> bool {
        matches!(self, Self::Change(Changing::Title { .. }))
    }

    /// Whether an entry comes to another place. Comments between brackets may be about any of the entries there, so that
    /// only a person can move one.
    pub(crate) const fn moves_an_entry(&self) -> bool {
        matches!(self, Self::Change(Changing::MoveDuty { .. }))
    }

    /// The deed on an agreement as it is by then.
    pub(crate) fn on(&self, agreement: &Agreement) -> Self {
        match self {
            Self::Correct(correcting) => Self::Correct(correcting.named(agreement)),
            _ => self.clone(),
        }
    }

    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Sign { who, .. } if who.len() == 1 => "sign",
            Self::Sign { .. } => "sign together",
            Self::Decline { .. } => "decline",
            Self::Withdraw { .. } => "withdraw",
            Self::Terminate { .. } => "terminate",
            Self::Extend { .. } => "extend",
            Self::Register { .. } => "register",
            Self::Open { .. } => "open",
            Self::Approve { .. } => "approve",
            Self::Chair { .. } => "chair",
            Self::Join {
                role, in_place_of, ..
            } => joining(*role, *in_place_of),
            Self::Leave { group: Some(_), .. } => "leave",
            Self::Leave { .. } => "leave all groups",
            Self::Correct(correcting) => correcting.kind(),
            Self::Change(changing) => changing.kind(),
        }
    }
}

/// One thing that happens.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Step {
    /// An act through the library.
    Act(&'static str, Deed),
    /// A new file appears, or one that is there is written again with other facts.
    Write(Box<Agreement>, Layout),
    /// A file goes.
    Remove(&'static str),
    /// A file moves between the folder and one below it.
    Move(&'static str),
    /// An organisation's entry says that it ceased.
    Cease(&'static str, Date),
    /// A comment is written above the line of this number, counted round.
    Comment(&'static str, usize),
    /// A file is broken by a slip.
    Break(&'static str, Typo),
    /// Everything that was broken is as it was.
    Repair,
    /// So many last acts are taken back.
    Undo(usize),
}

impl Step {
    /// All kinds but the acts, as the run counts them.
    pub(crate) const KINDS: [&'static str; 8] = [
        "write", "remove", "move", "cease", "comment", "break", "repair", "undo",
    ];

    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Act(_, deed) => deed.kind(),
            Self::Write(..) => "write",
            Self::Remove(_) => "remove",
            Self::Move(_) => "move",
            Self::Cease(..) => "cease",
            Self::Comment(..) => "comment",
            Self::Break(..) => "break",
            Self::Repair => "repair",
            Self::Undo(_) => "undo",
        }
    }
}

/// When the index is next brought up to date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    /// Not now: several files change before the next look.
    Later,
    /// At once, while the time of the file cannot be trusted yet.
    AtOnce,
    /// An hour later.
    Settled,
}

/// A step and the look that follows it.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Turn {
    pub(crate) step: Step,
    pub(crate) look: Look,
}

impl fmt::Debug for Deed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sign { who, on } => write!(f, "{} sign on {on}", who.join(", ")),
            Self::Decline { who, on } => write!(f, "{who} declines on {on}"),
            Self::Withdraw {
                who,
                notice,
                effective,
            } => {
                write!(f, "{who} withdraws, notice {notice}, effective {effective}")
            }
            Self::Terminate { on } => write!(f, "terminated on {on}"),
            Self::Extend { until } => write!(f, "extended until {until}"),
            Self::Register { who, on } => write!(f, "{who} is registered on {on}"),
            Self::Open { on } => write!(f, "opened on {on}"),
            Self::Approve { who, on } => write!(f, "{} approve on {on}", who.join(", ")),
            Self::Chair { group, who, from } => write!(f, "{who} chairs {group} from {from:?}"),
            Self::Join {
                group,
                who,
                from,
                role,
                in_place_of,
            } => {
                write!(
                    f,
                    "{who} joins {group} from {from:?} as {role:?}, in place of {in_place_of:?}"
                )
            }
            Self::Leave { group, who, until } => write!(f, "{who} leaves {group:?} until {until:?}"),
            Self::Correct(correcting) => write!(f, "{correcting:?}"),
            Self::Change(changing) => write!(f, "{changing:?}"),
        }
    }
}

impl fmt::Debug for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Act(id, deed) => write!(f, "act: {id}: {deed:?}"),
            Self::Write(agreement, layout) => write!(f, "write ({layout:?}): {agreement:?}"),
            Self::Remove(id) => write!(f, "remove {id}"),
            Self::Move(id) => write!(f, "move {id}"),
            Self::Cease(organisation, on) => write!(f, "{organisation} ceased {on}"),
            Self::Comment(id, line) => write!(f, "comment in {id}, line {line}"),
            Self::Break(id, typo) => write!(f, "break {id}: {typo:?}"),
            Self::Repair => f.write_str("repair"),
            Self::Undo(n) => write!(f, "undo {n}"),
        }
    }
}

impl fmt::Debug for Turn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}  [look: {:?}]", self.step, self.look)
    }
}
