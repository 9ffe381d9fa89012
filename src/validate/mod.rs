//! The rules on what is well formed, and the explanation of every finding. A rule looks at the
//! model alone: it must never read a file, the index or the clock.
//!
//! There is one file for each family of rules; it holds the checks and their tests side by side. What each code
//! means is in `explanations.ini`. The tables in `rules.rs` are the only list of the rules.

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
mod rules;
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

use crate::model::{Agreement, Registry};
use needs::Rule;
use rules::{
    Compared, DAY_RULES, FILE_RULES, RECORDS, REGISTRY_RULES, RELATION_RULES, STANDING_RULES, StandingCheck,
};
use standing::{Overview, Standing};

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
