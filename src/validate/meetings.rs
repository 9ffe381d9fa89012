//! What an event says of its days and hours, and of those who took part.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::standing::{Overview, Standing};
use crate::diagnostic::{At, Code, Diagnostic, Findings, Place};
use crate::model::time::SignatoryFacts;
use crate::model::{Agreement, Event, Organisation, OrganisationId, PartialDate, Signatory, SignatoryState};
use crate::wording;
use crate::wording::Wording;

/// What an event says by itself, whatever the day.
pub(super) fn check_events(agreement: &Agreement, findings: &mut Findings) {
    for event in &agreement.events {
        check_order(agreement, event, findings);
        check_hours(agreement, event, findings);
        check_cancelled(agreement, event, findings);
    }
}

/// An event ends after it begins.
fn check_order(agreement: &Agreement, event: &Event, findings: &mut Findings) {
    let date = &event.date;
    let ends = event.ends.as_ref();
    let Some(ends) = ends.filter(|ends| ends.value.last_day() < date.value.first_day()) else {
        return;
    };
    let message = wording!(
        en: "the event ends ({end}) before it begins ({start})",
        fi: "tapahtuma päättyy ({end}) ennen alkuaan ({start})",
        end = ends.value, start = date.value
    );
    findings.push(
        Diagnostic::new(
            Code::EventReversed,
            Place::new(&agreement.file, ends.span),
            message,
        )
        .with_related(
            Place::new(&agreement.file, date.span),
            Wording::fixed("the event begins here", "tapahtuma alkaa tästä"),
        )
        .with_help(Wording::fixed(
            "correct `date` or `ends`; they may be swapped",
            "korjaa `date` tai `ends`; ne ovat ehkä vaihtuneet keskenään",
        )),
    );
}

fn check_hours(agreement: &Agreement, event: &Event, findings: &mut Findings) {
    let Some(time) = &event.time else { return };
    let place = Place::new(&agreement.file, time.span);
    let is_one_day = event
        .ends
        .as_ref()
        .is_none_or(|ends| ends.value == event.date.value);
    if is_one_day && time.value.ends.is_some_and(|ends| ends <= time.value.starts) {
        let message = wording!(
            en: "the event ends at or before its start: {hours}",
            fi: "tapahtuman päättymisaika ei ole alkamisajan jälkeen: {hours}",
            hours = time.value
        );
        findings.push(
            Diagnostic::new(Code::EventReversed, place.clone(), message).with_help(Wording::fixed(
                "correct the time; add `ends` if the event goes on after midnight",
                "korjaa kellonaika; lisää `ends`, jos tapahtuma jatkuu puolenyön yli",
            )),
        );
    }
    if !matches!(event.date.value, PartialDate::Day(_)) {
        let message = wording!(
            en: "the event has a time ({hours}) but no day ({date})",
            fi: "tapahtumalla on kellonaika ({hours}) mutta ei päivää ({date})",
            hours = time.value, date = event.date.value
        );
        findings.push(
            Diagnostic::new(Code::TimeWithoutDay, place, message).with_help(Wording::fixed(
                "write the day in `date`, or delete the time until the day is known",
                "kirjoita päivä kenttään `date` tai poista kellonaika, kunnes päivä tiedetään",
            )),
        );
    }
}

/// What was cancelled was not held.
fn check_cancelled(agreement: &Agreement, event: &Event, findings: &mut Findings) {
    let is_held = !event.attended.is_empty() || event.minutes.is_some();
    let Some(cancelled) = event.cancelled.filter(|_| is_held) else {
        return;
    };
    let title = event.title.value.fi();
    let message = wording!(
        en: "the cancelled event “{title}” has attendees or minutes",
        fi: "perutulla tapahtumalla ”{title}” on osallistujia tai pöytäkirja"
    );
    findings.push(
        Diagnostic::new(
            Code::CancelledEventHeld,
            Place::new(&agreement.file, cancelled),
            message,
        )
        .with_help(Wording::fixed(
            "delete `cancelled` if the event was held, otherwise `attended` and `minutes`",
            "poista `cancelled`, jos tapahtuma pidettiin, muuten `attended` ja `minutes`",
        )),
    );
}

/// No one has attended what is still to come.
pub(super) fn check_attendance(agreement: &Agreement, today: NaiveDate, findings: &mut Findings) {
    for event in &agreement.events {
        let first = event.attended.first();
        let Some(first) = first.filter(|_| event.days().first_day() > today) else {
            continue;
        };
        let message = wording!(
            en: "attendance is recorded for a future event ({date})",
            fi: "osallistujat on kirjattu tulevaan tapahtumaan ({date})",
            date = event.date.value
        );
        findings.push(
            Diagnostic::new(Code::FutureDate, Place::new(&agreement.file, first.span), message).with_help(
                Wording::fixed(
                    "correct the date; record `attended` after the event",
                    "korjaa päivä; `attended` kirjataan tapahtuman jälkeen",
                ),
            ),
        );
    }
}

