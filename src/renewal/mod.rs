//! The life of agreements, as pure functions of the model: what needs a decision, how far the signing
//! has come, how two agreements differ, the draft of a renewal, the calendar, documents, the
//! pages of the website, whom to remind of signing, what an act means. Nothing here touches a disk or the clock.

mod board;
mod calendar;
mod diff;
mod document;
mod due;
mod duty_changes;
mod duty_days;
mod outcome;
mod reminders;
mod renew;
mod same_duty;
mod site;
mod successions;
mod within;
mod yaml;

pub use board::board;
pub use calendar::plan_calendar;
pub use diff::diff;
pub use document::{DocumentWanted, WantedPart, document};
pub use due::plan_due;
pub use duty_changes::compare_duties;
pub use outcome::{Tense, organisation_outcome, outcome};
pub use reminders::{
    LeftOutOfReminders, PlannedReminder, ReminderPlan, ReminderRefusal, ReminderWanted, Unreached, letter_of,
    plan_reminders,
};
pub use renew::{LeftOut, Refusal, RenewalPlan, RenewalWanted, WantedEnding, plan_renewal};
pub use site::plan_site;
pub use within::{Within, WithinProblem};

#[cfg(test)]
pub(crate) mod testing {
    //! Registries for tests, written as their files are.

    use chrono::NaiveDate;

    use crate::diagnostic::FilePath;
    use crate::model::{Agreement, AgreementId, PartialDate, Registry};
    use crate::source::{Content, Role, read_bytes};

    fn read(file: &str, role: Role, text: &str) -> Content {
        let reading = read_bytes(&FilePath::new(file), role, text.as_bytes().to_vec());
        let findings: Vec<_> = reading.findings.as_slice().iter().collect();
        assert!(findings.is_empty(), "{findings:#?}");
        reading.content.expect("a file without a finding has content")
    }

    /// A registry of agreements, each with its id and the rest of its file, and of organisations.
    pub(crate) fn registry(agreements: &[(&str, &str)], organisations: &str) -> Registry {
        let mut registry = Registry::default();
        for (id, text) in agreements {
            let text = format!("id: {id}\n{text}");
            let content = read(&format!("agreements/{id}.yaml"), Role::Agreement, &text);
            let Content::Agreement(agreement) = content else {
                panic!("the file of an agreement holds one")
            };
            registry.agreements.push(*agreement);
        }
        if !organisations.is_empty() {
            let file = "agreements/organisations.yaml";
            let Content::Organisations(read) = read(file, Role::Organisations, organisations) else {
                panic!("the file of organisations holds them")
            };
            registry.organisations = read;
            registry.organisations_file = Some(FilePath::new(file));
        }
        registry
    }

    pub(crate) fn id(text: &str) -> AgreementId {
        AgreementId::parse(text).expect("a test names well-formed ids")
    }

    pub(crate) fn find<'r>(registry: &'r Registry, name: &str) -> &'r Agreement {
        registry
            .find_agreement(&id(name))
            .expect("the registry has the agreement")
    }

    pub(crate) fn day(text: &str) -> NaiveDate {
        PartialDate::parse(text)
            .expect("a test names real dates")
            .first_day()
    }
}
