//! How a group is named: by its id, as long as no other group has it; else by an agreement and the id,
//! `lapin-tno-2014/ohjausryhma`.

use anyhow::Result;

use super::trouble::Trouble;
use crate::index::{Asked, Index};
use crate::model::{AgreementId, GroupId};
use crate::view::GroupPlace;
use crate::wording;
use crate::wording::Wording;

/// The most groups that a refusal names.
const MOST_NAMED: usize = 8;

/// An agreement that has the group, and the group's id; `None` when the text names no group.
///
/// # Errors
/// When the text is the id of several groups; the help offers `typed`, the command with each of them in its place.
pub(super) fn find(
    index: &Index,
    asked: &Asked,
    text: &str,
    typed: impl Fn(&str) -> String,
) -> Result<Option<(AgreementId, GroupId)>> {
    if let Some((agreement, group)) = text.split_once('/') {
        return Ok(AgreementId::parse(agreement).ok().zip(GroupId::parse(group).ok()));
    }
    let Ok(id) = GroupId::parse(text) else {
        return Ok(None);
    };
    match &index.groups_of_id(asked, &id)?[..] {
        [] => Ok(None),
        [only] => Ok(AgreementId::parse(&only.agreement)
            .ok()
            .map(|agreement| (agreement, id))),
        several => Err(anyhow::Error::new(ambiguous(&id, several, typed))),
    }
}

fn ambiguous(id: &GroupId, places: &[GroupPlace], typed: impl Fn(&str) -> String) -> Trouble {
    let n = places.len();
    let named = places.iter().take(MOST_NAMED);
    let commands: Vec<String> = named
        .map(|place| format!("`{}`", typed(&place.to_string())))
        .collect();
    let commands = commands.join(", ");
    let more = match n.saturating_sub(MOST_NAMED) {
        0 => Wording::default(),
        more => wording!(
            en: "; `kumppani groups --all` lists {more} more",
            fi: "; `kumppani groups --all` luettelee loput {more}"
        ),
    };
    Trouble::with_help(
        wording!(
            en: "{n} different groups have the id `{id}`",
            fi: "tunnus `{id}` on {n} eri ryhmällä"
        ),
        wording!(en: "add the agreement: {commands}{more}", fi: "lisää sopimus: {commands}{more}", more),
    )
}
