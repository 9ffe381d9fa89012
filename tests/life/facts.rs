//! The model: what the files say, as plain facts. No status is here.

use std::fmt;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use crate::date::Date;
use crate::oracle;
use crate::seats::{Seat, without_contradictions};

/// What must be so before an agreement enters into force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rule {
    StartDate,
    AllSigned,
    SignedAtLeast(u32),
}

/// Regions; none of them named is all regions.
pub(crate) type Areas = &'static [&'static str];

/// A decision that moved the end of the term.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Extension {
    pub(crate) until: Date,
    pub(crate) decided: Option<Date>,
}

/// How long before the end it must be decided how an agreement goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Notice {
    /// In the field that knows months alone.
    Months(u32),
    Days(u32),
    Weeks(u32),
    MonthsToMonthEnd(u32),
}

impl Notice {
    /// The field and its value.
    pub(crate) fn field(self) -> (&'static str, String) {
        match self {
            Self::Months(n) => ("notice_months", n.to_string()),
            Self::Days(n) => ("notice", format!("{n} days")),
            Self::Weeks(n) => ("notice", format!("{n} weeks")),
            Self::MonthsToMonthEnd(n) => ("notice", format!("{n} months to the end of a month")),
        }
    }
}

/// When a duty is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Timing {
    Always,
    /// In so many months it comes round again.
    Every(u32),
    Due(Date),
}

/// A duty of a group.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Duty {
    pub(crate) text: String,
    /// No one named is the whole group.
    pub(crate) responsible: Vec<&'static str>,
    pub(crate) timing: Timing,
}

/// A group of the annex.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) id: &'static str,
    pub(crate) regions: Areas,
    pub(crate) chairs: Vec<Seat>,
    pub(crate) members: Vec<Seat>,
    /// What another role is called, and who has it.
    pub(crate) roles: Vec<(&'static str, Seat)>,
    pub(crate) dissolved: Option<Date>,
    pub(crate) duties: Vec<Duty>,
}

/// A text that can be approved: what of it changes by acts, as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Text(u64);

/// Something to come or past.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Event {
    pub(crate) date: Date,
    pub(crate) title: String,
    pub(crate) is_cancelled: bool,
}

/// An approval of a text before signing began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Approval {
    pub(crate) who: &'static str,
    pub(crate) on: Date,
    /// The text that was approved; `None` of one that no one knows any more.
    pub(crate) text: Option<Text>,
}

/// A fact that was wrong, and what was recorded of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Correction {
    pub(crate) on: Date,
    /// Its path.
    pub(crate) what: String,
    pub(crate) was: Option<String>,
    pub(crate) is: Option<String>,
    pub(crate) because: String,
}

/// An entry of the list of signatories.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Signatory {
    pub(crate) organisation: &'static str,
    pub(crate) regions: Areas,
    pub(crate) signed: Option<Date>,
    pub(crate) joined: Option<Date>,
    pub(crate) declined: Option<Date>,
    /// When notice was given, and from when it is no longer bound.
    pub(crate) withdrawn: Option<(Date, Date)>,
    /// The address of its contact.
    pub(crate) email: Option<&'static str>,
}

impl Signatory {
    pub(crate) const fn new(organisation: &'static str) -> Self {
        Self {
            organisation,
            regions: &[],
            signed: None,
            joined: None,
            declined: None,
            withdrawn: None,
            email: None,
        }
    }
}

/// An agreement.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Agreement {
    pub(crate) id: &'static str,
    pub(crate) title: String,
    pub(crate) strategies: Vec<String>,
    pub(crate) events: Vec<Event>,
    pub(crate) supersedes: Vec<&'static str>,
    pub(crate) part_of: Option<&'static str>,
    pub(crate) starts: Date,
    /// `None`: open-ended.
    pub(crate) ends: Option<Date>,
    pub(crate) notice: Option<Notice>,
    /// By how many months the term continues each time; `None` where it ends.
    pub(crate) continues: Option<u32>,
    pub(crate) extended: Vec<Extension>,
    pub(crate) rule: Rule,
    pub(crate) approved: Vec<Approval>,
    pub(crate) opened: Option<Date>,
    pub(crate) terminated: Option<Date>,
    pub(crate) groups: Vec<Group>,
    pub(crate) signatories: Vec<Signatory>,
    /// What was corrected, the oldest first; a person writes none.
    pub(crate) corrections: Vec<Correction>,
}

impl Agreement {
    /// The end of the last extension, else that of the term; `None` when open-ended.
    pub(crate) fn effective_end(&self) -> Option<Date> {
        let extended = self.extended.last().map(|extension| extension.until);
        extended.or(self.ends)
    }

    /// The end that no fact lies after: none where it moves by itself.
    pub(crate) fn last_end(&self) -> Option<Date> {
        self.effective_end().filter(|_| oracle::goes_on(self).is_none())
    }

    /// The text as it is.
    pub(crate) fn text(&self) -> Text {
        let duties = self.groups.iter().map(|group| (group.id, &group.duties));
        let duties: Vec<_> = duties.collect();
        let mut hasher = DefaultHasher::new();
        format!("{} {:?} {duties:?}", self.title, self.strategies).hash(&mut hasher);
        Text(hasher.finish())
    }

    pub(crate) fn is_of_this_text(&self, approval: &Approval) -> bool {
        approval.text == Some(self.text())
    }

