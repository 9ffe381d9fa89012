//! The calendar for calendar programs, one entry a row: events, ends, what must be decided or looked
//! at, duties. An entry says which days it takes up, and never more than the files know.

use std::num::NonZeroU32;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use super::events::{days, state, when};
use super::{Cell, Column, Row, Spoken};
use crate::model::{ClockTime, EventDays, EventKind, PartialDate, Recurrence, rounds};
use crate::wording;
use crate::wording::{Lang, Wording};

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalendarKind {
    /// An event of an agreement.
    Event(EventKind),
    /// The last day of an agreement.
    End,
    /// The last day to sign.
    SignBy,
    /// The last day to decide how an agreement goes on.
    Decision,
    /// An open-ended agreement is to be looked at.
    ReviewDue,
    /// A duty of a group.
    Duty,
}

impl CalendarKind {
    /// The name in JSON and in the stable ids of entries.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Event(kind) => kind.code(),
            Self::End => "end",
            Self::SignBy => "sign-by",
            Self::Decision => "decision",
            Self::ReviewDue => "review-due",
            Self::Duty => "duty",
        }
    }

    /// The name for people.
    #[must_use]
    pub const fn label(self) -> Wording {
        match self {
            Self::Event(kind) => kind.label(),
            Self::End => Wording::fixed("end", "päättyminen"),
            Self::SignBy => Wording::fixed("signing deadline", "allekirjoittamisen määräaika"),
            Self::Decision => Wording::fixed("decision", "päätös"),
            Self::ReviewDue => Wording::fixed("review due", "katsauksen määräaika"),
            Self::Duty => Wording::fixed("duty", "tehtävä"),
        }
    }

    /// Whether the date is the one by which something is done or over; a meeting is held within it.
    const fn is_limit(self) -> bool {
        !matches!(
            self,
            Self::Event(EventKind::Review | EventKind::Workshop | EventKind::Meeting | EventKind::Training)
        )
    }
}

impl Serialize for CalendarKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CalendarEntry {
    /// Names the entry for ever: a calendar program that knows it replaces it and adds none.
    pub uid: String,
    /// What it is.
    pub kind: CalendarKind,
    /// When, as given; of one that recurs, the beginning of the first round.
    pub date: PartialDate,
    /// What it is called.
    #[serde(serialize_with = "Spoken::text_alone")]
    pub title: Spoken,
    /// Where.
    pub place: Option<String>,
    /// The agreement's id.
    pub agreement: String,
    /// What the agreement is called.
    #[serde(serialize_with = "Spoken::text_alone")]
    pub agreement_title: Spoken,
    /// The id of the group that has the duty, or whose event it is.
    pub group: Option<String>,
    /// What the group is called.
    #[serde(serialize_with = "Spoken::known_text_alone")]
    pub group_name: Option<Spoken>,
    /// The id of the organisation that is responsible for the duty, if it is one.
    pub organisation: Option<String>,
    /// What that organisation is called in the agreement.
    pub organisation_name: Option<String>,
    /// In how many months it comes round again.
    pub every_months: Option<NonZeroU32>,
    /// The last day on which it can come round; `None` when nothing ends it.
    pub until: Option<NaiveDate>,
    /// Whether the calendar for everybody has it, too.
    pub public: bool,
    /// The last day of an event that takes several, as given.
    pub ends: Option<PartialDate>,
    /// The hour at which an event begins.
    pub starts_at: Option<ClockTime>,
    /// The hour at which it ends, on its last day.
    pub ends_at: Option<ClockTime>,
    /// The ids of the organisations that took part in an event.
    pub attended: Vec<String>,
    /// Their names as signed, in the same order.
    pub attended_names: Vec<String>,
    /// The path of an event's minutes below `documents/`.
    pub minutes: Option<String>,
    /// Whether an event is not held after all.
    pub cancelled: bool,
    /// When the group last met, of a duty to meet: the date is the one by which it is to meet again.
    pub last_met: Option<PartialDate>,
}

impl CalendarEntry {
    /// The first and the last day that the entry takes up in a calendar.
    ///
    /// A round of duties begins on the first day of its date. What is to be done or over by a year or
    /// a month is on its last day, as everywhere in the program. A meeting of which no more than
    /// the year or the month is known takes up all of it, for any single day would be a guess.
    #[must_use]
    pub fn days(&self) -> (NaiveDate, NaiveDate) {
        let days = self.event_days();
        let (first, last) = (days.first_day(), days.last_day());
        if self.every_months.is_some() {
            (first, first)
        } else if self.kind.is_limit() {
            (last, last)
        } else {
            (first, last)
        }
    }

    /// Its days with their hours, where they are known.
    #[must_use]
    pub const fn event_days(&self) -> EventDays {
        days(self.date, self.ends, (self.starts_at, self.ends_at))
    }

    /// Whether the entry, or a round of it, falls between two days; `None` is no limit.
    #[must_use]
    pub fn falls_between(&self, from: Option<NaiveDate>, to: Option<NaiveDate>) -> bool {
        let (first, last) = self.days();
        if self.every_months.is_none() {
            return from.is_none_or(|from| from <= last) && to.is_none_or(|to| first <= to);
        }
        let reached = self.round_from(from.unwrap_or(first));
        reached.is_some_and(|day| to.is_none_or(|to| day <= to))
    }

