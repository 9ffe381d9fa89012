//! The rules on what is well formed, and the explanation of every finding. A rule looks at the
//! model alone: it must never read a file, the index or the clock.
//!
//! There is one file for each family of rules; it holds the explanations, the checks and their
//! tests side by side. The tables of rules in this file are the only list of them.

mod ceased;
mod contacts;
mod contradictions;
mod cycles;
mod dates;
mod duplicates;
mod events;
mod explanation;
mod fields;
mod files;
#[cfg(test)]
mod fixture;
mod former_names;
mod freezing;
mod groups;
mod identities;
mod names;
mod nearest;
mod overlap;
mod owners;
mod parties;
mod parts;
mod phrases;
mod references;
mod relations;
mod signatories;
mod signatures;
mod standing;
mod statements;
mod strategies;
mod successions;
mod supersession;
mod term;
mod truth;
mod values;
mod waivers;

pub use explanation::{Explanation, explanation};
pub use statements::{help, statement};
pub use truth::code;
pub use waivers::apply_waivers;

use chrono::NaiveDate;

use crate::diagnostic::Findings;
use crate::model::{Agreement, Registry};
use standing::{Overview, Standing};

/// Whether the term of an agreement is the one of its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermSoundness {
    /// It is.
    Sound,
    /// It could not be read and a placeholder stands in its place: rules that depend on it are
    /// left out.
    Unknown,
}

/// Rules that look at one file, whatever its term and the day.
const FILE_RULES: &[fn(&Agreement, &mut Findings)] = &[
    duplicates::check_signatories,
    duplicates::check_groups,
    duplicates::check_ids,
    references::check_organisations,
    references::check_themes,
    references::check_products,
    signatories::check_count,
    contacts::check_public_persons,
];

/// Rules that look at one file on a day.
const DAY_RULES: &[fn(&Agreement, NaiveDate, &mut Findings)] = &[
    groups::check_duties,
    groups::check_members,
    events::check_event_ids,
    truth::check_facts,
];

/// Rules that look at one file and read its term.
const TERM_RULES: &[fn(&Agreement, &mut Findings)] = &[term::check_order, freezing::check_frozen_text];

/// Rules that look at one file on a day and read its term.
const TERM_DAY_RULES: &[fn(&Agreement, NaiveDate, &mut Findings)] = &[truth::check_facts_and_term];

/// Rules that look at one agreement and its status, which depends on its successors.
const STANDING_RULES: &[fn(&Standing, &Overview, &mut Findings)] = &[
    strategies::check_strategies,
    term::check_review,
    signatories::check_unsigned,
    ceased::check_ceased,
    truth::check_record,
    parties::check_parties,
    former_names::check_former_names,
    contacts::check_missing,
    contacts::check_kept_persons,
    groups::check_regions,
    owners::check_owners,
    relations::check_predecessors,
    relations::check_main_agreement,
];

/// Rules that compare files with each other.
const REGISTRY_RULES: &[fn(&Overview, &mut Findings)] = &[
    relations::check_agreement_ids,
    duplicates::check_recorded_organisations,
    supersession::check_cycles,
    supersession::check_gaps,
    parts::check_cycles,
    parts::check_parts,
    overlap::check_overlaps,
    names::check_renames,
    names::check_look_alikes,
    identities::check_identities,
    successions::check_successors,
    successions::check_cycles,
    successions::check_order,
    former_names::check_order,
    truth::check_former_names,
];

/// Checks one file by itself; `today` is for the rules that depend on the day.
#[must_use]
pub fn check_agreement(agreement: &Agreement, soundness: TermSoundness, today: NaiveDate) -> Findings {
    let mut findings = Findings::default();
    for rule in FILE_RULES {
        rule(agreement, &mut findings);
    }
    for rule in DAY_RULES {
        rule(agreement, today, &mut findings);
    }
    if soundness == TermSoundness::Sound {
        for rule in TERM_RULES {
            rule(agreement, &mut findings);
        }
        for rule in TERM_DAY_RULES {
            rule(agreement, today, &mut findings);
        }
    }
    findings
}

/// Checks what only several files together tell, and what depends on a status. Every agreement of
/// the registry must have a sound term; the others belong to [`Registry::unreadable`].
#[must_use]
pub fn check_registry(registry: &Registry, today: NaiveDate) -> Findings {
    let overview = Overview::of(registry, today);
    let mut findings = Findings::default();
    for standing in &overview.standings {
        for rule in STANDING_RULES {
            rule(standing, &overview, &mut findings);
        }
    }
    for rule in REGISTRY_RULES {
        rule(&overview, &mut findings);
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::validate::fixture::{agreement, check_file, check_registry_of, day};

    #[test]
    fn a_sound_agreement_has_no_findings() {
        let sound = agreement("lapin-tno-2014");
        check_file(&sound, &[]);
        for today in ["2013-06-01", "2014-06-01", "2018-06-01", "2030-01-01"] {
            check_registry_of(vec![sound.clone()], today, &[]);
        }
    }

    #[test]
    fn a_term_that_could_not_be_read_is_not_judged() {
        let mut reversed = agreement("lapin-tno-2014");
        reversed.term.starts = fixture::date("2019");
        let findings = check_agreement(&reversed, TermSoundness::Unknown, day("2014-06-01"));
        assert!(findings.as_slice().is_empty());
    }

    #[test]
    fn a_large_registry_is_checked_in_one_pass() {
        let many = (0..2_000).map(|n| agreement(&format!("sopimus-{n}"))).collect();
        let registry = fixture::registry(many);
        let started = std::time::Instant::now();
        let findings = check_registry(&registry, day("2014-06-01"));
        // One finding for each agreement that overlaps an earlier one, not one for each pair.
        assert_eq!(findings.as_slice().len(), 1_999);
        assert!(started.elapsed().as_secs() < 10, "{:?}", started.elapsed());
    }
}
