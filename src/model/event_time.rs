//! The hours of an event, as the clock shows them in Finland. The files name no time zone: everyone in the network lives
//! in the same one.

use std::fmt;

use serde::{Serialize, Serializer};

use super::PartialDate;
use crate::wording::{Bilingual, Lang, Wording};
use chrono::NaiveDate;

/// A time of day to the minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClockTime {
    hour: u8,
    minute: u8,
}

/// When an event begins and ends on its days; the end may not be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventTime {
    pub starts: ClockTime,
    pub ends: Option<ClockTime>,
}

/// Why a text is no time of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeProblem {
    /// It has not the shape of a time.
    Shape,
    /// It has the shape, but no clock shows it.
    NoSuchTime,
    /// It is written in another way; this is the time that is meant.
    Means(EventTime),
}

impl ClockTime {
    /// Reads `9:00`, `09:00` and, as it is written in Finnish, `9.00`.
    fn parse(text: &str) -> Result<Self, TimeProblem> {
        let (hour, minute) = text.split_once([':', '.']).ok_or(TimeProblem::Shape)?;
        let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let has_shape = matches!(hour.len(), 1 | 2) && minute.len() == 2;
        if !has_shape || !is_number(hour) || !is_number(minute) {
            return Err(TimeProblem::Shape);
        }
        let number = |part: &str| part.parse().map_err(|_| TimeProblem::Shape);
        let time = Self {
            hour: number(hour)?,
            minute: number(minute)?,
        };
        let is_shown = time.hour < 24 && time.minute < 60;
        is_shown.then_some(time).ok_or(TimeProblem::NoSuchTime)
    }

    /// Reads what [`ClockTime::parse`] reads, and an hour alone.
    fn parse_loosely(text: &str) -> Result<Self, TimeProblem> {
        if matches!(text.len(), 1 | 2) {
            return Self::parse(&format!("{text}:00"));
        }
        Self::parse(text)
    }

    /// The parts of a time that iCalendar writes: `090000`.
    #[must_use]
    pub fn basic(self) -> String {
        format!("{:02}{:02}00", self.hour, self.minute)
    }

    /// A time as ISO 8601 writes it, of the right length to sort: `09:00`.
    #[must_use]
    pub fn iso(self) -> String {
        format!("{:02}:{:02}", self.hour, self.minute)
    }

    /// Reads a time that [`ClockTime::iso`] wrote.
    #[must_use]
    pub fn of_iso(text: &str) -> Option<Self> {
        Self::parse(text).ok()
    }

    fn display(self, lang: Lang) -> String {
        match lang {
            Lang::En => self.to_string(),
            Lang::Fi => format!("{}.{:02}", self.hour, self.minute),
        }
    }
}

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{:02}", self.hour, self.minute)
    }
}

impl Serialize for ClockTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.iso())
    }
}

impl EventTime {
    /// Reads `9:00`, `9:00–11:30` and the same with full stops. A hyphen may be in place of the dash, and spaces
    /// around it.
    ///
    /// # Errors
    /// What is wrong with the text.
    pub fn parse(text: &str) -> Result<Self, TimeProblem> {
        match Self::of_parts(text, ClockTime::parse) {
            Err(TimeProblem::Shape) => Err(Self::meant_by(text)),
            read => read,
        }
    }

    fn of_parts(
        text: &str,
        read: impl Fn(&str) -> Result<ClockTime, TimeProblem>,
    ) -> Result<Self, TimeProblem> {
        let (starts, ends) = match text.split_once(['–', '-']) {
            Some((starts, ends)) => (starts, Some(ends)),
            None => (text, None),
        };
        Ok(Self {
            starts: read(starts.trim())?,
            ends: ends.map(|ends| read(ends.trim())).transpose()?,
        })
    }

    /// `klo 9`, `9–11` and `kello 9.00` mean one time for certain.
    fn meant_by(text: &str) -> TimeProblem {
        let words = ["klo", "kello", "at"];
        let bare = words.into_iter().find_map(|word| {
            let start = text.get(..word.len())?;
            start.eq_ignore_ascii_case(word).then(|| &text[word.len()..])
        });
        let bare = bare.unwrap_or(text).trim_start_matches('.').trim();
        Self::of_parts(bare, ClockTime::parse_loosely).map_or_else(|problem| problem, TimeProblem::Means)
    }