/// One that had left the agreement, joined it later or ceased is more often a slip than a guest.
pub(super) fn check_attendees(standing: &Standing, overview: &Overview, findings: &mut Findings) {
    let agreement = standing.agreement;
    let signatories: BTreeMap<&OrganisationId, &Signatory> = agreement
        .signatories
        .iter()
        .map(|signatory| (&signatory.organisation.value, signatory))
        .collect();
    let events = agreement.events.iter();
    let attendees = events.flat_map(|event| event.attended.iter().map(move |attendee| (event, attendee)));
    for (event, attendee) in attendees {
        let record = overview.find_organisation(&attendee.value);
        let signatory = signatories.get(&attendee.value);
        let Some(reason) = signatory.and_then(|signatory| absence(signatory, record, event)) else {
            continue;
        };
        findings.push_with(Code::AttendeeNotParty, &agreement.file, || {
            not_party(agreement, (event, attendee), &reason)
        });
    }
}

fn not_party(
    agreement: &Agreement,
    (event, attendee): (&Event, &At<OrganisationId>),
    reason: &Wording,
) -> Diagnostic {
    let (id, date) = (&attendee.value, event.date.value);
    let message = wording!(
        en: "attendee `{id}` was not a party on {date}: {reason}",
        fi: "osallistuja `{id}` ei ollut sopijapuoli {date}: {reason}",
        reason, date
    );
    let place = Place::new(&agreement.file, attendee.span);
    Diagnostic::new(Code::AttendeeNotParty, place, message).with_help(Wording::fixed(
        "correct the list or the date; leave a guest out of `attended`, and name it in the minutes or in `title`",
        "korjaa luettelo tai päivä; vierasta ei kirjata kenttään `attended`, vaan pöytäkirjaan tai kenttään `title`",
    ))
}

