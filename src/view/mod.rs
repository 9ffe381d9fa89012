//! Answers as data: one small struct for each kind of answer. The field names are the public names
//! of the JSON output (`docs/cli.md`, "Names in JSON"): only added to, never renamed. Nothing here
//! knows where an answer comes from or how it is drawn.

mod agreements;
mod applied;
mod approvals;
mod board;
mod calendar;
mod chosen;
mod codes;
mod column;
mod continuation;
mod corrections;
mod diff;
mod document;
mod due;
mod duties;
mod events;
mod filed_documents;
mod groups;
mod load;
mod log;
mod names;
mod organisations;
mod papers;
mod prose;
mod provisions;
mod regions;
mod registrations;
mod reminder;
mod search;
mod seats;
mod show;
mod signatories;
mod site;
mod spoken;
mod sql;
mod standing;
mod supposition;
mod templates;
mod verified;

pub use agreements::AgreementRow;
pub use applied::{AppliedKind, AppliedRow};
pub use approvals::ApprovalRow;
pub use board::{BlockingView, BoardRow, BoardView, RegionProgress};
pub use calendar::{CalendarEntry, CalendarKind};
pub use chosen::{Columns, Misnamed, find_columns, typed};
pub use codes::CodeRow;
pub use column::{Cell, Column, Fitting, Row, Shown, Tone};
pub use continuation::ContinuationView;
pub use corrections::CorrectionRow;
pub use diff::{
    ChangedDuty, ChangedWords, DiffView, DutyChanges, DutyDetail, DutyField, DutyInDiff, FieldChange,
    GroupChanges, Merged, MovedDuty, OtherEnd, ProvisionChanges, ProvisionInDiff, RegionsChanged, Renamed,
    Reworded, RewordedProvision, Segment, SegmentKind, SignatoryChanges, StrategyChanges, Succeeded,
    TermChange, TermView,
};
pub use document::{
    DocumentPart, DocumentView, DutyInAnnex, DutyNote, GroupInAnnex, Party, StrategyInDocument,
};
pub use due::{DueKind, DueRow};
pub use duties::{DutyChange, DutyInGroup, DutyRow, OwnerView};
pub use events::EventRow;
pub use filed_documents::FiledDocumentRow;
pub use groups::{GroupRow, RoleInGroup};
pub use load::{LoadCounts, LoadView, LoadedRows};
pub use log::{LogRow, LogState};
pub use names::JSON_NAMES;
pub use organisations::{OrganisationRow, SuccessorView};
pub use papers::{PaperKind, PaperRow, PaperState};
pub use prose::ProseView;
pub use provisions::{PartyName, ProvisionView, VariableValues, names_of_regions};
pub use regions::{RegionRow, RegionsView};
pub use registrations::RegistrationRow;
pub use reminder::{
    EntryView, LetterDuty, LetterGroup, LetterKind, LetterView, ReminderRow, ReminderState, SenderView,
    SignByView,
};
pub use search::{HitKind, SearchHits, SearchRow};
pub use seats::{CompositionView, GroupMemberView, GroupRole, SeatView};
pub use show::{
    AgreementLink, AgreementView, ExtensionView, FormerNameView, GroupInAgreement, GroupPlace, GroupView,
    NamedText, NamedView, OrganisationInAgreement, OrganisationInGroup, OrganisationView, PeriodView,
    StrategyView, WaiverView,
};
pub use signatories::{AskedContact, ContactView, SignatoryRow};
pub use site::SiteWritten;
pub use spoken::Spoken;
pub use sql::{SqlTable, SqlValue, hex};
pub use standing::{ComingAgreement, LastInForce, NoneInForce};
pub use supposition::{DifferenceRow, SupposedActView, SuppositionView};
pub use templates::TemplateRow;
pub use verified::{PaperText, VerifiedRow};
