//! `open`: freezes the text of an agreement: signing begins.

use anyhow::Result;
use clap::Args as ClapArgs;

use super::act::{self, DryRun, fact_date};
use super::context::{Context, Exit};
use crate::acts::Act;
use crate::index::Index;
use crate::model::PartialDate;

/// Freezes the text of an agreement: signing begins, and a later change of the text is an error
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// The agreement
    #[arg(value_name = "AGREEMENT")]
    agreement: String,
    /// When signing begins; by default today
    #[arg(long, value_name = "DATE", value_parser = fact_date)]
    on: Option<PartialDate>,
    #[command(flatten)]
    dry_run: DryRun,
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let act = |cx: &Context<'_>, _: &Index| {
        Ok(Act::Open {
            on: args.on.unwrap_or(PartialDate::Day(cx.day())),
        })
    };
    act::perform(cx, &args.agreement, act, &args.dry_run)
}
