//! `set`: gives a field of an agreement another value.

use anyhow::Result;
use clap::Args as ClapArgs;

use super::context::{Context, Exit};
use super::fields::{Changed, Changing};

/// Give a field of an agreement a value; recorded facts and frozen text are not changed
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Agreement, by id, title or file
    #[arg(value_name = "AGREEMENT")]
    agreement: String,
    /// Field, by its path: signatories.lappia.contact.email, groups.elo.duties.2.text
    #[arg(value_name = "PATH")]
    path: String,
    /// New value; of a list, its entries with commas
    #[arg(value_name = "VALUE", allow_hyphen_values = true)]
    value: String,
    #[command(flatten)]
    changing: Changing,
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let mut changed = Changed::named(cx, &args.agreement)?;
    let names = changed.names(&args.path)?;
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    changed.set(cx, &names, &args.value)?;
    changed.perform(cx, &args.changing)
}
