//! `unset`: takes a field of an agreement away.

use anyhow::Result;
use clap::Args as ClapArgs;

use super::context::{Context, Exit};
use super::fields::{Changed, Changing};

/// Take a field out of an agreement
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Agreement, by id, title or file
    #[arg(value_name = "AGREEMENT")]
    agreement: String,
    /// Field, by its path, as in `set`
    #[arg(value_name = "PATH")]
    path: String,
    #[command(flatten)]
    changing: Changing,
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let mut changed = Changed::named(cx, &args.agreement)?;
    let names = changed.names(&args.path)?;
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    changed.unset(&names)?;
    changed.perform(cx, &args.changing)
}
