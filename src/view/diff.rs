//! How two agreements differ, as a person would say it.

use serde::Serialize;

use super::{ContinuationView, NamedText, NamedView, RegionsView, Spoken, StrategyView};
use crate::model::{Notice, PartialDate, Recurrence, TextLang};
use crate::wording::{Lang, Wording};

/// What became of a stretch of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SegmentKind {
    /// Both texts have it.
    Kept,
    /// Only the older text has it.
    Removed,
    /// Only the newer text has it.
    Added,
}

/// A stretch of a text that was reworded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Segment {
    /// What became of it.
    pub kind: SegmentKind,
    /// The words with the spaces between them.
    pub text: String,
}

/// A text with what was removed from it and added to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangedWords {
    /// The text from its beginning to its end.
    pub segments: Vec<Segment>,
    /// The language of both texts.
    pub lang: TextLang,
}

/// Something that has another name, the same id or not.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Renamed {
    /// The id in the newer agreement.
    pub id: String,
    /// The id in the older one, where it is another.
    pub old_id: Option<String>,
    /// The older name.
    pub from: String,
    /// The newer name.
    pub to: String,
}

/// A signatory of the older agreement whose place another organisation took.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Succeeded {
    /// The organisation that was succeeded.
    pub predecessor: NamedView,
    /// The one that took its place.
    pub successor: NamedView,
    /// What passed to it, where it is recorded.
    pub scope: Option<String>,
    /// The last day of the older one, as given.
    pub ceased: Option<PartialDate>,
}

/// A signatory that signs for other regions than before.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RegionsChanged {
    /// The organisation's id.
    pub id: String,
    /// Its name in the newer agreement.
    pub name: String,
    /// The regions in the older agreement, or `all` alone.
    pub from: RegionsView,
    /// The regions in the newer one.
    pub to: RegionsView,
}

/// The signatories of both agreements; each one that came or went is in one of the first three
/// lists or among the succeeded.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SignatoryChanges {
    /// In the newer agreement alone, and no one's successor.
    pub joined: Vec<NamedView>,
    /// In the older agreement alone, and without a successor in the newer one.
    pub left: Vec<NamedView>,
    /// In both.
    pub continuing: Vec<NamedView>,
    /// In both, under another name.
    pub renamed: Vec<Renamed>,
    /// Who took whose place; one row for each pair.
    pub succeeded: Vec<Succeeded>,
    /// In both, for other regions.
    pub regions_changed: Vec<RegionsChanged>,
}

/// Groups that became one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Merged {
    /// The group of the newer agreement.
    pub into: NamedView,
    /// The groups of the older one.
    pub from: Vec<NamedView>,
}

/// The groups of both agreements; each one is in one list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupChanges {
    /// In the newer agreement alone.
    pub appeared: Vec<NamedView>,
    /// In the older agreement alone.
    pub ended: Vec<NamedView>,
    /// In both, under the same name.
    pub kept: Vec<NamedView>,
    /// In both, under another name; a group with another id only when its duties prove it.
    pub renamed: Vec<Renamed>,
    /// Groups whose duties prove that they became one.
    pub merged: Vec<Merged>,
}

/// A duty in its group.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DutyInDiff {
    /// The duty's id.
    pub duty: Option<String>,
    /// The group's id.
    pub group: String,
    /// The group's name.
    #[serde(serialize_with = "Spoken::text_alone")]
    pub group_name: Spoken,
    /// What is promised.
    #[serde(serialize_with = "Spoken::text_alone")]
    pub text: Spoken,
}

/// A duty whose text is another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reworded {
    /// The duty as it is now.
    #[serde(flatten)]
    pub duty: DutyInDiff,
    /// Both texts, word by word.
    #[serde(flatten)]
    pub words: ChangedWords,
}

/// A duty that passed to another group.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MovedDuty {
    /// The duty as it is now.
    #[serde(flatten)]
    pub duty: DutyInDiff,
    /// The group that had it.
    pub from: NamedText,
}

/// What a duty has beside its text, where it is another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FieldChange {
    /// The field: `responsible`, `theme`, `product` or `when`.
    pub field: DutyField,
    /// What the older agreement says; `None` where it says nothing.
    pub from: Option<DutyDetail>,
    /// What the newer one says.
    pub to: Option<DutyDetail>,
}

/// The value of a field of a duty.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum DutyDetail {
    /// Names, in the language of the texts.
    Names(Vec<String>),
    /// How often it comes round.
    Every(Recurrence),
    /// When it is due.
    Due(PartialDate),
}

impl DutyDetail {
    /// The value for people.
    #[must_use]
    pub fn display(&self, lang: Lang) -> String {
        match self {
            Self::Names(names) => names.join(", "),
            Self::Every(every) => every.label().get(lang).to_owned(),
            Self::Due(due) => due.display(lang),
        }
    }
}

