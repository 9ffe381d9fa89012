//! The calendar file, for the network and for everybody, and what another program reads from it.

use std::collections::BTreeSet;
use std::fs;

use icalendar::{Calendar, Component as _, EventLike as _};
use insta::assert_snapshot;

use super::harness::Place;

/// A calendar as another program reads it.
fn read(bytes: &[u8]) -> Calendar {
    let text = std::str::from_utf8(bytes).expect("a calendar is UTF-8");
    text.parse().expect("another program reads the calendar")
}

fn uids(calendar: &Calendar) -> Vec<String> {
    let uids = calendar.events().filter_map(|event| event.get_uid());
    uids.map(str::to_owned).collect()
}

#[test]
fn a_calendar_of_the_example() {
    let place = Place::example();
    let of_one = [
        "calendar",
        "--agreement",
        "keski-tunturi-2015",
        "--as-of",
        "2016-03-01",
    ];
    assert_snapshot!("calendar_fi", place.run_fi(&of_one));
    assert_snapshot!("calendar_en", place.run(&of_one));
    let table = ["--format", "table", "--from", "1.5.2015", "--to", "31.5.2015"];
    assert_snapshot!(
        "calendar_table_fi",
        place.run_fi(&[&["calendar"], &table[..]].concat())
    );
    assert_snapshot!(
        "calendar_public_csv_fi",
        place.run_fi(&["calendar", "--public", "--from", "2015-09-01", "--format", "csv"])
    );
}

#[test]
fn what_cannot_be_answered() {
    let place = Place::example();
    assert_snapshot!(
        "calendar_empty_fi",
        place.run_fi(&["calendar", "--to", "1.1.2012"])
    );
    assert_snapshot!("calendar_sarif", place.run(&["calendar", "--format", "sarif"]));
    assert_snapshot!(
        "calendar_draft_public_fi",
        place.run_fi(&["calendar", "--public", "--agreement", "lapin-tno-2017"])
    );
    assert_snapshot!(
        "agreements_ics",
        place.run(&["agreements", "-o", "sopimukset.ics"])
    );
    assert!(!place.path("sopimukset.ics").exists());
}

/// Two runs, in two places and with other words in the files, name the same entries.
#[test]
fn two_runs_write_the_same_bytes() {
    let (place, other) = (Place::example(), Place::example());
    let first = place.output(&["calendar", "--output", "tno.ics"]);
    assert_eq!(first.status.code(), Some(0), "{}", place.describe(&first));
    let bytes = fs::read(place.path("tno.ics")).expect("the calendar is written");
    assert_eq!(bytes, other.output(&["calendar"]).stdout);
    assert!(bytes.ends_with(b"END:VCALENDAR\r\n"));
    let calendar = read(&bytes);
    let named = uids(&calendar);
    assert_eq!(named.len(), calendar.events().count());
    assert_eq!(named.iter().collect::<BTreeSet<_>>().len(), named.len());

    let path = "agreements/lapin-tno-2014.yaml";
    let text = other.read(path).replace("Tilannekatsauskäynti", "Tilannekatsaus");
    other.write(path, text.as_bytes());
    let corrected = read(
        &other
            .output(&["calendar", "--as-of", "2026-11-30", "--lang", "fi"])
            .stdout,
    );
    assert_eq!(uids(&corrected), named);
    let titles: Vec<&str> = corrected
        .events()
        .filter_map(|event| event.get_summary())
        .collect();
    assert!(titles.contains(&"Tilannekatsaus"), "{titles:#?}");
}

/// The rows of the other formats are the entries of the file.
#[test]
fn every_format_shows_the_same_entries() {
    let place = Place::example();
    let calendar = read(&place.output(&["calendar", "--public"]).stdout);
    let rows = place.json(&["calendar", "--public"]);
    let rows = rows.as_array().expect("an array");
    let named: Vec<&str> = rows.iter().filter_map(|row| row["uid"].as_str()).collect();
    assert_eq!(uids(&calendar), named);
    assert!(rows.iter().all(|row| row["public"] == true));
    assert!(uids(&calendar)[0].ends_with("@www.example.fi"));
}

/// Of two titles that are the same words the one that is a translation needs no mark.
#[test]
fn a_title_without_a_translation_is_marked_as_finnish() {
    let text = "id: a-2014
title: Sopimus
term: { starts: 2014, ends: open-ended }
signatories: [{ organisation: a, name: A, kind: other, regions: all, signed: 2014 }]
events:
  - { date: 2026-12-01, title: Info, kind: meeting }
  - { date: 2026-12-02, title: { fi: Info, en: Info }, kind: meeting }
";
    let place = Place::of(&[("a-2014.yaml", text)]);
    let lines_of = |page: &str| -> Vec<String> {
        let lines = page.lines().filter(|line| line.contains(">Info<"));
        lines.map(str::to_owned).collect()
    };
    let list = place.output(&["calendar", "--format", "html"]).stdout;
    place.run(&["site", "sivut"]);
    let site = place.read("sivut/en/kalenteri/index.html");
    for page in [&*String::from_utf8_lossy(&list), &site] {
        let lines = lines_of(page);
        assert_eq!(lines.len(), 2, "{page}");
        assert!(lines[0].contains("lang=\"fi\">Info<"), "{}", lines[0]);
        assert!(!lines[1].contains("lang=\"fi\">Info<"), "{}", lines[1]);
    }
}

