//! Every rule of the calendar, with what only looks like its case.

use super::*;
use crate::questions::testing::both;
use crate::source::testing::day;

const SIGNED: &str =
    "signatories: [{ organisation: ely, name: ELY, kind: other, regions: all, signed: 2013-12-01 }]\n";

fn agreement(rest: &str) -> String {
    format!("title: Sopimus\n{SIGNED}{rest}")
}

/// The calendar in Finnish: a line for each entry, without those parts of an id that are the same.
fn describe(files: &[(&str, &str)], today: &str, edition: Edition) -> Vec<String> {
    let both = both(files, "");
    both.calendar(day(today), edition, Lang::Fi)
        .iter()
        .map(|entry| {
            let (first, last) = entry.days();
            let days = if first == last {
                first.to_string()
            } else {
                format!("{first}–{last}")
            };
            let until = entry.until.map(|until| format!(" –{until}")).unwrap_or_default();
            let public = if entry.public { "" } else { " (verkostolle)" };
            let uid = entry.uid.trim_end_matches("@kumppani.invalid");
            format!("{days}{until} {uid}: {}{public}", entry.headline(Lang::Fi))
        })
        .collect()
}

fn check(rest: &str, today: &str, expected: &[&str]) {
    let text = agreement(rest);
    assert_eq!(
        describe(&[("a-2014", &text)], today, Edition::Internal),
        expected,
        "{rest}"
    );
}

#[test]
fn the_end_of_an_agreement_that_is_or_comes_into_force() {
    let end = "2016-12-31 a-2014.end: Sopimus päättyy: Sopimus";
    let decision = "2016-09-30 a-2014.decision: Päätettävä sopimuksen jatkosta (päättyy 31.12.2016): Sopimus (verkostolle)";
    let term = "term: { starts: 2014, ends: 2016-12-31, notice_months: 3 }";
    check(term, "2013-12-15", &[decision, end]);
    check(term, "2016-12-31", &[decision, end]);
    check(term, "2017-01-01", &[]);
    // Before the first signature it is a draft, and nothing ends.
    check(term, "2013-11-30", &[]);
    // No one agreed on a time of notice: there is no other day than that of the end.
    check("term: { starts: 2014, ends: 2016-12-31 }", "2015-01-01", &[end]);
    check("term: { starts: 2014, ends: open-ended }", "2015-01-01", &[]);
    check(
        "term: { starts: 2014, ends: 2016, notice_months: 3 }",
        "2015-01-01",
        &[
            "2016-09-30 a-2014.decision: Päätettävä sopimuksen jatkosta (päättyy 2016): Sopimus (verkostolle)",
            "2016-12-31 a-2014.end: Sopimus päättyy: Sopimus (2016)",
        ],
    );
    check(
        "term: { starts: 2014, ends: 2016-12-31, extended: [{ until: 2018-06 }] }",
        "2015-01-01",
        &["2018-06-30 a-2014.end: Sopimus päättyy: Sopimus (6/2018)"],
    );
}

#[test]
fn an_agreement_ends_in_the_way_that_comes_first() {
    let term = "term: { starts: 2014, ends: 2016-12-31, notice_months: 3 }";
    let terminated = format!("{term}\nterminated: {{ on: 2016-07-01 }}");
    check(
        &terminated,
        "2015-01-01",
        &["2016-06-30 a-2014.end: Irtisanottu sopimus päättyy: Sopimus"],
    );
    check(&terminated, "2016-07-01", &[]);
    let too_late = format!("{term}\nterminated: {{ on: 2017-01-01 }}");
    check(
        &too_late,
        "2015-01-01",
        &["2016-12-31 a-2014.end: Sopimus päättyy: Sopimus"],
    );
    let (first, next) = (
        agreement(term),
        agreement("term: { starts: 2016-05-01, ends: open-ended }\nsupersedes: [a-2014]"),
    );
    let both = [("a-2014", first.as_str()), ("a-2016", next.as_str())];
    assert_eq!(
        describe(&both, "2015-01-01", Edition::Internal),
        ["2016-04-30 a-2014.end: Sopimus korvautuu seuraavalla tämän päivän jälkeen: Sopimus"]
    );
    assert!(describe(&both, "2016-05-01", Edition::Internal).is_empty());
}

