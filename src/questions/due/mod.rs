//! What needs a decision, and by when: agreements near their end, drafts and signatures that are
//! waited for, strategies that end, signatories that cease, reviews, deadlines, duties with a time.
//!
//! Only agreements that somebody still has to do with are looked at.

mod contents;
mod duties;
mod relations;

use chrono::NaiveDate;

use super::Within;
use crate::model::command;
use crate::model::time::next_review_on;
use crate::model::{
    Agreement, AgreementStatus, DutyOwner, PartialDate, Parts, Registry, SignatoryState, Standing, standings,
};
use crate::view::{DueKind, DueRow};
use crate::wording;
use crate::wording::{Lang, Wording};

/// What every matter depends on.
struct Outlook<'a> {
    registry: &'a Registry,
    standings: &'a [Standing<'a>],
    parts: Parts,
    today: NaiveDate,
}

/// One matter before its agreement is named.
struct Matter {
    kind: DueKind,
    organisation: Option<String>,
    deadline: PartialDate,
    what: Wording,
    next_command: String,
}

/// The kinds of matters that an agreement can have.
const MATTERS: &[fn(&Standing, &Outlook) -> Vec<Matter>] = &[
    decision,
    opening,
    signatures,
    contents::strategies,
    contents::successions,
    relations::main_agreement,
    relations::parties,
    review,
    contents::events,
];

/// What is overdue on a day or falls due within a stretch of time.
#[derive(Debug)]
pub struct DueList {
    today: NaiveDate,
    last_day: NaiveDate,
    lang: Lang,
    rows: Vec<DueRow>,
}

impl DueList {
    /// A list of nothing yet.
    #[must_use]
    pub fn new(today: NaiveDate, within: Within, lang: Lang) -> Self {
        Self {
            today,
            last_day: within.last_day(today),
            lang,
            rows: Vec::new(),
        }
    }

    /// Adds all that the agreements of a registry have but duties. It must have those that supersede one of its
    /// agreements, and the main agreements.
    pub fn add_matters(&mut self, registry: &Registry) {
        let standings = standings(registry, self.today);
        let outlook = Outlook {
            registry,
            standings: &standings,
            parts: Parts::of(registry.agreements.iter()),
            today: self.today,
        };
        for standing in standings.iter().filter(|standing| standing.is_current()) {
            for matter in MATTERS.iter().flat_map(|find| find(standing, &outlook)) {
                self.add(standing.agreement, matter);
            }
        }
    }

    /// Adds the duties of an agreement, of which `owners` tells one after the other whose they are.
    pub fn add_duties(&mut self, standing: &Standing<'_>, owners: &[DutyOwner]) {
        duties::duties(standing, owners, self.today, |matter| {
            self.add(standing.agreement, matter);
        });
    }

    fn add(&mut self, agreement: &Agreement, matter: Matter) {
        if matter.deadline.last_day() > self.last_day {
            return;
        }
        self.rows.push(DueRow {
            kind: matter.kind,
            agreement: agreement.id.value.to_string(),
            organisation: matter.organisation,
            deadline: matter.deadline,
            days_left: DueRow::days_to(matter.deadline, self.today),
            what: matter.what.get(self.lang).to_owned(),
            next_command: matter.next_command,
        });
    }

    /// The rows by deadline, then by agreement and kind.
    #[must_use]
    pub fn into_rows(mut self) -> Vec<DueRow> {
        self.rows.sort_by(|a, b| order(a).cmp(&order(b)));
        self.rows
    }
}

/// What puts the rows in order.
fn order(row: &DueRow) -> (i64, &str, DueKind, Option<&str>, &str) {
    let organisation = row.organisation.as_deref();
    (row.days_left, &row.agreement, row.kind, organisation, &row.what)
}

/// The agreement that is being prepared to supersede this one.
fn find_successor<'a>(standing: &Standing, outlook: &Outlook<'a>) -> Option<&'a Standing<'a>> {
    let mut successors = standing
        .successors
        .iter()
        .map(|number| &outlook.standings[*number]);
    successors.find(|successor| successor.is_current())
}

/// Whether the agreement still binds somebody after a date, as far as is known.
fn outlives(standing: &Standing, date: PartialDate) -> bool {
    standing.end.is_none_or(|end| date.last_day() < end.last_day())
}

/// Whether somebody could renew the agreement.
fn has_party(standing: &Standing, outlook: &Outlook) -> bool {
    let mut signatories = standing.agreement.signatories.iter();
    signatories.any(|signatory| signatory.is_party_on(outlook.today))
}

/// Whether the signing of a draft is still to be opened; it can be on record for a later day.
fn is_to_open(standing: &Standing) -> bool {
    standing.status == AgreementStatus::Draft && standing.agreement.opened.is_none()
}

