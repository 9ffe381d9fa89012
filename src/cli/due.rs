//! `due`: what needs a decision, by deadline.

use anyhow::Result;
use clap::Args as ClapArgs;

use super::context::{Context, Exit};
use super::global::BadValue;
use crate::index::TimedScope;
use crate::model::PartialDate;
use crate::questions::{DueList, Within};
use crate::wording;

/// What needs a decision, by deadline: renewals, signatures, strategies, ceased organisations, reviews, duties
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// How far to look ahead: 6m, 90d, 2w or 1y; half a year when left out
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
    let mut list = DueList::new(cx.day(), within, cx.lang);
    list.add_matters(&index.concerned(cx.day(), within.last_day(cx.day()))?);
    index.each_timed(cx.day(), TimedScope::Duties, |standing, owners| {
        list.add_duties(standing, owners);
    })?;
    let rows = list.into_rows();
    let empty = wording!(
        en: "nothing needs a decision by {last}; --within looks further ahead",
        fi: "päätettävää ei ole {last} mennessä; --within katsoo pidemmälle",
        last = PartialDate::Day(within.last_day(cx.day()))
    );
    cx.answer(&rows, &empty)
}