#[test]
fn a_draft_of_a_successor_leaves_the_decision_open() {
    let first = agreement("term: { starts: 2014, ends: 2016-12-31, notice_months: 3 }");
    let draft = "title: Uusi\nterm: { starts: 2017, ends: open-ended }\nsupersedes: [a-2014]\n";
    let n_entries = |next: &str| {
        describe(
            &[("a-2014", &first), ("b", next)],
            "2016-01-01",
            Edition::Internal,
        )
        .len()
    };
    assert_eq!(n_entries(draft), 2);
    assert_eq!(n_entries(&format!("{draft}{SIGNED}")), 1);
}

#[test]
fn reviews_of_an_open_ended_agreement_in_force() {
    let term = "term: { starts: 2014-03-15, ends: open-ended, review_months: 18 }";
    let from_the_start = "2015-09-15 a-2014.review-due: Sopimuksen tilannekatsauksen määräaika: Sopimus (18 kuukauden välein) \
                          (verkostolle)";
    check(term, "2015-01-01", &[from_the_start]);
    check(term, "2014-03-14", &[]);
    let reviewed = format!("{term}\nevents: [{{ date: 2014-10, title: Katsaus, kind: review }}]");
    check(
        &reviewed,
        "2015-01-01",
        &[
            "2014-10-01–2014-10-31 a-2014.event.2014-10.review.1: Katsaus (10/2014, päivä ei tiedossa) (verkostolle)",
            "2016-04-01 a-2014.review-due: Sopimuksen tilannekatsauksen määräaika: Sopimus (18 kuukauden välein) (verkostolle)",
        ],
    );
    let terminated = format!("{term}\nterminated: {{ on: 2015-09-15 }}");
    check(
        &terminated,
        "2015-01-01",
        &["2015-09-14 a-2014.end: Irtisanottu sopimus päättyy: Sopimus"],
    );
    check(
        "term: { starts: 2014, ends: 2016-12-31, review_months: 12 }",
        "2015-01-01",
        &["2016-12-31 a-2014.end: Sopimus päättyy: Sopimus"],
    );
}

const DUTIES: &str = "
groups:
  - id: elo
    name: ELO
    regions: all
    dissolved: 2015-07
    duties:
      - Seuraa toimintaa.
      - { text: Kokoaa tiedot., every: half-year }
      - { text: Järjestää käynnin., due: 2014-10-06 }
      - { text: Jäi tekemättä., due: 2015-07-01 }
  - id: johto
    name: Johto
    regions: all
    duties:
      - { id: linjaus, text: Päättää linjauksista., every: year }
      - { text: Arvioi hankkeet., due: 2016 }
      - { text: Liian myöhään., due: 2017 }
";

#[test]
fn duties_stop_with_their_group_and_with_the_agreement() {
    let rest = format!("term: {{ starts: 2014, ends: 2016-12-31 }}{DUTIES}");
    let expected = [
        "2014-01-01 –2015-06-30 a-2014.duty.elo.2: ELO: Kokoaa tiedot. (puolivuosittain)",
        "2014-01-01 –2016-12-31 a-2014.duty.linjaus: Johto: Päättää linjauksista. (vuosittain)",
        "2014-10-06 a-2014.duty.elo.3: ELO: Järjestää käynnin.",
        "2016-12-31 a-2014.duty.johto.2: Johto: Arvioi hankkeet. (2016)",
        "2016-12-31 a-2014.end: Sopimus päättyy: Sopimus",
    ];
    check(&rest, "2014-01-01", &expected);
    check(&rest, "2016-12-31", &expected);
    // No one has duties before the entry into force, nor after the end.
    check(&rest, "2013-12-31", &expected[4..]);
    check(&rest, "2017-01-01", &[]);
    let dissolved_before = "term: { starts: 2014, ends: open-ended }
groups: [{ id: g, name: G, regions: all, dissolved: 2014, duties: [{ text: Ei alkanutkaan., every: year }] }]";
    check(dissolved_before, "2014-06-01", &[]);
}

