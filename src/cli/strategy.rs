//! `strategy`: the strategies that an agreement carries out.

use anyhow::Result;
use clap::{Args as ClapArgs, Subcommand};

use super::act::fact_date;
use super::context::{Context, Exit};
use super::fields::{Changed, Changing};
use crate::model::PartialDate;

/// Add a strategy to an agreement
#[derive(ClapArgs, Clone, Debug)]
#[command(arg_required_else_help = true)]
pub(super) struct Args {
    #[command(subcommand)]
    act: ActArgs,
}

#[derive(Subcommand, Clone, Debug)]
enum ActArgs {
    /// Add a strategy that the agreement carries out
    Add {
        /// Agreement, by id, title or file
        #[arg(value_name = "AGREEMENT")]
        agreement: String,
        /// Name of the strategy
        #[arg(value_name = "NAME")]
        name: String,
        /// When the strategy ends
        #[arg(long, value_name = "DATE", value_parser = fact_date)]
        ends: Option<PartialDate>,
        #[command(flatten)]
        changing: Changing,
    },
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let ActArgs::Add {
        agreement,
        name,
        ends,
        changing,
    } = &args.act;
    let mut changed = Changed::named(cx, agreement)?;
    let ends = ends.map(|ends| (Some("ends".to_owned()), ends.to_string()));
    let name = (Some("name".to_owned()), name.clone());
    let typed: Vec<_> = [name].into_iter().chain(ends).collect();
    changed.append(cx, &["strategies"], &typed)?;
    changed.perform(cx, changing)
}
