//! `diff`: how two agreements differ, as a person would say it.

use anyhow::Result;
use clap::Args as ClapArgs;

use super::context::{Context, Exit};
use super::resolve;
use crate::questions;

/// Compare two agreements: signatories, groups, duties and provisions word by word, term, strategies
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Older agreement, by id, title or file
    #[arg(value_name = "OLD")]
    old: String,
    /// Newer agreement, by id, title or file
    #[arg(value_name = "NEW")]
    new: String,
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let registry = cx.models_about(&[&args.old, &args.new])?;
    let old = resolve::agreement(cx, &registry, &args.old)?;
    let new = resolve::agreement(cx, &registry, &args.new)?;
    let view = questions::diff(&registry, old, new, cx.lang);
    cx.answer_one(&view)
}
