//! `extend`: records an extension.

use anyhow::Result;
use clap::Args as ClapArgs;

use super::act::{self, DryRun, fact_date};
use super::context::{Context, Exit};
use crate::acts::Act;
use crate::index::Index;
use crate::model::PartialDate;

/// Record an extension of an agreement, with its decision
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Agreement, by id, title or file
    #[arg(value_name = "AGREEMENT")]
    agreement: String,
    /// New last day of the term
    #[arg(long, value_name = "DATE", value_parser = fact_date)]
    until: PartialDate,
    /// Date of the decision
    #[arg(long, value_name = "DATE", value_parser = fact_date)]
    decided: Option<PartialDate>,
    /// Reference of the decision
    #[arg(long, value_name = "DECISION")]
    decision: Option<String>,
    #[command(flatten)]
    dry_run: DryRun,
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let act = |_: &Context<'_>, _: &Index| {
        Ok(Act::Extend {
            until: args.until,
            decided: args.decided,
            decision: args.decision.clone(),
        })
    };
    act::perform(cx, &args.agreement, act, &args.dry_run)
}
