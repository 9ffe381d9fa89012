//! From the library's agreement, as it reads a file, to the facts of the model.

use kumppani::diagnostic::{At, FilePath};
use kumppani::model::{self, Ending, EntryRule, OrganisationId, PartialDate, Regions};
use kumppani::source::{Content, Role, read_bytes};
use kumppani::wording::Lang;

use crate::date::Date;
use crate::facts::{
    Agreement, Approval, Areas, Correction, Duty, Event, Extension, Group, Notice, Rule, Signatory, Timing,
};
use crate::generator::{AGREEMENTS, EMAILS, ORGANISATIONS};
use crate::groups::{AREAS, GROUPS, ROLES};
use crate::seats::Seat;

/// The facts of a file; its first error when it has one.
pub(crate) fn read(path: &str, bytes: &[u8]) -> Result<Agreement, String> {
    let reading = read_bytes(
        &FilePath::new(path),
        Role::Agreement,
        &kumppani::model::Network::lapland(),
        bytes.to_vec(),
    );
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
    let mut facts = Agreement {
        title: fi(&agreement.title.value),
        strategies: agreement
            .strategies
            .iter()
            .map(|one| fi(&one.name.value))
            .collect(),
        events: agreement.events.iter().map(event).collect(),
        id: named(AGREEMENTS, agreement.id.value.as_str()),
        supersedes: agreement
            .supersedes
            .iter()
            .map(|id| named(AGREEMENTS, id.value.as_str()))
            .collect(),
        part_of: agreement
            .part_of
            .as_ref()
            .map(|main| named(AGREEMENTS, main.value.as_str())),
        starts: Date::read(agreement.term.starts.value),
        ends: match agreement.term.ending.value {
            Ending::OpenEnded => None,
            Ending::On(date) => Some(Date::read(date)),
        },
        notice: notice(agreement),
        continues: agreement.term.continues.as_ref().map(|at| at.value.by_months),
        extended: agreement
            .term
            .extensions
            .iter()
            .map(|extension| Extension {
                until: Date::read(extension.until.value),
                decided: date(extension.decided.as_ref()),
            })
            .collect(),
        rule: match agreement.entry_rule {
            EntryRule::StartDate => Rule::StartDate,
            EntryRule::AllSigned => Rule::AllSigned,
            EntryRule::SignedAtLeast(n) => Rule::SignedAtLeast(n),
        },
        approved: Vec::new(),
        opened: agreement
            .opened
            .as_ref()
            .map(|opened| Date::read(opened.on.value)),
        terminated: agreement.terminated.as_ref().map(|end| Date::read(end.on.value)),
        groups: agreement.groups.iter().map(group).collect(),
        signatories: agreement.signatories.iter().map(signatory).collect(),
        corrections: agreement.corrections.iter().map(correction).collect(),
    };
    let (text, digest) = (facts.text(), model::FrozenText::of(agreement).digest());
    let approved = agreement.approvals.iter().map(|approval| Approval {
        who: named(ORGANISATIONS, approval.organisation.value.as_str()),
        on: Date::read(approval.on.value),
        text: (approval.text.value == digest).then_some(text),
    });
    facts.approved = approved.collect();
    facts
}

/// The digest of an opening that was taken back is the library's.
fn correction(one: &model::Correction) -> Correction {
    let without_digest = |was: &String| match was.split_once(", text: 2-") {
        Some((on, _)) => on.to_owned(),
        None => was.clone(),
    };
    Correction {
        on: Date::read(one.on.value),
        what: one.what.clone(),
        was: one.was.as_ref().map(without_digest),
        is: one.is.clone(),
        because: one.because.clone(),
    }
}

fn event(event: &model::Event) -> Event {
    Event {
        date: Date::read(event.date.value),
        title: fi(&event.title.value),
        is_cancelled: event.cancelled.is_some(),
    }
}

/// A text that has one language.
fn fi(text: &model::LocalText) -> String {
    text.get(model::TextLang::Fi).to_owned()
}

fn date(at: Option<&At<PartialDate>>) -> Option<Date> {
    at.map(|at| Date::read(at.value))
}

fn seat(seat: &model::Seat) -> Seat {
    let one = |id: &At<OrganisationId>| named(ORGANISATIONS, id.value.as_str());
    Seat {
        who: one(&seat.organisation),
        from: date(seat.from.as_ref()),
        until: date(seat.until.as_ref()),
        in_place_of: seat.in_place_of.as_ref().map(one),
    }
}

fn group(group: &model::Group) -> Group {
    let one = |id: &At<OrganisationId>| named(ORGANISATIONS, id.value.as_str());
    let duty = |duty: &model::Duty| Duty {
        text: fi(&duty.text.value),
        responsible: duty.responsible.iter().map(one).collect(),
        timing: match duty.timing {
            model::Timing::Continuous => Timing::Always,
            model::Timing::Every(every) => Timing::Every(every.months().get()),
            model::Timing::Due(due) => Timing::Due(Date::read(due)),
        },
    };
    Group {
        id: named(GROUPS, group.id.value.as_str()),
        regions: areas(&group.regions),
        chairs: group.chairs.iter().map(seat).collect(),
        members: group.members.iter().map(seat).collect(),
        roles: group
            .roles
            .iter()
            .map(|other| (named(ROLES, &other.role.value), seat(&other.seat)))
            .collect(),
        dissolved: date(group.dissolved.as_ref()),
        duties: group.duties.iter().map(duty).collect(),
    }
}

/// The test's own list of the same regions.
fn areas(regions: &Regions) -> Areas {
    let names = match regions {
        Regions::All => Vec::new(),
        Regions::Listed(_) => regions.ids(),
    };
    let found = AREAS.iter().find(|areas| **areas == names);
    found.expect("a file names only what the test knows")
}

fn signatory(one: &model::Signatory) -> Signatory {
    Signatory {
        organisation: named(ORGANISATIONS, one.organisation.value.as_str()),
        regions: areas(&one.regions),
        signed: date(one.signed.as_ref()),
        joined: date(one.joined.as_ref()),
        declined: date(one.declined.as_ref()),
        withdrawn: one
            .withdrawn
            .as_ref()
            .map(|left| (Date::read(left.notice.value), Date::read(left.effective.value))),
        email: one
            .contact
            .as_ref()
            .and_then(|contact| contact.email.as_ref())
            .map(|email| named(EMAILS, &email.value)),
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

/// The notice that stands in the file, by its text.
fn notice(agreement: &model::Agreement) -> Option<Notice> {
    let term = &agreement.term;
    let Some(written) = term.notice.as_ref().map(|at| at.value.to_string()) else {
        return term.notice_months.map(Notice::Months);
    };
    let (n, unit) = written.split_once(' ').expect("a number and its unit");
    let n = n.parse().expect("a number");
    Some(match unit {
        "days" => Notice::Days(n),
        "weeks" => Notice::Weeks(n),
        "months to the end of a month" => Notice::MonthsToMonthEnd(n),
        other => panic!("the test writes no notice in {other}"),
    })
}