    /// The first day of the first round that begins on a day or later; `None` of what does not recur, and when no
    /// round is left.
    #[must_use]
    pub fn round_from(&self, from: NaiveDate) -> Option<NaiveDate> {
        let (first, _) = self.days();
        let mut rounds =
            rounds(first, self.every_months?).take_while(|day| self.until.is_none_or(|until| *day <= until));
        rounds.find(|day| from <= *day)
    }

    /// How often it comes round, for people.
    #[must_use]
    pub fn rhythm(&self) -> Option<Wording> {
        let recurrence = match self.every_months?.get() {
            12 => Recurrence::Year,
            6 => Recurrence::HalfYear,
            3 => Recurrence::Quarter,
            1 => Recurrence::Month,
            months => {
                return Some(wording!(en: "every {months} months", fi: "{months} kuukauden välein"));
            }
        };
        Some(recurrence.label())
    }

    /// The title as a calendar shows it, where the entry is alone: with the group whose duty it
    /// is, how often it comes round, and the date as given where it is no day. Not every calendar program
    /// shows in another way that an event is cancelled.
    #[must_use]
    pub fn headline(&self, lang: Lang) -> String {
        let title = match &self.group_name {
            Some(group) if self.kind == CalendarKind::Duty => format!("{}: {}", group.text, self.title.text),
            _ => self.title.text.clone(),
        };
        let title = if self.cancelled {
            wording!(en: "Cancelled: {title}", fi: "Peruttu: {title}")
                .get(lang)
                .to_owned()
        } else {
            title
        };
        let note = self
            .rhythm()
            .or_else(|| self.last_meeting())
            .or_else(|| self.inexact_days());
        match note {
            Some(note) => format!("{title} ({})", note.get(lang)),
            None => title,
        }
    }

    /// When the group last met, so that the day by which it is to meet is not taken for that of a meeting.
    #[must_use]
    pub fn last_meeting(&self) -> Option<Wording> {
        let last = self.last_met?;
        Some(wording!(en: "last met {last}", fi: "kokoontui viimeksi {last}", last))
    }

    /// The days and hours as given, where the place of the entry in a calendar does not say them.
    fn inexact_days(&self) -> Option<Wording> {
        let days = self.event_days();
        let is_day = |date: &PartialDate| matches!(date, PartialDate::Day(_));
        let knows_days = is_day(&self.date) && self.ends.as_ref().is_none_or(is_day);
        if knows_days && (days.time.is_none() || days.moments().is_some()) {
            return None;
        }
        let shown = days.wording();
        if knows_days || self.kind.is_limit() {
            return Some(shown);
        }
        Some(wording!(en: "{shown}, day unknown", fi: "{shown}, päivä ei tiedossa", shown))
    }

    fn audience(&self) -> Cell {
        let (everyone, network) = (
            Wording::fixed("everyone", "kaikille"),
            Wording::fixed("the network", "verkostolle"),
        );
        if self.public { everyone } else { network }.into()
    }
}

impl Row for CalendarEntry {
    const TITLE: Wording = Wording::fixed("Calendar", "Kalenteri");
    const COLUMNS: &'static [Column<Self>] = &[
        Column::<Self>::where_rows_differ("agreement", "sopimus", |row| (&row.agreement).into()).drops(7),
        Column::<Self>::in_table("date", "päivä", |row| when(row.event_days(), row.cancelled)),
        Column::<Self>::in_data("date", "päivä", |row| row.date.into()),
        Column::<Self>::shown("recurs", "toistuu", |row| row.rhythm().into()).drops(6),
        Column::<Self>::shown("kind", "laji", |row| row.kind.label().into()).drops(2),
        Column::<Self>::shown("what", "asia", |row| (&row.title).into()).prose(40),
        Column::<Self>::where_rows_differ("place", "paikka", |row| row.place.as_ref().into()).drops(4),
        Column::<Self>::in_data("agreement title", "sopimuksen nimi", |row| {
            (&row.agreement_title).into()
        }),
        Column::<Self>::in_data("group id", "ryhmän tunnus", |row| row.group.as_ref().into()),
        Column::<Self>::where_rows_differ("group", "ryhmä", |row| row.group_name.as_ref().into()).drops(5),
        Column::<Self>::in_data("organisation", "organisaatio", |row| {
            row.organisation.as_ref().into()
        }),
        Column::<Self>::in_data("organisation name", "organisaation nimi", |row| {
            row.organisation_name.as_ref().into()
        }),
        Column::<Self>::in_data("until", "asti", |row| row.until.into()),
        Column::<Self>::where_rows_differ("open to", "kenelle", Self::audience).drops(1),
        Column::<Self>::in_data("uid", "tunniste", |row| (&row.uid).into()),
        Column::<Self>::in_data("ends", "päättyy", |row| row.ends.into()),
        Column::<Self>::in_data("starts at", "alkaa klo", |row| row.starts_at.into()),
        Column::<Self>::in_data("ends at", "päättyy klo", |row| row.ends_at.into()),
        Column::<Self>::in_data("attended", "osallistujat", |row| (&row.attended).into()),
        Column::<Self>::in_data("attendees", "osallistujien nimet", |row| {
            (&row.attended_names).into()
        }),
        Column::<Self>::in_data("minutes", "pöytäkirja", |row| row.minutes.as_ref().into()),
        Column::<Self>::in_data("state", "tila", |row| state(row.cancelled).into()),
        Column::<Self>::in_data("last met", "kokoontui viimeksi", |row| row.last_met.into()),
    ];
}

#[cfg(test)]
mod tests;
