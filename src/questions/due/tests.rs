//! What is due of a few agreements, on days before, in and after their terms.

use super::*;
use crate::questions::testing::both;
use crate::source::testing::day;

const ORGANISATIONS: &str = "
organisations:
  - { id: itala, name: Itä-Lapin ammattiopisto, ceased: 2014-12-31, successors: [{ organisation: kuntayhtyma, scope: koko toiminta }] }
  - { id: kuntayhtyma, name: Rovaniemen koulutuskuntayhtymä }
  - { id: te, name: TE-palvelut, ceased: 2017-12-31, successors: [{ organisation: a }, { organisation: b, scope: muut kunnat }] }
";

const AGREEMENT: &str = "
title: Sopimus
term: { starts: 2014, ends: 2017, notice_months: 3 }
strategies: [{ name: Menestyjäksi Lapissa, ends: 2016 }, { name: Aikuiskoulutusstrategia }]
groups:
  - id: elo
    name: ELO
    regions: all
    members: [ely]
    duties:
      - { text: Järjestää tilannekatsauksen., responsible: [ely], due: 2017-08 }
      - { text: Oli jo., due: 2014-10-06 }
signatories:
  - { organisation: ely, name: ELY, kind: other, regions: all, signed: 2014 }
  - { organisation: itala, name: Itä-Lapin ammattiopisto, kind: education, regions: [Itä], signed: 2014 }
  - { organisation: te, name: TE-palvelut, kind: other, regions: all, signed: 2014 }
  - { organisation: lappia, name: Lappia, kind: education, regions: [Länsi] }
  - { organisation: salla, name: Salla, kind: municipality, regions: [Itä], declined: 2014 }
events:
  - { date: 2017-03-30, title: Työpaja, kind: workshop }
  - { date: 2017-09-29, title: Kommentit, kind: deadline }
  - { date: 2014-10-06, title: Tilannekatsauskäynti, kind: review }
";

const NEXT: &str = "
title: Luonnos
term: { starts: 2018, ends: open-ended, review_months: 12 }
supersedes: [tno-2014]
signatories: [{ organisation: ely, name: ELY, kind: other, regions: all }]
";

fn check(agreements: &[(&str, &str)], today: &str, within: &str, lang: Lang) -> String {
    let both = both(agreements, ORGANISATIONS);
    let within = Within::parse(within).expect("a test names real stretches of time");
    let shown: Vec<String> = both
        .due(day(today), within, lang)
        .into_iter()
        .map(|row| {
            let kind = format!("{:?}", row.kind).to_lowercase();
            format!(
                "{} ({}) {kind} {}: {}\n    {}",
                row.deadline, row.days_left, row.agreement, row.what, row.next_command
            )
        })
        .collect();
    shown.join("\n")
}

