//! The tables of rules: the only list of them. Each names what it needs to have been read.

use chrono::NaiveDate;

use super::needs::{List, OF_DOCUMENTS, OF_STATUS, Rule};
use super::standing::{Overview, Standing};
use super::{
    approvals, ceased, contacts, duplicates, events, former_names, freezing, groups, identities, meetings,
    names, notice, overlap, owners, parties, parts, provisions, references, relations, seats, sign_by,
    signatories, strategies, successions, supersession, term, truth,
};
use crate::diagnostic::Findings;
use crate::model::Agreement;

pub(super) type FileCheck = fn(&Agreement, &mut Findings);
pub(super) type DayCheck = fn(&Agreement, NaiveDate, &mut Findings);
pub(super) type StandingCheck = fn(&Standing, &Overview, &mut Findings);
pub(super) type RegistryCheck = fn(&Overview, &mut Findings);

/// A need of what `organisations.yaml` records of an agreement's signatories.
pub(super) const RECORDS: &str = "organisations.yaml";

/// Rules that look at one file, whatever the day.
pub(super) const FILE_RULES: &[Rule<FileCheck>] = &[
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
pub(super) const DAY_RULES: &[Rule<DayCheck>] = &[
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
pub(super) const RELATION_RULES: &[Rule<StandingCheck>] = &[
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
        check: meetings::check_attendees,
        all: &[],
        each: &[(List::Signatories, &["signed", "joined", "declined", "withdrawn"])],
    },
    Rule {
        check: truth::check_record,
        all: &[],
        each: &[(List::Signatories, &["signed", "joined", "declined", "withdrawn"])],
    },
];

/// Rules that look at one agreement and its status, which depends on its successors. Where the status is not
/// certain they wait.
pub(super) const STANDING_RULES: &[Rule<StandingCheck>] = &[
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
pub(super) enum Compared {
    /// What is in the files, whatever is missing.
    Facts,
    /// Agreements by their statuses.
    Statuses,
    /// Organisations by their names and ids.
    Organisations,
}

/// Rules that compare files with each other.
pub(super) const REGISTRY_RULES: &[(RegistryCheck, Compared)] = &[
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
