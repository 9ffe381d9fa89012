//! The events of an agreement, as its file lists them.

use super::decode::{Decoder, Entries};
use super::tree::NodeId;
use crate::diagnostic::{At, Code, Span};
use crate::model::{
    ClockTime, Event, EventKind, EventTime, OrganisationId, PartialDate, TimeProblem, Visibility,
    parse_day_range,
};
use crate::wording;
use crate::wording::Wording;

impl Decoder<'_, '_> {
    pub(super) fn event(&mut self, entry: &Entries) -> Option<Event> {
        let id = self.field(entry, "id", Self::id);
        let date = self.field(entry, "date", |d, node| d.event_date(entry, node));
        let ends = self.field(entry, "ends", |d, node| d.event_end(entry, node));
        let time = self.field(entry, "time", Self::event_time);
        let title = self.field(entry, "title", Self::local_name);
        let place = self.field(entry, "place", Self::text).map(|at| at.value);
        let kind = self.field(entry, "kind", |d, node| {
            d.choice(
                node,
                &EventKind::ALL.map(EventKind::code),
                EventKind::find,
                |word| EventKind::find_loosely(word).map(EventKind::code),
            )
        });
        let group = self.field(entry, "group", Self::id);
        let attended = self.set(
            entry,
            "attended",
            Self::signatory_id,
            |id: &At<OrganisationId>| id.value.clone(),
        );
        let minutes = self.field(entry, "minutes", Self::document_path);
        let cancelled = self.field(entry, "cancelled", |d, node| {
            Some(d.flag(node)?.then(|| d.tree.span(node)))
        });
        let visibility: Visibility = self.field(entry, "public", Self::visibility).unwrap_or_default();
        Some(Event {
            id,
            date: date?,
            ends,
            time,
            title: title?,
            place,
            kind: kind?,
            group,
            attended,
            minutes,
            cancelled: cancelled.flatten(),
            visibility,
            front: self.front(entry),
        })
    }

    /// The place before the first field of a mapping, and what parts another field there from it: a comma in
    /// braces, else a new line as deep as the first field.
    fn front(&self, entry: &Entries) -> At<String> {
        let place = entry.place;
        let parting = if self.tree.raw(entry.node).starts_with('{') {
            ", ".to_owned()
        } else {
            self.tree.new_line_before(place)
        };
        At::new(parting, Span::new(place.range().start, place.range().start))
    }

    /// The date of an event. Days in one text mean `date` and `ends`.
    fn event_date(&mut self, entry: &Entries, node: NodeId) -> Option<At<PartialDate>> {
        let scalar = self.tree.scalar(node);
        let range =
            scalar.and_then(|(text, _)| Some((text.trim().to_owned(), parse_day_range(text.trim())?)));
        let Some((text, (first, last))) = range else {
            return self.date(node);
        };
        let (span, front) = (self.tree.span(node), self.front(entry));
        let message = || wording!(en: "invalid date `{text}`", fi: "virheellinen päivä `{text}`");
        let help = wording!(
            en: "write the first day in `date` and the last in `ends`: `date: {first}`, `ends: {last}`",
            fi: "kirjoita ensimmäinen päivä kenttään `date` ja viimeinen kenttään `ends`: `date: {first}`, `ends: {last}`"
        );
        let has_end = entry.value("ends").is_some();
        self.report_as(Code::InvalidDate, span, message, |found| {
            let found = found.with_help(help);
            if has_end {
                return found;
            }
            let title = Wording::fixed("write `date` and `ends`", "kirjoita `date` ja `ends`");
            found.with_fix(title, span, format!("{first}{}ends: {last}", front.value))
        });
        None
    }

    /// The last day of an event. An hour belongs in `time`.
    fn event_end(&mut self, entry: &Entries, node: NodeId) -> Option<At<PartialDate>> {
        let scalar = self.tree.scalar(node);
        let Some((text, until)) = scalar.and_then(|(text, _)| Some((text.to_owned(), hour(text)?))) else {
            return self.date(node);
        };
        let time = entry.value("time").and_then(|time| self.tree.scalar(time));
        let starts = time.and_then(|(time, _)| hour(time));
        let message = || {
            wording!(
                en: "`ends` is a day, not a time: `{text}`",
                fi: "`ends` on päivä eikä kellonaika: `{text}`"
            )
        };
        let help = || match starts {
            Some(starts) => wording!(
                en: "delete `ends`, and write both hours in `time`: `time: {starts}–{until}`",
                fi: "poista `ends` ja kirjoita molemmat kellonajat kenttään `time`: `time: {starts}–{until}`"
            ),
            None => wording!(
                en: "delete `ends`, and write both hours in `time`, first the start and then {until}: for example `time: 9:00–15:00`",
                fi: "poista `ends` ja kirjoita molemmat kellonajat kenttään `time`, ensin alkamisaika ja sitten {until}: esimerkiksi `time: 9:00–15:00`"
            ),
        };
        self.report(Code::InvalidDate, self.tree.span(node), message, help);
        None
    }

