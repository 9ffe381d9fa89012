//! `remove`: takes an entry out of a list of an agreement.

use anyhow::Result;
use clap::Args as ClapArgs;

use super::context::{Context, Exit};
use super::fields::{Changed, Changing};

/// Take an entry out of a list of an agreement
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Agreement, by id, title or file
    #[arg(value_name = "AGREEMENT")]
    agreement: String,
    /// Entry, by the path of the list and its id, name or number: events.tyopaja, groups.elo.duties.3
    #[arg(value_name = "PATH")]
    path: String,
    #[command(flatten)]
    changing: Changing,
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let mut changed = Changed::named(cx, &args.agreement)?;
    let names = changed.names(&args.path)?;
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    changed.remove(&names)?;
    changed.perform(cx, &args.changing)
}