const SECRETS: &str = "id: sopimus-2014
title: Sopimus
purpose: Avoin.
term: { starts: 2014, ends: 2027, notice_months: 3, extended: [{ until: 2028, decided: 2025-01-01, decision: salaisuus 1 }] }
terminated: { on: 2030-01-01, reason: salaisuus 2 }
groups:
  - id: g
    name: Ryhmä
    regions: all
    members: [a]
    duties:
      - { text: Salaisuus 14., responsible: [salaisuus-odottaa], every: month }
      - { text: Järjestää käynnin., responsible: [a, salaisuus-odottaa], due: 2026-12-01 }
signatories:
  - { organisation: a, name: Aapa, kind: other, regions: all, signed: 2014-01-02, signed_by: salaisuus 15, decision: salaisuus 3, contact: { role: T, email: salaisuus@example.fi, name: salaisuus 4 } }
  - { organisation: salaisuus-odottaa, name: salaisuus 5, kind: other, regions: all }
events:
  - { date: 2026-10-06, title: Avoin, kind: review, public: true }
  - { date: 2026-10-06, title: salaisuus 6, place: salaisuus 7, kind: review }
  - { date: 2026-10, title: salaisuus 8, kind: deadline, public: false }
source: Avoin lähde
# salaisuus 9
";

const DRAFT: &str = "id: salaisuus-2029
title: salaisuus 10
term: { starts: 2029, ends: 2031, notice_months: 6 }
supersedes: [sopimus-2014]
groups: [{ id: s, name: salaisuus 11, regions: all, duties: [{ text: salaisuus 12, due: 2030 }] }]
signatories: [{ organisation: a, name: Aapa, kind: other, regions: all }]
events: [{ date: 2027-01-01, title: salaisuus 13, kind: meeting, public: true }]
";

/// A duty whose only owner has not signed is among the secrets: no one has promised it, and without its
/// owner it would be shown as a duty of the whole group.
#[test]
fn nothing_internal_is_in_the_calendar_for_everybody() {
    let place = Place::of(&[("sopimus-2014.yaml", SECRETS), ("salaisuus-2029.yaml", DRAFT)]);
    for format in ["ics", "json", "jsonl", "csv", "markdown", "table"] {
        let args = ["calendar", "--public", "--format", format, "--lang", "fi"];
        let output = place.output(&args);
        assert_eq!(output.status.code(), Some(0), "{}", place.describe(&output));
        // A word that is broken over two lines is looked for, too.
        let shown = String::from_utf8_lossy(&output.stdout)
            .replace("\r\n ", "")
            .to_lowercase();
        assert!(!shown.contains("salaisuus"), "{shown}");
        assert!(!shown.contains("päätettävä"), "{shown}");
        assert!(
            shown.contains("avoin") && shown.contains("järjestää käynnin"),
            "{shown}"
        );
    }
    // What is left out moves no other duty: it has the same id in both calendars.
    let public = place.json(&["calendar", "--public"]);
    let rows = public.as_array().expect("an array").iter();
    let uids: Vec<&str> = rows.filter_map(|row| row["uid"].as_str()).collect();
    assert!(
        uids.contains(&"sopimus-2014.duty.g.2@kumppani.invalid"),
        "{uids:?}"
    );
    let internal = place.run(&["calendar"]);
    assert!(
        internal.contains("salaisuus 6") && internal.contains("salaisuus 13"),
        "{internal}"
    );
    let unknown = place.run(&["calendar", "--public", "--agreement", "salaisuus-2028"]);
    assert!(!unknown.contains("salaisuus-2029"), "{unknown}");
}

/// A text of a file with what ends lines and begins properties elsewhere.
#[test]
fn no_text_of_a_file_begins_a_property() {
    let text = "id: a-2014
title: Sopimus
term: { starts: 2014, ends: open-ended }
signatories: [{ organisation: a, name: A, kind: other, regions: all, signed: 2014 }]
events:
  - date: 2026-10-06
    title: |-
      Kokous
      END:VEVENT
      ATTACH:https://example.fi/
    place: \"Inari; Aanaar, Anár \\\\n\"
    kind: meeting
";
    let place = Place::of(&[("a-2014.yaml", text)]);
    let output = place.output(&["calendar"]);
    let calendar = read(&output.stdout);
    let event = calendar.events().next().expect("the event is told");
    assert_eq!(calendar.events().count(), 1);
    assert_eq!(
        event.get_summary(),
        Some("Kokous\nEND:VEVENT\nATTACH:https://example.fi/")
    );
    assert_eq!(event.get_location(), Some("Inari; Aanaar, Anár \\n"));
    assert_eq!(event.property_value("ATTACH"), None);
}

