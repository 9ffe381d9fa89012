//! iCalendar (RFC 5545), which calendar programs subscribe to and import. The same entries on the same
//! day make the same bytes: nothing is read from the clock or drawn by lot.
//!
//! Entries take up whole days where the files know no hours, and leave the people free on them, for no file says
//! who has to be there.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io;
use std::num::NonZeroU32;

use chrono::{Datelike, NaiveDate};
use rayon::prelude::*;

mod earlier;

pub use earlier::EarlierCalendar;

use super::{Keep, clean};
use crate::model::{Moment, whole_clusters};
use crate::view::{CalendarEntry, CalendarKind};
use crate::wording;
use crate::wording::{Lang, Wording};

/// The most bytes on a line, without its end.
const LONGEST_LINE: usize = 75;

/// Writes the calendar of a name, as it is on a day. The numbers of the entries' changes go on from an earlier file.
///
/// # Errors
/// When `out` takes no more.
pub fn render_ics(
    entries: &[CalendarEntry],
    name: &str,
    (today, lang): (NaiveDate, Lang),
    earlier: &EarlierCalendar,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut page = IcsText::default();
    page.line("BEGIN:VCALENDAR");
    page.line("VERSION:2.0");
    let language = lang.code().to_uppercase();
    page.line(&format!("PRODID:-//kumppani//kumppani//{language}"));
    page.line("CALSCALE:GREGORIAN");
    page.line(&format!("X-WR-CALNAME:{}", escape(name)));
    if entries.iter().any(|entry| entry.event_days().moments().is_some()) {
        for line in ZONE_RULES {
            page.line(line);
        }
        page.line("END:VTIMEZONE");
    }
    out.write_all(page.text.as_bytes())?;
    let stamp = format!("DTSTAMP:{}T000000Z", day(today));
    let part = |entries: &[CalendarEntry]| {
        let mut page = IcsText::default();
        for entry in entries {
            page.entry(entry, lang, &stamp, earlier);
        }
        page.text
    };
    for entries in entries.chunks(ENTRIES_AT_ONCE * PARTS_AT_ONCE) {
        let parts: Vec<String> = entries.par_chunks(ENTRIES_AT_ONCE).map(part).collect();
        for part in parts {
            out.write_all(part.as_bytes())?;
        }
    }
    out.write_all(b"END:VCALENDAR\r\n")
}

/// So many entries are shown by a thread at once, and written before many more are.
const ENTRIES_AT_ONCE: usize = 512;
const PARTS_AT_ONCE: usize = 16;

/// What an entry says, in properties.
fn lines(entry: &CalendarEntry, lang: Lang) -> Vec<String> {
    let (first, _) = entry.days();
    let mut lines = dates(entry);
    let rule = entry
        .every_months
        .map(|months| format!("RRULE:{}", rule(first, months, entry.until)));
    lines.extend(rule);
    if entry.cancelled {
        lines.push("STATUS:CANCELLED".to_owned());
    }
    let mut text = |property: &str, text: &str| lines.push(format!("{property}:{}", escape(text)));
    text("SUMMARY", &entry.headline(lang));
    if let Some(place) = &entry.place {
        text("LOCATION", place);
    }
    text("DESCRIPTION", &description(entry, lang));
    text("CATEGORIES", entry.kind.label().get(lang));
    lines.push("TRANSP:TRANSPARENT".to_owned());
    lines
}

/// When an entry begins and ends. Hours are those of Finland, not of the reader: a local time with its zone (RFC 5545,
/// 3.3.5, form 3). One without a zone would be another moment for every reader, and one in UTC would move when the
/// law changes summer time. What has no hour of its end has no DTEND, and ends as it begins (3.6.1).
fn dates(entry: &CalendarEntry) -> Vec<String> {
    if let Some((start, end)) = entry.event_days().moments() {
        let line =
            |property: &str, (on, at): Moment| format!("{property};TZID={ZONE}:{}T{}", day(on), at.basic());
        let end = end.map(|end| line("DTEND", end));
        return std::iter::once(line("DTSTART", start)).chain(end).collect();
    }
    let (first, last) = entry.days();
    // The end is the first day that the entry leaves free.
    let after = last
        .succ_opt()
        .map(|after| format!("DTEND;VALUE=DATE:{}", day(after)));
    let start = format!("DTSTART;VALUE=DATE:{}", day(first));
    std::iter::once(start).chain(after).collect()
}

/// The zone of all hours. Google and Apple know it by this name; Outlook reads its rules below.
const ZONE: &str = "Europe/Helsinki";

/// The rules of the zone, which a calendar that names one must have (RFC 5545, 3.6.5): those since 1996, of the
/// Directives 94/21/EC and 2000/84/EC.
const ZONE_RULES: [&str; 16] = [
    "BEGIN:VTIMEZONE",
    "TZID:Europe/Helsinki",
    "BEGIN:DAYLIGHT",
    "DTSTART:19960331T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0300",
    "TZNAME:EEST",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "DTSTART:19961027T040000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "TZOFFSETFROM:+0300",
    "TZOFFSETTO:+0200",
    "TZNAME:EET",
    "END:STANDARD",
];

