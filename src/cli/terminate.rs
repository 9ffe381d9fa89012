//! `terminate`: records the end of an agreement by notice.

use anyhow::Result;
use clap::Args as ClapArgs;

use super::act::{self, DryRun, fact_date};
use super::confirm::Confirmation;
use super::context::{Context, Exit};
use crate::acts::Act;
use crate::model::PartialDate;

/// Record that an agreement is terminated by notice
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Agreement, by id, title or file
    #[arg(value_name = "AGREEMENT")]
    agreement: String,
    /// First day on which the agreement is no longer in force [default: the earliest if notice is given today]
    #[arg(long, value_name = "DATE", value_parser = fact_date)]
    on: Option<PartialDate>,
    /// Reason for the termination
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    #[command(flatten)]
    confirmation: Confirmation,
    #[command(flatten)]
    dry_run: DryRun,
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let act = Act::Terminate {
        on: args.on,
        given: cx.day(),
        reason: args.reason.clone(),
    };
    act::perform_confirmed(cx, &args.agreement, &act, &args.confirmation, &args.dry_run)
}
