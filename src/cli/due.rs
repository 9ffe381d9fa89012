//! `due`: what needs a decision, by deadline.

use anyhow::Result;
use chrono::NaiveDate;
use clap::Args as ClapArgs;

use super::context::{Context, Exit};
use super::global::BadValue;
use crate::index::{Index, TimedScope};
use crate::model::{PartialDate, command};
use crate::questions::{DueList, Within};
use crate::registry::RefusedFile;
use crate::view::DueRow;
use crate::wording;
use crate::wording::Lang;

/// List what needs a decision, by deadline: renewals, signatures, strategies, ceased organisations, reviews, duties
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// How far to look ahead: 6m, 90d, 2w or 1y [default: half a year]
    #[arg(long, value_name = "TIME", value_parser = within)]
    within: Option<Within>,
}

/// A stretch of time on the command line.
pub(super) fn within(text: &str) -> Result<Within, BadValue> {
    Within::parse(text).map_err(|problem| BadValue(problem.message()))
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let index = cx.open_to_look_ahead()?;
    let within = args.within.unwrap_or_default();
    let mut list = matters(&index, cx.day(), within, cx.lang)?;
    index.each_timed(cx.day(), TimedScope::Duties, |standing, owners| {
        list.add_duties(standing, owners);
    })?;
    let mut rows = list.into_rows();
    correct_first(&mut rows, &cx.refused);
    let empty = wording!(
        en: "nothing needs a decision by {last}; --within looks further ahead",
        fi: "päätettävää ei ole {last} mennessä; valinnalla --within näet pidemmälle",
        last = PartialDate::Day(within.last_day(cx.day()))
    );
    cx.answer(&rows, &empty)
}

/// What is due on a day but duties.
pub(super) fn matters(index: &Index, day: NaiveDate, within: Within, lang: Lang) -> Result<DueList> {
    let mut list = DueList::new(day, within, lang);
    list.add_matters(&index.concerned(day, within.last_day(day))?);
    Ok(list)
}

/// Commands that only say what the index has.
const TELLING: [&str; 3] = ["show", "duties", "events"];

/// What needs a file that has errors is refused until it is corrected; where that is due first, it is proposed.
fn correct_first(rows: &mut [DueRow], refused: &[RefusedFile]) {
    for row in rows {
        let mut words = row.next_command.split(' ').skip(1);
        if words.next().is_some_and(|verb| TELLING.contains(&verb)) {
            continue;
        }
        let broken = words.find_map(|word| refused.iter().find(|file| file.path.stem() == word));
        if let Some(file) = broken {
            row.next_command = command(&["validate", file.path.as_str()]);
        }
    }
}
