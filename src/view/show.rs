//! One agreement, organisation or group, whole, with its history.

use std::fmt;

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    ApprovalRow, CompositionView, ContinuationView, CorrectionRow, DutyRow, EventRow, FiledDocumentRow,
    GroupMemberView, GroupRole, GroupRow, ProvisionView, RegionsView, SeatView, SignatoryRow, Spoken,
    SuccessorView,
};
use crate::model::{AgreementStatus, Notice, OrganisationKind, PartialDate, Region};

/// A stretch of days in which an agreement has one status.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PeriodView {
    pub status: AgreementStatus,
    /// The first day; `None` for the beginning of time.
    pub from: Option<NaiveDate>,
    /// The last day; `None` when nothing is known to end it.
    pub to: Option<NaiveDate>,
}

/// A decision that moved the end of a term.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExtensionView {
    /// The new end.
    pub until: PartialDate,
    /// When that was decided.
    pub decided: Option<PartialDate>,
    /// The decision's name in the records.
    pub decision: Option<String>,
}

/// A warning that the file of an agreement accepts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WaiverView {
    /// The code of the warning.
    pub code: String,
    /// Why it is accepted.
    pub reason: String,
}

/// Another agreement that an agreement speaks of. Of one that the registry does not have only the
/// id is known.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AgreementLink {
    pub id: String,
    /// Its title in the language of the texts.
    #[serde(serialize_with = "Spoken::known_text_alone")]
    pub title: Option<Spoken>,
    /// Its status on the day.
    pub status: Option<AgreementStatus>,
    /// The start as given.
    pub starts: Option<PartialDate>,
    /// The effective end as given; `None` when open-ended or unknown.
    pub ends: Option<PartialDate>,
}

/// A strategy that an agreement commits its signatories to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StrategyView {
    /// Its name in the language of the texts.
    #[serde(serialize_with = "Spoken::text_alone")]
    pub name: Spoken,
    /// Until when it reaches.
    pub ends: Option<PartialDate>,
}

/// An id and its name in the language of the texts: a theme, a product, a group.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NamedText {
    pub id: String,
    /// Its name in the language of the texts.
    #[serde(serialize_with = "Spoken::text_alone")]
    pub name: Spoken,
}

/// A name and the id behind it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NamedView {
    pub id: String,
    /// Its name in the language of the texts.
    pub name: String,
}

/// One agreement, whole.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AgreementView {
    pub id: String,
    /// Its title in the language of the texts.
    #[serde(serialize_with = "Spoken::text_alone")]
    pub title: Spoken,
    /// Its case number.
    pub record: Option<String>,
    /// What it is for.
    #[serde(serialize_with = "Spoken::known_text_alone")]
    pub purpose: Option<Spoken>,
    /// Its status on the day.
    pub status: AgreementStatus,
    /// In force, and near its end.
    pub ending_soon: bool,
    /// Its statuses from the beginning to the end of time.
    pub timeline: Vec<PeriodView>,
    /// The start as given.
    pub starts: PartialDate,
    /// The effective end as given; `None` when open-ended.
    pub ends: Option<PartialDate>,
    /// In force until further notice.
    pub open_ended: bool,
    /// The end by the agreement's own text, before any extension; `None` when open-ended.
    pub ends_by_text: Option<PartialDate>,
    /// The decisions that moved the end.
    pub extensions: Vec<ExtensionView>,
    /// How long before the end a decision is due, in months.
    pub notice_months: Option<u32>,
    /// How long a notice runs.
    pub notice: Option<Notice>,
    /// How the term continues by itself.
    pub continues: Option<ContinuationView>,
    /// To what the end moves by itself unless notice is given by the deadline.
    pub continues_to: Option<NaiveDate>,
    /// The end of the term less the notice.
    pub decision_deadline: Option<NaiveDate>,
    /// Days from the day requested to the last day of the term; negative when it is over.
    pub days_left: Option<i64>,
    /// How often an open-ended agreement is looked at, in months.
    pub review_months: Option<u32>,
    /// What must be so before it enters into force: `start-date`, `all-signed`, `signed-at-least`.
    pub in_force_when: String,
    /// How many must have signed under `signed-at-least`.
    pub signed_at_least: Option<u32>,
    /// The day when it entered into force, past or to come.
    pub entered: Option<NaiveDate>,
    /// When signing began.
    pub opened: Option<PartialDate>,
    /// The digest of the text that was frozen then.
    pub opened_text: Option<String>,
    /// By when those sign who are in it from the beginning.
    pub sign_by: Option<PartialDate>,
    /// From when it binds no one because notice was given.
    pub terminated: Option<PartialDate>,
    /// Why notice was given.
    pub termination_reason: Option<String>,
    /// The agreements that it supersedes.
    pub supersedes: Vec<String>,
    /// The agreements that name it as superseded.
    pub superseded_by: Vec<String>,
    /// Those that it supersedes and those that they superseded, the nearest first.
    pub predecessors: Vec<AgreementLink>,
    /// Those that supersede it and those that supersede them, the nearest first.
    pub successors: Vec<AgreementLink>,
    /// The main agreement of a sub-agreement.
    pub part_of: Option<AgreementLink>,
    /// The sub-agreements of a main agreement.
    pub sub_agreements: Vec<AgreementLink>,
    pub strategies: Vec<StrategyView>,
    pub themes: Vec<NamedText>,
    /// The service products.
    pub products: Vec<NamedText>,
    /// Regions that work jointly.
    pub cooperation: Vec<Vec<Region>>,
    /// The provisions as they read on the day.
    pub provisions: Vec<ProvisionView>,
    /// The groups with the number of their duties.
    pub groups: Vec<GroupRow>,
    /// The groups of whose seats there is more to say than who has them: who sat there when.
    pub compositions: Vec<CompositionView>,
    /// How many are bound: signed or leaving.
    pub n_signed: u32,
    /// How many are listed, without those who declined or withdrew.
    pub n_signatories: u32,
    /// How many there should be by the file's own word.
    pub declared_signatories: Option<u32>,
    /// The signatories by name; their contacts where they were requested.
    pub signatories: Vec<SignatoryRow>,
    /// The duties of the groups in the order of the annex.
    pub duties: Vec<DutyRow>,
    /// The calendar.
    pub events: Vec<EventRow>,
    /// The files that prove it.
    pub documents: Vec<FiledDocumentRow>,
    /// What organisations approved before signing began.
    pub approvals: Vec<ApprovalRow>,
    /// The recorded facts that were corrected.
    pub corrections: Vec<CorrectionRow>,
    /// Where the facts come from.
    pub source: Option<String>,
    /// The warnings that its file accepts.
    pub waivers: Vec<WaiverView>,
    /// Its file, from the registry's root.
    pub file: String,
}

