//! The rules on what is well formed, and the explanation of every finding. A rule looks at the
//! model alone: it must never read a file, the index or the clock.
//!
//! There is one file for each family of rules; it holds the checks and their tests side by side. What each code
//! means is in `explanations.ini`. The tables of rules in this file are the only list of them.

mod approvals;
mod ceased;
mod contacts;
mod cycles;
mod doubts;
mod duplicates;
mod events;
mod explanation;
mod extract;
#[cfg(test)]
mod fixture;
mod former_names;
mod freezing;
mod groups;
mod identities;
mod meetings;
mod names;
mod needs;
mod notice;
mod overlap;
mod owners;
mod parties;
mod parts;
mod phrases;
mod provisions;
mod references;
mod relations;
mod seats;
mod sign_by;
mod signatories;
mod standing;
mod statements;
mod strategies;
mod successions;
mod supersession;
mod term;
#[cfg(test)]
mod tests;
mod truth;
mod waivers;

pub use explanation::{Explanation, explanation};
pub use extract::keep_what_compares;
pub use needs::{Verdict, Waits};
pub use seats::{seat_help, seat_statement};
pub use statements::{help, statement};
pub use truth::code;
pub use waivers::apply_waivers;

use chrono::NaiveDate;

use crate::diagnostic::Findings;
use crate::model::{Agreement, Registry};
use needs::{List, OF_DOCUMENTS, OF_STATUS, Rule};
use standing::{Overview, Standing};

type FileCheck = fn(&Agreement, &mut Findings);
type DayCheck = fn(&Agreement, NaiveDate, &mut Findings);
type StandingCheck = fn(&Standing, &Overview, &mut Findings);
type RegistryCheck = fn(&Overview, &mut Findings);

/// A need of what `organisations.yaml` records of an agreement's signatories.
const RECORDS: &str = "organisations.yaml";

/// Rules that look at one file, whatever the day.
const FILE_RULES: &[Rule<FileCheck>] = &[
    Rule {
        check: duplicates::check_signatories,
        all: &[],
        each: &[],
    },
    Rule {
        check: duplicates::check_groups,
        all: &[],
        each: &[],
    },
    Rule {
        check: duplicates::check_ids,
        all: &[],
        each: &[],
    },
    Rule {
        check: references::check_organisations,
        all: &["signatories.organisation"],
        each: &[],
    },
    Rule {
        check: references::check_themes,
        all: &["themes.id"],
        each: &[],
    },
    Rule {
        check: references::check_products,
        all: &["products.id"],
        each: &[],
    },
    Rule {
        check: references::check_groups_of_events,
        all: &["groups.id"],
        each: &[],
    },
    Rule {
        check: references::check_minutes,
        all: OF_DOCUMENTS,
        each: &[],
    },
    Rule {
        check: meetings::check_events,
        all: &[],
        each: &[],
    },
    Rule {
        check: meetings::check_attendees,
        all: &[],
        each: &[(List::Signatories, &["joined", "declined", "withdrawn"])],
    },
    Rule {
        check: signatories::check_count,
        all: &[
            "signatories.organisation",
            "signatories.joined",
            "signatories.declined",
        ],
        each: &[],
    },
    Rule {
        check: contacts::check_public_persons,
        all: &[],
        each: &[],
    },
    Rule {
        check: seats::check_seats,
        all: &["term.starts", "term.ends", "term.extended"],
        each: &[(List::Groups, &["members", "chair", "roles"])],
    },
    Rule {
        check: seats::check_persons,
        all: &[],
        each: &[],
    },
    Rule {
        check: term::check_order,
        all: &["term.starts", "term.ends"],
        each: &[],
    },
    // These leave out by themselves what concerns something that could not be read.
    Rule {
        check: provisions::check_variables,
        all: &[],
        each: &[],
    },
    Rule {
        check: sign_by::check_time,
        all: &["opened", "term.starts", "term.ends", "term.extended"],
        each: &[],
    },
    Rule {
        check: notice::check_twice,
        all: &[],
        each: &[],
    },
    Rule {
        check: notice::check_continuation,
        all: &["term.ends"],
        each: &[],
    },
    Rule {
        check: notice::check_withdrawals,
        all: &[],
        each: &[],
    },
    Rule {
        check: freezing::check_frozen_text,
        all: &["opened"],
        each: &[],
    },
    Rule {
        check: approvals::check_approvals,
        all: &["approved", "signatories"],
        each: &[],
    },
];

