//! What a letter says: the agreement, from when it is in force, until when to sign, and what the
//! organisation promises by signing.

use chrono::NaiveDate;

use super::refusal::ReminderRefusal;
use super::{Occasion, names};
use crate::model::{
    AgreementStatus, Duty, EntryRule, Group, OrganisationId, PartialDate, Signatory, TextLang, Timing,
    owners_on,
};
use crate::view::{EntryView, LetterDuty, LetterGroup, LetterView, SenderView, SignByView};
use crate::wording;

pub(super) fn letter(signatory: &Signatory, occasion: &Occasion<'_>) -> Result<LetterView, ReminderRefusal> {
    let (agreement, lang) = (occasion.agreement, occasion.lang);
    let organisation = &signatory.organisation.value;
    let contact = signatory.contact.as_ref();
    let groups: Vec<LetterGroup> = agreement
        .groups
        .iter()
        .filter_map(|group| find_group(group, organisation, occasion))
        .collect();
    let (signed, total) = counts(occasion);
    Ok(LetterView {
        agreement: agreement.id.value.to_string(),
        title: agreement.title.value.get(TextLang::of(lang)).to_owned(),
        network: occasion.registry.settings.name.clone(),
        organisation: organisation.to_string(),
        name: signatory.name.value.clone(),
        role: contact.and_then(|contact| contact.role.clone()),
        today: PartialDate::Day(occasion.today).display(lang),
        opened: opened(occasion),
        starts: agreement.term.starts.value.display(lang),
        has_begun: occasion.milestones.starts_on <= occasion.today,
        ends: occasion.end.map(|end| end.date.display(lang)),
        continues_to: continues_to(occasion),
        entry: entry(occasion),
        sign_by: sign_by(signatory, occasion),
        signed,
        total,
        n_duties: groups.iter().map(|group| count(&group.duties)).sum(),
        groups,
        sender: sender(occasion)?,
        attachment: names::attachment(&agreement.id.value),
    })
}

/// When the agreement was opened, if it was by the day of the letter.
fn opened(occasion: &Occasion<'_>) -> Option<String> {
    let on = occasion.agreement.opened.as_ref()?.on.value;
    (on.first_day() <= occasion.today).then(|| on.display(occasion.lang))
}

/// To when an agreement continues by itself after its end.
fn continues_to(occasion: &Occasion<'_>) -> Option<String> {
    let to = occasion.end?.continues_to?;
    Some(PartialDate::Day(to).display(occasion.lang))
}

fn count<T>(things: &[T]) -> u32 {
    u32::try_from(things.len()).unwrap_or(u32::MAX)
}

fn sender(occasion: &Occasion<'_>) -> Result<SenderView, ReminderRefusal> {
    let sender = occasion.registry.settings.sender.clone();
    Ok(SenderView {
        name: sender.name,
        role: sender.role,
        email: sender.email.ok_or(ReminderRefusal::NoSender)?,
    })
}

/// How many are bound, and how many are bound or pending, as the board counts them.
fn counts(occasion: &Occasion<'_>) -> (u32, u32) {
    let of = |is_counted: fn(&Signatory, NaiveDate) -> bool| {
        let signatories = occasion.agreement.signatories.iter();
        let counted = signatories.filter(|signatory| is_counted(signatory, occasion.today));
        u32::try_from(counted.count()).unwrap_or(u32::MAX)
    };
    (of(Signatory::is_bound_on), of(Signatory::is_party_on))
}

fn entry(occasion: &Occasion<'_>) -> EntryView {
    let state = match occasion.status {
        AgreementStatus::InForce => "in-force",
        AgreementStatus::Upcoming => "coming",
        _ => "waiting",
    };
    let (rule, signed_at_least) = match occasion.agreement.entry_rule {
        EntryRule::StartDate => ("start-date", None),
        EntryRule::AllSigned => ("all-signed", None),
        EntryRule::SignedAtLeast(n) => ("signed-at-least", Some(n)),
    };
    let entered = occasion
        .milestones
        .entered_on()
        .filter(|entered| *entered <= occasion.today);
    EntryView {
        state,
        since: entered.map(|entered| as_given(entered, occasion).display(occasion.lang)),
        rule,
        signed_at_least,
    }
}

/// The date as the file gives it that a day was counted from.
fn as_given(day: NaiveDate, occasion: &Occasion<'_>) -> PartialDate {
    let signatories = occasion.agreement.signatories.iter();
    let facts = signatories.flat_map(|signatory| [&signatory.signed, &signatory.joined, &signatory.declined]);
    std::iter::once(occasion.agreement.term.starts.value)
        .chain(facts.flatten().map(|at| at.value))
        .find(|date| date.first_day() == day)
        .unwrap_or(PartialDate::Day(day))
}

/// The day that the agreement says. Who signs before the term begins is bound from its first day. Later the last date that the agreement
/// itself knows is the one by which it is decided how it goes on; after that only the rule of entry, of
/// which the letter says, waits for signatures.
fn sign_by(signatory: &Signatory, occasion: &Occasion<'_>) -> Option<SignByView> {
    if let Some(by) = occasion.agreement.sign_by_of(signatory) {
        let is_past = by.last_day() < occasion.today;
        return Some(SignByView {
            kind: if is_past { "passed" } else { "agreed" },
            date: by.display(occasion.lang),
        });
    }
    let term = &occasion.agreement.term;
    if occasion.milestones.starts_on > occasion.today {
        return Some(SignByView {
            kind: "start",
            date: term.starts.value.display(occasion.lang),
        });
    }
    // What continues by itself waits for no decision.
    let end = occasion.end.filter(|end| end.continues_to.is_none())?;
    let deadline = end.decision_deadline_on;
    let deadline = deadline.filter(|deadline| *deadline >= occasion.today)?;
    Some(SignByView {
        kind: "decision",
        date: PartialDate::Day(deadline).display(occasion.lang),
    })
}

/// A group as it concerns the organisation; `None` when it does not, or when it works no more.
fn find_group(group: &Group, organisation: &OrganisationId, occasion: &Occasion<'_>) -> Option<LetterGroup> {
    if group.is_dissolved_on(occasion.today) {
        return None;
    }
    let is_member = group.has_in_it(organisation, occasion.today);
    let duties: Vec<LetterDuty> = group
        .duties
        .iter()
        .filter(|duty| is_owned(group, duty, organisation, occasion))
        .map(|duty| duty_text(duty, occasion))
        .collect();
    (is_member || !duties.is_empty()).then(|| LetterGroup {
        name: group.name.value.get(TextLang::of(occasion.lang)).to_owned(),
        is_chair: group.is_chaired_by(organisation, occasion.today),
        is_member,
        duties,
    })
}

fn is_owned(group: &Group, duty: &Duty, organisation: &OrganisationId, occasion: &Occasion<'_>) -> bool {
    let owners = owners_on(occasion.registry, occasion.agreement, group, duty, occasion.today);
    owners.iter().any(|owner| owner.organisation == organisation)
}

fn duty_text(duty: &Duty, occasion: &Occasion<'_>) -> LetterDuty {
    let lang = occasion.lang;
    LetterDuty {
        text: duty.text.value.get(TextLang::of(lang)).to_owned(),
        when: match duty.timing {
            Timing::Continuous => None,
            Timing::Every(recurrence) => Some(recurrence.label().get(lang).to_owned()),
            Timing::Due(date) => {
                let by = wording!(en: "by {date}", fi: "viimeistään {date}", date);
                Some(by.get(lang).to_owned())
            }
        },
        is_shared: duty.is_shared(),
    }
}
