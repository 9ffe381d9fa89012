//! `board`: the renewal board of an agreement.

use anyhow::Result;
use clap::Args as ClapArgs;

use super::context::{Context, Exit};
use super::resolve;
use crate::questions;

/// Show the renewal board: who has signed, who is pending and since when, and what entry into force still requires
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Agreement, by id, title or file
    #[arg(value_name = "AGREEMENT")]
    agreement: String,
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let registry = cx.models_about(&[&args.agreement])?;
    let agreement = resolve::agreement(cx, &registry, &args.agreement)?;
    let view = questions::board(&registry, agreement, cx.day(), cx.lang);
    cx.answer_one(&view)
}
