//! Meetings: their days and hours, the group whose they are, who took part, and their minutes.

use std::fs;

use insta::assert_snapshot;

use super::harness::Place;

/// An agreement whose steering group meets, whose second document is internal, and whose last signatory is pending.
const AGREEMENT: &str = "id: sopimus-2014
title: Sopimus
term: { starts: 2014, ends: open-ended }
groups:
  - id: ohjausryhma
    name: { fi: Ohjausryhmä, en: Steering group }
    regions: all
    chair: ely
    members: [ely, lappia]
    duties: [Ohjaa toimintaa., { text: Kokoontuu kahdesti vuodessa., every: half-year, meeting: true }]
signatories:
  - { organisation: ely, name: Lapin ELY-keskus, kind: state-authority, regions: all, signed: 2014-01-20, contact: { email: ely@example.fi } }
  - { organisation: lappia, name: Ammattiopisto Lappia, kind: education, regions: all, signed: 2014-01-20, contact: { email: lappia@example.fi } }
  - { organisation: odottaa, name: Rovalan Setlementti, kind: education, regions: all, contact: { email: rovala@example.fi } }
events:
  - id: kokous-1
    date: 2014-05-06
    time: 9.00–11.30
    title: Ensimmäinen kokous
    place: Kemi
    kind: meeting
    group: ohjausryhma
    attended: [ely, lappia, odottaa]
    minutes: sopimus-2014/yksi.txt
    public: true
  - { id: kokous-2, date: 2014-11-04, title: Toinen kokous, kind: meeting, group: ohjausryhma, attended: [ely], minutes: sopimus-2014/kaksi.txt, public: true }
  - { id: paivat, date: 2015-09-30, ends: 2015-10-01, time: 12:00–15:00, title: Verkostopäivät, place: Inari, kind: workshop, public: true }
  - { id: kokous-3, date: 2015-05-05, time: 9:00, title: Kolmas kokous, kind: meeting, group: ohjausryhma, cancelled: true, public: true }
documents:
  - { file: sopimus-2014/yksi.txt, title: Kokouksen 1 pöytäkirja, kind: minutes, sha256: af61f651da9da71db642c2895fe2b8c3c5bdb9c462ddb9a2a352b7110c837f30, public: true }
  - { file: sopimus-2014/kaksi.txt, kind: minutes, sha256: 0a4b1b043239c9e448919bb2a7d5afe20b7945158205c9a7df33304cf652222f }
";

fn place() -> Place {
    let place = Place::of(&[("sopimus-2014.yaml", AGREEMENT)]);
    place.write("documents/sopimus-2014/yksi.txt", b"yksi");
    place.write("documents/sopimus-2014/kaksi.txt", b"kaksi");
    place
}

const DAY: [&str; 2] = ["--as-of", "2015-01-15"];

fn asked<'a>(words: &[&'a str]) -> Vec<&'a str> {
    [words, &DAY[..]].concat()
}

#[test]
fn the_lists_of_events_show_days_hours_and_people() {
    let place = place();
    assert_snapshot!("meetings_events_fi", place.run_fi(&asked(&["events"])));
    assert_snapshot!("meetings_events", place.run(&asked(&["events"])));
    let shown = place.json(&asked(&["events"]));
    assert_eq!(shown, place.json(&asked(&["show", "sopimus-2014"]))["events"]);
    assert_snapshot!(
        "meetings_events_json",
        serde_json::to_string_pretty(&shown[0]).expect("JSON is text")
    );
    let middle = asked(&["events", "--from", "2015-10-01", "--format", "csv"]);
    assert_snapshot!("meetings_events_csv", place.run(&middle));
}

/// What is for the network stays out of the calendar for everybody: who has not signed, and internal minutes.
#[test]
fn the_calendar_has_hours_of_finland_and_names_who_may_be_named() {
    let place = place();
    assert_snapshot!("meetings_ics_fi", place.run_fi(&asked(&["calendar"])));
    let first = |words: &[&str]| {
        let all = place.json(&asked(words));
        let entries = all.as_array().expect("a list").clone();
        let held = entries.into_iter().filter(|entry| entry["kind"] == "meeting");
        held.map(|entry| (entry["attended"].clone(), entry["minutes"].clone()))
            .collect::<Vec<_>>()
    };
    let (internal, public) = (first(&["calendar"]), first(&["calendar", "--public"]));
    assert_eq!(
        format!("{internal:?}"),
        "[(Array [String(\"ely\"), String(\"lappia\"), String(\"odottaa\")], String(\"sopimus-2014/yksi.txt\")), \
         (Array [String(\"ely\")], String(\"sopimus-2014/kaksi.txt\")), (Array [], Null)]"
    );
    assert_eq!(
        format!("{public:?}"),
        "[(Array [String(\"ely\"), String(\"lappia\")], String(\"sopimus-2014/yksi.txt\")), \
         (Array [String(\"ely\")], Null), (Array [], Null)]"
    );
    assert_snapshot!(
        "meetings_calendar_table",
        place.run(&asked(&["calendar", "--format", "table"]))
    );
}

