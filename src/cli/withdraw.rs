//! `withdraw`: records a notice of withdrawal.

use anyhow::Result;
use clap::Args as ClapArgs;

use super::act::{self, DryRun, fact_date};
use super::context::{Context, Exit};
use super::resolve;
use crate::acts::Act;
use crate::index::Index;
use crate::model::PartialDate;

/// Records that an organisation gave notice, and from when it is no longer bound
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// The agreement
    #[arg(value_name = "AGREEMENT")]
    agreement: String,
    /// The organisation
    #[arg(value_name = "ORGANISATION")]
    organisation: String,
    /// When it gave notice
    #[arg(long, value_name = "DATE", value_parser = fact_date)]
    notice: PartialDate,
    /// From when it is no longer bound
    #[arg(long, value_name = "DATE", value_parser = fact_date)]
    effective: PartialDate,
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