#[derive(Default)]
struct IcsText {
    text: String,
}

impl IcsText {
    fn entry(&mut self, entry: &CalendarEntry, lang: Lang, stamp: &str, earlier: &EarlierCalendar) {
        let uid = escape(&entry.uid);
        let lines = lines(entry, lang);
        self.line("BEGIN:VEVENT");
        self.line(&format!("UID:{uid}"));
        self.line(&format!("SEQUENCE:{}", earlier.sequence(&uid, &lines)));
        self.line(stamp);
        for line in &lines {
            self.line(line);
        }
        self.line("END:VEVENT");
    }

    /// A line, folded where it is too long, between what is drawn as one; a space begins what continues it.
    fn line(&mut self, line: &str) {
        let (mut rest, mut most) = (line, LONGEST_LINE);
        while rest.len() > most {
            let (part, after) = rest.split_at(whole_clusters(rest, most));
            self.text.extend([part, "\r\n "]);
            (rest, most) = (after, LONGEST_LINE - 1);
        }
        self.text.extend([rest, "\r\n"]);
    }
}

fn day(day: NaiveDate) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// A text of a file can hold no end of a line but one that is written as `\n`.
fn escape(text: &str) -> Cow<'_, str> {
    let cleaned = clean(text, Keep::Lines);
    if !cleaned.contains(['\n', '\\', ';', ',']) {
        return cleaned;
    }
    let mut escaped = String::with_capacity(cleaned.len() + 8);
    for c in cleaned.chars() {
        match c {
            '\n' => escaped.push_str("\\n"),
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            _ => escaped.push(c),
        }
    }
    Cow::Owned(escaped)
}

/// How an entry recurs. What begins on a day that some months lack comes on their last day, where the
/// rule alone would leave those months out.
fn rule(first: NaiveDate, months: NonZeroU32, until: Option<NaiveDate>) -> String {
    let is_in_every_month = first.day() <= 28;
    let is_in_every_year = is_in_every_month || first.month() != 2;
    let mut rule = match months.get() {
        12 if is_in_every_year => "FREQ=YEARLY".to_owned(),
        1 => "FREQ=MONTHLY".to_owned(),
        n if n % 12 == 0 && is_in_every_year => format!("FREQ=YEARLY;INTERVAL={}", n / 12),
        n => format!("FREQ=MONTHLY;INTERVAL={n}"),
    };
    if rule.starts_with("FREQ=MONTHLY") && !is_in_every_month {
        let days: Vec<String> = (28..=first.day()).map(|day| day.to_string()).collect();
        let _ = write!(rule, ";BYMONTHDAY={};BYSETPOS=-1", days.join(","));
    }
    if let Some(until) = until {
        let _ = write!(rule, ";UNTIL={}", day(until));
    }
    rule
}

/// What a calendar shows when the entry is opened.
fn description(entry: &CalendarEntry, lang: Lang) -> String {
    let (title, id) = (&entry.agreement_title.text, &entry.agreement);
    let mut lines = vec![wording!(en: "Agreement: {title} ({id})", fi: "Sopimus: {title} ({id})")];
    if let Some(organisation) = &entry.organisation_name {
        lines.push(wording!(en: "Responsible: {organisation}", fi: "Vastuutaho: {organisation}"));
    }
    if let (Some(group), CalendarKind::Event(_)) = (&entry.group_name, entry.kind) {
        let group = &group.text;
        lines.push(wording!(en: "Group: {group}", fi: "Ryhmä: {group}"));
    }
    if !entry.attended_names.is_empty() {
        let names = entry.attended_names.join(", ");
        lines.push(wording!(en: "Attended: {names}", fi: "Osallistujat: {names}"));
    }
    if entry.every_months.is_some() {
        lines.push(recurrence_note(entry));
    }
    if entry.last_met.is_some() {
        lines.push(Wording::fixed(
            "To meet by this day, counted from the last meeting; a recorded meeting moves the date",
            "Kokoonnuttava viimeistään tänä päivänä, laskettuna edellisestä kokouksesta; kirjattu kokous siirtää päivää",
        ));
    }
    if !entry.public {
        lines.push(Wording::fixed("For the network only", "Vain verkostolle"));
    }
    Wording::joined(&lines, "\n").get(lang).to_owned()
}

/// Where the days of an entry that recurs come from, so that none is taken for a day that was agreed on.
fn recurrence_note(entry: &CalendarEntry) -> Wording {
    if entry.kind == CalendarKind::ReviewDue {
        return Wording::fixed(
            "Counted from the last review, or from the start of the term; recording a review moves the date",
            "Laskettu edellisestä katsauksesta, muuten sopimuskauden alusta; kirjattu katsaus siirtää päivää",
        );
    }
    wording!(
        en: "Start of a new round, counted from the start of the term ({date}); the agreement gives no date for the duty",
        fi: "Uuden jakson alku sopimuskauden alusta ({date}) laskien; sopimus ei nimeä tehtävälle päivää",
        date = entry.date
    )
}

#[cfg(test)]
mod tests;