/// A field of a duty beside its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DutyField {
    /// Who answers for it, by name.
    Responsible,
    /// The theme, by name.
    Theme,
    /// The product, by name.
    Product,
    /// `every` or `due`: when it is to be done.
    When,
}

impl DutyField {
    /// The name for people.
    #[must_use]
    pub const fn label(self) -> Wording {
        match self {
            Self::Responsible => Wording::fixed("responsible", "vastuutaho"),
            Self::Theme => Wording::fixed("theme", "painopiste"),
            Self::Product => Wording::fixed("product", "palvelutuote"),
            Self::When => Wording::fixed("when", "milloin"),
        }
    }
}

/// A duty that has something else beside its text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChangedDuty {
    /// The duty as it is now.
    #[serde(flatten)]
    pub duty: DutyInDiff,
    /// What is another.
    pub changes: Vec<FieldChange>,
}

/// The duties of both agreements. One can be in several lists: moved, reworded and changed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DutyChanges {
    /// New ones.
    pub added: Vec<DutyInDiff>,
    /// Those that are no longer there.
    pub dropped: Vec<DutyInDiff>,
    /// Those with another text.
    pub reworded: Vec<Reworded>,
    /// Those that passed to a group that is another one, not only renamed or merged.
    pub moved: Vec<MovedDuty>,
    /// Those with another owner, theme, product or time.
    pub changed: Vec<ChangedDuty>,
    /// How many are as they were.
    pub kept: u32,
}

/// The term of one of the two agreements.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TermView {
    /// The start as given.
    pub starts: PartialDate,
    /// The effective end as given; `None` when open-ended.
    pub ends: Option<PartialDate>,
    /// How long before the end a decision is due, in months.
    pub notice_months: Option<u32>,
    /// How long a notice runs.
    pub notice: Option<Notice>,
    /// How the term continues by itself.
    pub continues: Option<ContinuationView>,
    /// How often an open-ended agreement is looked at, in months.
    pub review_months: Option<u32>,
    /// What must be so before it enters into force: `start-date`, `all-signed`, `signed-at-least`.
    pub in_force_when: &'static str,
    /// How many must have signed under `signed-at-least`.
    pub signed_at_least: Option<u32>,
}

/// The terms of both agreements.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TermChange {
    /// Of the older agreement.
    pub old: TermView,
    /// Of the newer one.
    pub new: TermView,
}

/// A strategy of both agreements with another end.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OtherEnd {
    /// Its name in the language of the texts.
    #[serde(serialize_with = "Spoken::text_alone")]
    pub name: Spoken,
    /// The end in the older agreement.
    pub from: Option<PartialDate>,
    /// The end in the newer one.
    pub to: Option<PartialDate>,
}

/// The strategies of both agreements, distinguished by their names.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StrategyChanges {
    /// New ones.
    pub added: Vec<StrategyView>,
    /// Those that are no longer there.
    pub dropped: Vec<StrategyView>,
    /// Those that are as they were.
    pub kept: Vec<StrategyView>,
    /// Those that reach to another day.
    pub other_end: Vec<OtherEnd>,
}

/// A provision of one of the two agreements, as its file has it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProvisionInDiff {
    /// Its number in its agreement.
    pub number: u32,
    /// Its id.
    pub provision: Option<String>,
    #[serde(serialize_with = "Spoken::text_alone")]
    pub heading: Spoken,
    /// Its text, with its variables.
    #[serde(serialize_with = "Spoken::text_alone")]
    pub text: Spoken,
}

/// A provision with another heading or text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RewordedProvision {
    /// The provision as it is now.
    #[serde(flatten)]
    pub provision: ProvisionInDiff,
    /// Both headings, word by word; `None` where they are the same.
    pub heading_words: Option<ChangedWords>,
    /// Both texts, word by word; `None` where they are the same.
    pub text_words: Option<ChangedWords>,
}

/// The provisions of both agreements; each one is in one list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProvisionChanges {
    /// New ones.
    pub added: Vec<ProvisionInDiff>,
    /// Those that are no longer there.
    pub dropped: Vec<ProvisionInDiff>,
    /// Those with another heading or text.
    pub reworded: Vec<RewordedProvision>,
    /// How many are as they were, whatever their numbers.
    pub kept: u32,
}

/// How an agreement differs from an older one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DiffView {
    /// The older agreement's id.
    pub old: String,
    /// The newer agreement's id.
    pub new: String,
    /// The older agreement's title in the language of the texts.
    #[serde(serialize_with = "Spoken::text_alone")]
    pub old_title: Spoken,
    /// The newer agreement's title.
    #[serde(serialize_with = "Spoken::text_alone")]
    pub new_title: Spoken,
    /// Who signs.
    pub signatories: SignatoryChanges,
    pub groups: GroupChanges,
    /// What is promised.
    pub duties: DutyChanges,
    /// The period of validity.
    pub term: TermChange,
    pub strategies: StrategyChanges,
    /// The text in the words of the parties.
    pub provisions: ProvisionChanges,
}
