//! `open`: freezes the text of an agreement: signing begins.

use anyhow::Result;
use clap::Args as ClapArgs;

use super::act::{self, DryRun, fact_date};
use super::confirm::Confirmation;
use super::context::{Context, Exit};
use crate::acts::Act;
use crate::model::PartialDate;

/// Freeze the text of an agreement and begin signing; changing the text afterwards is an error
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Agreement, by id, title or file
    #[arg(value_name = "AGREEMENT")]
    agreement: String,
    /// First day of signing [default: today]
    #[arg(long, value_name = "DATE", value_parser = fact_date)]
    on: Option<PartialDate>,
    #[command(flatten)]
    confirmation: Confirmation,
    #[command(flatten)]
    dry_run: DryRun,
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let act = Act::Open {
        on: args.on.unwrap_or(PartialDate::Day(cx.day())),
    };
    act::perform_confirmed(cx, &args.agreement, &act, &args.confirmation, &args.dry_run)
}
