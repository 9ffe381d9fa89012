//! A seat in a group as words, wherever one is listed.

use super::block::Outline;
use crate::model::PartialDate;
use crate::view::{GroupRole, SeatView};
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

pub(super) static COMPOSITION: Wording = Wording::fixed("Composition", "Kokoonpano");

/// The seats, one an item.
pub(super) fn seats(page: &mut Outline, seats: &[SeatView]) {
    for seat in seats {
        let role = page.word(&role_word(seat.role, seat.role_name.as_deref()));
        let parts = std::iter::once(format!("{} · {role}", holder(seat)));
        let line: Vec<String> = parts.chain(details(page, seat)).collect();
        page.own_item(&line.join(" · "));
    }
}

/// When a seat is held, after whom, and who represents its holder.
fn details(page: &Outline, seat: &SeatView) -> Vec<String> {
    let days = days_word(seat.from, seat.until);
    let before = seat.in_place_of_name.as_ref().or(seat.in_place_of.as_ref());
    let before = before.map(|name| wording!(en: "in place of {name}", fi: "edeltäjä {name}"));
    let positions = positions_of(seat.representative.as_deref(), seat.substitute.as_deref());
    let details = [days, before].into_iter().flatten().chain(positions);
    details.map(|detail| page.word(&detail)).collect()
}

/// The positions that represent an organisation in a group.
#[must_use]
pub fn positions_of(representative: Option<&str>, substitute: Option<&str>) -> Vec<Wording> {
    let representative =
        representative.map(|position| wording!(en: "represented by {position}", fi: "edustajana {position}"));
    let substitute =
        substitute.map(|position| wording!(en: "substitute {position}", fi: "varaedustajana {position}"));
    representative.into_iter().chain(substitute).collect()
}

/// The holder's name, else its id.
pub(super) fn holder(seat: &SeatView) -> String {
    seat.name.clone().unwrap_or_else(|| seat.organisation.clone())
}
