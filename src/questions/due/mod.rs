//! What needs a decision, and by when: agreements near their end, drafts and signatures that are
//! waited for, strategies that end, signatories that cease, reviews, deadlines, duties with a time.
//!
//! Only agreements that somebody still has to do with are looked at.

mod contents;
mod duties;
mod relations;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use super::Within;
use crate::model::command;
use crate::model::time::next_review_on;
use crate::model::{
    Agreement, AgreementStatus, DutyOwner, NamedOrganisation, PartialDate, Parts, Registry, SignatoryState,
    Standing, TextLang, standings,
};
use crate::view::{DueKind, DueRow, Spoken};
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
    organisation: Option<NamedOrganisation>,
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
    contents::vacancies,
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

    /// Adds the duties of an agreement, of which `owners` says one after the other whose they are.
    pub fn add_duties(&mut self, standing: &Standing<'_>, owners: &[DutyOwner]) {
        duties::duties(standing, owners, self.today, |matter| {
            self.add(standing.agreement, matter);
        });
    }

    fn add(&mut self, agreement: &Agreement, matter: Matter) {
        if matter.deadline.last_day() > self.last_day {
            return;
        }
        let organisation = matter
            .organisation
            .map(|named| (named.id.to_string(), named.name));
        let (organisation, organisation_name) = organisation.unzip();
        self.rows.push(DueRow {
            kind: matter.kind,
            agreement: agreement.id.value.to_string(),
            agreement_title: Spoken::of(&agreement.title.value, TextLang::of(self.lang)),
            organisation,
            organisation_name,
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
    standing.last_day().is_none_or(|end| date.last_day() < end)
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
        successor if end.continues_to.is_some() => continuing(standing, successor, end.continues_to),
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
                    en: "the agreement ends {date}; its successor {next_id}: {status}",
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

/// What is to be decided of an agreement that continues by itself, while it can be terminated for the end of the
/// period that runs.
fn continuing(standing: &Standing, successor: Option<&Standing>, to: Option<NaiveDate>) -> (Wording, String) {
    let id = standing.agreement.id.value.as_str();
    match successor {
        None => (
            wording!(
                en: "the agreement continues by itself to {to}: let it continue or terminate it",
                fi: "sopimus jatkuu itsestään {to} asti: annetaanko jatkua vai irtisanotaanko?",
                to
            ),
            command(&["show", id]),
        ),
        Some(next) => {
            let (next_id, status) = (next.agreement.id.value.as_str(), next.status.label());
            let verb = if is_to_open(next) { "open" } else { "board" };
            (
                wording!(
                    en: "the agreement continues by itself to {to}; its successor {next_id}: {status}",
                    fi: "sopimus jatkuu itsestään {to} asti; seuraavan sopimuksen {next_id} tila: {status}",
                    to, status
                ),
                command(&[verb, next_id]),
            )
        }
    }
}

fn opening(standing: &Standing, _: &Outlook) -> Vec<Matter> {
    if standing.status != AgreementStatus::Draft {
        return Vec::new();
    }
    let agreement = standing.agreement;
    let verb = if is_to_open(standing) { "open" } else { "show" };
    // What is to be signed by a day is opened by then.
    let start = agreement.term.starts.value.first_day();
    let sign_by = agreement.sign_by.as_ref().map(|at| at.value);
    vec![Matter {
        kind: DueKind::Opening,
        organisation: None,
        deadline: sign_by.filter(|by| by.last_day() < start).unwrap_or(start.into()),
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
                organisation: Some(signatory.into()),
                // A start counts from its first day.
                deadline: agreement.sign_by_of(signatory).unwrap_or_else(|| {
                    let start = joined.unwrap_or(agreement.term.starts.value);
                    start.first_day().into()
                }),
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
    let review = next_review_on(agreement, outlook.today);
    let matter = |on: NaiveDate| Matter {
        kind: DueKind::Review,
        organisation: None,
        deadline: on.into(),
        what: if agreement.term.continues.is_some() {
            Wording::fixed("review of the agreement", "sopimuksen tilannekatsaus")
        } else {
            Wording::fixed(
                "review of the open-ended agreement",
                "toistaiseksi voimassa olevan sopimuksen tilannekatsaus",
            )
        },
        next_command: command(&["show", agreement.id.value.as_str()]),
    };
    review.into_iter().map(matter).collect()
}