/// A name that an organisation had.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FormerNameView {
    pub name: String,
    /// The last day of the name, where it is known.
    pub until: Option<PartialDate>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OrganisationInAgreement {
    /// The agreement's title in the language of the texts.
    #[serde(serialize_with = "Spoken::text_alone")]
    pub title: Spoken,
    /// The agreement's status on the day.
    pub status: AgreementStatus,
    /// The date that put it into its state; a pending one has none.
    pub since: Option<PartialDate>,
    /// Its entry in the list of signatories, with its contact.
    #[serde(flatten)]
    pub signatory: SignatoryRow,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OrganisationInGroup {
    /// The agreement's id.
    pub agreement: String,
    /// The agreement's title in the language of the texts.
    #[serde(serialize_with = "Spoken::text_alone")]
    pub agreement_title: Spoken,
    /// The group's id.
    pub group: String,
    /// The group's name in the language of the texts.
    pub name: String,
    /// What the organisation is in it.
    pub role: GroupRole,
    /// What another role is called.
    pub role_name: Option<String>,
    /// From when it holds the seat; `None`: from the beginning.
    pub from: Option<PartialDate>,
    /// Until when it holds the seat; `None`: nothing ends it.
    pub until: Option<PartialDate>,
    /// Whether it holds the seat on the day.
    pub held: bool,
    /// When the group ceased to work.
    pub dissolved: Option<PartialDate>,
}

/// One organisation over all agreements.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OrganisationView {
    /// Its id.
    pub organisation: String,
    /// Its present or last name.
    pub name: String,
    /// Other names that it had or signed with.
    pub former_names: Vec<FormerNameView>,
    /// Its business id in the latest agreement that says it.
    pub business_id: Option<String>,
    /// What it is; `None` when it is in no agreement.
    pub kind: Option<OrganisationKind>,
    /// The last day of its existence.
    pub ceased: Option<PartialDate>,
    /// Whether that day is over on the day requested.
    pub has_ceased: bool,
    /// Who took over.
    pub successors: Vec<SuccessorView>,
    /// Who holds its tasks on the day, where a successor has ceased as well; else empty.
    pub final_successors: Vec<SuccessorView>,
    /// Whose tasks it took over, in whole or in part.
    pub predecessors: Vec<SuccessorView>,
    /// The agreements that list it, by their start.
    pub agreements: Vec<OrganisationInAgreement>,
    /// The groups that it leads or belongs to.
    pub groups: Vec<OrganisationInGroup>,
    /// The duties that name it as responsible.
    pub duties: Vec<DutyRow>,
    /// The duties that it shares with the whole of a group, for no one is named.
    pub group_duties: Vec<DutyRow>,
}

/// A group as one agreement describes it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupInAgreement {
    /// The agreement's id.
    pub agreement: String,
    /// The agreement's title in the language of the texts.
    pub title: String,
    /// The agreement's status on the day.
    pub status: AgreementStatus,
    /// The group's name in the language of the texts.
    #[serde(serialize_with = "Spoken::text_alone")]
    pub name: Spoken,
    /// Names of regions, or `all` alone.
    pub regions: RegionsView,
    /// The organisation that leads it on the day.
    pub chair: Option<GroupMemberView>,
    /// The organisations in it.
    pub members: Vec<GroupMemberView>,
    /// The seats of all days: chairs, members, other roles.
    pub seats: Vec<SeatView>,
    /// When it ceased to work.
    pub dissolved: Option<PartialDate>,
    /// Its duties in the order of the annex.
    pub duties: Vec<DutyRow>,
}

/// A group by the agreement that has it. Its text is the name by which `show` finds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GroupPlace {
    /// The agreement's id.
    pub agreement: String,
    /// The group's id.
    pub group: String,
}

impl fmt::Display for GroupPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.agreement, self.group)
    }
}

/// One group over the agreements in which it goes on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupView {
    /// Its id.
    pub group: String,
    /// Its name in the latest agreement that has it.
    #[serde(serialize_with = "Spoken::text_alone")]
    pub name: Spoken,
    /// The agreement in which it first is: with the id it says this group from all others.
    pub first_agreement: String,
    /// Other groups of this id that the agreements before had, where agreements part or come together.
    pub continues: Vec<GroupPlace>,
    /// Other groups of this id in the agreements that follow.
    pub continued_by: Vec<GroupPlace>,
    /// The agreements that have it, by their start.
    pub agreements: Vec<GroupInAgreement>,
}
