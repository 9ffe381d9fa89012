//! Agreements, what they consist of, and the rules of time. Plain types with invariants and pure
//! functions; it must never read a file, a database or a clock.

mod agreement;
mod business_id;
mod date;
mod duty;
mod edition;
mod email;
mod event;
mod fold;
mod frozen;
mod id;
mod nearest;
mod order;
mod organisation;
mod region;
mod registration;
mod registry;
mod signatory;
mod standing;
mod status;
mod term;
mod text;
pub mod time;
mod timeline;

pub use agreement::{Agreement, Opening, Product, Strategy, Termination, Theme, Waiver};
pub use business_id::{BusinessId, BusinessIdProblem};
pub use date::{DateProblem, PartialDate};
pub use duty::{Duty, Group, Recurrence, Timing};
pub use edition::Edition;
pub use email::is_email;
pub use event::{Event, EventKind};
pub use fold::{FoldedWord, fold, folded_words};
pub use frozen::{FrozenText, Section};
pub use id::{AgreementId, DutyId, GroupId, IdProblem, OrganisationId, ProductId, ThemeId};
pub use nearest::nearest;
pub use order::NameOrder;
pub use organisation::{FormerName, Organisation, Succession, has_ceased};
pub use region::{MUNICIPALITIES, Municipality, Region, Regions};
pub use registration::{NewContact, Registration, Signature};
pub use registry::{Registry, Sender, Settings};
pub use signatory::{Contact, OrganisationKind, Signatory, Visibility, Withdrawal};
pub use standing::{Standing, standings};
pub use status::{AgreementStatus, SignatoryState};
pub use term::{Ending, EntryRule, Extension, RuleMet, Term};
pub use text::{LocalText, TextLang};