/// Nothing is left to decide where notice has been given, or the next agreement waits for its start.
fn decision(standing: &Standing, outlook: &Outlook) -> Vec<Matter> {
    let (AgreementStatus::InForce, Some(deadline), Some(end)) =
        (standing.status, standing.decision_deadline_on(), standing.end)
    else {
        return Vec::new();
    };
    let date = end.date;
    let id = standing.agreement.id.value.as_str();
    let (what, next_command) = match find_successor(standing, outlook) {
        None => (
            wording!(
                en: "the agreement ends {date}: renew it, extend it or let it end",
                fi: "sopimus päättyy {date}: uudistetaanko, jatketaanko vai annetaanko päättyä?",
                date
            ),
            command(&[
                if has_party(standing, outlook) {
                    "renew"
                } else {
                    "show"
                },
                id,
            ]),
        ),
        Some(next) => {
            let (next_id, status) = (next.agreement.id.value.as_str(), next.status.label());
            let verb = if is_to_open(next) { "open" } else { "board" };
            (
                wording!(
                    en: "the agreement ends {date}; its successor {next_id} is at: {status}",
                    fi: "sopimus päättyy {date}; seuraavan sopimuksen {next_id} tila: {status}",
                    status, date
                ),
                command(&[verb, next_id]),
            )
        }
    };
    vec![Matter {
        kind: DueKind::Decision,
        organisation: None,
        deadline: deadline.into(),
        what,
        next_command,
    }]
}

fn opening(standing: &Standing, _: &Outlook) -> Vec<Matter> {
    if standing.status != AgreementStatus::Draft {
        return Vec::new();
    }
    let agreement = standing.agreement;
    let verb = if is_to_open(standing) { "open" } else { "show" };
    vec![Matter {
        kind: DueKind::Opening,
        organisation: None,
        deadline: agreement.term.starts.value.first_day().into(),
        what: Wording::fixed(
            "the draft has not been opened for signing",
            "luonnosta ei ole avattu allekirjoitettavaksi",
        ),
        next_command: command(&[verb, agreement.id.value.as_str()]),
    }]
}

/// The signatures that are waited for, but not those of organisations that have ceased, nor of those that join
/// later and are no signatories yet.
fn signatures(standing: &Standing, outlook: &Outlook) -> Vec<Matter> {
    if standing.status == AgreementStatus::Draft {
        return Vec::new();
    }
    let agreement = standing.agreement;
    agreement
        .signatories
        .iter()
        .filter(|signatory| signatory.state_on(outlook.today) == Some(SignatoryState::Pending))
        .filter(|signatory| {
            let record = outlook.registry.find_organisation(&signatory.organisation.value);
            !record.is_some_and(|record| record.has_ceased_on(outlook.today))
        })
        .map(|signatory| {
            let name = &signatory.name.value;
            let joined = signatory.joined.as_ref().map(|at| at.value);
            Matter {
                kind: DueKind::Signature,
                organisation: Some(signatory.organisation.value.to_string()),
                // A start counts from its first day.
                deadline: joined.unwrap_or(agreement.term.starts.value).first_day().into(),
                what: wording!(en: "{name} has not signed", fi: "{name} ei ole allekirjoittanut"),
                next_command: command(&["board", agreement.id.value.as_str()]),
            }
        })
        .collect()
}

fn review(standing: &Standing, outlook: &Outlook) -> Vec<Matter> {
    let agreement = standing.agreement;
    if standing.status != AgreementStatus::InForce {
        return Vec::new();
    }
    let review = next_review_on(&agreement.term, &agreement.events, outlook.today);
    let matter = |on: NaiveDate| Matter {
        kind: DueKind::Review,
        organisation: None,
        deadline: on.into(),
        what: Wording::fixed(
            "the open-ended agreement is to be looked at",
            "toistaiseksi voimassa oleva sopimus on tarkasteltava",
        ),
        next_command: command(&["show", agreement.id.value.as_str()]),
    };
    review.into_iter().map(matter).collect()
}

#[cfg(test)]
mod tests {
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
        let told: Vec<String> = both
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
        told.join("\n")
    }

    #[test]
    fn overdue_matters_come_first() {
        let told = check(&[("tno-2014", AGREEMENT)], "2017-07-01", "6m", Lang::En);
        insta::assert_snapshot!(told, @"
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
        let told = check(&[("tno-2014", AGREEMENT)], "2014-02-01", "2w", Lang::Fi);
        insta::assert_snapshot!(told, @"
        2014-01-01 (-31) signature tno-2014: Lappia ei ole allekirjoittanut
            kumppani board tno-2014
        ");
    }

    #[test]
    fn a_successor_changes_what_to_do_next() {
        let both = [("tno-2014", AGREEMENT), ("tno-2018", NEXT)];
        let told = check(&both, "2017-07-01", "1y", Lang::Fi);
        insta::assert_snapshot!(told, @"
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
    fn what_comes_after_the_end_of_an_agreement_is_none_of_its_matters() {
        let terminated = AGREEMENT.replace("strategies:", "terminated: { on: 2017-08-15 }\nstrategies:");
        let told = check(&[("tno-2014", &terminated)], "2017-07-01", "6m", Lang::En);
        assert!(
            !told.contains("decision") && !told.contains("TE-palvelut"),
            "{told}"
        );
        assert!(told.contains("Itä-Lapin ammattiopisto has ceased"), "{told}");
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
        let told = check(&both, "2019-07-01", "6m", Lang::Fi);
        insta::assert_snapshot!(told, @"
        2019-01-01 (-181) review tno-2018: toistaiseksi voimassa oleva sopimus on tarkasteltava
            kumppani show tno-2018
        ");
    }
}
