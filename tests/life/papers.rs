//! What letters and findings say.

use std::path::Path;

use chrono::NaiveDate;
use kumppani::diagnostic::Code;
use kumppani::papers::{ReminderWanted, plan_reminders};
use kumppani::registry::check;
use kumppani::view::LetterKind;
use kumppani::wording::Lang;

use crate::generator::AGREEMENTS;
use crate::groups::GROUPS;
use crate::library::Library;
use crate::told::Told;
use crate::words::{duty_of, end_of};

/// The letters of an agreement on a day.
pub(crate) fn tell_letters(library: &Library, id: &str, day: NaiveDate, told: &mut Told) {
    for kind in [LetterKind::Invitation, LetterKind::Reminder] {
        tell_kind(library, id, kind, day, told);
    }
}

fn tell_kind(library: &Library, id: &str, kind: LetterKind, day: NaiveDate, told: &mut Told) {
    told.begin(format!("{kind:?} of {id}"));
    let wanted = ReminderWanted {
        only: Vec::new(),
        kind,
        lang: Lang::Fi,
    };
    let agreement = library.agreement(id);
    let Ok(plan) = plan_reminders(&library.registry, agreement, &wanted, day) else {
        return told.says(id, "letters", "refused");
    };
    let letters = plan.letters.iter().map(|letter| letter.organisation.to_string());
    told.lists(id, "letters", letters.collect());
    let unreached = plan
        .without_address
        .iter()
        .map(|one| one.organisation.to_string());
    told.lists(id, "without address", unreached.collect());
    for planned in &plan.letters {
        let letter = &planned.letter;
        let ends = letter.ends.as_deref().map_or("-".to_owned(), end_of);
        told.says(id, "ends", ends);
        told.says(id, "n signed", letter.signed.to_string());
        told.says(id, "n signatories", letter.total.to_string());
        told.says(id, "entry", letter.entry.state);
        let duties = letter.groups.iter().flat_map(|group| &group.duties);
        let duties: Vec<String> = duties
            .map(|duty| format!("{id}/{}", duty_of(&duty.text)))
            .collect();
        let of = format!("{} in {id}", planned.organisation);
        told.says(&of, "n duties", letter.n_duties.to_string());
        told.lists(of, "duties", duties);
    }
}

/// The findings that say of owners and of signatures.
pub(crate) fn tell_findings(root: &Path, day: NaiveDate, told: &mut Told) {
    told.begin("validate");
    let checked = check(root, day, &|_| {}).expect("the folder is a registry");
    for id in AGREEMENTS {
        let file = format!("agreements/{id}.yaml");
        let own = || {
            checked
                .diagnostics
                .iter()
                .filter(|found| found.place.file.as_str() == file)
        };
        let of = |code: Code| own().filter(move |found| found.code == code);
        let lost = of(Code::DutyWithoutOwner).map(|found| ownerless(found.message.get(Lang::Fi)));
        told.lists(*id, "without owner", lost.collect());
        let is_unsigned = of(Code::UnsignedInForce).next().is_some();
        told.says(*id, "unsigned in force", is_unsigned.to_string());
    }
}

/// The group, or the duty, of which a finding says that no one is responsible.
fn ownerless(message: &str) -> String {
    if let Some((_, duty)) = message.split_once('”') {
        let text = duty.split_once('”').map_or(duty, |(text, _)| text);
        return duty_of(text);
    }
    let named = |id: &&&str| message.contains(&format!("`{id}`"));
    GROUPS
        .iter()
        .find(named)
        .map_or(message.to_owned(), |id| (*id).to_owned())
}
