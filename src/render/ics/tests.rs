//! The calendar as a text, and as another program reads it.

use icalendar::{Calendar, Component as _, EventLike as _};
use proptest::prelude::*;

use super::*;
use crate::model::{EventKind, PartialDate};
use crate::render::testing::nasty_text;
use crate::view::Spoken;

fn date(text: &str) -> PartialDate {
    PartialDate::parse(text).expect("a test names real dates")
}

fn on(text: &str) -> NaiveDate {
    date(text).first_day()
}

fn meeting() -> CalendarEntry {
    CalendarEntry {
        uid: "tno-2014.event.2014-10-06.meeting.1@example.fi".to_owned(),
        kind: CalendarKind::Event(EventKind::Meeting),
        date: date("2014-10-06"),
        title: Spoken::finnish("Kokous; avoin, kaikille \\ muille\ntoinen rivi"),
        place: Some("Inari, Aanaar, Anár".to_owned()),
        agreement: "tno-2014".to_owned(),
        agreement_title: Spoken::finnish("Sopimus"),
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

fn duty(starts: &str, months: u32, until: Option<&str>) -> CalendarEntry {
    CalendarEntry {
        kind: CalendarKind::Duty,
        date: date(starts),
        title: Spoken::finnish("Seuraa."),
        place: None,
        group_name: Some(Spoken::finnish("Ryhmä")),
        organisation: Some("lappia".to_owned()),
        organisation_name: Some("Lappia".to_owned()),
        every_months: NonZeroU32::new(months),
        until: until.map(on),
        public: false,
        ..meeting()
    }
}

fn render(entries: &[CalendarEntry], name: &str) -> String {
    let (asked, earlier) = ((on("2026-11-21"), Lang::Fi), EarlierCalendar::default());
    let mut bytes = Vec::new();
    render_ics(entries, name, asked, &earlier, &mut bytes).expect("a Vec takes all that is written to it");
    String::from_utf8(bytes).expect("a calendar is text")
}

fn read(text: &str) -> Calendar {
    text.parse().expect("another program reads the calendar")
}

#[test]
fn an_event_is_written_as_the_standard_has_it() {
    let text = render(&[meeting()], "Verkosto; TNO");
    insta::assert_snapshot!(text.replace("\r\n", "⏎\n"), @r"
    BEGIN:VCALENDAR⏎
    VERSION:2.0⏎
    PRODID:-//kumppani//kumppani//FI⏎
    CALSCALE:GREGORIAN⏎
    X-WR-CALNAME:Verkosto\; TNO⏎
    BEGIN:VEVENT⏎
    UID:tno-2014.event.2014-10-06.meeting.1@example.fi⏎
    SEQUENCE:0⏎
    DTSTAMP:20261121T000000Z⏎
    DTSTART;VALUE=DATE:20141006⏎
    DTEND;VALUE=DATE:20141007⏎
    SUMMARY:Kokous\; avoin\, kaikille \\ muille\ntoinen rivi⏎
    LOCATION:Inari\, Aanaar\, Anár⏎
    DESCRIPTION:Sopimus: Sopimus (tno-2014)⏎
    CATEGORIES:kokous⏎
    TRANSP:TRANSPARENT⏎
    END:VEVENT⏎
    END:VCALENDAR⏎
    ");
}

#[test]
fn a_duty_says_where_its_days_come_from() {
    let text = description(&duty("2014-05", 6, None), Lang::Fi);
    insta::assert_snapshot!(text, @"
    Sopimus: Sopimus (tno-2014)
    Vastuutaho: Lappia
    Uuden jakson alku sopimuskauden alusta (5/2014) laskien; sopimus ei nimeä tehtävälle päivää
    Vain verkostolle
    ");
}

#[test]
fn what_begins_on_a_day_that_some_months_lack_comes_on_their_last_day() {
    for (starts, months, until, expected) in [
        ("2014", 12, None, "FREQ=YEARLY"),
        ("2014", 24, None, "FREQ=YEARLY;INTERVAL=2"),
        ("2014", 18, None, "FREQ=MONTHLY;INTERVAL=18"),
        ("2014-01-28", 1, Some("2016-12-31"), "FREQ=MONTHLY;UNTIL=20161231"),
        ("2014-01-29", 1, None, "FREQ=MONTHLY;BYMONTHDAY=28,29;BYSETPOS=-1"),
        (
            "2014-01-31",
            3,
            None,
            "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=28,29,30,31;BYSETPOS=-1",
        ),
        ("2014-01-31", 12, None, "FREQ=YEARLY"),
        (
            "2016-02-29",
            12,
            None,
            "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=28,29;BYSETPOS=-1",
        ),
        ("2015-02-28", 12, None, "FREQ=YEARLY"),
    ] {
        let text = render(&[duty(starts, months, until)], "TNO");
        let unfolded = text.replace("\r\n ", "");
        let rule = unfolded.lines().find_map(|line| line.strip_prefix("RRULE:"));
        assert_eq!(rule, Some(expected), "{starts} {months}");
    }
}

#[test]
fn a_calendar_without_entries_is_read() {
    assert_eq!(read(&render(&[], "TNO")).components.len(), 0);
}

proptest! {
    #[test]
    fn no_text_writes_a_line_of_its_own(title in nasty_text(), place in nasty_text(), name in nasty_text()) {
        let entry = CalendarEntry { title: Spoken::finnish(&title), place: Some(place.clone()), agreement_title: Spoken::finnish(&title), ..meeting() };
        let text = render(&[entry.clone(), duty("2014", 12, None)], &name);
        let starts = |text: &str| {
            let lines = text.split("\r\n").filter(|line| !line.starts_with(' '));
            lines.map(|line| line.split([':', ';']).next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
        };
        let plain = render(&[meeting(), duty("2014", 12, None)], "TNO");
        prop_assert_eq!(starts(&text), starts(&plain));
        prop_assert!(text.split("\r\n").all(|line| line.len() <= LONGEST_LINE));
        prop_assert!(!text.replace("\r\n", "").contains(char::is_control));

        let calendar = read(&text);
        let read: Vec<_> = calendar.events().collect();
        prop_assert_eq!(read.len(), 2);
        prop_assert_eq!(read[0].get_uid(), Some(entry.uid.as_str()));
        let shown = |text: Option<&str>| text.map(str::to_owned);
        let kept = |text: &str| Some(clean(text, Keep::Lines).into_owned());
        prop_assert_eq!(shown(read[0].get_summary()), kept(&title));
        prop_assert_eq!(shown(read[0].get_location()), kept(&place));
        prop_assert_eq!(read[0].get_start(), Some(on("2014-10-06").into()));
    }

    #[test]
    fn an_escaped_text_is_kept_apart_from_every_other(one in nasty_text(), other in nasty_text()) {
        let (clean_one, clean_other) = (clean(&one, Keep::Lines), clean(&other, Keep::Lines));
        prop_assert_eq!(escape(&one) == escape(&other), clean_one == clean_other);
    }
}
