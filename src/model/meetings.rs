//! By when a group is to meet again, where the agreement makes meeting its duty and its meetings are recorded.

use chrono::{Months, NaiveDate};

use super::{Event, EventKind, Group, PartialDate, Recurrence};

/// When a group met last, and when it is to meet next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextMeeting {
    /// How often it is to meet.
    pub every: Recurrence,
    /// The date of its last meeting; `None` where it has not met.
    pub last: Option<PartialDate>,
    /// The date of its next meeting in the calendar.
    pub planned: Option<PartialDate>,
    /// The day by which it is to meet.
    pub due_on: NaiveDate,
}

impl NextMeeting {
    /// By a duty to meet so often, for an agreement in force since a day. A meeting counts from its first day, as
    /// every fact does; the duty from the entry into force, however early the group met. `None` for a group
    /// of which no event is recorded: nothing says then whether it meets.
    #[must_use]
    pub fn of(
        group: &Group,
        every: Recurrence,
        events: &[Event],
        (entered_on, today): (NaiveDate, NaiveDate),
    ) -> Option<Self> {
        let of_group = |event: &&Event| event.group.as_ref().is_some_and(|id| id.value == group.id.value);
        if !events.iter().any(|event| of_group(&event)) {
            return None;
        }
        let meetings = events.iter().filter(of_group);
        let meetings = meetings.filter(|event| event.kind == EventKind::Meeting && !event.is_cancelled());
        let dates = meetings.map(|event| event.date.value);
        let (held, ahead): (Vec<_>, Vec<_>) = dates.partition(|date| date.first_day() <= today);
        let last = held.into_iter().max_by_key(|date| date.first_day());
        let from = last.map_or(entered_on, |last| last.first_day().max(entered_on));
        Some(Self {
            every,
            last,
            planned: ahead.into_iter().min_by_key(|date| date.first_day()),
            due_on: from.checked_add_months(Months::new(every.months().get()))?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::testing::{day, registry};

    /// The last, the planned and the due day of a group that is to meet twice a year since 1.1.2014.
    fn check(events: &str, today: &str, expected: Option<(Option<&str>, Option<&str>, &str)>) {
        let text = format!(
            "title: S\nterm: {{ starts: 2014, ends: open-ended }}\ngroups: [{{ id: g, name: G, regions: all }}, {{ id: h, name: H, regions: all }}]\nevents:\n{events}"
        );
        let registry = registry(&[("a", &text)], "");
        let agreement = &registry.agreements[0];
        let days = (day("2014-01-01"), day(today));
        let next = NextMeeting::of(
            &agreement.groups[0],
            Recurrence::HalfYear,
            &agreement.events,
            days,
        );
        let shown = |date: Option<PartialDate>| date.map(|date| date.to_string());
        let next = next.map(|next| (shown(next.last), shown(next.planned), next.due_on.to_string()));
        let owned = |text: Option<&str>| text.map(ToOwned::to_owned);
        let expected = expected.map(|(last, planned, due)| (owned(last), owned(planned), due.to_owned()));
        assert_eq!(next, expected, "{events} {today}");
    }

    fn event(date: &str, rest: &str) -> String {
        format!("  - {{ id: e{date}, date: {date}, title: T, {rest} }}\n")
    }

    const OF_GROUP: &str = "kind: meeting, group: g";

    #[test]
    fn only_a_group_of_which_events_are_recorded_is_reckoned_with() {
        let other = event("2014-05-06", "kind: meeting, group: h") + &event("2014-05-07", "kind: meeting");
        check(&other, "2014-06-01", None);
        check(
            &event("2014-05-06", "kind: workshop, group: g"),
            "2014-06-01",
            Some((None, None, "2014-07-01")),
        );
        let cancelled = event("2014-05-06", &[OF_GROUP, ", cancelled: true"].concat());
        check(&cancelled, "2014-06-01", Some((None, None, "2014-07-01")));
    }

    #[test]
    fn the_next_meeting_is_counted_from_the_last() {
        let held = event("2014-05-06", OF_GROUP) + &event("2014-02", OF_GROUP);
        check(
            &held,
            "2014-05-05",
            Some((Some("2014-02"), Some("2014-05-06"), "2014-08-01")),
        );
        check(
            &held,
            "2014-05-06",
            Some((Some("2014-05-06"), None, "2014-11-06")),
        );
        // Before the entry into force nobody had the duty.
        check(
            &event("2013-11-05", OF_GROUP),
            "2014-03-01",
            Some((Some("2013-11-05"), None, "2014-07-01")),
        );
    }

    #[test]
    fn a_day_that_some_months_lack_is_their_last() {
        check(
            &event("2014-08-31", OF_GROUP),
            "2014-09-01",
            Some((Some("2014-08-31"), None, "2015-02-28")),
        );
    }
}
