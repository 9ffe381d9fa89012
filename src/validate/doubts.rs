//! What is not certain of a registry because a part of a file could not be read: which statuses, which records
//! of organisations, and where an organisation is named first. Rules that depend on it wait.

use std::collections::BTreeSet;

use super::needs::OF_STATUS;
use crate::diagnostic::{At, Span};
use crate::model::{Agreement, Organisation, OrganisationId, Registry, Standing};

/// What is not certain.
pub(super) struct Doubts<'a> {
    registry: &'a Registry,
    /// By the number of an agreement: whether its status is not certain.
    statuses: Vec<bool>,
    /// Agreements with gaps in their lists of signatories or in their terms.
    rolls: Vec<Roll<'a>>,
}

/// The organisations of an agreement of which something could not be read.
struct Roll<'a> {
    listed: BTreeSet<&'a OrganisationId>,
    /// Those of which the name is not known, or with the term the order of the agreements.
    doubtful: BTreeSet<&'a OrganisationId>,
    /// Others may be listed that could not be read.
    is_short: bool,
}

impl<'a> Doubts<'a> {
    /// Looks at a registry and where its agreements stand.
    pub(super) fn of(registry: &'a Registry, standings: &[Standing<'a>]) -> Self {
        let agreements = || registry.agreements.iter();
        let own: Vec<bool> = agreements()
            .map(|agreement| agreement.gaps.touch(OF_STATUS))
            .collect();
        let n_wanderers = agreements()
            .filter(|agreement| agreement.gaps.touch(&["supersedes"]))
            .count();
        let doubtful = |number: usize, standing: &Standing<'_>| {
            let agreement = standing.agreement;
            let of_itself = usize::from(agreement.gaps.touch(&["supersedes"]));
            own[number]
                || standing.successors.iter().any(|successor| own[*successor])
                || n_wanderers > of_itself
                || registry.hidden.words.contains(agreement.id.value.as_str())
        };
        let statuses = standings
            .iter()
            .enumerate()
            .map(|(number, standing)| doubtful(number, standing));
        let statuses = statuses.collect();
        Self {
            registry,
            statuses,
            rolls: agreements().filter_map(Roll::of).collect(),
        }
    }

    /// Whether the status of an agreement follows from what could be read.
    pub(super) fn knows_status(&self, number: usize) -> bool {
        !self.statuses[number]
    }

    /// Whether every status does.
    pub(super) fn knows_every_status(&self) -> bool {
        self.statuses.iter().all(|doubtful| !doubtful)
    }

    /// Whether it is known what is recorded of an agreement's signatories.
    pub(super) fn knows_records_of(&self, agreement: &Agreement) -> bool {
        let hidden = &self.registry.hidden.organisations;
        if hidden.count() == 0 {
            return true;
        }
        let is_of = |record: &&Organisation| agreement.find_signatory(&record.id.value).is_some();
        let mut records = self.registry.organisations.iter().filter(is_of);
        self.knows_all_records() && !records.any(|record| self.lacks(record.id.span, &["ceased"]))
    }

    /// Whether every record of organisations.yaml is known by its id.
    pub(super) fn knows_all_records(&self) -> bool {
        !self.registry.hidden.organisations.touch(&["organisations.id"])
    }

    /// Whether the names that are recorded of an organisation are known.
    pub(super) fn knows_names(&self, record: &Organisation) -> bool {
        !self.lacks(record.id.span, &["name", "former_names"])
    }

    /// Whether its successors are.
    pub(super) fn knows_successors(&self, record: &Organisation) -> bool {
        !self.lacks(record.id.span, &["successors"])
    }

    /// Whether every id of an organisation could be read.
    pub(super) fn knows_every_id(&self) -> bool {
        let hidden = &self.registry.hidden;
        let has_all = self.rolls.iter().all(|roll| !roll.is_short) && self.registry.unreadable.is_empty();
        has_all && hidden.words.is_empty() && !hidden.folders && self.knows_all_records()
    }

    fn lacks(&self, record: Span, fields: &[&str]) -> bool {
        let hidden = &self.registry.hidden.organisations;
        hidden.touch_entry("organisations", record, fields)
    }

    /// Whether it is known in which agreements an organisation is named, and in which first.
    pub(super) fn knows_organisation(&self, id: &OrganisationId) -> bool {
        let is_certain =
            |roll: &Roll<'_>| !roll.doubtful.contains(id) && (roll.listed.contains(id) || !roll.is_short);
        self.rolls.iter().all(is_certain) && !self.registry.hidden.words.contains(id.as_str())
    }

    /// Whether that is known of every organisation, and whatever is recorded of it.
    pub(super) fn knows_every_organisation(&self) -> bool {
        let hidden = &self.registry.hidden;
        self.rolls.is_empty() && hidden.words.is_empty() && hidden.organisations.count() == 0
    }
}

impl<'a> Roll<'a> {
    fn of(agreement: &'a Agreement) -> Option<Self> {
        let has_no_place = agreement.gaps.touch(&["term.starts"]);
        let is_short = agreement.gaps.touch(&["signatories.organisation"]);
        let is_doubtful = |id: &At<OrganisationId>| {
            has_no_place
                || agreement
                    .gaps
                    .touch_entry("signatories", id.span, &["name", "business_id"])
        };
        let ids = || {
            agreement
                .signatories
                .iter()
                .map(|signatory| &signatory.organisation)
        };
        let doubtful: BTreeSet<_> = ids().filter(|id| is_doubtful(id)).map(|id| &id.value).collect();
        (is_short || !doubtful.is_empty()).then(|| Self {
            listed: ids().map(|id| &id.value).collect(),
            doubtful,
            is_short,
        })
    }
}
