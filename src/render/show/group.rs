//! A group as a page: what it is in each agreement that has it.

use super::{Described, Outline, REGIONS, duties, regions};
use crate::render::GroupFacts;
use crate::render::seat::{days_word, role_word};
use crate::view::{GroupInAgreement, GroupMemberView, GroupPlace, GroupView, SeatView};
use crate::wording;
use crate::wording::Wording;

impl Described for GroupView {
    fn describe(&self, page: &mut Outline) {
        page.title(&self.name);
        page.fact(&Wording::fixed("id", "tunnus"), &self.group);
        let named = |places: &[GroupPlace]| places.iter().map(GroupPlace::to_string).collect::<Vec<_>>();
        page.list_fact(&Wording::fixed("continues", "jatkaa"), &named(&self.continues));
        page.list_fact(
            &Wording::fixed("continued by", "jatkajat"),
            &named(&self.continued_by),
        );
        for agreement in &self.agreements {
            in_agreement(page, agreement);
        }
    }
}

fn in_agreement(page: &mut Outline, group: &GroupInAgreement) {
    let status = page.word(&group.status.label());
    let heading = format!("{} ({}, {status})", group.title, group.agreement);
    page.heading(&Wording::composed(heading.clone(), heading));
    page.spoken_fact(&Wording::fixed("name", "nimi"), &group.name);
    let members: Vec<String> = group.members.iter().map(name_of).collect();
    let facts = GroupFacts {
        areas: vec![page.own(&regions(page, &group.regions))],
        chair: group
            .chair
            .iter()
            .map(|chair| page.own(&name_of(chair)))
            .collect(),
        members: vec![page.own(&members.join(", "))],
        roles: group
            .seats
            .iter()
            .filter(|seat| seat.held)
            .filter_map(|seat| Some((seat.role_name.clone()?, vec![page.own(&holder(seat))])))
            .collect(),
        dissolved: group.dissolved,
    };
    page.group_facts(&REGIONS, facts);
    composition(page, &group.seats);
    if !group.duties.is_empty() {
        page.heading(&duties::DUTIES);
        duties::numbered(page, &group.duties);
    }
}

/// The seats of all days, where there is more to say of one than who has it.
fn composition(page: &mut Outline, seats: &[SeatView]) {
    if seats.iter().all(|seat| details(page, seat).is_empty()) {
        return;
    }
    page.heading(&Wording::fixed("Composition", "Kokoonpano"));
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
    let representative = seat.representative.as_ref();
    let representative =
        representative.map(|position| wording!(en: "represented by {position}", fi: "edustajana {position}"));
    let substitute = seat.substitute.as_ref();
    let substitute =
        substitute.map(|position| wording!(en: "substitute {position}", fi: "varaedustajana {position}"));
    let details = [days, before, representative, substitute].into_iter().flatten();
    details.map(|detail| page.word(&detail)).collect()
}

fn holder(seat: &SeatView) -> String {
    seat.name.clone().unwrap_or_else(|| seat.organisation.clone())
}

fn name_of(member: &GroupMemberView) -> String {
    member.name.clone().unwrap_or_else(|| member.organisation.clone())
}
