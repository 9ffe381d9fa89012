//! What papers say: the document of an agreement, and letters to those who are to sign; and whether a paper is of the
//! text as it stands.

mod document;
mod each;
mod provisions;
mod reminders;
mod verified;

pub use document::{DocumentWanted, WantedPart, document};
pub use each::{PlannedPaper, plan_papers};
pub use provisions::provisions;
pub use reminders::{
    LeftOutOfReminders, PlannedReminder, ReminderPlan, ReminderRefusal, ReminderWanted, Unreached, letter_of,
    plan_reminders,
};
pub use verified::verified;
