//! From the library's agreement, as it reads a file, to the facts of the model.

use kumppani::diagnostic::{At, FilePath};
use kumppani::model::{self, Ending, EntryRule, PartialDate};
use kumppani::source::{Content, Role, read_bytes};
use kumppani::wording::Lang;

use crate::date::Date;
use crate::facts::{Agreement, Rule, Signatory};
use crate::generator::{AGREEMENTS, ORGANISATIONS};

/// The facts of a file; its first error when it has one.
pub(crate) fn read(path: &str, bytes: &[u8]) -> Result<Agreement, String> {
    let reading = read_bytes(&FilePath::new(path), Role::Agreement, bytes.to_vec());
    let is_error = |found: &&kumppani::diagnostic::Diagnostic| found.is_error();
    if let Some(error) = reading.findings.as_slice().iter().find(is_error) {
        return Err(error.message.get(Lang::En).to_owned());
    }
    match reading.content {
        Some(Content::Agreement(agreement)) => Ok(facts(&agreement)),
        other => Err(format!("no agreement: {other:?}")),
    }
}

fn facts(agreement: &model::Agreement) -> Agreement {
    Agreement {
        id: named(AGREEMENTS, agreement.id.value.as_str()),
        supersedes: agreement
            .supersedes
            .iter()
            .map(|id| named(AGREEMENTS, id.value.as_str()))
            .collect(),
        starts: Date::read(agreement.term.starts.value),
        ends: match agreement.term.ending.value {
            Ending::OpenEnded => None,
            Ending::On(date) => Some(Date::read(date)),
        },
        notice_months: agreement.term.notice_months,
        extended: agreement
            .term
            .extensions
            .iter()
            .map(|extension| Date::read(extension.until.value))
            .collect(),
        rule: match agreement.entry_rule {
            EntryRule::StartDate => Rule::StartDate,
            EntryRule::AllSigned => Rule::AllSigned,
            EntryRule::SignedAtLeast(n) => Rule::SignedAtLeast(n),
        },
        opened: agreement
            .opened
            .as_ref()
            .map(|opened| Date::read(opened.on.value)),
        terminated: agreement.terminated.as_ref().map(|end| Date::read(end.on.value)),
        signatories: agreement.signatories.iter().map(signatory).collect(),
    }
}

fn signatory(one: &model::Signatory) -> Signatory {
    let date = |at: &Option<At<PartialDate>>| at.as_ref().map(|at| Date::read(at.value));
    Signatory {
        organisation: named(ORGANISATIONS, one.organisation.value.as_str()),
        signed: date(&one.signed),
        joined: date(&one.joined),
        declined: date(&one.declined),
        withdrawn: one
            .withdrawn
            .as_ref()
            .map(|left| (Date::read(left.notice.value), Date::read(left.effective.value))),
    }
}

/// The test's own name of an id.
fn named(names: &[&'static str], id: &str) -> &'static str {
    let is_it = |name: &&&'static str| **name == id;
    names
        .iter()
        .find(is_it)
        .expect("a file names only what the test knows")
}