/// A cancelled event stays in the file and gets the next number, so that calendar programs learn of it.
#[test]
fn a_meeting_that_is_cancelled_gets_the_next_number() {
    let place = place();
    let written = asked(&["calendar", "--output", "tno.ics"]);
    place.output(&written);
    let path = "agreements/sopimus-2014.yaml";
    let text = place.read(path);
    place.write(
        path,
        text.replace("place: Inari,", "place: Inari, cancelled: true,")
            .as_bytes(),
    );
    place.output(&written);
    let calendar = fs::read_to_string(place.path("tno.ics")).expect("the calendar is written");
    let unfolded = calendar.replace("\r\n ", "");
    let entry = unfolded
        .split("BEGIN:VEVENT")
        .find(|entry| entry.contains("event.paivat@"))
        .expect("the entry is in the calendar");
    for line in [
        "SEQUENCE:1",
        "STATUS:CANCELLED",
        "SUMMARY:Cancelled: Verkostopäivät",
    ] {
        assert!(entry.contains(line), "{entry}");
    }
    assert_eq!(unfolded.matches("SEQUENCE:1").count(), 1);
}

/// The public site names who has signed and links public minutes; the internal one has all.
#[test]
fn the_site_links_the_minutes_that_its_readers_may_read() {
    let place = place();
    for (folder, edition) in [("sivusto", &[][..]), ("julkinen", &["--public"][..])] {
        let made = place.output(&asked(&[&["site", folder][..], edition].concat()));
        assert_eq!(made.status.code(), Some(0), "{}", place.describe(&made));
    }
    let page = |folder: &str, page: &str| place.read(&format!("{folder}/{page}"));
    for path in ["kalenteri/index.html", "sopimukset/sopimus-2014.html"] {
        let (internal, public) = (page("sivusto", path), page("julkinen", path));
        for text in [&internal, &public] {
            assert!(text.contains("asiakirjat/sopimus-2014/yksi.txt"), "{path}");
            assert!(text.contains("6.5.2014 klo 9.00–11.30"), "{path}");
            assert!(text.contains("5.5.2015 klo 9.00, peruttu"), "{path}");
        }
        assert!(internal.contains("asiakirjat/sopimus-2014/kaksi.txt"), "{path}");
        assert!(
            !public.contains("kaksi.txt") && !public.contains("Rovalan"),
            "{path}"
        );
    }
    // A row for each event, by day on the page of the agreement, too; the file has the last two the other way round.
    let rows = |page: &str| {
        let rows = page.split("<tr>").skip(1);
        let cells = rows.map(|row| {
            let row = row.split("</tr>").next().unwrap_or_default();
            let cells = row.split("</t").map(|cell| {
                let tags = cell
                    .split('<')
                    .map(|part| part.split_once('>').map_or("", |(_, text)| text));
                tags.collect::<String>().trim().to_owned()
            });
            cells
                .filter(|cell| !cell.is_empty())
                .collect::<Vec<_>>()
                .join(" | ")
        });
        cells.collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!(
        "meetings_site_calendar_fi",
        rows(&page("sivusto", "kalenteri/index.html"))
    );
    assert_snapshot!(
        "meetings_site_calendar_public",
        rows(&page("julkinen", "en/kalenteri/index.html"))
    );
    let agreement = rows(&page("sivusto", "sopimukset/sopimus-2014.html"));
    let place_of = |title: &str| agreement.find(title).expect("the page has the event");
    assert!(
        place_of("Kolmas kokous") < place_of("Verkostopäivät"),
        "{agreement}"
    );
    let english = page("julkinen", "en/kalenteri/index.html");
    assert!(
        english.contains("2015-09-30 12:00 – 2015-10-01 15:00"),
        "{english}"
    );
}

/// The last meeting was on 4.11.2014, for that of 5.5.2015 is cancelled.
#[test]
fn a_group_that_has_to_meet_is_due() {
    let place = place();
    let due = [
        "due",
        "--as-of",
        "2015-06-01",
        "--columns",
        "deadline,days,what,next command",
    ];
    assert_snapshot!("meetings_due", place.run(&due));
    let due = ["due", "--as-of", "2015-06-01", "--within", "1m"];
    assert_snapshot!("meetings_due_fi", place.run_fi(&due));
    let asked = place.json(&asked(&["duties", "--group", "ohjausryhma"]));
    assert_eq!(
        (&asked[0]["meeting"], &asked[1]["meeting"]),
        (&false.into(), &true.into())
    );
    assert_snapshot!(
        "meetings_duties_fi",
        place.run_fi(&["duties", "--group", "ohjausryhma"])
    );
}

#[test]
fn what_cannot_be_is_found() {
    let text = AGREEMENT
        .replace("time: 9.00–11.30", "time: klo 9–11")
        .replace(
            "group: ohjausryhma, attended: [ely]",
            "group: ohjausryma, attended: [eli]",
        )
        .replace(
            "minutes: sopimus-2014/kaksi.txt",
            "minutes: sopimus-2014/kaks.txt",
        )
        .replace("ends: 2015-10-01", "ends: 2015-09-01");
    let place = Place::of(&[("sopimus-2014.yaml", &text)]);
    place.write("documents/sopimus-2014/yksi.txt", b"yksi");
    place.write("documents/sopimus-2014/kaksi.txt", b"kaksi");
    assert_snapshot!("meetings_validate", place.run(&asked(&["validate"])));
    assert_snapshot!("meetings_validate_fi", place.run_fi(&asked(&["validate"])));
    let text = AGREEMENT
        .replace("date: 2014-05-06", "date: 2014-05")
        .replace("date: 2014-11-04", "date: 2016-11-04")
        .replace("cancelled: true", "attended: [ely], cancelled: true");
    place.write("agreements/sopimus-2014.yaml", text.as_bytes());
    assert_snapshot!("meetings_warnings", place.run(&asked(&["validate"])));
}
