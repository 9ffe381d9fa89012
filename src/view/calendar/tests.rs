//! The days of entries, and what their headlines say of them.

use super::*;
use crate::model::EventTime;

fn date(text: &str) -> PartialDate {
    PartialDate::parse(text).expect("a test names real dates")
}

fn entry(kind: CalendarKind, on: &str) -> CalendarEntry {
    CalendarEntry {
        uid: "a.b@c".to_owned(),
        kind,
        date: date(on),
        title: Spoken::finnish("Asia"),
        place: None,
        agreement: "a".to_owned(),
        agreement_title: Spoken::finnish("A"),
        group: None,
        group_name: None,
        organisation: None,
        organisation_name: None,
        every_months: None,
        until: None,
        public: true,
        ends: None,
        starts_at: None,
        ends_at: None,
        attended: Vec::new(),
        attended_names: Vec::new(),
        minutes: None,
        cancelled: false,
        last_met: None,
    }
}

/// An event on these days, at these hours.
fn held(on: &str, ends: Option<&str>, hours: Option<&str>) -> CalendarEntry {
    let time = hours.map(|hours| EventTime::parse(hours).expect("a test names real times"));
    CalendarEntry {
        ends: ends.map(date),
        starts_at: time.map(|time| time.starts),
        ends_at: time.and_then(|time| time.ends),
        ..entry(CalendarKind::Event(EventKind::Meeting), on)
    }
}

#[test]
fn an_event_takes_up_its_days_and_its_headline_says_what_they_cannot() {
    for (entry, first, last, headline) in [
        (
            held("2014-10-06", Some("2014-10-07"), None),
            "2014-10-06",
            "2014-10-07",
            "Asia",
        ),
        (
            held("2014-10-06", None, Some("9:00")),
            "2014-10-06",
            "2014-10-06",
            "Asia",
        ),
        (
            held("2014-10-06", Some("2014-10-07"), Some("9:00")),
            "2014-10-06",
            "2014-10-07",
            "Asia (6.10.2014 klo 9.00 – 7.10.2014)",
        ),
        (
            held("2014-10", None, Some("9:00")),
            "2014-10-01",
            "2014-10-31",
            "Asia (10/2014 klo 9.00, päivä ei tiedossa)",
        ),
        (
            held("2014-10", Some("2014-11"), None),
            "2014-10-01",
            "2014-11-30",
            "Asia (10/2014–11/2014, päivä ei tiedossa)",
        ),
    ] {
        assert_eq!(entry.days(), (date(first).first_day(), date(last).first_day()));
        assert_eq!(entry.headline(Lang::Fi), headline);
    }
    let cancelled = CalendarEntry {
        cancelled: true,
        ..held("2014-10-06", None, None)
    };
    assert_eq!(cancelled.headline(Lang::Fi), "Peruttu: Asia");
    assert!(
        held("2014-10-06", Some("2014-10-08"), None)
            .falls_between(Some(date("2014-10-08").first_day()), None)
    );
}

fn every(months: u32, on: &str) -> CalendarEntry {
    CalendarEntry {
        every_months: NonZeroU32::new(months),
        ..entry(CalendarKind::Duty, on)
    }
}

#[test]
fn a_partial_date_is_never_shown_as_a_day() {
    let meeting = CalendarKind::Event(EventKind::Meeting);
    let deadline = CalendarKind::Event(EventKind::Deadline);
    for (entry, first, last, headline) in [
        (entry(meeting, "2014-05-06"), "2014-05-06", "2014-05-06", "Asia"),
        (
            entry(meeting, "2014-05"),
            "2014-05-01",
            "2014-05-31",
            "Asia (5/2014, päivä ei tiedossa)",
        ),
        (
            entry(deadline, "2014-05"),
            "2014-05-31",
            "2014-05-31",
            "Asia (5/2014)",
        ),
        (
            entry(CalendarKind::End, "2014"),
            "2014-12-31",
            "2014-12-31",
            "Asia (2014)",
        ),
        (
            entry(CalendarKind::End, "2014-12-30"),
            "2014-12-30",
            "2014-12-30",
            "Asia",
        ),
        (every(12, "2014"), "2014-01-01", "2014-01-01", "Asia (vuosittain)"),
        (
            every(24, "2014"),
            "2014-01-01",
            "2014-01-01",
            "Asia (24 kuukauden välein)",
        ),
    ] {
        assert_eq!(entry.days(), (date(first).first_day(), date(last).first_day()));
        assert_eq!(entry.headline(Lang::Fi), headline);
    }
}

#[test]
fn what_recurs_is_in_a_stretch_of_time_where_a_round_of_it_is() {
    let day = |text: &str| Some(date(text).first_day());
    let ends = CalendarEntry {
        until: day("2016-06-30"),
        ..every(6, "2014-01-31")
    };
    for (from, to, falls) in [
        (None, None, true),
        (None, day("2014-01-30"), false),
        (day("2014-02-01"), day("2014-07-30"), false),
        (day("2014-02-01"), day("2014-07-31"), true),
        // The next round would be 31.7.2016, after the end.
        (day("2016-01-31"), None, true),
        (day("2016-02-01"), None, false),
    ] {
        assert_eq!(ends.falls_between(from, to), falls, "{from:?} {to:?}");
    }
    let once = entry(CalendarKind::Event(EventKind::Workshop), "2014-05");
    assert!(once.falls_between(day("2014-05-31"), day("2014-06-02")));
    assert!(!once.falls_between(day("2014-06-01"), None));
    assert!(!once.falls_between(None, day("2014-04-30")));
}

#[test]
fn the_next_round_is_the_first_that_is_not_over() {
    let day = |text: &str| NaiveDate::parse_from_str(text, "%Y-%m-%d").expect("a test names real days");
    let yearly = every(12, "2017-10-01");
    for (from, next) in [
        ("2017-09-30", "2017-10-01"),
        ("2017-10-01", "2017-10-01"),
        ("2017-10-02", "2018-10-01"),
        ("2026-11-21", "2027-10-01"),
    ] {
        assert_eq!(yearly.round_from(day(from)), Some(day(next)), "{from}");
    }
    let ended = CalendarEntry {
        until: Some(day("2018-10-01")),
        ..yearly
    };
    assert_eq!(ended.round_from(day("2018-10-01")), Some(day("2018-10-01")));
    assert_eq!(ended.round_from(day("2018-10-02")), None);
    assert_eq!(
        entry(CalendarKind::End, "2027-10-01").round_from(day("2018-10-02")),
        None
    );
}