#[test]
fn overdue_matters_come_first() {
    let shown = check(&[("tno-2014", AGREEMENT)], "2017-07-01", "6m", Lang::En);
    insta::assert_snapshot!(shown, @"
    2014-01-01 (-1277) signature tno-2014: Lappia has not signed
        kumppani board tno-2014
    2014-10-06 (-999) duty tno-2014: Oli jo.
        kumppani duties --agreement tno-2014 --group elo
    2014-12-31 (-913) succession tno-2014: Itä-Lapin ammattiopisto has ceased (2014-12-31); successor: Rovaniemen koulutuskuntayhtymä (kuntayhtyma) – koko toiminta
        kumppani register tno-2014 --organisation kuntayhtyma --name 'Rovaniemen koulutuskuntayhtymä' --region Itä
    2016 (-182) strategy tno-2014: the strategy “Menestyjäksi Lapissa” has ended
        kumppani renew tno-2014
    2017-08 (61) duty tno-2014: Järjestää tilannekatsauksen.
        kumppani duties --agreement tno-2014 --group elo
    2017-09-29 (90) deadline tno-2014: Kommentit
        kumppani show tno-2014
    2017-09-30 (91) decision tno-2014: the agreement ends 2017: renew it, extend it or let it end
        kumppani renew tno-2014
    ");
}

#[test]
fn what_lies_further_ahead_is_left_out() {
    let shown = check(&[("tno-2014", AGREEMENT)], "2014-02-01", "2w", Lang::Fi);
    insta::assert_snapshot!(shown, @"
    2014-01-01 (-31) signature tno-2014: Lappia ei ole allekirjoittanut
        kumppani board tno-2014
    ");
}

#[test]
fn a_successor_changes_what_to_do_next() {
    let both = [("tno-2014", AGREEMENT), ("tno-2018", NEXT)];
    let shown = check(&both, "2017-07-01", "1y", Lang::Fi);
    insta::assert_snapshot!(shown, @"
    2014-01-01 (-1277) signature tno-2014: Lappia ei ole allekirjoittanut
        kumppani board tno-2014
    2014-10-06 (-999) duty tno-2014: Oli jo.
        kumppani duties --agreement tno-2014 --group elo
    2014-12-31 (-913) succession tno-2014: Itä-Lapin ammattiopisto on lakannut (31.12.2014); seuraaja: Rovaniemen koulutuskuntayhtymä (kuntayhtyma) – koko toiminta
        kumppani register tno-2014 --organisation kuntayhtyma --name 'Rovaniemen koulutuskuntayhtymä' --region Itä
    2016 (-182) strategy tno-2014: strategia ”Menestyjäksi Lapissa” on päättynyt
        kumppani diff tno-2014 tno-2018
    2017-08 (61) duty tno-2014: Järjestää tilannekatsauksen.
        kumppani duties --agreement tno-2014 --group elo
    2017-09-29 (90) deadline tno-2014: Kommentit
        kumppani show tno-2014
    2017-09-30 (91) decision tno-2014: sopimus päättyy 2017; seuraavan sopimuksen tno-2018 tila: luonnos
        kumppani open tno-2018
    2018-01-01 (184) opening tno-2018: luonnosta ei ole avattu allekirjoitettavaksi
        kumppani open tno-2018
    ");
}

#[test]
fn a_draft_is_opened_by_the_day_for_signatures() {
    let opening = |sign_by: &str, today: &str| {
        let draft = format!("{NEXT}sign_by: {sign_by}\n");
        let due = check(&[("tno-2018", &draft)], today, "12m", Lang::En);
        let line = due.lines().find(|line| line.contains(") opening "));
        line.and_then(|line| line.split(" opening").next())
            .map(str::to_owned)
    };
    assert_eq!(
        opening("2017-12-18", "2017-12-18").as_deref(),
        Some("2017-12-18 (0)")
    );
    assert_eq!(
        opening("2017-12-18", "2017-12-19").as_deref(),
        Some("2017-12-18 (-1)")
    );
    assert_eq!(opening("2017-11", "2017-11-20").as_deref(), Some("2017-11 (10)"));
    // Before its start it is opened in any case.
    assert_eq!(
        opening("2018-03-01", "2017-12-19").as_deref(),
        Some("2018-01-01 (13)")
    );
}

#[test]
fn what_comes_after_the_end_of_an_agreement_is_none_of_its_matters() {
    let terminated = AGREEMENT.replace("strategies:", "terminated: { on: 2017-08-15 }\nstrategies:");
    let shown = check(&[("tno-2014", &terminated)], "2017-07-01", "6m", Lang::En);
    assert!(
        !shown.contains("decision") && !shown.contains("TE-palvelut"),
        "{shown}"
    );
    assert!(shown.contains("Itä-Lapin ammattiopisto has ceased"), "{shown}");
}

#[test]
fn one_that_joins_later_owes_nothing_before() {
    let later = AGREEMENT.replace("regions: [Länsi] }", "regions: [Länsi], joined: 2017-08-01 }");
    let asked = |today: &str| check(&[("tno-2014", &later)], today, "6m", Lang::En);
    assert!(!asked("2017-07-31").contains("Lappia"));
    assert!(asked("2017-08-01").contains("2017-08-01 (0) signature tno-2014: Lappia has not signed"));
}

#[test]
fn a_superseded_agreement_needs_nothing_more() {
    let signed = NEXT.replace("regions: all }", "regions: all, signed: 2017-12-01 }");
    let both = [("tno-2014", AGREEMENT), ("tno-2018", signed.as_str())];
    let shown = check(&both, "2019-07-01", "6m", Lang::Fi);
    insta::assert_snapshot!(shown, @"
    2019-01-01 (-181) review tno-2018: toistaiseksi voimassa olevan sopimuksen tilannekatsaus
        kumppani show tno-2018
    ");
}

#[test]
fn a_vacant_seat_is_a_matter() {
    let text = "
title: Sopimus
term: { starts: 2014, ends: 2017 }
groups:
  - id: elo
    name: ELO
    regions: all
    chair: [{ organisation: ely, until: 2014 }, { organisation: lappia, from: 2015, until: 2015-06 }]
    members: [ely, te, { organisation: itala, until: 2014 }]
    roles: [{ role: sihteeri, organisation: itala }]
    duties: [Seuraa.]
  - { id: ohjaus, name: Ohjaus, regions: all, chair: [{ organisation: ely, until: 2014 }], dissolved: 2015, duties: [Ohjaa.] }
signatories:
  - { organisation: ely, name: ELY, kind: other, regions: all, signed: 2014 }
  - { organisation: itala, name: Itala, kind: education, regions: all, signed: 2014 }
  - { organisation: lappia, name: Lappia, kind: education, regions: all, signed: 2014 }
  - { organisation: te, name: TE, kind: other, regions: all, signed: 2014, withdrawn: { notice: 2014-09, effective: 2015-02 } }
";
    let seats = |today| {
        let rows = check(&[("tno-2014", text)], today, "6m", Lang::En);
        let lines: Vec<&str> = rows.lines().collect();
        let seats = lines.chunks(2).filter(|lines| lines[0].contains(" vacancy "));
        seats.map(|lines| lines.join("\n")).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(seats("2014-06-01"), "");
    insta::assert_snapshot!(seats("2015-03-01"));
    insta::assert_snapshot!(seats("2015-07-01"));
}

#[test]
fn a_chair_that_no_one_follows_is_known_however_many_come_before() {
    let text = "
title: Sopimus
term: { starts: 2014, ends: 2017 }
groups:
  - id: elo
    name: ELO
    regions: all
    chair: [{ organisation: ely, until: 2014 }, { organisation: lappia, from: 2015, until: 2015-02 }, { organisation: ely, from: 2015-03, until: 2015-04 }, { organisation: lappia, from: 2016 }]
    duties: [Seuraa.]
signatories:
  - { organisation: ely, name: ELY, kind: other, regions: all, signed: 2014 }
  - { organisation: lappia, name: Lappia, kind: education, regions: all, signed: 2014 }
";
    let vacant = |text: &str| {
        let rows = check(&[("tno-2014", text)], "2014-11-28", "6m", Lang::En);
        rows.lines()
            .filter(|line| line.contains(" vacancy "))
            .collect::<String>()
    };
    assert_eq!(
        vacant(text),
        "2015-05-01 (154) vacancy tno-2014: the group ELO has no chair from 2015-05-01"
    );
    assert_eq!(vacant(&text.replace("from: 2016 }", "from: 2015-05 }")), "");
}