const MOVING: &str = "id: a-2014
title: Sopimus
term: { starts: 2014, ends: open-ended }
signatories: [{ organisation: a, name: A, kind: other, regions: all, signed: 2014, contact: { email: a@example.fi } }]
events:
  - { date: 2026-12-01, title: Kokous, kind: meeting, public: true }
  - { date: 2026-12-01, title: Toinen, kind: meeting, public: true }
  - date: 2026-12-02
    title: Paja
    kind: workshop
    public: true
";

/// The entries of a calendar by their titles: the id and the number of changes.
fn known(bytes: &[u8]) -> std::collections::BTreeMap<String, (String, u32)> {
    let calendar = read(bytes);
    let events = calendar.events().map(|event| {
        let value = |name| event.property_value(name).unwrap_or_default().to_owned();
        let sequence = value("SEQUENCE").parse().expect("every entry has a number");
        (value("SUMMARY"), (value("UID"), sequence))
    });
    events.collect()
}

#[test]
fn an_event_keeps_its_id_when_it_is_moved_or_another_is_added() {
    let place = Place::of(&[("a-2014.yaml", MOVING)]);
    let file = "agreements/a-2014.yaml";
    place.run(&["calendar", "-o", "a.ics"]);
    let calendar = || fs::read(place.path("a.ics")).expect("the calendar is written");
    let first = known(&calendar());
    assert_snapshot!("event_without_id_fi", place.run_fi(&["validate"]));
    place.run(&["validate", "--fix"]);
    assert_snapshot!("event_ids_written", place.read(file));
    assert!(place.run(&["validate", "--fix"]).contains("no findings"));
    place.run(&["calendar", "-o", "a.ics"]);
    assert_eq!(known(&calendar()), first, "writing the ids down changes no entry");
    // One is moved onto the day of another, a new one comes before both, and one is renamed.
    let text = place
        .read(file)
        .replace(
            "date: 2026-12-01, title: Toinen",
            "date: 2026-12-08, title: Toinen",
        )
        .replace("title: Paja", "title: Työpaja")
        .replace(
            "events:\n",
            "events:\n  - { date: 2026-12-01, title: Uusi, kind: meeting, public: true }\n",
        );
    place.write(file, text.as_bytes());
    place.run(&["calendar", "-o", "a.ics"]);
    let second = known(&calendar());
    let id = |of: &std::collections::BTreeMap<String, (String, u32)>, title: &str| of[title].0.clone();
    for title in ["Kokous", "Toinen"] {
        assert_eq!(id(&second, title), id(&first, title));
    }
    assert_eq!(id(&second, "Työpaja"), id(&first, "Paja"));
    assert!(first.values().all(|(uid, _)| *uid != id(&second, "Uusi")));
    let numbers: Vec<u32> = ["Kokous", "Toinen", "Työpaja", "Uusi"]
        .map(|title| second[title].1)
        .into();
    assert_eq!(numbers, [0, 1, 1, 0]);
    // Another day alone changes nothing; a change back is a change.
    place.run(&["calendar", "-o", "a.ics", "--as-of", "2026-11-22"]);
    assert_eq!(known(&calendar()), second);
    let back = place.read(file).replace("2026-12-08", "2026-12-01");
    place.write(file, back.as_bytes());
    place.run(&["calendar", "-o", "a.ics"]);
    assert_eq!(known(&calendar())["Toinen"].1, 2);
    // To stdout the numbers begin at 0, unless the earlier file is named.
    assert_eq!(known(&place.output(&["calendar"]).stdout)["Toinen"].1, 0);
    let named = place.output(&["calendar", "--earlier", "a.ics"]).stdout;
    assert_eq!(named, calendar());
    // The public calendar has the same ids.
    let public = known(&place.output(&["calendar", "--public"]).stdout);
    assert!(public.iter().all(|(title, (uid, _))| *uid == id(&second, title)));
    assert_snapshot!(
        "calendar_earlier_fi",
        place.run_fi(&["calendar", "--earlier", "b.ics"])
    );
    assert_snapshot!(
        "calendar_earlier_table_fi",
        place.run_fi(&["calendar", "--earlier", "a.ics", "--format", "table"])
    );
}

#[test]
fn the_calendars_of_a_site_go_on_from_those_they_replace() {
    let place = Place::of(&[("a-2014.yaml", MOVING)]);
    let numbers = |path: &str| {
        let bytes = fs::read(place.path(path)).expect("a site has calendars");
        let numbers = known(&bytes).into_values().map(|(_, number)| number);
        numbers.collect::<Vec<_>>()
    };
    place.run(&["site", "sivut"]);
    place.run(&["site", "sivut"]);
    assert_eq!(numbers("sivut/kalenteri/kalenteri.ics"), [0, 0, 0]);
    let text = MOVING.replace("title: Paja", "title: Paja\n    place: Inari");
    place.write("agreements/a-2014.yaml", text.as_bytes());
    place.run(&["site", "sivut", "--public"]);
    for path in [
        "sivut/kalenteri/kalenteri.ics",
        "sivut/en/kalenteri/kalenteri.ics",
    ] {
        assert_eq!(numbers(path), [0, 1, 0], "{path}");
    }
}