/// Once a group has met, the calendar has the day by which it is to meet again, and no round of that duty.
#[test]
fn a_duty_to_meet_comes_round_by_the_meetings() {
    let of = |meeting: &str| {
        agreement(&format!(
            "term: {{ starts: 2014, ends: open-ended }}
groups: [{{ id: g, name: Ryhmä, regions: all, duties: [{{ text: Kokoontuu., every: half-year, meeting: true }}, {{ text: Seuraa., every: year }}] }}]
events: [{{ id: m, date: 2014-05-06, title: K, group: g, public: true, {meeting} }}]"
        ))
    };
    let duties = |meeting: &str, today: &str, edition| {
        let text = of(meeting);
        let lines = describe(&[("a", &text)], today, edition).into_iter();
        lines.filter(|line| line.contains("duty")).collect::<Vec<_>>()
    };
    let other = "2014-01-01 a.duty.g.2: Ryhmä: Seuraa. (vuosittain)";
    let rounds = "2014-01-01 a.duty.g.1: Ryhmä: Kokoontuu. (puolivuosittain) (verkostolle)";
    let next = "2014-11-06 a.duty.g.1: Ryhmä: Kokoontuu. (kokoontui viimeksi 6.5.2014) (verkostolle)";
    assert_eq!(
        duties("kind: meeting", "2014-05-05", Edition::Internal),
        [rounds, other]
    );
    assert_eq!(
        duties("kind: meeting", "2014-05-06", Edition::Internal),
        [other, next]
    );
    // It stays after its day, for the group has not met.
    assert_eq!(
        duties("kind: meeting", "2015-05-06", Edition::Internal),
        [other, next]
    );
    assert_eq!(
        duties("kind: meeting, cancelled: true", "2014-06-06", Edition::Internal),
        [rounds, other]
    );
    // Everybody's calendar has neither, for not everybody knows of all meetings.
    for today in ["2014-05-05", "2014-05-06"] {
        assert_eq!(duties("kind: meeting", today, Edition::Public), [other]);
    }
}

/// The calendar says all events, whatever became of their agreement, and a deadline on its last day.
#[test]
fn events_of_drafts_and_of_agreements_that_are_over() {
    let events = "events:
  - { date: 2014-05, title: Kommentit, kind: deadline }
  - { date: 2014, title: Koulutus, kind: training, public: true }";
    let calendar_of = |term: &str| {
        let text = format!("title: Sopimus\n{term}\n{events}");
        describe(&[("a-2014", &text)], "2020-01-01", Edition::Internal)
    };
    let expected = [
        "2014-01-01–2014-12-31 a-2014.event.2014.training.1: Koulutus (2014, päivä ei tiedossa) (verkostolle)",
        "2014-05-31 a-2014.event.2014-05.deadline.1: Kommentit (5/2014) (verkostolle)",
    ];
    assert_eq!(calendar_of("term: { starts: 2021, ends: open-ended }"), expected);
    let over = calendar_of(&format!("{SIGNED}term: {{ starts: 2014, ends: 2015 }}"));
    assert_eq!(over[1], expected[1]);
    // A public event of a draft is not published, for the draft is not.
    assert!(!over[0].contains("verkostolle"), "{over:?}");
}

#[test]
fn an_id_outlives_every_correction_of_words_and_is_the_same_in_both_editions() {
    let calendar = |events: &str, edition| {
        let text = agreement(&format!(
            "term: {{ starts: 2014, ends: open-ended }}\nevents:\n{events}"
        ));
        let both = both(&[("a-2014", &text)], "");
        both.calendar(day("2015-01-01"), edition, Lang::En)
            .into_iter()
            .map(|entry| (entry.title.text, entry.uid))
            .collect::<std::collections::BTreeMap<_, _>>()
    };
    let before = "  - { date: 2014-05-06, title: Sisäinen, kind: meeting }
  - { date: 2014-05-06, title: Avoin, kind: meeting, public: true }
  - { date: 2014-05-06, title: Muu, kind: workshop, public: true }
";
    let internal = calendar(before, Edition::Internal);
    assert_eq!(
        internal["Avoin"],
        "a-2014.event.2014-05-06.meeting.1@kumppani.invalid"
    );
    assert_eq!(
        internal["Sisäinen"],
        "a-2014.event.2014-05-06.meeting.2@kumppani.invalid"
    );
    assert_eq!(
        internal["Muu"],
        "a-2014.event.2014-05-06.workshop.1@kumppani.invalid"
    );
    let public = calendar(before, Edition::Public);
    assert_eq!(public.len(), 2);
    assert!(public.iter().all(|(title, uid)| internal[title] == *uid));
    let corrected = before
        .replace("Avoin", "Avoin kokous")
        .replace("kind: meeting, public", "place: Inari, kind: meeting, public");
    assert_eq!(
        calendar(&corrected, Edition::Internal)["Avoin kokous"],
        internal["Avoin"]
    );
    let earlier = format!("  - {{ date: 2014-01-01, title: Uusi, kind: meeting }}\n{before}");
    assert_eq!(
        calendar(&earlier, Edition::Internal)["Sisäinen"],
        internal["Sisäinen"]
    );
}

