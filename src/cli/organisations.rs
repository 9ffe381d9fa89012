//! `organisations`: one line for each organisation, over all agreements.

use anyhow::Result;
use clap::Args as ClapArgs;

use super::context::{Context, Exit};
use crate::wording::Wording;

/// The organisations over all agreements: names, agreements, what became of them
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {}

pub(super) fn run(cx: &mut Context<'_>, _args: &Args) -> Result<Exit> {
    let fresh = cx.open()?;
    let rows = fresh.index.organisations(&cx.asked())?;
    let empty = Wording::fixed(
        "the registry has no organisations yet",
        "rekisterissä ei vielä ole organisaatioita",
    );
    cx.answer(&rows, &empty)
}