    fn event_time(&mut self, node: NodeId) -> Option<At<EventTime>> {
        let text = self.word(node, &Wording::fixed("a time", "kellonaika"))?.value;
        let invalid = || wording!(en: "invalid time `{text}`", fi: "virheellinen kellonaika `{text}`");
        let help = match EventTime::parse(&text) {
            Ok(time) => return Some(self.at(node, time)),
            Err(TimeProblem::Means(meant)) => {
                self.report_with_fix(Code::InvalidTime, node, invalid, &meant.to_string());
                return None;
            }
            Err(TimeProblem::NoSuchTime) => Wording::fixed(
                "hours are 0–23 and minutes 00–59; an event that goes on after midnight also has `ends`",
                "tunnit ovat 0–23 ja minuutit 00–59; puolenyön yli jatkuvalla tapahtumalla on myös `ends`",
            ),
            Err(TimeProblem::Shape) => Wording::fixed(
                "write the start, and the end if it is known: 9:00 or 9:00–11:30 (also 9.00–11.30)",
                "kirjoita alkamisaika ja tiedossa oleva päättymisaika: 9:00 tai 9:00–11:30 (myös 9.00–11.30)",
            ),
        };
        self.report(Code::InvalidTime, self.tree.span(node), invalid, || help);
        None
    }
}

