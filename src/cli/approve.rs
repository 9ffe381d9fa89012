//! `approve`: records that organisations approved the text of a draft.

use anyhow::Result;
use clap::Args as ClapArgs;

use super::act::{self, DryRun, fact_date};
use super::context::{Context, Exit};
use super::resolve;
use crate::acts::Act;
use crate::index::Index;
use crate::model::{PartialDate, without_invisible};

/// Record that organisations approved the current text of a draft
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Agreement, by id, title or file
    #[arg(value_name = "AGREEMENT")]
    agreement: String,
    /// Organisations, by id or name
    #[arg(value_name = "ORGANISATION", required = true)]
    organisations: Vec<String>,
    /// Date of the approval
    #[arg(long, value_name = "DATE", value_parser = fact_date)]
    on: PartialDate,
    /// Decision in the organisation's records
    #[arg(long, value_name = "TEXT")]
    decision: Option<String>,
    #[command(flatten)]
    dry_run: DryRun,
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let act = |cx: &Context<'_>, index: &Index| {
        let named = args.organisations.iter();
        let organisations = named.map(|text| resolve::organisation(cx, index, text));
        Ok(Act::Approve {
            organisations: organisations.collect::<Result<_>>()?,
            on: args.on,
            decision: args
                .decision
                .as_deref()
                .map(|text| without_invisible(text).trim().to_owned()),
        })
    };
    act::perform(cx, &args.agreement, act, &args.dry_run)
}