    /// What a reader of the file can tell: of an earlier text it only knows that it was another.
    pub(crate) fn as_read(&self) -> Self {
        let mut read = self.clone();
        for approval in &mut read.approved {
            approval.text = approval.text.filter(|text| *text == self.text());
        }
        read
    }

    pub(crate) fn signatory(&self, organisation: &str) -> Option<&Signatory> {
        self.signatories
            .iter()
            .find(|one| one.organisation == organisation)
    }

    pub(crate) fn signatory_mut(&mut self, organisation: &str) -> Option<&mut Signatory> {
        self.signatories
            .iter_mut()
            .find(|one| one.organisation == organisation)
    }

    /// Leaves out what would contradict the rest, so that the file has no error.
    pub(crate) fn without_contradictions(mut self) -> Self {
        self.ends = self.ends.filter(|ends| !self.starts.is_certainly_after(*ends));
        self.continues = self.continues.filter(|_| self.ends.is_some());
        let mut end = self.ends;
        let moving = self.clone();
        // Of what may continue by itself, one extension is enough, until after the end of the day of its decision.
        if self.continues.is_some() {
            self.extended.truncate(1);
        }
        self.extended.retain(|Extension { until, decided, .. }| {
            let held = match (moving.continues, *decided) {
                (Some(_), Some(decided)) => {
                    end.and_then(|end| oracle::moved_end(&moving, end, decided.first()))
                }
                _ => end,
            };
            let is_later = held.is_some_and(|held| until.last() > held.last());
            end = if is_later { Some(*until) } else { end };
            is_later
        });
        for one in &mut self.signatories {
            one.signed = one
                .signed
                .filter(|signed| !end.is_some_and(|end| signed.is_certainly_after(end)));
            let signed = one.signed;
            one.withdrawn = one.withdrawn.filter(|(notice, effective)| {
                !notice.is_certainly_after(*effective)
                    && signed.is_some_and(|signed| !signed.is_certainly_after(*notice))
            });
            one.declined = one.declined.filter(|_| signed.is_none() && one.joined.is_none());
        }
        let signed: Vec<Date> = self.signatories.iter().filter_map(|one| one.signed).collect();
        self.terminated = self
            .terminated
            .filter(|on| !end.is_some_and(|end| on.is_certainly_after(end)))
            .filter(|on| !signed.iter().any(|signed| signed.is_certainly_after(*on)));
        self.opened = self
            .opened
            .filter(|on| !signed.iter().any(|signed| on.is_certainly_after(*signed)));
        self.groups.iter_mut().for_each(without_contradictions);
        let ids: Vec<&str> = self.signatories.iter().map(|one| one.organisation).collect();
        let mut known = Vec::new();
        self.approved.retain(|approval| {
            let is_new = !known.contains(approval);
            known.push(*approval);
            is_new && ids.contains(&approval.who)
        });
        self
    }
}

/// On one line, so that the steps of a failure can be read.
impl fmt::Debug for Signatory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.organisation)?;
        let facts = [
            ("joined", self.joined),
            ("signed", self.signed),
            ("declined", self.declined),
        ];
        for (name, date) in facts {
            if let Some(date) = date {
                write!(f, " {name} {date}")?;
            }
        }
        if let Some(email) = self.email {
            write!(f, " {email}")?;
        }
        match self.withdrawn {
            Some((notice, effective)) => write!(f, " withdrawn {notice}..{effective}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Extension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.until)?;
        match self.decided {
            Some(decided) => write!(f, " decided {decided}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Duty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {:?} of {:?}", self.text, self.timing, self.responsible)
    }
}

impl fmt::Debug for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.title, self.date)?;
        if self.is_cancelled {
            f.write_str(" cancelled")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} in {:?}", self.id, self.regions)?;
        if let Some(dissolved) = self.dissolved {
            write!(f, " dissolved {dissolved}")?;
        }
        write!(f, ", chairs {:?}, members {:?}", self.chairs, self.members)?;
        if !self.roles.is_empty() {
            write!(f, ", roles {:?}", self.roles)?;
        }
        write!(f, ", duties {:?}", self.duties)
    }
}

impl fmt::Debug for Agreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}..", self.id, self.starts)?;
        match self.ends {
            Some(ends) => write!(f, "{ends}")?,
            None => f.write_str("open-ended")?,
        }
        write!(f, " {:?}", self.rule)?;
        for (name, date) in [("opened", self.opened), ("terminated", self.terminated)] {
            if let Some(date) = date {
                write!(f, ", {name} {date}")?;
            }
        }
        if let Some(months) = self.continues {
            write!(f, ", continues by {months} months")?;
        }
        if let Some((field, value)) = self.notice.map(Notice::field) {
            write!(f, ", {field} {value}")?;
        }
        if !self.extended.is_empty() {
            write!(f, ", extended {:?}", self.extended)?;
        }
        if !self.approved.is_empty() {
            write!(f, ", approved {:?}", self.approved)?;
        }
        if !self.supersedes.is_empty() {
            write!(f, ", supersedes {}", self.supersedes.join(", "))?;
        }
        if let Some(main) = self.part_of {
            write!(f, ", part of {main}")?;
        }
        write!(
            f,
            ", title {}, strategies {:?}, events {:?}",
            self.title, self.strategies, self.events
        )?;
        write!(f, ", groups {:?}", self.groups)?;
        write!(f, ", signatories {:?}", self.signatories)?;
        if !self.corrections.is_empty() {
            write!(f, ", corrections {:?}", self.corrections)?;
        }
        Ok(())
    }
}