/// The hour that a text gives alone; `None` for one that may be a date.
fn hour(text: &str) -> Option<ClockTime> {
    if PartialDate::parse_either(text.trim()).is_ok() {
        return None;
    }
    match EventTime::parse(text.trim()) {
        Ok(time) | Err(TimeProblem::Means(time)) => time.ends.is_none().then_some(time.starts),
        Err(TimeProblem::Shape | TimeProblem::NoSuchTime) => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::{Code, Diagnostic, FilePath, Span};
    use crate::model::{Event, LocalText};
    use crate::source::fixed_bytes;
    use crate::source::testing::read;
    use crate::wording::Lang;

    fn help_of(found: &Diagnostic) -> &str {
        found.help.as_ref().map_or("", |help| help.get(Lang::En))
    }

    fn read_event(fields: &str) -> (Option<Event>, Vec<Diagnostic>) {
        let text = format!(
            "id: tno\ntitle: S\nterm: {{ starts: 2014, ends: 2016 }}\nevents:\n  - date: 2014-10-06\n    title: Kokous\n    kind: meeting\n{fields}"
        );
        let (mut agreement, findings) = read(&text);
        (agreement.events.pop(), findings)
    }

    #[test]
    fn an_event_is_read_with_all_that_is_said_of_it() {
        let (event, findings) = read_event(
            "    ends: 2014-10-07\n    time: 9.00–11.30\n    group: elo\n    attended: [ely, lappia, ely]\n    minutes: a/b.pdf\n    cancelled: true\n",
        );
        let event = event.expect("an event");
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert_eq!(findings[0].message.get(Lang::En), "`ely` is listed twice");
        assert_eq!(
            event.days().display(Lang::Fi),
            "6.10.2014 klo 9.00 – 7.10.2014 klo 11.30"
        );
        assert_eq!(
            event.group.map(|group| group.value.to_string()).as_deref(),
            Some("elo")
        );
        let attended: Vec<&str> = event.attended.iter().map(|one| one.value.as_str()).collect();
        assert_eq!(attended, ["ely", "lappia"]);
        assert_eq!(
            event.minutes.map(|path| path.value.to_string()).as_deref(),
            Some("a/b.pdf")
        );
        assert!(event.cancelled.is_some());
    }

    #[test]
    fn what_is_not_said_is_not_known() {
        let (event, findings) = read_event("    cancelled: false\n");
        assert!(findings.is_empty(), "{findings:?}");
        let mut event = event.expect("an event");
        event.front.value.clear();
        let bare = Event::new(event.date.clone(), event.title.clone(), event.kind);
        assert_eq!(event.title.value, LocalText::plain("Kokous"));
        assert_eq!(
            (event.ends, event.time, event.group),
            (bare.ends, bare.time, bare.group)
        );
        assert!(event.cancelled.is_none() && event.attended.is_empty() && event.minutes.is_none());
    }

    /// A finding on a time: its message, its help or what its fix writes.
    fn check_time(time: &str, message: &str, next: &str) {
        let (_, findings) = read_event(&format!("    time: {time}\n"));
        let [finding] = &findings[..] else {
            panic!("one finding: {findings:?}")
        };
        assert_eq!(finding.message.get(Lang::En), message);
        let fixed = finding.fix.as_ref().map(|fix| fix.replacements[0].text.as_str());
        let help = finding.help.as_ref().map(|help| help.get(Lang::En));
        assert!(
            fixed.is_some_and(|fixed| fixed.trim_matches('"') == next)
                || help.is_some_and(|help| help.starts_with(next)),
            "{finding:?}"
        );
        assert_eq!(finding.place.file, FilePath::new("agreements/tno.yaml"));
        assert_ne!(finding.place.span, Span::default());
    }

    #[test]
    fn a_time_that_is_unreadable_says_how_it_is_written() {
        check_time("klo 9–11", "invalid time `klo 9–11`", "9:00–11:00");
        check_time("aamulla", "invalid time `aamulla`", "write the start");
        check_time("25:00", "invalid time `25:00`", "hours are 0–23");
    }

    #[test]
    fn an_hour_in_place_of_the_last_day_belongs_in_the_time() {
        for (fields, expected) in [
            ("    time: 9:00\n    ends: 11:00\n", Some("`time: 9:00–11:00`")),
            ("    time: klo 9\n    ends: klo 11\n", Some("`time: 9:00–11:00`")),
            (
                "    ends: 11.30\n",
                Some("first the start and then 11:30: for example `time: 9:00–15:00`"),
            ),
            ("    ends: 2014-10-07\n", None),
            ("    ends: 7.10.2014\n", Some("write `2014-10-07`")),
        ] {
            let (_, findings) = read_event(fields);
            let dates: Vec<_> = findings
                .iter()
                .filter(|found| found.code == Code::InvalidDate)
                .collect();
            let helps: Vec<&str> = dates.iter().map(|found| help_of(found)).collect();
            assert_eq!(
                helps.len(),
                usize::from(expected.is_some()),
                "{fields} {findings:?}"
            );
            assert!(
                helps
                    .iter()
                    .all(|help| expected.is_some_and(|end| help.ends_with(end))),
                "{helps:?}"
            );
        }
    }

    #[test]
    fn days_in_one_text_are_the_date_and_the_end() {
        for (event, expected) in [
            (
                "  - date: 6.-7.10.2026 # kaksi päivää\n    title: T\n    kind: meeting\n",
                Some(
                    "  - date: 2026-10-06\n    ends: 2026-10-07 # kaksi päivää\n    title: T\n    kind: meeting\n",
                ),
            ),
            (
                "  - { title: T, date: '30.9.–1.10.2026', kind: meeting }\n",
                Some("  - { title: T, date: 2026-09-30, ends: 2026-10-01, kind: meeting }\n"),
            ),
            (
                "  - { title: T, date: 6.–7.10.2026, ends: 2026-10-08, kind: meeting }\n",
                None,
            ),
        ] {
            let head = "id: a\ntitle: S\nterm: { starts: 2014, ends: 2030 }\nevents:\n";
            let text = format!("{head}{event}");
            let (_, findings) = read(&text);
            let found: Vec<_> = findings
                .iter()
                .filter(|found| found.code == Code::InvalidDate)
                .collect();
            assert_eq!(found.len(), 1, "{findings:?}");
            assert!(help_of(found[0]).starts_with("write the first day in `date` and the last in `ends`"));
            let after = fixed_bytes(text.as_bytes(), &found).map(|fixed| fixed.bytes);
            let after = after
                .filter(|_| found[0].fix.is_some())
                .map(|bytes| String::from_utf8(bytes).expect("a text"));
            assert_eq!(after, expected.map(|event| format!("{head}{event}")), "{event}");
        }
    }

    #[test]
    fn a_time_in_braces_is_no_mapping() {
        let text = "id: tno\ntitle: S\nterm: { starts: 2014, ends: 2016 }\nevents: [{ date: 2014-10-06, time: 9:00-11:30, title: T, kind: meeting }, { date: 2014-10-06, time: 9.00, title: T, kind: meeting }]\n";
        let (agreement, findings) = read(text);
        assert!(findings.is_empty(), "{findings:?}");
        let times: Vec<String> = agreement
            .events
            .iter()
            .filter_map(|event| Some(event.time.as_ref()?.value.to_string()))
            .collect();
        assert_eq!(times, ["9:00–11:30", "9:00"]);
    }
}
