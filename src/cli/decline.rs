//! `decline`: records that an organisation will not sign.

use anyhow::Result;
use clap::Args as ClapArgs;

use super::act::{self, DryRun, fact_date};
use super::context::{Context, Exit};
use super::resolve;
use crate::acts::Act;
use crate::index::Index;
use crate::model::PartialDate;

/// Record that an organisation declined to sign
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Agreement, by id, title or file
    #[arg(value_name = "AGREEMENT")]
    agreement: String,
    /// Organisation, by id or name
    #[arg(value_name = "ORGANISATION")]
    organisation: String,
    /// Date on which it declined
    #[arg(long, value_name = "DATE", value_parser = fact_date)]
    on: PartialDate,
    #[command(flatten)]
    dry_run: DryRun,
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let act = |cx: &Context<'_>, index: &Index| {
        Ok(Act::Decline {
            organisation: resolve::organisation(cx, index, &args.organisation)?,
            on: args.on,
        })
    };
    act::perform(cx, &args.agreement, act, &args.dry_run)
}