/// Rules that look at one file on a day.
const DAY_RULES: &[Rule<DayCheck>] = &[
    Rule {
        check: groups::check_duties,
        all: &[],
        each: &[(List::Groups, &["duties", "dissolved"])],
    },
    Rule {
        check: groups::check_members,
        all: &[],
        each: &[(List::Groups, &["members", "dissolved"])],
    },
    Rule {
        check: events::check_event_ids,
        all: &["events"],
        each: &[],
    },
    Rule {
        check: meetings::check_attendance,
        all: &[],
        each: &[],
    },
    Rule {
        check: truth::check_facts,
        all: &[],
        each: &[(List::Signatories, &["signed", "joined", "declined", "withdrawn"])],
    },
    Rule {
        check: truth::check_dates,
        all: &[
            "term.starts",
            "term.ends",
            "term.extended",
            "terminated.on",
            "opened.on",
        ],
        each: &[],
    },
    Rule {
        check: truth::check_term,
        all: &["term.starts", "term.ends", "term.extended"],
        each: &[],
    },
    Rule {
        check: truth::check_entry,
        all: OF_STATUS,
        each: &[],
    },
];

/// Rules that look at one agreement beside others, whatever its status.
const RELATION_RULES: &[Rule<StandingCheck>] = &[
    Rule {
        check: relations::check_predecessors,
        all: &[],
        each: &[],
    },
    Rule {
        check: relations::check_main_agreement,
        all: &[],
        each: &[],
    },
    Rule {
        check: truth::check_record,
        all: &[],
        each: &[(List::Signatories, &["signed", "joined", "declined", "withdrawn"])],
    },
];

/// Rules that look at one agreement and its status, which depends on its successors. Where the status is not
/// certain they wait.
const STANDING_RULES: &[Rule<StandingCheck>] = &[
    Rule {
        check: strategies::check_strategies,
        all: &[],
        each: &[],
    },
    Rule {
        check: term::check_review,
        all: &["events.date", "events.kind", "events.title"],
        each: &[],
    },
    Rule {
        check: signatories::check_unsigned,
        all: &[RECORDS],
        each: &[],
    },
    Rule {
        check: ceased::check_ceased,
        all: &[],
        each: &[],
    },
    Rule {
        check: parties::check_parties,
        all: &[RECORDS],
        each: &[],
    },
    Rule {
        check: former_names::check_former_names,
        all: &[RECORDS],
        each: &[(List::Signatories, &["name"])],
    },
    Rule {
        check: contacts::check_missing,
        all: &[RECORDS],
        each: &[(List::Signatories, &["contact.email"])],
    },
    Rule {
        check: contacts::check_kept_persons,
        all: &["signatories.contact.name"],
        each: &[],
    },
    Rule {
        check: groups::check_regions,
        all: &[
            RECORDS,
            "groups.id",
            "groups.regions",
            "groups.dissolved",
            "cooperation",
            "signatories.regions",
        ],
        each: &[],
    },
    Rule {
        check: seats::check_vacancies,
        all: &[],
        each: &[(List::Groups, &["members", "chair", "roles", "dissolved"])],
    },
    Rule {
        check: owners::check_owners,
        all: &[],
        each: &[(
            List::Groups,
            &[
                "members",
                "chair",
                "dissolved",
                "duties.responsible",
                "duties.text",
            ],
        )],
    },
];

/// What a rule compares, and so what it leaves out where that is not certain.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Compared {
    /// What is in the files, whatever is missing.
    Facts,
    /// Agreements by their statuses.
    Statuses,
    /// Organisations by their names and ids.
    Organisations,
}

