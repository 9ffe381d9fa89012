//! Whom to invite to sign an agreement, and whom to remind of it: a letter for each pending signatory with an e-mail address,
//! and the lists of those that get none. It says what a letter says and to whom it goes, never how it
//! reads; only the organisation's own contact comes into it, and no person's name.

mod contents;
mod names;
mod refusal;

#[cfg(test)]
mod tests;

pub use names::letter_of;
pub use refusal::ReminderRefusal;

use chrono::NaiveDate;

use crate::model::time::{Milestones, SignatoryFacts};
use crate::model::{
    Agreement, AgreementStatus, End, NameOrder, OrganisationId, Registry, Signatory, SignatoryState,
    standing_of,
};
use crate::questions::ceasing;
use crate::view::{LetterKind, LetterView};
use crate::wording;
use crate::wording::{Lang, Wording};

/// What is requested.
#[derive(Clone, Debug)]
pub struct ReminderWanted {
    /// Only these signatories; all when empty.
    pub only: Vec<OrganisationId>,
    pub kind: LetterKind,
    /// The language of the letters.
    pub lang: Lang,
}

/// A letter to write.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedReminder {
    /// The signatory.
    pub organisation: OrganisationId,
    /// The address on file.
    pub to: String,
    /// The name of the letter's file, safe on every system.
    pub file: String,
    /// What the letter says.
    pub letter: LetterView,
}

/// A pending signatory without an e-mail address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreached {
    /// The signatory.
    pub organisation: OrganisationId,
    /// Its name in the agreement.
    pub name: String,
}

/// A signatory that no one reminds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOutOfReminders {
    /// The signatory.
    pub organisation: OrganisationId,
    /// Its name, and why no letter goes to it.
    pub reason: Wording,
}

/// The letters of one agreement on one day; all lists are in the order of names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReminderPlan {
    pub letters: Vec<PlannedReminder>,
    /// Those that are pending, but cannot be written to.
    pub without_address: Vec<Unreached>,
    /// Those that are not asked, and why. Of those who have signed only the ones that were named.
    pub left_out: Vec<LeftOutOfReminders>,
    /// Those who have signed and were not named: no one has to be reported them, unless a letter to them is about.
    pub signed: Vec<LeftOutOfReminders>,
}

/// What every letter depends on.
struct Occasion<'a> {
    registry: &'a Registry,
    agreement: &'a Agreement,
    status: AgreementStatus,
    milestones: Milestones,
    end: Option<End>,
    today: NaiveDate,
    kind: LetterKind,
    lang: Lang,
}

/// Plans the reminders of an agreement of the registry.
///
/// # Errors
/// Why nothing is to be signed, or that no one is on file as the sender.
pub fn plan_reminders(
    registry: &Registry,
    agreement: &Agreement,
    wanted: &ReminderWanted,
    today: NaiveDate,
) -> Result<ReminderPlan, ReminderRefusal> {
    let standing = standing_of(registry, agreement, today);
    let occasion = Occasion {
        registry,
        agreement,
        status: standing.status,
        milestones: standing.milestones,
        end: standing.end,
        today,
        kind: wanted.kind,
        lang: wanted.lang,
    };
    refusal::check(&occasion)?;
    let mut plan = ReminderPlan::default();
    for signatory in by_name(agreement) {
        let is_named = wanted.only.contains(&signatory.organisation.value);
        if is_named || wanted.only.is_empty() {
            place(&mut plan, signatory, is_named, &occasion)?;
        }
    }
    Ok(plan)
}

fn by_name(agreement: &Agreement) -> Vec<&Signatory> {
    let order = NameOrder::finnish();
    let mut signatories: Vec<&Signatory> = agreement.signatories.iter().collect();
    signatories.sort_by(|a, b| {
        let by_name = order.compare(&a.name.value, &b.name.value);
        by_name.then_with(|| a.organisation.value.cmp(&b.organisation.value))
    });
    signatories
}

/// Puts one signatory into the list where it belongs.
fn place(
    plan: &mut ReminderPlan,
    signatory: &Signatory,
    is_named: bool,
    occasion: &Occasion<'_>,
) -> Result<(), ReminderRefusal> {
    let organisation = signatory.organisation.value.clone();
    let state = SignatoryFacts::of(signatory).state_on(occasion.today);
    if let Some(shown) = why_left_out(signatory, state, occasion) {
        let left_out = LeftOutOfReminders {
            organisation,
            reason: shown,
        };
        if state == SignatoryState::Signed && !is_named {
            plan.signed.push(left_out);
        } else {
            plan.left_out.push(left_out);
        }
        return Ok(());
    }
    let email = signatory
        .contact
        .as_ref()
        .and_then(|contact| contact.email.as_ref());
    let Some(email) = email else {
        let name = signatory.name.value.clone();
        plan.without_address.push(Unreached { organisation, name });
        return Ok(());
    };
    plan.letters.push(PlannedReminder {
        to: email.value.clone(),
        file: names::letter_file(&occasion.agreement.id.value, &organisation, occasion.kind),
        letter: contents::letter(signatory, occasion)?,
        organisation,
    });
    Ok(())
}

/// Why no letter goes to a signatory; `None` when one does.
fn why_left_out(signatory: &Signatory, state: SignatoryState, occasion: &Occasion<'_>) -> Option<Wording> {
    let name = &signatory.name.value;
    let facts = SignatoryFacts::of(signatory);
    let on = facts.since(state);
    match state {
        SignatoryState::Signed => {
            Some(wording!(en: "{name} has signed ({on})", fi: "{name} on allekirjoittanut ({on})", on))
        }
        SignatoryState::Declined => {
            Some(wording!(en: "{name} has declined ({on})", fi: "{name} on kieltäytynyt ({on})", on))
        }
        SignatoryState::Withdrawn => {
            Some(wording!(en: "{name} has withdrawn ({on})", fi: "{name} on irtisanoutunut ({on})", on))
        }
        SignatoryState::Leaving => Some(wording!(
            en: "{name} has given notice ({on})",
            fi: "{name} on ilmoittanut irtisanoutuvansa ({on})",
            on
        )),
        SignatoryState::Pending => {
            has_ceased(signatory, occasion).or_else(|| joins_later(signatory, occasion))
        }
    }
}

fn has_ceased(signatory: &Signatory, occasion: &Occasion<'_>) -> Option<Wording> {
    let ceasing = ceasing(occasion.registry, occasion.agreement, signatory, occasion.today)?;
    crate::model::has_ceased(ceasing.ceased, occasion.today).then(|| ceasing.describe())
}

/// One that joins later is no signatory before.
fn joins_later(signatory: &Signatory, occasion: &Occasion<'_>) -> Option<Wording> {
    let joined = signatory.joined.as_ref()?.value;
    let name = &signatory.name.value;
    (joined.first_day() > occasion.today).then(|| {
        wording!(
            en: "{name} joins later ({joined})",
            fi: "{name} liittyy myöhemmin ({joined})",
            joined
        )
    })
}
