//! A partnership agreement, as one file describes it: facts only, no status.

use super::{
    AgreementId, Approval, Correction, EntryRule, Event, FiledDocument, Gaps, Group, LocalText, PartialDate,
    ProductId, Provision, Region, RuleMet, Section, Signatory, Term, ThemeId,
};
use crate::diagnostic::{At, FilePath};

/// The day when signing began and the digest of the text that was frozen then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// When signing began.
    pub on: At<PartialDate>,
    /// The digest, as [`super::FrozenText`] writes it.
    pub text: At<String>,
}

/// The end of an agreement by notice, before its term is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Termination {
    /// From when the agreement binds no one.
    pub on: At<PartialDate>,
    /// Why.
    pub reason: Option<String>,
}

/// A strategy that the agreement commits its signatories to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strategy {
    pub name: At<LocalText>,
    /// Until when it reaches.
    pub ends: Option<At<PartialDate>>,
}

/// A strategic theme that duties can carry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    pub id: At<ThemeId>,
    pub name: LocalText,
}

/// A service product whose use and development the agreement covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Product {
    pub id: At<ProductId>,
    pub name: LocalText,
}

/// A warning that the file accepts, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiver {
    /// The public name of the code of a warning.
    pub code: At<String>,
    /// The reason that is printed beside the waived warning.
    pub reason: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    pub file: FilePath,
    /// Equal to the file's stem.
    pub id: At<AgreementId>,
    /// What it is called.
    pub title: At<LocalText>,
    /// Its case number in the records of the authority that keeps it.
    pub record: Option<String>,
    /// What it is for.
    pub purpose: Option<LocalText>,
    /// The agreements that it replaces once it is in force.
    pub supersedes: Vec<At<AgreementId>>,
    /// The main agreement of a sub-agreement.
    pub part_of: Option<At<AgreementId>>,
    /// The period of validity.
    pub term: Term,
    /// What must be so before it enters into force.
    pub entry_rule: EntryRule,
    /// From what it follows when that was so.
    pub rule_met: RuleMet,
    /// When signing began.
    pub opened: Option<Opening>,
    /// What organisations approved before that.
    pub approvals: Vec<Approval>,
    /// The recorded facts that were corrected, in the order of the file.
    pub corrections: Vec<Correction>,
    /// By when those sign who are in it from the beginning. A later signature is as good.
    pub sign_by: Option<At<PartialDate>>,
    /// The end by notice.
    pub terminated: Option<Termination>,
    /// How many signatories there should be.
    pub declared_signatories: Option<At<u32>>,
    /// In the order of the file, as all lists here.
    pub strategies: Vec<Strategy>,
    pub themes: Vec<Theme>,
    /// The service products.
    pub products: Vec<Product>,
    /// Regions that work jointly; they stay separate regions.
    pub cooperation: Vec<At<Vec<Region>>>,
    /// Its text in the words of the parties.
    pub provisions: Vec<Provision>,
    /// The groups with their duties.
    pub groups: Vec<Group>,
    /// The signing organisations.
    pub signatories: Vec<Signatory>,
    /// The calendar.
    pub events: Vec<Event>,
    /// The files that prove it.
    pub documents: Vec<FiledDocument>,
    /// Where the facts come from.
    pub source: Option<String>,
    /// The accepted warnings.
    pub waivers: Vec<Waiver>,
    /// The keys of the sections that the file has, for findings about a whole section.
    pub sections: Vec<At<Section>>,
    /// What could not be read; nothing in a file without errors.
    pub gaps: Gaps,
}

impl Agreement {
    /// The sets of regions that work jointly, each in the order of the network.
    #[must_use]
    pub fn joint_regions(&self) -> Vec<Vec<Region>> {
        let in_order = |set: &At<Vec<Region>>| {
            let mut set = set.value.clone();
            set.sort();
            set
        };
        self.cooperation.iter().map(in_order).collect()
    }

    /// An agreement of which nothing more is known: it enters into force on its start date.
    #[must_use]
    pub fn new(file: FilePath, id: At<AgreementId>, title: At<LocalText>, term: Term) -> Self {
        Self {
            file,
            id,
            title,
            record: None,
            purpose: None,
            supersedes: Vec::new(),
            part_of: None,
            term,
            entry_rule: EntryRule::StartDate,
            rule_met: RuleMet::BySignatories,
            opened: None,
            sign_by: None,
            terminated: None,
            declared_signatories: None,
            strategies: Vec::new(),
            themes: Vec::new(),
            products: Vec::new(),
            cooperation: Vec::new(),
            provisions: Vec::new(),
            groups: Vec::new(),
            signatories: Vec::new(),
            events: Vec::new(),
            documents: Vec::new(),
            approvals: Vec::new(),
            corrections: Vec::new(),
            source: None,
            waivers: Vec::new(),
            sections: Vec::new(),
            gaps: Gaps::default(),
        }
    }

    /// Whether signing has begun: the agreement was opened, or somebody signed it. Its groups go on naming
    /// their members from then on, and no one is taken off its list.
    #[must_use]
    pub fn is_being_signed(&self) -> bool {
        self.opened.is_some()
            || self
                .signatories
                .iter()
                .any(|signatory| signatory.signed.is_some())
    }

    /// By when a signatory signs: who joins during the term is not bound to the day of the others.
    #[must_use]
    pub fn sign_by_of(&self, signatory: &Signatory) -> Option<PartialDate> {
        let sign_by = self.sign_by.as_ref().map(|at| at.value);
        sign_by.filter(|_| signatory.joined.is_none())
    }

    /// The entry of an organisation; the first one where a file lists it twice.
    #[must_use]
    pub fn find_signatory(&self, organisation: &super::OrganisationId) -> Option<&Signatory> {
        self.signatories
            .iter()
            .find(|signatory| signatory.organisation.value == *organisation)
    }
}
