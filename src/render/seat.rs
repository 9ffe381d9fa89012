//! A seat in a group as words, wherever one is listed.

use crate::model::PartialDate;
use crate::view::GroupRole;
use crate::wording;
use crate::wording::Wording;

/// What the holder of a seat is called; another role has the name that the file gives it.
pub(super) fn role_word(role: GroupRole, name: Option<&str>) -> Wording {
    match role {
        GroupRole::Chair => Wording::fixed("chair", "puheenjohtaja"),
        GroupRole::Member => Wording::fixed("member", "jäsen"),
        GroupRole::Other => Wording::same(name.unwrap_or_default()),
    }
}

/// From when to when; `None` for a seat without dates.
pub(super) fn days_word(from: Option<PartialDate>, until: Option<PartialDate>) -> Option<Wording> {
    match (from, until) {
        (Some(from), Some(until)) => {
            Some(wording!(en: "{from} to {until}", fi: "{from}–{until}", from, until))
        }
        (Some(from), None) => Some(wording!(en: "from {from}", fi: "{from} alkaen", from)),
        (None, Some(until)) => Some(wording!(en: "until {until}", fi: "{until} asti", until)),
        (None, None) => None,
    }
}