/// Why an organisation was no party on any of the days of an event. One that has yet to sign may have been there.
fn absence(signatory: &Signatory, record: Option<&Organisation>, event: &Event) -> Option<Wording> {
    let (first, last) = (event.days().first_day(), event.days().last_day());
    let facts = SignatoryFacts::of(signatory);
    if let Some(joined) = facts.joined.filter(|_| !signatory.has_joined_on(last)) {
        return Some(wording!(en: "it joined {joined}", fi: "se liittyi {joined}"));
    }
    let state = facts.state_on(first);
    match (state, facts.since(state)) {
        (SignatoryState::Declined, Some(since)) => {
            return Some(wording!(en: "it declined {since}", fi: "se kieltäytyi {since}"));
        }
        (SignatoryState::Withdrawn, Some(since)) => {
            return Some(wording!(en: "it withdrew {since}", fi: "se irtisanoutui {since}"));
        }
        _ => {}
    }
    let ceased = record
        .filter(|record| record.has_ceased_on(first))?
        .ceased
        .as_ref()?;
    Some(wording!(en: "it ceased {ceased}", fi: "se lakkasi {ceased}", ceased = ceased.value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Span;
    use crate::model::{DocumentPath, EventKind, EventTime, Withdrawal};
    use crate::validate::check_registry;
    use crate::validate::fixture::{
        agreement, at, check_file_on, date, day, describe, document, org, organisation, registry, text,
    };

    /// An agreement with a meeting on a date.
    fn with(on: &str, change: impl FnOnce(&mut Event)) -> Agreement {
        let mut agreement = agreement("tno");
        let mut event = Event::new(date(on), text("Kokous"), EventKind::Meeting);
        event.id = Some(at(crate::model::EventId::parse("kokous").expect("an id")));
        change(&mut event);
        agreement.events = vec![event];
        agreement
    }

    fn check(agreement: &Agreement, expected: &[&str]) {
        check_file_on(agreement, "2016-06-01", expected);
    }

    fn time(text: &str) -> Option<At<EventTime>> {
        EventTime::parse(text).ok().map(at)
    }

    #[test]
    fn an_event_ends_after_it_begins() {
        let ending = |on: &str, ends: &str| with(on, |event| event.ends = Some(date(ends)));
        check(&ending("2014-10-06", "2014-10-06"), &[]);
        check(&ending("2014-10-06", "2014-10"), &[]);
        check(
            &ending("2014-10-06", "2014-10-05"),
            &["event-reversed: the event ends (2014-10-05) before it begins (2014-10-06)"],
        );
        check(
            &ending("2014-10", "2014-09"),
            &["event-reversed: the event ends (2014-09) before it begins (2014-10)"],
        );
    }

    #[test]
    fn hours_go_forward_on_one_day() {
        check(&with("2014-10-06", |event| event.time = time("9:00–9:01")), &[]);
        let night = |event: &mut Event| event.time = time("22:00–1:00");
        check(
            &with("2014-10-06", night),
            &["event-reversed: the event ends at or before its start: 22:00–1:00"],
        );
        let over_midnight = |event: &mut Event| {
            night(event);
            event.ends = Some(date("2014-10-07"));
        };
        check(&with("2014-10-06", over_midnight), &[]);
    }

    #[test]
    fn hours_are_those_of_a_day() {
        check(
            &with("2014-10", |event| event.time = time("9:00")),
            &["time-without-day: the event has a time (9:00) but no day (2014-10)"],
        );
    }

    #[test]
    fn what_was_cancelled_was_not_held() {
        let held = "cancelled-event-held: the cancelled event “Kokous” has attendees or minutes";
        let cancelled = |change: fn(&mut Event)| {
            let mut agreement = with("2014-10-06", |event| event.cancelled = Some(Span::default()));
            agreement.documents = vec![document("a.pdf", None)];
            change(&mut agreement.events[0]);
            agreement
        };
        check(&cancelled(|_| {}), &[]);
        check(&cancelled(|event| event.attended = vec![org("ely")]), &[held]);
        let minutes = |event: &mut Event| event.minutes = DocumentPath::parse("a.pdf").ok().map(at);
        check(&cancelled(minutes), &[held]);
        check(
            &cancelled(|event| {
                event.attended = vec![org("ely")];
                event.cancelled = None;
            }),
            &[],
        );
    }

    #[test]
    fn no_one_has_attended_what_is_to_come() {
        let attended = with("2014-10", |event| {
            event.attended = vec![org("ely"), org("lappia")];
        });
        check_file_on(&attended, "2014-10-01", &[]);
        check_file_on(
            &attended,
            "2014-09-30",
            &["future-date: attendance is recorded for a future event (2014-10)"],
        );
    }

    /// What is said of `ely`, which attended a meeting on 6.10.2015 to 7.10.2015, after a change to it and its record.
    fn check_ely(change: impl FnOnce(&mut Signatory, &mut Organisation), reason: Option<&str>) {
        let mut agreement = with("2015-10-06", |event| {
            event.ends = Some(date("2015-10-07"));
            event.attended = vec![org("ely")];
        });
        let mut record = organisation("ely", "Lapin ELY-keskus");
        change(&mut agreement.signatories[0], &mut record);
        let mut registry = registry(vec![agreement]);
        registry.organisations = vec![record];
        let found = check_registry(&registry, day("2015-10-08")).findings;
        let shown = describe(found).into_iter();
        let shown: Vec<_> = shown.filter(|line| line.contains("attendee-not-party")).collect();
        let expected = reason.map(|reason| {
            format!("tno: attendee-not-party: attendee `ely` was not a party on 2015-10-06: {reason}")
        });
        assert_eq!(shown, Vec::from_iter(expected));
    }

    #[test]
    fn who_had_left_or_joined_later_was_no_party() {
        check_ely(|_, _| {}, None);
        // One that has not signed may take part.
        check_ely(|ely, _| ely.signed = None, None);
        let join = |on: &'static str| {
            move |ely: &mut Signatory, _: &mut Organisation| {
                (ely.joined, ely.signed) = (Some(date(on)), Some(date(on)));
            }
        };
        check_ely(join("2015-10-07"), None);
        check_ely(join("2015-10-08"), Some("it joined 2015-10-08"));
        let decline = |on: &'static str| {
            move |ely: &mut Signatory, _: &mut Organisation| {
                (ely.signed, ely.declined) = (None, Some(date(on)));
            }
        };
        check_ely(decline("2015-10-07"), None);
        check_ely(decline("2015-10-06"), Some("it declined 2015-10-06"));
        let leave = |effective: &'static str| {
            move |ely: &mut Signatory, _: &mut Organisation| {
                let (notice, effective) = (date("2014-05"), date(effective));
                ely.withdrawn = Some(Withdrawal { notice, effective });
            }
        };
        check_ely(leave("2015-10-07"), None);
        check_ely(leave("2015-10-06"), Some("it withdrew 2015-10-06"));
        // From when a year is known, as everywhere.
        check_ely(leave("2015"), Some("it withdrew 2015"));
    }

    #[test]
    fn who_had_ceased_was_no_party() {
        let cease = |on: &'static str| {
            move |_: &mut Signatory, record: &mut Organisation| record.ceased = Some(date(on))
        };
        check_ely(cease("2015-10-06"), None);
        check_ely(cease("2015"), None);
        check_ely(cease("2015-10-05"), Some("it ceased 2015-10-05"));
        check_ely(cease("2014"), Some("it ceased 2014"));
    }
}