    /// As Finnish writes it in a sentence, `klo 9.00–11.30`; in English as the files have it.
    #[must_use]
    pub fn display(self, lang: Lang) -> String {
        let word = match lang {
            Lang::En => "",
            Lang::Fi => "klo ",
        };
        let ends = self.ends.map(|ends| format!("–{}", ends.display(lang)));
        format!("{word}{}{}", self.starts.display(lang), ends.unwrap_or_default())
    }
}

/// As the files have it: `9:00–11:30`.
impl fmt::Display for EventTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.display(Lang::En))
    }
}

impl Bilingual for EventTime {
    fn in_lang(&self, lang: Lang) -> impl fmt::Display {
        self.display(lang)
    }
}

/// The days and the hours of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventDays {
    /// The day, or the first one.
    pub date: PartialDate,
    /// The last day, where there are several.
    pub ends: Option<PartialDate>,
    pub time: Option<EventTime>,
}

impl EventDays {
    /// The first day that it may be held on.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        self.date.first_day()
    }

    /// The last day that it may be held on. An end before the beginning is a slip, and does not count.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        let ends = self.ends.map(PartialDate::last_day);
        self.date.last_day().max(ends.unwrap_or(NaiveDate::MIN))
    }

    /// The last day where it is not the only one.
    fn end(self) -> Option<PartialDate> {
        self.ends.filter(|ends| *ends != self.date)
    }

    /// Its beginning, and its end if there is one, where the hours are known. `None` for an event of which the
    /// day or, on several days, the hour of the end is not known: any moment would be a guess.
    #[must_use]
    pub fn moments(self) -> Option<(Moment, Option<Moment>)> {
        let (PartialDate::Day(first), Some(time)) = (self.date, self.time) else {
            return None;
        };
        let last = match self.end() {
            None => first,
            Some(PartialDate::Day(last)) if time.ends.is_some() => last,
            Some(_) => return None,
        };
        Some(((first, time.starts), time.ends.map(|ends| (last, ends))))
    }

    /// Days and hours for people: `6.10.2014 klo 9.00–11.30`, `6.–7.10.2014`.
    #[must_use]
    pub fn display(self, lang: Lang) -> String {
        let (end, time) = (self.end(), self.time);
        let (Some(ends), Some(EventTime { starts, ends: until })) = (end, time) else {
            let days = end.map_or_else(|| self.date.display(lang), |ends| range(self.date, ends, lang));
            return match time {
                Some(time) => format!("{days} {}", time.display(lang)),
                None => days,
            };
        };
        let at = |date: PartialDate, clock: Option<ClockTime>| {
            let clock = clock.map(|starts| EventTime { starts, ends: None });
            let clock = clock.map(|time| format!(" {}", time.display(lang)));
            date.display(lang) + &clock.unwrap_or_default()
        };
        format!("{} – {}", at(self.date, Some(starts)), at(ends, until))
    }

    /// The same in both languages.
    #[must_use]
    pub fn wording(self) -> Wording {
        Wording::composed(self.display(Lang::En), self.display(Lang::Fi))
    }
}

/// A day and the time on it.
pub type Moment = (NaiveDate, ClockTime);

