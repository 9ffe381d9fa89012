//! What an act must leave as it is in a file.

use proptest::prelude::*;
use similar::{ChangeTag, TextDiff};

use crate::changes::Changing;
use crate::corrections::Correcting;
use crate::generator::ORGANISATIONS;
use crate::hand::comments;
use crate::steps::Deed;

/// The comments beside what is taken back go with it: the lines of an entry, and that of its name.
const fn most_lost(deed: &Deed) -> usize {
    match deed {
        Deed::Correct(Correcting { to: None, .. }) => 3,
        Deed::Change(Changing::RemoveDuty { .. }) => 1,
        // With comments of their own between its fields.
        Deed::Change(Changing::RemoveSignatory { .. }) => 8,
        _ => 0,
    }
}

/// An act adds to a text and takes nothing away: every comment stays as it is, and so does every line
/// but that of an entry in brackets to which something was added.
pub(crate) fn check_kept(before: &[u8], after: &[u8], deed: &Deed) -> Result<(), TestCaseError> {
    let (old, new) = (String::from_utf8_lossy(before), String::from_utf8_lossy(after));
    let (mut kept, mut known) = (comments(after), comments(before));
    if matches!(deed, Deed::Change(Changing::MoveDuty { .. })) {
        kept.sort();
        known.sort();
    }
    let n_lost = known.len().saturating_sub(kept.len());
    let mut rest = known.iter();
    let is_in_order = kept.iter().all(|comment| rest.any(|other| other == comment));
    prop_assert!(
        is_in_order && n_lost <= most_lost(deed),
        "comments of\n{old}\nin\n{new}"
    );
    let concerned: Vec<String> = match deed {
        Deed::Sign { who, .. } => who.iter().map(|who| format!("organisation: {who},")).collect(),
        Deed::Decline { who, .. } | Deed::Withdraw { who, .. } => vec![format!("organisation: {who},")],
        Deed::Extend { .. } => ["term: {", "extended: ["].map(str::to_owned).to_vec(),
        // A list of seats on one line, a chair alone, and a line of a group between brackets that gets its first seat of a
        // kind.
        Deed::Chair { .. } | Deed::Join { .. } | Deed::Leave { .. } => {
            let lists = [
                "chair: ",
                "members: [",
                "roles: [",
                "- { id: ",
                "dissolved: ",
                "] }",
            ]
            .map(str::to_owned);
            let alone = ORGANISATIONS.iter().map(|who| format!("- {who} "));
            lists.into_iter().chain(alone).collect()
        }
        Deed::Correct(_) => [
            "signed: ",
            "declined: ",
            "joined: ",
            "withdrawn: ",
            "notice: ",
            "effective: ",
            "on: ",
            "text: ",
            "opened:",
            "terminated:",
            "reason: ",
            "extended:",
            "until: ",
            "decided: ",
        ]
        .map(str::to_owned)
        .to_vec(),
        Deed::Change(changing) => changed_lines(changing),
        Deed::Terminate { .. } | Deed::Register { .. } | Deed::Open { .. } | Deed::Approve { .. } => {
            Vec::new()
        }
    };
    for change in TextDiff::from_lines(&old, &new).iter_all_changes() {
        let line = change.value();
        let is_kept = change.tag() != ChangeTag::Delete;
        prop_assert!(
            is_kept || concerned.iter().any(|part| line.contains(part)),
            "the line {line:?} of\n{old}\nis lost in\n{new}"
        );
    }
    let is_of_windows = old.contains("\r\n");
    let n_bare = new
        .split_inclusive('\n')
        .filter(|line| line.ends_with('\n') && !line.ends_with("\r\n"));
    prop_assert!(
        !is_of_windows || n_bare.count() == 0,
        "a line ends in another way in\n{new:?}"
    );
    Ok(())
}

/// Parts of the lines in which a field is changed.
fn changed_lines(changing: &Changing) -> Vec<String> {
    let parts: &[&str] = match changing {
        Changing::Email { who, .. } => {
            return [
                "contact: ".to_owned(),
                "email: ".to_owned(),
                format!("organisation: {who},"),
            ]
            .to_vec();
        }
        Changing::RemoveSignatory { who } => {
            let who = |part: &str| format!("{part}{who}");
            let own = ["- organisation: ", "name: \"", "name: ", "email: "].map(who);
            let fields = ["kind: ", "regions: ", "email: ", "signatories:"].map(str::to_owned);
            return own.into_iter().chain(fields).collect();
        }
        Changing::AddEvent { .. } | Changing::MoveEvent { .. } | Changing::CancelEvent { .. } => &["events:"],
        Changing::AddDuty { .. } | Changing::RemoveDuty { .. } => &["text: ", "duties: ", "] }"],
        Changing::Reword { .. } | Changing::MoveDuty { .. } => &["text: "],
        Changing::Title { .. } => &["title: "],
        Changing::AddStrategy { .. } | Changing::Fact { .. } => &[],
    };
    parts.iter().map(|part| (*part).to_owned()).collect()
}