#[test]
fn what_the_network_does_within_itself_is_not_public() {
    let text = agreement(&format!(
        "term: {{ starts: 2014, ends: 2016-12-31, notice_months: 3 }}{DUTIES}
events:
  - {{ date: 2014-05-06, title: Avoin, kind: meeting, public: true }}
  - {{ date: 2014-05-07, title: Sisäinen, kind: meeting }}"
    ));
    let open_ended = agreement("term: { starts: 2014, ends: open-ended, review_months: 12 }");
    let draft = "title: Luonnos\nterm: { starts: 2018, ends: 2020 }\nevents: [{ date: 2017-01-01, title: Luonnoksen, \
                 kind: meeting, public: true }]\n";
    let files = [
        ("a-2014", text.as_str()),
        ("b-2014", open_ended.as_str()),
        ("c", draft),
    ];
    let public = describe(&files, "2015-01-01", Edition::Public);
    assert_eq!(
        public,
        [
            "2014-01-01 –2015-06-30 a-2014.duty.elo.2: ELO: Kokoaa tiedot. (puolivuosittain)",
            "2014-01-01 –2016-12-31 a-2014.duty.linjaus: Johto: Päättää linjauksista. (vuosittain)",
            "2014-05-06 a-2014.event.2014-05-06.meeting.1: Avoin",
            "2014-10-06 a-2014.duty.elo.3: ELO: Järjestää käynnin.",
            "2016-12-31 a-2014.duty.johto.2: Johto: Arvioi hankkeet. (2016)",
            "2016-12-31 a-2014.end: Sopimus päättyy: Sopimus",
        ]
    );
    // In the network's calendar exactly these are marked as everybody's.
    let internal = describe(&files, "2015-01-01", Edition::Internal);
    let marked: Vec<&String> = internal
        .iter()
        .filter(|line| !line.ends_with("(verkostolle)"))
        .collect();
    assert_eq!(marked, public.iter().collect::<Vec<_>>());
    assert_eq!(internal.len(), public.len() + 4);
}

/// By the index and by the files alike, in both editions.
#[test]
fn an_event_names_its_group_and_those_whom_everybody_may_know() {
    let text = "title: Sopimus
term: { starts: 2014, ends: open-ended }
groups: [{ id: g, name: Ryhmä, regions: all }, { id: h, name: Toinen, regions: all, duties: [{ text: Seuraa., every: year }] }]
signatories:
  - { organisation: ely, name: ELY, kind: other, regions: all, signed: 2013-12-01 }
  - { organisation: lappia, name: Lappia, kind: other, regions: all }
documents:
  - { file: a.pdf, kind: minutes, sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', public: true }
  - { file: b.pdf, kind: minutes, sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' }
events:
  - { id: e1, date: 2014-05-06, time: 9:00, title: Yksi, kind: meeting, group: g, attended: [lappia, ely], minutes: a.pdf, public: true }
  - { id: e2, date: 2014-05-07, ends: 2014-05-08, title: Kaksi, kind: meeting, group: h, attended: [lappia], minutes: b.pdf, public: true }
  - { id: e3, date: 2014-05-09, title: Kolme, kind: meeting, cancelled: true, public: true }
";
    let both = both(&[("a-2014", text)], "");
    let held = |edition| {
        let entries = both.calendar(day("2015-01-01"), edition, Lang::Fi).into_iter();
        let events = entries.filter(|entry| entry.kind != CalendarKind::Duty);
        let shown = events.map(|entry| {
            let group = entry.group_name.map(|name| name.text).unwrap_or_default();
            let minutes = entry.minutes.unwrap_or_default();
            let state = if entry.cancelled { "peruttu" } else { "" };
            format!("{group} {} {minutes} {state}", entry.attended_names.join("+"))
        });
        shown.collect::<Vec<_>>()
    };
    assert_eq!(
        held(Edition::Internal),
        ["Ryhmä Lappia+ELY a.pdf ", "Toinen Lappia b.pdf ", "   peruttu"]
    );
    assert_eq!(
        held(Edition::Public),
        ["Ryhmä ELY a.pdf ", "Toinen   ", "   peruttu"]
    );
}

#[test]
fn of_two_files_with_one_id_the_first_is_shown() {
    let text = agreement("term: { starts: 2014, ends: 2016-12-31 }");
    assert_eq!(
        describe(
            &[("a-2014", &text), ("a-2014", &text)],
            "2015-01-01",
            Edition::Internal
        )
        .len(),
        1
    );
}
