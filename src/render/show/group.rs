//! A group as a page: what it is in each agreement that has it.

use super::{Described, Outline, REGIONS, duties, regions};
use crate::render::GroupFacts;
use crate::render::seat::{COMPOSITION, holder, seats};
use crate::view::{GroupInAgreement, GroupMemberView, GroupPlace, GroupView, SeatView};
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
    if group.seats.iter().any(SeatView::has_details) {
        page.heading(&COMPOSITION);
        seats(page, &group.seats);
    }
    if !group.duties.is_empty() {
        page.heading(&duties::DUTIES);
        duties::numbered(page, &group.duties);
    }
}

fn name_of(member: &GroupMemberView) -> String {
    member.name.clone().unwrap_or_else(|| member.organisation.clone())
}
