//! `withdraw`: records a notice of withdrawal.

use anyhow::Result;
use clap::Args as ClapArgs;

use super::act::{self, DryRun, fact_date};
use super::context::{Context, Exit};
use super::resolve;
use crate::acts::Act;
use crate::index::Index;
use crate::model::PartialDate;

/// Record that an organisation gave notice, and when it ceases to be bound
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Agreement, by id, title or file
    #[arg(value_name = "AGREEMENT")]
    agreement: String,
    /// Organisation, by id or name
    #[arg(value_name = "ORGANISATION")]
    organisation: String,
    /// Date of the notice
    #[arg(long, value_name = "DATE", value_parser = fact_date)]
    notice: PartialDate,
    /// First day on which it is no longer bound [default: the day after the period of notice]
    #[arg(long, value_name = "DATE", value_parser = fact_date)]
    effective: Option<PartialDate>,
    #[command(flatten)]
    dry_run: DryRun,
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let act = |cx: &Context<'_>, index: &Index| {
        let organisation = resolve::organisation(cx, index, &args.organisation)?;
        Ok(Act::Withdraw {
            organisation,
            notice: args.notice,
            effective: args.effective,
        })
    };
    act::perform(cx, &args.agreement, act, &args.dry_run)
}
