//! By what an event is the same one after it was moved: the id that its file gives it, else one that is made of its
//! day and kind. An event that gets the made one written down keeps the identity that it had.

use std::collections::{BTreeMap, BTreeSet};

use super::{Event, EventId, EventKind, PartialDate, Visibility};

impl EventId {
    /// The part of an entry's lasting name in calendars that represents the event. A made id is shown as
    /// calendars knew the event before it had one: no id has a full stop, so that no other one reads the same.
    #[must_use]
    pub fn key(&self) -> String {
        match self.made_of() {
            Some((date, kind, number)) => format!("{date}.{kind}.{number}"),
            None => self.as_str().to_owned(),
        }
    }

    fn made(date: PartialDate, kind: EventKind, number: u32) -> Option<Self> {
        Self::parse(&format!("{date}-{}-{number}", kind.code())).ok()
    }

    /// The day, the kind and the number that a made id consists of.
    fn made_of(&self) -> Option<(&str, &str, &str)> {
        let (rest, number) = self.as_str().rsplit_once('-')?;
        let (date, kind) = rest.rsplit_once('-')?;
        let is_number = number.starts_with(|first: char| first != '0') && number.parse::<u32>().is_ok();
        let is_made = is_number && EventKind::find(kind).is_some() && PartialDate::parse(date).is_ok();
        is_made.then_some((date, kind, number))
    }
}

/// The ids of an agreement's events, in the order of the file: their own, else made ones.
///
/// Neither title nor place makes an event the same one, for both are corrected; its day and kind
/// do, and a number where several have both in common. Public ones are counted first, and a number that the
/// id of another event has, wherever that was moved to, is passed over.
#[must_use]
pub fn event_ids(events: &[Event]) -> Vec<EventId> {
    let mut taken: BTreeSet<EventId> = events.iter().filter_map(own_id).cloned().collect();
    let mut in_order: Vec<(usize, &Event)> = events.iter().enumerate().collect();
    in_order.sort_by_key(|(_, event)| event.visibility != Visibility::Public);
    // Of each day and kind, the number after the last one that was given.
    let mut nexts: BTreeMap<String, u32> = BTreeMap::new();
    let ids = in_order.into_iter().filter_map(|(place, event)| {
        let id = own_id(event).cloned().or_else(|| {
            let (date, kind) = (event.date.value, event.kind);
            let next = nexts.entry(format!("{date}-{}", kind.code())).or_insert(1);
            let mut made = (*next..).map_while(|number| Some((number, EventId::made(date, kind, number)?)));
            let (number, id) = made.find(|(_, id)| !taken.contains(id))?;
            *next = number.saturating_add(1);
            Some(id)
        })?;
        taken.insert(id.clone());
        Some((place, id))
    });
    ids.collect::<BTreeMap<_, _>>().into_values().collect()
}

fn own_id(event: &Event) -> Option<&EventId> {
    event.id.as_ref().map(|id| &id.value)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diagnostic::{At, Span};
    use crate::model::LocalText;

    fn event(id: Option<&str>, date: &str, visibility: Visibility) -> Event {
        let at = |id| At::new(id, Span::default());
        let date = At::new(
            PartialDate::parse(date).expect("a test names real dates"),
            Span::default(),
        );
        let title = At::new(LocalText::plain("Kokous"), Span::default());
        Event {
            id: id.map(|id| at(EventId::parse(id).expect("a test names well-formed ids"))),
            visibility,
            ..Event::new(date, title, EventKind::Meeting)
        }
    }

    fn keys(events: &[Event]) -> Vec<String> {
        event_ids(events).iter().map(EventId::key).collect()
    }

    #[test]
    fn only_a_made_id_is_shown_as_a_day_and_a_kind() {
        for (id, key) in [
            ("2014-10-06-meeting-1", "2014-10-06.meeting.1"),
            ("2014-review-12", "2014.review.12"),
            ("tilannekatsaus-2014", "tilannekatsaus-2014"),
            ("2014-10-06-kokous-1", "2014-10-06-kokous-1"),
            ("2014-10-06-meeting-01", "2014-10-06-meeting-01"),
            ("2014-10-06-meeting-0", "2014-10-06-meeting-0"),
            ("2014-13-06-meeting-1", "2014-13-06-meeting-1"),
            ("meeting-1", "meeting-1"),
        ] {
            assert_eq!(EventId::parse(id).expect("an id").key(), key);
        }
    }

    #[test]
    fn a_number_that_was_moved_away_is_taken_still() {
        let public = Visibility::Public;
        let moved = event(Some("2014-10-06-meeting-1"), "2014-10-08", public);
        let new = event(None, "2014-10-06", public);
        assert_eq!(
            keys(&[new, moved]),
            ["2014-10-06.meeting.2", "2014-10-06.meeting.1"]
        );
    }

    fn some_events() -> impl Strategy<Value = Vec<Event>> {
        let ids = prop::sample::select(vec![
            None,
            None,
            Some("a"),
            Some("b"),
            Some("2014-meeting-1"),
            Some("2014-10-06-meeting-2"),
        ]);
        let dates = prop::sample::select(vec!["2014-10-06", "2014-10-07", "2014"]);
        let some = (ids, dates, any::<bool>()).prop_map(|(id, date, public)| {
            event(
                id,
                date,
                if public {
                    Visibility::Public
                } else {
                    Visibility::Internal
                },
            )
        });
        prop::collection::vec(some, 0..8).prop_map(|mut events| {
            let mut known = BTreeSet::new();
            events.retain(|event| own_id(event).is_none_or(|id| known.insert(id.clone())));
            events
        })
    }

    proptest! {
        /// Once they are written down, no move, addition or removal of another event changes an identity, and
        /// writing them down changes none either.
        #[test]
        fn an_id_that_is_written_down_lasts(events in some_events(), moved in any::<prop::sample::Index>(), public in any::<bool>()) {
            let before = keys(&events);
            prop_assert_eq!(before.iter().collect::<BTreeSet<_>>().len(), events.len());
            let mut written = events.clone();
            for (event, id) in written.iter_mut().zip(event_ids(&events)) {
                event.id = Some(At::new(id, Span::default()));
            }
            prop_assert_eq!(&keys(&written), &before);
            let visibility = if public { Visibility::Public } else { Visibility::Internal };
            written.push(event(None, "2014-10-06", visibility));
            if !events.is_empty() {
                let moved = moved.index(events.len());
                written[moved].date.value = PartialDate::parse("2014-10-07").expect("a date");
                written.rotate_left(moved);
                let mut after = keys(&written);
                after.rotate_right(moved);
                prop_assert_eq!(&after[..events.len()], &before[..]);
            }
            prop_assert_eq!(keys(&written).iter().collect::<BTreeSet<_>>().len(), written.len());
        }
    }
}
