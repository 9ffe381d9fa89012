//! The events of an agreement as models again, with what they name: those who took part, their groups, their minutes.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, Row};

use super::models::{Of, bare_group, signatories, text};
use crate::diagnostic::{At, Span};
use crate::index::term::at;
use crate::model::{
    Agreement, ClockTime, DocumentPath, Event, EventTime, FileDigest, FiledDocument, Network, OrganisationId,
    Visibility,
};

const EVENTS: &str = "
    SELECT
        e.position, e.event_id, e.date, e.title, e.title_texts, e.place, e.kind, e.public, e.ends, e.starts_at,
        e.ends_at, e.group_id, e.minutes, e.cancelled
    FROM event AS e
    WHERE e.agreement_id = :agreement
    ORDER BY e.position";

const ATTENDANCE: &str = "
    SELECT t.event_position, t.organisation_id
    FROM event_attendance AS t
    WHERE t.agreement_id = :agreement
    ORDER BY t.event_position, t.position";

const GROUPS: &str = "
    SELECT g.group_id, g.name, g.name_texts, g.dissolved
    FROM agreement AS a
    JOIN agreement_group_row AS g ON g.agreement_key = a.agreement_key
    WHERE a.agreement_id = :agreement
    ORDER BY g.position";

const DOCUMENTS: &str = "
    SELECT d.file, d.kind, d.public
    FROM document AS d
    WHERE d.agreement_id = :agreement
    ORDER BY d.position";

#[cfg(test)]
pub(super) const QUERIES: &[&str] = &[EVENTS, ATTENDANCE, GROUPS, DOCUMENTS];

/// The events of an agreement, in the order of its file.
pub(super) fn events(connection: &Connection, id: &str) -> rusqlite::Result<Vec<Event>> {
    let of = Of { connection, id };
    let mut attended: BTreeMap<i64, Vec<At<OrganisationId>>> = BTreeMap::new();
    let rows = of.list(ATTENDANCE, |row| {
        Ok((row.get("event_position")?, at(row.get("organisation_id")?)))
    })?;
    for (event, attendee) in rows {
        attended.entry(event).or_default().push(attendee);
    }
    of.list(EVENTS, |row| event(row, &mut attended))
}

fn event(row: &Row<'_>, attended: &mut BTreeMap<i64, Vec<At<OrganisationId>>>) -> rusqlite::Result<Event> {
    let (is_public, is_cancelled): (bool, bool) = (row.get("public")?, row.get("cancelled")?);
    let starts: Option<ClockTime> = row.get("starts_at")?;
    let ends = row.get("ends_at")?;
    Ok(Event {
        id: row.get::<_, Option<_>>("event_id")?.map(at),
        ends: row.get::<_, Option<_>>("ends")?.map(at),
        time: starts.map(|starts| at(EventTime { starts, ends })),
        place: row.get("place")?,
        group: row.get::<_, Option<_>>("group_id")?.map(at),
        attended: attended.remove(&row.get("position")?).unwrap_or_default(),
        minutes: row.get::<_, Option<_>>("minutes")?.map(at),
        cancelled: is_cancelled.then(Span::default),
        visibility: visibility(is_public),
        ..Event::new(at(row.get("date")?), at(text(row, "title")?), row.get("kind")?)
    })
}

const fn visibility(is_public: bool) -> Visibility {
    if is_public {
        Visibility::Public
    } else {
        Visibility::Internal
    }
}

/// Adds to an agreement what its events name, as far as they do: signatories, groups without duties, and documents.
pub(super) fn add_named(
    connection: &Connection,
    network: &Network,
    agreement: &mut Agreement,
) -> rusqlite::Result<()> {
    let id = agreement.id.value.to_string();
    let of = Of { connection, id: &id };
    let events = &agreement.events;
    if events.iter().any(|event| !event.attended.is_empty()) {
        agreement.signatories = signatories(connection, network, &id)?;
    }
    if events.iter().any(|event| event.minutes.is_some()) {
        agreement.documents = of.list(DOCUMENTS, document)?;
    }
    if events.iter().any(|event| event.group.is_some()) {
        let known: BTreeSet<_> = agreement
            .groups
            .iter()
            .map(|group| group.id.value.clone())
            .collect();
        let mut groups = of.list(GROUPS, bare_group)?;
        groups.retain(|group| !known.contains(&group.id.value));
        agreement.groups.extend(groups);
    }
    Ok(())
}

/// A document of which no more than its place and its readers are known.
fn document(row: &Row<'_>) -> rusqlite::Result<FiledDocument> {
    let file: DocumentPath = row.get("file")?;
    Ok(FiledDocument {
        file: at(file),
        title: None,
        kind: row.get("kind")?,
        on: None,
        of: None,
        sha256: at(FileDigest::of(b"")),
        visibility: visibility(row.get("public")?),
    })
}
