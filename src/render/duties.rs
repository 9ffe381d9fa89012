//! The duties of one group, as the annex of an agreement lists them.

use super::block::Outline;
use super::page::page_of;
use super::show;
use super::table::{Look, render_table};
use crate::view::{DutyInGroup, DutyRow, GroupRow};
use crate::wording::Wording;

/// The group with its agreement, areas and chair, and its duties in their order.
#[must_use]
pub fn render_group_duties(group: &GroupRow, duties: &[DutyRow], look: &Look) -> String {
    let mut page = Outline::new(look.lang);
    page.title(&group.name);
    page.fact(&Wording::fixed("agreement", "sopimus"), &group.agreement);
    let regions = show::regions(&page, &group.regions);
    page.fact(&show::REGIONS, &regions);
    page.known_fact(&Wording::fixed("chair", "puheenjohtaja"), group.chair.as_deref());
    let dissolved = group.dissolved.map(|date| page.date(date));
    page.known_fact(&Wording::fixed("dissolved", "lakkautettu"), dissolved.as_deref());
    let rows: Vec<DutyInGroup> = duties.iter().cloned().map(DutyInGroup).collect();
    page_of(&page, look) + "\n" + &render_table(&rows, look)
}
