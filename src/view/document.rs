//! An agreement as a document: what is signed, the annex of the groups' duties, and the parties.

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    ChangedWords, ContinuationView, DutyDetail, ExtensionView, ProvisionChanges, ProvisionView, RegionsView,
    RoleInGroup, Spoken,
};
use crate::model::{Absence, AgreementStatus, DocumentSection, Notice, PartialDate, Region};

/// What became of a duty since another agreement, where that is shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "lowercase", tag = "what")]
pub enum DutyNote {
    /// It is new.
    Added,
    /// Its text was another; word by word.
    Reworded {
        /// Both texts.
        #[serde(flatten)]
        words: ChangedWords,
    },
    /// Another group had it.
    Moved {
        /// That group's name.
        #[serde(serialize_with = "Spoken::text_alone")]
        from: Spoken,
    },
    /// It has another owner, theme, product or time.
    Changed,
    /// It is no longer there.
    Dropped,
}

/// A duty as the annex prints it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DutyInAnnex {
    /// Its number in the group's list, from 1.
    pub number: usize,
    /// What is promised.
    pub text: Spoken,
    /// Who answers for it, by name; empty means the whole group.
    pub responsible: Vec<String>,
    /// The theme's name.
    #[serde(serialize_with = "Spoken::known_text_alone")]
    pub theme: Option<Spoken>,
    /// The product's name.
    #[serde(serialize_with = "Spoken::known_text_alone")]
    pub product: Option<Spoken>,
    /// When it is to be done.
    pub when: Option<DutyDetail>,
    /// What became of it since another agreement.
    pub notes: Vec<DutyNote>,
}

/// A group with its duties in their order.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupInAnnex {
    pub id: String,
    pub name: Spoken,
    /// Names of regions, or `all` alone.
    pub regions: RegionsView,
    /// Who chairs it, by name.
    pub chair: Option<String>,
    /// Its members, by name.
    pub members: Vec<String>,
    /// Those with another role in it.
    pub roles: Vec<RoleInGroup>,
    /// When it was dissolved.
    pub dissolved: Option<PartialDate>,
    pub duties: Vec<DutyInAnnex>,
    /// What was dropped from it since another agreement.
    pub dropped: Vec<DutyInAnnex>,
}

/// A party of the agreement.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Party {
    /// The organisation's id.
    pub organisation: String,
    /// Its name as signed.
    pub name: String,
    pub business_id: Option<String>,
    /// Units that the signature also binds.
    pub covers: Vec<String>,
    /// When it joined, where that was later.
    pub joined: Option<PartialDate>,
    /// The signature's date as given.
    pub signed: Option<PartialDate>,
    /// The signer's position.
    pub signed_by: Option<String>,
    /// The case number of its decision.
    pub record: Option<String>,
}

/// A strategy with its end.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StrategyInDocument {
    pub name: Spoken,
    /// Until when it reaches.
    pub ends: Option<PartialDate>,
}

/// What of an agreement a document shows.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "lowercase", tag = "part")]
pub enum DocumentPart {
    /// The agreement with its annex and the lines for signatures.
    Whole,
    /// The annex of the groups' duties alone.
    Annex,
    /// The duties of one group.
    Group {
        /// Its id.
        group: String,
    },
    /// The duties for which one organisation is responsible on the day.
    Organisation {
        name: String,
        /// Whether its signature binds it.
        bound: bool,
        /// Why it is responsible for nothing; `None` for a party.
        absent: Option<Absence>,
    },
    /// The groups of one region.
    Region {
        /// Which.
        region: Region,
    },
}

/// An agreement as a document.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DocumentView {
    /// Its id.
    pub agreement: String,
    /// The day for which it is shown.
    pub as_of: PartialDate,
    pub shown: DocumentPart,
    pub title: Spoken,
    /// Its case number.
    pub record: Option<String>,
    /// What it is for.
    pub purpose: Option<Spoken>,
    /// Its status on the day.
    pub status: AgreementStatus,
    /// The start as given.
    pub starts: PartialDate,
    /// The end as given, with the extensions decided by the day; `None` when open-ended.
    pub ends: Option<PartialDate>,
    /// What ends it: `term`, `termination` or `supersession`; `None` when nothing does.
    pub ended_by: Option<&'static str>,
    /// The end by the text that was signed; `None` when open-ended.
    pub ends_by_text: Option<PartialDate>,
    /// The extensions decided by the day.
    pub extensions: Vec<ExtensionView>,
    /// From when it binds no one because notice was given, where the day has come.
    pub terminated: Option<PartialDate>,
    /// The titles of the agreements in whose force it was superseded by the day.
    pub superseded_by: Vec<Spoken>,
    /// How long before the end a decision is due, in months.
    pub notice_months: Option<u32>,
    /// How long a notice of withdrawal or termination runs.
    pub notice: Option<Notice>,
    /// How the term continues by itself.
    pub continues: Option<ContinuationView>,
    /// By when it is decided how the agreement goes on, as it is known on the day.
    pub decision_deadline: Option<NaiveDate>,
    /// To what the end moves by itself unless notice is given by the deadline, as it is known on the day.
    pub continues_to: Option<NaiveDate>,
    /// How often an open-ended agreement is looked at, in months.
    pub review_months: Option<u32>,
    /// What must be so before it enters into force: `start-date`, `all-signed`, `signed-at-least`.
    pub in_force_when: &'static str,
    /// How many must have signed under `signed-at-least`.
    pub signed_at_least: Option<u32>,
    /// The titles of the agreements that it supersedes; the id of one that the registry does not have.
    pub supersedes: Vec<Spoken>,
    pub strategies: Vec<StrategyInDocument>,
    pub themes: Vec<Spoken>,
    /// The service products.
    pub products: Vec<Spoken>,
    /// Regions that work jointly.
    pub cooperation: Vec<Vec<Region>>,
    /// The provisions as they read on the day.
    pub provisions: Vec<ProvisionView>,
    /// The groups in the order of the annex.
    pub groups: Vec<GroupInAnnex>,
    /// The parties by name.
    pub parties: Vec<Party>,
    /// How the provisions differ from those of another agreement, where changes are shown.
    pub provision_changes: Option<ProvisionChanges>,
    /// The title of the agreement since which changes are shown.
    pub changed_since: Option<Spoken>,
    /// Where the facts come from.
    pub source: Option<String>,
    /// The digest of the text as it stands, in groups that a person can read; none where changes are shown or something
    /// is supposed.
    pub receipt: Option<String>,
    /// Whether it is as something would be that is not recorded.
    pub supposed: bool,
}

impl DocumentView {
    /// Whether a provision takes the place of a section of the program.
    #[must_use]
    pub fn takes(&self, section: DocumentSection) -> bool {
        self.provisions
            .iter()
            .any(|provision| provision.takes() == Some(section))
    }
}
