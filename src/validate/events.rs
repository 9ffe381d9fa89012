//! Events that calendars cannot say apart, or will not know again when they are moved.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::diagnostic::{Code, Diagnostic, Findings, Fix, Place, Replacement};
use crate::model::{Agreement, Event, event_ids};
use crate::wording;
use crate::wording::Wording;

/// One finding for an agreement, at the first such event; its fix gives an id to every event that has none.
/// What is past and is alone on its day is moved by no one.
pub(super) fn check_event_ids(agreement: &Agreement, today: NaiveDate, findings: &mut Findings) {
    let without: Vec<&Event> = agreement
        .events
        .iter()
        .filter(|event| event.id.is_none())
        .collect();
    let mut n_alike: BTreeMap<(String, &str), usize> = BTreeMap::new();
    let day_and_kind = |event: &Event| (event.date.value.to_string(), event.kind.code());
    for event in &without {
        *n_alike.entry(day_and_kind(event)).or_default() += 1;
    }
    let is_exposed =
        |event: &&&Event| event.date.value.last_day() >= today || n_alike[&day_and_kind(event)] > 1;
    let exposed: Vec<&&Event> = without.iter().filter(is_exposed).collect();
    let Some(first) = exposed.first() else { return };
    let (n, title) = (exposed.len(), first.title.value.fi());
    let message = wording!(
        en: "events without an `id` ({n}), first “{title}”: calendar programs may not recognise them after a change",
        fi: "tapahtumia ilman tunnusta `id` ({n}), ensimmäinen ”{title}”: kalenteriohjelma ei tunnista niitä muutoksen jälkeen"
    );
    let mut finding = Diagnostic::new(
        Code::EventWithoutId,
        Place::new(&agreement.file, first.title.span),
        message,
    )
    .with_help(Wording::fixed(
        "add an `id` to each before you move it or add another on its day; `kumppani validate --fix` writes those \
         under which calendars know them",
        "lisää kullekin `id` ennen kuin siirrät sitä tai lisäät samalle päivälle toisen; `kumppani validate --fix` \
         kirjaa ne, joilla kalenterit ne tuntevat",
    ));
    finding.fix = Some(fix(agreement));
    findings.push(finding);
}

fn fix(agreement: &Agreement) -> Fix {
    let ids = event_ids(&agreement.events);
    let without = agreement
        .events
        .iter()
        .zip(ids)
        .filter(|(event, _)| event.id.is_none());
    Fix {
        title: Wording::fixed("write the ids of the events", "kirjaa tapahtumien tunnukset"),
        replacements: without
            .map(|(event, id)| Replacement {
                span: event.front.span,
                text: format!("id: {id}{}", event.front.value),
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::FilePath;
    use crate::source::{Role, fixed_bytes, read_bytes};
    use crate::validate::check_agreement;
    use crate::wording::Lang;

    const HEAD: &str = "id: a\ntitle: A\nterm: { starts: 2014, ends: open-ended }\nevents:\n";

    fn findings(text: &str, today: &str) -> Vec<Diagnostic> {
        let reading = read_bytes(
            &FilePath::new("agreements/a.yaml"),
            Role::Agreement,
            &crate::model::Network::lapland(),
            text.as_bytes().to_vec(),
        );
        assert!(!reading.findings.has_errors(), "{text}");
        let Some(crate::source::Content::Agreement(agreement)) = reading.content else {
            panic!("the file has an agreement")
        };
        let today = crate::validate::fixture::day(today);
        let found = check_agreement(&agreement, today).findings.sorted();
        found
            .into_iter()
            .filter(|found| found.code == Code::EventWithoutId)
            .collect()
    }

    /// How many events a finding speaks of, and the lines of the list after its fix.
    fn check(events: &str, today: &str, expected: Option<(&str, &str)>) {
        let text = format!("{HEAD}{events}");
        let found = findings(&text, today);
        let Some((message, fixed)) = expected else {
            assert!(found.is_empty(), "{events}");
            return;
        };
        assert_eq!(found.len(), 1, "{events}");
        assert!(
            found[0].message.get(Lang::En).contains(message),
            "{:?}",
            found[0].message
        );
        let after = fixed_bytes(text.as_bytes(), &[&found[0]])
            .expect("there is a fix")
            .bytes;
        let after = String::from_utf8(after).expect("a text");
        assert_eq!(after.strip_prefix(HEAD), Some(fixed));
        assert!(findings(&after, today).is_empty(), "{after}");
    }

    #[test]
    fn an_event_that_is_past_and_alone_needs_no_id() {
        let events = "  - { date: 2014-10-06, title: T, kind: meeting }\n  - { date: 2014-10-06, title: T, kind: review }\n";
        check(events, "2014-10-07", None);
        check(
            "  - { id: t, date: 2014-10-06, title: T, kind: meeting }\n",
            "2014-01-01",
            None,
        );
    }

    #[test]
    fn one_that_is_to_come_gets_the_id_under_which_it_is_known() {
        check(
            "  - date: 2014-10\n    title: T\n    kind: meeting\n  -\n    # huomautus\n    title: U\n    date: 2013\n    kind: review\n",
            "2014-10-31",
            Some((
                "(1), first “T”",
                "  - id: 2014-10-meeting-1\n    date: 2014-10\n    title: T\n    kind: meeting\n  -\n    # huomautus\n    id: 2013-review-1\n    title: U\n    date: 2013\n    kind: review\n",
            )),
        );
    }

    #[test]
    fn two_of_a_day_and_a_kind_are_kept_apart_whatever_the_day() {
        check(
            "- {date: 2014-10-06, title: T, kind: meeting}\n- { # huomautus\n    date: 2014-10-06, title: U, kind: meeting, public: true }\n- { id: 2014-10-06-meeting-2, date: 2015, title: V, kind: meeting }\n",
            "2020-01-01",
            Some((
                "(2), first “T”",
                "- {id: 2014-10-06-meeting-3, date: 2014-10-06, title: T, kind: meeting}\n- { # huomautus\n    id: 2014-10-06-meeting-1, date: 2014-10-06, title: U, kind: meeting, public: true }\n- { id: 2014-10-06-meeting-2, date: 2015, title: V, kind: meeting }\n",
            )),
        );
    }

    #[test]
    fn a_fix_keeps_the_ends_of_lines() {
        let text = format!("{HEAD}  - date: 2030\n    title: T\n    kind: meeting\n").replace('\n', "\r\n");
        let found = findings(&text, "2014-01-01");
        let after = fixed_bytes(text.as_bytes(), &[&found[0]])
            .expect("there is a fix")
            .bytes;
        let after = String::from_utf8(after).expect("a text");
        assert!(
            after.contains("  - id: 2030-meeting-1\r\n    date: 2030\r\n"),
            "{after:?}"
        );
    }
}