/// Rules that compare files with each other.
const REGISTRY_RULES: &[(RegistryCheck, Compared)] = &[
    (relations::check_agreement_ids, Compared::Facts),
    (duplicates::check_recorded_organisations, Compared::Facts),
    (supersession::check_cycles, Compared::Facts),
    (supersession::check_gaps, Compared::Statuses),
    (parts::check_cycles, Compared::Facts),
    (parts::check_parts, Compared::Statuses),
    (overlap::check_overlaps, Compared::Statuses),
    (names::check_renames, Compared::Organisations),
    (names::check_look_alikes, Compared::Organisations),
    (identities::check_identities, Compared::Organisations),
    (successions::check_successors, Compared::Organisations),
    (successions::check_cycles, Compared::Facts),
    (successions::check_order, Compared::Facts),
    (former_names::check_order, Compared::Facts),
    (truth::check_former_names, Compared::Facts),
];

/// How many checks there are of a file beside others.
pub const N_CHECKS_BESIDE_OTHERS: usize = RELATION_RULES.len() + STANDING_RULES.len();

/// How many checks there are of a single file.
pub const N_CHECKS_OF_A_FILE: usize = FILE_RULES.len() + DAY_RULES.len() + N_CHECKS_BESIDE_OTHERS;

/// Checks one file by itself; `today` is for the rules that depend on the day.
#[must_use]
pub fn check_agreement(agreement: &Agreement, today: NaiveDate) -> Verdict {
    let mut verdict = Verdict::default();
    let Verdict { findings, waits } = &mut verdict;
    for rule in FILE_RULES {
        ask(rule, agreement, waits, |agreement| {
            (rule.check)(agreement, findings);
        });
    }
    for rule in DAY_RULES {
        ask(rule, agreement, waits, |agreement| {
            (rule.check)(agreement, today, findings);
        });
    }
    verdict
}

/// Asks a rule as far as it knows what it needs.
fn ask<F>(rule: &Rule<F>, agreement: &Agreement, waits: &mut Waits, check: impl FnOnce(&Agreement)) {
    let view = rule.view(agreement);
    let waiting = view.as_ref().is_none_or(|view| view.waits);
    if let Some(view) = view {
        check(&view.agreement);
    }
    waits.note(&agreement.file, usize::from(waiting));
}

/// Checks what only several files together say, and what depends on a status.
#[must_use]
pub fn check_registry(registry: &Registry, today: NaiveDate) -> Verdict {
    let overview = Overview::of(registry, today);
    let mut verdict = Verdict::default();
    let Verdict { findings, waits } = &mut verdict;
    for (number, standing) in overview.standings.iter().enumerate() {
        let agreement = standing.agreement;
        let mut on = |rule: &Rule<StandingCheck>, waits: &mut Waits| {
            ask(rule, agreement, waits, |agreement| {
                if std::ptr::eq(agreement, standing.agreement) {
                    return (rule.check)(standing, &overview, findings);
                }
                let shown = Standing {
                    agreement,
                    ..standing.clone()
                };
                (rule.check)(&shown, &overview, findings);
            });
        };
        for rule in RELATION_RULES {
            on(rule, waits);
        }
        for rule in STANDING_RULES {
            let knows_records = !rule.all.contains(&RECORDS) || overview.doubts.knows_records_of(agreement);
            if !knows_records || !overview.doubts.knows_status(number) {
                waits.note(&agreement.file, 1);
                continue;
            }
            on(rule, waits);
        }
    }
    for (rule, compared) in REGISTRY_RULES {
        rule(&overview, findings);
        let is_whole = match compared {
            Compared::Facts => true,
            Compared::Statuses => overview.doubts.knows_every_status(),
            Compared::Organisations => overview.doubts.knows_every_organisation(),
        };
        if !is_whole {
            waits.note_registry();
        }
    }
    verdict
}
