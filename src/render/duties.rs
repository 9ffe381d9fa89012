//! The duties of one group, as the annex of an agreement lists them.

use super::block::Outline;
use super::page::page_of;
use super::table::{Drawn, Look, render_table};
use super::{GroupFacts, show};
use crate::view::{Columns, DutyInGroup, DutyRow, GroupRow};
use crate::wording::Wording;

/// The group with its agreement, regions and chair, and its duties in their order, with the named columns.
#[must_use]
pub fn render_group_duties(
    group: &GroupRow,
    duties: &[DutyRow],
    columns: &Columns<DutyRow>,
    look: &Look,
) -> Drawn {
    let mut page = Outline::new(look.lang);
    page.title(&group.name);
    let agreement = Wording::fixed("agreement", "sopimus");
    page.named_fact(&agreement, &group.agreement_title, &group.agreement);
    let facts = GroupFacts {
        areas: vec![page.own(&show::regions(&page, &group.regions))],
        chair: group.chair_name.iter().map(|chair| page.own(chair)).collect(),
        members: Vec::new(),
        roles: Vec::new(),
        dissolved: group.dissolved,
    };
    page.group_facts(&show::REGIONS, facts);
    let table = if columns.chosen().is_some() {
        render_table(duties, columns, look)
    } else {
        let rows: Vec<DutyInGroup> = duties.iter().cloned().map(DutyInGroup).collect();
        render_table(&rows, &Columns::usual(), look)
    };
    Drawn {
        text: page_of(&page, look).text + "\n" + &table.text,
        left_out: table.left_out,
    }
}
