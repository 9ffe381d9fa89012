//! Agreements, what they consist of, and the rules of time. Plain types with invariants and pure
//! functions; it must never read a file, a database or a clock.

mod agreement;
mod approval;
mod business_id;
pub(crate) mod closed_set;
mod cluster;
mod command;
mod correction;
mod date;
mod day_range;
mod device;
mod duty;
mod edition;
mod email;
mod ending;
mod event;
mod event_ids;
mod event_time;
mod file_digest;
mod filed_document;
mod fold;
mod formula;
mod frozen;
mod gaps;
mod group_line;
mod id;
mod identity;
mod invisible;
mod kind;
mod meetings;
mod nearest;
mod network;
mod notice;
mod order;
mod organisation;
mod parties;
mod parts;
mod prose;
mod provision;
mod receipt;
mod region;
mod registration;
mod registry;
mod responsibility;
mod seat;
mod signatory;
mod standing;
mod status;
mod stem;
mod succession;
mod term;
mod text;
pub mod time;
mod timeline;
pub mod truth;
mod vacancy;
mod variable;

pub use agreement::{Agreement, Opening, Product, Strategy, Termination, Theme, Waiver};
pub use approval::Approval;
pub use business_id::{BusinessId, BusinessIdProblem};
pub use cluster::{cluster_ends, whole_clusters};
pub use command::{command, operand, option, quoted};
pub use correction::Correction;
pub use date::{DateProblem, PLAUSIBLE_YEARS, PartialDate};
pub use day_range::parse_day_range;
pub use device::is_device;
pub use duty::{Duty, Group, Recurrence, Timing, rounds};
pub use edition::{Edition, duty_published_on, is_published, is_signatory_published};
pub use email::is_email;
pub use ending::{End, EndFacts, EndedBy, Entry};
pub use event::{Event, EventKind};
pub use event_ids::event_ids;
pub use event_time::{ClockTime, EventDays, EventTime, Moment, TimeProblem};
pub use file_digest::FileDigest;
pub use filed_document::{DocumentKind, DocumentPath, DocumentPathProblem, FiledDocument};
pub use fold::{FoldedWord, fold, fold_words_into, folded_words, is_one_of};
pub use formula::{guarded, unguarded};
pub use frozen::{DigestForm, FrozenText, RecordedDigest, Section};
pub use gaps::{Gap, Gaps};
pub use group_line::{GroupHolder, GroupOrigin, group_origins};
pub(crate) use id::numbered_id;
pub use id::{
    AgreementId, DutyId, EventId, GroupId, IdProblem, KindId, OrganisationId, ProductId, ProvisionId, ThemeId,
};
pub use identity::{FewOf, Identities, Identity, are_in_succession};
pub use invisible::{find_invisible, is_invisible, is_needed, turns_direction, without_invisible};
pub use kind::{BuiltInKind, KindData, OrganisationKind};
pub use meetings::Meetings;
pub use nearest::{all_nearest, closest, did_you_mean, nearest, nearest_id, with_guess};
#[cfg(test)]
pub(crate) use network::region_of_lapland;
pub use network::{
    MOST_REGIONS, Municipality, MunicipalityData, Network, NetworkData, RegionData, Tile,
    is_reserved_for_lists, speaks_of_all,
};
pub use notice::{Duration, Notice};
pub use order::NameOrder;
pub use organisation::{FormerName, Organisation, Succession, has_ceased};
pub use parties::{FewParties, few_parties};
pub use parts::{Parts, can_be_renewed, outlived_on, undecided_parts};
pub use prose::{Prose, prose};
pub use provision::{DocumentSection, Provision};
pub use receipt::{Receipt, TypedProblem};
pub use region::{Region, RegionSet, Regions};
pub use registration::{NewContact, NewDocument, Registration, Signature};
pub use registry::{Hidden, Placeholder, Registry, Sender, Settings, Words};
pub use responsibility::{
    Absence, Bond, DutyOwner, NamedOrganisation, Owner, Responsibility, duty_owners, owners_on,
    responsibilities,
};
pub use seat::{HeldSeat, RoleSeat, Seat, SeatKind};
pub use signatory::{Contact, Signatory, Visibility, Withdrawal};
pub use standing::{Standing, standing_of, standings};
pub use status::{AgreementStatus, SignatoryState};
pub use stem::{Stem, find_stem};
pub use succession::{Successor, ceased_too_early, declined_on, follow_successions, leads_to, successors_on};
pub(crate) use term::first_after;
pub use term::{Continuation, Ending, EntryRule, Extension, RuleMet, Term};
pub use text::{LocalText, TextLang};
pub use timeline::Period;
pub use vacancy::{Vacancy, Vacant, vacancies};
pub use variable::{Piece, Variable, pieces};
