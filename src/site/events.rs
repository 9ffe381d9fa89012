//! The events of an agreement on its page, and what the calendar says of each: when, where, who took part.

use std::collections::BTreeMap;

use super::documents;
use super::writer::PageWriter;
use crate::model::{Agreement, AgreementId, Event, EventDays, OrganisationId};
use crate::render::{Outline, Runs, Span};
use crate::view::CalendarEntry;
use crate::wording::Wording;

pub(super) const GROUP: Wording = Wording::fixed("group", "ryhmä");
pub(super) const ATTENDED: Wording = Wording::fixed("attended", "osallistujat");
pub(super) const MINUTES: Wording = Wording::fixed("minutes", "pöytäkirja");

/// The events of an agreement by day, as in every list of them. Columns of which no event says anything are left out.
pub(super) fn section(writer: &PageWriter<'_>, page: &mut Outline, agreement: &Agreement) {
    let groups = agreement.groups.iter().map(|group| (&group.id.value, group));
    let groups: BTreeMap<_, _> = groups.collect();
    let group = |event: &Event| {
        let group = groups.get(&event.group.as_ref()?.value)?;
        Some(writer.group_link(agreement, group))
    };
    let attended = |event: &Event| {
        let attended = event.attended.iter();
        writer.listed(attended.map(|at| writer.organisation(&at.value, Some(agreement))))
    };
    let minutes = |event: &Event| {
        let path = &event.minutes.as_ref()?.value;
        documents::minutes(writer, agreement, path.as_str())
    };
    let mut events: Vec<&Event> = agreement.events.iter().collect();
    events.sort_by_key(|event| (event.days().first_day(), event.days().last_day()));
    let rows = events.into_iter().map(|event| {
        vec![
            vec![writer.local(&event.title.value)],
            vec![when(writer, event.days(), event.is_cancelled())],
            writer.listed(event.place.as_ref().map(|place| Span::finnish(place))),
            vec![writer.say(&event.kind.label())],
            writer.listed(group(event)),
            attended(event),
            writer.listed(minutes(event)),
        ]
    });
    let (heads, rows) = without_empty(
        vec![
            Wording::fixed("event", "tapahtuma"),
            Wording::fixed("date", "päivä"),
            Wording::fixed("place", "paikka"),
            Wording::fixed("kind", "laji"),
            GROUP,
            ATTENDED,
            MINUTES,
        ],
        rows.collect(),
    );
    writer.table(page, &Wording::fixed("Events", "Tapahtumat"), &heads, rows);
}

/// The columns that every agreement has had, and those after them that have a cell.
pub(super) fn without_empty(
    mut heads: Vec<Wording>,
    mut rows: Vec<Vec<Runs>>,
) -> (Vec<Wording>, Vec<Vec<Runs>>) {
    for at in (4..heads.len()).rev() {
        if rows.iter().all(|row| row[at].is_empty()) {
            heads.remove(at);
            for row in &mut rows {
                row.remove(at);
            }
        }
    }
    (heads, rows)
}

/// The days and hours of an event, with a word where it is not held.
pub(super) fn when(writer: &PageWriter<'_>, days: EventDays, is_cancelled: bool) -> Span {
    let days = writer.word(&days.wording());
    if is_cancelled {
        let cancelled = Wording::fixed("cancelled", "peruttu");
        return writer.own(format!("{days}, {}", writer.word(&cancelled)));
    }
    writer.own(days)
}

/// Those who took part in an event of the calendar, and its minutes.
pub(super) fn held(writer: &PageWriter<'_>, entry: &CalendarEntry) -> [Runs; 2] {
    let agreement = AgreementId::parse(&entry.agreement).ok();
    let Some(standing) = agreement.and_then(|id| writer.overview.standing(&id)) else {
        return [Runs::new(), Runs::new()];
    };
    let agreement = standing.agreement;
    let attended = entry
        .attended
        .iter()
        .filter_map(|id| OrganisationId::parse(id).ok());
    let attended = writer.listed(attended.map(|id| writer.organisation(&id, Some(agreement))));
    let minutes = entry.minutes.as_deref();
    let minutes = minutes.and_then(|path| documents::minutes(writer, agreement, path));
    [attended, writer.listed(minutes)]
}
