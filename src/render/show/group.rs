//! A group as a page: what it is in each agreement that has it.

use super::{Page, REGIONS, regions};
use crate::render::PageFormat;
use crate::render::table::Look;
use crate::view::{DutyInGroup, GroupInAgreement, GroupMemberView, GroupView};
use crate::wording::Wording;

/// The page of a group.
#[must_use]
pub fn render_group(view: &GroupView, look: &Look, format: PageFormat) -> String {
    let mut page = Page::new(look, format);
    page.title(&view.name);
    page.fact(&Wording::fixed("id", "tunnus"), &view.group);
    for agreement in &view.agreements {
        in_agreement(&mut page, agreement);
    }
    page.finish()
}

fn in_agreement(page: &mut Page<'_>, group: &GroupInAgreement) {
    let status = page.word(&group.status.label());
    let heading = format!("{} ({status})", group.agreement);
    page.heading(&Wording::composed(heading.clone(), heading));
    page.fact(&Wording::fixed("name", "nimi"), &group.name);
    let areas = regions(page, &group.regions);
    page.fact(&REGIONS, &areas);
    let chair = group.chair.as_ref().map(name_of);
    page.known_fact(&Wording::fixed("chair", "puheenjohtaja"), chair.as_deref());
    let members: Vec<String> = group.members.iter().map(name_of).collect();
    page.list_fact(&Wording::fixed("members", "jäsenet"), &members);
    let dissolved = group.dissolved.map(|date| page.date(date));
    page.known_fact(&Wording::fixed("dissolved", "lakkautettu"), dissolved.as_deref());
    let duties: Vec<DutyInGroup> = group.duties.iter().cloned().map(DutyInGroup).collect();
    page.table(&Wording::fixed("Duties", "Tehtävät"), &duties);
}

fn name_of(member: &GroupMemberView) -> String {
    member.name.clone().unwrap_or_else(|| member.organisation.clone())
}