/// Two dates; in Finnish the month and the year are not repeated.
fn range(from: PartialDate, to: PartialDate, lang: Lang) -> String {
    use chrono::Datelike;
    let (first, last) = (from.display(lang), to.display(lang));
    let (Lang::Fi, PartialDate::Day(a), PartialDate::Day(b)) = (lang, from, to) else {
        return format!("{first}–{last}");
    };
    match (a.year() == b.year(), a.month() == b.month()) {
        (true, true) => format!("{}.–{last}", a.day()),
        (true, false) => format!("{}.{}.–{last}", a.day(), a.month()),
        (false, _) => format!("{first}–{last}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(text: &str) -> EventTime {
        EventTime::parse(text).expect("a test names real times")
    }

    #[test]
    fn a_time_is_read_as_both_languages_write_it() {
        for (text, expected) in [
            ("9:00", "9:00"),
            ("09:00", "9:00"),
            ("9.05", "9:05"),
            ("9:00–11:30", "9:00–11:30"),
            ("9.00–11.30", "9:00–11:30"),
            ("9.00 - 11.30", "9:00–11:30"),
            ("0:00-23:59", "0:00–23:59"),
        ] {
            assert_eq!(time(text).to_string(), expected, "{text}");
        }
        assert_eq!(time("9:00–11:30").display(Lang::Fi), "klo 9.00–11.30");
    }

    #[test]
    fn what_is_no_time_says_why() {
        for (text, expected) in [
            ("klo 9.00", "9:00"),
            ("Klo. 9–11", "9:00–11:00"),
            ("kello 9", "9:00"),
            ("9-11.30", "9:00–11:30"),
            ("9", "9:00"),
        ] {
            assert_eq!(
                EventTime::parse(text),
                Err(TimeProblem::Means(time(expected))),
                "{text}"
            );
        }
        for text in ["24:00", "9:60", "25", "9:00–24:00"] {
            assert_eq!(EventTime::parse(text), Err(TimeProblem::NoSuchTime), "{text}");
        }
        for text in [
            "",
            "aamulla",
            "900",
            "9:0",
            "9:00–",
            "–9:00",
            "9:00:00",
            "9 am",
            "9:00–10:00–11:00",
            "klo",
            "ä",
        ] {
            assert_eq!(EventTime::parse(text), Err(TimeProblem::Shape), "{text}");
        }
    }

    fn days(date: &str, ends: Option<&str>, hours: Option<&str>) -> EventDays {
        let day = |text: &str| PartialDate::parse(text).expect("a test names real dates");
        EventDays {
            date: day(date),
            ends: ends.map(day),
            time: hours.map(time),
        }
    }

    #[test]
    fn days_are_shown_without_repetitions() {
        for (shown, fi, en) in [
            (days("2014-10-06", None, None), "6.10.2014", "2014-10-06"),
            (
                days("2014-10-06", Some("2014-10-06"), None),
                "6.10.2014",
                "2014-10-06",
            ),
            (
                days("2014-10-06", Some("2014-10-07"), None),
                "6.–7.10.2014",
                "2014-10-06–2014-10-07",
            ),
            (
                days("2014-09-30", Some("2014-10-01"), None),
                "30.9.–1.10.2014",
                "2014-09-30–2014-10-01",
            ),
            (
                days("2014-12-31", Some("2015-01-01"), None),
                "31.12.2014–1.1.2015",
                "2014-12-31–2015-01-01",
            ),
            (
                days("2014-10", Some("2014-11"), None),
                "10/2014–11/2014",
                "2014-10–2014-11",
            ),
            (
                days("2014-10-06", None, Some("9:00–11:30")),
                "6.10.2014 klo 9.00–11.30",
                "2014-10-06 9:00–11:30",
            ),
            (
                days("2014-10-06", Some("2014-10-07"), Some("9:00–15:00")),
                "6.10.2014 klo 9.00 – 7.10.2014 klo 15.00",
                "2014-10-06 9:00 – 2014-10-07 15:00",
            ),
            (
                days("2014-10-06", Some("2014-10-07"), Some("9:00")),
                "6.10.2014 klo 9.00 – 7.10.2014",
                "2014-10-06 9:00 – 2014-10-07",
            ),
        ] {
            assert_eq!(
                (shown.display(Lang::Fi), shown.display(Lang::En)),
                (fi.to_owned(), en.to_owned())
            );
        }
    }

    #[test]
    fn no_moment_is_guessed() {
        let known = |days: EventDays| days.moments().map(|(_, end)| end.is_some());
        assert_eq!(known(days("2014-10-06", None, None)), None);
        assert_eq!(known(days("2014-10", None, Some("9:00"))), None);
        assert_eq!(known(days("2014-10-06", None, Some("9:00"))), Some(false));
        assert_eq!(known(days("2014-10-06", None, Some("9:00–10:00"))), Some(true));
        assert_eq!(known(days("2014-10-06", Some("2014-10-07"), Some("9:00"))), None);
        assert_eq!(
            known(days("2014-10-06", Some("2014-10"), Some("9:00–10:00"))),
            None
        );
        assert_eq!(
            known(days("2014-10-06", Some("2014-10-07"), Some("9:00–8:00"))),
            Some(true)
        );
    }
}
