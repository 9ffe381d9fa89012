//! By when a group is to meet again, where the agreement makes meeting its duty and its meetings are recorded.

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};

use super::{Event, EventKind, GroupId, PartialDate, Recurrence};

/// What is recorded of the meetings of a group that has met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meetings {
    /// The date of the last one.
    pub last: PartialDate,
    /// The date of the next one in the calendar.
    pub planned: Option<PartialDate>,
}

impl Meetings {
    /// The meetings of the groups that have met by a day, as far as is recorded. Of a group without a meeting nothing
    /// says whether its meetings are recorded at all.
    #[must_use]
    pub fn of_groups(events: &[Event], today: NaiveDate) -> BTreeMap<&GroupId, Self> {
        let mut dates: BTreeMap<&GroupId, Vec<PartialDate>> = BTreeMap::new();
        let meetings = events.iter().filter(|event| event.kind == EventKind::Meeting);
        for event in meetings.filter(|event| !event.is_cancelled()) {
            if let Some(group) = &event.group {
                dates.entry(&group.value).or_default().push(event.date.value);
            }
        }
        let of_groups = dates.into_iter();
        of_groups
            .filter_map(|(group, dates)| Some((group, Self::of(&dates, today)?)))
            .collect()
    }

    /// A meeting counts from its first day, as every fact does.
    fn of(dates: &[PartialDate], today: NaiveDate) -> Option<Self> {
        let (held, planned): (Vec<PartialDate>, Vec<PartialDate>) =
            dates.iter().partition(|date| date.first_day() <= today);
        Some(Self {
            last: held.into_iter().max_by_key(|date| date.first_day())?,
            planned: planned.into_iter().min_by_key(|date| date.first_day()),
        })
    }

    /// The day by which the group is to meet, whose duty it is so often in an agreement in force since a day. Before
    /// that day nobody had the duty, however early the group met.
    #[must_use]
    pub fn due_on(&self, every: Recurrence, entered_on: NaiveDate) -> Option<NaiveDate> {
        let from = self.last.first_day().max(entered_on);
        from.checked_add_months(Months::new(every.months().get()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::testing::{day, registry};

    /// The last, the planned and the due day of a group that is to meet twice a year since 1.1.2014.
    fn check(events: &str, today: &str, expected: Option<(&str, Option<&str>, &str)>) {
        let text = format!(
            "title: S\nterm: {{ starts: 2014, ends: open-ended }}\ngroups: [{{ id: g, name: G, regions: all }}, {{ id: h, name: H, regions: all }}]\nevents:\n{events}"
        );
        let registry = registry(&[("a", &text)], "");
        let agreement = &registry.agreements[0];
        let of_groups = Meetings::of_groups(&agreement.events, day(today));
        let next = of_groups.get(&agreement.groups[0].id.value).map(|meetings| {
            let due_on = meetings.due_on(Recurrence::HalfYear, day("2014-01-01"));
            let due_on = due_on.expect("the calendar goes on").to_string();
            let planned = meetings.planned.map(|date| date.to_string());
            (meetings.last.to_string(), planned, due_on)
        });
        let expected = expected
            .map(|(last, planned, due)| (last.to_owned(), planned.map(ToOwned::to_owned), due.to_owned()));
        assert_eq!(next, expected, "{events} {today}");
    }

    fn event(date: &str, rest: &str) -> String {
        format!("  - {{ id: e{date}, date: {date}, title: T, {rest} }}\n")
    }

    const OF_GROUP: &str = "kind: meeting, group: g";

    #[test]
    fn only_a_group_that_has_met_is_reckoned_with() {
        let other = event("2014-05-06", "kind: meeting, group: h") + &event("2014-05-07", "kind: meeting");
        check(&other, "2014-06-01", None);
        check(
            &event("2014-05-06", "kind: training, group: g"),
            "2014-06-01",
            None,
        );
        let cancelled = event("2014-05-06", &[OF_GROUP, ", cancelled: true"].concat());
        check(&cancelled, "2014-06-01", None);
        let meeting = event("2014-05-06", OF_GROUP);
        check(&meeting, "2014-05-05", None);
        check(&meeting, "2014-05-06", Some(("2014-05-06", None, "2014-11-06")));
        let training = event("2014-09-06", "kind: training, group: g");
        check(
            &(meeting + &training),
            "2014-06-01",
            Some(("2014-05-06", None, "2014-11-06")),
        );
    }

    #[test]
    fn the_next_meeting_is_counted_from_the_last() {
        let held = event("2014-05-06", OF_GROUP) + &event("2014-02", OF_GROUP);
        check(
            &held,
            "2014-05-05",
            Some(("2014-02", Some("2014-05-06"), "2014-08-01")),
        );
        check(&held, "2014-05-06", Some(("2014-05-06", None, "2014-11-06")));
        // Before the entry into force nobody had the duty.
        check(
            &event("2013-11-05", OF_GROUP),
            "2014-03-01",
            Some(("2013-11-05", None, "2014-07-01")),
        );
    }

    #[test]
    fn a_day_that_some_months_lack_is_their_last() {
        check(
            &event("2014-08-31", OF_GROUP),
            "2014-09-01",
            Some(("2014-08-31", None, "2015-02-28")),
        );
    }
}
