//! The calendar, one event a row.

use serde::Serialize;

use super::{Cell, Column, Row, Spoken};
use crate::model::{ClockTime, EventDays, EventKind, EventTime, PartialDate};
use crate::wording;
use crate::wording::Wording;

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EventRow {
    /// Its id; `None` where the file gives none.
    pub id: Option<String>,
    /// When, as given.
    pub date: PartialDate,
    /// What it is called.
    #[serde(serialize_with = "Spoken::text_alone")]
    pub title: Spoken,
    /// Where.
    pub place: Option<String>,
    /// What it is.
    pub kind: EventKind,
    /// Whether everyone may see it.
    pub public: bool,
    /// The agreement's id.
    pub agreement: String,
    /// The agreement's title in the language of the texts.
    #[serde(serialize_with = "Spoken::text_alone")]
    pub agreement_title: Spoken,
    /// The last day, as given; `None` where the date is all of it.
    pub ends: Option<PartialDate>,
    /// The hour at which it begins.
    pub starts_at: Option<ClockTime>,
    /// The hour at which it ends, on its last day.
    pub ends_at: Option<ClockTime>,
    /// The id of the group whose event it is.
    pub group: Option<String>,
    /// What the group is called.
    #[serde(serialize_with = "Spoken::known_text_alone")]
    pub group_name: Option<Spoken>,
    /// The ids of the organisations that took part.
    pub attended: Vec<String>,
    /// Their names as signed, in the same order.
    pub attended_names: Vec<String>,
    /// The path of its minutes below `documents/`.
    pub minutes: Option<String>,
    /// Whether it is not held after all.
    pub cancelled: bool,
}

impl EventRow {
    const fn days(&self) -> EventDays {
        days(self.date, self.ends, (self.starts_at, self.ends_at))
    }
}

/// The days and hours of an event from the parts that data has.
pub(super) const fn days(
    date: PartialDate,
    ends: Option<PartialDate>,
    (starts_at, ends_at): (Option<ClockTime>, Option<ClockTime>),
) -> EventDays {
    let time = match starts_at {
        Some(starts) => Some(EventTime {
            starts,
            ends: ends_at,
        }),
        None => None,
    };
    EventDays { date, ends, time }
}

/// When an event is held, in one cell of a table.
pub(super) fn when(days: EventDays, is_cancelled: bool) -> Cell {
    if is_cancelled {
        return cancelled(days).into();
    }
    match (days.ends, days.time) {
        (None, None) => days.date.into(),
        _ => days.wording().into(),
    }
}

/// The days of an event that is not held after all.
fn cancelled(days: EventDays) -> Wording {
    let days = days.wording();
    wording!(en: "{days}, cancelled", fi: "{days}, peruttu", days)
}

/// Whether an event is not held after all, in data.
pub(super) fn state(is_cancelled: bool) -> Option<Wording> {
    is_cancelled.then(|| Wording::fixed("cancelled", "peruttu"))
}

impl Row for EventRow {
    const TITLE: Wording = Wording::fixed("Events", "Tapahtumat");
    const COLUMNS: &'static [Column<Self>] = &[
        Column::<Self>::where_rows_differ("agreement", "sopimus", |row| (&row.agreement).into()).drops(5),
        Column::<Self>::in_data("agreement title", "sopimuksen nimi", |row| {
            (&row.agreement_title).into()
        }),
        Column::<Self>::where_rows_differ("id", "tunnus", |row| row.id.as_ref().into()).drops(2),
        Column::<Self>::in_table("date", "päivä", |row| when(row.days(), row.cancelled)),
        Column::<Self>::in_data("date", "päivä", |row| row.date.into()),
        Column::<Self>::shown("event", "tapahtuma", |row| (&row.title).into()).prose(32),
        Column::<Self>::shown("place", "paikka", |row| row.place.as_ref().into()).drops(4),
        Column::<Self>::shown("kind", "laji", |row| row.kind.label().into()).drops(3),
        Column::<Self>::shown("open to", "kenelle", |row| open_to(row.public)).drops(1),
        Column::<Self>::in_data("ends", "päättyy", |row| row.ends.into()),
        Column::<Self>::in_data("starts at", "alkaa klo", |row| row.starts_at.into()),
        Column::<Self>::in_data("ends at", "päättyy klo", |row| row.ends_at.into()),
        Column::<Self>::in_data("group id", "ryhmän tunnus", |row| row.group.as_ref().into()),
        Column::<Self>::where_rows_differ("group", "ryhmä", |row| row.group_name.as_ref().into()).drops(3),
        Column::<Self>::in_data("attended", "osallistujat", |row| (&row.attended).into()),
        Column::<Self>::where_rows_differ("attendees", "osallistujien nimet", |row| {
            (&row.attended_names).into()
        })
        .drops(2),
        Column::<Self>::where_rows_differ("minutes", "pöytäkirja", |row| row.minutes.as_ref().into())
            .drops(1),
        Column::<Self>::in_data("state", "tila", |row| state(row.cancelled).into()),
    ];
}

/// Who may see something that is public or not.
pub(super) fn open_to(is_public: bool) -> Cell {
    let (everyone, network) = (
        Wording::fixed("everyone", "kaikille"),
        Wording::fixed("the network", "verkostolle"),
    );
    if is_public { everyone } else { network }.into()
}
